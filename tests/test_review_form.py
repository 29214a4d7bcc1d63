"""The form for a reviewer without zi: it goes out with what can be looked at, and comes back as reviews bound to it."""

from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest

Zi = Callable[..., tuple[int, str, str]]
SHEET = "Pemeriksaan"


def filled(path: Path, lines: Mapping[str, Mapping[str, str]]) -> Path:
    """The form with the cells of some rows, by code, filled in as in Excel."""
    book = openpyxl.load_workbook(path)
    sheet = book[SHEET]
    heads = {cell.value: at for at, cell in enumerate(sheet[1], 1)}
    for line in range(2, sheet.max_row + 1):
        for title, text in lines.get(str(sheet.cell(line, heads["KODE"]).value), {}).items():
            sheet.cell(line, heads[title]).value = text
    made = path.with_name("kembali.xlsx")
    book.save(made)
    return made


@pytest.fixture
def form(jambi: Path, zi: Zi) -> Path:
    for code in ("1.i.a", "1.i.b"):
        zi("mark", code, "--link", f"https://a.example/{code}", "--date", "2025-09-01", "--by", "Ani")
    zi("mark", "1.ii.a", "--date", "2025-09-01", "--by", "Ani")  # a claim: nothing can be looked at
    assert zi("form", "pemeriksaan", "-o", "pemeriksaan.xlsx")[0] == 0
    return Path("pemeriksaan.xlsx")


WRONG = {"HASIL": "perlu perbaikan", "CATATAN": "buram", "PEMERIKSA": "TPI"}
RIGHT = {"HASIL": "sesuai", "PEMERIKSA": "TPI", "TANGGAL PERIKSA": "5 Sept 2025"}


def test_what_was_filled_in_becomes_reviews_bound_to_what_was_seen(form: Path, jambi: Path, zi: Zi) -> None:
    book = openpyxl.load_workbook(form)
    assert [row[0].value for row in book[SHEET].iter_rows(min_row=2)] == ["1.i.a", "1.i.b"]
    back = filled(form, {"1.i.a": WRONG, "1.i.b": RIGHT})
    before = jambi.read_bytes()
    assert zi("import", str(back), "--dry-run")[0] == 0
    assert jambi.read_bytes() == before
    assert zi("import", str(back), "--yes")[0] == 0
    text = jambi.read_text(encoding="utf-8")
    assert "catatan: buram" in text
    assert "tanggal: 2025-09-05" in text
    assert text.count("atas:") == 2
    assert zi("check")[0] == 0
    once = jambi.read_bytes()
    assert "Tidak ada yang baru" in zi("import", str(back), "--yes")[1]
    assert jambi.read_bytes() == once
    assert zi("undo")[0] == 0
    assert jambi.read_bytes() == before


MISTAKES = {
    "a word that is none": ({**RIGHT, "HASIL": "oke"}, "tidak dikenal; pilih sesuai atau perlu perbaikan"),
    "no note": ({**WRONG, "CATATAN": ""}, "perlu perbaikan tanpa catatan"),
    "no name": ({**RIGHT, "PEMERIKSA": ""}, "nama pemeriksanya kosong"),
    "a day before it was there": (
        {**RIGHT, "TANGGAL PERIKSA": "2025-08-01"},
        "hari pemeriksaan 1 Agustus 2025 di luar 1 September 2025 sampai",
    ),
    "no day": ({**RIGHT, "TANGGAL PERIKSA": "minggu depan"}, "bukan tanggal kalender"),
    "a note alone": ({"CATATAN": "buram"}, 'Catatan "buram" tanpa hasil'),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_told_by_its_line_and_nothing_is_written(
    form: Path, jambi: Path, zi: Zi, mistake: tuple[Mapping[str, str], str]
) -> None:
    cells, told = mistake
    before = jambi.read_bytes()
    code, _, err = zi("import", str(filled(form, {"1.i.a": cells, "1.i.b": RIGHT})), "--yes")
    assert told in err
    assert f"{SHEET}, baris 2" in err
    assert "tidak ada yang ditulis" in err
    assert jambi.read_bytes() == before
    assert code == 2


def test_what_was_replaced_since_is_told_instead_of_taken(form: Path, jambi: Path, zi: Zi) -> None:
    jambi.write_text(
        jambi.read_text(encoding="utf-8").replace("https://a.example/1.i.a", "https://a.example/lain"), encoding="utf-8"
    )
    before = jambi.read_bytes()
    code, _, err = zi("import", str(filled(form, {"1.i.a": RIGHT})), "--yes")
    assert code == 2
    assert "sudah berubah atau dicabut sejak formulir dibuat" in err
    assert jambi.read_bytes() == before


def test_a_bag_carries_the_form(form: Path, zi: Zi, tmp_path: Path) -> None:
    for name in ("satu", "dua"):
        assert zi("bundle", "-o", str(tmp_path / name), "--on", "2025-12-01")[0] == 0
    one, two = ((tmp_path / name / "data" / "pemeriksaan.xlsx").read_bytes() for name in ("satu", "dua"))
    assert one == two
