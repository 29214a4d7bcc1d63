"""The text of a formula → a term that gives its value, whatever stands in the cells that it reads.

openpyxl takes the text apart; here the pieces are put together by the precedence that Excel documents. What zi does
not work out is `UnworkableError` when it is needed, not before: a branch of an IF that is not taken may hold anything.
"""

import math
import re
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from zi_cli.workbook.cells import (
    LONGEST,
    CellError,
    CellSpan,
    UnworkableError,
    Value,
    number,
    order,
    single,
    text,
    truth,
)
from zi_cli.workbook.functions import FUNCTIONS, Argument, power


class Scope(Protocol):
    """Where the cells are that a formula reads."""

    def reach(self, reference: str) -> CellSpan:
        """The cells of a reference, as the formula writes it."""


Term = Callable[[Scope], Argument]
_BINDS = {"=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "&": 2, "+": 3, "-": 3, "*": 4, "/": 4, "^": 5}
_LOST = re.compile(r"#ref!", re.IGNORECASE)
"""LibreOffice writes it in small letters."""
_PREFIX = re.compile(r"^(?:_XLFN\.|_XLWS\.)+")


def term(formula: str) -> Term:
    """The term of a formula, with its `=`; UnworkableError where it is not taken apart at all."""
    from openpyxl.formula import Tokenizer

    try:
        written = _LOST.sub("#REF!", formula)
        pieces = [each for each in Tokenizer(written).items if each.type != "WHITE-SPACE"]
        made, at = _Reading(pieces).expression(0, 0)
    except (RecursionError, IndexError, ValueError, TypeError) as error:
        raise UnworkableError(formula[:40]) from error
    except Exception as error:  # openpyxl has an error of its own for what it cannot take apart
        raise UnworkableError(formula[:40]) from error
    if at < len(pieces):
        raise UnworkableError(formula[:40])
    return made


class _Reading:
    """The pieces of one formula; each method gives a term, and where it ended."""

    def __init__(self, pieces: Sequence[Any]) -> None:
        self._pieces = pieces

    def expression(self, at: int, least: int) -> tuple[Term, int]:
        """All that binds stronger than `least`."""
        left, at = self._operand(at)
        while at < len(self._pieces):
            piece = self._pieces[at]
            if piece.type == "OPERATOR-POSTFIX":
                left, at = _hundredth(left), at + 1
                continue
            binds = _BINDS.get(piece.value, 0) if piece.type == "OPERATOR-INFIX" else 0
            if binds <= least:
                break
            right, at = self.expression(at + 1, binds)
            left = _joined(piece.value, left, right)
        return left, at

    def _operand(self, at: int) -> tuple[Term, int]:
        piece = self._pieces[at]
        if piece.type == "OPERATOR-PREFIX":
            inner, after = self.expression(at + 1, 5)
            return (_negative(inner) if piece.value == "-" else inner), after
        if piece.type == "PAREN":
            inner, after = self.expression(at + 1, 0)
            return inner, after + 1
        if piece.type == "FUNC":
            return self._call(at)
        if piece.type == "OPERAND":
            return _constant(piece), at + 1
        raise UnworkableError(piece.value)

    def _call(self, at: int) -> tuple[Term, int]:
        name = _PREFIX.sub("", self._pieces[at].value.rstrip("(").upper())
        arguments: list[Term] = []
        at += 1
        while not self._closes(at):
            if self._separates(at):  # nothing between two commas
                arguments.append(_empty)
            else:
                argument, at = self.expression(at, 0)
                arguments.append(argument)
                if not (self._separates(at) or self._closes(at)):  # a blank: where two ranges meet
                    raise UnworkableError(name)
            if self._separates(at):
                at += 1
                if self._closes(at):
                    arguments.append(_empty)
        return _called(name, arguments), at + 1

    def _closes(self, at: int) -> bool:
        piece = self._pieces[at]
        return bool(piece.type == "FUNC" and piece.subtype == "CLOSE")

    def _separates(self, at: int) -> bool:
        return bool(self._pieces[at].type == "SEP")


def _empty(_: Scope) -> Value:
    return None


def _constant(piece: Any) -> Term:
    said = str(piece.value)
    if piece.subtype == "NUMBER":
        figure = float(said)
        return lambda _: figure
    if piece.subtype == "TEXT":
        words = said[1:-1].replace('""', '"')
        return lambda _: words
    if piece.subtype == "LOGICAL":
        return lambda _: said.upper() == "TRUE"
    if piece.subtype == "ERROR":
        error = CellError(said) if said in tuple(CellError) else CellError.REFERENCE
        return lambda _: error
    return lambda scope: scope.reach(said)


def _hundredth(inner: Term) -> Term:
    def work(scope: Scope) -> Value:
        value = number(single(inner(scope)))
        return value if isinstance(value, CellError) else value / 100

    return work


def _negative(inner: Term) -> Term:
    def work(scope: Scope) -> Value:
        value = number(single(inner(scope)))
        return value if isinstance(value, CellError) else -value

    return work


def _joined(sign: str, left: Term, right: Term) -> Term:
    work = _compared(sign) if _BINDS[sign] == 1 else _ARITHMETIC[sign]

    def joined(scope: Scope) -> Value:
        one, other = single(left(scope)), single(right(scope))
        if isinstance(one, CellError):
            return one
        return other if isinstance(other, CellError) else work(one, other)

    return joined


def _compared(sign: str) -> Callable[[Value, Value], Value]:
    wanted = {"=": (0,), "<>": (-1, 1), "<": (-1,), ">": (1,), "<=": (-1, 0), ">=": (0, 1)}[sign]
    return lambda one, other: order(_compared_by(one), _compared_by(other)) in wanted


def _compared_by(value: Value) -> Value:
    """A value as a formula compares it: a number by its fifteen digits, so that 0.1+0.2 is 0.3."""
    return float(f"{value:.15g}") if isinstance(value, float) else value


def _figured(work: Callable[[float, float], float | CellError]) -> Callable[[Value, Value], Value]:
    def figured(one: Value, other: Value) -> Value:
        left, right = number(one), number(other)
        if isinstance(left, CellError) or isinstance(right, CellError):
            return left if isinstance(left, CellError) else right
        found = work(left, right)
        return found if isinstance(found, CellError) or math.isfinite(found) else CellError.NUMBER

    return figured


def _together(one: Value, other: Value) -> Value:
    words = text(one) + text(other)
    return words if len(words) <= LONGEST else CellError.VALUE


_ARITHMETIC: dict[str, Callable[[Value, Value], Value]] = {
    "+": _figured(lambda one, other: one + other),
    "-": _figured(lambda one, other: one - other),
    "*": _figured(lambda one, other: one * other),
    "/": _figured(lambda one, other: one / other if other else CellError.DIVISION),
    "^": power,
    "&": _together,
}


def _called(name: str, arguments: Sequence[Term]) -> Term:
    if name in _LAZY:
        work = _LAZY[name]
        return lambda scope: work(scope, arguments)
    function = FUNCTIONS.get(name)

    def called(scope: Scope) -> Value:
        if function is None:
            raise UnworkableError(name)
        try:
            return function([each(scope) for each in arguments])
        except IndexError as error:  # too few arguments
            raise UnworkableError(name) from error
        except OverflowError:
            return CellError.NUMBER

    return called


def _if(scope: Scope, arguments: Sequence[Term]) -> Argument:
    said = truth(single(arguments[0](scope)))
    if isinstance(said, CellError):
        return said
    if said:
        return arguments[1](scope)
    return arguments[2](scope) if len(arguments) > 2 else False


def _ifs(scope: Scope, arguments: Sequence[Term]) -> Argument:
    for condition, meant in zip(arguments[::2], arguments[1::2], strict=False):
        said = truth(single(condition(scope)))
        if isinstance(said, CellError):
            return said
        if said:
            return meant(scope)
    return CellError.MISSING


def _if_error(scope: Scope, arguments: Sequence[Term]) -> Argument:
    value = single(arguments[0](scope))
    return arguments[1](scope) if isinstance(value, CellError) else value


def _if_missing(scope: Scope, arguments: Sequence[Term]) -> Argument:
    value = single(arguments[0](scope))
    return arguments[1](scope) if value is CellError.MISSING else value


def _choose(scope: Scope, arguments: Sequence[Term]) -> Argument:
    at = number(single(arguments[0](scope)))
    if isinstance(at, CellError):
        return at
    return arguments[int(at)](scope) if 1 <= at < len(arguments) else CellError.VALUE


def _switch(scope: Scope, arguments: Sequence[Term]) -> Argument:
    value = single(arguments[0](scope))
    if isinstance(value, CellError):
        return value
    for pattern, meant in zip(arguments[1::2], arguments[2::2], strict=False):
        if order(value, single(pattern(scope))) == 0:
            return meant(scope)
    return arguments[-1](scope) if len(arguments) % 2 == 0 else CellError.MISSING


_LAZY: dict[str, Callable[[Scope, Sequence[Term]], Argument]] = {
    "IF": _if, "IFS": _ifs, "IFERROR": _if_error, "IFNA": _if_missing, "CHOOSE": _choose, "SWITCH": _switch,
}  # fmt: skip
