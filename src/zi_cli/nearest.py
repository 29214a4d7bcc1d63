"""When two words are one, and the nearest known word to one that is not known."""

from collections.abc import Iterable
from functools import lru_cache


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """What is left of a text where case, folds and the encoding of its letters are not told apart.

    A Mac gives names with their accents apart (NFD), keyboards with them together (NFC): both are one name.
    """
    if not text.isascii():
        from unicodedata import normalize

        text = normalize("NFC", normalize("NFC", text).casefold())
    return " ".join(text.casefold().split())


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The word of `known` most like `word` (letters' case aside), or None where none is like it.

    Several words are compared as a whole and each by itself: `tiap bulan` is most like `bulanan`.
    """
    from difflib import SequenceMatcher, get_close_matches

    by_folded = {folded(candidate): candidate for candidate in known}
    typed = folded(word)
    found = [
        (SequenceMatcher(None, part, match).ratio(), match)
        for part in dict.fromkeys((typed, *typed.split()))
        for match in get_close_matches(part, by_folded, n=1, cutoff=0.6)
    ]
    return by_folded[max(found)[1]] if found else None
