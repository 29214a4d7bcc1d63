"""The rule on answers without evidence: the best answer to a question whose rows have none at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zi_cli.checks.rule import Rule
from zi_cli.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:  # only where there are answers is any of it asked for
    from zi_cli.lke.jawaban import LembarJawaban
    from zi_cli.lke.lembar import Lembar
    from zi_cli.plan.model import Rencana
    from zi_cli.text.reading import Parsed

RULE = "jawaban-tanpa-bukti"


def unsupported(parsed: Parsed[LembarJawaban], lembar: Lembar, rencana: Rencana) -> Iterator[Diagnostic]:
    """The office's own best answers without any evidence in the plan; reviewers answer by what they saw elsewhere."""
    from zi_cli.lke.cakupan import cakupan
    from zi_cli.lke.jawaban import Lapis
    from zi_cli.lke.penilaian import nilai, salah
    from zi_cli.lke.terisi import has_grounds

    setelan = parsed.model.setelan
    rows = {each.butir.kode: each.baris for each in cakupan(rencana, lembar, setelan).layanan}
    for kode, answer in parsed.model.lapis(Lapis.SATKER).items():
        butir = lembar.butir.get(kode)
        if butir is None or kode not in rows or answer.teks is None or any(salah(lembar, butir.pertanyaan, answer)):
            continue
        if nilai(lembar, setelan, butir.pertanyaan, answer) == 1 and not has_grounds(answer, rows[kode]):
            message = (
                f"{kode} dijawab {answer.called}, padahal belum ada bukti apa pun untuknya di rencana; kumpulkan "
                "dengan zi mark, atau sebutkan di kunci bukti jawabannya"
            )
            place = parsed.document.locate((Lapis.SATKER.value, kode), key=True)
            yield Diagnostic(RULE, Severity.WARNING, message, parsed.source.name, place)


RULES = (Rule(RULE, Severity.WARNING, "Jawaban terbaik tanpa bukti apa pun di rencana."),)
"""Found where answers and plan lie in one folder."""
