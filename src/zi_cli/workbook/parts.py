"""New values in the cells of a workbook, with every other part of it as it is, byte for byte.

openpyxl writes a workbook anew and leaves out what it does not know (macros, pictures, the look of comments,
conditions of newer Excels). So only the parts of the sheets concerned are touched here, cell by cell, and all else is
copied. A formula stays as it is written; beside it stands the value that it gives, for those who do not work it out:
previews, telephones, other programs.
"""

import io
import posixpath
import zipfile
from collections.abc import Mapping
from typing import Any

from zi_cli.errors import Refusal
from zi_cli.text.characters import FORBIDDEN
from zi_cli.workbook.cells import CellError, Value
from zi_cli.workbook.workings import CellPlace, column_of, letters_of

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WORKBOOK = "xl/workbook.xml"
_WHOLE = 1e15
"""Below it a whole number is written with all its digits."""


def filled_workbook(raw: bytes, typed: Mapping[CellPlace, Value], worked: Mapping[CellPlace, Value | None]) -> bytes:
    """The workbook with values typed into cells, and with what its formulas give; None: its formula's value is unknown.

    A cell that is not there is made, with the looks of the one before it.
    """
    with zipfile.ZipFile(io.BytesIO(raw)) as given:
        parts = _sheets(given)
        changed = {
            part: _sheet(given.read(part), _of(typed, sheet), _of(worked, sheet))
            for sheet, part in parts.items()
            if any(place.sheet == sheet for place in (*typed, *worked))
        }
        changed[_WORKBOOK] = _worked_out_when_opened(given.read(_WORKBOOK))
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            for info in given.infolist():
                made.writestr(info, changed.get(info.filename) or given.read(info.filename))
    return out.getvalue()


def _of(values: Mapping[CellPlace, Value], sheet: str) -> dict[str, Value]:
    return {place.address: value for place, value in values.items() if place.sheet == sheet}


def _tree(raw: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    tree = etree.fromstring(raw, parser)
    if tree.getroottree().docinfo.doctype:
        raise Refusal("Buku kerja itu memuat DOCTYPE; buka di Excel, simpan lagi sebagai .xlsx, lalu ulangi.")
    return tree


def _bytes(tree: Any) -> bytes:
    from lxml import etree

    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def _sheets(given: zipfile.ZipFile) -> dict[str, str]:
    """The part of every sheet, by the sheet's name."""
    relations = _tree(given.read("xl/_rels/workbook.xml.rels"))
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    return {
        each.get("name"): posixpath.normpath(posixpath.join("/xl", targets.get(each.get(_RELATION), ""))).lstrip("/")
        for each in _tree(given.read(_WORKBOOK)).iter(f"{_MAIN}sheet")
    }


def _worked_out_when_opened(raw: bytes) -> bytes:
    """The workbook's own part, asking that Excel works everything out once more."""
    tree = _tree(raw)
    found = tree.find(f"{_MAIN}calcPr")
    if found is None:
        found = tree.makeelement(f"{_MAIN}calcPr", {})
        before = [each for each in tree if each.tag in (f"{_MAIN}{name}" for name in _BEFORE_CALCULATION)]
        before[-1].addnext(found)
    found.set("fullCalcOnLoad", "1")
    return _bytes(tree)


_BEFORE_CALCULATION = ("sheets", "functionGroups", "externalReferences", "definedNames")
"""After these the schema wants it; `sheets` is always there."""


def _sheet(raw: bytes, typed: Mapping[str, Value], worked: Mapping[str, Value]) -> bytes:
    tree = _tree(raw)
    cells = _Cells(tree.find(f"{_MAIN}sheetData"))
    for address, value in typed.items():
        cells.put(cells.at(address), value)
    for address, value in worked.items():
        cells.show(cells.at(address), value)
    _unlink(tree, typed)
    return _bytes(tree)


def _unlink(tree: Any, typed: Mapping[str, Value]) -> None:
    """Take away where a cell led before something else was typed into it."""
    links = tree.find(f"{_MAIN}hyperlinks")
    for each in list(links) if links is not None else ():
        if each.get("ref") in typed:
            links.remove(each)
    if links is not None and not len(links):
        tree.remove(links)


class _Cells:
    """The rows of a sheet, and the cells in them."""

    def __init__(self, rows: Any) -> None:
        self._rows = rows
        self._known: dict[int, Any] = {}
        self._cells: dict[str, Any] = {}
        number = 0
        for row in rows:  # some programs name no place: then a cell stands behind the one before
            number = int(row.get("r", number + 1))
            row.set("r", str(number))
            self._known[number] = row
            column = 0
            for cell in row:
                column = _column(cell) if cell.get("r") else column + 1
                cell.set("r", f"{letters_of(column)}{number}")
                self._cells[cell.get("r")] = cell

    def at(self, address: str) -> Any:
        """The cell there; a new one in its place where there is none."""
        if address not in self._cells:
            letters = address.rstrip("0123456789")
            row = self._row(int(address[len(letters) :]))
            made = row.makeelement(f"{_MAIN}c", {"r": address})
            before = [each for each in row if _column(each) < column_of(letters)]
            if before and (look := before[-1].get("s")):
                made.set("s", look)
            row.insert(len(before), made)
            self._cells[address] = made
        return self._cells[address]

    def _row(self, number: int) -> Any:
        if number not in self._known:
            made = self._rows.makeelement(f"{_MAIN}row", {"r": str(number)})
            self._rows.insert(sum(each < number for each in self._known), made)
            self._known[number] = made
        return self._known[number]

    @staticmethod
    def put(cell: Any, value: Value) -> None:
        """Type a value into a cell: it says nothing else then."""
        for each in list(cell):
            cell.remove(each)
        cell.attrib.pop("t", None)
        if isinstance(value, str) and not isinstance(value, CellError):
            cell.set("t", "inlineStr")
            said = cell.makeelement(f"{_MAIN}t", {_SPACE: "preserve"})
            said.text = _written(value)
            inside = cell.makeelement(f"{_MAIN}is", {})
            inside.append(said)
            cell.append(inside)
        elif value is not None:
            _Cells.show(cell, value)

    @staticmethod
    def show(cell: Any, value: Value) -> None:
        """Put beside a formula what it gives; None takes away what stood there."""
        for each in cell.findall(f"{_MAIN}v"):
            cell.remove(each)
        cell.attrib.pop("t", None)
        if value is None:
            return
        if isinstance(value, bool):
            cell.set("t", "b")
        elif isinstance(value, str):
            cell.set("t", "e" if isinstance(value, CellError) else "str")
        said = cell.makeelement(f"{_MAIN}v", {})
        said.text = str(int(value)) if isinstance(value, bool) else _written(value)
        cell.insert(len(cell.findall(f"{_MAIN}f")), said)


def _written(value: float | str) -> str:
    if isinstance(value, str):
        return FORBIDDEN.sub("", str(value))
    return str(int(value)) if value.is_integer() and abs(value) < _WHOLE else repr(value)


def _column(cell: Any) -> int:
    return column_of(cell.get("r", "A").rstrip("0123456789"))
