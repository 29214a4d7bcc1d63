"""PDF → blocks, by pdfplumber (the extra `zi-cli[pdf]`). Second best: what belongs together is told by its place."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from zi_cli.errors import Refusal
from zi_cli.imports.grids import ACROSS, EMPTY, Grid, GridCell, Opened, ProseLine, marker, tidy

_SAID = "PDF tidak menyimpan susunan tabel: baris di dalam sel ditebak. Bila ada, gunakan berkas Word-nya."
_LEANING = ("italic", "oblique")
_NEAR = 3.0
"""In points: what is no further apart stands on the same line."""
_SEVERAL = 3
_SPACE = 0.25
"""How wide a blank is, beside the height of the letters."""


class _Word(NamedTuple):
    """A word in its place, in points from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    leaning: bool

    @property
    def width(self) -> float:
        return self.right - self.left


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, word: _Word) -> bool:
        """Whether the middle of a word lies in it."""
        across, down = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        return self.left <= across <= self.right and self.top <= down <= self.bottom


@dataclass(frozen=True, slots=True)
class _Line:
    """The words on one line."""

    words: Sequence[_Word]

    @property
    def width(self) -> float:
        return self.words[-1].right - self.words[0].left

    @property
    def text(self) -> str:
        """What it says, its italics between stars."""
        parts = []
        for leaning, words in groupby(self.words, key=lambda word: word.leaning):
            said = " ".join(each.text for each in words)
            parts.append(f"*{said}*" if leaning else said)
        return " ".join(parts)

    def has_room_for(self, other: "_Line", wide: float) -> bool:
        """Whether the first word of the next line would have stood here: then a person has broken the line."""
        first = other.words[0]
        return self.width + _SPACE * (first.bottom - first.top) + first.width < wide - 1

    def breaks_a_word(self, other: "_Line", wide: float) -> bool:
        """Whether its only word goes on in the next line: it was too long for the column."""
        first, last = other.words[0], self.words[-1].text
        if last[-1:] in "-/" and last[-2:-1].isalnum():
            return True
        both = last[-1:].isalpha() and first.text[:1].isalpha()
        return len(self.words) == 1 and both and wide < self.width + first.width / len(first.text)


class _Ruled:
    """A table on one page: its boxes, row by row, and the lines in each."""

    def __init__(self, name: str, table: Any, words: Sequence[_Word]) -> None:
        self.name = name
        self.middles = [(row.bbox[1] + row.bbox[3]) / 2 for row in table.rows]
        self.boxes = [[_Box(*box) if box else None for box in row.cells] for row in table.rows]
        self.found = {
            box: _lines(each for each in words if box.holds(each)) for row in self.boxes for box in row if box
        }
        starts = [line.words[0].left - box.left for box, lines in self.found.items() for line in lines]
        self.margin = max(0.0, min(starts, default=0.0))

    def grid(self, begins: Set[tuple[int, str]]) -> Grid:
        """Its cells, with what spans several rows told from what is empty."""
        rows: list[tuple[GridCell, ...]] = []
        above: tuple[GridCell, ...] = ()
        bottoms = [0.0] * max(map(len, self.boxes), default=0)
        for row, middle in zip(self.boxes, self.middles, strict=True):
            line: list[GridCell] = []
            for at, box in enumerate(row):
                over = above[at] if at < len(above) else EMPTY
                if box is not None:
                    here = {word for column, word in begins if column == at}
                    line.append(_cell(self.found[box], box.right - box.left - 2 * self.margin, here))
                    bottoms[at] = box.bottom
                elif bottoms[at] > middle:
                    line.append(over if over.across else GridCell(over.lines, merged=True))
                else:
                    line.append(ACROSS if any(row[:at]) else EMPTY)
            above = tuple(line)
            rows.append(above)
        return Grid(self.name, tuple(rows))


def read(raw: bytes, name: str) -> Opened:
    """The text and the tables of a PDF; Refusal where it is a scan, or has a password."""
    try:
        import pdfplumber
    except ImportError as error:
        raise Refusal(
            f"{name} berkas PDF; untuk membacanya pasang tambahannya: pip install 'zi-cli[pdf]'. "
            "Bila ada berkas Word atau Excel-nya, gunakan itu: hasilnya lebih tepat."
        ) from error
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of boxes and fonts
    found: list[str | _Ruled] = []
    pictures = 0
    try:
        with pdfplumber.open(io.BytesIO(raw)) as book:
            for number, page in enumerate(book.pages, 1):
                found += _page(page, number)
                pictures += bool(page.images)
                page.close()
    except Exception as error:  # pdfminer lets through whatever a torn file makes it raise
        if "Password" in type(error).__name__ or "Password" in repr(error):
            raise Refusal(f"{name} terkunci dengan kata sandi; simpan salinannya tanpa sandi, lalu ulangi.") from error
        raise Refusal(f"{name} bukan PDF yang utuh.") from error
    if not found:
        kind = "hasil pindai: halamannya gambar, bukan teks" if pictures else "PDF tanpa teks"
        raise Refusal(f"{name} {kind}; mintalah berkas Word-nya, atau salin tabelnya ke Excel.")
    begins = _first_words([each for each in found if isinstance(each, _Ruled)])
    blocks = tuple(each if isinstance(each, str) else each.grid(begins) for each in found)
    return Opened(name, "pdf", blocks, (_SAID,))


def _page(page: Any, number: int) -> Iterator[str | _Ruled]:
    words = [
        _Word(each["x0"], each["top"], each["x1"], each["bottom"], each["text"], _leans(each["fontname"]))
        for each in page.extract_words(extra_attrs=["fontname"])
    ]
    settings = {"explicit_horizontal_lines": _open_ends(page)}
    tables = sorted(page.find_tables(settings), key=lambda each: each.bbox[1])
    for count, table in enumerate(tables, 1):
        box = _Box(*table.bbox)
        above = [each for each in words if not box.holds(each) and each.bottom < box.bottom]
        yield from _prose(above)
        shown = f"halaman {number}" if len(tables) == 1 else f"halaman {number}, tabel {count}"
        yield _Ruled(shown, table, [each for each in words if box.holds(each)])
        words = [each for each in words if each.bottom >= box.bottom and not box.holds(each)]
    yield from _prose(words)


def _open_ends(page: Any) -> list[float]:
    """Where the upright lines of a table end without a level one: there the page has torn a row."""
    upright = [each for each in page.edges if each["orientation"] == "v" and each["height"] > _NEAR]
    level = [each["top"] for each in page.edges if each["orientation"] == "h"]
    if not upright or not level:
        return []
    ends = min(each["top"] for each in upright), max(each["bottom"] for each in upright)
    return [end for end in ends if all(abs(end - each) > _NEAR for each in level)]


def _prose(words: Sequence[_Word]) -> Iterator[str]:
    for line in _lines(words):
        if said := tidy(line.text):
            yield said


def _lines(words: Iterable[_Word]) -> list[_Line]:
    """Words as they stand on lines, from top to bottom."""
    lines: list[list[_Word]] = []
    for each in sorted(words, key=lambda word: word.bottom):
        if lines and each.bottom - lines[-1][0].bottom < _NEAR:
            lines[-1].append(each)
        else:
            lines.append([each])
    return [_Line(sorted(line, key=lambda word: word.left)) for line in lines]


def _leans(font: str) -> bool:
    return any(each in font.lower() for each in _LEANING)


def _first_words(tables: Sequence[_Ruled]) -> set[tuple[int, str]]:
    """The words that several cells of a column begin with: after a full line, a new item begins there, too."""
    firsts = Counter(
        (at, lines[0].words[0].text)
        for table in tables for row in table.boxes for at, box in enumerate(row) if box and (lines := table.found[box])
    )  # fmt: skip
    return {first for first, often in firsts.items() if often >= _SEVERAL and first[1][:1].isupper()}


def _cell(lines: Sequence[_Line], wide: float, begins: Set[str]) -> GridCell:
    """The paragraphs of a cell: a line ends one where the next begins an item, or where its first word had room."""
    if not lines:
        return EMPTY
    said = [lines[0].text]
    for line, after in pairwise(lines):
        if line.breaks_a_word(after, wide):
            said[-1] = re.sub(r"\*\*", "", said[-1] + after.text)
        elif line.has_room_for(after, wide) or after.words[0].text in begins or marker(ProseLine(after.text)):
            said.append(after.text)
        else:
            said[-1] = f"{said[-1]} {after.text}".replace("* *", " ")
    return GridCell(tuple(ProseLine(bare) for each in said if (bare := tidy(each))))
