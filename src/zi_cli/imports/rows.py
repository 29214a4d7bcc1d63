"""Grids → the rows of a plan, as they are printed: areas, komponen, rows, and what is only a piece of a row.

A printed row is not always a row of the plan. What a page break tore apart is joined, what spans several rows is said
in each, and a line that has nothing but a document is another document of the row above.
"""

import re

from zi_cli.frozen import field, mutable
from zi_cli.imports.codes import SURE
from zi_cli.imports.columns import Head, find, same_head
from zi_cli.imports.grids import Grid, GridCell, Opened, ProseLine
from zi_cli.imports.meanings import Meaning
from zi_cli.imports.outline import Outline, half_of
from zi_cli.imports.times import reads

_NOTHING = re.compile(
    r"(?i)[-–—_.…=*\s]*|x{2,}|y/t|ya/tidak|a/b/c(?:/d)?(?:/e)?|#(?:div/0!|ref!|n/a|value!|name\?|null!|num!)"
    r"|(?:blm|belum) (?:di)?isi(?:kan)?|n/?a|tbd|null|none|\(?kosong\)?|belum (?:ada|ditentukan|ditetapkan)"
)
_DITTO = re.compile(r"""(?i)\W*(?:s\.?d\.?a|idem|sama (?:dengan )?(?:di )?atas)\W*|["″〃”']{1,2}""")
_LABEL = re.compile(r"(?i)\s*((?:[ivx]+|[a-z]|[0-9]{1,2})[.)]?)(?:[\s:]+(.*))?", re.DOTALL)
_NUMERAL = re.compile(r"(?i)\s*(?:[ivx]+|[0-9]{1,2})[.)]?\s*")
"""The number of a title, which may stand in any column where NO is not the first."""
_LABELLED = re.compile(r"((?:[ivxIVX]+|[A-Za-z]|[0-9]{1,2})[.)])\s*(?=\S)")
_ENDING = re.compile(
    r"(?i)(?:jumlah|total|mengetahui|menyetujui|ditetapkan|disahkan|catatan|keterangan|sumber|rata-rata)\b"
    r"|[^\W\d_]+(?: [^\W\d_]+)?, *(?:[0-9]{1,2}|…|\.+) *[^\W\d_]+ *20[0-9]{2}"
)
"""How the lines below a table begin: sums, remarks, the place and day of a signature."""
_TEXTS = (Meaning.INDIKATOR, Meaning.LANGKAH_AKSI, Meaning.BUKTI_FISIK)
_SHEET = "lembar "
_KOMPONEN = 0.75
"""How like a line must be to the name of a sub-component to be its title, where it stands in the column of rows."""
_NAMED = (Meaning.NOMOR, Meaning.KOMPONEN)
_ASKED = {Meaning.INDIKATOR, Meaning.LANGKAH_AKSI}


def is_ditto(text: str) -> bool:
    """Whether a cell says that it says what the one above says."""
    return _DITTO.fullmatch(text) is not None


def said(cell: GridCell | None) -> str:
    """What a cell says; nothing where a placeholder stands in it."""
    text = cell.text if cell is not None else ""
    return "" if _NOTHING.fullmatch(text.strip("*")) else text


@mutable
class ReadRow:
    """One row of the plan to be, with the cells as they are printed."""

    place: str
    area: int | None
    area_name: str
    reform: bool
    nomor: str
    komponen: str
    cells: dict[Meaning, GridCell]
    all: tuple[GridCell, ...] = ()
    """Every cell of its line."""
    periods: dict[tuple[int, int], str] = field(default_factory=dict)
    """What columns of a month or a quarter say, by their first and last month."""
    more: list[dict[Meaning, GridCell]] = field(default_factory=list)
    """Further lines that say something of one more document."""

    def text(self, meaning: Meaning) -> str:
        """What it says there, placeholders apart."""
        return said(self.cells.get(meaning))


@mutable
class ReadTable:
    """What was read of a file."""

    head: Head
    names: list[str]
    """The grids that it was read from."""
    rows: list[ReadRow] = field(default_factory=list)
    joined: int = 0
    """How many pieces of rows were put together."""
    left: list[str] = field(default_factory=list)
    """What was left, with its place."""
    others: list[str] = field(default_factory=list)
    """Grids that hold something else."""


def read(opened: Opened, outline: Outline) -> ReadTable | None:
    """The rows of the plan in a file; None where no table in it is one."""
    heads = {id(grid): head for grid in opened.grids if (head := find(grid)) is not None and head.planning}
    plans = [grid for grid in opened.grids if id(grid) in heads]
    if not plans:
        return None
    shown = [id(grid) for grid in plans if not grid.hidden] or [id(grid) for grid in plans]
    best = max((heads[each] for each in shown), key=lambda head: len(head.at))
    reader = _Reader(outline, ReadTable(best, []), len(best.titles))
    for block in opened.blocks:
        if isinstance(block, str):
            reader.prose(block)
        elif id(block) in shown and reader.begins(block, heads[id(block)]):
            reader.sheet(block, heads[id(block)])
        elif reader.goes_on(block):
            reader.grid(block, None)
        elif any(any(row) for row in block.rows) and (reader.started or block.name.startswith(_SHEET)):
            # what stands before the plan is the decree's own layout
            reader.table.others.append(block.name)
    if reader.counted:
        for row in reader.table.rows:
            row.nomor = "" if row.nomor.strip(".)").isdigit() else row.nomor
    return reader.table


class _Reader:
    def __init__(self, outline: Outline, table: ReadTable, width: int) -> None:
        self.outline = outline
        self.table = table
        self.width = width
        self.head = table.head
        self.area: tuple[int, str] | None = None
        self.reform = False
        self.nomor = self.komponen = ""
        self.fresh = False
        self.started = False
        self.ended = False  # whether what stands below belongs to a signature
        self.gap = False  # whether the row above is empty
        self.counted = False  # whether the numbers count rows, not komponen

    def prose(self, line: str) -> None:
        """A line between tables may name the area of the next one."""
        if len(line) < 90:
            self.title(line)

    def goes_on(self, grid: Grid) -> bool:
        """Whether a grid without a head of its own is the next page of the one before it."""
        return self.started and grid.width == self.width and not grid.hidden

    def begins(self, grid: Grid, head: Head) -> bool:
        """Whether the head of a grid is one of this plan, and not a row of the next page that reads like a head."""
        if not head.core >= _ASKED & self.table.head.core:
            return False
        same = sum(self.head.at.get(meaning) == column for meaning, column in head.at.items())
        as_many = len(head.at) * 4 >= len(self.head.at) * 3
        return not self.goes_on(grid) or same * 2 > len(head.at) or as_many

    def sheet(self, grid: Grid, head: Head) -> None:
        """Take a table with its own head; a further sheet of a workbook only where it has other areas."""
        before = len(self.table.rows)
        areas = {each.area for each in self.table.rows}
        self.grid(grid, head)
        if grid.name.startswith(_SHEET) and areas & {each.area for each in self.table.rows[before:]}:
            del self.table.rows[before:]
            self.table.names.pop()
            self.table.others.append(grid.name)

    def grid(self, grid: Grid, head: Head | None) -> None:
        self.table.names.append(grid.name)
        if head is not None:
            self.head, self.width = head, len(head.titles)
            if grid.name.startswith(_SHEET):
                self.title(grid.name.removeprefix(_SHEET))
            for row in grid.rows[: head.first]:
                self.title(" ".join(cell.text for cell in row if cell and not cell.merged))
        begin = head.last + 1 if head is not None else 0
        self.fresh, self.started, self.ended, self.gap = True, True, False, False
        for at in range(begin, len(grid.rows)):
            self.row(grid, at)

    def row(self, grid: Grid, at: int) -> None:
        row = grid.rows[at]
        own = [cell for cell in row if cell and not cell.merged]
        if not own or _counts([cell.text for cell in own]):
            self.gap |= not any(row)
            return
        if same_head(grid, at, self.head):
            self.fresh = True
            return
        place = f"{grid.name} baris {grid.first + at}"
        cells = {meaning: row[column] for meaning, column in self.head.at.items() if column < len(row)}
        if self.title_row(row, own, cells):
            pass
        elif len(own) < 3 and self.below(own):
            self.table.left.append(f"{place}: {' | '.join(cell.text for cell in own)[:80]}")
        elif self.fresh and self.piece(cells, ticked=any(row[at] for at in self.head.periods if at < len(row))):
            self.join(cells)
        else:
            self.ordinary(place, row, cells)
        self.fresh = self.gap = False

    def below(self, own: list[GridCell]) -> bool:
        """Whether a short row stands below the table: it begins so, or an empty row parts it, or one above did."""
        self.ended = self.ended or self.gap or bool(_ENDING.match(own[0].text))
        return self.ended

    def ordinary(self, place: str, row: tuple[GridCell, ...], cells: dict[Meaning, GridCell]) -> None:
        """Take a row of the plan, or one more document of the row above."""
        self.place(cells)
        self.repeat(cells)
        if self.another_document(cells):
            self.table.rows[-1].more.append(cells)
        elif any(said(cells.get(each)) for each in (*_TEXTS, Meaning.TARGET_WAKTU)):
            number, name = cells.get(Meaning.NOMOR), cells.get(Meaning.KOMPONEN)
            self.counted |= bool(number and not number.merged and name is not None and (name.merged or not name))
            self.table.rows.append(self.made(place, row, cells))
        elif any(each.across for each in row) or not (
            said(cells.get(Meaning.NOMOR)) or said(cells.get(Meaning.KOMPONEN))
        ):
            self.table.left.append(f"{place}: {' | '.join(cell.text for cell in row if cell)[:80]}")

    def repeat(self, cells: dict[Meaning, GridCell]) -> None:
        """Take what the row above says where a row says `sda`; a target stays as it is printed."""
        above = self.table.rows[-1].cells if self.table.rows else {}
        for meaning in cells.keys() & above.keys() - {Meaning.TARGET_WAKTU}:
            if is_ditto(cells[meaning].text):
                cells[meaning] = above[meaning]

    def made(self, place: str, row: tuple[GridCell, ...], cells: dict[Meaning, GridCell]) -> ReadRow:
        months = {span: text for at, span in self.head.periods.items() if at < len(row) and (text := said(row[at]))}
        number, name = self.area or (None, "")
        return ReadRow(place, number, name, self.reform, self.nomor, self.komponen, cells, row, months)

    def title_row(self, row: tuple[GridCell, ...], own: list[GridCell], cells: dict[Meaning, GridCell]) -> bool:
        """Whether a row is a title: of an area, of a half of the sheet, or of a komponen."""
        spans = any(each.across for each in row)
        if len(own) > 2 or any(len(cell.text) > 160 for cell in own):
            return False
        words = [each for each in self.own_texts(cells) if not _NUMERAL.fullmatch(cells[each].text)]
        if not spans and (self.names_a_document(cells) or len(words) > 1):
            return False
        if self.title(own[-1].text):
            return True
        texts = [cells[each] for each in (*_TEXTS, Meaning.TARGET_WAKTU) if each in cells and not cells[each].merged]
        whole = " ".join(cell.text for cell in own)
        if self.title(whole):
            return True
        if not spans and any(texts):
            name = own[-1].text
            if self.outline.komponen_like(name) < max(_KOMPONEN, self.outline.question_like(name)):
                return False
        return self.komponen_title(whole, spans=spans)

    def title(self, text: str) -> bool:
        """Take a title that names an area or a half of the sheet."""
        half = half_of(text)
        area = self.outline.area_of(text)
        if half is not None:
            self.reform = half
        if area is None:
            return half is not None
        if self.area != area:
            self.nomor = self.komponen = ""
        self.area = area
        return True

    def komponen_title(self, text: str, *, spans: bool) -> bool:
        """Take a title that names a komponen: one with a numeral, or with a name like one of the sheet's."""
        found = _LABEL.fullmatch(text)
        name = (found[2] or "") if found else text
        like = self.outline.komponen_like(name or text)
        if self.fresh and like < 0.5:
            return False
        if not name or (like < 0.5 and not (found and spans)):
            return False
        if self.fresh and not found and self.goes_on_with(name):
            return False
        self.nomor, self.komponen = (found[1] if found else ""), name
        return True

    def goes_on_with(self, text: str) -> bool:
        """Whether a text is the rest of the komponen's name, which the page has torn."""
        like = self.outline.komponen_like
        return like(f"{self.komponen} {text}") > max(like(text), like(self.komponen))

    def piece(self, cells: dict[Meaning, GridCell], *, ticked: bool) -> bool:
        """Whether a row at the top of a page is the rest of the row above: it has no target of its own."""
        timed = Meaning.TARGET_WAKTU in self.head.at or self.head.periods
        if not self.table.rows or not timed or ticked or self.has_target(cells):
            return False
        number, asked = cells.get(Meaning.NOMOR), cells.get(Meaning.INDIKATOR)
        if (number and not number.merged) or not any(cells.get(each) for each in (*_TEXTS, Meaning.KOMPONEN)):
            return False
        if asked and asked.text[0].isupper() and self.outline.question_like(asked.text) > SURE:
            return False  # a whole question, whose target stands on the page before for several rows
        dated = sum(bool(each.cells.get(Meaning.TARGET_WAKTU) or each.periods) for each in self.table.rows)
        starts = [cell.text[:1] for each in _TEXTS if (cell := cells.get(each))]
        return dated * 2 > len(self.table.rows) or any(each.islower() for each in starts)

    def has_target(self, cells: dict[Meaning, GridCell]) -> bool:
        """Whether a row says when by itself, and not only the rest of the time above: `Juli s/d September`, `2026`."""
        rest, above = (said(each.get(Meaning.TARGET_WAKTU)) for each in (cells, self.table.rows[-1].cells))
        both = reads(above) and reads(rest)
        return bool(rest) and (both or not reads(f"{above} {rest}"))

    def join(self, cells: dict[Meaning, GridCell]) -> None:
        """Put a piece to the row above, and what spans several rows to all of these."""
        self.table.joined += 1
        rest = cells.get(Meaning.KOMPONEN)
        if rest and not rest.merged and said(rest):
            self.lengthen(rest.text)
        for meaning in cells.keys() - {Meaning.NOMOR, Meaning.AREA, Meaning.KOMPONEN}:
            if not cells[meaning] or cells[meaning].merged:
                continue
            above = self.table.rows[-1].cells.get(meaning)
            whole = _glued(above, cells[meaning])
            for row in reversed(self.table.rows):
                was = row.cells.get(meaning)
                row.cells[meaning] = whole
                if not (was and was.merged):
                    break

    def lengthen(self, rest: str) -> None:
        """Put the rest of a komponen's name, which the page has torn, to all rows of that komponen."""
        area, torn = self.table.rows[-1].area, self.komponen
        self.komponen = f"{torn} {' '.join(rest.split())}".strip()
        for row in reversed(self.table.rows):
            if (row.area, row.komponen) != (area, torn):
                break
            row.komponen = self.komponen

    def place(self, cells: dict[Meaning, GridCell]) -> None:
        """Take the area and the komponen that a row names in columns of their own."""
        area = cells.get(Meaning.AREA)
        if area and not area.merged and (found := self.outline.area_of(area.text, alone=False)):
            if self.area is None or self.area[0] != found[0]:
                self.nomor = self.komponen = ""
            self.area = found
        name = cells.get(Meaning.KOMPONEN)
        if not name or name.merged or not said(name):
            return
        text, nomor = " ".join(name.text.split()), said(cells.get(Meaning.NOMOR))
        found_label = _LABELLED.match(text)
        if not nomor and found_label:
            nomor, text = found_label[1], text[found_label.end() :]
        if self.fresh and not nomor and self.table.rows and self.goes_on_with(text):
            self.lengthen(text)
        elif text != self.komponen:
            self.komponen, self.nomor = text, nomor if _LABEL.fullmatch(nomor) else ""

    def another_document(self, cells: dict[Meaning, GridCell]) -> bool:
        """Whether a row has a document and neither a question nor an action of its own."""
        return bool(self.table.rows) and self.only_evidence(cells)

    def names_a_document(self, cells: dict[Meaning, GridCell]) -> bool:
        """Whether a row says nothing but a document, in a column where no title begins."""
        return self.head.at.get(Meaning.BUKTI_FISIK, 0) > 1 and self.only_evidence(cells)

    @staticmethod
    def only_evidence(cells: dict[Meaning, GridCell]) -> bool:
        """Whether evidence is all that a row says of its own."""
        return _Reader.own_texts(cells) == [Meaning.BUKTI_FISIK]

    @staticmethod
    def own_texts(cells: dict[Meaning, GridCell]) -> list[Meaning]:
        """What a row says of its own of question, action and evidence."""
        return [each for each in _TEXTS if each in cells and cells[each] and not cells[each].merged]


def _counts(texts: list[str]) -> bool:
    """Whether a row only numbers the columns: `(1) (2) (3)`."""
    numbers = [re.fullmatch(r"[(\[]?\s*([0-9]{1,2})\s*[)\].]?", each) for each in texts]
    if len(texts) < 3 or not all(numbers):
        return False
    found = sorted(int(each[1]) for each in numbers if each)
    return found == list(range(found[0], found[0] + len(found)))


def _glued(above: GridCell | None, rest: GridCell) -> GridCell:
    """A cell and its rest from the next page: the line that was torn goes on."""
    if not above:
        return rest
    last, first = above.lines[-1], rest.lines[0]
    middle = ProseLine(f"{last.text} {first.text}", last.marker)
    return GridCell((*above.lines[:-1], middle, *rest.lines[1:]), above.link or rest.link, above.day, above.number)
