"""Bytes → text → nodes with places → tree of strings → model. Here the strangers meet: disk, YAML, pydantic.

Whatever is wrong is raised once, all of it, as `InvalidPlan`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic

from zi_cli.diagnostics import TERBANYAK, Diagnostic, InvalidPlan, Tingkat, bounded
from zi_cli.text import source
from zi_cli.text.document import Document, parse
from zi_cli.text.fields import M, build
from zi_cli.text.source import Naskah

_TAK_TERBACA = ("ukuran", "karakter-terlarang")
"""Faults after which, like those of YAML itself, the rest of the text has not been read or cannot be trusted."""


@dataclass(frozen=True, slots=True)
class Terbaca(Generic[M]):
    """A file that is what it should be: its bytes, its places, and what it says."""

    naskah: Naskah
    document: Document
    isi: M


class InvalidFields(InvalidPlan):
    """A file whose text was read as YAML, and whose keys are not what they should be: what was read is at hand."""

    def __init__(self, diagnostics: Iterable[Diagnostic], document: Document) -> None:
        super().__init__(diagnostics)
        self.document = document


def read(model: type[M], path: Path, berkas: str | None = None) -> Terbaca[M]:
    """The file at `path` as `model`; InvalidPlan with everything that is wrong, Refusal where it cannot be read."""
    return understand(model, source.read(path, berkas))


def understand(model: type[M], naskah: Naskah, *, lolos: bool = False) -> Terbaca[M]:
    """What a text says. `lolos`: this very text has passed the gate before, so pydantic need not judge it again."""
    document = parse(naskah.text)
    if lolos:
        return Terbaca(naskah, document, build(model, document.tree))
    found = [
        Diagnostic(fault.aturan, Tingkat.GALAT, fault.pesan, naskah.berkas, document.place(fault.awal, fault.akhir))
        for fault in document.faults[: TERBANYAK + 1]
    ]
    if any(fault.aturan.startswith("yaml-") or fault.aturan in _TAK_TERBACA for fault in document.faults):
        raise InvalidPlan(bounded(found))  # what could not be read cannot be judged: its errors would be echoes
    if not isinstance(document.tree, dict):
        kosong = document.tree == ""
        pesan = (
            "berkas ini kosong; mulai dengan kunci versi"
            if kosong
            else "berkas ini bukan kelompok kunci; mulai dengan kunci versi"
        )
        raise InvalidPlan([*found, Diagnostic("jenis-salah", Tingkat.GALAT, pesan, naskah.berkas, document.place(0))])
    from zi_cli.text.gate import validate

    isi, errors = validate(model, document, naskah.berkas)
    if isi is None or found:
        raise InvalidFields(bounded([*found, *errors]), document)
    return Terbaca(naskah, document, isi)
