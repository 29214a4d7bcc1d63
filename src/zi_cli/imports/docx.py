"""Word → blocks, by mammoth; and what mammoth does not tell: changes that Word still tracks."""

import io
import re
import zipfile
from typing import Any

from zi_cli.errors import Refusal
from zi_cli.imports import markup
from zi_cli.imports.grids import Opened

_PART = "word/document.xml"


def read(raw: bytes, name: str) -> Opened:
    """The prose and tables of a Word file, tracked changes read as accepted."""
    import mammoth

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            part = parts.read(_PART)
        page = mammoth.convert_to_html(io.BytesIO(raw), convert_image=mammoth.images.img_element(_no_picture)).value
    except Exception as error:  # mammoth lets through whatever a torn file makes its parsers raise
        raise Refusal(f"{name} rusak atau tidak utuh; buka di Word, simpan lagi sebagai .docx, lalu ulangi.") from error
    found = markup.blocks(page)
    if not found and b"<pic:pic" in part:
        raise Refusal(f"{name} hanya berisi gambar (hasil pindai); zi membaca tabel yang berupa teks.")
    return Opened(name, "docx", found, tuple(_tracked(part)))


def _no_picture(_image: Any) -> dict[str, str]:
    return {"src": ""}


def _tracked(part: bytes) -> list[str]:
    added, gone = (len(re.findall(rb"<(?:\w+:)?" + each + rb"[ >]", part)) for each in (b"ins", b"del"))
    if not added and not gone:
        return []
    what = f"{added} sisipan, {gone} hapusan"
    return [f"Berkas ini masih memuat perubahan yang dilacak Word ({what}); dibaca seperti bila semuanya diterima."]
