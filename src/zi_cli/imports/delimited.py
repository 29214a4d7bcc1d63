"""CSV → a grid, whatever its separator and encoding: what Excel, LibreOffice and applications save under that name."""

import csv
import io
from collections import Counter

from zi_cli.imports.grids import Grid, Opened, cell
from zi_cli.text.encodings import decoded

_SEPARATORS = ";,\t|"


def read(raw: bytes, name: str) -> Opened:
    """The table of a text with separators."""
    text = decoded(raw)
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        rows = _rows(rest, first.strip()[-1])
    else:
        rows = max((_rows(text, each) for each in _SEPARATORS), key=_evenness)
    return Opened(name, "csv", (Grid("tabel", tuple(tuple(cell(each) for each in row) for row in rows)),))


def _rows(text: str, separator: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        return [line.split(separator) for line in text.splitlines()]


def _evenness(rows: list[list[str]]) -> tuple[int, int]:
    """How many rows have the most usual number of columns, where that is more than one; and that number."""
    counts = Counter(len(row) for row in rows if len(row) > 1)
    wide, often = max(counts.items(), key=lambda each: (each[1], each[0]), default=(0, 0))
    return often, wide
