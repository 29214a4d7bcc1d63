"""What git knows. The one room that runs it; where there is no git, or no repository, the answer is nothing."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path


def nama() -> str | None:
    """git's user.name, if there is git and it has one."""
    found = run(["config", "user.name"], Path.cwd())
    return found.decode("utf-8", "replace").strip() or None if found is not None else None


def run(args: Sequence[str], folder: Path, masukan: bytes = b"", batas: float | None = 10) -> bytes | None:
    """What git says when run in a folder, or None where it fails or is not there. `batas`: in seconds."""
    found = _jalankan(args, folder, masukan, batas)
    return found.stdout if found is not None and found.returncode == 0 else None


def halangan(folder: Path) -> str | None:
    """Why git knows nothing of a folder, and what helps; None where it is in a repository."""
    found = _jalankan(["rev-parse", "--git-dir"], folder)
    if found is None:
        return "git belum terpasang di sini"
    if found.returncode == 0:
        return None
    if b"safe.directory" in found.stderr:  # a checkout of another user's, as in a container of CI
        return (
            "git menolak folder ini karena pemiliknya orang lain; izinkan dengan "
            "git config --global --add safe.directory diikuti jalur foldernya"
        )
    return "folder ini tidak berada di dalam repositori git"


def _jalankan(
    args: Sequence[str], folder: Path, masukan: bytes = b"", batas: float | None = 10
) -> subprocess.CompletedProcess[bytes] | None:
    """A run of git; None where there is none, or where it takes too long."""
    try:
        return subprocess.run(
            ["git", *args],
            cwd=folder,
            input=masukan,
            capture_output=True,
            check=False,
            timeout=batas,
            env={**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
