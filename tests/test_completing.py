"""TAB on a row's code is answered before the command line is built, and as it would answer."""

from contextlib import suppress

import pytest

from zi_cli import completing
from zi_cli.__main__ import run
from zi_cli.app import group

TYPED = ["zi show 1.i", "zi show ", "zi mark 6.v.b", "zi mark 1.i.a 2", "zi log 2"]
SHELLS = ["bash", "zsh", "fish", "fish, whether", "powershell", "pwsh"]


def asked(shell: str, typed: str) -> dict[str, str]:
    """What a shell says when TAB is pressed behind these words."""
    name, _, whether = shell.partition(", ")
    said = {"_ZI_COMPLETE": f"complete_{name}"}
    if name == "bash":
        return {**said, "COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" "))}
    if name in ("powershell", "pwsh"):  # it drops the blank behind the last word, and says what was begun
        return {
            **said,
            "_TYPER_COMPLETE_ARGS": typed.rstrip(),
            "_TYPER_COMPLETE_WORD_TO_COMPLETE": typed.rsplit(" ", maxsplit=1)[-1],
        }
    return {
        **said,
        "_TYPER_COMPLETE_ARGS": typed,
        "_TYPER_COMPLETE_FISH_ACTION": "is-args" if whether else "get-args",
    }


@pytest.mark.usefixtures("jambi")
@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    "typed",
    [
        *TYPED,
        "zi mark 1.i.a R",
        "zi unmark",
        "zi show tiada",
        "zi status --",
        "zi st",
        "zi show 1.i.a ",
        "zi mark 'a b",
    ],
)
def test_codes_are_completed_as_the_command_line_does(
    shell: str, typed: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in asked(shell, typed).items():
        monkeypatch.setenv(name, value)

    def answered(how: object) -> tuple[int, str]:
        code = 0
        try:
            assert callable(how)
            code = how()
        except SystemExit as stop:
            code = int(stop.code or 0)
        return code, capfd.readouterr().out.rstrip("\n")

    quick = answered(lambda: run([]))
    assert quick == answered(lambda: group().main(args=[], prog_name="zi"))


@pytest.mark.usefixtures("jambi")
@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("typed", TYPED)
def test_every_shell_has_the_short_way(shell: str, typed: str, capfd: pytest.CaptureFixture[str]) -> None:
    with suppress(SystemExit):
        assert completing.completed(asked(shell, typed))
    assert bool(capfd.readouterr().out) == (shell != "fish, whether")
