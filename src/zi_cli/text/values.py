"""What one key of a group says, said anew: only what differs changes, and the group is begun where there is none."""

import re
from collections.abc import Mapping

from zi_cli.text.document import Branch, Document, Node
from zi_cli.text.splices import Splice, column, into_flow, line_break, line_end, remove_key, scalar

_FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def value(new: str | Mapping[str, str]) -> str:
    """A text, or a group of texts between braces, as it stands behind a key; figures bare, as people write them."""
    if isinstance(new, str):
        return new if _FIGURE.fullmatch(new) else scalar(new)
    return "{" + ", ".join(f"{key}: {value(text)}" for key, text in new.items()) + "}"


def set_value(
    document: Document, route: tuple[str, str], new: str | Mapping[str, str], *, after: str | None = None
) -> list[Splice]:
    """Make the key `route[1]` of the group `route[0]` say `new`; the group is begun where there is none.

    Of what it says already only the texts that differ change, and a key that `new` no longer has. A new key stands
    behind the key `after`, else last.
    """
    root: Branch = document.root
    assert isinstance(root.children, dict)
    group, key = route
    holder: Branch | None = root.children.get(group)
    if holder is None:
        if root.flow:
            return [into_flow(document, root, f"{group}: {{{key}: {value(new)}}}")]
        return _below(document, root, None, [f"{group}:", f"  {key}: {value(new)}"])
    assert isinstance(holder.children, dict)
    if key in holder.children:
        return _replace(document, holder.children[key], new)
    return _enter(document, holder, after, f"{key}: {value(new)}")


def _replace(document: Document, node: Node, new: str | Mapping[str, str]) -> list[Splice]:
    if not isinstance(node, Branch):
        return [] if node.value == new else [_anew(document, node, new)]
    if isinstance(new, str) or not isinstance(node.children, dict):
        return [_anew(document, node, new)]
    gone = [key for key in node.children if key not in new]
    added = [key for key in new if key not in node.children]
    if len(gone) > 1 or (gone and added):
        return [_anew(document, node, new)]
    splices = [each for key in node.children if key in new for each in _replace(document, node.children[key], new[key])]
    splices += [each for key in added for each in _enter(document, node, None, f"{key}: {value(new[key])}")]
    return splices + [each for key in gone for each in remove_key(document, node, key)]


def _anew(document: Document, node: Node, new: str | Mapping[str, str]) -> Splice:
    """A value of another kind, or with other keys, in the place of all that a key said."""
    start, end = document.span(node)
    lead = " " if start == end and document.text[start - 1 : start] == ":" else ""
    return Splice(start, end, lead + value(new))


def _enter(document: Document, owner: Branch, after: str | None, entry: str) -> list[Splice]:
    """An entry of a mapping, behind one of its keys or last."""
    assert isinstance(owner.children, dict)
    if not owner.flow:
        return _below(document, owner, after, [entry])
    if after is None:
        return [into_flow(document, owner, entry)]
    at = document.span(owner.children[after])[1]
    return [Splice(at, at, f", {entry}")]


def _below(document: Document, owner: Branch, after: str | None, lines: list[str]) -> list[Splice]:
    """Lines of a block mapping, in its own column, below one of its keys or below all of it."""
    assert isinstance(owner.children, dict)
    left = column(document.text, document.span(next(iter(owner.keys.values())))[0])
    at = line_end(document.text, owner.end if after is None else document.span(owner.children[after])[1])
    breaks = line_break(document.text, at)
    return [Splice(at, at, "".join(breaks + " " * left + line for line in lines))]
