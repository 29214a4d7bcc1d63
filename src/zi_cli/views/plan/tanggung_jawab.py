"""Who is responsible for what: a line for each person, then the rows of each."""

from collections.abc import Sequence

from zi_cli.plan.hari import written_day
from zi_cli.plan.progress import Capaian, CapaianIndikator, Keadaan, tally
from zi_cli.render.media import Printed
from zi_cli.tables import Cell, Column, Look, Page, Row, Sentence, Table, Tone, decree_text, row
from zi_cli.views.cells import count_cell, day_cell
from zi_cli.views.report import Material, Need, Report
from zi_cli.views.tone import NADA

_NOBODY = "(belum ditentukan)"


def page(standing: Capaian) -> Page:
    """The people with how their rows stand, the rows of each, and how many rows have nobody."""
    people = _by_person(standing)
    alone = len(people.get(_NOBODY, ()))
    told = f"{len(standing.indikator) - alone} dari {len(standing.indikator)} baris sudah mempunyai penanggung jawab."
    plan = standing.rencana
    return Page(
        f"Penanggung jawab rencana aksi {plan.satker} {plan.tahun}, per {written_day(standing.hari)}",
        (Sentence(told, Tone.CAUTION if alone else Tone.GOOD), _summary(people), table(standing)),
        author=plan.satker,
        day=standing.hari,
    )


def table(standing: Capaian) -> Table:
    """Every row with its person, by person."""
    columns = (
        Column("PENANGGUNG JAWAB", width=2),
        Column("KODE", unbroken=True),
        Column("INDIKATOR", width=4),
        Column("KEADAAN", unbroken=True),
        Column("TENGGAT", unbroken=True),
    )
    rows = tuple(_row(name, each) for name, theirs in _by_person(standing).items() for each in theirs)
    return Table("Baris menurut penanggung jawab", columns, rows, look=Look.LIST)


def _by_person(standing: Capaian) -> dict[str, list[CapaianIndikator]]:
    """The rows of each person in printed order; people in order of the alphabet, nobody last."""
    found: dict[str, list[CapaianIndikator]] = {}
    for each in standing.indikator:
        found.setdefault(each.penanggung_jawab or _NOBODY, []).append(each)
    return dict(sorted(found.items(), key=lambda item: (item[0] == _NOBODY, item[0].casefold())))


def _summary(people: dict[str, list[CapaianIndikator]]) -> Table:
    columns = (
        Column("PENANGGUNG JAWAB", width=3),
        Column("BARIS", align="right", unbroken=True),
        Column("SELESAI", align="right", unbroken=True),
        Column("TERLAMBAT", align="right", unbroken=True),
        Column("TENGGAT BERIKUT", unbroken=True),
    )
    return Table("Siapa memegang berapa", columns, tuple(_line(name, rows) for name, rows in people.items()))


def _line(name: str, rows: Sequence[CapaianIndikator]) -> Row:
    counts = tally(rows)
    late = counts[Keadaan.TERLAMBAT]
    following = min((day for each in rows if (day := each.tenggat_berikut)), default=None)
    return row(
        Cell(name, heading=True),
        count_cell(len(rows)),
        count_cell(counts[Keadaan.SELESAI]),
        count_cell(late, Tone.BAD if late else Tone.MUTED),
        day_cell(following),
    )


def _row(name: str, each: CapaianIndikator) -> Row:
    deadlines = each.terbuka or each.tenggat
    return row(
        name,
        Cell(str(each.indikator.kode), heading=True),
        decree_text(each.indikator.uraian),
        Cell(each.keadaan.called, tone=NADA[each.keadaan]),
        day_cell(deadlines[0] if deadlines else None),
    )


def _printed(material: Material) -> Printed:
    standing = material.standing
    return Printed(page=lambda: page(standing), table=lambda: table(standing))


REPORT = Report("tanggung-jawab", _printed, frozenset({Need.DAY}))
