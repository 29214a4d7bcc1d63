"""One line of several plans each: what the plan can bring, and what its answers come to."""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

from zi_cli.lke.cakupan import Putusan
from zi_cli.lke.figures import as_figure, rounded_up
from zi_cli.lke.score import Gerbang
from zi_cli.lke.terisi import Terisi
from zi_cli.tables import Cell, Column, Table, Tone, row
from zi_cli.views.cells import figure, stated
from zi_cli.views.sheet.ambang import kurang, total

COMMON = 5
"""So many questions that most plans lack are named."""


def reach(verdict: Putusan) -> Table:
    """What a plan serves, what it can bring, and whether it can pass."""
    whole = verdict.cakupan
    columns = (
        Column("SATKER", spare=3),
        Column("PREDIKAT", unbroken=True, spare=2),
        *(Column(name, align="right", unbroken=True) for name in ("TERJAWAB", "PALING TINGGI", "TERENCANA")),
        Column("DAPAT LULUS", unbroken=True),
        Column("TAMBAHAN YANG CUKUP", width=2),
    )
    served = sum(each.dilayani for each in whole.layanan)
    added = ", ".join(each.butir.kode for each in verdict.tambahan) if verdict.cukup else "belum cukup"
    line = row(
        whole.rencana.satker,
        whole.rencana.predikat.value,
        f"{served}/{len(whole.layanan)}",
        figure(verdict.terbaik.pengungkit),
        figure(verdict.terencana.pengungkit),
        Cell("ya" if verdict.dapat else "tidak", tone=Tone.GOOD if verdict.dapat else Tone.BAD),
        "-" if verdict.dapat else added,
    )
    return Table("", columns, (line,))


def score(filled: Terisi) -> Table:
    """What a plan's answers come to, and by how little it misses which gates."""
    gates = filled.gerbang
    missed = [each for each in gates if not each.lulus]
    columns = (
        Column("SATKER", spare=1),
        Column("DIJAWAB", align="right", unbroken=True),
        Column("NILAI", align="right", unbroken=True),
        Column("AMBANG", align="right", unbroken=True),
        Column("YANG BELUM TERPENUHI, DAN KURANGNYA", width=4),
    )
    line = row(
        filled.rencana.satker,
        f"{len(filled.jawaban)}/{len(filled.skor.lembar.butir)}",
        stated(total(filled.skor, filled.ambang)),
        Cell(f"{len(gates) - len(missed)}/{len(gates)}", tone=Tone.BAD if missed else Tone.GOOD),
        _missed(missed) if filled.jawaban else "belum ada jawaban",
    )
    return Table("", columns, (line,))


NEAREST = 3
"""So many gates that are missed are named."""


def _missed(gates: Sequence[Gerbang]) -> str:
    """The gates that are missed, those by the least first, and how many more there are."""
    ordered = sorted(gates, key=lambda each: sum(short.poin for short in each.kurang))
    told = [f"{each.nama} ({_shortfall(each)})" for each in ordered[:NEAREST]]
    return "; ".join([*told, *([f"{len(gates) - NEAREST} lagi"] if len(gates) > NEAREST else [])]) or "-"


def _shortfall(gate: Gerbang) -> str:
    """What is missing to pass a gate; of one that asks something of each area, all of it."""
    if len(gate.kurang) == 1:
        return kurang(gate)
    whole = sum((each.poin for each in gate.kurang), Fraction(0))
    return f"{len(gate.kurang)} bagian, seluruhnya {as_figure(rounded_up(whole))} poin"


def lacking(filled: Terisi) -> tuple[str, ...]:
    """The questions that bring a plan nothing yet, worth most first; none where nobody has begun to answer."""
    if not filled.jawaban:
        return ()
    empty = [each for each in filled.skor.lembar.butir.values() if not filled.skor.poin(each)]
    return tuple(each.kode for each in sorted(empty, key=lambda each: -each.maksimum))


def common(lacks: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """A sentence on the questions that most plans lack: `12 dari 15 tanpa R5.ii.a`."""
    answered = [each for each in lacks if each]
    counts = Counter(code for each in answered for code in each)
    most = sorted(counts, key=lambda code: -counts[code])[:COMMON]
    if not most:
        return ()
    told = "; ".join(f"{counts[code]} dari {len(answered)} tanpa {code}" for code in most)
    return (f"Yang paling banyak belum bernilai, di antara yang sudah menjawab: {told}.",)
