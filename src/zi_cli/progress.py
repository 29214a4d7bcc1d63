"""How a plan stands on a day. Everything here is derived from the plan and the day; nothing of it is stored.

A deadline wants a realisasi of its own: the one that names its period, else the next one in order of date. What is
dated after the day asked about does not count on that day.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from zi_cli.jadwal import sebut_periode
from zi_cli.plan import Area, BuktiFisik, Indikator, Komponen, Realisasi, Rencana


class Keadaan(StrEnum):
    """The state of a row, in order of precedence."""

    TANPA_TARGET = "tanpa_target"
    SELESAI = "selesai"
    TERLAMBAT = "terlambat"
    BELUM_MULAI = "belum_mulai"
    BERJALAN = "berjalan"

    @property
    def sebutan(self) -> str:
        """The state as people write it."""
        return self.value.replace("_", " ")


class KeadaanBukti(StrEnum):
    """The state of a document."""

    BELUM = "belum"
    SEBAGIAN = "sebagian"
    TERKUMPUL = "terkumpul"


@dataclass(frozen=True, slots=True)
class Pemenuhan:
    """One deadline of a document, and the realisasi that meets it."""

    tenggat: date
    periode: str
    """The deadline's name: `Oktober 2025`, `Triwulan III 2025`."""
    realisasi: Realisasi | None


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
    def keadaan(self) -> KeadaanBukti:
        """Its state."""
        if not self.terbuka:
            return KeadaanBukti.TERKUMPUL
        return KeadaanBukti.BELUM if len(self.terbuka) == len(self.pemenuhan) else KeadaanBukti.SEBAGIAN


@dataclass(frozen=True)
class CapaianIndikator:
    """How one row stands on a day."""

    area: Area
    komponen: Komponen
    indikator: Indikator
    bukti: tuple[CapaianBukti, ...]
    keadaan: Keadaan
    hari: date

    @cached_property
    def tenggat(self) -> tuple[date, ...]:
        """The deadlines of all its documents, in order."""
        return tuple(sorted({day for each in self.bukti for day in each.tenggat}))

    @cached_property
    def terbuka(self) -> tuple[date, ...]:
        """The deadlines that some document has not met, in order."""
        return tuple(sorted({each.tenggat for bukti in self.bukti for each in bukti.terbuka}))

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


@dataclass(frozen=True)
class Capaian:
    """How a plan stands on a day: its rows, in printed order."""

    rencana: Rencana
    hari: date
    indikator: tuple[CapaianIndikator, ...]

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

    def per_area(self) -> tuple[tuple[Area, Counter[Keadaan]], ...]:
        """Each area with how many of its rows are in which state."""
        return tuple((area, hitung(each for each in self.indikator if each.area is area)) for area in self.rencana.area)


def hitung(indikator: Iterable[CapaianIndikator]) -> Counter[Keadaan]:
    """How many rows are in which state."""
    return Counter(each.keadaan for each in indikator)


def capaian(rencana: Rencana, hari: date) -> Capaian:
    """How the plan stands on that day."""
    return Capaian(
        rencana,
        hari,
        tuple(_indikator(rencana, area, komponen, each, hari) for area, komponen, each in rencana.baris()),
    )


def capaian_bukti(rencana: Rencana, indikator: Indikator, bukti: BuktiFisik, hari: date) -> CapaianBukti:
    """How one document stands on that day."""
    deadlines = indikator.tenggat(bukti, rencana.tahun)
    found = [each for each in bukti.realisasi if each.tanggal <= hari]
    met: dict[date, Realisasi] = {}
    unnamed = []
    for each in found:
        answered = each.periode.tenggat(rencana.tahun) if each.periode else None
        if answered in deadlines and answered not in met:
            met[answered] = each
        elif each.periode is None:
            unnamed.append(each)
    rest = iter(sorted(unnamed, key=lambda each: each.tanggal))
    return CapaianBukti(
        bukti,
        tuple(
            Pemenuhan(day, sebut_periode(day, bukti.frekuensi), met.get(day) or next(rest, None)) for day in deadlines
        ),
    )


def _indikator(rencana: Rencana, area: Area, komponen: Komponen, indikator: Indikator, hari: date) -> CapaianIndikator:
    bukti = tuple(capaian_bukti(rencana, indikator, each, hari) for each in indikator.bukti_fisik)
    jendela = indikator.jendela(rencana.tahun)
    terbuka = [each.tenggat for one in bukti for each in one.terbuka]
    if not bukti or not jendela:
        keadaan = Keadaan.TANPA_TARGET
    elif not terbuka:
        keadaan = Keadaan.SELESAI
    elif min(terbuka) < hari:
        keadaan = Keadaan.TERLAMBAT
    elif hari < min(each.awal for each in jendela):
        keadaan = Keadaan.BELUM_MULAI
    else:
        keadaan = Keadaan.BERJALAN
    return CapaianIndikator(area, komponen, indikator, bukti, keadaan, hari)
