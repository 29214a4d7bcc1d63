"""A bag that came back, unpacked or as a zip: which texts lie in it. Nothing of it is run, unpacked or believed."""

import os
import zipfile
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

from zi_cli.errors import Refusal, reason
from zi_cli.text.sources import MAX_SIZE

_MARK = "bagit.txt"


def is_bag(path: Path) -> bool:
    """Whether a folder or a zip is a bag, at a look."""
    if os.path.isfile(path / _MARK):  # noqa: PTH113 - no where one may not look
        return True
    return os.path.isfile(path) and zipfile.is_zipfile(path) and _root(path) is not None  # noqa: PTH113


def texts(path: Path, names: Iterable[str]) -> Mapping[str, bytes]:
    """Those of the files that lie in a bag, by their names in it; Refusal where one cannot be read, or is too large."""
    try:
        return dict(_from_folder(path, names) if path.is_dir() else _from_zip(path, names))
    except (OSError, zipfile.BadZipFile, RuntimeError) as error:
        told = reason(error) if isinstance(error, OSError) else "zip-nya rusak atau berkata sandi"
        raise Refusal(f"{path} tidak dapat dibaca: {told}.") from error


def identifier(path: Path) -> str:
    """The name of the plan that a bag was made from, as it bears it."""
    raw = texts(path, ["bag-info.txt"]).get("bag-info.txt", b"").decode("utf-8", "replace")
    lines = (line.partition(":") for line in raw.splitlines())
    return next((value.strip() for key, _, value in lines if key == "External-Identifier"), "")


def by_hash(folder: Path) -> Mapping[str, str]:
    """Where the files of an unpacked bag lie, by their SHA-256, as its manifest has it."""
    raw = texts(folder, ["manifest-sha256.txt"]).get("manifest-sha256.txt", b"").decode("utf-8", "replace")
    parts = (line.split(maxsplit=1) for line in raw.splitlines())
    return {part[0].lower(): part[1] for part in parts if len(part) == 2}


def _from_folder(path: Path, names: Iterable[str]) -> Iterable[tuple[str, bytes]]:
    for name in names:
        file = path / name
        if file.is_file() and Path(os.path.realpath(file)).is_relative_to(os.path.realpath(path)):
            yield name, _bounded(name, file.stat().st_size, file.read_bytes)


def _from_zip(path: Path, names: Iterable[str]) -> Iterable[tuple[str, bytes]]:
    root = _root(path) or ""
    with zipfile.ZipFile(path) as archive:
        known = {each.filename: each for each in archive.infolist()}
        for name in names:
            if found := known.get(f"{root}{name}"):
                yield name, _bounded(name, found.file_size, partial(archive.read, found))


def _root(path: Path) -> str | None:
    """The folder that a zip's bag lies in, with its slash; None where the zip holds no bag."""
    with zipfile.ZipFile(path) as archive:
        marks = [each for each in archive.namelist() if each == _MARK or each.endswith(f"/{_MARK}")]
    return min(marks, key=len).removesuffix(_MARK) if marks else None


def _bounded(name: str, size: int, read: Callable[[], bytes]) -> bytes:
    if size > MAX_SIZE:
        raise Refusal(f"{name} di paket ini terlalu besar untuk sebuah rencana ({size} bita).")
    return read()
