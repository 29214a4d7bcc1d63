"""git's index while a merge stands unfinished: which files have stages, what they say, and what is being merged."""

import os
from collections.abc import Mapping
from enum import Enum
from pathlib import Path

from zi_cli import git
from zi_cli.frozen import frozen
from zi_cli.git import Answer, Failure, Nothing
from zi_cli.text.encodings import decoded


@frozen
class Stage:
    """One side of an unmerged file."""

    mode: str
    blob: str


def unmerged(root: Path) -> Mapping[str, Mapping[int, Stage]] | Nothing | Failure:
    """The unmerged files of the repository, named from its top, with their stages: 1 base, 2 ours, 3 theirs."""
    said = git.run(["ls-files", "--unmerged", "-z", "--full-name", "--", ":/"], root)
    if not isinstance(said, Answer):
        return said
    found: dict[str, dict[int, Stage]] = {}
    for line in said.out.split(b"\0"):
        about, _, name = line.partition(b"\t")
        if name:
            mode, blob, number = about.decode("ascii").split()
            found.setdefault(os.fsdecode(name), {})[int(number)] = Stage(mode, blob)
    return found


def content(root: Path, stage: Stage) -> Answer | Nothing | Failure:
    """What one side says, as git keeps it."""
    return git.run(["cat-file", "blob", stage.blob], root)


def settle(root: Path, name: str, mode: str, made: bytes) -> Answer | Nothing | Failure:
    """Put a content in the place of a file's stages. No filter of the repository is run on it."""
    hashed = git.run(["hash-object", "-w", "--no-filters", "--stdin"], root, made)
    if not isinstance(hashed, Answer):
        return hashed
    entry = f"{mode} {hashed.out.decode('ascii').strip()} 0\t".encode() + os.fsencode(name) + b"\0"
    return git.run(["update-index", "-z", "--index-info"], root, entry)


class Operation(Enum):
    """What git was doing when it stopped, by the name of what it leaves in its folder."""

    REBASE = "rebase-merge"
    REBASE_BY_MAIL = "rebase-apply"
    CHERRY_PICK = "CHERRY_PICK_HEAD"
    REVERT = "REVERT_HEAD"
    MERGE = "MERGE_HEAD"


def operation(root: Path) -> Operation | None:
    """What git is in the middle of; None where it left no trace, as `git stash pop` does."""
    wanted = [word for each in Operation for word in ("--git-path", each.value)]
    said = git.run(["rev-parse", *wanted], root)
    if not isinstance(said, Answer):
        return None
    paths = os.fsdecode(said.out).splitlines()
    there = [each for each, path in zip(Operation, paths, strict=False) if (root / path).exists()]
    return there[0] if there else None


def subject(root: Path, revision: str) -> str:
    """A commit in a few words, `abc1234 Tandai 1.i.a`; nothing where git does not know it."""
    said = git.run(["log", "-1", "--no-show-signature", "--format=%h %s", revision, "--"], root)
    return decoded(said.out).strip() if isinstance(said, Answer) else ""
