"""The one way in which a plan changes: under the lock of its folder read, splice, prove, replace.

The proof reads the new text again and wants exactly the tree that was meant; else nothing is written.
"""

import os
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from zi_cli.diagnostics import Diagnostic, InvalidPlan
from zi_cli.errors import Kind, Refusal, SickRow, reason
from zi_cli.frozen import frozen
from zi_cli.plan.kode import typed_code
from zi_cli.plan.model import ROWS, Rencana
from zi_cli.plan.workspace import Home, shown
from zi_cli.plans import undo
from zi_cli.plans.loading import faults, load, read
from zi_cli.text import writing
from zi_cli.text.document import Route, parse
from zi_cli.text.fields import value_at
from zi_cli.text.locking import locked
from zi_cli.text.parts import Parts, contained
from zi_cli.text.reading import Parsed, vouch
from zi_cli.text.regular import regular
from zi_cli.text.sources import Source
from zi_cli.text.splices import Change, apply
from zi_cli.text.stages import clear_stages, staged

if TYPE_CHECKING:
    from zi_cli.bukti.storing import Deposit


@frozen
class Changed:
    """A plan before and after a change."""

    before: Parsed[Rencana]
    after: Parsed[Rencana]


def change(
    home: Home,
    edit: Callable[[Parsed[Rencana]], Change],
    *,
    dry_run: bool = False,
    deposit: "Deposit | None" = None,
) -> Changed:
    """Change a plan as `edit` says; a dry run only works out what would change.

    `deposit` is entered and left under the lock: what `edit` puts beside the plan stays only if the plan comes to name
    it. What a run that was killed left there is taken away first.
    """
    if dry_run or home.bag is not None:  # in a bag nothing may be written for a change that is then refused
        parsed = load(home)
        changed = Changed(parsed, proven(parsed, _asked(parsed, edit)))
        if dry_run:
            return changed
    home = home.opened()
    with locked(writing.folder_of(home.path)), deposit or nullcontext():
        parsed = load(home)
        _recover(parsed, home.folder)  # evidence lies beside the plan's name, wherever that leads
        after = proven(parsed, _asked(parsed, edit))
        raw = writing.replace(parsed.source, after.source.text)
        undo.remember_run(parsed.source.path, parsed.source.raw, raw, deposit)
    vouch(after, raw)
    return Changed(parsed, after)


def create(home: Home, text: str, furnish: Callable[[Home], None] | None = None) -> None:
    """Write a plan that is not there yet, with its folder; Refusal where one is there, or the disk says no.

    A new folder comes whole or not at all; `furnish` is given it beside its place, to put in what belongs to the plan.
    """
    if os.path.lexists(home.path):
        raise Refusal(f"{home.name} sudah ada dan tidak ditimpa.")
    raw = text.encode()
    try:
        if os.path.lexists(home.folder):
            _begin(home, raw, furnish)
        else:
            home.folder.parent.mkdir(parents=True, exist_ok=True)
            clear_stages(home.folder.parent)
            with staged(home.folder.parent) as stage:
                coming = Home(home.id, stage / home.id / home.path.name)
                coming.folder.mkdir()
                _begin(coming, raw, furnish)
                coming.folder.rename(home.folder)
    except OSError as error:
        raise Refusal(f"{shown(home.folder)} tidak dapat dibuat: {reason(error)}.", Kind.SYSTEM) from error
    undo.remember_run(home.path, None, raw)


def _begin(home: Home, raw: bytes, furnish: Callable[[Home], None] | None) -> None:
    with locked(writing.folder_of(home.path)):
        writing.create_file(home.path, raw, new=True)
        if furnish is not None:
            furnish(home)


def rewrite(file: Path, edit: Callable[[str], str], *, dry_run: bool = False) -> tuple[str, str] | None:
    """Put what `edit` makes of a file's text in its place, under the folder's lock, whatever the text says.

    The texts before and after; None where it cannot be read: a check says why. Refusal where it cannot be written.
    """
    folder = writing.folder_of(file)
    with nullcontext() if dry_run or not folder.is_dir() else locked(folder):
        try:
            source = read(file, shown(file))
        except (InvalidPlan, Refusal):
            return None
        text = edit(source.text)
        if not dry_run and text != source.text:
            undo.remember_run(source.path, source.raw, writing.replace(source, text))
        return source.text, text


def _asked(parsed: Parsed[Rencana], edit: Callable[[Parsed[Rencana]], Change]) -> Change:
    """What an edit makes of a plan; of a row that cannot be used, the refusal says where it is wrong."""
    try:
        return edit(parsed)
    except SickRow as sick:
        for found in faults(parsed, sick.route):
            where = f"{found.file}:{found.place.line}: {found.message}"
            raise SickRow(sick.kode, sick.route, where) from None
        raise


def put(file: Path, text: str) -> None:
    """Put a whole text in the place of a file, or begin it, under the folder's lock: one that was proved before."""
    with locked(writing.folder_of(file)):
        before = regular(file) if os.path.lexists(file) else None
        writing.create_file(file, text.encode())
        undo.remember_run(file, before, text.encode())


def _recover(parsed: Parsed[Rencana], folder: Path) -> None:
    if writing.interrupted(folder):
        from zi_cli.bukti import storing

        storing.recover(folder, parsed.model.file_names)


def proven(parsed: Parsed[Rencana], change: Change) -> Parsed[Rencana]:
    """The plan after the splices, read again.

    Refusal unless it is the same plan but for what was meant, under the codes that were asked for; InvalidPlan where it
    has an error that it had not before.
    """
    from zi_cli.checks import usable

    source = spliced(parsed.source, change, ROWS)
    # the tree is the old file's but for values that went through the model's own readers: pydantic has nothing to add
    after = usable(source, passed=not parsed.sick)
    for route, kode in change.rows:
        if typed_code(value_at(after.document.tree, (*route, "kode"))) != kode:
            raise _unchangeable(source)
    known = _errors(usable(parsed.source)).keys() if parsed.sick else ()
    worse = [found for about, found in _errors(after).items() if about not in known]
    if worse:
        raise InvalidPlan(worse)
    return after


def _errors(parsed: Parsed[Rencana]) -> dict[tuple[Route, str, str], Diagnostic]:
    """What is wrong with the rows that are left out, wherever their lines have moved."""
    return {(each.route, found.rule, found.message): found for each in parsed.sick for found in each.diagnostics}


def spliced(old: Source, change: Change, parts: Parts | None = None) -> Source:
    """A file's text after the splices; Refusal unless it writes the tree that was meant.

    With `parts`, faults in parts that are left out may stay, but none may come.
    """
    text = apply(old.text, change.splices)
    document = contained(text, parts) if parts else parse(text)
    left = Counter(each.rule for each in document.faults)
    if left and parts:
        left -= Counter(each.rule for each in contained(old.text, parts).faults)
    if document.torn or left or document.tree != change.tree:
        raise _unchangeable(old)
    return Source(old.name, old.path, old.bom + text.encode(), text, old.stat)


def _unchangeable(old: Source) -> Refusal:
    return Refusal(
        f"{old.name} ditulis dengan cara yang tidak dapat diubah zi tanpa menyentuh yang lain; "
        "tidak ada yang ditulis. Ubah dengan tangan, lalu jalankan zi check.",
        Kind.STATE,
    )
