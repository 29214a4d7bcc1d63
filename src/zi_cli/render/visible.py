"""Text that may come from anyone, made safe to show: what is invisible is written out, never sent raw."""

import re

_TAK_TAMPAK = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


def visible(text: str) -> str:
    """The text with controls, direction marks and lone surrogates written as `\\x1b` or `\\u202e`."""
    return _TAK_TAMPAK.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


def one_line(text: str) -> str:
    """The text on one line, without tabs, for media whose rows are lines."""
    return " ".join(visible(text).split())
