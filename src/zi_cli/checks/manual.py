"""The page about the rules, `docs/pemeriksaan.md`, cut into its sections. The page is the one place that explains them.

A section is headed by the rule's id; the page is written for people and comes with the program, as the templates do.
"""

import re
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_HEADING = re.compile(r"^### ([a-z0-9-]+)\n", re.MULTILINE)


def page() -> Path:
    """The page: inside the package once installed, among the docs in a checkout."""
    inside = _PACKAGE / "pemeriksaan.md"
    return inside if inside.is_file() else _PACKAGE.parents[1] / "docs" / "pemeriksaan.md"


@cache
def sections() -> dict[str, str]:
    """Each rule's section without its heading, in the order of the page."""
    text = page().read_text(encoding="utf-8")
    found = list(_HEADING.finditer(text))
    ends = [*(match.start() for match in found[1:]), len(text)]
    return {
        match[1]: re.split(r"^## ", text[match.end() : end], maxsplit=1, flags=re.MULTILINE)[0].strip()
        for match, end in zip(found, ends, strict=True)
    }
