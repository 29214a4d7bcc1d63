"""A folder that somebody holds, a shared drive or a flash disk: which recorded files lie in it, under whatever names.

They are known by their hashes. Only files as large as a recorded one are read; a symlink is not followed.
"""

import os
import stat
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from zi_cli.bukti.register import Tercatat
from zi_cli.bukti.storing import digest_of
from zi_cli.errors import Kind, Refusal, reason
from zi_cli.frozen import frozen


@frozen
class Held:
    """What lies in a folder."""

    folder: str
    """As it was named."""
    places: Mapping[str, str]
    """Where a content lies in it, by its SHA-256."""
    strange: int
    """How many files in it have a content that nothing records."""

    def place(self, wanted: Tercatat) -> str | None:
        """Where the recorded content lies; None where it does not."""
        return self.places.get(wanted.sha256 or "")


def held(folder: Path, recorded: Mapping[str, Tercatat]) -> Held:
    """Look for the recorded files in a folder; Refusal where one cannot be read."""
    sizes = {each.ukuran for told in recorded.values() for each in told.catatan}
    places: dict[str, str] = {}
    hashes = {each.sha256 for told in recorded.values() for each in told.catatan if each.sha256}
    strange = 0
    try:
        for path, found in _files(folder):
            content = None
            if found.st_size in sizes or None in sizes:
                content = _content(path, found.st_size, found.st_mtime_ns)
                places.setdefault(content, path.relative_to(folder).as_posix())
            strange += content not in hashes
    except OSError as error:
        raise Refusal(f"{error.filename or folder} tidak dapat dibaca: {reason(error)}.", Kind.SYSTEM) from error
    return Held(str(folder), places, strange)


@cache
def _content(path: Path, _size: int, _changed: int) -> str:
    """The hash of a file, read once a run: a folder is looked through for each of several plans."""
    with path.open("rb") as stream:
        return digest_of(stream)[0]


def _files(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """The files in a folder, with what the disk says of them; what is a link, a pipe or a device is none."""

    def refuse(error: OSError) -> None:
        raise error

    for place, folders, names in os.walk(folder, onerror=refuse):
        folders.sort()
        for name in sorted(names):
            path = Path(place, name)
            found = path.lstat()
            if stat.S_ISREG(found.st_mode):
                yield path, found
