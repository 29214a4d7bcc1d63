"""Facts for other programs: they add up to what zi says itself, for zi and for an engine that knows nothing of it."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

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
    rows, scores = (duckdb.sql(each).fetchall() for each in re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL))
    said = [line.split("\t") for line in zi("status", *WHEN)[1].splitlines() if "\t" in line]
    head, lines = said[0], {each[0]: each for each in said[1:-1]}
    assert {each[0] for each in rows} == lines.keys()
    for id_, total, done, late, shown, earned, most in rows:
        line = dict(zip(head, lines[id_], strict=True))
        assert line["SELESAI"] == f"{done}/{total}"
        assert (line["TERLAMBAT"], line["BERBUKTI"]) == (str(late), str(shown))
        assert (line["POIN"], line["DARI"]) == (_read(earned), _read(most))
    ((id_, points, passed, gates),) = scores
    line = dict(zip(head, lines[id_], strict=True))
    assert (line["NILAI"], line["AMBANG"]) == (_read(points), f"{passed}/{gates}")


@pytest.mark.parametrize("text", ["{", '{"versi": 2, "rencana": "x"}', "[]", '{"versi": 1}'])
def test_a_file_that_holds_no_facts_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, zi: Zi
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.jsonl").write_text(text, encoding="utf-8")
    code, _, err = zi("status", "x.jsonl")
    assert (code, "bukan berkas dari zi export fakta" in err) == (2, True)


def test_answers_that_cannot_be_read_keep_no_other_plan_back(jambi: Path, zi: Zi) -> None:
    shutil.copytree(jambi.parent, jambi.parent.with_name("lain-2025"))
    jambi.with_name("lke.yaml").mkdir()
    code, _, err = zi("export", "fakta", "-o", "fakta.jsonl")
    assert (code, "lke.yaml:1:1: galat: berkas ini bukan berkas biasa" in err) == (1, True)
    told = {json.loads(line)["rencana"] for line in Path("fakta.jsonl").read_text(encoding="utf-8").splitlines()}
    assert told == {"lain-2025"}
