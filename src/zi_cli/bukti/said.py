"""A plan's text at many commits → what its rows say of evidence. A row that has been read is not read again.

From one commit to the next a row or two change. So a text is cut where its rows begin, and of lines that were read
before the answer is at hand. That cutting and reading a text as a whole come to the same is not taken for granted: the
frame around the rows is read with its rows once, and only where both agree is the frame believed to hold rows.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from zi_cli.frozen import frozen
from zi_cli.plan.trees import items_in, rows_in
from zi_cli.text.document import parse

REALISASI, PEMERIKSAAN, BARIS = "realisasi", "pemeriksaan", "baris"
Tempat = tuple[str, str]
"""A document: its row's code and its name."""


@frozen
class Fakta:
    """A mark or a review, or that there is a row, as a text says it."""

    kode: str
    dokumen: str
    jenis: str
    periode: str
    fields: str
    """Its keys as JSON: what makes it itself, wherever it stands."""
    sendiri: bool = False
    """Of a review: whether the reviewer collected the evidence too."""

    @property
    def tempat(self) -> Tempat:
        """Of which document it is said."""
        return self.kode, self.dokumen

    @property
    def kunci(self) -> tuple[str, str]:
        """What it says, whoever it is said of."""
        return self.jenis, self.fields


class RowSaid:
    """What a row says. The same lines give the same object, so that rows are compared by identity."""

    __slots__ = ("documents", "facts")

    def __init__(self, facts: tuple[Fakta, ...], documents: frozenset[Tempat]) -> None:
        self.facts = facts
        self.documents = documents
        """What it asks for."""


_GENERATION = 8
"""Texts after which what none of them said is forgotten: a row may be large."""
_MOST_FRAMES = 64


class RowReader:
    """Reads one text after the other; `head` is how a row begins, its first group the indent of the rows' list."""

    def __init__(self, head: re.Pattern[str]) -> None:
        self._lines = re.compile(rf"{head.pattern}[^\n]*(?:\n|\Z)(?:\1 [^\n]*(?:\n|\Z)|[ \t\r]*\n)*", re.MULTILINE)
        self._rows: dict[str, RowSaid] = {}
        self._older_rows: dict[str, RowSaid] = {}
        self._frames: dict[Sequence[str], bool] = {}
        """Whether the lines between these pieces of a text are its rows."""
        self._texts = 0

    def rows(self, text: str) -> list[RowSaid] | None:
        """What every row of a text says, in order; None where the text has a fault."""
        self._grow_older()
        frame, lines = self._cut(text)
        if self._frames.get(frame) and (found := self._known(lines)) is not None:
            return found
        document = parse(text)
        if document.faults:
            return None
        if frame not in self._frames:
            self._frames[frame] = [_lone_row(each) for each in lines] == [row for _, row in rows_in(document.tree)]
        return (self._known(lines) if self._frames[frame] else None) or list(rows_of(document.tree))

    def _grow_older(self) -> None:
        if self._texts % _GENERATION == 0:
            self._rows, self._older_rows = {}, self._rows
        if len(self._frames) > _MOST_FRAMES:
            self._frames.clear()
        self._texts += 1

    def _cut(self, text: str) -> tuple[Sequence[str], list[str]]:
        frame, lines, at = list[str](), list[str](), 0
        for match in self._lines.finditer(text):
            frame.append(text[at : match.start()])
            lines.append(match[0])
            at = match.end()
        return (*frame, text[at:]), lines

    def _known(self, lines: Sequence[str]) -> list[RowSaid] | None:
        """What rows with these lines say; None where one of them has a fault."""
        found = []
        for each in lines:
            said = self._rows.get(each) or self._older_rows.get(each)
            if said is None:
                row = _lone_row(each)
                if row is None:
                    return None
                said = _said(row)
            self._rows[each] = said
            found.append(said)
        return found


def _lone_row(lines: str) -> dict[str, Any] | None:
    """The tree of a row, of its lines alone; None where they have a fault, or are not one row."""
    document = parse(lines)
    tree: Any = document.tree
    alone = not document.faults and isinstance(tree, list) and len(tree) == 1 and isinstance(tree[0], dict)
    return tree[0] if alone else None


def rows_of(tree: Any) -> Iterator[RowSaid]:
    """What the rows of a tree of strings say, however odd the tree."""
    return (_said(row) for _, row in rows_in(tree))


def _said(row: Mapping[str, Any]) -> RowSaid:
    code = str(row.get("kode", "-"))
    facts, places = [Fakta(code, "", BARIS, "", json.dumps(row.get("uraian")))], set[Tempat]()
    for document in items_in(row, "bukti_fisik"):
        place = code, str(document.get("dokumen", "-"))
        places.add(place)
        for mark in items_in(document, REALISASI):
            facts += _from_mark(place, mark)
    return RowSaid(tuple(facts), frozenset(places))


def _from_mark(of: Tempat, mark: Mapping[str, Any]) -> Iterator[Fakta]:
    period = str(mark.get("periode", ""))
    own = {key: value for key, value in mark.items() if key != PEMERIKSAAN}
    yield Fakta(*of, REALISASI, period, json.dumps(own, ensure_ascii=False, sort_keys=True))
    for review in items_in(mark, PEMERIKSAAN):
        by = str(review.get("oleh", "")).casefold()
        alone = bool(by) and by == str(mark.get("oleh", "")).casefold()
        yield Fakta(*of, PEMERIKSAAN, period, json.dumps(review, ensure_ascii=False, sort_keys=True), alone)
