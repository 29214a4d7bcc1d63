"""The sheet of a plan, filled in: from its answers to what they score, beside what the plan serves."""

from collections.abc import Iterable

from zi_cli.lke.cakupan import Putusan, cakupan, putusan
from zi_cli.lke.jawaban import Lapis
from zi_cli.lke.prerequisites import checklist
from zi_cli.lke.regulasi import in_force, lembar
from zi_cli.lke.score import skor
from zi_cli.lke.terisi import Terisi
from zi_cli.plan.model import Predikat
from zi_cli.plan.workspace import Home, root_of
from zi_cli.plans.answering import answers
from zi_cli.plans.loading import load
from zi_cli.plans.sheets import worded


def filled(home: Home, layers: Iterable[Lapis], predikat: Predikat | None = None) -> list[Terisi]:
    """The plan's sheet as each of the layers filled it in, for a predicate or the one the plan aims at."""
    rencana, said = load(home).model, answers(home)
    sheet = worded(lembar(said.lembar or in_force(rencana.tahun)), root_of(home.path))
    served = cakupan(rencana, sheet, said.setelan).by_question
    aimed = predikat or rencana.predikat
    asked = checklist(sheet, aimed, said.prasyarat or {}, rencana.tahun)
    return [
        Terisi(rencana, each, aimed, skor(sheet, said.setelan, given), given, served, asked)
        for each in layers
        for given in [said.lapis(each)]
    ]


def verdict(home: Home) -> Putusan:
    """What can come of the plan at the very best, as its office's settings have it."""
    rencana, said = load(home).model, answers(home)
    return putusan(cakupan(rencana, lembar(said.lembar or in_force(rencana.tahun)), said.setelan))
