"""A tree of texts → a whole new text, as people write it here: for a file that is not there yet.

It knows no plan. A file that exists is changed by splices, never written anew.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from zi_cli.frozen import frozen
from zi_cli.text.characters import FORBIDDEN
from zi_cli.text.document import Route
from zi_cli.text.fields import Tree

WIDTH = 110
"""In characters. A longer line of prose is folded."""


@frozen
class Note:
    """What stands around one value, beside the value itself."""

    above: tuple[str, ...] = ()
    """Lines of comment, without their `#`."""
    behind: str = ""
    """A comment behind the value, or behind the key of a group. A group in a list has only comments above."""
    blank: bool = False
    """Whether an empty line comes first."""
    quoted: bool = False
    """Whether a text that looks like a number or a day keeps its quotes."""


_NONE = Note()


def fresh(tree: Tree, notes: Mapping[Route, Note] | None = None) -> str:
    """The text that writes `tree`; `notes` say, by the route of a value, what stands around it.

    Reading the text gives the tree back. The tree has no character that a plan may not hold (`characters.FORBIDDEN`),
    and its keys fit one line. An empty text stands as a key alone. The note at `()` heads the file.
    """
    return "".join(f"{line}\n" for line in _Writer(notes or {}).file(tree))


class _Writer:
    def __init__(self, notes: Mapping[Route, Note]) -> None:
        self.notes = notes

    def file(self, tree: Tree) -> Iterator[str]:
        yield from _above(self.notes.get((), _NONE), 0)
        if not isinstance(tree, str) and tree:
            yield from self.group(tree, (), 0)
        elif tree != "":
            first, rest = self.leaf(tree, (), 0, 0)
            yield first.lstrip()
            yield from rest

    def group(self, tree: Tree, route: Route, left: int) -> Iterator[str]:
        """The lines of a group of keys or a list that has something in it."""
        assert not isinstance(tree, str)
        entries: Iterable[tuple[str | int, Tree]] = tree.items() if isinstance(tree, dict) else enumerate(tree)
        for count, (step, value) in enumerate(entries):
            at = (*route, step)
            note = self.notes.get(at, _NONE)
            apart = note.blank or bool(not route and count and value and not isinstance(value, str))
            yield from _above(note, left, blank=apart)
            if isinstance(step, int) and value and not isinstance(value, str):
                yield from self.item(value, at, left)
            else:
                yield from self.entry(value, at, left)

    def item(self, value: Tree, route: Route, left: int) -> Iterator[str]:
        """A group or list behind a dash; what stands above its first key stands above the dash."""
        lines = self.group(value, route, left + 2)
        for line in lines:
            bare = line.lstrip()
            if bare and not bare.startswith("#"):
                yield f"{' ' * left}- {bare}"
                break
            yield " " * left + bare if bare else ""
        yield from lines

    def entry(self, value: Tree, route: Route, left: int) -> Iterator[str]:
        """A key, or a dash, with all that it holds."""
        step = route[-1]
        lead = " " * left + ("-" if isinstance(step, int) else f"{_inline(step)}:")
        comment = _behind(self.notes.get(route, _NONE))
        if value and not isinstance(value, str):
            yield lead + comment
            yield from self.group(value, route, left + 2)
        elif value == "" and not isinstance(step, int):
            yield lead + comment
        else:
            first, rest = self.leaf(value, route, left, len(lead))
            yield lead + first + comment
            yield from rest

    def leaf(self, value: Tree, route: Route, left: int, used: int) -> tuple[str, list[str]]:
        """A text, or an empty group or list: what stands on the line that has `used` characters, and the lines below.

        What lies below is two further in than `left`.
        """
        if not isinstance(value, str):
            return (" {}" if isinstance(value, dict) else " []"), []
        quoted = self.notes.get(route, _NONE).quoted
        if _plain(value) and not (quoted and _FIGURES.fullmatch(value)):
            if used + 1 + len(value) <= WIDTH or len(_folds(value)) < 2:
                return f" {value}", []
        elif not (_folded(value) and len(_folds(value)) > 1):
            return _literal(value, left) or (f" {json.dumps(value, ensure_ascii=False)}", [])
        return " >-", [" " * (left + 2) + line for line in _fill(value, WIDTH - left - 2)]


def _above(note: Note, left: int, *, blank: bool = False) -> Iterator[str]:
    if blank:
        yield ""
    for line in note.above:
        yield f"{' ' * left}# {_comment(line)}".rstrip()


def _behind(note: Note) -> str:
    return f"  # {_comment(note.behind)}" if note.behind else ""


def _comment(text: str) -> str:
    return " ".join(FORBIDDEN.sub("", text).split())


_FIGURES = re.compile(r"0|[1-9][0-9]{0,14}|[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""Counts and days: to other readers they are no texts, and people write them bare all the same."""
_NO_TEXT = re.compile(
    r"(?i)y|n|yes|no|true|false|on|off|null"
    r"|[0-9][0-9_]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?|0[xob][0-9a-f_]+|[0-9_]+(?::[0-9]+)+(?:\.[0-9_]*)?"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t\s].*)?"
)
"""What some reader of YAML takes for something other than a text."""
_BARE = re.compile(r"[^\W_](?:[^\n\r\t]*\S)?|[(/“‘](?:[^\n\r\t]*\S)")
"""One line that begins with a letter, a digit, or a sign that means nothing to YAML."""
_FOLD = re.compile(r"(?<=\S) (?=\S)")


def _plain(text: str) -> bool:
    """Whether every reader of YAML takes it, without quotes, for this text; or for a figure that people mean."""
    if not _BARE.fullmatch(text) or ": " in text or " #" in text or text.endswith(":"):
        return False
    return not _NO_TEXT.fullmatch(text) or bool(_FIGURES.fullmatch(text))


def _inline(text: str) -> str:
    return text if _plain(text) else json.dumps(text, ensure_ascii=False)


def _folded(text: str) -> bool:
    """Whether it can stand in lines that are read as one."""
    return text == text.strip() and not re.search(r"[\n\r\t]", text)


def _folds(text: str) -> list[str]:
    """The pieces between which a line may end: a single blank is lost there and comes back."""
    return _FOLD.split(text)


def _fill(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for piece in _folds(text):
        if lines and len(lines[-1]) + 1 + len(piece) <= width:
            lines[-1] += f" {piece}"
        else:
            lines.append(piece)
    return lines


_LINE = re.compile(r" *\S(?:[^\r\t]*\S)?|")


def _literal(text: str, left: int) -> tuple[str, list[str]] | None:
    """Several lines as they are, where an editor shows all that is in them."""
    lines = text.split("\n")
    end = lines.pop() if len(lines) > 2 and lines[-1] == "" else None
    if len(lines) < 2 or not lines[-1] or lines[0] != lines[0].strip() or not lines[0]:
        return None
    if not all(_LINE.fullmatch(line) for line in lines):
        return None
    return (" |-" if end is None else " |"), [" " * (left + 2) + line if line else "" for line in lines]
