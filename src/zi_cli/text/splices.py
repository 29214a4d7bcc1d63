"""Changes to a text that leave every other byte as it is.

A change is a list of splices computed from the places of a document; the text is never dumped anew. Here is what a
splice is, and how lines and the entries between brackets come and go; `items` and `values` know what is changed.
"""

import json
import re
from collections.abc import Iterable

from zi_cli.errors import Refusal
from zi_cli.frozen import frozen
from zi_cli.text.document import Branch, Document, Node, Route, leaves
from zi_cli.text.fields import Tree

_PLAIN = re.compile(
    r"[A-Za-zÀ-ɏ/][\w./()À-ɏ-]*(?: [\w./()À-ɏ-]+)*"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}|0|[1-9][0-9]{0,14}|(?=[0-9e]*[a-df])[0-9a-f]{64}"
)
"""What every reader of YAML takes for the same without quotes: words that begin with a letter, days, counts, hashes.

A hash of digits and a single e alone would be a number elsewhere.
"""
_YAML_WORD = re.compile(r"(?i)y|n|yes|no|true|false|on|off|null")


@frozen
class Splice:
    """`text` in the place of the characters from `start` to `end`."""

    start: int
    end: int
    text: str


@frozen
class Change:
    """A change to a text: the splices, and the tree of strings that the new text must write."""

    splices: list[Splice]
    tree: Tree
    rows: tuple[tuple[Route, str], ...] = ()
    """The rows of a plan that it is meant for, each with the code that was asked for."""


def apply(text: str, splices: Iterable[Splice]) -> str:
    """The text after all splices, which do not overlap; those at one place in the order given."""
    parts = []
    at = 0
    for splice in sorted(splices, key=lambda each: each.start):
        parts += [text[at : splice.start], splice.text]
        at = splice.end
    return "".join([*parts, text[at:]])


def scalar(text: str) -> str:
    """A text as a one-line YAML scalar, bare where every reader agrees on it, else in double quotes."""
    if _PLAIN.fullmatch(text) and not _YAML_WORD.fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=False)


def into_flow(document: Document, branch: Branch, entry: str) -> Splice:
    """An entry behind the last one between brackets."""
    children = list(branch.children.values()) if isinstance(branch.children, dict) else branch.children
    if not children:
        at = branch.start + 1
        return Splice(at, at, entry)
    at = document.span(children[-1])[1]
    return Splice(at, at, f", {entry}")


def from_flow(document: Document, entries: list[tuple[int, int]], index: int) -> Splice:
    """One of several entries between brackets, with the comma that parted it from its neighbour."""
    if index > 0:
        return Splice(entries[index - 1][1], entries[index][1], "")
    end = entries[1][0] if len(entries) > 1 else entries[0][1]
    return Splice(entries[0][0], end, "")


def remove_key(document: Document, owner: Branch, key: str) -> list[Splice]:
    """Take a key away with its value; Refusal where a comment that belongs to the next key would go with it."""
    assert isinstance(owner.children, dict)
    keys = list(owner.keys)
    at = keys.index(key)
    start = document.span(owner.keys[key])[0]
    if owner.flow:
        entries = [(document.span(owner.keys[each])[0], document.span(owner.children[each])[1]) for each in keys]
        return [from_flow(document, entries, at)]
    if at == 0:  # it stands behind a dash that the next key must keep
        if len(keys) == 1 or "#" in document.text[start : (end := document.span(owner.keys[keys[1]])[0])]:
            raise Refusal(f'Kunci "{key}" di sini sebaris dengan komentar di depan kunci lain; hapus dengan tangan.')
        return [Splice(start, end, "")]
    return remove_lines(document, start, owner.children[key])


def remove_lines(document: Document, start: int, node: Node) -> list[Splice]:
    """The lines from the one at `start` to the node's last, without the comments and blank lines between them."""
    text = document.text
    splices = []
    content = [document.span(each) for each in leaves(node)]
    at = text.rfind("\n", 0, start) + 1
    stop = line_end(text, document.span(node)[1])
    while at <= stop:
        end = line_end(text, at)
        bare = text[at:end].strip()
        if (bare and not bare.startswith("#")) or any(low < at < high for low, high in content):
            before = at - 1 - (text[at - 2 : at] == "\r\n")
            splices.append(Splice(before, end, ""))
        at = end + (2 if text[end : end + 2] == "\r\n" else 1)
    return splices


def column(text: str, at: int) -> int:
    """How far from the start of its line a place is."""
    return at - (text.rfind("\n", 0, at) + 1)


def line_end(text: str, at: int) -> int:
    """The end of the line at `at`, before its line break."""
    end = text.find("\n", at)
    if end < 0:
        return len(text)
    return end - 1 if end > at and text[end - 1] == "\r" else end


def line_break(text: str, at: int) -> str:
    """The line break in use around `at`."""
    end = text.find("\n", at)
    if end < 0:
        end = text.rfind("\n", 0, at)
    return "\r\n" if end > 0 and text[end - 1] == "\r" else "\n"
