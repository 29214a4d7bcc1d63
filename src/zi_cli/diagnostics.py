"""What is wrong with a file, as values: the rule, how grave, where, and a sentence that says the cure.

This room draws nothing and reads nothing; `render.diagnostics` draws, `reading` and `checks` find.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from zi_cli.frozen import evolve, frozen


class Severity(StrEnum):
    """How grave a finding is."""

    ERROR = "galat"
    """The file is not a plan; nothing acts on it."""
    WARNING = "peringatan"
    """The file is a plan, and most likely not what was meant."""


SNIPPET_WIDTH = 160
"""The longest stretch of a source line that a place keeps: a line may be megabytes, and have many findings."""


@frozen
class Place:
    """Where in a file: line and column count from 1, columns in characters (a BOM counts as none)."""

    line: int = 1
    column: int = 1
    length: int = 1
    """How many characters of the line are meant."""
    snippet: str = ""
    """The line itself, without its line break; of a long one the stretch around the place."""
    skipped: int = 0
    """How many characters of the line stand before `snippet`."""
    complete: bool = True
    """Whether `snippet` runs to the end of the line."""

    @property
    def folded(self) -> bool:
        """Whether the mark of a folded text stands there (`>-`, `|`), and its words only on the lines below."""
        at = self.column - 1 - self.skipped
        return self.snippet[at : at + 1] in (">", "|")

    def __reduce__(self) -> tuple[type["Place"], tuple[int, int, int, str, int, bool]]:
        """As its fields in a row: a run over many plans hands many thousands from process to process."""
        return Place, (self.line, self.column, self.length, self.snippet, self.skipped, self.complete)

    @classmethod
    def within(cls, text: str, line: int, start: int, begin: int, stop: int) -> "Place":
        """The place of a stretch of a text, in the line number `line`, which begins at `start`."""
        end = text.find("\n", begin)
        end = len(text) if end < 0 else end
        if end > start and text[end - 1] == "\r":
            end -= 1
        column = begin - start + 1
        length = max(1, min(stop, end) - begin)
        if end - start <= SNIPPET_WIDTH:
            return cls(line, column, length, text[start:end])
        cut = max(start, min(begin - SNIPPET_WIDTH // 2, end - SNIPPET_WIDTH))
        return cls(line, column, length, text[cut : cut + SNIPPET_WIDTH], cut - start, cut + SNIPPET_WIDTH >= end)


@frozen
class Diagnostic:
    """One finding about one place of one file."""

    rule: str
    severity: Severity
    message: str
    file: str
    place: Place = Place()
    settled: bool = False
    """Whether it cannot be changed any more, because it is printed and signed."""

    def __reduce__(self) -> tuple[type["Diagnostic"], tuple[str, Severity, str, str, Place, bool]]:
        """As its fields in a row; see `Place`."""
        return Diagnostic, (self.rule, self.severity, self.message, self.file, self.place, self.settled)

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """By file, place, then rule: the order in which people mend a file."""
        return (self.file, self.place.line, self.place.column, self.rule, self.message)


def shorten(text: str) -> str:
    """A text short enough to stand inside a sentence."""
    return text if len(text) <= 60 else text[:59] + "…"


MAX_FINDINGS = 200
"""How many findings of one file are told: past that, the file is not what it should be, whatever else is said."""


def bounded(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The findings of one file, at most `MAX_FINDINGS`, and then one that says that there are more."""
    for count, each in enumerate(found):
        if count == MAX_FINDINGS:
            message = "di berkas ini masih ada temuan lain; betulkan dahulu yang sudah disebut"
            yield Diagnostic("terlalu-banyak", each.severity, message, each.file, each.place)
            return
        yield each


MAX_MESSAGE = 600
"""Characters of a sentence that is told: it may quote a text that has millions."""


def in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings sorted by place, without repeats, and none longer than anyone will read."""
    by_place = {each.order: each for each in found}
    return tuple(_readable(by_place[order]) for order in sorted(by_place))


def _readable(each: Diagnostic) -> Diagnostic:
    if len(each.message) <= MAX_MESSAGE:
        return each
    half = MAX_MESSAGE // 2  # what it quotes stands in the middle, its cure at the end
    return evolve(each, message=f"{each.message[:half]}…{each.message[-half:]}")


class InvalidPlan(Exception):  # noqa: N818 - the diagnostics are the answer
    """A file that is no plan: everything that is wrong with it, sorted. It ends with exit 1."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = in_order(diagnostics)
        super().__init__(f"{len(self.diagnostics)} temuan")
