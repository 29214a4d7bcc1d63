"""The frame of a plan: its rows with their codes and documents, as far as the tree of texts says them.

Errors that concern two things are looked for here and not in the model: a field that is wrong keeps the model from
being built, and must not keep a code that stands twice from being told in the same run. What cannot be read is left
out; what is wrong with it, its own field's rule says.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from zi_cli.frozen import frozen
from zi_cli.plan.kode import Kode
from zi_cli.plan.trees import mappings_in, text_in
from zi_cli.text.document import Route
from zi_cli.text.fields import Tree


class FrameRow(NamedTuple):
    """A row; a tuple, for every plan has some ninety."""

    route: Route
    kode: Kode | None
    uraian: str
    listed: Sequence[Any]
    """What stands in the list of its documents."""

    @property
    def dokumen(self) -> Sequence[str]:
        """The names of its documents in their order; an empty text where there is none."""
        return [text_in(each, "dokumen") for each in self.listed]


@frozen
class FrameKomponen:
    """A komponen."""

    route: Route
    nomor: str
    nama: str
    baris: tuple[FrameRow, ...]


@frozen
class FrameArea:
    """An area; its number is None where that is no number."""

    route: Route
    nomor: int | None
    nama: str
    komponen: tuple[FrameKomponen, ...]


PlanFrame = tuple[FrameArea, ...]


def frame_of(tree: Tree) -> PlanFrame:
    """The frame of a plan's tree, however odd the tree."""
    return tuple(
        FrameArea(
            route,
            int(nomor) if (nomor := text_in(area, "nomor")).isascii() and nomor.isdigit() and len(nomor) == 1 else None,
            text_in(area, "nama"),
            tuple(_komponen(each, below) for below, each in mappings_in(area, "komponen", route)),
        )
        for route, area in mappings_in(tree, "area")
    )


def _komponen(komponen: dict[str, Any], route: Route) -> FrameKomponen:
    return FrameKomponen(route, text_in(komponen, "nomor"), text_in(komponen, "nama"), tuple(_baris(komponen, route)))


def _baris(komponen: dict[str, Any], route: Route) -> Iterator[FrameRow]:
    for below, row in mappings_in(komponen, "indikator", route):
        listed = row.get("bukti_fisik")
        documents = listed if isinstance(listed, list) else ()
        yield FrameRow(below, _kode(text_in(row, "kode")), text_in(row, "uraian"), documents)


@lru_cache(maxsize=512)
def _kode(text: str) -> Kode | None:
    """The code that a text writes, if any. Every plan has the sheet's codes."""
    try:
        return Kode.parse(text)
    except ValueError:
        return None
