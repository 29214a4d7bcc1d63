"""Three texts of a plan, or of its answers, into one. The result has no error that neither side had.

Where the two sides together make one, although each is well, that place is a clash like any other: a person decides.
"""

import re
from collections.abc import Iterable

from zi_cli.checks import usable
from zi_cli.checks.jawaban import flaws, read_answers
from zi_cli.diagnostics import Diagnostic, InvalidPlan, Severity
from zi_cli.edits.identity import Identity
from zi_cli.frozen import frozen
from zi_cli.lke.jawaban import Lapis
from zi_cli.lke.regulasi import lembar
from zi_cli.plans.sheets import sheet_of_file
from zi_cli.text import lossless, sources, threeway
from zi_cli.text.document import parse
from zi_cli.text.lossless import Clash, Drawn, Entry, Unfit, Written
from zi_cli.text.sides import Path
from zi_cli.text.threeway import Conflict, Reason

BEGUN = "versi: 1\n"
"""The base of a file that both sides began."""
_LINE_NUMBER = re.compile(r"\bbaris \d+")
_Known = tuple[str, str]
"""An error's rule and sentence."""


@frozen
class Merged:
    """What came of a merge: a text, with markers where sides clash, and these places."""

    text: str
    conflicts: tuple[Conflict, ...]


def merge(base: str, ours: str, theirs: str, labels: tuple[str, str]) -> Merged:
    """The three texts as one; Unfit where one of them cannot be taken apart, or the result not be proved.

    `labels` name the sides on the markers.
    """
    whole, conflicts = _put_together(base, ours, theirs)
    if whole is None:
        everything = f"<<<<<<< {labels[0]}\n{_ended(ours)}=======\n{_ended(theirs)}>>>>>>> {labels[1]}\n"
        return Merged(everything, tuple(conflicts))
    text = lossless.write(whole, labels)
    if not conflicts:
        again = parse(text.removeprefix(lossless.BOM))
        if again.faults or again.tree != whole.root.value:
            raise Unfit("hasil gabungannya tidak terbaca kembali seperti yang dimaksud")
    return Merged(text, tuple(conflicts))


def as_far_as_it_goes(base: str, ours: str, theirs: str) -> Merged:
    """The three texts as one, without markers: where the sides clash ours stays, and the place is told."""
    whole, conflicts = _put_together(base, ours, theirs)
    return Merged(ours if whole is None else lossless.write(whole), tuple(conflicts))


def _put_together(base: str, ours: str, theirs: str) -> tuple[Written | None, list[Conflict]]:
    """The merged text and where the sides clash; None for the text where everything does."""
    rules = Identity({code: at for at, code in enumerate(lembar(sheet_of_file(None, ours)).butir)})
    one, two, three = (lossless.read(text) for text in (base or BEGUN, ours, theirs))
    whole, conflicts = threeway.put_together(one, two, three, rules)
    known = {_known(each) for side in (ours, theirs) for each in errors(side)}
    together = _wrong_together(whole, known, rules)
    if together is None:
        return None, [Conflict((), Reason.TOGETHER_WRONG)]
    return whole, [*conflicts, *together]


def _ended(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"


def _wrong_together(whole: Written, known: set[_Known], rules: Identity) -> list[Conflict] | None:
    """Make a clash of each place where the result has an error that neither side had; None where no place is known."""
    found: list[Conflict] = []
    for _ in range(3):  # a clash shows ours, which may take away what another error was about
        drawn = lossless.places(whole)
        wrong = [
            _holding(drawn, each.place.line) for each in errors(lossless.write(whole)) if _known(each) not in known
        ]
        new = [holding for holding in wrong if not _is_shown(holding)]
        if not new:
            return found
        paths = [_made_clash(holding, rules) for holding in new]
        if None in paths:
            return None
        found += [Conflict(path, Reason.TOGETHER_WRONG) for path in paths if path]
    return None


def _holding(drawn: list[Drawn], line: int) -> list[Drawn]:
    """The entries that a line belongs to, from the innermost out."""
    return [each for each in drawn if each.first <= line <= each.last]


def _entry(drawn: Drawn) -> Entry | Clash:
    return drawn.group.entries[drawn.index]


def _is_shown(holding: list[Drawn]) -> bool:
    """Whether a place lies in a clash already."""
    return any(isinstance(_entry(each), Clash) for each in holding)


def _made_clash(holding: list[Drawn], rules: Identity) -> Path | None:
    """Put the two sides in the place of the innermost entry of which they differ; the way to it.

    An empty one where it is a clash by now: for another error.
    """
    if _is_shown(holding):
        return ()
    for at, each in enumerate(holding):
        entry = _entry(each)
        if isinstance(entry, Entry) and entry.sides is not None and _differ(*entry.sides):
            path = _path(holding[at:], rules)
            each.group.entries[each.index] = Clash(*entry.sides)
            return path
    return None


def _differ(ours: Entry | None, theirs: Entry | None) -> bool:
    return ours is None or theirs is None or ours.source != theirs.source


def _path(inside_out: list[Drawn], rules: Identity) -> Path:
    path: list[str] = []
    for each in reversed(inside_out):
        entry = _entry(each)
        assert isinstance(entry, Entry), "what holds an entry is one"
        path.append(rules.name(path[-1], entry.value) if entry.is_item else entry.key)
    return tuple(path)


def _known(error: Diagnostic) -> _Known:
    return error.rule, _LINE_NUMBER.sub("baris", error.message)


def errors(text: str) -> tuple[Diagnostic, ...]:
    """Everything that keeps a text from being a plan, or answers to the sheet, to act on; which, its keys tell."""
    try:
        source = sources.of_bytes(text.encode(), "")
        if is_answers(source.text):
            sheet = lembar(sheet_of_file(None, text))
            parsed = read_answers(source, sheet)
            found: Iterable[Diagnostic] = flaws(parsed, sheet)
        else:
            found = (error for sick in usable(source).sick for error in sick.diagnostics)
        return tuple(each for each in found if each.severity is Severity.ERROR)
    except InvalidPlan as invalid:
        return invalid.diagnostics


def is_answers(text: str) -> bool:
    """Whether a text holds answers to the sheet rather than a plan."""
    tree = parse(text).tree
    if not isinstance(tree, dict):
        return False
    return "area" not in tree and (tree.keys() <= {"versi", "lembar"} or any(layer in tree for layer in Lapis))
