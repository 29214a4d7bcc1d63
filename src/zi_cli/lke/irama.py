"""How often a plan means to do a thing, and which answer of the sheet that can reach at best.

A row says it by `frekuensi`, by a target of several months, by documents that name their period, or only in its own
words ("setiap triwulan"). The indicator's words do not count: they ask, they do not plan.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from zi_cli.frozen import frozen
from zi_cli.lke.lembar import Pertanyaan
from zi_cli.plan.model import BuktiFisik, Indikator
from zi_cli.plan.recurring import FREKUENSI, NUMERALS, Kekerapan, memuat, often_in, periods_named
from zi_cli.plan.rentang import Frekuensi, end_of_period

_REGULAR = ("berkala", "periodik", "rutin")
_PERIODIC = re.compile(rf"\b(?:{'|'.join(_REGULAR)})\b", re.IGNORECASE)
_TOGETHER = re.compile(
    rf"\b([1-9][0-9]?|{'|'.join(sorted(NUMERALS, key=len, reverse=True))})\s*(?:\([^)]{{0,40}}\)\s*)?(?:kali|x)\b", re.I
)


@frozen
class PlannedTimes:
    """How many times something is planned, and what says so."""

    kali: int
    reason: str

    def __str__(self) -> str:
        return f"{self.kali} kali ({self.reason})" if self.kali > 1 else self.reason


_NEVER, _ONCE = PlannedTimes(0, "tidak direncanakan"), PlannedTimes(1, "sekali")


def terencana(baris: Sequence[Indikator], tahun: int, *, whole_year: bool) -> PlannedTimes:
    """How often the rows of one question mean to do it: in a year, or (not `whole_year`) within their own targets."""
    found = [_NEVER]
    for each in baris:
        if each.bukti_fisik:
            found.append(_ONCE)
            found += _written(each, tahun, whole_year=whole_year)
    named = _named(baris)
    for kind, times in Counter(kind for kind, _, _ in named).items() if named else ():
        if times > 1:
            found.append(PlannedTimes(times, f"{times} {kind} yang disebut"))
    return max(found, key=lambda each: each.kali)


def _named(baris: Iterable[Indikator]) -> set[tuple[str, int, int]]:
    """The periods that the rows name: a document that names its own is one of several, not all of them.

    A month in an action may be any date; in the name of a document it is the document's.
    """
    found: set[tuple[str, int, int]] = set()
    for each in baris:
        found.update(*[periods_named(bukti.dokumen) for bukti in each.bukti_fisik])
        found.update(period for period in periods_named(each.langkah_aksi or "") if period[0] != "bulan")
    return found


def _written(baris: Indikator, tahun: int, *, whole_year: bool) -> Iterable[PlannedTimes]:
    for bukti in baris.bukti_fisik:
        deadlines = len(baris.tenggat(bukti, tahun))
        if bukti.frekuensi and whole_year:
            yield PlannedTimes(12 // bukti.frekuensi.months, f"frekuensi {bukti.frekuensi}")
        elif deadlines > 1:
            yield PlannedTimes(deadlines, f"{deadlines} tenggat")
        if bukti.frekuensi is None:
            yield from _by_words(baris, bukti, tahun, whole_year=whole_year)


def _by_words(baris: Indikator, bukti: BuktiFisik, tahun: int, *, whole_year: bool) -> Iterable[PlannedTimes]:
    for text in (bukti.dokumen, baris.langkah_aksi or ""):
        words, counted, steady = _disebut(text)
        for word in words:
            time = None if whole_year else baris.due_time(bukti)
            windows = time.windows(tahun) if time else ()
            times = word.kali if whole_year else len(end_of_period(windows, 12 // word.kali))
            yield PlannedTimes(times, f'kata "{word.kata}"')
        yield from counted
        if whole_year:
            yield from steady


@lru_cache(maxsize=4096)
def _disebut(text: str) -> tuple[tuple[Kekerapan, ...], tuple[PlannedTimes, ...], tuple[PlannedTimes, ...]]:
    """What a text says of how often: by a period's name, by a number of times, and by a word for regularity alone."""
    counted = tuple(
        PlannedTimes(NUMERALS.get(match[1].casefold()) or int(match[1]), f'kata "{match[0]}"')
        for match in (_TOGETHER.finditer(text) if memuat(text, ("kali", "x")) else ())
    )
    steady = _PERIODIC.search(text) if memuat(text, _REGULAR) else None
    return often_in(text), counted, (PlannedTimes(2, f'kata "{steady[0]}"'),) if steady else ()


def times_wanted(pertanyaan: Pertanyaan) -> dict[str, int]:
    """How many times each answer wants at least, best first; nothing where the sheet asks for no regularity."""
    return pertanyaan.kali_setahun or pertanyaan.kali_terjadwal or {}


def terbaik(pertanyaan: Pertanyaan, pilihan: Sequence[str], kali: int) -> str | None:
    """The best answer that so many times can reach; None where the question wants figures."""
    if not pilihan:
        return None
    wanted = times_wanted(pertanyaan)
    reached = next((answer for answer, least in wanted.items() if kali >= least), None)
    if reached is not None or not wanted:
        return reached or pilihan[0]
    return pilihan[pilihan.index(list(wanted)[-1]) + 1]


def told_times(pertanyaan: Pertanyaan, kali: int) -> str:
    """So many times, as people say it of that question: `12 kali setahun`."""
    return f"{kali} kali setahun" if pertanyaan.kali_setahun else f"{kali} kali dalam rencana"


def frequency_for(kali: int) -> Frekuensi | None:
    """The frequency that makes so many times a year, where there is one."""
    return FREKUENSI.get(kali)
