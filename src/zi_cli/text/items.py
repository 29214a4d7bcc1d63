"""Items at the end of a list that a mapping holds, begun where there is none, and taken away again.

The removal of the last item, with its list where no other is left, is the exact inverse of putting it there.
"""

import json
import re
from collections.abc import Mapping, Sequence

from zi_cli.text.document import Branch, Document, Node, Route
from zi_cli.text.splices import (
    Splice,
    column,
    from_flow,
    into_flow,
    line_break,
    line_end,
    remove_key,
    remove_lines,
    scalar,
)

Fields = Mapping[str, str | Sequence[str] | Sequence[Mapping[str, str]]]
"""What an item of a list says: texts by key, lists of texts, and lists of such mappings."""


def append_item(document: Document, route: Route, key: str, fields: Fields) -> list[Splice]:
    """Put a mapping of `fields` at the end of the list `key` of the mapping at `route`."""
    owner: Branch = document.node(route)
    assert isinstance(owner.children, dict)
    items: Branch | None = owner.children.get(key)
    if items is not None and items.flow:
        return [into_flow(document, items, _flow(fields))]
    if owner.flow:
        return [into_flow(document, owner, f"{key}: [{_flow(fields)}]")]
    breaks = line_break(document.text, document.span(owner)[1])
    if items is not None:
        dash = column(document.text, items.start)
        lines = _block(dash, fields)
    else:
        left = column(document.text, document.span(next(iter(owner.keys.values())))[0])
        dash = left + _list_indent(document, route)
        lines = [" " * left + f"{key}:", *_block(dash, fields)]
    at = line_end(document.text, document.span(items or owner)[1])
    return [Splice(at, at, "".join(breaks + line for line in lines))]


def remove_item(document: Document, route: Route, key: str, index: int) -> list[Splice]:
    """Take away item `index` of the list `key` of the mapping at `route`, and the list with its last item."""
    owner: Branch = document.node(route)
    assert isinstance(owner.children, dict)
    items: Branch = owner.children[key]
    assert isinstance(items.children, list)
    if len(items.children) == 1:
        return remove_key(document, owner, key)
    if items.flow:
        return [from_flow(document, [document.span(each) for each in items.children], index)]
    item: Node = items.children[index]
    return remove_lines(document, _dash(document, items, index), item)


def _dash(document: Document, items: Branch, index: int) -> int:
    """Where the dash of a block list's item stands."""
    if index == 0:
        return items.start
    assert isinstance(items.children, list)
    at = line_end(document.text, document.span(items.children[index - 1])[1])
    found = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?\r?\n)*[ ]*(-)").match(document.text, at)
    assert found is not None
    return found.start(1)


def _flow(fields: Fields) -> str:
    return "{" + ", ".join(f"{key}: {_flow_value(value)}" for key, value in fields.items()) + "}"


def _flow_value(value: str | Sequence[str] | Sequence[Mapping[str, str]]) -> str:
    if not isinstance(value, str):
        return "[" + ", ".join(_flow_value(each) if isinstance(each, str) else _flow(each) for each in value) + "]"
    return (
        value
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|0|[1-9][0-9]{0,14}", value)
        else json.dumps(value, ensure_ascii=False)
    )


def _block(dash: int, fields: Fields) -> list[str]:
    """The lines of a list's item whose dash stands in that column."""
    lines: list[str] = []
    for key, value in fields.items():
        lead = " " * (dash + 2) if lines else " " * dash + "- "
        if isinstance(value, str):
            lines.append(f"{lead}{key}: {scalar(value)}")
        elif value and isinstance(value[0], str):
            lines.append(f"{lead}{key}: {_flow_value(value)}")
        else:
            lines.append(f"{lead}{key}:")
            lines += [line for each in value if not isinstance(each, str) for line in _block(dash + 4, each)]
    return lines


def _list_indent(document: Document, route: Route) -> int:
    """How far the list that holds the mapping at `route` is set in from its key: the office's own style."""
    key = next((at for at in range(len(route) - 1, -1, -1) if isinstance(route[at], str)), None)
    if key is None:
        return 2
    holder: Branch = document.node(route[:key])
    items: Branch = document.node(route[: key + 1])
    if items.flow or not holder.keys:
        return 2
    event = holder.keys[str(route[key])]
    return max(0, column(document.text, items.start) - column(document.text, document.span(event)[0]))
