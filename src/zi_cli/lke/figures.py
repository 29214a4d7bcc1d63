"""Figures of the sheet: read and written exactly. No binary fraction ever takes part."""

import math
import re
from fractions import Fraction
from functools import lru_cache

from zi_cli.written import decimal

_DECIMAL = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4})?")
_DIKETIK = re.compile(r"[+-]?[0-9]+\.[0-9]+%?")
_FRACTION = re.compile(r"([0-9]{1,4})/([1-9][0-9]{0,3})")


def read_figure(text: str) -> Fraction:
    """The figure that `0.67`, `40` or `2/3` writes; a ValueError with an Indonesian sentence otherwise."""
    if _DECIMAL.fullmatch(text) or _FRACTION.fullmatch(text):
        return Fraction(text)
    raise ValueError(f'"{text}" bukan angka; tuliskan seperti 3.60')


def read_whole(text: str) -> int:
    """A whole number from 0 to 999999; a ValueError with an Indonesian sentence otherwise."""
    if re.fullmatch(r"[0-9]{1,6}", text) is None:
        raise ValueError(f'"{text}" bukan bilangan bulat; tuliskan seperti 12')
    return int(text)


def rounded_to(figure: Fraction, tempat: int = 2) -> Fraction:
    """To so many decimal places, a half upwards in size: as a sheet of people's figures is rounded."""
    scaled = abs(figure) * 10**tempat
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if figure >= 0 else -whole, 10**tempat)


def rounded_down(figure: Fraction, tempat: int = 2) -> Fraction:
    """Down to so many decimal places."""
    return Fraction(math.floor(figure * 10**tempat), 10**tempat)


def rounded_up(figure: Fraction, tempat: int = 2) -> Fraction:
    """Up to so many decimal places: what is missing is never shown as less."""
    return Fraction(math.ceil(figure * 10**tempat), 10**tempat)


def visible_difference(figure: Fraction, ambang: Fraction | None, tempat: int = 2) -> Fraction:
    """The figure rounded as it may stand beside the least that a gate wants of it: never from below up to it."""
    shown = rounded_to(figure, tempat)
    return rounded_down(figure, tempat) if ambang is not None and figure < ambang <= shown else shown


def as_figure(figure: Fraction, tempat: int = 2, *, ambang: Fraction | None = None) -> str:
    """As people read it: `29,17`, a comma and two places; with a gate's least, see `visible_difference`."""
    if ambang is not None:
        return decimal(visible_difference(figure, ambang, tempat), tempat)
    return _figure(figure.numerator, figure.denominator, tempat)


@lru_cache(maxsize=1024)
def _figure(numerator: int, denominator: int, tempat: int) -> str:
    """Kept by whole numbers: to find a fraction among others takes as long as to write it."""
    return decimal(rounded_to(Fraction(numerator, denominator), tempat), tempat)


def typed_figure(figure: Fraction, tempat: int = 2) -> str:
    """As it is typed into a command or a file: `29.17`, with a point."""
    return as_figure(figure, tempat).replace(",", ".")


def dibaca(text: str) -> str:
    """What was typed, as people read it: the figure `3.60` is `3,60`, any other text stays."""
    return text.replace(".", ",") if _DIKETIK.fullmatch(text) else text


def bertanda(figure: Fraction) -> str:
    """A difference, with its sign: `+1,84`, `-1,88`, `0,00`."""
    return f"+{as_figure(figure)}" if figure > 0 else as_figure(figure)


def persen(bagian: Fraction, seluruh: Fraction, tempat: int = 2, *, ambang: Fraction | None = None) -> str:
    """A part in percent of the whole: `48,61%`; of nothing, `-`.

    `ambang` is the least that a gate wants of the part: a share below it is shown at two places where fewer hide that.
    """
    if not seluruh:
        return "-"
    share, least = 100 * bagian / seluruh, None if ambang is None else 100 * ambang / seluruh
    if least is not None and share < least <= rounded_to(share, tempat):
        tempat = max(2, tempat)
    return f"{as_figure(share, tempat, ambang=least)}%"


def for_machines(figure: Fraction, *, ambang: Fraction | None = None) -> float:
    """For JSON: the decimal figure at four places. The last step, after which nothing is computed."""
    return float(visible_difference(figure, ambang, 4))
