"""`zi check --watch`: once more at each save, until it is told to stop."""

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from zi_cli.commands import output
from zi_cli.errors import Refusal
from zi_cli.plan.workspace import shown

TICK = 0.25
"""In seconds. So often it is looked whether something was saved."""

Seen = dict[str, tuple[int, int, int]]


def watch(files: Callable[[], list[str]], check: Callable[[list[str]], int]) -> int:
    """Check the files that there are, and all of them anew whenever one, or what lies beside it, has changed.

    Ends with the last code when it is interrupted. What the check itself leaves lies elsewhere: it starts nothing.
    Refusal where there is nothing to check at first; later that is told, for git may take all away and bring it back.
    """
    code = 0

    def still() -> list[str]:
        try:
            return files()
        except Refusal:
            return []

    try:
        now = _seen(files())
        while True:
            code = _checked(files, check)
            sys.stdout.flush()
            output.say("Menunggu perubahan; Ctrl-C untuk selesai.")
            before, now = now, _changed(now, still)
            told = sorted({shown(Path(each)) for each, _ in before.items() ^ now.items()})
            output.say(f"\n{', '.join(told[:3])}{', …' if len(told) > 3 else ''} berubah:")
    except KeyboardInterrupt:
        return code


def _checked(files: Callable[[], list[str]], check: Callable[[list[str]], int]) -> int:
    try:
        return check(files())
    except Refusal as refusal:
        output.say(f"zi: {refusal.as_typed()}")
        return refusal.exit_code


def _changed(before: Seen, files: Callable[[], list[str]]) -> Seen:
    """What is there when something has changed, and nothing more does: an editor saves in several steps."""
    now = before
    while now == before:
        time.sleep(TICK)
        now = _seen(files())
    while True:
        time.sleep(TICK)
        later = _seen(files())
        if later == now:
            return now
        now = later


def _seen(files: Sequence[str]) -> Seen:
    """Every file beside those that are checked, with what tells that it has changed; what a program hides is passed."""
    found: Seen = {}
    for folder in dict.fromkeys(os.path.dirname(os.path.abspath(each)) for each in files):  # noqa: PTH100, PTH120
        for path in _below(folder):
            try:
                state = os.stat(path)  # noqa: PTH116
            except OSError:  # it has just gone
                continue
            found[path] = (state.st_mtime_ns, state.st_size, state.st_ino)
    return found


def _below(folder: str) -> Iterator[str]:
    for above, inside, names in os.walk(folder):
        inside[:] = [each for each in inside if not each.startswith(".")]
        yield from (os.path.join(above, each) for each in names if not each.startswith("."))  # noqa: PTH118
