"""`zi lke`: the sheet's questions, and the rows of the plan that serve them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from zi_cli.commands import output
from zi_cli.commands.meant import hari, workspace
from zi_cli.commands.options import DayOption, FormatOption, OutputOption, PlanOption
from zi_cli.commands.reading import read
from zi_cli.commands.sheet import QuestionArgument, find_question
from zi_cli.errors import Refusal

if TYPE_CHECKING:
    from zi_cli.lke.cakupan import Layanan
    from zi_cli.lke.jawaban import Setelan
    from zi_cli.lke.lembar import Lembar
    from zi_cli.plan.workspace import Home
    from zi_cli.tables import Page, Table
    from zi_cli.views.sheet.question import Asked

__all__ = ["lke"]


def lke(
    *,
    kode: QuestionArgument = None,
    plan: PlanOption = None,
    on: DayOption = None,
    form: FormatOption = None,
    out: OutputOption = None,
) -> int:
    """Pertanyaan Lembar Kerja Evaluasi: bobot, jenis jawaban, dan baris rencana yang menjawabnya.

    Dengan KODE (1.i.a, R1.i.a, B.I.a, atau A.I.1.i.a) satu pertanyaan selengkapnya; dengan kode subkomponen atau area
    (A.I.1.i, R1, B.II) semua pertanyaannya.
    """
    home = _home(plan)
    sheet, served, setelan = _served(home)
    group = sheet.kelompok(kode) if kode is not None else tuple(sheet.butir.values())
    chosen = (find_question(sheet, kode),) if kode is not None and not group else group
    target = output.target(form, out)
    from zi_cli.render.media import Printed
    from zi_cli.views.sheet import lembar as views
    from zi_cli.views.sheet.question import Asked, question

    def table() -> Table:
        return views.daftar(sheet, chosen, served)

    def page() -> Page:
        if group:
            return output.page(table())
        return question(_asked(home, Asked(sheet, chosen[0], setelan, served.get(chosen[0].kode)), on))

    flat = table if group else None
    output.serve(Printed(page, lambda: views.data(sheet, chosen, served, setelan), flat), target)
    return 0


def _home(plan: str | None) -> Home | None:
    """The plan that is meant; None where none is: the sheet can be read without one."""
    try:
        homes = workspace().homes()
    except Refusal:
        if plan is not None:
            raise
        return None
    if plan is None and len(homes) > 1:
        output.say(f"Ada {len(homes)} rencana; baris yang menjawab tiap pertanyaan tampil dengan --plan ID.")
        return None
    return workspace().home(plan)


def _root() -> Path | None:
    """The workspace, whose own copy of the ministry's words is shown; None where there is none."""
    try:
        return workspace().root
    except Refusal:
        return None


def _served(home: Home | None) -> tuple[Lembar, dict[str, Layanan], Setelan]:
    """The sheet of a plan, how the plan serves each question, and its office's settings; the defaults without one."""
    from zi_cli import plans
    from zi_cli.lke.cakupan import cakupan
    from zi_cli.lke.jawaban import Setelan

    if home is None:
        return plans.newest_sheet(_root()), {}, Setelan()
    setelan, sheet = plans.answers(home).setelan, plans.sheet(home)
    return sheet, cakupan(read(home).model, sheet, setelan).by_question, setelan


def _asked(home: Home | None, asked: Asked, on: str | None) -> Asked:
    """A question with what the plan has for it on a day."""
    from zi_cli import plans
    from zi_cli.frozen import evolve
    from zi_cli.lke.jawaban import Lapis
    from zi_cli.lke.lembar import question_of
    from zi_cli.plan.progress import capaian

    if home is None:
        return asked
    rencana, said = plans.load(home).model, plans.answers(home)
    whole = capaian(rencana, hari(on, rencana.zona_waktu))
    rows = tuple(each for each in whole.indikator if question_of(each.indikator.kode) == asked.butir.kode)
    answers = {layer: answer for layer in Lapis if (answer := said.lapis(layer).get(asked.butir.kode))}
    return evolve(asked, rows=rows, answers=answers)
