"""An office's own words in Markdown, as sentences of a page: by their headings, a paragraph or an item each."""

import re
from collections.abc import Iterator

from zi_cli.italics import italics
from zi_cli.tables import Sentence

_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*")
_ITEM = re.compile(r"(?:[-*+]|[0-9]{1,3}[.)])\s+")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


def sections(text: str) -> dict[str, list[str]]:
    """The paragraphs below each heading, by the heading's words; what stands before the first has an empty one."""
    lines: dict[str, list[str]] = {"": []}
    heading = ""
    for line in _COMMENT.sub("", text).splitlines():
        if named := _HEADING.fullmatch(line.rstrip()):
            heading = named[1]
            lines.setdefault(heading, []).append("")
        else:
            lines[heading].append(line)
    found = {name: list(_paragraphs(below)) for name, below in lines.items()}
    return {name: paragraphs for name, paragraphs in found.items() if paragraphs}


def sentences(paragraphs: list[str]) -> list[Sentence]:
    """Paragraphs as sentences, `*…*` in italics."""
    return [Sentence(plain, italic=italic) for plain, italic in map(italics, paragraphs)]


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Lines that follow one another are one paragraph, with blanks between; an item begins one of its own."""
    held: list[str] = []
    for line in [*lines, ""]:
        words = " ".join(line.split())
        item = _ITEM.match(words)
        if held and (not words or item):
            yield " ".join(held)
            held = []
        if words:
            held.append(f"– {words[item.end() :]}" if item and words[0] in "-*+" else words)
