"""The stamp: which text of a plan has passed the gate before, so that it need not be judged twice.

Judging imports pydantic, which takes longer than all the rest of a command. A stamp is a copy of the text that
passed, in the user's cache, behind a line that names the judges; only the very same bytes under the very same judges
have passed. A stamp that is lost, torn or cannot be written costs time and nothing else. `zi check` never asks it.
"""

import os
import sys
import zlib
from pathlib import Path

from zi_cli import __version__

_HAKIM = (
    "checks",
    "data",
    "document.py",
    "fields.py",
    "gate.py",
    "jadwal.py",
    "jawaban.py",
    "karakter.py",
    "kode.py",
    "lembar.py",
    "penilaian.py",
    "plan.py",
    "reading.py",
    "rujukan.py",
    "source.py",
)
"""The rooms that judge: a change to one of them voids every stamp."""


def passed(path: Path, raw: bytes) -> bool:
    """Whether the file at `path` passed with these very bytes."""
    try:
        return _stamp(path).read_bytes() == _judges() + raw
    except OSError:
        return False


def stamp(path: Path, raw: bytes) -> None:
    """Remember that the file at `path` passed with these bytes; one stamp a file, the latest."""
    target = _stamp(path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_judges() + raw)
    except OSError:
        return


def _stamp(path: Path) -> Path:
    if sys.platform == "win32":
        home = os.environ.get("LOCALAPPDATA", "")
    else:
        home = os.environ.get("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser())
    return Path(home, "zi", f"{zlib.crc32(os.fsencode(path)):08x}.lolos")


def _judges() -> bytes:
    here = Path(__file__).parent
    rooms = [
        found
        for name in _HAKIM
        for found in ([here / name] if name.endswith(".py") else sorted((here / name).glob("*.*")))
    ]
    stats = [(room.name, info.st_size, info.st_mtime_ns) for room in rooms for info in [room.stat()]]
    return f"zi {__version__} {zlib.crc32(repr(stats).encode()):08x}\n".encode()
