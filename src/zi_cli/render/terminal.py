"""Pages for a terminal, through rich: as wide as it is, wrapped at words, in colour unless `NO_COLOR` is set."""

import io
import os

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
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
    for each in halaman.isi:
        console.print(_draw(each, lebar))
    return out.getvalue()


def _draw(each: Table | Kalimat, lebar: int) -> RenderableType:
    if isinstance(each, Kalimat):
        return Text(visible(each.teks), style=_GAYA[each.nada])
    headed = any(column.judul for column in each.kolom)
    drawn = RichTable(
        title=Text(visible(each.judul), style="bold") if each.judul else None,
        title_justify="left",
        box=SIMPLE_HEAD,
        show_header=headed,
        header_style="bold",
        pad_edge=False,
        collapse_padding=True,
        expand=any(column.lebar > 1 for column in each.kolom),
    )
    for column in each.kolom:
        drawn.add_column(
            # a heading may be wider than what stands below it: its words go one below the other
            Text(visible(column.judul).replace(" ", "\n") if column.utuh else visible(column.judul)),
            justify=column.rata,
            no_wrap=column.utuh,
            ratio=None if column.utuh else column.lebar,
            min_width=None if column.utuh else 12,
            overflow="fold",
        )
    for row, line in zip(each.baris, each.grid(), strict=True):
        if row.jumlah:
            drawn.add_section()
        drawn.add_row(*(_cell(cell, row, lebar) if cell else Text() for cell in line))
    return drawn


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
    return Text.assemble(("━" * full, "green"), ("─" * (size - full), "dim"), " ", text)
