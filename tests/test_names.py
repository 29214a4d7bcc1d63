"""One name is one name, however its letters are encoded: on the command line, in the YAML, on the disk."""

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

Zi = Callable[..., tuple[int, str, str]]
NFC, NFD = "Laporan caf\u00e9", "Laporan cafe\u0301"


@pytest.fixture
def plan(jambi: Path) -> Path:
    """The first document of 1.i.a has an accent in its name."""
    text = jambi.read_text(encoding="utf-8")
    start = text.index("- dokumen: ", text.index("kode: 1.i.a"))
    jambi.write_text(f"{text[:start]}- dokumen: {NFC}{text[text.index(chr(10), start) :]}", encoding="utf-8")
    return jambi


@pytest.mark.parametrize("typed", [NFC, NFD, NFD.upper()])
def test_what_is_typed_finds_it(typed: str, plan: Path, zi: Zi) -> None:
    assert zi("mark", "1.i.a", "--bukti", typed, "--dry-run")[0] == 0
    assert zi("mark", "--dokumen", typed, "--yes", "--dry-run")[0] == 0
    found = json.loads(zi("list", "--text", typed, "--format", "json")[1])
    assert "1.i.a" in json.dumps(found)
    assert zi("mark", "1.i.a", "--by", "Ren\u00e9e", "--date", "2025-08-20")[0] == 0
    assert "1.i.a" in zi("list", "--person", unicodedata.normalize("NFD", "Ren\u00e9e"))[1]


def test_a_file_whose_name_is_encoded_otherwise_is_that_file(plan: Path, zi: Zi) -> None:
    Path("scan.pdf").write_bytes(b"%PDF-1.7")
    assert zi("mark", "1.i.a", "--file", "scan.pdf")[0] == 0
    (stored,) = plan.parent.rglob("*.pdf")
    other = stored.with_name(unicodedata.normalize("NFD", stored.name))
    assert other.name != stored.name
    stored.rename(other)
    code, out, _ = zi("verify", "--format", "json")
    (said,) = json.loads(out)["rencana"]
    assert (code, said["beda"], said["tak_tercatat"]) == (0, [], [])
    found = zi("check", "--format", "json")[1]
    assert "huruf-berkas" not in found
    assert "berkas-hilang" not in found
    assert zi("bundle", "-o", "kantong")[0] == 0
    assert zi("verify", "kantong")[0] == 0
    other.write_bytes(b"lain")
    assert zi("verify")[0] == 1
