"""`zi unreview`: a review was a mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zi_cli.commands.marking import OpsiBukti, OpsiCoba, cocok, sampaikan
from zi_cli.commands.meant import workspace
from zi_cli.commands.options import ArgumenKode, OpsiRencana

if TYPE_CHECKING:
    from zi_cli.edits.marks import Dimaksud
    from zi_cli.plan.model import Rencana

__all__ = ["unreview"]


def unreview(
    *,
    kode: ArgumenKode,
    bukti: OpsiBukti = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="PERIODE", help="periode yang dimaksud; bawaannya yang terakhir")
    ] = None,
    dry_run: OpsiCoba = False,
    plan: OpsiRencana = None,
) -> int:
    """Cabut pemeriksaan terakhir sebuah dokumen (tanpa --bukti: tiap dokumen baris itu yang sudah diperiksa).

    Pemeriksaan yang sudah dijawab tanda yang lebih baru tidak dicabut sebelum tanda itu.
    """
    from zi_cli import plans
    from zi_cli.edits.reviews import unreview as take_back

    def meant(rencana: Rencana) -> list[Dimaksud]:
        every = cocok(rencana, kode, bukti)
        reviewed = [each for each in every if any(one.pemeriksaan for one in each.bukti.realisasi)]
        return every if bukti is not None or not reviewed else reviewed

    changed = plans.change(
        workspace().home(plan), lambda terbaca: take_back(terbaca, meant(terbaca.model), period), dry_run=dry_run
    )
    names = {each.nama for each in meant(changed.before.model)}

    def told(each: Dimaksud) -> str:
        return f"{each.indikator.kode}: {each.bukti.name}: pemeriksaan terakhir dicabut"

    sampaikan(
        changed,
        lambda rencana: [each for each in cocok(rencana, kode, bukti) if each.nama in names],
        told,
        coba=dry_run,
    )
    return 0
