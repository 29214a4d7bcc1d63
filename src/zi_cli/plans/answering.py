"""The answers to a plan's sheet that commands may act on, and the one way in which they change.

As with a plan: under the folder's lock read, splice, prove, replace. Where there is no file yet, a new one is written.
"""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from zi_cli.checks.jawaban import flaws, read_answers
from zi_cli.diagnostics import Diagnostic, InvalidPlan, Severity
from zi_cli.errors import Refusal
from zi_cli.frozen import frozen
from zi_cli.lke.jawaban import VERSI, LembarJawaban
from zi_cli.plan.workspace import Home
from zi_cli.plans import undo
from zi_cli.plans.changing import spliced
from zi_cli.plans.loading import missing, read
from zi_cli.plans.sheets import only, sheet
from zi_cli.text import sources, stamps, writing
from zi_cli.text.document import Document, parse
from zi_cli.text.locking import locked
from zi_cli.text.reading import Parsed, vouched
from zi_cli.text.sources import Source
from zi_cli.text.splices import Change

BLANK = f"# yaml-language-server: $schema=../lke.schema.json\nversi: {VERSI}\n"
"""The file before its first answer."""
NO_ANSWERS = LembarJawaban(versi=VERSI)


def answers(home: Home) -> LembarJawaban:
    """What the answers say; none where there is no file; InvalidPlan with all their errors, or that they cannot be
    read.
    """
    if not os.path.lexists(home.answers):
        return NO_ANSWERS
    source = answers_source(home)
    known = vouched(LembarJawaban, source) if home.trusting else None
    if known and (known.model.lembar or only()):  # else the sheet hangs on the plan
        return known.model
    parsed, found = _judged(home, source)
    if parsed is None or found:
        raise InvalidPlan(found)
    stamps.stamp(source.path, source.raw)
    return parsed.model


def answers_source(home: Home) -> Source:
    """The text of the answers; InvalidPlan where it cannot be read: one office's file keeps no other's answer back."""
    try:
        return read(home.answers, home.answers_name)
    except Refusal as refusal:
        raise InvalidPlan([missing(Home.of(home.answers), refusal)]) from refusal


def _absent(home: Home) -> bool:
    """Whether there is no file; Refusal where a link stands in its place that leads to none."""
    if home.answered:
        return False
    if os.path.lexists(home.answers):
        raise Refusal(f"{home.answers_name} adalah symlink yang tidak menuju sebuah berkas; betulkan, atau hapus.")
    return True


def _judged(
    home: Home, source: Source, *, passed: bool = False
) -> tuple[Parsed[LembarJawaban] | None, tuple[Diagnostic, ...]]:
    """What a text says, and everything that keeps it from being answers to act on."""
    asked = sheet(home, source.text)
    try:
        parsed = read_answers(source, asked, passed=passed)
    except InvalidPlan as invalid:
        return None, invalid.diagnostics
    return parsed, tuple(each for each in flaws(parsed, asked) if each.severity is Severity.ERROR)


@frozen
class ChangedAnswers:
    """Answers before and after a change."""

    before: Document | None
    """None where there was no file."""
    after: Parsed[LembarJawaban]


def change_answers(home: Home, edit: Callable[[Document], Change | None], *, dry_run: bool = False) -> ChangedAnswers:
    """Change the answers to a plan's sheet as `edit` says (None: it cannot, for what stands there is wrong).

    A dry run only works out what would change. A file with errors may be changed where no error is left then.
    """
    if dry_run or home.bag is not None:  # in a bag nothing may be written for a change that is then refused
        changed = _changed(home, edit)[0]
        if dry_run:
            return changed
    home = home.opened()
    with locked(writing.folder_of(home.answers)):
        done, source = _changed(home, edit)
        text = done.after.source.text
        if source is None:
            writing.create_file(home.answers, text.encode(), new=True)
            raw = text.encode()
        elif text == source.text:
            return done
        else:
            raw = writing.replace(source, text)
        undo.remember_run(home.answers, source.raw if source else None, raw)
    stamps.stamp(Path(os.path.realpath(home.answers)), raw)
    return done


def _changed(home: Home, edit: Callable[[Document], Change | None]) -> tuple[ChangedAnswers, Source | None]:
    """The change, and the file that it is a change of, if there is one."""
    name = home.answers_name
    known = not _absent(home)
    source = read(home.answers, name) if known else sources.of_bytes(BLANK.encode(), name)
    passed = not known or vouched(LembarJawaban, source) is not None
    before = () if passed else _judged(home, source)[1]
    document = parse(source.text)
    change = None if document.faults or not isinstance(document.tree, dict) else edit(document)
    if change is None:
        raise InvalidPlan(before)
    after = _sound(home, spliced(source, change), before, passed=passed)
    return ChangedAnswers(document if known else None, after), source if known else None


def _sound(home: Home, source: Source, before: Iterable[Diagnostic], *, passed: bool) -> Parsed[LembarJawaban]:
    """The answers after a change; InvalidPlan with what is wrong besides, at its places in the file as it stands."""
    after, found = _judged(home, source, passed=passed)
    if after is None or found:
        left = {(each.rule, each.message) for each in found}
        raise InvalidPlan([each for each in before if (each.rule, each.message) in left] or found)
    return after
