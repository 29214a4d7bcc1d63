"""What happened to the evidence, told from the plan's own text at each commit.

The texts are compared by what they say, not by their lines: a mark that moved with its row, or whose document was
renamed, is no event; one that was taken from a document and put on another is two. Where two branches meet, only what
neither of them said before is one.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

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
from zi_cli.frozen import evolve, frozen
from zi_cli.plan.hari import baca_tanggal
from zi_cli.plan.model import Rencana
from zi_cli.plan.trees import items_in, rows_in
from zi_cli.tables import plain
from zi_cli.text.document import Document, parse
from zi_cli.text.fields import value_at

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
    isi: str
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
        return self.jenis, self.isi


@frozen
class Peristiwa:
    """Something that happened to a document."""

    waktu: str
    """When: day and time of the commit in the plan's time zone, or the day alone."""
    commit: str
    """Short name and author; empty where git does not know it."""
    kode: str
    dokumen: str
    apa: str
    periode: str
    isi: Mapping[str, Any]
    """The keys of the realisasi or pemeriksaan."""
    perhatikan: tuple[str, ...] = ()
    """What a reader should know of it: who reviewed their own evidence, what was committed late or by another."""


@frozen
class Riwayat:
    """What happened, in order, and how it is known."""

    peristiwa: tuple[Peristiwa, ...]
    dari_git: bool
    dilewati: int
    """Commits whose text could not be read as a plan."""
    terpotong: bool = False
    """Whether git has the later commits only (a shallow clone): who marked before, it cannot say."""
    halangan: str = ""
    """Why git was of no help, as part of a sentence; empty where it was."""


def riwayat(rencana: Rencana, document: Document, path: Path, root: Path) -> Riwayat:
    """The history of a plan: its model, what its text says now, where it lies, and the root of its workspace.

    Refusal where the plan lies in a repository of its own. Where git cannot say, what the plan itself records. Of rows
    whose lines cannot be read now nothing is said to have gone.
    """
    now = Counter(_fakta(document.tree))
    try:
        return _dari_git(rencana, document, place_of(path, root))
    except Unanswered as unanswered:
        return Riwayat(tuple(_dari_rencana(now)), dari_git=False, dilewati=0, halangan=str(unanswered))


def _dari_git(rencana: Rencana, document: Document, place: InRepository) -> Riwayat:
    """What the commits tell, one after the other, and last the plan as it is now."""
    names = names_of(place)
    commits = commits_of(place, names)
    if not commits:
        raise Unanswered("git belum mengenal rencana ini")
    edge = shallow_edge(place)
    events: list[Peristiwa] = []
    known: dict[str, Counter[Fakta]] = {}
    skipped = 0
    for commit, content in zip(commits, texts_at(place, names, commits), strict=True):
        before = [known[parent] for parent in commit.induk if parent in known]
        then = parse(content) if content is not None else None
        if then is None or then.faults:
            skipped += 1
            known[commit.sha] = _gabung(before)
            continue
        known[commit.sha] = facts = Counter(_fakta(then.tree))
        if commit.sha in edge:
            events += _dari_rencana(facts)
            continue
        told = commit.waktu(rencana.zona_waktu), f"{commit.sha[:7]} {commit.oleh}"
        events += (_noted(each, commit) for each in _beda(before, facts, _dokumen(then.tree), *told))
    tree = document.tree
    unread = {str(row["kode"]) for row in (value_at(tree, route) for route in document.masked) if isinstance(row, dict)}
    now = _beda([known[commits[-1].sha]], Counter(_fakta(tree)), _dokumen(tree), "belum di-commit", "")
    events += (each for each in now if each.kode not in unread)
    return Riwayat(tuple(events), True, skipped, terpotong=any(each.sha in edge for each in commits))


def _beda(
    before: Sequence[Counter[Fakta]], after: Counter[Fakta], documents: Collection[Tempat], waktu: str, commit: str
) -> Iterator[Peristiwa]:
    """What a text says that none of those before it said, and what it no longer says that all of them did.

    What is said word for word of another document moved there, if the one it was said of is not among `documents`.
    """
    added = after - _gabung(before)
    removed = _irisan(before) - after
    gone = Counter({each: count for each, count in removed.items() if each.tempat not in documents})
    moved = Counter(each.kunci for each in added.elements()) & Counter(each.kunci for each in gone.elements())
    new, old = list(_tanpa(added, moved)), [*_tanpa(gone, moved), *(removed - gone).elements()]
    for each in (fact for fact in new if fact.jenis != BARIS):  # that a row came is no event: all came once
        other = next((one for one in old if (one.tempat, one.jenis) == (each.tempat, each.jenis)), None)
        if other is not None:
            old.remove(other)
        yield _peristiwa(each, waktu, commit, "diubah" if other else "")
    for each in old:
        yield _peristiwa(each, waktu, commit, "dicabut")


LATE = 30
"""Days after its own date from which a mark or review was committed late."""


def _noted(event: Peristiwa, commit: Commit) -> Peristiwa:
    """With what its commit tells: that it came long after its date, or under another name."""
    if event.apa.endswith("dicabut"):
        return event
    notes = [*event.perhatikan]
    by = str(event.isi.get("oleh", ""))
    if by and by.casefold() not in (commit.oleh.casefold(), commit.committer.casefold()):
        notes.append(f"di-commit oleh {commit.committer}")
    with suppress(ValueError):
        day = baca_tanggal(str(event.isi.get("tanggal", "")))
        late = (datetime.fromtimestamp(commit.committed, UTC).date() - day).days
        if late > LATE:
            notes.append(f"di-commit {late} hari sesudah tanggalnya")
    return evolve(event, perhatikan=tuple(notes))


def perbedaan(before: Any, now: Any) -> Iterator[Peristiwa]:
    """What happened to marks and reviews from one tree of a plan to another."""
    facts = [fact for fact in _fakta(before) if fact.jenis != BARIS]
    later = [fact for fact in _fakta(now) if fact.jenis != BARIS]
    yield from _beda([Counter(facts)], Counter(later), _dokumen(now), "", "")


def _gabung(counters: Iterable[Counter[Fakta]]) -> Counter[Fakta]:
    found: Counter[Fakta] = Counter()
    for each in counters:
        found |= each
    return found


def _irisan(counters: Sequence[Counter[Fakta]]) -> Counter[Fakta]:
    found = Counter(counters[0]) if counters else Counter[Fakta]()
    for each in counters[1:]:
        found &= each
    return found


def _tanpa(facts: Counter[Fakta], moved: Counter[tuple[str, str]]) -> Iterator[Fakta]:
    left = Counter(moved)
    for each in facts.elements():
        if left[each.kunci]:
            left[each.kunci] -= 1
        else:
            yield each


def _peristiwa(each: Fakta, waktu: str, commit: str, apa: str) -> Peristiwa:
    if each.jenis == BARIS:
        return Peristiwa(waktu, commit, each.kode, "", "baris dihapus", "", {})
    isi = json.loads(each.isi)
    if each.jenis == PEMERIKSAAN:
        told = f"pemeriksaan {apa}" if apa else f"diperiksa: {isi.get('hasil', '-')}"
    else:
        told = f"tanda {apa}" if apa else "ditandai"
    own = ("pemeriksanya pengumpulnya sendiri",) if each.sendiri else ()
    return Peristiwa(waktu, commit, each.kode, plain(each.dokumen), told, each.periode, isi, own)


def _dari_rencana(facts: Counter[Fakta]) -> Iterator[Peristiwa]:
    """Without git: every mark and review on the day it names."""
    said = (each for each in facts.elements() if each.jenis != BARIS)
    events = [_peristiwa(each, str(json.loads(each.isi).get("tanggal", "-")), "", "") for each in said]
    yield from sorted(events, key=lambda event: event.waktu)


def _fakta(tree: Any) -> Iterator[Fakta]:
    """The rows, marks and reviews that a tree of strings says."""
    for _, row in rows_in(tree):
        yield Fakta(str(row.get("kode", "-")), "", BARIS, "", json.dumps(row.get("uraian")))
    for of, document in _setiap_dokumen(tree):
        for mark in items_in(document, REALISASI):
            yield from _dari_tanda(of, mark)


def _dokumen(tree: Any) -> frozenset[Tempat]:
    return frozenset(of for of, _ in _setiap_dokumen(tree))


def _setiap_dokumen(tree: Any) -> Iterator[tuple[Tempat, dict[str, Any]]]:
    """Every document that a tree of strings asks for, however odd the tree."""
    for _, row in rows_in(tree):
        for document in items_in(row, "bukti_fisik"):
            yield (str(row.get("kode", "-")), str(document.get("dokumen", "-"))), document


def _dari_tanda(of: Tempat, mark: Mapping[str, Any]) -> Iterator[Fakta]:
    period = str(mark.get("periode", ""))
    own = {key: value for key, value in mark.items() if key != PEMERIKSAAN}
    yield Fakta(*of, REALISASI, period, json.dumps(own, ensure_ascii=False, sort_keys=True))
    for review in items_in(mark, PEMERIKSAAN):
        by = str(review.get("oleh", "")).casefold()
        alone = bool(by) and by == str(mark.get("oleh", "")).casefold()
        yield Fakta(*of, PEMERIKSAAN, period, json.dumps(review, ensure_ascii=False, sort_keys=True), alone)
