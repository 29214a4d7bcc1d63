"""`zi log`: who marked what, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zi_cli.commands import output
from zi_cli.commands.options import ArgumenKodeOpsional, OpsiBentuk, OpsiKeluaran, OpsiRencana, workspace
from zi_cli.commands.reading import read
from zi_cli.errors import SickRow

if TYPE_CHECKING:
    from zi_cli.plan.model import Rencana

__all__ = ["log"]


def _kode(rencana: Rencana, kode: str) -> str:
    """The code of a row that is asked for, as the plan has it; of a sick row too: what happened to it is known."""
    from zi_cli.edits.marks import cari_indikator

    try:
        return str(cari_indikator(rencana, kode)[1].kode)
    except SickRow as sick:
        return sick.kode


def log(
    *,
    kode: ArgumenKodeOpsional = None,
    plan: OpsiRencana = None,
    form: OpsiBentuk = None,
    out: OpsiKeluaran = None,
) -> int:
    """Siapa menandai dan memeriksa apa, kapan: dari riwayat git bila ada, jika tidak dari rencana itu sendiri.

    Yang dibandingkan adalah isi rencana di tiap commit, bukan baris teksnya.
    """
    target = output.target(form, out)
    place = workspace()
    home = place.home(plan)
    terbaca = read(home)
    meant = [_kode(terbaca.model, each) for each in kode or []]
    from zi_cli.bukti.chronicle import riwayat
    from zi_cli.render.media import Printed
    from zi_cli.views import riwayat as views

    found = riwayat(terbaca.model, terbaca.document, terbaca.source.path, place.root)
    events = [each for each in found.peristiwa if not meant or each.kode in meant]
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
    if not found.dari_git:
        output.say(
            f"{found.halangan[:1].upper()}{found.halangan[1:]}; yang tampil hanya yang tercatat di rencana sekarang."
        )
    if found.terpotong:
        output.say(
            "Riwayat git di sini terpotong: siapa yang menandai sebelum itu tidak diketahui. Ambil seluruhnya dengan "
            "git fetch --unshallow; di CI dengan fetch-depth: 0."
        )
    if found.dilewati:
        output.say(f"{found.dilewati} commit dilewati: rencananya waktu itu tidak dapat dibaca.")
    return 0
