"""Pages as Word documents: real styles, heads that repeat, rows that stay whole. The one room that knows python-docx.

Paper is F4 (215 × 330 mm) or A4, across where a table is wide or an annex begins. Word wants the children of an element
in the order of its schema: what is built here by hand keeps it, and a test looks. The same page gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
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
from zi_cli.render.docx_grid import COLOURS, WordGrid, element
from zi_cli.render.visible import visible
from zi_cli.tables import Block, Cell, Page, Role, Sentence, Table, pieces, tabular

if TYPE_CHECKING:
    from zi_cli.render.media import Printed, Setting

_FONT = "Bookman Old Style"
_FALLBACK = (
    b'<w:font w:name="Bookman Old Style"><w:altName w:val="URW Bookman"/>'
    b'<w:panose1 w:val="02050604050505020204"/><w:charset w:val="00"/><w:family w:val="roman"/>'
    b'<w:pitch w:val="variable"/></w:font></w:fonts>'
)
"""What a computer without Bookman Old Style takes instead; the font itself may not be embedded."""
_PAPER = {"f4": (215, 330), "a4": (210, 297)}
_UPRIGHT, _ACROSS = (25, 22, 20, 25), (20, 20, 15, 25)
"""Margins in mm: top, right, bottom, left."""
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
    defaults.append(element("lang", val="id-ID", eastAsia="id-ID", bidi="ar-SA"))
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
    for old in properties.findall(qn("w:rFonts")):  # a theme's font would be used before the named one
        properties.remove(old)
    properties.insert(0, element("rFonts", ascii=_FONT, hAnsi=_FONT, cs=_FONT, eastAsia=_FONT))
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
        """Titles that are printed already, and are not repeated above their tables."""

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
        for piece in (element("fldChar", fldCharType="begin"), _instruction(" PAGE ")):
            paragraph.add_run()._r.append(piece)
        paragraph.add_run()._r.append(element("fldChar", fldCharType="separate"))
        paragraph.add_run("2")
        paragraph.add_run()._r.append(element("fldChar", fldCharType="end"))
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
            if said.tone in COLOURS:
                run.font.color.rgb = RGBColor.from_string(COLOURS[said.tone])
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
        body.insert(len(body) - 1, WordGrid(table, room).table(signed=signed))


def _signs(block: Block) -> bool:
    return isinstance(block, Sentence) and block.role in (Role.SIGNATURE, Role.COPY)


def _sentences(page: Page) -> list[Sentence]:
    return [each for each in page.blocks if isinstance(each, Sentence)]


def _instruction(text: str) -> Any:
    made = OxmlElement("w:instrText")
    made.set(qn("xml:space"), "preserve")
    made.text = text
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
