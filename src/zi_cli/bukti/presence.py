"""Whether an evidence file is where the plan says: there, a file, inside the plan's folder, spelt the same.

Only names are read here; `verifying` reads the files.
"""

import os
import stat
import unicodedata
from pathlib import Path

from zi_cli.errors import reason


def located(folder: Path, name: str) -> Path:
    """Where a recorded file lies: under its very name, or under the same one with its letters encoded otherwise."""
    path = folder / name
    if name.isascii() or os.path.lexists(path):
        return path
    place = folder
    for part in name.split("/"):
        try:
            same = (each for each in os.listdir(place) if unicodedata.normalize("NFC", each) == part)  # noqa: PTH208
            place /= part if os.path.lexists(place / part) else next(same, part)
        except OSError:
            return path
    return place


def told_missing(folder: Path, berkas: str, listed: dict[Path, frozenset[str]]) -> str | None:
    """What is wrong with a recorded path in a plan's folder, in words that follow its name; None where nothing is.

    `listed` keeps the names in folders from one call to the next.
    """
    path = located(folder, berkas)
    try:
        found = path.stat()
    except OSError as error:
        return reason(error)
    if not stat.S_ISREG(found.st_mode):
        return "bukan berkas biasa"
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        return "menunjuk ke luar folder rencana melalui symlink"
    place = folder
    for part in berkas.split("/"):  # a disk that ignores case says yes where another says no
        try:
            spelt = unicodedata.normalize("NFC", part) in _names(place, listed)
        except OSError as error:
            return reason(error)
        if not spelt:
            return "ada, tetapi besar kecil huruf namanya berbeda"
        place = located(place, part)
    return None


def _names(folder: Path, listed: dict[Path, frozenset[str]]) -> frozenset[str]:
    if folder not in listed:
        listed[folder] = frozenset(unicodedata.normalize("NFC", each.name) for each in folder.iterdir())
    return listed[folder]
