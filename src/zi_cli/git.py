"""What git knows. The one room that runs it, and that keeps it from obeying what it is asked about.

A workspace may come from anywhere: a clone, a zip, a shared drive. git obeys the configuration of the repository it
finds, and a configuration may name programs to run and places to fetch from. So git is asked only from the root of
the workspace, whose repository the user works in; with everything switched off that would run or fetch something; and
never about a folder that is, or lies in, a repository of its own.

What comes back is one of three: an `Answer`; `Nothing`, where git was asked and there is none; a `Failure`, where it
could not be asked. A failure is never read as nothing.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from zi_cli.errors import Refusal, reason
from zi_cli.frozen import frozen
from zi_cli.text.encodings import decoded

PATIENCE = 60.0
"""In seconds. So long a question may take: a home on a network is slow, and a name that is lost is lost for good."""

_SAFE = (
    "--no-pager",
    *("-c", "safe.bareRepository=explicit"),
    *("-c", "core.fsmonitor="),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "core.pager=cat"),
    *("-c", "protocol.allow=never"),
    *("-c", "protocol.ext.allow=never"),
    *("-c", "log.showSignature=false"),
    *("-c", "i18n.logOutputEncoding=UTF-8"),
)
"""Before every command: what runs a program stays off, whatever the repository's configuration says."""

_SET = {
    "GIT_ALLOW_PROTOCOL": "",  # none: also for a git that does not know the next one, no object is fetched
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C",
}
_KEPT = (
    "GIT_CEILING_DIRECTORIES",
    "GIT_CONFIG_",  # files, and single settings: so a container says that it trusts a folder
    "GIT_DISCOVERY_ACROSS_FILESYSTEM",
    "GIT_EXEC_PATH",
    "GIT_TEST_ASSUME_DIFFERENT_OWNER",  # by which one tries how git refuses another user's folder
)
"""Of git's own variables those that say where git and its settings are. The others change what it is asked, or how it
answers: git tells its hooks with them about the repository they run in, and zi looks for itself.
"""


@frozen
class Answer:
    """What git said."""

    out: bytes


@frozen
class Nothing:
    """git was asked and there is none, or there is no git, or no repository; `reason` is part of a sentence."""

    reason: str = "git tidak mengenalnya"


@frozen
class Failure:
    """git could not be asked; `reason`, part of a sentence, says why and what helps."""

    reason: str


def run(
    args: Sequence[str], root: Path, stdin: bytes = b"", seconds: float | None = PATIENCE
) -> Answer | Nothing | Failure:
    """What git says when asked from the root of a workspace; never from a folder that a plan chose."""
    program = _program(os.environ.get("PATH", ""))
    if program is None:
        return Nothing("git belum terpasang di sini")
    kept = {name: value for name, value in os.environ.items() if _harmless(name.upper())}
    command = [program, *_SAFE, *args]
    try:
        done = subprocess.run(
            command, cwd=root, input=stdin, capture_output=True, check=False, timeout=seconds, env=kept | _SET
        )
    except subprocess.TimeoutExpired:
        return Failure(f"git tidak menjawab dalam {seconds:g} detik")
    except OSError as error:
        return Failure(f"git tidak dapat dijalankan: {reason(error)}")
    if done.returncode == 0:
        return Answer(done.stdout)
    if done.returncode == 1 and not done.stderr:  # so git says no
        return Nothing()
    return _unserved(done)


def _harmless(name: str) -> bool:
    return not name.startswith("GIT_") or name.startswith(_KEPT)


def user_name(root: Path) -> str | Nothing | Failure:
    """git's user.name."""
    found = run(["config", "user.name"], root)
    if not isinstance(found, Answer):
        return found
    return decoded(found.out).strip() or Nothing()


def top(root: Path, folder: Path) -> Path | Nothing | Failure:
    """The top of the repository that a workspace lies in, as git sees it from the root; Refusal as `hold_same`."""
    hold_same(root, folder)
    return toplevel(root)


def hold_same(root: Path, folder: Path) -> None:
    """Refusal where a plan's folder is, or lies in, another repository than its workspace: it may run anything."""
    ours, theirs = seen_from(root), seen_from(folder)
    if theirs is not None and (theirs != ours or is_repository(theirs)):
        raise Refusal(
            f"{theirs} adalah repositori git tersendiri, bukan bagian dari folder kerja {root}; git tidak ditanyai "
            "di sana. Keluarkan HEAD, config, objects, dan refs (atau .git) dari folder itu."
        )


def toplevel(root: Path) -> Path | Nothing | Failure:
    """The top of the repository that a workspace lies in, as git sees it from its root."""
    found = run(["rev-parse", "--show-toplevel"], root)
    if not isinstance(found, Answer):
        return found
    return Path(os.path.realpath(os.fsdecode(found.out.removesuffix(b"\n"))))


def seen_from(folder: Path) -> Path | None:
    """The nearest folder, here or above, that git would take for a repository, or for the top of one."""
    real = Path(os.path.realpath(folder))
    return next((each for each in (real, *real.parents) if has_repository(each) or is_repository(each)), None)


def has_repository(folder: Path) -> bool:
    """Whether git would take a folder for the top of a working tree."""
    return os.path.lexists(f"{folder}/.git")


def is_repository(folder: Path) -> bool:
    """Whether git would take a folder for a repository itself: a clone may bring such a one, with a configuration."""
    if has_repository(folder) or not os.path.lexists(f"{folder}/HEAD"):
        return False
    return all(os.path.isdir(folder / each) for each in ("objects", "refs")) or os.path.lexists(folder / "commondir")  # noqa: PTH112 - no where one may not look


def contents(said: bytes, asked: int) -> list[bytes | None]:
    """What `cat-file --batch` answers to so many questions; None for what is not there."""
    found: list[bytes | None] = []
    at = 0
    for _ in range(asked):
        line = said.find(b"\n", at) + 1 or len(said)
        size = said[at:line].rstrip(b"\n").rsplit(b" ", 1)[-1]
        if not size.isdigit():
            found.append(None)
            at = line
            continue
        found.append(said[line : line + int(size)])
        at = line + int(size) + 1
    return found


@cache
def _program(path: str) -> str | None:
    """git on the PATH, by its full name: never one that lies in the folder one happens to stand in."""
    names = ("git.exe", "git.cmd") if sys.platform == "win32" else ("git",)
    for folder in path.split(os.pathsep):
        for name in names:
            found = os.path.join(folder, name)  # noqa: PTH118 - a text still
            if os.path.isabs(folder) and os.path.isfile(found) and os.access(found, os.X_OK):  # noqa: PTH117, PTH113
                return found
    return None


def _unserved(done: "subprocess.CompletedProcess[bytes]") -> Nothing | Failure:
    said = decoded(done.stderr)
    for words, meant in _SAID.items():
        if words in said:
            return meant
    lines = said.strip().splitlines()
    return Failure(f"git gagal ({lines[-1] if lines else f'kode {done.returncode}'})")


PARTIAL = (
    "sebagian riwayatnya tidak ada di salinan git ini (klon parsial); ambil dahulu dengan "
    "git fetch --refetch --no-filter"
)
"""Of an object that a partial clone has not fetched."""

_SAID: dict[str, Nothing | Failure] = {
    "safe.directory": Failure(  # a checkout of another user's, as in a container of CI
        "git menolak folder ini karena pemiliknya orang lain; izinkan dengan "
        "git config --global --add safe.directory diikuti jalur foldernya"
    ),
    "bare repository": Failure("folder ini sendiri berbentuk repositori git, yang tidak dipercaya zi"),
    "not a git repository": Nothing("folder ini tidak berada di dalam repositori git"),
    "not have any commits yet": Nothing("repositori git ini belum punya commit"),
    "must be run in a work tree": Nothing("folder ini bukan pohon kerja git"),
    "promisor": Failure(PARTIAL),
    "lazy fetching": Failure(PARTIAL),
    "transport '": Failure(PARTIAL),
}
"""What git's words mean, the first that are found; they are English, for zi asks in no other language."""
