"""How marks and reviews answer the deadlines of a document by a day.

A deadline wants a realisasi of its own: the one that names its period, else the next one in order of date. What is
dated after the day asked about, realisasi or review, does not count on that day.

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

from __future__ import annotations

from bisect import insort
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

from zi_cli.frozen import frozen

if TYPE_CHECKING:  # a plan that was read before is not read again, so its model is imported for types alone
    from zi_cli.plan.model import BuktiFisik, Indikator, Rencana
    from zi_cli.plan.realisasi import Pemeriksaan, Realisasi


class DerivedState(StrEnum):
    """A state that is derived, never stored."""

    @property
    def called(self) -> str:
        """The state as people write it."""
        return self.value.replace("_", " ")


class KeadaanBukti(DerivedState):
    """The state of a document, or of one of its deadlines (which is never `SEBAGIAN`)."""

    BELUM = "belum"
    SEBAGIAN = "sebagian"
    DITANDAI = "ditandai"
    """Answered by a date alone: the office says so, nothing shows it."""
    TERKUMPUL = "terkumpul"
    PERLU_PERBAIKAN = "perlu_perbaikan"
    SESUAI = "sesuai"


@frozen
class Pemenuhan:
    """One deadline of a document, and what has been collected for it."""

    tenggat: date
    periode: str
    """The deadline's name: `Oktober 2025`, `Triwulan III 2025`."""
    semua: tuple[Realisasi, ...] = ()
    """Every realisasi that belongs to it, in order."""
    terakhir: Realisasi | None = None
    """The realisasi that decides on the deadline, whatever a review found in it."""
    pemeriksaan: Pemeriksaan | None = None
    """The last review of that one."""

    @property
    def digantikan(self) -> tuple[Realisasi, ...]:
        """Those that a later realisasi replaced: their files need not exist any more."""
        return tuple(takewhile(lambda each: each is not self.terakhir, self.semua))

    @property
    def realisasi(self) -> Realisasi | None:
        """The realisasi that meets the deadline."""
        return None if self.keadaan is KeadaanBukti.PERLU_PERBAIKAN else self.terakhir

    @property
    def berbukti(self) -> bool:
        """Whether the realisasi that decides on it has a file, a link or a place."""
        return self.terakhir is not None and self.terakhir.berbukti

    @property
    def keadaan(self) -> KeadaanBukti:
        """Its state."""
        if self.terakhir is None:
            return KeadaanBukti.BELUM
        if self.pemeriksaan is None:
            return KeadaanBukti.TERKUMPUL if self.berbukti else KeadaanBukti.DITANDAI
        return KeadaanBukti.PERLU_PERBAIKAN if self.pemeriksaan.menolak else KeadaanBukti.SESUAI


@frozen(slots=False)
class CapaianBukti:
    """How one document stands."""

    bukti: BuktiFisik
    pemenuhan: tuple[Pemenuhan, ...]

    @property
    def name(self) -> str:
        """The document's name, without marks of italics."""
        return self.bukti.name

    @property
    def recurs(self) -> bool:
        """Whether it is due several times: then a deadline is called by its period too."""
        return len(self.pemenuhan) > 1

    @property
    def tenggat(self) -> tuple[date, ...]:
        """Its deadlines, in order."""
        return tuple(each.tenggat for each in self.pemenuhan)

    @cached_property
    def terbuka(self) -> tuple[Pemenuhan, ...]:
        """The deadlines that are not met, in order."""
        return tuple(each for each in self.pemenuhan if each.realisasi is None)

    @property
    def perlu_perbaikan(self) -> tuple[Pemenuhan, ...]:
        """The deadlines that a review opened again, in order."""
        return tuple(each for each in self.pemenuhan if each.keadaan is KeadaanBukti.PERLU_PERBAIKAN)

    @cached_property
    def keadaan(self) -> KeadaanBukti:
        """Its state: to be mended where one deadline is, then missing; verified only where every deadline is."""
        if self.perlu_perbaikan:
            return KeadaanBukti.PERLU_PERBAIKAN
        if self.terbuka or not self.pemenuhan:  # a frequency may leave no deadline; then it cannot be complete
            return KeadaanBukti.BELUM if len(self.terbuka) == len(self.pemenuhan) else KeadaanBukti.SEBAGIAN
        if all(each.keadaan is KeadaanBukti.SESUAI for each in self.pemenuhan):
            return KeadaanBukti.SESUAI
        claimed = any(each.keadaan is KeadaanBukti.DITANDAI for each in self.pemenuhan)
        return KeadaanBukti.DITANDAI if claimed else KeadaanBukti.TERKUMPUL

    @property
    def basi(self) -> bool:
        """Whether the last review of one of its realisasi is of something else than what is recorded now."""
        return any(each.pemeriksaan and each.basi(each.pemeriksaan[-1]) for each in self.bukti.realisasi)


def capaian_bukti(rencana: Rencana, indikator: Indikator, bukti: BuktiFisik, hari: date) -> CapaianBukti:
    """How one document stands on that day."""
    from zi_cli.plan.rentang import named_period

    deadlines = indikator.tenggat(bukti, rencana.tahun)
    if not bukti.realisasi:  # the usual case, answered without sorting
        return CapaianBukti(bukti, tuple(Pemenuhan(day, named_period(day, bukti.frekuensi)) for day in deadlines))
    found = [(each.tanggal, at, each) for at, each in enumerate(bukti.realisasi) if each.tanggal <= hari]
    belonging: dict[date, list[tuple[date, int, Realisasi]]] = {day: [] for day in deadlines}
    unnamed = []
    for one in sorted(found, key=lambda each: each[:2]):
        named = one[2].periode
        if named is None:
            unnamed.append(one)
        elif (answered := named.answered_by(rencana.tahun, bukti.frekuensi, deadlines)) in belonging:
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
    return review is not None and review.menolak


def _pemenuhan(day: date, bukti: BuktiFisik, belonging: list[tuple[date, int, Realisasi]], hari: date) -> Pemenuhan:
    from zi_cli.plan.rentang import named_period

    marks = tuple(each for *_, each in belonging)
    speaks = _berbicara(marks, hari)
    return Pemenuhan(day, named_period(day, bukti.frekuensi), marks, speaks, speaks.diperiksa(hari) if speaks else None)


def _berbicara(marks: tuple[Realisasi, ...], hari: date) -> Realisasi | None:
    """The realisasi that decides on a deadline: the last one, but no date alone after evidence that no review
    refused."""
    for each in reversed(marks):
        if each.berbukti:
            review = each.diperiksa(hari)
            return marks[-1] if review and review.menolak else each
        if each.pemeriksaan:
            break
    return marks[-1] if marks else None
