import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from zi_cli.__main__ import run

REPO = Path(__file__).parent.parent
JAMBI = REPO / "plans" / "kpu-kota-jambi-2025" / "rencana.yaml"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees, or leaves, what another has cached."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def jambi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a copy of the Jambi plan, stood in; the plan's file."""
    path = tmp_path / "plans" / "kpu-kota-jambi-2025" / "rencana.yaml"
    path.parent.mkdir(parents=True)
    shutil.copy(JAMBI, path)
    monkeypatch.chdir(tmp_path)
    return path


@pytest.fixture
def zi(capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run a command as the program would: its exit code, stdout and stderr."""

    def call(*args: str) -> tuple[int, str, str]:
        code = run(list(args))
        out, err = capfd.readouterr()
        return code, out, err

    return call
