"""How git comes to merge and compare plans with zi: the settings of one clone, written and looked at in one place.

A driver that fails makes git keep ours and call it a conflict without markers: a commit then loses theirs for good. So
the line that git is given ends in a merge by lines unless zi did its work: it ended with 0, or with 1 and markers in
the file (a broken installation ends with 1 too).
"""

import os
import shlex
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from zi_cli import git
from zi_cli.git import Answer, Failure, Nothing
from zi_cli.text.encodings import decoded

ATTRIBUTES = ("plans/**/rencana.yaml merge=zi diff=zi", "plans/**/lke.yaml merge=zi diff=zi")
"""Lines of .gitattributes that name the settings."""
_BY_LINES = "git merge-file -L kita -L asal -L mereka %A %O %B"


def settings() -> Mapping[str, str]:
    """git's settings in the order in which they are written: of a driver with a name alone git dies."""
    zi = _program()
    merge = (
        rf'{zi} merge %O %A %B %P; s=$?; test $s -eq 0 && exit 0; test $s -eq 1 && grep -q "^<\{{7\}} " %A && exit 1'
    )
    shown = f'{zi} diff --textconv "$1" 2>/dev/null || cat "$1"'
    return {
        "merge.zi.driver": f"{merge}; {_BY_LINES}",
        "merge.zi.name": "rencana dan jawaban, digabung per butir",
        "diff.zi.textconv": f"f() {{ {shown}; }}; f",
    }


def _program() -> str:
    """zi as git's shell finds it: by its name where that leads to this one, else by its whole path."""
    own = Path(sys.argv[0])
    found = shutil.which("zi")
    if own.stem != "zi" or (found is not None and os.path.realpath(found) == os.path.realpath(own)):
        return "zi"
    return shlex.quote(Path(os.path.abspath(own)).as_posix())  # noqa: PTH100 - no symlink is resolved


def configure(root: Path) -> Answer | Nothing | Failure:
    """Write the settings into the clone that a workspace lies in; what git said of the first that failed."""
    said: Answer | Nothing | Failure = Nothing()
    for name, value in settings().items():
        said = git.run(["config", "--local", name, value], root)
        if not isinstance(said, Answer):
            return said
    return said


def missing(root: Path) -> tuple[str, ...]:
    """Which settings the clone lacks, or has otherwise; none where all is well."""
    return tuple(name for name, value in settings().items() if _value(root, name) != value)


def _value(root: Path, name: str) -> str | None:
    said = git.run(["config", "--local", "--get", name], root)
    return decoded(said.out).removesuffix("\n") if isinstance(said, Answer) else None
