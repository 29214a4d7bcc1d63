"""git → the plan's texts: which commits touched it, and what it said at each.

A plan whose folder was renamed is followed to its older names. This module does not read the texts. Where git
could not be asked, or is not there, it is `Unanswered`: that is never the same as a plan that git does not know.
"""

import os
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path

from zi_cli import git
from zi_cli.frozen import frozen
from zi_cli.plan.hari import ZonaWaktu
from zi_cli.text.encodings import decoded
from zi_cli.written import short_time

_SEKALIGUS = 100
"""Texts that are held in memory at once."""


class Unanswered(Exception):  # noqa: N818 - why the history is not known, as part of a sentence
    """git could not be asked about a plan."""


@frozen
class InRepository:
    """Where a plan lies in a repository, and from where git is asked about it."""

    root: Path
    """The workspace's: nowhere else is git asked."""
    name: str
    """The plan's path from the top of the repository."""

    def ask(self, *args: str, stdin: bytes = b"") -> bytes:
        """What git says; empty where it says that there is none."""
        match git.run(args, self.root, stdin, seconds=None):
            case git.Answer(out):
                return out
            case git.Nothing():
                return b""
            case git.Failure(reason):
                raise Unanswered(reason)


def place_of(path: Path, root: Path) -> InRepository:
    """Where the plan at `path` lies; Refusal where that is in another repository than the workspace's."""
    match git.top(root, path.parent):
        case Path() as top:
            return InRepository(root, Path(os.path.realpath(path)).relative_to(top).as_posix())
        case git.Nothing(reason) | git.Failure(reason):
            raise Unanswered(reason)


@frozen
class Commit:
    """A commit that touched the plan."""

    sha: str
    parents: tuple[str, ...]
    """Its nearest forebears that touched the plan."""
    oleh: str
    seconds: int
    committer: str = ""
    """Who put it into the repository, and when: an author's clock may be wrong."""
    committed: int = 0

    def waktu(self, zona: ZonaWaktu) -> str:
        """When its author made it, by the clock of that zone: `2025-11-20 14:05`."""
        return _at(self.seconds, zona).strftime("%Y-%m-%d %H:%M")

    def in_repository(self, zona: ZonaWaktu) -> str:
        """When it came into the repository, by the clock of that zone, as people read it."""
        return short_time(_at(self.committed, zona))


def _at(seconds: int, zona: ZonaWaktu) -> datetime:
    return datetime.fromtimestamp(seconds, timezone(timedelta(hours=zona.jam)))


def names_of(place: InRepository) -> list[str]:
    """The plan's path from the top of the repository, and those it had before its folder was renamed, latest first."""
    found = [place.name]
    while (older := _older_name(found[-1], place)) and older not in found:
        found.append(older)
    return found


def _older_name(name: str, place: InRepository) -> str | None:
    """Under which name the plan lay before a commit brought it under this one, if git finds that it was renamed."""
    added = place.ask("log", "--format=%H", "--diff-filter=A", "--", f":(top,literal){name}")
    for sha in added.decode().split():
        only = ("--diff-filter=R", sha, "--", f":(top,glob)**/{name.rpartition('/')[2]}")
        parts = place.ask("diff-tree", "-r", "-M", "-z", "--no-commit-id", "--name-status", *only).split(b"\0")
        for old, new in zip(parts[1::3], parts[2::3], strict=False):
            if os.fsdecode(new) == name:
                return os.fsdecode(old)
    return None


def shallow_edge(place: InRepository) -> frozenset[str]:
    """The commits of a shallow clone whose parents it does not have; they seem to have brought all there was."""
    listed = os.fsdecode(place.ask("rev-parse", "--git-path", "shallow").removesuffix(b"\n"))
    try:
        return frozenset((place.root / listed).read_text(encoding="ascii").split())
    except (OSError, UnicodeDecodeError):
        return frozenset()


def commits_of(place: InRepository, names: Sequence[str]) -> list[Commit]:
    """The commits that touched the plan, parents before children; none where git knows nothing of it."""
    form = "--format=%H%x1f%P%x1f%an%x1f%at%x1f%cn%x1f%ct"
    where = [f":(top,literal){name}" for name in names]
    said = place.ask("log", "--topo-order", "--reverse", "--parents", form, "--", *where)
    found = []
    for line in said.split(b"\n"):
        parts = line.split(b"\x1f")
        if len(parts) == 6:
            sha, parents, oleh, seconds, committer, committed = map(decoded, parts)
            found.append(Commit(sha, tuple(parents.split()), oleh, int(seconds), committer, int(committed)))
    return found


def texts_at(place: InRepository, names: Sequence[str], commits: Sequence[Commit]) -> Iterator[str | None]:
    """The plan's text at each commit; None where it was not there, or is no UTF-8."""
    for at in range(0, len(commits), _SEKALIGUS):
        some = commits[at : at + _SEKALIGUS]
        asked = [f"{each.sha}:".encode() + os.fsencode(name) for each in some for name in names]
        found = _blobs(place, asked)
        for first in range(0, len(found), len(names)):
            content = next((each for each in found[first : first + len(names)] if each is not None), None)
            if content is None:
                _be_absent(place, some[first // len(names)], names)
            yield _teks(content)


def _blobs(place: InRepository, asked: Sequence[bytes]) -> list[bytes | None]:
    """The contents that are asked for; None for what is not there."""
    said = place.ask("cat-file", "--batch", stdin=b"".join(each + b"\n" for each in asked))
    return git.contents(said, len(asked))


def _be_absent(place: InRepository, commit: Commit, names: Sequence[str]) -> None:
    """Unanswered where a commit has the plan and this clone has not its content."""
    if place.ask("ls-tree", "-z", "--full-tree", commit.sha, "--", *names):
        raise Unanswered(git.PARTIAL)


def _teks(content: bytes | None) -> str | None:
    try:
        return None if content is None else content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None
