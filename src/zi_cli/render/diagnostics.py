"""Findings for people: `file:line:column: level: sentence [rule]`, the line they mean, and a caret below it."""

from collections.abc import Iterable

from zi_cli.diagnostics import Diagnostic, Severity
from zi_cli.render.visible import one_line, visible

_WARNA = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m"}
_TEBAL, _REDUP, _HABIS = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def as_text(found: Iterable[Diagnostic], *, warna: bool = False) -> str:
    """The findings, one after the other."""
    return "".join(_one(each, warna=warna) for each in found)


def _one(each: Diagnostic, *, warna: bool) -> str:
    place = f"{one_line(each.file)}:{each.place.line}:{each.place.column}:"
    level = f"{each.severity.value}:"
    rule = f"[{each.rule}]"
    if warna:
        place, rule = f"{_TEBAL}{place}{_HABIS}", f"{_REDUP}{rule}{_HABIS}"
        level = f"{_WARNA[each.severity]}{level}{_HABIS}"
    lines = [f"{place} {level} {one_line(each.message)} {rule}"]
    if each.place.snippet.strip():
        lines += _source(each)
    return "\n".join(lines) + "\n"


def _source(each: Diagnostic) -> list[str]:
    place = each.place
    line, column = place.snippet.replace("\t", " "), place.column - 1 - place.skipped
    before = visible(line[:column])
    meant = visible(line[column : column + place.length])
    lead = "…" if place.skipped else ""
    tail = "" if place.complete else "…"
    caret = "^" + "~" * (len(meant) - 1)
    # the bar keeps a line of the plan from being taken for a command by the program that reads this log
    return [f"  | {lead}{visible(line)}{tail}", "  | " + " " * (len(lead) + len(before)) + caret]
