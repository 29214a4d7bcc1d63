"""A foreign file as it lies before us: prose and grids, in order. No reader knows what a plan is."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from zi_cli.frozen import field, frozen
from zi_cli.text.characters import FORBIDDEN, ODD_SPACE, ZERO_WIDTH

_MARKER = re.compile(r"(?:[0-9]{1,2}[.)]|\([0-9]{1,2}\)|(?:[a-z]|[ivx]{2,4})[.)]|[-–•·▪●○§*➢✓o](?=[ \t]))[ \t]+(?=\S)")
"""How people begin an item of a list in a cell."""

_INLINE = re.compile(r"(?:(?<=\s)|^)\(?([0-9]{1,2})[.)](?=\s)")


class ProseLine(NamedTuple):
    """A paragraph, or an item of a list with the marker that Word puts before it."""

    text: str
    marker: str = ""


@frozen
class GridCell:
    """One cell, with what lies behind its words."""

    lines: tuple[ProseLine, ...] = ()
    link: str = ""
    """Where its words lead."""
    day: date | None = None
    """The day it holds, where the file knows it for one."""
    number: float | None = None
    merged: bool = False
    """Whether it is the lower part of a cell that spans several rows: it says what that one says."""
    across: bool = False
    """Whether it is the right part of a cell that spans several columns."""

    @property
    def text(self) -> str:
        """All it says: paragraphs joined by a blank, items of a list on lines of their own."""
        return joined(self.lines)

    def __bool__(self) -> bool:
        return any(line.text for line in self.lines)


EMPTY = GridCell()
ACROSS = GridCell(across=True)


@frozen
class Grid:
    """A table, with merged cells spread over all the places they cover."""

    name: str
    """How people find it: `tabel 2`, `lembar REKAP`, `halaman 3`."""
    rows: tuple[tuple[GridCell, ...], ...]
    first: int = 1
    """The number of its first row where it came from."""
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()

    @property
    def width(self) -> int:
        """How many columns its widest row has."""
        return max(map(len, self.rows), default=0)


GridBlock = str | Grid
"""A line of prose, or a table."""


@frozen
class Opened:
    """A file that could be read."""

    name: str
    """As people name it."""
    medium: str
    """`docx`, `xlsx`, `csv`, `pdf`, `html`."""
    blocks: tuple[GridBlock, ...]
    said: tuple[str, ...] = ()
    """What people must know about the reading, in finished sentences."""
    properties: dict[str, str] = field(default_factory=dict)
    """What a program has written into the file about it, by name."""

    @property
    def grids(self) -> list[Grid]:
        """Its tables, in order."""
        return [each for each in self.blocks if isinstance(each, Grid)]


def tidy(text: str) -> str:
    """A text without what nobody sees: soft hyphens, characters without width, unusual blanks, controls."""
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "").replace("\u2011", "-").replace("\t", " ")
    text = ODD_SPACE.sub(" ", ZERO_WIDTH.sub("", text))
    return " ".join(FORBIDDEN.sub("", text).split())


def lines_of(text: str) -> tuple[ProseLine, ...]:
    """The lines of a typed text, without empty ones."""
    return tuple(ProseLine(bare) for each in re.split(r"\r\n|[\n\r\v\f\u2028\u2029\x85]", text) if (bare := tidy(each)))


def cell(text: str) -> GridCell:
    """A cell that says a typed text."""
    return GridCell(lines_of(text))


def marker(line: ProseLine) -> str:
    """What marks a line as an item of a list: Word's own marker, or a typed one."""
    found = _MARKER.match(line.text)
    return line.marker or (found[0] if found else "")


def unmarked(line: ProseLine) -> str:
    """A line without a typed marker."""
    found = _MARKER.match(line.text)
    return line.text[found.end() :] if found else line.text


def items(text: str) -> list[str]:
    """The items of a list in one line, `1) … 2) …`, with their numbers; the text itself where it is no list."""
    numbers = list(_INLINE.finditer(text))
    if len(numbers) < 2 or [int(each[1]) for each in numbers] != list(range(1, len(numbers) + 1)):
        return [text]
    cuts = [0, *(each.start() for each in numbers[1:]), len(text)]
    return [text[one:other].strip() for one, other in pairwise(cuts)]


@lru_cache(maxsize=4096)  # the text of a cell is asked for many times
def joined(lines: tuple[ProseLine, ...]) -> str:
    """Lines as one text: a line that is no item of a list goes on where the one before it ended."""
    listed = sum(bool(marker(line)) for line in lines) > 1
    parts: list[str] = []
    for line in lines:
        shown = f"{line.marker} {line.text}".strip() if listed else line.text
        if not shown:
            continue
        if parts and not (listed and marker(line)):
            parts[-1] += f" {shown}"
        else:
            parts.append(shown)
    return "\n".join(parts)


def spread(rows: Sequence[Sequence[tuple[GridCell, int, int]]]) -> tuple[tuple[GridCell, ...], ...]:
    """Rows of cells with their (column, row) spans → a grid in which each place has its cell."""
    below: dict[tuple[int, int], GridCell] = {}
    out = []
    for at, row in enumerate(rows):
        line: list[GridCell] = []
        for each, wide, high in row:
            _fill(line, below, at)
            for step in range(wide):
                for down in range(1, high):
                    below[at + down, len(line)] = (
                        GridCell(each.lines, each.link, each.day, each.number, merged=True) if not step else ACROSS
                    )
                line.append(ACROSS if step else each)
        _fill(line, below, at)
        out.append(tuple(line))
    return tuple(out)


def _fill(line: list[GridCell], below: dict[tuple[int, int], GridCell], at: int) -> None:
    while (at, len(line)) in below:
        line.append(below.pop((at, len(line))))


def prose(blocks: Sequence[GridBlock]) -> Iterator[str]:
    """The lines of prose, those of layout tables too: there a row is one line."""
    for each in blocks:
        if isinstance(each, str):
            yield each
        else:
            for row in each.rows:
                said = [cell.text for cell in row if cell and not cell.merged]
                if said:
                    yield "\t".join(said)
