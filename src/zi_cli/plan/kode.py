"""The code of a row: which question of the evaluation sheet (LKE) it answers.

`1.i.a` is question A.I.1.i.a (Pemenuhan), `R1.i.a` is A.II.1.i.a (Reform); a digit behind the letter (`6.v.b2`) is a
further row on the same question. Structure of the sheet: Permen PANRB 90/2021, Lampiran II.
"""

import re
from functools import lru_cache
from typing import NamedTuple

LAST_AREA = 9
"""An area is one digit of a code. Which areas there are, the sheet says that the plan is judged by."""

_ROMAN = r"(x{0,3})(ix|iv|v?i{0,3})"
_MENTERI = r"a\.(ii?)\.([1-9]\..+)"
_KODE = r"(R?)([1-9])\.([ivx]+)\.([a-z])([2-9]|[1-9][0-9])?"


@lru_cache(maxsize=1024)
def from_roman(text: str) -> int | None:
    """The number of a roman numeral in small or capital letters (1 to 39), or None where it is none."""
    match = re.fullmatch(_ROMAN, text.lower())
    if match is None or not text:
        return None
    tens, ones = match.groups()
    units = {"ix": 9, "iv": 4}.get(ones)
    return 10 * len(tens) + (units if units is not None else 5 * ones.count("v") + ones.count("i"))


def to_roman(number: int) -> str:
    """The small roman numeral of a number from 1 to 39."""
    tens, units = divmod(number, 10)
    return "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[units]


@lru_cache(maxsize=1024)
def _baca(text: str) -> "Kode":
    """The code that a text writes. Plans share their codes: each is read once for all of them."""
    match = re.fullmatch(_KODE, text)
    subkomponen = from_roman(match[3]) if match else None
    if match is None or not subkomponen:
        raise ValueError(
            f'kode "{text}" tidak berbentuk area.subkomponen.huruf; '
            "tuliskan seperti 1.i.a (Pemenuhan), R1.i.a (Reform), atau 6.v.b2 (baris kedua untuk pertanyaan yang sama)"
        )
    return Kode(int(match[2]), match[1] == "R", subkomponen, match[4], int(match[5] or 1))


def typed_code(text: str) -> str:
    """A code as it is written here, from the ways in which people type it: ` 1.I.A `, `r1.i.a`, `A.II.1.i.a`."""
    bare = text.strip().lower()
    if ministry := re.fullmatch(_MENTERI, bare):
        bare = ("r" if ministry[1] == "ii" else "") + ministry[2]
    return f"R{bare[1:]}" if bare.startswith("r") else bare


class Kode(NamedTuple):
    """A code, in the order in which codes sort: area, half of the sheet, sub-component, letter, further row."""

    area: int
    reform: bool
    subkomponen: int
    huruf: str
    cabang: int = 1

    @staticmethod
    def parse(text: str) -> "Kode":
        """The code that `text` writes; a ValueError with an Indonesian sentence where it writes none."""
        return _baca(text)

    @lru_cache(maxsize=1024)  # noqa: B019 - a value, of which there are few
    def __str__(self) -> str:
        half = "R" if self.reform else ""
        branch = "" if self.cabang == 1 else str(self.cabang)
        return f"{half}{self.area}.{to_roman(self.subkomponen)}.{self.huruf}{branch}"

    def distance(self, other: "Kode") -> tuple[int, ...]:
        """How far another code is from it: by half, area, sub-component and letter, what weighs most first."""
        pairs = ((self.reform, other.reform), (self.area, other.area), (self.subkomponen, other.subkomponen))
        return (*(abs(one - two) for one, two in pairs), abs(ord(self.huruf) - ord(other.huruf)))

    @property
    def pertanyaan(self) -> str:
        """The code of the sheet's question, as the ministry writes it: `A.I.1.i.a`."""
        half = "A.II" if self.reform else "A.I"
        return f"{half}.{self.area}.{to_roman(self.subkomponen)}.{self.huruf}"
