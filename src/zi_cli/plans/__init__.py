"""The one door to plans and their answers: read one, read each of many, change one. Nobody else reads or changes them.

A place goes in (`plan.workspace.Home`), never a path with a name beside it. Imports are inside the functions: most of
a command's time is its start, so it imports only what it asks for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from pathlib import Path

    from zi_cli.lke.cakupan import Putusan
    from zi_cli.lke.jawaban import Lapis, LembarJawaban
    from zi_cli.lke.lembar import Lembar
    from zi_cli.lke.poin import Bobot
    from zi_cli.lke.terisi import Terisi
    from zi_cli.plan.model import Predikat, Rencana
    from zi_cli.plan.workspace import Home
    from zi_cli.plans.answering import ChangedAnswers
    from zi_cli.plans.changing import Changed, change, create, put, rewrite
    from zi_cli.plans.checking import Checked
    from zi_cli.plans.loading import load
    from zi_cli.plans.many import each, spread
    from zi_cli.text.document import Document
    from zi_cli.text.reading import Parsed
    from zi_cli.text.splices import Change

__all__ = [
    "Changed",
    "answered",
    "answers",
    "change",
    "change_answers",
    "check",
    "create",
    "each",
    "filled",
    "load",
    "newest_sheet",
    "put",
    "rewrite",
    "sheet",
    "spread",
    "verdict",
    "worth",
]


_ROOMS = {"load": "loading", "each": "many", "spread": "many"}


def __getattr__(name: str) -> object:
    """What stands in a room of its own, imported when it is asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_ROOMS.get(name, 'changing')}"), name)


def answers(home: Home) -> LembarJawaban:
    """The answers to a plan's sheet, none where there is no file; InvalidPlan with all their errors."""
    from zi_cli.plans import answering

    return answering.answers(home)


def worth(home: Home, parsed: Parsed[Rencana]) -> Bobot:
    """What the plan's rows are worth on its sheet, as its office's settings have it.

    By the default settings where its answers cannot be used: the daily status must not fail because of them; `zi
    check` says what is wrong.
    """
    from zi_cli.lke.poin import bobot
    from zi_cli.lke.regulasi import in_force

    said = _usable_answers(home)
    named, setelan = (said.lembar, said.setelan) if said else (None, None)
    return bobot(parsed, named or in_force(parsed.model.tahun), setelan, trusting=home.trusting)


def _usable_answers(home: Home) -> LembarJawaban | None:
    if not home.answered:
        return None
    from zi_cli.diagnostics import InvalidPlan
    from zi_cli.errors import Refusal

    try:
        return answers(home)
    except (InvalidPlan, Refusal):
        return None


def sheet(home: Home) -> Lembar:
    """The sheet that a plan goes by: the one that its answers name, else the one in force in its year."""
    from zi_cli.plans import sheets

    return sheets.sheet(home)


def newest_sheet(root: Path | None = None) -> Lembar:
    """The sheet in force, in the words of the workspace's own copy of the ministry's file where it has one."""
    from zi_cli.plans import sheets

    return sheets.newest(root)


def change_answers(home: Home, edit: Callable[[Document], Change | None], *, dry_run: bool = False) -> ChangedAnswers:
    """Change the answers to a plan's sheet; see `answering.change_answers`."""
    from zi_cli.plans import answering

    return answering.change_answers(home, edit, dry_run=dry_run)


def filled(home: Home, layers: Iterable[Lapis], predikat: Predikat | None = None) -> list[Terisi]:
    """The plan's sheet as each of the layers filled it in, for a predicate or the one the plan aims at."""
    from zi_cli.plans import scoring

    return scoring.filled(home, layers, predikat)


def answered(home: Home) -> tuple[Lapis, ...]:
    """The layers that have answers."""
    from zi_cli.lke.jawaban import Lapis

    said = answers(home)
    return tuple(each for each in Lapis if said.lapis(each))


def verdict(home: Home) -> Putusan:
    """What can come of the plan at the very best, as its office's settings have it."""
    from zi_cli.plans import scoring

    return scoring.verdict(home)


def check(
    files: list[str],
    day: date | None = None,
    base: str | None = None,
    *,
    named: bool = False,
    settled: bool = True,
) -> Checked:
    """Everything that is wrong with the plans and answers of some files; see `checking.check`."""
    from zi_cli.plans import checking

    return checking.check(files, day, base, named=named, settled=settled)
