"""Windows of days and what is due in them: the end of each, or of every period that ends inside.

A window is what the words of a time name (`waktu` reads them); a deadline is derived from it and from `frekuensi`.
"""

import calendar
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from zi_cli.frozen import evolve, frozen
from zi_cli.plan.hari import BULAN, month_end, written_day

_TRIWULAN = ("I", "II", "III", "IV")


class Frekuensi(StrEnum):
    """How often a document is due inside its target."""

    BULANAN = "bulanan"
    TRIWULANAN = "triwulanan"
    SEMESTERAN = "semesteran"

    @property
    def months(self) -> int:
        """The length of one period, in months."""
        return {"bulanan": 1, "triwulanan": 3, "semesteran": 6}[self.value]


class Window(NamedTuple):
    """A window of whole days, the first and the last of it: a tuple, for windows are what deadlines are kept by."""

    first: date
    last: date


@frozen
class Stretch:
    """One named stretch of a year: from one month and day to another, both within it."""

    first: tuple[int, int]
    last: tuple[int, int]
    year: int | None = None
    later: int | None = None
    """How many years after the plan's, where the words say so: `(N+1)`."""

    @property
    def months(self) -> int:
        """How many whole months it has; 0 where it begins or ends inside one."""
        return self.last[0] - self.first[0] + 1 if self.first[1] == 1 and self.last[1] == 31 else 0

    def year_in(self, tahun: int) -> int | None:
        """Its year in a plan of that year, if it names one."""
        return self.year if self.later is None else tahun + self.later


@frozen
class Span:
    """From one stretch to another (often the same), its years perhaps left to the plan."""

    first: Stretch
    last: Stretch

    def window(self, tahun: int) -> Window:
        """The window in a plan of that year; a year named on one side only serves the other side too."""
        begin, end = self.first.year_in(tahun), self.last.year_in(tahun)
        over = self.first.first > self.last.last
        if begin is None:
            begin = tahun if end is None else end - over
        if end is None:
            end = begin if self.first.year_in(tahun) is None else begin + over
        return Window(_day(begin, self.first.first), _day(end, self.last.last))

    @property
    def backwards(self) -> bool:
        """Whether the end lies before the beginning, as far as the words say."""
        window = self.window(2001)
        return window.last < window.first


def with_years(spans: list[Span]) -> tuple[Span, ...]:
    """A year at the end of a list serves what stands before it: `Januari dan Maret 2026`."""
    found = [spans[-1]]
    for span in reversed(spans[:-1]):
        this, next_ = span, found[0].first
        unnamed = all(each.year is None and each.later is None for each in (span.first, span.last))
        if unnamed and (next_.year is not None or next_.later is not None):
            before = int(span.last.last > next_.first)
            year = None if next_.year is None else next_.year - before
            later = None if next_.later is None else next_.later - before
            this = Span(*(evolve(each, year=year, later=later) for each in (span.first, span.last)))
        found.insert(0, this)
    return tuple(found)


def _day(year: int, month_day: tuple[int, int]) -> date:
    """That day, or the month's last where the month is shorter."""
    month, day = month_day
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


@lru_cache(maxsize=1024)
def tenggat(windows: tuple[Window, ...], frekuensi: Frekuensi | None) -> tuple[date, ...]:
    """The deadlines of a document, in order. Plans repeat few targets many times.

    Without a frequency the end of each window; with one, the end of every such period (quarters and halves of the
    calendar year) that ends inside a window.
    """
    if frekuensi is None:
        return tuple(sorted({window.last for window in windows}))
    return end_of_period(windows, frekuensi.months)


def end_of_period(windows: Sequence[Window], length: int) -> tuple[date, ...]:
    """The ends of the periods so many months long, counted from January, that end inside a window; in order."""
    found = set()
    for window in windows:
        for number in range(window.first.year * 12 + window.first.month, window.last.year * 12 + window.last.month + 1):
            tahun, month = divmod(number - 1, 12)
            end = month_end(tahun, month + 1)
            if (month + 1) % length == 0 and end <= window.last:
                found.add(end)
    return tuple(sorted(found))


def named_period(day: date, frekuensi: Frekuensi | None) -> str:
    """The name of the period that ends on that day: `Oktober 2025`, `Triwulan III 2025`, or the day: `7 Maret 2026`."""
    match frekuensi:
        case Frekuensi.TRIWULANAN:
            name = f"Triwulan {_TRIWULAN[(day.month - 1) // 3]}"
        case Frekuensi.SEMESTERAN:
            name = f"Semester {_TRIWULAN[(day.month - 1) // 6]}"
        case _ if day != month_end(day.year, day.month):
            return written_day(day)
        case _:
            name = BULAN[day.month - 1]
    return f"{name} {day.year}"
