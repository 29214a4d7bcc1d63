"""How like two texts are, however they are spelt: shared runs of three letters (Dice), from 0 to 1."""

import re
from collections import Counter
from functools import lru_cache

_OTHER = re.compile(r"[^a-z0-9]+")


def letters(text: str) -> str:
    """A text in small letters and figures, words parted by one blank."""
    return _OTHER.sub(" ", text.casefold()).strip()


@lru_cache(maxsize=4096)
def _runs(text: str) -> Counter[str]:
    padded = f" {letters(text)} "
    return Counter(padded[at : at + 3] for at in range(len(padded) - 2))


def likeness(one: str, other: str) -> float:
    """1 for the same words, 0 for nothing in common."""
    mine, theirs = _runs(one), _runs(other)
    both = mine.total() + theirs.total()
    return 2 * (mine & theirs).total() / both if both else 0.0
