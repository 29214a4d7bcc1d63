"""Evidence that is kept elsewhere: outside git, or behind a Git LFS pointer. That it is not on this computer is no
error.

Only names and sizes are asked for; of a small file its first line, for a pointer says which content it stands for.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from zi_cli.frozen import frozen

if TYPE_CHECKING:
    from zi_cli.plan.model import Rencana

Recorded = Mapping[str, tuple[str | None, bool]]
"""The files of a register: each with its recorded hash, and whether it still counts."""

OUTSIDE = "bukti-luar"
"""Where evidence lies that git ignores."""
_POINTER = rb"version https://git-lfs\.github\.com/spec/v1\n(?:.*\n)*?oid sha256:([0-9a-f]{64})\n"
_LARGEST_POINTER = 1024


@frozen
class Absent:
    """Recorded files that are not on this disk, of those that still count."""

    berkas: int = 0
    """How many files are recorded."""
    not_here: tuple[str, ...] = ()
    """Kept elsewhere."""
    hilang: tuple[str, ...] = ()
    """In `bukti/`, where they should be."""


def recorded_files(rencana: Rencana) -> dict[str, tuple[str | None, bool]]:
    """What the register of a plan records, in printed order."""
    if next(rencana.every_file(), None) is None:
        return {}
    from zi_cli.bukti.register import tercatat

    return {name: (each.sha256, each.berlaku) for name, each in tercatat(rencana).items()}


def absent(recorded: Recorded, folder: Path) -> Absent:
    """Which files of the register are not here; nothing is read but names and sizes."""
    counting = {name: sha256 for name, (sha256, counts) in recorded.items() if counts}
    if not counting:
        return Absent()
    from zi_cli.bukti.presence import located

    away = away_from(counting, folder)
    lost = tuple(name for name in counting if name not in away and not os.path.lexists(located(folder, name)))
    return Absent(len(counting), tuple(away), lost)


def away_from(hashes: Mapping[str, str | None], folder: Path) -> dict[str, str]:
    """Of recorded files and their hashes those that are kept elsewhere, each with what is said of it."""
    return {name: told for name, sha256 in hashes.items() if (told := _away(folder, name, sha256))}


def _away(folder: Path, name: str, sha256: str | None) -> str | None:
    from zi_cli.bukti.presence import located

    path = located(folder, name)
    if outside(name):
        return None if os.path.lexists(path) else "di luar git, tidak di komputer ini"
    return "penunjuk Git LFS, isinya belum diambil" if sha256 and pointed(path) == sha256 else None


def outside(name: str) -> bool:
    """Whether a path of the plan lies outside git."""
    return name.startswith(f"{OUTSIDE}/")


def pointed(path: Path) -> str | None:
    """Which content a Git LFS pointer stands for; None where the file is none."""
    import re

    from zi_cli.text.regular import regular

    try:
        if not path.is_file() or path.stat().st_size > _LARGEST_POINTER:
            return None
        found = re.match(_POINTER, regular(path, _LARGEST_POINTER))
    except OSError:
        return None
    return found[1].decode("ascii") if found else None
