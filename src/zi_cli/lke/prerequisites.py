"""What the unit must have beside its points: which texts say it, and whether what was said is enough."""

import re
from collections.abc import Mapping
from fractions import Fraction

from zi_cli.frozen import frozen
from zi_cli.lke.lembar import Lembar, Prasyarat
from zi_cli.plan.model import Predikat

_FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_YES_NO = ("Ya", "Tidak")
SINCE = "sejak"
"""The kind of a prerequisite that says the year of something, and wants so many years."""
UNITS = {"persen": "%", "tahun": " tahun"}


@frozen
class Syarat:
    """One prerequisite: what it wants, what was said of it, and whether that is enough (None: nothing was said)."""

    prasyarat: Prasyarat
    diminta: str
    ada: str | None
    terpenuhi: bool | None

    @property
    def wanted(self) -> str:
        """What it wants, for people."""
        if self.prasyarat.jenis == SINCE:
            return f"{self.diminta} tahun"
        return self.diminta + UNITS.get(self.prasyarat.jenis, "")

    @property
    def said(self) -> str | None:
        """What was said of it, for people."""
        if self.ada is None:
            return None
        return f"sejak {self.ada}" if self.prasyarat.jenis == SINCE else self.ada + UNITS.get(self.prasyarat.jenis, "")


def expected(prasyarat: Prasyarat, text: str) -> str | None:
    """What a text should have been, where it says nothing of that kind."""
    match prasyarat.jenis:
        case "peringkat":
            return None if text in prasyarat.pilihan else f"salah satu dari {', '.join(prasyarat.pilihan)}"
        case "ya_tidak":
            return None if text in _YES_NO else "Ya atau Tidak"
        case "laporan":
            return None if text in _YES_NO or _figure(text, 999999) else "Ya, Tidak, atau angkanya"
        case "persen":
            return None if _figure(text, 100) else "persentase 0 sampai 100, tanpa tanda %"
        case "sejak":
            return None if re.fullmatch(r"20[0-9]{2}", text) else "tahunnya, misalnya 2024"
        case _:
            return None if _figure(text, 100) else "banyaknya tahun, misalnya 1"


def fact_meant(sheet: Lembar, group: str, name: str, text: str) -> str | None:
    """What a text means of a prerequisite or a setting, in the file's own letters: `bb`, `ya`, `99,5%`, `Pecahan`.

    None where it says nothing of its kind, or nothing has that name.
    """
    if group == "setelan":
        setting = next((each for each in sheet.setelan if each.nama == name), None)
        return text.casefold() if setting and text.casefold() in setting.pilihan else None
    asked = next((each for each in sheet.prasyarat if each.kode == name), None)
    if asked is None:
        return None
    words = {each.casefold(): each for each in (*asked.pilihan, *_YES_NO)}
    figure = text.removesuffix("%").strip().replace(",", ".")
    said = words.get(text.casefold()) or (figure if figure[:1].isdigit() else text)
    return said if expected(asked, said) is None else None


def checklist(sheet: Lembar, predikat: Predikat, said: Mapping[str, str], year: int) -> tuple[Syarat, ...]:
    """The prerequisites of a predicate in a year, with what the office said of each.

    Who says since when it has a predicate says that it has it.
    """
    since = next((each for each in sheet.prasyarat if each.jenis == SINCE and each.kode in said), None)
    implied = {since.menyatakan: "Ya"} if since and since.menyatakan else {}
    told = {**implied, **said}
    found = []
    for each in sheet.prasyarat:
        wanted = each.syarat.get(predikat)
        if wanted is not None:
            text = told.get(each.kode)
            found.append(Syarat(each, wanted, text, None if text is None else _enough(each, text, wanted, year)))
    return tuple(found)


def _enough(prasyarat: Prasyarat, said: str, wanted: str, year: int) -> bool:
    match prasyarat.jenis:
        case "peringkat":
            return prasyarat.pilihan.index(said) <= prasyarat.pilihan.index(wanted)
        case "ya_tidak":
            return said == wanted
        case "laporan":
            return said == "Ya" if said in _YES_NO else Fraction(said) >= (1 if wanted in _YES_NO else Fraction(wanted))
        case "sejak":
            return year - int(said) >= int(wanted)
        case _:
            return Fraction(said) >= Fraction(wanted)


def _figure(text: str, most: int) -> bool:
    """Whether it is a figure from 0 to `most`; it may have more places than those of the sheet, and is no fraction."""
    return len(text) <= 8 and _FIGURE.fullmatch(text) is not None and Fraction(text) <= most
