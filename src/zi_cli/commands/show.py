"""`zi show`: one row of a plan, everything about it."""

from zi_cli.commands import output
from zi_cli.commands.options import ArgumenSatuKode, OpsiBentuk, OpsiHari, OpsiKeluaran, OpsiRencana, hari, workspace

__all__ = ["show"]


def show(
    *,
    kode: ArgumenSatuKode,
    plan: OpsiRencana = None,
    on: OpsiHari = None,
    form: OpsiBentuk = None,
    out: OpsiKeluaran = None,
) -> int:
    """Satu baris selengkapnya: indikator, aksi, bukti fisik dengan tenggatnya, dan riwayat tandanya."""
    from zi_cli import plans
    from zi_cli.edits.marks import cari_indikator
    from zi_cli.plan.progress import capaian
    from zi_cli.render.media import Printed
    from zi_cli.views import data, rows

    target = output.target(form, out)
    home = workspace().home(plan)
    terbaca = plans.load(home)
    rencana, worth = terbaca.model, plans.worth(home, terbaca)
    whole = capaian(rencana, hari(on, rencana.zona_waktu))
    _, indikator = cari_indikator(rencana, kode)
    each = next(one for one in whole.indikator if one.indikator is indikator)
    said = Printed(
        page=lambda: rows.rincian(whole, worth, each),
        data=lambda: data.baris(whole.hari, [(home.id, whole, worth, [each])], riwayat=True),
    )
    output.serve(said, target)
    return 0
