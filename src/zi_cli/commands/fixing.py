"""`zi check --fix`: mend what has one certain cure, file by file."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from zi_cli.commands import output
from zi_cli.diagnostics import InvalidPlan
from zi_cli.edits.mending import Diperbaiki, mend
from zi_cli.errors import Refusal
from zi_cli.plan.workspace import shown
from zi_cli.text import sources
from zi_cli.text.writing import folder_of, locked, replace


def betulkan(files: Sequence[Path], *, coba: bool) -> None:
    """Mend each file under its folder's lock; with `coba` only show what would change.

    A file that cannot be read is left as it is: the check that follows says why. Refusal where one cannot be written.
    """
    for path in files:
        name = shown(path)
        with nullcontext() if coba else _terkunci(path):
            try:
                naskah = sources.read(path, name)
            except (InvalidPlan, Refusal):
                continue
            mended = mend(naskah.text)
            if coba:
                output.emit(output.diff(name, naskah.text, mended.teks))
            elif mended.perbaikan:
                replace(naskah, mended.teks)
        _sampaikan(name, mended)


def _terkunci(path: Path) -> AbstractContextManager[None]:
    folder = folder_of(path)
    return locked(folder) if folder.is_dir() else nullcontext()


def _sampaikan(name: str, mended: Diperbaiki) -> None:
    for each in mended.perbaikan:
        lama = f'"{each.lama}" menjadi ' if each.lama else ""
        baru = f'"{each.baru}"' if each.lama else f"tambah {each.baru}"
        output.say(f"{name}:{each.place.line}:{each.place.column}: {lama}{baru}")
