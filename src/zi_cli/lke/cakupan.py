"""Which questions of the sheet a plan serves, and how many points it can bring at the very best.

A row is worth the points of its question; rows that serve one question share them. What is planned caps the answer:
see `irama`.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cached_property

from zi_cli.frozen import evolve, frozen
from zi_cli.lke.irama import PlannedTimes, terbaik, terencana
from zi_cli.lke.jawaban import Jawaban, Setelan
from zi_cli.lke.lembar import Butir, GateKind, Lembar, question_of
from zi_cli.lke.penilaian import nilai
from zi_cli.lke.score import Gerbang, Skor, field_name
from zi_cli.plan.kode import Kode
from zi_cli.plan.model import Indikator, Rencana

BAWAAN = Setelan()


@frozen
class Layanan:
    """How a plan serves one question."""

    butir: Butir
    baris: tuple[Indikator, ...]
    """The rows on that question that can be used, in printed order."""
    terencana: PlannedTimes
    terbaik: str | None
    """The best answer that what is planned can reach; None where the question wants figures, or nothing is planned."""
    dapat: Fraction
    """Points of that answer."""
    bergalat: tuple[str, ...] = ()
    """The codes of rows on that question that have a fault of their own: what they would serve is not known."""

    @property
    def tercetak(self) -> bool:
        """Whether the plan has a row on it at all."""
        return bool(self.baris or self.bergalat)

    @property
    def dilayani(self) -> bool:
        """Whether some row of it has an action."""
        return any(map(beraksi, self.baris))

    @property
    def full(self) -> Fraction:
        """Points of the best answer there is, where the plan serves the question at all."""
        return self.butir.maksimum if self.dilayani else Fraction(0)

    @property
    def terbatas(self) -> bool:
        """Whether what is planned keeps the answer below the best one."""
        return self.dapat < self.butir.maksimum and self.dilayani


def beraksi(baris: Indikator) -> bool:
    """Whether the row plans something: evidence, and when; what the decree leaves empty has neither."""
    documents = baris.bukti_fisik
    return bool(documents) and (baris.due is not None or any(each.waktu for each in documents))


@frozen(slots=False)
class Cakupan:
    """A plan beside its sheet: one `Layanan` a question of Pengungkit, in the sheet's order."""

    rencana: Rencana
    lembar: Lembar
    setelan: Setelan
    layanan: tuple[Layanan, ...]

    @cached_property
    def by_question(self) -> dict[str, Layanan]:
        """By the question's short code."""
        return {each.butir.kode: each for each in self.layanan}

    @cached_property
    def bagian(self) -> dict[Kode, tuple[Fraction, Fraction]]:
        """Of every row: its share of the points of its question, at most and attainable."""
        shares = {}
        for each in self.layanan:
            sharing = [row for row in each.baris if beraksi(row)] or each.baris
            for row in each.baris:
                share = Fraction(1, len(sharing)) if row in sharing else Fraction(0)
                shares[row.kode] = (each.butir.maksimum * share, each.dapat * share)
        return shares

    @property
    def unserved(self) -> tuple[Layanan, ...]:
        """The questions that no action of the plan serves."""
        return tuple(each for each in self.layanan if not each.dilayani)

    @property
    def asing(self) -> tuple[Kode, ...]:
        """The codes of rows whose question the sheet does not have."""
        return tuple(row.kode for _, _, row in self.rencana.baris() if question_of(row.kode) not in self.by_question)

    def area(self, nomor: int, *, reform: bool | None = None) -> tuple[Layanan, ...]:
        """The questions of an area, of one half of it where that is named."""
        return tuple(
            each
            for each in self.layanan
            if each.butir.area
            and each.butir.area.nomor == nomor
            and (reform is None or reform is each.butir.pertanyaan.reform)
        )


@frozen(slots=False)
class Putusan:
    """Whether a plan can reach its predicate at all, with every survey at its best."""

    cakupan: Cakupan
    terbaik: Skor
    """Every question the plan serves at its best answer, and Hasil in full."""
    terencana: Skor
    """The same, as far as what is planned reaches."""

    @property
    def dapat(self) -> bool:
        """Whether all gates can be passed with the best answer to everything the plan serves."""
        return all(each.lulus for each in self.terbaik.gerbang(self.cakupan.rencana.predikat))

    @cached_property
    def tambahan(self) -> tuple[Layanan, ...]:
        """Unserved questions that, answered at their best, let what is planned pass: a way, not the only one.

        First what the areas lack, then what the whole lacks, what is worth most first.
        """
        rest = sorted(self.cakupan.unserved, key=lambda each: -each.butir.maksimum)
        chosen: list[Layanan] = []
        filled = self.terencana
        for _ in range(len(rest)):
            short = [each for each in filled.gerbang(self.cakupan.rencana.predikat) if not each.lulus]
            wanted = _pilih(rest, short)
            if wanted is None:
                break
            rest.remove(wanted)
            chosen.append(wanted)
            filled = filled.dengan({wanted.butir.kode: Fraction(1)})
        return tuple(chosen)

    @property
    def cukup(self) -> bool:
        """Whether what is planned passes with these additions."""
        filled = self.terencana.dengan({each.butir.kode: Fraction(1) for each in self.tambahan})
        return all(each.lulus for each in filled.gerbang(self.cakupan.rencana.predikat))


def _pilih(rest: Sequence[Layanan], short: Sequence[Gerbang]) -> Layanan | None:
    """The question worth most in an area that falls short; where none does, the one worth most of all."""
    areas = {each.nama for gate in short if gate.gate.kind is GateKind.AREAS for each in gate.kurang}
    if areas:
        return next((each for each in rest if any(name in areas for name in field_name(each.butir))), None)
    return next(iter(rest), None) if short else None


def putusan(cakupan: Cakupan) -> Putusan:
    """What can come of the plan at the very best."""
    hasil = {each.kode: Fraction(1) for each in cakupan.lembar.butir.values() if each.area is None}
    served = [each for each in cakupan.layanan if each.dilayani]
    best = {each.butir.kode: Fraction(1) for each in served}
    planned = {each.butir.kode: each.dapat / each.butir.maksimum for each in served}
    return Putusan(
        cakupan,
        Skor(cakupan.lembar, cakupan.setelan, {**best, **hasil}),
        Skor(cakupan.lembar, cakupan.setelan, {**planned, **hasil}),
    )


def maksimum(layanan: Iterable[Layanan]) -> Fraction:
    """All the points of some questions."""
    return sum((each.butir.maksimum for each in layanan), Fraction(0))


def cakupan(rencana: Rencana, lembar: Lembar, setelan: Setelan = BAWAAN) -> Cakupan:
    """The plan beside the sheet, its answers scored as the office's settings say."""
    return Cakupan(rencana, lembar, setelan, tuple(_semua(rencana, lembar, setelan, lembar.pengungkit_butir)))


def terbatas(rencana: Rencana, lembar: Lembar) -> Iterator[Layanan]:
    """Where what is planned keeps an answer below the best one: only questions that ask for regularity can be."""
    return (each for each in _semua(rencana, lembar, BAWAAN, lembar.berkala) if each.terbatas)


def _semua(rencana: Rencana, lembar: Lembar, setelan: Setelan, soal: Iterable[Butir]) -> Iterator[Layanan]:
    rows: dict[str, list[Indikator]] = {}
    sick: dict[str, list[str]] = {}
    for _, _, _, row in rencana.each_row():
        if isinstance(row, Indikator):
            rows.setdefault(question_of(row.kode), []).append(row)
        elif row.readable_code:
            sick.setdefault(question_of(row.readable_code), []).append(row.kode)
    for each in soal:
        served = _served(each, tuple(rows.get(each.kode, ())), rencana.tahun, lembar, setelan)
        yield evolve(served, bergalat=tuple(sick[each.kode])) if each.kode in sick else served


def _served(butir: Butir, baris: tuple[Indikator, ...], tahun: int, lembar: Lembar, setelan: Setelan) -> Layanan:
    pertanyaan = butir.pertanyaan
    active = [row for row in baris if beraksi(row)]
    if not active:
        return Layanan(butir, baris, PlannedTimes(0, "tidak direncanakan"), None, Fraction(0))
    if not (pertanyaan.kali_setahun or pertanyaan.kali_terjadwal):
        pilihan = lembar.pilihan(pertanyaan.tipe)
        return Layanan(butir, baris, PlannedTimes(1, ""), pilihan[0] if pilihan else None, butir.maksimum)
    planned = terencana(active, tahun, whole_year=pertanyaan.kali_setahun is not None)
    best = terbaik(pertanyaan, lembar.pilihan(pertanyaan.tipe), planned.kali)
    score = nilai(lembar, setelan, pertanyaan, Jawaban(best)) if best else Fraction(1)
    return Layanan(butir, baris, planned, best, butir.maksimum * score)
