"""What is one and the same thing in two texts of a plan, or of its answers, and in which order things belong.

A row is known by its code, then by its words; a document by its name, then by a name much like it; a mark by what it
records. So a document that one renamed and another marked is one document, and two marks are two.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from zi_cli.frozen import frozen
from zi_cli.lke.jawaban import KUNCI_CATATAN, KUNCI_JAWABAN, Lapis
from zi_cli.plan.kode import Kode
from zi_cli.plan.realisasi import Hasil
from zi_cli.plan.trees import text_in
from zi_cli.text.fields import Tree
from zi_cli.text.sides import Path, Rank

_Item = Mapping[str, Tree]
_Sign = Callable[[_Item], object]
"""What an item is known by; None where it has no such thing."""

ALIKE = 0.6
"""How alike two names must be to be one that was reworded (difflib's ratio)."""
BESIDE_AN_ANSWER = (KUNCI_CATATAN, "bukti")
"""Keys that stand beside an answer without changing it."""


def _text(key: str) -> _Sign:
    return lambda item: text_in(item, key) or None


def _folded(key: str) -> _Sign:
    return lambda item: " ".join(str(item[key]).casefold().split()) if item.get(key) else None


def _both(one: str, two: str) -> _Sign:
    return lambda item: (str(item.get(one)), str(item.get(two))) if item.get(one) or item.get(two) else None


def _without(key: str) -> _Sign:
    return lambda item: _written({name: value for name, value in item.items() if name != key})


def _first_code(item: _Item) -> object:
    rows = item.get("indikator")
    first = rows[0] if isinstance(rows, list) and rows else None
    return text_in(first, "kode") or None


@frozen
class _Signs:
    """What the items of a list are known by, the surest first."""

    sure: tuple[_Sign, ...] = ()
    """Makes one of two items that two sides added, too."""
    likely: tuple[_Sign, ...] = ()


_SIGNS = {
    "area": _Signs((_text("nomor"), _folded("nama"))),
    "komponen": _Signs((_both("nomor", "nama"), _first_code, _folded("nama"))),
    "indikator": _Signs((_text("kode"),), (_folded("uraian"),)),
    "bukti_fisik": _Signs((_folded("dokumen"),)),
    "realisasi": _Signs(
        (_without("pemeriksaan"),),
        (
            *(_text("berkas"), _text("sha256"), _text("tautan"), _both("periode", "tanggal")),
            *(_text("tanggal"), _text("periode")),
        ),
    ),
    "pemeriksaan": _Signs((), (_both("tanggal", "oleh"),)),
    "berkas_lain": _Signs((_text("berkas"),)),
    "kolom": _Signs((_text("kunci"),)),
}
_DATED = ("realisasi", "pemeriksaan")
_NAMES = ("kode", "dokumen", "nama", "berkas", "tautan", "tempat", "periode", "tanggal", "kunci")


@frozen
class Identity:
    """The rules of plans and answers, as `sides.Rules` has them. `sheet`: the place of each question on it."""

    sheet: Mapping[str, int]

    def pair(self, kind: str, old: Sequence[Tree], new: Sequence[Tree], *, added: bool) -> Mapping[int, int]:
        """Equal ones first, then sign by sign."""
        signs = _SIGNS.get(kind, _Signs())
        pairs: dict[int, int] = {}
        _pair_by(_written, old, new, pairs)
        for sign in signs.sure if added else (*signs.sure, *signs.likely):
            _pair_by(_of_mapping(sign), old, new, pairs)
        return pairs

    def alike(self, kind: str, old: Sequence[Tree], new: Sequence[Tree]) -> Mapping[int, int]:
        """Each with what is most like it; marks and reviews are never reworded, only others."""
        if kind in _DATED:
            return {}
        pairs: dict[int, int] = {}
        left = list(range(len(old)))
        for at, item in enumerate(new):
            ratio = {other: SequenceMatcher(None, _called(old[other]), _called(item)).ratio() for other in left}
            best = max(left, key=lambda other: (ratio[other], -other), default=None)
            if best is not None and ratio[best] > ALIKE:
                pairs[at] = best
                left.remove(best)
        return pairs

    def rank(self, kind: str, item: Tree) -> Rank | None:
        """Rows as on the sheet; marks and reviews by date.

        Of one day's reviews the one that asks for mending comes last, where it counts: a merge decides nothing for
        the office.
        """
        if not isinstance(item, dict):
            return None
        if kind == "indikator":
            return self.rank_of_key(str(item.get("kode", "")))
        if kind in _DATED:
            return (str(item.get("tanggal", "")), int(item.get("hasil") == Hasil.PERLU_PERBAIKAN))
        return None

    def rank_of_key(self, key: str) -> Rank | None:
        """A question's place on the sheet; further rows of it stand behind (`6.v.b2`)."""
        if key in self.sheet:
            return (self.sheet[key], 1)
        try:
            code = Kode.parse(key)
        except ValueError:
            return None
        first = str(code._replace(cabang=1))
        return (self.sheet[first], code.cabang) if first in self.sheet else None

    def name(self, kind: str, item: Tree) -> str:
        """What people call it: a code, a document, a file, a day."""
        if not isinstance(item, dict):
            return _short(str(item))
        return next((_short(str(item[key])) for key in _NAMES if item.get(key)), kind)

    def at_odds(self, path: Path, base: Tree | None, ours: Tree, theirs: Tree) -> bool:
        """An answer with its note is one thing: B here and "A, with a note" there do not make a "B with that note"."""
        if not _is_answer(path) or base in (ours, theirs):
            return False
        return _answered(ours) != _answered(theirs)

    def fuller(self, path: Path, less: Tree, more: Tree) -> bool:
        """The same answer, bare on one side and with a note or link on the other."""
        bare = isinstance(less, str) and isinstance(more, dict)
        return bare and _is_answer(path) and _answered(less) == _answered(more)


def _pair_by(sign: Callable[[Tree], object], old: Sequence[Tree], new: Sequence[Tree], pairs: dict[int, int]) -> None:
    """Pair what has the same sign and no pair yet, in order."""
    waiting: dict[object, list[int]] = {}
    taken = set(pairs.values())
    for at, item in enumerate(old):
        if at not in taken and (known := sign(item)) is not None:
            waiting.setdefault(known, []).append(at)
    for at, item in enumerate(new):
        if at not in pairs and (found := waiting.get(sign(item))):
            pairs[at] = found.pop(0)


def _of_mapping(sign: _Sign) -> Callable[[Tree], object]:
    return lambda item: sign(item) if isinstance(item, dict) else None


def _called(item: Tree) -> str:
    """The words by which two items are alike: a name, not all that hangs below it."""
    if not isinstance(item, dict):
        return str(item)
    return next((str(item[key]) for key in ("dokumen", "uraian", "nama") if item.get(key)), _written(item))


def _written(item: Tree | _Item) -> str:
    return json.dumps(item, sort_keys=True, ensure_ascii=False)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _is_answer(path: Path) -> bool:
    return len(path) == 2 and path[0] in tuple(Lapis)


def _answered(value: Tree) -> dict[str, str]:
    """The answer alone, without what stands beside it."""
    if not isinstance(value, dict):
        return {KUNCI_JAWABAN: str(value)}
    return {key: str(said) for key, said in value.items() if key not in BESIDE_AN_ANSWER}


def told(path: Path) -> str:
    """The way to a place, for people: the words that only group are left out between the first and a row's code."""
    steps = list(path)
    row = next((at + 1 for at, step in enumerate(steps) if step == "indikator"), 0)
    return " > ".join(_elided(steps, row))


def _elided(steps: list[str], row: int) -> Iterator[str]:
    if not 0 < row < len(steps):
        yield from steps
        return
    yield steps[0]
    yield "…"
    yield from steps[row:]
