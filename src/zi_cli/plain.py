"""The commands asked for most, as they are mostly typed: called without the command line, which takes long to build.

What is typed in any other way is the command line's. The command is the same function, so its answer is too.
"""

import os
from collections.abc import Callable, Sequence
from importlib import import_module

ONCE = {"--on": "on"}
"""Options that take one text, and the argument that each gives."""
OPTIONS = {"status": ONCE, "list": ONCE, "show": ONCE, "check": ONCE}
CODE = {"show": "kode"}
"""Which command has a word of its own, and the argument that it gives."""


def direct_call(args: Sequence[str]) -> Callable[[], int] | None:
    """What serves these words; None where they are not plain."""
    name = args[0] if args else ""
    if name not in OPTIONS or "_ZI_COMPLETE" in os.environ:
        return None
    given = _given(OPTIONS[name], CODE.get(name), args[1:])
    if given is None:
        return None
    return lambda: int(_command(name)(**given))


def _given(options: dict[str, str], code: str | None, words: Sequence[str]) -> dict[str, str] | None:
    """The arguments that words give, each once and all that must be there; None where the words say anything else."""
    given: dict[str, str] = {}
    left = iter(words)
    for word in left:
        argument = options.get(word, code)
        value = next(left, "-") if word in options else word
        if argument is None or argument in given or value.startswith("-"):
            return None
        given[argument] = value
    return given if code is None or code in given else None


def _command(name: str) -> Callable[..., int]:
    module = import_module(f"zi_cli.commands.{name}")
    command: Callable[..., int] = getattr(module, module.__all__[0])
    return command
