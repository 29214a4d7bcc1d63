"""What a file said at a revision.

git is asked once for the names of all files then, and what each of them holds; of a file that is still the same it is
asked nothing more.
"""

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from zi_cli import git
from zi_cli.errors import Kind, Refusal
from zi_cli.text.sources import MAX_SIZE


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
        blob = self.blob(path)
        if blob is None:
            return None
        with suppress(OSError):
            known = path.is_file() and path.stat().st_size <= MAX_SIZE
            if known and _blob(now := path.read_bytes(), len(blob)) == blob:
                return now
        found = git.run(["cat-file", "blob", blob], self.root)
        if isinstance(found, git.Answer):
            return found.out
        raise _refused(found, self.asked)

    def blob(self, path: Path) -> str | None:
        """git's name for what a file held then: the same name is the same content. None where it was not there."""
        try:
            inside = Path(os.path.realpath(path)).relative_to(self.top).as_posix()
        except ValueError:
            return None
        return _listed(self.root, self.commit, self.asked).get(inside)

    def below(self, folder: Path) -> list[str]:
        """The names of what lay in a folder of the working tree then."""
        inside = Path(os.path.realpath(folder)).relative_to(self.top).as_posix()
        listed = git.run(["ls-tree", "-z", "--name-only", "--full-tree", f"{self.commit}:{inside}"], self.root)
        return [os.fsdecode(each) for each in listed.out.split(b"\0") if each] if isinstance(listed, git.Answer) else []


def _refused(found: git.Nothing | git.Failure, asked: str) -> Refusal:
    return Refusal(f"{asked} memerlukan git: {found.reason}.", Kind.SYSTEM)


@lru_cache(maxsize=1024)
def _top(root: Path, folder: Path, asked: str) -> Path:
    """The top of the repository that a folder lies in, as git sees it from the root."""
    git.hold_same(root, folder)
    return _top_seen(root, asked)


@lru_cache(maxsize=64)
def _top_seen(root: Path, asked: str) -> Path:
    found = git.toplevel(root)
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
        raise Refusal(f"{asked}: belum ada commit di sini; simpan rencananya dahulu dengan git commit.", Kind.STATE)
    raise Refusal(
        f'{asked} "{name}" bukan revisi yang ada di sini; di CI, ambil riwayatnya dahulu (fetch-depth: 0).',
        Kind.UNKNOWN,
    )


@lru_cache(maxsize=4)
def _listed(root: Path, commit: str, asked: str) -> Mapping[str, str]:
    """git's names for the contents of all files of a commit, by their paths."""
    found = git.run(["ls-tree", "-r", "-z", "--full-tree", commit], root)
    if not isinstance(found, git.Answer):
        raise _refused(found, asked)
    entries = (each.partition(b"\t") for each in found.out.split(b"\0") if each)
    return {os.fsdecode(name): about.split()[2].decode("ascii") for about, _, name in entries if b" blob " in about}


def _blob(raw: bytes, digits: int) -> str:
    """git's name for a content, in a repository whose names have so many digits."""
    digest = hashlib.sha1(usedforsecurity=False) if digits == 40 else hashlib.sha256()
    digest.update(b"blob %d\0" % len(raw) + raw)
    return digest.hexdigest()
