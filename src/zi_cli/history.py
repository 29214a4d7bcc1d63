"""What a file said at a revision."""

import shutil
from pathlib import Path

from zi_cli import git
from zi_cli.errors import Refusal


class Revision:
    """A commit of the repository that a folder is in."""

    def __init__(self, folder: Path, name: str) -> None:
        """Refusal where there is no such commit, no repository, or no git."""
        self.name = name
        top = _git(folder, "rev-parse", "--show-toplevel")
        if top is None:
            raise Refusal("--base butuh git, dan folder ini tidak berada di dalam repositori git.")
        self.root = Path(top.decode("utf-8", "surrogateescape").rstrip("\n"))
        commit = _git(self.root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        if commit is None:
            raise Refusal(
                f'--base "{name}" bukan revisi yang ada di sini; di CI, ambil riwayatnya dulu (fetch-depth: 0).'
            )
        self.commit = commit.decode("ascii").strip()

    def read(self, path: Path) -> bytes | None:
        """The bytes of a file then; None where it was not there."""
        try:
            inside = path.resolve().relative_to(self.root.resolve())
        except ValueError:
            return None
        return _git(self.root, "cat-file", "blob", f"{self.commit}:{inside.as_posix()}")


def _git(folder: Path, *args: str) -> bytes | None:
    """What git says to a question, or None where it has no answer."""
    if shutil.which("git") is None:
        raise Refusal("--base butuh git, dan git tidak dapat dijalankan di sini.")
    return git.run(args, folder, batas=None)
