"""What the commands about the sheet share: which question a code means, and the sheet as a layer filled it in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from zi_cli.commands.options import pilihan
from zi_cli.errors import Refusal, kalimat
from zi_cli.plan.workspace import Letak, shown

if TYPE_CHECKING:
    from zi_cli.lke.jawaban import Lapis, Setelan
    from zi_cli.lke.lembar import Butir, Lembar
    from zi_cli.lke.terisi import Terisi
    from zi_cli.plan.model import Predikat


def _soal(incomplete: str) -> list[str]:
    from zi_cli.lke.regulasi import lembar

    return [code for code in lembar().butir if code.startswith(incomplete)]


ArgumenSoal = Annotated[
    str | None,
    typer.Argument(
        metavar="[KODE]", help="kode pertanyaan (1.i.a, R1.i.a, B.I.a) atau subkomponen (A.I.1.i)", autocompletion=_soal
    ),
]
ArgumenSatuSoal = Annotated[
    str, typer.Argument(metavar="KODE", help="kode pertanyaan, misalnya 1.i.a, R1.i.a, B.I.a", autocompletion=_soal)
]


def lapis(text: str, opsi: str) -> Lapis:
    """The layer that an option names, in letters of either case; Refusal where it names none."""
    from zi_cli.lke.jawaban import Lapis

    return Lapis(pilihan(text.casefold(), tuple(Lapis), opsi))


def cari_soal(sheet: Lembar, text: str) -> Butir:
    """The question that a code means, in any of its spellings, a row's too; Refusal that names the nearest."""
    from zi_cli.lke.lembar import soal, soal_baris
    from zi_cli.plan.kode import Kode, tertulis

    typed = text.strip()
    if typed[:2].lower() == "b.":
        typed = typed[:-1].upper() + typed[-1].lower()
    try:
        code = soal(typed)
    except ValueError as error:
        try:
            code = soal_baris(Kode.parse(tertulis(typed)))
        except ValueError:
            raise Refusal(kalimat(str(error)) + _terdekat(sheet, text)) from error
    if code not in sheet.butir:
        raise Refusal(f"Tidak ada pertanyaan {text} di LKE.{_terdekat(sheet, code)}")
    return sheet.butir[code]


def setelan(letak: Letak) -> Setelan | None:
    """The office's settings, where it has answers; None for the defaults.

    Also where its answers cannot be used: the morning's status does not hang on them, and `zi check` says why.
    """
    if not letak.berjawaban:
        return None
    from zi_cli.diagnostics import InvalidPlan
    from zi_cli.edits import answering

    try:
        return answering.isi(letak.jawaban, shown(letak.jawaban)).setelan
    except (InvalidPlan, Refusal):
        return None


def terisi(letak: Letak, layers: Iterable[Lapis], predikat: Predikat | None = None) -> list[Terisi]:
    """The plan's sheet as each of the layers filled it in, for a predicate or the one the plan aims at."""
    from zi_cli.edits import answering
    from zi_cli.lke.cakupan import cakupan
    from zi_cli.lke.regulasi import lembar
    from zi_cli.lke.score import prasyarat, skor
    from zi_cli.lke.terisi import Terisi
    from zi_cli.loading import load

    rencana = load(letak.path, letak.berkas).model
    answers = answering.isi(letak.jawaban, shown(letak.jawaban))
    served = cakupan(rencana, lembar(), answers.setelan).menurut_soal
    aimed = predikat or rencana.predikat
    checklist = prasyarat(lembar(), aimed, answers.prasyarat or {})
    return [
        Terisi(rencana, each, aimed, skor(lembar(), answers.setelan, given), given, served, checklist)
        for each in layers
        for given in [answers.lapis(each)]
    ]


def _terdekat(sheet: Lembar, text: str) -> str:
    guess = sheet.terdekat(text)
    return f" Yang terdekat: {guess}." if guess else ""
