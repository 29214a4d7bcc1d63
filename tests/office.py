"""The Jambi plan as offices would have typed it: in Word, Excel or CSV, in many manners. What is imported is known."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conftest import JAMBI
from zi_cli.text.document import parse

SIX = ("NO", "KOMPONEN", "INDIKATOR", "LANGKAH AKSI", "BUKTI FISIK", "TARGET WAKTU")


@dataclass(frozen=True)
class Manner:
    """How a table is typed."""

    heads: tuple[str, ...] = SIX
    order: tuple[int, ...] = (0, 1, 2, 3, 4, 5)
    titles: tuple[str, ...] = ()
    """Lines above the head, each a row of its own in a sheet."""
    numbers: bool = True
    """A row (1) (2) … below the head."""
    merged: bool = True
    """Whether a komponen spans its rows; else it stands in the first of them."""
    area: str = "{nomor} {NAMA}"
    """How an area's title is written; with a tab it takes two cells."""
    page: int = 0
    """Rows of a page, after which the head is repeated and the next row is torn."""
    separator: str = ";"
    """Between documents."""


def jambi() -> Any:
    """The tree of the Jambi plan."""
    return parse(JAMBI.read_text(encoding="utf-8")).tree


Line = list[str]


def printed(tree: Any, manner: Manner) -> list[tuple[str, list[str]]]:
    """The rows as they are printed: their kind (`title`, `head`, `first`, `next`, `rest`), and six texts."""
    out: list[tuple[str, list[str]]] = [("title", [each]) for each in manner.titles]
    head = [("head", list(manner.heads)), *([("head", [f"({at})" for at in range(1, 7)])] if manner.numbers else [])]
    out += head
    count = 0
    for area in tree["area"]:
        name = manner.area.format(nomor=area["nomor"], NAMA=area["nama"].upper(), nama=area["nama"])
        out.append(("title", name.split("\t")))
        for komponen in area["komponen"]:
            for at, row in enumerate(komponen["indikator"]):
                documents = (manner.separator + " ").join(each["dokumen"] for each in row.get("bukti_fisik", []))
                cells = [row["uraian"], row.get("langkah_aksi", "-"), documents or "-", row.get("target_waktu", "-")]
                count += 1
                lead = [komponen.get("nomor", ""), komponen["nama"]]
                if manner.page and count % manner.page == 0 and " " in cells[0]:
                    before, _, after = cells[0].rpartition(" ")
                    out.append(("next" if at else "first", [*lead, before, *cells[1:]]))
                    out += [*head, ("rest", ["", "", after, "", "", ""])]
                else:
                    out.append(("next" if at else "first", [*lead, *cells]))
    return [
        (kind, [cells[each] for each in manner.order] if len(cells) == 6 and kind != "title" else cells)
        for kind, cells in out
    ]


def as_docx(path: Path, tree: Any, manner: Manner) -> None:
    """A Word file; with pages, a table for each."""
    import docx

    document = docx.Document()
    rows = printed(tree, manner)
    for each in manner.titles:
        document.add_paragraph(each)
    rows = [each for each in rows if each[0] != "title" or each[1][0] not in manner.titles]
    tables: list[list[tuple[str, list[str]]]] = []
    for row in rows:
        if row[0] == "head" and (not tables or tables[-1][-1][0] != "head"):
            tables.append([])
        tables[-1].append(row)
    for part in tables:
        table = document.add_table(rows=len(part), cols=6)
        grid = table._cells
        for at, (kind, cells) in enumerate(part):
            line = grid[at * 6 : at * 6 + 6]
            if kind == "title" and len(cells) == 1:
                line[0].merge(line[5]).text = cells[0]
                continue
            for place, text in enumerate(cells):
                own = manner.order[place] if len(cells) == 6 else place
                if not (kind == "next" and own < 2):
                    _italic(line[place], text)
        if manner.merged and not manner.page:
            _merge_docx(grid, part, manner)
    document.save(str(path))


def _italic(cell: Any, text: str) -> None:
    """A text whose stretches between stars are in italics."""
    paragraph = cell.paragraphs[0]
    for count, piece in enumerate(text.split("*")):
        if piece:
            paragraph.add_run(piece).italic = bool(count % 2) or None


def _merge_docx(grid: Any, part: list[tuple[str, list[str]]], manner: Manner) -> None:
    for own in (0, 1):
        place = manner.order.index(own)
        first = 0
        for at, (kind, _) in enumerate([*part, ("first", [])]):
            if kind != "next":
                if at - first > 1:
                    text = part[first][1][place]
                    merged = grid[first * 6 + place].merge(grid[(at - 1) * 6 + place])
                    merged.text = text
                first = at


def as_xlsx(path: Path, tree: Any, manner: Manner) -> None:
    """A workbook with one sheet that has the plan, and one that has nothing."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "RENAKSI"
    starts: dict[int, int] = {}
    for at, (kind, cells) in enumerate(printed(tree, manner), 1):
        for place, text in enumerate(cells, 1):
            own = manner.order[place - 1] if len(cells) == 6 else 9
            if kind == "next" and own < 2:
                continue
            sheet.cell(at, place, text or None)
        if kind == "title" and len(cells) == 1:
            sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=6)
        starts[at] = starts[at - 1] if kind == "next" else at
    if manner.merged:
        for own in (0, 1):
            place = manner.order.index(own) + 1
            for first in set(starts.values()):
                last = max(at for at, begin in starts.items() if begin == first)
                if last > first:
                    sheet.merge_cells(start_row=first, end_row=last, start_column=place, end_column=place)
    book.create_sheet("Sheet2")
    book.save(path)


def as_csv(path: Path, tree: Any, manner: Manner, encoding: str = "utf-8", separator: str = ",") -> None:
    """A text with separators; a komponen stands in its first row."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=separator)
    for kind, cells in printed(tree, manner):
        full = [
            "" if kind == "next" and len(cells) == 6 and manner.order[place] < 2 else text
            for place, text in enumerate(cells)
        ]
        writer.writerow(full + [""] * (6 - len(full)))
    path.write_bytes(stream.getvalue().encode(encoding, "replace"))
