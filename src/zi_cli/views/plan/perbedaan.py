"""What `zi diff` says: what changed in each plan, and what that does."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from zi_cli.frozen import frozen
from zi_cli.lke.figures import as_figure, for_machines
from zi_cli.lke.poin import Poin
from zi_cli.tables import Cell, Column, Page, Sentence, Table, Tone, row
from zi_cli.views import JSON_VERSION

TIDAK_ADA = "Tidak ada yang berubah."
_NADA = {
    "ditandai": Tone.GOOD,
    "diperiksa": Tone.GOOD,
    "dijawab": Tone.GOOD,
    "tanda dicabut": Tone.BAD,
    "baris dihapus": Tone.BAD,
    "dokumen dihapus": Tone.BAD,
    "pemeriksaan dihapus": Tone.BAD,
    "jawaban dihapus": Tone.BAD,
}


@frozen
class Difference:
    """One thing that changed."""

    code: str
    """Of a row or question; else what part of the plan."""
    kind: str
    words: str


@frozen
class Standing:
    """Where a plan stood on a day."""

    points: Poin
    scores: Mapping[str, tuple[Fraction, int, int]]
    """By layer: points, gates that are passed, gates."""
    late: frozenset[str]
    """The codes of rows that are late."""
    sick: frozenset[str] = frozenset()
    """The codes of rows with a fault of their own: they are not counted."""


@frozen
class PlanDifference:
    """What changed in one plan, and where it stood before and after; None where a side is no plan to reckon with."""

    id: str
    differences: tuple[Difference, ...]
    before: Standing | None
    after: Standing | None


def page(name: str, found: Sequence[PlanDifference]) -> Page:
    """Each plan that changed, and under it what that does."""
    body: list[Table | Sentence] = []
    for each in found:
        title = each.id if len(found) > 1 else ""
        body += [Table(title, _COLUMNS, tuple(map(_row, each.differences))), *effects(each)]
    return Page(name, tuple(body) or (Sentence(TIDAK_ADA),))


_COLUMNS = (Column("KODE", unbroken=True), Column("PERUBAHAN", unbroken=True), Column("URAIAN", width=6))


def _row(each: Difference) -> Any:
    tone = _NADA.get(each.kind, Tone.PLAIN)
    return row(Cell(each.code, heading=True), Cell(each.kind, tone=tone), each.words)


def table(found: Sequence[PlanDifference]) -> Table:
    """Every change of every plan, for a spreadsheet."""
    rows = tuple(row(plan.id, each.code, each.kind, each.words) for plan in found for each in plan.differences)
    return Table("", (Column("RENCANA"), *_COLUMNS), rows)


def effects(each: PlanDifference) -> list[Sentence]:
    """What the changes do, in a sentence or two."""
    before, after = each.before, each.after
    if before is None or after is None:
        side = "sebelum" if before is None else "sesudah"
        return [Sentence(f"Pengaruhnya tidak dihitung: rencana {side} perubahan ini bergalat atau tidak ada.")]
    said = _points(before.points, after.points)
    said += [words for layer in {**before.scores, **after.scores} for words in _score(layer, before, after)]
    found = [Sentence(f"{'; '.join(said)}." if said else "Poin dan nilai tidak berubah.")]
    if late := sorted(after.late - before.late):
        found.append(Sentence(f"Menjadi terlambat: {', '.join(late)}.", Tone.BAD))
    if caught := sorted(before.late - after.late - after.sick):
        found.append(Sentence(f"Tidak lagi terlambat: {', '.join(caught)}.", Tone.GOOD))
    if sick := sorted(after.sick - before.sick):
        found.append(Sentence(f"Menjadi bergalat, jadi tidak ikut dihitung: {', '.join(sick)}.", Tone.BAD))
    return found


def _points(before: Poin, after: Poin) -> list[str]:
    pairs = (
        ("Poin berbukti", before.diperoleh, after.diperoleh),
        ("Poin yang baru ditandai, tanpa bukti", before.ditandai, after.ditandai),
        ("Poin yang dapat dicapai", before.dapat, after.dapat),
    )
    return [f"{name} {as_figure(one)} → {as_figure(two)}" for name, one, two in pairs if one != two]


def _score(layer: str, before: Standing, after: Standing) -> list[str]:
    none = (Fraction(0), 0, max(each.scores[layer][2] for each in (before, after) if layer in each.scores))
    one, two = before.scores.get(layer, none), after.scores.get(layer, none)
    if one == two:
        return []
    gates = f"{one[1]} → {two[1]}" if one[1] != two[1] else f"tetap {two[1]}"
    return [f"nilai {layer} {as_figure(one[0])} → {as_figure(two[0])} dari 100, ambang terpenuhi {gates} dari {two[2]}"]


def data(since: str, until: str | None, found: Sequence[PlanDifference]) -> dict[str, Any]:
    """The same for programs."""
    return {
        "versi": JSON_VERSION,
        "dari": since,
        "ke": until,
        "rencana": [
            {
                "id": each.id,
                "perubahan": [{"kode": one.code, "jenis": one.kind, "uraian": one.words} for one in each.differences],
                "pengaruh": None if each.before is None or each.after is None else _effect(each.before, each.after),
            }
            for each in found
        ],
    }


def _effect(before: Standing, after: Standing) -> dict[str, Any]:
    return {
        "poin": {name: _figures(side.points) for name, side in (("sebelum", before), ("sesudah", after))},
        "nilai": {
            layer: {name: _gates(side, layer) for name, side in (("sebelum", before), ("sesudah", after))}
            for layer in {**before.scores, **after.scores}
        },
        "terlambat": {"baru": sorted(after.late - before.late), "selesai": sorted(before.late - after.late)},
        "bergalat": {"baru": sorted(after.sick - before.sick), "selesai": sorted(before.sick - after.sick)},
    }


def _figures(points: Poin) -> dict[str, float]:
    return {name: for_machines(getattr(points, name)) for name in ("diperoleh", "ditandai", "dapat")}


def _gates(side: Standing, layer: str) -> dict[str, Any] | None:
    if layer not in side.scores:
        return None
    total, passed, gates = side.scores[layer]
    return {"total": for_machines(total), "ambang_terpenuhi": passed, "ambang": gates}
