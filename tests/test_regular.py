"""What stands in the place of a file: nobody waits at a pipe, reads an endless device, or follows a link out."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Zi = Callable[..., tuple[int, str, str]]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices of POSIX")


def ended(*args: str) -> int:
    """The exit code of a command that would otherwise wait for ever."""
    command = [sys.executable, "-m", "zi_cli", *args]
    return subprocess.run(command, capture_output=True, check=False, timeout=300, stdin=subprocess.DEVNULL).returncode


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize("made", [os.mkfifo, endless])
@pytest.mark.parametrize(
    ("place", "command"),
    [
        ("rencana.yaml", ["mark", "1.i.a", "--plan", "jambi", "--file", "a.bin"]),
        ("../lain/rencana.yaml", ["check", "plans/kpu-kota-jambi-2025/rencana.yaml"]),
        ("lke.yaml", ["bundle", "--plan", "jambi", "-o", "kantong"]),
        ("lke.yaml", ["status"]),
        ("../../.gitattributes", ["init"]),
        ("../../.gitattributes", ["doctor"]),
        ("../rencana.schema.json", ["doctor"]),
        ("../rencana.schema.json", ["init"]),
    ],
)
def test_nobody_waits(jambi: Path, made: Callable[[Path], None], place: str, command: list[str]) -> None:
    Path("a.bin").write_bytes(b"isi")
    Path("plans/lain").mkdir()
    path = jambi.parent / place
    path.unlink(missing_ok=True)
    made(path)
    assert ended(*command) in (0, 1, 2)


def test_a_bag_that_says_of_itself_an_endless_thing(jambi: Path, zi: Zi) -> None:
    assert zi("bundle", "-o", "kantong")[0] == 0
    Path("kantong/bag-info.txt").unlink()
    endless(Path("kantong/bag-info.txt"))
    assert ended("-C", "kantong", "status") in (0, 1, 2)
    assert ended("verify", "kantong") == 1


def test_answers_behind_a_link_out_of_the_workspace_are_in_no_bag(jambi: Path, zi: Zi, tmp_path: Path) -> None:
    outside = tmp_path.with_name(f"{tmp_path.name}-luar")
    outside.write_text("versi: 1\nsatker:\n  1.i.a: {jawaban: Ya, catatan: RAHASIA}\n", encoding="utf-8")
    jambi.with_name("lke.yaml").symlink_to(outside)
    code, _, err = zi("bundle", "-o", "kantong")
    assert (code, "menunjuk ke luar folder kerja" in err) == (1, True)
    assert not Path("kantong").exists()
    code, _, err = zi("init", "kpu-kota-jambi-2026", "--amends", "jambi")
    assert (code, "menunjuk ke luar folder kerja" in err) == (2, True)
    assert not Path("plans/kpu-kota-jambi-2026").exists()


def test_words_of_the_sheet_behind_a_link_out_of_the_workspace_are_not_told(
    jambi: Path, zi: Zi, tmp_path: Path
) -> None:
    outside = tmp_path.with_name(f"{tmp_path.name}-luar")
    outside.write_text("versi: 1\nRAHASIA: x\n", encoding="utf-8")
    Path("lembar").mkdir()
    Path("lembar/permen-90-2021.yaml").symlink_to(outside)
    code, out, err = zi("score")
    assert (code, "RAHASIA" in out + err, "menunjuk ke luar folder kerja" in err) == (2, False, True)


def test_a_workspace_whose_plans_are_no_folder_is_not_set_up(
    zi: Zi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("plans")
    assert zi("init")[0] == 2


def test_init_writes_through_no_link_out_of_the_workspace(jambi: Path, zi: Zi, tmp_path: Path) -> None:
    outside = tmp_path.with_name(f"{tmp_path.name}-luar")
    outside.write_text("milik orang\n", encoding="utf-8")
    for name in (".gitattributes", ".gitignore", "plans/rencana.schema.json"):
        Path(name).symlink_to(outside)
        code, _, err = zi("init")
        assert (code, "menunjuk ke luar folder kerja" in err) == (2, True)
        assert outside.read_text(encoding="utf-8") == "milik orang\n"
        Path(name).unlink()
    shutil.rmtree(jambi.parent)
