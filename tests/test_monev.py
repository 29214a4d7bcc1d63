"""The monitoring report: what zi knows is filled in, what the office wrote comes back, and a run again is the same."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from zi_cli.views.plan.prose import sections

Zi = Callable[..., tuple[int, str, str]]


def report(zi: Zi, *args: str) -> str:
    code, out, _ = zi("render", "monev", "--format", "md", *args)
    assert code == 0
    return out


@pytest.fixture
def marked(jambi: Path, zi: Zi) -> Path:
    for args in (
        ("mark", "1.i.a", "--date", "2025-08-20", "--link", "https://contoh.go.id/a", "--note", "asli di lemari"),
        ("mark", "1.i.b", "--date", "2025-10-05", "--link", "https://contoh.go.id/b"),
        ("mark", "6.i.a", "--date", "2025-09-25", "--link", "https://contoh.go.id/c"),
        (
            "review",
            "6.i.a",
            "--result",
            "perlu-perbaikan",
            "--by",
            "TPI",
            "--note",
            "belum ttd",
            "--date",
            "2025-09-28",
        ),
    ):
        assert zi(*args)[0] == 0
    return jambi


def test_a_quarter_is_told_as_it_ended(marked: Path, zi: Zi) -> None:
    out = report(zi, "--on", "2025-12-05", "--period", "TW III")
    assert "Triwulan III 2025" in out
    for chapter in ("BAB I PENDAHULUAN", "BAB II", "BAB III", "BAB IV", "BAB V PENUTUP", "LAMPIRAN"):
        assert f"{chapter}" in out
    assert "Keadaan per 30 September 2025" in out
    assert "Terkumpul dalam periode ini (2)" in out
    assert "asli di lemari" in out
    assert "5 Oktober" not in out, "a mark of the next quarter"
    assert "| 1.i.b | SK Tim Kerja" in out.split("Terlambat (")[1]
    assert "28 September 2025, TPI: belum ttd | belum ada |" in out
    assert report(zi, "--on", "2026-02-01", "--period", "Triwulan III 2025") == out


def test_what_the_last_report_asked_for_is_answered(marked: Path, zi: Zi) -> None:
    out = report(zi, "--on", "2026-01-10")
    assert "Triwulan IV 2025" in out, "the last that had ended"
    chapter = out.split("BAB IV")[1].split("BAB V")[0]
    row = next(line for line in chapter.splitlines() if line.startswith("| 1.i.b |"))
    assert "tenggatnya 31 Agustus 2025" in row
    assert "terkumpul 5 Oktober 2025" in row
    mended = next(line for line in chapter.splitlines() if line.startswith("| 6.i.a |"))
    assert "perbaiki: belum ttd" in mended
    assert "belum ada" in mended


def test_the_offices_own_words_come_back(marked: Path, zi: Zi) -> None:
    before = report(zi, "--on", "2025-12-05", "--period", "TW III")
    assert "Belum ditulis" in before
    assert "monev/triwulan-iii-2025.md" in before
    folder = marked.parent / "monev"
    folder.mkdir()
    (folder / "umum.md").write_text(
        "# Latar belakang\n\nSejak *2024*.\nBaris kedua.\n\n- satu\n- dua\n", encoding="utf-8"
    )
    own = "# Kendala\n\nKurang orang | waktu.\n\n# Hal lain\n\nKata sendiri.\n<!-- tidak ikut -->\n"
    (folder / "triwulan-iii-2025.md").write_text(own, encoding="utf-8")
    out = report(zi, "--on", "2025-12-05", "--period", "TW III")
    assert "Sejak *2024*. Baris kedua." in out
    assert "– dua" in out
    assert "Kurang orang \\| waktu." in out
    assert "## Hal lain\n\nKata sendiri." in out
    assert "tidak ikut" not in out
    assert out.count("Belum ditulis") == before.count("Belum ditulis") - 2
    assert (folder / "triwulan-iii-2025.md").read_text(encoding="utf-8") == own


def test_words_that_lead_out_of_the_plan_are_not_read(marked: Path, zi: Zi, tmp_path: Path) -> None:
    (tmp_path / "rahasia.md").write_text("# Kendala\n\nrahasia\n", encoding="utf-8")
    (marked.parent / "monev").mkdir()
    (marked.parent / "monev" / "umum.md").symlink_to(tmp_path / "rahasia.md")
    code, out, err = zi("render", "monev", "--period", "TW III")
    assert (code, out) == (2, "")
    assert "rahasia" not in err.replace("rahasia.md", "")


@pytest.mark.parametrize(("period", "said"), [("TW V", "--period"), ("Agustos", "--period"), ("TW I-II", "--period")])
def test_a_period_that_is_none_is_refused(jambi: Path, zi: Zi, period: str, said: str) -> None:
    code, out, err = zi("render", "monev", "--period", period)
    assert (code, out) == (2, "")
    assert said in err


def test_as_a_document_its_matrix_lies_across(marked: Path, zi: Zi) -> None:
    assert zi("render", "monev", "-o", "monev.docx", "--period", "TW III", "--on", "2025-12-05")[0] == 0
    made = Document("monev.docx")
    head = [cell.text for cell in made.tables[-1].rows[0].cells]
    assert head[-2:] == ["REALISASI", "TINDAK LANJUT"]
    assert made.sections[-1].page_width > made.sections[-1].page_height  # type: ignore[operator]
    assert len(made.tables[-1].rows) == 2 + 6 + 87


def test_sections_of_markdown() -> None:
    text = "pembuka\n\n# Satu #\na\nb\n\nc\n## Dua\n1. x\n2. y\n* z\n# Satu\nd\n# Kosong\n"
    assert sections(text) == {"": ["pembuka"], "Satu": ["a b", "c", "d"], "Dua": ["1. x", "2. y", "– z"]}
    assert sections("") == {}
