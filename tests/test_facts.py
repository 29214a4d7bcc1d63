"""Several plans, from facts: what is kept says of every day what the plan says, and is never more than a help."""

import gc
import json
import os
import shutil
import sys
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import JAMBI
from zi_cli import plans
from zi_cli.lke.facts import NEAR, Facts, read, written_facts
from zi_cli.plan.hari import ZonaWaktu, hari_ini
from zi_cli.plan.pemenuhan import KeadaanBukti
from zi_cli.plan.progress import Keadaan, capaian, tally
from zi_cli.plan.workspace import Home
from zi_cli.plans.facts import recalled, work_out
from zi_cli.text.document import Document

Zi = Callable[..., tuple[int, str, str]]
DAYS = [date(2025, 1, 1) + timedelta(days=each) for each in range(0, 500, 3)]
WHEN = ("--on", "2025-11-15")


@pytest.fixture
def marked(jambi: Path, zi: Zi) -> Path:
    """The Jambi plan with marks, reviews of both kinds, answers, and a row with a fault."""
    for args in (
        ["mark", "1.i.a", "--link", "https://contoh.go.id/sk", "--date", "2025-08-20", "--by", "Ani"],
        [
            "mark",
            "2.ii.b",
            "--period",
            "Oktober",
            "--link",
            "https://contoh.go.id/x",
            "--date",
            "2025-11-03",
            "--by",
            "A",
        ],
        ["mark", "1.i.b", "--date", "2025-09-02", "--by", "Ani"],
        ["review", "1.i.a", "--result", "perlu-perbaikan", "--note", "ttd", "--date", "2025-09-10", "--by", "TPI"],
        ["mark", "1.i.a", "--link", "https://contoh.go.id/sk2", "--date", "2025-10-01", "--by", "Ani"],
        ["review", "1.i.a", "--result", "sesuai", "--date", "2025-10-05", "--by", "TPI"],
        ["answer", "B.I.a", "3.60"],
        ["answer", "1.i.b", "A"],
        ["answer", "R4.i.a", "sasaran=9", "sasaran_tercapai_100=7", "--layer", "tpi"],
    ):
        code, _, err = zi(*args)
        assert code == 0, err
    text = jambi.read_text(encoding="utf-8")
    jambi.write_text("target_waktu: Agustos".join(text.rsplit("target_waktu: Agustus", 1)), encoding="utf-8")
    return jambi


def facts_of(plan: Path) -> Facts:
    found = work_out(Home.of(plan))
    assert isinstance(found, Facts)
    return found


def test_the_facts_say_of_every_day_what_the_plan_says(marked: Path) -> None:
    found, parsed = facts_of(marked), plans.load(Home.of(marked))
    worth = plans.worth(Home.of(marked), parsed)
    for day in DAYS:
        whole, line = capaian(parsed.model, day), found.on(day)
        states, documents = tally(whole.baris), whole.bukti
        assert {each: line.counts[each.value] for each in Keadaan} == {each: states[each] for each in Keadaan}
        assert {each: line.counts[f"dokumen_{each.value}"] for each in KeadaanBukti} == {
            each: documents[each] for each in KeadaanBukti
        }
        points = worth.total(whole.indikator)
        assert (line.counts["diperoleh"], line.counts["terancam"]) == (points.diperoleh, points.terancam)
        assert line.counts["segera"] == len(whole.segera(NEAR))
        assert line.rows == len(whole.baris)
    assert found.on(DAYS[-1]).counts["bergalat"] == 1
    assert found.attainable == sum((reach for _, reach in worth.baris.values()), Fraction(0))
    assert read(written_facts(found)) == found


def test_what_is_remembered_is_what_is_worked_out_until_a_byte_changes(marked: Path) -> None:
    home = Home.of(marked)
    found = facts_of(marked)
    assert recalled(home) == found
    assert recalled(Home(home.id, home.path, trusting=False)) is None
    for file in (home.path, home.answers):
        before = file.read_bytes()
        file.write_bytes(before + b"# satu\n")
        assert recalled(home) is None
        file.write_bytes(before)
    assert recalled(home) == found


@pytest.mark.parametrize("harm", ["gone", "torn", "another's text", "not facts", "open to others"])
def test_facts_that_are_harmed_are_worked_out_again(marked: Path, harm: str, zi: Zi) -> None:
    twin(marked, "kpu-lain-2025")
    before = zi("status", *WHEN)
    kept = list(Path(os.environ["XDG_CACHE_HOME"], "zi").glob("*.fakta"))
    assert len(kept) == 2
    for each in kept:
        raw = each.read_bytes()
        match harm:
            case "gone":
                each.unlink()
            case "torn":
                each.write_bytes(raw[: len(raw) // 2])
            case "another's text":
                each.write_bytes(raw.replace(b"KPU", b"KPX"))
            case "not facts":
                each.write_bytes(raw.partition(b"\n")[0] + b"\n[]")
            case _:
                each.chmod(0o666)
    assert zi("status", *WHEN) == before
    assert not any(each.name.endswith(".fakta") for each in marked.parents[2].rglob("*"))


def twin(plan: Path, name: str) -> Path:
    folder = plan.parents[1] / name
    shutil.copytree(plan.parent, folder)
    return folder / plan.name


def test_several_plans_have_a_line_each_and_a_sum(marked: Path, zi: Zi) -> None:
    other = twin(marked, "kpu-lain-2025")
    other.write_text(other.read_text(encoding="utf-8").replace("Agustos", "Agustus"), encoding="utf-8")
    twin(marked, "rusak-2025").write_text("versi: [", encoding="utf-8")
    code, out, err = zi("status", "--since", "2025-08-31", *WHEN)
    assert code == 1
    rows = [line.split("\t") for line in out.splitlines() if "\t" in line]
    head, *lines = rows
    assert [each[0] for each in lines] == ["rusak-2025", "kpu-kota-jambi-2025", "kpu-lain-2025", "Seluruhnya"]
    assert lines[0][1].startswith("tidak terbaca: 1 galat")
    first, second, total = lines[1:]
    for name in ("TERLAMBAT", "BERGALAT", "BERBUKTI", "SESUAI"):
        at = head.index(name)
        assert int(total[at]) == int(first[at]) + int(second[at])
    assert first[head.index("NILAI")] == "16,00"
    assert first[head.index("BERGALAT")] == "1"
    assert "1 baris bergalat tidak ikut dihitung: di kpu-kota-jambi-2025" in err
    found = json.loads(zi("status", "--format", "json", *WHEN)[1])
    assert [each["id"] for each in found["rencana"]] == ["kpu-kota-jambi-2025", "kpu-lain-2025"]
    alone = json.loads(zi("status", "--plan", "lain", "--format", "json", *WHEN)[1])
    assert found["rencana"][1] == alone["rencana"][0]
    assert found["per_tanggal"] == alone["per_tanggal"] == "2025-11-15"
    assert zi("status", "--state", "bergalat", *WHEN)[1].count("kpu-") == 1
    said = 'zi: "kpu" cocok dengan 2 rencana; sebutkan lebih lengkap'
    assert zi("status", "--plan", "kpu", *WHEN)[2].startswith(said)


def test_offices_in_folders_of_their_own_are_one_table(marked: Path, tmp_path: Path, zi: Zi) -> None:
    other = tmp_path / "lain"
    shutil.copytree(marked.parents[1], other / "plans")
    (other / "plans" / marked.parent.name).rename(other / "plans" / "kpu-lain-2025")
    out = zi("status", ".", "lain", *WHEN)[1]
    assert [line.split("\t")[0] for line in out.splitlines()][3:5] == ["kpu-kota-jambi-2025", "kpu-lain-2025"]
    code, _, err = zi("status", "tiada", *WHEN)
    assert (code, "tiada bukan folder" in err) == (2, True)


def test_a_program_is_given_the_order_that_people_see_and_what_files_of_facts_say(marked: Path, zi: Zi) -> None:
    late = twin(marked, "a-2025")
    late.write_text(late.read_text(encoding="utf-8").replace("Oktober", "Agustus"), encoding="utf-8")
    twin(marked, "z-2025").write_text(JAMBI.read_text(encoding="utf-8"), encoding="utf-8")
    assert zi("export", "fakta", "-o", "f.jsonl", *WHEN)[0] == 0
    for sort in ("deadline", "points", "evidence", "name"):
        args = ("--sort", sort, "--format")
        seen = [line.split(",")[0] for line in zi("status", *WHEN, *args, "csv")[1].splitlines()[1:]]
        plans_ = json.loads(zi("status", *WHEN, *args, "json")[1])["rencana"]
        facts_ = json.loads(zi("status", "f.jsonl", *args, "json")[1])["rencana"]
        assert [each["id"] for each in plans_] == [each["id"] for each in facts_] == seen
        for whole, line in zip(plans_, facts_, strict=True):
            assert line["per_tanggal"] == "2025-11-15"
            points = line.pop("poin")
            assert {name: whole["poin"][name] for name in points} == points
            assert {name: whole[name] for name in line} == line


@pytest.mark.parametrize("command", ["status", "list"])
def test_a_program_is_told_the_day_of_each_plan_in_its_own_zone(marked: Path, zi: Zi, command: str) -> None:
    other = twin(marked, "timur-2025")
    other.write_text(other.read_text(encoding="utf-8").replace("zona_waktu: WIB", "zona_waktu: WIT"), encoding="utf-8")
    zones = (ZonaWaktu.WIB, ZonaWaktu.WIT)
    before = [hari_ini(each).isoformat() for each in zones]
    said = json.loads(zi(command, "--format", "json")[1])
    after = [hari_ini(each).isoformat() for each in zones]
    days = [each["per_tanggal"] for each in said["rencana"]]
    assert all(day in pair for day, *pair in zip(days, before, after, strict=True))
    assert said["per_tanggal"] == max(days)


def test_a_workbook_adds_counts_up_itself(marked: Path, zi: Zi) -> None:
    """A text that looks like a number is nothing to SUM."""
    twin(marked, "a-2025")
    twin(marked, "rusak-2025").write_text("versi: [", encoding="utf-8")
    assert zi("status", *WHEN, "--since", "2025-10-01", "-o", "a.xlsx")[0] == 1
    assert zi("verify", "-o", "b.xlsx")[0] == 1
    head, _, one, other, total, *_ = lines("a.xlsx", 1)
    counted = [at for at, name in enumerate(head) if name.split()[0] in ("BERBUKTI", "SESUAI", "TERLAMBAT", "14")]
    assert [one[at] + other[at] for at in counted] == [total[at] for at in counted]
    assert len(counted) == 5
    assert isinstance(one[head.index("%")], float)
    *_, said, total = [each for each in lines("b.xlsx", 0) if each[1] is not None]
    assert [type(each) for each in said[1:] + total[1:]] == [int] * 12


def lines(name: str, sheet: int) -> list[Any]:
    """The rows of a workbook's sheet, as their values."""
    book: Any = openpyxl.load_workbook(name)
    return list(book.worksheets[sheet].iter_rows(values_only=True))


def test_an_office_without_a_plan_hides_no_other_and_is_not_taken_for_another(
    marked: Path, tmp_path: Path, zi: Zi
) -> None:
    """Of three offices one has not begun, and one was not fetched: its folder is empty, in the province's own."""
    for name in ("a", "b", "c"):
        (tmp_path / "kantor" / name).mkdir(parents=True)
    shutil.copytree(marked.parent, tmp_path / "kantor" / "a" / "plans" / "kpu-a-2025")
    (tmp_path / "kantor" / "b" / "plans").mkdir()
    code, out, err = zi("status", "kantor/a", "kantor/b", "kantor/c", *WHEN)
    assert [line.split("\t")[0] for line in out.splitlines()][3:7] == [
        "kantor/b",
        "kantor/c",
        "kpu-a-2025",
        "Seluruhnya",
    ]
    assert (code, "2 tidak terbaca" in out) == (1, True)
    assert "kantor/b/plans belum berisi rencana" in err
    assert "kantor/c bukan folder kerja: tidak ada folder plans/ di sana." in err
    assert json.loads(zi("status", "kantor/a", "kantor/c", "--format", "json")[1])["tidak_terbaca"] == ["kantor/c"]
    assert (zi("status", "kantor/c")[0], zi("status", "kantor/b", "kantor/c")[0]) == (2, 2)
    assert zi("status", "plans", *WHEN)[1] == zi("status", *WHEN)[1]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_one_office_by_two_names_counts_once(marked: Path, tmp_path: Path, zi: Zi) -> None:
    shutil.copytree(marked.parents[1], tmp_path / "lain" / "plans")
    (tmp_path / "tautan").symlink_to("lain")
    code, out, _ = zi("status", ".", "lain", "tautan", "lain/../lain", "plans", *WHEN)
    assert (code, "2 rencana" in out) == (0, True)


def test_a_plan_that_is_named_twice_is_told_and_one_of_two_files_counts(marked: Path, tmp_path: Path, zi: Zi) -> None:
    for day in ("2025-10-15", "2025-11-15"):
        assert zi("export", "fakta", "-o", f"{day}.jsonl", "--on", day)[0] == 0
    code, out, err = zi("status", "2025-11-15.jsonl", "2025-10-15.jsonl")
    assert (code, "1 rencana, per 15 November 2025" in out) == (0, True)
    assert "ada lebih dari sekali; yang dihitung yang harinya paling baru" in err
    shutil.copytree(tmp_path / "plans", tmp_path / "lain" / "plans")
    code, out, err = zi("status", ".", "lain")
    assert (code, "2 rencana" in out) == (0, True)
    assert "dihitung di masing-masing" in err
    code, out, err = zi("status", ".", "lain", "plans")  # the first again: it is in the same workspace
    assert (code, "2 rencana" in out) == (0, True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("status --label propinsi=Bali", 'label "propinsi"; labelnya: provinsi'),
        ("status --on 2025-11-15 --since 2025-12-01", "sesudah hari yang dihitung, 15 November 2025"),
        ("status --on 2025-11-15 --since 2025-12-01 --plan lain", "sesudah hari yang dihitung, 15 November 2025"),
        ("status f.jsonl --on 2025-11-15", "tidak berlaku untuknya"),
        ("status --area 2", "--area hanya berarti untuk satu rencana"),
        ("status --due-within 7", "--due-within hanya berarti untuk satu rencana"),
        ("status f.jsonl --plan lain", "berkas fakta dibaca seluruhnya"),
        ("status /", "/ bukan folder kerja: tidak ada folder plans/"),
    ],
)
def test_what_cannot_be_served_over_several_plans_is_refused_in_a_sentence(
    words: str, told: str, marked: Path, zi: Zi
) -> None:
    text = marked.read_text(encoding="utf-8").replace("keputusan:\n", "label: {provinsi: Jambi}\nkeputusan:\n", 1)
    marked.write_text(text, encoding="utf-8")
    shutil.copytree(marked.parent, marked.parent.with_name("lain"))
    assert zi("export", "fakta", "-o", "f.jsonl")[0] == 0
    code, out, err = zi(*words.split())
    assert (code, out) == (2, "")
    assert told in err


def test_what_reads_takes_all_plans_and_names_whose_each_line_is(marked: Path, zi: Zi) -> None:
    twin(marked, "kpu-lain-2025")
    twin(marked, "rusak-2025").write_text("versi: [", encoding="utf-8")
    for args in (["list", "--state", "terlambat", *WHEN], ["score"], ["coverage"], ["log"]):
        code, out, err = zi(*args)
        assert code == 1, args
        owners = [line.split("\t")[0] for line in out.splitlines() if "\t" in line]
        assert owners[0] == "RENCANA"
        assert [*dict.fromkeys(owners[1:])] == ["kpu-kota-jambi-2025", "kpu-lain-2025", "rusak-2025"]
        assert out.count("tidak terbaca: 1 galat") == 1
        assert "rusak-2025/rencana.yaml:1" in err
        said = json.loads(zi(*args, "--format", "json")[1])
        assert [each["id"] for each in said["rencana"]] == ["kpu-kota-jambi-2025", "kpu-lain-2025"]
        assert zi(*args, "--plan", "lain", "--plan", "jambi")[1].count("rusak") == 0
    alone = json.loads(zi("list", *WHEN, "--plan", "lain", "--format", "json")[1])
    both = json.loads(zi("list", *WHEN, "--plan", "lain", "--plan", "jambi", "--format", "json")[1])
    assert both["rencana"][0] == alone["rencana"][0]
    assert both["per_tanggal"] == alone["per_tanggal"]
    assert "2 dari 2 tanpa B.II.a" in zi("score", "--plan", "lain", "--plan", "jambi")[1]
    code, _, err = zi("mark", "1.i.c")
    assert (code, "sebutkan salah satu dengan --plan" in err) == (2, True), "what writes takes one"


def test_what_prints_writes_a_file_for_each_plan_into_the_folder_that_is_named(marked: Path, zi: Zi) -> None:
    twin(marked, "kpu-lain-2025")
    assert zi("render", "lampiran", "--format", "html", "-o", "cetak")[0] == 0
    assert zi("bundle", "-o", "kantong", *WHEN)[0] == 0
    for name, ending in (("cetak", ".html"), ("kantong", ".zip")):
        assert sorted(each.name for each in Path(name).iterdir()) == [
            f"kpu-kota-jambi-2025{ending}",
            f"kpu-lain-2025{ending}",
        ]
    assert zi("render", "lampiran", "--format", "html", "--plan", "lain")[1] == Path(
        "cetak/kpu-lain-2025.html"
    ).read_text(encoding="utf-8")
    assert zi("verify", "kantong/kpu-lain-2025.zip")[0] == 0
    twin(marked, "rusak-2025").write_text("versi: [", encoding="utf-8")
    code, _, err = zi("render", "lampiran", "--format", "md", "-o", "lain")
    assert (code, "rusak-2025/rencana.yaml:1" in err, len(list(Path("lain").iterdir()))) == (1, True, 2)
    for args, told in (
        (["render", "lampiran"], "atau folder untuk semuanya dengan -o"),
        (["render", "lampiran", "-o", "x.html"], "untuk 3 rencana sebutkan sebuah folder"),
        (["bundle", "-o", "x.zip"], "untuk 3 rencana sebutkan sebuah folder"),
    ):
        code, _, err = zi(*args)
        assert (code, told in err) == (2, True), err


def test_a_plan_that_cannot_be_used_is_let_go(marked: Path) -> None:
    bad = marked.read_text(encoding="utf-8").replace("zona_waktu: WIB", "zona_waktu: GMT", 1)
    marked.write_text(bad.replace("kode: 1.i.a", "kode: 1.i.", 1), encoding="utf-8")
    home = Home(marked.parent.name, marked, trusting=False)
    gc.collect()
    gc.disable()  # as in every run of zi: what only a collection finds stays until its end
    try:
        kept = [invalid for _, invalid in plans.each([home] * 5, plans.load)]
        documents = [each for each in gc.get_objects() if type(each) is Document]
    finally:
        gc.enable()
    assert len(kept) == 5
    assert len(documents) <= 1  # the last one may be asked for again
