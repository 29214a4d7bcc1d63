"""The first hour: help with examples that run, near words, another folder, and whether all is set up."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import REPO
from zi_cli.app import COMMANDS, command
from zi_cli.examples import EXAMPLES

Zi = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_commands_help_ends_with_examples_that_are_understood(name: str, zi: Zi) -> None:
    code, out, _ = zi("help", name)
    assert (code, out) == zi(name, "-h")[:2]
    assert "Contoh:\n  zi " in out
    for example in EXAMPLES[name]:
        words = shlex.split(example)
        assert words[:2] == ["zi", name]
        known = {option for param in command(name).params for option in param.opts}
        assert {each for each in words[2:] if re.match(r"--?[a-z]", each)} <= known


def test_help_of_all_and_of_nothing(zi: Zi) -> None:
    code, out, _ = zi("help")
    assert (code, "Perintah:" in out) == (0, True)
    code, _, err = zi("help", "mrak")
    assert (code, "Maksudnya mark?" in err) == (2, True)


@pytest.mark.parametrize(("typed", "meant"), [("batal", "undo"), ("bantuan", "help"), ("tandai", "mark")])
def test_words_of_people_lead_to_commands(typed: str, meant: str, zi: Zi) -> None:
    code, _, err = zi(typed)
    assert (code, f"Maksudnya {meant}?" in err) == (2, True)


def test_slips_are_answered_with_what_to_write(zi: Zi, jambi: Path) -> None:
    assert 'Area ditulis dengan angka 1 sampai 6; "I" berarti --area 1.' in zi("list", "--area", "I")[2]
    assert '--month "Agustus 2025"' in zi("list", "--month", "Agustus", "2025")[2]
    assert "5 September 2025 dituliskan 2025-09-05" in zi("status", "--on", "05/09/2025")[2]


def test_another_folder(zi: Zi, jambi: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = zi("status", "--on", "2025-10-15")[1]
    root = jambi.parent.parent.parent
    away = tmp_path / "lain"
    away.mkdir()
    for order in (["-C", str(root), "status"], ["status", "-C", str(root)]):
        monkeypatch.chdir(away)
        assert zi(*order, "--on", "2025-10-15")[1] == here
    monkeypatch.chdir(away)
    assert zi("status", "-C", "tidak-ada")[0] == 2


def test_doctor_says_what_is_missing_and_init_mends_the_folder(zi: Zi, jambi: Path) -> None:
    code, out, _ = zi("doctor")
    assert (code, "perlu  .gitattributes" in out) == (1, True)
    assert zi("init")[0] == 0
    assert "perlu  .gitattributes" not in zi("doctor")[1]
    assert "zona waktu WIB" in out


def test_the_whole_plan_of_the_guide_is_one(zi: Zi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = (REPO / "docs" / "panduan.md").read_text(encoding="utf-8")
    whole = re.search(r"<!-- rencana utuh.*?```yaml\n(.*?)```", guide, re.DOTALL)
    assert whole
    path = tmp_path / "plans" / "x-2026" / "rencana.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(whole[1], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    code, out, _ = zi("check")
    assert (code, set(re.findall(r"\[([a-z-]+)\]$", out, re.MULTILINE))) == (
        0,
        {"keputusan-belum-lengkap", "baris-separuh"},
    )
    assert zi("status", "--on", "2026-02-01")[0] == 0
