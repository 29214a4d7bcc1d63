"""Pages for a terminal, through rich: as wide as it is, wrapped at words, in colour unless `NO_COLOR` is set."""

import io
import os

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.table import Table as RichTable
from rich.text import Text

from zi_cli.render.visible import visible
from zi_cli.tables import Block, Cell, Page, Role, Row, Sentence, Table, Tone, tabular

_STYLES = {
    Tone.PLAIN: "",
    Tone.GOOD: "green",
    Tone.BAD: "bold red",
    Tone.CAUTION: "yellow",
    Tone.MUTED: "dim",
}
_SHORT_BAR, _LONG_BAR = 10, 30
_LONGEST_WORD = 24
"""The longest word that a column is widened for."""
_NARROW, _WIDE = 72, 120
"""Below the first a terminal has no room for bars; above the second it has room for longer ones."""


def page(shown: Page, width: int) -> str:
    """The page for a terminal so many columns wide, with its escape sequences."""
    out = io.StringIO()
    # NO_COLOR takes the hues, not bold and dim: those are no colours (https://no-color.org)
    console = Console(
        file=out,
        width=width,
        force_terminal=True,
        color_system=None if os.environ.get("TERM") == "dumb" else "standard",
        no_color=bool(os.environ.get("NO_COLOR")),
        emoji=False,
        markup=False,
        highlight=False,
        legacy_windows=False,
    )
    console.print(Text(visible(shown.title), style="bold"))
    before: Block | None = None
    for each in shown.blocks:
        if isinstance(before, Sentence) and not isinstance(each, Sentence) and tabular(each).title:
            console.print()  # a table without a name brings a blank line of its own
        console.print(_draw(each, width))
        before = each
    return out.getvalue()


def _draw(block: Block, width: int) -> RenderableType:
    if isinstance(block, Sentence):
        named = block.role in (Role.HEADING, Role.TITLE)
        return Text(visible(block.whole), style="bold" if named else _STYLES[block.tone])
    each = tabular(block)
    title = Text(visible(each.title), style="bold")
    if _least_width(each) > width:
        return Group(*([title] if each.title else []), *_cards(each))
    drawn = RichTable(
        title=title if each.title else None,
        title_justify="left",
        box=SIMPLE_HEAD,
        show_header=any(column.title for column in each.columns),
        header_style="bold",
        pad_edge=False,
        collapse_padding=True,
        expand=any(column.width > 1 for column in each.columns),
    )
    for at, column in enumerate(each.columns):
        drawn.add_column(
            # a heading may be wider than what stands below it: its words go one below the other
            Text(visible(column.title).replace(" ", "\n") if column.unbroken else visible(column.title)),
            justify=column.align,
            no_wrap=column.unbroken,
            ratio=None if column.unbroken else column.width,
            min_width=None if column.unbroken else _longest_word(each, at),
            overflow="fold",
        )
    for row, line in zip(each.rows, each.grid(), strict=True):
        if row.total:
            drawn.add_section()
        drawn.add_row(*(_cell(cell, row, width) if cell else Text() for cell in line))
    return drawn


def _longest_word(table: Table, at: int) -> int:
    """How wide a column must be for no word of it to be cut; a word without end is cut all the same."""
    texts = [table.columns[at].title, *(line[at].text for line in _laid(table))]
    return min(_LONGEST_WORD, max((cell_len(word) for text in texts for word in text.split()), default=1))


def _least_width(table: Table) -> int:
    """The width below which a table cannot be read as one."""
    total = 1
    for at, column in enumerate(table.columns):
        whole = (cell_len(part) for line in _laid(table) for part in line[at].text.split("\n"))
        total += 2 + max(_longest_word(table, at), *(whole if column.unbroken else ()), 1)
    return total


def _laid(table: Table) -> list[list[Cell]]:
    return [[cell or Cell() for cell in line] for line in table.grid()]


def _cards(table: Table) -> list[Text]:
    """The rows one below the other, a line for each cell under its heading: for a screen as narrow as a telephone's."""
    lines: list[Text] = []
    for row, line in zip(table.rows, _laid(table), strict=True):
        lines.append(Text())
        for column, cell in zip(table.columns, line, strict=True):
            if cell.text:
                head = f"{visible(column.title)}: " if column.title and not cell.heading else ""
                lines.append(Text.assemble((head, "dim"), _cell(cell, row, 0)))
    return [*lines, Text()]


def _cell(cell: Cell, row: Row, width: int) -> Text:
    bold = row.group or row.total or (cell.heading and cell.tone is Tone.PLAIN)
    text = Text(cell.text, style=_STYLES[cell.tone] or ("bold" if bold else ""))
    for start, end in cell.italic:
        text.stylize("italic", start, end)
    if text.plain != visible(text.plain):
        text = Text(visible(text.plain), style=text.style)
    if cell.share is None:
        return text
    if width < _NARROW:
        return text
    size = _LONG_BAR if width > _WIDE else _SHORT_BAR
    full = round(cell.share * size)
    return Text.assemble(("━" * full, "green"), ("─" * (size - full), "dim"), " " * max(1, 5 - len(text)), text)
