"""The curve of a plan: what was planned, due, collected and verified by each day; from the dates in the plan alone.

Deadlines fall on few days, most on the last: their curve is a cliff, and an office looks ahead of its plan until the
day before. So what is planned is spread evenly over each target's window; the cliff stands beside it as what is due.
"""

from datetime import date, timedelta
from fractions import Fraction

from zi_cli.frozen import frozen
from zi_cli.plan.hari import written_day
from zi_cli.plan.pemenuhan import KeadaanBukti
from zi_cli.plan.progress import Capaian, capaian
from zi_cli.tables import Curve, Series, Tone

_WEEK = timedelta(days=7)


@frozen
class Count:
    """How many deadlines of documents are met on a day, and how."""

    day: date
    collected: int
    """Met by what can be shown: a file, a link, a place."""
    claimed: int
    """Met by a date alone."""
    verified: int
    """Of what is collected, found right by a review."""


def counted(standing: Capaian) -> Count:
    """The deadlines met on the day of the standing."""
    met = [one for *_, one in standing.deadlines if one.realisasi is not None]
    collected = sum(one.berbukti for one in met)
    verified = sum(one.keadaan is KeadaanBukti.SESUAI for one in met)
    return Count(standing.hari, collected, len(met) - collected, verified)


def curve(standing: Capaian) -> Curve | None:
    """The curve from the first window to the last deadline; None where the plan has no deadline."""
    dues = sorted(one.tenggat for *_, one in standing.deadlines)
    if not dues:
        return None
    windows = _windows(standing)
    first = min(start for start, _ in windows)
    days = _days(first, max(dues[-1], standing.hari), {*dues, standing.hari})
    history = [counted(capaian(standing.rencana, day)) for day in days if day <= standing.hari]
    planned = tuple((day, _planned(windows, day)) for day in days)
    due = tuple((day, Fraction(sum(each <= day for each in dues))) for day in days)
    series: tuple[Series, ...] = (
        Series("direncanakan", planned, Tone.MUTED, dashed=True),
        Series("jatuh tempo", due, Tone.BAD, steps=True),
        Series("terkumpul", tuple((each.day, Fraction(each.collected)) for each in history), Tone.PLAIN, steps=True),
        Series(
            "diperiksa sesuai", tuple((each.day, Fraction(each.verified)) for each in history), Tone.GOOD, steps=True
        ),
    )
    if any(each.claimed for each in history):
        claimed = tuple((each.day, Fraction(each.collected + each.claimed)) for each in history)
        series = (*series[:2], Series("dan yang ditandai", claimed, Tone.CAUTION, steps=True), *series[2:])
    told = _told(standing, dues, counted(standing))
    return Curve("Bukti terkumpul terhadap rencana", told, series, Fraction(len(dues)), standing.hari)


def _told(standing: Capaian, dues: list[date], now: Count) -> str:
    by_now = sum(each <= standing.hari for each in dues)
    claimed = f", {now.claimed} lagi hanya ditandai" if now.claimed else ""
    return (
        f"Sampai {written_day(standing.hari)} jatuh tempo {by_now} dari {len(dues)} bukti; "
        f"terkumpul {now.collected}{claimed}; diperiksa dan sesuai {now.verified}."
    )


def _days(first: date, last: date, also: set[date]) -> list[date]:
    """A day in every week, and those on which something happens."""
    found = {first, last, *(each for each in also if first <= each <= last)}
    day = first
    while day < last:
        found.add(day)
        day += _WEEK
    return sorted(found)


def _windows(standing: Capaian) -> list[tuple[date, date]]:
    """For each deadline the day after which work for it may begin, and the deadline itself."""
    found = []
    for each, bukti, one in standing.deadlines:
        windows = each.indikator.windows(standing.rencana.tahun)
        start = next((w.first for w in windows if w.first <= one.tenggat <= w.last), one.tenggat.replace(day=1))
        before = [day for day in bukti.tenggat if start <= day < one.tenggat]
        found.append((max(before) if before else start - timedelta(days=1), one.tenggat))
    return found


def _planned(windows: list[tuple[date, date]], day: date) -> Fraction:
    shares = (
        min(Fraction(1), max(Fraction(0), Fraction((day - start).days, max(1, (end - start).days))))
        for start, end in windows
    )
    return sum(shares, Fraction(0))
