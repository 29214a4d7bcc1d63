"""`zi export portalrb`: the files that PortalRB fetches."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
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

    A plan that cannot be read, or whose number names no file of its own, is told, and the others are written.
    """
    found: list[Unit] = []
    broken: list[Diagnostic] = []
    for _, read in plans.each(homes, _unit):
        if isinstance(read, InvalidPlan):
            broken += read.diagnostics
        else:
            found.append(read)
    unfit = dict(_unfit(found))
    if unfit and len(unfit) == len(found):
        raise Refusal(next(iter(unfit.values())))
    found = [each for each in found if each.id not in unfit]
    lacking = [*of_several_years(found), *(each for unit in found for each in missing(unit))]
    for each in lacking:
        output.say(each)
    for told in unfit.values():
        output.say(told)
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
    return 1 if lacking or broken or unfit else 0


def _unfit(found: Sequence[Unit]) -> Iterator[tuple[str, str]]:
    """The plans whose number can name no file, or another's too, each with the sentence that says so."""
    counts = Counter(each.number for each in found)
    for each in found:
        if not _NUMBER.fullmatch(each.number):
            told = "harus berupa huruf, angka, titik, atau tanda hubung; tidak ditulis"
        elif counts[each.number] > 1:
            told = "juga nomor unit rencana lain; bedakan, atau sebutkan --plan; tidak ditulis"
        else:
            continue
        yield each.id, f'{each.id}: unit_id "{each.number}" {told}.'


def _unit(home: Home) -> Unit:
    own, tpi = plans.filled(home, LAYERS)
    return Unit(home.id, own.rencana, plans.sheet(home), own.jawaban, tpi.jawaban, own.prasyarat)
