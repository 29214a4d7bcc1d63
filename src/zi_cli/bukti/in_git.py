"""What git knows of the evidence in a workspace: what it was not given, what it must not have, what it may rewrite.

git is asked once a workspace, for the names of all files that lie below `plans/`; once more only where some of them
need a second look. Where it cannot be asked, nothing is said: nothing is known.
"""

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from zi_cli import git
from zi_cli.bukti.elsewhere import OUTSIDE
from zi_cli.errors import Refusal
from zi_cli.frozen import frozen
from zi_cli.plan.workspace import BUKTI, NAMA_BERKAS, shown
from zi_cli.text.appending import lines_missing
from zi_cli.text.document import parse
from zi_cli.text.fields import Tree

ATTRIBUTES = ".gitattributes"
BINARY = "plans/**/bukti/** binary"
"""The line by which git leaves the bytes of evidence alone."""


@frozen
class InGit:
    """What git knows of the evidence of one plan; paths are relative to the plan's folder."""

    left_out: frozenset[str] = frozenset()
    """On the disk and not in git, though the last commit of the plan records them."""
    exposed: tuple[str, ...] = ()
    """In git, though they lie where only that lies which must not be there."""


@frozen
class EvidenceInGit:
    """What git knows of the evidence in a workspace."""

    plans: Mapping[str, InGit]
    """By the name of the plan's folder; plans of which there is nothing to tell are not in it."""
    rewritten: bool
    """Whether git may change the line ends of evidence that it has."""


def evidence_in_git(root: Path) -> EvidenceInGit:
    """What git knows of the evidence of all plans in a workspace."""
    listed = _listed(root)
    tracked, others = [name for has, name in listed if has], [name for has, name in listed if not has]
    exposed = _by_plan(tracked, OUTSIDE)
    left_out = _left_out(root, _by_plan(others, BUKTI))
    plans = {
        plan: InGit(left_out.get(plan, frozenset()), tuple(sorted(exposed.get(plan, ()))))
        for plan in {*exposed, *left_out}
    }
    return EvidenceInGit(plans, _rewritten(root, tracked))


def doings_of_git(root: Path, stored: Iterable[Path]) -> Iterator[str]:
    """Of evidence that was just stored: what git will do with it that is not meant, in sentences."""
    for path in stored:
        outside, left_out = OUTSIDE in path.parts, _ignored(root, path)
        if left_out and not outside:
            yield (
                f"{path.name} diabaikan git (.gitignore), jadi hanya ada di komputer ini; masukkan dengan git add -f "
                f'"{shown(path)}".'
            )
        elif left_out is False and outside:
            yield f"{OUTSIDE}/ belum diabaikan git; jalankan zi init (tanpa nama rencana) sebelum git add."


def _ignored(root: Path, path: Path) -> bool | None:
    """Whether git would leave a file out that is put there; None where there is no git, or it cannot say."""
    seen = git.seen_from(root)
    if seen is None or git.is_repository(seen):
        return None
    said = git.run(["check-ignore", "-q", "--", str(path)], root)
    return None if isinstance(said, git.Failure) else isinstance(said, git.Answer)


def _listed(root: Path) -> list[tuple[bool, str]]:
    """Every file below `plans/` by its path from the root, and whether git has it; none where git knows nothing."""
    seen = git.seen_from(root)
    if seen is None or git.is_repository(seen):
        return []
    said = git.run(["ls-files", "-z", "-t", "--cached", "--others", "--", "plans"], root)
    if not isinstance(said, git.Answer):
        return []
    entries = (os.fsdecode(each) for each in said.out.split(b"\0") if each)
    return [(tag != "?", name) for tag, _, name in (each.partition(" ") for each in entries)]


def _by_plan(names: Iterable[str], folder: str) -> dict[str, set[str]]:
    """The files that lie in that folder of a plan, by the plan's name."""
    found: dict[str, set[str]] = {}
    for name in names:
        parts = name.split("/", 3)
        if len(parts) == 4 and parts[2] == folder:
            found.setdefault(parts[1], set()).add(unicodedata.normalize("NFC", f"{folder}/{parts[3]}"))
    return found


def _left_out(root: Path, others: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    """Of the files that git has not, those which the plan names as it was committed: a mark that is new may wait."""
    plans = [each for each in others if "\n" not in each]
    if not plans:
        return {}
    asked = "".join(f"HEAD:./plans/{each}/{NAMA_BERKAS}\n" for each in plans)
    said = git.run(["cat-file", "--batch"], root, os.fsencode(asked))
    if not isinstance(said, git.Answer):
        return {}
    committed = zip(plans, git.contents(said.out, len(plans)), strict=True)
    found = {plan: frozenset(others[plan] & _recorded(raw)) for plan, raw in committed if raw is not None}
    return {plan: names for plan, names in found.items() if names}


def _recorded(raw: bytes) -> set[str]:
    """The files that a plan's text names."""
    return {unicodedata.normalize("NFC", each) for each in _files(parse(raw.decode("utf-8", "replace")).tree)}


def _files(tree: Tree) -> Iterable[str]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key == "berkas" and isinstance(value, str):
                yield value
            else:
                yield from _files(value)
    elif isinstance(tree, list):
        for each in tree:
            yield from _files(each)


def _rewritten(root: Path, tracked: Sequence[str]) -> bool:
    """Whether there is evidence in git whose bytes it may change; it is asked only where our line may not rule."""
    evidence = [name for name in tracked if f"/{BUKTI}/" in name]
    if not evidence:
        return False
    try:
        written = not lines_missing(root / ATTRIBUTES, [BINARY])
    except Refusal:
        written = False
    if written and not any(name.endswith(f"/{ATTRIBUTES}") for name in tracked):
        return False
    said = git.run(
        ["check-attr", "-z", "--stdin", "text"], root, os.fsencode("".join(f"{each}\0" for each in evidence))
    )
    return isinstance(said, git.Answer) and any(each != b"unset" for each in said.out.split(b"\0")[2::3])
