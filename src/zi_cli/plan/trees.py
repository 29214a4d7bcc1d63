"""The parts of a plan's tree of texts, however odd the tree: what is no list, no mapping or no text is left out.

For what is told of a plan that no model can be made of: its frame, what it said at a commit, what differs.
"""

from collections.abc import Iterator
from typing import Any

from zi_cli.text.document import Route


def text_in(tree: Any, key: str) -> str:
    """The text that a mapping has under a key; empty where there is none."""
    found = tree.get(key) if isinstance(tree, dict) else None
    return found if isinstance(found, str) else ""


def mappings_in(tree: Any, key: str, route: Route = ()) -> Iterator[tuple[Route, dict[str, Any]]]:
    """The mappings in the list under a key, each with its route; `route`: that of the tree."""
    found = tree.get(key) if isinstance(tree, dict) else None
    for at, each in enumerate(found if isinstance(found, list) else ()):
        if isinstance(each, dict):
            yield (*route, key, at), each


def items_in(tree: Any, key: str) -> list[dict[str, Any]]:
    """The mappings in the list under a key."""
    return [each for _, each in mappings_in(tree, key)]


def rows_in(tree: Any) -> Iterator[tuple[Route, dict[str, Any]]]:
    """Every row of a plan, with its route, in printed order."""
    for area_route, area in mappings_in(tree, "area"):
        for komponen_route, komponen in mappings_in(area, "komponen", area_route):
            yield from mappings_in(komponen, "indikator", komponen_route)
