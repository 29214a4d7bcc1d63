"""The dashboard: small, without a network, the same figures as everywhere else; the province's page tells of nobody."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from zi_cli.plan.progress import capaian
from zi_cli.plan.workspace import Home
from zi_cli.plans import load
from zi_cli.views.plan.kurva import curve

Zi = Callable[..., tuple[int, str, str]]


@pytest.fixture
def marked(jambi: Path, zi: Zi) -> Path:
    """Evidence, a claim, reviews of both kinds, people, notes and links."""
    text = jambi.read_text(encoding="utf-8")
    line = "            target_waktu: Agustus\n"
    jambi.write_text(text.replace(line, f"{line}            penanggung_jawab: Rina Wati\n"), encoding="utf-8")
    link = ("--link", "https://rahasia.contoh/sk", "--by", "Budi", "--note", "catatan pribadi")
    for args in (
        ("mark", "1.i.a", "--date", "2025-08-20", *link),
        ("mark", "1.i.b", "--date", "2025-08-25", "--by", "Budi"),
        ("mark", "5.v.a", "--all", "--date", "2025-09-20", *link),
        ("mark", "6.i.a", "--date", "2025-09-25", *link),
        ("review", "5.v.a", "--result", "sesuai", "--by", "Auditor Satu", "--date", "2025-10-01"),
        (
            "review",
            "6.i.a",
            "--result",
            "perlu-perbaikan",
            "--by",
            "Auditor Dua",
            "--note",
            "belum ttd",
            "--date",
            "2025-10-02",
        ),
        ("answer", "1.i.a", "Ya", "--note", "lihat lemari"),
    ):
        assert zi(*args)[0] == 0
    return jambi


def figures(html: str) -> dict[str, str]:
    """The large figures of the first page, by their names."""
    found = re.findall(r"<div><dt>([^<]*)</dt><dd[^>]*>([^<]*)</dd></div>", html.split('class="kantor"', maxsplit=1)[0])
    return dict(found)


def test_one_office(marked: Path, zi: Zi) -> None:
    assert zi("render", "dasbor", "-o", "dasbor.html", "--on", "2025-10-15")[0] == 0
    raw = Path("dasbor.html").read_bytes()
    html = raw.decode()
    assert len(raw) < 300_000
    assert re.search(r'(?:src|href)="(?!#)|url\(', html) is None
    assert "prefers-color-scheme: dark" in html
    assert html.count('<svg class="lebar"') == 2
    shown = figures(html)
    assert (shown["terkumpul"], shown["hanya ditandai"], shown["diperiksa sesuai"]) == ("3", "1", "2")
    counts = json.loads(zi("status", "--on", "2025-10-15", "--format", "json")[1])["rencana"][0]["ringkasan"]
    assert (shown["baris selesai"], shown["baris terlambat"]) == (str(counts["selesai"]), str(counts["terlambat"]))
    assert "Rina Wati" not in html.split("Semua baris")[0] or "PENANGGUNG JAWAB" in html
    assert html.count("<tr") > 87 * 2, "the map and the list have every row"


def test_what_has_changed_since_the_last_meeting(marked: Path, zi: Zi) -> None:
    out = zi("render", "dasbor", "--format", "md", "--on", "2025-10-15", "--since", "2025-09-01")[1]
    assert "Sejak 1 September 2025: bukti terkumpul 1 menjadi 3, baris selesai 2 menjadi 3" in out
    assert "| Baris terlambat | 1 | 4 | +3 |" in out


def test_the_curve_plans_evenly_and_ends_where_the_deadlines_do(marked: Path) -> None:
    drawn = curve(capaian(load(Home.of(marked)).model, date(2025, 10, 15)))
    assert drawn is not None
    planned, due, *_, verified = drawn.series
    values = [value for _, value in planned.points]
    assert values == sorted(values)
    assert planned.points[-1][1] == due.points[-1][1] == drawn.most == 111
    half = dict(planned.points)[date(2025, 10, 15)]
    assert dict(due.points)[date(2025, 10, 15)] < half < 111, "the cliff is not the plan"
    assert dict(verified.points)[date(2025, 10, 15)] == 2
    assert all(day <= date(2025, 10, 15) for day, _ in verified.points)


@pytest.mark.parametrize("offices", [2, 21])
def test_the_provinces_page_tells_of_nobody(marked: Path, zi: Zi, offices: int) -> None:
    for at in range(2, offices + 1):
        shutil.copytree(marked.parent, marked.parent.parent / f"kantor-{at}-2025")
    assert zi("render", "dasbor", "-o", "dasbor.html", "--on", "2025-10-15")[0] == 0
    html = Path("dasbor.html").read_text(encoding="utf-8")
    for word in ("Rina", "Budi", "Auditor", "rahasia", "catatan pribadi", "belum ttd", "lemari"):
        assert word not in html
    assert html.count('class="kantor"') == (offices if offices <= 20 else 0)
    assert figures(html)["terlambat"] == str(offices * 4)
    assert "kurang" in html, "gates missed, and by how little"
    ids = re.findall(r'\bid="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    assert all(target in ids for target in re.findall(r'href="#([^"]*)"', html))


def test_an_office_whose_plan_is_broken_hides_no_other(marked: Path, zi: Zi) -> None:
    other = marked.parent.parent / "rusak-2025"
    shutil.copytree(marked.parent, other)
    broken = (other / "rencana.yaml").read_text(encoding="utf-8").replace("zona_waktu: WIB", "zona_waktu: GMT")
    (other / "rencana.yaml").write_text(broken, encoding="utf-8")
    code, _, err = zi("render", "dasbor", "-o", "dasbor.html", "--on", "2025-10-15")
    assert (code, Path("dasbor.html").exists()) == (1, True)
    assert "GMT" in err
    html = Path("dasbor.html").read_text(encoding="utf-8")
    assert "rusak-2025" in html
    assert "tidak terbaca: 1 galat" in html
    assert "Pada 1 dari 2 kantor" in html
    assert zi("render", "dasbor", "-o", "satu.html", "--plan", "kpu-kota-jambi-2025")[0] == 0


def test_wrong_answers_take_no_office_from_the_page(marked: Path, zi: Zi) -> None:
    """What is wrong with them is told, and what its plan comes to counts all the same, as in `zi status`."""
    other = marked.parent.parent / "keliru-2025"
    shutil.copytree(marked.parent, other)
    (other / "lke.yaml").write_text("versi: 1\nsatker:\n  9.z: Ya\n", encoding="utf-8")
    code, _, err = zi("render", "dasbor", "-o", "dasbor.html", "--on", "2025-10-15")
    assert (code, "keliru-2025/lke.yaml:3:3: galat" in err) == (1, True)
    html = Path("dasbor.html").read_text(encoding="utf-8")
    assert "jawaban LKE tidak terbaca: 1 galat" in html
    assert figures(html)["terlambat"] == "8"


def test_two_plans_of_one_office_and_year_have_each_their_own_page(marked: Path, zi: Zi) -> None:
    other = marked.parent.parent / "perubahan-2025"
    other.mkdir()
    text = marked.read_text(encoding="utf-8")
    (other / "rencana.yaml").write_text(text[: text.index("\n  - nomor: 2\n") + 1], encoding="utf-8")
    assert zi("render", "dasbor", "-o", "dasbor.html", "--on", "2025-10-15")[0] == 0
    html = Path("dasbor.html").read_text(encoding="utf-8")
    front, *pages = html.split('class="kantor"')
    links = re.findall(r'href="#[^"]*">([^<]*)</a>', front)
    assert links == ["KPU Kota Jambi 2025 (kpu-kota-jambi-2025)", "KPU Kota Jambi 2025 (perubahan-2025)"]
    assert ["6.v.a" in each for each in pages] == [True, False]


@pytest.mark.parametrize("form", ["md", "docx", "xlsx", "csv", "table"])
def test_its_numbers_are_tables_elsewhere(marked: Path, zi: Zi, form: str) -> None:
    assert zi("render", "dasbor", "--format", form, "-o", "dasbor")[0] == 0
