"""Words in italics: between `*` and `*`, as the plan writes what the decree prints slanted."""

import re

_ITALIC = re.compile(r"\*(\S(?:[^*]*\S)?)\*")


def italics(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A text without its `*…*` marks, and the stretches that they marked."""
    parts: list[str] = []
    spans = []
    length = end = 0
    for match in _ITALIC.finditer(text):
        before = text[end : match.start()]
        length += len(before)
        spans.append((length, length + len(match[1])))
        length += len(match[1])
        parts += [before, match[1]]
        end = match.end()
    return "".join([*parts, text[end:]]), tuple(spans)


def plain(text: str) -> str:
    """A text without its `*…*` marks."""
    return italics(text)[0]
