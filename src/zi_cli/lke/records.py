"""Facts for other programs: JSON Lines, one record a deadline and one an answer, and the lines they add up to again.

No person's name, note or link is in them: they leave the office. A row without a deadline has one record without one,
so that nothing is lost in the sum; a plan that cannot be read has one that says so. `docs/fakta.md` tells each key.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from zi_cli.lke.facts import COUNTED, NEAR, LayerFacts, Line
from zi_cli.lke.poin import Bobot
from zi_cli.lke.terisi import Terisi
from zi_cli.plan.model import Rencana
from zi_cli.plan.pemenuhan import KeadaanBukti
from zi_cli.plan.progress import Capaian, CapaianBergalat, CapaianIndikator, Keadaan

VERSI = 1
DEADLINE, ANSWER, GATE, UNREAD = "tenggat", "jawaban", "ambang", "tidak_terbaca"
"""What a record is of."""
_SHOWN = (KeadaanBukti.TERKUMPUL.value, KeadaanBukti.SESUAI.value)
_PLAN = ("rencana", "satker", "tahun", "commit", "per_tanggal")
"""What says of which plan a record is, and of which day."""
Record = dict[str, Any]


def records(id_: str, commit: str | None, stands: Capaian, bobot: Bobot, filled: list[Terisi]) -> Iterator[Record]:
    """The facts of one plan on a day: its deadlines, its answers, and the gates that these meet or miss."""
    head = _head(id_, (stands.rencana.satker, stands.rencana.tahun), commit, stands.hari)
    for at, row in enumerate(stands.baris, 1):
        yield from (head | {"jenis": DEADLINE, "baris": at} | each for each in _of_row(row, bobot))
    for each in filled:
        if each.jawaban:
            yield from (head | one for one in _of_layer(each))


def unread(id_: str, commit: str | None, day: date, errors: int, plan: Rencana | None = None) -> Record:
    """That a plan cannot be read for so many errors, or, where the plan is given, the answers to its sheet."""
    office, part = ((plan.satker, plan.tahun), "jawaban") if plan else ((None, None), "rencana")
    return _head(id_, office, commit, day) | {"jenis": UNREAD, "bagian": part, "galat": errors}


def _head(id_: str, office: tuple[str | None, int | None], commit: str | None, day: date) -> Record:
    said = (VERSI, id_, *office, commit, day.isoformat())
    return dict(zip(("versi", *_PLAN), said, strict=True))


def _of_row(row: CapaianIndikator | CapaianBergalat, bobot: Bobot) -> Iterator[Record]:
    kode = str(row.indikator.kode)
    deadlines = list(row.deadlines) if isinstance(row, CapaianIndikator) else []
    share = float(bobot.poin(row).dapat / max(1, len(deadlines)))
    said = {"kode": kode, "area": row.area.nomor, "keadaan_baris": row.keadaan.value}
    nothing = {"dokumen": None, "keadaan_dokumen": None, "periode": None, "tenggat": None, "keadaan": None}
    if not deadlines:
        yield said | nothing | {"berbukti": False, "poin": share}
    for _, document, one in deadlines:
        yield said | {
            "dokumen": document.bukti.dokumen,
            "keadaan_dokumen": document.keadaan.value,
            "periode": one.periode,
            "tenggat": one.tenggat.isoformat(),
            "keadaan": one.keadaan.value,
            "berbukti": one.keadaan.value in _SHOWN,
            "poin": share,
        }


def _of_layer(filled: Terisi) -> Iterator[Record]:
    score, lapis = filled.skor, filled.lapis.value
    for kode, answer in filled.jawaban.items():
        butir = score.lembar.butir[kode]
        said = dict(answer.hitungan) if answer.hitungan is not None else answer.teks
        figures = {
            "nilai": float(score.nilai[kode]),
            "poin": float(score.poin(butir)),
            "maksimum": float(butir.maksimum),
        }
        yield {"jenis": ANSWER, "lapis": lapis, "kode": kode, "jawaban": said} | figures
    for gate in filled.gerbang:
        short = float(sum((each.poin for each in gate.kurang), Fraction(0)))
        yield {
            "jenis": GATE,
            "lapis": lapis,
            "atas": gate.atas,
            "nama": gate.nama,
            "lulus": gate.lulus,
            "kurang": short,
        }


def written(record: Record) -> str:
    """A record as its line."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"


def lines(texts: Iterable[str]) -> Iterator[tuple[str, date, Line | int]]:
    """The plans of a file of records, line by line: each with its day and the line it adds up to, or its errors.

    A plan's records stand together, as `records` gives them; several days may stand in the file, one below the other.
    ValueError where it is no such file, or not whole; what came before is for nothing then.
    """
    try:
        for head, found in _blocks(texts):
            yield _plan(head, found)
    except (LookupError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError("it has other records") from error


def _blocks(texts: Iterable[str]) -> Iterator[tuple[tuple[Any, ...], list[Record]]]:
    """The records of each plan on each day, as they stand one below the other; a first row begins another block."""
    head: tuple[Any, ...] = ()
    found: dict[str, Record] = {}  # by their lines: what was added twice is there once
    last = None
    for text in texts:
        if not text.strip():
            continue
        record = json.loads(text)
        if record["versi"] != VERSI:
            raise ValueError(f"version {record['versi']}")
        named = tuple(record[key] for key in _PLAN)
        row = record.get("baris")
        if found and (named != head or (row == 1 and last != 1)):
            yield head, list(found.values())
            found = {}
        head, last = named, row
        found[text] = record
    if not found:
        raise ValueError("it is empty")
    yield head, list(found.values())


def _plan(head: tuple[Any, ...], found: list[Record]) -> tuple[str, date, Line | int]:
    """What the records of one plan on one day come to."""
    id_, satker, tahun, _, day = head
    on = date.fromisoformat(day)
    if found[0]["jenis"] == UNREAD and found[0]["bagian"] == "rencana":
        return _printable(str(id_)), on, int(found[0]["galat"])
    if not (isinstance(id_, str) and isinstance(satker, str)):
        raise TypeError("these are no names")
    return _printable(id_), on, _line(_printable(satker), int(tahun), on, found)


def _printable(name: str) -> str:
    """A name as it can be printed: half a character, which JSON may hold as an escape, is written out."""
    return name.encode("utf-8", "backslashreplace").decode()


def _line(satker: str, tahun: int, day: date, found: list[Record]) -> Line:
    """What the records of one plan add up to."""
    rows: dict[int, list[Record]] = {}
    for each in found:
        if each["jenis"] == DEADLINE:
            rows.setdefault(each["baris"], []).append(each)
    if list(rows) != list(range(1, len(rows) + 1)):
        raise ValueError("rows are missing")
    counts: dict[str, int | Fraction] = dict.fromkeys(COUNTED, 0)
    attainable = Fraction(0)
    for deadlines in rows.values():
        points = Fraction(sum(float(each["poin"]) for each in deadlines)).limit_denominator(100_000)
        attainable += points
        _count(counts, deadlines, day, points)
    layers = {str(each["lapis"]): None for each in found if each["jenis"] in (ANSWER, GATE)}
    scored = {name: _layer([each for each in found if each.get("lapis") == name]) for name in layers}
    wrong = sum(int(each["galat"]) for each in found if each["jenis"] == UNREAD)
    return Line(satker, tahun, day, len(rows), counts, attainable, scored, wrong)


def _count(counts: dict[str, int | Fraction], deadlines: list[Record], day: date, points: Fraction) -> None:
    """Add a row to the counts."""
    state = Keadaan(deadlines[0]["keadaan_baris"]).value
    counts[state] += 1
    done = state == Keadaan.SELESAI.value
    shown = done and all(each["berbukti"] for each in deadlines)
    counts["berbukti"] += int(shown)
    counts["diperoleh"] += points if shown else 0
    counts["terancam"] += points if state == Keadaan.TERLAMBAT.value else 0
    for _, each in {(each["dokumen"], each["keadaan_dokumen"]) for each in deadlines if each["dokumen"]}:
        counts[f"dokumen_{each}"] += 1
    wanted = [date.fromisoformat(each["tenggat"]) for each in deadlines if each["tenggat"] and _open(each)]
    counts["segera"] += int(any(0 <= (each - day).days <= NEAR for each in wanted))


def _open(deadline: Record) -> bool:
    return deadline["keadaan"] in (KeadaanBukti.BELUM.value, KeadaanBukti.PERLU_PERBAIKAN.value)


def _layer(found: list[Record]) -> LayerFacts:
    answers = [each for each in found if each["jenis"] == ANSWER]
    gates = tuple(
        (str(each["atas"]), str(each["nama"]), Fraction(each["kurang"]).limit_denominator(100_000))
        for each in found
        if each["jenis"] == GATE
    )
    total = Fraction(sum(float(each["poin"]) for each in answers)).limit_denominator(100_000)
    return LayerFacts(len(answers), total, gates)
