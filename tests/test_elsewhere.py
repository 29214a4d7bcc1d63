"""Evidence outside git: figures are the register's on every computer, and nobody is told to take a mark back."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Zi = Callable[..., tuple[int, str, str]]


@pytest.fixture
def outside(jambi: Path, zi: Zi) -> Path:
    """A plan whose row 1.iv.d keeps its evidence outside git, one file marked; where that lies."""
    text = jambi.read_text(encoding="utf-8")
    jambi.write_text(
        text.replace("- kode: 1.iv.d\n", "- kode: 1.iv.d\n            simpan: luar\n", 1), encoding="utf-8"
    )
    Path("lhkpn Rina.pdf").write_bytes(b"%PDF rahasia")
    assert zi("mark", "1.iv.d", "--bukti", "LHKPN", "--file", "lhkpn Rina.pdf", "--date", "2025-10-01")[0] == 0
    (path,) = (jambi.parent / "bukti-luar" / "1.iv.d").iterdir()
    return path


def plan(zi: Zi, *args: str) -> Any:
    return json.loads(zi("status", "--format", "json", *args)[1])["rencana"][0]


def test_it_is_stored_outside_git_with_its_hash_and_without_its_old_name(jambi: Path, outside: Path, zi: Zi) -> None:
    text = jambi.read_text(encoding="utf-8")
    assert f"berkas: bukti-luar/1.iv.d/{outside.name}" in text
    assert hashlib.sha256(b"%PDF rahasia").hexdigest() in text
    assert "Rina" not in text
    assert not (jambi.parent / "bukti").exists()
    assert zi("verify")[0] == 0


def test_where_it_is_not_the_figures_are_the_same(jambi: Path, outside: Path, zi: Zi) -> None:
    before, checked = plan(zi), zi("check")
    shutil.rmtree(jambi.parent / "bukti-luar")
    after = plan(zi)
    assert (after.pop("berkas_tidak_di_sini"), before.pop("berkas_tidak_di_sini")) == (1, 0)
    assert after == before
    assert zi("check") == checked
    page = zi("status")[1]
    assert "1 dari 1 berkas disimpan di luar git dan tidak ada di komputer ini; dihitung menurut catatannya." in page
    digits = hashlib.sha256(b"%PDF rahasia").hexdigest()[:8]
    assert f"(di luar git, tidak di komputer ini: sidik {digits}, 1 KB)" in zi("show", "1.iv.d")[1]
    code, out, _ = zi("verify")
    assert (code, "1 berkas di luar git tidak ada di komputer ini dan tidak diperiksa" in out) == (0, True)
    assert zi("verify", "--luar")[0] == 1
    code, _, err = zi("bundle", "-o", "b")
    assert (code, outside.name in err, "--no-luar" in err) == (2, True, True)
    assert zi("bundle", "-o", "b", "--no-luar")[0] == 0
    assert "disimpan satker" in Path("b/data/indeks.md").read_text(encoding="utf-8")
    code, out, _ = zi("verify", "b")
    assert (code, "1 berkas di luar git tidak disertakan (disimpan satker)" in out) == (0, True)
    assert not list(Path("b").rglob("*.pdf"))


def test_what_was_changed_there_is_told(outside: Path, zi: Zi) -> None:
    outside.write_bytes(b"%PDF lain")
    assert zi("verify")[0] == 1
    assert zi("bundle", "-o", "b", "--no-luar")[0] == 2


def test_a_pointer_of_git_lfs_is_not_the_file_and_no_fault(jambi: Path, zi: Zi) -> None:
    Path("scan.pdf").write_bytes(b"isi yang besar")
    assert zi("mark", "1.i.a", "--file", "scan.pdf")[0] == 0
    (path,) = (jambi.parent / "bukti" / "1.i.a").iterdir()
    digest = hashlib.sha256(b"isi yang besar").hexdigest()
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize 14\n"
    path.write_text(pointer, encoding="ascii")
    assert zi("verify")[0] == 0
    assert plan(zi)["berkas_tidak_di_sini"] == 1
    path.write_text(pointer.replace(digest[:8], "0" * 8), encoding="ascii")  # it stands for another content
    assert zi("verify")[0] == 1


def test_a_file_in_git_that_is_gone_is_told_by_status_too(jambi: Path, zi: Zi) -> None:
    Path("scan.pdf").write_bytes(b"isi")
    assert zi("mark", "1.i.a", "--file", "scan.pdf")[0] == 0
    shutil.rmtree(jambi.parent / "bukti")
    told = plan(zi)
    assert (told["berkas_hilang"], told["berkas_tidak_di_sini"], told["ringkasan"]["berbukti"]) == (1, 0, 1)
    assert "1 dari 1 berkas bukti hilang dari tempatnya" in zi("status")[1]
    assert "unmark" not in zi("check")[1]
