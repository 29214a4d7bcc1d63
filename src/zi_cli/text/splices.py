"""Changes to a text that leave every other byte as it is.

A change is a list of splices computed from the places of a document; the text is never dumped anew. Three changes
are known: an item at the end of a list that a mapping holds (the list begun where there is none), the removal of such
an item (of the list with the last one), which is its exact inverse, and what one key of a group says.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zi_cli.errors import Refusal
from zi_cli.text.document import Branch, Document, Node, Route
from zi_cli.text.fields import Tree

_POLOS = re.compile(
    r"[A-Za-zÀ-ɏ/][\w./()À-ɏ-]*(?: [\w./()À-ɏ-]+)*"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}|0|[1-9][0-9]{0,14}|(?=[0-9e]*[a-df])[0-9a-f]{64}"
)
"""What every reader of YAML takes for the same without quotes: words that begin with a letter, days, counts, hashes.

A hash of digits and a single e alone would be a number elsewhere.
"""
_ANGKA = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_KATA_YAML = re.compile(r"(?i)y|n|yes|no|true|false|on|off|null")


@dataclass(frozen=True, slots=True)
class Splice:
    """`teks` in the place of the characters from `awal` to `akhir`."""

    awal: int
    akhir: int
    teks: str


@dataclass(frozen=True, slots=True)
class Ubahan:
    """A change to a text: the splices, and the tree of strings that the new text must write."""

    splices: list[Splice]
    tree: Tree


def apply(text: str, splices: Iterable[Splice]) -> str:
    """The text after all splices, which do not overlap; those at one place in the order given."""
    parts = []
    at = 0
    for splice in sorted(splices, key=lambda each: each.awal):
        parts += [text[at : splice.awal], splice.teks]
        at = splice.akhir
    return "".join([*parts, text[at:]])


def scalar(text: str) -> str:
    """A text as a one-line YAML scalar, bare where every reader agrees on it, else in double quotes."""
    if _POLOS.fullmatch(text) and not _KATA_YAML.fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=False)


Isi = Mapping[str, str | Sequence[Mapping[str, str]]]
"""What an item of a list says: texts by key, and lists of such mappings."""


def append_item(document: Document, route: Route, key: str, fields: Isi) -> list[Splice]:
    """Put a mapping of `fields` at the end of the list `key` of the mapping at `route`."""
    owner: Branch = document.node(route)
    assert isinstance(owner.anak, dict)
    items: Branch | None = owner.anak.get(key)
    if items is not None and items.alir:
        return [_into_flow(document, items, _flow(fields))]
    if owner.alir:
        return [_into_flow(document, owner, f"{key}: [{_flow(fields)}]")]
    breaks = _line_break(document.text, owner.akhir)
    if items is not None:
        dash = _column(document.text, items.awal)
        lines = _block(dash, fields)
    else:
        column = _column(document.text, document.span(next(iter(owner.kunci.values())))[0])
        dash = column + _list_indent(document, route)
        lines = [" " * column + f"{key}:", *_block(dash, fields)]
    at = _line_end(document.text, (items or owner).akhir)
    return [Splice(at, at, "".join(breaks + line for line in lines))]


def remove_item(document: Document, route: Route, key: str, index: int) -> list[Splice]:
    """Take away item `index` of the list `key` of the mapping at `route`, and the list with its last item."""
    owner: Branch = document.node(route)
    assert isinstance(owner.anak, dict)
    items: Branch = owner.anak[key]
    assert isinstance(items.anak, list)
    if len(items.anak) == 1:
        return _remove_key(document, owner, key)
    if items.alir:
        return [_from_flow(document, [document.span(each) for each in items.anak], index)]
    item: Node = items.anak[index]
    return _remove_lines(document, _dash(document, items, index), item)


def _remove_key(document: Document, owner: Branch, key: str) -> list[Splice]:
    assert isinstance(owner.anak, dict)
    keys = list(owner.kunci)
    at = keys.index(key)
    start = document.span(owner.kunci[key])[0]
    if owner.alir:
        entries = [(document.span(owner.kunci[each])[0], document.span(owner.anak[each])[1]) for each in keys]
        return [_from_flow(document, entries, at)]
    if at == 0:  # it stands behind a dash that the next key must keep
        if len(keys) == 1 or "#" in document.text[start : (end := document.span(owner.kunci[keys[1]])[0])]:
            raise Refusal(f'Kunci "{key}" di sini berdiri bersama komentar di depan kunci lain; hapus dengan tangan.')
        return [Splice(start, end, "")]
    return _remove_lines(document, start, owner.anak[key])


def _remove_lines(document: Document, start: int, node: Node) -> list[Splice]:
    """The lines from the one at `start` to the node's last, without the comments and blank lines between them."""
    text = document.text
    splices = []
    content = [document.span(each) for each in _scalars(node)]
    at = text.rfind("\n", 0, start) + 1
    stop = _line_end(text, document.span(node)[1])
    while at <= stop:
        end = _line_end(text, at)
        bare = text[at:end].strip()
        if (bare and not bare.startswith("#")) or any(low < at < high for low, high in content):
            before = at - 1 - (text[at - 2 : at] == "\r\n")
            splices.append(Splice(before, end, ""))
        at = end + (2 if text[end : end + 2] == "\r\n" else 1)
    return splices


def _scalars(node: Node) -> list[Any]:
    if not isinstance(node, Branch):
        return [node]
    children = list(node.anak.values()) if isinstance(node.anak, dict) else node.anak
    return [*node.kunci.values(), *(leaf for child in children for leaf in _scalars(child))]


def _dash(document: Document, items: Branch, index: int) -> int:
    """Where the dash of a block list's item stands."""
    if index == 0:
        return items.awal
    assert isinstance(items.anak, list)
    at = _line_end(document.text, document.span(items.anak[index - 1])[1])
    found = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?\r?\n)*[ ]*(-)").match(document.text, at)
    assert found is not None
    return found.start(1)


def _from_flow(document: Document, entries: list[tuple[int, int]], index: int) -> Splice:
    """One of several entries between brackets, with the comma that parted it from its neighbour."""
    if index > 0:
        return Splice(entries[index - 1][1], entries[index][1], "")
    end = entries[1][0] if len(entries) > 1 else entries[0][1]
    return Splice(entries[0][0], end, "")


def _into_flow(document: Document, branch: Branch, entry: str) -> Splice:
    """An entry behind the last one between brackets."""
    children = list(branch.anak.values()) if isinstance(branch.anak, dict) else branch.anak
    if not children:
        at = branch.awal + 1
        return Splice(at, at, entry)
    at = document.span(children[-1])[1]
    return Splice(at, at, f", {entry}")


def _flow(fields: Isi) -> str:
    return "{" + ", ".join(f"{key}: {_flow_value(value)}" for key, value in fields.items()) + "}"


def _flow_value(value: str | Sequence[Mapping[str, str]]) -> str:
    if not isinstance(value, str):
        return "[" + ", ".join(_flow(each) for each in value) + "]"
    return (
        value
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|0|[1-9][0-9]{0,14}", value)
        else json.dumps(value, ensure_ascii=False)
    )


def _block(dash: int, fields: Isi) -> list[str]:
    """The lines of a list's item whose dash stands in that column."""
    lines: list[str] = []
    for key, value in fields.items():
        lead = " " * (dash + 2) if lines else " " * dash + "- "
        if isinstance(value, str):
            lines.append(f"{lead}{key}: {scalar(value)}")
        else:
            lines += [f"{lead}{key}:", *(line for each in value for line in _block(dash + 4, each))]
    return lines


def _list_indent(document: Document, route: Route) -> int:
    """How far the list that holds the mapping at `route` is set in from its key: the office's own style."""
    key = next((at for at in range(len(route) - 1, -1, -1) if isinstance(route[at], str)), None)
    if key is None:
        return 2
    holder: Branch = document.node(route[:key])
    items: Branch = document.node(route[: key + 1])
    if items.alir or not holder.kunci:
        return 2
    event = holder.kunci[str(route[key])]
    return max(0, _column(document.text, items.awal) - _column(document.text, document.span(event)[0]))


def _column(text: str, at: int) -> int:
    return at - (text.rfind("\n", 0, at) + 1)


def _line_end(text: str, at: int) -> int:
    """The end of the line at `at`, before its line break."""
    end = text.find("\n", at)
    if end < 0:
        return len(text)
    return end - 1 if end > at and text[end - 1] == "\r" else end


def _line_break(text: str, at: int) -> str:
    """The line break in use around `at`."""
    end = text.find("\n", at)
    if end < 0:
        end = text.rfind("\n", 0, at)
    return "\r\n" if end > 0 and text[end - 1] == "\r" else "\n"


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
            return [_into_flow(document, root, f"{group}: {{{key}: {value(baru)}}}")]
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
    return splices + [each for key in gone for each in _remove_key(document, node, key)]


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
        return [_into_flow(document, owner, entry)]
    at = document.span(owner.anak[sesudah])[1]
    return [Splice(at, at, f", {entry}")]


def _below(document: Document, owner: Branch, sesudah: str | None, lines: list[str]) -> list[Splice]:
    """Lines of a block mapping, in its own column, below one of its keys or below all of it."""
    assert isinstance(owner.anak, dict)
    column = _column(document.text, document.span(next(iter(owner.kunci.values())))[0])
    at = _line_end(document.text, owner.akhir if sesudah is None else document.span(owner.anak[sesudah])[1])
    breaks = _line_break(document.text, at)
    return [Splice(at, at, "".join(breaks + " " * column + line for line in lines))]
