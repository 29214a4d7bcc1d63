"""A table as HTML: header cells with their scope, spans, italics; every text escaped. What it looks like, CSS says.

Roles repeat what the elements mean, because a narrow screen lays the rows out as cards and some browsers then forget
that it is a table; `data-label` is the column's heading for such a card.
"""

from collections.abc import Iterable

from markupsafe import Markup, escape

from zi_cli.tables import Cell, Column, Nada, Row, Table, pieces

_BREAK = Markup("<br>")


def draw(table: Table, berlabel: str = "") -> Markup:
    """The table; named by the element whose id is `berlabel`, else by a caption of its own."""
    name = (
        Markup('<table role="table" aria-labelledby="{}">').format(berlabel)
        if berlabel
        else Markup('<table role="table">\n<caption>{}</caption>').format(table.judul)
    )
    lines = [name, _columns(table.kolom), *_head(table.kolom)]
    opened = False
    for row, line in zip(table.baris, table.grid(), strict=True):
        if row.kelompok or not opened:
            lines += [Markup("</tbody>")] if opened else []
            lines.append(Markup('<tbody role="rowgroup">'))
            opened = True
        lines.append(_row(row, [(column, cell) for column, cell in zip(table.kolom, line, strict=True) if cell]))
    lines += [Markup("</tbody>"), Markup("</table>")] if opened else [Markup("</table>")]
    return Markup("\n").join(lines)


def inline(cell: Cell) -> Markup:
    """A cell's text: escaped, italics as `<em>`, line breaks as `<br>`, a link where the cell leads somewhere."""
    text = Markup("").join(
        Markup("<em>{}</em>").format(_lines(text)) if italic else _lines(text) for text, italic in pieces(cell)
    )
    return Markup('<a href="{}">{}</a>').format(cell.tautan, text) if cell.tautan else text


def _lines(text: str) -> Markup:
    return _BREAK.join(escape(line) for line in text.split("\n"))


def _columns(kolom: tuple[Column, ...]) -> Markup:
    total = sum(column.lebar for column in kolom)
    cols = (Markup('<col style="width: {}%">').format(round(100 * column.lebar / total, 1)) for column in kolom)
    return Markup("<colgroup>{}</colgroup>").format(Markup("").join(cols))


def _head(kolom: tuple[Column, ...]) -> list[Markup]:
    headings = (Markup('<th role="columnheader" scope="col">{}</th>').format(_lines(column.judul)) for column in kolom)
    lines = [Markup('<thead role="rowgroup">'), _line("", headings)]
    if any(column.nomor for column in kolom):
        numbers = (Markup('<td role="cell">{}</td>').format(column.nomor) for column in kolom)
        lines.append(_line("nomor", numbers))
    return [*lines, Markup("</thead>")]


def _row(row: Row, cells: list[tuple[Column, Cell]]) -> Markup:
    kind = "kelompok" if row.kelompok else "jumlah" if row.jumlah else ""
    return _line(kind, (_cell(row, column, cell) for column, cell in cells))


def _line(kind: str, cells: Iterable[Markup]) -> Markup:
    marked = Markup(' class="{}"').format(kind) if kind else Markup("")
    return Markup('<tr role="row"{}>{}</tr>').format(marked, Markup("").join(cells))


def _cell(row: Row, column: Column, cell: Cell) -> Markup:
    """One cell. The heading of a group heads all rows of its body, that of a row the rows it spans."""
    heads = cell.kepala or row.kelompok
    classes = [f"nada-{cell.nada}"] if cell.nada is not Nada.BIASA else []
    classes += [f"rata-{column.rata}"] if column.rata != "left" and cell.kolom == 1 else []
    classes += ["utuh"] if column.utuh else []
    attributes = {
        "role": "rowheader" if heads else "cell",
        "scope": ("rowgroup" if row.kelompok else "row") if heads else "",
        "colspan": str(cell.kolom) if cell.kolom > 1 else "",
        "rowspan": str(cell.baris) if cell.baris > 1 else "",
        "class": " ".join(classes),
        "data-label": "" if row.kelompok and cell.kolom > 1 else column.judul,
    }
    written = Markup("").join(Markup(' {}="{}"').format(key, value) for key, value in attributes.items() if value)
    return Markup("<{0}{1}>{2}</{0}>").format("th" if heads else "td", written, inline(cell))
