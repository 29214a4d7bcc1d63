"""What an evaluator wrote in an unpacked bag comes home: reviews, and the answers of the layers above the office's.

Three texts are put together: what went out in the bag, what came back, what stands at home. Only what was found in
evidence and answered comes home; whatever else was changed in the bag is a request that is refused.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from zi_cli.checks import usable
from zi_cli.diagnostics import InvalidPlan
from zi_cli.edits.comparing import answer_differences, plan_differences
from zi_cli.edits.merging import BEGUN, as_far_as_it_goes
from zi_cli.errors import Refusal
from zi_cli.frozen import frozen
from zi_cli.lke.jawaban import Lapis
from zi_cli.text import sources
from zi_cli.text.document import parse
from zi_cli.text.threeway import Conflict
from zi_cli.views.plan.perbedaan import Difference

REVIEWED = "diperiksa"
"""The one kind of change to a plan that comes home."""


@frozen
class Brought:
    """What of one file comes home."""

    text: str
    """The file at home with it."""
    differences: tuple[Difference, ...]
    """What it brings."""
    left: tuple[Conflict, ...]
    """What does not fit what stands at home, and stays in the bag."""
    stale: tuple[str, ...] = ()
    """The documents of which a review that comes home is of something else than what is recorded there now."""


def reviews(went: str, came: str, home: str) -> Brought:
    """The reviews of a bag; Refusal where something else of the plan was changed in it."""
    other = [each for each in plan_differences(_tree(went), _tree(came)) if each.kind != REVIEWED]
    if other:
        raise _refused(other)
    merged = as_far_as_it_goes(went, home, came)
    brought = tuple(plan_differences(_tree(home), _tree(merged.text)))
    stale = _stale(merged.text) - _stale(home)
    return Brought(merged.text, brought, merged.conflicts, tuple(stale.elements()))


def returned(went: str, came: str, home: str, sheet: Mapping[str, int]) -> Brought:
    """The answers of a bag; Refusal where the office's own were changed in it."""
    changed = answer_differences(_tree(went), _tree(came), sheet)
    other = [each for each in changed if _is_the_offices(each)]
    if other:
        raise _refused(other)
    merged = as_far_as_it_goes(went or BEGUN, home or BEGUN, came)
    return Brought(merged.text, tuple(answer_differences(_tree(home), _tree(merged.text), sheet)), merged.conflicts)


def _stale(text: str) -> Counter[str]:
    """The documents that have a review of something else than what is recorded; none of a plan with a faulty frame."""
    try:
        rencana = usable(sources.of_bytes(text.encode(), "")).model
    except InvalidPlan:
        return Counter()
    return Counter(
        f"{row.kode} {document.name}"
        for _, _, row in rencana.baris()
        for document in row.bukti_fisik
        for mark in document.realisasi
        for review in mark.pemeriksaan
        if mark.basi(review)
    )


def _is_the_offices(each: Difference) -> bool:
    """Whether an answer, a setting or a prerequisite is the office's own to change."""
    if each.code == "lembar":
        return not each.words.startswith("lembar:")
    return each.words.startswith(f"{Lapis.SATKER.called}:")


def _refused(other: list[Difference]) -> Refusal:
    told = "; ".join(f"{each.code} {each.kind}: {each.words}"[:120] for each in other[:3])
    more = f", dan {len(other) - 3} hal lain" if len(other) > 3 else ""
    return Refusal(
        "Yang dibawa pulang dari paket hanya pemeriksaan dan jawaban lapis di atas satker; di paket ini berubah pula "
        f"{told}{more}. Tidak ada yang ditulis."
    )


def _tree(text: str) -> dict[str, Any]:
    tree: Any = parse(text.removeprefix("\ufeff")).tree
    return tree if isinstance(tree, dict) else {}
