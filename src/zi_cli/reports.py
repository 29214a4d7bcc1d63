"""Which reports and forms there are: a line for each, with the room of `views` that its record stands in.

A form is a report for Excel that comes back filled in; `imports` has the kind that takes it in again.
"""

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
FORMS = {
    "lke": "sheet.live_sheet:FORM",
    "pemeriksaan": "evidence.review_form:FORM",
    "bukti": "evidence.evidence_form:FORM",
}


def report(name: str) -> "Report":
    """The report of that name."""
    return _record(REPORTS[name])


def form(name: str) -> "Report":
    """The form of that name."""
    return _record(FORMS[name])


def _record(place: str) -> "Report":
    """A record, imported now: starting is most of the work of a command."""
    module, _, name = place.partition(":")
    found: Report = getattr(import_module(f"zi_cli.views.{module}"), name)
    return found
