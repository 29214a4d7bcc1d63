"""What comes to be in one piece: made in a hidden folder beside its place, and put there when it is whole.

A run that ends in any other way takes its folder away; one that was killed leaves it to the next.
"""

import os
import re
import secrets
import shutil
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from zi_cli.text.locking import claimed, locked


@contextmanager
def staged(place: Path) -> Iterator[Path]:
    """A folder in `place` that is this run's alone, and is gone in the end, whatever happens."""
    stage = place / f".zi-{secrets.token_hex(8)}"
    try:  # named before it is made: mkdtemp could be interrupted after making it
        stage.mkdir(0o700)
        with locked(stage):
            yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


_STAGE = re.compile(r"\.zi-[0-9a-f]{16}")


def clear_stages(place: Path) -> list[Path]:
    """Remove what killed runs of this user left in `place`; the folders of which it is not known whether their run
    lives."""
    with suppress(OSError):
        stages = sorted(each for each in place.absolute().iterdir() if _STAGE.fullmatch(each.name))
        return [each for each in stages if _left_over(each) is None]
    return []


_MADE = 60.0
"""In seconds. An empty folder this young may be one that is about to be locked."""


def _left_over(stage: Path) -> bool | None:
    """Whether a folder was left by a run that was killed; if so it is removed. None where the kernel cannot say."""
    with suppress(OSError):  # another user's may not even be opened
        found = stage.lstat()
        if not stat.S_ISDIR(found.st_mode) or (sys.platform != "win32" and found.st_uid != os.geteuid()):
            return False
        with claimed(stage) as ours:
            if ours and (any(stage.iterdir()) or time.time() - found.st_mtime > _MADE):
                shutil.rmtree(stage, ignore_errors=True)
            return ours
    return False
