"""How like two texts are, however they are spelt: shared runs of three letters (Dice), from 0 to 1."""

import re
from collections import Counter
from functools import lru_cache

_OTHER = re.compile(r"[^a-z0-9]+")


def letters(text: str) -> str:
    """A text in small letters and figures, words parted by one blank."""
    return _OTHER.sub(" ", text.casefold()).strip()


@lru_cache(maxsize=4096)
def _runs(text: str) -> frozenset[tuple[str, int]]:
    """The runs of three letters in a text, the second one of a kind told from the first."""
    padded, seen = f" {letters(text)} ", Counter[str]()
    found = set()
    for at in range(len(padded) - 2):
        run = padded[at : at + 3]
        found.add((run, seen[run]))
        seen[run] += 1
    return frozenset(found)


def likeness(one: str, other: str) -> float:
    """1 for the same words, 0 for nothing in common."""
    mine, theirs = _runs(one), _runs(other)
    both = len(mine) + len(theirs)
    return 2 * len(mine & theirs) / both if both else 0.0
