"""`zi check`: everything that is wrong with plans, and where."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from zi_cli.commands import output
from zi_cli.commands.meant import tanggal, workspace
from zi_cli.errors import Kind, Refusal, reason
from zi_cli.plan.workspace import NAMA_BERKAS, NAMA_JAWABAN, shown

if TYPE_CHECKING:  # what options are, the command line asks: not every call is its own
    from typing import Annotated

    import typer

    from zi_cli.commands.options import OutputOption, PlansOption
    from zi_cli.diagnostics import Diagnostic
    from zi_cli.plans.checking import Checked
    from zi_cli.render.media import Medium

__all__ = ["check"]


def check(
    *,
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[JALUR...]", help="berkas, folder, atau - untuk masukan baku; bawaannya semua rencana"),
    ] = None,
    plan: PlansOption = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format", metavar="BENTUK", help="text, json, github, sarif, junit, md, html, csv; bawaannya text"
        ),
    ] = None,
    out: OutputOption = None,
    strict: Annotated[bool, typer.Option("--strict", help="peringatan pun berarti gagal")] = False,
    base: Annotated[
        str | None, typer.Option("--base", metavar="REVISI", help="hanya temuan yang baru sejak revisi git itu")
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="TANGGAL", help="periksa seolah hari itu; bawaannya hari ini di zona rencana"),
    ] = None,
    all_: Annotated[
        bool, typer.Option("--all", help="juga yang hanya menyangkut cetakan keputusan yang sudah ditetapkan")
    ] = False,
    summary: Annotated[bool, typer.Option("--summary", help="hanya banyaknya, menurut aturan")] = False,
    abaikan: Annotated[
        str | None,
        typer.Option("--abaikan", metavar="ALASAN", help="tuliskan komentar abaikan, bersama --rule atau --kode"),
    ] = None,
    rule: Annotated[list[str] | None, typer.Option("--rule", metavar="ATURAN", help="aturan yang diabaikan")] = None,
    kode: Annotated[list[str] | None, typer.Option("--kode", metavar="KODE", help="baris yang diabaikan")] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="betulkan yang hanya punya satu cara membetulkan; sisanya tidak disentuh")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="bersama --fix atau --abaikan: tampilkan perubahannya saja, tidak menulis")
    ] = False,
    watch: Annotated[bool, typer.Option("--watch", help="periksa lagi tiap kali disimpan, sampai Ctrl-C")] = False,
) -> int:
    """Periksa berkas rencana: semua yang salah, dengan tempatnya dan cara membetulkannya.

    Penjelasan tiap aturan: zi explain ATURAN.
    """
    target = output.target(form, out, _media(), "text")
    _ensure_sound(paths, plan, base, sees=fix or abaikan is not None, dry_run=dry_run)
    _ensure_reason(abaikan, rule, kode)
    if dry_run or watch:
        _ensure_screen("--watch" if watch else "--dry-run", target)
    day = tanggal(on, "--on") if on is not None else None

    def files() -> list[str]:
        return [each for path in paths for each in _files(path)] if paths else _plans(plan)

    def once(files: list[str]) -> int:
        from zi_cli import plans

        hasil = plans.check(files, day, base, named=bool(paths), settled=all_ or abaikan is not None)
        if abaikan is not None:
            _silence(files, hasil, abaikan, rule or (), kode or (), dry_run=dry_run)
            return 0
        tell = _summary if summary else partial(_tell, strict=strict, diam=dry_run)
        tell(hasil, target)
        if hasil.untold:
            told = "peringatan tentang cetakan keputusan yang sudah ditetapkan tidak ditampilkan"
            output.say(f"{hasil.untold} {told}; lihat zi check --all.")
        return _code(hasil, strict=strict)

    if watch:
        from zi_cli.commands.watching import watch as watching

        if fix or abaikan is not None or "-" in (paths or []):
            raise Refusal("--watch memeriksa berkas di layar; --fix, --abaikan, dan - tidak berlaku bersamanya.")
        return watching(files, once)
    if fix:
        _mend(files(), dry_run=dry_run)
    return once(files())


def _code(hasil: Checked, *, strict: bool) -> int:
    """The exit code of what was found; what could not be looked at is told."""
    from zi_cli.diagnostics import Severity

    for each in hasil.refused:
        output.say(f"zi: {each.as_typed()}")
    if hasil.refused:
        return 2
    return 1 if any(each.severity is Severity.ERROR or (strict and not each.settled) for each in hasil.found) else 0


def _mend(files: Sequence[str], *, dry_run: bool) -> None:
    from zi_cli.commands.fixing import mended_files

    if "-" in files:
        raise Refusal("--fix memerlukan berkas; masukan baku tidak dapat ditulis kembali.")
    mended_files([Path(each) for each in files], dry_run=dry_run)


def _ensure_sound(
    paths: list[str] | None, plan: list[str] | None, base: str | None, *, sees: bool, dry_run: bool
) -> None:
    """Refusal where options do not go together."""
    if paths and plan:
        raise Refusal("Sebutkan jalur atau --plan, jangan keduanya.")
    if dry_run and not sees:
        raise Refusal("--dry-run hanya berlaku bersama --fix atau --abaikan.")
    if base is not None and "-" in (paths or []):
        raise Refusal("--base memerlukan berkas; masukan baku tidak punya riwayat.", Kind.STATE)


def _ensure_reason(alasan: str | None, rule: list[str] | None, kode: list[str] | None) -> None:
    """Refusal where silencers are asked for without a reason, or for everything at once."""
    if alasan is None:
        if rule or kode:
            raise Refusal("--rule dan --kode memilih apa yang diabaikan; sebutkan juga alasannya: --abaikan ALASAN.")
        return
    if not (rule or kode):
        raise Refusal("Sebutkan apa yang diabaikan: --rule ATURAN, --kode KODE, atau keduanya.")
    if not alasan.strip() or "\n" in alasan:
        raise Refusal("--abaikan memerlukan alasan dalam satu baris, yang dibaca orang sesudah Anda.")


def _silence(
    files: Sequence[str], hasil: Checked, reason: str, rules: Collection[str], codes: Collection[str], *, dry_run: bool
) -> None:
    from zi_cli.checks import RULES
    from zi_cli.commands.fixing import silenced_files
    from zi_cli.commands.meant import pilihan
    from zi_cli.edits.silencing import WantedSilencers

    known = [each.id for each in RULES]
    wanted = WantedSilencers(reason, [pilihan(each, known, "--rule") for each in rules], codes)
    silenced_files([Path(each) for each in files], hasil.found, wanted, dry_run=dry_run)


def _summary(hasil: Checked, target: output.Destination) -> None:
    """How many findings of each rule there are, the most first."""
    from zi_cli.render.media import Printed
    from zi_cli.views.plan.temuan import jumlah, ringkasan, ringkasan_data, ringkasan_teks

    own = {"text": lambda: ringkasan_teks(hasil.found).encode()}
    page = Printed(lambda: ringkasan(hasil.found), lambda: ringkasan_data(hasil.found), own=own)
    output.serve(page, target)
    output.say(jumlah(len(hasil.files), hasil.found, stopped=hasil.stopped))


def _ensure_screen(option: str, target: output.Destination) -> None:
    if target.medium.name != "text" or target.out:
        what = "memeriksa di layar" if option == "--watch" else "menampilkan perubahannya saja"
        raise Refusal(f"{option} {what}; --format dan -o tidak berlaku bersamanya.")


def _plans(plan: list[str] | None) -> list[str]:
    homes = workspace().chosen(plan)
    # a link that leads nowhere is there, and is told
    return [
        str(file) for each in homes for file in (each.path, each.answers) if file == each.path or os.path.lexists(file)
    ]


def _files(path: str) -> list[str]:
    """The plan files that a path means: itself, or those in the folder."""

    if path == "-" or not Path(path).is_dir():
        return [path]

    def refuse(error: OSError) -> None:
        raise Refusal(f"{shown(Path(error.filename))} tidak dapat dibaca: {reason(error)}.", Kind.SYSTEM)

    found = []
    for folder, below, names in os.walk(path, onerror=refuse):
        below[:] = sorted(each for each in below if not each.startswith("."))
        found += [str(Path(folder, name)) for name in (NAMA_BERKAS, NAMA_JAWABAN) if name in names]
    if not found:
        raise Refusal(f"Tidak ada {NAMA_BERKAS} di {shown(Path(path))}.", Kind.UNKNOWN)
    return found


def _media() -> tuple[Medium, ...]:
    """The media of findings: some only machines that run checks want, and pages as of every command."""
    from zi_cli.render.media import JSON, PAGES, Medium

    own = (Medium("text", (".txt",), ""), JSON, Medium("github", (), ""))
    return (*own, Medium("sarif", (".sarif",), ""), Medium("junit", (".xml",), ""), *PAGES[1:])


def _tell(hasil: Checked, target: output.Destination, *, strict: bool, diam: bool) -> None:
    from zi_cli.render.media import Printed
    from zi_cli.views.plan.temuan import jumlah, temuan

    found = hasil.found
    if target.medium.name in ("github", "sarif", "junit"):
        from zi_cli.commands.ci import from_top

        hasil = from_top(hasil)
    own: dict[str, Callable[[], bytes]] = {
        "text": lambda: _text(found, target),
        "github": lambda: _github(hasil),
        "sarif": lambda: _sarif(hasil.found),
        "junit": lambda: _junit(hasil, strict=strict),
    }
    if not diam:
        page = Printed(lambda: temuan(len(hasil.files), found, stopped=hasil.stopped), lambda: _data(found), own=own)
        output.serve(page, target)
    if target.medium.name in ("text", "github") and hasil.files:
        output.say(jumlah(len(hasil.files), found, stopped=hasil.stopped))


def _data(found: Sequence[Diagnostic]) -> object:
    from zi_cli.views.plan import data

    return data.temuan(found)


def _text(found: Sequence[Diagnostic], target: output.Destination) -> bytes:
    if not found:
        return b""
    from zi_cli.render import diagnostics

    colour = output.colour(sys.stdout.isatty() and target.out is None)
    return diagnostics.as_text(found, coloured=colour).encode("utf-8", "backslashreplace")


def _github(hasil: Checked) -> bytes:
    from zi_cli.render.ci import as_github

    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        from zi_cli.commands.ci import add_summary

        add_summary(Path(summary), hasil)
    return as_github(hasil.found).encode("utf-8", "backslashreplace")


def _junit(hasil: Checked, *, strict: bool) -> bytes:
    from zi_cli.render.ci import as_junit

    return as_junit(hasil.files, hasil.found, strict=strict).encode("utf-8", "backslashreplace")


def _sarif(found: Iterable[Diagnostic]) -> bytes:
    from zi_cli.checks import RULES
    from zi_cli.checks.manual import sections
    from zi_cli.render.machine import as_json
    from zi_cli.render.sarif import as_sarif

    rules = [(each.id, each.severity, each.ringkas, sections()[each.id]) for each in RULES]
    return as_json(as_sarif(found, rules)).encode("utf-8", "backslashreplace")
