"""What a report is: its name, what it needs, and what is printed. Each stands beside its page; `reports` lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from zi_cli.frozen import frozen
from zi_cli.plan.progress import Capaian, capaian

if TYPE_CHECKING:  # a document of the decree wants nothing of the sheet
    from pathlib import Path

    from zi_cli.lke.jawaban import Lapis
    from zi_cli.lke.lembar import Lembar
    from zi_cli.lke.poin import Bobot
    from zi_cli.lke.terisi import Terisi
    from zi_cli.plan.model import Rencana
    from zi_cli.render.media import Printed


class Need(StrEnum):
    """What a report may be asked with, by the name of the argument that says it."""

    PROGRESS = "progress"
    """How the plan stands, only where that is asked for."""
    DAY = "on"
    """How the plan stands on a day, always."""
    LAYER = "layer"
    PERIOD = "period"
    PERSON = "person"
    SINCE = "since"


@frozen(slots=False)
class Material:
    """What a report is made of: one plan, and what was asked for. What not every report wants is read when it is."""

    id: str
    folder: Path
    """Where the plan lies, and the office's own words with it."""
    rencana: Rencana
    day: date | None
    """None where the report is not of a day."""
    filled: Callable[[Lapis], Terisi]
    """The sheet as a layer filled it in."""
    worth: Callable[[], Bobot]
    """What the plan's rows are worth."""
    answered: Callable[[], tuple[Terisi, ...]]
    """The sheet as each layer that has answers filled it in."""
    sheet: Callable[[], Lembar]
    """The sheet that the plan goes by."""
    words: Callable[[str], str]
    """The office's own words in a file of the plan's folder; nothing where there is none."""
    shown: Callable[[str], str]
    """Where that file lies, as people name it."""
    layer: Lapis | None = None
    """Whose answers; None for the office's own."""
    layers: tuple[Lapis, ...] = ()
    """Whose answers a form holds, where it may hold several's."""
    period: str = ""
    person: str = ""
    since: date | None = None
    """The day that it is compared with."""
    earlier: Rencana | None = None
    """The plan as it was at an earlier revision, for that comparison; None for the plan as it is."""
    wrong_answers: int = 0
    """Of one of several plans: the errors that keep its answers from being read; `answered` has none then."""

    @cached_property
    def standing(self) -> Capaian:
        """How the plan stands on the day; only for a report of one."""
        assert self.day is not None, "a report that needs a day is given one"
        return capaian(self.rencana, self.day)


@frozen
class UnreadPlan:
    """One of several plans that could not be read."""

    id: str
    problems: int


@frozen
class Report:
    """One report."""

    name: str
    """As the command line has it; the name of its template too, where it has one."""
    printed: Callable[[Material], Printed]
    needs: frozenset[Need] = frozenset()
    medium: str = "md"
    """The medium where none is asked for."""
    several: Callable[[Iterable[Material | UnreadPlan]], Printed] | None = None
    """What is printed of several plans; None where it is a report of one."""
