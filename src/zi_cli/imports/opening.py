"""From a path to what lies in it: the kind of file is told by its first bytes, never by its name."""

import io
import re
import zipfile
from pathlib import Path
from typing import NoReturn

from zi_cli.errors import Refusal, reason
from zi_cli.imports.grids import Opened
from zi_cli.text.characters import FORBIDDEN
from zi_cli.text.encodings import decoded
from zi_cli.text.regular import TooLargeError, given

LARGEST = 100 * 2**20
"""In bytes: the file, and all that is packed in it. A decree with its Lampiran has some kilobytes."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXTS = (
    (re.compile(rb"\{\\rtf"), "berkas RTF; buka di Word, simpan sebagai .docx, lalu ulangi"),
    (re.compile(rb"(?s)<\?xml.{0,200}Excel\.Sheet"), "buku kerja Excel 2003 (XML); simpan sebagai .xlsx, lalu ulangi"),
    (re.compile(rb"(?s)<\?xml.{0,200}Word\.Document"), "dokumen Word 2003 (XML); simpan sebagai .docx, lalu ulangi"),
    (
        re.compile(rb"(?s)\{.{0,500}docs\.google\.com"),
        "hanya pintasan Google Docs; unduh dokumennya sebagai .docx atau .xlsx",
    ),
    (
        re.compile(rb"(?:MIME-Version|From|Return-Path|Received):"),
        "surel atau halaman web simpanan; simpan lampiran atau tabelnya sebagai .docx atau .xlsx",
    ),
    (
        re.compile(rb"(?s)(?:#.{0,1900}\n)?versi: 1\n.{0,500}satker:"),
        "sudah berupa rencana zi; untuk memulai rencana dari rencana lain: zi init ID «from» RENCANA",
    ),
)
"""How files begin that are texts and no tables, and what they are."""
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")


def open_file(path: Path, name: str) -> Opened:
    """What a file says; Refusal, with what it is and what to do, where zi does not read such files."""
    try:
        raw = given(path, LARGEST)
    except TooLargeError as error:
        raise Refusal(f"{name} lebih dari {LARGEST // 2**20} MiB; pisahkan tabelnya ke berkas sendiri.") from error
    except OSError as error:
        raise Refusal(f"{name} tidak dapat dibuka: {reason(error)}.") from error
    return read(raw, name)


def read(raw: bytes, name: str) -> Opened:
    """What the bytes of a file say."""
    from zi_cli.imports import delimited, docx, markup, pdf, xlsx

    if not raw.strip(b"\0 \r\n\t"):
        raise Refusal(f"{name} kosong.")
    if raw.startswith(b"PK"):
        return {"docx": docx.read, "xlsx": xlsx.read}[_packed(raw, name)](raw, name)
    if raw[:1024].lstrip().startswith(b"%PDF"):
        return pdf.read(raw, name)
    _refuse(raw, name)
    head = raw[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"<html", b"<!doctype html", b"<table")):
        return Opened(name, "html", markup.blocks(decoded(raw)))
    return delimited.read(raw, name)


def _packed(raw: bytes, name: str) -> str:
    """Whether a zip is a Word or an Excel file; Refusal for all else."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            names = set(parts.namelist())
            size = sum(each.file_size for each in parts.infolist())
    except (zipfile.BadZipFile, ValueError) as error:
        raise Refusal(f"{name} rusak atau tidak utuh; salin lagi dari asalnya.") from error
    if size > LARGEST:
        raise Refusal(f"{name} berisi {size // 2**20} MiB setelah dibuka; zi membaca paling banyak {LARGEST // 2**20}.")
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names:
        raise Refusal(f"{name} berkas OpenDocument; simpan sebagai .docx atau .xlsx, lalu ulangi.")
    if any(each.startswith("ppt/") for each in names):
        raise Refusal(f"{name} presentasi PowerPoint; salin tabelnya ke Word atau Excel, lalu ulangi.")
    if "xl/workbook.bin" in names:
        raise Refusal(f"{name} buku kerja Excel biner; simpan sebagai .xlsx, lalu ulangi.")
    raise Refusal(f"{name} sebuah arsip zip; buka arsipnya, lalu sebutkan berkas di dalamnya.")


def _refuse(raw: bytes, name: str) -> None:
    """Refusal for the kinds of file that zi knows and does not read."""
    if Path(name).name.startswith("~$"):
        raise Refusal(f"{name} berkas sementara Word; tutup dokumennya, lalu sebutkan berkas tanpa ~$ di depannya.")
    if raw.startswith(_OLE):
        _refuse_old_office(raw, name)
    if raw.startswith(_PICTURES):
        raise Refusal(f"{name} gambar; zi membaca tabel yang berupa teks. Ketik atau salin tabelnya ke Excel.")
    head = raw[:2000].lstrip(b"\xef\xbb\xbf \r\n\t")
    told = next((told for begins, told in _TEXTS if begins.match(head)), "")
    if not told and _unreadable(raw):
        told = "bukan dokumen yang dikenal zi; yang dapat dibaca: .docx, .xlsx, .csv, .pdf"
    if told:
        raise Refusal(f"{name} {told}.")


def _refuse_old_office(raw: bytes, name: str) -> NoReturn:
    if "EncryptedPackage".encode("utf-16-le") in raw:
        raise Refusal(f"{name} terkunci dengan kata sandi; simpan salinannya tanpa sandi, lalu ulangi.")
    if any(each.encode("utf-16-le") in raw for each in ("Workbook\0", "Book\0")):
        raise Refusal(f"{name} berkas Excel lama (.xls); simpan sebagai .xlsx, lalu ulangi.")
    raise Refusal(f"{name} berkas Word lama (.doc); simpan sebagai .docx, lalu ulangi.")


def _unreadable(raw: bytes) -> bool:
    """Whether what would be a text is none: it has signs that no text has."""
    text = decoded(raw[:4096])
    return len(FORBIDDEN.findall(text)) * 50 > len(text)
