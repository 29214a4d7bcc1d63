"""A table, described once: columns, cells, spans. The renderers draw it; none of them knows what a plan is.

Texts are plain: whatever a medium needs escaped is escaped by the renderer of that medium.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from zi_cli.frozen import frozen
from zi_cli.italics import italics
from zi_cli.written import decimal, short_day

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

WIDE = 6
"""From so many columns on a table wants the paper across."""


class Tone(StrEnum):
    """What a cell says by its tone; a medium with colours may show it, none needs to."""

    PLAIN = "biasa"
    GOOD = "baik"
    BAD = "buruk"
    CAUTION = "waspada"
    MUTED = "redup"


@frozen
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
    spare: int = 0
    """A screen that is too narrow leaves the column out, the highest first; 0: never."""
    hidden: bool = False
    """For programs: in a workbook there and not seen; other media print no such tables."""


class Form(StrEnum):
    """How a value stands in a cell of a workbook."""

    PLAIN = ""
    FIGURE = "figure"
    PERCENT = "percent"
    COUNT = "count"
    DAY = "day"
    TEXT = "text"


@frozen
class WorkbookCell:
    """What a cell is in a workbook, where that is more than its text; no other medium looks."""

    value: Fraction | date | str | None = None
    """What stands there: of a formula what zi makes of it, for a viewer that works nothing out."""
    formula: str = ""
    """Over other cells by their names in braces: `={nilai:1.i.a}*{bobot:1.i.a}`."""
    name: str = ""
    """By which formulas call it; once in a workbook."""
    form: Form = Form.PLAIN
    open: bool = False
    """To be filled in by people; on a sheet that has such cells, all others are locked."""
    choices: tuple[str, ...] = ()
    """What may be chosen there."""
    bounds: tuple[Fraction, Fraction] | None = None
    """The least and the most that a number may be there."""
    alarm: str = ""
    """The value that is bad, however it comes to be; any other is good."""


@frozen
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
    value: Fraction | date | None = None
    """The number or the day that the text states, for a medium whose readers want it in another manner."""
    entry: WorkbookCell | None = None


@frozen
class Row:
    """Cells from left to right; a cell that spans rows stands in the first of them only."""

    cells: tuple[Cell, ...]
    group: bool = False
    """The row names the group of the rows below it."""
    total: bool = False
    """The row sums up the rows above it."""


class Look(StrEnum):
    """What a table is to the eye; a medium may show it so, none needs to."""

    PLAIN = ""
    LIST = "list"
    """Long: to be searched and sorted."""
    FIGURES = "figures"
    """One row: a few large figures, each below its heading."""
    MAP = "map"
    """Small cells, seen as one picture by their tones."""


@frozen
class Table:
    """A table with a name."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()
    look: Look = Look.PLAIN

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


class Role(StrEnum):
    """What a sentence does on its page; a medium that has no such place prints it as a paragraph."""

    PLAIN = "biasa"
    TITLE = "judul"
    """The page's own name as it is set out on paper, in place of the one in its head."""
    HEADING = "kepala"
    """Names what follows."""
    LETTERHEAD = "kop"
    CENTERED = "tengah"
    RIGHT = "kanan"
    ITEM = "butir"
    """Hangs below its lead: `Menimbang : a. …`."""
    ANNEX = "lampiran"
    """The head of an annex; its first line begins a new sheet, across."""
    SIGNATURE = "tanda-tangan"
    COPY = "salinan"
    """Lines of a signature, at the right or at the left; those that follow one another stay together."""


@frozen
class Sentence:
    """A sentence of a page."""

    text: str
    tone: Tone = Tone.PLAIN
    role: Role = Role.PLAIN
    lead: tuple[str, str] = ("", "")
    """What an item hangs below: a word, and a mark."""
    italic: tuple[tuple[int, int], ...] = ()
    """Stretches of the text in italics, as (start, end)."""

    @property
    def whole(self) -> str:
        """Its text with what leads it."""
        return " ".join(filter(None, (*self.lead, self.text)))


@frozen
class Series:
    """One curve: a value for each of its days, in order."""

    name: str
    points: tuple[tuple[date, Fraction], ...]
    tone: Tone = Tone.PLAIN
    steps: bool = False
    """Whether the value stays until the next day that has one."""
    dashed: bool = False


@frozen
class Curve:
    """A chart of values over days."""

    title: str
    description: str
    """What it shows, in words, for readers who cannot see it."""
    series: tuple[Series, ...]
    most: Fraction
    """The value at the top."""
    at: date | None = None
    """The day it is drawn on, for a line across it."""
    places: int = 0
    """Decimal places of its values."""

    def figure(self, value: Fraction) -> str:
        """A value as it is written."""
        return decimal(round(value, self.places), self.places)

    @property
    def table(self) -> Table:
        """Its numbers: of each month the last day that has any, and the day it is drawn on."""
        found = sorted({day for each in self.series for day, _ in each.points})
        last = {(day.year, day.month): day for day in found}
        days = sorted({*found[:1], *last.values(), *(day for day in found if day == self.at)})
        columns = (Column("HARI", unbroken=True), *(Column(each.name.upper(), align="right") for each in self.series))
        rows = tuple(
            row(Cell(short_day(day), heading=True, value=day), *(self._value(each, day) for each in self.series))
            for day in days
        )
        return Table(self.title, columns, rows)

    def _value(self, series: Series, day: date) -> Cell:
        value = next((value for at, value in series.points if at == day), None)
        return Cell() if value is None else Cell(self.figure(value), value=round(value, self.places))


@frozen
class Part:
    """One kind of value that every bar of a chart has."""

    name: str
    tone: Tone = Tone.PLAIN


@frozen
class Bar:
    """One bar: a value for each part, one after the other, and what is asked of them together."""

    name: str
    values: tuple[Fraction, ...]
    most: Fraction
    """Where the bar would end."""
    least: Fraction | None = None
    """What is asked of it."""
    told: str = ""
    """What stands at its end."""


@frozen
class Bars:
    """A chart of a bar for each thing."""

    title: str
    description: str
    parts: tuple[Part, ...]
    bars: tuple[Bar, ...]
    line: str = ""
    """What the line on each bar is: the least that is asked of it."""
    places: int = 2

    def figure(self, value: Fraction) -> str:
        """A value as it is written."""
        return decimal(round(value, self.places), self.places)

    @property
    def table(self) -> Table:
        """Its numbers: a row for each bar."""
        names = (*(each.name for each in self.parts), *([self.line] if self.line else []), "penuh")
        columns = (Column(""), *(Column(each.upper(), align="right") for each in names))
        rows = tuple(
            row(
                Cell(bar.name, heading=True),
                *map(self._cell, bar.values),
                *([self._cell(bar.least)] if self.line else []),
                self._cell(bar.most),
            )
            for bar in self.bars
        )
        return Table(self.title, columns, rows)

    def _cell(self, value: Fraction | None) -> Cell:
        return Cell("-") if value is None else Cell(self.figure(value), value=round(value, self.places))


@frozen
class Due:
    """One thing that is due on a day."""

    id: str
    """The same for ever, also when its day moves."""
    day: date
    title: str
    text: str = ""
    done: bool = False


@frozen
class Agenda:
    """What is due, in order of its days; a calendar takes it as events."""

    title: str
    dues: tuple[Due, ...]
    day: date
    """The day on which it stands so."""

    @property
    def table(self) -> Table:
        """The days, a line each."""
        columns = (Column("TENGGAT", unbroken=True), Column("ACARA", width=3), Column("KEADAAN", unbroken=True))
        rows = tuple(
            row(
                Cell(short_day(each.day), heading=True, value=each.day), each.title, "selesai" if each.done else "belum"
            )
            for each in self.dues
        )
        return Table(self.title, columns, rows)


Chart = Curve | Bars
Block = Table | Sentence | Chart | Agenda
"""What a page is made of. Where a medium draws no charts and no calendar, it prints their table."""


def tabular(block: Table | Chart | Agenda) -> Table:
    """A block that is no sentence, as the table that it is or has."""
    return block if isinstance(block, Table) else block.table


@frozen
class Page:
    """A page: its title, then what it says, in order."""

    title: str
    body: tuple[Block, ...]
    author: str = ""
    """Whose page it is."""
    behind: tuple[Page, ...] = ()
    """Pages that it leads to, in the same file; a link to one is `#` and its place, `#1` for the first."""
    day: date | None = None
    """The day that it is about. A file that needs a date takes this one, so that its bytes do not depend on the
    clock."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What it says, and what the pages behind it say below their titles, one after the other."""
        further = (each for page in self.behind for each in (Sentence(page.title, role=Role.HEADING), *page.blocks))
        return (*self.body, *further)

    @property
    def wide(self) -> bool:
        """Whether some table of it wants the paper across."""
        return any(not isinstance(each, Sentence) and len(tabular(each).columns) >= WIDE for each in self.blocks)


def decree_text(
    text: str, *, colspan: int = 1, rowspan: int = 1, heading: bool = False, tone: Tone = Tone.PLAIN
) -> Cell:
    """A cell of the decree's words, in which `*…*` marks italics."""
    plain, italic = italics(text)
    return Cell(plain, italic, colspan, rowspan, tone, heading)


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
