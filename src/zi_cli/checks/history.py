"""What a file said at a revision."""

import os
from functools import lru_cache
from pathlib import Path

from zi_cli import git
from zi_cli.errors import Refusal


class Revision:
    """A commit of the repository that a workspace lies in."""

    def __init__(self, root: Path, folder: Path, name: str) -> None:
        """As git sees it from the root; Refusal where there is no such commit, no repository, or no git.

        Refusal, too, where `folder`, in which the file lies, belongs to another repository.
        """
        self.root = root.absolute()
        self.top = _top(self.root, folder.absolute())
        self.commit = _commit(self.root, name)

    def read(self, path: Path) -> bytes | None:
        """The bytes of a file then; None where it was not there, Refusal where git could not say."""
        try:
            inside = Path(os.path.realpath(path)).relative_to(self.top).as_posix()
        except ValueError:
            return None
        found = git.run(["cat-file", "blob", f"{self.commit}:{inside}"], self.root)
        if isinstance(found, git.Answer):
            return found.out
        listed = git.run(["ls-tree", "-z", "--full-tree", self.commit, "--", inside], self.root)
        if listed == git.Answer(b""):
            return None
        raise _refused(found if isinstance(listed, git.Answer) else listed)


def _refused(found: git.Nothing | git.Failure) -> Refusal:
    return Refusal(f"--base butuh git: {found.reason}.")


@lru_cache(maxsize=1024)
def _top(root: Path, folder: Path) -> Path:
    """The top of the repository: git is asked once a folder, not once a file."""
    found = git.top(root, folder)
    if isinstance(found, Path):
        return found
    raise _refused(found)


@lru_cache(maxsize=64)
def _commit(root: Path, name: str) -> str:
    """The commit that a name means there; it is the same one for all files of a run, even if a branch moves on."""
    found = git.run(["rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"], root)
    if isinstance(found, git.Answer):
        return found.out.decode("ascii").strip()
    if isinstance(found, git.Failure):
        raise _refused(found)
    raise Refusal(f'--base "{name}" bukan revisi yang ada di sini; di CI, ambil riwayatnya dulu (fetch-depth: 0).')
