"""What can be wrong with a plan, and where.

A rule is a small value: an id in words, a level, one sentence, and a function from what is judged to the places where
the rule is broken. `RULES` lists them all, with those that are kept while a file is read; a new rule is a function
in the room of its subject and one entry in that room's tuple, a section in `docs/pemeriksaan.md`, and a pair of files
in `tests/cases/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zi_cli.checks.rules import RULES, findings, in_the_text
    from zi_cli.checks.stopping import read_plan, usable

__all__ = ["RULES", "findings", "in_the_text", "read_plan", "usable"]

_ROOMS = {"read_plan": "stopping", "usable": "stopping"}


def __getattr__(name: str) -> object:
    """What stands in a room of its own: to read a plan, few rules are asked."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_ROOMS.get(name, 'rules')}"), name)
