"""A table as Word has it, built by hand: python-docx lays the whole table out anew at every cell of it.

Word wants the children of an element in the order of its schema; what is built here keeps it, and a test looks.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from zi_cli.render.visible import visible
from zi_cli.tables import Cell, Column, Row, Table, Tone, pieces

COLOURS = {Tone.GOOD: "17642C", Tone.BAD: "A81B1B", Tone.CAUTION: "7A4B00", Tone.MUTED: "565656"}
_SHADE = "F1F1F4"
_LETTER, _CAPITAL = 2.3, 3.0
"""In mm, at 10 points: the width of a letter in a cell that is never broken, and of a capital in its heading."""
_TWIPS_A_MILLIMETRE = 56.7
_PADDING = 95
"""In twips, at either side of a cell's text, its border with it."""


def element(tag: str, **attributes: object) -> Any:
    """An element of Word's own namespace, with its attributes."""
    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


class WordGrid:
    """One table as Word has it, built by hand: python-docx lays the whole table out anew at every cell."""

    def __init__(self, table: Table, room: int) -> None:
        self._table = table
        self._widths = _widths(table, room)

    def table(self, *, signed: bool) -> Any:
        """The table; `signed`: its last row stays with the signatures below, that these are never alone on a page."""
        table = self._table
        made = element("tbl")
        made.append(self._properties())
        grid = element("tblGrid")
        grid.extend(element("gridCol", w=width) for width in self._widths)
        made.append(grid)
        if any(column.title for column in table.columns):
            made.append(_row([self._head(at, column.title) for at, column in enumerate(table.columns)], head=True))
        if any(column.number for column in table.columns):
            made.append(_row([self._head(at, column.number) for at, column in enumerate(table.columns)], head=True))
        spans: dict[int, tuple[int, int]] = {}
        for at, (row, line) in enumerate(zip(table.rows, table.grid(), strict=True), 1):
            keep = row.group or (signed and at == len(table.rows))
            made.append(_row(list(self._cells(row, line, spans, keep=keep))))
        return made

    def _properties(self) -> Any:
        made = element("tblPr")
        made.append(element("tblStyle", val="TableGrid"))
        made.append(element("tblW", w=sum(self._widths), type="dxa"))
        borders = element("tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            borders.append(element(side, val="single", sz=4, space=0, color="808080"))
        made.append(borders)
        made.append(element("tblLayout", type="fixed"))
        margins = element("tblCellMar")
        for side, width in (("top", 40), ("left", 85), ("bottom", 40), ("right", 85)):
            margins.append(element(side, w=width, type="dxa"))
        made.append(margins)
        flags = {"firstRow": 1, "lastRow": 0, "firstColumn": 0, "lastColumn": 0, "noHBand": 0, "noVBand": 1}
        made.append(element("tblLook", val="0420", **flags))
        made.append(element("tblCaption", val=visible(self._table.title or "Tabel")))
        columns = ", ".join(" ".join(visible(each.title).split()) for each in self._table.columns if each.title)
        made.append(element("tblDescription", val=f"Kolom: {columns}. Baris judul terulang di tiap halaman."))
        return made

    def _head(self, at: int, text: str) -> Any:
        style = "KepalaTabel"
        return _cell(self._widths[at], Cell(text), style, align="center", shade=_SHADE, middle=True)

    def _cells(
        self, row: Row, line: Sequence[Cell | None], spans: dict[int, tuple[int, int]], *, keep: bool
    ) -> Iterator[Any]:
        """The cells of one row; where one above reaches down, Word wants an empty one that continues it."""
        at, last = 0, len(line)
        while at < last:
            cell = line[at]
            if cell is None:
                rows, wide = spans.get(at, (0, 1))
                if rows:
                    spans[at] = rows - 1, wide
                    width = sum(self._widths[at : at + wide])
                    yield _cell(width, Cell(), "SelTabel", span=wide, merge="continue", keep=keep)
                at += wide
                continue
            spans[at] = cell.rowspan - 1, cell.colspan
            column = self._table.columns[at]
            whole = row.group and cell.colspan == last
            yield _cell(
                sum(self._widths[at : at + cell.colspan]),
                cell,
                "KelompokTabel" if row.group or row.total else "SelTabel",
                span=cell.colspan,
                merge="restart" if cell.rowspan > 1 else "",
                align=column.align if column.align != "left" and not whole else "",
                shade=_SHADE if row.group else "",
                keep=keep,
            )
            at += cell.colspan


def _widths(table: Table, room: int) -> list[int]:
    """The columns' widths in twips: those that are never broken as wide as their longest text, the rest by share.

    No word of a heading is broken, as long as the page has room for that.
    """
    fixed = {at: _least(table, at) for at, column in enumerate(table.columns) if column.unbroken}
    if sum(fixed.values()) > room * 2 // 3:  # too wide for the page: then they may be broken as well
        fixed = {}
    words = [_heading(column) for column in table.columns]
    while True:
        shared = {at: column.width for at, column in enumerate(table.columns) if at not in fixed}
        left, shares = room - sum(fixed.values()), max(1, sum(shared.values()))
        narrow = next((at for at, share in shared.items() if left * share // shares < words[at] <= left // 2), None)
        if narrow is None:
            return [fixed.get(at, left * column.width // shares) for at, column in enumerate(table.columns)]
        fixed[narrow] = words[narrow]


def _least(table: Table, at: int) -> int:
    """How wide a column must be for no text of it, and no word of its heading, to be broken."""
    cells = [cell for line in table.grid() for cell in (line[at],) if cell is not None and cell.colspan == 1]
    longest = max((len(part) for cell in cells for part in cell.text.split("\n")), default=1)
    return max(_twips(longest * _LETTER), _heading(table.columns[at]))


def _heading(column: Column) -> int:
    """How wide it must be for no word of its heading to be broken."""
    return _twips(max(map(len, column.title.split()), default=0) * _CAPITAL)


def _twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS_A_MILLIMETRE) + 2 * _PADDING


def _row(cells: Sequence[Any], *, head: bool = False) -> Any:
    made = element("tr")
    properties = element("trPr")
    properties.append(element("cantSplit"))
    if head:
        properties.append(element("tblHeader"))
    made.append(properties)
    made.extend(cells)
    return made


def _cell(
    width: int,
    cell: Cell,
    style: str,
    *,
    span: int = 1,
    merge: str = "",
    align: str = "",
    shade: str = "",
    keep: bool = False,
    middle: bool = False,
) -> Any:
    made = element("tc")
    properties = element("tcPr")
    properties.append(element("tcW", w=width, type="dxa"))
    if span > 1:
        properties.append(element("gridSpan", val=span))
    if merge:
        properties.append(element("vMerge", val=merge))
    if shade:
        properties.append(element("shd", val="clear", color="auto", fill=shade))
    properties.append(element("vAlign", val="center" if middle else "top"))
    made.append(properties)
    paragraph = element("p")
    form = element("pPr")
    form.append(element("pStyle", val=style))
    if keep:
        form.append(element("keepNext"))
    if align:
        form.append(element("jc", val=align))
    paragraph.append(form)
    for text, italic in pieces(cell):
        paragraph.append(_run(text, cell, italic=italic))
    made.append(paragraph)
    return made


def _run(text: str, cell: Cell, *, italic: bool) -> Any:
    made = element("r")
    properties = element("rPr")
    if cell.tone is Tone.BAD:
        properties.append(element("b"))
    if italic:
        properties.append(element("i"))
    if cell.tone in COLOURS:
        properties.append(element("color", val=COLOURS[cell.tone]))
    if len(properties):
        made.append(properties)
    for at, line in enumerate(text.split("\n")):
        if at:
            made.append(element("br"))
        words = OxmlElement("w:t")
        words.text = visible(line)
        words.set(qn("xml:space"), "preserve")
        made.append(words)
    return made
