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
    try:
        found = subprocess.run(
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
    return found.stdout if found.returncode == 0 else None
