"""What a file said at a revision."""

import os
from functools import lru_cache
from pathlib import Path

from zi_cli import git
from zi_cli.errors import Kind, Refusal


class Revision:
    """A commit of the repository that a workspace lies in."""

    def __init__(self, root: Path, folder: Path, name: str, asked: str = "«base»") -> None:
        """As git sees it from the root; Refusal where there is no such commit, no repository, or no git.

        Refusal, too, where `folder`, in which the file lies, belongs to another repository. `asked`: what asked for it.
        """
        self.root, self.asked = root.absolute(), asked
        self.top = _top(self.root, folder.absolute(), asked)
        self.commit = _commit(self.root, name, asked)

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
        raise _refused(found if isinstance(listed, git.Answer) else listed, self.asked)

    def below(self, folder: Path) -> list[str]:
        """The names of what lay in a folder of the working tree then."""
        inside = Path(os.path.realpath(folder)).relative_to(self.top).as_posix()
        listed = git.run(["ls-tree", "-z", "--name-only", "--full-tree", f"{self.commit}:{inside}"], self.root)
        return [os.fsdecode(each) for each in listed.out.split(b"\0") if each] if isinstance(listed, git.Answer) else []


def _refused(found: git.Nothing | git.Failure, asked: str) -> Refusal:
    return Refusal(f"{asked} butuh git: {found.reason}.", Kind.SYSTEM)


@lru_cache(maxsize=1024)
def _top(root: Path, folder: Path, asked: str) -> Path:
    """The top of the repository: git is asked once a folder, not once a file."""
    found = git.top(root, folder)
    if isinstance(found, Path):
        return found
    raise _refused(found, asked)


@lru_cache(maxsize=64)
def _commit(root: Path, name: str, asked: str) -> str:
    """The commit that a name means there; it is the same one for all files of a run, even if a branch moves on."""
    found = git.run(["rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"], root)
    if isinstance(found, git.Answer):
        return found.out.decode("ascii").strip()
    if isinstance(found, git.Failure):
        raise _refused(found, asked)
    if name == "HEAD":
        raise Refusal(f"{asked}: belum ada commit di sini; simpan rencananya dulu dengan git commit.", Kind.STATE)
    raise Refusal(
        f'{asked} "{name}" bukan revisi yang ada di sini; di CI, ambil riwayatnya dulu (fetch-depth: 0).', Kind.UNKNOWN
    )
