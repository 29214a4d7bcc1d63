"""The decree's Lampiran as a table: its six columns, and on request how each row stands on a day."""

from dataclasses import replace

from zi_cli.plan.bergalat import BarisBergalat
from zi_cli.plan.hari import hari_tertulis
from zi_cli.plan.model import Area, Indikator, Komponen, Rencana
from zi_cli.plan.progress import Capaian, CapaianBukti, CapaianIndikator, Keadaan
from zi_cli.tables import Cell, Column, Row, Table, decree_text
from zi_cli.views.nada import NADA

KOSONG = "-"
"""What the decree prints where a row has nothing."""

TAK_TERBACA = "(baris ini tidak terbaca)"
"""What stands in the place of a row whose printed cells are in doubt."""
_KEADAAN_BERGALAT = (Cell(Keadaan.BERGALAT.sebutan, tone=NADA[Keadaan.BERGALAT]), Cell(KOSONG))

_KEPUTUSAN = (
    Column("NO", "(1)", align="center", width=2),
    Column("KOMPONEN", "(2)", width=7),
    Column("INDIKATOR", "(3)", width=12),
    Column("LANGKAH AKSI", "(4)", width=12),
    Column("BUKTI FISIK", "(5)", width=12),
    Column("TARGET WAKTU", "(6)", width=7),
)
_CAPAIAN = (Column("KEADAAN", "(7)", width=5), Column("TERKUMPUL", "(8)", width=7))


def lampiran(rencana: Rencana, capaian: Capaian | None = None) -> Table:
    """The Lampiran of a plan, as the decree prints it; with `capaian` also the state and what is collected.

    An area is a row of its own, a komponen is named once for all its rows, several documents are joined with `; `.
    """
    kolom = _KEPUTUSAN + (_CAPAIAN if capaian else ())
    standing = {each.indikator.kode: each for each in capaian.indikator} if capaian else {}
    rows: list[Row] = []
    for area in rencana.area:
        rows.append(_area(area, len(kolom)))
        for komponen in area.komponen:
            for position, indikator in enumerate(komponen.indikator):
                named = () if position else _komponen(komponen)
                if isinstance(indikator, BarisBergalat):
                    rows.append(Row((*named, *_bergalat(indikator), *(_KEADAAN_BERGALAT if capaian else ()))))
                    continue
                rows.append(Row((*named, *_indikator(indikator), *_capaian(standing.get(indikator.kode)))))
    return Table(rencana.keputusan.lampiran.nama, kolom, tuple(rows))


def _area(area: Area, kolom: int) -> Row:
    return Row((decree_text(f"{area.nomor} {area.nama.upper()}", colspan=kolom, heading=True),), group=True)


def _komponen(komponen: Komponen) -> tuple[Cell, Cell]:
    rows = len(komponen.indikator)
    return Cell(komponen.nomor or "", rowspan=rows), decree_text(komponen.nama, rowspan=rows, heading=True)


def _bergalat(baris: BarisBergalat) -> tuple[Cell, ...]:
    """A row with a fault of its own as it is written; where it is in doubt what is printed, nothing of it."""
    if not baris.terang:
        return (Cell(TAK_TERBACA, colspan=4),)
    return (
        decree_text(baris.uraian),
        decree_text(baris.langkah_aksi or KOSONG),
        decree_text("; ".join(baris.dokumen) or KOSONG),
        Cell(baris.target_waktu or KOSONG),
    )


def _indikator(indikator: Indikator) -> tuple[Cell, ...]:
    return (
        decree_text(indikator.uraian),
        decree_text(indikator.langkah_aksi or KOSONG),
        decree_text("; ".join(bukti.dokumen for bukti in indikator.bukti_fisik) or KOSONG),
        Cell(str(indikator.target_waktu or KOSONG)),
    )


def _capaian(capaian: CapaianIndikator | None) -> tuple[Cell, ...]:
    if capaian is None:
        return ()
    return (
        Cell(capaian.keadaan.sebutan, tone=NADA[capaian.keadaan]),
        Cell(_terkumpul(capaian.bukti)),
    )


def _terkumpul(bukti: tuple[CapaianBukti, ...]) -> str:
    """A line for each document, or for each of its periods: the day it was there. One `-` where nothing was."""
    if not any(each.realisasi for one in bukti for each in one.pemenuhan):
        return KOSONG
    lines = []
    for one in bukti:
        for each in one.pemenuhan:
            hari = hari_tertulis(each.realisasi.tanggal) if each.realisasi else KOSONG
            lines.append(f"{each.periode}: {hari}" if len(one.pemenuhan) > 1 else hari)
    return "\n".join(lines)


def datar(rencana: Rencana, capaian: Capaian | None = None) -> Table:
    """The Lampiran for a spreadsheet: no spans, every line whole, with the code that the decree does not print."""
    standing = {each.indikator.kode: each for each in capaian.indikator} if capaian else {}
    columns = (Column("KODE", unbroken=True), Column("AREA", width=6), *_KEPUTUSAN, *(_CAPAIAN if capaian else ()))
    rows = tuple(
        Row(
            (
                Cell(str(indikator.kode), heading=True),
                decree_text(f"{area.nomor} {area.nama}"),
                Cell(komponen.nomor or ""),
                decree_text(komponen.nama),
                *_indikator(indikator),
                *_capaian(standing.get(indikator.kode)),
            )
        )
        for area, komponen, indikator in rencana.baris()
    )
    return Table("", tuple(replace(each, number="") for each in columns), rows)
