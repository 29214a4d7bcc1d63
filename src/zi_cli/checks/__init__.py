"""What can be wrong with a plan, and where.

A rule is a small value: an id in words, a level, one sentence, and a function from what is judged to the places where
the rule is broken. `RULES` lists them all, with those that are kept while a file is read; a new rule is a function
in the room of its subject and one entry in that room's tuple, a section in `docs/pemeriksaan.md`, and a pair of files
in `tests/cases/`.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import chain
from pathlib import Path

from zi_cli.bukti.in_git import InGit
from zi_cli.checks import (
    abaikan,
    bacaan,
    given_to_git,
    keputusan,
    langkah,
    lembar,
    location,
    lost,
    mirip,
    realisasi,
    struktur,
    typed,
    unsupported,
    waktu,
)
from zi_cli.checks.frame import frame_of
from zi_cli.checks.rule import OR_AS_PRINTED, Breach, PlanCase, Rule, TextCase
from zi_cli.diagnostics import Diagnostic, InvalidPlan, Place, Severity, bounded, in_order
from zi_cli.frozen import evolve
from zi_cli.plan.bergalat import row_of
from zi_cli.plan.model import ROWS, Rencana
from zi_cli.text.document import Document, Route
from zi_cli.text.parts import Sick
from zi_cli.text.reading import InvalidFields, Parsed, Read, understand, without
from zi_cli.text.sources import Source

RULES: tuple[Rule, ...] = (
    *bacaan.RULES,
    *lost.RULES,
    *location.RULES,
    *given_to_git.RULES,
    *struktur.RULES,
    *waktu.RULES,
    *struktur.REPEATED,
    *langkah.RULES,
    *mirip.RULES,
    *keputusan.RULES,
    *realisasi.RULES,
    *typed.RULES,
    *lembar.RULES,
    *unsupported.RULES,
    *abaikan.RULES,
)


def findings(
    parsed: Parsed[Rencana],
    *,
    hari: date | None = None,
    folder: Path | None = None,
    in_git: InGit | None = None,
    lembar: str | None = None,
) -> Iterator[Diagnostic]:
    """Everything the rules find in a plan, on a day, in its folder, in git, and by the sheet of that id, where given.

    What is wrong with the rows that are left out comes first.
    """
    sick = (found for each in parsed.sick for found in each.diagnostics)
    return bounded(chain(sick, _unsilenced(PlanCase(parsed, hari, folder, in_git, lembar))))


def in_the_text(case: TextCase) -> Iterator[Diagnostic]:
    """What the rules find in the way a file is written, whatever it says."""
    document, berkas = case.parsed.document, case.parsed.source.name
    for rule in typed.RULES:
        if rule.in_text is not None:
            for breach in rule.in_text(case):
                yield Diagnostic(rule.id, rule.severity, breach.message, berkas, _place(document, breach))


def errors_of_frame(document: Document, berkas: str) -> Iterator[Diagnostic]:
    """The errors in the frame of a text that is no plan: what its fields' own rules do not say."""
    frame = frame_of(document.tree)
    for rule in RULES:
        if rule.in_frame is not None:
            for breach in rule.in_frame(frame):
                yield Diagnostic(rule.id, rule.severity, breach.message, berkas, _place(document, breach))


def read_plan(source: Source, *, passed: bool = False) -> Parsed[Rencana]:
    """The plan that a text writes; InvalidPlan with everything that keeps it from being one, of its frame too.

    A row whose keys are not what they should be is left out, with what is wrong with it.
    """
    try:
        return _understood(source, passed=passed)
    except InvalidFields as invalid:
        frame = errors_of_frame(invalid.document, source.name)
        raise InvalidPlan([*invalid.diagnostics, *bounded(frame)]) from None


@lru_cache(maxsize=1)
def _understood(source: Source, *, passed: bool) -> Parsed[Rencana]:
    """Kept for who asks next: a plan is judged, then its answers are held against it, then both against a revision."""
    return understand(Rencana, source, passed=passed, parts=ROWS)


def usable(source: Source, *, passed: bool = False) -> Parsed[Rencana]:
    """The plan that a text writes, without the rows that have a galat of any kind; InvalidPlan where its frame has."""
    parsed = read_plan(source, passed=passed)
    sick = {each.route: list(each.diagnostics) for each in parsed.sick}
    stopped: list[Diagnostic] = []
    for rows, found in _stopping(PlanCase(parsed)):
        for row in rows:
            (stopped if row is None else sick.setdefault(row, [])).append(found)
    if stopped:
        raise InvalidPlan([*stopped, *(found for each in sick.values() for found in each)])
    if len(sick) == len(parsed.sick):
        return parsed
    read = Read(Rencana, source, parsed.document)
    return without(read, ROWS, [Sick(route, in_order(found)) for route, found in sick.items()])


def _stopping(case: PlanCase) -> Iterator[tuple[set[Route | None], Diagnostic]]:
    """The errors that stop something, each with the rows that it is about; None for the frame."""
    document, berkas = case.parsed.document, case.parsed.source.name
    for rule in RULES:
        if rule.severity is Severity.ERROR and rule.stops:
            for breach in rule.breaches(case):
                found = Diagnostic(rule.id, rule.severity, breach.message, berkas, _place(document, breach))
                yield {row_of(route) for route in (breach.route, *breach.also)}, found


def _unsilenced(case: PlanCase) -> Iterator[Diagnostic]:
    """What is not silenced, at the words that are meant.

    A silencer stands beside or above a whole text: no comment can stand inside one. So it is held against the place
    where the text begins, and only then does the caret move to the words.
    """
    tepat: dict[int, tuple[Diagnostic, Diagnostic]] = {}
    for each in abaikan.without_silenced(case, _found(case, tepat), RULES):
        yield tepat.get(id(each), (each, each))[1]


def _found(case: PlanCase, tepat: dict[int, tuple[Diagnostic, Diagnostic]]) -> Iterator[Diagnostic]:
    """What the rules find, each where its text begins; in `tepat` the same where its words stand, if elsewhere.

    That table is kept by identity, with the finding itself so that its identity is not given to another.
    """
    document, berkas = case.parsed.document, case.parsed.source.name
    signed = case.rencana.keputusan.tanggal is not None
    for rule in RULES:
        for breach in rule.breaches(case):
            settled = signed and (rule.printed or OR_AS_PRINTED in breach.message)
            found = Diagnostic(rule.id, rule.severity, breach.message, berkas, _place(document, breach), settled)
            if breach.meant or found.place.folded:
                place = document.find(breach.route, breach.meant)
                tepat[id(found)] = (found, evolve(found, place=place or found.place))
            yield found


def _place(document: Document, breach: Breach) -> Place:
    if breach.span is not None:
        return document.place(*breach.span)
    return document.locate(breach.route, key=breach.at_key)
