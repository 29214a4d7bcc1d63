"""What the formulas of a workbook give, and new values in a workbook whose other parts stay as they are."""

import io
import re
import zipfile
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula

from zi_cli.workbook.cells import CellError, UnworkableError, Value
from zi_cli.workbook.parts import filled_workbook
from zi_cli.workbook.workings import CellPlace, Workings


def book(**cells: Any) -> bytes:
    made = openpyxl.Workbook()
    page: Any = made.active
    page.title = "Lembar A"
    for address, value in cells.items():
        page[address] = value
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


GIVEN = {"A1": "Ya", "A2": 4, "A3": "3", "A4": None, "A5": True, "A6": "Blm Diisi", "A7": "=1/0", "B1": "a", "B2": 0.5}


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=1+2*3^2", 19.0),
        ("=-2^2", 4.0),  # a sign binds more than a power, as Excel has it
        ("=2-3-4", -5.0),
        ("=(2-3)*-4", 4.0),
        ("=50%*A2", 2.0),
        ('=A2&" dari "&4.50', "4 dari 4.5"),
        ('=A1="ya"', True),
        ('=A4=""', True),
        ("=A4=0", True),
        ('=A2<"a"', True),  # a number stands before any text
        ("=A3*2", 6.0),
        ("=A6*2", CellError.VALUE),
        ("=A7+1", CellError.DIVISION),
        ("=A4", 0.0),
        ('=IF(A1="Ya",1,1/0)', 1.0),
        ("=IF(A4,1)", False),
        ("=IF(A2>3,,5)", 0.0),
        ('=IFERROR(A7,"-")', "-"),
        ("=IFNA(A7,0)", CellError.DIVISION),
        ('=_xlfn.IFS(A2=1,"satu",A2=4,"empat")', "empat"),
        ('=_xlfn.SWITCH(B1,"A",1,"B",2,9)', 1.0),
        ("=CHOOSE(2,10,20)", 20.0),
        ("=AVERAGE(A1:A4)", 4.0),  # texts and empty cells do not count
        ("=AVERAGE(A6)", CellError.DIVISION),
        ('=AVERAGE("6",2)', 4.0),
        ("=SUM(A2:B2,1)", 5.5),
        ("=SUM(A1:A7)", CellError.DIVISION),
        ("=COUNT(A1:B6)", 2.0),
        ("=COUNTA(A1:A6)", 5.0),
        ("=COUNTBLANK(A1:A6)", 1.0),
        ('=COUNTIF(A1:A6,"ya")', 1.0),
        ('=COUNTIF(A1:B6,">=0.5")', 2.0),
        ('=COUNTIF(A1:A6,"<>")', 5.0),
        ("=COUNTIF(A1:A6,TRUE)", 1.0),
        ('=COUNTIF(A1:A6,"<>FALSE")', 6.0),
        ("=COUNTIF(A3:A3,3)", 1.0),  # a figure that stands there as a text
        ('=COUNTIF(A3:A3,">2")', 0.0),
        ('=SUMIF(A1:A2,"Ya",B1:B2)', 0.0),
        ('=AVERAGEIF(A1:A2,4,B1:B2)', 0.5),
        ("=SUMPRODUCT(A2:B2,A2:B2)", 16.25),
        ("=MIN(A2,B2)", 0.5),
        ("=MAX(A1)", 0.0),
        ("=ROUND(2.675,2)", 2.68),  # as people read it, not as the fraction of two lies
        ("=ROUNDDOWN(-2.679,2)", -2.67),
        ("=ROUNDUP(2.001,2)", 2.01),
        ("=INT(-0.5)", -1.0),
        ("=ABS(-4)", 4.0),
        ("=AND(A2=4,A5)", True),
        ("=OR(A1:A1)", CellError.VALUE),
        ("=NOT(A5)", False),
        ("=ISNUMBER(A3)", False),
        ("=ISBLANK(A4)", True),
        ("=ISERROR(A7)", True),
        ("=ISTEXT(A7)", False),
        ("=ISNA(NA())", True),
        ('=VLOOKUP("Ya",A1:B2,2,FALSE)', "a"),
        ("=VLOOKUP(9,A2:B2,2)", 0.5),
        ('=VLOOKUP("x",A1:B2,2,FALSE)', CellError.MISSING),
        ("=INDEX(A1:B2,2,2)", 0.5),
        ('=MATCH("a",A1:B1,0)', 2.0),
        ('=TRIM("  dua   kata ")', "dua kata"),
        ('=TRIM(" dua\nkata ")', "dua\nkata"),
        ('=1E20&""', "1E+20"),
        ('=UPPER(LEFT(A1,1))&LOWER(RIGHT(A1))&MID("abc",2,1)', "Yab"),
        ('=LEN("tiga")', 4.0),
        ('=CONCATENATE(A1,"/",A2)', "Ya/4"),
        ('=VALUE("12.5%")', 0.125),
        ('=HYPERLINK("https://a.go.id","bukti")', "bukti"),
        ("='lembar b'!#ref!", CellError.REFERENCE),
        ("='Lembar A'!A2+$A$2", 8.0),
        ("=SUM(A:A)", CellError.DIVISION),
        ("=#REF!+1", CellError.REFERENCE),
        ("=0^-1", CellError.DIVISION),
        ("=10^999", CellError.NUMBER),
        ("=1E308*10", CellError.NUMBER),
        ("=SUM(1E308,1E308)", CellError.NUMBER),
        ('="1E999"*1', CellError.VALUE),
        ("=0.1+0.2=0.3", True),  # numbers are compared by fifteen digits
        ("=0.1+0.7>=0.8", True),
    ],
)  # fmt: skip
def test_a_formula_gives_what_excel_documents(formula: str, value: Value) -> None:
    found = Workings.of(book(**GIVEN, D1=formula)).value(CellPlace("Lembar A", 1, 4))
    assert (type(found), found) == (type(value), pytest.approx(value) if isinstance(value, float) else value)


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("=AGGREGATE(1,6,A1:A3)", "AGGREGATE"),
        ("=D1+1", "merujuk ke dirinya sendiri"),
        ("=SUM([1]Lain!A1)", "Lain"),
        ('=COUNTIF(A1:A6,"Y*")', "COUNTIF"),
        ("=VLOOKUP(1)", "VLOOKUP"),
        ('=SUMPRODUCT((A1:A3="Ya")*B1:B3)', "rentang"),
        ("=IFERROR(A1:A3,0)", "rentang"),
        ('=OR(A1:A3="Ya")', "rentang"),
        ("=A1:A3", "rentang"),
        ("=SUM(A1:A3 A2:B2)", "SUM"),
        ('=SUMIF(A1:A3,"Ya",B1)', "SUMIF"),
        ("=SUM(INDEX(A1:B3,0,2))", "INDEX"),
        ('=MATCH("Y*",A1:A3,0)', "pencarian"),
        ('=VLOOKUP("Y?",A1:B3,2,FALSE)', "pencarian"),
        (ArrayFormula("D1:D3", "=A1:A3"), "RUMUS.ARRAY"),
    ],
)
def test_what_is_not_worked_out_says_so_and_never_guesses(formula: object, said: str) -> None:
    workings = Workings.of(book(**GIVEN, D1=formula, E1="=D1", F1="=IF(A2=4,1,D1)"))
    with pytest.raises(UnworkableError, match=said.replace(".", r"\.")):
        workings.value(CellPlace("Lembar A", 1, 5))
    assert workings.value(CellPlace("Lembar A", 1, 6)) == 1.0, "a branch that is not taken may hold anything"


def test_a_cell_as_given_stands_in_the_place_of_its_own() -> None:
    workings = Workings.of(book(A1=1, B1="=A1*2", C1="=B1+1"))
    assert workings.value(CellPlace("Lembar A", 1, 3)) == 3.0
    assert workings.given({CellPlace("Lembar A", 1, 1): 5.0}).value(CellPlace("Lembar A", 1, 3)) == 11.0
    assert workings.given({CellPlace("Lembar A", 1, 2): 5.0}).value(CellPlace("Lembar A", 1, 3)) == 6.0
    assert workings.value(CellPlace("Lembar A", 1, 3)) == 3.0


def test_texts_that_grow_and_references_that_go_deep_end() -> None:
    growing = {f"A{row}": f"=A{row - 1}&A{row - 1}" for row in range(2, 60)}
    assert Workings.of(book(A1="panjang", **growing)).value(CellPlace("Lembar A", 59, 1)) is CellError.VALUE
    deep = {f"A{row}": f"=A{row - 1}+1" for row in range(2, 3000)}
    with pytest.raises(UnworkableError):
        Workings.of(book(A1=1, **deep)).value(CellPlace("Lembar A", 2999, 1))


def dressed() -> bytes:
    """A workbook with all that openpyxl can write, and a part that it does not know."""
    made = openpyxl.Workbook()
    page: Any = made.active
    page.title = "LKE"
    page["A1"], page["B1"], page["A2"], page["C1"] = "satu", 2, "=B1*2", "tautan"
    page["D1"] = "=A2/0"
    page["C1"].hyperlink = "https://lama.go.id"
    page["A1"].comment = Comment("lihat SK", "TPI")
    page.add_data_validation(DataValidation(type="list", formula1='"Ya,Tidak"', sqref="B1:B9"))
    page.conditional_formatting.add("A2", CellIsRule(operator="lessThan", formula=["1"]))  # type: ignore[no-untyped-call]
    page.print_title_rows = "1:1"
    made.create_sheet("Lain")["A1"] = "=LKE!A2"
    out = io.BytesIO()
    made.save(out)
    with zipfile.ZipFile(out, "a") as parts:
        parts.writestr("xl/vbaProject.bin", b"makro")
    return out.getvalue()


def test_only_the_cells_that_are_meant_change() -> None:
    raw = dressed()
    typed: dict[CellPlace, Value] = {
        CellPlace("LKE", 1, 2): 5.0,
        CellPlace("LKE", 1, 3): "=1+1\nhttps://baru.go.id",
        CellPlace("LKE", 7, 4): "ba\x0bru",
    }
    worked: dict[CellPlace, Value] = {
        CellPlace("LKE", 2, 1): 10.0,
        CellPlace("LKE", 1, 4): CellError.DIVISION,
        CellPlace("Lain", 1, 1): 10.0,
    }
    made = filled_workbook(raw, typed, worked)
    with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(io.BytesIO(made)) as after:
        assert before.namelist() == after.namelist()
        changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
        assert changed == {"xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"}
        sheet = after.read("xl/worksheets/sheet1.xml").decode()
        assert sheet.count("<dataValidation ") == 1
        assert sheet.count("<conditionalFormatting ") == 1
    values: Any = openpyxl.load_workbook(io.BytesIO(made), data_only=True)
    formulas: Any = openpyxl.load_workbook(io.BytesIO(made))
    assert [values["LKE"][each].value for each in ("A1", "A2", "B1", "D1", "D7")] == ["satu", 10, 5, "#DIV/0!", "baru"]
    assert (values["LKE"]["C1"].value, values["LKE"]["C1"].data_type) == ("=1+1\nhttps://baru.go.id", "s")
    assert values["LKE"]["C1"].hyperlink is None, "what was typed over leads nowhere any more"
    assert (values["Lain"]["A1"].value, formulas["Lain"]["A1"].value) == (10, "=LKE!A2")
    assert (formulas["LKE"]["A2"].value, formulas["LKE"]["D1"].value) == ("=B1*2", "=A2/0")
    assert formulas["LKE"]["A1"].comment.text == "lihat SK"
    assert formulas.calculation.fullCalcOnLoad


def test_filled_twice_is_filled_once() -> None:
    typed, worked = {CellPlace("LKE", 1, 2): 5.0}, {CellPlace("LKE", 2, 1): 10.0}
    once = filled_workbook(dressed(), typed, worked)
    assert filled_workbook(once, typed, worked) == once


def test_cells_that_name_no_place_are_found_by_their_order() -> None:
    raw = dressed()
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as parts, zipfile.ZipFile(made, "w") as bare:
        for name in parts.namelist():
            text = parts.read(name)
            bare.writestr(name, re.sub(rb'(<(?:c|row)) r="[A-Z]*[0-9]+"', rb"\1", text) if "sheet1" in name else text)
    done = filled_workbook(made.getvalue(), {CellPlace("LKE", 1, 2): 5.0}, {CellPlace("LKE", 2, 1): 10.0})
    values: Any = openpyxl.load_workbook(io.BytesIO(done), data_only=True)
    assert [values["LKE"][each].value for each in ("A1", "B1", "C1", "A2")] == ["satu", 5, "tautan", 10]


def test_what_a_formula_gives_may_be_taken_away() -> None:
    known = filled_workbook(dressed(), {}, {CellPlace("LKE", 2, 1): 10.0})
    unknown = filled_workbook(known, {}, {CellPlace("LKE", 2, 1): None})
    values: Any = openpyxl.load_workbook(io.BytesIO(unknown), data_only=True)
    assert values["LKE"]["A2"].value is None
