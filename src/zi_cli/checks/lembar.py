"""Rules on the plan beside the sheet it is meant for: what it plans too seldom for the best answer.

Those on the answers to the sheet are only named here: `jawaban` finds them, in another file.
"""

from collections.abc import Iterator

from zi_cli.checks.aturan import Aturan, Perkara, Temuan
from zi_cli.diagnostics import Tingkat


def jawaban_terbatas(perkara: Perkara) -> Iterator[Temuan]:
    """What is planned once a year cannot earn the answer that wants it every month (Permen PANRB 90/2021)."""
    from zi_cli.lke.angka import tertulis
    from zi_cli.lke.cakupan import beraksi, terbatas
    from zi_cli.lke.irama import frekuensi_untuk, kali_diminta, sebut_kali
    from zi_cli.lke.regulasi import lembar

    routes = {row.kode: route for route, row in perkara.indikator}
    for each in terbatas(perkara.rencana, lembar()):
        first = next(row for row in each.baris if beraksi(row))
        asked = each.butir.pertanyaan
        answer, most = next(iter(kali_diminta(asked).items()))
        often = frekuensi_untuk(most) if asked.kali_setahun else None
        cure = f"{sebut_kali(asked, most)}" + (f", misalnya frekuensi: {often}" if often else "")
        points = f"{tertulis(each.dapat)} dari {tertulis(each.butir.maksimum)} poin"
        pesan = (
            f"{first.kode} direncanakan {each.terencana}: jawabannya paling tinggi {each.terbaik}, {points}; "
            f"untuk {answer} rencanakan {cure}"
        )
        yield Temuan((*routes[first.kode], "bukti_fisik", 0, "dokumen"), pesan)


ATURAN = (
    Aturan(
        "jawaban-terbatas",
        Tingkat.PERINGATAN,
        "Yang direncanakan terlalu jarang untuk jawaban terbaik di LKE.",
        jawaban_terbatas,
    ),
    Aturan("jawaban-asing", Tingkat.GALAT, "Yang dijawab bukan pertanyaan LKE."),
    Aturan("jawaban-salah", Tingkat.GALAT, "Jawaban bukan jenis yang diminta pertanyaannya."),
    Aturan("hitungan-bertentangan", Tingkat.GALAT, "Hitungan tidak mungkin benar bersama-sama."),
    Aturan("hitungan-berbeda", Tingkat.PERINGATAN, "Hitungan yang sama diisi berbeda di dua pertanyaan."),
    Aturan("prasyarat-salah", Tingkat.GALAT, "Prasyarat unit tidak dikenal, atau isinya bukan jenisnya."),
)
