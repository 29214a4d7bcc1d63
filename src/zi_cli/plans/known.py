"""What is known of a plan, where neither its bytes nor those of its answers have changed since it was found out.

It lies beside the stamps, in the same way: bound to the hash of the plan and of its answers, and asked only where a lie
can be stood. It is written when a plan is asked for once more as it was: what is edited all the time is read anyhow.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from zi_cli.text import stamps

if TYPE_CHECKING:
    from zi_cli.lke.known import Known
    from zi_cli.lke.poin import Bobot
    from zi_cli.plan.model import Rencana
    from zi_cli.plan.workspace import Home
    from zi_cli.text.reading import Parsed

_KIND = "tahu"
_LARGEST = 4 << 20
"""In bytes; a plan that is larger is no plan."""


def recall_known(home: Home) -> Known | None:
    """What is known of a plan with the very bytes it has now; None where nothing is, or may be believed."""
    raw = following(home) if home.trusting else None
    text = stamps.recall(home.path.absolute(), _KIND, raw) if raw is not None else None
    if text is None:
        return None
    from zi_cli.lke.known import read_known

    with suppress(ValueError, TypeError, LookupError, AttributeError, ZeroDivisionError, RecursionError):
        return read_known(text)
    return None


def keep(home: Home, parsed: Parsed[Rencana], worth: Bobot) -> None:
    """Write down what is known of a plan that was read before as it is, and has no sick row."""
    if not parsed.vouched or parsed.sick or not home.trusting:
        return
    raw = following(home)
    if raw is None or not raw.endswith(parsed.source.raw):
        return
    from zi_cli.bukti.elsewhere import recorded_files
    from zi_cli.lke.knowing import written_known

    stamps.remember(home.path.absolute(), _KIND, raw, written_known(parsed.model, worth, recorded_files(parsed.model)))


def following(home: Home) -> bytes | None:
    """The bytes that all follows from which is known; None where they cannot be read, or a link leads to them."""
    try:
        answers = _bytes(home.answers) if home.answered else b""
        return b"%d " % len(answers) + answers + _bytes(home.path)
    except OSError:
        return None


def _bytes(path: os.PathLike[str]) -> bytes:
    """The bytes of a file; OSError where it is none, or too large: nothing else is read, for a pipe would hold us."""
    found = os.lstat(path)
    if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST:
        raise OSError(path)
    with open(path, "rb") as stream:  # noqa: PTH123 - a text will do
        return stream.read()
