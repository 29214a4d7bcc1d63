"""A workbook for a reviewer without zi: what can be looked at, a line each, with cells for what was found.

Each line bears a key of what is reviewed. Where something else is recorded when the form comes back, the key is
nobody's, and the line is told instead of taken.
"""

import hashlib
import json
from collections.abc import Iterator

from zi_cli.plan.hari import written_day
from zi_cli.plan.model import BuktiFisik, Indikator, Rencana
from zi_cli.plan.realisasi import Hasil, Realisasi
from zi_cli.render.media import Printed
from zi_cli.tables import Cell, Column, Form, Page, Row, Table, WorkbookCell, decree_text, row
from zi_cli.views.cells import day_cell
from zi_cli.views.report import Material, Report
from zi_cli.views.sheet.live_sheet import KIND_MARK, PLAN_MARK

KIND = "pemeriksaan"
RESULT, NOTE, BY, DAY, KEY = "HASIL", "CATATAN", "PEMERIKSA", "TANGGAL PERIKSA", "KUNCI"
_COLUMNS = (
    Column("KODE", unbroken=True),
    Column("BUKTI FISIK", width=6),
    Column("PERIODE", width=2),
    Column("TERKUMPUL", unbroken=True),
    Column("YANG DIPERIKSA", width=6),
    Column("SEJAUH INI", width=3),
    Column(RESULT, width=2),
    Column(NOTE, width=5),
    Column(BY, width=2),
    Column(DAY, width=2),
    Column(KEY, hidden=True),
)


def key(indikator: Indikator, bukti: BuktiFisik, realisasi: Realisasi) -> str:
    """What a line is known by: the row, the document, and what of it can be looked at."""
    said = [
        " ".join(bukti.name.casefold().split()),
        realisasi.tanggal.isoformat(),
        str(realisasi.periode or ""),
        sorted(realisasi.rujukan),
    ]
    return f"{indikator.kode}:{hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]}"


def table(rencana: Rencana) -> Table:
    """Everything that was collected and can be looked at, in printed order."""
    return Table("Pemeriksaan", _COLUMNS, tuple(_rows(rencana)))


def _rows(rencana: Rencana) -> Iterator[Row]:
    for _, indikator, bukti, each in rencana.each_realisasi():
        if each.berbukti:
            yield _row(indikator, bukti, each)


def _row(indikator: Indikator, bukti: BuktiFisik, each: Realisasi) -> Row:
    shown = [one.berkas.rpartition("/")[2] for one in each.every_file] or [each.tautan or each.tempat or ""]
    return row(
        Cell(str(indikator.kode), heading=True),
        decree_text(bukti.dokumen),
        str(each.periode or ""),
        day_cell(each.tanggal),
        "\n".join(shown),
        _so_far(each),
        Cell("", entry=WorkbookCell("", open=True, choices=tuple(Hasil))),
        Cell("", entry=WorkbookCell("", form=Form.TEXT, open=True)),
        Cell("", entry=WorkbookCell("", form=Form.TEXT, open=True)),
        Cell("", entry=WorkbookCell("", form=Form.TEXT, open=True)),
        key(indikator, bukti, each),
    )


def _so_far(each: Realisasi) -> str:
    """What the last review found, and whether it still counts."""
    known = each.diperiksa()
    if known is not None:
        return f"{known.hasil}, {known.oleh}, {written_day(known.tanggal)}"
    return "basi: buktinya sudah diganti" if each.pemeriksaan else "belum diperiksa"


def _printed(material: Material) -> Printed:
    rencana = material.rencana
    return Printed(
        page=lambda: Page(f"Pemeriksaan bukti {rencana.satker} {rencana.tahun}", (table(rencana),)),
        marks={KIND_MARK: KIND, PLAN_MARK: material.id},
    )


FORM = Report(KIND, _printed, frozenset(), "xlsx")
