"""What a command may refuse, and how its sentence ends.

A refused request is a `Refusal`: a finished Indonesian sentence that says what was asked, why it cannot be
served and what to do instead. It ends with exit 2. A plan that is wrong is no exception of this room but a value:
see `diagnostics`.
"""


class Refusal(Exception):  # noqa: N818 - it is an answer, not a fault of the program
    """A request that cannot be served; its text is printed as it stands."""

    exit_code = 2


class SickRow(Refusal):
    """A change is asked of a row that has a fault of its own: a finding, as an invalid plan is one."""

    exit_code = 1

    def __init__(self, kode: str, route: tuple[str | int, ...], where: str = "lihat zi check") -> None:
        super().__init__(f"Baris {kode} bergalat ({where}); betulkan dahulu, lalu ulangi.")
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
    return known.get(name) or by_number.get(error.errno or 0) or f"{error.strerror or name}"


def kalimat(text: str) -> str:
    """A text as a sentence: with a capital, and a full stop unless a mark of its own ends it."""
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "?", "!", "…")) else ".")
