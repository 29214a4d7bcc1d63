"""What happened to the evidence, told from the plan's own text at each commit.

The texts are compared by what they say, not by their lines: a mark that moved with its row, or whose document was
renamed, is no event; one that was taken from a document and put on another is two. Where two branches meet, only what
neither of them said before is one. A plan whose folder was renamed is followed to its older names.
"""

import json
import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from zi_cli import git
from zi_cli.plan.jadwal import ZonaWaktu
from zi_cli.plan.model import Rencana
from zi_cli.tables import italics
from zi_cli.text.document import parse

REALISASI, PEMERIKSAAN = "realisasi", "pemeriksaan"


Tempat = tuple[str, str]
"""A document: its row's code and its name."""


@dataclass(frozen=True, slots=True)
class Fakta:
    """A mark or a review, as a text says it."""

    kode: str
    dokumen: str
    jenis: str
    periode: str
    isi: str
    """Its keys as JSON: what makes it itself, wherever it stands."""

    @property
    def tempat(self) -> "Tempat":
        """Of which document it is said."""
        return self.kode, self.dokumen

    @property
    def kunci(self) -> tuple[str, str]:
        """What it says, whoever it is said of."""
        return self.jenis, self.isi


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Riwayat:
    """What happened, in order, and how it is known."""

    peristiwa: tuple[Peristiwa, ...]
    dari_git: bool
    dilewati: int
    """Commits whose text could not be read as a plan."""
    terpotong: bool = False
    """Whether git has the later commits only (a shallow clone): who marked before, it cannot say."""


def riwayat(rencana: Rencana, text: str, path: Path) -> Riwayat:
    """The history of a plan: its model, its text as it is now, and where it lies."""
    tree = parse(text).tree
    now = Counter(_fakta(tree))
    names = _names(path)
    commits = _commits(path, names)
    if not commits:
        return Riwayat(tuple(_dari_rencana(now)), dari_git=False, dilewati=0)
    edge = _tepi(path)
    events: list[Peristiwa] = []
    known: dict[str, Counter[Fakta]] = {}
    skipped = 0
    for commit, content in zip(commits, _texts(path, names, commits), strict=True):
        before = [known[parent] for parent in commit.induk if parent in known]
        document = parse(content) if content is not None else None
        if document is None or document.faults:
            skipped += 1
            known[commit.sha] = _gabung(before)
            continue
        known[commit.sha] = facts = Counter(_fakta(document.tree))
        if commit.sha in edge:
            events += _dari_rencana(facts)
            continue
        told = commit.waktu(rencana.zona_waktu), f"{commit.sha[:7]} {commit.oleh}"
        events += _beda(before, facts, _dokumen(document.tree), *told)
    events += _beda([known[commits[-1].sha]], now, _dokumen(tree), "belum di-commit", "")
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
    for each in new:
        other = next((one for one in old if (one.tempat, one.jenis) == (each.tempat, each.jenis)), None)
        if other is not None:
            old.remove(other)
        yield _peristiwa(each, waktu, commit, "diubah" if other else "")
    for each in old:
        yield _peristiwa(each, waktu, commit, "dicabut")


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
    isi = json.loads(each.isi)
    if each.jenis == PEMERIKSAAN:
        told = f"pemeriksaan {apa}" if apa else f"diperiksa: {isi.get('hasil', '-')}"
    else:
        told = f"tanda {apa}" if apa else "ditandai"
    return Peristiwa(waktu, commit, each.kode, italics(each.dokumen)[0], told, each.periode, isi)


def _dari_rencana(facts: Counter[Fakta]) -> Iterator[Peristiwa]:
    """Without git: every mark and review on the day it names."""
    events = [_peristiwa(each, str(json.loads(each.isi).get("tanggal", "-")), "", "") for each in facts.elements()]
    yield from sorted(events, key=lambda event: event.waktu)


def _fakta(tree: Any) -> Iterator[Fakta]:
    """The marks and reviews that a tree of strings says."""
    for of, document in _setiap_dokumen(tree):
        for mark in _daftar(document, REALISASI):
            yield from _dari_tanda(of, mark)


def _dokumen(tree: Any) -> frozenset[Tempat]:
    return frozenset(of for of, _ in _setiap_dokumen(tree))


def _setiap_dokumen(tree: Any) -> Iterator[tuple[Tempat, dict[str, Any]]]:
    """Every document that a tree of strings asks for, however odd the tree."""
    for area in _daftar(tree, "area"):
        for komponen in _daftar(area, "komponen"):
            for row in _daftar(komponen, "indikator"):
                for document in _daftar(row, "bukti_fisik"):
                    yield (str(row.get("kode", "-")), str(document.get("dokumen", "-"))), document


def _dari_tanda(of: Tempat, mark: Mapping[str, Any]) -> Iterator[Fakta]:
    period = str(mark.get("periode", ""))
    own = {key: value for key, value in mark.items() if key != PEMERIKSAAN}
    yield Fakta(*of, REALISASI, period, json.dumps(own, ensure_ascii=False, sort_keys=True))
    for review in _daftar(mark, PEMERIKSAAN):
        yield Fakta(*of, PEMERIKSAAN, period, json.dumps(review, ensure_ascii=False, sort_keys=True))


def _daftar(tree: Any, key: str) -> list[dict[str, Any]]:
    found = tree.get(key) if isinstance(tree, dict) else None
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


@dataclass(frozen=True, slots=True)
class _Commit:
    sha: str
    induk: tuple[str, ...]
    """Its nearest forebears that touched the plan."""
    oleh: str
    detik: int

    def waktu(self, zona: ZonaWaktu) -> str:
        zone = timezone(timedelta(hours=zona.jam))
        return datetime.fromtimestamp(self.detik, zone).strftime("%Y-%m-%d %H:%M")


def _names(path: Path) -> list[str]:
    """The plan's path from the top of the repository, and those it had before its folder was renamed, latest first."""
    top = (git.run(["rev-parse", "--show-prefix"], path.parent) or b"").rstrip(b"\n")
    found = [os.fsdecode(top) + path.name]
    while (older := _nama_lama(found[-1], path)) and older not in found:
        found.append(older)
    return found


def _nama_lama(name: str, path: Path) -> str | None:
    """Under which name the plan lay before a commit brought it under this one, if git finds that it was renamed."""
    added = _git(path, "log", "--format=%H", "--diff-filter=A", "--", f":(top,literal){name}")
    for sha in added.decode().split():
        only = ("--diff-filter=R", sha, "--", f":(top,glob)**/{path.name}")
        parts = _git(path, "diff-tree", "-r", "-M", "-z", "--no-commit-id", "--name-status", *only).split(b"\0")
        for old, new in zip(parts[1::3], parts[2::3], strict=False):
            if os.fsdecode(new) == name:
                return os.fsdecode(old)
    return None


def _git(path: Path, *args: str) -> bytes:
    return git.run(list(args), path.parent, batas=None) or b""


def _tepi(path: Path) -> frozenset[str]:
    """The commits of a shallow clone whose parents it does not have; they seem to have brought all there was."""
    listed = os.fsdecode(_git(path, "rev-parse", "--git-path", "shallow").rstrip(b"\n"))
    try:
        return frozenset((path.parent / listed).read_text(encoding="ascii").split())
    except (OSError, UnicodeDecodeError):
        return frozenset()


def _commits(path: Path, names: Sequence[str]) -> list[_Commit]:
    """The commits that touched the plan, parents before children; none where git knows nothing of it."""
    form = "--format=%H%x1f%P%x1f%an%x1f%at"
    where = [f":(top,literal){name}" for name in names]
    said = _git(path, "log", "--no-show-signature", "--topo-order", "--reverse", "--parents", form, "--", *where)
    found = []
    for line in said.decode("utf-8", "replace").split("\n"):
        parts = line.split("\x1f")
        if len(parts) == 4:
            found.append(_Commit(parts[0], tuple(parts[1].split()), parts[2], int(parts[3])))
    return found


def _texts(path: Path, names: Sequence[str], commits: Sequence[_Commit]) -> Iterator[str | None]:
    """The plan's text at each commit; None where it was not there, or is no UTF-8."""
    for at in range(0, len(commits), _SEKALIGUS):
        some = commits[at : at + _SEKALIGUS]
        asked = b"".join(f"{each.sha}:".encode() + os.fsencode(f"{name}\n") for each in some for name in names)
        said = git.run(["cat-file", "--batch"], path.parent, masukan=asked, batas=None) or b""
        found = [*_blobs(said, len(some) * len(names))]
        for first in range(0, len(found), len(names)):
            yield _teks(next((each for each in found[first : first + len(names)] if each is not None), None))


def _blobs(said: bytes, count: int) -> Iterator[bytes | None]:
    """What `git cat-file --batch` answered to so many questions; None for what is not there."""
    for _ in range(count):
        head, _, said = said.partition(b"\n")
        if not head.split()[-1:] or not head.split()[-1].isdigit():
            yield None
            continue
        size = int(head.split()[-1])
        yield said[:size]
        said = said[size + 1 :]


def _teks(content: bytes | None) -> str | None:
    try:
        return None if content is None else content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None


_SEKALIGUS = 100
"""Texts that are held in memory at once."""
