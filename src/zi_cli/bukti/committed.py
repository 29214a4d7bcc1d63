"""What git's history tells of the marks and reviews that are handed over: who committed them late, or for another."""

from collections.abc import Iterable, Iterator, Sequence

from zi_cli.bukti.bundling import Serah
from zi_cli.bukti.chronicle import COMMITTED, Event
from zi_cli.bukti.said import PEMERIKSAAN, REALISASI
from zi_cli.frozen import evolve
from zi_cli.italics import italics
from zi_cli.plan.hari import written_day
from zi_cli.plan.trees import items_in, text_in

Key = tuple[str, ...]
"""A mark or review: its kind, its document, its day, who it is of, and the file or link it names first."""


def with_commits(sheets: Sequence[Serah], events: Iterable[Event]) -> tuple[Serah, ...]:
    """The sheets, each with what deserves a look in how its marks and reviews came into git, in sentences."""
    known: dict[Key, tuple[str, ...]] = {}
    for each in events:
        notes = tuple(note for note in each.remarks if note.startswith(COMMITTED))
        known[_key_of_event(each)] = notes  # the last that was said of it holds
    if not any(known.values()):
        return tuple(sheets)
    return tuple(evolve(each, di_git=tuple(_told(each, known))) for each in sheets)


def _told(each: Serah, known: dict[Key, tuple[str, ...]]) -> Iterator[str]:
    of = (str(each.indikator.indikator.kode), italics(each.dokumen)[0])
    for mark in each.realisasi:
        first = next(iter((*(one.berkas for one in mark.every_file), mark.tautan or "")))
        reviews = [(PEMERIKSAAN, one.tanggal, one.oleh, "") for one in mark.pemeriksaan]
        for kind, day, by, what in ((REALISASI, mark.tanggal, mark.oleh or "", first), *reviews):
            for note in known.get((kind, *of, day.isoformat(), by, what), ()):
                yield f"{'tanda' if kind == REALISASI else 'pemeriksaan'} {written_day(day)} {note}"


def _key_of_event(each: Event) -> Key:
    fields = each.fields
    kind = PEMERIKSAAN if "hasil" in fields else REALISASI
    files = [fields, *items_in(fields, "berkas_lain")]  # as a commit had them, however odd
    shown = (*(text_in(one, "berkas") for one in files), text_in(fields, "tautan"))
    first = "" if kind == PEMERIKSAAN else next(filter(None, shown), "")
    return kind, each.kode, each.dokumen, str(fields.get("tanggal", "")), str(fields.get("oleh", "")), first
