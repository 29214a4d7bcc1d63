"""The functions of formulas that zi works out: those that evaluation sheets use, by their English names.

A function takes its arguments worked out, a rectangle as a `CellSpan`, and gives one value. Those that must not work
out all of them (`IF`) stand in `formulas`.
"""

import math
from collections.abc import Callable, Iterable, Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal, InvalidOperation

from zi_cli.workbook.cells import (
    CellError,
    CellSpan,
    UnworkableError,
    Value,
    flattened,
    number,
    order,
    single,
    text,
    truth,
)

_WILD = "*?~"
"""What stands for other letters where something is looked for."""
Argument = Value | CellSpan
Function = Callable[[list[Argument]], Value]


def _numbers(given: list[Argument]) -> list[float] | CellError:
    """The numbers among arguments: those of cells, and typed ones even as text; an error where there is one."""
    found: list[float] = []
    for each in given:
        for value in flattened([each]):
            if isinstance(value, CellError):
                return value
            if isinstance(each, tuple):
                if isinstance(value, float):
                    found.append(value)
            elif isinstance(figure := number(value), CellError):
                return figure
            else:
                found.append(figure)
    return found


def _of_numbers(work: Callable[[list[float]], float | CellError]) -> Function:
    def function(given: list[Argument]) -> Value:
        found = _numbers(given)
        return found if isinstance(found, CellError) else work(found)

    return function


def _average(found: list[float]) -> float | CellError:
    return math.fsum(found) / len(found) if found else CellError.DIVISION


def _rounded(way: str) -> Function:
    def function(given: list[Argument]) -> Value:
        value = number(single(given[0]))
        places = number(single(given[1])) if len(given) > 1 else 0.0
        if isinstance(value, CellError) or isinstance(places, CellError):
            return value if isinstance(value, CellError) else places
        try:  # by the shortest decimal, as people read it: 2.675 is no 2.67499999
            return float(Decimal(repr(value)).quantize(Decimal(1).scaleb(-int(places)), way))
        except (InvalidOperation, ValueError, OverflowError):
            return CellError.NUMBER

    return function


def _of_number(work: Callable[[float], float]) -> Function:
    def function(given: list[Argument]) -> Value:
        value = number(single(given[0]))
        if isinstance(value, CellError):
            return value
        try:
            return float(work(value))
        except (ValueError, OverflowError):
            return CellError.NUMBER

    return function


def _of_truths(work: Callable[[Iterable[bool]], bool]) -> Function:
    def function(given: list[Argument]) -> Value:
        found: list[bool] = []
        for each in given:
            for value in flattened([each]):
                if isinstance(each, tuple) and (value is None or (_is_text(value))):
                    continue
                if isinstance(said := truth(value), CellError):
                    return said
                found.append(said)
        return work(found) if found else CellError.VALUE

    return function


def _negated(given: list[Argument]) -> Value:
    said = truth(single(given[0]))
    return said if isinstance(said, CellError) else not said


def _counted(of: Callable[[Value], bool]) -> Function:
    return lambda given: float(sum(map(of, flattened(given))))


def _is_number(value: Value) -> bool:
    return isinstance(value, float)


def _is_text(value: Value) -> bool:
    return isinstance(value, str) and not isinstance(value, CellError)


def _asked(of: Callable[[Value], bool]) -> Function:
    return lambda given: of(single(given[0]))


def _meets(wanted: Value) -> Callable[[Value], bool]:
    """Whether a value meets a condition as COUNTIF writes it: `A`, `>=0.6`, `<>`. Wildcards are refused."""
    said = text(wanted)
    sign = next((each for each in (">=", "<=", "<>", ">", "<", "=") if said.startswith(each)), "")
    if any(each in said for each in _WILD):
        raise UnworkableError("COUNTIF dengan * atau ?")
    bare = said.removeprefix(sign)
    meant = _criterion(bare)
    if not bare:
        return (lambda value: value is not None) if sign == "<>" else (lambda value: value in (None, ""))

    def met(value: Value) -> bool:
        if isinstance(value, str) and isinstance(meant, float) and sign in ("", "=", "<>"):
            value = _criterion(value)  # a figure that stands there as a text is the same to COUNTIF
        alike = type(value) is type(meant)
        if sign in ("", "="):
            return alike and order(value, meant) == 0
        if sign == "<>":
            return not alike or order(value, meant) != 0
        way = order(value, meant)
        return alike and (way == (1 if ">" in sign else -1) or (way == 0 and "=" in sign))

    return met


def _criterion(said: str) -> Value:
    """What a text stands for in a condition: true, false, a number, or itself."""
    truth_meant = {"TRUE": True, "FALSE": False}.get(said.upper())
    if truth_meant is not None:
        return truth_meant
    figure = number(said) if said else CellError.VALUE
    return said if isinstance(figure, CellError) else figure


def _picked(given: list[Argument]) -> Iterator[Value]:
    """What SUMIF and AVERAGEIF take: the values beside those that meet the condition."""
    met = _meets(single(given[1]))
    values = list(flattened([given[0]]))
    beside = list(flattened([given[2]])) if len(given) > 2 else values
    if len(beside) != len(values):  # Excel takes cells that the formula does not name
        raise UnworkableError("SUMIF dengan rentang yang tidak sama panjang")
    yield from (value for each, value in zip(values, beside, strict=True) if met(each))


def _of_picked(work: Function) -> Function:
    return lambda given: work([(tuple(_picked(given)),)])


def _sumproduct(given: list[Argument]) -> Value:
    columns = [list(flattened([each])) for each in given]
    if len({*map(len, columns)}) != 1:
        return CellError.VALUE
    if error := next((value for column in columns for value in column if isinstance(value, CellError)), None):
        return error
    rows = zip(*columns, strict=True)
    return math.fsum(math.prod(float(v or 0) if _is_number(v) else 0.0 for v in row) for row in rows)


def _index(given: list[Argument]) -> Value:
    span = given[0] if isinstance(given[0], tuple) else ((given[0],),)
    places = [number(single(each)) for each in given[1:3]]
    if error := next((each for each in places if isinstance(each, CellError)), None):
        return error
    row, column = (*(int(each) for each in places if not isinstance(each, CellError)), 1)[:2]
    if len(span) == 1 and len(places) == 1:
        row, column = 1, row
    if 0 in (row, column):
        raise UnworkableError("INDEX yang mengambil seluruh baris atau kolom")
    if not (0 < row <= len(span) and 0 < column <= len(span[0])):
        return CellError.REFERENCE
    return span[row - 1][column - 1]


def _found(wanted: Value, values: list[Value], *, exact: bool) -> int | None:
    """The place of a value: the same, else the last that is not greater."""
    if exact:
        if isinstance(wanted, str) and any(each in wanted for each in _WILD):
            raise UnworkableError("pencarian dengan * atau ?")
        return next((at for at, each in enumerate(values) if each is not None and order(each, wanted) == 0), None)
    alike = [at for at, each in enumerate(values) if type(each) is type(wanted) and order(each, wanted) <= 0]
    return alike[-1] if alike else None


def _match(given: list[Argument]) -> Value:
    kind = number(single(given[2])) if len(given) > 2 else 1.0
    if kind == -1:
        raise UnworkableError("MATCH menurun")
    at = _found(single(given[0]), list(flattened([given[1]])), exact=kind == 0)
    return CellError.MISSING if at is None else float(at + 1)


def _lookup(*, upright: bool) -> Function:
    def function(given: list[Argument]) -> Value:
        span = given[1] if isinstance(given[1], tuple) else ((given[1],),)
        lines = span if upright else tuple(zip(*span, strict=True))
        step = number(single(given[2]))
        near = truth(single(given[3])) if len(given) > 3 else True
        if isinstance(step, CellError) or isinstance(near, CellError):
            return step if isinstance(step, CellError) else near
        at = _found(single(given[0]), [each[0] for each in lines], exact=not near)
        if at is None:
            return CellError.MISSING
        return lines[at][int(step) - 1] if 0 < step <= len(lines[at]) else CellError.REFERENCE

    return function


def _of_texts(work: Callable[[list[str]], Value]) -> Function:
    def function(given: list[Argument]) -> Value:
        values = list(flattened(given))
        error = next((each for each in values if isinstance(each, CellError)), None)
        return error or work([*map(text, values)])

    return function


def _cut(words: list[str]) -> Value:
    """MID(text; first; how many)."""
    first, many = number(words[1]), number(words[2])
    if isinstance(first, CellError) or isinstance(many, CellError) or first < 1 or many < 0:
        return CellError.VALUE
    return words[0][int(first) - 1 :][: int(many)]


def _ends(*, left: bool) -> Callable[[list[str]], Value]:
    def function(words: list[str]) -> Value:
        many = number(words[1]) if len(words) > 1 else 1.0
        if isinstance(many, CellError) or many < 0:
            return CellError.VALUE
        kept = min(int(many), len(words[0]))
        return words[0][:kept] if left else words[0][len(words[0]) - kept :]

    return function


FUNCTIONS: dict[str, Function] = {
    "ABS": _of_number(abs),
    "AND": _of_truths(all),
    "AVERAGE": _of_numbers(_average),
    "AVERAGEIF": _of_picked(_of_numbers(_average)),
    "CONCAT": _of_texts("".join),
    "CONCATENATE": _of_texts("".join),
    "COUNT": _counted(_is_number),
    "COUNTA": _counted(lambda value: value is not None),
    "COUNTBLANK": _counted(lambda value: value in (None, "")),
    "COUNTIF": lambda given: float(sum(map(_meets(single(given[1])), flattened([given[0]])))),
    "FALSE": lambda _: False,
    "HLOOKUP": _lookup(upright=False),
    "HYPERLINK": lambda given: single(given[-1]),
    "INDEX": _index,
    "INT": _of_number(math.floor),
    "ISBLANK": _asked(lambda value: value is None),
    "ISERROR": _asked(lambda value: isinstance(value, CellError)),
    "ISNA": _asked(lambda value: value is CellError.MISSING),
    "ISNUMBER": _asked(_is_number),
    "ISTEXT": _asked(_is_text),
    "LEFT": _of_texts(_ends(left=True)),
    "LEN": _of_texts(lambda words: float(len(words[0]))),
    "LOWER": _of_texts(lambda words: words[0].lower()),
    "MATCH": _match,
    "MAX": _of_numbers(lambda found: max(found, default=0.0)),
    "MID": _of_texts(_cut),
    "MIN": _of_numbers(lambda found: min(found, default=0.0)),
    "NA": lambda _: CellError.MISSING,
    "NOT": _negated,
    "OR": _of_truths(any),
    "RIGHT": _of_texts(_ends(left=False)),
    "ROUND": _rounded(ROUND_HALF_UP),
    "ROUNDDOWN": _rounded(ROUND_DOWN),
    "ROUNDUP": _rounded(ROUND_UP),
    "SUM": _of_numbers(math.fsum),
    "SUMIF": _of_picked(_of_numbers(math.fsum)),
    "SUMPRODUCT": _sumproduct,
    "TRIM": _of_texts(lambda words: " ".join(filter(None, words[0].split(" ")))),  # blanks alone, no other space
    "TRUE": lambda _: True,
    "UPPER": _of_texts(lambda words: words[0].upper()),
    "VALUE": lambda given: number(single(given[0])),
    "VLOOKUP": _lookup(upright=True),
}  # fmt: skip


def power(one: Value, other: Value) -> Value:
    """One number to the power of another."""
    left, right = number(one), number(other)
    if isinstance(left, CellError) or isinstance(right, CellError):
        return left if isinstance(left, CellError) else right
    try:
        found = left**right
    except ZeroDivisionError:
        return CellError.DIVISION
    except OverflowError:
        return CellError.NUMBER
    return found if isinstance(found, float) else CellError.NUMBER
