"""Months, targets and deadlines: what the decree prints under TARGET WAKTU, understood.

A target is kept as it is written and read as windows of months; deadlines are derived from it and from the evidence's
`frekuensi`, never stored. Which day it is, is asked from outside: only `hari_ini` reads a clock.
"""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from functools import cache, lru_cache
from typing import Self

from zi_cli.nearest import nearest
from zi_cli.plan.kode import from_roman

BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
TRIWULAN = ("I", "II", "III", "IV")
SEMESTER = ("I", "II")

_SINGKATAN = {
    "jan": 1, "feb": 2, "peb": 2, "pebruari": 2, "mar": 3, "mrt": 3, "apr": 4, "jun": 6, "jul": 7,
    "agu": 8, "agt": 8, "ags": 8, "agst": 8, "sep": 9, "sept": 9, "okt": 10,
    "nov": 11, "nop": 11, "nopember": 11, "des": 12,
}  # fmt: skip
"""Abbreviations and older spellings in use in offices' plans."""
NAMA_BULAN = {name.lower(): number for number, name in enumerate(BULAN, 1)} | _SINGKATAN
_LEBAR = {"triwulan": 3, "tw": 3, "semester": 6, "smt": 6}

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<sampai> [-‐‑‒–—−] | s\s?\.?\s?/?\s?d(?:\.|(?![^\W\d_])) | sampai(?:\s+dengan)?(?![^\W\d_]) )
    | (?P<dan> ,\s*dan(?![^\W\d_]) | dan(?![^\W\d_]) | [,/&] )
    | (?P<tahun> [0-9]{4}(?![0-9]) )
    | (?P<angka> [0-9]+ )
    | (?P<kata> [^\W\d_]+ \.? )
    | (?P<lain> \S )
    )\s*""",
    re.VERBOSE | re.IGNORECASE,
)


_BERKALA = re.compile(r"(?i)(?:setiap|tiap|per)[ -]*(bulan|triwulan|semester|tahun)|(bulan|triwulan|semester|tahun)an")
_TERPANJANG = 200
"""The longest target that is read, in characters; a set of twelve months with their year has 200."""


class ZonaWaktu(StrEnum):
    """Indonesia's three time zones (Keppres 41/1987)."""

    WIB = "WIB"
    WITA = "WITA"
    WIT = "WIT"

    @property
    def jam(self) -> int:
        """Hours ahead of UTC."""
        return {"WIB": 7, "WITA": 8, "WIT": 9}[self.value]


def hari_ini(zona: ZonaWaktu) -> date:
    """Today in that time zone. The only place where a clock is read."""
    return datetime.now(timezone(timedelta(hours=zona.jam))).date()


class Frekuensi(StrEnum):
    """How often a document is due inside its target."""

    BULANAN = "bulanan"
    TRIWULANAN = "triwulanan"
    SEMESTERAN = "semesteran"

    @property
    def bulan(self) -> int:
        """The length of one period, in months."""
        return {"bulanan": 1, "triwulanan": 3, "semesteran": 6}[self.value]


def akhir_bulan(tahun: int, bulan: int) -> date:
    """The last day of a month."""
    return date(tahun, bulan, calendar.monthrange(tahun, bulan)[1])


def hari_tertulis(hari: date) -> str:
    """A day as Indonesian print writes it: `8 Desember 2025`."""
    return f"{hari.day} {BULAN[hari.month - 1]} {hari.year}"


@dataclass(frozen=True, slots=True)
class Jendela:
    """A window of whole months: from the first day of one to the last day of another."""

    awal: date
    akhir: date


@dataclass(frozen=True, slots=True)
class _Satuan:
    """One named stretch of a year: a month, a quarter, a half."""

    pertama: int
    terakhir: int
    tahun: int | None


@dataclass(frozen=True, slots=True)
class _Rentang:
    """From one stretch to another (often the same), its years perhaps left to the plan."""

    awal: _Satuan
    akhir: _Satuan

    def jendela(self, tahun: int) -> Jendela:
        """The window in a plan of that year; a year named on one side only serves the other side too."""
        dari, sampai = self.awal.tahun, self.akhir.tahun
        lewat_tahun = self.awal.pertama > self.akhir.terakhir
        if dari is None:
            dari = tahun if sampai is None else sampai - lewat_tahun
        if sampai is None:
            sampai = dari if self.awal.tahun is None else dari + lewat_tahun
        return Jendela(date(dari, self.awal.pertama, 1), akhir_bulan(sampai, self.akhir.terakhir))

    @property
    def terbalik(self) -> bool:
        """Whether the end lies before the beginning, as far as the words say."""
        window = self.jendela(2001)
        return window.akhir < window.awal


class _Pembaca:
    """Reads the words of a target, left to right, one token ahead."""

    def __init__(self, text: str) -> None:
        self.text = text
        if len(text) > _TERPANJANG:
            raise self.fail(f"lebih panjang dari {_TERPANJANG} huruf")
        self.tokens = [(str(match.lastgroup), match[0].strip()) for match in _TOKEN.finditer(text)]
        self.at = 0
        self.lebar: int | None = None  # a bare numeral repeats the word before it: "TW I-IV"

    def fail(self, reason: str) -> ValueError:
        return ValueError(
            f'"{self.text}" bukan waktu yang dikenal: {reason}; '
            "tulis seperti Agustus, Agustus-Desember, Oktober dan Desember, Triwulan III, atau Semester II"
        )

    def peek(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1][1]

    def daftar(self) -> tuple[_Rentang, ...]:
        ranges = [self.rentang()]
        while self.peek() == "dan":
            self.take()
            ranges.append(self.rentang())
        if self.peek():
            raise self.fail(f'"{self.take()}" tidak pada tempatnya')
        return _bertahun(ranges)

    def rentang(self) -> _Rentang:
        awal = akhir = self.satuan()
        if self.peek() == "sampai":
            self.take()
            akhir = self.satuan()
        found = _Rentang(awal, akhir)
        if found.terbalik:
            raise self.fail(
                "akhirnya mendahului awalnya; bila melewati tahun, sebut tahunnya (November 2025-Februari 2026)"
            )
        return found

    def satuan(self) -> _Satuan:
        if self.peek() not in ("kata", "angka"):
            raise self.fail(f'di sini ditunggu nama bulan, bukan "{self.take()}"' if self.peek() else "bulannya kurang")
        kata = self.take()
        bare = kata.lower().rstrip(".")
        bulan = NAMA_BULAN.get(bare)
        if bulan is not None:
            self.lebar = None
            return _Satuan(bulan, bulan, self.tahun())
        if bare in _LEBAR:
            self.lebar = _LEBAR[bare]
            if self.peek() not in ("kata", "angka"):
                raise self.fail(f'"{kata}" tanpa nomor')
            bare = self.take().rstrip(".")
        if self.lebar is None:
            raise self.asing(kata)
        nomor = int(bare) if bare.isascii() and bare.isdigit() else from_roman(bare)
        if not nomor or nomor * self.lebar > 12:
            raise self.fail(f'"{bare}" bukan nomor {"triwulan (I-IV)" if self.lebar == 3 else "semester (I-II)"}')
        return _Satuan((nomor - 1) * self.lebar + 1, nomor * self.lebar, self.tahun())

    def tahun(self) -> int | None:
        if self.peek() != "tahun":
            return None
        tahun = int(self.take())
        if not 2000 <= tahun <= 2100:
            raise self.fail(f"tahun {tahun} di luar 2000-2100")
        return tahun

    def asing(self, kata: str) -> ValueError:
        """Where one month is like the word, its name is the whole cure."""
        bulan, pesan = nearest(kata, BULAN), f'"{kata}" bukan nama bulan'
        return ValueError(f'{pesan}; maksudnya "{bulan}"?') if bulan else self.fail(pesan)


@dataclass(frozen=True, slots=True)
class Target:
    """A target as it is written, and as it is understood."""

    teks: str
    rentang: tuple[_Rentang, ...]

    @classmethod
    def parse(cls, text: str) -> Self:
        """The target that `text` writes; a ValueError with an Indonesian sentence where it writes none."""
        try:
            return cls(text, _ranges(text))
        except ValueError as error:
            raise ValueError(_bukan_target(text) or str(error)) from error

    def __str__(self) -> str:
        return self.teks

    def jendela(self, tahun: int) -> tuple[Jendela, ...]:
        """The windows it names, in order of their ends, in a plan of that year."""
        return _windows(self.teks, tahun)


@dataclass(frozen=True, slots=True)
class Periode:
    """One period that a realisasi answers: `2025-10`, `Oktober`, `Triwulan III`, `Semester I 2026`."""

    teks: str
    rentang: _Rentang

    @classmethod
    def parse(cls, text: str) -> Self:
        """The period that `text` writes; a ValueError with an Indonesian sentence where it writes none."""
        year_month = re.fullmatch(r"(20[0-9]{2})-(0[1-9]|1[0-2])", text)
        if year_month:
            month = _Satuan(int(year_month[2]), int(year_month[2]), int(year_month[1]))
            return cls(text, _Rentang(month, month))
        try:
            ranges = _ranges(text)
        except ValueError as error:
            pesan = str(error)
            raise ValueError(pesan if pesan.endswith("?") else f"periode {pesan}, atau 2025-10") from error
        if len(ranges) != 1 or ranges[0].awal is not ranges[0].akhir:
            raise ValueError(
                f'periode "{text}" menyebut lebih dari satu; tulis satu saja, seperti 2025-10 atau Triwulan III'
            )
        return cls(text, ranges[0])

    def __str__(self) -> str:
        return self.teks

    def tenggat(self, tahun: int) -> date:
        """Its last day, in a plan of that year."""
        return self.rentang.jendela(tahun).akhir

    def nama(self, tahun: int) -> str:
        """Its one name, in a plan of that year, however it is written: what `sebut_periode` says of its last day."""
        panjang = self.rentang.awal.terakhir - self.rentang.awal.pertama + 1
        return sebut_periode(self.tenggat(tahun), next(each for each in Frekuensi if each.bulan == panjang))

    def menjawab(self, tahun: int, frekuensi: Frekuensi | None) -> date | None:
        """The deadline that it answers for a document of that frequency: its last day, if it is as long as a period."""
        panjang = self.rentang.awal.terakhir - self.rentang.awal.pertama + 1
        return self.tenggat(tahun) if frekuensi is None or panjang == frekuensi.bulan else None


def _bukan_target(text: str) -> str | None:
    """What to write for words that offices put into a column of targets, and that name no time."""
    if text.strip() in ("-", "–", "—"):
        return (
            f'"{text}" bukan waktu; bila keputusan mencetaknya begitu, '
            "hapus ketiga kuncinya (langkah_aksi, bukti_fisik, target_waktu): baris itu tanpa target"
        )
    kala = _BERKALA.fullmatch(text.strip())
    if kala is None:
        return None
    kerap = next((each for each in Frekuensi if each == f"{(kala[1] or kala[2]).lower()}an"), None)
    often = f", dan frekuensi: {kerap} di tiap dokumen buktinya" if kerap else ""
    return f'"{text}" mengatakan seberapa sering, bukan kapan; tulis target_waktu: Januari-Desember{often}'


def _bertahun(ranges: list[_Rentang]) -> tuple[_Rentang, ...]:
    """A year at the end of a set serves the months before it: `Januari dan Maret 2026`, `Desember dan Januari 2026`."""
    found = [ranges[-1]]
    for each in reversed(ranges[:-1]):
        tahun = found[0].awal.tahun
        if tahun is not None and each.awal.tahun is None and each.akhir.tahun is None:
            tahun -= each.akhir.terakhir > found[0].awal.pertama
            each = _Rentang(replace(each.awal, tahun=tahun), replace(each.akhir, tahun=tahun))  # noqa: PLW2901
        found.insert(0, each)
    return tuple(found)


@cache
def _ranges(text: str) -> tuple[_Rentang, ...]:
    """The ranges a text names. Plans repeat few targets many times."""
    return _Pembaca(text).daftar()


@cache
def _windows(text: str, tahun: int) -> tuple[Jendela, ...]:
    return tuple(sorted((each.jendela(tahun) for each in _ranges(text)), key=lambda window: window.akhir))


@lru_cache(maxsize=1024)
def tenggat(jendela: tuple[Jendela, ...], frekuensi: Frekuensi | None) -> tuple[date, ...]:
    """The deadlines of a document, in order. Plans repeat few targets many times.

    Without a frequency the end of each window; with one, the end of every such period (quarters and halves of the
    calendar year) that ends inside a window.
    """
    if frekuensi is None:
        return tuple(sorted({window.akhir for window in jendela}))
    return akhir_periode(jendela, frekuensi.bulan)


def akhir_periode(jendela: Sequence[Jendela], lama: int) -> tuple[date, ...]:
    """The ends of the periods so many months long, counted from January, that end inside a window; in order."""
    found = set()
    for window in jendela:
        for number in range(window.awal.year * 12 + window.awal.month, window.akhir.year * 12 + window.akhir.month + 1):
            tahun, bulan = divmod(number - 1, 12)
            if (bulan + 1) % lama == 0:
                found.add(akhir_bulan(tahun, bulan + 1))
    return tuple(sorted(found))


def sebut_periode(hari: date, frekuensi: Frekuensi | None) -> str:
    """The name of the period that ends on that day: `Oktober 2025`, `Triwulan III 2025`, `Semester II 2025`."""
    match frekuensi:
        case Frekuensi.TRIWULANAN:
            name = f"Triwulan {TRIWULAN[(hari.month - 1) // 3]}"
        case Frekuensi.SEMESTERAN:
            name = f"Semester {SEMESTER[(hari.month - 1) // 6]}"
        case _:
            name = BULAN[hari.month - 1]
    return f"{name} {hari.year}"


def baca_tanggal(text: str) -> date:
    """The day that `YYYY-MM-DD` writes, and nothing else; a ValueError with an Indonesian sentence otherwise."""
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
    if match is None:
        raise ValueError(f'tanggal "{text}" tidak berbentuk TAHUN-BULAN-HARI; tulis seperti 2025-08-20')
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise ValueError(f"tanggal {text} tidak ada di kalender") from None
