"""Rules on targets: what is understood, and whether it can have been meant."""

import re
from collections.abc import Iterator
from itertools import pairwise

from zi_cli.checks.aturan import Aturan, Perkara, Temuan, singkat
from zi_cli.diagnostics import Tingkat
from zi_cli.plan.jadwal import BULAN, Jendela, hari_tertulis
from zi_cli.plan.kekerapan import kekerapan
from zi_cli.plan.model import Indikator

_MUNGKIN = ("bulan", "wulan", "tw", "semester", "kuartal", "tengah")
"""What a word that makes a document recur must contain: looked for first, in every document."""
_DUA_KALI = re.compile(r"(?i)\b(?:dua|2) ?(?:kali|x)\b")
_SEPIHAK = re.compile(r"(?<=\S)(?:(?<! )[-‐‑‒–—−] +| +[-‐‑‒–—−](?! ))(?=\S)|  +")
"""A hyphen with a blank on one side only, or two blanks."""


def tenggat_sebelum_keputusan(perkara: Perkara) -> Iterator[Temuan]:
    """A row whose every deadline had passed when the decree was signed was late before it was planned."""
    tahun, tanggal = perkara.rencana.tahun, perkara.rencana.keputusan.tanggal
    for route, indikator in perkara.indikator:
        windows = indikator.jendela(tahun)
        if windows and windows[-1].akhir.year >= tahun and windows[-1].akhir < tanggal:
            pesan = (
                f"target {indikator.kode} berakhir {hari_tertulis(windows[-1].akhir)}, sebelum keputusan ditetapkan "
                f"({hari_tertulis(tanggal)}); betulkan target atau tanggal keputusannya"
            )
            yield Temuan((*route, "target_waktu"), pesan)


def target_lewat_tahun(perkara: Perkara) -> Iterator[Temuan]:
    """A plan of a year plans that year: a target that ended before it, or begins after it, is a slip of a year."""
    tahun = perkara.rencana.tahun
    for route, indikator in perkara.indikator:
        windows = indikator.jendela(tahun)
        if windows and windows[-1].akhir.year < tahun:
            pesan = f"target {indikator.kode} berakhir {windows[-1].akhir.year}, padahal rencana ini tahun {tahun}"
        elif windows and min(each.awal for each in windows).year > tahun:
            pesan = f"target {indikator.kode} baru mulai {windows[0].awal.year}, padahal rencana ini tahun {tahun}"
        else:
            continue
        yield Temuan((*route, "target_waktu"), f"{pesan}; betulkan tahunnya")


def himpunan_atau_rentang(perkara: Perkara) -> Iterator[Temuan]:
    """`A, B` are two deadlines and `A-B` is one: where the words around suggest the other, it is asked."""
    for route, indikator in perkara.indikator:
        cure = _ragu(indikator, indikator.jendela(perkara.rencana.tahun))
        if cure:
            yield Temuan((*route, "target_waktu"), f'target "{indikator.target_waktu}" dibaca sebagai {cure}')


def _ragu(indikator: Indikator, windows: tuple[Jendela, ...]) -> str | None:
    text = str(indikator.target_waktu or "")
    if any(each.frekuensi for each in indikator.bukti_fisik):
        return None
    months = [(each.akhir.year * 12 + each.akhir.month) for each in windows]
    if len(windows) >= 3 and all(later - one == 1 for one, later in pairwise(months)):
        return (
            f"{len(windows)} tenggat, satu tiap bulan; bila maksudnya satu kali, tulis rentang "
            f"({_rentang(windows)}), bila tiap bulan, tulis rentang itu dengan frekuensi: bulanan"
        )
    if len(windows) == 2 and re.search(r"[,/&]", text) and abs(months[1] - months[0]) > 1:
        return f"dua tenggat; bila maksudnya rentang, tulis {_rentang(windows)}, bila memang dua, tulis dengan kata dan"
    if len(windows) == 1 and windows[0].awal.month != windows[0].akhir.month and _dua_kali(indikator):
        return "satu tenggat di akhirnya, padahal barisnya menyebut dua kali; bila dua bulan, tulis dengan kata dan"
    return None


def _dua_kali(indikator: Indikator) -> bool:
    said = "\n".join((indikator.langkah_aksi or "", *(each.dokumen for each in indikator.bukti_fisik)))
    return ("kali" in said or "2x" in said or "2 x" in said) and _DUA_KALI.search(said) is not None


def _rentang(windows: tuple[Jendela, ...]) -> str:
    return f"{BULAN[min(each.awal for each in windows).month - 1]}-{BULAN[windows[-1].akhir.month - 1]}"


def frekuensi_tersirat(perkara: Perkara) -> Iterator[Temuan]:
    """A document that says of itself that it recurs, and has no `frekuensi`, is counted once."""
    for route, indikator, bukti in perkara.bukti:
        if bukti.frekuensi or indikator.target_waktu is None:
            continue
        lower = bukti.dokumen.lower()
        if not any(word in lower for word in _MUNGKIN):
            continue
        said = [each for each in kekerapan(bukti.dokumen) if each.frekuensi]
        if said and len(indikator.jendela(perkara.rencana.tahun)) < 2:
            often = max(said, key=lambda each: each.kali)
            pesan = (
                f'dokumen ini menyebut "{often.kata}" tetapi dihitung sekali; bila berulang di dalam target '
                f'"{indikator.target_waktu}", tambahkan frekuensi: {often.frekuensi}'
            )
            yield Temuan((*route, "dokumen"), pesan)


def frekuensi_tanpa_tenggat(perkara: Perkara) -> Iterator[Temuan]:
    """A frequency makes deadlines where its periods end: in a target in which none ends, nothing is ever due."""
    tahun = perkara.rencana.tahun
    for route, indikator, bukti in perkara.bukti:
        if bukti.frekuensi and indikator.target_waktu and not indikator.tenggat(bukti, tahun):
            pesan = (
                f'tidak ada periode {bukti.frekuensi} yang berakhir di dalam target "{indikator.target_waktu}", '
                f'jadi "{singkat(bukti.dokumen)}" tidak pernah jatuh tempo; hapus frekuensinya, atau betulkan targetnya'
            )
            yield Temuan((*route, "frekuensi"), pesan)


def jarak_rentang(perkara: Perkara) -> Iterator[Temuan]:
    """`Agustus- Desember` is read well and printed badly."""
    for route, indikator in perkara.indikator:
        text = str(indikator.target_waktu or "")
        if _SEPIHAK.search(text):
            pesan = f'spasi pada "{text}" tidak rata; tulis "{rapat(text)}"'
            yield Temuan((*route, "target_waktu"), pesan)


def rapat(text: str) -> str:
    """A target with its blanks put right: none beside a hyphen that had them on one side only, else one."""
    return _SEPIHAK.sub(lambda match: match[0].strip() or " ", text)


ATURAN = (
    Aturan(
        "tenggat-sebelum-keputusan",
        Tingkat.PERINGATAN,
        "Target sudah berakhir sebelum keputusannya ditetapkan.",
        tenggat_sebelum_keputusan,
    ),
    Aturan("target-lewat-tahun", Tingkat.PERINGATAN, "Target berada di luar tahun rencana.", target_lewat_tahun),
    Aturan(
        "himpunan-atau-rentang",
        Tingkat.PERINGATAN,
        "Target mungkin rentang yang tertulis sebagai himpunan, atau sebaliknya.",
        himpunan_atau_rentang,
    ),
    Aturan(
        "frekuensi-tersirat",
        Tingkat.PERINGATAN,
        "Nama dokumen menyebut berulang, tetapi frekuensinya tidak ditulis.",
        frekuensi_tersirat,
    ),
    Aturan(
        "frekuensi-tanpa-tenggat",
        Tingkat.PERINGATAN,
        "Di dalam target tidak ada periode yang berakhir, jadi dokumen tidak pernah jatuh tempo.",
        frekuensi_tanpa_tenggat,
    ),
    Aturan("jarak-rentang", Tingkat.PERINGATAN, "Spasi pada target waktu tidak rata.", jarak_rentang),
)
