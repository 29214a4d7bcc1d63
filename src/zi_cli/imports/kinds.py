"""What a file can be taken for. A kind is one module `as_….py` here and one line in `KINDS`.

Such a module has
`LABEL`      what its files are called: "tabel rencana aksi"
`WANTS_ID`   whether it makes a plan, so that its name must be known
`WANTS_DAY`  whether it makes marks whose day nothing says, so that people must
`recognises` whether what is given is of this kind, at a look
`propose`    what it would write, all of it, shown before anything is: a `Proposal`
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from importlib import import_module
from pathlib import Path
from types import ModuleType

from zi_cli.frozen import field, frozen
from zi_cli.imports.grids import Opened
from zi_cli.tables import Page

KINDS = {
    "bunyi": "as_wording",
    "paket": "as_bag",
    "isian": "as_isian",
    "bukti": "as_evidence",
    "pemeriksaan": "as_reviews",
    "jawaban": "as_form",
    "lke": "as_workbook",
    "rencana": "as_plan",
}
"""The kinds by their names, each with its module; the first one that recognises a file takes it."""


class GivenFile:
    """What is to be imported: a file, opened when a kind wants to look into it, or a folder."""

    def __init__(self, path: Path, name: str) -> None:
        self.path, self.name = path, name

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder."""
        return self.path.is_dir()

    @cached_property
    def opened(self) -> Opened:
        """What the file says; Refusal, with what it is and what to do, where zi does not read such files."""
        from zi_cli.imports.opening import open_file

        return open_file(self.path, self.name)


@frozen
class Request:
    """What people said beside the file."""

    root: Path
    """The workspace; where there is none yet, the folder that becomes one."""
    on: date
    """The day of the import."""
    id: str = ""
    """The name of the new plan."""
    plan: str = ""
    """The plan that is there and meant."""
    said: Mapping[str, str] = field(default_factory=dict)
    """Values for the head of a plan, by their keys in the file."""
    day: date | None = None
    move: bool = False
    forced: bool = False
    """Whether people said themselves what the file is."""


@frozen
class Proposal:
    """What an import would do, to be shown first."""

    taken_for: str
    """What the file was taken for, in a sentence."""
    page: Page
    """What was understood, what is doubtful, what was left."""
    changes: tuple[tuple[str, str, str], ...] = ()
    """For each file its name, and what it says before and after."""
    question: str = ""
    """What is asked before it is written."""
    write: Callable[[], str] | None = None
    """Write all of it or nothing; a sentence on what was written. None where there is nothing to write."""


def kind(name: str) -> ModuleType:
    """The module of a kind."""
    return import_module(f"zi_cli.imports.{KINDS[name]}")


def recognised(given: GivenFile) -> str | None:
    """The name of the kind that a file is of; None where it is of none."""
    return next((name for name in KINDS if kind(name).recognises(given)), None)
