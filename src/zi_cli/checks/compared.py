"""Texts as rules hold one against another: small letters, folds and closing marks away, and their words.

Offices ask for the same documents and copy the same indicators: what was read once is kept.
"""

import re
from functools import lru_cache

from zi_cli.nearest import folded

_KATA = re.compile(r"[^\W_]+")


@lru_cache(maxsize=4096)
def as_compared(text: str) -> str:
    """A text as it is compared with another: without case, folds, and the mark at its end."""
    return folded(text).rstrip(" .;:")


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in small letters."""
    return tuple(_KATA.findall(folded(text)))
