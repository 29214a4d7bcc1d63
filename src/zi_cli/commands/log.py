"""`zi log`: who marked what, and when."""

from zi_cli.commands import output
from zi_cli.commands.options import ArgumenKodeOpsional, OpsiBentuk, OpsiKeluaran, OpsiRencana, workspace

__all__ = ["log"]


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
    from zi_cli import plans
    from zi_cli.edits.marks import cari_indikator

    target = output.target(form, out)
    place = workspace()
    home = place.home(plan)
    terbaca = plans.load(home)
    meant = [str(cari_indikator(terbaca.model, each)[1].kode) for each in kode or []]
    from zi_cli.bukti.chronicle import riwayat
    from zi_cli.render.media import Printed
    from zi_cli.views import riwayat as views

    found = riwayat(terbaca.model, terbaca.source.text, terbaca.source.path, place.root)
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
