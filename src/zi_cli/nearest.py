"""The nearest known word to one that is not known."""

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The word of `known` most like `word` (letters' case aside), or None where none is like it.

    Several words are compared as a whole and each by itself: `tiap bulan` is most like `bulanan`.
    """
    from difflib import SequenceMatcher, get_close_matches

    by_folded = {candidate.casefold(): candidate for candidate in known}
    folded = word.casefold()
    found = [
        (SequenceMatcher(None, part, match).ratio(), match)
        for part in dict.fromkeys((folded, *folded.split()))
        for match in get_close_matches(part, by_folded, n=1, cutoff=0.6)
    ]
    return by_folded[max(found)[1]] if found else None
