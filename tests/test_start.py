"""What a command does not need it does not import: starting is most of its work. What came in is counted, no time."""

import subprocess
import sys
from pathlib import Path

import pytest

COMMAND_LINE = {"typer", "pydantic", "pydantic_core", "rich", "jinja2", "dataclasses", "inspect"}
READING = COMMAND_LINE | {"yaml", "zi_cli.plan.model", "zi_cli.checks", "zi_cli.lke.lembar"}
RUN = (
    "import sys; from zi_cli.__main__ import run; code = run(sys.argv[1:]); "
    "sys.stdout.flush(); sys.stderr.write('\\nHERE ' + ' '.join(sys.modules)); sys.exit(code)"
)


def imported(*words: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", RUN, *words], capture_output=True, text=True, check=True)
    return set(done.stderr.rpartition("HERE ")[2].split())


@pytest.mark.parametrize("words", [["status"], ["list"], ["show", "1.i.a"], ["status", "--on", "2025-10-15"]])
def test_of_a_plan_that_is_known_neither_the_text_nor_the_model_is_read(words: list[str], jambi: Path) -> None:
    first = imported(*words)
    assert not first & COMMAND_LINE
    assert {"yaml", "zi_cli.plan.model"} <= first
    imported(*words)
    found = imported(*words)
    assert "zi_cli.lke.known" in found
    assert not found & READING


def test_after_an_edit_only_the_rules_that_may_stop_it_are_asked(jambi: Path) -> None:
    imported("status")
    jambi.write_bytes(jambi.read_bytes() + b"# disunting\n")
    found = imported("status")
    assert {"yaml", "zi_cli.checks.stopping"} <= found
    assert not found & (COMMAND_LINE | {"zi_cli.checks.rules", "zi_cli.lke.lembar"})


@pytest.mark.parametrize("words", [["check"], ["mark", "1.i.a", "--date", "2025-08-20", "--by", "Ani"]])
def test_check_and_mark_need_no_command_line(words: list[str], jambi: Path) -> None:
    assert not imported(*words) & COMMAND_LINE
