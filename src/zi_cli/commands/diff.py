"""`zi diff`: what changed in the plans, told for people, and what that does."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zi_cli.commands import output
from zi_cli.commands.meant import tanggal, workspace
from zi_cli.commands.options import OutputOption, PlansOption
from zi_cli.errors import Refusal, reason
from zi_cli.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from zi_cli.lke.lembar import Lembar
    from zi_cli.plan.workspace import Home, Workspace
    from zi_cli.render.media import Medium
    from zi_cli.tables import Page
    from zi_cli.views.plan.perbedaan import PlanDifference

__all__ = ["diff"]


def diff(
    *,
    revisions: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[REVISI [REVISI]]",
            help="revisi git, juga A..B dan A...B; satu: dibandingkan dengan isi disk; bawaannya HEAD",
        ),
    ] = None,
    plan: PlansOption = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="TANGGAL", help="hitung terlambat dan poinnya pada hari itu")
    ] = None,
    textconv: Annotated[
        bool,
        typer.Option("--textconv", help="cetak isi satu berkas, satu hal satu baris (dipakai git diff dan git log -p)"),
    ] = False,
    form: Annotated[
        str | None, typer.Option("--format", metavar="BENTUK", help="table, json, md, html, csv, atau github")
    ] = None,
    out: OutputOption = None,
) -> int:
    """Apa yang berubah: baris, teks, tanda, pemeriksaan, jawaban; lalu pengaruhnya pada poin, nilai, dan tenggat.

    Yang dibandingkan isinya, bukan baris teksnya: lipatan dan takuk yang lain bukan perubahan.
    """
    names = revisions or ["HEAD"]
    if textconv:
        return _textconv(names)
    target = output.target(form, out, _media())
    place = workspace()
    since, until = _range(place, names)
    found = _found(place, since, until, plan, tanggal(on, "--on") if on is not None else None)
    from zi_cli.render.media import Printed
    from zi_cli.views.plan import perbedaan as views

    title = f"Perubahan dari {' '.join(names)} ke isi disk" if until is None else f"Perubahan {' ke '.join(names)}"
    said = Printed(
        page=lambda: views.page(title, found),
        data=lambda: views.data(since, until, found),
        table=lambda: views.table(found),
        own={"github": lambda: _summary(views.page(title, found))},
    )
    output.serve(said, target)
    return 0


def _range(place: Workspace, names: list[str]) -> tuple[str, str | None]:
    """From where to where, as git writes it: `A`, `A B`, `A..B`, and `A...B` from where both parted; None: the disk."""
    if len(names) > 2:
        raise Refusal("zi diff menerima paling banyak dua revisi.")
    if len(names) == 2:
        return names[0], names[1]
    one, dots, two = names[0].partition("...") if "..." in names[0] else names[0].partition("..")
    if not dots:
        return one, None
    one, two = one or "HEAD", two or "HEAD"
    if dots == "..":
        return one, two
    from zi_cli.plans import revisions

    return revisions.parted(place, one, two), two


def _media() -> Sequence[Medium]:
    """Those of every page, and the summary of a run on GitHub."""
    from zi_cli.render.media import MEDIA, Medium

    return (*MEDIA, Medium("github", (), ""))


def _found(
    place: Workspace, since: str, until: str | None, ids: Sequence[str] | None, day: date | None
) -> list[PlanDifference]:
    """Every plan that changed, or of those that are meant."""
    from zi_cli import plans
    from zi_cli.plans import revisions

    homes = revisions.homes_at(place, [since, until])
    if ids:
        meant = ([each for each in homes if each.id == id_] or [place.home(id_)] for id_ in ids)
        homes = list(dict.fromkeys(home for each in meant for home in each))
    found = plans.spread(homes, _Compared(place, since, until, day), "membandingkan rencana")
    return [each for each in found if each and each.differences]


def _order(sheet: Lembar) -> Mapping[str, int]:
    return {code: at for at, code in enumerate(sheet.butir)}


@frozen
class _Compared:
    """How a plan is compared; a value, so that another process can be told."""

    place: Workspace
    since: str
    until: str | None
    day: date | None

    def __call__(self, home: Home) -> PlanDifference | None:
        """What changed in a plan, and where it stood before and after; None where no letter did."""
        from zi_cli.edits.comparing import answer_differences, plan_differences
        from zi_cli.plans import revisions
        from zi_cli.views.plan.perbedaan import PlanDifference

        found = revisions.versions(self.place, home, self.since, self.until)
        if found is None:
            return None
        before, after = found
        (old, old_answers), (new, new_answers) = before.trees, after.trees
        order = _order(revisions.sheet_then(before, after))
        differences = (*plan_differences(old, new), *answer_differences(old_answers, new_answers, order))
        if not differences:
            return None
        return PlanDifference(
            home.id, differences, revisions.standing(before, self.day), revisions.standing(after, self.day)
        )


def _summary(page: Page) -> bytes:
    """The page for the summary of a run on GitHub, added there; for stdout where there is none."""
    from zi_cli.render import markdown

    drawn = markdown.page(page).encode()
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary is None:
        return drawn
    try:
        with Path(summary).open("ab") as stream:
            stream.write(drawn)
    except OSError as error:
        raise Refusal(f"Ringkasan tidak dapat ditulis ke {summary}: {reason(error)}.") from error
    return b""


def _textconv(names: list[str]) -> int:
    """What a file says, for git to compare; a text that cannot be read as YAML as it stands."""
    if len(names) != 1:
        raise Refusal("zi diff --textconv menerima tepat satu berkas.")
    from zi_cli.edits.comparing import flat
    from zi_cli.lke.regulasi import lembar
    from zi_cli.plans.sheets import sheet_of_file
    from zi_cli.text.document import parse
    from zi_cli.text.regular import given

    try:
        raw = given(Path(names[0]))
    except OSError as error:
        raise Refusal(f"{names[0]} tidak dapat dibaca: {reason(error)}.") from error
    text = raw.decode("utf-8", "backslashreplace").removeprefix("\ufeff")
    document = parse(text)
    if document.faults or not isinstance(document.tree, dict):
        output.emit(text)
    else:
        order = _order(lembar(sheet_of_file(None, text)))
        output.emit("".join(f"{line}\n" for line in flat(document.tree, order)))
    return 0
