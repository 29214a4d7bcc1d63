"""What a cell of a workbook may hold, and how Excel turns one kind into another."""

import math
from collections.abc import Iterable, Iterator
from enum import StrEnum


class CellError(StrEnum):
    """An error that stands in a cell, and goes on through every formula that reads it."""

    DIVISION = "#DIV/0!"
    MISSING = "#N/A"
    NAME = "#NAME?"
    NUMBER = "#NUM!"
    REFERENCE = "#REF!"
    VALUE = "#VALUE!"


class UnworkableError(Exception):
    """A formula that zi does not work out; what in it stands in the way."""


Value = float | str | bool | CellError | None
"""None is an empty cell."""
CellSpan = tuple[tuple[Value, ...], ...]
"""The cells of a rectangle, row by row."""
ROWS_READ, COLUMNS_READ = 20_000, 200
"""How far a sheet is read: a stray format can make one a million rows long."""
LONGEST = 32_767
"""The longest text that a cell holds."""


def flattened(given: Iterable[Value | CellSpan]) -> Iterator[Value]:
    """The values of arguments one by one, those of rectangles too."""
    for each in given:
        if isinstance(each, tuple):
            yield from (value for row in each for value in row)
        else:
            yield each


def single(value: Value | CellSpan) -> Value:
    """The one value that is meant; UnworkableError for a rectangle of several: Excel may take each of them in turn."""
    if not isinstance(value, tuple):
        return value
    if len(value) == 1 and len(value[0]) == 1:
        return value[0][0]
    raise UnworkableError("rentang di tempat satu nilai")


def number(value: Value) -> float | CellError:
    """A value where a number is wanted."""
    if value is None:
        return 0.0
    if isinstance(value, CellError):
        return value
    if isinstance(value, str):
        return written_number(value)
    return float(value)


def written_number(text: str) -> float | CellError:
    """The number that a text writes, as English Excel reads it."""
    bare = text.strip()
    share = bare.endswith("%")
    try:
        found = float(bare.removesuffix("%"))
    except ValueError:
        return CellError.VALUE
    if not math.isfinite(found) or bare.strip("+-")[:1] not in "0123456789.":
        return CellError.VALUE
    return found / 100 if share else found


def text(value: Value) -> str:
    """A value where a text is wanted; an error is dealt with before."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.15G}"
    return str(value)


def truth(value: Value) -> bool | CellError:
    """A value where a condition is wanted."""
    if isinstance(value, CellError):
        return value
    if isinstance(value, str):
        return {"TRUE": True, "FALSE": False}.get(value.upper(), CellError.VALUE)
    return bool(value)


def order(one: Value, other: Value) -> int:
    """-1, 0 or 1: numbers stand before texts, texts before truths; capitals do not count, an empty cell equals all."""
    if one is None or other is None:
        one, other = _like(one, other), _like(other, one)
    left, right = _rank(one), _rank(other)
    return (left > right) - (left < right)


def _like(value: Value, pattern: Value) -> Value:
    """An empty cell as the nothing of the other's kind."""
    if value is not None:
        return value
    if isinstance(pattern, str):
        return ""
    return False if isinstance(pattern, bool) else 0.0


def _rank(value: Value) -> tuple[int, float, str]:
    if isinstance(value, bool):
        return 2, float(value), ""
    if isinstance(value, str):
        return 1, 0.0, value.casefold()
    return 0, float(value or 0), ""
