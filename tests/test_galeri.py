import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.galeri import CASES, FILES, HARI, TULIS
from zi_cli.plan.jadwal import Target

Zi = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize("case", FILES, ids=lambda case: case.stem)
def test_case(case: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CASES)
    before = case.read_bytes()
    code, out, err = zi("check", "--all", "--on", HARI, case.name)
    expected = case.with_suffix(".txt")
    if TULIS:
        expected.write_text(out + err, encoding="utf-8")
    assert out + err == expected.read_text(encoding="utf-8")
    assert code == (1 if "galat:" in out else 0)
    assert case.read_bytes() == before


def test_every_case_is_a_pair() -> None:
    assert {each.stem for each in CASES.glob("*.txt")} == {each.stem for each in FILES}
    assert {each.suffix for each in CASES.iterdir()} == {".yaml", ".txt"}


def test_a_target_that_a_message_advises_is_understood() -> None:
    month = r"[A-Z][a-z]+(?: 20\d\d)?"
    advised = re.compile(rf"(?:tuliskan|menjadi)(?: rentang)? ({month}(?:(?:-| dan ){month})+)")
    found = {match[1] for each in CASES.glob("*.txt") for match in advised.finditer(each.read_text(encoding="utf-8"))}
    assert {"November 2025-Januari 2026", "Agustus dan Desember", "Januari-Desember"} <= found
    for target in found:
        assert Target.parse(target).windows(2025)
