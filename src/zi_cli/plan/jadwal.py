"""Targets and periods: what the decree prints under TARGET WAKTU and a mark under `periode`, kept and understood.

A text is kept as it is written and read as windows of days; nothing that is derived from it is stored.
"""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Self

from zi_cli.frozen import frozen
from zi_cli.plan.rentang import Frekuensi, Span, Stretch, Window, named_period
from zi_cli.plan.waktu import read_spans


@frozen
class Target:
    """A time as it is written, and as it is understood."""

    teks: str
    spans: tuple[Span, ...]
    unread: str = ""
    """What the reader said of it, where it cannot be read: what is printed is kept all the same."""

    @classmethod
    @lru_cache(maxsize=4096)
    def printed(cls, text: str) -> Self:
        """What a decree prints, whether it can be read or not. Plans repeat few targets many times."""
        try:
            return cls(text, read_spans(text))
        except ValueError as error:
            return cls(text, (), str(error))

    @classmethod
    def parse(cls, text: str) -> Self:
        """The time that `text` writes; a ValueError with an Indonesian sentence where it writes none."""
        try:
            return cls(text, read_spans(text))
        except ValueError as error:
            raise ValueError(cls(text, (), str(error)).fault) from error

    def __str__(self) -> str:
        return self.teks

    @property
    def fault(self) -> str:
        """Why it cannot be read, with what to write instead; nothing where it can."""
        if not self.unread:
            return ""
        from zi_cli.plan.bukan_waktu import cure_for  # few are asked for it, and its word lists are long

        return cure_for(self.teks, self.unread)

    @property
    def fault_beside(self) -> str:
        """Why it cannot be read, with what to write below it where a decree prints it so."""
        from zi_cli.plan.bukan_waktu import corrected

        meant = corrected(self.teks)
        cure = f" Bila memang tercetak demikian, tuliskan di bawahnya waktu: {meant}" if meant else ""
        return self.fault + cure

    def windows(self, tahun: int) -> tuple[Window, ...]:
        """The windows it names, in order of their ends, in a plan of that year; none where it cannot be read."""
        return () if self.unread else _windows(self.teks, tahun)


@frozen
class Periode:
    """One period that a realisasi answers: `2025-10`, `Oktober`, `Triwulan III`, `Semester I 2026`, `31 Maret 2026`."""

    teks: str
    stretch: Stretch

    @classmethod
    def parse(cls, text: str) -> Self:
        """The period that `text` writes; a ValueError with an Indonesian sentence where it writes none."""
        year_month = re.fullmatch(r"(20[0-9]{2})-(0[1-9]|1[0-2])", text)
        if year_month:
            month = int(year_month[2])
            return cls(text, Stretch((month, 1), (month, 31), int(year_month[1])))
        try:
            spans = read_spans(text)
        except ValueError as error:
            message = str(error)
            raise ValueError(message if message.endswith("?") else f"periode {message}, atau 2025-10") from error
        if len(spans) != 1 or spans[0].first is not spans[0].last or spans[0].first.months > 6:
            raise ValueError(
                f'periode "{text}" menyebut lebih dari satu; tuliskan satu saja, seperti 2025-10 atau Triwulan III'
            )
        return cls(text, spans[0].first)

    def __str__(self) -> str:
        return self.teks

    def window(self, tahun: int) -> Window:
        """Its days, in a plan of that year."""
        return Span(self.stretch, self.stretch).window(tahun)

    def tenggat(self, tahun: int) -> date:
        """Its last day, in a plan of that year."""
        return self.window(tahun).last

    def nama(self, tahun: int) -> str:
        """Its one name, in a plan of that year, however it is written: what `named_period` says of its last day."""
        length = next((each for each in Frekuensi if each.months == self.stretch.months), None)
        return named_period(self.tenggat(tahun), length)

    def answered_by(self, tahun: int, frekuensi: Frekuensi | None, tenggat: Sequence[date] = ()) -> date | None:
        """The deadline that it answers for a document of that frequency: its last day, if it is as long as a period.

        Of a document without one, the only deadline that lies within it: `Maret` answers the seventh of March.
        """
        end = self.tenggat(tahun)
        if frekuensi is not None:
            return end if self.stretch.months == frekuensi.months else None
        window = self.window(tahun)
        within = [day for day in tenggat if window.first <= day <= window.last]
        return within[0] if len(within) == 1 else end


@cache
def _windows(text: str, tahun: int) -> tuple[Window, ...]:
    return tuple(sorted((each.window(tahun) for each in read_spans(text)), key=lambda window: window.last))
