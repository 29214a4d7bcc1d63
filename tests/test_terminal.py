"""Pages on a terminal: as wide as it is, wrapped between words, and as cards where it is narrower than its tables."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.galeri import TULIS
from zi_cli.lke.cakupan import cakupan, putusan
from zi_cli.lke.poin import bobot
from zi_cli.lke.regulasi import in_force, lembar
from zi_cli.plan.progress import capaian
from zi_cli.plan.workspace import Home
from zi_cli.plans import load
from zi_cli.render import terminal
from zi_cli.tables import Column, Page, Sentence, Table, row
from zi_cli.views.plan import rows, status
from zi_cli.views.sheet import cakupan as views_cakupan

GOLDEN = Path(__file__).parent / "golden"
HARI = date(2025, 11, 15)
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def halaman(jambi: Path) -> dict[str, Page]:
    parsed = load(Home.of(jambi))
    standing, worth = capaian(parsed.model, HARI), bobot(parsed, in_force())
    table = rows.daftar(standing, worth, standing.indikator)
    return {
        "status": status.status(standing, worth, segera=60),
        "list": Page(table.title, (Table("", table.columns, table.rows),)),
        "show": rows.rincian(standing, worth, standing.indikator[13]),
        "coverage": views_cakupan.cakupan(putusan(cakupan(parsed.model, lembar(in_force())))),
    }


def words(page: Page) -> set[str]:
    texts = [page.title]
    for each in page.body:
        if isinstance(each, Table):
            texts += [cell.text for line in each.grid() for cell in line if cell]
        elif isinstance(each, Sentence):
            texts.append(each.text)
    return {word for text in texts for word in text.split() if len(word) <= 24}


@pytest.mark.parametrize("name", ["status", "list", "show", "coverage"])
@pytest.mark.parametrize("lebar", [36, 60, 80, 100, 120, 160, 200])
def test_no_line_is_too_long_and_no_word_is_cut(jambi: Path, name: str, lebar: int) -> None:
    page = halaman(jambi)[name]
    drawn = ESCAPES.sub("", terminal.page(page, lebar))
    assert max(map(len, drawn.splitlines())) <= lebar
    assert words(page) <= set(drawn.split())


@pytest.mark.parametrize("lebar", [40, 80])
def test_whole_page(jambi: Path, lebar: int) -> None:
    drawn = ESCAPES.sub("", terminal.page(halaman(jambi)["status"], lebar))
    lines = "".join(f"{line.rstrip()}\n" for line in drawn.splitlines())
    golden = GOLDEN / f"status-{lebar}.txt"
    if TULIS:
        golden.write_text(lines, encoding="utf-8")
    assert lines == golden.read_text(encoding="utf-8")


WORD = st.text(alphabet="abcdefgh", min_size=1, max_size=14)


@given(
    st.lists(st.tuples(st.booleans(), st.integers(1, 6), st.integers(0, 3)), min_size=2, max_size=9),
    st.lists(st.lists(st.lists(WORD, min_size=1, max_size=5).map(" ".join), min_size=9, max_size=9), max_size=4),
    st.integers(30, 200),
)
def test_a_table_is_as_wide_as_the_screen_and_says_what_it_left_out(
    shapes: list[tuple[bool, int, int]], lines: list[list[str]], lebar: int
) -> None:
    columns = tuple(
        Column(f"K{at}", unbroken=one, width=width, spare=spare) for at, (one, width, spare) in enumerate(shapes)
    )
    texts = [
        [text.split()[0] if each.unbroken else text for each, text in zip(columns, line, strict=False)]
        for line in lines
    ]
    table = Table("", columns, tuple(row(*each) for each in texts))
    drawn = ESCAPES.sub("", terminal.page(Page("Uji", (table,)), lebar))
    told = re.search(r"Tidak muat di layar ini: (.*?)\.", drawn.replace("\n", " "))
    left = set(told[1].replace(" ", "").split(",")) if told else set()
    assert left <= {each.title for each in columns if each.spare}
    shown = {
        word
        for line in texts
        for each, text in zip(columns, line, strict=True)
        if each.title not in left
        for word in text.split()
    }
    assert shown <= set(drawn.split())
    assert max(map(len, drawn.splitlines())) <= lebar


def test_several_plans_are_a_table_on_a_usual_screen(jambi: Path, layar: Callable[..., str]) -> None:
    for name in ("a", "b"):
        shutil.copytree(jambi.parent, jambi.parent.with_name(f"kpu-{name}-2025"))
    on = ("status", "--on", "2025-11-15")
    narrow, wide = layar(80, *on), layar(200, *on)
    (head,) = (line for line in narrow.splitlines() if "RENCANA " in line)
    assert "TERLAMBAT" in head
    assert "Tidak muat di layar ini: SATKER" in narrow
    assert "Tidak muat" not in wide
    assert max(map(len, narrow.splitlines())) <= 80
