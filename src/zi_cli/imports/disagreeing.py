"""Where the formulas of a ministry's workbook and zi disagree: told with both figures, never mended.

Each formula is worked out with answers that bring every fault to light (`trials`). A level is compared with what the
workbook itself says of the level below it, so that a fault is told where it stands, once, and not again in every sum
above.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from zi_cli.frozen import evolve, frozen
from zi_cli.imports.likeness import letters
from zi_cli.imports.limits import limits
from zi_cli.imports.ministry import KINDS, TOTAL, Book
from zi_cli.imports.trials import Trials
from zi_cli.imports.trying import TriedBook, alike, figure
from zi_cli.lke.jawaban import Jawaban
from zi_cli.lke.lembar import Subkomponen, Tipe
from zi_cli.workbook.cells import CellError, Value

_NAMED = 8
"""How many questions a sentence names; of more it says how many they are."""


def scales(book: Book) -> Iterator[str]:
    """A sentence for each question that the workbook asks in another scale."""
    kind = book.columns.kind
    for code, asked in book.asked.items():
        cell = book.cell(asked.row, kind) if kind is not None else None
        said = KINDS.get(letters(cell.text)) if cell else None
        own = asked.butir.pertanyaan.tipe
        if said is not None and said is not own:
            there = cell.text if cell else ""
            yield f"{code} (baris {asked.row + 1}): lembar itu menilainya sebagai {there}, zi sebagai {own}."


def disagreements(empty: TriedBook) -> list[str]:
    """A sentence for each fault of a workbook's formulas, with the settings of the plan."""
    told = list(scales(empty.book))
    return told if empty.book.columns.score is None else [*told, *_Tried(empty).told(), *limits(empty)]


def shown(value: Value) -> str:
    """A figure as it is told: as many digits as tell it from its neighbour."""
    if isinstance(value, float):
        return figure(value, 9)
    return f'"{value}"' if isinstance(value, str) and not isinstance(value, CellError) else str(value)


@frozen(slots=False)
class _Tried:
    """A workbook under all its trials."""

    empty: TriedBook

    def told(self) -> Iterator[str]:
        """A sentence for each fault."""
        yield from self._questions()
        for sub in self.empty.sheet.semua_subkomponen:
            if sub.kode in self.empty.book.parts and all(each.kode in self._asked for each in sub.pertanyaan):
                yield from self._sub(sub)
        for code, below in self._sums().items():
            if all(each in self.empty.book.parts for each in (code, *below)):
                yield from self._sum(code, below)

    @cached_property
    def _asked(self) -> tuple[str, ...]:
        return tuple(self.empty.book.asked)

    @cached_property
    def _trials(self) -> Trials:
        return Trials(self.empty.sheet, self.empty.setting)

    @cached_property
    def _based(self) -> TriedBook:
        """The workbook, with the unit of each of its scores known."""
        best = self.empty.with_answers(self._trials.best)
        subs = [each for each in self.empty.sheet.semua_subkomponen if each.kode in self.empty.book.parts]
        means = {
            each.kode: float(each.bobot) for each in subs if alike(best.figure(each.kode), 1.0) and each.bobot != 1
        }
        few = 2 * len(means) < len(subs)  # then it is a fault of these
        return evolve(
            self.empty, unit={code: self._unit(best, code) for code in self._asked}, means={} if few else means
        )

    @staticmethod
    def _unit(best: TriedBook, code: str) -> float:
        butir, there = best.sheet.butir[code], best.figure(code)
        most = float(butir.maksimum)
        points = isinstance(there, float) and abs(there - most) < abs(there - 1)
        return most if points or (butir.area is None and there != 1) else 1.0

    @cached_property
    def _best(self) -> TriedBook:
        return self._based.with_answers(self._trials.best)

    @cached_property
    def _alone(self) -> list[TriedBook]:
        return [self._based.with_answers(answers) for answers in self._trials.alone()]

    @cached_property
    def _mixed(self) -> list[TriedBook]:
        return [self._based.with_answers(answers) for answers in self._trials.mixed()]

    def _questions(self) -> Iterator[str]:
        """The answers whose scores are others there; questions that differ alike stand together."""
        found: dict[tuple[str, str, str], dict[str, Jawaban]] = {}
        none = self._based.with_answers(self._trials.without_cases)
        seen: set[tuple[str, str]] = set()
        for trial in (self._best, *self._alone, *self._mixed, none):
            for code in self._asked:
                there, here = trial.figure(code), trial.own(code)
                if there is None or alike(there, here):
                    continue
                answer = trial.answers[code]
                what = (answer.teks or "") if self._lettered(code) else "" if isinstance(there, float) else str(there)
                if (code, what) not in seen:  # of counts, one example each
                    seen.add((code, what))
                    key = (what, shown(there), shown(here)) if what else (code, shown(there), shown(here))
                    found.setdefault(key, {})[code] = answer
        for (_, given, own), cases in found.items():
            yield f"{self._case(cases)}: rumus lembar itu memberi {given}, zi {own}."

    def _lettered(self, code: str) -> bool:
        return self.empty.sheet.butir[code].pertanyaan.tipe not in (Tipe.PERSEN, Tipe.INDEKS)

    def _case(self, cases: dict[str, Jawaban]) -> str:
        """Which answer to which questions, with their cells."""
        code, answer = next(iter(cases.items()))
        named = ", ".join(map(self.empty.name, list(cases)[:_NAMED]))
        names = f"{named} dan {len(cases) - _NAMED} pertanyaan lain" if len(cases) > _NAMED else named
        if answer.hitungan is None:
            return f"Jawaban {answer} pada {names}"
        return f"{names} dengan {answer}" if len(cases) == 1 else f"{names}, misalnya {code} dengan {answer}"

    def _sub(self, sub: Subkomponen) -> Iterator[str]:
        name = self.empty.name(sub.kode)
        whole, wanted = self._best.points(sub.kode), self._best.added(sub)
        if isinstance(whole, float) and wanted is not None and not alike(whole, wanted):
            yield f"{name}: dengan semua jawaban terbaik rumus lembar itu memberi {shown(whole)}, zi {shown(wanted)}."
            return
        alone = [
            (asked.kode, trial.points(sub.kode), trial.added(sub))
            for asked, trial in zip(sub.pertanyaan, self._alone, strict=False)
        ]
        lost = [(code, here) for code, there, here in alone if here and alike(there, 0.0)]
        if lost:
            code, missed = lost[0]
            yield (
                f"{name}: rumus lembar itu tidak menghitung {', '.join(each for each, _ in lost)}; "
                f"jika hanya {code} berjawaban terbaik, di sana 0, di zi {shown(missed)}."
            )
            return
        yield from self._otherwise(sub.kode, lambda trial: trial.added(sub))

    def _sums(self) -> dict[str, list[str]]:
        """Areas, halves, both parts and the whole, each with what stands right below it."""
        sheet = self.empty.sheet
        below = {area.kode: [each.kode for each in area.subkomponen] for area in sheet.every_area}
        below |= {half.kode: [each.kode for each in half.area] for half in sheet.pengungkit}
        below[sheet.bagian.pengungkit] = [each.kode for each in sheet.pengungkit]
        below[sheet.bagian.hasil] = [each.kode for each in sheet.hasil]
        below[TOTAL] = [sheet.bagian.pengungkit, sheet.bagian.hasil]
        return below

    def _sum(self, code: str, below: Sequence[str]) -> Iterator[str]:
        lost = [each for each in below if all(self._lacks(trial, code, below, each) for trial in self._mixed)]
        if len(lost) == 1:
            best = self._best
            yield (
                f"{self.empty.name(code)}: rumus lembar itu tidak menghitung {self.empty.name(lost[0])}; "
                f"dengan semua jawaban terbaik di sana {shown(best.figure(code))}, di zi {shown(best.summed(below))}."
            )
            return
        yield from self._otherwise(code, lambda trial: trial.summed(below))

    @staticmethod
    def _lacks(trial: TriedBook, code: str, below: Sequence[str], one: str) -> bool:
        return alike(trial.points(code), trial.summed([each for each in below if each != one]))

    def _otherwise(self, code: str, own: Callable[[TriedBook], float | None]) -> Iterator[str]:
        """Any other difference, by the first trial that shows it."""
        for trial in (self._best, *self._alone, *self._mixed):
            there, here = trial.points(code), own(trial)
            if there is not None and here is not None and not alike(there, here):
                yield (
                    f"{self.empty.name(code)}: dari nilai yang sama di bawahnya rumus lembar itu memberi "
                    f"{shown(there)}, zi {shown(here)}."
                )
                return
