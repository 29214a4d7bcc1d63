"""The stamp: which text of a plan has passed the gate before, so that it need not be judged twice.

Judging imports pydantic, which takes longer than all the rest of a command. A stamp is the hash of the text that
passed, in the user's cache, behind a line that names the judges; only the very same bytes under the very same judges
have passed. What follows from such a text alone, and takes long to work out, is remembered beside it in the same way.
What is shown to people of many plans need not read them again: it is enough that the disk says they are the same
(`Origin`).

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
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cache, cached_property
from pathlib import Path

from zi_cli import __version__

_JUDGES = ("", "bukti", "checks", "checks/data", "lke", "lke/data", "plan", "text")
"""The rooms that judge, or work out what is remembered: a change to one of them voids every stamp."""
_PASSED = "lolos"
MAX_STAMP = 1 << 20
"""In bytes. A stamp has two hundred, what is known of a plan as many as the plan."""
MAX_TEXT = MAX_STAMP // 2
"""In bytes. What is longer is not remembered."""
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
    head, body, _ = _kept(path, kind)
    return _text(body) if head[:-1] == _head(raw, body) else None


def remember(path: Path, kind: str, raw: bytes, text: str) -> None:
    """Remember a text that follows from these bytes; one of a kind a file, the latest."""
    _keep(path, kind, raw, text, b"")


class Origin:
    """Files from which something follows: told by what the disk says of them, and in doubt by their bytes.

    `read` gives their bytes, all in one; None where they cannot be read.
    """

    def __init__(self, files: Sequence[Path], read: Callable[[], bytes | None]) -> None:
        self._seen = _seen(files)  # before they are read: who changes them meanwhile makes it another
        self._read = read

    @cached_property
    def raw(self) -> bytes | None:
        """Their bytes."""
        return self._read()

    def recall(self, path: Path, kind: str) -> str | None:
        """What was remembered of that kind, where it follows from these files as they are; None where nothing was."""
        head, body, written = _kept(path, kind)
        newest, mark = self._seen
        if mark and newest < written - GRAIN and head == [*head[:-2], _hash(body), mark]:
            return _text(body) if head[:-3] == _judges() else None
        if self.raw is None or head[:-1] != _head(self.raw, body) or (text := _text(body)) is None:
            return None
        _keep(path, kind, self.raw, text, mark)  # the next run need not read them
        return text

    def remember(self, path: Path, kind: str, text: str) -> None:
        """Remember a text that follows from these files."""
        if self.raw is not None:
            _keep(path, kind, self.raw, text, self._seen[1])


GRAIN = 2 * 10**9
"""In nanoseconds: the coarsest clock of a disk (FAT). A file that changed so shortly before a stamp was written could
have changed once more, and show the same time."""


def _seen(files: Sequence[Path]) -> tuple[int, bytes]:
    """When one of the files changed last, and all that the disk says of them, in one mark; none where that is not told.

    Whoever changes a file changes its size, its times or its inode; on Windows no time but one that anyone may set.
    """
    newest = 0
    told: list[tuple[int, ...] | None] = []
    for path in files:
        try:
            found = path.stat()
        except FileNotFoundError:
            told.append(None)
            continue
        except OSError:
            return 0, b""
        newest = max(newest, found.st_mtime_ns, found.st_ctime_ns)
        told.append((found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns))
    return newest, b"" if sys.platform == "win32" else _hash(repr(told).encode())


def _kept(path: Path, kind: str) -> tuple[list[bytes], bytes, int]:
    """A stamp's head, word by word, what it holds, and when it was written; nothing where there is none."""
    target = _target(path, kind)
    raw, written = (_read(target) if target else None) or (b"", 0)
    head, _, body = raw.partition(b"\n")
    return head.split(b" "), body, written


def _keep(path: Path, kind: str, raw: bytes, text: str, mark: bytes) -> None:
    target = _target(path, kind)
    body = text.encode("utf-8")
    if target is None or len(body) > MAX_TEXT:
        return
    with suppress(OSError):
        _make_room(target.parent)
        _write(target, b" ".join([*_head(raw, body), mark or b"-"]) + b"\n" + body)
        _prune(target.parent)


def _text(body: bytes) -> str | None:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _head(raw: bytes, body: bytes) -> list[bytes]:
    return [*_judges(), _hash(raw), _hash(body)]


def _hash(raw: bytes) -> bytes:
    from hashlib import sha256

    return sha256(raw).hexdigest().encode()


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
    """Where a stamp lies: two versions of zi that are used side by side have each their own."""
    folder = place()
    named = b"\0".join([os.fsencode(path), *_judges()])
    return None if folder is None else folder / f"{_hash(named)[:_NAME].decode()}.{kind}"


_NAME = 32
"""Digits of a stamp's name: all that is known of where the plan lies."""


def _read(target: Path) -> tuple[bytes, int] | None:
    """The bytes of a stamp, and when it was written; None where it is none that zi has written for this user."""
    try:
        if not _is_own(os.lstat(target)):  # looked at before it is opened: a pipe would hold us, a device may act
            return None
        handle = os.open(target, os.O_RDONLY | _flag("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC"))
        with open(handle, "rb") as stream:  # noqa: PTH123 - a handle
            found = os.fstat(handle)
            return (stream.read(MAX_STAMP), found.st_mtime_ns) if _is_own(found) else None
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
def _judges() -> list[bytes]:
    package = Path(__file__).parents[1]
    rooms = (room for name in _JUDGES for room in os.scandir(package / name) if "." in room.name)
    stats = sorted((room.name, info.st_size, info.st_mtime_ns) for room in rooms for info in [room.stat()])
    return f"zi {__version__} {zlib.crc32(repr(stats).encode()):08x}".encode().split(b" ")
