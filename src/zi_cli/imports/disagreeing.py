"""Where the formulas of a ministry's workbook and zi disagree: told, never mended."""

import io
import re
from collections.abc import Iterator
from typing import Any

from zi_cli.imports.likeness import letters
from zi_cli.imports.ministry import Book
from zi_cli.lke.lembar import Lembar, Tipe

_CELL = r"\$?([A-Z]{1,3})\$?([0-9]{1,5})"
_REFERENCE = re.compile(rf"(?<![A-Za-z'!:$]){_CELL}(?::{_CELL})?(?![0-9(])")
_KINDS = {
    "ya tidak": Tipe.YA_TIDAK, "a b c": Tipe.ABC, "a b c d": Tipe.ABCD, "a b c d e": Tipe.ABCDE,
}  # fmt: skip


def disagreements(raw: bytes, book: Book, sheet: Lembar) -> list[str]:
    """A sentence for each sub-component that leaves a question out, and each question with another scale."""
    from openpyxl import load_workbook

    page: Any = load_workbook(io.BytesIO(raw))[book.grid.name.removeprefix("lembar ")]
    return [*scales(book), *_means(page, book, sheet), *_weights(page, book, sheet)]


def scales(book: Book) -> Iterator[str]:
    """A sentence for each question that the workbook asks in another scale."""
    kind = book.columns.kind
    for code, asked in book.asked.items():
        cell = book.cell(asked.row, kind) if kind is not None else None
        said = _KINDS.get(letters(cell.text)) if cell else None
        own = asked.butir.pertanyaan.tipe
        if said is not None and said is not own:
            there = cell.text if cell else ""
            yield f"{code} (baris {asked.row + 1}): lembar itu menilainya sebagai {there}, zi sebagai {own}."


def _means(page: Any, book: Book, sheet: Lembar) -> Iterator[str]:
    score = book.columns.score
    if score is None:
        return
    for sub in sheet.semua_subkomponen:
        row = book.subs.get(sub.kode)
        if row is None:
            continue
        reached = _reached(page, row + 1, score + 1, frozenset())
        own = {asked.kode: book.asked[asked.kode].row + 1 for asked in sub.pertanyaan if asked.kode in book.asked}
        lost = [code for code, line in own.items() if reached and line not in reached]
        if lost:
            yield (
                f"{sub.kode} {sub.nama} (baris {row + 1}): rumus lembar itu tidak menghitung {', '.join(lost)}; "
                "nilainya di sana berbeda dari zi."
            )


def _weights(page: Any, book: Book, sheet: Lembar) -> Iterator[str]:
    """Where a sub-component has another weight there, as a number beside its name."""
    for sub in sheet.semua_subkomponen:
        row = book.subs.get(sub.kode)
        weight = None if row is None else _weight(page, book, row)
        if weight is not None and abs(weight - float(sub.bobot)) > 1e-9:
            place = f"{sub.kode} {sub.nama} (baris {(row or 0) + 1})"
            yield f"{place}: bobotnya di lembar itu {weight:g}, di zi {float(sub.bobot):g}."


def _weight(page: Any, book: Book, row: int) -> float | None:
    column = book.columns.labels.stop + 1
    value = page.cell(row + 1, column).value
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _reached(page: Any, row: int, column: int, seen: frozenset[int]) -> set[int]:
    """The rows of the column that the formula of a cell reads, by way of others too."""
    from openpyxl.utils import column_index_from_string

    value = page.cell(row, column).value
    if row in seen or not isinstance(value, str) or not value.startswith("="):
        return set()
    found: set[int] = set()
    for match in _REFERENCE.finditer(value):
        last = int(match[4] or match[2])
        if column_index_from_string(match[1]) == column:
            found |= set(range(int(match[2]), min(last, int(match[2]) + 500) + 1))
    for each in list(found):
        found |= _reached(page, each, column, seen | {row})
    return found
