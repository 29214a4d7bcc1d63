"""The page of several plans: an office a line, and their sum."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from zi_cli.frozen import frozen
from zi_cli.lke.facts import NEAR, LayerFacts, Line
from zi_cli.lke.figures import for_machines
from zi_cli.plan.hari import written_day
from zi_cli.plan.progress import URUTAN
from zi_cli.tables import Cell, Column, Page, Row, Sentence, Table, Tone
from zi_cli.views.cells import count_cell, figure, share_cell
from zi_cli.written import short_day

Number = int | Fraction


@frozen
class Office:
    """One plan among several: how it stands, and how it stood; or why that cannot be said."""

    id: str
    line: Line | None
    since: Line | None = None
    problem: str = ""

    def count(self, name: str) -> Number:
        """One of its counts; nothing where it could not be read."""
        return self.line.counts[name] if self.line else 0

    def layer(self, name: str) -> LayerFacts | None:
        """What a layer's answers come to, where it has any."""
        return self.line.layers.get(name) if self.line else None


ORDERS: Mapping[str, Callable[[Office], tuple[Number, str]]] = {
    "deadline": lambda each: (-each.count("terlambat"), each.id),
    "points": lambda each: (-each.count("terancam"), each.id),
    "evidence": lambda each: (each.count("berbukti"), each.id),
    "name": lambda each: (0, each.id),
}
"""By what the offices are sorted: what hurts most comes first."""


def place(office: Office, sort: str) -> tuple[bool, Number, str]:
    """Where an office stands among the others: first those that could not be read, then what hurts."""
    return (office.line is not None, *ORDERS[sort](office))


def rekap(offices: Sequence[Office], *, layer: str, how: str, since: date | None = None) -> Page:
    """A line an office, in their order, a sum, and a sentence; `how`: how one of them is seen."""
    read = [each for each in offices if each.line]
    scored = any(each.layer(layer) or (each.line and each.line.wrong_answers) for each in read)
    sick = any(each.count("bergalat") for each in read)
    columns = tuple(_columns(scored=scored, sick=sick, since=since))
    rows = [_row(each, layer, columns, scored=scored, sick=sick, since=since) for each in offices]
    total = Row(
        (
            Cell("Seluruhnya", heading=True),
            Cell(f"{len(offices)} rencana"),
            *_figures(read, "", scored=scored, sick=sick, since=since),
        ),
        total=True,
    )
    late = sum(1 for each in read if each.count("terlambat"))
    told = f"Pada {late} dari {len(offices)} rencana ada baris yang terlambat"
    if lost := len(offices) - len(read):
        told += f"; {lost} tidak terbaca"
    sentence = f"{told}; lihat satu per satu {how}."
    days = sorted({each.line.day for each in read if each.line})
    day = f", per {written_day(days[-1])}" if days else ""
    tone = Tone.BAD if late or lost else Tone.GOOD
    return Page(f"{len(offices)} rencana{day}", (Table("", columns, (*rows, total)), Sentence(sentence, tone)))


def data(line: Line, id_: str) -> dict[str, Any]:
    """An office for programs, as `views.plan.data` has a plan, as far as its line goes: without areas and rows."""
    counts = {each.value: line.counts[each.value] for each in URUTAN}
    points = {"dapat": line.attainable, "diperoleh": line.counts["diperoleh"], "terancam": line.counts["terancam"]}
    return {
        "id": id_,
        "satker": line.satker,
        "tahun": line.tahun,
        "per_tanggal": line.day.isoformat(),
        "ringkasan": {"indikator": line.rows, **counts, "berbukti": line.counts["berbukti"]},
        "poin": {name: for_machines(Fraction(value)) for name, value in points.items()},
    }


def table(page: Page) -> Table:
    """The offices' lines as one flat table, without the sum: a spreadsheet adds them itself."""
    lines = next(each for each in page.body if isinstance(each, Table))
    return Table(page.title, lines.columns, tuple(each for each in lines.rows if not each.total))


def _columns(*, scored: bool, sick: bool, since: date | None) -> Sequence[Column]:
    names = [
        "SELESAI",
        "%",
        "BERBUKTI",
        "SESUAI",
        "TERLAMBAT",
        *(["BERGALAT"] if sick else []),
        f"{NEAR} HARI",
        "POIN",
        "DARI",
    ]
    names += ["NILAI", "AMBANG"] if scored else []
    names += [f"SELESAI SEJAK {short_day(since).upper()}", "TERLAMBAT SEJAK ITU"] if since else []
    figures = (Column(each, align="right", unbroken=True, spare=_SPARE.get(each, 0)) for each in names)
    return (Column("RENCANA", unbroken=True), Column("SATKER", spare=9), *figures)


_SPARE = {"DARI": 8, "SESUAI": 7, "%": 6, "BERGALAT": 5, "BERBUKTI": 4, "AMBANG": 3, "NILAI": 2}
"""What a narrow screen leaves out after the office's own name, which its plan's tells; the highest first."""


def _row(each: Office, layer: str, columns: Sequence[Column], *, scored: bool, sick: bool, since: date | None) -> Row:
    name = Cell(each.id, heading=True)
    if each.line is None:
        return Row((name, Cell(each.problem, tone=Tone.BAD), *(Cell("-", tone=Tone.MUTED) for _ in columns[2:])))
    return Row((name, Cell(each.line.satker), *_figures([each], layer, scored=scored, sick=sick, since=since)))


def _figures(offices: Sequence[Office], layer: str, *, scored: bool, sick: bool, since: date | None) -> Sequence[Cell]:
    """The figures of one office, or of some together."""

    def count(name: str) -> Number:
        return sum((each.count(name) for each in offices), Fraction(0))

    rows = sum(each.line.rows for each in offices if each.line)
    done, late = count("selesai"), count("terlambat")
    attainable = sum((each.line.attainable for each in offices if each.line), Fraction(0))
    return [
        Cell(f"{done}/{rows}", tone=Tone.GOOD if done else Tone.MUTED),
        share_cell(done, rows, Tone.GOOD if done else Tone.MUTED),
        _counted(count("berbukti")),
        _counted(count("dokumen_sesuai")),
        _counted(late, Tone.BAD),
        *([_counted(count("bergalat"), Tone.BAD)] if sick else []),
        _counted(count("segera"), Tone.CAUTION),
        figure(Fraction(count("diperoleh"))),
        figure(attainable),
        *(_score(offices, layer) if scored else []),
        *(_change(offices) if since else []),
    ]


def _counted(count: Number, tone: Tone = Tone.PLAIN) -> Cell:
    return count_cell(count, tone if count else Tone.MUTED)


def _score(offices: Sequence[Office], layer: str) -> Sequence[Cell]:
    """What a layer's answers of one office come to; a sum of scores says nothing."""
    found = offices[0].layer(layer) if layer and len(offices) == 1 else None
    if layer and len(offices) == 1 and (line := offices[0].line) and line.wrong_answers:
        return Cell("galat", tone=Tone.BAD), Cell("-", tone=Tone.MUTED)
    if found is None:
        return Cell("-" if layer else ""), Cell("-" if layer else "")
    tone = Tone.GOOD if found.passed == len(found.gates) else Tone.BAD
    return figure(found.total), Cell(f"{found.passed}/{len(found.gates)}", tone=tone)


def _change(offices: Sequence[Office]) -> Sequence[Cell]:
    """By how much what is done, and what is late, has grown."""
    pairs = [(each.line, each.since) for each in offices if each.line and each.since]

    def grown(name: str) -> Cell:
        return count_cell(sum(int(now.counts[name] - then.counts[name]) for now, then in pairs), signed=True)

    return grown("selesai"), grown("terlambat")
