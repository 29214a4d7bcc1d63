"""The table of findings, for a page that people read: the summary of a run."""

from collections.abc import Sequence

from zi_cli.diagnostics import Diagnostic, Tingkat
from zi_cli.tables import Cell, Column, Halaman, Kalimat, Nada, Row, Table

_KOLOM = (Column("Tempat", utuh=True), Column("Tingkat"), Column("Temuan", lebar=6), Column("Aturan", utuh=True))


def jumlah(berkas: int, found: Sequence[Diagnostic]) -> str:
    """How a check ended, in one sentence. What a file with errors is warned of is not known until it has none."""
    galat = sum(each.tingkat is Tingkat.GALAT for each in found)
    told = f"{berkas} berkas diperiksa: {galat} galat, {len(found) - galat} peringatan."
    warned = {each.berkas for each in found if each.tingkat is Tingkat.PERINGATAN}
    if any(each.tingkat is Tingkat.GALAT and each.berkas not in warned for each in found):
        told += " Peringatan di berkas yang bergalat baru diperiksa sesudah galatnya dibetulkan."
    return told


def temuan(berkas: int, found: Sequence[Diagnostic]) -> Halaman:
    """A page with every finding, and the count."""
    rows = tuple(
        Row(
            (
                Cell(f"{each.berkas}:{each.place.baris}:{each.place.kolom}"),
                Cell(each.tingkat.value, nada=Nada.BURUK if each.tingkat is Tingkat.GALAT else Nada.WASPADA),
                Cell(each.pesan),
                Cell(each.aturan),
            )
        )
        for each in found
    )
    parts = (Table("", _KOLOM, rows),) if rows else ()
    return Halaman("zi check", (*parts, Kalimat(jumlah(berkas, found))))
