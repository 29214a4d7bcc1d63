"""Figures, days and hours as people here read them: `81,90`, `20 Nov 2025`, `14.05`. One manner in every medium.

What programs read, and what is typed into a command, keeps the point and `2025-11-20`: a cell of a table carries its
value beside its text (`Cell.value`), so that each medium can give its own readers theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime
    from fractions import Fraction

MONTHS_SHORT = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
"""As CLDR has them for Indonesian, and an Indonesian Excel: what it shows, and takes for a day when it is pasted."""


def decimal(value: Fraction, places: int) -> str:
    """A figure that is rounded already, at so many places, with a decimal comma."""
    whole, rest = divmod(abs(value.numerator) * 10**places // value.denominator, 10**places)
    return f"{'-' if value < 0 else ''}{whole}" + (f",{rest:0{places}d}" if places else "")


def short_day(day: date) -> str:
    """A day where there is little room, as in a column: eleven letters where `20 September 2025` takes seventeen."""
    return f"{day.day} {MONTHS_SHORT[day.month - 1]} {day.year}"


def short_time(moment: datetime) -> str:
    """A minute of a day: `20 Nov 2025 14.05`."""
    return f"{short_day(moment)} {moment:%H.%M}"
