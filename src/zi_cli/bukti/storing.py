"""Evidence files → the plan's folder, so that a run may be killed at any moment.

A file is copied beside its place under a passing name, hashed on the way and brought to the disk; then it gets its
own name, which nobody else may have taken; only after that does the plan name it. A journal (`.zi-titipan` in the
plan's folder) says first which passing names a run will use, then which very files (by their stamp) get a name. A run
that ends well, or with a refusal, leaves no journal; the next run after one that was killed finds it and takes away
what the plan does not name: passing files, and files that are still the ones stamped. What a person has put under such
a name meanwhile stays. Everything here happens under the lock of the plan's folder.
"""

import hashlib
import os
import stat
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path, PurePath
from types import TracebackType
from typing import BinaryIO, Self

from zi_cli.bukti import handed
from zi_cli.bukti.handed import HandedFile
from zi_cli.errors import Kind, Refusal, reason
from zi_cli.frozen import frozen, mutable
from zi_cli.plan.rujukan import read_path
from zi_cli.plan.workspace import NAMA_BERKAS, shown
from zi_cli.text.regular import regular
from zi_cli.text.writing import JOURNAL, make_folder, publish, sync, sync_folder

_DONE = "tamat"
"""The journal's last line: without it the journal is torn, and nothing had been begun."""
_CHUNK = 1 << 20

Progress = Callable[[int], None]
"""Called with how many further bytes have been read."""


@frozen
class StoredFile:
    """A file as the register records it."""

    berkas: str
    sha256: str
    ukuran: int
    asal: str = ""
    """What it was called where it came from; empty where that is not to be told."""

    @property
    def fields(self) -> dict[str, str]:
        """Its keys in the plan."""
        came = {"asal": self.asal} if self.asal else {}
        return {"berkas": self.berkas, **came, "sha256": self.sha256, "ukuran": str(self.ukuran)}


class Deposit:
    """What one run puts into a plan's folder: whole, or, where the run ends otherwise, not at all.

    To be entered under the lock of the folder. Left without an exception, what was put there stays, and with `move`
    its sources go; left with one, everything it put there is taken away again.
    """

    def __init__(
        self, folder: Path, *, move: bool = False, asal: bool = True, advance: Progress = lambda _: None
    ) -> None:
        self.folder = Path(os.path.realpath(folder))
        self.move = move
        self.asal = asal
        """Whether it is told what a file was called where it came from."""
        self.advance = advance
        self.tertinggal: list[str] = []
        """What stays of the sources that were to be moved, in sentences."""
        self._berjurnal = False
        self._dibuat: list[_Dibuat] = []
        self._sources: list[tuple[Path, str]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._put_aside()
        elif self.move:
            for source, seen in self._sources:
                try:
                    real, linked = os.path.realpath(source), source.is_symlink()
                    if handed.handed_stamp(source.stat()) != seen:
                        self.tertinggal.append(
                            f"{source} berubah sesudah disalin dan ditinggal di tempatnya; yang dicatat isinya yang "
                            "lama. Cabut tandanya, lalu tandai lagi."
                        )
                        continue
                    source.unlink()
                except OSError:
                    self.tertinggal.append(f"{source} sudah disalin, tetapi tidak dapat dihapus dari tempat asalnya.")
                else:
                    self.tertinggal += [f"{source} symlink dan sudah dihapus; berkasnya tetap di {real}."] * linked
        if self._berjurnal:
            with suppress(OSError):
                (self.folder / JOURNAL).unlink(missing_ok=True)
                _passing(self.folder / JOURNAL).unlink(missing_ok=True)

    def _put_aside(self) -> None:
        """Take away what was made and the plan does not name: all, unless the disk failed after it was replaced."""
        if not self._dibuat:
            return
        try:
            text = regular(self.folder / NAMA_BERKAS).decode("utf-8")
        except (OSError, UnicodeDecodeError):
            return
        for each in self._dibuat:
            _remove(self.folder, each, named=each.nama in text)

    @property
    def stored(self) -> list[tuple[Path, Path]]:
        """Each file that was put into the folder, with the one that it was made from: (source, stored)."""
        return [(each.dari.absolute(), self.folder / each.nama) for each in self._dibuat if each.dari]

    def planned_move(self, sumber: Sequence[HandedFile], base: str) -> list[StoredFile]:
        """What `simpan` would record, without writing anything."""
        taken = self._taken(base)
        return [self._named(each, base, taken) for each in sumber]

    def simpan(self, sumber: Sequence[HandedFile], base: str) -> list[StoredFile]:
        """Put the files into the folder as `base` (a path without its suffix) and eight digits of their hash.

        So a name is one content's on every computer, and the same content is there once. A file that lies in the
        folder already stays where it is. Nothing is ever overwritten. Refusal where the disk says no.
        """
        taken = self._taken(base)
        stored = [self._named(each, base, taken) for each in sumber]
        try:
            new = [
                (each, found)
                for each, found in zip(sumber, stored, strict=True)
                if not each.in_plan and found.berkas not in taken
            ]
            first = {found.berkas: each for each, found in reversed(new)}
            self._dibuat = [_Dibuat(name, dari=each.path) for name, each in first.items()]
            self._catat()
            for made, each in zip(self._dibuat, first.values(), strict=True):
                copied = self._read(each, made)
                if copied not in {(found.sha256, found.ukuran) for found in stored}:
                    raise _changed(each)
            self._catat()
            for made in self._dibuat:
                _name_it(self.folder, made)
        except OSError as error:
            raise Refusal(
                f"Berkas tidak dapat disimpan: {reason(error)}; rencana tetap seperti semula.", Kind.SYSTEM
            ) from error
        return stored

    def _named(self, each: HandedFile, base: str, taken: Mapping[str, Path]) -> StoredFile:
        """A file as it will be recorded: where it lies, under the name of the same content, or under one of its own."""
        found = self._read(each, None)
        if each.in_plan:
            return StoredFile(each.in_plan, *found)
        place, _, stem = base.rpartition("/")
        ending, asal = ending_of(each.path), clean_origin(each.path.name) if self.asal else ""
        own = f"{stem} ({found[0][:8]})"
        same = f"{place}/{own}{ending}"
        if same in taken and self._digest(taken[same]) == found:
            return StoredFile(same, *found, asal)
        name = free_name(own, ending, {name.rpartition("/")[2].casefold() for name in taken})
        return StoredFile(read_path(f"{place}/{name}"), *found, asal)

    def _digest(self, path: Path) -> tuple[str, int] | None:
        try:
            with path.open("rb") as stream:
                return digest_of(stream)
        except OSError:
            return None

    def _taken(self, base: str) -> dict[str, Path]:
        """The files that lie where these are to lie, by their paths in the plan's folder."""
        place = base.rpartition("/")[0]
        if not Path(os.path.realpath(self.folder / place)).is_relative_to(self.folder):
            raise Refusal(
                f"{place} di folder rencana menunjuk ke luar folder itu melalui symlink; ganti dengan folder biasa. "
                "Tidak ada yang ditulis."
            )
        try:
            return {f"{place}/{each.name}": each for each in (self.folder / place).iterdir()}
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise Refusal(f"{place} di folder rencana tidak dapat dibaca: {reason(error)}.", Kind.SYSTEM) from error

    def _catat(self) -> None:
        """Write the journal: which files are being made, and the stamp of those that are whole."""
        if not self._dibuat:
            return
        self._berjurnal = True
        passing = _passing(self.folder / JOURNAL)
        passing.unlink(missing_ok=True)
        with passing.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write("".join(f"{each}\n" for each in (*map(_Dibuat.baris, self._dibuat), _DONE)))
            stream.flush()
            sync(stream.fileno())
        passing.replace(self.folder / JOURNAL)
        sync_folder(self.folder)

    def _read(self, sumber: HandedFile, made: "_Dibuat | None") -> tuple[str, int]:
        """Read a file to its end, into the one that is `made` of it where there is one: its hash and size."""
        try:
            stream = sumber.path.open("rb")
        except OSError as error:
            raise Refusal(f"{shown(sumber.path)} tidak dapat dibaca: {reason(error)}.", Kind.SYSTEM) from error
        with stream:
            before = os.fstat(stream.fileno())
            found = (
                digest_of(stream, self.advance)
                if made is None
                else self._copy(stream, _passing(self.folder / made.nama))
            )
            seen = handed.handed_stamp(before)
            if handed.handed_stamp(os.fstat(stream.fileno())) != seen or found[1] != before.st_size:
                raise _changed(sumber)
        if made is None and not sumber.in_plan:
            self._sources.append((sumber.path, seen))
        if made is not None:
            passing = _passing(self.folder / made.nama)
            with suppress(OSError):
                os.utime(passing, ns=(before.st_atime_ns, before.st_mtime_ns))
            made.cap = _cap(passing)
        return found

    def _copy(self, stream: BinaryIO, passing: Path) -> tuple[str, int]:
        make_folder(passing.parent)
        passing.unlink(missing_ok=True)  # we hold the lock, so a journal that is there was left by a killed run
        with passing.open("xb") as out:
            found = digest_of(stream, self.advance, out)
            out.flush()
            sync(out.fileno())
        return found


@mutable
class _Dibuat:
    """A file that a run makes in the plan's folder."""

    nama: str
    """The name it will have there."""
    cap: str = ""
    """What tells this very file from every other, once it is whole."""
    dari: Path | None = None
    """The file it is made from."""

    def baris(self) -> str:
        """Its line in the journal."""
        return f"{self.cap or '-'}\t{self.nama}"


def _cap(path: Path) -> str:
    """The stamp of a file; another file, or the same one with something else in it, has another."""
    return handed.handed_stamp(path.lstat())


def _name_it(folder: Path, made: _Dibuat) -> None:
    """Give a whole file its name; FileExistsError where somebody else has taken it."""
    target = folder / made.nama
    passing = _passing(target)
    publish(passing, target)
    passing.unlink(missing_ok=True)
    sync_folder(target.parent)


def _remove(folder: Path, made: _Dibuat, *, named: bool) -> None:
    """Take away what was made: the passing file, and the one with a name if it is still that very one, or empty."""
    target = folder / made.nama
    with suppress(OSError):
        _passing(target).unlink(missing_ok=True)
        if not named and made.cap and (_cap(target) == made.cap or target.lstat().st_size == 0):
            target.unlink()
    for parent in target.parents:  # and folders that are empty now
        if parent == folder:
            break
        try:
            parent.rmdir()
        except OSError:
            break


def digest_of(stream: BinaryIO, advance: Progress = lambda _: None, salinan: BinaryIO | None = None) -> tuple[str, int]:
    """SHA-256 and size of a stream read to its end, copied on the way where `salinan` is given."""
    digest, size = hashlib.sha256(), 0
    while block := stream.read(_CHUNK):
        digest.update(block)
        size += len(block)
        if salinan is not None:
            salinan.write(block)
        advance(len(block))
    return digest.hexdigest(), size


def _changed(sumber: HandedFile) -> Refusal:
    return Refusal(
        f"{shown(sumber.path)} berubah selagi dibaca; tunggu sampai pemindaian atau unduhannya selesai, "
        "lalu ulangi. Tidak ada yang ditulis.",
        Kind.CHANGED,
    )


def clean_origin(name: str) -> str:
    """A file's old name as the register can keep it; empty where it has invisible characters."""
    clean = not any(unicodedata.category(sign) in ("Cc", "Cf", "Cs") for sign in name)
    return unicodedata.normalize("NFC", name)[:255] if clean else ""


def ending_of(path: PurePath) -> str:
    """The extension of a file as it stays: `.pdf`, `.tar.gz`; none where it is no word."""
    parts = path.name.split(".")[1:]
    kept = parts[-2:] if len(parts) > 1 and parts[-2].lower() == "tar" else parts[-1:]
    return "".join(f".{part}" for part in kept if part.isascii() and part.isalnum() and len(part) <= 10)


def free_name(stem: str, suffix: str, taken: Iterable[str]) -> str:
    """The first of `stem.pdf`, `stem (2).pdf`, … that is not among the names (in small letters) taken."""
    known = set(taken)
    number = 1
    name = stem + suffix
    while name.casefold() in known:
        number += 1
        name = f"{stem} ({number}){suffix}"
    return name


def recover(folder: Path, named: Callable[[], Iterable[str]]) -> None:
    """Take away what a run that was killed left in the folder; `named`: the files that the plan names."""
    folder = Path(os.path.realpath(folder))
    journal = folder / JOURNAL
    for each in (journal, _passing(journal)):
        if not _is_journal(each):
            continue
        try:
            lines = regular(each).decode("utf-8").split("\n")
        except (OSError, UnicodeDecodeError):
            lines = []
        if lines[-2:-1] == [_DONE]:
            known = set(named())
            for line in lines[:-2]:
                cap, _, name = line.partition("\t")
                if _inside(folder, name):
                    _remove(folder, _Dibuat(name, cap.strip("-")), named=name in known)
        each.unlink(missing_ok=True)


def _is_journal(path: Path) -> bool:
    """Whether it is a file that a run may have left; a clone may bring a link or a folder of that name."""
    try:
        found = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and found.st_size <= _LARGEST


_LARGEST = 1 << 20


def _inside(folder: Path, name: str) -> bool:
    try:
        return Path(os.path.realpath(folder / read_path(name))).is_relative_to(folder)
    except ValueError:
        return False


def _passing(target: Path) -> Path:
    """The name under which a file comes to be; short, for the target's may be as long as a name can be."""
    name = hashlib.sha256(os.fsencode(target.name)).hexdigest()[:16] if target.name != JOURNAL else JOURNAL
    return target.with_name(f".{name}.zi-baru")
