"""The printed table says what the decree says, and any text survives the way it is printed."""

import csv
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from zi_cli.render import html, markdown
from zi_cli.render.visible import visible
from zi_cli.tables import Cell, Column, Table, decree_text, row

Zi = Callable[..., tuple[int, str, str]]
DECREE = Path(__file__).parent / "data" / "lampiran-jambi.tsv"


def cell_text(inline: Token) -> str:
    """What a reader sees of a cell."""
    parts = []
    for each in inline.children or []:
        if each.type in ("text", "code_inline"):
            parts.append(each.content)
        elif each.type == "html_inline" and each.content == "<br>":
            parts.append("\n")
    return "".join(parts)


def parsed(text: str) -> list[list[str]]:
    """The rows of the GFM table in a Markdown text, heading first."""
    rows: list[list[str]] = []
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(text):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and rows and token.level > 2:
            rows[-1].append(cell_text(token))
    return rows


def fold(text: str) -> str:
    return " ".join(text.split())


def test_the_markdown_reads_back_as_the_decrees_87_rows(jambi: Path, zi: Zi) -> None:
    with DECREE.open(encoding="utf-8") as stream:
        decree = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    heading, numbers, *body = parsed(zi("render", "lampiran")[1])
    assert heading == ["NO", "KOMPONEN", "INDIKATOR", "LANGKAH AKSI", "BUKTI FISIK", "TARGET WAKTU"]
    assert numbers == ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"]
    areas = [line[0] for line in body if not any(line[1:])]
    rows = [line for line in body if any(line[1:])]
    assert [area.split()[0] for area in areas] == list("123456")
    assert len(rows) == len(decree) == 87
    named = ["", ""]
    for printed, meant in zip(rows, decree, strict=True):
        if printed[1]:
            named = printed[:2]
        assert named == [meant["nomor"], meant["komponen"]]
        columns = ("uraian", "langkah_aksi", "bukti_fisik", "target_waktu")
        wanted = [fold(meant[key].replace("\\n", "\n").replace("*", "").rstrip(";")) for key in columns]
        assert [fold(cell) for cell in printed[2:]] == wanted, meant["kode"]


marks = st.text(st.sampled_from("\\`*_[]()!|~#<>&:;\n ab1"), max_size=8)
words = marks | st.text(st.characters(exclude_categories=("Cs", "Cc")))


@given(st.lists(words, min_size=1, max_size=4))
def test_any_text_reads_back_from_a_markdown_cell(texts: list[str]) -> None:
    columns = tuple(Column(f"K{at}") for at, _ in enumerate(texts))
    (_, cells) = parsed(markdown.draw(Table("", columns, (row(*map(Cell, texts)),))) + "\n")
    assert [fold(cell) for cell in cells] == [fold(visible(text)) for text in texts]


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"))))
def test_any_text_reads_back_from_an_html_cell_and_opens_no_element(text: str) -> None:
    seen: list[str] = []
    tags: list[str] = []

    class Reader(HTMLParser):
        def handle_data(self, data: str) -> None:
            seen.append(data)

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.append(tag)

    Reader().feed(str(html.inline(Cell(text))))
    assert ("".join(seen), tags) == (visible(text), [])


def test_italics_of_the_decree() -> None:
    cell = decree_text("Unit Kerja melakukan *Training Need Analysis* Untuk 2 * 3 * 4")
    assert cell.text == "Unit Kerja melakukan Training Need Analysis Untuk 2 * 3 * 4"
    assert str(html.inline(cell)).count("<em>") == 1
    assert markdown.inline(cell) == r"Unit Kerja melakukan *Training Need Analysis* Untuk 2 \* 3 \* 4"


def test_progress_adds_state_and_day(jambi: Path, zi: Zi) -> None:
    zi("mark", "1.i.a", "--date", "2025-08-20", "--by", "Ani")
    heading, numbers, _, first, *_ = parsed(zi("render", "lampiran", "--progress", "--on", "2025-10-15")[1])
    assert heading[6:] == ["KODE", "KEADAAN", "TERKUMPUL"]
    assert numbers[6:] == ["(7)", "(8)", "(9)"]
    assert first[6:] == ["1.i.a", "selesai", "20 Agustus 2025"]


def test_with_its_standing_a_row_names_the_document_that_is_missing(jambi: Path, zi: Zi) -> None:
    zi("mark", "1.iv.d", "--bukti", "LHKPN", "--date", "2025-10-02")
    out = zi("render", "lampiran", "--progress", "--on", "2025-10-15")[1]
    row = next(each for each in parsed(out) if "1.iv.d" in each)
    assert row[-1].startswith("LHKPN dan LHKASN: 2 Oktober 2025")
    assert row[-1].endswith("Pakta Integritas seluruh Anggota dan Sekretariat KPU Kota Jambi: belum ada")
    assert "Per 15 Oktober 2025: 0 dari 87 indikator selesai" in out


def test_rendering_is_deterministic(jambi: Path, zi: Zi) -> None:
    for form in ("md", "html"):
        assert zi("render", "keputusan", "--format", form)[1] == zi("render", "keputusan", "--format", form)[1]


def test_a_numeral_prints_as_it_is_written(jambi: Path, zi: Zi) -> None:
    text = jambi.read_text(encoding="utf-8")
    jambi.write_text(text.replace("- nomor: ii\n", "- nomor: II.\n", 1).replace("- nomor: d ", "- nomor: 4) "))
    assert zi("check")[0] == 0
    named = [line[0] for line in parsed(zi("render", "lampiran")[1])]
    assert {"II.", "4)"} <= set(named)
