"""`zi form`: a workbook to fill in with Excel, which `zi import` takes in again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zi_cli.commands import output
from zi_cli.commands.meant import hari, pilihan, workspace
from zi_cli.commands.options import DayOption, OutputOption, PlanOption
from zi_cli.errors import Refusal
from zi_cli.frozen import evolve
from zi_cli.reports import FORMS
from zi_cli.reports import form as record_of

if TYPE_CHECKING:
    from zi_cli.lke.jawaban import Lapis
    from zi_cli.plan.workspace import Home

__all__ = ["form"]


def _kinds(incomplete: str) -> list[str]:
    return [name for name in FORMS if name.startswith(incomplete)]


def form(
    *,
    kind: Annotated[str, typer.Argument(metavar="JENIS", help=", ".join(FORMS), autocompletion=_kinds)],
    out: OutputOption = None,
    layer: Annotated[
        str | None,
        typer.Option("--layer", metavar="LAPIS,...", help="yang menjawab: satker, provinsi, tpi, tpn; boleh beberapa"),
    ] = None,
    fill: Annotated[
        Path | None,
        typer.Option("--fill", metavar="BERKAS", help="isi lembar kerja kementerian ini dengan jawaban rencana"),
    ] = None,
    on: DayOption = None,
    plan: PlanOption = None,
) -> int:
    """Buat formulir Excel untuk diisi orang, lalu dibaca kembali dengan zi import.

    lke: semua pertanyaan, pilihannya, dan nilainya yang menghitung sendiri. Dengan --fill lembar kerja kementerian yang
    diisi; rumusnya tidak disentuh, dan di mana rumus itu berbeda dari zi dikatakan.
    """
    from zi_cli import plans
    from zi_cli.commands.reporting import material
    from zi_cli.render.media import MEDIA
    from zi_cli.views.report import Need

    pilihan(kind, FORMS, "Jenis")
    wanted = record_of(kind)
    like = fill.suffix.casefold() if fill is not None and fill.suffix.casefold() == ".xlsm" else ".xlsx"
    if out is None or out.suffix.casefold() != like:
        raise Refusal(f"Sebutkan berkas Excel-nya dengan -o, misalnya -o {kind}{like}.")
    layers = _layers(layer) if Need.LAYER in wanted.needs else ()
    home = workspace().home(plan)
    if fill is not None:
        if kind != "lke":
            raise Refusal("--fill hanya berarti untuk zi form lke.")
        return _filled(home, fill, out, layers)
    parsed = plans.load(home)
    day = hari(on, parsed.model.zona_waktu) if Need.DAY in wanted.needs else None
    made = evolve(material(home, parsed, day), layers=layers)
    target = output.target("xlsx", out, [each for each in MEDIA if each.name == "xlsx"])
    output.serve(wanted.printed(made), target)
    return 0


def _layers(text: str | None) -> tuple[Lapis, ...]:
    from zi_cli.commands.sheet import lapis

    return tuple(dict.fromkeys(lapis(each.strip(), "--layer") for each in (text or "satker").split(",")))


def _filled(home: Home, workbook: Path, out: Path, layers: tuple[Lapis, ...]) -> int:
    from zi_cli.imports.refill import refill
    from zi_cli.plan.workspace import ensure_no_plan, shown
    from zi_cli.text.writing import create_file

    ensure_no_plan(out)
    if out.resolve() == workbook.resolve():
        raise Refusal("-o dan --fill menyebutkan berkas yang sama; tuliskan ke berkas lain, supaya aslinya tetap ada.")
    made = refill(home, workbook, shown(workbook), layers)
    create_file(out, made.raw)
    for each in made.said:
        output.say(each)
    output.say(f"{out} ditulis: {made.written} jawaban, dengan nilai dari rumusnya.")
    return 0
