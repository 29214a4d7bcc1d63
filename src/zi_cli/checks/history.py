"""What a file said at a revision."""

from pathlib import Path

from zi_cli import git
from zi_cli.errors import Refusal


class Revision:
    """A commit of the repository that a folder is in."""

    def __init__(self, folder: Path, name: str) -> None:
        """Refusal where there is no such commit, no repository, or no git."""
        self.name = name
        top = git.run(["rev-parse", "--show-toplevel"], folder)
        if top is None:
            raise Refusal("--base butuh git, dan folder ini tidak berada di dalam repositori git.")
        self.root = Path(top.decode("utf-8", "surrogateescape").rstrip("\n"))
        question = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"]
        commit = git.run(question, self.root)
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
        return git.run(["cat-file", "blob", f"{self.commit}:{inside.as_posix()}"], self.root)
