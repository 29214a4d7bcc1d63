"""Workbooks: text stays text, what is worked in can be sorted, what is printed is merged, formulas have a value."""

import io
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from zi_cli.render.media import Printed, Setting
from zi_cli.render.xlsx import document
from zi_cli.tables import Cell, Column, Form, Page, Row, Table, WorkbookCell, row

Zi = Callable[..., tuple[int, str, str]]


def opened(raw: bytes, *, values: bool = False) -> Any:
    return openpyxl.load_workbook(io.BytesIO(raw), data_only=values, rich_text=True)


def drawn(*tables: Table, book: tuple[Table, ...] | None = None, marks: dict[str, str] | None = None) -> bytes:
    page = Page("Uji", tables)
    return document(Printed(lambda: page, book=(lambda: book) if book else None, marks=marks or {}), Setting())


@pytest.mark.parametrize(
    "text", ["=1+1", "+62", "-1", "@x", "http://contoh.go.id", "1.10", "2025-08-20", "a\x07b", "'x", '=HYPERLINK("a")']
)
def test_no_text_becomes_anything_else(text: str) -> None:
    sheet = opened(drawn(Table("", (Column("A"), Column("B")), (row(text, "z"),)))).worksheets[0]
    cell = sheet["A2"]
    assert (cell.data_type, str(cell.value)) == ("s", text.replace("\x07", "\\x07"))
    assert cell.hyperlink is None


def test_the_plan_is_there_to_work_in_and_to_print(jambi: Path, zi: Zi) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        assert zi("render", "lampiran", "--progress", "--on", "2025-10-15", "-o", name)[0] == 0
    assert Path("a.xlsx").read_bytes() == Path("b.xlsx").read_bytes()
    book = opened(Path("a.xlsx").read_bytes())
    data, printed = book.worksheets
    assert data.title == "Data"
    assert (data.max_row, data.freeze_panes, data.merged_cells.ranges) == (88, "B2", set())
    assert data.auto_filter.ref == f"A1:J{data.max_row}"
    assert [data["A2"].value, data["I2"].value] == ["1.i.a", "terlambat"]
    assert len(printed.merged_cells.ranges) > 20
    assert (printed.page_setup.paperSize, printed.page_setup.orientation) == (14, "landscape"), "Folio is F4"
    assert printed.print_title_rows == "$9:$10"
    assert printed.page_setup.fitToHeight == 0
    groups = {
        number for number, line in enumerate(printed.iter_rows(values_only=True), 1) if str(line[0])[:1].isdigit()
    }
    assert not groups & {each.id for each in printed.row_breaks.brk}, "no area's name is left at the foot of a page"


FILLED = (
    Table(
        "Ringkas",
        (Column("JUMLAH"),),
        (row(Cell("", entry=WorkbookCell(Fraction(7, 2), "={a}*{b}+1", form=Form.FIGURE))),),
    ),
    Table(
        "Isian/1",
        (Column("NAMA"), Column("NILAI"), Column("PILIHAN"), Column("HARI"), Column("kunci", hidden=True)),
        (
            Row(
                (
                    Cell("Ani"),
                    Cell(
                        "",
                        entry=WorkbookCell(
                            Fraction(1), name="a", form=Form.COUNT, open=True, bounds=(Fraction(0), Fraction(9))
                        ),
                    ),
                    Cell("", entry=WorkbookCell("A", open=True, choices=("A", "B"))),
                    Cell("", entry=WorkbookCell(date(2025, 8, 20), form=Form.DAY, open=True)),
                    Cell("k1", entry=WorkbookCell("k1")),
                )
            ),
            row("Budi", Cell("", entry=WorkbookCell(Fraction(5, 2), name="b")), "", "", ""),
        ),
    ),
)


def test_formulas_find_their_cells_and_carry_their_value() -> None:
    raw = drawn(book=FILLED, marks={"zi-rencana": "kpu"})
    assert opened(raw)["Ringkas"]["A2"].value == "='Isian 1'!B2*'Isian 1'!B3+1"
    assert opened(raw, values=True)["Ringkas"]["A2"].value == 3.5
    sheet = opened(raw)["Isian 1"]
    assert sheet["D2"].value.date() == date(2025, 8, 20)
    assert sheet.column_dimensions["E"].hidden
    assert sheet.protection.sheet
    assert (sheet["B2"].protection.locked, sheet["A2"].protection.locked) == (False, True)
    assert sorted(rule.type for rule in sheet.data_validations.dataValidation) == ["date", "list", "whole"]
    assert opened(raw).custom_doc_props["zi-rencana"].value == "kpu"
    assert not opened(raw)["Ringkas"].protection.sheet


def test_sheets_are_named_as_excel_wants_each_once() -> None:
    names = ["a" * 40, "a" * 50, "x/y:z", "History", "'kutip'", ""]
    tables = tuple(Table(name, (Column("A"),), (row("1"),)) for name in names)
    found = opened(drawn(book=tables)).sheetnames
    assert len(found) == len({each.casefold() for each in found}) == len(names)
    assert all(0 < len(each) <= 31 and not set(each) & set("[]:*?/\\'") for each in found)


@pytest.mark.parametrize(
    "args", [("status",), ("list",), ("coverage",), ("score",), ("check",), ("render", "lke")], ids=" ".join
)
def test_every_page_is_a_workbook(jambi: Path, zi: Zi, args: tuple[str, ...]) -> None:
    assert zi(*args, "-o", "a.xlsx")[0] == 0
    book = opened(Path("a.xlsx").read_bytes())
    assert any(cell.value for sheet in book.worksheets for line in sheet.iter_rows() for cell in line)
