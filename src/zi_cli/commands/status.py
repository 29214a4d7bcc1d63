"""`zi status`: how the plans stand on a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from zi_cli.commands import output
from zi_cli.commands.meant import day_range, hari, only_areas, pilihan, tanggal, workspace
from zi_cli.commands.reading import tell
from zi_cli.errors import Refusal
from zi_cli.frozen import frozen

if TYPE_CHECKING:  # what options are, the command line asks: not every call is its own
    from typing import Annotated

    import typer

    from zi_cli.bukti.elsewhere import Absent
    from zi_cli.commands.options import DayOption, FormatOption, OutputOption, PlansOption, RevisionOption
    from zi_cli.diagnostics import Diagnostic
    from zi_cli.lke.poin import Bobot
    from zi_cli.plan.progress import Capaian
    from zi_cli.plan.workspace import Home
    from zi_cli.render.media import Printed
    from zi_cli.tables import Page, Sentence, Table
    from zi_cli.views.plan.rekap import Office

__all__ = ["status"]

TERMINAL_ROWS = 12
"""Rows of a list that a terminal shows unless all are asked for."""
_SOON = 30
"""Days within which a deadline of one plan is told; over several it is the column's own."""
SATKER = "satker"
"""The layer of the office's own answers."""
ORDERS = ("deadline", "points", "evidence", "name")


@frozen
class _Asked:
    """What is asked of every plan; a value, so that another process can be told."""

    on: str | None
    area: tuple[int, ...]
    due_within: int
    sort: str
    since: date | None
    """The day that each is compared with."""

    def standing(self, home: Home, *, keeping: bool = False) -> tuple[Capaian, Bobot, Absent]:
        """How a plan stands on its day, what its rows are worth, which files are not here; InvalidPlan otherwise.

        `keeping`: what was found out is written down, for it will be asked for again.
        """
        from zi_cli.bukti.elsewhere import absent, recorded_files
        from zi_cli.plan.progress import capaian
        from zi_cli.plans.known import learned

        parsed, worth = learned(home, keeping=keeping)
        whole = capaian(parsed.model, hari(self.on, parsed.model.zona_waktu))
        return only_areas(whole, self.area), worth, absent(recorded_files(parsed.model), home.folder)

    def known(self, home: Home) -> tuple[Capaian, Bobot, Absent] | None:
        """The same as far as a page tells it, where it was found out before."""
        from zi_cli.bukti.elsewhere import absent
        from zi_cli.plans.known import recall_known

        found = None if self.area else recall_known(home)
        if found is None:
            return None
        return found.on(hari(self.on, found.zone)), found.worth, absent(found.files, home.folder)

    def __call__(self, home: Home) -> str | None:
        """A plan's part of the JSON; None where it cannot be used."""
        from zi_cli.diagnostics import InvalidPlan
        from zi_cli.render.machine import item
        from zi_cli.views.plan import data

        try:
            standing = self.standing(home)
        except InvalidPlan:
            return None
        before = _before(home, self, None, standing[0]) if self.since else None
        return item(data.plan(home.id, *standing, before))


@frozen
class _Wanted:
    """Which of several plans are shown, and how."""

    layer: str
    labels: tuple[tuple[str, str], ...]
    states: frozenset[str]

    def has(self, office: Office) -> bool:
        """Whether a plan is shown: one that cannot be read always is, for nobody knows."""
        return office.line is None or not self.states or any(office.count(each) for each in self.states)


def status(
    *,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FOLDER...]",
            readable=False,
            help="folder kerja kantor lain, atau berkas .jsonl dari zi export fakta; boleh beberapa",
        ),
    ] = None,
    plan: PlansOption = None,
    on: DayOption = None,
    area: Annotated[
        list[int] | None, typer.Option("--area", metavar="N", help="hanya area itu; boleh berulang")
    ] = None,
    due_within: Annotated[
        int | None,
        typer.Option("--due-within", metavar="HARI", help="tampilkan yang jatuh tempo dalam sekian hari; bawaannya 30"),
    ] = None,
    sort: Annotated[
        str,
        typer.Option(
            "--sort",
            metavar="URUTAN",
            help="deadline (yang terlambat paling lama, atau terbanyak), points (poin terancam), "
            "evidence (bukti paling sedikit), atau name",
        ),
    ] = "deadline",
    layer: Annotated[
        str,
        typer.Option("--layer", metavar="LAPIS", help="nilai menurut satker, provinsi, tpi, atau tpn (bila beberapa)"),
    ] = SATKER,
    label: Annotated[
        list[str] | None, typer.Option("--label", metavar="NAMA=ISI", help="hanya rencana berlabel itu; boleh berulang")
    ] = None,
    state: Annotated[
        list[str] | None,
        typer.Option(
            "--state", metavar="KEADAAN", help="hanya rencana yang punya baris dalam keadaan itu; boleh berulang"
        ),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="TANGGAL", help="tambah perubahan sejak hari itu")
    ] = None,
    at: RevisionOption = None,
    form: FormatOption = None,
    out: OutputOption = None,
    show_all: Annotated[bool, typer.Option("--all", help="jangan memotong daftar di layar")] = False,
    fail_overdue: Annotated[
        bool, typer.Option("--fail-overdue", help="keluar dengan kode 1 bila ada yang terlambat atau bergalat")
    ] = False,
) -> int:
    """Bagaimana keadaan rencana pada suatu hari: per area, apa yang terlambat, apa yang segera jatuh tempo.

    Beberapa rencana: satu baris tiap kantor, beserta jumlahnya.
    """
    target = output.target(form, out)
    near = _SOON if due_within is None else day_range(due_within, "--due-within")
    pilihan(sort, ORDERS, "--sort")
    wanted = _Wanted(_layer(layer), _labels(label) if label else (), frozenset(_keadaan(state)))
    then = None if since is None else tanggal(since, "--since")
    asked = _Asked(on, tuple(area or ()), near, sort, then)
    files, homes, bare = _places(plan, paths, trusting=not fail_overdue)
    if len(homes) == 1 and not (files or bare or wanted.labels or wanted.states):
        return _one(homes[0], asked, at, target, show_all=show_all, fail_overdue=fail_overdue)
    for name, given in (("--at", at), ("--area", area), ("--due-within", due_within)):
        if given not in (None, []):
            raise Refusal(f"{name} hanya berarti untuk satu rencana; sebutkan rencananya dengan --plan.")
    return _several(homes, (files, bare), asked, wanted, target, fail_overdue=fail_overdue)


def _places(
    plan: list[str] | None, paths: list[Path] | None, *, trusting: bool
) -> tuple[list[Path], list[Home], list[Office]]:
    """The files of facts that are meant, the plans, of the workspace one stands in or of others, and a line for each
    folder that has none.
    """
    if not paths:
        return [], workspace(trusting=trusting).chosen(plan), []
    from zi_cli.commands import places

    files, folders = places.files_and_folders(paths)
    if files and plan:
        raise Refusal("--plan memilih rencana di sebuah folder kerja; berkas fakta dibaca seluruhnya.")
    return (files, *places.homes(plan, folders, trusting=trusting)) if folders else (files, [], [])


def _layer(word: str) -> str:
    if word == SATKER:
        return word
    from zi_cli.commands.sheet import lapis

    return lapis(word, "--layer").value


def _labels(words: list[str]) -> tuple[tuple[str, str], ...]:
    from zi_cli.commands import offices

    return tuple(offices.labels(words))


def _keadaan(words: list[str] | None) -> Iterator[str]:
    from zi_cli.plan.progress import Keadaan

    for word in words or []:
        yield pilihan(word.strip().casefold().replace(" ", "_").replace("-", "_"), tuple(Keadaan), "--state")


def _one(
    home: Home,
    asked: _Asked,
    at: str | None,
    target: output.Destination,
    *,
    show_all: bool,
    fail_overdue: bool,
) -> int:
    """One plan in full; `at`: the revision that the plan is taken from for the day that it is compared with."""
    from zi_cli.render.media import Printed
    from zi_cli.views.plan import status as views

    plain = target.medium.name != "json" and asked.since is None and at is None
    whole, worth, away = (asked.known(home) if plain else None) or asked.standing(home, keeping=True)
    tell(whole.rencana)
    limit = TERMINAL_ROWS if target.screen and not show_all else None
    on = f" --on {asked.on}" if asked.on else ""
    cut = views.Cut(
        limit,
        late=f"zi status --all, atau zi list --state terlambat{on}",
        near=f"zi status --all, atau zi list --due-within {asked.due_within}{on}",
        reopened=f"zi list --state perlu_perbaikan{on}",
    )
    before = None if asked.since is None and at is None else _before(home, asked, at, whole)
    said = Printed(
        lambda: views.status(
            whole,
            worth,
            segera=asked.due_within,
            cut=cut,
            menurut_poin=asked.sort == "points",
            absent=away,
            changed=_since(before, whole, worth),
        ),
        lambda: _data(home.id, whole, worth, away, before),
    )
    output.serve(said, target)
    return 1 if fail_overdue and (whole.terlambat or whole.bergalat) else 0


def _data(id_: str, whole: Capaian, worth: Bobot, away: Absent, before: Capaian | None) -> object:
    from zi_cli.views.plan import data

    return data.status(data.plan(id_, whole, worth, away, before), whole.hari)


def _before(home: Home, asked: _Asked, at: str | None, now: Capaian) -> Capaian | None:
    """How the plan stood on the day before; no more of it than is shown."""
    from zi_cli.commands.offices import ensure_earlier
    from zi_cli.commands.reporting import before_then

    ensure_earlier(asked.since, now.hari)
    before = before_then(home, now.rencana, asked.since, at)
    return only_areas(before, asked.area) if before else None


def _since(before: Capaian | None, whole: Capaian, worth: Bobot) -> Sequence[Table | Sentence]:
    if before is None:
        return ()
    from zi_cli.views.plan.since import since

    return since(before, whole, worth)


def _several(
    homes: Sequence[Home],
    others: tuple[Sequence[Path], Sequence[Office]],
    asked: _Asked,
    wanted: _Wanted,
    target: output.Destination,
    *,
    fail_overdue: bool,
) -> int:
    """A line each; `others`: files of facts, and lines of what has no plan."""
    from zi_cli.commands import offices, places

    files, bare = others
    if files and (asked.on or asked.since or wanted.labels):
        raise Refusal(
            "Berkas fakta berisi keadaan pada harinya sendiri; --on, --since, dan --label tidak berlaku untuknya."
        )
    from zi_cli.views.plan.rekap import place

    found: list[tuple[Office, Home | None]] = [(office, None) for office in (*bare, *places.from_files(files))]
    broken: list[Diagnostic] = []
    for home, office, wrong in offices.offices(homes, asked.on, asked.since, wanted.labels):
        broken += wrong
        found.append((office, home))
    shown = sorted((each for each in found if wanted.has(each[0])), key=lambda each: place(each[0], asked.sort))
    listed = [office for office, _ in shown]
    offices.tell_twice(listed)
    offices.complain_briefly(broken)
    offices.tell_sick(listed)
    offices.tell_wrong_answers(listed)
    output.serve(_printed(shown, asked, wanted), target)
    hurt = any(each.count("terlambat") or each.count("bergalat") for each in listed)
    unread = any(each.line is None for each in listed)
    return 1 if unread or (fail_overdue and hurt) else 0


def _printed(shown: Sequence[tuple[Office, Home | None]], asked: _Asked, wanted: _Wanted) -> Printed:
    from zi_cli.render.media import Printed
    from zi_cli.views.plan import rekap

    def page() -> Page:
        each = "dengan zi status --plan RENCANA"
        return rekap.rekap([office for office, _ in shown], layer=wanted.layer, since=asked.since, how=each)

    return Printed(page, stream=lambda: _stream(shown, asked), table=lambda: rekap.table(page()))


def _stream(shown: Sequence[tuple[Office, Home | None]], asked: _Asked) -> Iterator[str]:
    """Every plan in full as JSON, each as soon as it is read; of one that only its facts are known of, these."""
    from zi_cli import plans
    from zi_cli.render.machine import item, streamed
    from zi_cli.views import JSON_VERSION
    from zi_cli.views.plan import rekap

    days = sorted(office.line.day.isoformat() for office, _ in shown if office.line)
    head = {"versi": JSON_VERSION, "per_tanggal": days[-1] if days else None}
    read = [(office, home) for office, home in shown if office.line]
    whole = plans.spread([home for _, home in read if home], asked, "membaca rencana")
    parts = (next(whole) if home else item(rekap.data(office.line, office.id)) for office, home in read if office.line)
    lost = {"tidak_terbaca": [office.id for office, _ in shown if office.line is None]}
    yield from streamed(head, "rencana", (each for each in parts if each), lambda: lost)
