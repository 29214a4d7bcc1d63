"""What is seen of plans without reading them: where they lie, and which codes stand there; so TAB answers at once."""

import os
import re

_CODE = re.compile(r"^\s*(?:- )?kode: *([R0-9][a-z0-9.]*)", re.MULTILINE)


def files(start: str) -> list[str]:
    """The plans of the workspace that a folder is in: the nearest, there or above, that has `plans/` or is a bag."""
    folder = start
    while not os.path.isdir(os.path.join(folder, "plans")):
        if bag := _in_bag(folder):
            return bag
        above = os.path.dirname(folder)
        if above == folder:
            return []
        folder = above
    plans = os.path.join(folder, "plans")
    names = sorted(each for each in os.listdir(plans) if not each.startswith("."))
    return [path for each in names if os.path.exists(path := os.path.join(plans, each, "rencana.yaml"))]


def _in_bag(folder: str) -> list[str]:
    """The plan of an unpacked bag, as an evaluator left it, else as it came; none where the folder is no bag."""
    if not os.path.exists(os.path.join(folder, "bagit.txt")):
        return []
    places = (os.path.join(folder, each, "rencana.yaml") for each in ("hasil", "data"))
    return [path for path in places if os.path.exists(path)][:1]


def codes(start: str, incomplete: str) -> list[str]:
    """The codes of rows that begin so, in the order in which they stand; which plan is meant is not known yet."""
    found: dict[str, None] = {}
    try:
        for path in filter(os.path.isfile, files(start)):  # a pipe would hold the shell
            with open(path, encoding="utf-8") as stream:
                found |= dict.fromkeys(_CODE.findall(stream.read()))
    except (OSError, UnicodeDecodeError):
        return []
    return [each for each in found if each.startswith(incomplete)]
