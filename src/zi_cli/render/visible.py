"""Text that may come from anyone, made safe to show: what is invisible is written out, never sent raw."""

import re


def visible(text: str) -> str:
    """The text with controls, direction marks and lone surrogates written as `\\x1b` or `\\u202e`."""
    if text.isprintable() and (text.isascii() or max(text) < _ODD):  # most texts are
        return text
    from zi_cli.text.characters import ESCAPED

    return ESCAPED.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


def as_utf8(text: str) -> bytes:
    """A document's bytes; what is no character, as in a folder's name that is not UTF-8, is written out."""
    return text.encode("utf-8", "backslashreplace")


def harmless(text: str) -> str:
    """A sentence of several lines, of which none is taken for a command by a machine that runs checks.

    What it quotes may hold line breaks, and GitHub obeys a line that begins with `::`, blanks aside.
    """
    return _COMMAND.sub("| ", visible(text))


_ODD = "\u2800"
"""From here on Python takes for printable what nobody sees: braille without a dot, tags, selectors."""
_COMMAND = re.compile(r"^(?=[^\S\n]*(?:::|##\[))", re.MULTILINE)


def one_line(text: str) -> str:
    """The text on one line, without tabs, for media whose rows are lines."""
    return " ".join(visible(text).split())
