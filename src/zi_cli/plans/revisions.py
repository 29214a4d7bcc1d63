"""What plans and their answers said at a revision, and where they stood: read as any other text, changed by nobody."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from zi_cli import git
from zi_cli.checks import usable
from zi_cli.checks.history import Revision
from zi_cli.checks.jawaban import flaws, read_answers
from zi_cli.diagnostics import InvalidPlan, Severity
from zi_cli.errors import Refusal
from zi_cli.frozen import frozen
from zi_cli.lke.jawaban import Lapis, LembarJawaban
from zi_cli.lke.lembar import Lembar
from zi_cli.lke.poin import bobot
from zi_cli.lke.regulasi import in_force, lembar
from zi_cli.lke.score import skor
from zi_cli.plan.model import Rencana
from zi_cli.plan.progress import capaian
from zi_cli.plan.workspace import NAMA_BERKAS, Home, Workspace, shown
from zi_cli.plans.answering import NO_ANSWERS
from zi_cli.plans.loading import read
from zi_cli.plans.sheets import named
from zi_cli.text import sources
from zi_cli.text.document import parse
from zi_cli.text.reading import Parsed
from zi_cli.text.sources import Source
from zi_cli.views.plan.perbedaan import Standing


@frozen
class Version:
    """A plan and its answers as they stood at one time; None for what was not there, or is no text."""

    plan: Source | None
    answers: Source | None

    @property
    def raw(self) -> tuple[bytes | None, bytes | None]:
        """The bytes of both."""
        return self.plan.raw if self.plan else None, self.answers.raw if self.answers else None

    @property
    def trees(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """What both say, as plain texts; nothing where there is none, or YAML cannot be read."""
        return _tree(self.plan), _tree(self.answers)


def homes_at(place: Workspace, names: Sequence[str | None]) -> list[Home]:
    """The home of every plan that there is on the disk (None) or was at one of the revisions."""
    folder = place.root / "plans"
    found: set[str] = set()
    for name in names:
        if name is None:
            found |= {each.id for each in place.homes()}
        else:
            at = _revision(place, name)
            found |= {each for each in at.below(folder) if at.blob(folder / each / NAMA_BERKAS) is not None}
    return [Home(each, folder / each / NAMA_BERKAS) for each in sorted(found)]


def versions(place: Workspace, home: Home, since: str, until: str | None) -> tuple[Version, Version] | None:
    """A plan with its answers at a revision, and at another or on the disk; None where nothing of it has changed."""
    if until is not None:
        one, two = _revision(place, since), _revision(place, until)
        if all(one.blob(path) == two.blob(path) for path in (home.path, home.answers)):
            return None
    before, after = version(place, home, since), version(place, home, until)
    return None if before.raw == after.raw else (before, after)


def version(place: Workspace, home: Home, name: str | None) -> Version:
    """A plan with its answers at a revision, or as they lie on the disk."""
    return Version(*(_source(place, path, name) for path in (home.path, home.answers)))


def parted(place: Workspace, one: str, two: str) -> str:
    """The commit from which two revisions parted; Refusal where they have none in common."""
    ends = (_revision(place, one).commit, _revision(place, two).commit)
    found = git.run(["merge-base", *ends], place.root)
    if isinstance(found, git.Answer):
        return found.out.decode("ascii").split()[0]
    raise Refusal(f"{one} dan {two} tidak seasal di sini; di CI, ambil riwayatnya dahulu (fetch-depth: 0).")


def _revision(place: Workspace, name: str) -> Revision:
    return Revision(place.root, place.root / "plans", name, "zi diff")


def _source(place: Workspace, path: Any, name: str | None) -> Source | None:
    try:
        if name is None:
            return read(path, shown(path))
        raw = _revision(place, name).read(path)
        return None if raw is None else sources.of_bytes(raw, path.name)
    except InvalidPlan:
        return None
    except Refusal as refusal:
        if isinstance(refusal.__cause__, OSError):
            return None
        raise


def _tree(source: Source | None) -> dict[str, Any]:
    document = parse(source.text) if source else None
    tree: Any = document.tree if document else None
    return tree if isinstance(tree, dict) else {}


def sheet_then(*versions: Version) -> Lembar:
    """The sheet that a plan goes by, as the last of these that says so has it."""
    for each in reversed(versions):
        if each.answers is not None and (id_ := named(each.answers.text)):
            return lembar(id_)
    years = [str(each.trees[0].get("tahun", "")) for each in reversed(versions)]
    year = next((int(each) for each in years if each.isascii() and each.isdigit()), None)
    return lembar(in_force(year))


def standing(version: Version, day: date | None) -> Standing | None:
    """Where a plan stood on a day, or today; None where it, or its answers, are none to reckon with."""
    from zi_cli.plan.hari import hari_ini

    on = sheet_then(version)
    plan, answers = _plan(version.plan), _answers(version.answers, on)
    if plan is None or answers is None:
        return None
    rencana = plan.model
    whole = capaian(rencana, day or hari_ini(rencana.zona_waktu))
    points = bobot(plan, on.id, answers.setelan, trusting=False).total(whole.indikator)
    scores = {}
    for layer in Lapis:
        if given := answers.lapis(layer):
            done = skor(on, answers.setelan, given)
            gates = done.gerbang(rencana.predikat)
            scores[layer.called] = (done.total, sum(each.lulus for each in gates), len(gates))
    late, sick = (frozenset(str(each.indikator.kode) for each in rows) for rows in (whole.terlambat, whole.bergalat))
    return Standing(points, scores, late, sick)


def plan_at(home: Home, name: str) -> Rencana:
    """A plan as it was at a revision; Refusal where it was not there, or could not be used."""
    found = _plan(version(Workspace(home.path.absolute().parents[2]), home, name).plan)
    if found is None:
        raise Refusal(f"{home.name} belum ada pada {name}, atau belum dapat dipakai waktu itu.")
    return found.model


def _plan(source: Source | None) -> Parsed[Rencana] | None:
    try:
        return usable(source) if source else None
    except InvalidPlan:
        return None


def _answers(source: Source | None, on: Lembar) -> LembarJawaban | None:
    if source is None:
        return NO_ANSWERS
    try:
        parsed = read_answers(source, on)
    except InvalidPlan:
        return None
    wrong = any(each.severity is Severity.ERROR for each in flaws(parsed, on))
    return None if wrong else parsed.model
