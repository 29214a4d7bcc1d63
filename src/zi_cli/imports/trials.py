"""Answers to try a ministry's formulas with: every letter, every question alone, counts of every kind.

A mean that leaves a question out, another weight, another score of a letter: each shows in one of these, whatever the
office itself answers. They are the same each time.
"""

import itertools
import random
from collections.abc import Iterator
from functools import cached_property

from zi_cli.frozen import frozen
from zi_cli.lke.jawaban import Jawaban, Setelan
from zi_cli.lke.lembar import Lembar, Pertanyaan, Tipe
from zi_cli.lke.penilaian import nilai, salah

TrialAnswers = dict[str, Jawaban]
_COUNTS = (0, 1, 2, 3, 5, 8)
_MIXED = 12
_LETTERS = 5


@frozen(slots=False)
class Trials:
    """Answers to one sheet, under the settings of one plan."""

    sheet: Lembar
    setting: Setelan

    @property
    def best(self) -> TrialAnswers:
        """To every question the answer that scores most."""
        return {code: said[0] for code, said in self._options.items()}

    @property
    def worst(self) -> TrialAnswers:
        """To every question the answer that scores least."""
        return {code: said[-1] for code, said in self._options.items()}

    def alone(self) -> Iterator[TrialAnswers]:
        """The n-th question of every sub-component answered best, all others worst."""
        subs = self.sheet.semua_subkomponen
        for at in range(max(len(each.pertanyaan) for each in subs)):
            chosen = {each.pertanyaan[at].kode for each in subs if at < len(each.pertanyaan)}
            yield {code: said[0 if code in chosen else -1] for code, said in self._options.items()}

    def mixed(self) -> Iterator[TrialAnswers]:
        """Every letter in its turn, then answers at random."""
        for at in range(_LETTERS):
            yield {code: said[min(at, len(said) - 1)] for code, said in self._options.items()}
        chance = random.Random(2026)  # no secret: it only has to be the same each time
        for _ in range(_MIXED):
            yield {code: chance.choice(said) for code, said in self._options.items()}

    @property
    def without_cases(self) -> TrialAnswers:
        """All best, but every count 0 where that is an answer."""
        nothing = {
            code: Jawaban(None, dict.fromkeys(each.pertanyaan.isian, "0"))
            for code, each in self.sheet.butir.items()
            if each.pertanyaan.tipe is Tipe.PERSEN
        }
        butir = self.sheet.butir
        can_be = {code: each for code, each in nothing.items() if not _wrong(self.sheet, butir[code].pertanyaan, each)}
        return self.best | can_be

    @cached_property
    def _options(self) -> dict[str, list[Jawaban]]:
        """Answers to every question, the best first and the worst last."""
        return {code: list(_of(self.sheet, self.setting, each.pertanyaan)) for code, each in self.sheet.butir.items()}


def _of(sheet: Lembar, setting: Setelan, asked: Pertanyaan) -> Iterator[Jawaban]:
    if asked.tipe is Tipe.PERSEN:
        yield from _counted(sheet, setting, asked)
    elif asked.tipe is Tipe.INDEKS:
        yield from (Jawaban(text) for text in (f"{sheet.indeks}.00", "3.60", "2.35", "1.05", "0.00"))
    else:
        yield from map(Jawaban, sheet.pilihan(asked.tipe))


def _counted(sheet: Lembar, setting: Setelan, asked: Pertanyaan) -> Iterator[Jawaban]:
    """Counts that can be, of something; the best score first."""
    assert asked.penyebut is not None
    found = []
    for counts in itertools.product(_COUNTS, repeat=len(asked.isian)):
        said = dict(zip(asked.isian, counts, strict=True))
        answer = Jawaban(None, {name: str(count) for name, count in said.items()})
        if asked.penyebut.tally(said) > 0 and not _wrong(sheet, asked, answer):
            found.append((nilai(sheet, setting, asked, answer), answer))
    yield from (answer for _, answer in sorted(found, key=lambda each: -each[0]))


def _wrong(sheet: Lembar, asked: Pertanyaan, answer: Jawaban) -> bool:
    return next(salah(sheet, asked, answer), None) is not None
