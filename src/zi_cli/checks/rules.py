"""All rules, and what they find in a plan."""

from collections.abc import Iterator
from datetime import date
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
from zi_cli.checks.rule import OR_AS_PRINTED, PlanCase, Rule, TextCase
from zi_cli.checks.stopping import placed
from zi_cli.diagnostics import Diagnostic, bounded
from zi_cli.frozen import evolve
from zi_cli.plan.model import Rencana
from zi_cli.text.document import Route
from zi_cli.text.reading import Parsed

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


Untold = tuple[str, Route, str]
"""Of a finding that is only counted: its rule, where in the plan it is, and what it says."""
_ASKED = tuple(each for each in RULES if each.finds)
"""The others are only named there."""


def findings(
    parsed: Parsed[Rencana],
    *,
    hari: date | None = None,
    folder: Path | None = None,
    in_git: InGit | None = None,
    lembar: str | None = None,
    untold: set[Untold] | None = None,
) -> Iterator[Diagnostic]:
    """Everything the rules find in a plan, on a day, in its folder, in git, and by the sheet of that id, where given.

    What is wrong with the rows that are left out comes first. With `untold`, what is settled is put there and not told,
    but where a silencer may be meant for it: then it has to be placed first.
    """
    sick = (found for each in parsed.sick for found in each.diagnostics)
    return bounded(chain(sick, _unsilenced(PlanCase(parsed, hari, folder, in_git, lembar), untold)))


def in_the_text(case: TextCase) -> Iterator[Diagnostic]:
    """What the rules find in the way a file is written, whatever it says."""
    document, berkas = case.parsed.document, case.parsed.source.name
    for rule in typed.RULES:
        if rule.in_text is not None:
            for breach in rule.in_text(case):
                yield Diagnostic(rule.id, rule.severity, breach.message, berkas, placed(document, breach))


def _unsilenced(case: PlanCase, untold: set[Untold] | None) -> Iterator[Diagnostic]:
    """What is not silenced, at the words that are meant.

    A silencer stands beside or above a whole text: no comment can stand inside one. So it is held against the place
    where the text begins, and only then does the caret move to the words.
    """
    exact: dict[int, tuple[Diagnostic, Diagnostic]] = {}
    if abaikan.may_silence(case.teks):
        found = abaikan.without_silenced(case, _found(case, exact, None), RULES)
    else:
        found = _found(case, exact, untold)
    for each in found:
        yield exact.get(id(each), (each, each))[1]


def _found(
    case: PlanCase, exact: dict[int, tuple[Diagnostic, Diagnostic]], untold: set[Untold] | None
) -> Iterator[Diagnostic]:
    """What the rules find, each where its text begins; in `exact` the same where its words stand, if elsewhere.

    That table is kept by identity, with the finding itself so that its identity is not given to another.
    """
    document, berkas = case.parsed.document, case.parsed.source.name
    signed = case.rencana.keputusan.tanggal is not None
    for rule in _ASKED:
        for breach in rule.breaches(case):
            settled = signed and (rule.printed or OR_AS_PRINTED in breach.message)
            if settled and untold is not None:
                untold.add((rule.id, breach.route, breach.message))
                continue
            found = Diagnostic(rule.id, rule.severity, breach.message, berkas, placed(document, breach), settled)
            if breach.meant or found.place.folded:
                place = document.find(breach.route, breach.meant)
                exact[id(found)] = (found, evolve(found, place=place or found.place))
            yield found
