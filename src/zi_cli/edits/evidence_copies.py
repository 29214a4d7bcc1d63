"""The evidence of an amended plan beside the new one: hard links where the disk has them, else copies."""

import hashlib
import os
import shutil
from pathlib import Path

from zi_cli.bukti.presence import told_missing
from zi_cli.errors import Kind, Refusal, reason


def copy_evidence(source: Path, target: Path, names: frozenset[str]) -> int:
    """Put the named files of one plan's folder into another's; how many there were. Refusal where the disk says no."""
    copied, listed = 0, dict[Path, frozenset[str]]()
    for name in sorted(names):
        one, other = source / name, target / name
        if told_missing(source, name, listed):
            continue  # evidence outside git is not on every computer, and a link out of the folder is none
        try:
            other.parent.mkdir(parents=True, exist_ok=True)
            _link_or_copy(one, other)
        except OSError as error:
            raise Refusal(f"{name} tidak dapat disalin: {reason(error)}.", Kind.SYSTEM) from error
        if _hash(one) != _hash(other):
            raise Refusal(f"{name} berubah ketika disalin; ulangi.", Kind.CHANGED)
        copied += 1
    return copied


def _link_or_copy(one: Path, other: Path) -> None:
    try:
        os.link(one, other)
    except OSError:
        shutil.copy2(one, other)


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
