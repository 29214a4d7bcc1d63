"""Words that say how often: one table, for what a plan's words promise and for what its `frekuensi` should say.

A number before a word decides ("tiga bulanan" is four times a year, not twelve); a period with a number of its own
("Triwulan III") says when, not how often.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from zi_cli.frozen import frozen
from zi_cli.plan.hari import NAMA_BULAN
from zi_cli.plan.kode import from_roman
from zi_cli.plan.rentang import Frekuensi

NUMERALS = {"satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "dua belas": 12}
_N = rf"([1-9][0-9]?|{'|'.join(sorted(NUMERALS, key=len, reverse=True))})(?:\s*\([^)]{{0,40}}\))?[\s-]*"
_TIAP = r"(?:setiap|saban|tiap(?:-tiap)?|per)[\s-]*"
_KALI = r"(?:se|[0-9]+\s*|[a-z]+\s+)kali\s+(?:dalam\s+)?"
_BULAN = "|".join(sorted(NAMA_BULAN, key=len, reverse=True))
_KE = "i|ii|iii|iv|[1-4]"
_NOMOR = rf"(?:ke[\s-]*)?({_KE})\b"
_KAPAN = rf"(?:{_NOMOR}|(?:pertama|kedua|ketiga|keempat|terakhir|ini|berjalan)\b)"
"""What makes of a period's name a certain one: its number, or a word for that."""
_SETAHUN = {r"catur\s?wulan": 3, r"tri\s?wulan|kuartal": 4, "semester": 2}
FREKUENSI = {12: Frekuensi.BULANAN, 4: Frekuensi.TRIWULANAN, 2: Frekuensi.SEMESTERAN}


def _pola(*words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


_TEGAS: tuple[tuple[re.Pattern[str], int], ...] = (
    (_pola(r"dwi[\s-]?(?:bul|wul)an(?:an)?"), 6),
    (_pola(rf"{_TIAP}(?:se)?tengah\s+tahun(?:an)?", r"(?:se)?tengah\s+tahun(?:an|\s+sekali)"), 2),
    (_pola(rf"{_TIAP}tw(?![\s-]*{_KAPAN})"), 4),
    *(
        (re.compile(rf"\b(?:{_TIAP}(?:{word})|(?:{word})(?:an|\s+sekali))\b(?![\s-]*{_KAPAN})", re.IGNORECASE), kali)
        for word, kali in _SETAHUN.items()
    ),
    (
        _pola(
            rf"{_TIAP}(?:(?:awal|tengah|pertengahan|akhir)\s+)?bulan(?!\s+(?:{_BULAN})\b)",
            rf"bulanan(?!\s+(?:{_BULAN})\b)",
            rf"{_KALI}sebulan",
            r"sebulan\s+sekali",
        ),
        12,
    ),
)
"""Words that make a thing recur, with how many times a year."""
_TIAP_N_BULAN = _pola(rf"{_TIAP}{_N}bulan(?:an)?", rf"{_N}bulan(?:an|\s+sekali)")
_NAMA = tuple(
    (re.compile(rf"\b(?:{word})\b(?![\s-]*{_KAPAN})", re.IGNORECASE), kali) for word, kali in _SETAHUN.items()
)
"""Words that name a period without its number: as often as there are such periods, at most."""
_LEBIH_SERING = _pola(
    rf"{_TIAP}(?:hari|minggu|pekan)", "harian", "mingguan", "pekanan",
    rf"{_KALI}se(?:hari|minggu|pekan)", r"se(?:hari|minggu|pekan)\s+sekali",
)  # fmt: skip
_SAMPAI = r"\s*(?:[-‐‑‒–—−]|s\s?\.?\s?/?\s?d\b\.?|sampai(?:\s+dengan)?)\s*"
_DAN = r"\s*(?:,\s*dan|,|dan|serta|&|/)\s*"
_BERNOMOR = {
    kind: re.compile(rf"\b(?:{words})\.?[\s-]*{_NOMOR}(?P<lagi>(?:{_DAN}(?:ke[\s-]*)?(?:{_KE})\b)*)", re.IGNORECASE)
    for kind, words in {
        "caturwulan": r"catur\s?wulan",
        "triwulan": r"tri\s?wulan|tw|kuartal",
        "semester": "semester|smt",
    }.items()
}
_BERTANGGAL = re.compile(rf"\b(?:([0-3]?[0-9])\s+)?({_BULAN})\b", re.IGNORECASE)
_PERIODE = rf"(?:catur\s?wulan|tri\s?wulan|tw|kuartal|semester|smt)\.?[\s-]*(?:ke[\s-]*)?(?:{_KE})"
_RENTANG = re.compile(
    rf"\b({_BULAN}|{_PERIODE})\b{_SAMPAI}(?:{_BULAN}|{_PERIODE}|(?:ke[\s-]*)?(?:{_KE}))\b", re.IGNORECASE
)


_MUNGKIN = ("bulan", "wulan", "tengah", "tw", "kuartal", "semester", "hari", "minggu", "pekan")
_MUNGKIN_PERIODE = ("wulan", "tw", "kuartal", "semester", "smt", *NAMA_BULAN)


def memuat(text: str, kata: tuple[str, ...]) -> bool:
    """Whether a text holds one of the words in any case, as part of another too.

    What every pattern here must find: most texts hold none, and this look costs a thirtieth of one pattern's.
    """
    low = text.lower()
    return any(word in low for word in kata)


@frozen
class Kekerapan:
    """A word that says how often, as it stands."""

    kata: str
    kali: int
    """How many times a year, at most."""
    frekuensi: Frekuensi | None
    """What the plan would write for it; None where it has no word for that, or the text's word only names a period."""


@lru_cache(maxsize=4096)
def often_in(text: str) -> tuple[Kekerapan, ...]:
    """Every word of a text that says how often. Offices' plans share most of their words."""
    return tuple(_kekerapan(text)) if memuat(text, _MUNGKIN) else ()


def _kekerapan(text: str) -> Iterator[Kekerapan]:
    for match in _TIAP_N_BULAN.finditer(text):
        number = (match[1] or match[2]).casefold()
        kali = max(1, 12 // (NUMERALS.get(number) or int(number)))
        yield Kekerapan(match[0], kali, FREKUENSI.get(kali))
    text = _TIAP_N_BULAN.sub(" ; ", text)  # its "bulanan" is not another one
    for pattern, kali in _TEGAS:
        for match in pattern.finditer(text):
            yield Kekerapan(match[0], kali, FREKUENSI.get(kali))
    for pattern, kali in _NAMA:
        for match in pattern.finditer(text):
            yield Kekerapan(match[0], kali, None)
    for match in _LEBIH_SERING.finditer(text):
        yield Kekerapan(match[0], 12, None)


@lru_cache(maxsize=4096)
def periods_named(text: str) -> frozenset[tuple[str, int, int]]:
    """The periods that a text names by number or month, as kind, number and day (0: none); a range names one."""
    if not memuat(text, _MUNGKIN_PERIODE):
        return frozenset()
    text = _RENTANG.sub(r"\1 ; ", text)
    found = set()
    for kind, pattern in _BERNOMOR.items():
        for match in pattern.finditer(text):
            numbers = [match[1], *re.findall(rf"\b(?:{_KE})\b", match["lagi"].lower())]
            found |= {(kind, int(each) if each.isdigit() else from_roman(each) or 0, 0) for each in numbers}
    for match in _BERTANGGAL.finditer(text):
        found.add(("bulan", NAMA_BULAN[match[2].lower()], int(match[1] or 0)))
    return frozenset(found)


def refuse_other_words(text: str) -> None:
    """A ValueError where a text says in other words how often something is: no likeness of letters would find them."""
    meant = next(iter(often_in(text)), None)
    if meant is not None:
        cure = f'maksudnya "{meant.frekuensi}"?' if meant.frekuensi else "tuliskan yang terdekat, atau hapus kuncinya"
        raise ValueError(f'"{text}" bukan salah satu dari {", ".join(Frekuensi)}; {cure}')
