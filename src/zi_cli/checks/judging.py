"""All findings of one text, and which of them are new. It reads no files and prints nothing."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from zi_cli.bukti.in_git import InGit
from zi_cli.checks import RULES, findings, in_the_text, read_plan
from zi_cli.checks.abaikan import without_silenced
from zi_cli.checks.rule import TextCase
from zi_cli.diagnostics import Diagnostic, InvalidPlan, bounded, in_order
from zi_cli.frozen import frozen
from zi_cli.plan.hari import ZonaWaktu
from zi_cli.plan.model import Rencana
from zi_cli.text.sources import Source

if TYPE_CHECKING:
    from zi_cli.checks.rules import Untold
    from zi_cli.lke.lembar import Lembar


@frozen
class Judged:
    """What is wrong with a text."""

    found: tuple[Diagnostic, ...]
    """In the order of their places."""
    stopped: bool = False
    """Whether it is no plan, or no sheet of answers, at all: then only what keeps it from being one is known."""
    untold: int = 0
    """How many settled findings were left out."""

    @property
    def without_settled(self) -> "Judged":
        """The same without what cannot be changed any more, which is counted."""
        told = tuple(each for each in self.found if not each.settled)
        return Judged(told, self.stopped, self.untold + len(self.found) - len(told))


Hari = Callable[[ZonaWaktu], date]
"""Which day it is in a time zone."""


def judge(
    source: Source,
    hari: Hari,
    folder: Path | None = None,
    in_git: InGit | None = None,
    lembar: str | None = None,
    *,
    settled: bool = True,
) -> Judged:
    """All findings of a plan's text; of one that is no plan, what keeps it from being one.

    Without `settled`, what cannot be changed any more may be counted only.
    """
    try:
        parsed = read_plan(source)
        day = hari(parsed.model.zona_waktu)
        untold: set[Untold] | None = None if settled else set()
        found = findings(parsed, hari=day, folder=folder, in_git=in_git, lembar=lembar, untold=untold)
        return Judged(in_order(found), untold=len(untold or ()))
    except InvalidPlan as invalid:
        return Judged(invalid.diagnostics, stopped=True)


def judge_answers(source: Source, sheet: "Lembar", rencana: Rencana | None = None) -> Judged:
    """All findings of the answers to a sheet; beside their plan, where there is one."""
    from zi_cli.checks.jawaban import flaws, read_answers
    from zi_cli.checks.unsupported import unsupported

    try:
        parsed = read_answers(source, sheet)
    except InvalidPlan as invalid:
        return Judged(invalid.diagnostics, stopped=True)
    case = TextCase(parsed)
    beside = unsupported(parsed, sheet, rencana) if rencana else ()
    found = (*flaws(parsed, sheet), *in_the_text(case), *beside)
    return Judged(in_order(bounded(without_silenced(case, found, RULES))))


def news(now: Iterable[Diagnostic], before: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings of `now` that were not there `before`, wherever their lines have moved."""
    known = Counter(_signs(each) for each in before)
    found = []
    for each in now:
        if known[_signs(each)] > 0:
            known[_signs(each)] -= 1
        else:
            found.append(each)
    return tuple(found)


def _signs(each: Diagnostic) -> tuple[str, str, str]:
    """What makes a finding the same one when lines have been put above it."""
    line = re.sub(r"(?:^|\s)#.*", "", each.place.snippet)  # a comment put behind a line makes no new finding of it
    return each.rule, re.sub(r"\bbaris [0-9]+", "baris", each.message), line.strip()
