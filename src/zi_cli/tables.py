"""A table, described once: columns, cells, spans. The renderers draw it; none of them knows what a plan is.

Texts are plain: whatever a medium needs escaped is escaped by the renderer of that medium.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

_ITALIC = re.compile(r"\*(\S(?:[^*]*\S)?)\*")


class Tone(StrEnum):
    """What a cell says by its tone; a medium with colours may show it, none needs to."""

    PLAIN = "biasa"
    GOOD = "baik"
    BAD = "buruk"
    CAUTION = "waspada"
    MUTED = "redup"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, and what a narrow medium may do with it."""

    title: str
    number: str = ""
    """What the decree prints under the heading: `(1)`."""
    align: Literal["left", "right", "center"] = "left"
    width: int = 1
    """Its share of the width among the columns that wrap."""
    unbroken: bool = False
    """Never wrapped or cut: codes, dates, counts."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a text, the columns and rows it takes, and what a medium may make of it."""

    text: str = ""
    italic: tuple[tuple[int, int], ...] = ()
    """Stretches of the text in italics, as (start, end)."""
    colspan: int = 1
    rowspan: int = 1
    tone: Tone = Tone.PLAIN
    heading: bool = False
    """The cell names its row (or rows), as a heading does."""
    share: float | None = None
    """A share from 0 to 1 that the text states, for a medium that can draw a bar."""
    link: str = ""
    """Where the text leads: a relative path or a URL."""


@dataclass(frozen=True, slots=True)
class Row:
    """Cells from left to right; a cell that spans rows stands in the first of them only."""

    cells: tuple[Cell, ...]
    group: bool = False
    """The row names the group of the rows below it."""
    total: bool = False
    """The row sums up the rows above it."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a name."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = field(default=())

    def grid(self) -> list[list[Cell | None]]:
        """The rows laid out over the columns: a cell where it begins, None where one spans on."""
        taken = [0] * len(self.columns)
        laid = []
        for row in self.rows:
            line: list[Cell | None] = [None] * len(self.columns)
            at = 0
            for cell in row.cells:
                while at < len(taken) and taken[at]:
                    at += 1
                line[at] = cell
                for column in range(at, at + cell.colspan):
                    taken[column] = cell.rowspan
                at += cell.colspan
            taken = [max(0, rows - 1) for rows in taken]
            laid.append(line)
        return laid


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a page."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its title, then tables and sentences in order."""

    title: str
    body: tuple[Table | Sentence, ...]


def decree_text(
    text: str, *, colspan: int = 1, rowspan: int = 1, heading: bool = False, tone: Tone = Tone.PLAIN
) -> Cell:
    """A cell of the decree's words, in which `*…*` marks italics."""
    plain, italic = italics(text)
    return Cell(plain, italic, colspan, rowspan, tone, heading)


def italics(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A text without its `*…*` marks, and the stretches that they marked."""
    parts: list[str] = []
    spans = []
    length = end = 0
    for match in _ITALIC.finditer(text):
        before = text[end : match.start()]
        length += len(before)
        spans.append((length, length + len(match[1])))
        length += len(match[1])
        parts += [before, match[1]]
        end = match.end()
    return "".join([*parts, text[end:]]), tuple(spans)


def pieces(cell: Cell) -> list[tuple[str, bool]]:
    """The cell's text in pieces, each with whether it is in italics."""
    found = []
    at = 0
    for start, end in cell.italic:
        found += [(cell.text[at:start], False), (cell.text[start:end], True)]
        at = end
    return [piece for piece in [*found, (cell.text[at:], False)] if piece[0]]


def row(*cells: Cell | str, total: bool = False) -> Row:
    """A row of cells, plain texts among them."""
    return Row(tuple(Cell(each) if isinstance(each, str) else each for each in cells), total=total)
