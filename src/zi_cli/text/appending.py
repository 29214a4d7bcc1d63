"""Lists of lines that other programs read, as `.gitattributes`: which lines are missing, and the file with them.

They are bytes to us: a line that is there stays as it is, and a new one ends as the lines before it do.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from zi_cli.diagnostics import InvalidPlan
from zi_cli.errors import Refusal
from zi_cli.text import sources, writing


def lines_missing(path: Path, lines: Sequence[str]) -> list[str]:
    """Which of these lines a file lacks, however their words are spaced; Refusal where it cannot be read."""
    there = [each.split() for each in _read(path).splitlines()]
    return [each for each in lines if each.encode().split() not in there]


def add_lines(path: Path, lines: Sequence[str]) -> int:
    """Put what is missing at the end of a file, or begin it; how many lines. Refusal where it cannot be written."""
    missing = lines_missing(path, lines)
    if missing:
        writing.create_file(path, with_lines(_read(path), missing))
    return len(missing)


def with_lines(old: bytes, lines: Sequence[str]) -> bytes:
    """A text with further lines, which end as its own do."""
    end = b"\r\n" if b"\r\n" in old else b"\n"
    gap = b"" if not old or old.endswith(b"\n") else end
    return old + gap + b"".join(each.encode() + end for each in lines)


def _read(path: Path) -> bytes:
    if not os.path.lexists(path):
        return b""
    try:
        return sources.read_bytes(path, path.name)[0]
    except InvalidPlan as invalid:
        raise Refusal(f"{path.name}: {invalid.diagnostics[0].message}.") from invalid
