"""Rules on the plan beside the sheet it is meant for: what it plans too seldom for the best answer.

Those on the answers to the sheet are only named here: `jawaban` finds them, in another file.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zi_cli.checks.rule import Breach, PlanCase, Rule
from zi_cli.diagnostics import Severity
from zi_cli.plan.model import Indikator
from zi_cli.plan.rentang import Frekuensi, tenggat

if TYPE_CHECKING:
    from zi_cli.lke.lembar import Pertanyaan


def jawaban_terbatas(case: PlanCase) -> Iterator[Breach]:
    """What is planned once a year cannot earn the answer that wants it every month (Permen PANRB 90/2021)."""
    from zi_cli.lke.cakupan import beraksi, terbatas
    from zi_cli.lke.figures import as_figure
    from zi_cli.lke.irama import frequency_for, times_wanted, told_times

    routes = {row.kode: route for route, row in case.indikator}
    for each in terbatas(case.rencana, case.sheet):
        first = next(row for row in each.baris if beraksi(row))
        asked = each.butir.pertanyaan
        answer, most = next(iter(times_wanted(asked).items()))
        points = f"{as_figure(each.dapat)} dari {as_figure(each.butir.maksimum)} poin"
        message = (
            f"{first.kode} direncanakan {each.terencana}: jawabannya paling tinggi {each.terbaik}, {points}; "
            f"untuk {answer} rencanakan {told_times(asked, most)}"
            f"{_made_by(first, case.rencana.tahun, asked, most, frequency_for(most))}"
        )
        yield Breach((*routes[first.kode], "bukti_fisik", 0, "dokumen"), message)


def _made_by(baris: Indikator, tahun: int, asked: "Pertanyaan", most: int, often: Frekuensi | None) -> str:
    """The frequency that makes so many times: with a longer target where in this one too few periods end."""
    if often is None:
        return ""
    # monthly work may be planned for five months; a single period is no frequency
    least = most if asked.kali_terjadwal else 2
    for each in (often, Frekuensi.TRIWULANAN) if often is Frekuensi.SEMESTERAN else (often,):
        due = len(tenggat(baris.windows(tahun), each))
        if due >= least:
            return f", misalnya frekuensi: {each} ({due} tenggat di dalam targetnya)"
    return f": perpanjang targetnya menjadi Januari-Desember dan tuliskan frekuensi: {often}"


def kode_luar_lke(case: PlanCase) -> Iterator[Breach]:
    """A row whose code is no question of the sheet brings no points."""
    from zi_cli.lke.lembar import question_of

    sheet = case.sheet
    for route, baris in case.indikator:
        if question_of(baris.kode) not in sheet.butir:
            near = sheet.nearest_code(str(baris.kode))
            cure = f" (yang terdekat {near})" if near else ""
            message = (
                f"kode {baris.kode} bukan pertanyaan LKE ({sheet.peraturan}), "
                f"jadi tidak bernilai di sana; betulkan kodenya{cure}, atau abaikan dengan alasan"
            )
            yield Breach((*route, "kode"), message)


RULES = (
    Rule("kode-luar-lke", Severity.WARNING, "Kode baris bukan pertanyaan LKE.", kode_luar_lke),
    Rule(
        "jawaban-terbatas",
        Severity.WARNING,
        "Yang direncanakan terlalu jarang untuk jawaban terbaik di LKE.",
        jawaban_terbatas,
    ),
    Rule("jawaban-asing", Severity.ERROR, "Yang dijawab bukan pertanyaan LKE."),
    Rule("jawaban-salah", Severity.ERROR, "Jawaban bukan jenis yang diminta pertanyaannya."),
    Rule("hitungan-bertentangan", Severity.ERROR, "Hitungan tidak mungkin benar bersama-sama."),
    Rule("hitungan-berbeda", Severity.WARNING, "Hitungan yang sama diisi berbeda di dua pertanyaan."),
    Rule("prasyarat-salah", Severity.ERROR, "Prasyarat unit tidak dikenal, atau isinya bukan jenisnya."),
)
