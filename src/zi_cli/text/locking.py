"""One lock a folder: from reading a plan to replacing it nobody else changes what lies there.

The kernel's own lock on the folder, where it has one: nothing is left behind, and who is killed lets go. A network disk
or Windows has none on folders. There a file serves, in a folder `.zi` that tells git to leave it alone; and where not
even a file can be locked (SMB, an NFS without its lock service), the lock is that the file is there.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from zi_cli.errors import Kind, Refusal, reason

if TYPE_CHECKING:
    from filelock import BaseFileLock

PATIENCE = 1.0
"""In seconds. So long a command waits for another before it says so."""
SOFT_PATIENCE = 10.0
"""In seconds. How long to wait for a lock file that a killed run may have left."""
ROOM = ".zi"
"""In a plan's folder, where the kernel cannot lock that: what is of this computer only, and never of git."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; Refusal where the folder cannot be opened, or a lock that was left bars the way."""
    with ExitStack() as held:
        try:
            if sys.platform == "win32" or not _flock(_opened(folder, os.O_RDONLY, held)):
                _lock_file(folder, held)
        except OSError as error:
            raise Refusal(f"{folder} tidak dapat dikunci: {reason(error)}.", Kind.SYSTEM) from error
        yield


@contextmanager
def claimed(folder: Path) -> Iterator[bool | None]:
    """Hold the folder's lock if nobody else does: yes, or no; None where the kernel has none on folders."""
    with ExitStack() as held:
        yield None if sys.platform == "win32" else _claim(_opened(folder, os.O_RDONLY, held))


def _claim(handle: int) -> bool | None:
    assert sys.platform != "win32"
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _opened(path: Path, flags: int, held: ExitStack) -> int:
    handle = os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o666)
    held.callback(os.close, handle)
    return handle


def _flock(handle: int) -> bool:
    """Wait for the kernel's lock on what is open, and hold it until that is closed; no where it has none on such."""
    assert sys.platform != "win32"
    import fcntl

    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            from threading import Timer

            timer = Timer(PATIENCE, _say_waiting)
            timer.start()
            try:
                fcntl.flock(handle, fcntl.LOCK_EX)
            finally:
                timer.cancel()
    except OSError:  # ENOTSUP, ENOLCK, EINVAL, ENOSYS, EBADF: each system and disk has its own error
        return False
    return True


def _lock_file(folder: Path, held: ExitStack) -> None:
    """Hold a lock on a file in the folder; OSError where none can be made there."""
    room = folder / ROOM
    if room.is_symlink():
        raise Refusal(f"{room} symlink; ganti dengan folder biasa, atau hapus.")
    room.mkdir(exist_ok=True)
    with suppress(FileExistsError), (room / ".gitignore").open("x", encoding="ascii") as stream:
        stream.write("*\n")
    if sys.platform == "win32":
        from filelock import FileLock

        _acquire(FileLock(room / "kunci"), -1, held)
    elif not _flock(_opened(room / "kunci", os.O_RDWR | os.O_CREAT, held)):
        from filelock import SoftFileLock

        _acquire(SoftFileLock(room / "dipakai"), SOFT_PATIENCE, held)


def _acquire(lock: "BaseFileLock", patience: float, held: ExitStack) -> None:
    from filelock import Timeout

    try:
        held.enter_context(lock.acquire(timeout=PATIENCE))
    except Timeout:
        _say_waiting()
        try:
            held.enter_context(lock.acquire(timeout=patience))
        except Timeout:
            raise Refusal(
                f"{lock.lock_file} menandakan perintah zi lain masih bekerja di folder ini. Ulangi nanti; bila tidak "
                "ada yang berjalan, hapus berkas itu.",
                Kind.STATE,
            ) from None


def _say_waiting() -> None:
    """Say on stderr that another zi is waited for."""
    sys.stderr.write("menunggu perintah zi lain di folder ini …\n")
    sys.stderr.flush()
