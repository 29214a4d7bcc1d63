"""`zi coverage`: which questions of the sheet a plan serves, and whether it can pass at all."""

import sys
from typing import Annotated

import typer

from zi_cli.commands import output
from zi_cli.commands.options import OpsiRencana, pilihan, workspace
from zi_cli.plan.workspace import shown

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
    from zi_cli.edits import answering
    from zi_cli.lke.cakupan import cakupan, putusan
    from zi_cli.lke.regulasi import lembar
    from zi_cli.loading import load

    pilihan(form, ("table", "json", "markdown", "csv"), "--format")
    letak = workspace().plan(plan)
    rencana = load(letak.path, letak.berkas).model
    verdict = putusan(cakupan(rencana, lembar(), answering.isi(letak.jawaban, shown(letak.jawaban)).setelan))
    from zi_cli.views import cakupan as views

    short = form == "table" and sys.stdout.isatty() and not show_all
    said = output.Sajian(
        page=lambda: views.cakupan(verdict, batas=BATAS_TERMINAL if short else None),
        data=lambda: views.data(letak.id, verdict),
        table=lambda: views.daftar(verdict),
    )
    output.serve(said, form)
    return 0
