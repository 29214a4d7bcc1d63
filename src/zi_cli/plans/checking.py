"""Everything that is wrong with the plans and answers of some files, and what of it is new since a revision."""

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from zi_cli.bukti.in_git import InGit
from zi_cli.diagnostics import Diagnostic, InvalidPlan, Severity, in_order
from zi_cli.errors import Refusal
from zi_cli.frozen import frozen
from zi_cli.plan.model import Rencana
from zi_cli.plan.workspace import (
    NAMA_BERKAS,
    NAMA_JAWABAN,
    Home,
    berisi_jawaban,
    is_unpacked_bag,
    root_of,
    shown,
    twins,
)
from zi_cli.plans.loading import load, missing, read
from zi_cli.plans.many import spreading
from zi_cli.text import sources
from zi_cli.text.sources import Source

if TYPE_CHECKING:
    from zi_cli.checks.judging import Judged

STDIN = "-"
"""Instead of a file: standard input."""
_ANSWERS = re.compile(r"^(?:setelan|prasyarat|provinsi|tpi|tpn):|^satker:[ \t]*(?:#.*)?\r?$", re.MULTILINE)
"""By its keys, a text that comes through a pipe and answers a sheet: it has no name to tell it from a plan."""


@frozen
class Checked:
    """What a run found, and what it could not look at."""

    files: tuple[str, ...]
    found: tuple[Diagnostic, ...]
    refused: tuple[Refusal, ...]
    stopped: bool = False
    """Whether a file is no plan, or no answers, at all: what it would be warned of is not known."""
    untold: int = 0
    """How many settled findings were left out: in a country's plans they are most of what is found."""


def check(
    files: Sequence[str],
    day: date | None = None,
    base: str | None = None,
    *,
    named: bool = False,
    settled: bool = True,
) -> Checked:
    """Judge every file, on a day or on today; with `base` only what is new since that revision.

    `named`: the files were asked for by name, and not found in their workspace. What cannot be read is told beside
    what could. Without `settled`, what cannot be changed any more is only counted.
    """
    from zi_cli.checks.gabungan import unfinished

    paths = [Path(each) for each in files if each != STDIN]
    in_git, rewriting = _in_git(paths, base)
    judge, every = _Judge(day, base, named, settled, in_git), list(dict.fromkeys(files))
    unknown = {} if base is None else _without(base, paths)
    if unknown:
        every = [each for each in every if root_of(Path(each)) not in unknown]
    names, refused, stopped, untold = [], [*unknown.values()], False, 0
    # standard input is this process's own
    with nullcontext(map(judge, every)) if STDIN in every else spreading(every, judge, "memeriksa") as judging:
        found: list[Diagnostic] = [*_twins(paths), *unfinished(paths), *rewriting]
        for name, judged in judging:
            if isinstance(judged, Refusal):
                refused.append(judged)
            else:
                names.append(name)
                found += judged.found
                stopped = stopped or judged.stopped
                untold += judged.untold
    told = tuple({each.text: each for each in refused}.values())
    return Checked(tuple(names), in_order(found), told, stopped, untold)


@frozen
class _Judge:
    """How one file is judged; a value, so that another process can be told."""

    day: date | None
    base: str | None
    named: bool
    settled: bool
    in_git: Mapping[Path, InGit]
    """What git knows of the evidence of a plan, by its folder; of most there is nothing to tell."""

    def __call__(self, file: str) -> tuple[str, "Judged | Refusal"]:
        """The file's name for people, and what is found in it, or why it cannot be read."""
        from zi_cli.checks.judging import Judged

        path = None if file == STDIN else Path(file)
        name = shown(path) if path else "masukan-baku"
        source: Source | None = None
        try:
            source = _source(path, name)
            judged = self._judged(source, path)
        except InvalidPlan as invalid:
            judged = Judged(invalid.diagnostics, stopped=True)
        except Refusal as refusal:
            gone = isinstance(refusal.__cause__, FileNotFoundError)
            if path is None or (self.named and gone and not path.is_symlink()):  # the request's slip, not a plan's
                return name, refusal
            return name, Judged((missing(Home.of(path), refusal),))
        try:
            if self.base is not None and path is not None:
                from zi_cli.checks.history import Revision

                before = Revision(root_of(path), path.parent, self.base).read(path)
                if before is not None:
                    judged = self._news(judged, source, before, path, name)
        except Refusal as refusal:
            return name, refusal
        return name, judged if self.settled else judged.without_settled

    def _news(self, judged: "Judged", source: Source | None, before: bytes, path: Path, name: str) -> "Judged":
        """What of it was not there when a file held those bytes; what its folder held then is not known: it is new."""
        from zi_cli.checks.judging import Judged, news

        try:
            same = source is not None and source.raw == before
            then = source if source and same else sources.of_bytes(before, name)
        except InvalidPlan as invalid:
            return Judged(news(judged.found, invalid.diagnostics), judged.stopped)
        lost = _lost(path, then, source) if source and not same else ()
        return Judged(
            (*news(judged.found, self._judged(then, path, in_folder=False).found), *lost), stopped=judged.stopped
        )

    def _judged(self, source: Source, path: Path | None, *, in_folder: bool = True) -> "Judged":
        from zi_cli.checks.judging import Judged, judge, judge_answers
        from zi_cli.lke.regulasi import lembar
        from zi_cli.plan.hari import hari_ini
        from zi_cli.plans.sheets import sheet_of_file

        try:
            if berisi_jawaban(path) if path is not None else _ANSWERS.search(source.text):
                return judge_answers(source, lembar(sheet_of_file(path, source.text)), _beside(path, in_folder))
            # in a bag the evidence lies under other names, and the bag itself tells whether it is whole
            root = root_of(path) if path and in_folder else None
            folder = path.parent if path and root and not is_unpacked_bag(root) else None
            known = self.in_git.get(root / "plans" / folder.name) if root and folder and self.in_git else None
            sheet = sheet_of_file(path, source.text)
            settled = self.settled or self.base is not None  # what is new is known by all that there is
            return judge(source, lambda zone: self.day or hari_ini(zone), folder, known, sheet, settled=settled)
        except InvalidPlan as invalid:
            return Judged(invalid.diagnostics, stopped=True)


def _beside(path: Path | None, in_folder: bool) -> Rencana | None:
    """The plan that answers lie beside; None where there is none that can be used."""
    if path is None or not in_folder or path.name != NAMA_JAWABAN:
        return None
    plan = path.with_name(NAMA_BERKAS)
    try:
        return load(Home(plan.absolute().parent.name, plan, trusting=False)).model
    except InvalidPlan:
        return None


def _lost(path: Path, before: Source, now: Source) -> Iterator[Diagnostic]:
    """What the revision said and the file no longer says."""
    from zi_cli.checks.lost import lost_answers, lost_marks

    return lost_answers(before, now) if berisi_jawaban(path) else lost_marks(before, now)


def _source(path: Path | None, name: str) -> Source:
    return read(path, name) if path else sources.read_stream(sys.stdin.buffer, name)


def _in_git(paths: Iterable[Path], base: str | None) -> tuple[dict[Path, InGit], list[Diagnostic]]:
    """What git knows of the evidence of plans, by their folders, and of its workspaces: each is asked about once."""
    from zi_cli.bukti.in_git import evidence_in_git
    from zi_cli.checks.given_to_git import rewriting

    plans: dict[Path, InGit] = {}
    found = []
    for root in dict.fromkeys(root_of(each) for each in paths if each.name == NAMA_BERKAS):
        told = evidence_in_git(root)
        plans |= {root / "plans" / name: each for name, each in told.plans.items()}
        if told.rewritten and (base is None or _ruled(root, base)):
            found.append(rewriting(root))
    return plans, found


def _without(base: str, paths: Iterable[Path]) -> dict[Path, Refusal]:
    """The workspaces that have no such revision, and why: none of their files need be judged to know it."""
    from zi_cli.checks.history import Revision

    found = {}
    for root in {root_of(each) for each in paths}:
        try:
            Revision(root, root, base)
        except Refusal as refusal:
            found[root] = refusal
    return found


def _ruled(root: Path, base: str) -> bool:
    """Whether git was told at a revision to leave the bytes of evidence alone."""
    from zi_cli.bukti.in_git import ATTRIBUTES, BINARY
    from zi_cli.checks.history import Revision

    try:
        return BINARY.encode() in (Revision(root, root, base).read(root / ATTRIBUTES) or b"")
    except Refusal:
        return False  # each file says so


def _twins(paths: Iterable[Path]) -> Iterator[Diagnostic]:
    """Plans whose folders Windows and Macs take for one."""
    for one, other in twins(paths):
        name, twin = one.parent.name, other.parent.name
        same = unicodedata.normalize("NFC", name) == unicodedata.normalize("NFC", twin)
        apart = "cara hurufnya disandikan (Unicode NFC dan NFD)" if same else "huruf besar dan kecil"
        message = (
            f'folder rencana "{name}" dan "{twin}" hanya berbeda {apart}; '
            "di Windows dan Mac keduanya satu folder. Ganti nama salah satunya"
        )
        yield Diagnostic("id-kembar", Severity.ERROR, message, shown(one))
