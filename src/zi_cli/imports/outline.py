"""What a plan is made from: the areas and questions of a sheet, as far as rows are recognised by them."""

import re
from typing import NamedTuple

from zi_cli.frozen import frozen
from zi_cli.imports.likeness import letters, likeness
from zi_cli.plan.kode import Kode, from_roman

_WORD = r"area(?: +perubahan)?|pilar|pokja|kelompok kerja"
_AREA = re.compile(
    rf"(?i)(?:(?P<word>{_WORD})\b[ :.-]*)?"
    rf"(?P<number>[1-9]|[ivx]+|[a-f])?(?(number)(?:[.):]|\b)[ :.-]*)(?:(?P<after>{_WORD})\b[ :.-]*)?(?P<name>.*?)"
    r"(?: *\([^()]*\))?"
)
"""How titles of areas are written: `AREA I: Manajemen Perubahan`, `2. POKJA PENATAAN TATALAKSANA (Ketua: …)`."""
_LIKE, _NAMED = 0.6, 0.45


class Question(NamedTuple):
    """A question of the sheet with the words by which it is known."""

    kode: Kode
    words: tuple[str, ...]
    komponen: str
    """The name of its sub-component."""


@frozen
class Outline:
    """The areas by their numbers, and the questions in the sheet's order."""

    areas: dict[int, str]
    questions: tuple[Question, ...]

    def area_of(self, text: str, *, alone: bool = True) -> tuple[int, str] | None:
        """The area that a title names, with its name as printed; None where it names none.

        Not `alone` it stands in a column of areas, where a number and the beginning of a name are enough.
        """
        found = _AREA.fullmatch(" ".join(text.split()))
        if found is None:
            return None
        name = found["name"].strip(" :.-")
        number, like = max(
            ((number, likeness(name, known)) for number, known in self.areas.items()), key=lambda each: each[1]
        )
        printed, meant = _counted(found["number"] or ""), found["word"] or found["after"] or not alone
        if meant and like >= _NAMED:
            return number, name
        if like >= _LIKE and like >= self.komponen_like(name):
            return number, name
        if meant and found["number"] and printed in self.areas and (not name or like >= 0.2):
            return printed, name or self.areas[printed]
        return None

    def komponen_like(self, text: str) -> float:
        """How like a text is to the name of some sub-component."""
        return max((likeness(text, each) for each in {one.komponen for one in self.questions}), default=0.0)

    def komponen_of(self, kode: Kode) -> str:
        """The name of the sub-component that a code belongs to."""
        near = (each.komponen for each in self.questions if each.kode[:3] == kode[:3])
        return next(near, f"Komponen {kode.area}.{kode.subkomponen}")

    def words_of(self, kode: Kode) -> str:
        """The words of the question that a code answers; empty where it answers none."""
        return next((each.words[0] for each in self.questions if each.kode == kode._replace(cabang=1)), "")

    def question_like(self, text: str) -> float:
        """How like a text is to the question that is most like it."""
        return max((likeness(text, words) for each in self.questions for words in each.words), default=0.0)


def _counted(text: str) -> int:
    if text.isdigit():
        return int(text)
    return from_roman(text) or (ord(text.lower()) - 96 if len(text) == 1 else 0)


def half_of(text: str) -> bool | None:
    """Whether a title begins the Reform half of the sheet (True) or Pemenuhan (False); None where it is no such."""
    said = set(letters(text).split())
    if said & {"pengungkit"} and len(said) < 4:
        return False
    if len(said) > 6 or not said & {"reform", "pemenuhan"}:
        return None
    return "reform" in said
