"""The facts of many plans: what is remembered where their bytes have not changed, what is worked out where they have.

They stand beside the stamps, in the same way: bound to the bytes of the plan and of its answers, and asked only where a
lie can be stood.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice

from zi_cli.diagnostics import Diagnostic, InvalidPlan
from zi_cli.errors import Refusal
from zi_cli.lke.facts import Facts, facts, read, written_facts
from zi_cli.lke.jawaban import Lapis
from zi_cli.lke.terisi import Terisi
from zi_cli.plan.workspace import Home
from zi_cli.plans import filled, load, worth
from zi_cli.plans.known import believable, origin
from zi_cli.plans.many import spread

_KIND = "fakta"
_AT_ONCE = 256
"""So many plans' facts are held at a time."""

Problem = tuple[Diagnostic, ...]
"""All that keeps a plan from being read."""


def each_facts(homes: Sequence[Home]) -> Iterator[tuple[Home, Facts | Problem]]:
    """The facts of the plan of every home, in order, or what is wrong with it."""
    waiting = iter(homes)
    while some := list(islice(waiting, _AT_ONCE)):
        known = {home: recalled(home) for home in some}
        worked = spread([home for home, found in known.items() if found is None], work_out, "membaca rencana")
        for home in some:
            yield home, known[home] or next(worked)


def recalled(home: Home) -> Facts | None:
    """What is remembered of a plan with the very bytes it has now; None where nothing is, or may be believed."""
    text = origin(home).recall(home.path.absolute(), _KIND) if believable(home) else None
    if text is None:
        return None
    with suppress(ValueError, TypeError, KeyError, ZeroDivisionError, RecursionError):
        return read(text)
    return None


def work_out(home: Home) -> Facts | Problem:
    """The facts of one plan, from its text; they are remembered."""
    try:
        here = origin(home)
        raw, parsed = here.raw, load(home)  # in this order: who changes a file meanwhile makes it another
        found = facts(parsed.model, worth(home, parsed), *_layers(home))
    except InvalidPlan as invalid:
        return invalid.diagnostics
    if raw is not None and raw.endswith(parsed.source.raw):
        here.remember(home.path.absolute(), _KIND, written_facts(found))
    return found


def _layers(home: Home) -> tuple[list[Terisi], int]:
    """The sheet as each layer filled it in, and how many errors keep it from being read: of these no status fails."""
    if not home.answered:
        return [], 0
    try:
        return filled(home, Lapis), 0
    except InvalidPlan as invalid:
        return [], len(invalid.diagnostics)
    except Refusal:
        return [], 1
