"""Bytes → text → nodes with places → tree of strings → model. Here the strangers meet: disk, YAML, pydantic.

Whatever is wrong is raised once, all of it, as `InvalidPlan`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic

from zi_cli.diagnostics import MAX_FINDINGS, Diagnostic, InvalidPlan, Severity, bounded
from zi_cli.text import sources, stamps
from zi_cli.text.document import Document, parse
from zi_cli.text.fields import M, build
from zi_cli.text.sources import Source

_UNREADABLE = ("ukuran", "karakter-terlarang")
"""Faults after which, like those of YAML itself, the rest of the text has not been read or cannot be trusted."""


@dataclass(frozen=True, slots=True)
class Parsed(Generic[M]):
    """A file that is what it should be: its bytes, its places, and what it says."""

    source: Source
    document: Document
    model: M


class InvalidFields(InvalidPlan):
    """A file whose text was read as YAML, and whose keys are not what they should be: what was read is at hand."""

    def __init__(self, diagnostics: Iterable[Diagnostic], document: Document) -> None:
        super().__init__(diagnostics)
        self.document = document


def read(model: type[M], path: Path, name: str | None = None) -> Parsed[M]:
    """The file at `path` as `model`; InvalidPlan with everything that is wrong, Refusal where it cannot be read."""
    return understand(model, sources.read(path, name))


def vouched(model: type[M], source: Source) -> Parsed[M] | None:
    """What a text says that has passed the gate before; None where it has not, or where its stamp lies."""
    if not stamps.passed(source.path, source.raw):
        return None
    try:
        parsed = understand(model, source, passed=True)
    except Exception:  # a forged stamp may vouch for anything; what is wrong is told by the gate
        return None
    return None if parsed.document.faults else parsed


def understand(model: type[M], source: Source, *, passed: bool = False) -> Parsed[M]:
    """What a text says. `passed`: this very text has passed the gate before, so pydantic need not judge it again."""
    document = parse(source.text)
    if passed:
        return Parsed(source, document, build(model, document.tree))
    found = [
        Diagnostic(fault.rule, Severity.ERROR, fault.message, source.name, document.place(fault.start, fault.end))
        for fault in document.faults[: MAX_FINDINGS + 1]
    ]
    if any(fault.rule.startswith("yaml-") or fault.rule in _UNREADABLE for fault in document.faults):
        raise InvalidPlan(bounded(found))  # what could not be read cannot be judged: its errors would be echoes
    if not isinstance(document.tree, dict):
        empty = document.tree == ""
        message = (
            "berkas ini kosong; mulai dengan kunci versi"
            if empty
            else "berkas ini bukan kelompok kunci; mulai dengan kunci versi"
        )
        raise InvalidPlan([*found, Diagnostic("jenis-salah", Severity.ERROR, message, source.name, document.place(0))])
    from zi_cli.text.gate import validate

    model_, errors = validate(model, document, source.name)
    if model_ is None or found:
        raise InvalidFields(bounded([*found, *errors]), document)
    return Parsed(source, document, model_)
