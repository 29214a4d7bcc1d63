"""The numerals of komponen, as decrees print them: `i`, `A.`, `1`, `d`. What is one, and how an area counts.

A numeral may be read in two ways: `i` is the first roman numeral and the ninth letter. Its neighbours say which.
"""

from collections.abc import Callable
from functools import lru_cache

from zi_cli.frozen import frozen
from zi_cli.plan.kode import from_roman, to_roman


def _romawi(text: str) -> int | None:
    return from_roman(text) if text.islower() or text.isupper() else None


def _huruf(text: str) -> int | None:
    return ord(text.lower()) - ord("a") + 1 if len(text) == 1 and text.isascii() and text.isalpha() else None


def _angka(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else None


@frozen
class Numbering:
    """A way of counting komponen."""

    nilai: Callable[[str], int | None]
    tulis: Callable[[int], str]
    """The numeral of a number, in small letters and without a full stop."""

    def baca(self, text: str) -> int | None:
        """The number that a numeral stands for in this scheme, a full stop aside; None where it is none of it."""
        return self.nilai(text.rstrip(".)"))

    def written_like(self, number: int, contoh: str) -> str:
        """The numeral of a number, written as another one is: capital or small, with its full stop or without."""
        bare = contoh.rstrip(".)")
        numeral = self.tulis(number)
        return (numeral.upper() if bare.isupper() else numeral) + contoh[len(bare) :]


ROMAWI = Numbering(_romawi, to_roman)
HURUF = Numbering(_huruf, lambda number: chr(ord("a") + (number - 1) % 26))
ANGKA = Numbering(_angka, str)
SCHEMES = (ROMAWI, HURUF, ANGKA)
"""The sheet's own way first."""


@lru_cache(maxsize=64)
def numbering(nomor: tuple[str, ...]) -> Numbering | None:
    """The scheme in which most numerals of an area stand in their place; None where there are none.

    Plans count their areas alike, all of them.
    """
    printed = [(at, each) for at, each in enumerate(nomor, 1) if each]
    if not printed:
        return None
    return max(SCHEMES, key=lambda scheme: _cocok(scheme, printed))


def _cocok(scheme: Numbering, printed: list[tuple[int, str]]) -> tuple[int, bool]:
    """How many numerals stand in their place, and whether the first of them is one at all."""
    read = [(at, scheme.baca(each)) for at, each in printed]
    return sum(at == number for at, number in read), read[0][1] is not None
