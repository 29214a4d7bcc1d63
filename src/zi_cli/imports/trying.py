"""A ministry's workbook with some answers in it: what its formulas give, and what zi gives, part by part."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from zi_cli.frozen import evolve, field, frozen
from zi_cli.imports.entering import entries
from zi_cli.imports.ministry import TOTAL, Book
from zi_cli.lke.figures import rounded_to
from zi_cli.lke.jawaban import Jawaban, Lapis, Pembulatan, Setelan
from zi_cli.lke.lembar import Lembar, Subkomponen
from zi_cli.lke.penilaian import nilai
from zi_cli.workbook.cells import UnworkableError, Value
from zi_cli.workbook.workings import CellPlace, Workings

_SAME = 1e-9


def figure(value: float, places: int = 6) -> str:
    """A figure as it is told: as many places as it has, with a comma."""
    return f"{value:.{places}f}".rstrip("0").rstrip(".").replace(".", ",")


def alike(one: Value, other: Value) -> bool:
    """Whether two figures are the same to nine digits behind the point."""
    return isinstance(one, float) and isinstance(other, float) and abs(one - other) <= _SAME


@frozen(slots=False)
class TriedBook:
    """A workbook beside zi's sheet, under the settings of one plan, with answers in it."""

    workings: Workings
    book: Book
    sheet: Lembar
    setting: Setelan
    answers: Mapping[str, Jawaban]
    unit: Mapping[str, float]
    """What it gives to the best answer of a question: 1, or all its points at once."""
    means: Mapping[str, float] = field(default_factory=dict)
    """The weights of sub-components where it shows their means, from 0 to 1, and weighs them further up."""

    def with_answers(self, answers: Mapping[str, Jawaban]) -> "TriedBook":
        """The same with these answers of the office in it, and no others."""
        column = self.book.columns.answers[Lapis.SATKER]
        rows = [row for each in self.book.asked.values() for row in (each.row, *(at for at, _ in each.counts.values()))]
        typed: dict[tuple[int, int], Value] = dict.fromkeys((row, column) for row in rows)
        for code, answer in answers.items():
            if asked := self.book.asked.get(code):
                typed.update(entries(self.book, asked, Lapis.SATKER, answer))
        own = {self.book.place(*at): value for at, value in typed.items()}
        formulas = self.workings.formulas
        given = self.workings.given({at: value for at, value in own.items() if at not in formulas})
        return evolve(self, workings=given, answers=answers)

    def cell(self, code: str) -> CellPlace:
        """Where the workbook scores a question or a part of the sheet."""
        row = self.book.asked[code].row if code in self.book.asked else self.book.parts[code]
        return self.book.place(row, self.book.columns.score or 0)

    def figure(self, code: str) -> Value:
        """What the workbook gives to a question or a part; None where zi does not work it out."""
        try:
            found = self.workings.value(self.cell(code))
        except UnworkableError:
            return None
        return "" if found is None else found

    def points(self, code: str) -> Value:
        """The points that a part stands for in the workbook."""
        found = self.figure(code)
        return found * self.means.get(code, 1.0) if isinstance(found, float) else found

    def own(self, code: str) -> float:
        """What zi gives to a question's answer, in the workbook's unit."""
        asked = self.sheet.butir[code].pertanyaan
        return float(nilai(self.sheet, self.setting, asked, self.answers[code])) * self.unit.get(code, 1.0)

    def added(self, sub: Subkomponen) -> float | None:
        """What a sub-component is by zi's way of adding, from the workbook's own scores of its questions."""
        points = []
        for each in sub.pertanyaan:
            score = self.figure(each.kode)
            if not isinstance(score, float):
                return None
            points.append(score / self.unit[each.kode] * float(self.sheet.butir[each.kode].maksimum))
        if self.setting.pembulatan is not Pembulatan.SUBKOMPONEN:
            return sum(points)
        parts = points if any(each.bobot for each in sub.pertanyaan) else [sum(points)]
        return float(sum(rounded_to(Fraction(f"{each:.9f}")) for each in parts))

    def summed(self, codes: Sequence[str]) -> float | None:
        """What a part is, from the workbook's own figures of the parts below it."""
        figures = [self.points(code) for code in codes]
        found = [each for each in figures if isinstance(each, float)]
        return sum(found) if len(found) == len(figures) else None

    def name(self, code: str) -> str:
        """A question or a part as people find it there: its code, its name, its cell."""
        names = {each.kode: each.nama for each in self.sheet.semua_subkomponen}
        names |= {each.kode: each.nama for each in self.sheet.every_area}
        names |= {each.kode: each.nama for each in self.sheet.pengungkit}
        names |= {self.sheet.bagian.pengungkit: "Pengungkit", self.sheet.bagian.hasil: "Hasil"}
        said = "Nilai total" if code == TOTAL else f"{code} {names[code]}" if code in names else code
        return f"{said} ({self.cell(code).address})"
