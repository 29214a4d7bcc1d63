"""The one way in which a plan changes: under the lock of its folder read, splice, prove, replace.

The proof reads the new text again and wants exactly the tree that was meant; else nothing is written.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from zi_cli.diagnostics import InvalidPlan
from zi_cli.errors import Refusal
from zi_cli.plan.model import Rencana
from zi_cli.plan.workspace import Home, shown
from zi_cli.plans import undo
from zi_cli.plans.loading import load, read
from zi_cli.text import stamps, writing
from zi_cli.text.document import parse
from zi_cli.text.fields import M
from zi_cli.text.reading import Parsed, understand
from zi_cli.text.sources import Source
from zi_cli.text.splices import Change, apply


@dataclass(frozen=True, slots=True)
class Changed:
    """A plan before and after a change."""

    before: Parsed[Rencana]
    after: Parsed[Rencana]


def change(
    home: Home,
    edit: Callable[[Parsed[Rencana]], Change],
    *,
    dry_run: bool = False,
    deposit: AbstractContextManager[object] | None = None,
) -> Changed:
    """Change a plan as `edit` says; a dry run only works out what would change.

    `deposit` is entered and left under the lock: what `edit` puts beside the plan stays only if the plan comes to name
    it. What a run that was killed left there is taken away first.
    """
    if dry_run:
        parsed = load(home)
        return Changed(parsed, proven(parsed, edit(parsed)))
    with writing.locked(writing.folder_of(home.path)), deposit or nullcontext():
        parsed = load(home)
        _recover(parsed, home.folder)  # evidence lies beside the plan's name, wherever that leads
        after = proven(parsed, edit(parsed))
        raw = writing.replace(parsed.source, after.source.text)
        undo.record(parsed.source.path, parsed.source.raw, raw, deposit)
    stamps.stamp(parsed.source.path, raw)
    return Changed(parsed, after)


def rewrite(file: Path, edit: Callable[[str], str], *, dry_run: bool = False) -> tuple[str, str] | None:
    """Put what `edit` makes of a file's text in its place, under the folder's lock, whatever the text says.

    The texts before and after; None where it cannot be read: a check says why. Refusal where it cannot be written.
    """
    folder = writing.folder_of(file)
    with nullcontext() if dry_run or not folder.is_dir() else writing.locked(folder):
        try:
            source = read(file, shown(file))
        except (InvalidPlan, Refusal):
            return None
        text = edit(source.text)
        if not dry_run and text != source.text:
            undo.record(source.path, source.raw, writing.replace(source, text))
        return source.text, text


def _recover(parsed: Parsed[Rencana], folder: Path) -> None:
    if writing.interrupted(folder):
        from zi_cli.bukti import storing

        storing.pulihkan(folder, lambda: (each.berkas for *_, each in parsed.model.semua_berkas()))


def proven(parsed: Parsed[Rencana], change: Change) -> Parsed[Rencana]:
    """The plan after the splices, read again; Refusal unless it is the same plan but for what was meant."""
    from zi_cli.checks import findings

    after = meant(Rencana, parsed, change)
    found = list(findings(after, galat_saja=True))
    if found:
        raise InvalidPlan(found)
    return after


def meant(model: type[M], parsed: Parsed[M], change: Change) -> Parsed[M]:
    """A file after the splices, read again; Refusal unless its tree is the one that was meant."""
    # the tree is the old file's but for values that went through the model's own readers: pydantic has nothing to add
    return understand(model, spliced(parsed.source, change), passed=True)


def spliced(old: Source, change: Change) -> Source:
    """A file's text after the splices; Refusal unless it writes the tree that was meant."""
    text = apply(old.text, change.splices)
    document = parse(text)
    if document.faults or document.tree != change.tree:
        raise Refusal(
            f"{old.name} ditulis dengan cara yang tidak dapat diubah zi tanpa menyentuh yang lain; "
            "tidak ada yang ditulis. Ubah dengan tangan, lalu jalankan zi check."
        )
    return Source(old.name, old.path, old.bom + text.encode(), text, old.stat)
