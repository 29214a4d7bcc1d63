"""TAB on a row's code is answered before the command line is built, and as it would answer."""

from contextlib import suppress

import pytest

from zi_cli.__main__ import run
from zi_cli.app import group


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
