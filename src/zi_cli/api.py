"""What other programs may ask: a plan, its answers, what is wrong, how it stands on a day, what it scores.

A plan goes by its folder, or by the rencana.yaml in it. Nothing here writes, and no stamp is believed: others count on
the answer. InvalidPlan holds everything that is wrong, each with its place; a Refusal has a kind and a sentence.
"""

from datetime import date
from os import PathLike
from pathlib import Path

from zi_cli import plans
from zi_cli.diagnostics import Diagnostic
from zi_cli.errors import Kind, Refusal
from zi_cli.lke.jawaban import Lapis, LembarJawaban
from zi_cli.lke.terisi import Terisi
from zi_cli.plan.hari import hari_ini
from zi_cli.plan.model import Predikat, Rencana
from zi_cli.plan.progress import Capaian, capaian
from zi_cli.plan.workspace import NAMA_BERKAS, Home

Where = str | PathLike[str]


def load(place: Where) -> Rencana:
    """The plan that lies there; InvalidPlan with all its errors, or that there is none."""
    return plans.load(_home(place)).model


def answers(place: Where) -> LembarJawaban:
    """The answers to the plan's sheet, none where it has no lke.yaml; InvalidPlan with all their errors."""
    return plans.answers(_home(place))


def check(place: Where, day: date | None = None) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with the plan and its answers, in order; on a day, or on today."""
    home = _home(place)
    files = [str(home.path), *([str(home.answers)] if home.answered else [])]
    return plans.check(files, day).found


def standing(place: Where, day: date | None = None) -> Capaian:
    """How the plan stands on a day, or on today where it lies: what is done, late, and due, row by row."""
    plan = load(place)
    return capaian(plan, day or hari_ini(plan.zona_waktu))


def score(place: Where, layer: str = Lapis.SATKER, predikat: str | None = None) -> Terisi:
    """The plan's sheet as one layer filled it in, with its points and gates; for a predicate, or the one aimed at."""
    try:
        who, aim = Lapis(layer), Predikat(predikat) if predikat else None
    except ValueError as error:
        known = ", ".join((*Lapis, *Predikat))
        raise Refusal(f"{error.args[0]}: yang dikenal {known}.", Kind.UNKNOWN) from error
    return plans.filled(_home(place), [who], aim)[0]


def _home(place: Where) -> Home:
    path = Path(place)
    return Home(path.absolute().name, path / NAMA_BERKAS, False) if path.is_dir() else Home.of(path)
