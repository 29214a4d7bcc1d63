"""The dashboard: how a plan stands, in one look; of several plans the province's page, an office's behind each row.

The province's page is handed on: no person's name stands in it, no note and no link, those of the pages behind it too.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction

from zi_cli.frozen import frozen
from zi_cli.lke.figures import as_figure, rounded_up
from zi_cli.lke.jawaban import Lapis
from zi_cli.lke.poin import Bobot
from zi_cli.lke.terisi import Terisi
from zi_cli.plan.hari import written_day
from zi_cli.plan.progress import Capaian, CapaianIndikator, Keadaan, capaian, tally
from zi_cli.render.media import Printed
from zi_cli.tables import Bar, Bars, Block, Cell, Column, Look, Page, Part, Row, Sentence, Table, Tone, row
from zi_cli.views.cells import count_cell, day_cell
from zi_cli.views.plan.kurva import Count, counted, curve
from zi_cli.views.plan.peta import LEGEND, months
from zi_cli.views.plan.rows import daftar
from zi_cli.views.plan.since import since
from zi_cli.views.plan.status import sentence
from zi_cli.views.report import Material, Need, Report, UnreadPlan
from zi_cli.views.sheet.ambang import NADA as NADA_GERBANG
from zi_cli.views.sheet.ambang import bulat, satuan
from zi_cli.views.sheet.ambang import capaian as capaian_gerbang

SOON = 30
"""Days within which a deadline is near."""
MOST_PAGES = 20
"""Of so many offices each has its page behind the province's; of more there are rows only."""
_WEEKS = 4
_SHOWN = 15
"""Rows of what is late, and of what falls due, before the rest is only counted: the list below has all."""


@frozen
class OfficeCard:
    """What the dashboard knows of one plan."""

    id: str
    standing: Capaian
    worth: Bobot
    filled: tuple[Terisi, ...]
    """The sheet as each layer that has answers filled it in."""
    share: Fraction | None = None
    """Percent of an area's points that a gate wants; None where none is on areas."""
    before: Capaian | None = None
    """How it stood on the day that is compared with."""
    wrong_answers: int = 0
    """Errors that keep its answers from being read."""

    @property
    def name(self) -> str:
        """The office and the year."""
        return f"{self.standing.rencana.satker} {self.standing.rencana.tahun}"


def page(office: OfficeCard, *, named: bool = True) -> Page:
    """One office; without `named` nothing in it tells of people."""
    standing = office.standing
    late = Tone.BAD if standing.terlambat else Tone.GOOD
    body: list[Block | None] = [
        Sentence(sentence(standing, SOON), late),
        _figures(standing, counted(standing)),
        curve(standing),
        *(since(office.before, standing, office.worth) if office.before else ()),
        _areas(office),
        _gates(office.filled),
        _due("Terlambat", [(each, each.terbuka[0]) for each in standing.terlambat], Tone.BAD, named=named),
        _due(f"Jatuh tempo dalam {SOON} hari", _near(standing), Tone.PLAIN, named=named),
        months(standing),
        Sentence(f"Tanda di peta: {LEGEND}."),
        _rows(office, named=named),
    ]
    title = f"Zona Integritas {office.name}, menuju {standing.rencana.predikat}, per {written_day(standing.hari)}"
    return Page(title, tuple(each for each in body if each), standing.rencana.satker, day=standing.hari)


@frozen
class OfficeSum:
    """What the province's page says of one office; small, for there may be a country of them."""

    id: str
    name: str
    day: date
    states: Mapping[Keadaan, int]
    """How many rows are in each state."""
    count: Count
    trend: str
    missed: Cell

    @property
    def order(self) -> tuple[int, str, str]:
        """Those with most that is late come first."""
        return -self.states.get(Keadaan.TERLAMBAT, 0), self.name, self.id


def province(offices: Sequence[OfficeSum], cards: Sequence[OfficeCard], unread: Sequence[UnreadPlan]) -> Page:
    """Several offices: a row for each, those first that cannot be read; the pages of `cards` behind it."""
    order = sorted(offices, key=lambda each: each.order)
    behind = {each.id: page(each, named=False) for each in cards}
    names = Counter(each.name for each in order)
    day = max(each.day for each in order)
    late = sum(bool(each.states.get(Keadaan.TERLAMBAT)) for each in order)
    every = len(order) + len(unread)
    told = f"Pada {late} dari {every} kantor ada baris yang terlambat"
    told += f"; {len(unread)} rencana tidak terbaca." if unread else "."
    columns = (
        Column("KANTOR", width=3),
        Column("SELESAI", align="right"),
        Column("TERLAMBAT", align="right"),
        Column("TERKUMPUL", align="right"),
        Column("SESUAI", align="right"),
        Column(f"{_WEEKS} PEKAN TERAKHIR", width=2),
        Column("AMBANG YANG BELUM TERPENUHI", width=4),
    )
    lines = [
        *(_unread_line(each, len(columns)) for each in unread),
        *(
            _line(each, f"{each.name} ({each.id})" if names[each.name] > 1 else each.name, f"#{at}" if behind else "")
            for at, each in enumerate(order, 1)
        ),
    ]
    table = Table("Kantor", columns, tuple(lines), Look.LIST)
    body = (Sentence(told, Tone.BAD if late or unread else Tone.GOOD), _together(order), table)
    title = f"Zona Integritas {every} kantor, per {written_day(day)}"
    return Page(title, body, behind=tuple(behind[each.id] for each in order) if behind else (), day=day)


def _figures(standing: Capaian, now: Count) -> Table:
    """The main figures of a plan."""
    counts = tally(standing.baris)
    due = sum(one.tenggat <= standing.hari for *_, one in standing.deadlines)
    found = [
        ("bukti jatuh tempo", due, Tone.PLAIN),
        ("terkumpul", now.collected, Tone.PLAIN),
        *([("hanya ditandai", now.claimed, Tone.CAUTION)] if now.claimed else []),
        ("diperiksa sesuai", now.verified, Tone.GOOD),
        ("baris selesai", counts[Keadaan.SELESAI], Tone.PLAIN),
        ("baris terlambat", counts[Keadaan.TERLAMBAT], Tone.BAD if counts[Keadaan.TERLAMBAT] else Tone.PLAIN),
        *([("baris bergalat", counts[Keadaan.BERGALAT], Tone.CAUTION)] if counts[Keadaan.BERGALAT] else []),
    ]
    columns = tuple(Column(name, align="right") for name, *_ in found)
    return Table("", columns, (Row(tuple(count_cell(value, tone) for _, value, tone in found)),), Look.FIGURES)


def _together(offices: Sequence[OfficeSum]) -> Table:
    rows: Counter[Keadaan] = Counter()
    for each in offices:
        rows.update(each.states)
    found = [
        ("baris", rows.total()),
        ("selesai", rows[Keadaan.SELESAI]),
        ("terlambat", rows[Keadaan.TERLAMBAT]),
        ("bukti terkumpul", sum(each.count.collected for each in offices)),
        ("diperiksa sesuai", sum(each.count.verified for each in offices)),
    ]
    columns = tuple(Column(name, align="right") for name, _ in found)
    return Table("", columns, (row(*(count_cell(value) for _, value in found)),), Look.FIGURES)


def _areas(office: OfficeCard) -> Bars:
    """Points of each area: what can be shown, what is only claimed, what is planned yet, and the line of its gate."""
    bars = []
    for area in office.standing.rencana.area:
        rows = [each for each in office.standing.indikator if each.area is area]
        points = office.worth.total(rows)
        sure, claimed = points.diperoleh, points.ditandai
        planned = points.dapat - sure - claimed
        most = office.worth.area.get(area.nomor, Fraction(0))
        told = f"{as_figure(sure)} / {as_figure(most)}"
        least = None if office.share is None else office.share * most / 100
        bars.append(Bar(f"{area.nomor} {area.nama}", (sure, claimed, planned), most, least, told))
    parts = (
        Part("buktinya terkumpul"),
        Part("hanya ditandai", Tone.CAUTION),
        Part("direncanakan, belum ada", Tone.MUTED),
    )
    told = "; ".join(f"{bar.name}: {as_figure(bar.values[0])} dari {as_figure(bar.most)} poin" for bar in bars)
    if office.share is None:
        return Bars("Poin tiap area", f"{told}.", parts, tuple(bars))
    line = f"ambang {bulat(office.share)} persen"
    return Bars(f"Poin tiap area, dan {line}", f"{told}; {line} dari masing-masing.", parts, tuple(bars), line)


def _gates(filled: Sequence[Terisi]) -> Table | None:
    """The gates, a column for each layer that has answers."""
    if not filled:
        return None
    columns = (
        Column(f"AMBANG {filled[0].predikat}", width=3),
        Column("PALING SEDIKIT", align="right"),
        *(Column(each.lapis.called.upper(), align="right") for each in filled),
    )
    rows = tuple(
        row(
            Cell(gates[0].nama, heading=True),
            satuan(gates[0], gates[0].ambang),
            *(Cell(capaian_gerbang(gate), tone=NADA_GERBANG[gate.lulus]) for gate in gates),
        )
        for gates in zip(*(each.gerbang for each in filled), strict=True)
    )
    return Table("Ambang menurut jawaban LKE tiap lapis", columns, rows)


def _near(standing: Capaian) -> list[tuple[CapaianIndikator, date]]:
    return [(each, day) for each in standing.segera(SOON) if (day := each.tenggat_berikut)]


def _due(title: str, found: Sequence[tuple[CapaianIndikator, date]], tone: Tone, *, named: bool) -> Table | None:
    """Rows that are late or near, each with the day; the first of them, by person where rows have persons."""
    if not found:
        return None
    first = list(found[:_SHOWN])
    named = named and any(each.indikator.penanggung_jawab for each, _ in first)
    if named:
        first.sort(key=lambda one: (not one[0].indikator.penanggung_jawab, one[0].indikator.penanggung_jawab or ""))
    columns = (
        Column("KODE", unbroken=True),
        Column("TENGGAT", unbroken=True),
        Column("YANG KURANG", width=4),
        *([Column("PENANGGUNG JAWAB", width=2)] if named else []),
    )
    lines = tuple(
        row(
            Cell(str(each.indikator.kode), heading=True),
            day_cell(day, tone),
            "; ".join(bukti.name for bukti in each.kurang),
            *([each.indikator.penanggung_jawab or "-"] if named else []),
        )
        for each, day in first
    )
    more = f", {len(lines)} di antaranya" if len(found) > len(lines) else ""
    return Table(f"{title} ({len(found)}{more})", columns, lines)


def _rows(office: OfficeCard, *, named: bool) -> Table:
    """Every row, to be searched and sorted."""
    whole = daftar(office.standing, office.worth, office.standing.baris)
    people = next((at for at, each in enumerate(whole.columns) if each.title == "PENANGGUNG JAWAB"), None)
    if people is not None and not named:
        columns = (*whole.columns[:people], *whole.columns[people + 1 :])
        rows = tuple(Row((*each.cells[:people], *each.cells[people + 1 :])) for each in whole.rows)
    else:
        columns, rows = whole.columns, whole.rows
    return Table("Semua baris", columns, rows, Look.LIST)


def _line(office: OfficeSum, name: str, link: str) -> Row:
    late = office.states.get(Keadaan.TERLAMBAT, 0)
    return row(
        Cell(name, heading=True, link=link),
        f"{office.states.get(Keadaan.SELESAI, 0)}/{sum(office.states.values())}",
        count_cell(late, Tone.BAD if late else Tone.MUTED),
        count_cell(office.count.collected),
        count_cell(office.count.verified),
        office.trend,
        office.missed,
    )


def _unread_line(plan: UnreadPlan, columns: int) -> Row:
    told = Cell(f"tidak terbaca: {plan.problems} galat", tone=Tone.BAD)
    return row(Cell(plan.id, heading=True), *("-" for _ in range(columns - 2)), told)


def _trend(standing: Capaian) -> str:
    """Evidence that was there at the end of each of the last weeks."""
    days = [standing.hari - timedelta(weeks=back) for back in range(_WEEKS, -1, -1)]
    return " → ".join(str(counted(capaian(standing.rencana, day)).collected) for day in days)


def _missed(office: OfficeCard) -> Cell:
    """Which gates the office's own answers miss, the nearest first, and by how little."""
    own = next((each for each in office.filled if each.lapis is Lapis.SATKER), None)
    if office.wrong_answers:
        return Cell(f"jawaban LKE tidak terbaca: {office.wrong_answers} galat", tone=Tone.BAD)
    if own is None:
        return Cell("belum ada jawaban LKE", tone=Tone.MUTED)
    short = sorted(
        (sum((each.poin for each in gate.kurang), Fraction(0)), gate.nama) for gate in own.gerbang if not gate.lulus
    )
    if not short:
        return Cell("semua terpenuhi", tone=Tone.GOOD)
    told = "; ".join(f"{name} kurang {as_figure(rounded_up(points))}" for points, name in short)
    return Cell(f"{len(short)}: {told}", tone=Tone.BAD)


def _office(material: Material) -> OfficeCard:
    standing = material.standing
    before = capaian(material.earlier or material.rencana, material.since) if material.since else None
    gate = material.sheet().area_gate(material.rencana.predikat)
    share = gate.least if gate else None
    answered = material.answered()
    return OfficeCard(material.id, standing, material.worth(), answered, share, before, material.wrong_answers)


def _printed(material: Material) -> Printed:
    office = _office(material)
    return Printed(page=lambda: page(office), table=lambda: _rows(office, named=True))


def _summed(office: OfficeCard) -> OfficeSum:
    states, count = tally(office.standing.baris), counted(office.standing)
    return OfficeSum(
        office.id, office.name, office.standing.hari, states, count, _trend(office.standing), _missed(office)
    )


def _several(materials: Iterable[Material | UnreadPlan]) -> Printed:
    offices: list[OfficeSum] = []
    cards: list[OfficeCard] = []
    unread: list[UnreadPlan] = []
    for each in materials:  # one after the other, so that only plans with a page are kept in memory
        if isinstance(each, UnreadPlan):
            unread.append(each)
            continue
        office = _office(each)
        offices.append(_summed(office))
        cards = [*cards, office] if len(offices) <= MOST_PAGES else []
    return Printed(page=lambda: province(offices, cards, unread))


REPORT = Report("dasbor", _printed, frozenset({Need.DAY, Need.SINCE}), medium="html", several=_several)
