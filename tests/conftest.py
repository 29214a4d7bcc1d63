import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from zi_cli.__main__ import run

# How long an example takes depends on what else the machine does; only its outcome counts.
settings.register_profile("zi", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("zi")

REPO = Path(__file__).parent.parent
JAMBI = REPO / "plans" / "kpu-kota-jambi-2025" / "rencana.yaml"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees, or leaves, what another has cached."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))


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


@pytest.fixture
def layar() -> Callable[..., str]:
    """What a command draws on a terminal without colours, so many columns wide; no line ends in blanks."""
    if sys.platform == "win32":
        pytest.skip("no pseudo-terminals")

    def draw(columns: int, *args: str) -> str:
        import pty

        main, theirs = pty.openpty()
        env = os.environ | {"COLUMNS": str(columns), "LINES": "24", "TERM": "dumb"}
        process = subprocess.Popen([sys.executable, "-m", "zi_cli", *args], stdout=theirs, env=env)
        os.close(theirs)
        drawn = b""
        while part := _read(main):
            drawn += part
        os.close(main)
        assert process.wait() == 0
        return "".join(line.rstrip() + "\n" for line in drawn.decode().splitlines())

    return draw


@pytest.fixture
def talk() -> Callable[..., tuple[int, str]]:
    """Run a command on a terminal and answer its questions: its exit code, and all that was on the screen."""
    if sys.platform == "win32":
        pytest.skip("no pseudo-terminals")

    def converse(answers: Sequence[str], *args: str) -> tuple[int, str]:
        import pty

        main, theirs = pty.openpty()
        command = [sys.executable, "-m", "zi_cli", *args]
        process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, env=os.environ | {"TERM": "dumb"}
        )
        os.close(theirs)
        left, seen = list(answers), b""
        while part := _read(main):
            seen += part
            if left and seen.endswith((b": ", b"] ")):  # it waits
                os.write(main, f"{left.pop(0)}\n".encode())
        os.close(main)
        assert left == []
        return process.wait(), seen.decode().replace("\r\n", "\n")

    return converse


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # so Linux says that the other end was closed
        return b""
