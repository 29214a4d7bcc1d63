"""What keys of a group say, said anew: only what differs changes, and the group is begun where there is none."""

import re
from collections.abc import Callable, Mapping, Sequence

from zi_cli.text.document import Branch, Document, Node
from zi_cli.text.fields import Tree
from zi_cli.text.splices import Splice, column, into_flow, line_break, line_end, remove_key, scalar

_FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def value(new: Tree) -> str:
    """A text, a list or a group of them, as it stands behind a key in one line; figures bare, as people write them."""
    if isinstance(new, str):
        return new if _FIGURE.fullmatch(new) else scalar(new)
    if isinstance(new, list):
        return "[" + ", ".join(map(value, new)) + "]"
    return "{" + ", ".join(f"{key}: {value(each)}" for key, each in new.items()) + "}"


def set_values(
    document: Document,
    group: str,
    new: Mapping[str, Tree],
    *,
    rank: Callable[[str], int],
    remarks: Mapping[str, str] | None = None,
) -> list[Splice]:
    """Make keys of a group of the file say what `new` says; the group is begun where there is none.

    Of what a key says already only the texts that differ change. A new key stands behind the last one there of a lower
    `rank`, with its remark as a comment above it; an empty text stands as a key alone.
    """
    root: Branch = document.root
    assert isinstance(root.children, dict)
    holder: Branch | None = root.children.get(group)
    if holder is None:
        return [_begin(document, root, group, new, remarks or {})]
    assert isinstance(holder.children, dict)
    there = holder.children
    splices = [each for key in there if key in new for each in _replace(document, there[key], new[key])]
    behind: dict[str, dict[str, Tree]] = {}
    for key in sorted((key for key in new if key not in there), key=rank):
        before = [known for known in there if rank(known) < rank(key)]
        behind.setdefault(before[-1] if before else "", {})[key] = new[key]
    for after, added in behind.items():
        place = there[after] if after else root.keys[group]
        splices.append(_enter(document, holder, place, added, remarks or {}))
    return splices


def remark_keys(document: Document, group: str, remarks: Mapping[str, str]) -> list[Splice]:
    """A comment above each key of a group that has none above it; nothing between brackets, where none can stand."""
    root: Branch = document.root
    assert isinstance(root.children, dict)
    holder: Branch = root.children[group]
    splices = []
    for key, event in ({} if holder.flow else holder.keys).items():
        at = document.span(event)[0]
        start = document.text.rfind("\n", 0, at) + 1
        above = document.text[: max(0, start - 1)].rpartition("\n")[2]
        if key in remarks and not above.strip().startswith("#"):
            lead = document.text[start:at]
            splices.append(Splice(start, start, f"{lead}# {remarks[key]}{line_break(document.text, at)}"))
    return splices


def _begin(document: Document, root: Branch, group: str, new: Mapping[str, Tree], remarks: Mapping[str, str]) -> Splice:
    if root.flow:
        return into_flow(document, root, f"{group}: {value(dict(new))}")
    at = line_end(document.text, document.span(root)[1])
    return _below(document, root, at, [f"{group}:", *_lines(new, remarks, "  ")])


def _lines(new: Mapping[str, Tree], remarks: Mapping[str, str], lead: str = "") -> list[str]:
    lines = []
    for key, each in new.items():
        lines += [f"{lead}# {remarks[key]}"] if key in remarks else []
        lines.append(f"{lead}{key}:" + (f" {value(each)}" if each != "" else ""))
    return lines


def _replace(document: Document, node: Node, new: Tree) -> list[Splice]:
    if not isinstance(node, Branch):
        return [] if node.value == new else [_anew(document, node, new)]
    if isinstance(node.children, list):
        return [] if isinstance(new, list) and _texts(node) == new else [_anew(document, node, new)]
    if not isinstance(new, dict):
        return [_anew(document, node, new)]
    gone = [key for key in node.children if key not in new]
    added = {key: new[key] for key in new if key not in node.children}
    if len(gone) > 1 or (gone and added):
        return [_anew(document, node, new)]
    splices = [each for key in node.children if key in new for each in _replace(document, node.children[key], new[key])]
    if added:
        splices.append(_enter(document, node, list(node.children.values())[-1], added, {}))
    return splices + [each for key in gone for each in remove_key(document, node, key)]


def _texts(node: Branch) -> list[str] | None:
    """The texts of a list of nothing else."""
    assert isinstance(node.children, list)
    return None if any(isinstance(each, Branch) for each in node.children) else [each.value for each in node.children]


def _anew(document: Document, node: Node, new: Tree) -> Splice:
    """A value of another kind, or with other keys, in the place of all that a key said."""
    start, end = document.span(node)
    if new == "":
        bare = document.text[:start].rstrip(" ")
        return Splice(len(bare), end, "")
    lead = " " if start == end and document.text[start - 1 : start] == ":" else ""
    return Splice(start, end, lead + value(new))


def _enter(
    document: Document, owner: Branch, after: Node, new: Mapping[str, Tree], remarks: Mapping[str, str]
) -> Splice:
    """New keys of a mapping, behind the value `after`, or before all of them where that is the mapping's own key."""
    at = document.span(after)[1]
    if not owner.flow:
        return _below(document, owner, line_end(document.text, at), _lines(new, remarks))
    entries = ", ".join(f"{key}: {value(each)}" for key, each in new.items())
    if at > owner.start:
        return Splice(at, at, f", {entries}")
    return Splice(owner.start + 1, owner.start + 1, entries + (", " if owner.children else ""))


def _below(document: Document, owner: Branch, at: int, lines: Sequence[str]) -> Splice:
    """Lines of a block mapping, in its own column, below the line that ends at a place."""
    left = column(document.text, document.span(next(iter(owner.keys.values())))[0])
    breaks = line_break(document.text, at)
    return Splice(at, at, "".join(breaks + " " * left + line for line in lines))
