"""The page of `zi score --compare`: where two layers differ, by points."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from zi_cli.lke.angka import bertanda, bulatkan, mesin, tertulis
from zi_cli.lke.lembar import Butir, GateKind
from zi_cli.lke.terisi import Terisi
from zi_cli.tables import Cell, Column, Page, Sentence, Table, Tone, row
from zi_cli.views import JSON_VERSION
from zi_cli.views.ambang import dari_semua
from zi_cli.views.lembar import ringkas

Beda = tuple[Butir, Fraction]
"""A question, with the points from the one layer to the other."""


def banding(one: Terisi, other: Terisi) -> Page:
    """What both answered and differently, apart from what only one of them answered; and what each comes to."""
    both, single = beda(one, other)
    lists = [
        _daftar(f"{name} ({len(gaps)})", one, other, gaps)
        for name, gaps in (("Dijawab berbeda", both), ("Hanya dijawab satu lapis", single))
        if gaps
    ]
    sentences = [
        Sentence(
            f"{each.lapis.sebutan}: {dari_semua(each.skor, each.ambang)}, {len(each.jawaban)} pertanyaan dijawab, "
            f"{sum(gate.lulus for gate in each.gerbang)} dari {len(each.gerbang)} ambang {each.predikat} terpenuhi."
        )
        for each in (one, other)
    ]
    name = f"{one.lapis.sebutan} dan {other.lapis.sebutan} menjawab {len(both)} pertanyaan berbeda"
    alone = f", {len(single)} hanya dijawab satu lapis" if single else ""
    return Page(f"{name}{alone}; {_lebih(one, other)}", (*lists, *sentences))


def beda(one: Terisi, other: Terisi) -> tuple[list[Beda], list[Beda]]:
    """The questions that both answer, differently, and those that only one of them answers; most points first."""
    gaps = [
        (butir, other.skor.poin(butir) - one.skor.poin(butir))
        for butir in one.skor.lembar.butir.values()
        if _isi(one, butir) != _isi(other, butir)
    ]
    gaps.sort(key=lambda gap: -abs(gap[1]))
    both = [gap for gap in gaps if _isi(one, gap[0]) and _isi(other, gap[0])]
    return both, [gap for gap in gaps if gap not in both]


def _isi(terisi: Terisi, butir: Butir) -> str | None:
    answer = terisi.jawaban.get(butir.kode)
    return str(answer) if answer else None


def _lebih(one: Terisi, other: Terisi) -> str:
    """Which of the two comes to less."""
    gap = other.skor.total - one.skor.total
    if not bulatkan(gap):
        return "nilainya sama"
    side = "lebih tinggi" if gap > 0 else "lebih rendah"
    return f"nilai {other.lapis.sebutan} {tertulis(abs(gap))} {side} daripada {one.lapis.sebutan}"


def _daftar(judul: str, one: Terisi, other: Terisi, gaps: Sequence[Beda]) -> Table:
    columns = (
        Column("KODE", unbroken=True),
        Column("PENILAIAN", width=3),
        Column(one.lapis.upper(), width=1),
        Column(other.lapis.upper(), width=1),
        Column("SELISIH", align="right", unbroken=True),
    )
    rows = tuple(
        row(
            Cell(butir.kode, heading=True),
            butir.uraian,
            *(ringkas(butir, each.jawaban.get(butir.kode), each.skor.nilai.get(butir.kode)) for each in (one, other)),
            Cell(bertanda(gap), tone=Tone.BAD if gap < 0 else Tone.PLAIN),
        )
        for butir, gap in gaps
    )
    return Table(judul, columns, rows)


def datar(one: Terisi, other: Terisi) -> Table:
    """All differences in one table, for a spreadsheet."""
    both, single = beda(one, other)
    whole = _daftar("", one, other, [*both, *single])
    states = ["berbeda"] * len(both) + [
        f"hanya {(one if butir.kode in one.jawaban else other).lapis.sebutan}" for butir, _ in single
    ]
    rows = (row(*line.cells, state) for line, state in zip(whole.rows, states, strict=True))
    return Table("", (*whole.columns, Column("KEADAAN")), tuple(rows))


def data(id_: str, one: Terisi, other: Terisi) -> dict[str, Any]:
    """The differences for programs."""
    both, single = beda(one, other)

    def line(butir: Butir, gap: Fraction) -> dict[str, Any]:
        return {
            "kode": butir.kode,
            **{str(each.lapis): _isi(each, butir) for each in (one, other)},
            "selisih": mesin(gap),
        }

    return {
        "versi": JSON_VERSION,
        "id": id_,
        "total": {str(each.lapis): _total(each) for each in (one, other)},
        "beda": [line(*each) for each in both],
        "hanya_satu": [line(*each) for each in single],
    }


def _total(terisi: Terisi) -> float:
    return mesin(terisi.skor.total, ambang=terisi.ambang.get(GateKind.TOTAL))
