"""Rules on the folder that a plan lies in, whatever the plan says."""

import os
from collections.abc import Iterator
from pathlib import Path

from zi_cli import git
from zi_cli.checks.aturan import Aturan, Perkara, Temuan
from zi_cli.diagnostics import Severity
from zi_cli.plan.workspace import shown


def repositori(perkara: Perkara) -> Iterator[Temuan]:
    """A folder that is a repository itself makes git obey its configuration, in every program that asks git there."""
    if perkara.folder is None:
        return
    for folder in _folders(perkara.folder):
        if git.is_repository(folder):
            pesan = (
                f'folder "{shown(folder)}" sendiri berbentuk repositori git (HEAD, objects, refs): git di dalamnya '
                "menjalankan apa yang diminta config-nya; keluarkan berkas-berkas itu dari sana"
            )
            yield Temuan((), pesan)
        elif (folder / ".git").is_dir() and folder != perkara.folder.parent.parent and git.seen_from(folder.parent):
            pesan = (
                f'folder "{shown(folder)}" repositori git tersendiri di dalam repositori lain: isinya tidak ikut '
                "tercatat di sana; pindahkan folder .git-nya"
            )
            yield Temuan((), pesan)


def _folders(folder: Path) -> Iterator[Path]:
    """The plan's own, those below it, and those above it up to the root of the workspace."""
    for below, names, _ in os.walk(folder):
        yield Path(below)
        names[:] = sorted(each for each in names if each != ".git")
    if folder.absolute().parent.name == "plans":
        yield from folder.absolute().parents[:2]


ATURAN = (
    Aturan(
        "repositori", Severity.ERROR, "Folder rencana sendiri berbentuk repositori git.", repositori, butuh_folder=True
    ),
)
