"""`zi check`: everything that is wrong with plans, and where."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from zi_cli.checks import findings
from zi_cli.commands import output
from zi_cli.commands.options import OpsiRencana, pilihan, workspace
from zi_cli.diagnostics import Diagnostic, InvalidPlan, Tingkat, in_order
from zi_cli.errors import Refusal
from zi_cli.plan import Rencana
from zi_cli.reading import read
from zi_cli.workspace import NAMA_BERKAS, shown

__all__ = ["check"]


def check(
    *,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[JALUR...]", help="berkas atau folder; bawaannya semua rencana")
    ] = None,
    plan: OpsiRencana = None,
    form: Annotated[str, typer.Option("--format", metavar="BENTUK", help="text atau json")] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="peringatan pun berarti gagal")] = False,
) -> int:
    """Periksa berkas rencana: semua yang salah, dengan tempatnya dan cara membetulkannya."""
    pilihan(form, ("text", "json"), "--format")
    if paths and plan:
        raise Refusal("Sebut jalur atau --plan, jangan keduanya.")
    files = [file for path in paths for file in _berkas(path)] if paths else _rencana(plan)
    found = in_order(each for file in files for each in _periksa(file))
    if form == "json":
        from zi_cli.render.machine import as_json
        from zi_cli.views import data

        output.emit(as_json(data.temuan(found)))
    else:
        _sampaikan(found, len(files))
    fatal = any(strict or each.tingkat is Tingkat.GALAT for each in found)
    return 1 if fatal else 0


def _rencana(plan: str | None) -> list[Path]:
    place = workspace()
    return [each.path for each in ([place.plan(plan)] if plan else place.plans())]


def _berkas(path: Path) -> list[Path]:
    """The plan files that a path means: itself, or those in the folder."""
    if not path.is_dir():
        return [path]
    found = sorted(path.rglob(NAMA_BERKAS))
    if not found:
        raise Refusal(f"Tidak ada {NAMA_BERKAS} di {shown(path)}.")
    return found


def _periksa(path: Path) -> Iterator[Diagnostic]:
    try:
        yield from findings(read(Rencana, path, shown(path)))
    except InvalidPlan as invalid:
        yield from invalid.diagnostics


def _sampaikan(found: tuple[Diagnostic, ...], files: int) -> None:
    if found:
        from zi_cli.render import diagnostics

        output.emit(diagnostics.as_text(found, warna=output.colour(sys.stdout.isatty())))
    errors = sum(each.tingkat is Tingkat.GALAT for each in found)
    output.say(f"{files} berkas diperiksa: {errors} galat, {len(found) - errors} peringatan.")
