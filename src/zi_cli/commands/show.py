"""`zi show`: one row of a plan, everything about it."""

from typing import Annotated

import typer

from zi_cli.commands import output
from zi_cli.commands.options import ArgumenSatuKode, OpsiHari, OpsiRencana, hari, pilihan, workspace
from zi_cli.commands.sheet import setelan

__all__ = ["show"]


def show(
    *,
    kode: ArgumenSatuKode,
    plan: OpsiRencana = None,
    on: OpsiHari = None,
    form: Annotated[str, typer.Option("--format", metavar="BENTUK", help="table, json, atau markdown")] = "table",
) -> int:
    """Satu baris selengkapnya: indikator, aksi, bukti fisik dengan tenggatnya, dan riwayat tandanya."""
    from zi_cli.edits.marks import cari_indikator
    from zi_cli.lke.poin import bobot
    from zi_cli.loading import load
    from zi_cli.plan.progress import capaian

    pilihan(form, ("table", "json", "markdown"), "--format")
    letak = workspace().plan(plan)
    terbaca = load(letak.path, letak.berkas)
    rencana, worth = terbaca.isi, bobot(terbaca, setelan(letak))
    whole = capaian(rencana, hari(on, rencana.zona_waktu))
    _, indikator = cari_indikator(rencana, kode)
    each = next(row for row in whole.indikator if row.indikator is indikator)
    if form == "json":
        from zi_cli.render.machine import as_json
        from zi_cli.views import data

        output.emit(as_json(data.baris(whole.hari, [(letak.id, whole, worth, [each])], riwayat=True)))
        return 0
    from zi_cli.views.rows import rincian

    if form == "markdown":
        from zi_cli.render import markdown

        output.emit(markdown.page(rincian(whole, worth, each)))
    else:
        output.show(rincian(whole, worth, each))
    return 0
