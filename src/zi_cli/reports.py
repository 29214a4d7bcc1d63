"""Which reports there are: a line for each, with the room of `views` that its record stands in."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zi_cli.views.report import Report

REPORTS = {
    "lampiran": "plan.naskah:ANNEX",
    "keputusan": "plan.naskah:DECREE",
    "lke": "sheet.skor:REPORT",
    "lhe": "sheet.lhe:REPORT",
    "monev": "plan.monev:REPORT",
    "dasbor": "plan.dasbor:REPORT",
    "kalender": "plan.kalender:REPORT",
    "tanggung-jawab": "plan.tanggung_jawab:REPORT",
}


def report(name: str) -> "Report":
    """The record of that name, imported now: starting is most of the work."""
    module, _, record = REPORTS[name].partition(":")
    found: Report = getattr(import_module(f"zi_cli.views.{module}"), record)
    return found
