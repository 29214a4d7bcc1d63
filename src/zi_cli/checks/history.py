"""What a file said at a revision."""

from functools import lru_cache
from pathlib import Path

from zi_cli import git
from zi_cli.errors import Refusal


class Revision:
    """A commit of the repository that a folder is in."""

    def __init__(self, folder: Path, name: str) -> None:
        """Refusal where there is no such commit, no repository, or no git."""
        self.name = name
        self.root = _repository(folder.absolute())
        self.commit = _commit(self.root, name)

    def read(self, path: Path) -> bytes | None:
        """The bytes of a file then; None where it was not there."""
        try:
            inside = path.resolve().relative_to(self.root.resolve())
        except ValueError:
            return None
        return git.run(["cat-file", "blob", f"{self.commit}:{inside.as_posix()}"], self.root)


@lru_cache(maxsize=1024)
def _repository(folder: Path) -> Path:
    """The top of the repository that a folder is in: git is asked once a folder, not once a file."""
    top = git.run(["rev-parse", "--show-toplevel"], folder)
    if top is None:
        raise Refusal(f"--base butuh git: {git.halangan(folder) or 'folder ini bukan pohon kerja git'}.")
    return Path(top.decode("utf-8", "surrogateescape").rstrip("\n"))


@lru_cache(maxsize=64)
def _commit(root: Path, name: str) -> str:
    """The commit that a name means there; it is the same one for all files of a run, even if a branch moves on."""
    question = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"]
    commit = git.run(question, root)
    if commit is None:
        raise Refusal(f'--base "{name}" bukan revisi yang ada di sini; di CI, ambil riwayatnya dulu (fetch-depth: 0).')
    return commit.decode("ascii").strip()
