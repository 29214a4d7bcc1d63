"""The heads of a ministry's workbook: in which column who answers, where notes and evidence stand, where scores.

Editions differ in the columns that institutions add, in heads of one row or two, and in what they leave without a head.
"""

from collections.abc import Sequence

from zi_cli.frozen import frozen
from zi_cli.imports.grids import Grid
from zi_cli.imports.likeness import letters
from zi_cli.lke.jawaban import Lapis

_KNOWN = {"penilaian", "penjelasan", "pilihan jawaban", "bobot", "pertanyaan", "uraian", "kriteria"}
_ANSWER, _OWN = ("jawaban", "jawab", "isian"), ("penilaian mandiri", "self assessment")
_WHO = {
    Lapis.TPN: ("tpn", "nasional"), Lapis.TPI: ("tpi", "internal", "inspektorat"), Lapis.PROVINSI: ("provinsi",),
}  # fmt: skip
_EVIDENCE = ("bukti", "eviden", "evidence", "daduk", "dukung", "link", "tautan", "url")
_OTHERWISE = ("pilihan", "jenis", "catatan", "keterangan", "nilai", "kunci")
"""Words of heads that stand over no answer, whatever else they say."""
_HEAD_ROWS = 40


@frozen
class Columns:
    """Where a workbook has what, by the head above it."""

    row: int
    """The last row of the head."""
    answers: dict[Lapis, int]
    notes: dict[Lapis, int]
    evidence: dict[Lapis, list[int]]
    kind: int | None
    explanation: int | None
    score: int | None
    labels: range
    """The columns of the questions' words."""
    passed: tuple[str, ...] = ()
    """The heads of further columns of answers, which are not read."""


def columns_of(grid: Grid) -> Columns | None:
    """The columns of a sheet; None where nothing like such a head stands near its top."""
    for at, line in enumerate(grid.rows[:_HEAD_ROWS]):
        heads = [letters(each.text) for each in line]
        if _KNOWN & {*heads} and any(map(_is_answer, heads)):
            if below := _with_parts(grid, at, heads):
                return _by_heads(grid, at + 1, below)
            return _by_heads(grid, at, _with_group(grid, at, heads))
    return None


def _with_parts(grid: Grid, at: int, heads: Sequence[str]) -> list[str] | None:
    """The heads with those of the row below, where a head spans several columns: `Jawaban` over `Unit` and `TPI`."""
    line, below = grid.rows[at], grid.rows[at + 1] if at + 1 < len(grid.rows) else ()
    parts = [at_ for at_, cell in enumerate(line) if cell.across and at_ < len(below) and below[at_].text]
    if not parts:
        return None
    found, group = [], ""
    for column, head in enumerate(heads):
        group = group if line[column].across else head
        own = below[column] if column < len(below) else None
        part = letters(own.text) if own and not own.merged and not own.across else ""
        found.append(f"{group} {part}".strip() if part else head)
    return found


def _with_group(grid: Grid, at: int, heads: Sequence[str]) -> list[str]:
    """The heads with those of the row above, which may span several columns."""
    above, group = [], ""
    for cell in grid.rows[at - 1] if at else ():
        group = group if cell.across else letters(cell.text)
        above.append(group if len(group) < 60 else "")
    return [f"{above[i] if i < len(above) else ''} {head}".strip() if head else "" for i, head in enumerate(heads)]


def _is_answer(head: str) -> bool:
    words = head.split()
    said = any(each in words for each in _ANSWER) or any(each in head for each in _OWN)
    return said and not any(each in words for each in _OTHERWISE) and not any(each in head for each in _EVIDENCE)


def who(head: str) -> Lapis:
    """Who answers below a head, or on a sheet of that name; the office itself where nobody is named."""
    words = head.split()
    return next((layer for layer, names in _WHO.items() if any(name in words for name in names)), Lapis.SATKER)


def _by_heads(grid: Grid, at: int, heads: Sequence[str]) -> Columns:
    answers: dict[Lapis, int] = {}
    notes: dict[Lapis, int] = {}
    evidence: dict[Lapis, list[int]] = {}
    passed: list[str] = []
    kind = explanation = score = None
    for column, head in enumerate(heads):
        layer = who(head)
        if _is_answer(head):
            if answers.setdefault(layer, column) != column:
                passed.append(grid.rows[at][column].text)
        elif any(word in head for word in _EVIDENCE):
            evidence.setdefault(layer, []).append(column)
        elif "catatan" in head or "keterangan" in head:
            notes.setdefault(layer, column)
        elif "pilihan jawaban" in head or head.startswith("jenis"):
            kind = column
        elif head.split()[-1:] == ["penjelasan"] or "kriteria" in head:
            explanation = column
        elif head.split()[-1:] == ["nilai"] and score is None:
            score = column
    first = min([*answers.values(), *([explanation] if explanation is not None else [])])
    weight = next((column for column, head in enumerate(heads) if head.endswith("bobot") and column < first), first)
    evidence.setdefault(Lapis.SATKER, []).extend(_headless(grid, at, heads, notes, answers))
    return Columns(at, answers, notes, evidence, kind, explanation, score, range(min(first, weight)), tuple(passed))


def _headless(
    grid: Grid, at: int, heads: Sequence[str], notes: dict[Lapis, int], answers: dict[Lapis, int]
) -> list[int]:
    """Columns behind the office's own note that have texts and no head: where institutions keep evidence and links."""
    start = notes.get(Lapis.SATKER, answers.get(Lapis.SATKER, 0)) + 1
    others = [column for layer, column in [*answers.items(), *notes.items()] if layer is not Lapis.SATKER]
    stop = min((column for column in others if column >= start), default=grid.width)
    return [
        column
        for column in range(start, stop)
        if not (column < len(heads) and heads[column])
        and any(column < len(line) and (line[column].text or line[column].link) for line in grid.rows[at + 1 :])
    ]
