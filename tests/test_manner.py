"""Figures and days in one manner: people's in what people read, programs' in what programs read."""

import csv
import io
import re
import subprocess
import tokenize
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.conftest import REPO
from tests.galeri import CASES
from zi_cli.lke.figures import rounded_to
from zi_cli.render.media import MEDIA, Printed, Setting, chosen
from zi_cli.tables import Cell, Column, Page, Table, row
from zi_cli.views.cells import day_cell, difference, figure, percent

Zi = Callable[..., tuple[int, str, str]]
GOLDEN = Path(__file__).parent / "golden"
COLUMNS = tuple(Column(name) for name in ("NILAI", "SELISIH", "%", "TENGGAT"))


def _drawn(form: str, *cells: Cell) -> bytes:
    table = Table("Satu", COLUMNS, (row(*cells),))
    printed = Printed(page=lambda: Page("Satu", (table,)))
    return chosen(form, None, MEDIA, form).draw(printed, Setting())


@given(
    st.fractions(min_value=-1000, max_value=1000), st.fractions(min_value=0, max_value=1), st.dates(date(1901, 1, 1))
)
def test_one_cell_says_the_same_to_people_to_programs_and_to_a_spreadsheet(
    value: Fraction, share: Fraction, day: date
) -> None:
    cells = (figure(value), difference(value), percent(share, Fraction(1)), day_cell(day))
    shown = [each.text for each in cells]
    assert shown[0] == f"{float(rounded_to(value)):.2f}".replace(".", ",")
    assert shown[3].split()[0] == str(day.day)
    assert shown[3].split()[2] == str(day.year)
    lines = list(csv.reader(io.StringIO(_drawn("csv", *cells).decode())))
    assert lines[1] == [*(each.replace(",", ".") for each in shown[:3]), day.isoformat()]
    local = list(csv.reader(io.StringIO(_drawn("csv-id", *cells).decode("utf-8-sig")), delimiter=";"))
    assert local[1] == [*shown[:3], day.isoformat()]
    held = [
        each.value for each in list(load_workbook(io.BytesIO(_drawn("xlsx", *cells))).worksheets[0].iter_rows())[-1]
    ]
    exact = (rounded_to(value), rounded_to(value), rounded_to(share * 100) / 100)
    assert [round(float(str(each)), 6) for each in held[:3]] == [round(float(each), 6) for each in exact]
    assert str(held[3]) == f"{day.isoformat()} 00:00:00"
    page = _drawn("html", *cells).decode()
    assert f'<time datetime="{day.isoformat()}">{shown[3]}</time>' in page
    assert f">{shown[0]}<" in page


def test_what_is_not_there_is_a_dash_everywhere() -> None:
    cells = (figure(Fraction(1)), difference(Fraction(0)), percent(Fraction(0), Fraction(0)), day_cell(None))
    assert [each.text for each in cells] == ["1,00", "0,00", "-", "-"]
    assert _drawn("csv", *cells).decode().splitlines()[1] == "1.00,0.00,-,-"


FOREIGN = re.compile(
    r"(?<![\w./-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![\w-])|(?<![\w.,/-])[0-9]{1,3}\.[0-9]{1,2}%?(?![\w.,-])"
)
"""A day or a decimal as programs write it, on its own: no part of a code, a version, a name of a file or a link."""
TYPED = re.compile(r"(?:misalnya|seperti|(?:di)?tulis(?:kan)?|--[a-z-]+|menjadi|frekuensi:|tanggal) [\"'(]?$|: $|\"$")
"""What stands before something that is quoted, or that one is told to type."""
CLOCK = re.compile(r"[0-9]{4} [0-9]{1,2}\.[0-9]{2}")


def _foreign(text: str) -> list[str]:
    """What a text for people writes as programs do, with what stands before it."""
    plain = CLOCK.sub("", text)
    return [
        plain[max(0, found.start() - 30) : found.end()]
        for found in FOREIGN.finditer(plain)
        if not TYPED.search(plain[: found.start()])
    ]


def test_the_scan_sees_what_it_looks_for() -> None:
    assert len(_foreign("Nilai 29.17 dari 60, per 2025-08-31, 48.61%.")) == 3
    assert _foreign("1.i.a, versi 0.1.0, Rp1.250, pasal 1.2.a, bukti/2025-08-31.pdf, --on 2025-10-15") == []


PAGES = """
    status --on 2025-10-15 · status --on 2025-10-15 --since 2025-09-01 · list --on 2025-10-15 · show 1.i.a
    coverage --all · lke · lke B.I.a · lke R1.i.a · score · score --next 9 · score --explain
    score --compare satker,tpi · score --what-if B.I.a=3.80,1.i.b=C · diff · check --all · explain · log
    verify · render lampiran --progress · render keputusan · render lke · render lhe --layer tpi
    render monev --period TW3 · render tanggung-jawab · render dasbor --on 2025-10-15
"""


@pytest.mark.usefixtures("jambi")
def test_nothing_that_people_read_is_written_as_programs_do(zi: Zi) -> None:
    subprocess.run(["git", "init", "-q"], check=True)
    commit = ["git", "-c", "user.name=Ani", "-c", "user.email=a@id", "commit", "-qam", "rencana"]
    subprocess.run(["git", "add", "-A"], check=True)
    subprocess.run(commit, check=True)
    for used in (
        ["mark", "1.i.a", "--link", "https://kpu.id/a", "--date", "2025-08-20", "--by", "Rina"],
        ["review", "1.i.a", "--result", "perlu-perbaikan", "--by", "TPI", "--date", "2025-09-01", "--note", "cap"],
        ["answer", "1.i.a=Ya", "B.I.a=3,60"],
        ["answer", "--layer", "tpi", "1.i.a=Tidak", "B.I.a=3.20"],
    ):
        code, out, err = zi(*used)
        assert (code, _foreign(out + err)) == (0, []), used
    subprocess.run(commit, check=True)
    assert zi("mark", "1.i.b", "--date", "2025-08-21")[0] == 0
    found = {}
    for asked in re.split(r"[·\n]", PAGES.strip()):
        out = zi(*asked.split(), "--format", "md")[1]
        assert len(out) > 40, asked
        found[asked] = _foreign(out)
    for kind in ("bukti", "pemeriksaan", "lke"):
        assert zi("form", kind, "-o", f"{kind}.xlsx")[0] == 0
        cells = (each for sheet in load_workbook(f"{kind}.xlsx") for line in sheet.iter_rows() for each in line)
        texts = [each.value for each in cells if isinstance(each.value, str) and each.data_type != "f"]
        assert len(texts) > 15, kind
        found[kind] = [each for text in texts for each in _foreign(text)]
    assert {asked: each for asked, each in found.items() if each} == {}


@pytest.mark.parametrize("name", sorted(each.name for each in (*GOLDEN.iterdir(), *CASES.glob("*.txt"))))
def test_nothing_that_was_once_looked_at_is_either(name: str) -> None:
    for folder in (GOLDEN, CASES):
        if name.endswith((".txt", ".md")) and (folder / name).is_file():
            said = re.sub(r"^ +\|.*$", "", (folder / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
            assert _foreign(said) == []


SAID_OTHERWISE = {
    r"sebut (?=[a-z\"«-])": "sebutkan",
    r"tulis (?=[a-z\"«-])": "tuliskan",
    r"(?:pakai|taruh) (?=[a-z\"«-])": "gunakan, letakkan",
    r"butuh": "memerlukan, mensyaratkan",
    r"dulu": "dahulu",
    r"kantong(?:nya)?(?! plastik)": "paket",
    r"obatnya": "cara membetulkannya",
    r"kalau": "jika, bila",
    r"(?:ter|di|me)layani (?:rencana|pertanyaan)": "terjawab oleh, menjawab",
    r"di-[a-z]+": "dicatat di git, dan sebagainya",
    r"bila keputusan mencetaknya begitu": "bila memang tercetak demikian dalam keputusan",
}
"""What sentences of many hands said in several ways, and the one way it is said in."""
KEYS = {"kalau"}
"""Keys of JSON, which stay."""


def _sentences() -> Iterator[tuple[str, str]]:
    """What the program and the office's pages say, each with where it stands."""
    for path in sorted((REPO / "src").rglob("*.py")):
        with path.open("rb") as source:
            for token in tokenize.tokenize(source.readline):
                if token.type == tokenize.STRING and token.string.strip("fr\"'") not in KEYS:
                    yield f"{path.name}:{token.start[0]}", token.string
    for path in (REPO / "docs" / "panduan.md", REPO / "docs" / "pemeriksaan.md", *sorted(GOLDEN.glob("*.txt"))):
        yield from ((f"{path.name}:{at}", line) for at, line in enumerate(path.read_text("utf-8").splitlines(), 1))


def test_one_thing_is_said_in_one_way() -> None:
    otherwise = re.compile(rf"(?<![\w-])(?<!hak )(?:{'|'.join(SAID_OTHERWISE)})(?![\w-])", re.IGNORECASE)
    found = [(at, said[0]) for at, text in _sentences() for said in otherwise.finditer(text)]
    assert found == []
