"""Cells of a ministry's workbook that say whether a gate is passed: from which figure on, and from which zi does.

Such a cell is known by what it does: its word changes when one part of the sheet goes from nothing to all its points.
Where it changes is found by halving.
"""

from collections.abc import Iterator
from fractions import Fraction

from zi_cli.frozen import frozen
from zi_cli.imports.ministry import TOTAL
from zi_cli.imports.trials import Trials
from zi_cli.imports.trying import TriedBook, figure
from zi_cli.lke.lembar import GateKind, Lembar
from zi_cli.workbook.cells import CellError, UnworkableError
from zi_cli.workbook.workings import CellPlace, Workings

_STEPS = 50
_NEAR = 1e-6


@frozen
class _Limit:
    """What a gate is on, and the least of it."""

    parts: dict[str, float]
    """The codes of the parts that it adds up, each with all its points."""
    least: dict[str, float]
    """In points, for each predicate."""

    @property
    def weight(self) -> float:
        """All the points there are."""
        return sum(self.parts.values())


def limits(empty: TriedBook) -> Iterator[str]:
    """A sentence for each cell whose gate is another than zi's."""
    trials = Trials(empty.sheet, empty.setting)
    asked = _Words(empty, empty.with_answers(trials.best).workings, empty.with_answers(trials.worst).workings)
    gates = [
        each for each in _gates(empty.sheet)
        if all(code in empty.book.parts or code in empty.book.asked for code in each.parts)
    ]  # fmt: skip
    for place in filter(asked.changes, empty.workings.formulas):
        gate = next((each for each in gates if asked.decides(each, place)), None)
        if gate is not None:
            yield from asked.compared(gate, place)


def _gates(sheet: Lembar) -> Iterator[_Limit]:
    weights = {each.kode: each.bobot for each in sheet.every_area}
    weights |= {each.kode: each.bobot for each in sheet.semua_subkomponen}
    weights |= {code: each.maksimum for code, each in sheet.butir.items()}
    weights[sheet.bagian.pengungkit] = sum((each.bobot for each in sheet.pengungkit), Fraction(0))
    weights[sheet.bagian.hasil] = sum((each.bobot for each in sheet.hasil), Fraction(0))
    weights[TOTAL] = sheet.bobot
    gates = [(predikat.value, gate) for predikat in sheet.ambang for gate in sheet.gates(predikat)]
    for of in dict.fromkeys(gate.of for _, gate in gates if gate.kind is not GateKind.AREAS):
        yield _Limit({of: float(weights[of])}, {name: float(gate.least) for name, gate in gates if gate.of == of})
    share = {name: gate.least / 100 for name, gate in gates if gate.kind is GateKind.AREAS}
    for halves in sheet.areas.values() if share else ():
        for areas in ([area for _, area in halves], *([area] for _, area in halves)):
            parts = {each.kode: float(each.bobot) for each in areas}
            yield _Limit(parts, {name: float(each) * sum(parts.values()) for name, each in share.items()})


@frozen
class _Words:
    """The words of cells, with everything answered best and worst."""

    empty: TriedBook
    best: Workings
    worst: Workings

    def changes(self, place: CellPlace) -> bool:
        """Whether a cell says one word at best and another at worst."""
        passed, failed = _said(self.best, place), _said(self.worst, place)
        return passed is not None and failed is not None and passed != failed

    def decides(self, gate: _Limit, place: CellPlace) -> bool:
        """Whether what a gate is on alone decides what a cell says, whatever the rest is."""
        passed, failed = _said(self.best, place), _said(self.worst, place)
        return self._with(self.best, gate, place, 0) == failed and self._with(self.worst, gate, place, 1) == passed

    def _with(self, workings: Workings, gate: _Limit, place: CellPlace, part: float) -> str | bool | None:
        """What a cell says with so much of the points that the gate is on."""
        instead = {self.empty.cell(code): weight * part for code, weight in gate.parts.items()}
        return _said(workings.given(instead), place)

    def compared(self, gate: _Limit, place: CellPlace) -> Iterator[str]:
        """From which figure on it says that the gate is passed, where zi says so from another on."""
        failed, low, high = _said(self.worst, place), 0.0, 1.0
        for _ in range(_STEPS):
            middle = (low + high) / 2
            below = self._with(self.worst, gate, place, middle) == failed
            low, high = (middle, high) if below else (low, middle)
        there = high * gate.weight
        where = f"Ambang di {place.sheet}!{place.address} atas {self.empty.name(next(iter(gate.parts)))}"
        own = ", ".join(f"{name} {figure(each)}" for name, each in gate.least.items())
        same = next((each for each in gate.least.values() if abs(each - there) < _NEAR), None)
        if same is None:
            yield f"{where}: rumus lembar itu mensyaratkan {figure(there)}, zi {own}."
        elif self._with(self.worst, gate, place, same / gate.weight) == failed:
            yield f'{where}: tepat pada {figure(same)} rumus lembar itu menyatakan "{failed}", zi terpenuhi.'


def _said(workings: Workings, place: CellPlace) -> str | bool | None:
    """The word of a cell, true and false too; None where it says a figure or an error, or is not worked out."""
    try:
        said = workings.value(place)
    except UnworkableError:
        return None
    return said if isinstance(said, str | bool) and not isinstance(said, CellError) else None
