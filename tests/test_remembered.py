"""A plain command said again says what it would say anew: whatever its answer follows from is looked at."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from zi_cli import remembered
from zi_cli.__main__ import run
from zi_cli.app import group

Zi = Callable[..., tuple[int, str, str]]
PLAIN = (["status"], ["list"], ["show", "1.i.a"])


def kept() -> list[Path]:
    return sorted(Path(os.environ["XDG_CACHE_HOME"], "zi").glob("*.tampil"))


def anew(zi: Zi, args: list[str]) -> tuple[int, str, str]:
    """The same without memory: an option keeps it away."""
    return zi(*args, "--format", "table")


@pytest.mark.parametrize("args", PLAIN, ids=" ".join)
def test_what_is_said_again_is_the_same_until_anything_changes(jambi: Path, zi: Zi, args: list[str]) -> None:
    def mark() -> None:
        assert zi("mark", "1.i.a", "--link", "https://contoh.go.id/sk", "--by", "Ani")[0] == 0

    def write(name: str, text: str) -> Callable[[], object]:
        return lambda: (jambi.parent / name).write_text(text, encoding="utf-8")

    def file() -> None:
        (jambi.parent / "bukti").mkdir(exist_ok=True)
        write("bukti/baru.txt", "x")()

    changes = (
        mark,
        file,
        write("lke.yaml", "versi: 1\nsetelan: {nilai_tengah: pecahan}"),
        (jambi.parent / "lke.yaml").unlink,
    )
    first = zi(*args)
    assert (first, zi(*args)) == (anew(zi, args), first)
    assert len(kept()) == 1
    for change in changes:
        change()
        before = kept()[0].read_bytes()
        assert zi(*args) == anew(zi, args)
        assert kept()[0].read_bytes() != before, "it was worked out anew, and kept"
        assert zi(*args) == anew(zi, args)


@pytest.mark.usefixtures("jambi")
def test_neither_yaml_nor_the_command_line_is_needed_to_say_it_again(zi: Zi) -> None:
    first = zi("status")[1]
    code = """
import sys
from zi_cli.__main__ import run
run(["status"])
print("yaml" in sys.modules, "typer" in sys.modules)
"""
    both = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True) for _ in range(2)]
    assert both[-1].stdout == f"{first}False False\n"


@pytest.mark.parametrize(
    "args", [["status", "--fail-overdue"], ["list", "--area", "1"], ["check"], ["show", "-h"]], ids=" ".join
)
def test_nothing_else_is_kept(jambi: Path, zi: Zi, args: list[str]) -> None:
    zi(*args)
    assert not kept()
    assert not remembered.is_plain(args)


def test_several_plans_a_wrong_one_and_a_harmed_memory_are_worked_out(jambi: Path, zi: Zi) -> None:
    first = zi("status")
    for harm in (b"", b"x", kept()[0].read_bytes().replace(b"KPU", b"KPX")):
        kept()[0].write_bytes(harm)
        assert zi("status") == first
    kept()[0].unlink()
    text = jambi.read_text(encoding="utf-8")
    jambi.write_text(text.replace("zona_waktu: WIB", "zona_waktu: WIX"), encoding="utf-8")
    assert zi("status")[0] == 1
    jambi.write_text(text, encoding="utf-8")
    (jambi.parents[1] / "kpu-lain-2025").mkdir()
    assert zi("status")[0] == 1
    assert not kept()


@pytest.mark.usefixtures("jambi")
@pytest.mark.parametrize(
    "words", ["zi show 1.i", "zi show ", "zi mark 6.v.b", "zi mark 1.i.a R", "zi show tiada", "zi log 2"]
)
def test_codes_are_completed_as_the_command_line_does(
    words: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_ZI_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(words.count(" ")))
    with suppress(SystemExit):
        run([])
    quick = capfd.readouterr().out
    with pytest.raises(SystemExit):
        group().main(args=[], prog_name="zi")
    assert quick.split() == capfd.readouterr().out.split()
