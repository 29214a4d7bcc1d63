"""`zi check --fix`: mend what has one certain cure, file by file."""

from collections.abc import Sequence
from pathlib import Path

from zi_cli import plans
from zi_cli.commands import output
from zi_cli.edits.mending import Diperbaiki, mend
from zi_cli.plan.workspace import Home, berisi_jawaban, shown
from zi_cli.plans import undo


def betulkan(files: Sequence[Path], *, dry_run: bool) -> None:
    """Mend each file; a dry run only shows what would change.

    A file that cannot be read is left as it is: the check that follows says why. Refusal where one cannot be written.
    """
    with undo.together():
        for path in files:
            _mend_one(path, dry_run=dry_run)


def _mend_one(path: Path, *, dry_run: bool) -> None:
    name, mended = shown(path), Diperbaiki("", ())

    def edit(text: str) -> str:
        nonlocal mended
        mended = mend(text, plans.sheet(Home.of(path)) if berisi_jawaban(path) else None)
        return mended.teks

    texts = plans.rewrite(path, edit, dry_run=dry_run)
    if texts and dry_run:
        output.emit(output.diff(name, *texts))
    _sampaikan(name, mended)


def _sampaikan(name: str, mended: Diperbaiki) -> None:
    for each in mended.perbaikan:
        lama = f'"{each.lama}" menjadi ' if each.lama else ""
        baru = f'"{each.baru}"' if each.lama else f"tambah {each.baru}"
        output.say(f"{name}:{each.place.line}:{each.place.column}: {lama}{baru}")
