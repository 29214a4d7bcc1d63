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
    ["mark", "1.i.a"],
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
    typed = answered(lambda: group().main(args=words, prog_name="zi", standalone_mode=False), capfd)
    assert answered(call, capfd) == typed
    assert typed[0] in (0, 1) or "kemarin" in words or "9.z" in words


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
    asked = [param for param in command(name).params if param.required]
    assert [param.name for param in asked] == ([plain.CODE[name]] if name in plain.CODE else [])
