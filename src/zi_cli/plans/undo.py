"""What zi changed here, so that it can be taken back: byte for byte, the last first.

Kept in the user's own state folder, readable by nobody else, bounded, never in git. An entry holds the files as they
were and the hash of what they became; it is refused where a file has changed since. A file that was moved into a
plan's folder goes back where it came from; a copy is taken away only where its source is still there.
"""

import base64
import hashlib
import json
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zi_cli.errors import Refusal, reason
from zi_cli.frozen import field, frozen, mutable
from zi_cli.plan.workspace import root_of, shown
from zi_cli.text import writing
from zi_cli.text.locking import locked
from zi_cli.text.regular import regular
from zi_cli.text.sources import Source
from zi_cli.text.stamps import own_folder

if TYPE_CHECKING:
    from zi_cli.bukti.storing import Deposit

MOST_ENTRIES = 100
"""So many entries of one workspace are kept."""
MOST_BYTES = 16 * 2**20
"""And so many bytes of them; the oldest leave."""
_ENDING = ".undo"


@frozen
class Stored:
    """An evidence file that a run put into a plan's folder."""

    source: Path
    stored: Path
    sha256: str
    moved: bool


@frozen
class Step:
    """One file that a run changed."""

    path: Path
    before: bytes | None
    """None where there was none."""
    after: str
    """The hash of what it became."""


@mutable
class UndoEntry:
    """What one run did."""

    steps: list[Step] = field(default_factory=list)
    files: list[Stored] = field(default_factory=list)


@frozen
class Undone:
    """What was taken back: the files that changed, before and after, and what is to be said of evidence."""

    texts: tuple[tuple[Path, bytes, bytes | None], ...]
    """Each file with its text before the undo and after it; None where there is no file."""
    notes: tuple[str, ...]


_open: ContextVar[UndoEntry | None] = ContextVar("entry", default=None)


@contextmanager
def as_one_run() -> Iterator[None]:
    """Take back at once what is changed in here."""
    if _open.get() is not None:
        yield
        return
    entry = UndoEntry()
    token = _open.set(entry)
    try:
        yield
    finally:
        _open.reset(token)
        if entry.steps:
            _keep(entry)


def remember_run(path: Path, before: bytes | None, after: bytes, deposit: "Deposit | None" = None) -> None:
    """Remember that a file was changed. Where that fails nothing is said, for the change itself is made."""
    entry = _open.get()
    alone = entry is None
    entry = entry or UndoEntry()
    file = Path(os.path.realpath(path))
    earlier = next((at for at, step in enumerate(entry.steps) if step.path == file), None)
    if earlier is None:
        entry.steps.append(Step(file, before, _hash(after)))
    else:  # a file that changes several times together goes back to what it was before the first
        entry.steps[earlier] = Step(file, entry.steps[earlier].before, _hash(after))
    for source, stored in deposit.stored if deposit else ():
        with suppress(OSError):
            entry.files.append(Stored(source, stored, _hash_of(stored), deposit is not None and deposit.move))
    if alone:
        _keep(entry)


def undo(root: Path) -> Undone:
    """Take back the last change in a workspace; Refusal where there is none, or a file has changed since."""
    folder = _folder(root)
    kept = _entries(folder) if folder else []
    if not kept:
        raise Refusal("Belum ada perubahan oleh zi di sini yang dapat dibatalkan.")
    entry = _read(kept[-1])
    with _locked(entry):
        now = [_unchanged(step) for step in entry.steps]
        for step, source in zip(entry.steps, now, strict=True):
            _restore(step, source)
        notes = [note for each in entry.files for note in _put_back(each, entry)]
    kept[-1].unlink(missing_ok=True)
    texts = tuple((step.path, source.raw, step.before) for step, source in zip(entry.steps, now, strict=True))
    return Undone(texts, tuple(notes))


@contextmanager
def _locked(entry: UndoEntry) -> Iterator[None]:
    """Hold the lock of every folder concerned, in one order for all."""
    from contextlib import ExitStack

    with ExitStack() as stack:
        for folder in sorted({step.path.parent for step in entry.steps}):
            if folder.is_dir():
                stack.enter_context(locked(folder))
        yield


def _unchanged(step: Step) -> Source:
    name = shown(step.path)
    raw = None
    with suppress(OSError):
        raw = regular(step.path)
    if raw is None or _hash(raw) != step.after:
        raise Refusal(f"{name} sudah berubah sejak itu; tidak ada yang dibatalkan. Riwayatnya: zi log, git log.")
    return Source(name, step.path, raw, "", step.path.stat())  # only its bytes matter: it may be no plan


def _restore(step: Step, source: Source) -> None:
    if step.before is None:
        try:
            step.path.unlink()
        except OSError as error:
            raise Refusal(f"{source.name} tidak dapat dihapus: {reason(error)}.") from error
        with suppress(OSError):  # a folder that was made for it, and holds nothing else
            step.path.parent.rmdir()
        return
    writing.replace(source, step.before.decode("utf-8").removeprefix("\ufeff"))


def _put_back(each: Stored, entry: UndoEntry) -> Iterator[str]:
    """Take an evidence file out of the plan's folder again; the only copy of it is never removed."""
    name = shown(each.stored)
    still = any(_names(step, each.stored) for step in entry.steps)
    if still or not _is(each.stored, each.sha256):
        return
    try:
        yield from _fetched(each, name)
    except OSError as error:  # the texts are what they were: only the file could not follow
        yield f"{name} tetap di sana: {reason(error)}."


def _fetched(each: Stored, name: str) -> Iterator[str]:
    if _is(each.source, each.sha256):
        each.stored.unlink()
        yield f"{name} diambil lagi; aslinya tetap di {each.source}."
    elif each.moved and not os.path.lexists(each.source) and each.source.parent.is_dir():
        import shutil

        shutil.move(each.stored, each.source)
        yield f"{each.source} dikembalikan ke tempatnya semula."
    else:
        yield f"{name} tetap di sana: itu satu-satunya salinan yang diketahui zi."
        return
    _without_empty_folders(each.stored)


def _names(step: Step, stored: Path) -> bool:
    """Whether a restored plan still records an evidence file: by another mark."""
    if step.before is None or not stored.is_relative_to(step.path.parent):
        return False
    return stored.relative_to(step.path.parent).as_posix().encode() in step.before


def _is(path: Path, digest: str) -> bool:
    try:
        return _hash_of(path) == digest
    except OSError:
        return False


def _without_empty_folders(path: Path) -> None:
    """The folders that were made for a file go with it, up to the plan's own."""
    with suppress(OSError):
        for folder in (path.parent, path.parent.parent):
            folder.rmdir()


def _hash(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _hash_of(path: Path) -> str:
    """The hash of an evidence file, however large; OSError where it cannot be read, or is no regular file."""
    if not path.is_file():
        raise OSError(0, "bukan berkas biasa")
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _folder(root: Path) -> Path | None:
    """Where a workspace's entries lie; None for a user without a home."""
    own = own_folder("XDG_STATE_HOME", "~/.local/state")
    return own / "undo" / _hash(os.fsencode(os.path.realpath(root)))[:32] if own else None


def _entries(folder: Path) -> list[Path]:
    """The entries, the oldest first."""
    with suppress(OSError):
        return sorted(each for each in folder.iterdir() if each.suffix == _ENDING and each.stem.isdecimal())
    return []


def _keep(entry: UndoEntry) -> None:
    folder = _folder(root_of(entry.steps[0].path))
    if folder is None:
        return
    with suppress(OSError, Refusal):
        for each in (folder.parent.parent, folder.parent, folder):
            each.mkdir(mode=0o700, parents=True, exist_ok=True)
        with locked(folder):
            known = _entries(folder)
            number = int(known[-1].stem) + 1 if known else 1
            handle = os.open(folder / f"{number:08}{_ENDING}", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as stream:
                stream.write(zlib.compress(json.dumps(_told(entry)).encode()))
            _prune(folder)


def _prune(folder: Path) -> None:
    """Let the oldest leave where there are too many, or too large ones."""
    total = 0
    for count, each in enumerate(reversed(_entries(folder)), 1):
        total += each.stat().st_size
        if count > MOST_ENTRIES or (total > MOST_BYTES and count > 1):
            each.unlink(missing_ok=True)


def _told(entry: UndoEntry) -> dict[str, Any]:
    return {
        "steps": [
            {
                "path": str(step.path),
                "before": None if step.before is None else base64.b64encode(step.before).decode(),
                "after": step.after,
            }
            for step in entry.steps
        ],
        "files": [
            {"source": str(each.source), "stored": str(each.stored), "sha256": each.sha256, "moved": each.moved}
            for each in entry.files
        ],
    }


def _read(path: Path) -> UndoEntry:
    """An entry as it was kept; Refusal where it is torn, or another's."""
    try:
        told = json.loads(zlib.decompress(_own(path)))
        steps = [Step(Path(each["path"]), _bytes(each["before"]), str(each["after"])) for each in told["steps"]]
        files = [
            Stored(Path(each["source"]), Path(each["stored"]), str(each["sha256"]), bool(each["moved"]))
            for each in told["files"]
        ]
    except (OSError, ValueError, KeyError, TypeError, zlib.error) as error:
        path.unlink(missing_ok=True)
        raise Refusal("Catatan perubahan terakhir rusak dan dibuang; ulangi untuk yang sebelumnya.") from error
    return UndoEntry(steps, files)


def _own(path: Path) -> bytes:
    """The bytes of a file that is this user's alone; a ValueError otherwise."""
    found = path.lstat()
    if sys.platform != "win32" and (found.st_uid != os.geteuid() or found.st_mode & 0o077):
        raise ValueError("it is another's")
    return regular(path)


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else base64.b64decode(text)
