"""The sheet as a workbook: what Excel works out is what zi works out, whatever the settings and the answers."""

import itertools
import os
import random
import shutil
import subprocess
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from zi_cli.lke.jawaban import Jawaban, Lapis, NilaiTengah, Pembulatan, PenyebutNol, PersenArea, Setelan
from zi_cli.lke.lembar import Lembar, Tipe
from zi_cli.lke.regulasi import lembar
from zi_cli.lke.score import skor
from zi_cli.lke.terisi import Terisi
from zi_cli.plan.model import Predikat, Rencana
from zi_cli.render.media import Printed, Setting
from zi_cli.render.xlsx import document
from zi_cli.tables import Page
from zi_cli.text.reading import read
from zi_cli.views.sheet import live_sheet

Zi = Callable[..., tuple[int, str, str]]
KECIL = Path(__file__).parent / "data" / "kecil" / "rencana.yaml"
RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"><value>0</value></prop>
</item>
</oor:items>
"""
"""LibreOffice would else show the values that zi wrote, and compare them with themselves."""


def answers(sheet: Lembar, seed: int) -> dict[str, Jawaban]:
    chance = random.Random(seed)
    found: dict[str, Jawaban] = {}
    for code, butir in sheet.butir.items():
        asked = butir.pertanyaan
        if chance.random() < 0.1:
            continue
        if asked.tipe is Tipe.PERSEN:
            counts = {name: str(chance.choice([0, 1, 3, 7, 10, 12])) for name in asked.isian}
            found[code] = Jawaban(None, counts)
        elif asked.tipe is Tipe.INDEKS:
            found[code] = Jawaban(f"{chance.randint(0, 400) / 100:.2f}")
        else:
            found[code] = Jawaban(chance.choice(list(sheet.pilihan(asked.tipe))))
    return found


def filled(seed: int, setting: Setelan) -> Terisi:
    sheet, plan = lembar("permen-90-2021"), read(Rencana, KECIL).model
    given = answers(sheet, seed)
    score = skor(sheet, setting, given)
    aimed = Predikat.WBK if seed % 2 else Predikat.WBBM
    return Terisi(plan, Lapis.SATKER, aimed, score, given, {}, ())


def written(path: Path, sheet: Terisi) -> None:
    page = Page("LKE", ())
    path.write_bytes(document(Printed(lambda: page, book=lambda: live_sheet.sheets(sheet)), Setting()))


def figures(path: Path) -> tuple[dict[str, Any], list[tuple[Any, ...]]]:
    """The points by code, and the gates, as the file has their values."""
    book = openpyxl.load_workbook(path, data_only=True)
    lines = list(book["LKE"].iter_rows(min_row=2, values_only=True))
    points: dict[str, Any] = {str(line[0] or "total"): line[6] for line in lines if line[6] not in (None, "")}
    return points, [line[:5] for line in book["Ambang"].iter_rows(min_row=2, values_only=True)]


def compare(path: Path, sheet: Terisi) -> None:
    points, gates = figures(path)
    score = sheet.skor
    wanted = {butir.kode: score.poin(butir) for butir in score.lembar.butir.values()}
    wanted |= {area.kode: score.area(area) for area in score.lembar.every_area}
    wanted |= {sub.kode: score.subkomponen(sub) for sub in score.lembar.semua_subkomponen}
    wanted |= {"total": score.total, "A": score.pengungkit, "B": score.hasil}
    for code, value in wanted.items():
        assert points[code] == pytest.approx(float(value), abs=1e-9), code
    assert all(line[4] in ("ya", "tidak") for line in gates)
    assert [line[4] == "ya" for line in gates] == [line[2] - line[1] >= -1e-9 for line in gates]
    assert all(line[4] == "ya" for line in gates) == all(gate.lulus for gate in sheet.gerbang)


SETTINGS = [
    Setelan(nilai_tengah=a, pembulatan=b, penyebut_nol=c, persen_area=d)
    for a, b, c, d in itertools.product(NilaiTengah, Pembulatan, PenyebutNol, PersenArea)
]


@pytest.mark.parametrize("seed", range(len(SETTINGS)))
def test_the_values_that_zi_writes_are_its_own(tmp_path: Path, seed: int) -> None:
    sheet = filled(seed, SETTINGS[seed])
    written(tmp_path / "a.xlsx", sheet)
    compare(tmp_path / "a.xlsx", sheet)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice to work the formulas out")
def test_what_is_worked_out_is_what_zi_works_out(tmp_path: Path) -> None:
    profile = tmp_path / "profil" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(RECALCULATE, encoding="utf-8")
    chosen = SETTINGS if os.environ.get("ZI_PENUH") else SETTINGS[::5]
    sheets = {f"s{seed}.xlsx": filled(100 + seed, setting) for seed, setting in enumerate(chosen)}
    for name, sheet in sheets.items():
        written(tmp_path / name, sheet)
    (tmp_path / "out").mkdir()
    home = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, *(str(tmp_path / name) for name in sheets)], check=True, capture_output=True, timeout=300)
    for name, sheet in sheets.items():
        compare(tmp_path / "out" / name, sheet)


def test_what_is_filled_in_is_open_and_known_again(jambi: Path, zi: Zi) -> None:
    assert zi("render", "lke", "-o", "lke.xlsx")[0] == 0
    book: Any = openpyxl.load_workbook("lke.xlsx")
    sheet = book["LKE"]
    keys = {str(line[10].value): line for line in sheet.iter_rows(min_row=2) if line[10].value}
    assert not keys["1.i.a"][4].protection.locked
    assert keys["1.i.a"][5].protection.locked
    assert keys["1.i.a"][5].value == '=IF(E6="",0,IF(E6="Ya",1,IF(E6="Tidak",0,NA())))'
    assert not keys["R1.i.a:agen_perubahan"][4].protection.locked
    assert [prop.name for prop in book.custom_doc_props.props] == ["zi-isian", "zi-rencana", "zi-lapis"]
    assert book.custom_doc_props["zi-rencana"].value == "kpu-kota-jambi-2025"


def test_a_fraction_is_never_a_decimal() -> None:
    (gates, sheet) = live_sheet.sheets(filled(1, Setelan()))
    formulas = [
        cell.entry.formula for table in (gates, sheet) for row in table.rows for cell in row.cells if cell.entry
    ]
    assert any("(1/3)" in each for each in formulas)
    assert not any("." in part for each in formulas for part in each.replace("{", "}").split("}")[::2])
    assert Fraction(1, 3) in {butir.maksimum for butir in lembar("permen-90-2021").butir.values()}
