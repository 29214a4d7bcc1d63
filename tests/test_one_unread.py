"""Several plans, one of them with something that cannot be read: what is said of the others stays."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

Zi = Callable[..., tuple[int, str, str]]


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


@pytest.mark.usefixtures("pair")
def test_the_dasbor_says_which_answers_are_no_file(zi: Zi) -> None:
    code, _, err = zi("render", "dasbor", "-o", "dasbor.html")
    assert (code, "jambi-2025/lke.yaml:1:1: galat" in err) == (1, True)
    page = Path("dasbor.html").read_text(encoding="utf-8")
    assert "lain-2025" in page
    assert "tidak terbaca" in page
