"""What the commands that print reports share: what a report of one plan is made of."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from zi_cli import plans
from zi_cli.lke.jawaban import Lapis
from zi_cli.views.report import Material

if TYPE_CHECKING:
    from zi_cli.lke.poin import Bobot
    from zi_cli.lke.terisi import Terisi
    from zi_cli.plan.model import Rencana
    from zi_cli.plan.workspace import Home
    from zi_cli.text.reading import Parsed


def material(
    home: Home, parsed: Parsed[Rencana], day: date | None, layer: Lapis = Lapis.SATKER, person: str = ""
) -> Material:
    """The plan as it was read, and what else of it a report may want."""

    def filled(which: Lapis) -> Terisi:
        return plans.filled(home, [which])[0]

    def worth() -> Bobot:
        return plans.worth(home, parsed)

    return Material(home.id, home.folder, parsed.model, day, filled, worth, layer, person=person)
