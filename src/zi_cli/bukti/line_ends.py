"""A file that differs from its record by its line ends alone: git changes them where it takes a file for a text.

On Windows it does so by itself (`core.autocrlf`): a file recorded with one kind of line end comes out, or went in, with
the other. Nothing of what it says has changed, and there is a cure.
"""

import hashlib
from pathlib import Path

from zi_cli.bukti.register import Tercatat

_PART = 1 << 20


def difference(wanted: Tercatat, found: tuple[str, int], path: Path) -> str | None:
    """How a file differs from its record, in words that follow its name; `found` are its hash and size."""
    told = wanted.beda(*found)
    if told is None or wanted.sha256 is None or wanted.conflict:
        return told
    try:
        with_lf, with_crlf = _both(path)
    except OSError:
        return told
    if wanted.sha256 == with_lf:
        return (
            "sama isinya, tetapi git di sini mengganti pergantian barisnya (LF menjadi CRLF, core.autocrlf); jalankan "
            "zi check --fix, hapus berkas ini, lalu ambil lagi dengan git checkout"
        )
    if wanted.sha256 == with_crlf:
        return (
            "sama isinya, tetapi git mengganti pergantian barisnya ketika menyimpannya (CRLF menjadi LF, "
            "core.autocrlf); di komputer yang menandainya jalankan zi check --fix, git add --renormalize, lalu "
            "git commit"
        )
    return told


def _both(path: Path) -> tuple[str, str]:
    """The hashes of a file with each of its line ends as LF, and as CRLF."""
    lf, crlf, kept = hashlib.sha256(), hashlib.sha256(), b""
    with path.open("rb") as stream:
        while part := stream.read(_PART):
            part = kept + part
            kept = b"\r" if part.endswith(b"\r") else b""  # its LF may begin the next part
            plain = part.removesuffix(kept).replace(b"\r\n", b"\n")
            lf.update(plain)
            crlf.update(plain.replace(b"\n", b"\r\n"))
    lf.update(kept)
    crlf.update(kept)
    return lf.hexdigest(), crlf.hexdigest()
