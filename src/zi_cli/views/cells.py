"""Cells that state a figure or a day: the text that people read, and the value that spreadsheets and programs take."""

import re
from datetime import date
from fractions import Fraction
from functools import lru_cache

from zi_cli.lke.figures import as_figure, bertanda, persen
from zi_cli.tables import Cell, Tone
from zi_cli.written import short_day

_FIGURE = re.compile(r"[+-]?[0-9]+,[0-9]+%?")
NOTHING = "-"
"""What stands where there is no value."""


def stated(text: str, tone: Tone = Tone.PLAIN) -> Cell:
    """A text with the value that it states, if it is a figure: `81,90`, `+1,84`, `48,61%`."""
    return Cell(text, tone=tone, value=_number(text) if _FIGURE.fullmatch(text) else None)


def figure(value: Fraction, places: int = 2, *, least: Fraction | None = None, tone: Tone = Tone.PLAIN) -> Cell:
    """A figure; `least` is what a gate wants of it: it is never rounded up to that."""
    return stated(as_figure(value, places, ambang=least), tone)


def count_cell(value: int | Fraction, tone: Tone = Tone.PLAIN, *, signed: bool = False) -> Cell:
    """How many; `signed`: how many more or fewer."""
    return Cell(f"{value:+d}" if signed and value else str(value), tone=tone, value=Fraction(value))


def share_cell(part: int | Fraction, whole: int, tone: Tone = Tone.PLAIN) -> Cell:
    """A part in whole percent, which a medium may draw as a bar."""
    share = float(part / whole) if whole else 0.0
    text = f"{share:.0%}"
    return Cell(text, tone=tone, share=share, value=_number(text))


def difference(value: Fraction, tone: Tone = Tone.PLAIN) -> Cell:
    """A figure with its sign."""
    return stated(bertanda(value), tone)


def percent(part: Fraction, whole: Fraction, places: int = 2, *, least: Fraction | None = None) -> Cell:
    """A part in percent of the whole; of nothing, `-`."""
    return stated(persen(part, whole, places, ambang=least))


def day_cell(day: date | None, tone: Tone = Tone.PLAIN) -> Cell:
    """A day in a column."""
    return Cell(NOTHING, tone=tone) if day is None else Cell(short_day(day), tone=tone, value=day)


@lru_cache(maxsize=4096)
def _number(text: str) -> Fraction:
    """The number that the text states: what is shown, not what it was rounded from; `48,61%` is that part of one."""
    stated = Fraction(text.rstrip("%").replace(",", "."))
    return stated / 100 if text.endswith("%") else stated
