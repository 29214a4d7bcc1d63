"""`zi coverage`: which questions of the sheet a plan serves, and whether it can pass at all."""

import sys
from typing import Annotated

import typer

from zi_cli.commands import output
from zi_cli.commands.options import OpsiRencana, pilihan, workspace

__all__ = ["coverage"]

BATAS_TERMINAL = 5
"""Rows of a list that a terminal shows unless all are asked for: the verdict and the areas come first."""


def coverage(
    *,
    plan: OpsiRencana = None,
    show_all: Annotated[bool, typer.Option("--all", help="jangan memotong daftar di layar")] = False,
    form: Annotated[str, typer.Option("--format", metavar="BENTUK", help="table, json, markdown, atau csv")] = "table",
) -> int:
    """Pertanyaan LKE mana yang dilayani rencana, mana yang tidak, berapa poinnya, dan dapatkah rencana ini lulus."""
    from zi_cli import plans

    pilihan(form, ("table", "json", "markdown", "csv"), "--format")
    home = workspace().home(plan)
    verdict = plans.verdict(home)
    from zi_cli.views import cakupan as views

    short = form == "table" and sys.stdout.isatty() and not show_all
    said = output.Sajian(
        page=lambda: views.cakupan(verdict, batas=BATAS_TERMINAL if short else None),
        data=lambda: views.data(home.id, verdict),
        table=lambda: views.daftar(verdict),
    )
    output.serve(said, form)
    return 0
