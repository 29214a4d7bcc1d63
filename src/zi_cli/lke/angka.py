"""Figures of the sheet: read and written exactly. No binary fraction ever takes part."""

import math
import re
from fractions import Fraction
from functools import lru_cache

from zi_cli.written import decimal

_DESIMAL = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4})?")
_DIKETIK = re.compile(r"[+-]?[0-9]+\.[0-9]+%?")
_PECAHAN = re.compile(r"([0-9]{1,4})/([1-9][0-9]{0,3})")


def baca_angka(text: str) -> Fraction:
    """The figure that `0.67`, `40` or `2/3` writes; a ValueError with an Indonesian sentence otherwise."""
    if _DESIMAL.fullmatch(text) or _PECAHAN.fullmatch(text):
        return Fraction(text)
    raise ValueError(f'"{text}" bukan angka; tuliskan seperti 3.60')


def baca_bulat(text: str) -> int:
    """A whole number from 0 to 999999; a ValueError with an Indonesian sentence otherwise."""
    if re.fullmatch(r"[0-9]{1,6}", text) is None:
        raise ValueError(f'"{text}" bukan bilangan bulat; tuliskan seperti 12')
    return int(text)


def bulatkan(angka: Fraction, tempat: int = 2) -> Fraction:
    """To so many decimal places, a half upwards in size: as a sheet of people's figures is rounded."""
    scaled = abs(angka) * 10**tempat
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if angka >= 0 else -whole, 10**tempat)


def turun(angka: Fraction, tempat: int = 2) -> Fraction:
    """Down to so many decimal places."""
    return Fraction(math.floor(angka * 10**tempat), 10**tempat)


def naik(angka: Fraction, tempat: int = 2) -> Fraction:
    """Up to so many decimal places: what is missing is never shown as less."""
    return Fraction(math.ceil(angka * 10**tempat), 10**tempat)


def terlihat(angka: Fraction, ambang: Fraction | None, tempat: int = 2) -> Fraction:
    """The figure rounded as it may stand beside the least that a gate wants of it: never from below up to it."""
    shown = bulatkan(angka, tempat)
    return turun(angka, tempat) if ambang is not None and angka < ambang <= shown else shown


@lru_cache(maxsize=1024)
def tertulis(angka: Fraction, tempat: int = 2, *, ambang: Fraction | None = None) -> str:
    """As people read it: `29,17`, a comma and two places; with a gate's least, see `terlihat`."""
    return decimal(terlihat(angka, ambang, tempat), tempat)


def diketik(angka: Fraction, tempat: int = 2) -> str:
    """As it is typed into a command or a file: `29.17`, with a point."""
    return tertulis(angka, tempat).replace(",", ".")


def dibaca(text: str) -> str:
    """What was typed, as people read it: the figure `3.60` is `3,60`, any other text stays."""
    return text.replace(".", ",") if _DIKETIK.fullmatch(text) else text


def bertanda(angka: Fraction) -> str:
    """A difference, with its sign: `+1,84`, `-1,88`, `0,00`."""
    return f"+{tertulis(angka)}" if angka > 0 else tertulis(angka)


def persen(bagian: Fraction, seluruh: Fraction, tempat: int = 2, *, ambang: Fraction | None = None) -> str:
    """A part in percent of the whole: `48,61%`; of nothing, `-`.

    `ambang` is the least that a gate wants of the part: a share below it is shown at two places where fewer hide that.
    """
    if not seluruh:
        return "-"
    share, least = 100 * bagian / seluruh, None if ambang is None else 100 * ambang / seluruh
    if least is not None and share < least <= bulatkan(share, tempat):
        tempat = max(2, tempat)
    return f"{tertulis(share, tempat, ambang=least)}%"


def mesin(angka: Fraction, *, ambang: Fraction | None = None) -> float:
    """For JSON: the decimal figure at four places. The last step, after which nothing is computed."""
    return float(terlihat(angka, ambang, 4))
