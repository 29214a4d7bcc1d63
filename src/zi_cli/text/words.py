"""The words that changed from one text to another, for people."""

from difflib import SequenceMatcher

SHORT = 8
"""Texts of so many words are shown whole."""
BESIDE = 2
"""So many words beside a change are shown with it."""


def changed_words(old: str, new: str) -> str:
    """Both texts where they are short; else what was taken out and put in, each with the words beside it."""
    one, two = old.split(), new.split()
    if max(len(one), len(two)) <= SHORT:
        return f"{old or '(kosong)'} → {new or '(kosong)'}"
    found = []
    for kind, begin, end, start, stop in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if kind != "equal":
            before, after = " ".join(one[max(0, begin - BESIDE) : begin]), " ".join(one[end : end + BESIDE])
            gone, come = " ".join(one[begin:end]), " ".join(two[start:stop])
            change = f"«{gone}» → «{come}»" if gone and come else f"−«{gone}»" if gone else f"+«{come}»"
            found.append(" ".join(part for part in ("…", before, change, after, "…") if part))
    return "; ".join(found) or "hanya spasinya"
