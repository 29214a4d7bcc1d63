"""Bytes → text → nodes with places → tree of strings → model. Here the strangers meet: disk, YAML, pydantic.

Whatever is wrong is raised once, all of it, as `InvalidPlan`; what is wrong inside a part that may be left out is kept
with the part, and the rest is read.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Generic

from zi_cli.diagnostics import MAX_FINDINGS, Diagnostic, InvalidPlan, Severity, bounded
from zi_cli.frozen import evolve, frozen
from zi_cli.text import sources, stamps
from zi_cli.text.document import Document, Route, parse
from zi_cli.text.faults import Fault
from zi_cli.text.fields import M, build
from zi_cli.text.parts import Parts, Sick, contained, stood_in
from zi_cli.text.sound import sound
from zi_cli.text.sources import Source

_UNREADABLE = ("ukuran", "karakter-terlarang")
"""Faults after which, like those of YAML itself, the rest of the text has not been read or cannot be trusted."""

_SICK = "bergalat"
"""Under which the routes of sick parts are remembered."""

_Found = tuple[Route | None, Diagnostic]
"""What is wrong, and in which part; None where it is in the frame around the parts."""


@frozen
class Parsed(Generic[M]):
    """A file that is what it should be: its bytes, its places, and what it says."""

    source: Source
    document: Document
    model: M
    sick: tuple[Sick, ...] = ()
    """The parts that are left out of the model."""
    vouched: bool = False
    """Whether it was judged by an earlier run, and not by this one."""


class InvalidFields(InvalidPlan):
    """A file whose text was read as YAML, and whose keys are not what they should be: what was read is at hand."""

    def __init__(self, diagnostics: Iterable[Diagnostic], document: Document) -> None:
        super().__init__(diagnostics)
        self.document = document


def read(model: type[M], path: Path, name: str | None = None) -> Parsed[M]:
    """The file at `path` as `model`; InvalidPlan with everything that is wrong, Refusal where it cannot be read."""
    return understand(model, sources.read(path, name))


def vouched(model: type[M], source: Source, parts: Parts | None = None) -> Parsed[M] | None:
    """What a text says that has passed the gate before, but for the parts that were found sick then.

    None where it has not, or where its stamp lies.
    """
    known = "[]" if stamps.passed(source.path, source.raw) else parts and stamps.recall(source.path, _SICK, source.raw)
    if not known:
        return None
    try:
        sick = [tuple(route) for route in json.loads(known)]
        parsed = understand(model, source, passed=True, parts=parts, sick=sick)
    except Exception:  # a stamp may be forged, so errors are always told by the gate
        return None
    inside = parts.of if parts else _no_part
    doubted = any(inside(fault.route) not in sick for fault in parsed.document.faults)
    return None if doubted else evolve(parsed, vouched=True)


def vouch(parsed: Parsed[M], raw: bytes) -> None:
    """Remember that a text has passed, or which parts of it did not: their routes alone, to be judged anew if asked."""
    if parsed.sick:
        stamps.remember(parsed.source.path, _SICK, raw, json.dumps([each.route for each in parsed.sick]))
    else:
        stamps.stamp(parsed.source.path, raw)


def understand(
    model: type[M],
    source: Source,
    *,
    passed: bool = False,
    parts: Parts | None = None,
    sick: Collection[Route] = (),
) -> Parsed[M]:
    """What a text says. With `parts`, a fault inside one of them leaves out that part and not the file.

    `passed`: this very text has passed the gate before, but for its `sick` parts, so pydantic need not judge it again.
    """
    document = contained(source.text, parts) if parts else parse(source.text)
    if passed:
        return without(Read(model, source, document), parts, [Sick(route) for route in sick])
    part = parts.of if parts else _no_part
    faults = document.faults[: MAX_FINDINGS + 1]  # at most as many as are shown
    found: list[_Found] = [(part(each.route), _diagnostic(each, document, source)) for each in faults]
    if document.torn or any(part(each.route) is None and _unreadable(each) for each in document.faults):
        raise InvalidPlan(_told(found))  # what could not be read cannot be judged: its errors would be echoes
    if not isinstance(document.tree, dict):
        raise InvalidPlan([*_told(found), _no_mapping(document, source)])
    if not document.faults and (whole := sound(model, document.tree)):
        return Parsed(source, document, whole)
    from zi_cli.text.gate import validate

    verdict = validate(model, document, source.name)
    unread = {part(each.route) for each in document.faults if _unreadable(each)}  # errors in these would be echoes
    found += [(part(route), each) for route, each in verdict.found if part(route) not in unread]
    places = {part(route) for route in (*verdict.routes, *(each.route for each in document.faults))}
    if None in places:
        raise InvalidFields(_told(found), document)
    if verdict.model is not None and not places:
        return Parsed(source, document, verdict.model)
    sick_ = [Sick(route, tuple(each for at, each in found if at == route)) for route in places if route]
    return without(Read(model, source, document), parts, sick_)


@frozen
class Read(Generic[M]):
    """A file that has been read, and which model it is to be."""

    model: type[M]
    source: Source
    document: Document


def without(read: Read[M], parts: Parts | None, sick: Sequence[Sick]) -> Parsed[M]:
    """What a file says without its sick parts: all that is wrong with it is in them."""
    order = tuple(sorted(sick, key=lambda each: [step for step in each.route if isinstance(step, int)]))
    tree = stood_in(read.document, parts, [each.route for each in order]) if parts and order else read.document.tree
    return Parsed(read.source, read.document, build(read.model, tree), order)


def _told(found: Iterable[_Found]) -> Iterable[Diagnostic]:
    return bounded(each for _, each in found)


def _no_part(_: Route) -> Route | None:
    return None


def _unreadable(fault: Fault) -> bool:
    return fault.rule.startswith("yaml-") or fault.rule in _UNREADABLE


def _diagnostic(fault: Fault, document: Document, source: Source) -> Diagnostic:
    return Diagnostic(fault.rule, Severity.ERROR, fault.message, source.name, document.place(fault.start, fault.end))


def _no_mapping(document: Document, source: Source) -> Diagnostic:
    told = "berkas ini kosong" if document.tree == "" else "berkas ini bukan kelompok kunci"
    message = f"{told}; mulai dengan kunci versi"
    return Diagnostic("jenis-salah", Severity.ERROR, message, source.name, document.place(0))
