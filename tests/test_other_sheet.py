"""Another regulation's sheet is a file: five areas, gates on other things, an index to ten. Every command serves it."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from zi_cli.lke import regulasi
from zi_cli.lke.lembar import Lembar
from zi_cli.plan.model import Predikat
from zi_cli.text.reading import read

Zi = Callable[..., tuple[int, str, str]]
GATES = {"total": "70", "A.I.2": "3.00", "B.I": "9.5"}


def other_sheet(tree: Any) -> Any:
    """The sheet in force without its last area, with its gates elsewhere and another scale of indices."""
    for half in tree["pengungkit"]:
        half["bobot"] = str(sum(float(area["bobot"]) for area in half["area"][:5]))
        half["area"] = half["area"][:5]
    ranks = [each | {"pilihan": ["Baik", "Cukup", "Kurang"]} for each in tree["prasyarat"] if "pilihan" in each]
    wanted = [each | {"syarat": {"WBK": "Cukup"}} for each in ranks]
    named = {"id": "lima-area", "peraturan": "Permen PANRB 1/2031", "berlaku": "2031", "indeks": "10"}
    return tree | named | {"ambang": {"WBK": GATES}, "prasyarat": wanted}


@pytest.fixture
def five(jambi: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The Jambi plan's answers, where a sheet of five areas is known beside the one in force."""
    folder = tmp_path / "data"
    shutil.copytree(regulasi.DATA, folder)
    tree = yaml.load((folder / "lke-permen-90-2021.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    text = yaml.safe_dump(other_sheet(tree), allow_unicode=True, sort_keys=False)
    (folder / "lke-lima-area.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(regulasi, "DATA", folder)
    jambi.with_name("lke.yaml").write_text(
        "versi: 1\nlembar: lima-area\nprasyarat: {sakip_internal: Cukup}\nsatker:\n  1.i.a: Ya\n  B.I.a: '7.50'\n",
        encoding="utf-8",
    )
    return jambi.with_name("lke.yaml")


def test_it_is_a_sheet_by_all_that_a_sheet_must_be(five: Path) -> None:
    sheet = read(Lembar, regulasi.berkas("lima-area")).model
    assert [*sheet.areas] == [1, 2, 3, 4, 5]
    assert [each.of for each in sheet.gates(Predikat.WBK)] == [*GATES]
    assert sheet.gates(Predikat.WBBM) == ()


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize(
    "args",
    [
        ["status"],
        ["status", "--format", "json"],
        ["list"],
        ["show", "6.i.a"],
        ["check"],
        ["coverage"],
        ["coverage", "--all", "--format", "json"],
        ["coverage", "--format", "csv"],
        ["lke"],
        ["lke", "B.I.a"],
        ["lke", "R5"],
        ["score"],
        ["score", "--format", "json"],
        ["score", "--predikat", "WBBM"],
        ["score", "--next", "3"],
        ["score", "--what-if", "B.I.a=9.00"],
        ["score", "--compare", "satker,tpi", "--format", "json"],
        ["score", "--explain"],
        ["answer", "B.I.a", "8.25"],
        ["answer", "1.i.b", "A", "--layer", "tpi", "--dry-run"],
        ["render", "lampiran"],
        ["render", "keputusan", "--format", "html"],
        ["render", "lke", "--format", "html"],
        ["bundle", "-o", "kantong.zip"],
        ["verify"],
        ["log"],
        ["mark", "6.i.a", "--by", "Ani"],
    ],
    ids=" ".join,
)
def test_every_command_serves_it(args: list[str], zi: Zi) -> None:
    code, _, err = zi(*args)
    assert code == 0, err
    assert "kesalahan zi sendiri" not in err


@pytest.mark.usefixtures("five")
def test_what_it_asks_is_what_is_told(zi: Zi) -> None:
    score = zi("score")[1]
    assert "13,38 dari 90 (pengungkit" in score
    assert "Penataan Tatalaksana\t3,00\t0,00\tbelum\t3,00 poin" in score
    assert "Nilai SAKIP dari evaluator internal\tCukup\tCukup\t[x] terpenuhi" in score
    coverage = zi("coverage")[1]
    assert "KURANG DARI" not in coverage
    assert "\n6 " not in coverage
    assert "6.i.a" in zi("coverage")[1].split("Tidak ada di LKE")[1], "rows of an area that it has not"
    assert "bukan pertanyaan LKE (Permen PANRB 1/2031)" in zi("check")[1]
    code, _, err = zi("answer", "B.I.a", "10.5")
    assert (code, "indeks 0 sampai 10." in err) == (2, True)


def test_without_its_name_the_plan_goes_by_the_sheet_in_force_in_its_year(five: Path, zi: Zi) -> None:
    five.write_text(five.read_text().replace("lembar: lima-area\n", "").replace("Cukup", "BB").replace("7.50", "3.50"))
    assert "dari 100 (pengungkit" in zi("score")[1]
    plan = five.with_name("rencana.yaml")
    plan.write_text(plan.read_text(encoding="utf-8").replace("tahun: 2025", "tahun: 2031"), encoding="utf-8")
    code, _, err = zi("score")
    assert (code, "prasyarat-salah" in err) == (1, True), "BB is no rank of that sheet"


def test_a_name_that_no_sheet_has_is_told_with_the_nearest(five: Path, zi: Zi) -> None:
    five.write_text(five.read_text().replace("lima-area", "lima-aera"))
    code, out, _ = zi("check")
    assert code == 1
    assert 'lembar "lima-aera" tidak dikenal; maksudnya "lima-area"?' in out
