"""What every formula of a workbook gives, with its own cells or with others put in their place.

workings = Workings.of(raw)
workings.value(("LKE", 8, 12))                          what L8 gives
workings.given({("LKE", 8, 11): "A"}).value(…)          what it would give, were K8 an A
"""

import io
import math
import re
import warnings
from collections.abc import Mapping
from typing import Any, NamedTuple

from zi_cli.frozen import field, frozen
from zi_cli.workbook.cells import COLUMNS_READ, ROWS_READ, CellError, CellSpan, UnworkableError, Value, single
from zi_cli.workbook.formulas import Term, term

_REFERENCE = re.compile(
    r"(?:(?:'((?:[^']|'')+)'|([^'!:]+))!)?\$?([A-Z]{1,3})?\$?([0-9]{1,7})?(?::\$?([A-Z]{1,3})?\$?([0-9]{1,7})?)?"
)
_CELLS = 200_000
"""The most cells that one reference may name."""


class CellPlace(NamedTuple):
    """A cell: its sheet by name, its row and its column, counted from 1."""

    sheet: str
    row: int
    column: int

    @property
    def address(self) -> str:
        """As people write it: L8."""
        return f"{letters_of(self.column)}{self.row}"


def letters_of(column: int) -> str:
    """The letters of a column: 1 → A, 28 → AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_of(letters: str) -> int:
    """The number of a column: A → 1, AB → 28."""
    found = 0
    for each in letters:
        found = found * 26 + ord(each) - ord("A") + 1
    return found


@frozen(slots=False)
class _Book:
    """A workbook taken apart, once."""

    values: Mapping[CellPlace, Value]
    formulas: Mapping[CellPlace, str]
    names: Mapping[str, str]
    ends: Mapping[str, tuple[int, int]]
    """Of every sheet its last row and column."""
    terms: dict[CellPlace, Term | UnworkableError] = field(default_factory=dict)

    def term(self, place: CellPlace) -> Term:
        """The term of the formula there; UnworkableError where zi does not work it out."""
        if place not in self.terms:
            try:
                self.terms[place] = term(self.formulas[place])
            except UnworkableError as error:
                self.terms[place] = error
        found = self.terms[place]
        if isinstance(found, UnworkableError):
            raise found
        return found


@frozen(slots=False)
class Workings:
    """A workbook with some of its cells as given; each cell is worked out once, when it is asked for."""

    book: _Book
    instead: Mapping[CellPlace, Value] = field(default_factory=dict)
    done: dict[CellPlace, Value | UnworkableError] = field(default_factory=dict)
    under_way: set[CellPlace] = field(default_factory=set)

    @classmethod
    def of(cls, raw: bytes) -> "Workings":
        """The workbook that the bytes are; they must be those of one that openpyxl reads."""
        from openpyxl import load_workbook

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book: Any = load_workbook(io.BytesIO(raw))
        values: dict[CellPlace, Value] = {}
        formulas: dict[CellPlace, str] = {}
        for page in book.worksheets:
            for line in page.iter_rows(1, min(page.max_row, ROWS_READ), 1, min(page.max_column, COLUMNS_READ)):
                for cell in line:
                    if cell.value is None:
                        continue
                    place = CellPlace(page.title, cell.row, cell.column)
                    if cell.data_type == "f":
                        formulas[place] = _formula(cell.value)
                    else:
                        values[place] = _value(cell)
        names = {name.upper(): str(each.attr_text) for name, each in book.defined_names.items()}
        ends = {page.title: (page.max_row, page.max_column) for page in book.worksheets}
        return cls(_Book(values, formulas, names, ends))

    @property
    def formulas(self) -> Mapping[CellPlace, str]:
        """The formula of every cell that has one."""
        return self.book.formulas

    def given(self, instead: Mapping[CellPlace, Value]) -> "Workings":
        """The same workbook with other values in some cells, in the place of formulas too."""
        return Workings(self.book, {**self.instead, **instead})

    def value(self, place: CellPlace) -> Value:
        """What a cell says; UnworkableError where its formula, or one that it reads, is not worked out."""
        if place in self.instead:
            return self.instead[place]
        if place not in self.book.formulas:
            return self.book.values.get(place)
        if place not in self.done:
            self.done[place] = self._worked(place)
        found = self.done[place]
        if isinstance(found, UnworkableError):
            raise found
        return found

    def _worked(self, place: CellPlace) -> Value | UnworkableError:
        if place in self.under_way:
            return UnworkableError(f"{place.address} merujuk ke dirinya sendiri")
        self.under_way.add(place)
        try:
            found = single(self.book.term(place)(_Beside(self, place.sheet)))
        except UnworkableError as error:
            return error
        except RecursionError:
            return UnworkableError(f"{place.address} merujuk terlalu dalam")
        else:
            return 0.0 if found is None else found
        finally:
            self.under_way.discard(place)


def _formula(value: Any) -> str:
    """The text of a formula; of one that fills several cells, one that nobody works out."""
    if isinstance(value, str):
        return value
    first, _, last = str(getattr(value, "ref", ":")).partition(":")
    said = getattr(value, "text", None)
    return str(said) if said and last in ("", first) else "=RUMUS.ARRAY()"


def _value(cell: Any) -> Value:
    value = cell.value
    if cell.data_type == "e":
        return CellError(value) if value in tuple(CellError) else CellError.VALUE
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int | float):
        return float(value) if math.isfinite(value) else CellError.NUMBER
    from openpyxl.utils.datetime import to_excel

    return float(to_excel(value))  # type: ignore[no-untyped-call]


@frozen
class _Beside:
    """What a formula reads, from the sheet it stands in."""

    workings: Workings
    sheet: str

    def reach(self, reference: str) -> CellSpan:
        """The cells of a reference: `K8`, `$K$8:K12`, `'LKE ZI'!L7`, `B:B`, or a name of the workbook."""
        book = self.workings.book
        bare = book.names.get(reference.upper(), reference).removeprefix("=")
        if "#REF!" in bare:
            return ((CellError.REFERENCE,),)
        found = _REFERENCE.fullmatch(bare)
        if found is None or not (found[3] or found[4]):
            raise UnworkableError(reference)
        sheet = (found[1] or found[2] or self.sheet).replace("''", "'")
        if sheet not in book.ends:
            raise UnworkableError(reference)
        rows, columns = self._lines(found, *book.ends[sheet])
        if len(rows) * len(columns) > _CELLS:
            raise UnworkableError(reference)
        return tuple(tuple(self.workings.value(CellPlace(sheet, row, column)) for column in columns) for row in rows)

    @staticmethod
    def _lines(found: re.Match[str], height: int, width: int) -> tuple[range, range]:
        """The rows and the columns of a reference; a whole column ends where its sheet does."""
        several = ":" in found[0].rpartition("!")[2]
        left, top = found[3], found[4]
        right, bottom = (found[5], found[6]) if several else (left, top)
        if not several and not (left and top):
            raise UnworkableError(found[0])
        rows = sorted((int(top or 1), int(bottom or height)))
        columns = sorted((column_of(left or "A"), column_of(right) if right else width))
        # what lies behind the end is empty, but the corner stays: an empty cell is one
        last, side = min(rows[1], max(height, rows[0])), min(columns[1], max(width, columns[0]))
        return range(rows[0], last + 1), range(columns[0], side + 1)
