"""The office's own copy of the ministry's workbook, filled with a plan's answers. Its formulas are not touched.

It stands here because it is read as an import is: a question is found by its words, a column by its head.
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zi_cli import plans
from zi_cli.errors import Refusal, reason
from zi_cli.imports import as_workbook
from zi_cli.imports.disagreeing import disagreements
from zi_cli.imports.kinds import GivenFile
from zi_cli.imports.ministry import Book, MinistryQuestion
from zi_cli.lke.jawaban import Jawaban, Lapis
from zi_cli.lke.lembar import Tipe
from zi_cli.lke.shown import evidence_by_question
from zi_cli.plan.workspace import Home

_EVIDENCE_HEAD = "Bukti dukung"


@dataclass(frozen=True, slots=True)
class Refilled:
    """A workbook with the answers in it, and what is to be said about it."""

    raw: bytes
    written: int
    said: tuple[str, ...]


def refill(home: Home, path: Path, name: str, layers: tuple[Lapis, ...]) -> Refilled:
    """The workbook at `path` with a plan's answers; Refusal where it is not the sheet that the plan answers."""
    given, sheet, said = GivenFile(path, name), plans.sheet(home), plans.answers(home)
    if given.is_folder or given.opened.medium != "xlsx":
        raise Refusal(f"{name} bukan buku kerja Excel (.xlsx); pakai salinan lembar kerja kementerian milik kantor.")
    book = as_workbook.located(given, sheet)
    cells: dict[tuple[int, int], str | float] = {}
    written, missing = 0, []
    proof = evidence_by_question(plans.load(home).model)
    for layer in layers:
        column = book.columns.answers.get(layer)
        if column is None:
            missing.append(f"Lembar itu tidak punya kolom jawaban {layer.sebutan}; jawabannya tidak ditulis.")
            continue
        for code, answer in said.lapis(layer).items():
            if (asked := book.asked.get(code)) is None:
                missing.append(f"{code} tidak ditemukan di lembar itu; jawabannya tidak ditulis.")
                continue
            own = answer.bukti or (proof.get(code, ()) if layer is Lapis.SATKER else ())
            cells.update(_cells(book, asked, layer, answer, own))
            written += 1
    open_ = [code for code in sheet.butir if code not in said.lapis(Lapis.SATKER)]
    if open_ and Lapis.SATKER in layers:
        missing.append(
            f"{len(open_)} pertanyaan belum dijawab satker; lembar itu mengeluarkannya dari rata-rata, "
            "zi menghitungnya 0."
        )
    raw = _read(path, name)
    told = disagreements(raw, book, sheet)
    return Refilled(_with(raw, book, cells), written, (*missing, *told))


def _cells(
    book: Book, asked: MinistryQuestion, layer: Lapis, answer: Jawaban, evidence: tuple[str, ...]
) -> Iterator[tuple[tuple[int, int], str | float]]:
    """What an answer puts into which cells."""
    column = book.columns.answers[layer]
    if answer.hitungan is not None:
        for name, text in answer.hitungan.items():
            if name in asked.counts:
                yield (asked.counts[name][0], column), int(text)
    elif asked.butir.pertanyaan.tipe is Tipe.INDEKS:
        yield (asked.row, column), float(answer.teks or 0)
    else:
        yield (asked.row, column), answer.teks or ""
    note = book.columns.notes.get(layer)
    if answer.catatan and note is not None:
        yield (asked.row, note), answer.catatan
    place = _evidence_column(book, layer)
    if evidence and place is not None:
        yield (asked.row, place), "\n".join(evidence)


def _evidence_column(book: Book, layer: Lapis) -> int | None:
    """Where evidence goes: in its own column, else in the empty one behind the note."""
    own = book.columns.evidence.get(layer, [])
    if own:
        return own[0]
    note = book.columns.notes.get(layer)
    taken = {*book.columns.answers.values(), *book.columns.notes.values()}
    return None if note is None or note + 1 in taken else note + 1


def _read(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refusal(f"{name} tidak dapat dibuka: {reason(error)}.") from error


def _with(raw: bytes, book: Book, cells: Mapping[tuple[int, int], str | float]) -> bytes:
    from openpyxl import load_workbook
    from openpyxl.cell.cell import MergedCell

    made: Any = load_workbook(io.BytesIO(raw), rich_text=True, keep_vba=False)
    page = made[book.grid.name.removeprefix("lembar ")]
    for (row, column), value in cells.items():
        cell = page.cell(row + 1, column + 1)
        if isinstance(cell, MergedCell) or cell.data_type == "f":
            continue  # a formula is the ministry's own
        if isinstance(value, str):
            cell.value = value
            cell.data_type = "s"  # never a formula, however it begins
        else:
            cell.value = value
    for layer, note in book.columns.notes.items():
        head = page.cell(book.columns.row + 1, note + 2)
        if not book.columns.evidence.get(layer) and _evidence_column(book, layer) is not None and head.value is None:
            head.value = _EVIDENCE_HEAD
    made.calculation.fullCalcOnLoad = True
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
