"""`zi log`: who marked what, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zi_cli.commands import output
from zi_cli.commands.meant import workspace
from zi_cli.commands.options import FormatOption, OptionalCodesArgument, OutputOption, PlansOption
from zi_cli.commands.reading import read
from zi_cli.errors import Refusal, SickRow
from zi_cli.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from zi_cli.bukti.chronicle import Event, Riwayat
    from zi_cli.commands.offices import PlanPart
    from zi_cli.plan.model import Rencana
    from zi_cli.plan.workspace import Home

__all__ = ["log"]


def _code(rencana: Rencana, kode: str) -> tuple[str, Refusal | None]:
    """The code of the row that is asked for, a sick row's too. With the refusal where the plan has no such row now:
    there may have been one, which the history knows.
    """
    from zi_cli.edits.marks import find_row
    from zi_cli.plan.kode import typed_code

    try:
        return str(find_row(rencana, kode)[1].kode), None
    except SickRow as sick:
        return sick.kode, None
    except Refusal as refusal:
        return typed_code(kode), refusal


def _pernah_ada(code: str, events: Sequence[Event], refusal: Refusal) -> bool:
    """That a row was there once; the refusal where none ever was."""
    if any(each.kode == code for each in events):
        return True
    raise refusal


def log(
    *,
    kode: OptionalCodesArgument = None,
    plan: PlansOption = None,
    form: FormatOption = None,
    out: OutputOption = None,
) -> int:
    """Siapa menandai dan memeriksa apa, kapan: dari riwayat git bila ada, jika tidak dari rencana itu sendiri.

    Yang dibandingkan adalah isi rencana di tiap commit, bukan baris teksnya.
    """
    target = output.target(form, out)
    place = workspace()
    homes = place.chosen(plan)
    if len(homes) > 1:
        from zi_cli.commands import offices

        asked = _Asked(place.root, tuple(kode or ()), target.medium.name == "json")
        return offices.serve(homes, asked, lambda rows: f"{rows} peristiwa di {len(homes)} rencana", target)
    home = homes[0]
    parsed = read(home)
    meant = dict(_code(parsed.model, each) for each in kode or [])
    from zi_cli.bukti.chronicle import riwayat
    from zi_cli.render.media import Printed
    from zi_cli.views.evidence import riwayat as views

    found = riwayat(parsed.model, parsed.document, parsed.source.path, place.root)
    events = [each for each in found.events if not meant or each.kode in meant]
    gone = [code for code, refusal in meant.items() if refusal and _pernah_ada(code, events, refusal)]
    table = views.daftar(f"{home.id}: {len(events)} peristiwa", events)
    if target.medium.name == "table" and target.out is None and not events:
        output.say("Belum ada yang ditandai.")
    else:
        said = Printed(
            page=lambda: output.page(table),
            data=lambda: views.data(home.id, found, events),
            table=lambda: table,
        )
        output.serve(said, target)
    if gone:
        output.say(f"Tidak ada lagi di rencana ini: {', '.join(gone)}; yang tampil riwayatnya.")
    for note in _gaps(found):
        output.say(note)
    return 0


def _gaps(found: Riwayat) -> Iterator[str]:
    """What keeps a history from being whole."""
    if not found.dari_git:
        obstacle = f"{found.obstacle[:1].upper()}{found.obstacle[1:]}"
        yield f"{obstacle}; yang tampil hanya yang tercatat di rencana sekarang."
    if found.cut_short:
        yield (
            "Riwayat git di sini terpotong: siapa yang menandai sebelum itu tidak diketahui. Ambil seluruhnya dengan "
            "git fetch --unshallow; di CI dengan fetch-depth: 0."
        )
    if found.skipped:
        yield f"{found.skipped} commit dilewati: rencananya waktu itu tidak dapat dibaca."


@frozen
class _Asked:
    """What is asked of every plan; a value, so that another process can be told."""

    root: Path
    kode: tuple[str, ...]
    json: bool

    def of(self, home: Home) -> PlanPart:
        """One of several plans: what happened to its evidence."""
        from zi_cli import plans
        from zi_cli.bukti.chronicle import riwayat
        from zi_cli.commands.offices import PlanPart
        from zi_cli.render.machine import item
        from zi_cli.views.evidence import riwayat as views

        parsed = plans.load(home)
        found = riwayat(parsed.model, parsed.document, parsed.source.path, self.root)
        meant = dict(_code(parsed.model, each) for each in self.kode)
        events = [each for each in found.events if not meant or each.kode in meant]
        told = {each.kode for each in events}
        absent = " ".join(why.as_typed() for code, why in meant.items() if why and code not in told)
        if self.json:
            said = item(views.data(home.id, found, events))
            return PlanPart(home.id, item=said, absent=absent, notes=tuple(_gaps(found)))
        return PlanPart(home.id, views.daftar("", events), absent=absent, notes=tuple(_gaps(found)))
