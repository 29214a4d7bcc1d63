"""Which rows of a grid are its head, and what its columns mean: by the words of the head, and by what stands below."""

import re
from collections.abc import Callable, Sequence

from zi_cli.frozen import field, frozen
from zi_cli.imports.grids import Grid, GridCell
from zi_cli.imports.meanings import Meaning, is_plain, meanings, period_of

CORE = {
    Meaning.AREA,
    Meaning.KOMPONEN,
    Meaning.INDIKATOR,
    Meaning.LANGKAH_AKSI,
    Meaning.BUKTI_FISIK,
    Meaning.KELUARAN,
    Meaning.TARGET_WAKTU,
    Meaning.MULAI,
}
"""What the table of a plan has; of the rest any table may have some."""
_ASKED, _PLANNED = (
    {Meaning.INDIKATOR, Meaning.LANGKAH_AKSI},
    {Meaning.BUKTI_FISIK, Meaning.KELUARAN, Meaning.TARGET_WAKTU, Meaning.MULAI, Meaning.PERIODE},
)
_LONGEST_HEAD = 80
_DEEPEST_HEAD = 3
_LOOKED_AT = 60
_HALF, _MOST = 0.5, 0.8
_SEVERAL = (Meaning.PERIODE, Meaning.LAIN)

_TIME = re.compile(
    r"(?i)\b(?:jan|feb|peb|mar|mrt|apr|mei|jun|jul|agu|ags|agt|sep|okt|nov|nop|des)[a-z]*\b"
    r"|\b(?:triwulan|tw|semester|smt|minggu|bulan)\b|\bB(?:0[1-9]|1[0-2])\b|\b20[0-9]{2}-[0-9]{2}-[0-9]{2}\b"
    r"|\b[0-9]{1,2}[/.-][0-9]{1,2}[/.-]20[0-9]{2}\b|(?:bulan|triwulan|semester|tahun)an\b|sepanjang tahun|setiap"
)
_LINK = re.compile(r"(?i)\bhttps?://|\bwww\.|drive\.google|\bbit\.ly/")
_CODE = re.compile(r"(?i)(?:A\.I{1,2}\.)?R?[1-6]\.[ivx]+\.[a-z][0-9]?")
_FEWEST_PERIODS = 2
_SHORTEST_NAME = 12
_FIGURE = re.compile(r"[0-9.,]+ ?%?")


@frozen
class Head:
    """The head of a grid: its rows, and which column means what."""

    first: int
    last: int
    """Its rows, as places in the grid."""
    titles: tuple[str, ...]
    """The words above each column, those of a head of several rows joined."""
    at: dict[Meaning, int]
    """The column of each meaning."""
    periods: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Columns of a month or a quarter, with the months they stand for."""

    @property
    def further(self) -> dict[int, str]:
        """Columns that have a head and no use here, by their place."""
        used = {*self.at.values(), *self.periods}
        return {at: title for at, title in enumerate(self.titles) if title and at not in used}

    @property
    def core(self) -> set[Meaning]:
        """What it has of the table of a plan."""
        return CORE & self.at.keys()

    @property
    def planning(self) -> bool:
        """Whether it is the head of a plan: what is asked or done, and the evidence or the time of it."""
        planned = _PLANNED & self.at.keys() or self.periods
        return bool(_ASKED & self.at.keys() and planned and len(self.core) + bool(self.periods) > 2)


def find(grid: Grid) -> Head | None:
    """The head that says most among the rows of a grid; None where none is the head of anything."""
    best: Head | None = None
    for first in range(min(_LOOKED_AT, len(grid.rows))):
        for last in range(first, min(first + _DEEPEST_HEAD, len(grid.rows))):
            if last > first and not _goes_on(grid.rows[first : last + 1]):
                break
            titles = _titles(grid.rows[first : last + 1])
            if titles is None:
                break
            head = _assigned(grid, first, last, titles)
            if best is None or _weight(head) > _weight(best):
                best = head
    return best if best is not None and len(best.at) > 1 else None


def same_head(grid: Grid, at: int, head: Head) -> bool:
    """Whether a row repeats the head: on a new page, or typed again."""
    said = [_plain(cell.text) for cell in grid.rows[at] if cell]
    known = {_plain(part) for title in head.titles for part in (title, *title.split(" / ")) if part}
    return len(said) > 1 and sum(each in known for each in said) * 3 > len(said) * 2


def _plain(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.casefold())


def _weight(head: Head) -> tuple[int, int, int, int]:
    """How much a head says; of two that say the same the one with more months, the shorter one, the upper one."""
    return (
        (len(head.core) + 2 * bool(head.periods)) * 3 + len(head.at.keys() - CORE),
        len(set(head.periods.values())),
        head.first - head.last,
        -head.first,
    )


def _goes_on(rows: Sequence[Sequence[GridCell]]) -> bool:
    """Whether the last row is the lower part of the head above it: merged with it, or parted below a common title."""
    *head, here = rows
    above = head[-1]
    merged = sum(each.merged for each in here)
    parted = any(cell and column < len(above) and above[column].across for column, cell in enumerate(here))

    def named(column: int) -> bool:
        return any(column < len(row) and row[column] for row in head)

    def apart(column: int) -> bool:  # where nothing is merged, a common title stands in the first of its columns
        return not named(column) or (column + 1 < len(here) and bool(here[column + 1]) and not named(column + 1))

    own = [column for column, cell in enumerate(here) if cell and not cell.merged]
    return bool(merged and (parted or merged > 1)) or parted or (bool(own) and all(map(apart, own)))


def _titles(rows: Sequence[Sequence[GridCell]]) -> tuple[str, ...] | None:
    """The words above each column; None where a row is no head."""
    width = max(map(len, rows))
    titles = [""] * width
    for row in rows:
        if any(len(cell.text) > _LONGEST_HEAD for cell in row) or not any(row):
            return None
        above = ""
        for at in range(width):
            cell = row[at] if at < len(row) else GridCell()
            above = above if cell.across else cell.text.replace("\n", " ")
            if above and not cell.merged and above not in titles[at]:
                titles[at] = f"{titles[at]} / {above}" if titles[at] else above
    return tuple(titles) if sum(map(bool, titles)) > 1 else None


def _assigned(grid: Grid, first: int, last: int, titles: tuple[str, ...]) -> Head:
    """The columns of a head: each meaning has one, the column that says it most plainly."""
    periods = {at: months for at, title in enumerate(titles) if (months := period_of(title.rpartition(" / ")[2]))}
    if len(periods) < _FEWEST_PERIODS:  # a single one is a target
        periods = {}
    found: dict[int, list[Meaning]] = {}
    for at, title in enumerate(titles):
        # the lower words of a head say what a column is; the upper ones what several have in common
        means = [*meanings(title.rpartition(" / ")[2]), *(meanings(title) if " / " in title else ())]
        if at not in periods and means:
            found[at] = _voted(list(dict.fromkeys(means)), title, _below(grid, last, at))
    chosen: dict[Meaning, int] = {}
    for _ in range(3):  # a column that lost its meaning to another may have a second one
        for column in sorted(found, key=lambda each: (each in grid.hidden_columns, *_loosely(titles[each]), each)):
            if column not in chosen.values() and found[column]:
                chosen.setdefault(found[column].pop(0), column)
    return Head(first, last, titles, _settled(chosen), periods)


def _loosely(title: str) -> tuple[bool, int]:
    """How far a head is from saying one thing: it has words beside those that are known, and how long it is."""
    return not is_plain(title), len(title)


def _settled(at: dict[Meaning, int]) -> dict[Meaning, int]:
    """Meanings that depend on which others there are."""
    at = {meaning: column for meaning, column in at.items() if meaning not in _SEVERAL}
    if Meaning.BUKTI_FISIK not in at and Meaning.KELUARAN in at:
        at[Meaning.BUKTI_FISIK] = at.pop(Meaning.KELUARAN)
    tracked = {Meaning.STATUS, Meaning.MULAI, Meaning.TAUTAN, Meaning.REALISASI, Meaning.TARGET_WAKTU}
    if Meaning.TANGGAL in at and not tracked & at.keys():  # the only days there are
        at[Meaning.TARGET_WAKTU] = at.pop(Meaning.TANGGAL)
    return at


def _below(grid: Grid, last: int, at: int) -> list[GridCell]:
    rows = grid.rows[last + 1 : last + 1 + _LOOKED_AT]
    return [row[at] for row in rows if at < len(row) and row[at] and not row[at].merged]


_ANYTHING = (Meaning.REALISASI, Meaning.CATATAN, Meaning.STATUS, Meaning.BUKTI_FISIK, Meaning.KELUARAN)
"""Heads under which offices keep links, too."""


def _voted(means: list[Meaning], title: str, cells: list[GridCell]) -> list[Meaning]:
    """The meanings of a column after a look at what stands in it: a head may lie."""
    filled = [cell for cell in cells if not re.fullmatch(r"\(?[0-9]{1,2}\)?", cell.text) or cell.number is not None]
    if not filled:
        return means

    def share(fits: Callable[[GridCell], object]) -> float:
        return sum(bool(fits(each)) for each in filled) / len(filled)

    first, target = means[0], "target" in title.casefold()
    if first in _ANYTHING and share(_typed_link if first is Meaning.BUKTI_FISIK else _leads) > _HALF:
        return [Meaning.TAUTAN, *means]
    figures = Meaning.PERSEN, Meaning.CATATAN
    otherwise: dict[Meaning, Callable[[], bool | list[Meaning]]] = {
        Meaning.NOMOR: lambda: share(_code) > _HALF and [Meaning.KODE],
        Meaning.TAUTAN: lambda: (
            Meaning.BUKTI_FISIK in means
            and share(_typed_link) < _HALF < _variety(filled)
            and [Meaning.BUKTI_FISIK, Meaning.TAUTAN]
        ),
        Meaning.TINDAK_LANJUT: lambda: "aksi" in title.casefold() and [Meaning.LANGKAH_AKSI, *means],
        Meaning.JUMLAH: lambda: target and share(_time) > _HALF and [Meaning.TARGET_WAKTU],
        Meaning.TARGET_WAKTU: lambda: "bulan" not in title.casefold() and share(_figure) > _MOST and [Meaning.JUMLAH],
        Meaning.REALISASI: lambda: (
            [Meaning.TANGGAL] if share(lambda each: each.day) > _HALF else [figures[share(_figure) <= _HALF]]
        ),
        Meaning.PERSEN: lambda: share(_figure) < _HALF and [Meaning.STATUS, *means],
    }
    meant = otherwise[first]() if first in otherwise else False
    return meant if isinstance(meant, list) else means


def _code(cell: GridCell) -> bool:
    return _CODE.fullmatch(cell.text) is not None


def _typed_link(cell: GridCell) -> bool:
    return _LINK.search(cell.text) is not None


def _leads(cell: GridCell) -> bool:
    """Whether a cell leads somewhere, by its words or behind them."""
    return bool(cell.link) or _typed_link(cell)


def _time(cell: GridCell) -> bool:
    return cell.day is not None or _TIME.search(cell.text) is not None


def _figure(cell: GridCell) -> bool:
    return cell.day is None and _FIGURE.fullmatch(cell.text) is not None


def _variety(cells: Sequence[GridCell]) -> float:
    """The share of different texts that are long enough to name a document."""
    return len({each.text for each in cells if len(each.text) > _SHORTEST_NAME}) / len(cells)
