"""`zi lke`: the sheet's questions, and the rows of the plan that serve them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zi_cli.commands import output
from zi_cli.commands.options import OpsiBentuk, OpsiKeluaran, OpsiRencana, workspace
from zi_cli.commands.reading import read
from zi_cli.commands.sheet import ArgumenSoal, cari_soal
from zi_cli.errors import Refusal

if TYPE_CHECKING:
    from zi_cli.lke.cakupan import Layanan
    from zi_cli.lke.jawaban import Setelan
    from zi_cli.lke.lembar import Lembar
    from zi_cli.tables import Page, Table

__all__ = ["lke"]


def lke(
    *,
    kode: ArgumenSoal = None,
    plan: OpsiRencana = None,
    form: OpsiBentuk = None,
    out: OpsiKeluaran = None,
) -> int:
    """Pertanyaan Lembar Kerja Evaluasi: bobot, jenis jawaban, dan baris rencana yang melayaninya.

    Dengan KODE (1.i.a, R1.i.a, B.I.a, atau A.I.1.i.a) satu pertanyaan selengkapnya; dengan kode subkomponen atau area
    (A.I.1.i, R1, B.II) semua pertanyaannya.
    """
    sheet, served, setelan = _layanan(plan)
    group = sheet.kelompok(kode) if kode is not None else tuple(sheet.butir.values())
    chosen = (cari_soal(sheet, kode),) if kode is not None and not group else group
    target = output.target(form, out)
    from zi_cli.render.media import Printed
    from zi_cli.views import lembar as views

    def table() -> Table:
        return views.daftar(sheet, chosen, served)

    def page() -> Page:
        return (
            output.page(table()) if group else views.pertanyaan(sheet, chosen[0], served.get(chosen[0].kode), setelan)
        )

    flat = table if group else None
    output.serve(Printed(page, lambda: views.data(sheet, chosen, served, setelan), flat), target)
    return 0


def _layanan(plan: str | None) -> tuple[Lembar, dict[str, Layanan], Setelan]:
    """The sheet of the plan meant, how the plan serves each question, and its office's settings.

    The newest sheet, nothing, and the defaults, where no plan is meant: the sheet can be read without one.
    """
    from zi_cli import plans
    from zi_cli.lke.cakupan import cakupan
    from zi_cli.lke.jawaban import Setelan
    from zi_cli.lke.regulasi import in_force, lembar

    try:
        homes = workspace().homes()
    except Refusal:
        if plan is not None:
            raise
        return lembar(in_force()), {}, Setelan()
    if plan is None and len(homes) > 1:
        output.say(f"Ada {len(homes)} rencana; baris yang melayani tiap pertanyaan tampil dengan --plan ID.")
        return lembar(in_force()), {}, Setelan()
    home = workspace().home(plan)
    setelan, sheet = plans.answers(home).setelan, plans.sheet(home)
    return sheet, cakupan(read(home).model, sheet, setelan).menurut_soal, setelan
