"""TAB on a row's code, answered without the command line, which is the slowest part of what is typed most.

Each shell asks in its own way and wants the answer in another, as Typer's scripts for them have it.
"""

import os
import sys
from collections.abc import Callable, Mapping, Sequence

from zi_cli.plan.glance import codes

COMPLETED = ("show", "mark", "unmark", "review", "log")
"""The commands whose first words are codes."""


def completed(environment: Mapping[str, str]) -> bool:
    """Whether it was a code that TAB was asked for, and has been answered; anything else is the command line's."""
    shell = environment.get("_ZI_COMPLETE", "").removeprefix("complete_")
    if shell not in _ASKED:
        return False
    words = _ASKED[shell](environment)  # the last is what was begun
    plain = all(each.replace(".", "").isalnum() for each in words[1:] if each)
    if not plain or len(words) < 3 or words[1] not in COMPLETED or (words[1] == "show" and len(words) > 3):
        return False
    found = codes(os.getcwd(), words[-1])
    if found and environment.get("_TYPER_COMPLETE_FISH_ACTION") != "is-args":  # then fish only asks whether there are
        sys.stdout.write(_ANSWERED[shell](found))
    return bool(found)


def _in_bash(environment: Mapping[str, str]) -> list[str]:
    words, at = environment.get("COMP_WORDS", "").split(" "), environment.get("COMP_CWORD", "")
    if not at.isdigit() or int(at) > len(words):
        return []
    return [*words[: int(at)], words[int(at)] if int(at) < len(words) else ""]


def _in_zsh(environment: Mapping[str, str]) -> list[str]:
    return environment.get("_TYPER_COMPLETE_ARGS", "").split(" ")


def _in_powershell(environment: Mapping[str, str]) -> list[str]:
    words, begun = _in_zsh(environment), environment.get("_TYPER_COMPLETE_WORD_TO_COMPLETE", "")
    return words if begun or words[-1] == "" else [*words, ""]


def _one_a_line(found: Sequence[str]) -> str:
    return "".join(f"{each}\n" for each in found)


def _as_arguments(found: Sequence[str]) -> str:
    """What zsh evaluates."""
    words = "\n".join(f'"{each}"' for each in found)
    return f"_arguments '*: :(({words}))'\n"


def _with_help(found: Sequence[str]) -> str:
    """Each with the help that PowerShell wants to show: a code has none."""
    return "".join(f"{each}::: \n" for each in found)


_ASKED: Mapping[str, Callable[[Mapping[str, str]], list[str]]] = {
    "bash": _in_bash,
    "zsh": _in_zsh,
    "fish": _in_zsh,
    "powershell": _in_powershell,
    "pwsh": _in_powershell,
}
"""From what a shell says to the words that were typed."""
_ANSWERED: Mapping[str, Callable[[Sequence[str]], str]] = {
    "bash": _one_a_line,
    "zsh": _as_arguments,
    "fish": _one_a_line,
    "powershell": _with_help,
    "pwsh": _with_help,
}
