"""The page of `zi score --compare`: where two or more layers differ, by points."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from zi_cli.lke.figures import as_figure, for_machines, rounded_to
from zi_cli.lke.lembar import Butir, GateKind
from zi_cli.lke.terisi import Terisi
from zi_cli.tables import Cell, Column, Page, Sentence, Table, Tone, row
from zi_cli.views import JSON_VERSION
from zi_cli.views.cells import difference, stated
from zi_cli.views.sheet.ambang import dari_semua
from zi_cli.views.sheet.lembar import ringkas

Selisih = tuple[Butir, Fraction]
"""A question, with the points from the first layer that answers it to the last one."""


def banding(layers: Sequence[Terisi]) -> Page:
    """What several answered and differently, apart from what some have not looked at; and what each comes to."""
    both, single = beda(layers)
    partly = "Hanya dijawab satu lapis" if len(layers) == 2 else "Belum dijawab semua lapis"
    lists = [
        _daftar(f"{name} ({len(gaps)})", layers, gaps)
        for name, gaps in (("Dijawab berbeda", both), (partly, single))
        if gaps
    ]
    sentences = [Sentence(_bersama(layers))]
    sentences += [
        Sentence(
            f"{each.lapis.called}: {dari_semua(each.skor, each.ambang)}, {len(each.jawaban)} pertanyaan dijawab, "
            f"{sum(gate.lulus for gate in each.gerbang)} dari {len(each.gerbang)} ambang {each.predikat} terpenuhi."
        )
        for each in layers
    ]
    *others, last = (each.lapis.called for each in layers)
    name = f"{', '.join(others)} dan {last} menjawab {len(both)} pertanyaan berbeda"
    alone = f", {len(single)} {partly[0].lower()}{partly[1:]}" if single else ""
    return Page(f"{name}{alone}; {_lebih(layers[0], layers[-1])}", (*lists, *sentences))


def beda(layers: Sequence[Terisi]) -> tuple[list[Selisih], list[Selisih]]:
    """The questions that layers answer differently, and those that only some have answered; most points first.

    A question that some have not looked at, and the others answer differently, is among the first.
    """
    both, single = [], []
    for butir in layers[0].skor.lembar.butir.values():
        said = [each for each in layers if butir.kode in each.jawaban]
        if len({_isi(each, butir) for each in said}) > 1:
            both.append((butir, said[-1].skor.poin(butir) - said[0].skor.poin(butir)))
        elif said and len(said) < len(layers):
            first, last = (each.skor.poin(butir) for each in (layers[0], layers[-1]))
            single.append((butir, last - first))
    return sorted(both, key=lambda gap: -abs(gap[1])), sorted(single, key=lambda gap: -abs(gap[1]))


def _isi(terisi: Terisi, butir: Butir) -> str | None:
    answer = terisi.jawaban.get(butir.kode)
    return str(answer) if answer else None


def _semua(layers: Sequence[Terisi]) -> list[Butir]:
    """The questions that every one of the layers has answered."""
    return [
        butir for butir in layers[0].skor.lembar.butir.values() if all(butir.kode in each.jawaban for each in layers)
    ]


def _bersama(layers: Sequence[Terisi]) -> str:
    """What each comes to over what all have answered: the rest says nothing of who is right."""
    common = _semua(layers)
    points = "; ".join(f"{each.lapis.called} {as_figure(_poin(each, common))}" for each in layers)
    whole = as_figure(sum((each.maksimum for each in common), Fraction(0)))
    return f"Atas {len(common)} pertanyaan yang dijawab semuanya ({whole} poin): {points}."


def _poin(terisi: Terisi, chosen: Sequence[Butir]) -> Fraction:
    return sum(map(terisi.skor.poin, chosen), Fraction(0))


def _lebih(one: Terisi, other: Terisi) -> str:
    """Which of the two comes to less."""
    gap = other.skor.total - one.skor.total
    if not rounded_to(gap):
        return "nilainya sama"
    side = "lebih tinggi" if gap > 0 else "lebih rendah"
    return f"nilai {other.lapis.called} {as_figure(abs(gap))} {side} daripada {one.lapis.called}"


def _daftar(judul: str, layers: Sequence[Terisi], gaps: Sequence[Selisih]) -> Table:
    columns = (
        Column("KODE", unbroken=True),
        Column("PENILAIAN", width=3),
        *(Column(each.lapis.upper(), width=1) for each in layers),
        Column("SELISIH", align="right", unbroken=True),
    )
    rows = tuple(
        row(
            Cell(butir.kode, heading=True),
            butir.uraian,
            *(stated(ringkas(butir, each.jawaban.get(butir.kode), each.skor.nilai.get(butir.kode))) for each in layers),
            difference(gap, Tone.BAD if gap < 0 else Tone.PLAIN),
        )
        for butir, gap in gaps
    )
    return Table(judul, columns, rows)


def datar(layers: Sequence[Terisi]) -> Table:
    """All differences in one table, for a spreadsheet."""
    both, single = beda(layers)
    whole = _daftar("", layers, [*both, *single])
    states = ["berbeda"] * len(both) + [
        f"hanya {', '.join(each.lapis.called for each in layers if butir.kode in each.jawaban)}" for butir, _ in single
    ]
    rows = (row(*line.cells, state) for line, state in zip(whole.rows, states, strict=True))
    return Table("", (*whole.columns, Column("KEADAAN")), tuple(rows))


def data(id_: str, layers: Sequence[Terisi]) -> dict[str, Any]:
    """The differences for programs."""
    both, single = beda(layers)
    common = _semua(layers)

    def line(butir: Butir, gap: Fraction) -> dict[str, Any]:
        return {
            "kode": butir.kode,
            **{str(each.lapis): _isi(each, butir) for each in layers},
            "poin": {
                str(each.lapis): for_machines(each.skor.poin(butir)) for each in layers if butir.kode in each.jawaban
            },
            "selisih": for_machines(gap),
        }

    return {
        "versi": JSON_VERSION,
        "id": id_,
        "total": {str(each.lapis): _total(each) for each in layers},
        "bersama": {
            "dijawab": len(common),
            "poin": {str(each.lapis): for_machines(_poin(each, common)) for each in layers},
        },
        "beda": [line(*each) for each in both],
        "hanya_satu": [line(*each) for each in single],
    }


def _total(terisi: Terisi) -> float:
    return for_machines(terisi.skor.total, ambang=terisi.ambang.get(GateKind.TOTAL))
