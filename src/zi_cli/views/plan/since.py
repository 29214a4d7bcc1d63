"""What has changed since a day: how it stood then, how it stands now, and the difference."""

from fractions import Fraction

from zi_cli.lke.figures import as_figure, bertanda
from zi_cli.lke.poin import Bobot
from zi_cli.plan.hari import written_day
from zi_cli.plan.progress import Capaian, Keadaan, tally
from zi_cli.tables import Cell, Column, Row, Sentence, Table, Tone, row
from zi_cli.views.cells import count_cell, difference, figure
from zi_cli.views.plan.kurva import counted
from zi_cli.written import short_day


def since(before: Capaian, now: Capaian, worth: Bobot) -> tuple[Sentence, Table]:
    """In one sentence, and figure by figure."""
    then, there = counted(before), counted(now)
    was, are = tally(before.baris), tally(now.baris)
    figures = [
        ("Bukti terkumpul", then.collected, there.collected, True),
        ("Hanya ditandai", then.claimed, there.claimed, True),
        ("Diperiksa sesuai", then.verified, there.verified, True),
        ("Baris selesai", was[Keadaan.SELESAI], are[Keadaan.SELESAI], True),
        ("Baris terlambat", was[Keadaan.TERLAMBAT], are[Keadaan.TERLAMBAT], False),
    ]
    columns = (
        Column("UKURAN", width=3),
        Column(short_day(before.hari).upper(), align="right", unbroken=True),
        Column(short_day(now.hari).upper(), align="right", unbroken=True),
        Column("SELISIH", align="right"),
    )
    rows = [
        _line(name, (count_cell(old), count_cell(new)), new - old, better_up=more) for name, old, new, more in figures
    ]
    old, new = worth.total(before.indikator).diperoleh, worth.total(now.indikator).diperoleh
    rows.append(_line("Poin yang buktinya ada", (figure(old), figure(new)), new - old))
    told = (
        f"Sejak {written_day(before.hari)}: bukti terkumpul {then.collected} menjadi {there.collected}, "
        f"baris selesai {was[Keadaan.SELESAI]} menjadi {are[Keadaan.SELESAI]}, "
        f"poin {as_figure(old)} menjadi {as_figure(new)} ({bertanda(new - old)})."
    )
    return Sentence(told), Table(f"Sejak {written_day(before.hari)}", columns, tuple(rows))


def _line(name: str, sides: tuple[Cell, Cell], change: int | Fraction, *, better_up: bool = True) -> Row:
    good = change > 0 if better_up else change < 0
    tone = Tone.MUTED if not change else Tone.GOOD if good else Tone.BAD
    told = (
        difference(change, tone) if change and isinstance(change, Fraction) else count_cell(change, tone, signed=True)
    )
    return row(Cell(name, heading=True), *sides, told)
