"""Several plans, one of them with something that cannot be read or served: what is said of the others stays."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Zi = Callable[..., tuple[int, str, str]]


def git(*args: str) -> None:
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@contoh.id", *args], check=True, capture_output=True)


@pytest.fixture
def pair(jambi: Path) -> Path:
    """Two offices, the first with answers that are no file."""
    other = jambi.parent.with_name("lain-2025")
    shutil.copytree(jambi.parent, other)
    jambi.with_name("lke.yaml").mkdir()
    return jambi


@pytest.mark.usefixtures("pair")
@pytest.mark.parametrize("command", [["score"], ["coverage"]])
def test_answers_that_are_no_file_are_a_line_of_their_own(command: list[str], zi: Zi) -> None:
    code, out, err = zi(*command)
    assert (code, "jambi-2025/lke.yaml:1:1: galat: berkas ini bukan berkas biasa" in err) == (1, True)
    lines = {line.split("\t")[0]: line for line in out.splitlines() if "\t" in line}
    assert "tidak terbaca" in lines["kpu-kota-jambi-2025"]
    assert "KPU Kota Jambi" in lines["lain-2025"]
    assert [each["id"] for each in json.loads(zi(*command, "--format", "json")[1])["rencana"]] == ["lain-2025"]


@pytest.mark.usefixtures("pair")
@pytest.mark.parametrize(
    "command",
    [
        ["bundle", "-o", "hasil"],
        ["render", "lke", "-o", "hasil"],
        ["render", "lhe", "-o", "hasil"],
        ["export", "portalrb", "-o", "hasil"],
    ],
)
def test_answers_that_are_no_file_keep_no_other_file_back(command: list[str], zi: Zi) -> None:
    code, _, err = zi(*command)
    assert (code, "jambi-2025/lke.yaml:1:1: galat: berkas ini bukan berkas biasa" in err) == (1, True)
    names = {each.name.partition(".")[0] for each in Path("hasil").rglob("*")}
    assert "lain-2025" in names
    assert "kpu-kota-jambi-2025" not in names


@pytest.mark.usefixtures("pair")
@pytest.mark.parametrize("command", ["status", "list", "score", "coverage", "log", "verify"])
def test_a_program_is_told_which_plans_are_missing(command: str, jambi: Path, zi: Zi) -> None:
    jambi.write_text("versi: [", encoding="utf-8")
    code, out, _ = zi(command, "--format", "json")
    said = json.loads(out)
    assert (code, said["tidak_terbaca"]) == (1, ["kpu-kota-jambi-2025"])
    assert [each["id"] for each in said["rencana"]] == ["lain-2025"]
    Path("plans/lain-2025/rencana.yaml").write_text("versi: [", encoding="utf-8")
    said = json.loads(zi(command, "--format", "json")[1])
    assert (said["rencana"], said["tidak_terbaca"]) == ([], ["kpu-kota-jambi-2025", "lain-2025"])
    assert "tidak terbaca" in zi(command)[1]


def test_evidence_that_is_gone_keeps_no_other_office_from_its_bag(jambi: Path, zi: Zi) -> None:
    shutil.copytree(jambi.parent, jambi.parent.with_name("lain-2025"))
    Path("sk.txt").write_text("sk", encoding="utf-8")
    assert zi("mark", "1.i.a", "--file", "sk.txt", "--plan", "jambi")[0] == 0
    next(jambi.parent.rglob("*.txt")).unlink()
    code, _, err = zi("bundle", "-o", "paket")
    assert (code, [each.name for each in Path("paket").iterdir()]) == (1, ["lain-2025.zip"])
    assert "kpu-kota-jambi-2025: " in err
    code, _, err = zi("bundle", "-o", "paket", "--plan", "lain", "--plan", "jambi")
    assert (code, "lain-2025.zip sudah ada" in err) == (2, True)


def test_an_area_that_one_plan_has_not_is_asked_of_the_others(jambi: Path, zi: Zi) -> None:
    other = jambi.parent.with_name("satu-2025")
    other.mkdir()
    text = jambi.read_text(encoding="utf-8")
    (other / "rencana.yaml").write_text(text[: text.index("\n  - nomor: 2\n") + 1], encoding="utf-8")
    code, out, err = zi("list", "--area", "2", "--format", "csv")
    assert (code, "satu-2025: Tidak ada area 2 di rencana ini; yang tersedia: 1." in err) == (1, True)
    assert out.count("kpu-kota-jambi-2025,2.") == text.count("kode: 2.")
    said = json.loads(zi("list", "--area", "2", "--format", "json")[1])
    assert ([each["id"] for each in said["rencana"]], said["tidak_terbaca"]) == (["kpu-kota-jambi-2025"], ["satu-2025"])
    code, _, err = zi("bundle", "--area", "2", "-o", "paket")
    assert (code, [each.name for each in Path("paket").iterdir()]) == (1, ["kpu-kota-jambi-2025.zip"])
    for command in (["list"], ["bundle", "-o", "lagi"]):
        code, out, err = zi(*command, "--area", "9")
        assert (code, out, "Tidak ada area 9" in err) == (2, "", True)


def test_a_code_that_no_plan_has_is_refused_and_one_that_some_have_is_told(jambi: Path, zi: Zi) -> None:
    other = jambi.parent.with_name("satu-2025")
    other.mkdir()
    text = jambi.read_text(encoding="utf-8")
    (other / "rencana.yaml").write_text(text[: text.index("\n  - nomor: 2\n") + 1], encoding="utf-8")
    assert zi("mark", "2.i.a", "--plan", "jambi", "--link", "https://contoh.go.id/a")[0] == 0
    code, out, err = zi("log", "2.i.a", "--format", "csv")
    assert (code, out.count("\n"), "satu-2025: " in err) == (0, 2, True)
    code, out, err = zi("log", "2.i.z")
    assert (code, out, "2.i.z" in err) == (2, "", True)


def test_a_history_that_git_does_not_have_whole_is_told_of_several_plans_too(jambi: Path, zi: Zi) -> None:
    shutil.copytree(jambi.parent, jambi.parent.with_name("lain-2025"))
    code, _, err = zi("log")
    assert (code, err.count("yang tampil hanya yang tercatat di rencana sekarang")) == (0, 1)
    git("init", "-q")
    git("-C", "plans/lain-2025", "init", "-q")
    git("add", "plans/kpu-kota-jambi-2025")
    git("commit", "-qm", "mulai")
    code, out, err = zi("log")
    assert (code, "lain-2025 adalah repositori git tersendiri" in err) == (1, True)
    assert "lain-2025\t-\ttidak dapat dijawab" in out


def test_a_number_that_portalrb_cannot_take_keeps_no_other_unit_back(jambi: Path, zi: Zi) -> None:
    for name in ("dengan spasi", "a-2025", "b-2025"):
        shutil.copytree(jambi.parent, jambi.parent.with_name(name))
    for name in ("a-2025", "b-2025"):
        path = Path("plans", name, "rencana.yaml")
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("keputusan:\n", "portalrb: {unit_id: '7'}\nkeputusan:\n", 1), encoding="utf-8")
    code, _, err = zi("export", "portalrb", "-o", "unit")
    assert (code, [each.name for each in Path("unit/jawaban-unit").iterdir()]) == (1, ["kpu-kota-jambi-2025.json"])
    assert 'dengan spasi: unit_id "dengan spasi" harus berupa huruf' in err
    assert err.count('unit_id "7" juga nomor unit rencana lain') == 2
    code, _, err = zi("export", "portalrb", "-o", "lagi", "--plan", "a-2025", "--plan", "b-2025")
    assert (code, "juga nomor unit rencana lain" in err, Path("lagi").exists()) == (2, True, False)


def test_a_plan_whose_name_has_blanks_is_named_as_a_shell_takes_it(jambi: Path, zi: Zi) -> None:
    evidence = jambi.parent.with_name("kpu lain 2025") / "bukti" / "1.i.a"
    shutil.copytree(jambi.parent, evidence.parents[1])
    evidence.mkdir(parents=True)
    (evidence / "sk.txt").write_text("sk", encoding="utf-8")
    (command,) = re.findall('zi mark .*--plan "[^"]*"', zi("verify")[1])
    assert zi(*shlex.split(command)[1:])[0] == 0


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there a name is of characters")
@pytest.mark.parametrize(
    "command",
    [
        ["status", "--format", "html"],
        ["status", "-o", "a.xlsx"],
        ["render", "dasbor", "-o", "a.html"],
        ["render", "kalender", "-o", "hasil"],
        ["render", "lampiran", "--format", "html", "-o", "hasil"],
        ["export", "fakta", "-o", "hasil"],
        ["export", "fakta", "-o", "a.jsonl"],
        ["bundle", "-o", "hasil"],
        ["verify", "-o", "a.docx"],
    ],
)
def test_a_folder_that_has_no_name_in_utf8_is_a_plan_like_others(command: list[str], jambi: Path, zi: Zi) -> None:
    """As an archive with an older encoding leaves it; a control in a name is written out, too."""
    for name in (b"kpu-\xff-2025", b"kpu-\x1b[2J-2025"):
        shutil.copytree(jambi.parent, Path("plans", os.fsdecode(name)))
    assert zi(*command)[0] == 0
    written = [*Path().glob("a.*"), *Path().glob("hasil/*")]
    assert len(written) == (0 if "--format" in command and command[0] == "status" else 3 if "hasil" in command else 1)
    assert not [each for each in written if each.suffix in (".html", ".jsonl") and b"\x1b" in each.read_bytes()]
    if command[:2] == ["export", "fakta"]:
        lines = zi("status", *map(str, written))[1].splitlines()
        assert "\\udcff" in "".join(lines)
        assert sorted(lines) == sorted(zi("status")[1].splitlines())


def test_a_folder_that_is_there_may_be_called_like_a_file(jambi: Path, zi: Zi) -> None:
    shutil.copytree(jambi.parent, jambi.parent.with_name("lain-2025"))
    for command in (["render", "lampiran"], ["bundle"], ["export", "fakta"]):
        folder = Path(f"tahap.{command[-1]}")
        assert zi(*command, "-o", str(folder))[0] == 2, "it could be meant for a file"
        folder.mkdir()
        assert (zi(*command, "-o", str(folder))[0], len(list(folder.iterdir()))) == (0, 2)


def test_verify_and_diff_take_several_plans_by_name(jambi: Path, zi: Zi) -> None:
    for name in ("a-2025", "b-2025"):
        shutil.copytree(jambi.parent, jambi.parent.with_name(name))
    git("init", "-q")
    git("commit", "-qm", "kosong", "--allow-empty")
    two = ("--plan", "a-2025", "--plan", "b-", "--plan", "a-2025", "--format", "json")
    for command in ("verify", "diff"):
        code, out, _ = zi(command, *two)
        assert (code, [each["id"] for each in json.loads(out)["rencana"]]) == (0, ["a-2025", "b-2025"])


@pytest.mark.usefixtures("pair")
def test_the_dasbor_says_which_answers_are_no_file(zi: Zi) -> None:
    code, _, err = zi("render", "dasbor", "-o", "dasbor.html")
    assert (code, "jambi-2025/lke.yaml:1:1: galat" in err) == (1, True)
    page = Path("dasbor.html").read_text(encoding="utf-8")
    assert "lain-2025" in page
    assert "tidak terbaca" in page
