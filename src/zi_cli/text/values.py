"""What one key of a group says, said anew: only what differs changes, and the group is begun where there is none."""

import re
from collections.abc import Mapping

from zi_cli.text.document import Branch, Document, Node
from zi_cli.text.splices import Splice, column, into_flow, line_break, line_end, remove_key, scalar

_ANGKA = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def value(baru: str | Mapping[str, str]) -> str:
    """A text, or a group of texts between braces, as it stands behind a key; figures bare, as people write them."""
    if isinstance(baru, str):
        return baru if _ANGKA.fullmatch(baru) else scalar(baru)
    return "{" + ", ".join(f"{key}: {value(text)}" for key, text in baru.items()) + "}"


def set_value(
    document: Document, route: tuple[str, str], baru: str | Mapping[str, str], *, sesudah: str | None = None
) -> list[Splice]:
    """Make the key `route[1]` of the group `route[0]` say `baru`; the group is begun where there is none.

    Of what it says already only the texts that differ change, and a key that `baru` no longer has. A new key stands
    behind the key `sesudah`, else last.
    """
    root: Branch = document.akar
    assert isinstance(root.anak, dict)
    group, key = route
    holder: Branch | None = root.anak.get(group)
    if holder is None:
        if root.alir:
            return [into_flow(document, root, f"{group}: {{{key}: {value(baru)}}}")]
        return _below(document, root, None, [f"{group}:", f"  {key}: {value(baru)}"])
    assert isinstance(holder.anak, dict)
    if key in holder.anak:
        return _replace(document, holder.anak[key], baru)
    return _enter(document, holder, sesudah, f"{key}: {value(baru)}")


def _replace(document: Document, node: Node, baru: str | Mapping[str, str]) -> list[Splice]:
    if not isinstance(node, Branch):
        return [] if node.value == baru else [_anew(document, node, baru)]
    if isinstance(baru, str) or not isinstance(node.anak, dict):
        return [_anew(document, node, baru)]
    gone = [key for key in node.anak if key not in baru]
    new = [key for key in baru if key not in node.anak]
    if len(gone) > 1 or (gone and new):
        return [_anew(document, node, baru)]
    splices = [each for key in node.anak if key in baru for each in _replace(document, node.anak[key], baru[key])]
    splices += [each for key in new for each in _enter(document, node, None, f"{key}: {value(baru[key])}")]
    return splices + [each for key in gone for each in remove_key(document, node, key)]


def _anew(document: Document, node: Node, baru: str | Mapping[str, str]) -> Splice:
    """A value of another kind, or with other keys, in the place of all that a key said."""
    start, end = document.span(node)
    lead = " " if start == end and document.text[start - 1 : start] == ":" else ""
    return Splice(start, end, lead + value(baru))


def _enter(document: Document, owner: Branch, sesudah: str | None, entry: str) -> list[Splice]:
    """An entry of a mapping, behind one of its keys or last."""
    assert isinstance(owner.anak, dict)
    if not owner.alir:
        return _below(document, owner, sesudah, [entry])
    if sesudah is None:
        return [into_flow(document, owner, entry)]
    at = document.span(owner.anak[sesudah])[1]
    return [Splice(at, at, f", {entry}")]


def _below(document: Document, owner: Branch, sesudah: str | None, lines: list[str]) -> list[Splice]:
    """Lines of a block mapping, in its own column, below one of its keys or below all of it."""
    assert isinstance(owner.anak, dict)
    left = column(document.text, document.span(next(iter(owner.kunci.values())))[0])
    at = line_end(document.text, owner.akhir if sesudah is None else document.span(owner.anak[sesudah])[1])
    breaks = line_break(document.text, at)
    return [Splice(at, at, "".join(breaks + " " * left + line for line in lines))]
