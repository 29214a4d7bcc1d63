"""What keeps a text, or a row of it, from being a plan: the few rules that every reading of a plan asks.

All others are in `rules`, which takes long to import, and is imported when a plan is checked.
"""

from collections.abc import Iterator

from zi_cli.checks import struktur
from zi_cli.checks.frame import frame_of
from zi_cli.checks.rule import Breach, PlanCase
from zi_cli.diagnostics import Diagnostic, InvalidPlan, Place, Severity, bounded, in_order
from zi_cli.plan.bergalat import row_of
from zi_cli.plan.model import ROWS, Rencana
from zi_cli.text.document import Document, Route
from zi_cli.text.parts import Sick
from zi_cli.text.reading import InvalidFields, Parsed, Read, understand, without
from zi_cli.text.sources import Source

STOPPING = (*struktur.RULES, *struktur.REPEATED)
"""The rules of the rooms that stop a plan or a row; what else does is said while the text is read."""


def errors_of_frame(document: Document, berkas: str) -> Iterator[Diagnostic]:
    """The errors in the frame of a text that is no plan: what its fields' own rules do not say."""
    frame = frame_of(document.tree)
    for rule in STOPPING:
        if rule.in_frame is not None:
            for breach in rule.in_frame(frame):
                yield Diagnostic(rule.id, rule.severity, breach.message, berkas, placed(document, breach))


def read_plan(source: Source, *, passed: bool = False) -> Parsed[Rencana]:
    """The plan that a text writes; InvalidPlan with everything that keeps it from being one, of its frame too.

    A row whose keys are not what they should be is left out, with what is wrong with it.
    """
    try:
        return _understood(source, passed=passed)
    except InvalidFields as invalid:
        frame = errors_of_frame(invalid.document, source.name)
        raise InvalidPlan([*invalid.diagnostics, *bounded(frame)]) from None


def _understood(source: Source, *, passed: bool) -> Parsed[Rencana]:
    """Kept for who asks next: a plan is judged, then its answers are held against it, then both against a revision.

    One is kept, and goes before the next is read: that is then built in the same memory, which the processor has near.
    """
    if _LAST and _LAST[0][0] is passed and _LAST[0][1].source == source:
        return _LAST[0][1]
    _LAST.clear()
    parsed = understand(Rencana, source, passed=passed, parts=ROWS)
    _LAST.append((passed, parsed))
    return parsed


_LAST: list[tuple[bool, Parsed[Rencana]]] = []


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
    for rule in STOPPING:
        if rule.severity is Severity.ERROR and rule.stops:
            for breach in rule.breaches(case):
                found = Diagnostic(rule.id, rule.severity, breach.message, berkas, placed(document, breach))
                yield {row_of(route) for route in (breach.route, *breach.also)}, found


def placed(document: Document, breach: Breach) -> Place:
    """Where what was found stands."""
    if breach.span is not None:
        return document.place(*breach.span)
    return document.locate(breach.route, key=breach.at_key)
