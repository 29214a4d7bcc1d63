"""The stamp: which text of a plan has passed the gate before, so that it need not be judged twice.

Judging imports pydantic, which takes longer than all the rest of a command. A stamp is a copy of the text that
passed, in the user's cache, behind a line that names the judges; only the very same bytes under the very same judges
have passed. A stamp that is lost, torn or cannot be written costs time and nothing else. `zi check` takes its word for
what pydantic would say again, and runs every rule all the same; it gives none itself.

What follows from such a text alone, and takes long to work out, is remembered beside it in the same way.
"""

import os
import sys
import zlib
from functools import cache
from pathlib import Path

from zi_cli import __version__

_HAKIM = ("checks", "checks/data", "lke", "lke/data", "plan", "text")
"""The rooms that judge, or work out what is remembered: a change to one of them voids every stamp."""


def passed(path: Path, raw: bytes) -> bool:
    """Whether the file at `path` passed with these very bytes."""
    return _read(_stamp(path)) == _judges() + raw


def stamp(path: Path, raw: bytes) -> None:
    """Remember that the file at `path` passed with these bytes; one stamp a file, the latest."""
    _write(_stamp(path), _judges() + raw)


def recall(path: Path, jenis: str, raw: bytes) -> str | None:
    """What was remembered of that kind about the file with these very bytes; None where nothing was."""
    head, _, body = (_read(_stamp(path, jenis)) or b"").rpartition(b"\n")
    return body.decode("ascii") if head == _mark(raw, body) else None


def remember(path: Path, jenis: str, raw: bytes, text: str) -> None:
    """Remember a line of ASCII that follows from these bytes; one of a kind a file, the latest."""
    body = text.encode("ascii")
    _write(_stamp(path, jenis), _mark(raw, body) + b"\n" + body)


def _mark(raw: bytes, body: bytes) -> bytes:
    from hashlib import sha256

    return _judges() + f"{sha256(raw).hexdigest()} {sha256(body).hexdigest()}".encode()


def _read(target: Path | None) -> bytes | None:
    if target is None:
        return None
    try:
        return target.read_bytes()
    except OSError:
        return None


def _write(target: Path | None, raw: bytes) -> None:
    if target is None:
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(raw)
    except OSError:
        return


def _stamp(path: Path, jenis: str = "lolos") -> Path | None:
    """Where a stamp lies; None for a user without a home, as in some containers."""
    if sys.platform == "win32":
        home = os.environ.get("LOCALAPPDATA", "")
    else:
        home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111 - it raises nothing
    if not os.path.isabs(home):  # noqa: PTH117 - a text still
        return None
    return Path(home, "zi", f"{zlib.crc32(os.fsencode(path)):08x}.{jenis}")


@cache
def _judges() -> bytes:
    package = Path(__file__).parents[1]
    rooms = (room for name in _HAKIM for room in os.scandir(package / name) if "." in room.name)
    stats = sorted((room.name, info.st_size, info.st_mtime_ns) for room in rooms for info in [room.stat()])
    return f"zi {__version__} {zlib.crc32(repr(stats).encode()):08x}\n".encode()
