"""Bytes → text. What lies on the disk, whether it is text at all, and which characters a plan may hold.

This room reads; `writing` writes. Neither knows YAML.
"""

import codecs
import os
import re
import stat
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from zi_cli.diagnostics import MAX_FINDINGS, Diagnostic, InvalidPlan, Place, Severity
from zi_cli.errors import Kind, Refusal, reason
from zi_cli.frozen import frozen
from zi_cli.text.characters import FORBIDDEN, ODD_INDENT, ODD_SPACE, unusual
from zi_cli.text.regular import at_most, open_unwaiting

MAX_SIZE = 4 * 1024 * 1024
"""In bytes. A plan of 88 rows has 50 KB; past this it is another file, and its decoding would only cost memory."""

_MARKS = ("<<<<<<<", "=======", ">>>>>>>")
_CONFLICT = re.compile(r"^(<{7}(?= )|\|{7}(?= )|={7}(?=\r?$)|>{7}(?= ))", re.MULTILINE)


@frozen
class Source:
    """A file as it was read: its bytes, and the text in them."""

    name: str
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


def read(path: Path, name: str | None = None) -> Source:
    """The file's text; Refusal where it cannot be read, InvalidPlan where it is no text a plan may be."""
    shown = name if name is not None else str(path)
    raw, found = read_bytes(path, shown)
    return Source(shown, Path(os.path.realpath(path)), raw, decode(raw, shown), found)


def read_stream(stream: BinaryIO, name: str) -> Source:
    """The text that comes through a pipe; it has no file, so nothing can be written back."""
    raw = _all(stream, name)
    return Source(name, Path(os.devnull), raw, decode(raw, name), os.stat_result((0,) * 10))


def of_bytes(raw: bytes, name: str) -> Source:
    """A text that was at hand: what the file said at another time."""
    return read_stream(BytesIO(raw), name)


def read_bytes(path: Path, shown: str) -> tuple[bytes, os.stat_result]:
    """What lies there, and its stamp; Refusal where it is no regular file, InvalidPlan where it is too large."""
    try:
        handle = open_unwaiting(path)
    except OSError as error:
        raise Refusal(f"{shown} tidak dapat dibuka: {reason(error)}.", Kind.SYSTEM) from error
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode):
        os.close(handle)
        raise Refusal(f"{shown} bukan berkas biasa.")
    with os.fdopen(handle, "rb") as stream:
        if found.st_size > MAX_SIZE:
            raise _too_large(f"{found.st_size / 2**20:.0f} MiB", shown)
        return _all(stream, shown, found.st_size), found


def _all(stream: BinaryIO, shown: str, size: int = MAX_SIZE) -> bytes:
    """All bytes of a stream, of which so many are expected."""
    try:
        raw = at_most(stream, MAX_SIZE, size)
    except OSError as error:
        raise Refusal(f"{shown} tidak dapat dibaca: {reason(error)}.", Kind.SYSTEM) from error
    if len(raw) > MAX_SIZE:
        raise _too_large(f"lebih dari {MAX_SIZE // 2**20} MiB", shown)
    return raw


def _too_large(size: str, shown: str) -> InvalidPlan:
    message = f"berkas ini {size}; rencana paling besar {MAX_SIZE // 2**20} MiB"
    return InvalidPlan([Diagnostic("ukuran", Severity.ERROR, message, shown)])


def decode(raw: bytes, name: str) -> str:
    """The text in the bytes, strictly UTF-8, without BOM; InvalidPlan with the place of everything that is not."""
    body = raw.removeprefix(codecs.BOM_UTF8)
    wide = _wide_encoding(body)
    if wide:
        raise InvalidPlan([_not_utf8(name, f"berkas ini {wide}", Place())])
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        before = body[: error.start].decode("utf-8")
        place = _place(before + "�", len(before))
        raise InvalidPlan([_not_utf8(name, f"bita 0x{body[error.start]:02X} di sini bukan UTF-8", place)]) from error
    odd = unusual(body)
    faults = [*_conflicts(text, name)] if any(mark in odd and mark in text for mark in _MARKS) else []
    lone = "\r" in odd and body.count(b"\r") != body.count(b"\r\n")
    if not faults and (lone or FORBIDDEN.search(odd.replace("\r", ""))):
        faults += _forbidden(text, name)
    if not faults and ODD_SPACE.search(odd):
        faults += _indents(text, name)
    if faults:
        raise InvalidPlan(faults)
    return text


def _wide_encoding(body: bytes) -> str:
    """The encoding of more than one byte a character that the text is in, by its BOM or by where its NULs stand."""
    if body.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "UTF-32"
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    zeros = [not byte for byte in body[:8]]
    if zeros in ([False, True, True, True] * 2, [True, True, True, False] * 2):
        return "UTF-32"
    return "UTF-16" if zeros in ([False, True] * 4, [True, False] * 4) else ""


def _not_utf8(name: str, found: str, place: Place) -> Diagnostic:
    return Diagnostic("bukan-utf8", Severity.ERROR, f"{found}; simpan berkas ini sebagai UTF-8", name, place)


def _conflicts(text: str, name: str) -> Iterator[Diagnostic]:
    message = "berkas ini masih memuat penanda konflik git; pilih isi yang benar, lalu hapus baris penandanya"
    return _errors("konflik-git", lambda _: message, _CONFLICT, text, name)


def _forbidden(text: str, name: str) -> Iterator[Diagnostic]:
    def message(found: str) -> str:
        if found == "\r":
            return "pergantian baris di sini hanya CR; simpan berkas ini dengan LF atau CRLF"
        return f"karakter U+{ord(found):04X} di sini tidak tampak tetapi dapat mengubah arti; hapus"

    return _errors("karakter-terlarang", message, FORBIDDEN, text, name)


def _indents(text: str, name: str) -> Iterator[Diagnostic]:
    def message(found: str) -> str:
        return f"baris ini ditakuk dengan spasi lain (U+{ord(found):04X}); ganti dengan spasi biasa"

    return _errors("takuk-asing", message, ODD_INDENT, text, name)


def _errors(
    rule: str, message: Callable[[str], str], pattern: re.Pattern[str], text: str, name: str
) -> Iterator[Diagnostic]:
    """What a pattern finds in the text, as errors, bounded: a binary file may hold a million of them."""
    line, upto = 1, 0
    for count, match in enumerate(pattern.finditer(text)):
        if count > MAX_FINDINGS:
            return
        start = match.start(match.lastindex or 0)
        line, upto = line + text.count("\n", upto, start), start
        place = Place.within(text, line, text.rfind("\n", 0, start) + 1, start, match.end())
        yield Diagnostic(rule, Severity.ERROR, message(match[match.lastindex or 0]), name, place)


def _place(text: str, at: int) -> Place:
    return Place.within(text, text.count("\n", 0, at) + 1, text.rfind("\n", 0, at) + 1, at, at + 1)
