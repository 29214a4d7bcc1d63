"""Evidence that is kept elsewhere: outside git, or behind a Git LFS pointer. Not to hold it here is no fault.

Only names and sizes are asked for; of a small file its first line, for a pointer says which content it stands for.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from zi_cli.bukti.presence import located
from zi_cli.bukti.register import Tercatat, tercatat
from zi_cli.frozen import frozen
from zi_cli.plan.model import Rencana

OUTSIDE = "bukti-luar"
"""Where evidence lies that git ignores."""
_POINTER = re.compile(rb"version https://git-lfs\.github\.com/spec/v1\n(?:.*\n)*?oid sha256:([0-9a-f]{64})\n")
_LARGEST_POINTER = 1024


@frozen
class Absent:
    """Recorded files that are not on this disk, of those that still count."""

    berkas: int = 0
    """How many files are recorded."""
    tidak_di_sini: tuple[str, ...] = ()
    """Kept elsewhere."""
    hilang: tuple[str, ...] = ()
    """In `bukti/`, where they should be."""


def absent(rencana: Rencana, folder: Path) -> Absent:
    """Which files of the register are not here; nothing is read but names and sizes."""
    if next(rencana.semua_berkas(), None) is None:
        return Absent()
    recorded = {name: each for name, each in tercatat(rencana).items() if each.berlaku}
    away = away_from(recorded, folder)
    lost = tuple(name for name in recorded if name not in away and not os.path.lexists(located(folder, name)))
    return Absent(len(recorded), tuple(away), lost)


def away_from(recorded: Mapping[str, Tercatat], folder: Path) -> dict[str, str]:
    """The recorded files that are kept elsewhere, each with what is said of it."""
    return {name: told for name, each in recorded.items() if (told := _away(folder, name, each.sha256))}


def _away(folder: Path, name: str, sha256: str | None) -> str | None:
    path = located(folder, name)
    if outside(name):
        return None if os.path.lexists(path) else "di luar git, tidak di komputer ini"
    return "penunjuk Git LFS, isinya belum diambil" if sha256 and pointed(path) == sha256 else None


def outside(name: str) -> bool:
    """Whether a path of the plan lies outside git."""
    return name.startswith(f"{OUTSIDE}/")


def pointed(path: Path) -> str | None:
    """Which content a Git LFS pointer stands for; None where the file is none."""
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST_POINTER:
            return None
        found = _POINTER.match(path.read_bytes())
    except OSError:
        return None
    return found[1].decode("ascii") if found else None
