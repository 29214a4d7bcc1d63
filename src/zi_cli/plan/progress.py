"""How a plan stands on a day. Everything here is derived from the plan and the day; nothing of it is stored.

A deadline wants a realisasi of its own: the one that names its period, else the next one in order of date. What is
dated after the day asked about, realisasi or review, does not count on that day.

How marks, reviews and deadlines meet:

* Realisasi stand in order of date, those of one day in the order of the file. One that names a period belongs to that
  period's deadline; of the others, in order, each belongs to the earliest deadline that nothing answers: one without a
  realisasi, or one whose last realisasi had been found wanting by then. What finds every deadline answered belongs to
  the last one, as a supplement.
* A review belongs to the realisasi it stands in. "By then" is on an earlier day than the new realisasi's, or on the
  same day where the new one stands below in the file. The last review of a realisasi speaks for it.
* The last realisasi of a deadline speaks for the deadline: not reviewed, it is collected; found right, it is verified;
  found wanting, the deadline is open again, and late from the day after it, until a newer realisasi answers.
* A date alone answers a deadline too, but it is a claim (`ditandai`): collected is a deadline for which something can
  be looked at. A claim does not speak for a deadline where evidence stands before it that was not found wanting.
"""

from bisect import insort
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import takewhile

from zi_cli.plan.bergalat import BarisBergalat
from zi_cli.plan.model import Area, BuktiFisik, Indikator, Komponen, Rencana, penanggung_jawab
from zi_cli.plan.realisasi import Hasil, Pemeriksaan, Realisasi
from zi_cli.plan.rentang import sebut_periode


class Keadaan(StrEnum):
    """The state of a row, in order of precedence."""

    BERGALAT = "bergalat"
    """It has a fault of its own: nothing else can be said of it."""
    TANPA_TARGET = "tanpa_target"
    SELESAI = "selesai"
    TERLAMBAT = "terlambat"
    BELUM_MULAI = "belum_mulai"
    BERJALAN = "berjalan"

    @property
    def sebutan(self) -> str:
        """The state as people write it."""
        return self.value.replace("_", " ")


URUTAN = (
    Keadaan.SELESAI,
    Keadaan.TERLAMBAT,
    Keadaan.BERJALAN,
    Keadaan.BELUM_MULAI,
    Keadaan.TANPA_TARGET,
    Keadaan.BERGALAT,
)
"""The states in the order in which they are counted, for people and for programs."""


class KeadaanBukti(StrEnum):
    """The state of a document, or of one of its deadlines (which is never `SEBAGIAN`)."""

    BELUM = "belum"
    SEBAGIAN = "sebagian"
    DITANDAI = "ditandai"
    """Answered by a date alone: the office says so, nothing shows it."""
    TERKUMPUL = "terkumpul"
    PERLU_PERBAIKAN = "perlu_perbaikan"
    SESUAI = "sesuai"

    @property
    def sebutan(self) -> str:
        """The state as people write it."""
        return self.value.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Pemenuhan:
    """One deadline of a document, and what has been collected for it."""

    tenggat: date
    periode: str
    """The deadline's name: `Oktober 2025`, `Triwulan III 2025`."""
    semua: tuple[Realisasi, ...] = ()
    """Every realisasi that belongs to it, in order."""
    terakhir: Realisasi | None = None
    """The realisasi that speaks for the deadline, whatever was found in it."""
    pemeriksaan: Pemeriksaan | None = None
    """The last review of that one."""

    @property
    def digantikan(self) -> tuple[Realisasi, ...]:
        """Those that a later one has answered for: what became of their files no longer decides anything."""
        return tuple(takewhile(lambda each: each is not self.terakhir, self.semua))

    @property
    def realisasi(self) -> Realisasi | None:
        """The realisasi that meets the deadline."""
        return None if self.keadaan is KeadaanBukti.PERLU_PERBAIKAN else self.terakhir

    @property
    def berbukti(self) -> bool:
        """Whether something can be looked at in what speaks for it."""
        return self.terakhir is not None and self.terakhir.berbukti

    @property
    def keadaan(self) -> KeadaanBukti:
        """Its state."""
        if self.terakhir is None:
            return KeadaanBukti.BELUM
        if self.pemeriksaan is None:
            return KeadaanBukti.TERKUMPUL if self.berbukti else KeadaanBukti.DITANDAI
        return KeadaanBukti.SESUAI if self.pemeriksaan.hasil is Hasil.SESUAI else KeadaanBukti.PERLU_PERBAIKAN


@dataclass(frozen=True)
class CapaianBukti:
    """How one document stands."""

    bukti: BuktiFisik
    pemenuhan: tuple[Pemenuhan, ...]

    @property
    def tenggat(self) -> tuple[date, ...]:
        """Its deadlines, in order."""
        return tuple(each.tenggat for each in self.pemenuhan)

    @property
    def terbuka(self) -> tuple[Pemenuhan, ...]:
        """The deadlines that are not met, in order."""
        return tuple(each for each in self.pemenuhan if each.realisasi is None)

    @property
    def perlu_perbaikan(self) -> tuple[Pemenuhan, ...]:
        """The deadlines that a review opened again, in order."""
        return tuple(each for each in self.pemenuhan if each.keadaan is KeadaanBukti.PERLU_PERBAIKAN)

    @property
    def keadaan(self) -> KeadaanBukti:
        """Its state: what must be mended outweighs what is missing; right is what is right for every deadline."""
        if self.perlu_perbaikan:
            return KeadaanBukti.PERLU_PERBAIKAN
        if self.terbuka or not self.pemenuhan:  # a frequency may leave no deadline; then nothing was ever complete
            return KeadaanBukti.BELUM if len(self.terbuka) == len(self.pemenuhan) else KeadaanBukti.SEBAGIAN
        if all(each.keadaan is KeadaanBukti.SESUAI for each in self.pemenuhan):
            return KeadaanBukti.SESUAI
        claimed = any(each.keadaan is KeadaanBukti.DITANDAI for each in self.pemenuhan)
        return KeadaanBukti.DITANDAI if claimed else KeadaanBukti.TERKUMPUL

    @property
    def basi(self) -> bool:
        """Whether the last review of one of its realisasi is of something else than what is recorded now."""
        return any(each.pemeriksaan and each.basi(each.pemeriksaan[-1]) for each in self.bukti.realisasi)


@dataclass(frozen=True)
class CapaianIndikator:
    """How one row stands on a day."""

    area: Area
    komponen: Komponen
    indikator: Indikator
    bukti: tuple[CapaianBukti, ...]
    keadaan: Keadaan
    hari: date

    @property
    def dokumen(self) -> tuple[str, ...]:
        """The names of its documents."""
        return tuple(each.dokumen for each in self.indikator.bukti_fisik)

    @cached_property
    def tenggat(self) -> tuple[date, ...]:
        """The deadlines of all its documents, in order."""
        return tuple(sorted({day for each in self.bukti for day in each.tenggat}))

    @cached_property
    def terbuka(self) -> tuple[date, ...]:
        """The deadlines that some document has not met, in order."""
        return tuple(sorted({each.tenggat for bukti in self.bukti for each in bukti.terbuka}))

    @property
    def berbukti(self) -> bool:
        """Whether everything that was ever due is answered by something that can be looked at."""
        shown = (KeadaanBukti.TERKUMPUL, KeadaanBukti.SESUAI)
        return self.keadaan is Keadaan.SELESAI and all(
            one.keadaan in shown for each in self.bukti for one in each.pemenuhan
        )

    @property
    def penanggung_jawab(self) -> str | None:
        """Who answers for it: those of its documents, each the nearest that is named."""
        asked: Iterable[BuktiFisik | None] = self.indikator.bukti_fisik or (None,)
        named = (penanggung_jawab(self.area, self.komponen, self.indikator, each) for each in asked)
        return ", ".join(dict.fromkeys(filter(None, named))) or None

    @property
    def kurang(self) -> tuple[CapaianBukti, ...]:
        """The documents that are not complete."""
        return tuple(each for each in self.bukti if each.terbuka)

    @property
    def hari_terlambat(self) -> int:
        """Days since the earliest deadline that is not met; 0 where none has passed."""
        return max(0, (self.hari - self.terbuka[0]).days) if self.terbuka else 0

    @property
    def tenggat_berikut(self) -> date | None:
        """The earliest open deadline that has not passed."""
        return next((day for day in self.terbuka if day >= self.hari), None)


@dataclass(frozen=True, slots=True)
class CapaianBergalat:
    """A row that has a fault of its own, among those that stand somehow: it has no deadlines and no evidence."""

    area: Area
    komponen: Komponen
    indikator: BarisBergalat

    bukti: tuple[CapaianBukti, ...] = ()
    tenggat: tuple[date, ...] = ()
    terbuka: tuple[date, ...] = ()
    keadaan: Keadaan = Keadaan.BERGALAT

    @property
    def penanggung_jawab(self) -> str | None:
        """Who answers for it, the nearest that is named."""
        return self.indikator.penanggung_jawab or self.komponen.penanggung_jawab or self.area.penanggung_jawab

    @property
    def dokumen(self) -> tuple[str, ...]:
        """The names of its documents, as they are written."""
        return self.indikator.dokumen


@dataclass(frozen=True)
class Capaian:
    """How a plan stands on a day: its rows, in printed order."""

    rencana: Rencana
    hari: date
    baris: tuple[CapaianIndikator | CapaianBergalat, ...]
    """All of them, as they are printed."""

    @cached_property
    def indikator(self) -> tuple[CapaianIndikator, ...]:
        """The rows that stand somehow."""
        return tuple(each for each in self.baris if isinstance(each, CapaianIndikator))

    @property
    def bergalat(self) -> tuple[CapaianBergalat, ...]:
        """The rows that have a fault of their own."""
        return tuple(each for each in self.baris if isinstance(each, CapaianBergalat))

    @property
    def terlambat(self) -> tuple[CapaianIndikator, ...]:
        """What is late, worst first."""
        late = (each for each in self.indikator if each.keadaan is Keadaan.TERLAMBAT)
        return tuple(sorted(late, key=lambda each: (-each.hari_terlambat, each.indikator.kode)))

    def segera(self, hari: int) -> tuple[CapaianIndikator, ...]:
        """The rows with an open deadline within so many days, the nearest first."""
        due = [
            each for each in self.indikator if each.tenggat_berikut and (each.tenggat_berikut - self.hari).days <= hari
        ]
        return tuple(sorted(due, key=lambda each: (each.tenggat_berikut, each.indikator.kode)))

    @property
    def perlu_perbaikan(self) -> tuple[tuple[CapaianIndikator, CapaianBukti, Pemenuhan], ...]:
        """What reviews opened again, the longest waiting first."""
        found = [(each, bukti, one) for each in self.indikator for bukti in each.bukti for one in bukti.perlu_perbaikan]
        return tuple(
            sorted(
                found,
                key=lambda each: (
                    each[2].pemeriksaan.tanggal if each[2].pemeriksaan else date.min,
                    each[0].indikator.kode,
                ),
            )
        )

    @property
    def bukti(self) -> Counter[KeadaanBukti]:
        """How many documents are in which state."""
        return Counter(bukti.keadaan for each in self.indikator for bukti in each.bukti)

    def per_area(self) -> tuple[tuple[Area, Counter[Keadaan]], ...]:
        """Each area with how many of its rows are in which state."""
        return tuple((area, hitung(each for each in self.baris if each.area is area)) for area in self.rencana.area)


def hanya_area(whole: Capaian, nomor: Collection[int]) -> Capaian:
    """The progress of some areas alone, as a plan of those areas."""
    rows = tuple(each for each in whole.baris if each.area.nomor in nomor)
    chosen = tuple(each for each in whole.rencana.area if each.nomor in nomor)
    return replace(whole, rencana=replace(whole.rencana, area=chosen), baris=rows)


def hitung(baris: Iterable[CapaianIndikator | CapaianBergalat]) -> Counter[Keadaan]:
    """How many rows are in which state."""
    return Counter(each.keadaan for each in baris)


def capaian(rencana: Rencana, hari: date) -> Capaian:
    """How the plan stands on that day."""
    return Capaian(
        rencana,
        hari,
        tuple(
            capaian_indikator(rencana, area, komponen, each, hari)
            if isinstance(each, Indikator)
            else CapaianBergalat(area, komponen, each)
            for _, area, komponen, each in rencana.rute()
        ),
    )


def capaian_bukti(rencana: Rencana, indikator: Indikator, bukti: BuktiFisik, hari: date) -> CapaianBukti:
    """How one document stands on that day."""
    deadlines = indikator.tenggat(bukti, rencana.tahun)
    if not bukti.realisasi:  # most of them, most of the year
        return CapaianBukti(bukti, tuple(Pemenuhan(day, sebut_periode(day, bukti.frekuensi)) for day in deadlines))
    found = [(each.tanggal, at, each) for at, each in enumerate(bukti.realisasi) if each.tanggal <= hari]
    belonging: dict[date, list[tuple[date, int, Realisasi]]] = {day: [] for day in deadlines}
    unnamed = []
    for one in sorted(found, key=lambda each: each[:2]):
        named = one[2].periode
        if named is None:
            unnamed.append(one)
        elif (answered := named.menjawab(rencana.tahun, bukti.frekuensi, deadlines)) in belonging:
            belonging[answered].append(one)
    for one in unnamed:
        day = next((day for day in deadlines if _menunggu(belonging[day], one, hari)), None)
        if deadlines:
            insort(belonging[day or deadlines[-1]], one, key=lambda each: each[:2])
    return CapaianBukti(bukti, tuple(_pemenuhan(day, bukti, belonging[day], hari) for day in deadlines))


def _menunggu(belonging: list[tuple[date, int, Realisasi]], one: tuple[date, int, Realisasi], hari: date) -> bool:
    """Whether a deadline with these realisasi, in order, waits for a further one when `one` comes."""
    if not belonging:
        return True
    last = belonging[-1]
    if last[:2] > one[:2]:
        return False
    review = last[2].diperiksa(min(hari, one[0]))
    return review is not None and review.hasil is Hasil.PERLU_PERBAIKAN


def _pemenuhan(day: date, bukti: BuktiFisik, belonging: list[tuple[date, int, Realisasi]], hari: date) -> Pemenuhan:
    marks = tuple(each for *_, each in belonging)
    speaks = _berbicara(marks, hari)
    return Pemenuhan(
        day, sebut_periode(day, bukti.frekuensi), marks, speaks, speaks.diperiksa(hari) if speaks else None
    )


def _berbicara(marks: tuple[Realisasi, ...], hari: date) -> Realisasi | None:
    """The realisasi that speaks for a deadline: the last, but no date alone behind evidence that nobody refused."""
    for each in reversed(marks):
        if each.berbukti:
            review = each.diperiksa(hari)
            return marks[-1] if review and review.hasil is Hasil.PERLU_PERBAIKAN else each
        if each.pemeriksaan:
            break
    return marks[-1] if marks else None


def capaian_indikator(
    rencana: Rencana, area: Area, komponen: Komponen, indikator: Indikator, hari: date
) -> CapaianIndikator:
    """How one row stands on that day."""
    bukti = tuple(capaian_bukti(rencana, indikator, each, hari) for each in indikator.bukti_fisik)
    jendela = indikator.jendela(rencana.tahun)
    terbuka = [each.tenggat for one in bukti for each in one.terbuka]
    if not jendela or not any(one.pemenuhan for one in bukti):
        keadaan = Keadaan.TANPA_TARGET
    elif not terbuka and all(one.pemenuhan for one in bukti):
        keadaan = Keadaan.SELESAI
    elif terbuka and min(terbuka) < hari:
        keadaan = Keadaan.TERLAMBAT
    elif hari < min(each.awal for each in jendela):
        keadaan = Keadaan.BELUM_MULAI
    else:
        keadaan = Keadaan.BERJALAN
    return CapaianIndikator(area, komponen, indikator, bukti, keadaan, hari)
