"""Characters that a reader does not see and a parser does, and white space that is none to YAML.

What is forbidden in a plan's text, what is only suspicious, and what is written out when it is shown: one room, so
that the three cannot drift apart.
"""

import re

_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Marks of writing direction: they make a line look other than it is read (CVE-2021-42574)."""
_BREAKS = "\u2028\u2029"
"""Line breaks of Unicode (and U+0085, a control): libyaml takes them for one, an editor does not."""
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"

FORBIDDEN = re.compile(f"[{_CONTROLS}{_BREAKS}{_DIRECTION}\ufeff\ufffe\uffff\ud800-\udfff]|\r(?!\n)")
"""Never in a plan, raw or escaped: controls, unusual line breaks, direction marks, surrogates."""

ZERO_WIDTH = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\ufff0-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
"""Characters that cannot be seen, one or many in a row: legal in prose (some scripts join letters with them, an emoji
chooses its look), and rarely meant. Blank patterns of braille and fillers are as wide as a letter, and as empty; tags
(U+E0020 and on) can spell a whole sentence."""

ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
ODD_INDENT = re.compile(f"^[ \t]*({ODD_SPACE.pattern})", re.MULTILINE)
"""A blank at the start of a line that is no indentation to YAML."""

_COMMON = bytes({*b"\t\n", *range(0x20, 0x7F)} - {*b"<=|>"})


def unusual(raw: bytes) -> str:
    """The characters of a UTF-8 text that are not plain ASCII, and the signs of git's conflicts, without the rest.

    They are few, and what this room looks for is among them, but for a carriage return's neighbours: twenty times
    faster to look there than in the whole text.
    """
    return raw.translate(None, _COMMON).decode("utf-8", "replace")


ESCAPED = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_DIRECTION}\u200b\u2028-\u202e\u2060-\u2069\u2800\ufeff\ud800-\udfff"
    "\U000e0000-\U000e0fff]"
)
"""What is written out as an escape wherever a text is shown."""
