"""How marks, reviews and deadlines meet: a case for each sentence of the docstring of `plan.progress`."""

import sys
from dataclasses import replace
from datetime import date
from types import FrameType

import pytest

from tests.conftest import JAMBI
from zi_cli.plan.jadwal import Periode, Target
from zi_cli.plan.kode import Kode
from zi_cli.plan.model import BuktiFisik, Indikator, Rencana
from zi_cli.plan.pemenuhan import CapaianBukti, KeadaanBukti, capaian_bukti
from zi_cli.plan.progress import Keadaan, capaian
from zi_cli.plan.realisasi import Hasil, Pemeriksaan, Realisasi
from zi_cli.plan.rentang import Frekuensi
from zi_cli.plan.workspace import Home
from zi_cli.plans import load

PLAN = load(Home.of(JAMBI)).model
STATES = {
    KeadaanBukti.BELUM: "-",
    KeadaanBukti.DITANDAI: "d",
    KeadaanBukti.TERKUMPUL: "t",
    KeadaanBukti.PERLU_PERBAIKAN: "x",
    KeadaanBukti.SESUAI: "v",
}


def day(text: str) -> date:
    month, number = text.split("-")
    return date(2025, int(month), int(number))


def wanting(on: str) -> Pemeriksaan:
    return Pemeriksaan(tanggal=day(on), hasil=Hasil.PERLU_PERBAIKAN, oleh="TPI")


def right(on: str) -> Pemeriksaan:
    return Pemeriksaan(tanggal=day(on), hasil=Hasil.SESUAI, oleh="TPI")


def evidence(on: str, *reviews: Pemeriksaan, of: str | None = None, link: str = "https://contoh.go.id/a") -> Realisasi:
    period = Periode.parse(of) if of else None
    return Realisasi(tanggal=day(on), periode=period, tautan=link, pemeriksaan=reviews)


def claim(on: str, *reviews: Pemeriksaan, of: str | None = None) -> Realisasi:
    return Realisasi(tanggal=day(on), periode=Periode.parse(of) if of else None, pemeriksaan=reviews)


def standing(marks: list[Realisasi], on: str, target: str = "September-November") -> CapaianBukti:
    """A monthly document: deadlines on 30 September, 31 October and 30 November."""
    document = BuktiFisik(dokumen="D", frekuensi=Frekuensi.BULANAN, realisasi=tuple(marks))
    row = Indikator(kode=Kode.parse("1.i.a"), uraian="U", bukti_fisik=(document,), target_waktu=Target.parse(target))
    return capaian_bukti(PLAN, row, document, day(on))


CASES: dict[str, tuple[list[Realisasi], str, str, str]] = {
    # what was collected; the day; which of it belongs to each deadline; how each stands
    # a deadline wants a realisasi of its own
    "nothing": ([], "12-31", "- - -", "- - -"),
    "one mark is one deadline's": ([evidence("9-20")], "12-31", "0 - -", "t - -"),
    "the next one in order of date": ([evidence("9-20"), evidence("10-5")], "12-31", "0 1 -", "t t -"),
    "order of date, not of the file": ([evidence("10-5"), evidence("9-20")], "12-31", "1 0 -", "t t -"),
    "those of one day in the order of the file": (
        [evidence("9-20", right("9-21")), evidence("9-20")], "12-31", "0 1 -", "v t -"),
    # what is dated after the day asked about does not count on it
    "a later realisasi": ([evidence("9-20")], "9-19", "- - -", "- - -"),
    "a later review": ([evidence("9-20", wanting("9-25"))], "9-24", "0 - -", "t - -"),
    "on the day itself both count": ([evidence("9-20", wanting("9-20"))], "9-20", "0 - -", "x - -"),
    # one that names a period belongs to it; of the others each to the earliest deadline that nothing answers
    "named": ([evidence("9-20", of="November")], "12-31", "- - 0", "- - t"),
    "named ones stand first": ([evidence("9-20"), evidence("9-25", of="September")], "12-31", "1 0 -", "t t -"),
    "found wanting by then": (
        [evidence("9-20", wanting("9-25")), evidence("10-5")], "12-31", "01 - -", "t - -"),
    "found wanting only after it came": (
        [evidence("9-20", wanting("11-5")), evidence("10-31")], "12-31", "0 1 -", "x t -"),
    "found right": ([evidence("9-20", right("9-25")), evidence("10-5")], "12-31", "0 1 -", "v t -"),
    "a surplus is the last one's": (
        [evidence("9-1"), evidence("9-2"), evidence("9-3"), evidence("9-4")], "12-31", "0 1 23",
        "t t t"),
    # by then: on an earlier day, or on the same day where the new one stands below
    "on the same day, below": (
        [evidence("9-20", wanting("10-5")), evidence("10-5")], "12-31", "01 - -", "t - -"),
    "answered on the day it was handed in, below": (
        [evidence("9-20", wanting("9-20")), evidence("9-20")], "12-31", "01 - -", "t - -"),
    # the last review of a realisasi speaks for it
    "the last review": ([evidence("9-20", wanting("9-25"), right("9-26"))], "12-31", "0 - -", "v - -"),
    "the last by date": ([evidence("9-20", right("9-26"), wanting("9-25"))], "12-31", "0 - -", "v - -"),
    "of one day the lower": ([evidence("9-20", right("9-25"), wanting("9-25"))], "12-31", "0 - -", "x - -"),
    # the last realisasi of a deadline speaks for it
    "found wanting is open again": ([evidence("9-20", wanting("9-25"))], "12-31", "0 - -", "x - -"),
    "until a newer one answers": (
        [evidence("9-20", wanting("9-25"), of="September"), evidence("9-28", of="September")], "12-31", "01 - -",
        "t - -"),
    "the newer speaks, whatever was found in the older": (
        [evidence("9-20", right("9-21"), of="September"), evidence("9-28", of="September")], "12-31", "01 - -",
        "t - -"),
    # a date alone is a claim
    "a claim": ([claim("9-20")], "12-31", "0 - -", "d - -"),
    "no claim speaks where evidence stands": (
        [evidence("9-20", of="September"), claim("9-28", of="September")], "12-31", "01 - -", "t - -"),
    "but where that was found wanting": (
        [evidence("9-20", wanting("9-25"), of="September"), claim("9-28", of="September")], "12-31", "01 - -",
        "d - -"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_how_they_meet(name: str) -> None:
    marks, on, belonging, states = CASES[name]
    found = standing(marks, on).pemenuhan
    numbers = {id(mark): str(at) for at, mark in enumerate(marks)}
    told = " ".join("".join(numbers[id(each)] for each in one.semua) or "-" for one in found)
    assert (told, " ".join(STATES[one.keadaan] for one in found)) == (belonging, states)


@pytest.mark.parametrize(
    ("on", "state", "days"),
    [
        ("8-31", Keadaan.BELUM_MULAI, 0),
        ("9-1", Keadaan.BERJALAN, 0),
        ("9-30", Keadaan.BERJALAN, 0),  # the day itself is in time
        ("10-1", Keadaan.TERLAMBAT, 1),  # late from the day after
        ("10-31", Keadaan.TERLAMBAT, 31),
    ],
)
def test_a_deadline_opened_again_is_late_from_the_day_after_it(on: str, state: Keadaan, days: int) -> None:
    """As one that nothing ever answered is: marked and found wanting, or not at all."""
    for marks in ([], [evidence("9-20", wanting("9-21"))]):
        document = BuktiFisik(dokumen="D", realisasi=tuple(marks))
        row = Indikator(
            kode=Kode.parse("1.i.a"), uraian="U", bukti_fisik=(document,), target_waktu=Target.parse("September")
        )
        (stands,) = capaian(alone(row), day(on)).indikator
        assert (stands.keadaan, stands.hari_terlambat) == (state, days)


def alone(row: Indikator) -> Rencana:
    """The plan with this row only."""
    area = PLAN.area[0]
    return replace(PLAN, area=(replace(area, komponen=(replace(area.komponen[0], indikator=(row,)),)),))


def test_many_marks_take_as_many_times_the_work() -> None:
    def calls(count: int) -> int:
        marks, made = [evidence("9-20") for _ in range(count)], 0

        def look(_: FrameType, event: str, __: object) -> None:
            nonlocal made
            made += event in ("call", "c_call")

        sys.setprofile(look)
        try:
            standing(marks, "12-31")
        finally:
            sys.setprofile(None)
        return made

    assert calls(1_600) < 6 * calls(400), "four times as many: quadratic would be sixteen"
