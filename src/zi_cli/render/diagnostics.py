"""Findings for people: `file:line:column: level: sentence [rule]`, the line they mean, and a caret below it."""

from collections.abc import Iterable
from functools import lru_cache

from zi_cli.diagnostics import Diagnostic, Severity
from zi_cli.render.visible import one_line, visible

_COLOURS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m"}
_BOLD, _DIM, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def as_text(found: Iterable[Diagnostic], *, coloured: bool = False) -> str:
    """The findings, one after the other."""
    return "".join(_one(each, coloured=coloured) for each in found)


_file = lru_cache(maxsize=16)(one_line)
"""A file's name: the same for all of its findings."""


def _one(each: Diagnostic, *, coloured: bool) -> str:
    place = f"{_file(each.file)}:{each.place.line}:{each.place.column}:"
    level = f"{each.severity.value}:"
    rule = f"[{each.rule}]"
    if coloured:
        place, rule = f"{_BOLD}{place}{_RESET}", f"{_DIM}{rule}{_RESET}"
        level = f"{_COLOURS[each.severity]}{level}{_RESET}"
    lines = [f"{place} {level} {one_line(each.message)} {rule}"]
    if each.place.snippet.strip():
        lines += _source(each)
    return "\n".join(lines) + "\n"


def _source(each: Diagnostic) -> list[str]:
    place = each.place
    line, column = place.snippet.replace("\t", " "), place.column - 1 - place.skipped
    shown = visible(line)
    before, meant = line[:column], line[column : column + place.length]
    if shown is not line:
        before, meant = visible(before), visible(meant)
    lead = "…" if place.skipped else ""
    tail = "" if place.complete else "…"
    caret = "^" + "~" * (len(meant) - 1)
    # the bar keeps CI systems from taking a line of the plan for a command
    return [f"  | {lead}{shown}{tail}", "  | " + " " * (len(lead) + len(before)) + caret]
