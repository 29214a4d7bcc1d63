"""`zi review`: what a reviewer found in the evidence that was collected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zi_cli.commands.marking import having, not_to_come, own_name, tell_change
from zi_cli.commands.meant import pilihan, tanggal, workspace
from zi_cli.commands.options import CodesArgument, DocumentOption, DryRunOption, PlanOption
from zi_cli.errors import Refusal

if TYPE_CHECKING:
    from zi_cli.edits.marks import MeantDocument
    from zi_cli.plan.model import Rencana
    from zi_cli.text.reading import Parsed
    from zi_cli.text.splices import Change

__all__ = ["review"]


def review(
    *,
    kode: CodesArgument,
    result: Annotated[str, typer.Option("--result", metavar="HASIL", help="sesuai atau perlu-perbaikan")],
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="NAMA", help="yang memeriksa, misalnya TPI; bawaannya user.name dari git"),
    ] = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEKS", help="catatan; wajib untuk perlu-perbaikan")
    ] = None,
    bukti: DocumentOption = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="TANGGAL", help="hari pemeriksaan; bawaannya hari ini")
    ] = None,
    period: Annotated[
        str | None,
        typer.Option("--period", metavar="PERIODE", help="periode yang diperiksa; bawaannya yang terakhir dikumpulkan"),
    ] = None,
    dry_run: DryRunOption = False,
    plan: PlanOption = None,
) -> int:
    """Catat hasil pemeriksaan bukti yang sudah terkumpul; perlu-perbaikan membuka buktinya lagi.

    Catatan pemeriksaan tidak pernah diubah; yang baru ditambahkan di bawahnya. Bukti yang perlu perbaikan dijawab
    dengan zi mark.
    """
    from zi_cli import plans
    from zi_cli.edits.reviews import review as record
    from zi_cli.plan.realisasi import Hasil

    known = {each.value.replace(" ", "-"): each.value for each in Hasil}
    word = known[pilihan(result.strip().casefold().replace(" ", "-").replace("_", "-"), known, "--result")]
    place = workspace()
    home = place.home(plan)
    day = tanggal(date, "--date") if date is not None else None
    by = by if by is not None else own_name(place.root)
    if by is None:
        raise Refusal("Sebutkan pemeriksanya dengan --by, misalnya --by TPI.")
    if word == Hasil.PERLU_PERBAIKAN and note is None:
        raise Refusal("Sebutkan apa yang harus diperbaiki dengan --note.")

    meant = having(kode, bukti, bool, lambda mark: mark.berbukti)

    def edit(parsed: Parsed[Rencana]) -> Change:
        on = not_to_come(parsed.model, day)
        fields = {"tanggal": on.isoformat(), "hasil": word, "oleh": by, "catatan": note}
        given = {key: value for key, value in fields.items() if value is not None}
        return record(parsed, meant(parsed.model), given, period)

    changed = plans.change(home, edit, dry_run=dry_run)

    def sentence(each: MeantDocument) -> str:
        return f"{each.indikator.kode}: {each.bukti.name}: diperiksa {by}, {word}"

    tell_change(changed, meant, sentence, dry_run=dry_run)
    return 0
