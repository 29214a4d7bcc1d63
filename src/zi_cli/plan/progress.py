"""How a plan stands on a day. Everything here is derived from the plan and the day; nothing of it is stored.

How marks answer deadlines: `plan/pemenuhan.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from zi_cli.frozen import evolve, frozen
from zi_cli.plan.pemenuhan import CapaianBukti, DerivedState, KeadaanBukti, Pemenuhan, capaian_bukti

if TYPE_CHECKING:  # a plan that was read before is not read again, so its model is imported for types alone
    from zi_cli.plan.bergalat import BarisBergalat
    from zi_cli.plan.model import Area, BuktiFisik, Indikator, Komponen, Rencana
    from zi_cli.plan.realisasi import Pemeriksaan
    from zi_cli.plan.rentang import Window


class Keadaan(DerivedState):
    """The state of a row, in order of precedence."""

    BERGALAT = "bergalat"
    """The row has a fault of its own, so its state cannot be worked out."""
    TANPA_TARGET = "tanpa_target"
    SELESAI = "selesai"
    TERLAMBAT = "terlambat"
    BELUM_MULAI = "belum_mulai"
    BERJALAN = "berjalan"


URUTAN = (
    Keadaan.SELESAI,
    Keadaan.TERLAMBAT,
    Keadaan.BERJALAN,
    Keadaan.BELUM_MULAI,
    Keadaan.TANPA_TARGET,
    Keadaan.BERGALAT,
)
"""The states in the order in which they are counted, for people and for programs."""


class Deadline(NamedTuple):
    """One deadline of one document of one row."""

    row: CapaianIndikator
    document: CapaianBukti
    one: Pemenuhan

    @property
    def period(self) -> str:
        """The period's name where the document recurs; else empty, for then it says nothing."""
        return self.one.periode if self.document.recurs else ""

    @property
    def name(self) -> str:
        """The document as people call it for this deadline: `Laporan (Triwulan III 2025)`."""
        return f"{self.document.name} ({self.period})" if self.period else self.document.name


@frozen(slots=False)
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

    @property
    def deadlines(self) -> Iterator[Deadline]:
        """The deadlines of its documents, document by document."""
        return (Deadline(self, document, one) for document in self.bukti for one in document.pemenuhan)

    @cached_property
    def tenggat(self) -> tuple[date, ...]:
        """The days of its deadlines, in order."""
        return tuple(sorted({one.tenggat for *_, one in self.deadlines}))

    @cached_property
    def terbuka(self) -> tuple[date, ...]:
        """The days of the deadlines that are not met, in order."""
        return tuple(sorted({one.tenggat for *_, one in self.deadlines if one.realisasi is None}))

    @property
    def berbukti(self) -> bool:
        """Whether every deadline is answered by a file, a link or a place."""
        shown = (KeadaanBukti.TERKUMPUL, KeadaanBukti.SESUAI)
        return self.keadaan is Keadaan.SELESAI and all(one.keadaan in shown for *_, one in self.deadlines)

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


@frozen
class CapaianBergalat:
    """A row that has a fault of its own: it has no deadlines and no evidence."""

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


@frozen(slots=False)
class Capaian:
    """How a plan stands on a day: its rows, in printed order."""

    rencana: Rencana
    hari: date
    baris: tuple[CapaianIndikator | CapaianBergalat, ...]
    """All of them, as they are printed."""

    @cached_property
    def indikator(self) -> tuple[CapaianIndikator, ...]:
        """The rows that can be used."""
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
    def deadlines(self) -> Iterator[Deadline]:
        """Every deadline of every document, in printed order."""
        return (deadline for each in self.indikator for deadline in each.deadlines)

    @property
    def perlu_perbaikan(self) -> list[tuple[Deadline, Pemeriksaan]]:
        """What reviews opened again, each with that review; the longest waiting first."""
        found = [
            (each, each.one.pemeriksaan)
            for each in self.deadlines
            if each.one.pemeriksaan and each.one.keadaan is KeadaanBukti.PERLU_PERBAIKAN
        ]
        return sorted(found, key=lambda each: (each[1].tanggal, each[0].row.indikator.kode))

    @property
    def bukti(self) -> Counter[KeadaanBukti]:
        """How many documents are in which state."""
        return Counter(bukti.keadaan for each in self.indikator for bukti in each.bukti)

    def per_area(self) -> tuple[tuple[Area, Counter[Keadaan]], ...]:
        """Each area with how many of its rows are in which state."""
        return tuple((area, tally(each for each in self.baris if each.area is area)) for area in self.rencana.area)


def of_areas(whole: Capaian, nomor: Collection[int]) -> Capaian:
    """The progress of some areas alone, as a plan of those areas."""
    rows = tuple(each for each in whole.baris if each.area.nomor in nomor)
    chosen = tuple(each for each in whole.rencana.area if each.nomor in nomor)
    return evolve(whole, rencana=evolve(whole.rencana, area=chosen), baris=rows)


def penanggung_jawab(area: Area, komponen: Komponen, baris: Indikator, bukti: BuktiFisik | None = None) -> str | None:
    """Who answers for a row, or for one of its documents: the nearest that is named."""
    own = bukti.penanggung_jawab if bukti else None
    return own or baris.penanggung_jawab or komponen.penanggung_jawab or area.penanggung_jawab


def tally(baris: Iterable[CapaianIndikator | CapaianBergalat]) -> Counter[Keadaan]:
    """How many rows are in which state."""
    return Counter(each.keadaan for each in baris)


def capaian(rencana: Rencana, hari: date) -> Capaian:
    """How the plan stands on that day."""
    from zi_cli.plan.model import Indikator

    return Capaian(
        rencana,
        hari,
        tuple(
            capaian_indikator(rencana, area, komponen, each, hari)
            if isinstance(each, Indikator)
            else CapaianBergalat(area, komponen, each)
            for _, area, komponen, each in rencana.each_row()
        ),
    )


def capaian_indikator(
    rencana: Rencana, area: Area, komponen: Komponen, indikator: Indikator, hari: date
) -> CapaianIndikator:
    """How one row stands on that day."""
    bukti = tuple(capaian_bukti(rencana, indikator, each, hari) for each in indikator.bukti_fisik)
    terbuka = [each.tenggat for one in bukti for each in one.terbuka]
    keadaan = _keadaan(indikator.windows(rencana.tahun), bukti, terbuka, hari)
    return CapaianIndikator(area, komponen, indikator, bukti, keadaan, hari)


def on_another_day(rencana: Rencana, stands: CapaianIndikator, hari: date) -> CapaianIndikator:
    """How a row for which nothing is recorded stands on another day: its documents stand as they did."""
    keadaan = _keadaan(stands.indikator.windows(rencana.tahun), stands.bukti, stands.terbuka, hari)
    return CapaianIndikator(stands.area, stands.komponen, stands.indikator, stands.bukti, keadaan, hari)


def _keadaan(windows: Sequence[Window], bukti: Sequence[CapaianBukti], terbuka: Sequence[date], hari: date) -> Keadaan:
    """The state of a row with these open deadlines."""
    if not windows or not any(one.pemenuhan for one in bukti):
        return Keadaan.TANPA_TARGET
    if not terbuka and all(one.pemenuhan for one in bukti):
        return Keadaan.SELESAI
    if terbuka and min(terbuka) < hari:
        return Keadaan.TERLAMBAT
    return Keadaan.BELUM_MULAI if hari < min(each.first for each in windows) else Keadaan.BERJALAN
