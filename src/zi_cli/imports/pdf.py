"""PDF → blocks, by pdfplumber (the extra `zi-cli[pdf]`). Second best: lines in a cell are lost, and so are hyphens."""

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

from zi_cli.errors import Refusal
from zi_cli.imports.grids import ACROSS, EMPTY, Grid, GridBlock, GridCell, Opened, ProseLine, tidy

_WRAPPED = re.compile(r"(?<=\w[-/])\n(?=\w)")
_ITEM = re.compile(r"\n(?=(?:[0-9]{1,2}[.)]|[a-z][.)]|[-•▪●])[ ])")
_SAID = "PDF tidak menyimpan susunan tabel: baris di dalam sel ditebak. Bila ada, pakai berkas Word-nya."


def read(raw: bytes, name: str) -> Opened:
    """The text and the tables of a PDF; Refusal where it is a scan, or has a password."""
    try:
        import pdfplumber
    except ImportError as error:
        raise Refusal(
            f"{name} berkas PDF; untuk membacanya pasang tambahannya: pip install 'zi-cli[pdf]'. "
            "Bila ada berkas Word atau Excel-nya, pakai itu: hasilnya lebih tepat."
        ) from error
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it speaks of boxes and fonts, to nobody here
    blocks: list[GridBlock] = []
    pictures = 0
    try:
        with pdfplumber.open(io.BytesIO(raw)) as book:
            for number, page in enumerate(book.pages, 1):
                blocks += _page(page, number)
                pictures += bool(page.images)
                page.close()
    except Exception as error:  # pdfminer lets through whatever a torn file makes it raise
        if "Password" in type(error).__name__ or "Password" in repr(error):
            raise Refusal(f"{name} terkunci dengan kata sandi; simpan salinannya tanpa sandi, lalu ulangi.") from error
        raise Refusal(f"{name} bukan PDF yang utuh.") from error
    if not blocks:
        kind = "hasil pindai: halamannya gambar, bukan teks" if pictures else "PDF tanpa teks"
        raise Refusal(f"{name} {kind}; mintalah berkas Word-nya, atau salin tabelnya ke Excel.")
    return Opened(name, "pdf", tuple(blocks), (_SAID,))


def _page(page: Any, number: int) -> Iterator[GridBlock]:
    tables = sorted(page.find_tables(), key=lambda each: each.bbox[1])
    top = 0.0
    for count, table in enumerate(tables, 1):
        if table.bbox[1] > top:
            yield from _lines(page.crop((0, top, page.width, table.bbox[1]), strict=False))
        shown = f"halaman {number}" if len(tables) == 1 else f"halaman {number}, tabel {count}"
        yield Grid(shown, tuple(_rows(table)))
        top = max(top, table.bbox[3])
    if top < page.height:
        yield from _lines(page.crop((0, top, page.width, page.height), strict=False) if tables else page)


def _lines(area: Any) -> Iterator[str]:
    for line in (area.extract_text() or "").split("\n"):
        if said := tidy(line):
            yield said


def _rows(table: Any) -> Iterator[tuple[GridCell, ...]]:
    above: list[GridCell] = []
    bottoms: list[float] = []
    for row, said in zip(table.rows, table.extract(), strict=True):
        line: list[GridCell] = []
        reach = 0.0
        for at, (box, text) in enumerate(zip(row.cells, said, strict=True)):
            if box is not None:
                line.append(_cell(text or ""))
                reach = box[2]
                bottoms[at : at + 1] = [box[3]]
                continue
            bottoms[at : at + 1] = bottoms[at : at + 1] or [0.0]
            over = above[at] if at < len(above) else EMPTY
            middle = (row.bbox[1] + row.bbox[3]) / 2
            if bottoms[at] > middle:
                line.append(over if over.across else GridCell(over.lines, merged=True))
            else:
                line.append(ACROSS if reach else EMPTY)
        yield tuple(line)
        above = line


def _cell(text: str) -> GridCell:
    parts = _ITEM.split(_WRAPPED.sub("", text))
    return GridCell(tuple(ProseLine(said) for each in parts if (said := tidy(each))))
