"""`zi export portalrb`: the files that PortalRB fetches."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from zi_cli import plans
from zi_cli.commands import output
from zi_cli.commands.offices import complain_briefly
from zi_cli.diagnostics import Diagnostic, InvalidPlan
from zi_cli.errors import Refusal, reason
from zi_cli.plan.model import Predikat
from zi_cli.plan.workspace import Home
from zi_cli.render.machine import as_json
from zi_cli.text.writing import create_file
from zi_cli.views.sheet.portalrb import LAYERS, Unit, answers, missing, of_several_years, units

_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
"""What a unit may be numbered: the number names a file."""


def write(homes: Sequence[Home], folder: Path) -> int:
    """Say what the units lack for a hand-in, then write them and their answers all the same; 1 where they lack any.

    A plan that cannot be read is told, and the others are written.
    """
    found: list[Unit] = []
    broken: list[Diagnostic] = []
    for _, read in plans.each(homes, _unit):
        if isinstance(read, InvalidPlan):
            broken += read.diagnostics
        else:
            found.append(read)
    _refuse_numbers(found)
    lacking = [*of_several_years(found), *(each for unit in found for each in missing(unit))]
    for each in lacking:
        output.say(each)
    complain_briefly(broken)
    if not found:
        return 1
    files: dict[str, Any] = {f"unit-{each.value.lower()}.json": units(found, each) for each in Predikat}
    files |= {f"jawaban-unit/{each.number}.json": answers(each) for each in found}
    try:
        (folder / "jawaban-unit").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(f"{folder} tidak dapat dibuat: {reason(error)}.") from error
    for name, made in files.items():
        create_file(folder / name, as_json(made).encode())
    output.say(f"{len(files)} berkas ditulis di {folder}.")
    return 1 if lacking or broken else 0


def _refuse_numbers(found: Sequence[Unit]) -> None:
    twice = {each.number for each in found if sum(other.number == each.number for other in found) > 1}
    if twice:
        numbers = ", ".join(sorted(twice))
        raise Refusal(f"Beberapa rencana bernomor unit sama di PortalRB: {numbers}; bedakan, atau sebutkan --plan.")
    for each in found:
        if not _NUMBER.fullmatch(each.number):
            raise Refusal(f'{each.id}: unit_id "{each.number}" harus berupa huruf, angka, titik, atau tanda hubung.')


def _unit(home: Home) -> Unit:
    own, tpi = plans.filled(home, LAYERS)
    return Unit(home.id, own.rencana, plans.sheet(home), own.jawaban, tpi.jawaban, own.prasyarat)
