"""What may be refused, of which kind, and how its sentence ends.

A refused request is a `Refusal`: a finished Indonesian sentence that says what was asked, why it cannot be
served and what to do instead. It ends with exit 2. A plan that is wrong is no exception of this room but a value:
see `diagnostics`.
"""

import re
from enum import StrEnum


class Kind(StrEnum):
    """Why a request is refused: for programs, which do not read the sentence."""

    USAGE = "usage"
    """A value is none that can be, or values do not go together."""
    UNKNOWN = "unknown"
    """What was named is not there."""
    AMBIGUOUS = "ambiguous"
    """Several things bear what was named."""
    STATE = "state"
    """What there is does not allow it: it is marked already, reviewed, written over."""
    CHANGED = "changed"
    """It changed while it was worked on; once more may serve."""
    SYSTEM = "system"
    """A disk, a permission or another program said no."""


class Refusal(Exception):  # noqa: N818 - it is an answer, not a fault of the program
    """A request that cannot be served, with its kind.

    Its sentence may name a value that the caller gives: the rooms below the command line write `«period»`, which a
    program reads as the argument's name and the command line draws as its option.
    """

    exit_code = 2

    def __init__(self, text: str, kind: Kind = Kind.USAGE) -> None:
        super().__init__(text, kind)
        self.text = text
        self.kind = kind

    def __str__(self) -> str:
        return _ARGUMENT.sub(r"\1", self.text)

    def as_typed(self) -> str:
        """The sentence for who typed a command."""
        return _ARGUMENT.sub(r"--\1", self.text)


_ARGUMENT = re.compile("«([a-z][a-z-]*)»")


class SickRow(Refusal):
    """A change is asked of a row that has a fault of its own: a finding, as an invalid plan is one."""

    exit_code = 1

    def __init__(self, kode: str, route: tuple[str | int, ...], where: str = "lihat zi check") -> None:
        super().__init__(f"Baris {kode} bergalat ({where}); betulkan dahulu, lalu ulangi.", Kind.STATE)
        self.kode, self.route = kode, route


def reason(error: OSError) -> str:
    """What the system said, in Indonesian."""
    known = {
        "FileNotFoundError": "tidak ada",
        "PermissionError": "tidak ada izin",
        "IsADirectoryError": "itu folder",
        "NotADirectoryError": "bagian jalurnya bukan folder",
        "FileExistsError": "sudah ada",
    }
    by_number = {
        6: "tidak dapat dibuka sebagai berkas",
        27: "melebihi batas ukuran berkas",
        28: "tempat di disk habis",
        30: "sistem berkasnya hanya-baca",
        36: "namanya terlalu panjang",
        40: "symlink berputar",
        122: "kuota disk habis",
    }
    name = type(error).__name__
    if getattr(error, "winerror", None) in (32, 33):  # Windows: somebody has it open, and it is no matter of rights
        return "sedang dipakai program lain (antivirus, OneDrive, penyunting); tutup dahulu, atau ulangi sebentar lagi"
    return known.get(name) or by_number.get(error.errno or 0) or f"{error.strerror or name}"


def as_sentence(text: str) -> str:
    """A text as a sentence: with a capital, and a full stop unless a mark of its own ends it."""
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "?", "!", "…")) else ".")
