"""Pages for a terminal, through rich: as wide as it is, wrapped at words, in colour unless `NO_COLOR` is set."""

import io
import os

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.table import Table as RichTable
from rich.text import Text

from zi_cli.render.visible import visible
from zi_cli.tables import Cell, Halaman, Kalimat, Nada, Row, Table

_GAYA = {
    Nada.BIASA: "",
    Nada.BAIK: "green",
    Nada.BURUK: "bold red",
    Nada.WASPADA: "yellow",
    Nada.REDUP: "dim",
}
_BALOK_SEMPIT, _BALOK_LEBAR = 10, 30
_KATA = 24
"""The longest word that a column is widened for."""
_SEMPIT, _LEBAR = 72, 120
"""Below the first a terminal has no room for bars; above the second it has room for longer ones."""


def page(halaman: Halaman, lebar: int) -> str:
    """The page for a terminal so many columns wide, with its escape sequences."""
    out = io.StringIO()
    # NO_COLOR takes the hues, not bold and dim: those are no colours (https://no-color.org)
    console = Console(
        file=out,
        width=lebar,
        force_terminal=True,
        color_system=None if os.environ.get("TERM") == "dumb" else "standard",
        no_color=bool(os.environ.get("NO_COLOR")),
        emoji=False,
        markup=False,
        highlight=False,
        legacy_windows=False,
    )
    console.print(Text(visible(halaman.judul), style="bold"))
    before: Table | Kalimat | None = None
    for each in halaman.isi:
        if isinstance(before, Kalimat) and isinstance(each, Table) and each.judul:
            console.print()  # a table without a name brings a blank line of its own
        console.print(_draw(each, lebar))
        before = each
    return out.getvalue()


def _draw(each: Table | Kalimat, lebar: int) -> RenderableType:
    if isinstance(each, Kalimat):
        return Text(visible(each.teks), style=_GAYA[each.nada])
    title = Text(visible(each.judul), style="bold")
    if _paling_sempit(each) > lebar:
        return Group(*([title] if each.judul else []), *_kartu(each))
    drawn = RichTable(
        title=title if each.judul else None,
        title_justify="left",
        box=SIMPLE_HEAD,
        show_header=any(column.judul for column in each.kolom),
        header_style="bold",
        pad_edge=False,
        collapse_padding=True,
        expand=any(column.lebar > 1 for column in each.kolom),
    )
    for at, column in enumerate(each.kolom):
        drawn.add_column(
            # a heading may be wider than what stands below it: its words go one below the other
            Text(visible(column.judul).replace(" ", "\n") if column.utuh else visible(column.judul)),
            justify=column.rata,
            no_wrap=column.utuh,
            ratio=None if column.utuh else column.lebar,
            min_width=None if column.utuh else _kata_terpanjang(each, at),
            overflow="fold",
        )
    for row, line in zip(each.baris, each.grid(), strict=True):
        if row.jumlah:
            drawn.add_section()
        drawn.add_row(*(_cell(cell, row, lebar) if cell else Text() for cell in line))
    return drawn


def _kata_terpanjang(table: Table, kolom: int) -> int:
    """How wide a column must be for no word of it to be cut; a word without end is cut all the same."""
    texts = [table.kolom[kolom].judul, *(line[kolom].teks for line in _sel(table))]
    return min(_KATA, max((cell_len(word) for text in texts for word in text.split()), default=1))


def _paling_sempit(table: Table) -> int:
    """The width below which a table cannot be read as one."""
    total = 1
    for at, column in enumerate(table.kolom):
        whole = (cell_len(part) for line in _sel(table) for part in line[at].teks.split("\n"))
        total += 2 + max(_kata_terpanjang(table, at), *(whole if column.utuh else ()), 1)
    return total


def _sel(table: Table) -> list[list[Cell]]:
    return [[cell or Cell() for cell in line] for line in table.grid()]


def _kartu(table: Table) -> list[Text]:
    """The rows one below the other, a line for each cell under its heading: for a screen as narrow as a telephone's."""
    lines: list[Text] = []
    for row, line in zip(table.baris, _sel(table), strict=True):
        lines.append(Text())
        for column, cell in zip(table.kolom, line, strict=True):
            if cell.teks:
                head = f"{visible(column.judul)}: " if column.judul and not cell.kepala else ""
                lines.append(Text.assemble((head, "dim"), _cell(cell, row, 0)))
    return [*lines, Text()]


def _cell(cell: Cell, row: Row, lebar: int) -> Text:
    bold = row.kelompok or row.jumlah or (cell.kepala and cell.nada is Nada.BIASA)
    text = Text(cell.teks, style=_GAYA[cell.nada] or ("bold" if bold else ""))
    for start, end in cell.miring:
        text.stylize("italic", start, end)
    if text.plain != visible(text.plain):
        text = Text(visible(text.plain), style=text.style)
    if cell.bagian is None:
        return text
    if lebar < _SEMPIT:
        return text
    size = _BALOK_LEBAR if lebar > _LEBAR else _BALOK_SEMPIT
    full = round(cell.bagian * size)
    return Text.assemble(("━" * full, "green"), ("─" * (size - full), "dim"), " " * max(1, 5 - len(text)), text)
