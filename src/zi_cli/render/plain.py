"""Pages for a pipe: a line per row, cells parted by tabs, nothing cut, nothing padded, no colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zi_cli.render.visible import harmless, one_line
from zi_cli.tables import Page, Sentence, Table, tabular

if TYPE_CHECKING:
    from zi_cli.render.media import Printed, Setting


def page(shown: Page) -> str:
    """The page as lines."""
    parts = [one_line(shown.title)] if shown.title else []
    for each in shown.blocks:
        parts += ["", one_line(each.whole)] if isinstance(each, Sentence) else ["", *_table(tabular(each))]
    return harmless("\n".join(parts) + "\n")


def document(printed: Printed, _setting: Setting) -> bytes:
    """What is printed, as lines."""
    return page(printed.page()).encode()


def _table(table: Table) -> list[str]:
    lines = [one_line(table.title)] if table.title else []
    if any(column.title for column in table.columns):
        lines.append("\t".join(one_line(column.title) for column in table.columns))
    return lines + ["\t".join(one_line(cell.text) if cell else "" for cell in line) for line in table.grid()]
