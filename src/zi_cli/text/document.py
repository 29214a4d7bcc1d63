"""Text → a tree of strings, and where each of them stands. The only room that knows PyYAML.

A plan is written in a dialect of YAML that has one way to say a thing: mappings, lists and texts. Anchors, aliases,
merge keys, tags, second documents and duplicate keys are refused, each with its place. libyaml's events are read in
one loop that does not recurse: its own loader dies on deep nesting, and keeps the last of two keys in silence.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, count
from operator import add
from typing import Any

import yaml

from zi_cli.diagnostics import MAX_FINDINGS, Place
from zi_cli.frozen import field, mutable
from zi_cli.text.characters import FORBIDDEN
from zi_cli.text.faults import Fault, syntax, unprintable
from zi_cli.text.fields import Tree

MAX_DEPTH = 32
MAX_EVENTS = 250_000
"""Events of YAML in one file: a text or a key is one, a list or a group of keys two.

A plan has some thousands, one with 10,000 files recorded 150,000; 4 MiB could hold two million, and each takes
half a kilobyte while it is read.
"""
Route = tuple[str | int, ...]
"""The keys and list positions that lead to a value."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@mutable
class Branch:
    """A mapping or list, with where it and its children stand. Offsets count characters of the text."""

    start: int
    flow: bool
    """Whether it is in flow style: `{…}` or `[…]`."""
    children: dict[str, "Node"] | list["Node"]
    keys: dict[str, Any] = field(default_factory=dict)
    """For a mapping: each key's own scalar event."""
    closed: int = 0
    """In flow style: past its closing bracket. In block style see `Document.span`."""

    @property
    def steps(self) -> Iterable[tuple[str | int, "Node"]]:
        """Its children, each with the step that leads to it: a key, or a place in the list."""
        return self.children.items() if isinstance(self.children, dict) else enumerate(self.children)


Node = Any
"""A `Branch`, or PyYAML's own scalar event: it has value, style and marks already."""


_NOT_THERE = (AttributeError, LookupError, TypeError)
"""On a way that leads no further: from a scalar; to a key or an item that is none; to a key of a list."""


class Document:
    """One file's text, its tree of strings, and the places of everything in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tree: Tree = ""
        self.faults: list[Fault] = []
        self.torn = False
        """Whether the text could not be read to its end: the last fault says where reading stopped."""
        self.masked: dict[Route, str] = {}
        """Lines that were left out because YAML breaks in them, by the part they belong to; see `parts`."""
        self.root: Node = None

    def tear(self, fault: Fault) -> None:
        """Take in the fault at which reading stopped."""
        self.torn = True
        self.faults.append(fault)

    @cached_property
    def _lines(self) -> list[int]:
        """Where each line begins: without a loop of ours, for a long file has thousands."""
        ends = accumulate(map(len, self.text.split("\n")))
        return [0, *map(add, ends, count(1))][:-1]

    def place(self, start: int, end: int | None = None) -> Place:
        """Line and column of a stretch of the text, for people."""
        line = bisect_right(self._lines, start) - 1
        return Place.within(self.text, line + 1, self._lines[line], start, start + 1 if end is None else end)

    def _place_at(self, mark: Any, start: int, end: int) -> Place:
        """The same, of a stretch that begins at a mark of YAML's reader or soon after it: the mark knows its line."""
        line = mark.line + self.text.count("\n", mark.index, start)
        return Place.within(self.text, line + 1, self.text.rfind("\n", 0, start) + 1, start, end)

    def span(self, node: Node) -> tuple[int, int]:
        """Where a node stands, as (start, end); a block scalar without the line breaks that follow it.

        A collection in block style ends past its last scalar: its own end mark runs on, over comments and blank
        lines, to the next token.
        """
        if isinstance(node, Branch):
            last = _last(node)
            end = (last.closed or last.start) if isinstance(last, Branch) else self.span(last)[1]
            return node.start, end
        start, end = node.start_mark.index, node.end_mark.index
        if node.style in ("|", ">"):
            end = start + len(self.text[start:end].rstrip())
        return start, end

    def comments(self) -> Iterator[tuple[int, int]]:
        """Every comment, from its `#` to the end of its line: YAML's reader drops them, so they are found by eye."""
        spans = sorted(self._content(leaf) for leaf in leaves(self.root)) if self.root is not None else []
        starts = [start for start, _ in spans]
        for match in _COMMENT.finditer(self.text):
            before = bisect_right(starts, match.start(1)) - 1
            if before < 0 or match.start(1) >= spans[before][1]:
                yield match.span(1)

    def _content(self, leaf: Node) -> tuple[int, int]:
        """Where a scalar's own text stands: of a block one without the line of its `>-`, which may have a comment."""
        start, end = self.span(leaf)
        if leaf.style in ("|", ">"):
            start = self.text.find("\n", start) + 1 or end
        return start, max(start, end)

    def node(self, route: Route) -> Node:
        """The node at a route, or the deepest one on the way there."""
        node = self.root
        try:
            for step in route:
                node = node.children[step]
        except _NOT_THERE:
            pass
        return node

    def route_at(self, offset: int) -> Route:
        """The way to the innermost value that begins at that place of the text, or before it."""
        node = self.root
        route: list[str | int] = []
        while isinstance(node, Branch):
            before = [(step, child) for step, child in node.steps if self.span(child)[0] <= offset]
            if not before:
                break
            step, node = before[-1]
            route.append(step)
        return tuple(route)

    def locate(self, route: Route, *, key: bool = False) -> Place:
        """The place of the value at a route (of its key, with `key`), or of what stands nearest above it."""
        node = self.root
        try:
            for step in route[:-1] if key else route:
                node = node.children[step]
            if key:
                node = node.keys.get(route[-1]) or node.children[route[-1]]
        except _NOT_THERE:
            pass
        if isinstance(node, Branch):
            if not node.keys:
                return self.place(*self.span(node))
            node = next(iter(node.keys.values()))
        return self.place(0) if node is None else self._place_at(node.start_mark, *self.span(node))

    def find(self, route: Route, words: Sequence[str] = ()) -> Place | None:
        """The place of the first of these words that stand as they are in the text at a route, on one line of it.

        Without such words the first line of a folded text; None where the text begins where it stands.
        """
        node = self.node(route)
        if node is None or isinstance(node, Branch) or not (words or node.style in ("|", ">")):
            return None
        start, end = self._content(node)
        for each in words:
            at = self.text.find(each, start, end) if each else -1
            if at >= 0:
                return self._place_at(node.start_mark, at, at + len(each))
        first = _FILLED.search(self.text, start, end) if node.style in ("|", ">") else None
        return self._place_at(node.start_mark, *first.span()) if first else None


_FILLED = re.compile(r"\S[^\r\n]*")
"""From the first sign of a line to its end."""
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))(#[^\r\n]*)", re.MULTILINE)


def walk(node: Node, route: Route = ()) -> Iterator[tuple[Route, Node]]:
    """A node and all that stands below it, each with its route, in the order of the text."""
    yield route, node
    if isinstance(node, Branch):
        for step, child in node.steps:
            yield from walk(child, (*route, step))


def texts_below(node: Node) -> Iterator[tuple[Route, Node]]:
    """The values below a node that are scalars, each with its route; no keys."""
    return ((route, each) for route, each in walk(node) if not isinstance(each, Branch))


def leaves(node: Node) -> Iterator[Node]:
    """Every scalar below a node, keys too."""
    if isinstance(node, Branch):
        yield from node.keys.values()
        for _, child in node.steps:
            yield from leaves(child)
    else:
        yield node


def _last(node: Node) -> Node:
    """The last scalar in a collection, or the collection at its end that is closed by a bracket or holds nothing."""
    while isinstance(node, Branch) and not node.closed and node.children:
        node = next(reversed(node.children.values() if isinstance(node.children, dict) else node.children))
    return node


def parse(text: str) -> Document:
    """The document that a text writes, with all the faults that could be found; it raises nothing.

    Where YAML itself cannot be read, the tree is what had been read until there and the last fault says where.
    """
    document = Document(text)
    try:
        loader = _Loader(text)
        try:
            _Reader(document, loader).read()
        finally:
            loader.dispose()
    except _Unreadable as stop:
        document.tear(stop.fault)
    except yaml.reader.ReaderError as error:
        document.tear(unprintable(text, error))
    except yaml.MarkedYAMLError as error:
        document.tear(syntax(text, error))
    return document


class _Unreadable(Exception):  # noqa: N818
    """Nothing that follows can be understood."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault


class _Reader:
    """From events to the tree of strings and the tree of places, side by side."""

    def __init__(self, document: Document, loader: Any) -> None:
        self.document = document
        self.get_event = loader.get_event
        self.escapes = "\\" in document.text
        self.stack: list[tuple[Any, Any]] = []  # the open collections around the innermost
        self.data: Any = (
            None  # the innermost open collection's texts, where it stands, and the key that waits for a value
        )
        self.branch: Any = None
        self.key: Any = None

    def fault(self, rule: str, message: str, event: Any) -> Fault:
        start, end = event.start_mark.index, event.end_mark.index
        return Fault(rule, message, start, max(start + 1, end), self.route())

    def route(self) -> Route:
        """The way to the value that is being read."""
        steps: list[str | int] = [
            next(reversed(data), "") if isinstance(data, dict) else len(data) - 1 for data, _ in self.stack[1:]
        ]
        if isinstance(self.data, list):
            steps.append(len(self.data))
        elif self.key is not None:
            steps.append(self.key.value)
        return tuple(steps)

    def note(self, fault: Fault) -> None:
        """Keep a fault and go on, unless there are too many to show."""
        if len(self.document.faults) > MAX_FINDINGS:
            raise _Unreadable(fault)
        self.document.faults.append(fault)

    def read(self) -> None:
        get_event, scalar_event = self.get_event, yaml.ScalarEvent
        event: Any = None
        for _ in range(MAX_EVENTS):
            event = get_event()
            kind = type(event)
            if kind is scalar_event:
                if event.anchor is not None or event.tag is not None or event.style == '"' or event.value == "<<":
                    self.judge(event)
                if self.key is None and type(self.data) is dict:
                    self.key = event
                else:
                    self.attach(event.value, event)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                if self.branch.flow:
                    self.branch.closed = event.end_mark.index
                self.data, self.branch = self.stack.pop()
            elif kind is yaml.MappingStartEvent:
                self.start(event, {})
            elif kind is yaml.SequenceStartEvent:
                self.start(event, [])
            elif kind is yaml.StreamEndEvent:
                return
            else:
                self.refuse(event)
        message = f"isi berkas ini lebih dari {MAX_EVENTS} butir; satu berkas hanya untuk satu rencana"
        raise _Unreadable(self.fault("ukuran", message, event))

    def refuse(self, event: Any) -> None:
        """Events that the dialect refuses: aliases, tags, and further documents."""
        if isinstance(event, yaml.AliasEvent):
            message = f"alias *{event.anchor} tidak dipakai di sini; tuliskan isinya"
            raise _Unreadable(self.fault("yaml-jangkar", message, event))
        if isinstance(event, yaml.DocumentStartEvent) and self.document.root is not None:
            message = "berkas ini memuat dokumen kedua (---); satu berkas satu dokumen"
            raise _Unreadable(self.fault("yaml-dokumen", message, event))

    def refuse_marks(self, event: Any) -> None:
        if event.anchor is not None:
            message = f"jangkar &{event.anchor} tidak dipakai di sini; hapus, dan tuliskan isinya di tiap tempat"
            self.note(self.fault("yaml-jangkar", message, event))
        if event.tag is not None:
            written = _TAG.search(self.document.text, event.start_mark.index, event.end_mark.index)
            tag = written[0] if written else event.tag
            message = f"tanda jenis {tag} tidak dipakai di sini; hapus tandanya, atau beri tanda kutip pada teksnya"
            self.note(self.fault("yaml-tanda-jenis", message, event))

    def judge(self, event: Any) -> None:
        """Refused properties of a scalar; checked only where the event has one."""
        if event.anchor is not None or event.tag is not None:
            self.refuse_marks(event)
        if self.escapes and event.style == '"' and (hidden := FORBIDDEN.search(event.value)):
            message = f"karakter U+{ord(hidden[0]):04X} tertulis di dalam teks ini; hapus"
            self.note(self.fault("karakter-terlarang", message, event))
        if event.value == "<<" and not event.style and self.key is None and type(self.data) is dict:
            message = 'kunci gabung "<<" tidak dipakai di sini; tuliskan kunci-kuncinya'
            self.note(self.fault("yaml-jangkar", message, event))

    def start(self, event: Any, data: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self.refuse_marks(event)
        if self.key is None and type(self.data) is dict:
            raise _Unreadable(
                self.fault("yaml-kunci", "di sini diharapkan sebuah kunci, bukan daftar atau kelompok kunci", event)
            )
        if len(self.stack) >= MAX_DEPTH:
            raise _Unreadable(self.fault("yaml-kedalaman", f"susunannya lebih dalam dari {MAX_DEPTH} tingkat", event))
        branch = Branch(event.start_mark.index, bool(event.flow_style), {} if type(data) is dict else [])
        self.attach(data, branch)
        self.stack.append((self.data, self.branch))
        self.data, self.branch = data, branch

    def attach(self, data: Any, node: Node) -> None:
        """Put a value where it belongs: behind the key that waits, at the end of the list, or at the root."""
        parent, branch, key = self.data, self.branch, self.key
        if key is None:
            if parent is None:
                self.document.tree, self.document.root = data, node
            else:
                parent.append(data)
                branch.children.append(node)
            return
        self.key = None
        name = key.value
        if name in parent:
            first = self.document.place(branch.keys[name].start_mark.index).line
            message = f'kunci "{name}" sudah ada di baris {first}; hapus salah satunya'
            fault = self.fault("kunci-ganda", message, key)
            fault.route = (*fault.route, name)
            self.note(fault)
            return
        parent[name] = data
        branch.children[name] = node
        branch.keys[name] = key


_TAG = re.compile(r"!(?:<[^>\s]{0,200}>|[^\s,\[\]{}]{0,200})")
