"""`zi export portalrb`: the files that PortalRB fetches."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from zi_cli import plans
from zi_cli.commands import output
from zi_cli.errors import Refusal, reason
from zi_cli.plan.model import Predikat
from zi_cli.plan.workspace import Home
from zi_cli.render.machine import as_json
from zi_cli.text.writing import create_file
from zi_cli.views.sheet.portalrb import LAYERS, Unit, answers, missing, units


def write(homes: Sequence[Home], folder: Path) -> int:
    """Say what the units lack for a hand-in, then write them and their answers all the same; 1 where they lack any."""
    found = [_unit(home) for home in homes]
    twice = {each.number for each in found if sum(other.number == each.number for other in found) > 1}
    if twice:
        numbers = ", ".join(sorted(twice))
        raise Refusal(f"Beberapa rencana bernomor unit sama di PortalRB: {numbers}; bedakan, atau sebutkan --plan.")
    lacking = [each for unit in found for each in missing(unit)]
    for each in lacking:
        output.say(each)
    files: dict[str, Any] = {f"unit-{each.value.lower()}.json": units(found, each) for each in Predikat}
    files |= {f"jawaban-unit/{each.number}.json": answers(each) for each in found}
    try:
        (folder / "jawaban-unit").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(f"{folder} tidak dapat dibuat: {reason(error)}.") from error
    for name, made in files.items():
        create_file(folder / name, as_json(made).encode())
    output.say(f"{len(files)} berkas ditulis di {folder}.")
    return 1 if lacking else 0


def _unit(home: Home) -> Unit:
    own, tpi = plans.filled(home, LAYERS)
    return Unit(home.id, own.rencana, plans.sheet(home), own.jawaban, tpi.jawaban, own.prasyarat)
