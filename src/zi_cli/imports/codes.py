"""Rows → codes, by the wording of the sheet's questions: within the area, and in the sheet's order.

A row is sure where both ways agree, the words are alike, and no other question is nearly as like. All else is marked:
on filled sheets of other offices, with a fifth of the words dropped or misspelt, nothing wrong was left unmarked.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, count

from zi_cli.frozen import frozen
from zi_cli.imports.likeness import likeness
from zi_cli.imports.outline import Outline, Question
from zi_cli.plan.kode import Kode, typed_code

SURE, LEAD = 0.55, 0.08
_NONE = 0.3
"""Less like than this is not like at all."""
_NEARLY = 0.8
"""The order of the sheet decides between questions that are about as like, not against one that is much more so."""
_STEP, _AGAIN = 0.45, 0.6
"""What a row must be worth to take the next question, and to take one that the row above has taken."""
_KOMPONEN = 0.1
"""How much the name of the komponen weighs beside the words of the question."""


@frozen
class Sought:
    """What is known of a row before it has a code."""

    words: str
    komponen: str = ""
    area: int | None = None
    reform: bool | None = None
    """Which half of the sheet it stands in, where the table says so."""
    written: str = ""
    """A code that the row has already."""


@frozen
class Coded:
    """A row's code, and what speaks against it."""

    kode: Kode
    doubt: str = ""
    """Why it must be looked at, with the alternatives; empty where it is sure."""


def coded(rows: Sequence[Sought], outline: Outline) -> list[Coded]:
    """The code of each row; no two rows have the same."""
    order = _in_order(rows, outline)
    chosen = [_chosen(row, outline, order.get(at)) for at, row in enumerate(rows)]
    asked = {kode._replace(cabang=1) for kode, _ in chosen if kode is not None}
    taken: set[Kode] = set()
    found: list[Coded] = []
    for row, (meant, doubt) in zip(rows, chosen, strict=True):
        kode = meant if meant is not None else _free(row, outline, asked)
        asked.add(kode)
        if kode in taken:
            doubt = doubt or f"{kode} sudah dipakai baris di atas"  # noqa: PLW2901
        free = next(each for each in chain([kode], (kode._replace(cabang=at) for at in count(2))) if each not in taken)
        taken.add(free)
        found.append(Coded(free, doubt))
    return found


def _chosen(row: Sought, outline: Outline, ordered: Question | None) -> tuple[Kode | None, str]:
    """The code that a row says, by itself or its words, and what speaks against it; None for one like no question."""
    if row.written:
        try:
            return Kode.parse(typed_code(row.written)), ""
        except ValueError:
            pass
    questions = _meant(row, outline)
    ranked = sorted(((_like(row, each), at) for at, each in enumerate(questions)), key=_first)
    if not ranked or ranked[0][0] < _NONE:
        return None, "tidak mirip pertanyaan LKE mana pun"
    best, second = ranked[0], ranked[1] if len(ranked) > 1 else (0.0, ranked[0][1])
    chosen = ordered if ordered and _like(row, ordered) >= _NEARLY * best[0] else questions[best[1]]
    if ordered == questions[best[1]] and best[0] >= SURE and best[0] - second[0] >= LEAD:
        return chosen.kode, ""
    shown = [(_like(row, chosen), chosen.kode), *((like, questions[at].kode) for like, at in ranked[:3])]
    told = dict.fromkeys(f"{round(min(like, 1) * 100)}% {kode}" for like, kode in shown)
    return chosen.kode, ", ".join(list(told)[:3])


def _first(each: tuple[float, int]) -> tuple[float, int]:
    return -each[0], each[1]


def _meant(row: Sought, outline: Outline) -> list[Question]:
    """The questions that a row may answer: of its area and half, as far as these are known."""
    return [
        each
        for each in outline.questions
        if row.area in (None, each.kode.area) and row.reform in (None, each.kode.reform)
    ]


def _like(row: Sought, question: Question) -> float:
    like = max(likeness(row.words, each) for each in question.words)
    return like + _KOMPONEN * likeness(row.komponen, question.komponen) if row.komponen else like


def _free(row: Sought, outline: Outline, asked: set[Kode]) -> Kode:
    """The code for a row that is like no question: the next of its komponen, else of its area, that no row answers."""
    area = _meant(row, outline) or list(outline.questions)
    near = [each for each in area if likeness(row.komponen, each.komponen) > SURE]
    return next((each.kode for each in (*near, *area) if each.kode not in asked), (near or area)[-1].kode)


def _in_order(rows: Sequence[Sought], outline: Outline) -> dict[int, Question]:
    """The question of each row where rows stand in the sheet's order: the best of all such alignments, by area."""
    groups: dict[int | None, list[int]] = {}
    for at, row in enumerate(rows):
        groups.setdefault(row.area, []).append(at)
    found: dict[int, Question] = {}
    for area, places in groups.items():
        questions = [each for each in outline.questions if area in (None, each.kode.area)]
        likes = [[_like(rows[at], each) if _may(rows[at], each) else 0.0 for each in questions] for at in places]
        found.update((places[row], questions[column]) for row, column in _aligned(likes))
    return found


def _may(row: Sought, question: Question) -> bool:
    return row.reform in (None, question.kode.reform)


def _aligned(likes: list[list[float]]) -> Iterator[tuple[int, int]]:
    """Pairs of row and column that rise together and are worth most; a column may serve several rows."""
    height, width = len(likes), len(likes[0]) if likes else 0
    worth = [[0.0] * (width + 1) for _ in range(height + 1)]
    way: dict[tuple[int, int], int] = {}
    for row in range(1, height + 1):
        for column in range(1, width + 1):
            like = likes[row - 1][column - 1]
            worth[row][column], way[row, column] = max(
                (worth[row - 1][column], 0),
                (worth[row][column - 1], 1),
                (worth[row - 1][column - 1] + like - _STEP, 2),
                (worth[row - 1][column] + like - _AGAIN, 3),
            )
    row, column = height, width
    while row and column:
        step = way[row, column]
        if step > 1:
            yield row - 1, column - 1
        row -= step != 1
        column -= step in (1, 2)
