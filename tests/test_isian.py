"""The form of evidence: filled in with Excel it comes back, all or nothing, and twice is once."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Zi = Callable[..., tuple[int, str, str]]
Form = dict[str, dict[str, Any]]


def fill(path: str, changes: Form, *, order: str = "") -> None:
    """Write into the open cells of the rows of some codes, as people do; `order` sorts by a column first."""
    book: Any = openpyxl.load_workbook(path)
    sheet = book["Isian"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    rows = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=2)]
    if order:
        rows.sort(key=lambda row: str(row[heads[order] - 1]), reverse=True)
        for at, row in enumerate(rows, 2):
            for column, value in enumerate(row, 1):
                sheet.cell(at, column).value = value
    left = {code: dict(said) for code, said in changes.items()}
    for line in sheet.iter_rows(min_row=2):
        for title, value in left.pop(str(line[0].value), {}).items():
            sheet.cell(line[0].row, heads[title]).value = value
    assert not left, left
    book.save(path)


def codes_of(path: str) -> list[str]:
    return [str(line[0]) for line in openpyxl.load_workbook(path)["Isian"].iter_rows(min_row=2, values_only=True)]


SAID: Form = {
    "1.i.a": {"TANGGAL": date(2025, 8, 20), "TAUTAN": "https://contoh.go.id/sk", "OLEH": "Ani", "CATATAN": "di lemari"},
    "1.iii.b": {"TANGGAL": "05/09/2025", "TEMPAT": "lemari arsip"},
    "5.v.a": {"TANGGAL": "20 September 2025", "TAUTAN": "https://contoh.go.id/pakta"},
}


@pytest.mark.parametrize("order", ["", "BUKTI FISIK"])
def test_what_is_filled_in_is_marked_once(jambi: Path, zi: Zi, order: str) -> None:
    assert zi("form", "bukti", "-o", "isian.xlsx", "--on", "2025-10-15")[0] == 0
    assert len(codes_of("isian.xlsx")) == 111
    fill("isian.xlsx", SAID, order=order)
    before = jambi.read_text(encoding="utf-8")
    code, out, _ = zi("import", "isian.xlsx", "--dry-run")
    assert (code, jambi.read_text(encoding="utf-8")) == (0, before)
    assert "3 bukti baru" in out
    assert zi("import", "isian.xlsx")[0] == 2, "without a yes nothing is written"
    assert zi("import", "isian.xlsx", "--yes")[0] == 0
    after = jambi.read_text(encoding="utf-8")
    for line in ("- tanggal: 2025-08-20", 'tautan: "https://contoh.go.id/sk"', "tempat: lemari arsip", "oleh: Ani"):
        assert line in after
    kept = iter(after.splitlines())
    assert all(line in kept for line in before.splitlines()), "it only adds"
    assert zi("check")[0] == 0
    code, out, _ = zi("import", "isian.xlsx", "--yes")
    assert (code, jambi.read_text(encoding="utf-8")) == (0, after)
    assert "3 baris sudah ada di rencana" in out


def test_several_periods_of_one_document_in_one_form(jambi: Path, zi: Zi) -> None:
    assert zi("form", "bukti", "-o", "isian.xlsx", "--on", "2025-12-31")[0] == 0
    book: Any = openpyxl.load_workbook("isian.xlsx")
    sheet = book["Isian"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    months = [line for line in sheet.iter_rows(min_row=2) if line[0].value == "2.ii.b"]
    for at, line in enumerate(months[:3], 9):
        sheet.cell(line[0].row, heads["TANGGAL"]).value = f"2025-{at:02}-05"
        sheet.cell(line[0].row, heads["TAUTAN"]).value = f"https://contoh.go.id/{at}"
    book.save("isian.xlsx")
    assert zi("import", "isian.xlsx", "--yes")[0] == 0
    text = jambi.read_text(encoding="utf-8")
    for month in ("Agustus", "September", "Oktober"):
        assert f"periode: {month} 2025" in text


def test_every_mistake_is_named_by_its_cell_and_nothing_is_written(jambi: Path, zi: Zi) -> None:
    assert zi("form", "bukti", "-o", "isian.xlsx", "--on", "2025-10-15")[0] == 0
    codes = [code for code in dict.fromkeys(codes_of("isian.xlsx")) if code != "2.ii.b"]
    good: Form = {key: {"TANGGAL": "2025-09-01", "TAUTAN": "https://contoh.go.id"} for key in codes[:40]}
    wrong: Form = {
        codes[40]: {"TANGGAL": "2025-02-30", "TAUTAN": "https://contoh.go.id"},
        codes[41]: {"TANGGAL": "minggu depan"},
        codes[42]: {"TAUTAN": "https://contoh.go.id"},
        codes[43]: {"TANGGAL": "2099-01-01"},
        codes[44]: {"TANGGAL": "2025-09-01", "TAUTAN": "javascript:alert(1)"},
        codes[45]: {"TANGGAL": "2025-09-01", "KUNCI": "1.i.a#00000000#"},
    }
    fill("isian.xlsx", good | wrong)
    before = jambi.read_bytes()
    code, _, err = zi("import", "isian.xlsx", "--yes")
    assert (code, jambi.read_bytes()) == (2, before)
    assert "6 hal harus dibetulkan" in err
    places = [line.strip().partition(":")[0] for line in err.splitlines()[1:7]]
    assert len(set(places)) == 6
    assert all(place[0].isalpha() and place[1:].isdigit() for place in places)
    for words in ('"2025-02-30" bukan tanggal', '"minggu depan"', "kosong", "belum terjadi", "http", "tertukar"):
        assert words in err
    assert zi("form", "bukti", "-o", "isian.xlsx", "--on", "2025-10-15")[0] == 0
    mended: Form = {key: {"TANGGAL": "2025-09-02", "TAUTAN": "https://contoh.go.id/b"} for key in codes[40:46]}
    fill("isian.xlsx", good | mended)
    assert zi("import", "isian.xlsx", "--yes")[0] == 0
    assert jambi.read_text(encoding="utf-8").count("- tanggal: 2025-09-0") == 46


def test_what_has_changed_since_is_told_and_other_plans_are_refused(jambi: Path, zi: Zi) -> None:
    assert zi("form", "bukti", "-o", "isian.xlsx", "--on", "2025-10-15")[0] == 0
    fill("isian.xlsx", SAID)
    assert zi("mark", "1.i.a", "--date", "2025-08-21", "--by", "Budi", "--link", "https://contoh.go.id/lain")[0] == 0
    before = jambi.read_bytes()
    code, _, err = zi("import", "isian.xlsx", "--yes")
    assert (code, jambi.read_bytes()) == (2, before)
    assert "sejak formulir dibuat sudah ditandai pada 21 Agustus 2025 oleh Budi" in err
    jambi.parent.rename(jambi.parent.parent / "kpu-lain-2025")
    code, _, err = zi("import", "isian.xlsx", "--yes")
    assert (code, "formulir rencana kpu-kota-jambi-2025, yang tidak ada di sini" in err) == (2, True)
