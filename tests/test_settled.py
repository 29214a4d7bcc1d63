"""Warnings that are true and unchangeable do not drown a new one; silencers are written as a diff."""

import json
import re
from collections.abc import Callable
from pathlib import Path

Zi = Callable[..., tuple[int, str, str]]
ON = ("--on", "2025-10-15")


def test_what_only_the_signed_decree_could_change_is_counted_in_one_line(zi: Zi, jambi: Path) -> None:
    code, out, err = zi("check", *ON)
    whole = zi("check", "--all", *ON)[1]
    hidden = re.search(r"(\d+) peringatan tentang cetakan keputusan", err)
    assert code == 0
    assert hidden
    assert whole.count("peringatan:") == out.count("peringatan:") + int(hidden[1])
    assert "tenggat-sebelum-keputusan" in whole
    assert "tenggat-sebelum-keputusan" not in out
    told = json.loads(zi("check", "--format", "json", *ON)[1])["temuan"]
    assert len(told) == out.count("peringatan:")


def test_a_silenced_one_is_not_counted(zi: Zi, jambi: Path) -> None:
    def counted() -> int:
        return int(re.findall(r"(\d+) peringatan tentang cetakan keputusan", zi("check", *ON)[2])[0])

    before = counted()
    assert zi("check", "--abaikan", "tercetak begitu", "--rule", "jarak-rentang", *ON)[0] == 0
    assert "jarak-rentang" not in zi("check", "--all", *ON)[1]
    assert counted() == before - 3


def test_strict_asks_only_for_what_can_be_changed(zi: Zi, jambi: Path) -> None:
    text = jambi.read_text(encoding="utf-8")
    assert zi("check", "--strict", *ON)[0] == 1
    for each in json.loads(zi("check", "--format", "json", *ON)[1])["temuan"]:
        assert zi("check", "--abaikan", "sudah dibahas", "--rule", each["aturan"], *ON)[0] == 0
    assert zi("check", "--strict", *ON)[0] == 0
    assert zi("check", "--strict", "--all", *ON)[0] == 0
    kept = re.sub(r"^ *# zi: abaikan .*\n", "", jambi.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert kept == text


def test_a_draft_hides_nothing(zi: Zi, jambi: Path) -> None:
    jambi.write_text(
        re.sub(r"^  tanggal: .*\n", "", jambi.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8"
    )
    assert zi("check", *ON)[1] == zi("check", "--all", *ON)[1]


def test_silencers_are_shown_before_and_wanted_by_name(zi: Zi, jambi: Path) -> None:
    before = jambi.read_bytes()
    assert zi("check", "--abaikan", "alasan")[0] == 2
    assert zi("check", "--rule", "dokumen-mirip")[0] == 2
    assert zi("check", "--abaikan", "alasan", "--rule", "dokumen-mirpi")[0] == 2
    code, out, _ = zi("check", "--abaikan", "tercetak begitu", "--kode", "4.ii.b", "--dry-run", *ON)
    assert code == 0
    assert re.search(r"^\+ +# zi: abaikan .*dokumen-mirip.*: tercetak begitu$", out, re.MULTILINE)
    assert jambi.read_bytes() == before
    assert zi("check", "--abaikan", "tercetak begitu", "--kode", "4.ii.b", *ON)[0] == 0
    assert "dokumen-mirip" not in zi("check", "--all", *ON)[1]
    assert zi("undo")[0] == 0
    assert jambi.read_bytes() == before


def test_a_summary_counts_by_rule(zi: Zi, jambi: Path) -> None:
    out = zi("check", "--summary", "--all", *ON)[1]
    counted = {line.split()[2]: int(line.split()[0]) for line in out.splitlines()}
    assert counted["tenggat-sebelum-keputusan"] == 9
    told = json.loads(zi("check", "--summary", "--all", "--format", "json", *ON)[1])["ringkasan"]
    assert {each["aturan"]: each["banyaknya"] for each in told} == counted
