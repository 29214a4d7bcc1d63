"""Pages as workbooks: a sheet to work in, sheets to print, formulas that carry zi's figure. The one room of XlsxWriter.

A text is written as text: none becomes a formula or a link by how it begins. A table without spans is a sheet to work
in (filtered, sorted, its head frozen); one with spans is merged as it is printed, on F4 or A4, its head on every page.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from zi_cli.render.visible import visible
from zi_cli.tables import WIDE, Cell, Column, Form, Page, Row, Sentence, Table, Tone, WorkbookCell, pieces, tabular

if TYPE_CHECKING:
    from zi_cli.render.media import Printed, Setting

_FONT = "Bookman Old Style"
_COLOURS = {Tone.GOOD: "#17642C", Tone.BAD: "#A81B1B", Tone.CAUTION: "#7A4B00", Tone.MUTED: "#565656"}
_HEAD, _GROUP, _OPEN, _LINE = "#DDE3EE", "#EEF1F6", "#FFF9DB", "#8A8A8F"
_PAPER = {"f4": (14, 8.5, 13.0), "a4": (9, 8.27, 11.69)}
"""Excel's number of the paper ("Folio" is F4), and its sides in inches."""
_MARGIN = 0.5
"""In inches, on every side."""
_LETTER = 7 / 96
"""In inches: the width that Excel counts columns in."""
_WORD = 12
"""Letters of a word that no column breaks; what is longer is an address or a name of a file."""
_LONGEST = 32767
"""Characters that a cell of Excel takes."""
_NO_DAY = date(2000, 1, 1)
_NAMED = re.compile(r"\{([^{}]+)\}")
_DAY = "[$-421]d mmm yyyy"
"""A day as it stands in every other medium, with Indonesian months in an Excel of any language."""
_FORMATS = {Form.FIGURE: "0.00", Form.PERCENT: "0.0%", Form.COUNT: "0", Form.DAY: _DAY, Form.TEXT: "@"}


def document(printed: Printed, setting: Setting) -> bytes:
    """The workbook's bytes: the sheets that were made for one, else the flat table and then the page's own."""
    page = printed.page()
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _options())
    day = page.day or _NO_DAY
    created = datetime(day.year, day.month, day.day)  # noqa: DTZ001
    book.set_properties({"title": visible(page.title), "author": visible(page.author), "created": created})
    made = _Book(book, setting.paper, page)
    made.write(_sheets(printed, page), printed.marks)
    book.close()
    return out.getvalue()


def _options() -> dict[str, Any]:
    """How the workbook is made; a new value each time, for XlsxWriter writes into it."""
    texts = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    # the width of columns is counted in letters of this font: one that every computer has, or has the measures of
    return {"in_memory": True, "default_format_properties": {"font_name": "Arial", "font_size": 10}} | texts


def _sheets(printed: Printed, page: Page) -> list[tuple[str, Table, list[Sentence]]]:
    """The sheets of the workbook: a name, a table, and the sentences that stand above it."""
    if printed.book is not None:
        return [(each.title, each, []) for each in printed.book()]
    flat = printed.table() if printed.table is not None else None
    found: list[tuple[str, Table, list[Sentence]]] = [("Data", flat, [])] if flat is not None else []
    above: list[Sentence] = []
    for each in page.blocks:
        if isinstance(each, Sentence):
            above.append(each)
            continue
        table = tabular(each)
        if flat is None or table.rows != flat.rows:
            found.append((table.title or page.title, table, above))
            above = []
    if above:
        lines = tuple(Row((Cell(each.text, tone=each.tone),)) for each in above)
        found.append(("Keterangan", Table("", (Column("KETERANGAN", width=4),), lines), []))
    return found


class _Book:
    """A workbook being written: first where every cell will stand, then the cells, for formulas look ahead."""

    def __init__(self, book: Any, paper: str, page: Page) -> None:
        self.book = book
        self.page = page
        self.paper = _PAPER[paper]
        self.places: dict[str, tuple[str, int, int]] = {}
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def write(self, sheets: Sequence[tuple[str, Table, list[Sentence]]], marks: Mapping[str, str]) -> None:
        """All sheets; `marks` are properties of the file that a program reads when it comes back."""
        names = _names([name for name, *_ in sheets])
        written = [_Sheet(self, name, table, above) for name, (_, table, above) in zip(names, sheets, strict=True)]
        for each in written:
            each.place()
        for each in written:
            each.write()
        for key, value in marks.items():
            self.book.set_custom_property(key, visible(value))

    def format(self, **wanted: Any) -> Any:
        """A format of these properties, made once."""
        key = tuple(sorted(wanted.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format({"font_name": _FONT, "font_size": 10, "valign": "top"} | wanted)
        return self._formats[key]

    def formula(self, text: str, sheet: str) -> str:
        """A formula with the places of the cells it names."""

        def place(match: re.Match[str]) -> str:
            name, row, column = self.places[match[1]]
            at = xl_rowcol_to_cell(row, column)
            return at if name == sheet else f"'{name}'!{at}"

        return _NAMED.sub(place, text)


class _Sheet:
    """One table on one sheet."""

    def __init__(self, book: _Book, name: str, table: Table, above: Sequence[Sentence]) -> None:
        self._book, self._name, self._table, self._above = book, name, table, above
        self._grid = table.grid()
        self._flat = not any(
            row.group or any(cell.colspan > 1 or cell.rowspan > 1 for cell in row.cells) for row in table.rows
        )
        self._numbered = any(column.number for column in table.columns)
        self._titled = any(column.title for column in table.columns)
        self._open = any(cell.entry and cell.entry.open for row in table.rows for cell in row.cells)
        self._head = len(above) + (1 if above else 0)
        self._first = self._head + self._titled + self._numbered
        self._widths = self._measured()
        self.sheet = book.book.add_worksheet(name)

    def place(self) -> None:
        """Tell the book where each named cell stands."""
        for number, line in enumerate(self._grid, self._first):
            for at, cell in enumerate(line):
                if cell is not None and cell.entry is not None and cell.entry.name:
                    self._book.places[cell.entry.name] = (self._name, number, at)

    def write(self) -> None:
        """The sentences above, the head, the rows, and how it is printed."""
        for at, (column, width) in enumerate(zip(self._table.columns, self._widths, strict=True)):
            self.sheet.set_column(at, at, width, None, {"hidden": True} if column.hidden else {})
        for at, said in enumerate(self._above):
            line = _text(" ".join(said.whole.split()))
            self.sheet.write_string(at, 0, line, self._format(color=_COLOURS.get(said.tone)))
        self._write_head()
        heights = [
            self._write_row(number, row, line)
            for number, (row, line) in enumerate(zip(self._table.rows, self._grid, strict=True), self._first)
        ]
        self._print(heights)
        if self._open:
            allowed = {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True}
            self.sheet.protect("", allowed)

    def _write_head(self) -> None:
        wanted = {"bold": True, "bg_color": _HEAD, "align": "center", "valign": "vcenter", "text_wrap": True}
        head = self._book.format(**wanted, border=1, border_color=_LINE)
        row = self._head
        if self._titled:
            lines = 1
            for at, (column, width) in enumerate(zip(self._table.columns, self._widths, strict=True)):
                self.sheet.write_string(row, at, _text(column.title), head)
                lines = max(lines, 0 if column.hidden else math.ceil(len(column.title) * 1.3 / width))
            self.sheet.set_row(row, 13.5 * lines + 2)
            row += 1
        if self._numbered:
            number = self._book.format(align="center", border=1, border_color=_LINE)
            for at, column in enumerate(self._table.columns):
                self.sheet.write_string(row, at, column.number, number)
        if self._titled:
            unbroken = next((at for at, column in enumerate(self._table.columns) if not column.unbroken), 0)
            self.sheet.freeze_panes(self._first, min(unbroken, 2))
            self.sheet.repeat_rows(self._head, self._first - 1)
        if self._flat and self._titled and self._table.rows:
            last = self._first + len(self._table.rows) - 1
            self.sheet.autofilter(self._first - 1, 0, last, len(self._table.columns) - 1)

    def _write_row(self, number: int, row: Row, line: Sequence[Cell | None]) -> float:
        """One row; its height in points, which a viewer would not work out for itself."""
        lines = 1.0
        for at, cell in enumerate(line):
            if cell is None:
                continue
            made = self._cell_format(row, self._table.columns[at], cell)
            if cell.colspan > 1 or cell.rowspan > 1:
                self.sheet.merge_range(number, at, number + cell.rowspan - 1, at + cell.colspan - 1, "", made)
            self._put(number, at, cell, made)
            width = sum(self._widths[at : at + cell.colspan])
            wanted = sum(math.ceil(max(1, len(part) * 1.1) / width) for part in cell.text.split("\n"))
            lines = max(lines, wanted / cell.rowspan)
        height = min(409.0, 13.5 * math.ceil(lines) + 2)
        self.sheet.set_row(number, height)
        return height

    def _put(self, number: int, at: int, cell: Cell, made: Any) -> None:
        entry = cell.entry
        parts = [
            piece for text, italic in pieces(cell) for piece in (([self._italic()] if italic else []) + [_text(text)])
        ]
        if entry is not None and (entry.formula or entry.value is not None or entry.open):
            self._put_entry(number, at, entry, made)
        elif cell.value is not None:
            self._put_value(number, at, cell.value, made)
        elif cell.link.startswith(("http://", "https://")) and len(cell.link) <= 2000:
            self.sheet.write_url(number, at, cell.link, made, _text(cell.text)[:255])
        elif len(parts) > 2:
            self.sheet.write_rich_string(number, at, *parts, made)
        elif cell.text:
            self.sheet.write_string(number, at, _text(cell.text), made)
        else:
            self.sheet.write_blank(number, at, None, made)

    def _put_entry(self, number: int, at: int, entry: WorkbookCell, made: Any) -> None:
        value = entry.value
        if entry.formula:
            shown = float(value) if isinstance(value, Fraction) else "" if value is None else str(value)
            self.sheet.write_formula(number, at, self._book.formula(entry.formula, self._name), made, shown)
        elif isinstance(value, date | Fraction):
            self._put_value(number, at, value, made)
        elif value:
            self.sheet.write_string(number, at, _text(value), made)
        else:
            self.sheet.write_blank(number, at, None, made)
        if entry.open and (rule := _validation(entry)):
            self.sheet.data_validation(number, at, number, at, rule)
        if entry.alarm:
            for criteria, colour in (("==", Tone.BAD), ("!=", Tone.GOOD)):
                look = self._book.book.add_format({"font_color": _COLOURS[colour], "bold": True})
                rule = {"type": "cell", "criteria": criteria, "value": f'"{entry.alarm}"', "format": look}
                self.sheet.conditional_format(number, at, number, at, rule)

    def _put_value(self, number: int, at: int, value: date | Fraction, made: Any) -> None:
        if isinstance(value, Fraction):
            self.sheet.write_number(number, at, float(value), made)
        else:
            self.sheet.write_datetime(number, at, _moment(value), made)

    def _cell_format(self, row: Row, column: Column, cell: Cell) -> Any:
        wanted: dict[str, Any] = {"text_wrap": True, "border": 1, "border_color": _LINE}
        if row.group or row.total or cell.heading or cell.tone is Tone.BAD:
            wanted["bold"] = True
        if row.group or row.total:
            wanted["bg_color"] = _GROUP
        if cell.tone in _COLOURS:
            wanted["font_color"] = _COLOURS[cell.tone]
        if (column.align != "left" or cell.value is not None) and cell.colspan == 1:  # a number would go to the right
            wanted["align"] = column.align
        if cell.value is not None:
            wanted["num_format"] = _shown(cell)
        if cell.entry is not None:
            if cell.entry.form:
                wanted["num_format"] = _FORMATS[cell.entry.form]
            if cell.entry.open:
                wanted |= {"locked": False, "bg_color": _OPEN}
        return self._book.format(**wanted)

    def _italic(self) -> Any:
        return self._book.format(italic=True)

    def _format(self, *, color: str | None) -> Any:
        return self._book.format(**({"font_color": color} if color else {}))

    def _measured(self) -> list[float]:
        """The columns' widths in letters; what is wrapped shares what the paper leaves where the table is large."""
        columns, room = self._table.columns, self._room()[0] / _LETTER
        found = [self._widest(at) for at in range(len(columns))]
        wrapped = [at for at, column in enumerate(columns) if not column.unbroken]
        if wrapped and sum(found) > room:
            left = room - sum(found) + sum(found[at] for at in wrapped)
            shares = sum(columns[at].width for at in wrapped)
            for at in wrapped:
                found[at] = max(self._least(at), left * columns[at].width / shares)
        return found

    def _least(self, at: int) -> float:
        """How wide a wrapped column has to be, so that no word of its heading, and no common one below, is broken."""
        words = [len(word) for line in self._grid if (cell := line[at]) is not None for word in cell.text.split()]
        below = max((each for each in words if each <= _WORD), default=1)
        return max(7.0, below * 1.15 + 1, max(map(len, self._table.columns[at].title.split()), default=1) * 1.3 + 1)

    def _widest(self, at: int) -> float:
        """How wide a column wants to be: its longest line, within bounds, and the longest word of its heading."""
        column = self._table.columns[at]
        cells = [cell for line in self._grid for cell in (line[at],) if cell is not None and cell.colspan == 1]
        longest = max((len(part) for cell in cells for part in cell.text.split("\n")), default=1)
        word = max(map(len, column.title.split()), default=1)
        return max(min(longest * 1.15 + 2, 40.0 if column.unbroken else 26.0 * column.width), word * 1.3 + 2)

    def _room(self) -> tuple[float, float]:
        """What of the paper is printed on, in inches: across and down."""
        _, short, long = self._book.paper
        across, down = (long, short) if len(self._table.columns) >= WIDE else (short, long)
        return across - 2 * _MARGIN, down - 2 * _MARGIN - 0.3

    def _print(self, heights: Sequence[float]) -> None:
        """Paper, scale, and breaks that leave no group's name alone at the foot of a page."""
        number, *_ = self._book.paper
        sheet, (across, down) = self.sheet, self._room()
        if len(self._table.columns) >= WIDE:
            sheet.set_landscape()
        sheet.set_paper(number)
        sheet.set_margins(_MARGIN, _MARGIN, _MARGIN + 0.3, _MARGIN)
        sheet.set_header("&C- &P -")
        shown = [width for column, width in zip(self._table.columns, self._widths, strict=True) if not column.hidden]
        sheet.fit_to_pages(1, 0)  # as wide as the paper, as long as it takes; then breaks are kept
        scale = min(1.0, across / max(1.0, sum(shown) * _LETTER * 1.04))
        room = down * 72 / scale * 0.9 - 15 * (self._first - self._head)
        breaks, used = [], 15.0 * self._head
        for at, height in enumerate(heights):
            follows = heights[at + 1] if self._table.rows[at].group and at + 1 < len(heights) else 0
            if used and used + height + follows > room:
                breaks.append(self._first + at)
                used = 0
            used += height
        sheet.set_h_pagebreaks(breaks)
        if heights:
            sheet.print_area(0, 0, self._first + len(heights) - 1, len(self._table.columns) - 1)


def _moment(day: date) -> datetime:
    """A day, or a minute of it, as XlsxWriter takes it."""
    return datetime(day.year, day.month, day.day, *(day.hour, day.minute) if isinstance(day, datetime) else ())  # noqa: DTZ001


def _shown(cell: Cell) -> str:
    """The format in which a value looks as the cell's text does: its places, its sign, its percent."""
    if isinstance(cell.value, date):
        return f"{_DAY} hh.mm" if isinstance(cell.value, datetime) else _DAY
    whole, comma, rest = cell.text.rstrip("%").partition(",")
    plain = "0" + ("." if comma else "") + "0" * len(rest) + "%" * cell.text.endswith("%")
    return f"+{plain};-{plain};{plain}" if whole.startswith("+") else plain


def _validation(entry: WorkbookCell) -> dict[str, Any] | None:
    """What Excel may take in an open cell, and what it says to anything else."""
    if entry.choices:
        said = f"Pilih dari daftar: {', '.join(entry.choices)}."
        return {"validate": "list", "source": list(entry.choices), "error_title": "Isian", "error_message": said}
    if entry.form is Form.DAY:
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": date(2000, 1, 1),
            "maximum": date(2100, 12, 31),
            "error_title": "Tanggal",
            "error_message": "Tuliskan tanggal, misalnya 2025-08-20.",
        }
    if entry.bounds:
        least, most = entry.bounds
        kind = "integer" if entry.form is Form.COUNT else "decimal"
        said = f"Tuliskan {'bilangan bulat' if kind == 'integer' else 'angka'} {least} sampai {most}."
        limits = {"minimum": float(least), "maximum": float(most)}
        return {"validate": kind, "criteria": "between", **limits, "error_title": "Isian", "error_message": said}
    return None


def _text(text: str) -> str:
    """A text as a cell takes it: what is invisible written out, not longer than Excel bears."""
    shown = "\n".join(map(visible, text.split("\n")))
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


def _names(wanted: Sequence[str]) -> list[str]:
    """Names that Excel takes for sheets: 31 characters, none of `[]:*?/\\`, each once."""
    taken: dict[str, None] = {}
    for text in wanted:
        plain = " ".join(re.sub(r"[\[\]:*?/\\']", " ", visible(text)).split())[:31].strip() or "Tabel"
        name, number = plain, 2
        while name.casefold() in (each.casefold() for each in taken) or name.casefold() == "history":
            name, number = f"{plain[: 30 - len(str(number))]} {number}", number + 1
        taken[name] = None
    return list(taken)
