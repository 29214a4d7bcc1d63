"""What `mark`, `unmark` and `review` share: which documents are meant, and how a change is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from zi_cli.commands import output
from zi_cli.errors import Kind, Refusal

if TYPE_CHECKING:
    from zi_cli.edits.marks import MeantDocument
    from zi_cli.plan.model import Rencana
    from zi_cli.plan.realisasi import Realisasi
    from zi_cli.plans import Changed

    Picking = Callable[[Rencana], list[MeantDocument]]
    """From a plan to the documents that a request means."""


def own_name(root: Path) -> str | None:
    """Who one is to git; None where it knows no name, and that is said where it could not be asked."""
    from zi_cli import git

    found = git.user_name(root)
    if isinstance(found, git.Failure):
        output.say(f"Nama Anda tidak diketahui: {found.reason}. Sebutkan dengan --by.")
    return found if isinstance(found, str) else None


def matching(rencana: Rencana, kode: list[str], bukti: str | None) -> list[MeantDocument]:
    """The documents meant by codes and a part of a name, each once."""
    from zi_cli.edits.marks import find_documents
    from zi_cli.plan.kode import typed_code

    return [each for code in dict.fromkeys(map(typed_code, kode)) for each in find_documents(rencana, code, bukti)]


def having(kode: list[str], bukti: str | None, *wanted: Callable[[Realisasi], object]) -> Picking:
    """The documents meant; of a whole row only those with such a mark, unless none has one: the refusal names them.

    Of several things that are wanted of a mark, each in turn.
    """

    def pick(rencana: Rencana) -> list[MeantDocument]:
        meant = matching(rencana, kode, bukti)
        for each in wanted if bukti is None else ():
            fits = {one.route for one in meant if any(map(each, one.bukti.realisasi))}
            rows = {route[:-2] for route in fits}
            meant = [one for one in meant if one.route in fits or one.route[:-2] not in rows]
        return meant

    return pick


def not_to_come(rencana: Rencana, day: date | None) -> date:
    """The day of a mark or a review, today where none is named; Refusal where it has not come yet."""
    from zi_cli.plan.hari import hari_ini, written_day

    today = hari_ini(rencana.zona_waktu)
    if day is not None and day > today:
        raise Refusal(f"--date {day} belum terjadi; hari ini {written_day(today)}.", Kind.STATE)
    return day or today


def tell_change(
    changed: Changed, pick: Picking, sentence: Callable[[MeantDocument], str], *, dry_run: bool, dated: bool = False
) -> None:
    """Tell a change: a line for each document that was meant and what its row still lacks; of a dry run, the diff."""
    from zi_cli.edits.marks import MeantDocument, find_documents

    old, new = changed.before.source, changed.after.source
    if dry_run:
        output.emit(output.diff(old.name, old.text, new.text))
        output.say("Belum ada yang ditulis (--dry-run).")
        return
    rencana = changed.after.model
    now = {each[0]: MeantDocument(*each) for each in rencana.each_bukti()}
    meant = [now[each.route] for each in pick(changed.before.model)]
    for each in meant:
        output.tell(sentence(each) + "\n")
    if dated:
        _say_far(rencana, changed.before.model, meant)
    for code in dict.fromkeys(str(each.indikator.kode) for each in meant):
        missing = [told for each in find_documents(rencana, code, None) if (told := _kurang(rencana, each))]
        output.tell(f"{code}: masih kurang: {'; '.join(missing)}\n" if missing else f"{code}: lengkap\n")


def _say_far(rencana: Rencana, before: Rencana, meant: list[MeantDocument]) -> None:
    """Say of a new mark that its day is far outside the target: most often the year is wrong."""
    from zi_cli.plan.hari import written_day

    old = {each for *_, each in before.each_realisasi()}
    for each in meant:
        windows = each.indikator.windows(rencana.tahun)
        last = each.bukti.realisasi[-1] if each.bukti.realisasi else None
        if last is None or last in old or not windows:
            continue
        first, end = min(one.first for one in windows), max(one.last for one in windows)
        if (first - last.tanggal).days > FAR or (last.tanggal - end).days > FAR:
            output.say(
                f"Perhatikan {each.nama}: tanggalnya {written_day(last.tanggal)}, jauh di luar targetnya "
                f"({written_day(first)} sampai {written_day(end)})."
            )


FAR = 180
"""Days outside the target from which a date was most likely mistyped."""


def _kurang(rencana: Rencana, each: MeantDocument) -> str | None:
    """The document if it lacks something, with its open periods where it recurs."""
    from zi_cli.plan.pemenuhan import KeadaanBukti, capaian_bukti

    standing = capaian_bukti(rencana, each.indikator, each.bukti, date.max)
    if not standing.terbuka:
        return None
    name = each.bukti.name
    told = [
        f"{one.periode} perlu perbaikan" if one.keadaan is KeadaanBukti.PERLU_PERBAIKAN else one.periode
        for one in standing.terbuka
    ]
    if len(standing.pemenuhan) == 1:
        return f"{name} (perlu perbaikan)" if standing.perlu_perbaikan else name
    return f"{name} ({', '.join(told)})"
