"""A table, described once: columns, cells, spans. The renderers draw it; none of them knows what a plan is.

Texts are plain: whatever a medium needs escaped is escaped by the renderer of that medium.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

_ITALIC = re.compile(r"\*(\S(?:[^*]*\S)?)\*")


class Nada(StrEnum):
    """What a cell says by its tone; a medium with colours may show it, none needs to."""

    BIASA = "biasa"
    BAIK = "baik"
    BURUK = "buruk"
    WASPADA = "waspada"
    REDUP = "redup"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, and what a narrow medium may do with it."""

    judul: str
    nomor: str = ""
    """What the decree prints under the heading: `(1)`."""
    rata: Literal["left", "right", "center"] = "left"
    lebar: int = 1
    """Its share of the width among the columns that wrap."""
    utuh: bool = False
    """Never wrapped or cut: codes, dates, counts."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a text, the columns and rows it takes, and what a medium may make of it."""

    teks: str = ""
    miring: tuple[tuple[int, int], ...] = ()
    """Stretches of the text in italics, as (start, end)."""
    kolom: int = 1
    baris: int = 1
    nada: Nada = Nada.BIASA
    kepala: bool = False
    """The cell names its row (or rows), as a heading does."""
    bagian: float | None = None
    """A share from 0 to 1 that the text states, for a medium that can draw a bar."""
    tautan: str = ""
    """Where the text leads: a relative path or a URL."""


@dataclass(frozen=True, slots=True)
class Row:
    """Cells from left to right; a cell that spans rows stands in the first of them only."""

    cells: tuple[Cell, ...]
    kelompok: bool = False
    """The row names the group of the rows below it."""
    jumlah: bool = False
    """The row sums up the rows above it."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a name."""

    judul: str
    kolom: tuple[Column, ...]
    baris: tuple[Row, ...] = field(default=())

    def grid(self) -> list[list[Cell | None]]:
        """The rows laid out over the columns: a cell where it begins, None where one spans on."""
        taken = [0] * len(self.kolom)
        laid = []
        for row in self.baris:
            line: list[Cell | None] = [None] * len(self.kolom)
            at = 0
            for cell in row.cells:
                while at < len(taken) and taken[at]:
                    at += 1
                line[at] = cell
                for column in range(at, at + cell.kolom):
                    taken[column] = cell.baris
                at += cell.kolom
            taken = [max(0, rows - 1) for rows in taken]
            laid.append(line)
        return laid


@dataclass(frozen=True, slots=True)
class Kalimat:
    """A sentence of a page."""

    teks: str
    nada: Nada = Nada.BIASA


@dataclass(frozen=True, slots=True)
class Halaman:
    """A page: its title, then tables and sentences in order."""

    judul: str
    isi: tuple[Table | Kalimat, ...]


def decree_text(text: str, *, kolom: int = 1, baris: int = 1, kepala: bool = False, nada: Nada = Nada.BIASA) -> Cell:
    """A cell of the decree's words, in which `*…*` marks italics."""
    plain, miring = italics(text)
    return Cell(plain, miring, kolom, baris, nada, kepala)


def italics(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A text without its `*…*` marks, and the stretches that they marked."""
    parts: list[str] = []
    spans = []
    length = end = 0
    for match in _ITALIC.finditer(text):
        before = text[end : match.start()]
        length += len(before)
        spans.append((length, length + len(match[1])))
        length += len(match[1])
        parts += [before, match[1]]
        end = match.end()
    return "".join([*parts, text[end:]]), tuple(spans)


def pieces(cell: Cell) -> list[tuple[str, bool]]:
    """The cell's text in pieces, each with whether it is in italics."""
    found = []
    at = 0
    for start, end in cell.miring:
        found += [(cell.teks[at:start], False), (cell.teks[start:end], True)]
        at = end
    return [piece for piece in [*found, (cell.teks[at:], False)] if piece[0]]


def row(*cells: Cell | str, jumlah: bool = False) -> Row:
    """A row of cells, plain texts among them."""
    return Row(tuple(Cell(each) if isinstance(each, str) else each for each in cells), jumlah=jumlah)
