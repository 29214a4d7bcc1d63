"""The office's own copy of the ministry's workbook, filled with a plan's answers. Its formulas are not touched.

It stands here because it is read as an import is: a question is found by its words, a column by its head.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from zi_cli import plans
from zi_cli.errors import Refusal, reason
from zi_cli.frozen import frozen
from zi_cli.imports import as_workbook
from zi_cli.imports.disagreeing import disagreements, shown
from zi_cli.imports.entering import beside, entries, evidence_column
from zi_cli.imports.kinds import GivenFile
from zi_cli.imports.ministry import TOTAL, Book
from zi_cli.imports.trying import TriedBook, alike
from zi_cli.lke.jawaban import Lapis, LembarJawaban
from zi_cli.lke.lembar import Lembar
from zi_cli.lke.score import skor
from zi_cli.lke.shown import evidence_by_question
from zi_cli.plan.workspace import Home
from zi_cli.text.regular import regular
from zi_cli.workbook.cells import UnworkableError, Value
from zi_cli.workbook.parts import filled_workbook
from zi_cli.workbook.workings import CellPlace, Workings

_EVIDENCE_HEAD = "Bukti dukung"


@frozen
class Refilled:
    """A workbook with the answers in it, and what is to be said about it."""

    raw: bytes
    written: int
    said: tuple[str, ...]


def refill(home: Home, path: Path, name: str, layers: tuple[Lapis, ...]) -> Refilled:
    """The workbook at `path` with a plan's answers; Refusal where it is not the sheet that the plan answers."""
    given, sheet = GivenFile(path, name), plans.sheet(home)
    if given.is_folder or given.opened.medium != "xlsx":
        raise Refusal(f"{name} bukan buku kerja Excel (.xlsx); pakai salinan lembar kerja kementerian milik kantor.")
    filling = _Filling(home, sheet, plans.answers(home), as_workbook.located(given, sheet))
    raw = _read(path, name)
    before = Workings.of(raw)
    typed = filling.typed(layers, before.formulas)
    after = before.given(typed)
    worked = {place: _worked(after, place) for place in before.formulas}
    unknown = [place for place, value in worked.items() if value is None]
    said = (*filling.missing(layers), *filling.judged(before, after), *_unknown(after, unknown))
    written = sum(len(filling.answered(layer)) for layer in layers)
    return Refilled(filled_workbook(raw, typed, worked), written, said)


@frozen
class _Filling:
    """A plan's answers, and the workbook that they go into."""

    home: Home
    sheet: Lembar
    answers: LembarJawaban
    book: Book

    def answered(self, layer: Lapis) -> list[str]:
        """The questions whose answers are written."""
        there = self.book.asked.keys() if layer in self.book.columns.answers else ()
        return [code for code in self.answers.lapis(layer) if code in there]

    def typed(self, layers: tuple[Lapis, ...], formulas: Mapping[CellPlace, str]) -> dict[CellPlace, Value]:
        """What is typed into which cells; never over a formula, nor into the covered part of a merged cell."""
        found: dict[CellPlace, Value] = {}
        for (row, column), value in self._entries(layers):
            place = CellPlace(self.book.title, row + 1, column + 1)
            cell = self.book.cell(row, column)
            if place not in formulas and not (cell and (cell.across or cell.merged)):
                found[place] = value
        return found

    def _entries(self, layers: tuple[Lapis, ...]) -> Iterator[tuple[tuple[int, int], str | float]]:
        proof = evidence_by_question(plans.load(self.home).model)
        for layer in layers:
            said = self.answers.lapis(layer)
            for code in self.answered(layer):
                asked, answer = self.book.asked[code], said[code]
                own = answer.bukti or (proof.get(code, ()) if layer is Lapis.SATKER else ())
                yield from entries(self.book, asked, layer, answer)
                yield from beside(self.book, asked, layer, answer, own)
            yield from self._head(layer)

    def _head(self, layer: Lapis) -> Iterator[tuple[tuple[int, int], str]]:
        """The head of the column of evidence, where the workbook has none."""
        columns = self.book.columns
        place = evidence_column(self.book, layer)
        head = self.book.cell(columns.row, place) if place is not None else None
        if place is not None and not columns.evidence.get(layer) and not head and self.answered(layer):
            yield (columns.row, place), _EVIDENCE_HEAD

    def missing(self, layers: tuple[Lapis, ...]) -> Iterator[str]:
        """What of the answers is not written, and what is there that the plan does not say."""
        for layer in layers:
            if layer not in self.book.columns.answers:
                yield f"Lembar itu tidak punya kolom jawaban {layer.called}; jawabannya tidak ditulis."
                continue
            lost = [code for code in self.answers.lapis(layer) if code not in self.book.asked]
            if lost:
                yield f"Tidak ditemukan di lembar itu, jadi tidak ditulis: {', '.join(lost)}."
            said = self.answers.lapis(layer)
            kept = [code for code in self.book.asked if code not in said and as_workbook.says(self.book, code, layer)]
            if kept:
                yield (
                    f"Dijawab {layer.called} di lembar itu dan belum di rencana, dibiarkan: {', '.join(kept)}. "
                    "Baca dengan zi import."
                )

    def judged(self, before: Workings, after: Workings) -> Iterator[str]:
        """Where its formulas and zi disagree, and by how much in all."""
        empty = TriedBook(before, self.book, self.sheet, self.answers.setelan, {}, {})
        yield from disagreements(empty)
        own = self.answers.lapis(Lapis.SATKER)
        open_ = sum(code not in own for code in self.sheet.butir)
        if open_:
            yield (
                f"{open_} pertanyaan belum dijawab satker; lembar itu mengeluarkannya dari rata-rata, "
                "zi menghitungnya 0."
            )
        if TOTAL not in self.book.parts or self.book.columns.score is None:
            return
        there = TriedBook(after, self.book, self.sheet, self.answers.setelan, own, {}).figure(TOTAL)
        here = float(skor(self.sheet, self.answers.setelan, own).total)
        if there is not None and not alike(there, here):
            yield f"Nilai total menurut rumus lembar itu {shown(there)}, menurut zi {shown(here)}."


def _worked(workings: Workings, place: CellPlace) -> Value:
    try:
        return workings.value(place)
    except UnworkableError:
        return None


def _unknown(workings: Workings, places: list[CellPlace]) -> Iterator[str]:
    """The formulas that zi does not work out: they show nothing until Excel does."""
    if not places:
        return
    try:
        workings.value(places[0])
    except UnworkableError as error:
        first = f"{places[0].sheet}!{places[0].address}: {error}"
        yield f"{len(places)} rumus tidak dihitung zi ({first}); nilainya tampak setelah dibuka di Excel."


def _read(path: Path, name: str) -> bytes:
    try:
        return regular(path)
    except OSError as error:
        raise Refusal(f"{name} tidak dapat dibuka: {reason(error)}.") from error
