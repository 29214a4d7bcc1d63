"""What is known of a plan, where neither its bytes nor those of its answers have changed since it was found out.

It lies beside the stamps, in the same way: bound to the hash of the plan and of its answers, and asked only where a lie
can be stood. It is written when a plan is asked for once more as it was: what is edited all the time is read anyhow.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from zi_cli.text.regular import regular
from zi_cli.text.stamps import MAX_STAMP, Origin

if TYPE_CHECKING:
    from zi_cli.lke.known import Known
    from zi_cli.lke.poin import Bobot
    from zi_cli.plan.model import Rencana
    from zi_cli.plan.workspace import Home
    from zi_cli.text.reading import Parsed

_KIND = "tahu"
_LARGEST = 4 << 20
"""In bytes; a file that is larger is read by nobody (`text.sources`)."""


def recall_known(home: Home) -> Known | None:
    """What is known of a plan with the very bytes it has now; None where nothing is, or may be believed."""
    text = origin(home).recall(home.path.absolute(), _KIND) if believable(home) else None
    if text is None:
        return None
    from zi_cli.lke.known import read_known

    with suppress(ValueError, TypeError, LookupError, AttributeError, ZeroDivisionError, RecursionError):
        return read_known(text)
    return None


def believable(home: Home) -> bool:
    """Whether what is known of a plan may be asked for: not where a link leads to it, for that may lead out by now."""
    folder = home.path.parent
    ways = (home.path, home.answers, folder, folder.parent)
    return home.trusting and not any(os.path.islink(each) for each in ways)  # noqa: PTH114 - faster, of a country


def learned(home: Home, *, keeping: bool = False) -> tuple[Parsed[Rencana], Bobot]:
    """The plan, read, and what its rows are worth; InvalidPlan where it cannot be used.

    `keeping`: what is known of it is written down, if it was read before as it is, and has no sick row.
    """
    from zi_cli import plans

    here = origin(home)
    raw = here.raw if keeping else None  # before the plan is read: who changes a file meanwhile makes it another
    if raw is not None and len(raw) > MAX_STAMP // 2:  # so would be what is known of it: too large to be kept
        raw = None
    parsed = plans.load(home)
    worth = plans.worth(home, parsed)
    if raw is not None and home.trusting and parsed.vouched and not parsed.sick and raw.endswith(parsed.source.raw):
        from zi_cli.bukti.elsewhere import recorded_files
        from zi_cli.lke.knowing import written_known

        here.remember(home.path.absolute(), _KIND, written_known(parsed.model, worth, recorded_files(parsed.model)))
    return parsed, worth


def origin(home: Home) -> Origin:
    """The files that all follows from which is known of a plan: its own, and that of its answers."""

    def read() -> bytes | None:
        try:
            answers = regular(home.answers, _LARGEST) if home.answered else b""
            return b"%d " % len(answers) + answers + regular(home.path, _LARGEST)
        except OSError:
            return None

    return Origin((home.path, home.answers), read)
