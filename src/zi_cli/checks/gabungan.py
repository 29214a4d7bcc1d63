"""Files of which git says that their merge is not finished: they may hold one side alone, without a marker."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from zi_cli import git, gitindex
from zi_cli.diagnostics import Diagnostic, Severity
from zi_cli.plan.workspace import root_of, shown

UNFINISHED = "gabungan-belum-selesai"
_MESSAGE = (
    "berkas ini masih belum selesai digabung; jalankan zi merge, atau betulkan lalu git add. Selama itu isinya mungkin "
    "hanya satu sisi"
)


def unfinished(files: Iterable[Path]) -> Iterator[Diagnostic]:
    """A finding for each of the files that has stages in git's index; git is asked once a workspace."""
    by_root: dict[Path, list[Path]] = {}
    for each in files:
        by_root.setdefault(root_of(each), []).append(each)
    for root, own in by_root.items():
        names = _unmerged(root)
        for each in own if names else ():
            if os.path.realpath(each) in names:
                yield Diagnostic(UNFINISHED, Severity.ERROR, _MESSAGE, shown(each))


def _unmerged(root: Path) -> frozenset[str]:
    """The unmerged files of a workspace; none where git does not know it, or cannot be asked."""
    seen = git.seen_from(root)
    if seen is None or git.is_repository(seen):
        return frozenset()
    found = gitindex.unmerged(root)
    if isinstance(found, (git.Nothing, git.Failure)) or not found:
        return frozenset()
    return frozenset(os.path.realpath(seen / name) for name in found)
