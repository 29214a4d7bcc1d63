"""Excel → grids, by openpyxl: what its cells show, where their links lead, and which days they hold."""

import io
import math
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from zi_cli.errors import Refusal
from zi_cli.imports.grids import ACROSS, EMPTY, Grid, GridCell, Opened, ProseLine, lines_of
from zi_cli.plan.hari import BULAN, written_day
from zi_cli.workbook.cells import COLUMNS_READ, ROWS_READ

_LINK = re.compile(r'=\s*HYPERLINK\(\s*"((?:[^"]|"")+)"', re.IGNORECASE)
_FAR = 500
"""Empty rows behind which nothing is looked for."""
_NO_VALUE = re.compile(rb"<f[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")


def read(raw: bytes, name: str) -> Opened:
    """The sheets of a workbook, those that are shown first."""
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of what it does not keep; none of it is needed here
            book: Any = load_workbook(io.BytesIO(raw), data_only=True, rich_text=True)
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            pages = [parts.read(each) for each in parts.namelist() if "worksheets/" in each]
        missing = sum(len(_NO_VALUE.findall(each)) for each in pages)
        leading = _leading(raw) if any(b"HYPERLINK(" in each for each in pages) else {}
    except Exception as error:  # openpyxl lets through whatever a torn file makes its parsers raise
        raise Refusal(
            f"{name} rusak atau tidak utuh; buka di Excel, simpan lagi sebagai .xlsx, lalu ulangi."
        ) from error
    grids = sorted((_grid(sheet, leading) for sheet in book.worksheets), key=lambda each: each.hidden)
    said = (
        [f"{missing} sel berisi rumus tanpa nilai tersimpan; buka di Excel dan simpan, lalu ulangi."] if missing else []
    )
    properties = {each.name: str(each.value) for each in book.custom_doc_props.props}
    return Opened(name, "xlsx", tuple(grids), tuple(said), properties)


def _leading(raw: bytes) -> dict[tuple[str, str], str]:
    """Where cells lead by a formula, as Google Sheets writes links: by the sheet and the address of the cell."""
    from openpyxl import load_workbook

    book: Any = load_workbook(io.BytesIO(raw))
    return {
        (sheet.title, cell.coordinate): found[1].replace('""', '"')
        for sheet in book.worksheets
        for row in _rows(sheet)
        for cell in row
        if cell.data_type == "f" and (found := _LINK.match(str(cell.value)))
    }


def _grid(sheet: Any, leading: Mapping[tuple[str, str], str]) -> Grid:
    rows = [
        [_cell(each, leading.get((sheet.title, each.coordinate), "") if leading else "") for each in row]
        for row in _rows(sheet)
    ]
    while rows and not any(rows[-1]):
        rows.pop()
    height, width = len(rows), max(map(len, rows), default=0)
    for span in sheet.merged_cells.ranges:
        top, left = span.min_row - 1, span.min_col - 1
        if top >= height or left >= width:
            continue
        said = rows[top][left]
        lower = GridCell(said.lines, said.link, said.day, said.number, merged=True)
        for at in range(top, min(span.max_row, height)):
            for column in range(left, min(span.max_col, width)):
                if (at, column) != (top, left):
                    rows[at][column] = ACROSS if column > left else lower
    return Grid(
        f"lembar {sheet.title}", tuple(map(tuple, rows)), hidden=sheet.sheet_state != "visible",
        hidden_columns=frozenset(_hidden(sheet)),
    )  # fmt: skip


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    """The rows down to the last that says something; what stands far below is a slip of the hand."""
    height, width = min(sheet.max_row, ROWS_READ), min(sheet.max_column, COLUMNS_READ)
    for top in range(1, height + 1, _FAR):
        found = tuple(sheet.iter_rows(top, min(top + _FAR - 1, height), 1, width))
        yield from found
        if all(each.value is None for row in found for each in row):
            return


def _hidden(sheet: Any) -> list[int]:
    return [
        at - 1 for each in sheet.column_dimensions.values() if each.hidden and each.min
        for at in range(each.min, min(each.max, COLUMNS_READ) + 1)
    ]  # fmt: skip


def _cell(found: Any, leads: str = "") -> GridCell:
    value = found.value
    link = leads or getattr(getattr(found, "hyperlink", None), "target", None) or ""
    if value is None:
        return GridCell((), link) if link else EMPTY
    if isinstance(value, datetime | date):
        day = value.date() if isinstance(value, datetime) else value
        return GridCell((ProseLine(_shown_day(day, str(found.number_format))),), link, day)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return GridCell(lines_of(_text(value)), link)
    return GridCell((ProseLine(_shown_number(value, str(found.number_format))),), link, None, float(value))


def _text(value: Any) -> str:
    """What a cell says, its italics between stars."""
    if isinstance(value, str | time | bool) or not isinstance(value, list):
        return str(value)
    parts = []
    for each in value:
        said = str(each)
        bare = said.strip()
        italic = bool(getattr(getattr(each, "font", None), "i", False)) and bare
        parts.append(said.replace(bare, f"*{bare}*", 1) if italic else said)
    return "".join(parts).replace("**", "")


def _shown_day(day: date, form: str) -> str:
    return written_day(day) if "d" in form.lower() else f"{BULAN[day.month - 1]} {day.year}"


def _shown_number(value: float, form: str) -> str:
    if form.endswith("%"):
        return f"{round(value * 100, 2):g}%"
    return str(int(value)) if value == int(value) else f"{value:.15g}"
