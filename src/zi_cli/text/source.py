"""Bytes → text. What lies on the disk, whether it is text at all, and which characters a plan may hold.

This room reads; `writing` writes. Neither knows YAML.
"""

import codecs
import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from zi_cli.diagnostics import TERBANYAK, Diagnostic, InvalidPlan, Place, Tingkat
from zi_cli.errors import Refusal, sebab
from zi_cli.text.karakter import SPASI_ASING, TAKUK_ASING, TERLARANG, ganjil

UKURAN_TERBESAR = 4 * 1024 * 1024
"""In bytes. A plan of 88 rows has 50 KB; past this it is another file, and its decoding would only cost memory."""

_KONFLIK = re.compile(r"^(<{7}(?= )|\|{7}(?= )|={7}(?=\r?$)|>{7}(?= ))", re.MULTILINE)


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


def read_stream(stream: BinaryIO, berkas: str) -> Naskah:
    """The text that comes through a pipe; it has no file, so nothing can be written back."""
    raw = _all(stream, berkas)
    return Naskah(berkas, Path(os.devnull), raw, decode(raw, berkas), os.stat_result((0,) * 10))


def of_bytes(raw: bytes, berkas: str) -> Naskah:
    """A text that was at hand: what the file said at another time."""
    return read_stream(BytesIO(raw), berkas)


def _bytes(path: Path, shown: str) -> tuple[bytes, os.stat_result]:
    try:
        # not to hang on a FIFO; a regular file does not mind
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise Refusal(f"{shown} tidak dapat dibuka: {sebab(error)}.") from error
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode):
        os.close(handle)
        raise Refusal(f"{shown} bukan berkas biasa.")
    with os.fdopen(handle, "rb") as stream:
        if found.st_size > UKURAN_TERBESAR:
            raise _terlalu_besar(f"{found.st_size / 2**20:.0f} MiB", shown)
        return _all(stream, shown), found


def _all(stream: BinaryIO, shown: str) -> bytes:
    try:
        raw = stream.read(UKURAN_TERBESAR + 1)
    except OSError as error:
        raise Refusal(f"{shown} tidak dapat dibaca: {sebab(error)}.") from error
    if len(raw) > UKURAN_TERBESAR:
        raise _terlalu_besar(f"lebih dari {UKURAN_TERBESAR // 2**20} MiB", shown)
    return raw


def _terlalu_besar(size: str, shown: str) -> InvalidPlan:
    pesan = f"berkas ini {size}; rencana paling besar {UKURAN_TERBESAR // 2**20} MiB"
    return InvalidPlan([Diagnostic("ukuran", Tingkat.GALAT, pesan, shown)])


def decode(raw: bytes, berkas: str) -> str:
    """The text in the bytes, strictly UTF-8, without BOM; InvalidPlan with the place of everything that is not."""
    body = raw.removeprefix(codecs.BOM_UTF8)
    wide = _lebar(body)
    if wide:
        raise InvalidPlan([_bukan_utf8(berkas, f"berkas ini {wide}", Place())])
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        before = body[: error.start].decode("utf-8")
        place = _place(before + "�", len(before))
        raise InvalidPlan(
            [_bukan_utf8(berkas, f"bita 0x{body[error.start]:02X} di sini bukan UTF-8", place)]
        ) from error
    odd = ganjil(body)
    faults = [*_konflik(text, berkas)]
    if not faults and (body.count(b"\r") != body.count(b"\r\n") or TERLARANG.search(odd.replace("\r", ""))):
        faults += _terlarang(text, berkas)
    if not faults and SPASI_ASING.search(odd):
        faults += _takuk(text, berkas)
    if faults:
        raise InvalidPlan(faults)
    return text


def _lebar(body: bytes) -> str:
    """The encoding of more than one byte a character that the text is in, by its BOM or by where its NULs stand."""
    if body.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "UTF-32"
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    kosong = [not byte for byte in body[:8]]
    if kosong in ([False, True, True, True] * 2, [True, True, True, False] * 2):
        return "UTF-32"
    return "UTF-16" if kosong in ([False, True] * 4, [True, False] * 4) else ""


def _bukan_utf8(berkas: str, found: str, place: Place) -> Diagnostic:
    return Diagnostic("bukan-utf8", Tingkat.GALAT, f"{found}; simpan berkas ini sebagai UTF-8", berkas, place)


def _konflik(text: str, berkas: str) -> Iterator[Diagnostic]:
    if not any(mark in text for mark in ("<<<<<<<", "=======", ">>>>>>>")):
        return iter(())
    pesan = "berkas ini masih memuat penanda konflik git; pilih isi yang benar, lalu hapus baris penandanya"
    return _galat("konflik-git", lambda _: pesan, _KONFLIK, text, berkas)


def _terlarang(text: str, berkas: str) -> Iterator[Diagnostic]:
    def pesan(found: str) -> str:
        if found == "\r":
            return "pergantian baris di sini hanya CR; simpan berkas ini dengan LF atau CRLF"
        return f"karakter U+{ord(found):04X} di sini tidak tampak tetapi dapat mengubah arti; hapus"

    return _galat("karakter-terlarang", pesan, TERLARANG, text, berkas)


def _takuk(text: str, berkas: str) -> Iterator[Diagnostic]:
    def pesan(found: str) -> str:
        return f"baris ini ditakuk dengan spasi lain (U+{ord(found):04X}); ganti dengan spasi biasa"

    return _galat("takuk-asing", pesan, TAKUK_ASING, text, berkas)


def _galat(
    aturan: str, pesan: Callable[[str], str], pola: re.Pattern[str], text: str, berkas: str
) -> Iterator[Diagnostic]:
    """What a pattern finds in the text, as errors, bounded: a binary file may hold a million of them."""
    baris, upto = 1, 0
    for count, match in enumerate(pola.finditer(text)):
        if count > TERBANYAK:
            return
        awal = match.start(match.lastindex or 0)
        baris, upto = baris + text.count("\n", upto, awal), awal
        place = Place.within(text, baris, text.rfind("\n", 0, awal) + 1, awal, match.end())
        yield Diagnostic(aturan, Tingkat.GALAT, pesan(match[match.lastindex or 0]), berkas, place)


def _place(text: str, at: int) -> Place:
    return Place.within(text, text.count("\n", 0, at) + 1, text.rfind("\n", 0, at) + 1, at, at + 1)
