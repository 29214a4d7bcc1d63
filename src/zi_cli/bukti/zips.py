"""Folders → zip files with the same bytes every time, and back again, out of files that may be hostile. What is in
the folder does not matter here.
"""

import lzma
import shutil
import stat
import struct
import tempfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from zi_cli.bukti.storing import Progress
from zi_cli.errors import Kind, Refusal

_CHUNK = 1 << 20
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every file in a zip, always the same, so that the same content gives the same bytes."""
_BROKEN = (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, RuntimeError, zlib.error, struct.error,
          lzma.LZMAError)  # fmt: skip
"""What zipfile raises at a damaged file, or at one made with what it does not know."""


def kemas(folder: Path, target: Path, advance: Progress) -> None:
    """Pack a folder under its own name; the same bytes for the same files.

    They are stored as they are: evidence is compressed already, and how zlib compresses differs from one to the next.
    """
    names = sorted(each.relative_to(folder.parent).as_posix() for each in folder.rglob("*") if each.is_file())
    with zipfile.ZipFile(target, "x", zipfile.ZIP_STORED, allowZip64=True) as zip_:
        for name in names:
            path = folder.parent / name
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3  # the same on every system
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            entry.file_size = path.stat().st_size  # it decides on the format of large files
            with path.open("rb") as stream, zip_.open(entry, "w") as out:
                _flow(stream, out, advance)


def _flow(stream: Any, out: Any, advance: Progress) -> None:
    while block := stream.read(_CHUNK):
        out.write(block)
        advance(len(block))


def opened(path: Path, folder: Path, advance: Progress) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Unpack the zip at `path` into `folder`: what keeps it from being unpacked, else nothing; and its files' sizes.

    Refusal where it is damaged, or the disk has no room for it.
    """
    with _whole(path), zipfile.ZipFile(path) as zip_:
        sizes = tuple(each.file_size for each in zip_.infolist() if not each.is_dir())
        found = tuple(_listing(zip_))
        if not found:
            _ensure_fits(path, sum(sizes), folder)
            _extract(path, zip_, folder, advance)
    return found, sizes


@contextmanager
def _whole(path: Path, name: str = "") -> Iterator[None]:
    """What zipfile raises at a damaged file, as a sentence."""
    try:
        yield
    except _BROKEN as error:
        at = f": {name}" if name else ""
        raise Refusal(
            f"{path} bukan berkas zip yang utuh{at} (rusak, berkata sandi, atau dengan cara yang tidak dikenal); "
            "mintalah berkasnya lagi.",
            Kind.STATE,
        ) from error


def _ensure_fits(path: Path, size: int, folder: Path) -> None:
    if size > _USUAL and size > _TIGHTEST * path.stat().st_size:
        raise Refusal(
            f"{path} mengembang menjadi {size} bita, lebih dari {_TIGHTEST} kali besarnya; itu bukan paket "
            "bukti. Tidak dibuka.",
            Kind.STATE,
        )
    free = shutil.disk_usage(folder).free - _REST
    if size > free:
        raise Refusal(
            f"{path} memerlukan {size} bita untuk dibuka, tetapi di {tempfile.gettempdir()} hanya {max(free, 0)} boleh "
            "dipakai; kosongkan, atau arahkan TMPDIR ke disk yang lebih lapang."
        )


_USUAL, _TIGHTEST = 1 << 28, 100
"""Bytes that may come out of anything, and how many times its own size may come out of a larger zip."""
_REST = 1 << 28
"""Bytes that must stay free on the disk."""
_MOST = 100_000
"""Files of a bag: the disk's names are bounded, too."""


def _listing(zip_: zipfile.ZipFile) -> Iterator[str]:
    """What keeps a zip from being unpacked as a bag."""
    entries = zip_.infolist()
    if len(entries) > _MOST:
        yield f"berkas zip ini berisi {len(entries)} berkas; paket bukti paling banyak {_MOST}"
        return
    names = [each.filename.rstrip("/") for each in entries]
    if len({name.partition("/")[0] for name in names}) != 1 or not any("/" in name for name in names):
        yield "berkas zip ini tidak berisi tepat satu folder"
    yield from (f"{name}: ada dua kali" for name, count in Counter(names).items() if count > 1)
    for each, name in zip(entries, names, strict=True):
        if _leads_out(name):
            yield f"{name}: menunjuk ke luar folder paketnya"
        if stat.S_IFMT(each.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
            yield f"{name}: symlink atau alat, bukan berkas"


def _leads_out(name: str) -> bool:
    return "\\" in name or name[1:2] == ":" or any(part in ("", ".", "..") for part in name.split("/"))


def _extract(path: Path, zip_: zipfile.ZipFile, folder: Path, advance: Progress) -> None:
    for each in zip_.infolist():
        target = folder / each.filename
        if each.is_dir():
            target.mkdir(parents=True, exist_ok=True)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        with _whole(path, each.filename), zip_.open(each) as stream, target.open("xb") as out:
            _flow(stream, out, advance)
