"""A look inside the files of evidence: told at `mark`, in `verify` and in the bag's index, and never a refusal."""

import json
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from zi_cli.bukti.inside import remark

Zi = Callable[..., tuple[int, str, str]]
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


def pdf(path: Path, *, pages: int = 1, password: str = "") -> None:
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    writer.write(path)


@pytest.mark.parametrize(
    ("name", "make", "told"),
    [
        ("baik.pdf", pdf, None),
        ("hampa.pdf", lambda at: pdf(at, pages=0), "tidak punya halaman"),
        ("kunci.pdf", lambda at: pdf(at, password="x"), "terkunci kata sandi"),
        ("rusak.pdf", lambda at: at.write_bytes(b"%PDF-1.7 terpotong"), "rusak atau tidak utuh"),
        ("gambar.pdf", lambda at: at.write_bytes(PNG), "isinya bukan PDF"),
        ("foto.png", lambda at: at.write_bytes(PNG), "terpotong"),
        ("foto2.png", lambda at: at.write_bytes(PNG + b"IEND\xaeB`\x82"), None),
        ("foto.heic", lambda at: at.write_bytes(b"\0\0\0\x18ftypheic" + b"\0" * 32), "HEIC"),
        ("daftar.csv", lambda at: at.write_bytes(b"a;b\n"), None),
        ("surat.docx", lambda at: at.write_bytes(PNG), "bukan dokumen Office"),
    ],
)
def test_what_is_inside(tmp_path: Path, name: str, make: Callable[[Path], object], told: str | None) -> None:
    make(tmp_path / name)
    found = remark(tmp_path / name)
    assert (found is None) if told is None else (found is not None and told in found)


def test_it_is_told_at_mark_by_verify_and_in_the_bag(jambi: Path, zi: Zi) -> None:
    Path("sk.pdf").write_bytes(b"%PDF-1.7 terpotong")
    code, _, err = zi("mark", "1.i.a", "--file", "sk.pdf", "--move")
    assert (code, "Perhatikan sk.pdf: PDF-nya rusak" in err) == (0, True)
    code, out, _ = zi("verify", "--format", "json")
    assert (code, "rusak" in json.loads(out)["rencana"][0]["janggal"][0]["pesan"]) == (0, True)
    assert zi("bundle", "-o", "b")[0] == 0
    assert "PDF-nya rusak" in (Path("b") / "data" / "indeks.md").read_text(encoding="utf-8")
