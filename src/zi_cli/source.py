"""Bytes → text. What lies on the disk, whether it is text at all, and which characters a plan may hold.

This room reads; `writing` writes. Neither knows YAML.
"""

import codecs
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from zi_cli.diagnostics import Diagnostic, InvalidPlan, Place, Tingkat
from zi_cli.errors import Refusal

UKURAN_TERBESAR = 4 * 1024 * 1024
"""In bytes. A plan of 88 rows has 50 KB; past this it is another file, and its decoding would only cost memory."""

TERLARANG = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\r(?!\n)"
)
"""Controls, unusual line breaks, bidirectional marks: what a reader does not see and a parser does."""  # fmt: skip
_KONFLIK = re.compile(r"^(<{7}|>{7})(?: .*)?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Naskah:
    """A file as it was read: its bytes, and the text in them."""

    berkas: str
    """The path as it is shown to people."""
    path: Path
    """The file itself, past all symlinks."""
    raw: bytes
    text: str
    """Without the BOM, line breaks as they are."""
    stat: os.stat_result

    @property
    def bom(self) -> bytes:
        """The byte order mark that the file began with, if any."""
        return codecs.BOM_UTF8 if self.raw.startswith(codecs.BOM_UTF8) else b""


def read(path: Path, berkas: str | None = None) -> Naskah:
    """The file's text; Refusal where it cannot be read, InvalidPlan where it is no text a plan may be."""
    shown = berkas if berkas is not None else str(path)
    raw, found = _bytes(path, shown)
    return Naskah(shown, Path(os.path.realpath(path)), raw, decode(raw, shown), found)


def _bytes(path: Path, shown: str) -> tuple[bytes, os.stat_result]:
    try:
        # not to hang on a FIFO; a regular file does not mind
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise Refusal(f"{shown} tidak dapat dibuka: {sebab(error)}.") from error
    with os.fdopen(handle, "rb") as stream:
        found = os.fstat(stream.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise Refusal(f"{shown} bukan berkas biasa.")
        if found.st_size > UKURAN_TERBESAR:
            pesan = f"berkas ini {found.st_size / 2**20:.0f} MiB; rencana paling besar {UKURAN_TERBESAR // 2**20} MiB"
            raise InvalidPlan([Diagnostic("ukuran", Tingkat.GALAT, pesan, shown)])
        try:
            return stream.read(UKURAN_TERBESAR + 1), found
        except OSError as error:
            raise Refusal(f"{shown} tidak dapat dibaca: {sebab(error)}.") from error


def sebab(error: OSError) -> str:
    """What the system said, in Indonesian."""
    known = {
        "FileNotFoundError": "tidak ada",
        "PermissionError": "tidak ada izin",
        "IsADirectoryError": "itu folder",
        "NotADirectoryError": "bagian jalurnya bukan folder",
        "FileExistsError": "sudah ada",
    }
    by_number = {
        28: "tempat di disk habis",
        30: "sistem berkasnya hanya-baca",
        36: "namanya terlalu panjang",
        40: "symlink berputar",
    }
    name = type(error).__name__
    return known.get(name) or by_number.get(error.errno or 0) or f"{error.strerror or name}"


def decode(raw: bytes, berkas: str) -> str:
    """The text in the bytes, strictly UTF-8, without BOM; InvalidPlan with the place of everything that is not."""
    body = raw.removeprefix(codecs.BOM_UTF8)
    for mark, name in (
        (codecs.BOM_UTF32_LE, "UTF-32"),
        (codecs.BOM_UTF16_LE, "UTF-16"),
        (codecs.BOM_UTF16_BE, "UTF-16"),
    ):
        if body.startswith(mark):
            raise InvalidPlan([_bukan_utf8(berkas, f"berkas ini {name}", Place())])
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        before = body[: error.start].decode("utf-8")
        place = _place(before + "�", len(before))
        raise InvalidPlan(
            [_bukan_utf8(berkas, f"bita 0x{body[error.start]:02X} di sini bukan UTF-8", place)]
        ) from error
    faults = [*_konflik(text, berkas)] or [*_terlarang(text, berkas)]
    if faults:
        raise InvalidPlan(faults)
    return text


def _bukan_utf8(berkas: str, found: str, place: Place) -> Diagnostic:
    return Diagnostic("bukan-utf8", Tingkat.GALAT, f"{found}; simpan berkas ini sebagai UTF-8", berkas, place)


def _konflik(text: str, berkas: str) -> list[Diagnostic]:
    if "<<<<<<<" not in text:
        return []
    pesan = "berkas ini masih memuat penanda konflik git; pilih isi yang benar, lalu hapus baris penandanya"
    return [
        Diagnostic("konflik-git", Tingkat.GALAT, pesan, berkas, _place(text, match.start(), 7))
        for match in _KONFLIK.finditer(text)
    ]


def _terlarang(text: str, berkas: str) -> list[Diagnostic]:
    return [
        Diagnostic(
            "karakter-terlarang",
            Tingkat.GALAT,
            f"karakter U+{ord(match[0]):04X} di sini tidak tampak tetapi dapat mengubah arti; hapus",
            berkas,
            _place(text, match.start()),
        )
        for match in TERLARANG.finditer(text)
    ]


def _place(text: str, at: int, panjang: int = 1) -> Place:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line = text[start : end if end >= 0 else len(text)].rstrip("\r")
    return Place(text.count("\n", 0, at) + 1, at - start + 1, panjang, line)
