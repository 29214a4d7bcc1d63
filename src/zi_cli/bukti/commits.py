"""git → the plan's texts: which commits touched it, and what it said at each.

A plan whose folder was renamed is followed to its older names. What a text says, this room does not ask.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from zi_cli import git
from zi_cli.plan.jadwal import ZonaWaktu

_SEKALIGUS = 100
"""Texts that are held in memory at once."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit that touched the plan."""

    sha: str
    induk: tuple[str, ...]
    """Its nearest forebears that touched the plan."""
    oleh: str
    detik: int

    def waktu(self, zona: ZonaWaktu) -> str:
        """When it was made, by the clock of that zone."""
        zone = timezone(timedelta(hours=zona.jam))
        return datetime.fromtimestamp(self.detik, zone).strftime("%Y-%m-%d %H:%M")


def names_of(path: Path) -> list[str]:
    """The plan's path from the top of the repository, and those it had before its folder was renamed, latest first."""
    top = (git.run(["rev-parse", "--show-prefix"], path.parent) or b"").rstrip(b"\n")
    found = [os.fsdecode(top) + path.name]
    while (older := _nama_lama(found[-1], path)) and older not in found:
        found.append(older)
    return found


def _nama_lama(name: str, path: Path) -> str | None:
    """Under which name the plan lay before a commit brought it under this one, if git finds that it was renamed."""
    added = _git(path, "log", "--format=%H", "--diff-filter=A", "--", f":(top,literal){name}")
    for sha in added.decode().split():
        only = ("--diff-filter=R", sha, "--", f":(top,glob)**/{path.name}")
        parts = _git(path, "diff-tree", "-r", "-M", "-z", "--no-commit-id", "--name-status", *only).split(b"\0")
        for old, new in zip(parts[1::3], parts[2::3], strict=False):
            if os.fsdecode(new) == name:
                return os.fsdecode(old)
    return None


def _git(path: Path, *args: str) -> bytes:
    return git.run(list(args), path.parent, batas=None) or b""


def shallow_edge(path: Path) -> frozenset[str]:
    """The commits of a shallow clone whose parents it does not have; they seem to have brought all there was."""
    listed = os.fsdecode(_git(path, "rev-parse", "--git-path", "shallow").rstrip(b"\n"))
    try:
        return frozenset((path.parent / listed).read_text(encoding="ascii").split())
    except (OSError, UnicodeDecodeError):
        return frozenset()


def commits_of(path: Path, names: Sequence[str]) -> list[Commit]:
    """The commits that touched the plan, parents before children; none where git knows nothing of it."""
    form = "--format=%H%x1f%P%x1f%an%x1f%at"
    where = [f":(top,literal){name}" for name in names]
    said = _git(path, "log", "--no-show-signature", "--topo-order", "--reverse", "--parents", form, "--", *where)
    found = []
    for line in said.decode("utf-8", "replace").split("\n"):
        parts = line.split("\x1f")
        if len(parts) == 4:
            found.append(Commit(parts[0], tuple(parts[1].split()), parts[2], int(parts[3])))
    return found


def texts_at(path: Path, names: Sequence[str], commits: Sequence[Commit]) -> Iterator[str | None]:
    """The plan's text at each commit; None where it was not there, or is no UTF-8."""
    for at in range(0, len(commits), _SEKALIGUS):
        some = commits[at : at + _SEKALIGUS]
        asked = b"".join(f"{each.sha}:".encode() + os.fsencode(f"{name}\n") for each in some for name in names)
        said = git.run(["cat-file", "--batch"], path.parent, masukan=asked, batas=None) or b""
        found = [*_blobs(said, len(some) * len(names))]
        for first in range(0, len(found), len(names)):
            yield _teks(next((each for each in found[first : first + len(names)] if each is not None), None))


def _blobs(said: bytes, count: int) -> Iterator[bytes | None]:
    """What `git cat-file --batch` answered to so many questions; None for what is not there."""
    for _ in range(count):
        head, _, said = said.partition(b"\n")
        if not head.split()[-1:] or not head.split()[-1].isdigit():
            yield None
            continue
        size = int(head.split()[-1])
        yield said[:size]
        said = said[size + 1 :]


def _teks(content: bytes | None) -> str | None:
    try:
        return None if content is None else content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None
