"""The table of findings, for a page that people read: the summary of a run."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from zi_cli.diagnostics import Diagnostic, Severity
from zi_cli.tables import Cell, Column, Page, Row, Sentence, Table, Tone
from zi_cli.views.cells import count_cell

_KOLOM = (
    Column("Tempat", unbroken=True),
    Column("Tingkat"),
    Column("Temuan", width=6),
    Column("Aturan", unbroken=True),
)


def jumlah(berkas: int, found: Sequence[Diagnostic], *, stopped: bool = False) -> str:
    """How a check ended, in one sentence; `stopped`: what some file is warned of is not known until it is mended."""
    galat = sum(each.severity is Severity.ERROR for each in found)
    told = f"{berkas} berkas diperiksa: {galat} galat, {len(found) - galat} peringatan."
    if stopped:
        told += " Peringatan di berkas yang bergalat baru diperiksa sesudah galatnya dibetulkan."
    return told


def temuan(berkas: int, found: Sequence[Diagnostic], most: int | None = None, *, stopped: bool = False) -> Page:
    """A page with every finding, or `most` of them, and the count."""
    rows = tuple(
        Row(
            (
                Cell(f"{each.file}:{each.place.line}:{each.place.column}"),
                Cell(each.severity.value, tone=Tone.BAD if each.severity is Severity.ERROR else Tone.CAUTION),
                Cell(each.message),
                Cell(each.rule),
            )
        )
        for each in found[:most]
    )
    left = len(found) - len(rows)
    more = (Sentence(f"{left} temuan lagi tidak muat di sini; semuanya ada di log."),) if left else ()
    parts = (Table("", _KOLOM, rows),) if rows else ()
    return Page("zi check", (*parts, *more, Sentence(jumlah(berkas, found, stopped=stopped))))


def ringkasan(found: Iterable[Diagnostic]) -> Page:
    """How many findings of each rule there are, the most first."""
    columns = (Column("Aturan", unbroken=True), Column("Tingkat"), Column("Banyaknya", align="right", unbroken=True))
    rows = tuple(
        Row((Cell(rule, heading=True), Cell(severity.value), count_cell(count)))
        for (rule, severity), count in _counted(found)
    )
    return Page("zi check: banyaknya menurut aturan", (Table("", columns, rows),))


def ringkasan_teks(found: Iterable[Diagnostic]) -> str:
    """The same, a line each."""
    return "".join(f"{count:>5}  {severity.value:<10}  {rule}\n" for (rule, severity), count in _counted(found))


def ringkasan_data(found: Iterable[Diagnostic]) -> dict[str, Any]:
    """The same for programs."""
    told = [
        {"aturan": rule, "tingkat": severity.value, "banyaknya": count} for (rule, severity), count in _counted(found)
    ]
    return {"versi": 1, "ringkasan": told}


def _counted(found: Iterable[Diagnostic]) -> list[tuple[tuple[str, Severity], int]]:
    counts = Counter((each.rule, each.severity) for each in found)
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))
