"""Text → disk. One lock a folder, one replace a file: whatever happens meanwhile, the old file or the new one is there.

A change to a plan is made under the lock of its folder, from reading to replacing, so that no mark is lost when
several people mark at once.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from zi_cli.errors import Kind, Refusal, reason
from zi_cli.text.sources import Source

JOURNAL = ".zi-titipan"
"""In a plan's folder: which evidence files a run is about to put there. `storing` writes it and takes it away."""

PATIENCE = 1.0
"""In seconds. So long a command waits for another before it says so."""


def interrupted(folder: Path) -> bool:
    """Whether a run that put evidence into the folder was killed there. To be asked under the lock."""
    return any(each.startswith((JOURNAL, f".{JOURNAL}")) for each in os.listdir(folder))  # noqa: PTH208 - names alone


def folder_of(path: Path) -> Path:
    """The folder in which the file really lies, past all symlinks; a loop of them leads nowhere and is left alone."""
    return Path(os.path.realpath(path)).parent


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock: the kernel's own on the folder where it has one, so that nothing is left behind.

    A network file system or Windows has none on folders: there filelock's file `.zi.lock` serves.
    """
    if sys.platform != "win32":
        try:
            handle = os.open(folder, os.O_RDONLY)
        except OSError as error:
            raise Refusal(f"{folder} tidak dapat dibuka: {reason(error)}.", Kind.SYSTEM) from error
        try:
            try:
                _flock(handle)
            except OSError:
                with _file_lock(folder):
                    yield
            else:
                yield
        finally:
            os.close(handle)
    else:
        with _file_lock(folder):
            yield


def _flock(handle: int) -> None:
    assert sys.platform != "win32"
    import fcntl

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


@contextmanager
def _file_lock(folder: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout

    lock = FileLock(folder / ".zi.lock")
    try:
        lock.acquire(timeout=PATIENCE)
    except Timeout:
        _say_waiting()
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _say_waiting() -> None:
    """Said here, for only here it is known, and while it lasts."""
    sys.stderr.write("menunggu perintah zi lain di folder ini …\n")
    sys.stderr.flush()


def replace(source: Source, text: str) -> bytes:
    """Put `text` in the place of the file that was read, whole or not at all; the bytes written.

    To be called under the folder's lock. Refusal where the file is no longer what was read (editors do not lock),
    may not be written, or the disk says no; then the old file stands as it was.
    """
    raw = source.bom + text.encode("utf-8")
    target, seen = source.path, source.stat
    if seen.st_nlink > 1:
        raise Refusal(
            f"{source.name} punya {seen.st_nlink} tautan keras; menggantinya akan memutus yang lain.", Kind.STATE
        )
    if not os.access(target, os.W_OK):
        raise Refusal(f"{source.name} tidak boleh ditulis (hanya-baca).", Kind.SYSTEM)
    temporary = target.with_name(f".{target.name}.zi-baru")
    try:
        if target.read_bytes() != source.raw:
            raise Refusal(f"{source.name} berubah sesudah dibaca; ulangi perintahnya.", Kind.CHANGED)
        _write(temporary, raw, seen)
        temporary.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise Refusal(
            f"{source.name} tidak dapat ditulis: {reason(error)}; isinya tetap seperti semula.", Kind.SYSTEM
        ) from error
    return raw


def create(path: Path, raw: bytes) -> None:
    """Write a new file, or another in its place, whole or not at all; Refusal where the disk says no.

    A symlink is followed; a device or pipe is written to, not replaced. Nobody holds a lock: the name under which the
    file comes to be is this process's own.
    """
    path = Path(os.path.realpath(path))
    if path.exists() and not path.is_file():
        try:
            path.write_bytes(raw)
        except OSError as error:
            raise Refusal(f"{path} tidak dapat ditulis: {reason(error)}.", Kind.SYSTEM) from error
        return
    if not path.parent.is_dir():
        raise Refusal(f"{path} tidak dapat ditulis: foldernya tidak ada; buat dahulu.", Kind.SYSTEM)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.zi-baru")
    try:
        _write(temporary, raw, path.stat() if path.exists() else None)
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise Refusal(f"{path} tidak dapat ditulis: {reason(error)}.", Kind.SYSTEM) from error


def _write(temporary: Path, raw: bytes, like: os.stat_result | None) -> None:
    # the name is ours, under the lock or by this process's number: what lies there was left by one that was killed
    temporary.unlink(missing_ok=True)
    with temporary.open("xb") as stream:
        stream.write(raw)
        stream.flush()
        if like is not None:
            if hasattr(os, "chown"):
                with suppress(PermissionError):
                    os.chown(temporary, like.st_uid, like.st_gid)
            temporary.chmod(like.st_mode & 0o7777)
        os.fsync(stream.fileno())


def publish(made: Path, target: Path) -> None:
    """Give a whole file its name on the same disk; FileExistsError where somebody else has taken that name meanwhile.

    `made` may still stand under its own name afterwards.
    """
    try:
        os.link(made, target)
    except FileExistsError:
        raise
    except OSError:  # a disk that gives no second names
        target.open("xb").close()
        made.replace(target)


def sync_folder(folder: Path) -> None:
    """Let the names in a folder outlive a power cut."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
