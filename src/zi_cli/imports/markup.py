"""HTML → blocks: what mammoth makes of a Word file, and what some applications hand out under the name of `.xls`."""

from html.parser import HTMLParser

from zi_cli.imports.grids import Grid, GridBlock, GridCell, ProseLine, spread, tidy

_BREAKS = {"p", "br", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "th", "table"}
_SILENT = {"script", "style", "head", "title"}
_LARGEST_SPAN = 1000


class _Text:
    """Lines that grow as the parser goes on."""

    def __init__(self) -> None:
        self.lines: list[ProseLine] = []
        self.link = ""
        self.heard = ""
        self.marker = ""

    def end(self) -> None:
        """The line is over."""
        said = tidy(self.heard.replace("\0*", ""))
        if said or self.marker:
            self.lines.append(ProseLine(said, self.marker))
        self.heard = self.marker = ""

    def done(self) -> tuple[ProseLine, ...]:
        self.end()
        kept = [each for each in self.lines if each.text]
        return tuple(kept or self.lines[:1])


class _Table:
    def __init__(self) -> None:
        self.rows: list[list[tuple[GridCell, int, int]]] = []
        self.cell: _Text | None = None
        self.spans = (1, 1)

    def end_cell(self) -> None:
        if self.cell is not None and self.rows:
            self.rows[-1].append((GridCell(self.cell.done(), self.cell.link), *self.spans))
        self.cell = None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[GridBlock] = []
        self.tables: list[_Table] = []  # the outer one is kept; one inside a cell is only its text
        self.outside = _Text()
        self.lists: list[int | None] = []  # the number that an ordered list has reached
        self.silent = 0
        self.count = 0

    @property
    def text(self) -> _Text:
        return self.tables[0].cell or self.outside if self.tables else self.outside

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.silent += tag in _SILENT
        if tag in _BREAKS and not (tag == "p" and self.text.marker):
            self.text.end()
        if tag == "table":
            self.start_table()
        elif tag in ("tr", "td", "th") and len(self.tables) == 1:
            self.start_cell(tag, given)
        elif tag in ("ol", "ul"):
            self.lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self.text.marker = self.next_marker()
        elif tag in ("em", "i"):
            self.text.heard += "\0*"
        elif tag == "a" and (link := given.get("href") or "").startswith(("http:", "https:")):
            self.text.link = self.text.link or link

    def next_marker(self) -> str:
        if not self.lists or self.lists[-1] is None:
            return "-"
        number = self.lists[-1] = self.lists[-1] + 1
        return f"{number})" if len(self.lists) == 1 or number > 26 else f"{chr(96 + number)})"

    def start_table(self) -> None:
        if not self.tables:
            self.prose()
        self.tables.append(_Table())

    def start_cell(self, tag: str, given: dict[str, str | None]) -> None:
        table = self.tables[0]
        table.end_cell()
        if tag == "tr" or not table.rows:
            table.rows.append([])
        if tag != "tr":
            table.cell = _Text()
            table.spans = (_span(given.get("colspan")), _span(given.get("rowspan")))

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in _SILENT
        if tag in _BREAKS:
            self.text.end()
        if tag in ("ol", "ul") and self.lists:
            self.lists.pop()
        elif tag in ("em", "i"):
            self.italics()
        elif tag in ("td", "th") and len(self.tables) == 1:
            self.tables[0].end_cell()
        elif tag == "table" and self.tables:
            self.end_table()

    def italics(self) -> None:
        before, mark, said = self.text.heard.rpartition("\0*")
        bare = said.strip()
        if not mark:
            return
        if not bare:
            self.text.heard = before + said
            return
        lead, tail = said[: said.index(bare)], said[said.index(bare) + len(bare) :]
        if before.endswith("*\0") and not lead.strip():  # one run after another: one stretch of italics
            self.text.heard = f"{before[:-2]}{lead}{bare}*\0{tail}"
        else:
            self.text.heard = f"{before}{lead}*{bare}*\0{tail}"

    def end_table(self) -> None:
        table = self.tables.pop()
        if self.tables:
            return
        table.end_cell()
        self.count += 1
        self.blocks.append(Grid(f"tabel {self.count}", spread(table.rows)))

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.text.heard += data.replace("\0", "")

    def prose(self) -> None:
        for line in self.outside.done():
            if line.text:
                self.blocks.append(f"{line.marker} {line.text}".strip())
        self.outside = _Text()


def _span(text: str | None) -> int:
    return max(1, min(int(text), _LARGEST_SPAN)) if text and text.isascii() and text.isdigit() else 1


def blocks(markup: str) -> tuple[GridBlock, ...]:
    """The prose and the tables of a page."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    while reader.tables:
        reader.end_table()
    reader.prose()
    return tuple(reader.blocks)
