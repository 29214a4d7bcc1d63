"""Answers that are only assumed, and what the sheet would come to with them."""

from collections.abc import Mapping
from fractions import Fraction

from zi_cli.frozen import frozen
from zi_cli.lke.score import Skor


@frozen
class Seandainya:
    """An answer that is only assumed: as it was written, and what it scores."""

    jawaban: str
    nilai: Fraction


def kemudian(skor: Skor, diubah: Mapping[str, Seandainya]) -> Skor:
    """The sheet with the assumed answers, by code, in the place of those there are."""
    return skor.dengan({code: each.nilai for code, each in diubah.items()})
