"""`zi coverage`: which questions of the sheet a plan serves, and whether it can pass at all."""

from typing import Annotated

import typer

from zi_cli.commands import output
from zi_cli.commands.options import OpsiBentuk, OpsiKeluaran, OpsiRencana, workspace
from zi_cli.commands.reading import tell

__all__ = ["coverage"]

BATAS_TERMINAL = 5
"""Rows of a list that a terminal shows unless all are asked for: the verdict and the areas come first."""


def coverage(
    *,
    plan: OpsiRencana = None,
    show_all: Annotated[bool, typer.Option("--all", help="jangan memotong daftar di layar")] = False,
    form: OpsiBentuk = None,
    out: OpsiKeluaran = None,
) -> int:
    """Pertanyaan LKE mana yang dilayani rencana, mana yang tidak, berapa poinnya, dan dapatkah rencana ini lulus."""
    from zi_cli import plans

    target = output.target(form, out)
    home = workspace().home(plan)
    verdict = plans.verdict(home)
    tell(verdict.cakupan.rencana)
    from zi_cli.render.media import Printed
    from zi_cli.views import cakupan as views

    short = target.screen and not show_all
    said = Printed(
        page=lambda: views.cakupan(verdict, batas=BATAS_TERMINAL if short else None),
        data=lambda: views.data(home.id, verdict),
        table=lambda: views.daftar(verdict),
    )
    output.serve(said, target)
    return 0
