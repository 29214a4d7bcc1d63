"""Rows by month: a small cell for each month in which a row is due or at work, with a sign for what it comes to."""

from collections.abc import Sequence
from datetime import date, timedelta

from zi_cli.plan.hari import BULAN
from zi_cli.plan.pemenuhan import KeadaanBukti, Pemenuhan
from zi_cli.plan.progress import Capaian, CapaianIndikator
from zi_cli.tables import Cell, Column, Look, Row, Table, Tone

_RIGHT, _THERE, _CLAIMED, _MEND, _LATE, _WAITING = "✓", "●", "◐", "↺", "!", "○"
LEGEND = (
    f"{_RIGHT} sesuai, {_THERE} terkumpul, {_CLAIMED} ditandai saja, {_MEND} perlu perbaikan, {_LATE} terlambat, "
    f"{_WAITING} belum waktunya"
)


def months(standing: Capaian) -> Table | None:
    """The map of a plan; None where nothing is due in it."""
    dues = [one.tenggat for *_, one in standing.deadlines]
    if not dues:
        return None
    starts = [w.first for each in standing.indikator for w in each.indikator.windows(standing.rencana.tahun)]
    shown_months = _between(min([*starts, *dues]), max(dues))
    years = len({month.year for month in shown_months}) > 1
    names = [BULAN[month.month - 1][:3] + (f" {month.year % 100}" if years else "") for month in shown_months]
    columns = (Column("KODE", unbroken=True), *(Column(name, align="center") for name in names))
    rows = tuple(_row(standing, each, shown_months) for each in standing.indikator)
    return Table("Baris menurut bulan", columns, rows, look=Look.MAP)


def _between(first: date, last: date) -> list[date]:
    """The first day of every month from the one to the other."""
    found, month = [], first.replace(day=1)
    while month <= last:
        found.append(month)
        month = (month + timedelta(days=32)).replace(day=1)
    return found


def _row(standing: Capaian, each: CapaianIndikator, shown_months: Sequence[date]) -> Row:
    windows = each.indikator.windows(standing.rencana.tahun)
    cells = [Cell(str(each.indikator.kode), heading=True)]
    for month in shown_months:
        end = (month + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        due = [one for *_, one in each.deadlines if month <= one.tenggat <= end]
        working = any(window.first <= end and window.last >= month for window in windows)
        cells.append(_cell(due, standing.hari) if due else Cell("", tone=Tone.MUTED) if working else Cell(""))
    return Row(tuple(cells))


def _cell(due: Sequence[Pemenuhan], day: date) -> Cell:
    """What the month's deadlines come to: the worst of them."""
    open_ = [one for one in due if one.realisasi is None]
    if any(one.keadaan is KeadaanBukti.PERLU_PERBAIKAN for one in due):
        return Cell(_MEND, tone=Tone.CAUTION)
    if any(one.tenggat < day for one in open_):
        return Cell(_LATE, tone=Tone.BAD)
    if open_:
        return Cell(_WAITING, tone=Tone.MUTED)
    if all(one.keadaan is KeadaanBukti.SESUAI for one in due):
        return Cell(_RIGHT, tone=Tone.GOOD)
    return Cell(_THERE) if all(one.berbukti for one in due) else Cell(_CLAIMED, tone=Tone.CAUTION)
