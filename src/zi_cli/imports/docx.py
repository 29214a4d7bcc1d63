"""Word → blocks, by mammoth; and what mammoth does not tell: changes that Word still tracks."""

import io
import re
import zipfile
from typing import Any

from zi_cli.errors import Refusal
from zi_cli.imports import markup, numbering
from zi_cli.imports.grids import Opened

_PART = "word/document.xml"


def read(raw: bytes, name: str) -> Opened:
    """The prose and tables of a Word file, tracked changes read as accepted."""
    import mammoth

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            part = parts.read(_PART)
            _refuse_entities(parts, name)
        page = mammoth.convert_to_html(
            io.BytesIO(numbering.shown(raw)), convert_image=mammoth.images.img_element(_no_picture)
        ).value
    except Refusal:
        raise
    except Exception as error:  # mammoth lets through whatever a torn file makes its parsers raise
        raise Refusal(f"{name} rusak atau tidak utuh; buka di Word, simpan lagi sebagai .docx, lalu ulangi.") from error
    found = markup.blocks(page)
    if not found and b"<pic:pic" in part:
        raise Refusal(
            f"{name} hanya berisi gambar (hasil pindai); zi membaca tabel yang berupa teks. Mintalah berkas aslinya."
        )
    return Opened(name, "docx", found, tuple(_tracked(part)))


def _refuse_entities(parts: zipfile.ZipFile, name: str) -> None:
    """Refusal for a file with a DOCTYPE: no office writes one, and what it declares may grow without end."""
    for each in parts.namelist():
        if each.endswith((".xml", ".rels")):
            part = parts.read(each)
            if any("<!DOCTYPE".encode(encoding) in part for encoding in ("utf-8", "utf-16-le", "utf-16-be")):
                raise Refusal(
                    f"{name} memuat DOCTYPE, yang tidak ditulis Word; buka di Word, simpan lagi, lalu ulangi."
                )


def _no_picture(_image: Any) -> dict[str, str]:
    return {"src": ""}


def _tracked(part: bytes) -> list[str]:
    added, gone = (len(re.findall(rb"<(?:\w+:)?" + each + rb"[ >]", part)) for each in (b"ins", b"del"))
    if not added and not gone:
        return []
    what = f"{added} sisipan, {gone} hapusan"
    return [f"Berkas ini masih memuat perubahan yang dilacak Word ({what}); dibaca seperti bila semuanya diterima."]
