"""The office's own copy of the ministry's workbook, filled with a plan's answers. Its formulas are not touched.

It stands here because it is read as an import is: a question is found by its words, a column by its head.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from zi_cli import plans
from zi_cli.errors import Refusal, reason
from zi_cli.frozen import evolve, frozen
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
        raise Refusal(f"{name} bukan buku kerja Excel (.xlsx); gunakan salinan lembar kerja kementerian milik kantor.")
    filling = _Filling(home, sheet, plans.answers(home), as_workbook.located(given, sheet))
    raw = _read(path, name)
    before = Workings.of(raw)
    typed, left = filling.typed(layers, before.formulas)
    after = before.given(typed)
    worked = {place: _worked(after, place) for place in before.formulas}
    unknown = [place for place, value in worked.items() if value is None]
    said = (*filling.missing(layers), *left, *filling.judged(before, after), *_unknown(after, unknown))
    written = sum(len(filling.answered(layer)) for layer in layers)
    return Refilled(filled_workbook(raw, typed, worked), written, said)


@frozen
class _Filling:
    """A plan's answers, and the sheets of the workbook that they go into."""

    home: Home
    sheet: Lembar
    answers: LembarJawaban
    books: list[Book]

    def _book(self, layer: Lapis) -> Book | None:
        """Where a layer answers."""
        return next((each for each in self.books if layer in each.columns.answers), None)

    def answered(self, layer: Lapis) -> list[str]:
        """The questions whose answers are written."""
        book = self._book(layer)
        return [code for code in self.answers.lapis(layer) if book and code in book.asked]

    def typed(
        self, layers: tuple[Lapis, ...], formulas: Mapping[CellPlace, str]
    ) -> tuple[dict[CellPlace, Value], list[str]]:
        """What is typed into which cells, and where it is not: never over a formula, which is somebody's own."""
        found: dict[CellPlace, Value] = {}
        left: dict[CellPlace, None] = {}
        for book, (row, column), value in self._entries(layers):
            place, cell = book.place(row, column), book.cell(row, column)
            if place in formulas:
                left[place] = None
            elif not (cell and (cell.across or cell.merged)):  # the covered part of a merged cell shows nothing
                found[place] = value
        cells = ", ".join(each.address for each in left)
        return found, [f"Berisi rumus, jadi tidak ditimpa: {cells}."] if left else []

    def _entries(self, layers: tuple[Lapis, ...]) -> Iterator[tuple[Book, tuple[int, int], str | float]]:
        proof = evidence_by_question(plans.load(self.home).model)
        for layer in layers:
            book, said = self._book(layer), self.answers.lapis(layer)
            if book is None:
                continue
            for code in self.answered(layer):
                asked, answer = book.asked[code], said[code]
                own = answer.bukti or (proof.get(code, ()) if layer is Lapis.SATKER else ())
                found = (*entries(book, asked, layer, answer), *beside(book, asked, layer, answer, own))
                yield from ((book, at, value) for at, value in found)
            if self.answered(layer):
                yield from ((book, at, value) for at, value in _head(book, layer))

    def missing(self, layers: tuple[Lapis, ...]) -> Iterator[str]:
        """What of the answers is not written, and what is there that the plan does not say."""
        for layer in layers:
            book, said = self._book(layer), self.answers.lapis(layer)
            if book is None:
                yield f"Lembar itu tidak punya kolom jawaban {layer.called}; jawabannya tidak ditulis."
                continue
            lost = [code for code in said if code not in book.asked]
            if lost:
                yield f"Tidak ditemukan di lembar itu, jadi tidak ditulis: {', '.join(lost)}."
            kept = [code for code in book.asked if code not in said and as_workbook.says(book, code, layer)]
            if kept:
                yield (
                    f"Dijawab {layer.called} di lembar itu dan belum di rencana, dibiarkan: {', '.join(kept)}. "
                    "Baca dengan zi import."
                )

    def judged(self, before: Workings, after: Workings) -> Iterator[str]:
        """Where the formulas of the office's sheet and zi disagree, and by how much in all."""
        book = self._book(Lapis.SATKER)
        if book is None:
            return
        empty = TriedBook(before, book, self.sheet, self.answers.setelan, {}, {})
        yield from disagreements(empty)
        own = self.answers.lapis(Lapis.SATKER)
        open_ = sum(code not in own for code in self.sheet.butir)
        if open_:
            yield (
                f"{open_} pertanyaan belum dijawab satker; lembar itu mengeluarkannya dari rata-rata, "
                "zi menghitungnya 0."
            )
        if TOTAL not in book.parts or book.columns.score is None:
            return
        there = evolve(empty, workings=after).figure(TOTAL)
        here = float(skor(self.sheet, self.answers.setelan, own).total)
        if there is not None and not alike(there, here):
            yield f"Nilai total menurut rumus lembar itu {shown(there)}, menurut zi {shown(here)}."


def _head(book: Book, layer: Lapis) -> Iterator[tuple[tuple[int, int], str]]:
    """The head of the column of evidence, where the workbook has none."""
    place = evidence_column(book, layer)
    head = book.cell(book.columns.row, place) if place is not None else None
    if place is not None and not book.columns.evidence.get(layer) and not head:
        yield (book.columns.row, place), _EVIDENCE_HEAD


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
