"""Regulations as decrees cite them, and which of them have been revoked: that is data, `data/peraturan-dicabut.yaml`.

The table comes with the program and has passed the gate in its tests: here it is only built, without pydantic.
"""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated, NamedTuple, Self

from zi_cli.frozen import frozen
from zi_cli.text import sources
from zi_cli.text.fields import Field, Model
from zi_cli.text.reading import understand

DICABUT = Path(__file__).parent / "data" / "peraturan-dicabut.yaml"

_NAMED = re.compile(
    r"""\bPer(?:aturan|men)? [ ]? (?:Menteri|Men)? [ ]? (?:Negara[ ])?
        (?: Pendayagunaan (?:[ ](?:Aparatur|Birokrasi|Negara|dan|Reformasi))+ | PAN [ -]{0,3} (?:(?:dan|&)[ ]?)? RB )
        (?:[ ](?:Republik[ ]Indonesia|RI))? [ ,]{0,2}
        (?P<ekor>
            (?:Nomor|No)? [.: ]{0,3} (?P<nomor>[0-9]{1,3}) [ ]? (?:Tahun|Th\.?|/) [ ]? (?P<tahun>[0-9]{4}) (?![0-9])
        )""",
    re.IGNORECASE | re.VERBOSE,
)
"""A regulation of the minister for the state apparatus, however the ministry is called or shortened."""


class Peraturan(NamedTuple):
    """A regulation: what kind, number, year."""

    jenis: str
    nomor: int
    tahun: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """The regulation that `Permen PANRB 52/2014` names; a ValueError with an Indonesian sentence otherwise."""
        match = re.fullmatch(r"(.+) ([0-9]{1,3})/([0-9]{4})", text)
        if match is None:
            raise ValueError(f'"{text}" bukan sebutan peraturan; tuliskan seperti Permen PANRB 52/2014')
        return cls(match[1], int(match[2]), int(match[3]))

    def __str__(self) -> str:
        return f"{self.jenis} {self.nomor}/{self.tahun}"


class Citation(NamedTuple):
    """A regulation where a text cites it: its whole name there, and the tail with number and year."""

    peraturan: Peraturan
    teks: str
    tail: str


@lru_cache(maxsize=1024)
def disebut(text: str) -> tuple[Citation, ...]:
    """The regulations that a text cites, in order; blanks count as one, so that none can make the search long.

    Decrees cite the same ones in the same words.
    """
    return tuple(
        Citation(Peraturan("Permen PANRB", int(match["nomor"]), int(match["tahun"])), match[0], match["ekor"])
        for match in _NAMED.finditer(" ".join(text.split()))
    )


@frozen(kw_only=True)
class Repeal(Model):
    """One regulation that has been revoked."""

    peraturan: Annotated[Peraturan, Field("Yang dicabut.", Peraturan.parse)]
    oleh: Annotated[Peraturan, Field("Yang mencabut.", Peraturan.parse)]
    pasal: Annotated[str, Field("Di mana yang mencabut mengatakannya.")]


@frozen(kw_only=True)
class DaftarDicabut(Model):
    """The table of what has been revoked."""

    versi: Annotated[str, Field("Versi format berkas ini.")]
    dicabut: Annotated[tuple[Repeal, ...], Field("Peraturan yang dicabut.")]


@cache
def revoked_years() -> frozenset[str]:
    """The years of what has been revoked: most texts name none of them."""
    return frozenset(str(each.tahun) for each in dicabut())


@cache
def dicabut() -> dict[Peraturan, Repeal]:
    """What has been revoked, by the regulation."""
    found = understand(DaftarDicabut, sources.read(DICABUT), passed=True).model
    return {each.peraturan: each for each in found.dicabut}
