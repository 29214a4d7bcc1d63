"""What an answer puts into which cells of a ministry's workbook, counted as a grid counts: from 0."""

from collections.abc import Iterator

from zi_cli.imports.ministry import Book, MinistryQuestion
from zi_cli.lke.jawaban import Jawaban, Lapis
from zi_cli.lke.lembar import Tipe

TypedEntry = tuple[tuple[int, int], str | float]
"""A cell, by its row and its column, and what is typed there."""


def entries(book: Book, asked: MinistryQuestion, layer: Lapis, answer: Jawaban) -> Iterator[TypedEntry]:
    """The answer itself, or its counts."""
    column = book.columns.answers[layer]
    if answer.hitungan is not None:
        for name, text in answer.hitungan.items():
            if name in asked.counts:
                yield (asked.counts[name][0], column), float(text)
    elif asked.butir.pertanyaan.tipe is Tipe.INDEKS:
        yield (asked.row, column), float(answer.teks or 0)
    else:
        yield (asked.row, column), answer.teks or ""


def beside(
    book: Book, asked: MinistryQuestion, layer: Lapis, answer: Jawaban, evidence: tuple[str, ...]
) -> Iterator[TypedEntry]:
    """The note and the evidence."""
    note = book.columns.notes.get(layer)
    if answer.catatan and note is not None:
        yield (asked.row, note), answer.catatan
    place = evidence_column(book, layer)
    if evidence and place is not None:
        yield (asked.row, place), "\n".join(evidence)


def evidence_column(book: Book, layer: Lapis) -> int | None:
    """Where evidence goes: in its own column, else in the empty one behind the note."""
    own = book.columns.evidence.get(layer, [])
    if own:
        return own[0]
    note = book.columns.notes.get(layer)
    taken = {*book.columns.answers.values(), *book.columns.notes.values()}
    return None if note is None or note + 1 in taken else note + 1
