"""What a plan comes to on any day, in figures that do not depend on the day and can be kept.

A count changes only where a target begins, a deadline passes or comes near, and where something was marked or
reviewed. So a plan's counts are kept as what they change by, day by day, and those of one day are a sum. From so little
an office's line is drawn, without its text: the country's table takes no longer than reading 552 small files.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from itertools import accumulate, takewhile
from math import lcm
from operator import add, sub

from zi_cli.frozen import frozen
from zi_cli.lke.poin import Bobot
from zi_cli.lke.terisi import Terisi
from zi_cli.plan.hari import ZonaWaktu
from zi_cli.plan.model import Area, BuktiFisik, Indikator, Komponen, Rencana
from zi_cli.plan.pemenuhan import KeadaanBukti
from zi_cli.plan.progress import URUTAN, CapaianIndikator, Keadaan, capaian_indikator, on_another_day

NEAR = 14
"""Days within which a deadline is near."""
COUNTED = (
    *(each.value for each in URUTAN),
    "berbukti",
    "segera",
    *(f"dokumen_{each.value}" for each in KeadaanBukti),
    "diperoleh",
    "terancam",
)
"""What is counted, in the order of a vector: rows by state, rows with evidence, rows with a deadline near, documents by
state, and points."""
_POINTS = ("diperoleh", "terancam")

_Vector = tuple[int, ...]


@frozen
class LayerFacts:
    """What a layer's answers come to."""

    answered: int
    total: Fraction
    gates: tuple[tuple[str, str, Fraction], ...]
    """Of every gate what it measures, its name, and what is missing to pass it."""

    @property
    def passed(self) -> int:
        """How many gates are passed."""
        return sum(not short for *_, short in self.gates)


@frozen
class Line:
    """How an office stands on a day, in one line."""

    satker: str
    tahun: int
    day: date
    rows: int
    counts: Mapping[str, int | Fraction]
    """By the names in `COUNTED`."""
    attainable: Fraction
    """Points that what is planned can bring."""
    layers: Mapping[str, LayerFacts]
    wrong_answers: int = 0
    """Errors that keep its answers from being read."""


@frozen
class Facts:
    """What a plan comes to on any day."""

    satker: str
    tahun: int
    zone: ZonaWaktu
    label: Mapping[str, str]
    rows: int
    unit: int
    """Points are counted in so many parts of one."""
    attainable: Fraction
    days: tuple[int, ...]
    """On which something changes, as ordinals; the first is before all."""
    changes: tuple[_Vector, ...]
    """By what, each day."""
    layers: Mapping[str, LayerFacts]
    wrong_answers: int = 0
    """Errors that keep its answers from being read; then no layer has any."""

    def on(self, day: date) -> Line:
        """The counts of a day."""
        so_far = takewhile(lambda each: each <= day.toordinal(), self.days)
        *_, counts = accumulate((change for _, change in zip(so_far, self.changes, strict=False)), _add)
        named = dict(zip(COUNTED, counts, strict=True))
        points = {name: Fraction(named[name], self.unit) for name in _POINTS}
        return Line(
            self.satker,
            self.tahun,
            day,
            self.rows,
            {**named, **points},
            self.attainable,
            self.layers,
            self.wrong_answers,
        )


@frozen
class _Worth:
    """What rows are worth, and in which parts of a point that is counted."""

    bobot: Bobot
    unit: int

    def counted(self, points: Fraction) -> int:
        """Points in such parts: always whole ones."""
        return points.numerator * (self.unit // points.denominator)


def facts(rencana: Rencana, bobot: Bobot, filled: Iterable[Terisi], wrong_answers: int = 0) -> Facts:
    """What a plan comes to, with what its rows are worth and what each layer that has answered comes to.

    `wrong_answers`: the errors that keep the answers from being read.
    """
    unit = lcm(*(reach.denominator for _, reach in bobot.baris.values()), 1)
    worth = _Worth(bobot, unit)
    changes: dict[int, _Vector] = {date.min.toordinal(): (0,) * len(COUNTED)}
    for _, area, komponen, each in rencana.each_row():
        steps = _of_row(rencana, (area, komponen, each), worth) if isinstance(each, Indikator) else [_sick()]
        for day, change in steps:
            changes[day] = _add(changes[day], change) if day in changes else change
    days = sorted(changes)
    reach = sum((points for _, points in bobot.baris.values()), Fraction(0))
    rows = sum(1 for _ in rencana.each_row())
    layers = {str(each.lapis): _layer(each) for each in filled if each.jawaban}
    label = dict(getattr(rencana, "label", None) or {})
    ordered = tuple(changes[day] for day in days)
    return Facts(
        rencana.satker,
        rencana.tahun,
        rencana.zona_waktu,
        label,
        rows,
        unit,
        reach,
        tuple(days),
        ordered,
        layers,
        wrong_answers,
    )


def _of_row(plan: Rencana, at: tuple[Area, Komponen, Indikator], worth: _Worth) -> Iterator[tuple[int, _Vector]]:
    """By what a row changes the counts, and when."""
    before: _Vector = (0,) * len(COUNTED)
    for stands in _in_turn(plan, at):
        counts = dict.fromkeys(COUNTED, 0)
        counts[stands.keadaan.value] = 1
        counts["berbukti"] = int(stands.berbukti)
        due = stands.tenggat_berikut
        counts["segera"] = int(due is not None and (due - stands.hari).days <= NEAR)
        for each in stands.bukti:
            counts[f"dokumen_{each.keadaan.value}"] += 1
        points = worth.bobot.poin(stands)
        counts["diperoleh"], counts["terancam"] = worth.counted(points.diperoleh), worth.counted(points.terancam)
        now = tuple(counts.values())
        if now != before:
            yield stands.hari.toordinal(), tuple(map(sub, now, before))
        before = now


def _in_turn(plan: Rencana, at: tuple[Area, Komponen, Indikator]) -> Iterator[CapaianIndikator]:
    """How a row stands on each of its turns, in order."""
    first, *days = sorted({date.min, *turns(plan, at[2])})
    stands = capaian_indikator(plan, *at, first)
    yield stands
    recorded = any(each.realisasi for each in at[2].bukti_fisik)
    for day in days:
        yield capaian_indikator(plan, *at, day) if recorded else on_another_day(plan, stands, day)


def turns(rencana: Rencana, row: Indikator) -> Iterator[date]:
    """The days on which a row may stand otherwise than on the day before."""
    yield from (each.first for each in row.windows(rencana.tahun))
    for bukti in row.bukti_fisik:
        for due in row.tenggat(bukti, rencana.tahun):
            yield due - timedelta(days=NEAR)
            yield due + timedelta(days=1)
        yield from _recorded(bukti)


def _recorded(bukti: BuktiFisik) -> Iterator[date]:
    for each in bukti.realisasi:
        yield each.tanggal
        yield from (review.tanggal for review in each.pemeriksaan)


def _sick() -> tuple[int, _Vector]:
    """A row that has a fault of its own, on every day."""
    return date.min.toordinal(), tuple(int(name == Keadaan.BERGALAT.value) for name in COUNTED)


def _layer(filled: Terisi) -> LayerFacts:
    gates = tuple(
        (each.atas, each.nama, sum((short.poin for short in each.kurang), Fraction(0))) for each in filled.gerbang
    )
    return LayerFacts(len(filled.jawaban), filled.skor.total, gates)


def _add(one: _Vector, other: _Vector) -> _Vector:
    return tuple(map(add, one, other))


def written_facts(found: Facts) -> str:
    """Facts as a text."""
    layers = {
        name: [each.answered, str(each.total), [[atas, nama, str(short)] for atas, nama, short in each.gates]]
        for name, each in found.layers.items()
    }
    head = [
        found.satker,
        found.tahun,
        found.zone.value,
        dict(found.label),
        found.rows,
        found.unit,
        str(found.attainable),
    ]
    told = [*head, found.days, found.changes, layers, found.wrong_answers]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> Facts:
    """The facts that a text writes; ValueError or TypeError where it writes none."""
    satker, tahun, zone, label, rows, unit, reach, days, changes, layers, wrong = json.loads(text)
    known = {
        name: LayerFacts(answered, Fraction(total), tuple((atas, nama, Fraction(short)) for atas, nama, short in gates))
        for name, (answered, total, gates) in layers.items()
    }
    if not days or len(days) != len(changes) or any(len(each) != len(COUNTED) for each in changes):
        raise ValueError("these are other facts")
    return Facts(
        satker,
        tahun,
        ZonaWaktu(zone),
        label,
        rows,
        unit,
        Fraction(reach),
        tuple(days),
        tuple(map(tuple, changes)),
        known,
        wrong,
    )
