"""Pages for a pipe: a line per row, cells parted by tabs, nothing cut, nothing padded, no colour."""

from zi_cli.render.visible import one_line
from zi_cli.tables import Halaman, Table


def page(halaman: Halaman) -> str:
    """The page as lines."""
    parts = [one_line(halaman.judul)]
    for each in halaman.isi:
        parts += ["", *_table(each)] if isinstance(each, Table) else ["", one_line(each.teks)]
    return "\n".join(parts) + "\n"


def _table(table: Table) -> list[str]:
    lines = [one_line(table.judul)] if table.judul else []
    if any(column.judul for column in table.kolom):
        lines.append("\t".join(one_line(column.judul) for column in table.kolom))
    return lines + ["\t".join(one_line(cell.teks) if cell else "" for cell in line) for line in table.grid()]
