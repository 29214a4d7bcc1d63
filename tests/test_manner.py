"""Figures and days in one manner: people's in what people read, programs' in what programs read."""

import csv
import io
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from zi_cli.lke.angka import bulatkan
from zi_cli.render.media import MEDIA, Printed, Setting, chosen
from zi_cli.tables import Cell, Column, Page, Table, row
from zi_cli.views.cells import day_cell, difference, figure, percent

COLUMNS = tuple(Column(name) for name in ("NILAI", "SELISIH", "%", "TENGGAT"))


def _drawn(form: str, *cells: Cell) -> bytes:
    table = Table("Satu", COLUMNS, (row(*cells),))
    printed = Printed(page=lambda: Page("Satu", (table,)))
    return chosen(form, None, MEDIA, form).draw(printed, Setting())


@given(
    st.fractions(min_value=-1000, max_value=1000), st.fractions(min_value=0, max_value=1), st.dates(date(1901, 1, 1))
)
def test_one_cell_says_the_same_to_people_to_programs_and_to_a_spreadsheet(
    value: Fraction, share: Fraction, day: date
) -> None:
    cells = (figure(value), difference(value), percent(share, Fraction(1)), day_cell(day))
    shown = [each.text for each in cells]
    assert shown[0] == f"{float(bulatkan(value)):.2f}".replace(".", ",")
    assert shown[3].split()[0] == str(day.day)
    assert shown[3].split()[2] == str(day.year)
    lines = list(csv.reader(io.StringIO(_drawn("csv", *cells).decode())))
    assert lines[1] == [*(each.replace(",", ".") for each in shown[:3]), day.isoformat()]
    local = list(csv.reader(io.StringIO(_drawn("csv-id", *cells).decode("utf-8-sig")), delimiter=";"))
    assert local[1] == [*shown[:3], day.isoformat()]
    held = [
        each.value for each in list(load_workbook(io.BytesIO(_drawn("xlsx", *cells))).worksheets[0].iter_rows())[-1]
    ]
    exact = (bulatkan(value), bulatkan(value), bulatkan(share * 100) / 100)
    assert [round(float(str(each)), 6) for each in held[:3]] == [round(float(each), 6) for each in exact]
    assert str(held[3]) == f"{day.isoformat()} 00:00:00"
    page = _drawn("html", *cells).decode()
    assert f'<time datetime="{day.isoformat()}">{shown[3]}</time>' in page
    assert f">{shown[0]}<" in page


def test_what_is_not_there_is_a_dash_everywhere() -> None:
    cells = (figure(Fraction(1)), difference(Fraction(0)), percent(Fraction(0), Fraction(0)), day_cell(None))
    assert [each.text for each in cells] == ["1,00", "0,00", "-", "-"]
    assert _drawn("csv", *cells).decode().splitlines()[1] == "1.00,0.00,-,-"
