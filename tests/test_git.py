"""git is asked about a workspace, and nothing that lies in the workspace decides what git does."""

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Zi = Callable[..., tuple[int, str, str]]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs that must not run are shell scripts")


def git(*args: str) -> None:
    who = ("-c", "user.name=Rina", "-c", "user.email=rina@example.org")
    subprocess.run(["git", *who, *args], check=True, capture_output=True)


@pytest.fixture
def committed(jambi: Path) -> Path:
    """The Jambi plan, committed on `main`."""
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "awal")
    return jambi


@pytest.fixture
def trap(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A program that nobody may run, and the file it leaves when somebody does."""
    folder = tmp_path_factory.mktemp("jebakan")
    program, sign = folder / "jalan", folder / "pernah-jalan"
    program.write_text(f"#!/bin/sh\necho x >> {shlex.quote(str(sign))}\n", encoding="utf-8")
    program.chmod(0o755)
    return program, sign


EVERY = (
    ["log"],
    ["log", "1.i.a"],
    ["check", "--base", "main"],
    ["check"],
    ["status"],
    ["show", "1.i.a"],
    ["mark", "1.i.a", "--dry-run"],
    ["review", "1.i.a", "--result", "sesuai", "--dry-run"],
    ["verify"],
    ["bundle", "-o", "kantong"],
)


def hostile(folder: Path, program: Path) -> None:
    """Make a folder a repository whose configuration runs a program, as a plain clone may bring it."""
    (folder / "objects" / "pack").mkdir(parents=True)
    (folder / "refs" / "heads").mkdir(parents=True)
    for name in ("HEAD", "refs/heads/main"):
        (folder / name).write_text("1" * 40 + "\n", encoding="ascii")
    (folder / "config").write_text(
        "[core]\nrepositoryformatversion = 1\nbare = false\nworktree = .\n"
        f"fsmonitor = {program}\nsshCommand = {program}\npager = {program}\n"
        f'[extensions]\npartialClone = o\n[remote "o"]\nurl = ext::{program}\npromisor = true\n'
        f'[protocol "ext"]\nallow = always\n[gpg]\nprogram = {program}\n[log]\nshowSignature = true\n',
        encoding="utf-8",
    )


@pytest.mark.parametrize("where", [".", "plans", "plans/kpu-kota-jambi-2025", "plans/kpu-kota-jambi-2025/bukti"])
def test_a_folder_that_is_a_repository_runs_nothing_and_is_named(
    where: str, jambi: Path, zi: Zi, trap: tuple[Path, Path]
) -> None:
    program, sign = trap
    hostile(Path(where), program)
    for command in EVERY:
        code, _, _ = zi(*command)
        assert (code == 3, sign.exists()) == (False, False), command
    code, out, _ = zi("check")
    assert code == 1
    assert "[repositori]" in out


def test_what_a_folder_of_its_own_repository_says_is_not_told(committed: Path, zi: Zi, trap: tuple[Path, Path]) -> None:
    hostile(committed.parent, trap[0])
    for command in (["log"], ["check", "--base", "main"]):
        code, out, err = zi(*command)
        assert (code, out) == (2, "")
        assert "repositori git tersendiri" in err


def test_the_configuration_of_the_workspace_itself_runs_nothing(
    committed: Path, zi: Zi, trap: tuple[Path, Path]
) -> None:
    """A folder that came as a zip has a `.git` that nobody here made."""
    program, sign = trap
    for key in ("core.fsmonitor", "core.sshCommand", "gpg.program", "core.pager", "diff.external"):
        git("config", key, str(program))
    git("config", "log.showSignature", "true")
    for hook in ("post-index-change", "reference-transaction"):
        Path(".git/hooks", hook).write_bytes(program.read_bytes())
        Path(".git/hooks", hook).chmod(0o755)
    for command in EVERY:
        assert zi(*command)[0] != 3
        assert not sign.exists(), command
    assert zi("log")[1].count("\n") == 0  # it was asked all the same: nothing was marked


def test_a_repository_in_the_plans_folder_is_named(committed: Path, zi: Zi) -> None:
    git("init", "-q", str(committed.parent))
    code, out, _ = zi("check")
    assert code == 1
    assert "repositori git tersendiri di dalam repositori lain" in out
    assert zi("log")[0] == 2


@pytest.mark.parametrize("relative", [False, True])
def test_what_git_tells_a_hook_about_its_repository_is_left_aside(
    relative: bool, committed: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    zi("mark", "1.i.a", "--by", "Rina")
    git("commit", "-qam", "tanda")
    monkeypatch.setenv("GIT_DIR", ".git" if relative else str(tmp_path / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "plans"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "tidak-ada"))
    assert zi("check", "--base", "HEAD", "--strict")[:2] == (0, "")
    code, out, err = zi("log")
    assert (code, err) == (0, "")
    assert "Rina" in out
    assert "belum dicatat di git" not in out


@pytest.mark.parametrize("name", ["GIT_LITERAL_PATHSPECS", "GIT_TRACE", "GIT_TRACE_SETUP", "GIT_ATTR_SOURCE"])
def test_what_changes_gits_answers_for_others_does_not_change_ours(
    name: str, committed: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch
) -> None:
    git("config", "user.name", "Rina")
    zi("mark", "1.i.a")
    git("commit", "-qam", "tanda")
    git("config", "--unset", "user.name")
    monkeypatch.setenv("HOME", "/tidak-ada")
    plain = zi("log"), zi("mark", "1.i.b", "--dry-run")
    monkeypatch.setenv(name, "1")
    assert (zi("log"), zi("mark", "1.i.b", "--dry-run")) == plain
    assert plain[0][2] == ""


def test_an_offline_partial_clone_says_what_it_lacks(committed: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch) -> None:
    zi("mark", "1.i.a", "--by", "Rina")
    git("commit", "-qam", "tanda")
    git("config", "uploadpack.allowFilter", "true")
    git("clone", "-q", "--filter=blob:none", f"file://{Path.cwd()}", "klon")
    Path(".git").rename("pergi")
    monkeypatch.chdir("klon")
    code, out, err = zi("log")
    assert code == 0
    assert "klon parsial" in err
    assert "belum dicatat di git" not in out
    code, out, err = zi("check", "--base", "HEAD~1")
    assert (code, out) == (2, "")
    assert "klon parsial" in err
    assert zi("check", "--base", "HEAD", "--strict")[:2] == (0, "")


def fake_git(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir()
    (folder / "git").write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_a_git_that_fails_is_not_one_that_knows_no_name(
    jambi: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake_git(tmp_path / "bin", "echo 'fatal: bad config line 1' >&2; exit 128", monkeypatch)
    code, _, err = zi("mark", "1.i.a")
    assert code == 0
    assert "bad config line 1" in err
    assert "--by" in err
    for command in (["review", "1.i.a", "--result", "sesuai"], ["check", "--base", "HEAD"]):
        code, out, err = zi(*command)
        assert (code, out) == (2, "")
        assert "bad config line 1" in err
    code, out, err = zi("log")
    assert code == 0
    assert "bad config line 1" in err


def test_a_slow_git_is_waited_for(jambi: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from zi_cli import git as room

    fake_git(tmp_path / "bin", "exec sleep 30", monkeypatch)
    found = room.run(["config", "user.name"], tmp_path, seconds=0.2)
    assert found == room.Failure("git tidak menjawab dalam 0.2 detik")


def test_no_git_in_the_folder_one_stands_in_is_run(
    jambi: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch, trap: tuple[Path, Path]
) -> None:
    program, sign = trap
    Path("git").write_bytes(program.read_bytes())
    Path("git").chmod(0o755)
    for path in ("", ".", f".{os.pathsep}"):
        monkeypatch.setenv("PATH", path)
        assert zi("log")[0] == 0
        assert not sign.exists()


def test_names_are_read_in_the_encoding_they_were_written_in(committed: Path, zi: Zi) -> None:
    subprocess.run([b"git", b"config", b"user.name", "Andr\xe9".encode("latin-1")], check=True)
    zi("mark", "1.i.a", "--date", "2025-08-20")
    assert "oleh: Andr\xe9" in committed.read_text(encoding="utf-8")
    latin = ("-c", "i18n.commitEncoding=ISO-8859-1", "-c", "i18n.logOutputEncoding=ISO-8859-1")
    subprocess.run(["git", *latin, "-c", "user.email=a@b", "commit", "-qam", "tanda"], check=True)
    git("config", "i18n.logOutputEncoding", "ISO-8859-1")
    assert "Andr\xe9" in zi("log")[1]
