"""What happened to the evidence, told from the plan's own text at each commit.

The texts are compared by what they say, not by their lines: a mark that moved with its row, or whose document was
renamed, is no event; one that was taken from a document and put on another is two. Where two branches meet, only what
neither of them said before is one.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from zi_cli.bukti.commits import (
    Commit,
    InRepository,
    Unanswered,
    commits_of,
    names_of,
    place_of,
    shallow_edge,
    texts_at,
)
from zi_cli.bukti.said import BARIS, PEMERIKSAAN, Fakta, RowReader, RowSaid, Tempat, rows_of
from zi_cli.frozen import evolve, frozen
from zi_cli.italics import plain
from zi_cli.plan.bergalat import HEAD
from zi_cli.plan.hari import ZonaWaktu, read_day
from zi_cli.plan.model import Rencana
from zi_cli.text.document import Document
from zi_cli.text.fields import value_at

Item = TypeVar("Item")


@frozen
class Event:
    """Something that happened to a document."""

    waktu: str
    """When: day and time of the commit in the plan's time zone, or the day alone."""
    commit: str
    """Short name and author; empty where git does not know it."""
    kode: str
    dokumen: str
    apa: str
    periode: str
    fields: Mapping[str, Any]
    """The keys of the realisasi or pemeriksaan."""
    remarks: tuple[str, ...] = ()
    """What a reader should know of it: who reviewed their own evidence, what was committed late or by another."""


@frozen
class Riwayat:
    """What happened, in order, and how it is known."""

    events: tuple[Event, ...]
    dari_git: bool
    skipped: int
    """Commits whose text could not be read as a plan."""
    cut_short: bool = False
    """Whether git has the later commits only (a shallow clone): who marked before, it cannot say."""
    obstacle: str = ""
    """Why git was of no help, as part of a sentence; empty where it was."""


def riwayat(rencana: Rencana, document: Document, path: Path, root: Path) -> Riwayat:
    """The history of a plan: its model, what its text says now, where it lies, and the root of its workspace.

    Refusal where the plan lies in a repository of its own. Where git cannot say, what the plan itself records. Of rows
    whose lines cannot be read now nothing is said to have gone.
    """
    try:
        return _from_git(rencana, document, place_of(path, root))
    except Unanswered as unanswered:
        now = _facts(Counter(rows_of(document.tree)))
        return Riwayat(tuple(_from_plan(now)), dari_git=False, skipped=0, obstacle=str(unanswered))


def _from_git(rencana: Rencana, document: Document, place: InRepository) -> Riwayat:
    """What the commits tell, one after the other, and last the plan as it is now."""
    names = names_of(place)
    commits = commits_of(place, names)
    if not commits:
        raise Unanswered("git belum mengenal rencana ini")
    edge = shallow_edge(place)
    events: list[Event] = []
    known = _Known(commits)
    reader, skipped = RowReader(HEAD), 0
    for commit, content in zip(commits, texts_at(place, names, commits), strict=True):
        before = known.before(commit)
        rows = reader.rows(content) if content is not None else None
        if rows is None:
            skipped += 1
            known.add(commit, before[0] if len(before) == 1 else Counter([_all(before)]))
            continue
        after = Counter(rows)
        known.add(commit, after)
        if commit.sha in edge:
            events += _from_plan(_facts(after))
            continue
        told = commit.waktu(rencana.zona_waktu), f"{commit.sha[:7]} {commit.oleh}"
        events += (_noted(each, commit, rencana.zona_waktu) for each in _changes(before, after, *told))
    tree = document.tree
    unread = {str(row["kode"]) for row in (value_at(tree, route) for route in document.masked) if isinstance(row, dict)}
    now = _changes([known.last], Counter(rows_of(tree)), "belum dicatat di git", "")
    events += (each for each in now if each.kode not in unread)
    return Riwayat(tuple(events), True, skipped, cut_short=any(each.sha in edge for each in commits))


Said = Counter[RowSaid]
"""A text, as all the rows in it."""


class _Known:
    """The texts' facts at the commits that others still follow; those of the rest are dropped."""

    def __init__(self, commits: Sequence[Commit]) -> None:
        self._waiting = Counter(parent for each in commits for parent in each.parents)
        self._said: dict[str, Said] = {}
        self.last: Said = Counter()

    def before(self, commit: Commit) -> list[Said]:
        """What was said at the forebears of a commit, which is asked for once."""
        found = [self._said[parent] for parent in commit.parents if parent in self._said]
        for parent in commit.parents:
            self._waiting[parent] -= 1
            if not self._waiting[parent]:
                self._said.pop(parent, None)
        return found

    def add(self, commit: Commit, said: Said) -> None:
        """What the text said at a commit."""
        self.last = said
        if self._waiting[commit.sha]:
            self._said[commit.sha] = said


def _facts(said: Said) -> Counter[Fakta]:
    return Counter(fact for row in said.elements() for fact in row.facts)


def _all(said: Sequence[Said]) -> RowSaid:
    """All that several texts say, as if it were one row."""
    places = {each for one in said for row in one for each in row.documents}
    return RowSaid(tuple(_union(map(_facts, said)).elements()), frozenset(places))


def _changes(before: Sequence[Said], after: Said, waktu: str, commit: str) -> Iterator[Event]:
    """The facts of a text that no parent had, and those of all parents that it no longer has.

    What is said word for word of another document moved there, if the one it was said of is no longer there. Rows that
    all of them have are not looked at.
    """
    same = _intersection([after, *before]) if before else Counter()
    olds, now = [_facts(each - same) for each in before], _facts(after - same)
    added = now - _union(olds)
    removed = _intersection(olds) - now
    documents = {each for row in after for each in row.documents} if removed else set[Tempat]()
    gone = Counter({each: count for each, count in removed.items() if each.tempat not in documents})
    moved = Counter(each.kunci for each in added.elements()) & Counter(each.kunci for each in gone.elements())
    new, old = list(_without(added, moved)), [*_without(gone, moved), *(removed - gone).elements()]
    for each in (fact for fact in new if fact.jenis != BARIS):  # a new row is no event of the evidence
        other = next((one for one in old if (one.tempat, one.jenis) == (each.tempat, each.jenis)), None)
        if other is not None:
            old.remove(other)
        yield _event(each, waktu, commit, "diubah" if other else "")
    for each in old:
        yield _event(each, waktu, commit, "dicabut")


COMMITTED = "dicatat di git"
"""How a remark about a mark's or review's commit begins."""
LATE = 30
"""Days after its own date from which a mark or review was committed late."""


def _noted(event: Event, commit: Commit, zona: ZonaWaktu) -> Event:
    """With what its commit tells, by the committer's clock: that it came long after its date, or by another."""
    if event.apa.endswith("dicabut"):
        return event
    notes = [*event.remarks]
    by = str(event.fields.get("oleh", ""))
    if by and by.casefold() not in (commit.oleh.casefold(), commit.committer.casefold()):
        notes.append(f"{COMMITTED} oleh {commit.committer}, {commit.in_repository(zona)}")
    with suppress(ValueError):
        day = read_day(str(event.fields.get("tanggal", "")))
        late = (datetime.fromtimestamp(commit.committed, UTC).date() - day).days
        if late > LATE:
            notes.append(f"{COMMITTED} {late} hari sesudah tanggalnya, {commit.in_repository(zona)}")
    return evolve(event, remarks=tuple(notes))


def perbedaan(before: Any, now: Any) -> Iterator[Event]:
    """What happened to marks and reviews from one tree of a plan to another."""
    yield from _changes([_marks(before)], _marks(now), "", "")


def _marks(tree: Any) -> Said:
    """What the rows of a tree say, but for that they are there."""
    marks = ((tuple(each for each in row.facts if each.jenis != BARIS), row.documents) for row in rows_of(tree))
    return Counter(RowSaid(*each) for each in marks)


def _union(counters: Iterable[Counter[Fakta]]) -> Counter[Fakta]:
    found: Counter[Fakta] = Counter()
    for each in counters:
        found |= each
    return found


def _intersection(counters: Sequence[Counter[Item]]) -> Counter[Item]:
    found = Counter(counters[0]) if counters else Counter[Item]()
    for each in counters[1:]:
        found &= each
    return found


def _without(facts: Counter[Fakta], moved: Counter[tuple[str, str]]) -> Iterator[Fakta]:
    left = Counter(moved)
    for each in facts.elements():
        if left[each.kunci]:
            left[each.kunci] -= 1
        else:
            yield each


def _event(each: Fakta, waktu: str, commit: str, apa: str) -> Event:
    if each.jenis == BARIS:
        return Event(waktu, commit, each.kode, "", "baris dihapus", "", {})
    fields = json.loads(each.fields)
    if each.jenis == PEMERIKSAAN:
        told = f"pemeriksaan {apa}" if apa else f"diperiksa: {fields.get('hasil', '-')}"
    else:
        told = f"tanda {apa}" if apa else "ditandai"
    own = ("pemeriksanya pengumpulnya sendiri",) if each.sendiri else ()
    return Event(waktu, commit, each.kode, plain(each.dokumen), told, each.periode, fields, own)


def _from_plan(facts: Counter[Fakta]) -> Iterator[Event]:
    """Without git: every mark and review on the day it names."""
    said = (each for each in facts.elements() if each.jenis != BARIS)
    events = [_event(each, str(json.loads(each.fields).get("tanggal", "-")), "", "") for each in said]
    yield from sorted(events, key=lambda event: event.waktu)
