"""JSON and CSV: for programs, and for the spreadsheets that people open them in."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

from zi_cli.errors import Refusal
from zi_cli.render.visible import visible
from zi_cli.tables import Sentence, Table, tabular
from zi_cli.text.characters import ESCAPED

if TYPE_CHECKING:
    from zi_cli.render.media import Printed, Setting

_RUMUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, full-width forms too."""
_ANGKA = re.compile(r"-|[+-][0-9]+(?:[.,][0-9]+)?%?")
"""What begins like a formula and is none: a sign with its figure, or the dash of what is not there."""


def as_json(data: Any) -> str:
    """The value as JSON, readable, one trailing newline; what a terminal would obey is written as an escape."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return ESCAPED.sub(lambda match: json.dumps(match[0])[1:-1], text) + "\n"


def as_csv(table: Table) -> str:
    """The table as CSV (RFC 4180) with its headings; a text that a spreadsheet would run is led by an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_harmless(column.title) for column in table.columns])
    for line in table.grid():
        writer.writerow([_harmless(cell.text) if cell else "" for cell in line])
    return out.getvalue()


def json_document(printed: Printed, _setting: Setting) -> bytes:
    """What is printed, as its value for programs."""
    if printed.data is None:
        raise Refusal(f"{printed.page().title}: tidak ada nilai untuk json; pilih bentuk lain.")
    return as_json(printed.data()).encode()


def csv_document(printed: Printed, _setting: Setting) -> bytes:
    """What is printed, as its flat table; a page that has none, as its tables with an empty line between."""
    if printed.table is not None:
        return as_csv(printed.table()).encode()
    tables = (tabular(each) for each in printed.page().body if not isinstance(each, Sentence))
    return "\r\n".join(map(as_csv, tables)).encode()


def _harmless(text: str) -> str:
    text = visible(text)
    return f"'{text}" if text.startswith(_RUMUS) and _ANGKA.fullmatch(text) is None else text
