"""What people wrote into a form of evidence, cell by cell; what is wrong with it is named by its cell."""

from collections.abc import Sequence
from datetime import date

from zi_cli.errors import Refusal
from zi_cli.frozen import field, frozen, mutable
from zi_cli.imports.grids import EMPTY, Grid, GridCell
from zi_cli.imports.kinds import GivenFile
from zi_cli.imports.times import cell_day
from zi_cli.plan.hari import written_day
from zi_cli.views.evidence.evidence_form import KEY, PRINT, TO_FILL

_LETTERS = 26


@frozen
class Filled:
    """A row that people filled in: what it is for, and what they wrote."""

    at: int
    """Its number in the sheet, from 1."""
    key: str
    print: str
    fields: dict[str, str]
    """By the keys of a mark."""


@mutable
class ReadForm:
    """What a form says, and what is wrong with it."""

    filled: list[Filled] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    """Sentences, each led by its cell."""
    bad: set[int] = field(default_factory=set)
    """The rows of these cells."""
    known: int = 0
    """Rows whose content the plan has already."""

    def tell(self, column: int, at: int, text: str) -> None:
        """Something wrong in a cell."""
        self.wrong.append(f"{_letters(column)}{at}: {text}")
        self.bad.add(at)


def filled_in(given: GivenFile, until: date) -> ReadForm:
    """The rows of a form that have anything to be filled in; Refusal where its columns are not there."""
    for grid in given.opened.grids:
        heads = {cell.text: column for column, cell in enumerate(grid.rows[0])} if grid.rows else {}
        if {"KODE", KEY, PRINT, *TO_FILL} <= heads.keys():
            return _Reader(heads, until).rows(grid)
    raise Refusal(f"{given.name}: kolom formulirnya tidak lengkap; isi formulir baru dari zi form bukti.")


@frozen
class _Reader:
    heads: dict[str, int]
    until: date
    """The day of the import: what is dated later has not happened."""
    read: ReadForm = field(default_factory=ReadForm)

    def rows(self, grid: Grid) -> ReadForm:
        for at, line in enumerate(grid.rows[1:], 2):
            if (fields := self._fields(at, line)) and self._sound(at, line, fields):
                key, known = (self._cell(line, title).text for title in (KEY, PRINT))
                self.read.filled.append(Filled(at, key, known, fields))
        return self.read

    def _cell(self, line: Sequence[GridCell], title: str) -> GridCell:
        column = self.heads[title]
        return line[column] if column < len(line) else EMPTY

    def _fields(self, at: int, line: Sequence[GridCell]) -> dict[str, str]:
        """What is written in the row's open cells; what cannot be is told."""
        fields: dict[str, str] = {}
        for title, name in TO_FILL.items():
            found = self._cell(line, title)
            text = found.link if title == "TAUTAN" and found.link else found.text.strip()
            if not text:
                continue
            if title == "TANGGAL":
                text = self._day(at, found, text)
            fields[name] = text
        return fields

    def _day(self, at: int, cell: GridCell, text: str) -> str:
        day = cell_day(cell)
        if day is None:
            self._tell("TANGGAL", at, f'"{text}" bukan tanggal kalender; tuliskan seperti 2025-08-20')
            return text
        if day > self.until:
            self._tell("TANGGAL", at, f"{written_day(day)} belum terjadi")
        return day.isoformat()

    def _sound(self, at: int, line: Sequence[GridCell], fields: dict[str, str]) -> bool:
        """Whether the row has what it must; what it lacks is told."""
        if self._cell(line, KEY).text.partition("#")[0] != self._cell(line, "KODE").text:
            self._tell("KODE", at, "kode dan kunci baris ini tidak cocok; barisnya tertukar")
        if "tanggal" not in fields:
            self._tell("TANGGAL", at, "kosong; tuliskan hari bukti itu ada")
        return at not in self.read.bad

    def _tell(self, title: str, at: int, text: str) -> None:
        self.read.tell(self.heads[title], at, text)


def _letters(column: int) -> str:
    """A column as Excel calls it."""
    column, rest = divmod(column, _LETTERS)
    return (_letters(column - 1) if column else "") + chr(65 + rest)
