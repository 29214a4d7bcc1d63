"""Silencers written where warnings are: a comment above the line, with the reason. Nothing else of the text changes."""

import re
from collections.abc import Collection, Iterable

from zi_cli.diagnostics import Diagnostic, Severity
from zi_cli.frozen import frozen
from zi_cli.text.document import parse
from zi_cli.text.splices import Splice, apply, line_break

_KEY = re.compile(r"^( *)(?:- )*[A-Za-z_]\w*:(?:\s|$)")
_ITEM = re.compile(r"^( *)- ")
_CODE = re.compile(r"^\s*-\s+kode:\s*(\S+)")


@frozen
class WantedSilencers:
    """What is to be silenced, and why: warnings of these rules (or of any) in these rows (or in any)."""

    reason: str
    rules: Collection[str] = ()
    codes: Collection[str] = ()


def silenced(text: str, found: Iterable[Diagnostic], wanted: WantedSilencers) -> str:
    """The text with a silencer for each warning that is meant.

    The text as it is where no comment can stand.
    """
    lines = text.split("\n")
    places: dict[int, list[str]] = {}
    for each in found:
        if each.severity is not Severity.WARNING or (wanted.rules and each.rule not in wanted.rules):
            continue
        at = each.place.line - 1
        if at < len(lines) and (not wanted.codes or _code_of(lines, at) in wanted.codes):
            names = places.setdefault(_head_of(lines, at), [])
            names += [each.rule] if each.rule not in names else []
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    splices = []
    for at, names in places.items():
        indent = lines[at][: len(lines[at]) - len(lines[at].lstrip(" "))]
        comment = f"{indent}# zi: abaikan {', '.join(sorted(names))}: {wanted.reason.strip()}"
        splices.append(Splice(starts[at], starts[at], comment + line_break(text, starts[at])))
    made = apply(text, splices)
    before, after = parse(text), parse(made)
    return made if after.tree == before.tree and after.faults == before.faults else text


def _head_of(lines: list[str], at: int) -> int:
    """The line on which the text begins that a line belongs to: no comment can stand inside a folded one."""
    depth = len(lines[at]) - len(lines[at].lstrip(" "))
    for above in range(at, -1, -1):
        match = _KEY.match(lines[above]) or _ITEM.match(lines[above])
        if match and (above == at or len(match[1]) < depth):
            return above
    return at


def _code_of(lines: list[str], at: int) -> str:
    """The code of the row that a line stands in; nothing outside all rows."""
    for above in range(at, -1, -1):
        match = _CODE.match(lines[above])
        if match:
            return match[1].strip("'\"")
        if re.match(r"^\S", lines[above]) and above != at:
            return ""
    return ""
