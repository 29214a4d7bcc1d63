"""The gates of a predicate one by one, with what is missing to pass, and the prerequisites of the unit."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from zi_cli.lke.figures import as_figure, for_machines, rounded_up, visible_difference
from zi_cli.lke.lembar import Butir, GateKind
from zi_cli.lke.score import Gerbang, Skor
from zi_cli.lke.terisi import Terisi
from zi_cli.plan.model import Predikat
from zi_cli.tables import Cell, Column, Table, Tone, row
from zi_cli.views.cells import stated

NADA = {True: Tone.GOOD, False: Tone.BAD, None: Tone.CAUTION}
SEBUTAN = {True: "terpenuhi", False: "belum", None: "belum diisi"}


def ambang(terisi: Terisi) -> Table:
    """The gates, each with what it lacks."""
    return gerbang(
        terisi.predikat,
        {"NILAI": terisi.gerbang},
        Column("YANG KURANG", width=3),
        judul="Ambang, masing-masing diuji sendiri",
    )


def gerbang(predikat: Predikat, diukur: Mapping[str, Sequence[Gerbang]], yang_kurang: Column, judul: str = "") -> Table:
    """Gates, a column for each time they were measured; how they stand, and what they lack, is what the last says."""
    columns = (
        Column(f"AMBANG {predikat}", width=2),
        Column("PALING SEDIKIT", align="right", unbroken=True),
        *(Column(name, align="right", unbroken=True) for name in diukur),
        Column("KEADAAN", unbroken=True),
        yang_kurang,
    )
    rows = tuple(
        row(
            Cell(each[-1].nama, heading=True),
            stated(satuan(each[-1], each[-1].ambang)),
            *(stated(capaian(one)) for one in each),
            Cell(SEBUTAN[each[-1].lulus], tone=NADA[each[-1].lulus]),
            kurang(each[-1]) or "-",
        )
        for each in zip(*diukur.values(), strict=True)
    )
    return Table(judul, columns, rows)


def satuan(gate: Gerbang, angka: Fraction) -> str:
    """A figure in the gate's own unit."""
    return f"{as_figure(angka)}%" if gate.persen else as_figure(angka)


def capaian(gate: Gerbang) -> str:
    """What a gate measures; where it fails, never rounded up to what it wants."""
    return satuan(gate, visible_difference(gate.capaian, gate.ambang))


def total(skor: Skor, least: Mapping[str, Fraction]) -> str:
    """All points; never rounded up to what the gate wants."""
    return as_figure(skor.total, ambang=least.get(GateKind.TOTAL))


def dari_semua(skor: Skor, least: Mapping[str, Fraction]) -> str:
    """All points beside all there are: `71,20 dari 100`."""
    return f"{total(skor, least)} dari {bulat(skor.lembar.bobot)}"


def bulat(figure: Fraction) -> str:
    """A figure without the places that are noughts."""
    return str(figure.numerator) if figure.denominator == 1 else as_figure(figure)


def poin(skor: Skor, butir: Butir, least: Mapping[str, Fraction]) -> str:
    """Points of one question; never rounded up to what a gate wants of it."""
    return as_figure(skor.poin(butir), ambang=least.get(butir.kode))


def kurang(gate: Gerbang) -> str:
    """What is missing to pass a gate."""
    if gate.persen:
        return "; ".join(f"{each.nama}: {as_figure(rounded_up(each.poin))} poin" for each in gate.kurang)
    return f"{as_figure(rounded_up(gate.kurang[0].poin))} poin" if gate.kurang else ""


def prasyarat(terisi: Terisi) -> Table:
    """The prerequisites of the unit as a checklist."""
    columns = (
        Column("PRASYARAT UNIT", width=2),
        Column("PALING SEDIKIT", unbroken=True),
        Column("ADA", unbroken=True),
        Column("KEADAAN", unbroken=True),
    )
    rows = tuple(
        row(
            Cell(each.prasyarat.nama, heading=True),
            each.wanted,
            each.said or "-",
            Cell(f"[{'x' if each.terpenuhi else ' '}] {SEBUTAN[each.terpenuhi]}", tone=NADA[each.terpenuhi]),
        )
        for each in terisi.prasyarat
    )
    return Table("Prasyarat, di luar nilai", columns, rows)


def data_gerbang(gates: Sequence[Gerbang]) -> list[dict[str, Any]]:
    """Gates for programs."""
    return [
        {
            "atas": each.atas,
            "ambang": for_machines(each.ambang),
            "nilai": for_machines(each.capaian, ambang=each.ambang),
            "lulus": each.lulus,
            "kurang": [{"nama": short.nama, "poin": for_machines(rounded_up(short.poin, 4))} for short in each.kurang],
        }
        for each in gates
    ]
