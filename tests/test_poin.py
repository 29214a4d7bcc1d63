"""What rows are worth on a day, and that what is remembered of it is what would be worked out."""

import csv
import json
import os
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from zi_cli.lke.cakupan import cakupan
from zi_cli.lke.poin import bobot
from zi_cli.lke.regulasi import in_force, lembar
from zi_cli.plan.workspace import Home
from zi_cli.plans import load

Zi = Callable[..., tuple[int, str, str]]


def remembered() -> Path:
    (found,) = Path(os.environ["XDG_CACHE_HOME"], "zi").glob("*.poin")
    return found


def test_what_is_remembered_is_what_is_worked_out(jambi: Path) -> None:
    parsed = load(Home.of(jambi))
    first = bobot(parsed, in_force())
    assert remembered().exists()
    assert bobot(parsed, in_force()) == first
    assert first.baris == {
        str(kode): shares for kode, shares in cakupan(parsed.model, lembar(in_force())).bagian.items()
    }
    assert first.area == {1: 8, 2: 7, 3: 10, 4: 10, 5: 15, 6: 10}


@pytest.mark.parametrize(
    "spoil", [lambda raw: raw[:-20], lambda raw: raw + b"x", lambda raw: b"", lambda raw: raw[40:]]
)
def test_what_is_torn_is_worked_out_again(jambi: Path, spoil: Callable[[bytes], bytes]) -> None:
    parsed = load(Home.of(jambi))
    first = bobot(parsed, in_force())
    remembered().write_bytes(spoil(remembered().read_bytes()))
    assert bobot(parsed, in_force()) == first


def test_another_text_is_worth_something_else(jambi: Path) -> None:
    before = bobot(load(Home.of(jambi)), in_force())
    text = jambi.read_text(encoding="utf-8")
    dokumen = "- dokumen: Hasil pengukuran kinerja semester\n"
    assert dokumen in text
    jambi.write_text(text.replace(dokumen, f"{dokumen}                frekuensi: bulanan\n"), encoding="utf-8")
    after = bobot(load(Home.of(jambi)), in_force())
    assert before.baris["3.iv.c"] == (Fraction(1, 2), Fraction(1, 4))
    assert after.baris["3.iv.c"] == (Fraction(1, 2), Fraction(1, 2))


def test_points_are_won_by_evidence_and_put_at_stake_by_lateness(jambi: Path, zi: Zi) -> None:
    zi("mark", "1.i.a", "--date", "2025-08-20", "--by", "Ani", "--place", "papan pengumuman")
    said = json.loads(zi("status", "--on", "2025-10-15", "--format", "json")[1])["rencana"][0]
    assert said["poin"] == {"maksimum": 60.0, "dapat": 27.3367, "diperoleh": 0.25, "ditandai": 0.0, "terancam": 2.0083}
    assert said["area"][0]["poin"] == {
        "maksimum": 8.0,
        "dapat": 3.8333,
        "diperoleh": 0.25,
        "ditandai": 0.0,
        "terancam": 0.9583,
    }
    rows = {each["kode"]: each["poin"] for each in said["indikator"]}
    assert rows["1.i.a"] == {"maksimum": 0.25, "dapat": 0.25, "diperoleh": 0.25, "ditandai": 0.0, "terancam": 0.0}
    assert rows["1.i.b"]["terancam"] == 0.25
    assert rows["6.iii.a"] == {"maksimum": 0.3333, "dapat": 0.0, "diperoleh": 0.0, "ditandai": 0.0, "terancam": 0.0}
    listed = json.loads(zi("list", "--on", "2025-10-15", "--format", "json")[1])["rencana"][0]["indikator"]
    assert {each["kode"]: each["poin"] for each in listed} == rows
    shown = json.loads(zi("show", "1.i.b", "--on", "2025-10-15", "--format", "json")[1])["rencana"][0]["indikator"]
    assert shown[0]["poin"] == rows["1.i.b"]


@pytest.mark.usefixtures("jambi")
def test_rows_in_order_of_what_they_bring(zi: Zi) -> None:
    rows = [line.split("\t") for line in zi("list", "--sort", "points", "--on", "2025-10-15")[1].splitlines()[3:]]
    points = [Fraction(row[3].replace(",", ".")) for row in rows]
    assert points == sorted(points, reverse=True)
    assert len(points) == 87
    for_programs = zi("list", "--sort", "deadline", "--on", "2025-10-15", "--format", "csv")[1].splitlines()
    days = [each["TENGGAT"] for each in csv.DictReader(for_programs)][:-1]
    assert days == sorted(days)
    late = zi("status", "--sort", "points", "--on", "2025-10-15")[1].partition("Terlambat (7)\n")[2].splitlines()
    assert [line.split("\t")[0] for line in late[1:8]] == [
        "2.ii.b",
        "1.iv.b",
        "1.iii.b",
        "5.v.a",
        "1.i.a",
        "1.i.b",
        "6.i.a",
    ]
    code, _, err = zi("list", "--sort", "poin")
    assert code == 2
    assert "points, deadline" in err
