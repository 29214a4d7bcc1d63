"""Plain words are answered without the command line, and are answered as it answers them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from zi_cli import plain
from zi_cli.app import command, group
from zi_cli.errors import Refusal

PLAIN = (
    ["status"],
    ["status", "--on", "2025-10-15"],
    ["status", "--on", "kemarin"],
    ["list"],
    ["list", "--on", "2025-09-01"],
    ["show", "1.i.a"],
    ["show", "--on", "2025-09-01", "2.ii.b"],
    ["show", "9.z"],
    ["check"],
    ["show", "1.i.a", "--plan", "jambi"],
    ["show", "1.i.a", "--plan", "bogor"],
    ["mark", "1.i.a", "--link", "https://contoh.go.id/sk", "--date", "2025-08-20", "--by", "Ani"],
    ["mark", "1.i.a", "1.i.b", "--date", "2025-08-20", "--by", "Ani", "--note", "a b"],
    ["mark", "9.z", "--date", "2025-08-20"],
    ["mark", "1.i.a", "--date", "kemarin"],
)
TYPED: tuple[list[str], ...] = (
    ["status", "-h"],
    ["status", "--on"],
    ["status", "--on", "2025-10-15", "--on", "2025-10-16"],
    ["status", "--on=2025-10-15"],
    ["status", "plans"],
    ["status", "--fail-overdue"],
    ["list", "1.i.a"],
    ["show"],
    ["show", "1.i.a", "1.i.b"],
    ["show", "--", "1.i.a"],
    ["mark", "1.i.a", "--dry-run"],
    ["mark", "--dokumen", "SK Tim"],
    ["mark"],
    ["show", "1.i.a", "--plan", "a", "--plan", "b"],
    ["-C", ".", "status"],
    [],
)


def answered(call: Callable[[], Any], capfd: pytest.CaptureFixture[str]) -> tuple[object, str, str]:
    try:
        code: object = call()
    except Refusal as refusal:
        code = (refusal.exit_code, refusal.as_typed())
    return code, *capfd.readouterr()


@pytest.mark.parametrize("words", PLAIN, ids=" ".join)
def test_plain_words_are_answered_as_the_command_line_answers_them(
    words: list[str], jambi: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    call = plain.direct_call(words)
    assert call is not None
    before = jambi.read_bytes()
    typed = answered(lambda: group().main(args=words, prog_name="zi", standalone_mode=False), capfd)
    written = jambi.read_bytes()
    jambi.write_bytes(before)
    assert answered(call, capfd) == typed
    assert jambi.read_bytes() == written
    assert (written != before) == (words[0] == "mark" and typed[0] == 0)
    assert typed[0] in (0, 1) or {"kemarin", "9.z", "bogor"} & {*words}


@pytest.mark.parametrize("words", TYPED, ids=" ".join)
def test_all_other_words_are_the_command_lines(words: list[str]) -> None:
    assert plain.direct_call(words) is None


def test_completion_is_the_command_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_ZI_COMPLETE", "complete_zsh")
    assert plain.direct_call(["status"]) is None


@pytest.mark.parametrize("name", plain.OPTIONS)
def test_the_words_are_those_of_the_command(name: str) -> None:
    params = {option: param for param in command(name).params for option in param.opts}
    for option, argument in plain.OPTIONS[name].items():
        assert params[option].name == argument
        assert not params[option].multiple
        assert not params[option].is_flag
        assert params[option].callback is None
    words = [param for param in command(name).params if param.param_type_name == "argument"]
    argument, most = plain.CODES.get(name, ("", 0))
    assert [param.nargs for param in words if param.name == argument] == ([most or -1] if argument else [])
    assert {param.name for param in words if param.required} <= {argument}
