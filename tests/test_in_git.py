"""Evidence and git: what it was not given, what it must not have, and what it may rewrite."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from zi_cli.text.appending import with_lines

Zi = Callable[..., tuple[int, str, str]]
LINE = "plans/**/bukti/** binary"


def git(*args: str) -> None:
    who = ("-c", "user.name=Rina", "-c", "user.email=rina@example.org", "-c", "core.autocrlf=false")
    subprocess.run(["git", *who, *args], check=True, capture_output=True)


def rules(zi: Zi, *args: str) -> list[str]:
    found: list[dict[str, Any]] = json.loads(zi("check", "--format", "json", *args)[1])["temuan"]
    names = ("berkas-tak-terlacak", "bukti-luar-terlacak", "gitattributes-bukti")
    return sorted(each["aturan"] for each in found if each["aturan"] in names)


@pytest.fixture
def marked(jambi: Path, zi: Zi) -> Path:
    """A repository with git's lines in it and a mark whose file was stored, neither committed yet; that file."""
    git("init", "-q", "-b", "main")
    Path(".gitattributes").write_text(f"{LINE}\n", encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", "awal")
    Path("sk.txt").write_bytes(b"isi\n")
    assert zi("mark", "1.i.a", "--file", "sk.txt", "--date", "2025-08-20")[0] == 0
    (path,) = (jambi.parent / "bukti" / "1.i.a").iterdir()
    return path


def test_a_mark_that_is_committed_without_its_file_is_told_and_one_that_waits_is_not(
    jambi: Path, marked: Path, zi: Zi
) -> None:
    assert rules(zi) == []  # between mark and git add
    git("add", str(jambi))
    assert rules(zi) == []
    git("commit", "-qm", "tanda saja")
    assert rules(zi) == ["berkas-tak-terlacak"]
    Path(".gitignore").write_text("*.txt\n", encoding="utf-8")
    assert rules(zi) == ["berkas-tak-terlacak"]  # ignored or not: nobody else has it
    git("add", "-f", str(marked))
    assert rules(zi) == []


def test_a_second_mark_waits_while_the_first_is_told(jambi: Path, marked: Path, zi: Zi) -> None:
    git("add", str(jambi))
    git("commit", "-qm", "tanda saja")
    Path("lain.txt").write_bytes(b"lain\n")
    assert zi("mark", "1.i.b", "--file", "lain.txt", "--date", "2025-08-20", "--all")[0] == 0
    _, out, _ = zi("check")
    assert out.count("[berkas-tak-terlacak]") == 1
    assert marked.name in out


def test_mark_says_where_git_would_leave_the_file_out(jambi: Path, zi: Zi) -> None:
    git("init", "-q")
    Path(".gitignore").write_text("*.txt\n", encoding="utf-8")
    Path("sk.txt").write_bytes(b"isi\n")
    assert "diabaikan git" in zi("mark", "1.i.a", "--file", "sk.txt")[2]
    Path(".gitignore").unlink()
    Path("lain.txt").write_bytes(b"lain\n")
    assert "diabaikan git" not in zi("mark", "1.i.a", "--file", "lain.txt", "--force")[2]


def test_mark_says_where_git_would_take_what_must_stay_out(jambi: Path, zi: Zi) -> None:
    git("init", "-q")
    text = jambi.read_text(encoding="utf-8")
    jambi.write_text(text.replace("- kode: 1.i.a\n", "- kode: 1.i.a\n            simpan: luar\n", 1), encoding="utf-8")
    Path("sk.txt").write_bytes(b"isi\n")
    assert "belum diabaikan git" in zi("mark", "1.i.a", "--file", "sk.txt")[2]
    assert zi("init")[0] == 0
    Path("lain.txt").write_bytes(b"lain\n")
    assert "belum diabaikan git" not in zi("mark", "1.i.a", "--file", "lain.txt", "--force")[2]


def test_what_must_not_be_in_git_and_is_there_is_told(jambi: Path, marked: Path, zi: Zi) -> None:
    outside = jambi.parent / "bukti-luar" / "1.iv.d" / "lhkpn.pdf"
    outside.parent.mkdir(parents=True)
    outside.write_bytes(b"%PDF rahasia")
    assert rules(zi) == []
    git("add", str(outside))
    assert rules(zi) == ["bukti-luar-terlacak"]
    git("rm", "-r", "-q", "--cached", str(outside))
    assert rules(zi) == []


@pytest.mark.parametrize("there", [None, b"", b"*.png binary", b"*.png binary\r\n", b"# caf\xe9\n*.png binary\n"])
def test_what_git_may_rewrite_is_told_and_fixed(jambi: Path, marked: Path, zi: Zi, there: bytes | None) -> None:
    path = Path(".gitattributes")
    path.unlink()
    if there is not None:
        path.write_bytes(there)
    assert rules(zi) == []  # there is no evidence in git
    git("add", "-A", str(marked), ".gitattributes")  # where it is not on the disk, git takes the one in the index
    assert rules(zi) == ["gitattributes-bukti"]
    assert zi("check", "--fix", "--dry-run")[0] == 0
    assert path.exists() is (there is not None)
    assert zi("check", "--fix")[0] == 0
    assert path.read_bytes() == with_lines(there or b"", [LINE])
    assert rules(zi) == []
    held = path.read_bytes()
    assert zi("check", "--fix")[0] == 0
    assert path.read_bytes() == held


def test_other_words_for_it_will_do_and_a_rule_below_that_undoes_it_is_told(jambi: Path, marked: Path, zi: Zi) -> None:
    git("add", str(marked))
    Path(".gitattributes").write_text("*.txt -text\n", encoding="utf-8")
    assert rules(zi) == []
    Path(".gitattributes").write_text(f"{LINE}\n", encoding="utf-8")
    below = jambi.parent / ".gitattributes"
    below.write_text("* text=auto\n", encoding="utf-8")
    git("add", str(below))
    assert rules(zi) == ["gitattributes-bukti"]


def test_base_tells_only_of_a_line_that_is_gone_since(marked: Path, zi: Zi) -> None:
    git("add", "-A")
    git("commit", "-qm", "bukti")
    Path(".gitattributes").write_text("", encoding="utf-8")
    assert rules(zi, "--base", "HEAD") == ["gitattributes-bukti"]
    git("commit", "-qam", "tanpa baris")
    assert rules(zi, "--base", "main") == []  # HEAD is one commit all through a run


def test_new_lines_end_as_the_old_ones_do() -> None:
    assert with_lines(b"", ["a", "b"]) == b"a\nb\n"
    assert with_lines(b"x", ["a"]) == b"x\na\n"
    assert with_lines(b"x\r\ny", ["a"]) == b"x\r\ny\r\na\r\n"


def test_git_is_asked_once_a_workspace(
    jambi: Path, zi: Zi, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("b", "c", "d"):
        shutil.copytree(jambi.parent, jambi.parent.with_name(name))
    git("init", "-q")
    folder, told = tmp_path_factory.mktemp("bin"), tmp_path_factory.mktemp("kata") / "git"
    wrapper = folder / "git"
    wrapper.write_text(f'#!/bin/sh\necho "$*" >> {told}\nexec {shutil.which("git")} "$@"\n', encoding="utf-8")
    wrapper.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    zi("check")
    assert told.read_text(encoding="utf-8").count("--others") == 1
