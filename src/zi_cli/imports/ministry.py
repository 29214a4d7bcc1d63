"""The ministry's own workbook: which row asks which question, and in which column who answers it.

No address is fixed: a question is found by its words and its place (half, area, sub-component, order), a column by its
head. Editions differ in rows, in columns that institutions add, and in what they leave without a head.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from zi_cli.frozen import field, frozen, mutable
from zi_cli.imports.grids import EMPTY, Grid, GridCell, cell
from zi_cli.imports.heads import Columns, columns_of
from zi_cli.imports.likeness import letters, likeness
from zi_cli.lke.lembar import AreaLembar, Butir, Lembar, Paruh, Subkomponen, Tipe
from zi_cli.plan.kode import from_roman
from zi_cli.workbook.workings import CellPlace

KINDS = {
    "ya tidak": Tipe.YA_TIDAK, "a b c": Tipe.ABC, "a b c d": Tipe.ABCD, "a b c d e": Tipe.ABCDE, "persen": Tipe.PERSEN,
    "abc": Tipe.ABC, "abcd": Tipe.ABCD, "abcde": Tipe.ABCDE,
}  # fmt: skip
"""Kinds of answers, by the letters that a workbook or PortalRB's list writes for them."""
_COUNT = ("jumlah", "rupiah", "angka", "input", "numerik")
_SUM = "*"
"""A row that adds counts up: it takes no answer, and must not be taken for one of them."""
_NUMBERED = re.compile(r"((?:[A-Z]|[IVX]+|[ivx]+|[0-9]{1,2}|[a-z])\.)\s+(?=\S)")
"""A number before the words, in one cell with them."""
TOTAL = "total"
"""The name of all points together, among the parts of a workbook."""
_SURE = 0.8
_ABOUT = 0.5
"""In the middle, a question of this sheet is at least so like the words that we know it by."""


@frozen
class MinistryQuestion:
    """A question where the workbook asks it: its row, its words there, and the rows of its counts."""

    butir: Butir
    row: int
    text: str
    explanation: str
    like: float
    counts: dict[str, tuple[int, str]] = field(default_factory=dict)
    """By the count's name: its row, and its words there."""


@frozen
class Book:
    """One sheet of a workbook that asks the questions of the sheet."""

    grid: Grid
    columns: Columns
    asked: dict[str, MinistryQuestion]
    parts: dict[str, int]
    """The row of every part of the sheet that was found, by its code: halves, areas, sub-components, `total`."""
    origins: tuple[tuple[int, str, int], ...]
    """From which row of the grid on which sheet goes on, and from which row of it."""

    @property
    def of_this_sheet(self) -> bool:
        """Whether the words are those of the sheet, and not another ministry's under the same headings."""
        alike = sorted(each.like for each in self.asked.values())
        return bool(alike) and alike[len(alike) // 2] >= _ABOUT

    @property
    def title(self) -> str:
        """The name of its sheet; of the first one where there are several."""
        return self.origins[0][1]

    def place(self, row: int, column: int) -> CellPlace:
        """The cell at a row and a column of the grid, which counts from 0."""
        first, title, start = max((each for each in self.origins if each[0] <= row), key=lambda each: each[0])
        return CellPlace(title, row - first + start + 1, column + 1)

    def cell(self, row: int, column: int) -> GridCell | None:
        """What stands there."""
        line = self.grid.rows[row] if row < len(self.grid.rows) else ()
        return line[column] if column < len(line) else None


def books(grids: Iterable[Grid], sheet: Lembar) -> list[Book]:
    """The sheets of a workbook that ask questions of the sheet, the fullest first."""
    found = []
    for grid in grids:
        columns = columns_of(grid)
        book = _read(grid, columns, sheet, ((0, _title(grid), 0),)) if columns else None
        if book and book.asked:
            found.append(book)
    return sorted(found, key=lambda each: -len(each.asked))


def joined(grids: Iterable[Grid], sheet: Lembar) -> Book | None:
    """The sheets of a workbook read as one, where each asks a part and all have the same columns; else None."""
    parts = [(grid, columns) for grid in grids if (columns := columns_of(grid))]
    if len(parts) < 2 or len({_layout(columns) for _, columns in parts}) > 1:
        return None
    rows: list[tuple[GridCell, ...]] = []
    origins: list[tuple[int, str, int]] = []
    for grid, columns in parts:
        start = columns.row + 1 if rows else 0
        if rows:  # the name of a sheet may be that of what it asks
            named = columns.labels.stop - 1
            rows.append(tuple(cell(_title(grid)) if at == named else EMPTY for at in range(grid.width)))
        origins.append((len(rows), _title(grid), start))
        rows += grid.rows[start:]
    return _read(Grid(parts[0][0].name, tuple(rows)), parts[0][1], sheet, tuple(origins))


def _title(grid: Grid) -> str:
    return grid.name.removeprefix("lembar ")


def _layout(columns: Columns) -> tuple[object, ...]:
    """Which columns there are, whatever the row of their heads, and whatever stands in those without a head."""
    answers, notes = sorted(columns.answers.items()), sorted(columns.notes.items())
    return (tuple(answers), tuple(notes), columns.kind, columns.explanation, columns.score, columns.labels)


@mutable
class _Place:
    """How far down the sheet the reading is."""

    half: Paruh | None = None
    area: AreaLembar | None = None
    results: bool = False
    sub: Subkomponen | None = None

    def code(self, sheet: Lembar) -> str:
        """The code of the part that was come to last."""
        part = self.sub or self.area or self.half
        return part.kode if part else sheet.bagian.hasil


@frozen
class _Line:
    row: int
    marker: str
    text: str
    kind: str
    explanation: str


def _read(grid: Grid, columns: Columns, sheet: Lembar, origins: tuple[tuple[int, str, int], ...]) -> Book:
    place, found = _Place(), Book(grid, columns, {}, {}, origins)
    below: dict[str, list[_Line]] = {}
    subs: dict[str, Subkomponen] = {}
    for line in _lines(grid, columns):
        if (whole := _whole(line, sheet)) is not None:
            found.parts[whole] = line.row  # the sum below stands for the same one above
        elif _heading(line, place, sheet):
            found.parts.setdefault(place.code(sheet), line.row)
            if place.sub:
                subs[place.sub.kode] = place.sub
        elif place.sub:
            below.setdefault(place.sub.kode, []).append(line)
    for code, lines in below.items():
        found.asked.update({each.butir.kode: each for each in _aligned(sheet, subs[code], lines)})
    return found


def _whole(line: _Line, sheet: Lembar) -> str | None:
    """What a line adds up, where it names a sum of the sheet's two parts or of all."""
    name = letters(line.text)
    if name.startswith(("nilai evaluasi", "nilai total", "total nilai", "nilai akhir")):
        return TOTAL
    if name in ("pengungkit", "total pengungkit", "jumlah pengungkit"):
        return sheet.bagian.pengungkit
    return sheet.bagian.hasil if name in ("total hasil", "jumlah hasil") else None


def _lines(grid: Grid, columns: Columns) -> Iterator[_Line]:
    for at, line in enumerate(grid.rows[columns.row + 1 :], columns.row + 1):
        words = [each.text.strip() for each in line[: columns.labels.stop] if not each.across and not each.merged]
        text = max(words, key=len, default="")
        if len(letters(text)) < 3:
            continue
        markers = [each for each in words if each and each != text and not each.isdigit()]
        marker = markers[-1] if markers else ""
        if not marker and (found := _NUMBERED.match(text)):
            marker, text = found[1], text[found.end() :]
        yield _Line(at, marker, text, _at(line, columns.kind), _at(line, columns.explanation))


def _at(line: Sequence[GridCell], column: int | None) -> str:
    return line[column].text.strip() if column is not None and column < len(line) else ""


def _heading(line: _Line, place: _Place, sheet: Lembar) -> bool:
    """Whether the line names a part of the sheet; then the place is there."""
    name = letters(line.text)
    for half in sheet.pengungkit:
        if name == letters(half.nama):
            place.half, place.area, place.sub, place.results = half, None, None, False
            return True
    if name == "hasil":
        place.half, place.area, place.sub, place.results = None, None, None, True
        return True
    if place.results:
        return _named(line, place, sheet.hasil)
    for area in place.half.area if place.half else ():
        if name == letters(area.nama) and (line.text.isupper() or place.area is None):
            place.area, place.sub = area, None
            return True
    return _named(line, place, place.area.subkomponen) if place.area else False


def _named(line: _Line, place: _Place, subs: Sequence[Subkomponen]) -> bool:
    """Whether the line names a sub-component: by its name, else by its roman numeral where nothing is asked."""
    like = max(subs, key=lambda each: likeness(each.nama, line.text), default=None)
    if like and likeness(like.nama, line.text) >= _SURE and not line.explanation:
        if like is place.sub:
            return False
        place.sub = like
        return True
    number = from_roman(line.marker.strip(". ").casefold())
    at = next((each for each in subs if number and from_roman(each.kode.rpartition(".")[2]) == number), None)
    if at and at is not place.sub and not line.explanation and not line.kind and line.marker.endswith("."):
        after = place.sub is None or subs.index(at) > subs.index(place.sub)
        place.sub = at if after else place.sub
        return after
    return False


@frozen
class _Wanted:
    """What a row of a sub-component may be: a question, or one of its counts."""

    butir: Butir
    count: str
    words: tuple[str, ...]

    def fits(self, line: _Line) -> float:
        """How well a line is this one: by its words, and by the kind of answer that it takes."""
        like = max(likeness(words, line.text) for words in self.words)
        if not line.kind:
            return like
        counted = letters(line.kind) in _COUNT
        if self.count:
            return like + (-1 if not counted else 0.2 if self.count == _SUM else 0.5)
        kind = "persen" if "%" in line.kind else letters(line.kind)
        own = self.butir.pertanyaan.tipe
        same = kind.startswith(("nilai", "0 4")) if own is Tipe.INDEKS else KINDS.get(kind) is own
        return like + (0.5 if same else -1 if counted else -0.2)


def _wanted(sheet: Lembar, sub: Subkomponen) -> list[_Wanted]:
    found = []
    for asked in sub.pertanyaan:
        butir = sheet.butir[asked.kode]
        found.append(_Wanted(butir, "", tuple(filter(None, (butir.uraian, asked.label)))))
        added = [name for _, name in asked.penyebut.terms] if asked.penyebut else []
        for name in asked.isian:
            if len(added) > 1 and name in (added[0], asked.isian[-1]):  # before what is added up, or behind it
                found.append(
                    _Wanted(butir, _SUM, ("jumlah yang wajib melapor", "jumlah wajib lapor", "jumlah yang harus lapor"))
                )
            said = (butir.kata.isian or {}).get(name, "")
            plain = name.replace("_", " ")
            found.append(_Wanted(butir, name, (plain, f"jumlah {plain}", f"jumlah yang {plain}", said)))
    return found


def _aligned(sheet: Lembar, sub: Subkomponen, lines: Sequence[_Line]) -> Iterator[MinistryQuestion]:
    """The questions and counts of a sub-component on the lines below its name, in order, as well as they fit."""
    wanted = _wanted(sheet, sub)
    fits = [[each.fits(line) for line in lines] for each in wanted]
    best = [[0.0] * (len(lines) + 1) for _ in range(len(wanted) + 1)]
    for i in range(len(wanted) - 1, -1, -1):
        for j in range(len(lines) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], fits[i][j] + best[i + 1][j + 1])
    found: dict[str, MinistryQuestion] = {}
    i = j = 0
    while i < len(wanted) and j < len(lines):
        if best[i][j] == best[i][j + 1]:
            j += 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            _take(found, wanted[i], lines[j])
            i, j = i + 1, j + 1
    yield from found.values()


def _take(found: dict[str, MinistryQuestion], wanted: _Wanted, line: _Line) -> None:
    code = wanted.butir.kode
    text = re.sub(r"^[-–•\s]+", "", line.text)
    if not wanted.count:
        like = max(likeness(words, text) for words in wanted.words)
        found[code] = MinistryQuestion(wanted.butir, line.row, text, line.explanation, like)
        return
    if wanted.count == _SUM:
        return
    if code not in found:  # PortalRB's list has the counts alone
        like = max(likeness(words, text) for words in wanted.words)
        found[code] = MinistryQuestion(wanted.butir, line.row, "", line.explanation, like)
    found[code].counts[wanted.count] = (line.row, text)
