"""`zi unmark`: take a mark back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zi_cli.commands import output
from zi_cli.commands.marking import having, matching, tell_change
from zi_cli.commands.meant import workspace
from zi_cli.commands.options import CodesArgument, DocumentOption, DryRunOption, PlanOption

if TYPE_CHECKING:
    from zi_cli.edits.marks import MeantDocument
    from zi_cli.plans import Changed

__all__ = ["unmark"]


def unmark(
    *,
    kode: CodesArgument,
    bukti: DocumentOption = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="PERIODE", help="periode yang dicabut; bawaannya tanda terakhir")
    ] = None,
    dry_run: DryRunOption = False,
    plan: PlanOption = None,
) -> int:
    """Cabut tanda terakhir sebuah dokumen (tanpa --bukti: tiap dokumen baris itu yang bertanda).

    Berkas buktinya tidak dihapus. Tanda yang sudah diperiksa tidak dicabut lagi.
    """
    from zi_cli import plans
    from zi_cli.edits.marks import take_back_mark

    home = workspace().home(plan)
    home.for_the_office_alone()
    meant = having(kode, bukti, bool)
    changed = plans.change(home, lambda parsed: take_back_mark(parsed, meant(parsed.model), period), dry_run=dry_run)

    def sentence(each: MeantDocument) -> str:
        return f"{each.indikator.kode}: {each.bukti.name}: {_taken(changed, each)} dicabut"

    tell_change(changed, meant, sentence, dry_run=dry_run)
    if not dry_run:
        _say_left(changed, home.folder)
    return 0


def _taken(changed: Changed, each: MeantDocument) -> str:
    """The mark that is gone, by its day and who made it."""
    from zi_cli.plan.hari import written_day

    before = next(
        old for old in matching(changed.before.model, [str(each.indikator.kode)], None) if old.route == each.route
    )
    kept = list(each.bukti.realisasi)
    for mark in before.bukti.realisasi:
        if mark not in kept:
            period = f" untuk {mark.periode}" if mark.periode else ""
            by = f" oleh {mark.oleh}" if mark.oleh else ""
            return f"tanda {written_day(mark.tanggal)}{period}{by}"
        kept.remove(mark)
    return "tandanya tidak"


def _say_left(changed: Changed, folder: Path) -> None:
    """Say which files the plan no longer names: evidence is never deleted by a program."""
    from zi_cli.bukti.presence import located

    still = changed.after.model.file_names()
    names = dict.fromkeys(each.berkas for *_, each in changed.before.model.every_file())
    left = [name for name in names if name not in still and located(folder, name).is_file()]
    if left:
        output.say(f"Berkasnya tidak dihapus, hanya tidak tercatat lagi: {', '.join(left)}.")
