"""A table as HTML: header cells with their scope, spans, italics; every text escaped. What it looks like, CSS says.

Roles repeat what the elements mean, because a narrow screen lays the rows out as cards and some browsers then forget
that it is a table; `data-label` is the column's heading for such a card.
"""

from collections.abc import Iterable
from datetime import date

from markupsafe import Markup, escape

from zi_cli.render.visible import visible
from zi_cli.tables import Cell, Column, Row, Table, Tone, pieces

_BREAK = Markup("<br>")


def draw(table: Table, label: str = "", kind: str = "") -> Markup:
    """The table; named by the element whose id is `label`, else by a caption of its own; `kind` is its class."""
    marked = Markup(' class="{}"').format(kind) if kind else Markup("")
    name = (
        Markup('<table role="table"{} aria-labelledby="{}">').format(marked, label)
        if label
        else Markup('<table role="table"{}>\n<caption>{}</caption>').format(marked, table.title)
    )
    lines = [name, _columns(table.columns), *_head(table.columns, aligned=bool(kind))]
    opened = False
    for row, line in zip(table.rows, table.grid(), strict=True):
        if row.group or not opened:
            lines += [Markup("</tbody>")] if opened else []
            lines.append(Markup('<tbody role="rowgroup">'))
            opened = True
        lines.append(_row(row, [(column, cell) for column, cell in zip(table.columns, line, strict=True) if cell]))
    lines += [Markup("</tbody>"), Markup("</table>")] if opened else [Markup("</table>")]
    return Markup("\n").join(lines)


def inline(cell: Cell) -> Markup:
    """A cell's text: escaped, italics as `<em>`, line breaks as `<br>`; a day as `<time>`, a link where it leads on."""
    text = Markup("").join(
        Markup("<em>{}</em>").format(_lines(text)) if italic else _lines(text) for text, italic in pieces(cell)
    )
    if isinstance(cell.value, date):
        text = Markup('<time datetime="{}">{}</time>').format(cell.value.isoformat(), text)
    return Markup('<a href="{}">{}</a>').format(cell.link, text) if cell.link else text


def _lines(text: str) -> Markup:
    return _BREAK.join(escape(visible(line)) for line in text.split("\n"))


def _columns(columns: tuple[Column, ...]) -> Markup:
    total = sum(column.width for column in columns)
    cols = (Markup('<col style="width: {}%">').format(round(100 * column.width / total, 1)) for column in columns)
    return Markup("<colgroup>{}</colgroup>").format(Markup("").join(cols))


def _head(columns: tuple[Column, ...], *, aligned: bool) -> list[Markup]:
    """The headings, and what the decree prints below them; `aligned`: each over its column's figures."""
    headings = (
        Markup('<th role="columnheader" scope="col"{}>{}</th>').format(
            Markup(' class="rata-{}"').format(column.align) if aligned and column.align != "left" else "",
            _lines(column.title),
        )
        for column in columns
    )
    lines = [Markup('<thead role="rowgroup">'), _line("", headings)]
    if any(column.number for column in columns):
        numbers = (Markup('<td role="cell">{}</td>').format(column.number) for column in columns)
        lines.append(_line("nomor", numbers))
    return [*lines, Markup("</thead>")]


def _row(row: Row, cells: list[tuple[Column, Cell]]) -> Markup:
    kind = "kelompok" if row.group else "jumlah" if row.total else ""
    return _line(kind, (_cell(row, column, cell) for column, cell in cells))


def _line(kind: str, cells: Iterable[Markup]) -> Markup:
    marked = Markup(' class="{}"').format(kind) if kind else Markup("")
    return Markup('<tr role="row"{}>{}</tr>').format(marked, Markup("").join(cells))


def _cell(row: Row, column: Column, cell: Cell) -> Markup:
    """One cell. The heading of a group heads all rows of its body, that of a row the rows it spans."""
    heads = cell.heading or (row.group and bool(cell.text))
    classes = [f"nada-{cell.tone}"] if cell.tone is not Tone.PLAIN else []
    classes += [f"rata-{column.align}"] if column.align != "left" and cell.colspan == 1 else []
    classes += ["utuh"] if column.unbroken else []
    attributes = {
        "role": "rowheader" if heads else "cell",
        "scope": ("rowgroup" if row.group else "row") if heads else "",
        "colspan": str(cell.colspan) if cell.colspan > 1 else "",
        "rowspan": str(cell.rowspan) if cell.rowspan > 1 else "",
        "class": " ".join(classes),
        "data-label": "" if row.group and cell.colspan > 1 else column.title,
    }
    written = Markup("").join(Markup(' {}="{}"').format(key, value) for key, value in attributes.items() if value)
    return Markup("<{0}{1}>{2}</{0}>").format("th" if heads else "td", written, inline(cell))
