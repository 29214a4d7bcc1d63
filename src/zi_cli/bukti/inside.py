"""What a look inside a file of evidence tells: that it is not what its ending says, is locked, empty or broken.

Only what an evaluator would stumble over is told, and only as a warning: a scan that cannot be read by
a machine may be read by people.
"""

from pathlib import Path

_PDF = ".pdf"
_PICTURES = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".gif": "image/gif"}
_KNOWN = {_PDF: "application/pdf", **_PICTURES, ".zip": "application/zip", ".mp4": "video/mp4"}
"""What a file with such an ending holds. Office's files are zips, and libraries disagree on which."""
_OFFICE = (".docx", ".xlsx", ".pptx")
_ENDS = {"image/jpeg": b"\xff\xd9", "image/png": b"IEND\xaeB`\x82"}
_TAIL = 4096
_LONGEST = 200 << 20
"""Bytes of the largest PDF that is opened."""


def remark(path: Path) -> str | None:
    """What there is to say of a file, in words that follow its name; None where there is nothing."""
    import filetype

    suffix = path.suffix.lower()
    try:
        found = filetype.guess_mime(str(path))
        if found in ("image/heic", "image/heif") or suffix in (".heic", ".heif"):
            return "gambar HEIC, yang tidak terbuka di banyak komputer; ubah menjadi JPG atau PDF"
        if suffix in _KNOWN and found != _KNOWN[suffix]:
            return f"isinya bukan {suffix[1:].upper()} seperti akhirannya{f', melainkan {found}' if found else ''}"
        if suffix in _OFFICE and found is not None and "zip" not in found and "officedocument" not in found:
            return f"isinya bukan dokumen Office seperti akhirannya, melainkan {found}"
        if found in _ENDS and _ENDS[found] not in _tail(path):
            return "gambarnya terpotong; periksa apakah pemindaian atau unduhannya selesai"
        return _pdf(path) if suffix == _PDF else None
    except OSError:
        return None


def _tail(path: Path) -> bytes:
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - _TAIL))
        return stream.read()


def _pdf(path: Path) -> str | None:
    if path.stat().st_size > _LONGEST:
        return None
    import logging

    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # pypdf logs what it repairs
    try:
        document = pypdf.PdfReader(str(path))
        if document.is_encrypted and not document.decrypt(""):
            return "PDF-nya terkunci kata sandi; simpan salinan tanpa sandi"
        return None if len(document.pages) else "PDF-nya tidak punya halaman"
    except OSError:
        raise
    except Exception:  # a damaged file may break its reader in any way
        return "PDF-nya rusak atau tidak utuh; coba buka, lalu simpan atau pindai lagi"
