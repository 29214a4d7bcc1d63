"""Parts of a file that may be left out for a fault inside them, so that the rest is read as if nothing were wrong.

A sick part keeps its place: something else stands there in the tree from which the model is built, so that the routes
of all other parts stay what they are in the text. Where YAML itself breaks inside a part, the lines of that part are
read as comments: the first sign of each becomes a `#`, so no place in the text moves.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from zi_cli.diagnostics import Diagnostic
from zi_cli.frozen import evolve, frozen
from zi_cli.text.document import Document, Route, parse
from zi_cli.text.faults import Fault
from zi_cli.text.fields import Tree, value_at

MAX_MASKED = 5
"""Parts of one file whose YAML may be broken; with more the file itself is not what it should be."""


@frozen
class Sick:
    """A part that is left out: where it stands, and what is wrong with it."""

    route: Route
    diagnostics: tuple[Diagnostic, ...] = ()
    """Nothing where it was found sick by an earlier run, which kept only the routes."""


@frozen
class Parts:
    """Which parts of a kind of file may be left out."""

    of: Callable[[Route], Route | None]
    """The part that a route leads into; None where it leads to none."""
    head: re.Pattern[str]
    """The first line of a part; its first group is the indent of the lines' list."""
    stand_in: Callable[[Tree, Sequence[Route], str], object]
    """What stands in a part's place: of its tree, the routes of the faults of YAML in it (from its own top), and its
    lines where they could not be read."""


def stood_in(document: Document, parts: Parts, routes: Iterable[Route]) -> Tree:
    """The document's tree with something else at those routes; only what leads there is copied."""
    faults = [fault.route for fault in document.faults]
    tree: Any = document.tree
    for route in routes:
        inside = [each[len(route) :] for each in faults if each[: len(route)] == route]
        tree = _put(tree, route, parts.stand_in(value_at(tree, route), inside, document.masked.get(route, "")))
    found: Tree = tree
    return found


def _put(tree: Any, route: Route, value: object) -> Any:
    if not route:
        return value
    copy: Any = list(tree) if isinstance(tree, list) else dict(tree)
    copy[route[0]] = _put(tree[route[0]], route[1:], value)
    return copy


def contained(text: str, parts: Parts) -> Document:
    """The document that a text writes; lines of parts in which YAML breaks are left out, and their faults kept.

    The document as it is, torn, where the fault is in no part, or where leaving out its part would not help.
    """
    whole = document = parse(text)
    masked = text
    found: list[tuple[list[Fault], tuple[int, int]]] = []
    while document.torn and len(found) < MAX_MASKED:
        torn = document
        for block in _blocks(masked, torn.faults[-1].start, parts.head):
            tried = _mask(masked, block)
            document = parse(tried)
            if not document.torn or document.faults[-1].start > max(torn.faults[-1].start, block[1]):
                masked = tried
                found.append((_inside(torn.faults, block), block))
                break
        else:
            return whole
    if not found:
        return whole
    if document.torn or not _complete(document, masked, parts):
        return whole
    document.text = text
    for faults, block in found:
        route = parts.of(document.route_at(block[0] - 1)) or ()
        document.faults += [evolve(each, route=route) for each in faults]
        document.masked[route] = text[slice(*block)]
    return document


def _blocks(text: str, offset: int, head: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The lines below the head of the part that has a place, and of the part above it: libyaml may stop a line late."""
    starts = [match for match in head.finditer(text) if match.start() <= offset]
    for match in reversed(starts[-2:]):
        start = text.find("\n", match.start()) + 1
        if start:
            yield start, _end(text, start, len(match[1]))


def _end(text: str, start: int, indent: int) -> int:
    """Where the lines end that are indented deeper than that, or by a tab, or blank."""
    at = start
    while at < len(text):
        line = text[at : (text.find("\n", at) + 1) or len(text)]
        bare = line.lstrip(" ")
        if bare.strip() and not bare.startswith("\t") and len(line) - len(bare) <= indent:
            break
        at += len(line)
    return at


def _inside(faults: Sequence[Fault], block: tuple[int, int]) -> list[Fault]:
    """The faults in a block, and the last one of all: libyaml may stop a line behind it."""
    return [each for each in faults if block[0] <= each.start < block[1] or each is faults[-1]]


_FIRST_SIGN = re.compile(r"^( *)[^ \r\n]", re.MULTILINE)


def _mask(text: str, block: tuple[int, int]) -> str:
    start, end = block
    return text[:start] + _FIRST_SIGN.sub(r"\1#", text[start:end]) + text[end:]


def _complete(document: Document, text: str, parts: Parts) -> bool:
    """Whether every line that begins a part does so in the document: none was swallowed by an open quote."""
    return all(
        (route := parts.of(document.route_at(match.end() - 1))) is not None
        and document.span(document.node(route))[0] == match.start() + len(match[1]) + 2
        for match in parts.head.finditer(text)
    )
