"""`zi log`: who marked what, and when."""

from typing import Annotated

import typer

from zi_cli.commands import output
from zi_cli.commands.options import ArgumenKodeOpsional, OpsiRencana, pilihan, workspace

__all__ = ["log"]


def log(
    *,
    kode: ArgumenKodeOpsional = None,
    plan: OpsiRencana = None,
    form: Annotated[str, typer.Option("--format", metavar="BENTUK", help="table, json, markdown, atau csv")] = "table",
) -> int:
    """Siapa menandai dan memeriksa apa, kapan: dari riwayat git bila ada, jika tidak dari rencana itu sendiri.

    Yang dibandingkan adalah isi rencana di tiap commit, bukan baris teksnya.
    """
    from zi_cli import plans
    from zi_cli.edits.marks import cari_indikator

    pilihan(form, ("table", "json", "markdown", "csv"), "--format")
    place = workspace()
    home = place.home(plan)
    terbaca = plans.load(home)
    meant = [str(cari_indikator(terbaca.model, each)[1].kode) for each in kode or []]
    from zi_cli.bukti.chronicle import riwayat
    from zi_cli.views import riwayat as views

    found = riwayat(terbaca.model, terbaca.source.text, terbaca.source.path, place.root)
    events = [each for each in found.peristiwa if not meant or each.kode in meant]
    table = views.daftar(f"{home.id}: {len(events)} peristiwa", events)
    if form == "table" and not events:
        output.say("Belum ada yang ditandai.")
    else:
        said = output.Sajian(
            page=lambda: output.page(table),
            data=lambda: views.data(home.id, found, events),
            table=lambda: table,
        )
        output.serve(said, form)
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
