"""Rules on names that are nearly one: a document under two names, a person under two spellings."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import TypeVar

from zi_cli.checks.compared import words_of
from zi_cli.checks.rule import Breach, PlanCase, Rule
from zi_cli.diagnostics import Severity, shorten
from zi_cli.plan.hari import BULAN, NAMA_BULAN
from zi_cli.plan.kode import Kode, from_roman
from zi_cli.plan.model import Area, BuktiFisik, Indikator, Komponen
from zi_cli.text.document import Route

T = TypeVar("T")

_IN_DOCUMENTS, _IN_PERSONS = (3, 5), (2, 4)
"""The least words of a name of which one may be misspelt, and the least letters of that word."""
_DRAWER = 20
"""How many names are kept in one drawer: enough for people, too few for a file made to take long."""
_TITLES = re.compile(r",.*$|\b(?:dr|drs|dra|ir|hj?|prof)\.? ", re.IGNORECASE)

_ONE_MEANING = {
    "notulen": "notula",
    "notulensi": "notula",
    "daduk": "bukti fisik",
    "eviden": "bukti fisik",
    "tw": "triwulan",
    "smt": "semester",
    "analisa": "analisis",
    **{short: name for short, number in NAMA_BULAN.items() if short != (name := BULAN[number - 1].casefold())},
}
"""Words in use for one thing, and the one under which it is filed here."""
_PHRASES_OF_ONE_MEANING = {
    "zona integritas": "zi",
    "monitoring dan evaluasi": "monev",
    "surat keputusan": "sk",
    "data dukung": "bukti fisik",
    "bukti dukung": "bukti fisik",
    "dokumen pendukung": "bukti fisik",
    "lembar kerja evaluasi": "lke",
    "laporan hasil evaluasi": "lhe",
    "survei kepuasan masyarakat": "skm",
    "indikator kinerja utama": "iku",
    "perjanjian kinerja": "pk",
    "sasaran kinerja pegawai": "skp",
    "rencana kinerja tahunan": "rkt",
    "whistle blowing system": "wbs",
}
_PHRASES = re.compile(rf"\b(?:{'|'.join(_PHRASES_OF_ONE_MEANING)})\b")
_WITH_SYNONYMS = frozenset(_ONE_MEANING) | {phrase.partition(" ")[0] for phrase in _PHRASES_OF_ONE_MEANING}
"""Every word of which there is another, or with which such a phrase begins: looked for first, in every document."""

_SIDE_BY_SIDE = "qw rt ty sd df fg gh hj jk kl zx xc cv vb bn nm"
_SOUNDING_ALIKE = "ei ou fv fp iy jz sz kq ck"
_VOWELS = "ae ai ao au ei eo eu io iu ou"


def _pairs(*pairs: str) -> frozenset[str]:
    """Pairs of letters, either way round."""
    return frozenset(way for each in pairs for pair in each.split() for way in (pair, pair[::-1]))


_SWAPPED = _pairs(_SIDE_BY_SIDE, _SOUNDING_ALIKE)
"""Letters that are typed one for the other: beside each other on the keyboard, or of one sound (resiko, aktifitas).

Any other letter makes another word more often than a slip: pengaduan and pengadaan, penyusunan and penyusutan.
"""
_SWAPPED_IN_NAMES = _SWAPPED | _pairs(_VOWELS)
"""In a person's name every vowel is written for another: Santosa, Santoso."""
_KATA_LAIN = frozenset(
    frozenset(pair.split())
    for pair in ("pengajuan pengakuan", "pengkajian pengajian", "saran sarana", "bidan bidang", "bagan bagian")
)
"""Words that a slip would make of each other, and that are both words."""


def dokumen_mirip(case: PlanCase) -> Iterator[Breach]:
    """One document under two names is collected twice.

    Names are compared by their words, without case, punctuation, order, the satker's own name and the plan's year, and
    with one word for one thing; one word may be misspelt. Numbers, months and abbreviations must be the same: SKP and
    SKM are two papers.
    """
    own = frozenset((*words_of(case.rencana.satker), "tahun", str(case.rencana.tahun)))
    named: dict[str, tuple[Route, str, Kode]] = {}
    rows: set[tuple[str, Kode]] = set()
    for route, indikator, bukti in case.bukti:
        name, low = _on_one_line(bukti.dokumen)
        in_row = (low, indikator.kode)
        if name in named or in_row in rows:
            continue  # the same name again, or (dokumen-ganda) the same in the same row
        named[name] = route, name, indikator.kode
        rows.add(in_row)
    keys = [_document_keys(name, own) for name in named]
    for this, other in _alike(keys, list(named.values()), _SWAPPED):
        route, name, _ = this
        message = (
            f'dokumen "{shorten(name)}" hampir sama dengan "{shorten(other[1])}" ({other[2]}); '
            "bila dokumennya satu, samakan namanya"
        )
        yield Breach((*route, "dokumen"), message)


@lru_cache(maxsize=4096)
def _on_one_line(dokumen: str) -> tuple[str, str]:
    """A document's name without its folds, and the same in small letters."""
    name = " ".join(dokumen.split())
    return name, name.casefold()


def _document_keys(name: str, own: frozenset[str]) -> Mapping[str, str]:
    """The drawers of a document's name, in which the office's `own` words do not count."""
    words, keys = _with_one_meaning(name)
    if own.isdisjoint(words):
        return keys
    return _keys(_filed([word for word in words if word not in own] or words), *_IN_DOCUMENTS)


@lru_cache(maxsize=4096)
def _with_one_meaning(name: str) -> tuple[tuple[str, ...], Mapping[str, str]]:
    """The words of a name as they are filed, one word for one thing, and the drawers of all of them.

    Offices' plans ask for the same documents.
    """
    words = words_of(name)
    if not _WITH_SYNONYMS.isdisjoint(words):
        words = tuple(_PHRASES.sub(lambda match: _PHRASES_OF_ONE_MEANING[match[0]], " ".join(words)).split())
        words = tuple(_ONE_MEANING.get(word, word) for word in words)
    filed = _filed(words)
    return filed, _keys(filed, *_IN_DOCUMENTS)


def _filed(words: Sequence[str]) -> tuple[str, ...]:
    """A follow-up of an evaluation is not the evaluation of a follow-up: there the order says which, else none does."""
    return tuple(words) if "tindak" in words else tuple(sorted(words))


def _alike(keys: Sequence[Mapping[str, str]], named: Sequence[T], swapped: frozenset[str]) -> Iterator[tuple[T, T]]:
    """What has a name, by its drawers, that one before it has, or nearly: with the first of those before."""
    met = {key for key, names in Counter(chain.from_iterable(keys)).items() if names > 1}
    drawers: dict[str, list[tuple[str, T]]] = {}
    for this, own in zip(named, keys, strict=True):
        if met.isdisjoint(own):
            continue  # most names meet no other
        found = None
        for key, left in own.items():
            drawer = drawers.setdefault(key, [])
            if found is None:
                found = next((each for other, each in drawer if _slip(left, other, swapped)), None)
            if len(drawer) < _DRAWER:
                drawer.append((left, this))
        if found is not None:
            yield this, found


def _slip(one: str, two: str, swapped: frozenset[str]) -> bool:
    """Whether the words left out are one that is misspelt; without any, the names are the same."""
    if not one:
        return True
    if one == two or frozenset((one, two)) in _KATA_LAIN:
        return False
    fixed = any(word in NAMA_BULAN or from_roman(word) or any(map(str.isdigit, word)) for word in (one, two))
    return not fixed and _misspelt(one, two, swapped)


@lru_cache(maxsize=4096)
def _keys(words: tuple[str, ...], least_words: int, least_letters: int) -> Mapping[str, str]:
    """The drawers of a name, each with the word that is left out there.

    A name is filed under itself and under itself without each of its long words: names that could be one meet in a
    drawer, so that not every name is compared with every other. Names of fewer words must be the same, and so must
    shorter words: SKP is no misspelt SKM.
    """
    whole = " ".join(words)
    keys, at = {whole: ""}, 0
    if len(words) >= least_words:
        for word in words:
            end = at + len(word)
            if len(word) >= least_letters:
                keys[f"?{whole[:at]}{whole[end + 1 :]}"] = word
            at = end + 1
    return keys


def _misspelt(one: str, two: str, swapped: frozenset[str]) -> bool:
    """Whether a word is another with a letter too many, two in the wrong order, or one that is typed for its like."""
    if len(one) < len(two):
        one, two = two, one
    at = next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), len(two))
    if len(one) != len(two):
        return one[at + 1 :] == two[at:]
    if len(one) < 5:
        return False
    if one[at + 1 :] == two[at + 1 :]:
        return one[at] + two[at] in swapped
    return one[at : at + 2] == two[at : at + 2][::-1] and one[at + 2 :] == two[at + 2 :]


def orang_mirip(case: PlanCase) -> Iterator[Breach]:
    """A person under two spellings counts as two persons in each list by person."""
    named: dict[str, tuple[Route, str]] = {}
    for route, name in _orang(case):
        named.setdefault(name, (route, name))
    keys = [_keys(words_of(_TITLES.sub("", name)) or words_of(name), *_IN_PERSONS) for name in named]
    for (route, name), (_, other) in _alike(keys, list(named.values()), _SWAPPED_IN_NAMES):
        message = f'"{shorten(name)}" di tempat lain ditulis "{shorten(other)}"; bila satu orang, samakan namanya'
        yield Breach(route, message)


def _orang(case: PlanCase) -> Iterable[tuple[Route, str]]:
    owners: list[tuple[Route, Area | Komponen | Indikator | BuktiFisik]] = [
        *((("area", a), area) for a, area in enumerate(case.rencana.area)),
        *((route, komponen) for route, _, komponen in case.komponen),
        *case.indikator,
        *((route, bukti) for route, _, bukti in case.bukti),
    ]
    for route, owner in owners:
        if owner.penanggung_jawab:
            yield (*route, "penanggung_jawab"), owner.penanggung_jawab
    for route, _, _, realisasi in case.realisasi:
        if realisasi.oleh:
            yield (*route, "oleh"), realisasi.oleh
        for p, pemeriksaan in enumerate(realisasi.pemeriksaan):
            yield (*route, "pemeriksaan", p, "oleh"), pemeriksaan.oleh


RULES = (
    Rule("dokumen-mirip", Severity.WARNING, "Satu dokumen ditulis dengan dua nama.", dokumen_mirip),
    Rule("orang-mirip", Severity.WARNING, "Satu orang ditulis dengan dua ejaan.", orang_mirip),
)
