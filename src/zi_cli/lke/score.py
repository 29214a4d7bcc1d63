"""The sheet filled in: points of every question, sub-component, area, half and in all; the gates one by one.

What is not answered counts nothing. Figures are exact until they are shown.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property

from zi_cli.frozen import frozen
from zi_cli.lke.figures import rounded_to
from zi_cli.lke.jawaban import Jawaban, Pembulatan, PersenArea, Setelan
from zi_cli.lke.lembar import AreaLembar, Butir, Gate, GateKind, Lembar, Subkomponen
from zi_cli.lke.penilaian import nilai
from zi_cli.plan.model import Predikat


@frozen
class Kurang:
    """One thing that a gate measures and that is below it."""

    nama: str
    capaian: Fraction
    """In the gate's own unit: points, or percent."""
    poin: Fraction
    """How many points are missing."""


@frozen
class Gerbang:
    """One gate: what it measures, what it wants, what there is. For areas, the lowest of them."""

    gate: Gate
    nama: str
    capaian: Fraction
    kurang: tuple[Kurang, ...]

    @property
    def atas(self) -> str:
        """What it measures, as the sheet's file names it."""
        return self.gate.of

    @property
    def ambang(self) -> Fraction:
        """The least it wants."""
        return self.gate.least

    @property
    def persen(self) -> bool:
        """Whether it measures in percent."""
        return self.gate.kind is GateKind.AREAS

    @property
    def lulus(self) -> bool:
        """Whether it is passed."""
        return not self.kurang


@frozen(slots=False)
class Skor:
    """A sheet, and what each answered question of it scores."""

    lembar: Lembar
    setelan: Setelan
    nilai: Mapping[str, Fraction]
    """By a question's short code, from 0 to 1. A question that is not there is unanswered."""

    def poin(self, butir: Butir) -> Fraction:
        """Points of one question."""
        return self.nilai.get(butir.kode, Fraction(0)) * butir.maksimum

    @cached_property
    def _sub(self) -> dict[str, Fraction]:
        found: dict[str, Fraction] = {}
        for each in self.lembar.butir.values():
            # the questions of Hasil have weights of their own: each is rounded as a sub-component is
            key = each.subkomponen.kode if each.area else each.kode
            found[key] = found.get(key, Fraction(0)) + self.poin(each)
        if self.setelan.pembulatan is Pembulatan.SUBKOMPONEN:
            return {key: rounded_to(each) for key, each in found.items()}
        return found

    def subkomponen(self, sub: Subkomponen) -> Fraction:
        """Points of a sub-component, or of a component of Hasil."""
        own = self._sub.get(sub.kode)
        return own if own is not None else sum((self._sub[each.kode] for each in sub.pertanyaan), Fraction(0))

    def area(self, area: AreaLembar) -> Fraction:
        """Points of an area in its half."""
        return sum((self.subkomponen(each) for each in area.subkomponen), Fraction(0))

    @cached_property
    def pengungkit(self) -> Fraction:
        """Points of both halves of Pengungkit."""
        return sum(map(self.area, self.lembar.every_area), Fraction(0))

    @cached_property
    def hasil(self) -> Fraction:
        """Points of Hasil."""
        return sum((self.subkomponen(each) for each in self.lembar.hasil), Fraction(0))

    @property
    def total(self) -> Fraction:
        """All points."""
        return self.pengungkit + self.hasil

    def gerbang(self, predikat: Predikat) -> tuple[Gerbang, ...]:
        """The gates of a predicate, each tested on its own."""
        return tuple(map(self._gates, self.lembar.gates(predikat)))

    def _gates(self, gate: Gate) -> Gerbang:
        if gate.kind is GateKind.AREAS:
            return self._area_gates(gate)
        nama, found = ("Nilai total", self.total) if gate.kind is GateKind.TOTAL else self._of_part(gate.of)
        short = (Kurang(nama, found, gate.least - found),) if found < gate.least else ()
        return Gerbang(gate, nama, found, short)

    def _of_part(self, kode: str) -> tuple[str, Fraction]:
        """The name and the points of a part of the sheet, from its code."""
        sheet = self.lembar
        if kode == sheet.bagian.pengungkit:
            return "Pengungkit", self.pengungkit
        if kode == sheet.bagian.hasil:
            return "Hasil", self.hasil
        if area := next((each for each in sheet.every_area if each.kode == kode), None):
            return area.nama, self.area(area)
        if sub := next((each for each in sheet.semua_subkomponen if each.kode == kode), None):
            return sub.nama, self.subkomponen(sub)
        butir = sheet.butir[kode]
        return butir.pertanyaan.label or butir.kode, self.counted_answers(butir)

    def counted_answers(self, butir: Butir) -> Fraction:
        """Points of a question as they are added up: rounded where the setting says so, if its weight is its own."""
        return self._sub.get(butir.kode, self.poin(butir))

    def ambang(self, predikat: Predikat) -> dict[str, Fraction]:
        """The least points that the gates of a predicate want, by the code of what they measure; `total` for all.

        What no gate is on is not there.
        """
        gates = self.lembar.gates(predikat)
        least = {each.of: each.least for each in gates if each.kind is not GateKind.AREAS}
        share = self.lembar.area_gate(predikat)
        if share is not None and self.setelan.persen_area is PersenArea.MASING_MASING:
            least |= {each.kode: share.least * each.bobot / 100 for each in self.lembar.every_area}
        return least

    def _area_gates(self, gate: Gate) -> Gerbang:
        shares = []
        for nama, areas in self.bidang:
            weight = sum((each.bobot for each in areas), Fraction(0))
            points = sum((self.area(each) for each in areas), Fraction(0))
            shares.append(Kurang(nama, 100 * points / weight, gate.least * weight / 100 - points))
        lowest = min(each.capaian for each in shares)
        return Gerbang(gate, "Tiap area pengungkit", lowest, tuple(each for each in shares if each.poin > 0))

    @cached_property
    def bidang(self) -> tuple[tuple[str, tuple[AreaLembar, ...]], ...]:
        """What the gate of an area is tested over: its two halves together, or each by itself."""
        found: list[tuple[str, tuple[AreaLembar, ...]]] = []
        for halves in self.lembar.areas.values():
            if self.setelan.persen_area is PersenArea.GABUNGAN:
                found.append((_area_name(halves[0][1]), tuple(area for _, area in halves)))
            else:
                found += [(f"{_area_name(area)} {paruh.nama}", (area,)) for paruh, area in halves]
        return tuple(found)

    def berikut(self) -> tuple[tuple[Butir, Fraction], ...]:
        """The questions that can still bring points, with how many, most first."""
        gains = [(each, each.maksimum - self.poin(each)) for each in self.lembar.butir.values()]
        return tuple(sorted((gain for gain in gains if gain[1] > 0), key=lambda gain: -gain[1]))

    def dengan(self, nilai: Mapping[str, Fraction]) -> "Skor":
        """The same sheet with some scores in the place of what they were."""
        return Skor(self.lembar, self.setelan, {**self.nilai, **nilai})


def _area_name(area: AreaLembar) -> str:
    return f"area {area.nomor}"


def field_name(butir: Butir) -> tuple[str, ...]:
    """What the gate of areas may call the field that a question counts in."""
    if butir.area is None or butir.paruh is None:
        return ()
    name = _area_name(butir.area)
    return name, f"{name} {butir.paruh.nama}"


def skor(lembar: Lembar, setelan: Setelan, jawaban: Mapping[str, Jawaban]) -> Skor:
    """The sheet with the answers of one layer, which must be without fault."""
    return Skor(
        lembar,
        setelan,
        {code: nilai(lembar, setelan, lembar.butir[code].pertanyaan, answer) for code, answer in jawaban.items()},
    )


@frozen
class Assumed:
    """An answer that is only assumed: as it was written, and what it scores."""

    jawaban: str
    nilai: Fraction


def with_assumed(skor: Skor, diubah: Mapping[str, Assumed]) -> Skor:
    """The sheet with the assumed answers, by code, in the place of those there are."""
    return skor.dengan({code: each.nilai for code, each in diubah.items()})
