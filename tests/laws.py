"""How the laws of editing are held: what is drawn is edited, and only what may be refused is, and seldom."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zi_cli.errors import Refusal

REFUSABLE = re.compile("sebaris dengan komentar|dengan cara yang tidak dapat diubah")
"""The only reasons for which an edit of a plan that is well may be refused."""


def hold(law: Callable[..., bool], *drawn: st.SearchStrategy[object], examples: int, floor: float = 0.9) -> None:
    """Try a law on what is drawn; it says whether it came to the end. To refuse everything is to keep no law."""
    outcomes: Counter[bool] = Counter()

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.tuples(*drawn))
    def run(values: tuple[object, ...]) -> None:
        outcomes[law(*values)] += 1

    run()
    assert outcomes[True] >= floor * outcomes.total(), outcomes


def refused(refusal: Refusal, path: Path, before: bytes) -> bool:
    """That an edit was refused for a reason that may be, and nothing written."""
    assert REFUSABLE.search(str(refusal)), refusal
    assert path.read_bytes() == before
    return False


def same_line_ends(before: bytes, after: bytes) -> None:
    """What is inserted ends its lines as the file does."""
    windows = before.count(b"\r\n")
    if windows in (0, before.count(b"\n")):
        assert after.count(b"\r\n") == (after.count(b"\n") if windows else 0)
