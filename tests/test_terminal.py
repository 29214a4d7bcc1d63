"""Pages on a terminal: as wide as it is, wrapped between words, and as cards where it is narrower than its tables."""

import re
from datetime import date
from pathlib import Path

import pytest

from tests.galeri import TULIS
from zi_cli.lke.cakupan import cakupan, putusan
from zi_cli.lke.poin import bobot
from zi_cli.lke.regulasi import in_force, lembar
from zi_cli.plan.progress import capaian
from zi_cli.plan.workspace import Home
from zi_cli.plans import load
from zi_cli.render import terminal
from zi_cli.tables import Page, Sentence, Table
from zi_cli.views.plan import rows, status
from zi_cli.views.sheet import cakupan as views_cakupan

GOLDEN = Path(__file__).parent / "golden"
HARI = date(2025, 11, 15)
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def halaman(jambi: Path) -> dict[str, Page]:
    terbaca = load(Home.of(jambi))
    standing, worth = capaian(terbaca.model, HARI), bobot(terbaca, in_force())
    table = rows.daftar(standing, worth, standing.indikator)
    return {
        "status": status.status(standing, worth, segera=60),
        "list": Page(table.title, (Table("", table.columns, table.rows),)),
        "show": rows.rincian(standing, worth, standing.indikator[13]),
        "coverage": views_cakupan.cakupan(putusan(cakupan(terbaca.model, lembar(in_force())))),
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
