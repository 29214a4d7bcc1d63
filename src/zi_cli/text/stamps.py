"""The stamp: which text of a plan has passed the gate before, so that it need not be judged twice.

Judging imports pydantic, which takes longer than all the rest of a command. A stamp is the hash of the text that
passed, in the user's cache, behind a line that names the judges; only the very same bytes under the very same judges
have passed. What follows from such a text alone, and takes long to work out, is remembered beside it in the same way.

A stamp that is lost, torn or cannot be written costs time and nothing else. What is known of a plan holds its words
(`plans.known`), so all of it is read and written by its owner alone. It is believed only where it is what zi would have
written: a small, regular file of this user's that nobody else may touch. Its owner can still forge it. So a reader of
what it vouches for must stand a lie, and where others count on the answer (`check`, `verify`, `bundle`,
`--fail-overdue`) it is not asked at all; that `verify` has read a file before is remembered here too, and told
(`bukti.read_before`).
"""

import os
import stat
import sys
import zlib
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from zi_cli import __version__

_JUDGES = ("", "bukti", "checks", "checks/data", "lke", "lke/data", "plan", "text")
"""The rooms that judge, or work out what is remembered: a change to one of them voids every stamp."""
_PASSED = "lolos"
MAX_STAMP = 1 << 20
"""In bytes. A stamp has two hundred, what is known of a plan as many as the plan."""
MAX_AGE = 60 * 86_400
"""In seconds. A stamp that was not renewed for so long is removed: its plan is gone, or finished."""
MAX_COUNT, MAX_BYTES = 1 << 15, 1 << 28
"""So many are kept, and so much of them, the newest: several for each of 5,000 plans, most of 2 KiB.

One plan too many, and what a run remembers of the last drives out what the next run asks for first.
"""


def passed(path: Path, raw: bytes) -> bool:
    """Whether the file at `path` passed with these very bytes."""
    return recall(path, _PASSED, raw) is not None


def stamp(path: Path, raw: bytes) -> None:
    """Remember that the file at `path` passed with these bytes; one stamp a file, the latest."""
    remember(path, _PASSED, raw, "")


def recall(path: Path, kind: str, raw: bytes) -> str | None:
    """What was remembered of that kind about the file with these very bytes; None where nothing was."""
    target = _target(path, kind)
    head, _, body = ((_read(target) if target else None) or b"").partition(b"\n")
    if head != _head(raw, body):
        return None
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return None


def remember(path: Path, kind: str, raw: bytes, text: str) -> None:
    """Remember a text that follows from these bytes; one of a kind a file, the latest."""
    target = _target(path, kind)
    body = text.encode("utf-8")
    if target is None or len(body) > MAX_STAMP // 2:
        return
    with suppress(OSError):
        _make_room(target.parent)
        _write(target, _head(raw, body) + b"\n" + body)
        _prune(target.parent)


def _head(raw: bytes, body: bytes) -> bytes:
    from hashlib import sha256

    return _judges() + f" {sha256(raw).hexdigest()} {sha256(body).hexdigest()}".encode()


def own_folder(variable: str, usual: str) -> Path | None:
    """The folder of zi in a folder that the system keeps for the user; None for a user without a home.

    `variable`: the one of XDG that names it; `usual`: where it lies else. Some containers have no home.
    """
    if sys.platform == "win32":
        home = os.environ.get("LOCALAPPDATA", "")
    else:
        home = os.environ.get(variable) or os.path.expanduser(usual)  # noqa: PTH111 - it raises nothing
    return Path(home, "zi") if os.path.isabs(home) else None  # noqa: PTH117 - a text still


def place() -> Path | None:
    """The folder of all stamps."""
    return own_folder("XDG_CACHE_HOME", "~/.cache")


def _target(path: Path, kind: str) -> Path | None:
    """Where a stamp lies."""
    from hashlib import sha256

    folder = place()
    return None if folder is None else folder / f"{sha256(os.fsencode(path)).hexdigest()[:_NAME]}.{kind}"


_NAME = 32
"""Digits of a stamp's name: all that is known of where the plan lies."""


def _read(target: Path) -> bytes | None:
    """The bytes of a stamp; None where it is none that zi has written for this user."""
    try:
        if not _is_own(os.lstat(target)):  # looked at before it is opened: a pipe would hold us, a device may act
            return None
        handle = os.open(target, os.O_RDONLY | _flag("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC"))
        with open(handle, "rb") as stream:  # noqa: PTH123 - a handle
            return stream.read(MAX_STAMP) if _is_own(os.fstat(handle)) else None
    except OSError:
        return None


def _is_own(found: os.stat_result) -> bool:
    if not stat.S_ISREG(found.st_mode) or found.st_size > MAX_STAMP:
        return False
    return sys.platform == "win32" or (found.st_uid == os.geteuid() and not found.st_mode & 0o077)


def _make_room(folder: Path) -> None:
    """The folder of all stamps, this user's alone; OSError where something else stands in its place."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = os.lstat(folder)
    if not stat.S_ISDIR(found.st_mode):
        raise NotADirectoryError(folder)
    if sys.platform != "win32" and found.st_mode & 0o077:
        os.chmod(folder, 0o700)  # noqa: PTH101 - OSError where it is another's


def _write(target: Path, raw: bytes) -> None:
    """Put a stamp into its place, past whatever lies there."""
    passing = target.with_name(f"{target.name}.{os.getpid()}")
    passing.unlink(missing_ok=True)
    handle = os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _flag("O_NOFOLLOW", "O_BINARY"), 0o600)
    try:
        with open(handle, "wb") as stream:  # noqa: PTH123 - a handle
            stream.write(raw)
        passing.replace(target)
    except OSError:
        passing.unlink(missing_ok=True)
        raise


def _flag(*names: str) -> int:
    return sum(getattr(os, name, 0) for name in names)


@cache
def _prune(folder: Path) -> None:
    """Let old stamps leave, and what lies among them that is none: once a run, when there is something new."""
    listed = sorted(_written(folder), reverse=True)
    kept = size = 0
    for written, bytes_, each in listed:
        none = len(each.name.partition(".")[0]) != _NAME or written < listed[0][0] - MAX_AGE
        if none or kept == MAX_COUNT or size + bytes_ > MAX_BYTES:
            with suppress(OSError):
                each.unlink()
        else:
            kept += 1
            size += bytes_


def _written(folder: Path) -> Iterator[tuple[float, int, Path]]:
    """The files in the folder: when each was written, its size, and where it lies."""
    with os.scandir(folder) as listed:
        for each in listed:
            if not each.is_dir(follow_symlinks=False):
                found = each.stat(follow_symlinks=False)
                yield found.st_mtime, found.st_size, Path(each.path)


@cache
def _judges() -> bytes:
    package = Path(__file__).parents[1]
    rooms = (room for name in _JUDGES for room in os.scandir(package / name) if "." in room.name)
    stats = sorted((room.name, info.st_size, info.st_mtime_ns) for room in rooms for info in [room.stat()])
    return f"zi {__version__} {zlib.crc32(repr(stats).encode()):08x}".encode()
