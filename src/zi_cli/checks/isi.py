"""Rules on what the texts say: what is said twice, and what is likely one thing written in two ways."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from zi_cli.checks.aturan import SEBAGAIMANA_DICETAK, Aturan, Perkara, Temuan, singkat
from zi_cli.diagnostics import Tingkat
from zi_cli.plan.jadwal import BULAN, NAMA_BULAN
from zi_cli.plan.kode import Kode, from_roman
from zi_cli.plan.model import Indikator
from zi_cli.text.document import Route

T = TypeVar("T")
_KATA = re.compile(r"[^\W_]+")
_LACI = 20
"""How many names are kept in one drawer: enough for people, too few for a file made to take long."""
_GELAR = re.compile(r",.*$|\b(?:dr|drs|dra|ir|hj?|prof)\.? ", re.IGNORECASE)

_SATU_ARTI = {
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
_SATU_ARTI_FRASA = {
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
_FRASA = re.compile(rf"\b(?:{'|'.join(_SATU_ARTI_FRASA)})\b")
_BERSINONIM = frozenset(_SATU_ARTI) | {phrase.partition(" ")[0] for phrase in _SATU_ARTI_FRASA}
"""Every word of which there is another, or with which such a phrase begins: looked for first, in every document."""

_BERSEBELAHAN = "qw rt ty sd df fg gh hj jk kl zx xc cv vb bn nm"
_SEBUNYI = "ei ou fv fp iy jz sz kq ck"
_HURUF_HIDUP = "ae ai ao au ei eo eu io iu ou"


def _pasangan(*pairs: str) -> frozenset[str]:
    """Pairs of letters, either way round."""
    return frozenset(way for each in pairs for pair in each.split() for way in (pair, pair[::-1]))


_TERTUKAR = _pasangan(_BERSEBELAHAN, _SEBUNYI)
"""Letters that are typed one for the other: beside each other on the keyboard, or of one sound (resiko, aktifitas).

Any other letter makes another word more often than a slip: pengaduan and pengadaan, penyusunan and penyusutan.
"""
_TERTUKAR_DI_NAMA = _TERTUKAR | _pasangan(_HURUF_HIDUP)
"""In a person's name every vowel is written for another: Santosa, Santoso."""
_KATA_LAIN = frozenset(
    frozenset(pair.split())
    for pair in ("pengajuan pengakuan", "pengkajian pengajian", "saran sarana", "bidan bidang", "bagan bagian")
)
"""Words that a slip would make of each other, and that are both words."""

_SAMBUNG = frozenset(
    (
        *("yang", "dan", "serta", "untuk", "di", "ke", "dari", "dalam", "pada", "atas", "oleh", "terkait", "dengan"),
        *("terhadap", "tentang", "secara", "telah"),
    )
)
"""Words that carry no meaning of their own."""
_TANDA = str.maketrans(dict.fromkeys("/-–", " ") | dict.fromkeys(".,;:()*\"'"))
_TETANGGA = 4
"""How many rows above it a row is held against: what is copied stands near."""
_SEISI = 4
"""How many words of weight two steps must have in common to be nearly one."""


def indikator_ganda(perkara: Perkara) -> Iterator[Temuan]:
    """A row printed twice is one question asked twice: it counts double in every count.

    A further row on the same question (`6.v.b2`) repeats the indicator only: its action or its evidence is another.
    """
    first: dict[str, Indikator] = {}
    wholes: dict[str, dict[tuple[str, ...], Kode]] = {}
    for route, indikator in perkara.indikator:
        words = _dibaca(indikator.uraian)[0]
        other = first.setdefault(words, indikator)
        if other is indikator:
            continue
        known = wholes.setdefault(words, {_selebihnya(other): other.kode})
        kode = known.setdefault(_selebihnya(indikator), indikator.kode)
        if kode != indikator.kode:
            pesan = (
                f"baris {indikator.kode} sama dengan {kode}: indikatornya, langkah aksinya, dan bukti fisiknya; "
                "hapus salah satu, atau betulkan"
            )
            yield Temuan((*route, "uraian"), pesan)


def _selebihnya(indikator: Indikator) -> tuple[str, ...]:
    """What a row says beside its indicator: the step and the evidence."""
    return (_rata(indikator.langkah_aksi or ""), *sorted(_rata(each.dokumen) for each in indikator.bukti_fisik))


class _Langkah(NamedTuple):
    """A row with an action, as it is compared with its neighbours."""

    route: Route
    kode: Kode
    pertama: bool
    """Whether it is the first of its komponen."""
    aksi: str
    kata: frozenset[str]
    """The words of its action."""
    soal: str
    """What its indicator says."""
    kata_soal: frozenset[str]


def aksi_salinan(perkara: Perkara) -> Iterator[Temuan]:
    """One action for two neighbouring indicators is most often a copy that was never adapted, or has slipped a row."""
    rows = list(_langkah(perkara))
    own = frozenset((*_kata(perkara.rencana.satker), "tahun", str(perkara.rencana.tahun), *_SAMBUNG))
    bergeser = dict(_bergeser(rows, own))
    milik = {there: here for here, there in bergeser.items()}
    seen: dict[str, _Langkah] = {}
    for at, this in enumerate(rows):
        if this.pertama:
            seen = {rows[at - 1].aksi: rows[at - 1]} if at else {}
        other = seen.setdefault(this.aksi, this)
        sama = "sama"
        if other is this:
            other = _kembaran(rows, at, own)
            sama = "hampir sama"
        if other.soal != this.soal:
            cure = f"tulis langkah untuk {this.kode} sendiri"
            if at in milik:
                cure = f"langkah untuk {this.kode} tampaknya berdiri di {rows[milik[at]].kode}; pindahkan ke sini"
            pesan = f"langkah aksi {this.kode} {sama} dengan {other.kode}, padahal indikatornya lain; {cure}"
        elif at in bergeser:
            pesan = (
                f"langkah aksi {this.kode} menjawab indikator {rows[bergeser[at]].kode}, bukan indikatornya sendiri; "
                "mungkin bergeser satu baris, pindahkan"
            )
        else:
            continue
        yield Temuan((*this.route, "langkah_aksi"), f"{pesan}, {SEBAGAIMANA_DICETAK}")


def _langkah(perkara: Perkara) -> Iterator[_Langkah]:
    for route, _, komponen in perkara.komponen:
        pertama = True
        for i, each in enumerate(komponen.indikator):
            if each.langkah_aksi:
                row = (*_dibaca(each.langkah_aksi), *_dibaca(each.uraian))
                yield _Langkah((*route, "indikator", i), each.kode, pertama, *row)
                pertama = False


def _kembaran(rows: list[_Langkah], at: int, own: frozenset[str]) -> _Langkah:
    """The nearest row above whose step is nearly this one's, or the row itself.

    It stands in the same komponen; above the first row of one it is the last of the komponen before.
    """
    this = rows[at]
    words, size = this.kata, len(this.kata)
    for each in range(at - 1, max(-1, at - 1 - _TETANGGA), -1):
        other = rows[each]
        # most pairs are not alike at all: the words of weight are looked for in those that are
        if 5 * len(words & other.kata) >= 3 * min(size, len(other.kata)) and _hampir(this, other, own):
            return other
        if this.pertama or other.pertama:
            break
    return this


def _hampir(this: _Langkah, other: _Langkah, own: frozenset[str]) -> bool:
    """Whether two steps differ in one word of weight at most, which is not their own indicator's: not adapted."""
    one, two = _berbobot(this.aksi) - own, _berbobot(other.aksi) - own
    more, less = one - two, two - one
    if len(more) > 1 or len(less) > 1 or len(one & two) < (_SEISI if more or less else 2):
        return False
    return not any(word in soal for words, soal in ((more, this.soal), (less, other.soal)) for word in words)


def _bergeser(rows: list[_Langkah], own: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Rows whose action says the indicator of the row beside it nearly word for word, and hardly its own: from, to."""
    for at, this in enumerate(rows):
        if len(this.kata) <= _SEISI:
            continue
        for beside in (at - 1, at + 1):
            near = 0 <= beside < len(rows) and len(this.kata & rows[beside].kata_soal) > _SEISI
            if near and _milik(this, rows[beside].soal, own):
                yield at, beside


def _milik(this: _Langkah, soal: str, own: frozenset[str]) -> bool:
    """Whether a row's action is the step of another indicator rather than of its own."""
    words = _berbobot(this.aksi) - own
    common = len(words & _berbobot(soal))
    return common > _SEISI and 5 * common >= 3 * len(words) and 4 * len(words & _berbobot(this.soal)) <= common


def _berbobot(text: str) -> frozenset[str]:
    return frozenset(text.translate(_TANDA).split())


def dokumen_mirip(perkara: Perkara) -> Iterator[Temuan]:
    """One document under two names is looked for twice, and found once.

    Names are compared by their words, without case, punctuation, order, the satker's own name and the plan's year, and
    with one word for one thing; one word may be misspelt. Numbers, months and abbreviations must be the same: SKP and
    SKM are two papers.
    """
    own = {*_kata(perkara.rencana.satker), "tahun", str(perkara.rencana.tahun)}
    known: _Mirip[tuple[str, Kode]] = _Mirip(kata=3, huruf=5, tertukar=_TERTUKAR)
    seen: set[str] = set()
    rows: set[tuple[str, Kode]] = set()
    for route, indikator, bukti in perkara.bukti:
        name = " ".join(bukti.dokumen.split())
        if name in seen or (name.casefold(), indikator.kode) in rows:
            continue  # the same name again, or (dokumen-ganda) the same in the same row
        seen.add(name)
        rows.add((name.casefold(), indikator.kode))
        other = known.kenali(_searti(_kata(name), own), (name, indikator.kode))
        if other:
            pesan = (
                f'dokumen "{singkat(name)}" hampir sama dengan "{singkat(other[0])}" ({other[1]}); '
                "bila dokumennya satu, samakan namanya"
            )
            yield Temuan((*route, "dokumen"), pesan)


def _searti(words: tuple[str, ...], own: set[str]) -> list[str]:
    """The words of a document's name as they are filed: one word for one thing, in order of the alphabet."""
    if not _BERSINONIM.isdisjoint(words):
        words = tuple(_FRASA.sub(lambda match: _SATU_ARTI_FRASA[match[0]], " ".join(words)).split())
        words = tuple(_SATU_ARTI.get(word, word) for word in words)
    found = [word for word in words if word not in own] or list(words)
    # a follow-up of an evaluation is not the evaluation of a follow-up: there the order says which
    return found if "tindak" in found else sorted(found)


class _Mirip(Generic[T]):
    """Names by their words, found again when one long word is misspelt.

    A name is filed under itself and under itself without each of its long words: names that could be one meet in a
    drawer, and nobody compares all with all.
    """

    def __init__(self, *, kata: int, huruf: int, tertukar: frozenset[str]) -> None:
        """Names of fewer words must be the same, and so must shorter words: SKP is no misspelt SKM."""
        self.kata, self.huruf, self.tertukar = kata, huruf, tertukar
        self.drawers: dict[str, tuple[tuple[str, T], ...]] = {}

    def kenali(self, words: Iterable[str], name: T) -> T | None:
        """The first name that is this one, or nearly; this one is remembered."""
        found = None
        for key, left in _laci(tuple(words), self.kata, self.huruf):
            drawer = self.drawers.get(key, ())
            if found is None and drawer:
                found = next((each for other, each in drawer if self._serupa(left, other)), None)
            if len(drawer) < _LACI:
                self.drawers[key] = (*drawer, (left, name))
        return found

    def _serupa(self, one: str, two: str) -> bool:
        """Whether the words left out are one that is misspelt; without any, the names are the same."""
        if not one:
            return True
        if one == two or frozenset((one, two)) in _KATA_LAIN:
            return False
        fixed = any(word in NAMA_BULAN or from_roman(word) or any(map(str.isdigit, word)) for word in (one, two))
        return not fixed and _salah_ketik(one, two, self.tertukar)


@lru_cache(maxsize=4096)
def _laci(words: tuple[str, ...], kata: int, huruf: int) -> tuple[tuple[str, str], ...]:
    """The drawers of a name, and the word that is left out there."""
    whole = " ".join(words)
    keys, at = [(whole, "")], 0
    if len(words) >= kata:
        for word in words:
            end = at + len(word)
            if len(word) >= huruf:
                keys.append((f"?{whole[:at]}{whole[end + 1 :]}", word))
            at = end + 1
    return tuple(keys)


def _salah_ketik(one: str, two: str, tertukar: frozenset[str]) -> bool:
    """Whether a word is another with a letter too many, two in the wrong order, or one that is typed for its like."""
    if len(one) < len(two):
        one, two = two, one
    at = next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), len(two))
    if len(one) != len(two):
        return one[at + 1 :] == two[at:]
    if len(one) < 5:
        return False
    if one[at + 1 :] == two[at + 1 :]:
        return one[at] + two[at] in tertukar
    return one[at : at + 2] == two[at : at + 2][::-1] and one[at + 2 :] == two[at + 2 :]


def orang_mirip(perkara: Perkara) -> Iterator[Temuan]:
    """A person under two spellings is two persons in every list by person."""
    known: _Mirip[str] = _Mirip(kata=2, huruf=4, tertukar=_TERTUKAR_DI_NAMA)
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
    for route, _, _, realisasi in perkara.realisasi:
        if realisasi.oleh:
            yield (*route, "oleh"), realisasi.oleh
        for p, pemeriksaan in enumerate(realisasi.pemeriksaan):
            yield (*route, "pemeriksaan", p, "oleh"), pemeriksaan.oleh


@lru_cache(maxsize=1024)
def _dibaca(text: str) -> tuple[str, frozenset[str]]:
    """A text as it is compared, and its words. The indicators of the sheet are those of every plan."""
    rata = _rata(text)
    return rata, frozenset(rata.split(" "))


@lru_cache(maxsize=4096)
def _rata(text: str) -> str:
    """A text as it is compared with another: without case, folds, and the mark at its end."""
    return " ".join(text.casefold().split()).rstrip(" .;:")


@lru_cache(maxsize=4096)
def _kata(text: str) -> tuple[str, ...]:
    """The words of a text in small letters. Offices ask for the same documents."""
    return tuple(_KATA.findall(text.casefold()))


ATURAN = (
    Aturan("indikator-ganda", Tingkat.PERINGATAN, "Satu baris dicetak dua kali.", indikator_ganda),
    Aturan(
        "aksi-salinan",
        Tingkat.PERINGATAN,
        "Langkah aksi disalin dari indikator tetangganya, atau bergeser dari sana.",
        aksi_salinan,
    ),
    Aturan("dokumen-mirip", Tingkat.PERINGATAN, "Satu dokumen ditulis dengan dua nama.", dokumen_mirip),
    Aturan("orang-mirip", Tingkat.PERINGATAN, "Satu orang ditulis dengan dua ejaan.", orang_mirip),
)
