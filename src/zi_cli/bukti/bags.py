"""BagIt bags (RFC 8493) as zip files or folders, made and judged by bagit, the Library of Congress' library.

bagit makes a bag out of a folder, in place, and knows no zip. So what goes into a bag is laid into a hidden folder of
its own beside the target, made a bag there, and put in its place when it is whole; a zip that is to be judged is
unpacked first. This room knows nothing of plans.
"""

import os
import stat
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from zi_cli.bukti import zips
from zi_cli.bukti.storing import Progress, digest_of
from zi_cli.errors import Kind, Refusal, reason
from zi_cli.frozen import frozen
from zi_cli.text.stages import clear_stages, staged
from zi_cli.text.writing import publish


class NewBag:
    """A bag in the making: files first, `finish` last."""

    def __init__(self, folder: Path, *, links: bool) -> None:
        self.folder = folder
        self._taut = links
        folder.mkdir()

    def copy_in(self, name: str, path: Path, advance: Progress = lambda _: None) -> tuple[str, int]:
        """Put the file at `path` into the bag as `name`, a path with `/`; its SHA-256 and size."""
        target = self._tempat(name)
        linked = self._taut and _linked(path, target)
        try:
            stream = (target if linked else path).open("rb")
        except OSError as error:
            raise Refusal(f"{path} tidak dapat dibaca: {reason(error)}.", Kind.SYSTEM) from error
        with stream:
            if linked:
                return digest_of(stream, advance)
            with target.open("xb") as out:
                return digest_of(stream, advance, out)

    def discard(self, name: str) -> None:
        """Take a file out of the bag again."""
        (self.folder / name).unlink()

    def teks(self, name: str, text: bytes) -> None:
        """Put a text into the bag as `name`."""
        self._tempat(name).write_bytes(text)

    def finish(self, info: Mapping[str, str]) -> None:
        """Make the folder a bag; `info` are the lines of bag-info.txt."""
        bagit = _bagit()
        try:
            told = {key: " ".join(value.split()) for key, value in info.items()}
            bagit.make_bag(str(self.folder), told, checksums=["sha256"])
        except bagit.BagError as error:
            raise Refusal(f"Paketnya tidak dapat dibuat ({error}).") from error
        tags = self.folder / "tagmanifest-sha256.txt"
        lines = tags.read_bytes().splitlines(keepends=True)
        tags.write_bytes(b"".join(sorted(lines)))  # bagit lists them as the disk does

    def _tempat(self, name: str) -> Path:
        target = self.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        return target


def _linked(path: Path, target: Path) -> bool:
    """Whether the disk could give a file a second name, so that it need not be there twice."""
    try:
        os.link(os.path.realpath(path), target)
    except OSError:
        return False
    return True


def _bagit() -> ModuleType:
    """The library, told not to write to stderr by itself."""
    import bagit

    bagit.LOGGER.disabled = True
    found: ModuleType = bagit
    return found


def is_zip(out: Path) -> bool:
    """Whether a bag at `out` will be a zip: its name says so."""
    return out.suffix.lower() == ".zip"


@contextmanager
def menulis(out: Path, root: str, advance: Progress = lambda _: None) -> Iterator[NewBag]:
    """A bag that will be at `out`, a zip or a folder; whole, or not at all.

    `root` names the folder inside a zip; `advance` is told of every byte that is packed into one. Refusal where
    something is there already, or the disk says no.
    """
    if os.path.lexists(out):
        raise _sudah_ada(out)
    try:
        with staged(out.parent.absolute()) as stage:
            bag = NewBag(stage / root, links=is_zip(out))
            yield bag
            if is_zip(out):
                zips.kemas(bag.folder, stage / ".zip", advance)
                publish(stage / ".zip", out)
            else:
                bag.folder.rename(out)  # never onto a folder that holds something
    except OSError as error:
        if os.path.lexists(out):  # by another run, meanwhile
            raise _sudah_ada(out) from error
        told = "foldernya tidak ada" if isinstance(error, FileNotFoundError) else reason(error)
        raise Refusal(f"{out} tidak dapat ditulis: {told}.", Kind.SYSTEM) from error


def _sudah_ada(out: Path) -> Refusal:
    return Refusal(f"{out} sudah ada; sebutkan nama lain, atau hapus dahulu.", Kind.STATE)


@frozen
class Penilaian:
    """What was found in a bag."""

    temuan: tuple[str, ...]
    """Everything that keeps it from being valid, in sentences."""
    berkas: int
    bita: int
    catatan: tuple[str, ...] = ()
    """What it says that it holds, and what is left out of it."""


def bag_size(path: Path) -> int:
    """How many bytes are unpacked before the bag at `path` can be judged."""
    return path.stat().st_size if path.is_file() else 0


Register = Callable[[Path, Mapping[str, str]], tuple[Sequence[str], Sequence[str]]]
"""From a bag's folder and the SHA-256 of its files, by their paths, to what is wrong with them and what to know."""


def judged(path: Path, register: Register, advance: Progress = lambda _: None) -> Penilaian:
    """Judge the bag at `path`, a zip or a folder; Refusal where it is neither, or cannot be read.

    A bag that is as its manifest says is held against the `register` in it.
    """
    try:
        if path.is_dir():
            return _judge(path, register)
        if not path.is_file():
            raise Refusal(f"{path} bukan berkas zip maupun folder.")
        temporary = Path(tempfile.gettempdir()).absolute()
        clear_stages(temporary)
        with staged(temporary) as folder:
            found, sizes = zips.opened(path, folder, advance)
            if found:
                return Penilaian(found, len(sizes), sum(sizes))
            (root,) = folder.iterdir()
            return _judge(root, register)
    except OSError as error:
        raise Refusal(f"{path} tidak dapat dibaca: {reason(error)}.", Kind.SYSTEM) from error


def _judge(folder: Path, register: Register) -> Penilaian:
    data = folder / "data"
    payload = sorted(each for each in data.rglob("*") if each.is_file() and not each.is_symlink())
    found = tuple(_odd(folder)) or tuple(_menurut_bagit(folder))  # bagit would wait at a pipe for ever
    notes: Sequence[str] = ()
    if not found:
        hashes = {}
        for each in payload:
            with each.open("rb") as stream:
                hashes[each.relative_to(data).as_posix()] = digest_of(stream)[0]
        wrong, notes = register(folder, hashes)
        found = tuple(wrong)
    return Penilaian(found, len(payload), sum(each.stat().st_size for each in payload), tuple(notes))


def _odd(folder: Path) -> Iterator[str]:
    """What is no file and no folder; nothing of it is opened."""

    def refuse(error: OSError) -> None:
        raise error

    for place, folders, names in os.walk(folder, onerror=refuse):
        folders.sort()
        for name in sorted([*folders, *names]):
            path = Path(place, name)
            kind = path.lstat().st_mode
            if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
                told = "symlink" if stat.S_ISLNK(kind) else "pipa atau alat"
                yield f"{path.relative_to(folder).as_posix()}: {told}, bukan berkas; tidak dibuka"


def _menurut_bagit(folder: Path) -> Iterator[str]:
    """bagit's verdict, in sentences."""
    bagit = _bagit()
    if not (folder / "bagit.txt").is_file():
        yield "bagit.txt tidak ada: ini bukan paket BagIt"
        return
    if (folder / "fetch.txt").exists():
        yield "fetch.txt: sebagian isinya masih harus diambil dari tempat lain; paket ini tidak lengkap"
    if not any((folder / f"manifest-{each}.txt").is_file() for each in _STRONG):
        yield f"manifestnya tidak memakai {' atau '.join(_STRONG)}; sidik yang lain dapat dipalsukan"
    try:
        bag = bagit.Bag(str(folder))
        try:
            bag.validate()
        except bagit.BagValidationError as error:
            if error.details or "Payload-Oxum" not in error.message:
                raise
            yield "jumlah berkas atau bitanya berbeda dari yang disebut bag-info.txt (Payload-Oxum)"
            del bag.info["Payload-Oxum"]  # this error comes first and names no file; the next ones do
            bag.validate()
    except bagit.BagError as error:
        details = getattr(error, "details", None)
        yield from (
            sorted(_detail(bagit, each) for each in details)
            if details
            else [f"tidak dapat diperiksa sebagai paket BagIt ({str(error).replace(f'{folder}{os.sep}', '')})"]
        )
    except (ValueError, TypeError, AttributeError, LookupError) as error:  # bagit raises it for a broken tag file
        yield f"berkas keterangannya (bagit.txt, bag-info.txt, manifest) tidak terbaca ({error})"


_STRONG = ("sha256", "sha512")
"""Hashes that nobody can make another file for."""


def _detail(bagit: ModuleType, each: Any) -> str:
    match each:
        case bagit.FileMissing():
            return f"{each.path}: tidak ada"
        case bagit.UnexpectedFile():
            return f"{each.path}: tidak disebut manifest"
        case bagit.ChecksumMismatch():
            return f"{each.path}: isinya berbeda dari yang disebut manifest ({each.algorithm})"
        case _:
            return f"{getattr(each, 'path', '')}: tidak seperti yang disebut manifest ({each})"
