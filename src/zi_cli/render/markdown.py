"""A table, and words, as GitHub-flavoured Markdown that parses back to the same text.

GFM has one heading row and no spans: the numbers of the columns are the first row of the body, and a span is its text
in the first cell and blanks in the rest. White space folds to one blank, line breaks become `<br>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from zi_cli.render.visible import visible
from zi_cli.tables import Bars, Cell, Curve, Page, Role, Row, Sentence, Table, pieces, tabular

if TYPE_CHECKING:
    from zi_cli.render.media import Printed, Setting

_SPECIAL = re.compile(r"[\\`*_\[\]!|~#]")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_BLOCK = re.compile(r"^([0-9]{0,9})([-+=.)])")
"""What opens a list or underlines a heading at the start of a line; the other marks are always escaped."""
_LINK = re.compile(r"[<>\\|\s]")
"""What would end a link's address, or the table's cell."""
_BREAK = re.compile(r" ?<br> ?")
_RULE = {"left": "---", "center": ":---:", "right": "---:"}


def draw(table: Table) -> str:
    """The table, a line for each row; groups and sums in bold."""
    lines = [
        _line(inline(Cell(column.title)) for column in table.columns),
        _line(_RULE[column.align] for column in table.columns),
    ]
    if any(column.number for column in table.columns):
        lines.append(_line(inline(Cell(column.number)) for column in table.columns))
    for row, cells in zip(table.rows, table.grid(), strict=True):
        lines.append(_line(_cell(row, cell) for cell in cells))
    return "\n".join(lines)


def prose(cell: Cell) -> str:
    """Words that may begin a line: nothing in them opens a list, a heading or a quotation."""
    return _BLOCK.sub(r"\1\\\2", inline(cell))


def inline(cell: Cell) -> str:
    """Words inside a line: every mark of Markdown and HTML escaped, italics as `*…*`."""
    text = "".join(
        _italic("".join(_escape(piece) for piece, _ in run)) if italic else _escape(next(run)[0])
        for italic, run in groupby(pieces(cell), key=lambda piece: piece[1])
    )
    text = _BREAK.sub("<br>", text).removeprefix("<br>").removesuffix("<br>").strip()
    return f"[{text}](<{_LINK.sub(_percent, cell.link)}>)" if cell.link else text


def _percent(mark: re.Match[str]) -> str:
    return f"%{ord(mark[0]):02X}"


def _escape(text: str) -> str:
    """The text with its marks escaped; blanks at its ends stay, for it may stand between others."""
    folded = "<br>".join(re.sub(r"\s+", " ", line) for line in visible(text).translate(_ENTITIES).split("\n"))
    return _SPECIAL.sub(r"\\\g<0>", folded)


def _italic(text: str) -> str:
    """The text between `*`; in `<em>` where a `*` would not open or close (CommonMark 6.2, flanking)."""
    return f"*{text}*" if text[:1].isalnum() and text[-1:].isalnum() else f"<em>{text}</em>"


def _cell(row: Row, cell: Cell | None) -> str:
    text = inline(cell) if cell else ""
    if not text or not (row.group or row.total):
        return text
    return f"<strong>{text}</strong>" if text[0] == "*" or text[-1] == "*" else f"**{text}**"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def page(shown: Page) -> str:
    """A page under its title: tables under headings, sentences as paragraphs."""
    parts = [f"# {inline(Cell(shown.title))}"]
    for each in shown.blocks:
        if isinstance(each, Sentence):
            parts.append(_sentence(each))
            continue
        table = tabular(each)
        parts += [f"## {inline(Cell(table.title))}"] if table.title else []
        parts += [prose(Cell(each.description))] if isinstance(each, Curve | Bars) else []
        parts.append(draw(table))
    return "\n\n".join(parts) + "\n"


def document(printed: Printed, _setting: Setting) -> bytes:
    """What is printed, as a page."""
    return page(printed.page()).encode()


def _sentence(said: Sentence) -> str:
    if said.role in (Role.HEADING, Role.TITLE):
        return f"## {inline(Cell(said.text, said.italic))}"
    if any(said.lead):
        return prose(Cell(f"{' '.join(filter(None, said.lead))} ")) + " " + inline(Cell(said.text, said.italic))
    return prose(Cell(said.text, said.italic))
