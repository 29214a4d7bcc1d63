"""Which forms there are to be filled in with Excel: a line for each, with the room of `views` its record stands in.

A form is a report for the one medium that comes back; `imports` has the kind that takes it in again.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zi_cli.views.report import Report

FORMS = {
    "lke": "sheet.live_sheet:FORM",
    "pemeriksaan": "evidence.review_form:FORM",
    "bukti": "evidence.evidence_form:FORM",
}


def form(name: str) -> "Report":
    """The record of that name, imported now: starting is most of the work."""
    module, _, record = FORMS[name].partition(":")
    found: Report = getattr(import_module(f"zi_cli.views.{module}"), record)
    return found
