"""Facts for other programs: they add up to what zi says itself, for zi and for an engine that knows nothing of it."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import REPO

duckdb = pytest.importorskip("duckdb")
Zi = Callable[..., tuple[int, str, str]]
PAGE = (REPO / "docs" / "fakta.md").read_text(encoding="utf-8")
WHEN = ("--on", "2025-11-15")
PRIVATE = ("Petugas Rahasia", "contoh.go.id", "catatan rahasia")


@pytest.fixture
def offices(jambi: Path, zi: Zi) -> Path:
    """Two offices, one with evidence, claims, a review and answers, one as it began; the folder of their facts."""
    other = jambi.parents[1] / "kpu-lain-2025"
    shutil.copytree(jambi.parent, other)
    mine = ("--plan", "jambi")
    by = ("--by", "Petugas Rahasia", "--note", "catatan rahasia")
    for args in (
        ["mark", "1.i.a", "--link", "https://contoh.go.id/sk", "--date", "2025-08-20", *by],
        ["mark", "1.i.b", "--date", "2025-09-02", *by],
        ["mark", "2.ii.b", "--period", "Oktober", "--link", "https://contoh.go.id/x", "--date", "2025-11-03", *by],
        ["review", "1.i.a", "--result", "sesuai", "--date", "2025-10-05", *by],
        ["answer", "B.I.a", "3.60"],
        ["answer", "1.i.b", "A", "--note", "catatan rahasia"],
    ):
        code, _, err = zi(*args, *mine)
        assert code == 0, err
    assert zi("export", "fakta", "-o", "fakta", *WHEN)[0] == 0
    return Path("fakta")


def test_no_name_note_or_link_leaves_the_office(offices: Path) -> None:
    texts = [each.read_text(encoding="utf-8") for each in offices.iterdir()]
    assert len(texts) == 2
    assert not [word for word in PRIVATE for text in texts if word in text]
    for line in "".join(texts).splitlines():
        assert {"versi", "rencana", "satker", "tahun", "commit", "per_tanggal", "jenis"} < json.loads(line).keys()


def test_every_key_is_told(offices: Path) -> None:
    keys = {key for each in offices.iterdir() for line in each.read_text().splitlines() for key in json.loads(line)}
    assert [each for each in sorted(keys) if f"`{each}`" not in PAGE] == []


def test_zi_adds_them_up_to_what_it_says_of_the_plans(offices: Path, zi: Zi) -> None:
    ours = zi("status", *WHEN)[1].splitlines()
    assert zi("status", *map(str, sorted(offices.iterdir())))[1].splitlines() == ours
    assert zi("export", "fakta", "-o", "semua.jsonl", *WHEN)[0] == 0
    assert zi("status", "semua.jsonl")[1].splitlines() == ours
    assert zi("export", "fakta", *WHEN)[1] == Path("semua.jsonl").read_text(encoding="utf-8")


def _read(figure: float) -> str:
    return f"{figure:.2f}".replace(".", ",")


@pytest.mark.usefixtures("offices")
def test_duckdb_adds_them_up_to_the_same(zi: Zi) -> None:
    rows, scores, unread = _asked_of_duckdb()
    said = [line.split("\t") for line in zi("status", *WHEN)[1].splitlines() if "\t" in line]
    head, lines = said[0], {each[0]: each for each in said[1:-1]}
    assert {each[0] for each in rows} == lines.keys()
    for id_, satker, total, done, late, shown, earned, most in rows:
        line = dict(zip(head, lines[id_], strict=True))
        assert line["SATKER"] == satker
        assert line["SELESAI"] == f"{done}/{total}"
        assert (line["TERLAMBAT"], line["BERBUKTI"]) == (str(late), str(shown))
        assert (line["POIN"], line["DARI"]) == (_read(earned), _read(most))
    ((id_, _, points, passed, gates),) = scores
    line = dict(zip(head, lines[id_], strict=True))
    assert (line["NILAI"], line["AMBANG"]) == (_read(points), f"{passed}/{gates}")
    assert unread == []


def _asked_of_duckdb() -> list[list[tuple[Any, ...]]]:
    """What the page's questions are answered with, word for word."""
    return [duckdb.sql(each).fetchall() for each in re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)]


def test_duckdb_sees_answers_that_come_late_in_a_long_file_and_plans_that_cannot_be_read(
    offices: Path, jambi: Path, zi: Zi
) -> None:
    """DuckDB takes its columns from the first 20,480 records, unless it is told to look at all."""
    before = (offices / "kpu-lain-2025.jsonl").read_text(encoding="utf-8")
    many = "".join(before.replace("kpu-lain-2025", f"kpu-{at:03}-2025") for at in range(200))
    answered = (offices / "kpu-kota-jambi-2025.jsonl").read_text(encoding="utf-8")
    shutil.rmtree(offices)
    jambi.write_text("versi: [", encoding="utf-8")
    assert zi("export", "fakta", "-o", "fakta", "--plan", "jambi", *WHEN)[0] == 1
    (offices / "semua.jsonl").write_text(many + answered.replace("kpu-kota-jambi-2025", "x"), encoding="utf-8")
    rows, scores, unread = _asked_of_duckdb()
    assert (len(rows), [each[0] for each in scores]) == (201, ["x"])
    assert unread == [("kpu-kota-jambi-2025", "rencana", 1)]


@pytest.mark.parametrize(
    "change",
    [
        lambda _: "",
        lambda _: "{",
        lambda _: "[]",
        lambda _: '"x"',
        lambda _: "[" * 100_000,
        lambda _: '{"versi": 1}',
        lambda text: text.replace('"versi":1', '"versi":2', 1),
        lambda text: text[: len(text) // 2],
        lambda text: text.partition("\n")[2],
        lambda text: text.replace("\n", " "),
        lambda text: re.sub(r'"poin":[0-9.]+', '"poin":1e999', text, count=1),
        lambda text: re.sub(r'"poin":[0-9.]+', '"poin":NaN', text, count=1),
        lambda text: text.replace('"satker":"KPU Kota Jambi"', '"satker":null'),
        lambda text: text.replace('"keadaan_baris":"berjalan"', '"keadaan_baris":"segera"', 1),
        lambda text: re.sub(r'"per_tanggal":"[^"]*"', '"per_tanggal":"kemarin"', text),
    ],
)
def test_a_file_that_holds_no_facts_is_a_line_of_its_own(offices: Path, change: Callable[[str], str], zi: Zi) -> None:
    """One of 552 files did not arrive whole: the country's picture says so, and shows all others."""
    first, second = sorted(offices.iterdir())
    first.write_text(change(first.read_text(encoding="utf-8")), encoding="utf-8")
    code, out, err = zi("status", str(first), str(second))
    assert (code, "kpu-kota-jambi-2025.jsonl bukan berkas dari zi export fakta" in err) == (1, True)
    lines = [line.split("\t") for line in out.splitlines() if "\t" in line]
    assert [each[0] for each in lines[1:]] == ["kpu-kota-jambi-2025.jsonl", "kpu-lain-2025", "Seluruhnya"]
    assert "bukan berkas dari zi export fakta" in lines[1][1]
    assert "1 tidak terbaca" in out
    assert (zi("status", "tiada.jsonl", str(second))[0]) == 2


def test_a_plan_that_cannot_be_read_leaves_the_office_as_such(offices: Path, jambi: Path, zi: Zi) -> None:
    """Who adds up the country sees that an office is missing, and yesterday's file does not stand for it."""
    jambi.write_text("versi: [", encoding="utf-8")
    code, _, err = zi("export", "fakta", "-o", "fakta", *WHEN)
    assert (code, "2 berkas ditulis" in err) == (1, True)
    code, out, _ = zi("status", *map(str, sorted(offices.iterdir())))
    assert (code, out.splitlines()) == (1, zi("status", *WHEN)[1].splitlines())
    (told,) = map(json.loads, (offices / "kpu-kota-jambi-2025.jsonl").read_text(encoding="utf-8").splitlines())
    assert (told["jenis"], told["galat"], told["satker"]) == ("tidak_terbaca", 1, None)


def test_a_folder_and_a_pattern_stand_for_their_files(offices: Path, zi: Zi) -> None:
    """Windows hands the pattern of the page over as it is typed."""
    ours = zi("status", *WHEN)[1].splitlines()
    for named in ("fakta/*.jsonl", "fakta", str(offices.absolute() / "*.jsonl")):
        code, out, err = zi("status", named)
        assert (code, out.splitlines(), err) == (0, ours, "")
    code, _, err = zi("status", "tiada/*.jsonl")
    assert (code, "tiada/*.jsonl: tidak ada" in err) == (2, True)


def test_days_one_below_the_other_are_not_added_up(offices: Path, zi: Zi) -> None:
    """A job may append to one file each night, and run twice in one."""
    ours = zi("status", *WHEN)[1].splitlines()
    whole = b"".join(each.read_bytes() for each in sorted(offices.iterdir()))
    assert zi("export", "fakta", "-o", "kemarin.jsonl", "--on", "2025-10-01")[0] == 0
    Path("semua.jsonl").write_bytes(b"\xef\xbb\xbf" + Path("kemarin.jsonl").read_bytes() + whole + whole)
    code, out, err = zi("status", "semua.jsonl")
    assert (code, out.splitlines()) == (0, ours)
    assert "lebih dari sekali" in err
    first = _asked_of_duckdb()
    shutil.copy("semua.jsonl", offices / "semua.jsonl")
    assert _asked_of_duckdb() == first


def test_plans_of_two_offices_that_bear_one_name_both_count(offices: Path, zi: Zi) -> None:
    first, second = sorted(offices.iterdir())
    text = second.read_text(encoding="utf-8").replace("kpu-lain-2025", "kpu-kota-jambi-2025")
    second.write_text(text.replace("KPU Kota Jambi", "KPU Kota Lain"), encoding="utf-8")
    code, out, err = zi("status", str(first), str(second))
    assert (code, "2 rencana" in out) == (0, True)
    assert all(each in out for each in ("KPU Kota Jambi", "KPU Kota Lain"))
    assert "dihitung di masing-masing" in err


def test_answers_that_cannot_be_read_keep_no_deadline_back(jambi: Path, zi: Zi) -> None:
    shutil.copytree(jambi.parent, jambi.parent.with_name("lain-2025"))
    jambi.with_name("lke.yaml").mkdir()
    code, _, err = zi("export", "fakta", "-o", "fakta.jsonl")
    assert (code, "lke.yaml:1:1: galat: berkas ini bukan berkas biasa" in err) == (1, True)
    told = {json.loads(line)["rencana"] for line in Path("fakta.jsonl").read_text(encoding="utf-8").splitlines()}
    assert told == {"kpu-kota-jambi-2025", "lain-2025"}
    lines_, err = zi("status", "fakta.jsonl")[1:]
    assert lines_.splitlines() == zi("status")[1].splitlines()
    assert "Jawaban LKE tidak terbaca: di kpu-kota-jambi-2025; lihat zi check." in err
    assert [line.split("\t")[-2] for line in lines_.splitlines()[2:6]] == ["NILAI", "galat", "-", ""]
