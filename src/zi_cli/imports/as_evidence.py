"""A folder of evidence whose files' names begin with a code → marks: each file for the document it is named after."""

import os
import re
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from zi_cli import plans
from zi_cli.errors import Refusal
from zi_cli.frozen import field, mutable
from zi_cli.imports.kinds import GivenFile, Proposal, Request
from zi_cli.imports.likeness import likeness
from zi_cli.italics import plain
from zi_cli.plan.kode import typed_code
from zi_cli.plan.model import Rencana
from zi_cli.plan.workspace import Home, Workspace
from zi_cli.tables import Column, Page, Sentence, Table, Tone, row
from zi_cli.text.reading import Parsed

if TYPE_CHECKING:
    from zi_cli.bukti.handed import HandedFile
    from zi_cli.bukti.storing import Deposit
    from zi_cli.text.splices import Change

LABEL = "folder bukti"
WANTS_ID = False
WANTS_DAY = True
"""The day on which evidence was there is not in a file's name, and the file's own date is the copy's."""
_NAME = re.compile(r"(?i)(?P<kode>(?:A\.I{1,2}\.)?R?[1-9]\.[ivx]+\.[a-z](?:[2-9])?)(?![^\W_])[\s._-]*(?P<rest>.*)")
_SYSTEM = re.compile(r"\..*|~\$.*|(?:thumbs\.db|desktop\.ini)", re.IGNORECASE)
_SURE, _LEAD = 0.4, 0.1
_LARGEST_FOLDER = 5000


@mutable
class _Found:
    """Files by the row and document that they are evidence for, and what is not certain."""

    marks: dict[tuple[str, str], list[Path]] = field(default_factory=dict)
    left: list[tuple[str, str]] = field(default_factory=list)


def recognises(given: GivenFile) -> bool:
    """Whether it is a folder."""
    return given.is_folder


def propose(given: GivenFile, request: Request) -> Proposal:
    """The marks that the files of a folder make in a plan; nothing is moved, and what is doubtful is only listed."""
    home = Workspace(request.root).home(request.plan or None)
    parsed = plans.load(home)
    found = _Found()
    for path in _files(given.path):
        _placed(path, given.path, parsed, found)
    _refused(parsed, found, _fields(request))
    shown = [row(kode, name, ", ".join(each.name for each in files)) for (kode, name), files in found.marks.items()]
    count = sum(map(len, found.marks.values()))
    body: list[Sentence | Table] = [Sentence(f"{count} berkas untuk {len(shown)} dokumen.")]
    if shown:
        body.append(Table("Akan ditandai", tuple(map(_column, ("KODE", "DOKUMEN", "BERKAS"))), tuple(shown)))
    if found.left:
        title = f"Tidak terbawa ({len(found.left)})"
        body.append(Table(title, tuple(map(_column, ("BERKAS", "MENGAPA"))), tuple(row(*each) for each in found.left)))
        body.append(Sentence("Berkas yang tidak terbawa tetap di tempatnya.", Tone.MUTED))
    return Proposal(
        f"{given.name} dibaca sebagai {LABEL} untuk {home.name}.",
        Page("", tuple(body)),
        question=f"Tandai {len(shown)} dokumen, berkasnya {'dipindahkan' if request.move else 'disalin'}?",
        write=(lambda: _written(home, found, request)) if shown else None,
    )


def _column(head: str) -> Column:
    return Column(head, unbroken=head == "KODE")


def _fields(request: Request) -> dict[str, str]:
    return {"tanggal": (request.day or request.on).isoformat()}


def _files(folder: Path) -> Iterator[Path]:
    """The files below a folder, in order; what the system keeps there is none."""
    count = 0
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(each for each in folders if not _SYSTEM.fullmatch(each))
        for name in sorted(names):
            if not _SYSTEM.fullmatch(name):
                count += 1
                if count > _LARGEST_FOLDER:
                    raise Refusal(f"{folder} berisi lebih dari {_LARGEST_FOLDER} berkas; sebutkan folder bukti saja.")
                yield Path(place, name)


def _named(path: Path, folder: Path) -> tuple[str, str]:
    """The code that a file's name begins with, else that of the nearest folder; and what its name says beside it."""
    if named := _NAME.fullmatch(path.stem):
        return named["kode"], named["rest"]
    folders = path.relative_to(folder).parts[:-1]
    return next((found["kode"] for each in reversed(folders) if (found := _NAME.fullmatch(each))), ""), path.stem


def _placed(path: Path, folder: Path, parsed: Parsed[Rencana], found: _Found) -> None:
    """Find the document that a file is evidence for."""
    shown = path.relative_to(folder).as_posix()
    code, rest = _named(path, folder)
    if not code:
        found.left.append((shown, "namanya, dan nama foldernya, tidak diawali kode baris, seperti 1.i.a SK Tim.pdf"))
        return
    kode = typed_code(code)
    rows = {str(each.kode): each for *_, each in parsed.model.baris()}
    if kode not in rows:
        found.left.append((shown, f"tidak ada baris {kode} di rencana ini"))
        return
    names = [each.dokumen for each in rows[kode].bukti_fisik]
    ranked = sorted(((likeness(rest, each), each) for each in names), reverse=True)
    if not ranked:
        found.left.append((shown, f"baris {kode} tidak meminta bukti fisik"))
    elif len(ranked) == 1 or (ranked[0][0] >= _SURE and ranked[0][0] - ranked[1][0] >= _LEAD):
        found.marks.setdefault((kode, ranked[0][1]), []).append(path)
    else:
        found.left.append((shown, f"baris {kode} punya {len(names)} dokumen: {'; '.join(names)}"))


def _refused(parsed: Parsed[Rencana], found: _Found, fields: dict[str, str]) -> None:
    """Put aside what a mark is refused for: a document that has all it wants already."""
    from zi_cli.edits.marks import ensure_may_be_marked, find_documents

    for (kode, name), files in list(found.marks.items()):
        try:
            ensure_may_be_marked(parsed, find_documents(parsed.model, kode, plain(name)), fields, with_file=True)
        except Refusal as refusal:
            found.left += [(each.name, str(refusal)) for each in files]
            del found.marks[kode, name]


def _written(home: Home, found: _Found, request: Request) -> str:
    """Mark one document after the other, so that each takes its files with it; `zi undo` takes back all at once."""
    from zi_cli.bukti.handed import handed_file
    from zi_cli.bukti.in_git import doings_of_git
    from zi_cli.bukti.storing import Deposit
    from zi_cli.plans import undo

    said: list[str] = []
    with undo.as_one_run():
        for (kode, name), files in found.marks.items():
            sources = [handed_file(str(each), home.folder, move=request.move) for each in files]
            deposit = Deposit(home.folder, move=request.move)
            edit = partial(_marked, meant=(kode, name), fields=_fields(request), files=(sources, deposit))
            plans.change(home, edit, deposit=deposit)
            said += [*deposit.tertinggal, *doings_of_git(request.root, [path for _, path in deposit.stored])]
    return "\n".join([f"{home.name}: {len(found.marks)} dokumen ditandai.", *dict.fromkeys(said)])


def _marked(
    parsed: Parsed[Rencana],
    meant: tuple[str, str],
    fields: dict[str, str],
    files: "tuple[Sequence[HandedFile], Deposit]",
) -> "Change":
    from zi_cli.edits.filing import filed
    from zi_cli.edits.marks import find_documents

    return filed(parsed, find_documents(parsed.model, meant[0], plain(meant[1])), fields, files)
