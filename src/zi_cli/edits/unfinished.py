"""A merge that git left unfinished: its plans and answers, put together from the three stages in git's index.

Nothing that a person has begun to mend is written over: only a file that still says what git, or zi, left there.
Evidence of one name on both sides is kept twice, and the plan names each where it now lies.
"""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum, auto
from pathlib import Path, PurePosixPath

from zi_cli import gitindex
from zi_cli.edits.merging import merge
from zi_cli.errors import Kind, Refusal
from zi_cli.frozen import frozen
from zi_cli.git import Answer, Failure, Nothing
from zi_cli.gitindex import Stage
from zi_cli.plan.workspace import BUKTI, NAMA_BERKAS, berisi_jawaban
from zi_cli.plans import undo
from zi_cli.text import lossless, writing
from zi_cli.text.document import Branch, Node, parse, walk
from zi_cli.text.locking import locked
from zi_cli.text.lossless import Unfit
from zi_cli.text.regular import regular
from zi_cli.text.splices import Splice, apply, scalar
from zi_cli.text.threeway import Conflict

BASE, OURS, THEIRS = 1, 2, 3
"""The stages of git's index."""
_MARKER = re.compile(r"(<{7} .*|\|{7}( .*)?|={7}|>{7} .*)\r?")
_POINTER = b"version https://git-lfs.github.com/spec/"


class State(Enum):
    """What became of a file."""

    MERGED = auto()
    CLASHES = auto()
    """It has markers where a person decides."""
    KEPT_BOTH = auto()
    """Evidence: theirs lies beside ours, under a name of its own."""
    TOUCHED = auto()
    """Somebody has begun to mend it: left alone."""
    ONE_SIDED = auto()
    """Taken away on one side."""
    UNFIT = auto()
    """It cannot be taken apart: left as git left it."""
    OTHER = auto()
    """No plan, no answers, no evidence."""


@frozen
class Outcome:
    """What became of one unmerged file."""

    name: str
    """From the top of the repository."""
    state: State
    conflicts: tuple[Conflict, ...] = ()
    reason: str = ""


@frozen
class _Kept:
    """Evidence that both sides have under one name, and where theirs now lies."""

    plan: str
    old: str
    sha256: str
    new: str


@frozen
class Stopped:
    """Where a merge stands unfinished."""

    root: Path
    """The workspace's, from which git is asked."""
    top: Path
    """The repository's."""
    labels: tuple[str, str]
    """How the sides are named on markers."""


def resolve(at: Stopped) -> Iterator[Outcome]:
    """Put together what can be, file by file, and say of each what became of it; Refusal where git cannot be asked."""
    found = gitindex.unmerged(at.root)
    if isinstance(found, (Nothing, Failure)):
        raise Refusal(f"zi merge membutuhkan git: {found.reason}.", Kind.SYSTEM)
    kept: list[_Kept] = []
    for name, stages in found.items():
        if _is_evidence(name) and {OURS, THEIRS} <= stages.keys():
            yield from _both_kept(at, name, stages, kept)
    for name, stages in found.items():
        if not (_is_evidence(name) and {OURS, THEIRS} <= stages.keys()):
            yield _resolved(at, name, stages, kept)
    for plan in sorted({each.plan for each in kept} - found.keys()):
        _renamed_in_place(at, plan, kept)


def _is_evidence(name: str) -> bool:
    return f"/{BUKTI}/" in name


def _resolved(at: Stopped, name: str, stages: Mapping[int, Stage], kept: Iterable[_Kept]) -> Outcome:
    pure = PurePosixPath(name)
    if pure.name != NAMA_BERKAS and not berisi_jawaban(pure):
        return Outcome(name, State.OTHER)
    if not {OURS, THEIRS} <= stages.keys():
        return Outcome(name, State.ONE_SIDED)
    try:
        base, ours, theirs = (_text(at.root, stages.get(side)) for side in (BASE, OURS, THEIRS))
        renamed = _renamed(theirs, [each for each in kept if each.plan == name])
        merged = merge(base, ours, renamed, at.labels)
    except (Unfit, UnicodeDecodeError) as unfit:
        return Outcome(name, State.UNFIT, reason=str(unfit) if isinstance(unfit, Unfit) else "bukan teks UTF-8")
    with locked(writing.folder_of(at.top / name)):
        on_disk = _on_disk(at.top / name)
        if on_disk is None or not (_same(on_disk, merged.text) or _untouched(on_disk, base, ours, theirs)):
            return Outcome(name, State.TOUCHED)
        windows = _windows(on_disk) and "\r" not in merged.text
        text = merged.text.replace("\n", "\r\n") if windows else merged.text
        _write(at.top / name, on_disk, text)
    if merged.conflicts:
        return Outcome(name, State.CLASHES, merged.conflicts)
    _stage(at.root, name, stages[OURS].mode, merged.text.encode())
    return Outcome(name, State.MERGED)


def _write(path: Path, before: str, text: str) -> None:
    if text != before:
        writing.create_file(path, text.encode())
        undo.remember_run(path, before.encode(), text.encode())


def _text(root: Path, stage: Stage | None) -> str:
    return "" if stage is None else _blob(root, stage).decode("utf-8")


def _blob(root: Path, stage: Stage) -> bytes:
    found = gitindex.content(root, stage)
    if isinstance(found, Answer):
        return found.out
    raise Refusal(f"Isi sebuah sisi gabungan tidak dapat diambil dari git: {found.reason}.", Kind.SYSTEM)


def _stage(root: Path, name: str, mode: str, content: bytes) -> None:
    """Put a content into git's index in the place of the stages."""
    done = gitindex.settle(root, name, mode, content)
    if not isinstance(done, Answer):
        raise Refusal(
            f"{name} sudah digabung, tetapi tidak dapat dicatat di git: {done.reason}. Jalankan git add.", Kind.STATE
        )


def _on_disk(path: Path) -> str | None:
    try:
        return regular(path).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _windows(text: str) -> bool:
    return "\r\n" in text and text.count("\n") == text.count("\r\n")


def _lines(text: str) -> list[str]:
    return text.removeprefix(lossless.BOM).replace("\r\n", "\n").split("\n")


def _same(on_disk: str, merged: str) -> bool:
    """Whether a file is what zi would write, but for the names on the markers."""
    one, two = ([_MARKER.sub(lambda m: m[0][:7], line) for line in _lines(text)] for text in (on_disk, merged))
    return one == two


def _untouched(on_disk: str, base: str, ours: str, theirs: str) -> bool:
    """Whether a file holds only what the sides say: one of them, or both with git's markers.

    Then no one has edited it yet.
    """
    lines = _lines(on_disk)
    if lines in (_lines(ours), _lines(theirs)):
        return True
    old = {*_lines(base)}
    brought = ({*_lines(ours)} | {*_lines(theirs)}) - old
    seen = {line for line in lines if not _MARKER.fullmatch(line)}
    marked = any(line.startswith("<<<<<<< ") for line in lines)
    return marked and seen <= old | brought and brought <= seen


def _both_kept(at: Stopped, name: str, stages: Mapping[int, Stage], kept: list[_Kept]) -> Iterator[Outcome]:
    """Two files of one name: ours keeps it, theirs gets eight digits of its hash behind its own."""
    ours, theirs = _blob(at.root, stages[OURS]), _blob(at.root, stages[THEIRS])
    if any(each.startswith(_POINTER) for each in (ours, theirs)):
        yield Outcome(name, State.OTHER)
        return
    if ours != theirs:
        sha256 = hashlib.sha256(theirs).hexdigest()
        pure = PurePosixPath(name)
        new = str(pure.with_name(f"{pure.stem} ({sha256[:8]}){pure.suffix}"))
        _put(at.top / new, theirs)
        _stage(at.root, new, stages[THEIRS].mode, theirs)
        folder, _, inside = name.partition(f"/{BUKTI}/")
        own = new.removeprefix(f"{folder}/")
        kept.append(_Kept(f"{folder}/{NAMA_BERKAS}", f"{BUKTI}/{inside}", sha256, own))
        yield Outcome(new, State.KEPT_BOTH)
    path = at.top / name
    if path.is_file() and b"<<<<<<< " in path.read_bytes() and ours != path.read_bytes():  # git took it for lines
        path.unlink()
    if not os.path.lexists(path):
        _put(path, ours)
    _stage(at.root, name, stages[OURS].mode, ours)


def _put(path: Path, content: bytes) -> None:
    if os.path.lexists(path):
        if path.is_file() and path.read_bytes() == content:
            return
        raise Refusal(f"{path} sudah ada dan isinya berbeda; pindahkan dahulu, lalu ulangi zi merge.", Kind.STATE)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as stream:
        stream.write(content)


def _renamed_in_place(at: Stopped, plan: str, kept: Iterable[_Kept]) -> None:
    """A plan that git, or its driver, has merged already: its marks of theirs name the new place."""
    text = _on_disk(at.top / plan)
    if text is None:
        return
    made = _renamed(text, [each for each in kept if each.plan == plan])
    if made != text:
        with locked(writing.folder_of(at.top / plan)):
            _write(at.top / plan, text, made)
        _stage(at.root, plan, "100644", made.replace("\r\n", "\n").encode() if _windows(text) else made.encode())


def _renamed(text: str, kept: Iterable[_Kept]) -> str:
    """A plan's text where each mark of a file that was kept beside another names its new place."""
    document = parse(text.removeprefix(lossless.BOM))
    places = {(each.old, each.sha256): each.new for each in kept}
    if not places or document.faults:
        return text
    splices = [
        Splice(*document.span(node), scalar(places[key])) for key, node in _files(document.root) if key in places
    ]
    bom = lossless.BOM if text.startswith(lossless.BOM) else ""
    return bom + apply(document.text, splices)


def _files(root: Node) -> Iterator[tuple[tuple[str, str], Node]]:
    """Each recorded file's path and hash, with the node of its path."""
    for _, node in walk(root):
        if isinstance(node, Branch) and isinstance(node.children, dict):
            path, digest = node.children.get("berkas"), node.children.get("sha256")
            if not (path is None or digest is None or isinstance(path, Branch) or isinstance(digest, Branch)):
                yield (path.value, digest.value), path
