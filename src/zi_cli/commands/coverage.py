"""`zi coverage`: which questions of the sheet a plan serves, and whether it can pass at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zi_cli.commands import output
from zi_cli.commands.meant import workspace
from zi_cli.commands.options import FormatOption, OutputOption, PlansOption
from zi_cli.commands.reading import tell
from zi_cli.frozen import frozen

if TYPE_CHECKING:
    from zi_cli.commands.offices import PlanPart
    from zi_cli.plan.workspace import Home

__all__ = ["coverage"]

TERMINAL_ROWS = 5
"""Rows of a list that a terminal shows unless all are asked for: the verdict and the areas come first."""


def coverage(
    *,
    plan: PlansOption = None,
    show_all: Annotated[bool, typer.Option("--all", help="jangan memotong daftar di layar")] = False,
    form: FormatOption = None,
    out: OutputOption = None,
) -> int:
    """Pertanyaan LKE mana yang terjawab oleh rencana dan mana yang belum, poinnya, dan dapatkah rencana ini lulus."""
    from zi_cli import plans

    target = output.target(form, out)
    homes = workspace().chosen(plan)
    if len(homes) > 1:
        from zi_cli.commands import offices

        title = f"{len(homes)} rencana: yang dapat dicapai, bila jawaban dan surveinya baik"
        return offices.serve(homes, _Asked(target.medium.name == "json"), lambda _: title, target)
    home = homes[0]
    verdict = plans.verdict(home)
    tell(verdict.cakupan.rencana)
    from zi_cli.render.media import Printed
    from zi_cli.views.sheet import cakupan as views

    short = target.screen and not show_all
    said = Printed(
        page=lambda: views.cakupan(verdict, most=TERMINAL_ROWS if short else None, how="zi coverage --all"),
        data=lambda: views.data(home.id, verdict),
        table=lambda: views.daftar(verdict),
    )
    output.serve(said, target)
    return 0


@frozen
class _Asked:
    """What is asked of every plan; a value, so that another process can be told."""

    json: bool

    def of(self, home: Home) -> PlanPart:
        """One of several plans: whether it can pass."""
        from zi_cli import plans
        from zi_cli.commands.offices import PlanPart
        from zi_cli.render.machine import item
        from zi_cli.views.sheet import cakupan, sekaligus

        verdict = plans.verdict(home)
        sick = len(verdict.cakupan.rencana.bergalat)
        if self.json:
            return PlanPart(home.id, item=item(cakupan.data(home.id, verdict)), sick=sick)
        return PlanPart(home.id, sekaligus.reach(verdict), sick=sick)
