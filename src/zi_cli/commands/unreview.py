"""`zi unreview`: a review was a mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zi_cli.commands.marking import having, tell_change
from zi_cli.commands.meant import workspace
from zi_cli.commands.options import CodesArgument, DocumentOption, DryRunOption, PlanOption

if TYPE_CHECKING:
    from zi_cli.edits.marks import MeantDocument

__all__ = ["unreview"]


def unreview(
    *,
    kode: CodesArgument,
    bukti: DocumentOption = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="PERIODE", help="periode yang dimaksud; bawaannya yang terakhir")
    ] = None,
    dry_run: DryRunOption = False,
    plan: PlanOption = None,
) -> int:
    """Cabut pemeriksaan terakhir sebuah dokumen (tanpa --bukti: tiap dokumen baris itu yang sudah diperiksa).

    Pemeriksaan yang sudah dijawab tanda yang lebih baru tidak dicabut sebelum tanda itu.
    """
    from zi_cli import plans
    from zi_cli.edits.reviews import unreview as take_back

    home = workspace().home(plan)
    meant = having(kode, bukti, lambda mark: mark.pemeriksaan)
    changed = plans.change(home, lambda parsed: take_back(parsed, meant(parsed.model), period), dry_run=dry_run)

    def told(each: MeantDocument) -> str:
        return f"{each.indikator.kode}: {each.bukti.name}: pemeriksaan terakhir dicabut"

    tell_change(changed, meant, told, dry_run=dry_run)
    return 0
