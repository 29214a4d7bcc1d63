"""The frame of a plan: its rows with their codes and documents, as far as the tree of texts says them.

Errors that concern two things are looked for here and not in the model: a field that is wrong keeps the model from
being built, and must not keep a code that stands twice from being told in the same run. What cannot be read is left
out; what is wrong with it, its own field's rule says.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from zi_cli.plan.kode import Kode
from zi_cli.plan.model import Indikator
from zi_cli.text.document import Route
from zi_cli.text.fields import Tree

_KUNCI = frozenset(Indikator.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class FrameRow:
    """A row."""

    route: Route
    kode: Kode | None
    uraian: str
    kunci: Set[str]
    """The keys that it has; an empty list of evidence is none."""
    dokumen: Sequence[str]
    """The names of its documents in their order; an empty text where there is none."""

    @property
    def terbaca(self) -> bool:
        """Whether all its keys are known: one that is misspelt may be any of those that are missing."""
        return self.kunci <= _KUNCI


@dataclass(frozen=True, slots=True)
class FrameKomponen:
    """A komponen."""

    route: Route
    nomor: str
    nama: str
    baris: tuple[FrameRow, ...]


@dataclass(frozen=True, slots=True)
class Bidang:
    """An area; its number is None where that is no number."""

    route: Route
    nomor: int | None
    nama: str
    komponen: tuple[FrameKomponen, ...]


Kerangka = tuple[Bidang, ...]


def kerangka(tree: Tree) -> Kerangka:
    """The frame of a plan's tree, however odd the tree."""
    return tuple(
        Bidang(
            route,
            int(nomor) if (nomor := _teks(area, "nomor")).isascii() and nomor.isdigit() and len(nomor) == 1 else None,
            _teks(area, "nama"),
            tuple(
                FrameKomponen(below, _teks(komponen, "nomor"), _teks(komponen, "nama"), tuple(_baris(komponen, below)))
                for below, komponen in _daftar(area, route, "komponen")
            ),
        )
        for route, area in _daftar(tree, (), "area")
    )


def _baris(komponen: dict[str, Any], route: Route) -> Iterator[FrameRow]:
    for below, row in _daftar(komponen, route, "indikator"):
        listed = row.get("bukti_fisik")
        documents = [_teks(each, "dokumen") for each in listed] if isinstance(listed, list) else []
        keys = row.keys() - {"bukti_fisik"} if listed == [] else row.keys()
        yield FrameRow(below, _kode(_teks(row, "kode")), _teks(row, "uraian"), keys, documents)


@lru_cache(maxsize=512)
def _kode(text: str) -> Kode | None:
    """The code that a text writes, if any. Every plan has the sheet's codes."""
    try:
        return Kode.parse(text)
    except ValueError:
        return None


def _teks(tree: Any, key: str) -> str:
    found = tree.get(key) if isinstance(tree, dict) else None
    return found if isinstance(found, str) else ""


def _daftar(tree: Any, route: Route, key: str) -> Iterator[tuple[Route, dict[str, Any]]]:
    """The mappings in a list, each with its route."""
    found = tree.get(key) if isinstance(tree, dict) else None
    for at, each in enumerate(found if isinstance(found, list) else ()):
        if isinstance(each, dict):
            yield (*route, key, at), each
