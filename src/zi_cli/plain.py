"""The commands asked for most, as they are mostly typed: called without the command line, which takes long to build.

What is typed in any other way is the command line's. The command is the same function, so its answer is too.
"""

import os
from collections.abc import Callable, Sequence
from importlib import import_module

PLAN = {"--plan": "plan"}
OPTIONS = {
    "status": {"--on": "on"},
    "list": {"--on": "on"},
    "show": {"--on": "on", **PLAN},
    "check": {"--on": "on"},
    "mark": {
        "--bukti": "bukti",
        "--date": "date",
        "--link": "link",
        "--place": "where",
        "--by": "by",
        "--note": "note",
        "--period": "period",
        **PLAN,
    },
}
"""By command the options that take one text, and the argument that each gives."""
CODES = {"show": ("kode", 1), "mark": ("kode", None)}
"""Which command has words of its own: the argument that they give, and how many they are; None for as many as come."""


def direct_call(args: Sequence[str]) -> Callable[[], int] | None:
    """What serves these words; None where they are not plain."""
    name = args[0] if args else ""
    if name not in OPTIONS or "_ZI_COMPLETE" in os.environ:
        return None
    given = _given(name, args[1:])
    return None if given is None else lambda: int(_command(name)(**given))


def _given(name: str, words: Sequence[str]) -> dict[str, str | list[str]] | None:
    """The arguments that words give a command, each once; None where they say anything else, or too little."""
    options, (argument, most) = OPTIONS[name], CODES.get(name, ("", 0))
    given: dict[str, str | list[str]] = {}
    own: list[str] = []
    left = iter(words)
    for word in left:
        value = next(left, "-") if word in options else word
        if value.startswith("-") or options.get(word) in given:
            return None
        if word in options:
            given[options[word]] = value
        else:
            own.append(value)
    if len(own) != most and (most is not None or not own):
        return None
    return {**given, argument: own if most is None else own[0]} if own else given


def _command(name: str) -> Callable[..., int]:
    module = import_module(f"zi_cli.commands.{name}")
    command: Callable[..., int] = getattr(module, module.__all__[0])
    return command
