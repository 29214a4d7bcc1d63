"""Rules on what the texts say: what is said twice, and what is likely one thing written in two ways."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Generic, TypeVar

from zi_cli.checks.aturan import Aturan, Perkara, Temuan, singkat
from zi_cli.diagnostics import Tingkat
from zi_cli.plan.jadwal import NAMA_BULAN
from zi_cli.plan.kode import Kode, from_roman
from zi_cli.plan.model import Indikator
from zi_cli.text.document import Route

T = TypeVar("T")
_KATA = re.compile(r"[^\W_]+")
_MIRIP = 0.8
"""How alike two words must be to be taken for one that is misspelt (difflib's ratio)."""
_LACI = 20
"""How many names are kept in one drawer: enough for people, too few for a file made to take long."""
_GELAR = re.compile(r",.*$|\b(?:dr|drs|dra|ir|hj?|prof)\.? ", re.IGNORECASE)


def indikator_ganda(perkara: Perkara) -> Iterator[Temuan]:
    """An indicator printed twice is one question asked twice: it counts double in every count."""
    first: dict[str, Kode] = {}
    for route, indikator in perkara.indikator:
        words = _rata(indikator.uraian)
        if words in first:
            pesan = f"indikator {indikator.kode} sama bunyinya dengan {first[words]}; hapus salah satu, atau betulkan"
            yield Temuan((*route, "uraian"), pesan)
        first.setdefault(words, indikator.kode)


def aksi_salinan(perkara: Perkara) -> Iterator[Temuan]:
    """One action for two neighbouring indicators is most often a copy that was never adapted."""
    for route, _, komponen in perkara.komponen:
        seen: dict[str, Indikator] = {}
        for i, indikator in enumerate(komponen.indikator):
            if not indikator.langkah_aksi:
                continue
            other = seen.setdefault(_rata(indikator.langkah_aksi), indikator)
            if other is not indikator and _rata(other.uraian) != _rata(indikator.uraian):
                pesan = (
                    f"langkah aksi {indikator.kode} sama dengan {other.kode}, padahal indikatornya lain; "
                    f"tulis langkah untuk {indikator.kode} sendiri"
                )
                yield Temuan((*route, "indikator", i, "langkah_aksi"), pesan)


def dokumen_mirip(perkara: Perkara) -> Iterator[Temuan]:
    """One document under two names is looked for twice, and found once.

    Names are compared by their words, without case, punctuation, the satker's own name and the plan's year; one word
    may be misspelt. Numbers, months and abbreviations must be the same: SKP and SKM are two papers.
    """
    own = {*_kata(perkara.rencana.satker), "tahun", str(perkara.rencana.tahun)}
    known: _Mirip[tuple[str, Kode]] = _Mirip(kata=3, huruf=5)
    seen: set[str] = set()
    rows: set[tuple[str, Kode]] = set()
    for route, indikator, bukti in perkara.bukti:
        name = " ".join(bukti.dokumen.split())
        if name in seen or (name.casefold(), indikator.kode) in rows:
            continue  # the same name again, or (dokumen-ganda) the same in the same row
        seen.add(name)
        rows.add((name.casefold(), indikator.kode))
        words = tuple(word for word in _kata(name) if word not in own) or _kata(name)
        other = known.kenali(words, (name, indikator.kode))
        if other:
            pesan = (
                f'dokumen "{singkat(name)}" hampir sama dengan "{singkat(other[0])}" ({other[1]}); '
                "bila dokumennya satu, samakan namanya"
            )
            yield Temuan((*route, "dokumen"), pesan)


class _Mirip(Generic[T]):
    """Names by their words, found again when one long word is misspelt.

    A name is filed under itself and under itself with each long word left open: names that could be one meet in a
    drawer, and nobody compares all with all.
    """

    def __init__(self, *, kata: int, huruf: int) -> None:
        """Names of fewer words must be the same, and so must shorter words: SKP is no misspelt SKM."""
        self.kata, self.huruf = kata, huruf
        self.drawers: dict[str, tuple[tuple[tuple[str, ...], T], ...]] = {}

    def kenali(self, words: tuple[str, ...], name: T) -> T | None:
        """The first name that is this one, or nearly; this one is remembered."""
        found = None
        for key in self._kunci(words):
            drawer = self.drawers.get(key, ())
            if found is None and drawer:
                found = next((each for other, each in drawer if self._sama(words, other)), None)
            if len(drawer) < _LACI:
                self.drawers[key] = (*drawer, (words, name))
        return found

    def _kunci(self, words: tuple[str, ...]) -> list[str]:
        whole = " ".join(words)
        keys, at = [whole], 0
        if len(words) >= self.kata:
            for word in words:
                end = at + len(word)
                if len(word) >= self.huruf:
                    keys.append(f"{whole[:at]}?{whole[end:]}")
                at = end + 1
        return keys

    def _sama(self, words: tuple[str, ...], others: tuple[str, ...]) -> bool:
        return words == others or all(self._serupa(one, two) for one, two in zip(words, others, strict=True))

    def _serupa(self, one: str, two: str) -> bool:
        if one == two:
            return True
        if min(len(one), len(two)) < self.huruf:
            return False
        fixed = any(word in NAMA_BULAN or from_roman(word) or any(map(str.isdigit, word)) for word in (one, two))
        return not fixed and SequenceMatcher(None, one, two).ratio() >= _MIRIP


def orang_mirip(perkara: Perkara) -> Iterator[Temuan]:
    """A person under two spellings is two persons in every list by person."""
    known: _Mirip[str] = _Mirip(kata=2, huruf=4)
    seen: set[str] = set()
    for route, name in _orang(perkara):
        if name in seen:
            continue
        seen.add(name)
        words = _kata(_GELAR.sub("", name)) or _kata(name)
        other = known.kenali(words, name)
        if other:
            pesan = f'"{singkat(name)}" di tempat lain ditulis "{singkat(other)}"; bila satu orang, samakan namanya'
            yield Temuan(route, pesan)


def _orang(perkara: Perkara) -> Iterable[tuple[Route, str]]:
    for route, indikator in perkara.indikator:
        if indikator.penanggung_jawab:
            yield (*route, "penanggung_jawab"), indikator.penanggung_jawab
    for route, _, bukti in perkara.bukti:
        for r, realisasi in enumerate(bukti.realisasi):
            if realisasi.oleh:
                yield (*route, "realisasi", r, "oleh"), realisasi.oleh


def _rata(text: str) -> str:
    """A text as it is compared with another: without case, folds, and the mark at its end."""
    return " ".join(text.casefold().split()).rstrip(" .;:")


def _kata(text: str) -> tuple[str, ...]:
    return tuple(_KATA.findall(text.casefold()))


ATURAN = (
    Aturan("indikator-ganda", Tingkat.PERINGATAN, "Satu indikator dicetak dua kali.", indikator_ganda),
    Aturan("aksi-salinan", Tingkat.PERINGATAN, "Langkah aksi disalin dari indikator tetangganya.", aksi_salinan),
    Aturan("dokumen-mirip", Tingkat.PERINGATAN, "Satu dokumen ditulis dengan dua nama.", dokumen_mirip),
    Aturan("orang-mirip", Tingkat.PERINGATAN, "Satu orang ditulis dengan dua ejaan.", orang_mirip),
)
