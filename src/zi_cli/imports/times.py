"""What stands in a column of targets → a target as printed, and what zi reads in it where that is not the same."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from zi_cli.imports.grids import GridCell
from zi_cli.plan.bukan_waktu import corrected, offered
from zi_cli.plan.hari import BULAN, written_day
from zi_cli.plan.jadwal import Target
from zi_cli.plan.recurring import often_in
from zi_cli.plan.waktu import first_words, read_spans

_EPOCH = date(1899, 12, 30)
_SERIALS = range(36526, 73051)
"""Days of 2000 to 2099, as Excel counts them."""
_DONE = re.compile(r"(?i)^\W*(?:tercapai|selesai|terlaksana|dilaksanakan|sudah|realisasi)\b[^0-9]*(.+?)[\s.]*$")
_WEEKDAY = re.compile(r"(?i)^(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)\s*,\s*")
_YEARLY = re.compile(r"(?i)tahunan|(?:satu|1) tahun sekali|setahun sekali|(?:se)?tiap tahun|per ?tahun")


class Timed(NamedTuple):
    """A target: as printed, what is meant where that must be said, and how often."""

    printed: str = ""
    meant: str = ""
    doubt: str = ""
    frequency: str = ""
    done: date | None = None


def timed(text: str) -> Timed:
    """What a printed target says."""
    if not text or _reads(text):
        return Timed(text)
    done = _DONE.match(text)
    if done and (day := day_of(done[1])):
        return Timed(text, written_day(day), "waktunya dari tanggal selesai yang tercetak", "", day)
    often = next((str(each.frekuensi) for each in often_in(text) if each.frekuensi), "")
    if often or _YEARLY.fullmatch(text.strip()):
        return Timed(text, "Januari-Desember", f'dari "{text}"', often)
    if meant := offered(text):
        return Timed(text, meant, f'dibaca dari "{text}"')
    return Timed(text, "", "waktu ini tidak terbaca; tuliskan kunci waktu di bawahnya")


def _reads(text: str) -> bool:
    try:
        Target.parse(text)
    except ValueError:
        return False
    return True


def reads(text: str) -> bool:
    """Whether zi reads a text as a time."""
    return bool(text) and _reads(text)


def of_months(spans: Sequence[tuple[int, int]]) -> str:
    """The target of months that are ticked: `Maret-Mei, Juli`."""
    runs: list[list[int]] = []
    for first, last in sorted(set(spans)):
        if runs and first <= runs[-1][1] + 1:
            runs[-1][1] = max(last, runs[-1][1])
        else:
            runs.append([first, last])
    return ", ".join(BULAN[one - 1] if one == other else f"{BULAN[one - 1]}-{BULAN[other - 1]}" for one, other in runs)


def cell_day(cell: GridCell | None) -> date | None:
    """The day that a cell of a column of days holds, however it is typed; day first, never as Americans write it."""
    if cell is None or not cell:
        return None
    if cell.day is not None:
        return cell.day
    if cell.number is not None:
        return _EPOCH + timedelta(int(cell.number)) if int(cell.number) in _SERIALS else None
    return day_of(cell.text)


def day_of(text: str) -> date | None:
    """The day that a text begins with: `2025-08-05`, `05/08/2025`, `5 Agustus 2025`; None where it names none."""
    bare = _WEEKDAY.sub("", text.strip())
    said = corrected(bare) or next((each for each in first_words(bare) if bare.startswith(each)), "")
    try:
        (span,) = read_spans(said)
    except ValueError:
        return None
    window = span.window(span.last.year) if span.last.year else None
    return window.first if window and window.first == window.last else None
