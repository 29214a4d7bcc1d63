"""Word documents: what Word is strict about, what a reader of the screen needs, and the office's own look."""

import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Mm

from tests.test_media import PAGE
from zi_cli.render.docx import document
from zi_cli.render.media import Printed, Setting
from zi_cli.tables import Cell, Column, Page, Row, Sentence, Table

Zi = Callable[..., tuple[int, str, str]]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ORDER = {
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
    "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr "
    "shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE "
    "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
    "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr "
    "sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
    "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd "
    "fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
}
"""The order that the schema wants of these elements' children (ECMA-376, part 1, 17); Word opens no other."""


def parts(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def drawn(page: Page) -> bytes:
    return document(Printed(lambda: page), Setting())


@pytest.mark.parametrize("name", ["keputusan", "lampiran", "lke"])
def test_what_word_and_a_screen_reader_want(jambi: Path, zi: Zi, name: str) -> None:
    assert zi("render", name, "-o", "a.docx")[0] == 0
    raw = Path("a.docx").read_bytes()
    wrong = [
        (part, element.tag)
        for part, text in parts(raw).items()
        if part.startswith("word/") and part.endswith(".xml")
        for element in ET.fromstring(text).iter()
        if (kind := element.tag.removeprefix(W)) in ORDER
        for places in [[ORDER[kind].split().index(child.tag.removeprefix(W)) for child in element]]
        if places != sorted(places)
    ]
    assert wrong == []
    text = parts(raw)["word/document.xml"].decode()
    tables = text.count("<w:tbl>")
    assert tables
    assert text.count("<w:tblHeader") == tables * (2 if name != "lke" else 1)
    assert text.count("<w:cantSplit") == text.count("<w:tr>")
    assert text.count("<w:tblCaption") == text.count("<w:tblDescription") == tables
    assert 'w:val="id-ID"' in parts(raw)["word/styles.xml"].decode()
    assert zi("render", name, "-o", "b.docx")[0] == 0
    assert Path("b.docx").read_bytes() == raw


def test_the_decree_stands_upright_and_its_lampiran_across(jambi: Path, zi: Zi) -> None:
    assert zi("render", "keputusan", "-o", "a.docx")[0] == 0
    made = Document("a.docx")
    assert [each.orientation for each in made.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    sizes = [(round(each.page_width or 0, -3), round(each.page_height or 0, -3)) for each in made.sections]
    assert sizes == [(Mm(215), Mm(330)), (Mm(330), Mm(215))]
    (table,) = made.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[1] == ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"]
    assert len([row for row in rows[2:] if len(set(row)) > 1]) == 87
    assert any(run.italic for cell in table._cells for each in cell.paragraphs for run in each.runs)
    words = "\n".join(each.text for each in made.paragraphs)
    for said in (
        "SALINAN",
        "Menimbang\t:\ta.\tbahwa",
        "\t\tb.\tbahwa",
        "MEMUTUSKAN:",
        "KESATU\t:\t",
        "Ditetapkan di Jambi",
    ):
        assert said in words
    assert zi("render", "keputusan", "--paper", "a4", "-o", "a4.docx")[0] == 0
    assert round(Document("a4.docx").sections[1].page_width or 0, -3) == Mm(297)


def test_every_block_of_a_page_is_there_and_nothing_breaks_the_file() -> None:
    page = Page(
        "Kendali \x07\x1b[31m & <b>",
        (
            *PAGE.body,
            Sentence("satu\ndua\x00"),
            Table(
                "",
                (Column("A"), Column("B"), Column("C")),
                (Row((Cell("lebar", colspan=2, rowspan=2), Cell("1"))), Row((Cell("2"),))),
            ),
        ),
    )
    made = Document(io.BytesIO(drawn(page)))
    said = "\n".join(
        [*(each.text for each in made.paragraphs), *(cell.text for table in made.tables for cell in table._cells)]
    )
    for word in ("Ani", "<Budi>", "SK Tim", "0,33", "1.i.a", "\\x1b[31m & <b>", "dua\\x00"):
        assert word in said
    last = made.tables[-1]
    assert [[cell.text for cell in row.cells] for row in last.rows] == [
        ["A", "B", "C"],
        ["lebar", "lebar", "1"],
        ["lebar", "lebar", "2"],
    ]


def test_no_word_of_a_heading_is_broken_where_the_page_has_room() -> None:
    columns = (Column("AREA", width=3), *(Column(each) for each in ("DIRENCANAKAN", "HANYA DITANDAI", "DARI", "POIN")))
    lines = tuple(Row(tuple(Cell(str(at)) for at in range(5))) for _ in range(3))
    table = Document(io.BytesIO(drawn(Page("Satu", (Table("", columns, lines),))))).tables[0]
    widths = [cell.width or Mm(0) for cell in table.rows[0].cells]
    assert widths[0] == max(widths), "what is left goes to the widest"
    for column, width in zip(columns, widths, strict=True):
        assert width >= Mm(2.6) * max(map(len, column.title.split())), column.title


def test_the_office_has_a_look_of_its_own(jambi: Path, zi: Zi) -> None:
    folder = jambi.parents[2] / "templates"
    folder.mkdir()
    model = Document()
    model.styles["Normal"].font.name = "Arial"
    model.sections[0].header.paragraphs[0].text = "KOP KANTOR"
    model.add_paragraph("contoh yang tidak ikut")
    model.save(str(folder / "keputusan.docx"))
    assert zi("render", "lampiran", "-o", "a.docx")[0] == 0
    made = Document("a.docx")
    assert made.styles["Normal"].font.name == "Arial"
    assert made.sections[0].header.paragraphs[0].text == "KOP KANTOR"
    assert "contoh" not in "\n".join(each.text for each in made.paragraphs)
    assert len(made.tables) == 1
    (folder / "keputusan.docx").write_bytes(b"bukan dokumen")
    code, _, err = zi("render", "lampiran", "-o", "b.docx")
    assert (code, Path("b.docx").exists()) == (2, False)
    assert "keputusan.docx tidak terbaca sebagai dokumen Word" in err
    (folder / "keputusan.docx").unlink()
    (folder / "keputusan.docx").symlink_to(Path("a.docx").absolute())
    assert zi("render", "lampiran", "-o", "b.docx")[0] == 2


def test_word_is_not_for_a_screen(jambi: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    code, out, err = zi("render", "lampiran", "--format", "docx")
    assert (code, out) == (2, "")
    assert "-o hasil.docx" in err
