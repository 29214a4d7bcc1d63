"""`zi status`: how the plans stand on a day."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from zi_cli.commands import output
from zi_cli.commands.options import OpsiHari, OpsiRencana, hari, pilihan, rentang_hari, saring_area, workspace

if TYPE_CHECKING:
    from zi_cli.diagnostics import Diagnostic
    from zi_cli.lke.poin import Bobot
    from zi_cli.plan.progress import Capaian
    from zi_cli.plan.workspace import Home

__all__ = ["status"]

BATAS_TERMINAL = 12
"""Rows of a list that a terminal shows unless all are asked for."""


def status(
    *,
    plan: OpsiRencana = None,
    on: OpsiHari = None,
    area: Annotated[
        list[int] | None, typer.Option("--area", metavar="N", help="hanya area itu; boleh berulang")
    ] = None,
    due_within: Annotated[
        int,
        typer.Option("--due-within", metavar="HARI", help="tampilkan yang jatuh tempo dalam sekian hari; bawaannya 30"),
    ] = 30,
    sort: Annotated[
        str,
        typer.Option(
            "--sort",
            metavar="URUTAN",
            help="urutan yang terlambat: deadline (paling lama) atau points (poin terbanyak)",
        ),
    ] = "deadline",
    form: Annotated[str, typer.Option("--format", metavar="BENTUK", help="table, json, atau markdown")] = "table",
    show_all: Annotated[bool, typer.Option("--all", help="jangan memotong daftar di layar")] = False,
    fail_overdue: Annotated[
        bool, typer.Option("--fail-overdue", help="keluar dengan kode 1 bila ada yang terlambat")
    ] = False,
) -> int:
    """Bagaimana keadaan rencana pada suatu hari: per area, apa yang terlambat, apa yang segera jatuh tempo."""
    from zi_cli import plans
    from zi_cli.diagnostics import InvalidPlan
    from zi_cli.lke.poin import bobot
    from zi_cli.plan.progress import capaian

    pilihan(form, ("table", "json", "markdown"), "--format")
    rentang_hari(due_within, "--due-within")
    pilihan(sort, ("deadline", "points"), "--sort")
    place = workspace(trusting=not fail_overdue)  # a job counts on its answer
    found: list[tuple[str, Capaian, Bobot]] = []
    broken: list[Diagnostic] = []

    def standing(home: Home) -> tuple[Capaian, Bobot]:
        terbaca = plans.load(home)
        whole = saring_area(capaian(terbaca.model, hari(on, terbaca.model.zona_waktu)), area or [])
        return whole, bobot(terbaca, plans.settings(home), trusting=home.trusting)

    for home, stands in plans.each([place.home(plan)] if plan else place.homes(), standing):
        if isinstance(stands, InvalidPlan):
            broken += stands.diagnostics
        else:
            found.append((home.id, *stands))
    if broken:
        output.complain(broken)
    if found:
        _tampilkan(found, due_within, form, show_all=show_all, menurut_poin=sort == "points", on=on)
    late = any(each.terlambat for _, each, _ in found)
    return 1 if broken or (fail_overdue and late) else 0


def _tampilkan(
    found: list[tuple[str, Capaian, Bobot]],
    due_within: int,
    form: str,
    *,
    show_all: bool,
    menurut_poin: bool,
    on: str | None,
) -> None:
    if form == "json":
        from zi_cli.render.machine import as_json
        from zi_cli.views import data

        output.emit(as_json(data.status(max(each.hari for _, each, _ in found), found)))
        return
    from zi_cli.views import status as views

    if len(found) == 1:
        short = form == "table" and sys.stdout.isatty() and not show_all
        _, whole, worth = found[0]
        limit = BATAS_TERMINAL if short else None
        cut = views.Potong(limit, f" --on {on}" if on else "")
        page = views.status(whole, worth, segera=due_within, potong=cut, menurut_poin=menurut_poin)
    else:
        page = views.status_semua([(id_, whole) for id_, whole, _ in found])
    if form == "markdown":
        from zi_cli.render import markdown

        output.emit(markdown.page(page))
    else:
        output.show(page)
