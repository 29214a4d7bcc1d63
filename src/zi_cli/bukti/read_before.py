"""Which evidence was read before, and found as it is recorded: so that gigabytes need not be read in one go.

What is remembered of a file is one fingerprint of its name, of the content that was found, and of all that the disk
says of it: device, inode, size, time of change of content and of the file itself. Whoever changes a file changes one of
them. Only a disk that fails, or one who may set the clock, does not; so what was read is believed for a while only, it
is told how much was not read again, and a person may ask that everything is.

It lies beside the stamps and is kept as they are, by one user, on one computer. A file that is not as recorded is read
each time. Of a file that was changed just now nothing is remembered: it could change again within one tick of the
disk's clock.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from zi_cli.plan.clock import seconds
from zi_cli.text import stamps
from zi_cli.text.stamps import GRAIN

_KIND, _FORM = "dibaca", b"1"
DAYS = 30
"""How long a reading is believed."""


class ReadBefore:
    """What is remembered of the evidence of one plan; `ask` says whether it is believed, or only renewed."""

    def __init__(self, plan: Path, today: date, *, ask: bool = True) -> None:
        self._plan = plan.absolute()
        self._today = today
        self._known: dict[str, tuple[date, str]] = {}
        if ask:
            self._known = {mark: (day, remark) for mark, day, remark in self._remembered()}

    def when(self, name: str, found: os.stat_result, sha256: str) -> tuple[date, str] | None:
        """The day on which the file was read and had this content, and what was to be said of it; None if unknown."""
        return self._known.get(_mark(name, found, sha256))

    def note(self, name: str, found: os.stat_result, sha256: str, remark: str) -> None:
        """That the file was read today and has this content; `found` is what the disk said while it was read."""
        if max(found.st_mtime_ns, found.st_ctime_ns) < seconds() * 1e9 - GRAIN:
            mark = _mark(name, found, sha256)
            self._known.pop(mark, None)  # the last reading stands last, so that the oldest are dropped
            self._known[mark] = self._today, remark

    def keep(self) -> None:
        """Remember it for other runs."""
        text = "".join(f"{day} {mark} {remark}\n" for mark, (day, remark) in self._known.items())
        if len(text) > stamps.MAX_TEXT:  # some ten thousand files; those read last are remembered
            text = text[-stamps.MAX_TEXT :].partition("\n")[2]
        stamps.remember(self._plan, _KIND, _FORM, text)

    def _remembered(self) -> Iterator[tuple[str, date, str]]:
        for line in (stamps.recall(self._plan, _KIND, _FORM) or "").splitlines():
            written, _, rest = line.partition(" ")
            mark, _, remark = rest.partition(" ")
            with suppress(ValueError):
                day = date.fromisoformat(written)
                if 0 <= (self._today - day).days < DAYS:
                    yield mark, day, remark


def _mark(name: str, found: os.stat_result, sha256: str) -> str:
    told = (name, sha256, found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]
