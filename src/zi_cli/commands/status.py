"""`zi status`: how the plans stand on a day."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from zi_cli.commands import output
from zi_cli.commands.options import (
    OpsiBentuk,
    OpsiHari,
    OpsiKeluaran,
    OpsiRencana,
    hari,
    pilihan,
    rentang_hari,
    saring_area,
    workspace,
)
from zi_cli.commands.reading import tell

if TYPE_CHECKING:
    from zi_cli.diagnostics import Diagnostic
    from zi_cli.lke.poin import Bobot
    from zi_cli.plan.progress import Capaian
    from zi_cli.plan.workspace import Home
    from zi_cli.render.media import Printed
    from zi_cli.tables import Page

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
    form: OpsiBentuk = None,
    out: OpsiKeluaran = None,
    show_all: Annotated[bool, typer.Option("--all", help="jangan memotong daftar di layar")] = False,
    fail_overdue: Annotated[
        bool, typer.Option("--fail-overdue", help="keluar dengan kode 1 bila ada yang terlambat atau bergalat")
    ] = False,
) -> int:
    """Bagaimana keadaan rencana pada suatu hari: per area, apa yang terlambat, apa yang segera jatuh tempo."""
    from zi_cli import plans
    from zi_cli.diagnostics import InvalidPlan
    from zi_cli.plan.progress import capaian

    target = output.target(form, out)
    rentang_hari(due_within, "--due-within")
    pilihan(sort, ("deadline", "points"), "--sort")
    place = workspace(trusting=not fail_overdue)  # a job counts on its answer
    found: list[tuple[str, Capaian, Bobot]] = []
    broken: list[Diagnostic] = []

    def standing(home: Home) -> tuple[Capaian, Bobot]:
        terbaca = plans.load(home)
        whole = saring_area(capaian(terbaca.model, hari(on, terbaca.model.zona_waktu)), area or [])
        return whole, plans.worth(home, terbaca)

    homes = [place.home(plan)] if plan else place.homes()
    for home, stands in plans.each(homes, standing):
        if isinstance(stands, InvalidPlan):
            broken += stands.diagnostics
        else:
            tell(stands[0].rencana, which=home.id if len(homes) > 1 else "")
            found.append((home.id, *stands))
    if broken:
        output.complain(broken)
    if found:
        limit = BATAS_TERMINAL if target.screen and not show_all else None
        page = _halaman(found, due_within, limit, menurut_poin=sort == "points", on=on)
        output.serve(_cetakan(found, page), target)
    late = any(each.terlambat or each.bergalat for _, each, _ in found)
    return 1 if broken or (fail_overdue and late) else 0


def _halaman(
    found: list[tuple[str, Capaian, Bobot]], due_within: int, limit: int | None, *, menurut_poin: bool, on: str | None
) -> Callable[[], Page]:
    """One plan in full, or several a line each; no more than so many rows of a list."""
    from zi_cli.views import status as views

    if len(found) > 1:
        return lambda: views.status_semua([(id_, whole) for id_, whole, _ in found])
    _, whole, worth = found[0]
    cut = views.Potong(limit, f" --on {on}" if on else "")
    return lambda: views.status(whole, worth, segera=due_within, potong=cut, menurut_poin=menurut_poin)


def _cetakan(found: list[tuple[str, Capaian, Bobot]], page: Callable[[], Page]) -> Printed:
    from zi_cli.render.media import Printed
    from zi_cli.views import data

    return Printed(page, lambda: data.status(max(each.hari for _, each, _ in found), found))
