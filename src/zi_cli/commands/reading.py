"""A plan as a command reads it: what of it can be used; which rows cannot, is said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from zi_cli.commands import output

if TYPE_CHECKING:
    from zi_cli.plan.bergalat import BarisBergalat
    from zi_cli.plan.model import Rencana
    from zi_cli.plan.workspace import Home
    from zi_cli.text.reading import Parsed

_MOST = 10


def read(home: Home, *, which: str = "") -> Parsed[Rencana]:
    """The plan at a place; InvalidPlan where it cannot be used at all. `which`: its name, where several are told."""
    from zi_cli import plans

    parsed = plans.load(home)
    tell(parsed.model, which=which)
    return parsed


def tell(rencana: Rencana, *, which: str = "") -> None:
    """Say which rows of a plan do not count because they have a fault of their own."""
    if sick := rencana.bergalat:
        told = f"{len(sick)} baris bergalat tidak ikut dihitung: {names(sick)}; lihat zi check."
        output.say(f"{which}: {told}" if which else told)


def names(sick: Sequence[BarisBergalat]) -> str:
    """What rows are called, the first of them where there are many."""
    told = ", ".join(each.called for each in sick[:_MOST])
    return f"{told}, … dan {len(sick) - _MOST} lagi" if len(sick) > _MOST else told
