"""What is wrong with a file, as values: the rule, how grave, where, and a sentence that says the cure.

This room draws nothing and reads nothing; `render.diagnostics` draws, `reading` and `checks` find.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Tingkat(StrEnum):
    """How grave a finding is."""

    GALAT = "galat"
    """The file is not a plan; nothing acts on it."""
    PERINGATAN = "peringatan"
    """The file is a plan, and most likely not what was meant."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file: line and column count from 1, columns in characters (a BOM counts as none)."""

    baris: int = 1
    kolom: int = 1
    panjang: int = 1
    """How many characters of the line are meant."""
    sumber: str = ""
    """The line itself, without its line break."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding about one place of one file."""

    aturan: str
    tingkat: Tingkat
    pesan: str
    berkas: str
    place: Place = Place()

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """By file, place, then rule: the order in which people mend a file."""
        return (self.berkas, self.place.baris, self.place.kolom, self.aturan, self.pesan)


def in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings sorted by place, without repeats."""
    return tuple(sorted(set(found), key=lambda finding: finding.order))


class InvalidPlan(Exception):  # noqa: N818 - the diagnostics are the answer
    """A file that is no plan: everything that is wrong with it, sorted. It ends with exit 1."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = in_order(diagnostics)
        super().__init__(f"{len(self.diagnostics)} temuan")
