"""`zi check`: everything that is wrong with plans, and where."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zi_cli.commands import output
from zi_cli.commands.options import OpsiRencana, pilihan, tanggal, workspace
from zi_cli.errors import Refusal, reason
from zi_cli.plan.workspace import NAMA_BERKAS, NAMA_JAWABAN, shown

if TYPE_CHECKING:
    from zi_cli.diagnostics import Diagnostic
    from zi_cli.plans.checking import Checked

__all__ = ["check"]

BENTUK = ("text", "json", "github", "sarif", "junit", "markdown")


def check(
    *,
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[JALUR...]", help="berkas, folder, atau - untuk masukan baku; bawaannya semua rencana"),
    ] = None,
    plan: OpsiRencana = None,
    form: Annotated[
        str, typer.Option("--format", metavar="BENTUK", help="text, json, github, sarif, junit, atau markdown")
    ] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="peringatan pun berarti gagal")] = False,
    base: Annotated[
        str | None, typer.Option("--base", metavar="REVISI", help="hanya temuan yang baru sejak revisi git itu")
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="TANGGAL", help="periksa seolah hari itu; bawaannya hari ini di zona rencana"),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="betulkan yang obatnya hanya satu; sisanya tidak disentuh")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="bersama --fix: tampilkan perubahannya saja, tidak menulis")
    ] = False,
) -> int:
    """Periksa berkas rencana: semua yang salah, dengan tempatnya dan cara membetulkannya.

    Penjelasan tiap aturan: zi explain ATURAN.
    """
    from zi_cli import plans
    from zi_cli.diagnostics import Severity

    pilihan(form, BENTUK, "--format")
    if paths and plan:
        raise Refusal("Sebut jalur atau --plan, jangan keduanya.")
    if dry_run and not fix:
        raise Refusal("--dry-run hanya berlaku bersama --fix.")
    if dry_run and form != "text":
        raise Refusal("--dry-run menampilkan perubahannya saja; --format tidak berlaku bersamanya.")
    if base is not None and "-" in (paths or []):
        raise Refusal("--base butuh berkas; masukan baku tidak punya riwayat.")
    day = tanggal(on, "--on") if on is not None else None
    files = [each for path in paths for each in _berkas(path)] if paths else _rencana(plan)
    if fix:
        from zi_cli.commands.fixing import betulkan

        if "-" in files:
            raise Refusal("--fix butuh berkas; masukan baku tidak dapat ditulis kembali.")
        betulkan([Path(each) for each in files], dry_run=dry_run)
        if dry_run:
            form = "diam"
    hasil = plans.check(files, day, base, named=bool(paths))
    _sampaikan(hasil, form, strict=strict)
    for each in hasil.refused:
        output.say(f"zi: {each}")
    if hasil.refused:
        return 2
    return 1 if any(strict or each.severity is Severity.ERROR for each in hasil.found) else 0


def _rencana(plan: str | None) -> list[str]:
    place = workspace()
    homes = [place.home(plan)] if plan else place.homes()
    # a link that leads nowhere is there, and is told
    return [
        str(file) for each in homes for file in (each.path, each.answers) if file == each.path or os.path.lexists(file)
    ]


def _berkas(path: str) -> list[str]:
    """The plan files that a path means: itself, or those in the folder."""

    if path == "-" or not Path(path).is_dir():
        return [path]

    def refuse(error: OSError) -> None:
        raise Refusal(f"{shown(Path(error.filename))} tidak dapat dibaca: {reason(error)}.")

    found = []
    for folder, below, names in os.walk(path, onerror=refuse):
        below[:] = sorted(each for each in below if not each.startswith("."))
        found += [str(Path(folder, name)) for name in (NAMA_BERKAS, NAMA_JAWABAN) if name in names]
    if not found:
        raise Refusal(f"Tidak ada {NAMA_BERKAS} di {shown(Path(path))}.")
    return found


def _sampaikan(hasil: Checked, form: str, *, strict: bool) -> None:
    from zi_cli.views.temuan import jumlah

    found = hasil.found
    match form:
        case "text":
            if found:
                from zi_cli.render import diagnostics

                output.emit(diagnostics.as_text(found, warna=output.colour(sys.stdout.isatty())))
        case "json":
            from zi_cli.render.machine import as_json
            from zi_cli.views import data

            output.emit(as_json(data.temuan(found)))
        case "sarif":
            _sarif(found)
        case "junit":
            from zi_cli.render.ci import as_junit

            output.emit(as_junit(hasil.files, found, strict=strict))
        case "github":
            from zi_cli.render.ci import as_github

            output.emit(as_github(found))
            if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
                _ringkasan(Path(summary), _markdown(hasil))
        case "markdown":
            output.emit(_markdown(hasil))
    if form in ("text", "github", "diam") and hasil.files:
        output.say(jumlah(len(hasil.files), found))


def _ringkasan(path: Path, text: str) -> None:
    """Add to the run's summary; where that cannot be, the findings have been told all the same."""

    try:
        with path.open("a", encoding="utf-8") as stream:
            stream.write(text)
    except OSError as error:
        output.say(f"zi: ringkasan tidak dapat ditulis ke {path}: {reason(error)}.")


def _markdown(hasil: Checked) -> str:
    from zi_cli.render.markdown import page
    from zi_cli.views.temuan import temuan

    return page(temuan(len(hasil.files), hasil.found))


def _sarif(found: Iterable[Diagnostic]) -> None:
    from zi_cli.checks import ATURAN
    from zi_cli.checks.manual import sections
    from zi_cli.render.machine import as_json
    from zi_cli.render.sarif import as_sarif

    rules = [(each.id, each.tingkat, each.ringkas, sections()[each.id]) for each in ATURAN]
    output.emit(as_json(as_sarif(found, rules)))
