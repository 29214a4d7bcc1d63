"""What the commands that print reports share: what a report of one plan is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from zi_cli import plans
from zi_cli.commands.reading import read
from zi_cli.diagnostics import Diagnostic, InvalidPlan
from zi_cli.errors import Refusal
from zi_cli.frozen import evolve
from zi_cli.views.report import Material, UnreadPlan

if TYPE_CHECKING:
    from zi_cli.lke.jawaban import Lapis
    from zi_cli.lke.lembar import Lembar
    from zi_cli.lke.poin import Bobot
    from zi_cli.lke.terisi import Terisi
    from zi_cli.plan.hari import ZonaWaktu
    from zi_cli.plan.model import Rencana
    from zi_cli.plan.progress import Capaian
    from zi_cli.plan.workspace import Home
    from zi_cli.text.reading import Parsed


def material(home: Home, parsed: Parsed[Rencana], day: date | None) -> Material:
    """The plan as it was read, and what else of it a report may want."""

    def filled(which: Lapis) -> Terisi:
        return plans.filled(home, [which])[0]

    def answered() -> tuple[Terisi, ...]:
        return tuple(plans.filled(home, plans.answered(home))) if home.answered else ()

    def worth() -> Bobot:
        return plans.worth(home, parsed)

    def own(name: str) -> str:
        from zi_cli.plans.words import words

        return words(home, name)

    def shown(name: str) -> str:
        from zi_cli.plans.words import shown_at

        return shown_at(home, name)

    def sheet() -> Lembar:
        return plans.sheet(home)

    return Material(home.id, home.folder, parsed.model, day, filled, worth, answered, sheet, own, shown)


def materials(
    homes: Sequence[Home], day: Callable[[ZonaWaktu], date | None], broken: list[Diagnostic]
) -> Iterator[Material | UnreadPlan]:
    """Of each plan that can be used, one after the other; what is wrong with the others is put into `broken`.

    So is what is wrong with answers: the plan stands as it does without them.
    """

    def one(home: Home) -> Material:
        parsed = read(home, which=home.id if len(homes) > 1 else "")
        made = material(home, parsed, day(parsed.model.zona_waktu))
        try:
            answered = made.answered()
        except InvalidPlan as invalid:
            broken.extend(invalid.diagnostics)
            return evolve(made, answered=tuple, wrong_answers=len(invalid.diagnostics))
        return evolve(made, answered=lambda: answered)

    for home, made in plans.each(homes, one):
        if isinstance(made, InvalidPlan):
            broken += made.diagnostics
            yield UnreadPlan(home.id, len(made.diagnostics))
        else:
            yield made


def before_then(home: Home, rencana: Rencana, since: date | None, at: str | None) -> Capaian | None:
    """How a plan stood on the day that it is compared with: as it is now, or as it was at a revision of git's.

    None where no day is meant. Targets that were amended meanwhile do not rewrite the past of a revision.
    """
    from zi_cli.plan.progress import capaian

    if since is None:
        if at is not None:
            raise Refusal("--at hanya berarti bersama --since; sebutkan harinya, misalnya --since 2025-09-01.")
        return None
    return capaian(rencana if at is None else earlier(home, at), since)


def earlier(home: Home, at: str) -> Rencana:
    """The plan as it was at a revision of git's."""
    from zi_cli.plans import revisions

    return revisions.plan_at(home, at)
