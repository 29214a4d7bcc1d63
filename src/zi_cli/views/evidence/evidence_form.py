"""The form of evidence, to be filled in with Excel: a row for each deadline that is open, what the plan says locked.

Each row bears a hidden key, and the fingerprint of what the plan knew of that deadline when the form was made: so a
sorted form is read as well as an unsorted one, and what has changed meanwhile is seen.
"""

import hashlib

from zi_cli.plan.hari import written_day
from zi_cli.plan.pemenuhan import KeadaanBukti, Pemenuhan
from zi_cli.plan.progress import Capaian, Deadline
from zi_cli.render.media import Printed
from zi_cli.tables import Cell, Column, Form, Look, Page, Sentence, Table, WorkbookCell, decree_text, row
from zi_cli.views.cells import day_cell
from zi_cli.views.report import Material, Need, Report
from zi_cli.views.sheet.live_sheet import KIND_MARK, PLAN_MARK

KIND = "bukti"
"""What the file's properties call it, as the command line does."""
KEY, PRINT = "KUNCI", "SIDIK"
TO_FILL = {"TANGGAL": "tanggal", "TAUTAN": "tautan", "TEMPAT": "tempat", "OLEH": "oleh", "CATATAN": "catatan"}
"""The columns that people fill in, with the key of a mark that each becomes."""
_WIDTHS = {"TANGGAL": 2, "TAUTAN": 5, "TEMPAT": 3, "OLEH": 3, "CATATAN": 5}
_OPEN = (KeadaanBukti.BELUM, KeadaanBukti.DITANDAI, KeadaanBukti.PERLU_PERBAIKAN)
"""What the form asks about: what is open, and what was only claimed."""


def key(each: Deadline) -> str:
    """What names a deadline of a document in a plan: its row, its document, its period where there are several."""
    return f"{each.row.indikator.kode}#{_hash(each.document.bukti.dokumen)[:8]}#{each.period}"


def fingerprint(one: Pemenuhan) -> str:
    """What the plan knows of a deadline: when it is, what was collected, what reviews found."""
    known = [
        (mark.tanggal.isoformat(), *mark.rujukan, *(f"{each.tanggal} {each.hasil}" for each in mark.pemeriksaan))
        for mark in one.semua
    ]
    return _hash(repr((one.tenggat.isoformat(), known)))[:16]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def table(standing: Capaian) -> Table:
    """The form's rows."""
    columns = (
        Column("KODE", unbroken=True),
        Column("INDIKATOR", width=5),
        Column("BUKTI FISIK", width=5),
        Column("PERIODE", width=2),
        Column("TENGGAT", unbroken=True),
        Column("KEADAAN", width=2),
        *(Column(title, width=_WIDTHS[title]) for title in TO_FILL),
        Column(KEY, hidden=True),
        Column(PRINT, hidden=True),
    )
    rows = tuple(
        row(
            Cell(str(each.row.indikator.kode), heading=True),
            decree_text(each.row.indikator.uraian),
            decree_text(each.document.bukti.dokumen),
            each.one.periode,
            day_cell(each.one.tenggat),
            each.one.keadaan.called,
            *(
                Cell(entry=WorkbookCell(form=Form.DAY if title == "TANGGAL" else Form.TEXT, open=True))
                for title in TO_FILL
            ),
            key(each),
            fingerprint(each.one),
        )
        for each in standing.deadlines
        if each.one.keadaan in _OPEN
    )
    return Table("Isian", columns, rows, Look.LIST)


_GUIDE = (
    "Isilah sel kuning pada baris yang buktinya sudah ada: tanggal bukti itu ada, dan tautannya atau tempatnya.",
    "Barisnya boleh diurutkan dan disaring; yang kosong dilewati.",
    "Simpan sebagai .xlsx, lalu baca dengan zi import.",
)


def _printed(material: Material) -> Printed:
    """How the form is filled in, and its rows."""
    standing = material.standing
    rows, plan = table(standing), standing.rencana
    title = f"Formulir bukti {plan.satker} {plan.tahun}, per {written_day(standing.hari)}"
    guide = Table("Petunjuk", (Column("PETUNJUK", width=8),), tuple(row(line) for line in (title, *_GUIDE)))
    page = Page(title, (*map(Sentence, _GUIDE), rows), author=plan.satker, day=standing.hari)
    return Printed(lambda: page, book=lambda: (rows, guide), marks={KIND_MARK: KIND, PLAN_MARK: material.id})


FORM = Report("bukti", _printed, frozenset({Need.DAY}), medium="xlsx")
