"""One word, one thing: a public name stands for one thing in the whole house (docs/glossary.md)."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import REPO

PACKAGE = REPO / "src" / "zi_cli"
SIDE_BY_SIDE = ("commands", "views", "render", "imports")
"""Rooms whose modules are alike on purpose: each command, page, medium or kind of file says the same few words."""
FACADES = ("api.py", "plans/__init__.py", "checks/__init__.py")
"""They hand out what another room makes, under its own name."""


def public(path: Path) -> Iterator[tuple[str, bool]]:
    """The public names that a module defines, each with whether it is a class or another type."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            if not node.name.startswith("_"):
                yield node.name, isinstance(node, ast.ClassDef)
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            call = node.value.func if isinstance(node.value, ast.Call) else None
            name = node.targets[0].id
            if not name.startswith("_") and getattr(call, "id", "") != "TypeVar":
                yield name, name[:1].isupper() and not name.isupper()


def defined(*, types: bool) -> dict[str, set[str]]:
    found = defaultdict(set)
    for path in PACKAGE.rglob("*.py"):
        inside = path.relative_to(PACKAGE).as_posix()
        alike = not types and inside.partition("/")[0] in SIDE_BY_SIDE
        for name, is_type in public(path):
            if is_type is types and not alike and inside not in FACADES:
                found[name].add(inside)
    return found


def test_no_two_types_bear_one_name() -> None:
    assert not {name: rooms for name, rooms in defined(types=True).items() if len(rooms) > 1}


def test_no_two_functions_or_values_bear_one_name() -> None:
    twice = {name: rooms for name, rooms in defined(types=False).items() if len(rooms) > 1}
    assert twice.keys() <= KNOWN, {name: rooms for name, rooms in twice.items() if name not in KNOWN}


KNOWN = {"RULES", "VERSI", "PATIENCE", "TYPE_CHECKING", "read", "run"}
"""`RULES`: each room of checks lists its rules. `VERSI`: each format counts its own versions. `PATIENCE`: how long
each waits. `TYPE_CHECKING`: where `typing` is too slow to import. `read`: each reader reads what it is the reader of.
`run`: the program, and git."""
