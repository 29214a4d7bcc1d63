"""Pages as Word documents: real styles, heads that repeat, rows that stay whole. The one room that knows python-docx.

Paper is F4 (215 × 330 mm) or A4, across where a table is wide or an annex begins. Word wants the children of an element
in the order of its schema: what is built here by hand keeps it, and a test looks. The same page gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from zi_cli.errors import Refusal
from zi_cli.render.visible import visible
from zi_cli.tables import Block, Cell, Page, Role, Row, Sentence, Table, Tone, pieces, tabular

if TYPE_CHECKING:
    from zi_cli.render.media import Printed, Setting

_FONT = "Bookman Old Style"
_FALLBACK = (
    b'<w:font w:name="Bookman Old Style"><w:altName w:val="URW Bookman"/>'
    b'<w:panose1 w:val="02050604050505020204"/><w:charset w:val="00"/><w:family w:val="roman"/>'
    b'<w:pitch w:val="variable"/></w:font></w:fonts>'
)
"""What a computer without Bookman Old Style takes instead; the font itself may not be embedded."""
_COLOURS = {Tone.GOOD: "17642C", Tone.BAD: "A81B1B", Tone.CAUTION: "7A4B00", Tone.MUTED: "565656"}
_PAPER = {"f4": (215, 330), "a4": (210, 297)}
_UPRIGHT, _ACROSS = (25, 22, 20, 25), (20, 20, 15, 25)
"""Margins in mm: top, right, bottom, left."""
_SHADE = "F1F1F4"
_LETTER, _CAPITAL = 2.3, 3.0
"""In mm, at 10 points: the width of a letter in a cell that is never broken, and of a capital in its heading."""
_TWIPS_A_MILLIMETRE = 56.7
_PADDING = 95
"""In twips, at either side of a cell's text, its border with it."""
_TWIP = 635
"""In EMU, the unit of python-docx; tables are measured in twips."""
_NO_DAY = date(2000, 1, 1)
"""What a document is dated that speaks of no day: the clock would make its bytes differ each time."""


def document(printed: Printed, setting: Setting) -> bytes:
    """The page as the bytes of a .docx; the office's own styles and page head where it has a model of them."""
    page = printed.page()
    made = _Writer(_opened(setting.model(printed.name)), page, setting.paper)
    made.write()
    return _same_bytes(made.document, page.day or _NO_DAY)


def _opened(model: Path | None) -> Any:
    """An empty document: of the office's model, or with zi's own styles."""
    if model is None:
        made = Document()
        _own_styles(made)
        return made
    try:
        made = Document(str(model))
    except Exception as error:  # whatever python-docx, lxml or zipfile make of a file that is no document
        raise Refusal(f"{model} tidak terbaca sebagai dokumen Word (.docx); simpan ulang, atau pindahkan.") from error
    body = made.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    _missing_styles(made)
    return made


def _own_styles(made: Any) -> None:
    """Bookman Old Style in black, Indonesian, in place of Word's blue headings in the fonts of a theme."""
    defaults = made.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(_element("lang", val="id-ID", eastAsia="id-ID", bidi="ar-SA"))
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Header", "Footer"):
        _set_font(made.styles[name])
    normal = made.styles["Normal"]
    normal.font.size = Pt(12)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.15
    _heading(made.styles["Heading 1"], 12, before=12, after=12)
    made.styles["Heading 1"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _heading(made.styles["Heading 2"], 12, before=12, after=6)
    _missing_styles(made)
    for part in made.part.package.iter_parts():
        if str(part.partname) == "/word/fontTable.xml":
            part._blob = part.blob.replace(b"</w:fonts>", _FALLBACK)


def _missing_styles(made: Any) -> None:
    """The styles of a table's cells, unless the office has its own of these names."""
    known = {style.name for style in made.styles}
    for name, bold, keep in (("Sel Tabel", False, False), ("Kepala Tabel", True, True), ("Kelompok Tabel", True, True)):
        if name in known:
            continue
        style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = made.styles["Normal"]
        style.font.size, style.font.bold = Pt(10), bold
        style.paragraph_format.line_spacing = 1.0
        style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.keep_with_next = keep
    for name, size in (("Heading 1", 12), ("Heading 2", 12)):
        if name not in known:
            style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = made.styles["Normal"]
            _heading(style, size, after=6)


def _set_font(style: Any) -> None:
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):  # a theme's attributes would win over a name
        properties.remove(old)
    properties.insert(0, _element("rFonts", ascii=_FONT, hAnsi=_FONT, cs=_FONT, eastAsia=_FONT))
    style.font.color.rgb = RGBColor(0, 0, 0)


def _heading(style: Any, size: int, before: int = 0, after: int = 0) -> None:
    style.font.size, style.font.bold = Pt(size), True
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.keep_with_next = True


class _Writer:
    """One document being written: what is said goes below what was said before."""

    def __init__(self, document: Any, page: Page, paper: str) -> None:
        self.document = document
        self._page = page
        self._paper = _PAPER[paper]
        self._section = document.sections[0]
        self._named = {page.title, *(each.text for each in _sentences(page) if each.role is Role.TITLE)}
        """What is printed as a title already, and need not be said above its table again."""

    def write(self) -> None:
        """The whole page."""
        properties = self.document.core_properties
        properties.title, properties.author = visible(self._page.title), visible(self._page.author)
        properties.last_modified_by, properties.comments, properties.language = properties.author, "", "id-ID"
        roles = [each.role for each in _sentences(self._page)]
        upright = Role.ANNEX in roles and roles[0] is not Role.ANNEX
        self._set_paper(across=not upright and self._page.wide)
        self._numbers()
        if Role.TITLE not in roles:
            self._paragraph(Sentence(self._page.title, role=Role.TITLE))
        before: object = None
        body = self._page.blocks
        for at, each in enumerate(body):
            if isinstance(each, Sentence):
                self._sentence(each, before)
            else:
                self._table(tabular(each), signed=at + 1 < len(body) and _signs(body[at + 1]))
            before = each

    def _set_paper(self, *, across: bool) -> None:
        short, long = self._paper
        section = self._section
        section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (Mm(long), Mm(short)) if across else (Mm(short), Mm(long))
        top, right, bottom, left = _ACROSS if across else _UPRIGHT
        section.top_margin, section.right_margin = Mm(top), Mm(right)
        section.bottom_margin, section.left_margin = Mm(bottom), Mm(left)
        section.header_distance = Mm(10)

    def _numbers(self) -> None:
        """`- 2 -` at the head of every page of the section but its first; an office's own page head stays."""
        header = self._section.header
        if not header.is_linked_to_previous and any(each.text.strip() for each in header.paragraphs):
            return
        self._section.different_first_page_header_footer = True
        header.is_linked_to_previous = False
        self._section.first_page_header.is_linked_to_previous = False
        paragraph = header.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run("- ")
        for piece in (_element("fldChar", fldCharType="begin"), _instruction(" PAGE ")):
            paragraph.add_run()._r.append(piece)
        paragraph.add_run()._r.append(_element("fldChar", fldCharType="separate"))
        paragraph.add_run("2")
        paragraph.add_run()._r.append(_element("fldChar", fldCharType="end"))
        paragraph.add_run(" -")

    def _sentence(self, said: Sentence, before: object) -> None:
        begins = before is not None and not (isinstance(before, Sentence) and before.role is Role.ANNEX)
        if said.role is Role.ANNEX and begins:
            self._section = self.document.add_section(WD_SECTION.NEW_PAGE)
            self._set_paper(across=True)
            self._numbers()
        self._paragraph(said)

    def _paragraph(self, said: Sentence) -> None:
        """One paragraph, laid out by its role."""
        style = {Role.TITLE: "Heading 1", Role.HEADING: "Heading 2"}.get(said.role, "Normal")
        paragraph = self.document.add_paragraph(style=style)
        lead = [*said.lead] if said.role is Role.ITEM else []
        if lead:
            paragraph.add_run(visible(f"{lead[0]}\t:\t" if lead[0] else "\t\t") + (f"{lead[1]}\t" if lead[1] else ""))
        bold = said.role is Role.LETTERHEAD
        for text, italic in pieces(Cell(said.text, said.italic)):
            run = paragraph.add_run("\n".join(map(visible, text.split("\n"))))
            run.italic, run.bold = italic or None, bold or None
            if said.tone in _COLOURS:
                run.font.color.rgb = RGBColor.from_string(_COLOURS[said.tone])
        self._lay_out(paragraph, said)

    def _lay_out(self, paragraph: Any, said: Sentence) -> None:
        form = paragraph.paragraph_format
        width = self._section.page_width - self._section.left_margin - self._section.right_margin
        match said.role:
            case Role.LETTERHEAD | Role.CENTERED:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                form.space_before = form.space_after = Pt(12)
            case Role.RIGHT:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            case Role.ITEM:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
                form.left_indent = Mm(42 if said.lead[1] else 34)
                form.first_line_indent = -form.left_indent
                form.space_after = Pt(6)
                for stop in (30, 34, 42):
                    form.tab_stops.add_tab_stop(Mm(stop))
            case Role.ANNEX:
                form.left_indent = int(width * 0.6)
            case Role.SIGNATURE | Role.COPY:
                form.left_indent = int(width * 0.55) if said.role is Role.SIGNATURE else 0
                form.space_before = Pt(12)
                form.keep_together = True
                form.keep_with_next = said is not self._page.blocks[-1]
            case Role.PLAIN:
                form.space_before = form.space_after = Pt(6)
            case _:
                pass

    def _table(self, table: Table, *, signed: bool) -> None:
        if table.title and table.title not in self._named:
            self._paragraph(Sentence(table.title, role=Role.HEADING))
        section = self._section
        room = (section.page_width - section.left_margin - section.right_margin) // _TWIP
        body = self.document.element.body
        body.insert(len(body) - 1, _Grid(table, room).element(signed=signed))


class _Grid:
    """One table as Word has it, built by hand: python-docx lays the whole table out anew at every cell."""

    def __init__(self, table: Table, room: int) -> None:
        self._table = table
        self._widths = _widths(table, room)

    def element(self, *, signed: bool) -> Any:
        """The table; `signed`: its last row stays with the signatures below, that these are never alone on a page."""
        table = self._table
        made = _element("tbl")
        made.append(self._properties())
        grid = _element("tblGrid")
        grid.extend(_element("gridCol", w=width) for width in self._widths)
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
        made = _element("tblPr")
        made.append(_element("tblStyle", val="TableGrid"))
        made.append(_element("tblW", w=sum(self._widths), type="dxa"))
        borders = _element("tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            borders.append(_element(side, val="single", sz=4, space=0, color="808080"))
        made.append(borders)
        made.append(_element("tblLayout", type="fixed"))
        margins = _element("tblCellMar")
        for side, width in (("top", 40), ("left", 85), ("bottom", 40), ("right", 85)):
            margins.append(_element(side, w=width, type="dxa"))
        made.append(margins)
        flags = {"firstRow": 1, "lastRow": 0, "firstColumn": 0, "lastColumn": 0, "noHBand": 0, "noVBand": 1}
        made.append(_element("tblLook", val="0420", **flags))
        made.append(_element("tblCaption", val=visible(self._table.title or "Tabel")))
        columns = ", ".join(" ".join(visible(each.title).split()) for each in self._table.columns if each.title)
        made.append(_element("tblDescription", val=f"Kolom: {columns}. Baris judul terulang di tiap halaman."))
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


def _signs(block: Block) -> bool:
    return isinstance(block, Sentence) and block.role in (Role.SIGNATURE, Role.COPY)


def _sentences(page: Page) -> list[Sentence]:
    return [each for each in page.blocks if isinstance(each, Sentence)]


def _widths(table: Table, room: int) -> list[int]:
    """The columns' widths in twips: those that are never broken as wide as their longest text, the rest by share."""
    least = [_least(table, at) if column.unbroken else 0 for at, column in enumerate(table.columns)]
    if sum(least) > room * 2 // 3:  # no room for words beside them: then they are broken
        least = [0] * len(least)
    shares = sum(column.width for column, wide in zip(table.columns, least, strict=True) if not wide)
    left = room - sum(least)
    return [wide or left * column.width // max(1, shares) for column, wide in zip(table.columns, least, strict=True)]


def _least(table: Table, at: int) -> int:
    """How wide a column must be for no text of it, and no word of its heading, to be broken."""
    cells = [cell for line in table.grid() for cell in (line[at],) if cell is not None and cell.colspan == 1]
    longest = max((len(part) for cell in cells for part in cell.text.split("\n")), default=1)
    word = max(map(len, table.columns[at].title.split()), default=1)
    return round(max(longest * _LETTER, word * _CAPITAL) * _TWIPS_A_MILLIMETRE) + 2 * _PADDING


def _row(cells: Sequence[Any], *, head: bool = False) -> Any:
    made = _element("tr")
    properties = _element("trPr")
    properties.append(_element("cantSplit"))
    if head:
        properties.append(_element("tblHeader"))
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
    made = _element("tc")
    properties = _element("tcPr")
    properties.append(_element("tcW", w=width, type="dxa"))
    if span > 1:
        properties.append(_element("gridSpan", val=span))
    if merge:
        properties.append(_element("vMerge", val=merge))
    if shade:
        properties.append(_element("shd", val="clear", color="auto", fill=shade))
    properties.append(_element("vAlign", val="center" if middle else "top"))
    made.append(properties)
    paragraph = _element("p")
    form = _element("pPr")
    form.append(_element("pStyle", val=style))
    if keep:
        form.append(_element("keepNext"))
    if align:
        form.append(_element("jc", val=align))
    paragraph.append(form)
    for text, italic in pieces(cell):
        paragraph.append(_run(text, cell, italic=italic))
    made.append(paragraph)
    return made


def _run(text: str, cell: Cell, *, italic: bool) -> Any:
    made = _element("r")
    properties = _element("rPr")
    if cell.tone is Tone.BAD:
        properties.append(_element("b"))
    if italic:
        properties.append(_element("i"))
    if cell.tone in _COLOURS:
        properties.append(_element("color", val=_COLOURS[cell.tone]))
    if len(properties):
        made.append(properties)
    for at, line in enumerate(text.split("\n")):
        if at:
            made.append(_element("br"))
        words = OxmlElement("w:t")
        words.text = visible(line)
        words.set(qn("xml:space"), "preserve")
        made.append(words)
    return made


def _instruction(text: str) -> Any:
    made = OxmlElement("w:instrText")
    made.set(qn("xml:space"), "preserve")
    made.text = text
    return made


def _element(tag: str, **attributes: object) -> Any:
    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def _same_bytes(made: Any, day: date) -> bytes:
    """The document's bytes, without the clock's: its own dates, and those of the parts in the archive."""
    properties = made.core_properties
    properties.created = properties.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a day of the plan
    properties.revision = 1
    raw, out = io.BytesIO(), io.BytesIO()
    made.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            new.writestr(info, old.read(name))
    return out.getvalue()
