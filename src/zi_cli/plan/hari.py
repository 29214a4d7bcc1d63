"""Days, months and time zones, as Indonesian print names them. A clock is read by `hari_ini` only."""

import re
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

from zi_cli.plan.clock import seconds

BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_SINGKATAN = {
    "jan": 1, "feb": 2, "peb": 2, "pebruari": 2, "mar": 3, "mrt": 3, "apr": 4, "jun": 6, "jul": 7,
    "agu": 8, "agt": 8, "ags": 8, "agst": 8, "sep": 9, "sept": 9, "okt": 10,
    "nov": 11, "nop": 11, "nopember": 11, "des": 12,
}  # fmt: skip
"""Abbreviations and older spellings in use in offices' plans."""
NAMA_BULAN = {name.lower(): number for number, name in enumerate(BULAN, 1)} | _SINGKATAN


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
    """Today in that time zone."""
    return datetime.fromtimestamp(seconds(), timezone(timedelta(hours=zona.jam))).date()


def month_end(tahun: int, month: int) -> date:
    """The last day of a month."""
    from calendar import monthrange  # it brings `locale`, and few days are worked out where a plan was read before

    return date(tahun, month, monthrange(tahun, month)[1])


def written_day(day: date) -> str:
    """A day as Indonesian print writes it: `8 Desember 2025`."""
    return f"{day.day} {BULAN[day.month - 1]} {day.year}"


def read_day(text: str) -> date:
    """The day that `YYYY-MM-DD` writes, and nothing else; a ValueError with an Indonesian sentence otherwise."""
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
    if match is None:
        raise ValueError(f'tanggal "{text}" tidak berbentuk TAHUN-BULAN-HARI; {_day_first(text)}')
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise ValueError(f"tanggal {text} tidak ada di kalender") from None


def _day_first(text: str) -> str:
    """What to write for a day that people write day first, as all print here does: `05/09/2025` is 2025-09-05."""
    match = re.fullmatch(r"\s*([0-9]{1,2})\s*[-/. ]\s*([0-9]{1,2}|[A-Za-z]+)\.?\s*[-/. ]\s*([0-9]{4})\s*", text)
    if match:
        month = int(match[2]) if match[2].isdigit() else NAMA_BULAN.get(match[2].lower(), 0)
        try:
            day = date(int(match[3]), month, int(match[1]))
        except ValueError:
            return "tuliskan seperti 2025-08-20"
        return f"{written_day(day)} dituliskan {day.isoformat()}"
    return "tuliskan seperti 2025-08-20"
