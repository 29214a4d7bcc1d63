"""The decree's Lampiran as a table: its columns, and on request how each row stands on a day."""

from collections.abc import Iterable, Sequence

from zi_cli.frozen import evolve
from zi_cli.plan.bergalat import BarisBergalat
from zi_cli.plan.hari import written_day
from zi_cli.plan.model import Area, Indikator, Komponen, Rencana
from zi_cli.plan.pemenuhan import CapaianBukti, KeadaanBukti, Pemenuhan
from zi_cli.plan.progress import Capaian, CapaianIndikator, Keadaan
from zi_cli.tables import Cell, Column, Row, Table, decree_text
from zi_cli.views.plan.keputusan import judul_tabel
from zi_cli.views.tone import NADA

KOSONG = "-"
"""What the decree prints where a row has nothing."""

TAK_TERBACA = "(baris ini tidak terbaca)"
"""What stands in the place of a row whose printed cells are in doubt."""
_KEADAAN_BERGALAT: tuple[Cell, ...] = (Cell(Keadaan.BERGALAT.called, tone=NADA[Keadaan.BERGALAT]), Cell(KOSONG))

_KEPUTUSAN = {
    "nomor": Column("NO", align="center", width=2),
    "komponen": Column("KOMPONEN", width=7),
    "indikator": Column("INDIKATOR", width=12),
    "langkah_aksi": Column("LANGKAH AKSI", width=12),
    "bukti_fisik": Column("BUKTI FISIK", width=12),
    "target_waktu": Column("TARGET WAKTU", width=7),
}
"""The decree's own columns, by the key that fills them."""
_CAPAIAN = (Column("KEADAAN", width=5), Column("TERKUMPUL", width=9))
_KODE = Column("KODE", unbroken=True)
"""The code that the decree does not print: by it people mark."""


def _kolom(rencana: Rencana) -> dict[str, Column]:
    """The decree's columns with its further ones in their place, by the key that fills each."""
    found: dict[str, Column] = {}
    for key, column in _KEPUTUSAN.items():
        found[key] = column
        for each in rencana.kolom:
            if each.sesudah == key:
                found[f"isian.{each.kunci}"] = Column(each.judul, width=7)
    return found


def lampiran(rencana: Rencana, capaian: Capaian | None = None) -> Table:
    """The Lampiran of a plan, as the decree prints it; with `capaian` also the state and what is collected.

    An area is a row of its own, a komponen is named once for all its rows, several documents are joined with `; `.
    """
    own = _kolom(rencana)
    columns = (*own.values(), *((_KODE, *_CAPAIAN) if capaian else ()))
    kolom = tuple(evolve(each, number=f"({at})") for at, each in enumerate(columns, 1))
    standing = {each.indikator.kode: each for each in capaian.indikator} if capaian else {}
    rows: list[Row] = []
    for area in rencana.area:
        rows.append(_area(area, len(kolom)))
        for komponen in area.komponen:
            for position, indikator in enumerate(komponen.indikator):
                named = () if position else _komponen(komponen)
                told = _KEADAAN_BERGALAT
                if isinstance(indikator, Indikator):
                    told = _capaian(standing.get(indikator.kode))
                if capaian:
                    told = (Cell(str(indikator.kode), heading=True), *told)
                rows.append(Row((*named, *_baris(indikator, tuple(own)[2:]), *(told if capaian else ()))))
    return Table(judul_tabel(rencana), kolom, tuple(rows))


def _area(area: Area, kolom: int) -> Row:
    return Row((decree_text(f"{area.nomor} {area.nama.upper()}", colspan=kolom, heading=True),), group=True)


def _komponen(komponen: Komponen) -> tuple[Cell, Cell]:
    rows = len(komponen.indikator)
    return Cell(komponen.nomor or "", rowspan=rows), decree_text(komponen.nama, rowspan=rows, heading=True)


def _baris(baris: Indikator | BarisBergalat, keys: Sequence[str]) -> tuple[Cell, ...]:
    """The cells of a row's own columns, in the order of their keys, as they are written.

    Where it is in doubt what is printed of a row with a fault of its own, nothing of it.
    """
    if isinstance(baris, BarisBergalat):
        if not baris.terang:
            return (Cell(TAK_TERBACA, colspan=len(keys)),)
        documents, further = baris.dokumen, dict(baris.isian)
    else:
        documents, further = tuple(bukti.dokumen for bukti in baris.bukti_fisik), baris.isian
    cells = {
        "indikator": decree_text(baris.uraian),
        "langkah_aksi": decree_text(baris.langkah_aksi or KOSONG),
        "bukti_fisik": decree_text("; ".join(documents) or KOSONG),
        "target_waktu": Cell(str(baris.target_waktu or KOSONG)),
    }
    return tuple(
        cells[key] if key in cells else decree_text(further.get(key.removeprefix("isian."), KOSONG)) for key in keys
    )


def _capaian(capaian: CapaianIndikator | None) -> tuple[Cell, ...]:
    if capaian is None:
        return ()
    return (
        Cell(capaian.keadaan.called, tone=NADA[capaian.keadaan]),
        Cell(_terkumpul(capaian.bukti)),
    )


def _terkumpul(bukti: tuple[CapaianBukti, ...]) -> str:
    """A line for each document, or each of its periods: the day it was there, or that it is missing.

    One `-` where nothing was: then all that the row asks for is.
    """
    if not any(each.realisasi for one in bukti for each in one.pemenuhan):
        return KOSONG
    lines = []
    for one in bukti:
        name = one.name if len(bukti) > 1 else ""
        for each in one.pemenuhan:
            period = each.periode if one.recurs else ""
            lead = ", ".join(filter(None, (name, period)))
            lines.append(f"{lead}: {_hari(each)}" if lead else _hari(each))
    return "\n".join(lines)


def _hari(one: Pemenuhan) -> str:
    if one.realisasi:
        return written_day(one.realisasi.tanggal)
    return one.keadaan.called if one.keadaan is KeadaanBukti.PERLU_PERBAIKAN else "belum ada"


def datar(rencana: Rencana, capaian: Capaian | None = None) -> Table:
    """The Lampiran for a spreadsheet: no spans, every line whole, with the code that the decree does not print."""
    standing = {each.indikator.kode: each for each in capaian.indikator} if capaian else {}
    own = _kolom(rencana)
    columns = (_KODE, Column("AREA", width=6), *own.values(), *(_CAPAIAN if capaian else ()))
    rows = tuple(
        Row(
            (
                Cell(str(indikator.kode), heading=True),
                decree_text(f"{area.nomor} {area.nama}"),
                Cell(komponen.nomor or ""),
                decree_text(komponen.nama),
                *_baris(indikator, tuple(own)[2:]),
                *_capaian(standing.get(indikator.kode)),
            )
        )
        for area, komponen, indikator in rencana.baris()
    )
    return Table("", tuple(evolve(each, number="") for each in columns), rows)


def extended(table: Table, columns: tuple[Column, ...], told: Iterable[tuple[Cell, ...]], title: str = "") -> Table:
    """The table with these columns behind its own, numbered on; `told`: their cells for each row that is no group."""
    further = iter(told)
    first = len(table.columns) + 1
    rows = [
        Row((evolve(each.cells[0], colspan=each.cells[0].colspan + len(columns)), *each.cells[1:]), each.group)
        if each.group
        else evolve(each, cells=(*each.cells, *next(further)))
        for each in table.rows
    ]
    numbered = tuple(evolve(each, number=f"({first + at})") for at, each in enumerate(columns))
    return Table(title or table.title, (*table.columns, *numbered), tuple(rows), table.look)
