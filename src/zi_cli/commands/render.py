"""`zi render`: the reports of a plan, in every medium; where the office has words of its own, through its templates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from zi_cli.commands import output
from zi_cli.commands.meant import hari, pilihan, tanggal, workspace
from zi_cli.commands.options import DayOption, OutputOption, PlansOption, RevisionOption, SinceOption
from zi_cli.commands.reading import names, tell
from zi_cli.errors import Refusal
from zi_cli.frozen import evolve
from zi_cli.reports import REPORTS, report

if TYPE_CHECKING:
    from zi_cli.diagnostics import Diagnostic
    from zi_cli.plan.model import Rencana
    from zi_cli.plan.workspace import Home
    from zi_cli.render.media import Printed
    from zi_cli.views.report import Material, Report, UnreadPlan

__all__ = ["render"]


def _reports(incomplete: str) -> list[str]:
    return [name for name in REPORTS if name.startswith(incomplete)]


def render(
    *,
    document: Annotated[str, typer.Argument(metavar="DOKUMEN", help=", ".join(REPORTS), autocompletion=_reports)],
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="BENTUK",
            help="md, html, docx, xlsx, pdf, csv, csv-id, table; bawaannya akhiran -o, atau md",
        ),
    ] = None,
    out: OutputOption = None,
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="FOLDER", help="folder templat, mendahului milik kantor dan bawaan"),
    ] = None,
    progress: Annotated[
        bool, typer.Option("--progress", help="tambah kolom keadaan dan tanggal terkumpul (bukan lagi salinan resmi)")
    ] = False,
    layer: Annotated[
        str | None,
        typer.Option("--layer", metavar="LAPIS", help="jawaban siapa di lke: satker, provinsi, tpi, atau tpn"),
    ] = None,
    person: Annotated[
        str | None, typer.Option("--person", metavar="NAMA", help="hanya baris yang penanggung jawabnya memuat NAMA")
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(
            "--period", metavar="PERIODE", help="periode monev, misalnya 'TW III'; bawaannya yang terakhir selesai"
        ),
    ] = None,
    since: SinceOption = None,
    at: RevisionOption = None,
    paper: Annotated[str, typer.Option("--paper", metavar="KERTAS", help="f4 atau a4; bawaannya f4")] = "f4",
    on: DayOption = None,
    plan: PlansOption = None,
) -> int:
    """Cetak Lampiran, seluruh keputusan beserta Lampirannya, Lembar Kerja Evaluasi (lke) yang sudah diisi, dan lainnya.

    Kata-katanya ada di templat: folder templates/ di samping plans/ mendahului bawaan zi.
    """
    pilihan(document, REPORTS, "Dokumen")
    pilihan(paper, ("f4", "a4"), "--paper")
    wanted = report(document)
    given = {"layer": layer, "person": person, "since": since, "period": period}
    said = {name: text is not None for name, text in given.items()}
    _ensure_meant(wanted, said | {"progress": progress, "on": on is not None and not progress})
    place = workspace()
    folders = (*([template] if template else []), *place.templates())
    from zi_cli import plans
    from zi_cli.commands.reporting import earlier, material
    from zi_cli.commands.sheet import lapis
    from zi_cli.render.media import CALENDAR, MEDIA, Setting
    from zi_cli.views.report import Need

    known = (*MEDIA, CALENDAR) if wanted.medium == CALENDAR.name else MEDIA
    homes = place.chosen(plan)
    each = len(homes) > 1 and not wanted.several
    target = output.target(form, None if each else out, known, wanted.medium, Setting(paper, folders, output.say))
    dated = progress or Need.DAY in wanted.needs
    asked: dict[str, Any] = {
        "layer": lapis(layer, "--layer") if layer is not None else None,
        "person": person or "",
        "period": period or "",
    }
    asked["since"] = tanggal(since, "--since") if since is not None else None
    _ensure_since(at, since, homes)
    if wanted.several and len(homes) > 1:
        return _all(wanted.several, homes, on, asked, target)

    def one(home: Home, target: output.Destination) -> int:
        parsed = plans.load(home)
        which = home.id if each else ""
        if Need.PROGRESS not in wanted.needs:
            tell(parsed.model, which=which)
        made = material(home, parsed, hari(on, parsed.model.zona_waktu) if dated else None)
        before = earlier(home, at) if at is not None else None
        output.serve(wanted.printed(evolve(made, earlier=before, **asked)), target)
        return _tell_sick(parsed.model, which) if Need.PROGRESS in wanted.needs else 0

    return _one_each(homes, out, one, target) if each else one(homes[0], target)


def _ensure_since(at: str | None, since: str | None, homes: Sequence[Home]) -> None:
    if at is not None and since is None:
        raise Refusal("--at hanya berarti bersama --since; sebutkan harinya, misalnya --since 2025-09-01.")
    if at is not None and len(homes) > 1:
        raise Refusal("--at hanya berarti untuk satu rencana; sebutkan rencananya dengan --plan.")


def _one_each(
    homes: Sequence[Home], out: Path | None, one: Callable[[Home, output.Destination], int], target: output.Destination
) -> int:
    """A file for each of several plans; 1 where one of them cannot be used, which is told, or not all of it printed."""
    from zi_cli.commands import offices

    ending = next(iter(target.medium.endings), f".{target.medium.name.partition('-')[0]}")
    paths = dict(offices.into(out, homes, ending))
    return offices.one_by_one(homes, lambda home: one(home, target._replace(out=paths[home])))


def _all(
    printed: Callable[[Iterable[Material | UnreadPlan]], Printed],
    homes: Sequence[Home],
    on: str | None,
    asked: dict[str, Any],
    target: output.Destination,
) -> int:
    """A report of several plans; 1 where one of them cannot be used, which is told."""
    from zi_cli.commands.offices import complain_briefly
    from zi_cli.commands.reporting import materials
    from zi_cli.views.report import UnreadPlan

    broken: list[Diagnostic] = []
    found = materials(homes, lambda zone: hari(on, zone), broken)
    unread = 0

    def asked_of() -> Iterator[Material | UnreadPlan]:
        nonlocal unread
        for each in found:
            unread += isinstance(each, UnreadPlan)
            yield each if isinstance(each, UnreadPlan) else evolve(each, **asked)

    said = printed(asked_of())
    complain_briefly(broken)
    if unread < len(homes):
        output.serve(said, target)
    return 1 if broken else 0


def _tell_sick(rencana: Rencana, which: str) -> int:
    """Say which rows have a fault of their own and are printed as they are written; 1 where one cannot be.

    `which`: the plan's name, where several are told.
    """
    sick = rencana.bergalat
    of = f"{which}: " if which else ""
    if sick:
        output.say(f"{of}{len(sick)} baris bergalat, dicetak sebagaimana tertulis: {names(sick)}; lihat zi check.")
    doubtful = [each for each in sick if not each.terang]
    if doubtful:
        output.say(f"{of}{len(doubtful)} di antaranya tidak terbaca, jadi tidak dicetak: {names(doubtful)}.")
    return 1 if doubtful else 0


def _ensure_meant(wanted: Report, given: dict[str, bool]) -> None:
    """Refusal where an option was given that this report has no use for."""
    from zi_cli.views.report import Need

    known = {str(each) for each in wanted.needs}
    for name in (each for each, said in given.items() if said and each not in known):
        if name == Need.DAY and Need.PROGRESS in wanted.needs:
            raise Refusal("--on hanya berarti bersama --progress; keputusan sendiri tidak bergantung pada hari.")
        others = [each for each in REPORTS if name in {str(need) for need in report(each).needs}]
        raise Refusal(f"--{name} tidak berarti untuk {wanted.name}; hanya untuk {', '.join(others)}.")
