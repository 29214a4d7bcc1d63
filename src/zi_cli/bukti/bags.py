"""BagIt bags (RFC 8493) as zip files or folders: written in one pass, with the same bytes every time; and judged.

The Library of Congress' own library makes bags out of folders, in place, and knows no zip: it would take a second copy
of everything on the disk. It is what our bags are tested with. A bag is a folder `data/` with files and four small
texts beside it, so writing one is done here. This room knows nothing of plans.
"""

import hashlib
import os
import shutil
import stat
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, Protocol

from zi_cli.errors import Refusal
from zi_cli.text.source import sebab

_POTONG = 1 << 20
_TEKS_TERBESAR = 64 * _POTONG
"""No manifest is larger; one that claims to be would only cost memory."""
_JAMAN = (1980, 1, 1, 0, 0, 0)
"""The day of every file in a zip: when it was packed is no part of what it says."""
_ALGORITMA = ("md5", "sha1", "sha256", "sha512")
_KEPALA = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

Maju = Callable[[int], None]


class Tujuan(Protocol):
    """Where a bag is written."""

    def berkas(self, name: str, size: int) -> "IO[bytes]":
        """A new file in the bag's folder, to be written and closed."""
        ...


class Bag:
    """A bag that is being written: files first, `tutup` last."""

    def __init__(self, tujuan: Tujuan) -> None:
        self._tujuan = tujuan
        self._manifest: list[tuple[str, str]] = []
        self._size = 0

    def isi(self, name: str, stream: BinaryIO, size: int, maju: Maju = lambda _: None) -> tuple[str, int]:
        """Put a stream into the bag as payload `name`, a path with `/`; its SHA-256 and size."""
        digest, total = hashlib.sha256(), 0
        with self._tujuan.berkas(f"data/{name}", size) as out:
            while block := stream.read(_POTONG):
                digest.update(block)
                total += len(block)
                out.write(block)
                maju(len(block))
        self._manifest.append((digest.hexdigest(), f"data/{name}"))
        self._size += total
        return digest.hexdigest(), total

    def teks(self, name: str, text: bytes) -> None:
        """Put a text into the bag as payload `name`."""
        import io

        self.isi(name, io.BytesIO(text), len(text))

    def tutup(self, info: Mapping[str, str]) -> None:
        """Write what makes a folder a bag; `info` are the lines of bag-info.txt."""
        lines = {**info, "Payload-Oxum": f"{self._size}.{len(self._manifest)}"}
        tags = {
            "bagit.txt": _KEPALA,
            "bag-info.txt": "".join(f"{key}: {' '.join(value.split())}\n" for key, value in lines.items()).encode(),
            "manifest-sha256.txt": _manifest(sorted(self._manifest, key=lambda each: each[1])),
        }
        listed = [(hashlib.sha256(text).hexdigest(), name) for name, text in tags.items()]
        tags["tagmanifest-sha256.txt"] = _manifest(sorted(listed, key=lambda each: each[1]))
        for name, text in tags.items():
            with self._tujuan.berkas(name, len(text)) as out:
                out.write(text)


def _manifest(entries: Sequence[tuple[str, str]]) -> bytes:
    return "".join(f"{digest}  {name}\n" for digest, name in entries).encode()


class _Zip:
    def __init__(self, zip_: zipfile.ZipFile, root: str) -> None:
        self._zip = zip_
        self._root = root

    def berkas(self, name: str, size: int) -> "IO[bytes]":
        entry = zipfile.ZipInfo(f"{self._root}/{name}", _JAMAN)
        entry.create_system = 3  # the same on every system
        entry.external_attr = (stat.S_IFREG | 0o644) << 16
        entry.file_size = size  # it decides on the format of large files
        return self._zip.open(entry, "w")


class _Folder:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def berkas(self, name: str, size: int) -> "IO[bytes]":
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("xb")


@contextmanager
def menulis(out: Path, root: str) -> Iterator[Bag]:
    """A bag that will be at `out`, a zip if its name says so, else a folder; whole, or not at all.

    `root` names the folder inside a zip. Files are stored as they are: evidence is compressed already, and how zlib
    compresses differs from one to the next. Refusal where the folder is there already, or the disk says no.
    """
    passing = out.with_name(f".{out.name}.zi-baru")
    packed = out.suffix.lower() == ".zip"
    if out.is_dir() if packed else out.exists():
        raise Refusal(f"{out} sudah ada; sebut nama lain, atau hapus dulu.")
    try:
        _discard(passing)
        if packed:
            with zipfile.ZipFile(passing, "x", zipfile.ZIP_STORED) as zip_:
                yield Bag(_Zip(zip_, root))
        else:
            passing.mkdir()
            yield Bag(_Folder(passing))
        passing.replace(out)
    except BaseException as error:
        _discard(passing)
        if isinstance(error, OSError):
            raise Refusal(f"{out} tidak dapat ditulis: {sebab(error)}.") from error
        raise


def _discard(passing: Path) -> None:
    with suppress(FileNotFoundError):
        if passing.is_dir() and not passing.is_symlink():
            shutil.rmtree(passing)
        else:
            passing.unlink()


@dataclass(frozen=True, slots=True)
class Penilaian:
    """What was found in a bag."""

    temuan: tuple[str, ...]
    """Everything that keeps it from being valid, in sentences."""
    berkas: int
    bita: int


class _Sumber(Protocol):
    """Where a bag is read."""

    names: dict[str, int]
    """Every file by its path from the bag's folder, with its size."""
    temuan: list[str]

    def buka(self, name: str) -> "IO[bytes]": ...


class _DariZip:
    def __init__(self, zip_: zipfile.ZipFile) -> None:
        self._zip = zip_
        self.temuan: list[str] = []
        self.names: dict[str, int] = {}
        files = [each for each in zip_.infolist() if not each.is_dir()]
        roots = {each.filename.partition("/")[0] for each in files if "/" in each.filename}
        self._root = roots.pop() if len(roots) == 1 and all("/" in each.filename for each in files) else ""
        if not self._root:
            self.temuan.append("berkas zip ini tidak berisi tepat satu folder")
        for each in files:
            name = each.filename.removeprefix(f"{self._root}/")
            if name in self.names:
                self.temuan.append(f"{name}: ada dua kali")
            if _lari(name):
                self.temuan.append(f"{name}: keluar dari folder kantongnya")
            self.names[name] = each.file_size

    def buka(self, name: str) -> "IO[bytes]":
        return self._zip.open(f"{self._root}/{name}" if self._root else name)


class _DariFolder:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.temuan: list[str] = []
        self.names: dict[str, int] = {}
        for place, folders, names in os.walk(folder):
            folders.sort()
            for name in sorted(names):
                path = Path(place, name)
                inside = path.relative_to(folder).as_posix()
                if path.is_symlink():
                    self.temuan.append(f"{inside}: symlink, bukan berkas")
                    continue
                self.names[inside] = path.stat().st_size

    def buka(self, name: str) -> "IO[bytes]":
        return (self._folder / name).open("rb")


def ukuran(path: Path) -> int:
    """About how many bytes judging the bag at `path` will read."""
    if path.is_dir():
        return sum(_DariFolder(path).names.values())
    return path.stat().st_size if path.exists() else 0


def nilai(path: Path, maju: Maju = lambda _: None) -> Penilaian:
    """Judge the bag at `path`, a zip or a folder, by RFC 8493; Refusal where it is neither."""
    try:
        if path.is_dir():
            return _nilai(_DariFolder(path), maju)
        with zipfile.ZipFile(path) as zip_:
            return _nilai(_DariZip(zip_), maju)
    except zipfile.BadZipFile as error:
        raise Refusal(f"{path} bukan berkas zip yang utuh.") from error
    except OSError as error:
        raise Refusal(f"{path} tidak dapat dibaca: {sebab(error)}.") from error


def _nilai(sumber: _Sumber, maju: Maju) -> Penilaian:
    temuan = [*sumber.temuan, *_kepala(sumber)]
    payload = {name for name in sumber.names if name.startswith("data/")}
    wanted: dict[str, dict[str, str]] = {}
    manifests = [name for name in sumber.names if _algoritma(name, "manifest-")]
    if not manifests:
        temuan.append("tidak ada manifest: isinya tidak dapat diperiksa")
    for name in [*manifests, *(name for name in sumber.names if _algoritma(name, "tagmanifest-"))]:
        algorithm = _algoritma(name, "tagmanifest-") or _algoritma(name, "manifest-")
        listed = set()
        for digest, path in _baris_manifest(sumber, name, temuan):
            wanted.setdefault(path, {})[algorithm] = digest
            listed.add(path)
        if name in manifests:
            temuan += [f"{path}: tidak disebut {name}" for path in sorted(payload - listed)]
    for path in sorted(wanted):
        temuan += _cocokkan(sumber, path, wanted[path], maju)
    size = sum(sumber.names[name] for name in payload)
    temuan += _oxum(sumber, f"{size}.{len(payload)}")
    return Penilaian(tuple(temuan), len(payload), size)


def _cocokkan(sumber: _Sumber, path: str, wanted: Mapping[str, str], maju: Maju) -> Iterator[str]:
    if path not in sumber.names:
        yield f"{path}: tidak ada"
        return
    digests = {algorithm: hashlib.new(algorithm) for algorithm in wanted}
    try:
        with sumber.buka(path) as stream:
            while block := stream.read(_POTONG):
                for digest in digests.values():
                    digest.update(block)
                maju(len(block))
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError):
        yield f"{path}: rusak, tidak dapat dibaca"
        return
    for algorithm, digest in digests.items():
        if digest.hexdigest() != wanted[algorithm].lower():
            yield f"{path}: isinya lain dari yang disebut manifest ({algorithm})"


def _algoritma(name: str, awal: str) -> str:
    """The algorithm of a manifest by its name, or an empty text where it is none."""
    middle = name.removeprefix(awal).removesuffix(".txt")
    return middle if name == f"{awal}{middle}.txt" and middle in _ALGORITMA else ""


def _teks(sumber: _Sumber, name: str) -> list[str]:
    """The lines of a tag file; none where it is not there or no text."""
    if name not in sumber.names:
        return []
    try:
        with sumber.buka(name) as stream:
            return stream.read(_TEKS_TERBESAR).decode("utf-8").split("\n")
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, UnicodeDecodeError):
        return []


def _baris_manifest(sumber: _Sumber, name: str, temuan: list[str]) -> Iterator[tuple[str, str]]:
    for line in _teks(sumber, name):
        digest, _, path = line.strip().partition(" ")
        path = path.strip().removeprefix("*").removeprefix("./")
        path = path.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
        if not path:
            temuan.extend([f"{name}: ada baris yang tidak terbaca"] if line.strip() else [])
        elif _lari(path):
            temuan.append(f"{name}: menyebut {path}, di luar kantongnya")
        else:
            yield digest, path


def _lari(path: str) -> bool:
    return path.startswith(("/", "~")) or "\\" in path or ".." in path.split("/") or path[1:2] == ":"


def _kepala(sumber: _Sumber) -> Iterator[str]:
    lines = _teks(sumber, "bagit.txt")
    if not lines:
        yield "bagit.txt tidak ada: ini bukan kantong BagIt"
    elif not (lines[0].startswith("BagIt-Version: ") and "Tag-File-Character-Encoding: UTF-8" in map(str.strip, lines)):
        yield "bagit.txt tidak menyebut versi dan UTF-8"
    if not any(name.startswith("data/") for name in sumber.names):
        yield "folder data/ tidak ada, atau kosong"


def _oxum(sumber: _Sumber, found: str) -> Iterator[str]:
    for line in _teks(sumber, "bag-info.txt"):
        key, _, value = line.partition(":")
        if key == "Payload-Oxum" and value.strip() != found:
            yield f"bag-info.txt menyebut {value.strip()} (bita.berkas), yang ada {found}"
