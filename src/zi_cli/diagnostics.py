"""What is wrong with a file, as values: the rule, how grave, where, and a sentence that says the cure.

This room draws nothing and reads nothing; `render.diagnostics` draws, `reading` and `checks` find.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum


class Tingkat(StrEnum):
    """How grave a finding is."""

    GALAT = "galat"
    """The file is not a plan; nothing acts on it."""
    PERINGATAN = "peringatan"
    """The file is a plan, and most likely not what was meant."""


LEBAR_SUMBER = 160
"""The longest stretch of a source line that a place keeps: a line may be megabytes, and have many findings."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file: line and column count from 1, columns in characters (a BOM counts as none)."""

    baris: int = 1
    kolom: int = 1
    panjang: int = 1
    """How many characters of the line are meant."""
    sumber: str = ""
    """The line itself, without its line break; of a long one the stretch around the place."""
    mulai: int = 0
    """How many characters of the line stand before `sumber`."""
    selesai: bool = True
    """Whether `sumber` runs to the end of the line."""

    @property
    def terlipat(self) -> bool:
        """Whether the mark of a folded text stands there (`>-`, `|`), and its words only on the lines below."""
        at = self.kolom - 1 - self.mulai
        return self.sumber[at : at + 1] in (">", "|")

    def __reduce__(self) -> tuple[type["Place"], tuple[int, int, int, str, int, bool]]:
        """As its fields in a row: a run over many plans hands many thousands from process to process."""
        return Place, (self.baris, self.kolom, self.panjang, self.sumber, self.mulai, self.selesai)

    @classmethod
    def within(cls, text: str, baris: int, start: int, awal: int, akhir: int) -> "Place":
        """The place of a stretch of a text, in the line number `baris`, which begins at `start`."""
        end = text.find("\n", awal)
        end = len(text) if end < 0 else end
        if end > start and text[end - 1] == "\r":
            end -= 1
        kolom = awal - start + 1
        panjang = max(1, min(akhir, end) - awal)
        if end - start <= LEBAR_SUMBER:
            return cls(baris, kolom, panjang, text[start:end])
        cut = max(start, min(awal - LEBAR_SUMBER // 2, end - LEBAR_SUMBER))
        return cls(baris, kolom, panjang, text[cut : cut + LEBAR_SUMBER], cut - start, cut + LEBAR_SUMBER >= end)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding about one place of one file."""

    aturan: str
    tingkat: Tingkat
    pesan: str
    berkas: str
    place: Place = Place()

    def __reduce__(self) -> tuple[type["Diagnostic"], tuple[str, Tingkat, str, str, Place]]:
        """As its fields in a row; see `Place`."""
        return Diagnostic, (self.aturan, self.tingkat, self.pesan, self.berkas, self.place)

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """By file, place, then rule: the order in which people mend a file."""
        return (self.berkas, self.place.baris, self.place.kolom, self.aturan, self.pesan)


def singkat(text: str) -> str:
    """A text short enough to stand inside a sentence."""
    return text if len(text) <= 60 else text[:59] + "…"


TERBANYAK = 200
"""How many findings of one file are told: past that, the file is not what it should be, whatever else is said."""


def bounded(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The findings of one file, at most `TERBANYAK`, and then one that says that there are more."""
    for count, each in enumerate(found):
        if count == TERBANYAK:
            pesan = "di berkas ini masih ada temuan lain; betulkan dulu yang sudah disebut"
            yield Diagnostic("terlalu-banyak", each.tingkat, pesan, each.berkas, each.place)
            return
        yield each


PESAN_TERPANJANG = 600
"""Characters of a sentence that is told: it may quote a text that has millions."""


def in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings sorted by place, without repeats, and none longer than anyone will read."""
    by_place = {each.order: each for each in found}
    return tuple(_terbaca(by_place[order]) for order in sorted(by_place))


def _terbaca(each: Diagnostic) -> Diagnostic:
    if len(each.pesan) <= PESAN_TERPANJANG:
        return each
    half = PESAN_TERPANJANG // 2  # what it quotes stands in the middle, its cure at the end
    return replace(each, pesan=f"{each.pesan[:half]}…{each.pesan[-half:]}")


class InvalidPlan(Exception):  # noqa: N818 - the diagnostics are the answer
    """A file that is no plan: everything that is wrong with it, sorted. It ends with exit 1."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = in_order(diagnostics)
        super().__init__(f"{len(self.diagnostics)} temuan")
