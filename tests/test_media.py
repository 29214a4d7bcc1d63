"""One printed thing: every medium draws every page, and the medium is the one that is asked for."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from zi_cli.render.media import MEDIA, PAGES, Medium, Printed, Setting, chosen
from zi_cli.reports import REPORTS
from zi_cli.tables import (
    Agenda,
    Bar,
    Bars,
    Cell,
    Column,
    Curve,
    Due,
    Look,
    Page,
    Part,
    Role,
    Sentence,
    Series,
    Table,
    Tone,
    row,
)

Zi = Callable[..., tuple[int, str, str]]

DAY = date(2025, 10, 15)
TABLE = Table("Orang", (Column("NAMA"), Column("JUMLAH", align="right")), (row("Ani", "3"), row("<Budi>", "=4")))
PAGE = Page(
    "Segala isi",
    (
        Sentence("Kalimat & pembuka", Tone.GOOD),
        Sentence("Nama bagian", role=Role.HEADING),
        Sentence("bahwa", role=Role.ITEM, lead=("Menimbang", "a.")),
        TABLE,
        Table("Angka", (Column("TERLAMBAT"),), (row("7"),), Look.FIGURES),
        Table("Peta", (Column("KODE"), Column("AGT")), (row("1.i.a", Cell("!", tone=Tone.BAD)),), Look.MAP),
        Curve(
            "Kurva", "Naik.", (Series("ada", ((date(2025, 8, 1), Fraction(0)), (DAY, Fraction(5)))),), Fraction(9), DAY
        ),
        Bars(
            "Batang", "Satu.", (Part("ada"),), (Bar("Area 1", (Fraction(1, 3),), Fraction(4), Fraction(2)),), "ambang"
        ),
        Agenda("Tenggat", (Due("a", DAY, "SK Tim"),), DAY),
    ),
    day=DAY,
)
WORDS = ("Ani", "Budi", "SK Tim", "0.33", "1.i.a")
"""A word of each block, in every medium that draws pages."""


def words(raw: bytes) -> str:
    """What stands in the bytes of a medium; those of Word and Excel are an archive."""
    if not raw.startswith(b"PK"):
        return raw.decode()
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))


@pytest.mark.parametrize("medium", [each for each in PAGES if each.name != "pdf"], ids=lambda each: each.name)
def test_every_medium_draws_every_block(medium: Medium) -> None:
    raw = medium.draw(Printed(lambda: PAGE), Setting())
    text = words(raw)
    for word in WORDS:
        assert word in text.replace("0,33", "0.33")
    assert medium.draw(Printed(lambda: PAGE), Setting()) == raw


def test_a_page_in_html_needs_no_network_and_is_said_in_words() -> None:
    text = chosen("html", None, MEDIA, "").draw(Printed(lambda: PAGE), Setting()).decode()
    assert re.search(r'(?:src|href)="(?!#)', text) is None
    assert "&lt;Budi&gt;" in text
    ids = re.findall(r'\bid="([^"]*)"', text)
    assert len(ids) == len(set(ids))
    for named in re.findall(r'aria-labelledby="([^"]*)"', text):
        assert set(named.split()) <= set(ids)
    assert text.count('<svg class="lebar"') == text.count('<svg class="sempit"') == 2


PRINTING = [
    ("status",),
    ("list",),
    ("show", "1.i.a"),
    ("coverage",),
    ("score",),
    ("lke",),
    ("check",),
    ("explain",),
    ("verify",),
    *(("render", name) for name in REPORTS),
]


@pytest.mark.parametrize("args", PRINTING, ids=" ".join)
def test_a_file_is_of_the_medium_its_name_ends_in(jambi: Path, zi: Zi, args: tuple[str, ...]) -> None:
    code, out, _ = zi(*args, "-o", "hasil.HTML")
    assert (code, out) == (0, "")
    assert Path("hasil.HTML").read_bytes().startswith(b"<!doctype html>")
    assert zi(*args, "-o", "hasil.html")[0] == 0
    assert Path("hasil.html").read_bytes() == Path("hasil.HTML").read_bytes()
    for name in ("lke.qqq", "tanpa-akhiran"):
        code, out, err = zi(*args, "-o", name)
        assert (code, out, Path(name).exists()) == (2, "", False)
        assert ".html" in err


@pytest.mark.parametrize("args", [("status",), ("render", "lampiran"), ("list",)], ids=" ".join)
def test_a_medium_has_one_word_and_its_other_name(jambi: Path, zi: Zi, args: tuple[str, ...]) -> None:
    assert zi(*args, "--format", "md") == zi(*args, "--format", "markdown")
    assert zi(*args, "--format", "md", "-o", "hasil")[0] == 0, "a word says it where the name does not"
    assert Path("hasil").read_text(encoding="utf-8") == zi(*args, "--format", "md")[1]
    code, _, err = zi(*args, "--format", "md", "-o", "hasil.html")
    assert (code, "tidak sama" in err) == (2, True)


def test_json_goes_to_a_file_too(jambi: Path, zi: Zi) -> None:
    assert zi("status", "--on", "2025-10-15", "-o", "keadaan.json")[0] == 0
    assert json.loads(Path("keadaan.json").read_bytes())["per_tanggal"] == "2025-10-15"
    code, _, err = zi("render", "lampiran", "-o", "lampiran.json")
    assert code == 2
    assert "json" in err


def test_who_is_responsible_for_what(jambi: Path, zi: Zi) -> None:
    text = jambi.read_text(encoding="utf-8")
    text = text.replace(
        "            target_waktu: Agustus\n",
        "            target_waktu: Agustus\n            penanggung_jawab: Rina\n",
        2,
    )
    jambi.write_text(text, encoding="utf-8")
    code, out, _ = zi("render", "tanggung-jawab", "--on", "2025-10-15")
    assert code == 0
    assert "2 dari 87 baris sudah mempunyai penanggung jawab" in out
    assert "| Rina | 2 | 0 | 2 | - |" in out


def test_a_csv_that_an_indonesian_excel_opens_by_a_double_click(jambi: Path, zi: Zi) -> None:
    assert zi("list", "--on", "2025-10-15", "--format", "csv-id", "-o", "daftar.csv")[0] == 0
    raw = Path("daftar.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfKODE;KEADAAN;TENGGAT;POIN;")
    first = raw.decode("utf-8-sig").splitlines()[1].split(";")
    assert first[:4] == ["1.i.a", "terlambat", "2025-08-31", "0,25"], "codes and dates are no figures"
    plain = zi("list", "--on", "2025-10-15", "--format", "csv")[1]
    assert plain.startswith("KODE,KEADAAN,TENGGAT,POIN,")
    assert "1.i.a,terlambat,2025-08-31,0.25," in plain
