"""JSON and CSV: for programs, and for the spreadsheets that people open them in."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from zi_cli.errors import Refusal
from zi_cli.render.visible import visible
from zi_cli.tables import Cell, Sentence, Table, tabular
from zi_cli.text.characters import ESCAPED

if TYPE_CHECKING:
    from zi_cli.render.media import Printed, Setting

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, full-width forms too."""
_FIGURE = re.compile(r"-|[+-][0-9]+(?:[.,][0-9]+)?%?")
"""What begins like a formula and is none: a sign with its figure, or the dash of what is not there."""


def as_json(data: Any) -> str:
    """The value as JSON, readable, one trailing newline; what a terminal would obey is written as an escape."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return ESCAPED.sub(lambda match: json.dumps(match[0])[1:-1], text) + "\n"


def streamed(
    head: Mapping[str, Any], key: str, items: Iterable[str], tail: Callable[[], Mapping[str, Any]] = dict
) -> Iterator[str]:
    """The value `{**head, key: [items], **tail}` as JSON, item by item, each as `item` writes it.

    `tail` is asked when all items have come.
    """
    yield as_json(head).removesuffix("\n}\n") + f',\n  "{key}": ['
    first = True
    for each in items:
        yield ("" if first else ",") + "\n" + each
        first = False
    yield "]" if first else "\n  ]"
    more = as_json(dict(tail())).removeprefix("{").rstrip("\n}")
    yield f",{more}\n}}\n" if more else "\n}\n"


def item(data: Any) -> str:
    """One item of what is streamed, indented as it stands in the whole."""
    return "    " + as_json(data).rstrip("\n").replace("\n", "\n    ")


def as_csv(table: Table) -> str:
    """The table as CSV (RFC 4180) with its headings; a text that a spreadsheet would run is led by an apostrophe."""
    return _csv(table, ",", _stated)


def _csv(table: Table, between: str, stated: Callable[[Cell], str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=between)
    writer.writerow([_harmless(column.title) for column in table.columns])
    for line in table.grid():
        writer.writerow([_harmless(stated(cell)) if cell else "" for cell in line])
    return out.getvalue()


def _stated(cell: Cell) -> str:
    """What a cell says to a program: a figure with a point, a day as `2025-11-20`, any other text as it is."""
    if isinstance(cell.value, datetime):
        return cell.value.isoformat(" ", "minutes")
    if isinstance(cell.value, date):
        return cell.value.isoformat()
    return cell.text if cell.value is None else cell.text.replace(",", ".")


def _local(cell: Cell) -> str:
    """What it says to an Indonesian Excel: a figure with a comma; a day as for programs, of which it makes one."""
    return _stated(cell) if isinstance(cell.value, date) else cell.text


def json_document(printed: Printed, _setting: Setting) -> bytes:
    """What is printed, as its value for programs."""
    if printed.stream is not None:
        return "".join(printed.stream()).encode()
    if printed.data is None:
        raise Refusal(f"{printed.page().title}: tidak ada nilai untuk json; pilih bentuk lain.")
    return as_json(printed.data()).encode()


def csv_document(printed: Printed, _setting: Setting) -> bytes:
    """What is printed, as its flat table; a page that has none, as its tables with an empty line between."""
    return "\r\n".join(map(as_csv, _tables(printed))).encode()


def local_csv_document(printed: Printed, _setting: Setting) -> bytes:
    """The same for an Indonesian Excel, opened by a double click: semicolons, decimal commas, and a mark of UTF-8."""
    tables = (_csv(each, ";", _local) for each in _tables(printed))
    return b"\xef\xbb\xbf" + "\r\n".join(tables).encode()


def _tables(printed: Printed) -> list[Table]:
    if printed.table is not None:
        return [printed.table()]
    return [tabular(each) for each in printed.page().blocks if not isinstance(each, Sentence)]


def _harmless(text: str) -> str:
    text = visible(text)
    return f"'{text}" if text.startswith(_FORMULA) and _FIGURE.fullmatch(text) is None else text
