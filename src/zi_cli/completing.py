"""TAB on a row's code in bash, answered without the command line: it is the slowest of what is typed most."""

import os
import sys
from collections.abc import Mapping

from zi_cli.plan.glance import codes

COMPLETED = ("show", "mark", "unmark", "review", "log")
"""The commands whose first words are codes."""


def completed(environment: Mapping[str, str]) -> bool:
    """Whether it was a code that TAB was asked for, and has been answered; anything else is the command line's."""
    words = environment.get("COMP_WORDS", "").split(" ")
    at = environment.get("COMP_CWORD", "")
    plain = all(each.replace(".", "").isalnum() for each in words[1:] if each)
    if not (plain and at.isdigit() and 2 <= int(at) <= len(words) and words[1] in COMPLETED):
        return False
    if words[1] == "show" and int(at) > 2:
        return False
    found = codes(os.getcwd(), words[int(at)] if int(at) < len(words) else "")
    sys.stdout.write("".join(f"{each}\n" for each in found))
    return bool(found)
