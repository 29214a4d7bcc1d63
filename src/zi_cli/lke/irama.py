"""How often a plan means to do a thing, and which answer of the sheet that can reach at best.

A row says it by `frekuensi`, by a target of several months, by documents that name their period, or only in its own
words ("setiap triwulan"). The indicator's words do not count: they ask, they do not plan.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zi_cli.lke.lembar import Pertanyaan
from zi_cli.plan.jadwal import NAMA_BULAN, Frekuensi, tenggat
from zi_cli.plan.model import BuktiFisik, Indikator

_BULAN = "|".join(sorted(NAMA_BULAN, key=len, reverse=True))
_PERIODE = rf"(?:(?:triwulan|tw|semester|smt)\.?\s+(?:[ivx]+|[1-4])|{_BULAN})\b"
_BERNAMA = re.compile(rf"\b{_PERIODE}", re.IGNORECASE)
"""A document that names its own period is one of several, not all of them."""
_KATA = (
    (re.compile(r"\b(?:(?:setiap|tiap|per)\s+(?:hari|minggu|pekan|bulan)|harian|mingguan|bulanan)\b", re.I), 12),
    (re.compile(r"\b(?:triwulan(?:an)?|kuartal(?:an)?)\b(?! +(?:[ivx]+|[1-4])\b)", re.I), 4),
    (re.compile(r"\bsemester(?:an)?\b(?! +(?:[ivx]+|[12])\b)", re.I), 2),
)
_BERKALA = re.compile(r"\b(?:berkala|periodik|rutin)\b", re.IGNORECASE)
_ANGKA = {"satu": 1, "dua": 2, "tiga": 3, "empat": 4, "enam": 6, "dua belas": 12}
_SEKALIAN = re.compile(
    rf"\b([1-9][0-9]?|{'|'.join(sorted(_ANGKA, key=len, reverse=True))})\s*(?:\([^)]*\)\s*)?(?:kali|x)\b", re.I
)
_SEBUTAN = {12: Frekuensi.BULANAN, 4: Frekuensi.TRIWULANAN, 2: Frekuensi.SEMESTERAN}  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Terencana:
    """How many times something is planned, and what says so."""

    kali: int
    sebab: str

    def __str__(self) -> str:
        return f"{self.kali} kali ({self.sebab})" if self.kali > 1 else self.sebab


def terencana(baris: Sequence[Indikator], tahun: int, *, setahun: bool) -> Terencana:
    """How often the rows of one question mean to do it: in a year, or (not `setahun`) within the plan's own targets."""
    found = [Terencana(0, "tidak direncanakan")]
    for each in baris:
        found += [Terencana(1, "sekali")] if each.bukti_fisik else []
        found += _tertulis(each, tahun, setahun=setahun)
    named = {
        " ".join(bukti.dokumen.casefold().split())
        for each in baris
        for bukti in each.bukti_fisik
        if _BERNAMA.search(bukti.dokumen)
    }
    if len(named) > 1:
        found.append(Terencana(len(named), f"{len(named)} dokumen yang menyebut periodenya"))
    return max(found, key=lambda each: each.kali)  # fmt: skip


def _tertulis(baris: Indikator, tahun: int, *, setahun: bool) -> Iterable[Terencana]:
    for bukti in baris.bukti_fisik:
        deadlines = len(baris.tenggat(bukti, tahun))
        if bukti.frekuensi and setahun:
            yield Terencana(12 // bukti.frekuensi.bulan, f"frekuensi {bukti.frekuensi}")
        elif deadlines > 1:
            yield Terencana(deadlines, f"{deadlines} tenggat")
        if bukti.frekuensi is None:
            yield from _kata(baris, bukti, tahun, setahun=setahun)


def _kata(baris: Indikator, bukti: BuktiFisik, tahun: int, *, setahun: bool) -> Iterable[Terencana]:
    words = f"{bukti.dokumen}\n{baris.langkah_aksi or ''}"
    for pattern, kali in _KATA:
        if match := pattern.search(words):
            times = kali if setahun else len(tenggat(baris.jendela(tahun), _SEBUTAN[kali]))
            yield Terencana(times, f'kata "{match[0]}"')
    for match in _SEKALIAN.finditer(words):
        yield Terencana(_ANGKA.get(match[1].casefold()) or int(match[1]), f'kata "{match[0]}"')
    if setahun and (match := _BERKALA.search(words)):
        yield Terencana(2, f'kata "{match[0]}"')


def kali_diminta(pertanyaan: Pertanyaan) -> dict[str, int]:
    """How many times each answer wants at least, best first; nothing where the sheet asks for no regularity."""
    return pertanyaan.kali_setahun or pertanyaan.kali_terjadwal or {}


def terbaik(pertanyaan: Pertanyaan, pilihan: Sequence[str], kali: int) -> str | None:
    """The best answer that so many times can reach; None where the question wants figures."""
    if not pilihan:
        return None
    wanted = kali_diminta(pertanyaan)
    reached = next((answer for answer, least in wanted.items() if kali >= least), None)
    if reached is not None or not wanted:
        return reached or pilihan[0]
    return pilihan[pilihan.index(list(wanted)[-1]) + 1]


def sebut_kali(pertanyaan: Pertanyaan, kali: int) -> str:
    """So many times, as people say it of that question: `12 kali setahun`."""
    return f"{kali} kali setahun" if pertanyaan.kali_setahun else f"{kali} kali dalam rencana"


def frekuensi_untuk(kali: int) -> Frekuensi | None:
    """The frequency that makes so many times a year, where there is one."""
    return _SEBUTAN.get(kali)
