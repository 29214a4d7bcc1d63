"""A cell of evidence → the documents it names: by `;`, by lines, by items of a list. Commas stay inside a name."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zi_cli.imports.grids import ProseLine, items, marker, unmarked

_JOINTS = "dan|atau|serta|dengan|untuk|yang|di|ke|dari|oleh|pada|tentang"
_OPEN_END = re.compile(rf"(?i)(?:\b(?:{_JOINTS})|[-/(:])$")
_GOES_ON = re.compile(rf"(?:{_JOINTS}|tahun)\b|[)&/]")
_OWN_TIME = re.compile(r"\(([^()]*[^\W\d_]{3,}[^()]*)\)\s*[.;]?$")
_SEPARATOR = " \t;"


class NamedDocument(NamedTuple):
    """A document as it is printed, and the time in brackets behind its name."""

    name: str
    time: str = ""


def documents(lines: Sequence[ProseLine]) -> list[NamedDocument]:
    """The documents that the lines of a cell name, in order, each once."""
    names = dict.fromkeys(name for line in _whole(lines) for part in _items(line) if (name := _bare(part)))
    return [NamedDocument(each, _time(each)) for each in names]


def _whole(lines: Sequence[ProseLine]) -> Iterator[str]:
    """Lines, those put together that are one: the first has no end, or the second goes on with it."""
    now = ""
    for line in lines:
        goes_on = now and not marker(line) and (_GOES_ON.match(line.text) or _OPEN_END.search(now))
        if goes_on:
            now += f" {line.text}"
            continue
        if now:
            yield now
        now = unmarked(line) if len(items(line.text)) == 1 else line.text
    if now:
        yield now


def _items(line: str) -> Iterator[str]:
    """The documents in one line: between semicolons, or numbered from one on."""
    for part in line.split(";"):
        found = items(part)
        yield from (unmarked(ProseLine(each)) for each in found) if len(found) > 1 else found


def _bare(part: str) -> str:
    """A name without what parts it from its neighbours; nothing where no letter is in it."""
    name = " ".join(part.strip(_SEPARATOR).split())
    return name.removesuffix(",").rstrip() if re.search(r"[^\W_]", name) else ""


def _time(name: str) -> str:
    found = _OWN_TIME.search(name)
    return found[1].strip() if found else ""
