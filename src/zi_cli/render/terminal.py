"""Pages for a terminal, through rich: as wide as it is, wrapped at words, in colour unless `NO_COLOR` is set."""

import io
import os
from collections.abc import Sequence
from textwrap import wrap

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.table import Table as RichTable
from rich.text import Text

from zi_cli.frozen import evolve
from zi_cli.render.visible import visible
from zi_cli.tables import Block, Cell, Column, Page, Role, Row, Sentence, Table, Tone, tabular

_STYLES = {
    Tone.PLAIN: "",
    Tone.GOOD: "green",
    Tone.BAD: "bold red",
    Tone.CAUTION: "yellow",
    Tone.MUTED: "dim",
}
_SHORT_BAR, _LONG_BAR = 10, 30
_NAME = 14
"""How wide a name is that stands over several lines."""
_LONGEST_WORD = 24
"""The longest word that a column is widened for."""
_NARROW, _WIDE = 72, 120
"""Below the first a terminal has no room for bars; above the second it has room for longer ones."""


def page(shown: Page, width: int) -> str:
    """The page for a terminal so many columns wide, with its escape sequences."""
    out = io.StringIO()
    # NO_COLOR turns off colours; bold and dim are none (https://no-color.org)
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
    if shown.title:
        console.print(Text(visible(shown.title), style="bold"))
    before: Block | None = None
    for each in shown.blocks:
        if isinstance(before, Sentence) and not isinstance(each, Sentence) and tabular(each).title:
            console.print()  # a table without a title prints a blank line of its own
        console.print(_draw(each, width))
        before = each
    return out.getvalue()


def _draw(block: Block, width: int) -> RenderableType:
    if isinstance(block, Sentence):
        named = block.role in (Role.HEADING, Role.TITLE)
        return Text(visible(block.whole), style="bold" if named else _STYLES[block.tone])
    each = tabular(block)
    if (fitting := _fitting(each, width)) is not each:
        return Group(_draw(fitting, width), *_left_out(each, fitting))
    title = Text(visible(each.title), style="bold")
    if _least_width(each) > width:
        return Group(*([title] if each.title else []), *_cards(each))
    widths = _widths(each, width)
    drawn = RichTable(
        title=title if each.title else None,
        title_justify="left",
        box=SIMPLE_HEAD,
        show_header=any(column.title for column in each.columns),
        header_style="bold",
        pad_edge=False,
        collapse_padding=True,
    )
    for at, column in enumerate(each.columns):
        drawn.add_column(
            # a heading may be wider than what stands below it: its words go one below the other
            Text(visible(column.title).replace(" ", "\n") if column.unbroken else visible(column.title)),
            justify=column.align,
            no_wrap=column.unbroken,
            width=widths.get(at),
            min_width=None if column.unbroken else _longest_word(each, at),
            overflow="fold",
        )
    for row, line in zip(each.rows, each.grid(), strict=True):
        if row.total:
            drawn.add_section()
        drawn.add_row(*(_cell(cell, row, width) if cell else Text() for cell in line))
    return drawn


def _fitting(table: Table, width: int) -> Table:
    """The table with what its first column repeats as groups, or without spare columns; as it is where it fits.

    As it is, too, where neither helps.
    """
    spare = sorted((each for each in table.columns if each.spare), key=lambda each: -each.spare)
    for count in range(len(spare) + 1):
        tried = _without(table, spare[:count]) if count else table
        for each in (tried, _grouped(tried)):
            if _least_width(each) + (_bars(each, width) if spare else 0) <= width:
                return each
    return table


def _bars(table: Table, width: int) -> int:
    """How much wider its bars make a table."""
    return _bar(width) + 1 if any(cell.share is not None for line in _laid(table) for cell in line) else 0


def _without(table: Table, columns: Sequence[Column]) -> Table:
    """The table without some columns; no cell of such a table spans several."""
    kept = [at for at, each in enumerate(table.columns) if each not in columns]
    rows = (evolve(row, cells=tuple(row.cells[at] for at in kept)) for row in table.rows)
    return evolve(table, columns=tuple(table.columns[at] for at in kept), rows=tuple(rows))


def _grouped(table: Table) -> Table:
    """The table with what its first column repeats once, over several lines; as it is where nothing stands twice."""
    firsts = [row.cells[0] for row in table.rows if row.cells]
    plain = all(cell.colspan == cell.rowspan == 1 for row in table.rows for cell in row.cells)
    if not plain or len({each.text for each in firsts}) == len(firsts):
        return table
    rows: list[Row] = []
    for before, each, row in zip([None, *firsts], firsts, table.rows, strict=False):
        again = before is not None and before.text == each.text
        text = "" if again else "\n".join(wrap(each.text, _NAME))
        rows.append(evolve(row, cells=(evolve(each, text=text), *row.cells[1:])))
    return evolve(table, rows=tuple(rows))


def _left_out(table: Table, drawn: Table) -> list[Text]:
    """Which columns were left out, in a sentence."""
    names = [visible(each.title) for each in table.columns if each not in drawn.columns]
    return [Text(f"Tidak muat di layar ini: {', '.join(names)}.", style=_STYLES[Tone.MUTED])] if names else []


def _longest_word(table: Table, at: int) -> int:
    """How wide a column must be for no word of it to be cut; a word without end is cut all the same."""
    texts = [table.columns[at].title, *(line[at].text for line in _laid(table))]
    return min(_LONGEST_WORD, max((cell_len(word) for text in texts for word in text.split()), default=1))


def _least_width(table: Table) -> int:
    """The width below which a table cannot be read as one."""
    return 1 + sum(2 + each for each in _least(table))


def _least(table: Table) -> list[int]:
    """How wide each column must be: for its longest word, or for all of what is never broken."""
    least = []
    for at, column in enumerate(table.columns):
        whole = (cell_len(part) for line in _laid(table) for part in line[at].text.split("\n"))
        least.append(max(_longest_word(table, at), *(whole if column.unbroken else ()), 1))
    return least


def _widths(table: Table, width: int) -> dict[int, int]:
    """Of a table as wide as the terminal, how wide its columns are that wrap: each as it should, and none too narrow.

    rich shares the width out from left to right, and leaves the last too little for their words.
    """
    if all(each.width == 1 for each in table.columns):
        return {}
    least = _least(table)
    open_ = {at: each.width for at, each in enumerate(table.columns) if not each.unbroken}
    left = width - _bars(table, width) - sum(2 + (0 if at in open_ else each) for at, each in enumerate(least))
    found: dict[int, int] = {}
    while tight := [at for at, share in open_.items() if share * left < least[at] * sum(open_.values())]:
        for at in tight:
            found[at] = least[at]
            left -= least[at]
            del open_[at]
    total = sum(open_.values())
    return found | {at: share * left // total for at, share in open_.items()}


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
    size = _bar(width)
    if not size:
        return text
    full = round(cell.share * size)
    return Text.assemble(("━" * full, "green"), ("─" * (size - full), "dim"), " " * max(1, 5 - len(text)), text)


def _bar(width: int) -> int:
    """How long a bar may be."""
    if width < _NARROW:
        return 0
    return _LONG_BAR if width > _WIDE else _SHORT_BAR
