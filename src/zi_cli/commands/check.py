"""`zi check`: everything that is wrong with plans, and where."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zi_cli.commands import output
from zi_cli.commands.options import OpsiRencana, hari, pilihan, tanggal, workspace
from zi_cli.errors import Refusal, reason
from zi_cli.plan.workspace import NAMA_BERKAS, NAMA_JAWABAN, berisi_jawaban, kembar, root_of, shown

if TYPE_CHECKING:
    from zi_cli.diagnostics import Diagnostic
    from zi_cli.text import sources

__all__ = ["check"]

_JAWABAN = re.compile(r"^(?:setelan|prasyarat|provinsi|tpi|tpn):|^satker:[ \t]*(?:#.*)?\r?$", re.MULTILINE)
"""By its keys, a text that comes through a pipe and answers a sheet: it has no name to tell it from a plan."""
_BANYAK = 40
"""So many plans for each process: fewer are judged before another process has started."""
BENTUK = ("text", "json", "github", "sarif", "junit", "markdown")


@dataclass(frozen=True, slots=True)
class _Hasil:
    """What a run found, and what it could not look at."""

    berkas: tuple[str, ...]
    temuan: tuple[Diagnostic, ...]
    tertolak: tuple[str, ...]


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
    day = tanggal(on, "--on").isoformat() if on is not None else None
    files = [each for path in paths for each in _berkas(path)] if paths else _rencana(plan)
    if fix:
        from zi_cli.commands.fixing import betulkan

        if "-" in files:
            raise Refusal("--fix butuh berkas; masukan baku tidak dapat ditulis kembali.")
        betulkan([Path(each) for each in files], coba=dry_run)
        if dry_run:
            form = "diam"
    hasil = _periksa(files, _Satu(day, base, bool(paths)))
    _sampaikan(hasil, form, strict=strict)
    for each in hasil.tertolak:
        output.say(f"zi: {each}")
    if hasil.tertolak:
        return 2
    return 1 if any(strict or each.severity is Severity.ERROR for each in hasil.temuan) else 0


def _rencana(plan: str | None) -> list[str]:
    place = workspace()
    plans = [place.plan(plan)] if plan else place.plans()
    # a link that leads nowhere is there, and is told
    return [
        str(file) for each in plans for file in (each.path, each.jawaban) if file == each.path or os.path.lexists(file)
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


@dataclass(frozen=True, slots=True)
class _Satu:
    """How one file is judged; a value, so that another process can be told."""

    day: str | None
    base: str | None
    disebut: bool
    """Whether the files were named, and not found in their workspace."""

    def __call__(self, file: str) -> tuple[str, tuple[Diagnostic, ...] | Refusal]:
        """The file's name for people, and what is found in it, or why it cannot be read."""
        from zi_cli.checks.history import Revision
        from zi_cli.checks.judging import news
        from zi_cli.loading import hilang
        from zi_cli.text import sources

        path = None if file == "-" else Path(file)
        name = shown(path) if path else "masukan-baku"
        try:
            found = self._judged(lambda: _naskah(path, name), path)
        except Refusal as refusal:
            missing = isinstance(refusal.__cause__, FileNotFoundError)
            if path is None or (self.disebut and missing and not path.is_symlink()):  # the request's slip, not a plan's
                return name, refusal
            return name, (hilang(path, name, refusal),)
        try:
            if self.base is not None and path is not None:
                before = Revision(root_of(path), path.parent, self.base).read(path)
                if before is not None:  # what the folder held then is not known: its findings are told again
                    found = news(found, self._judged(lambda: sources.of_bytes(before, name), path, berfolder=False))
        except Refusal as refusal:
            return name, refusal
        return name, found

    def _judged(
        self, read: Callable[[], sources.Source], path: Path | None, *, berfolder: bool = True
    ) -> tuple[Diagnostic, ...]:
        from zi_cli.checks.judging import judge, judge_answers
        from zi_cli.diagnostics import InvalidPlan

        try:
            naskah = read()
            if berisi_jawaban(path) if path is not None else _JAWABAN.search(naskah.text):
                return judge_answers(naskah)
            return judge(naskah, lambda zona: hari(self.day, zona), path.parent if path and berfolder else None)
        except InvalidPlan as invalid:
            return invalid.diagnostics


def _naskah(path: Path | None, name: str) -> sources.Source:
    from zi_cli.text import sources

    return sources.read(path, name) if path else sources.read_stream(sys.stdin.buffer, name)


def _periksa(files: list[str], satu: _Satu) -> _Hasil:
    """Every file; what cannot be read is told beside what could."""
    from zi_cli.diagnostics import in_order

    found: list[Diagnostic] = list(_kembar(files))
    names, refused = [], []
    for name, judged in _semua(list(dict.fromkeys(files)), satu):
        if isinstance(judged, Refusal):
            refused.append(str(judged))
        else:
            names.append(name)
            found += judged
    return _Hasil(tuple(names), in_order(found), tuple(dict.fromkeys(refused)))


def _semua(files: list[str], satu: _Satu) -> Iterator[tuple[str, tuple[Diagnostic, ...] | Refusal]]:
    """Every file in order, one plan in memory at a time; many of them on as many processors as there are."""
    workers = min(os.cpu_count() or 1, len(files) // _BANYAK, 8)
    if workers < 2 or "-" in files:
        yield from map(satu, files)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(satu, files, chunksize=16)


def _kembar(files: Iterable[str]) -> Iterator[Diagnostic]:
    from zi_cli.diagnostics import Diagnostic, Severity

    for one, other in kembar(Path(each) for each in files if each != "-"):
        name, twin = one.parent.name, other.parent.name
        nfc = unicodedata.normalize("NFC", name) == unicodedata.normalize("NFC", twin)
        apart = "cara hurufnya disandikan (Unicode NFC dan NFD)" if nfc else "huruf besar dan kecil"
        pesan = (
            f'folder rencana "{name}" dan "{twin}" hanya berbeda {apart}; '
            "di Windows dan Mac keduanya satu folder. Ganti nama salah satunya"
        )
        yield Diagnostic("id-kembar", Severity.ERROR, pesan, shown(one))


def _sampaikan(hasil: _Hasil, form: str, *, strict: bool) -> None:
    from zi_cli.views.temuan import jumlah

    found = hasil.temuan
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

            output.emit(as_junit(hasil.berkas, found, strict=strict))
        case "github":
            from zi_cli.render.ci import as_github

            output.emit(as_github(found))
            if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
                _ringkasan(Path(summary), _markdown(hasil))
        case "markdown":
            output.emit(_markdown(hasil))
    if form in ("text", "github", "diam") and hasil.berkas:
        output.say(jumlah(len(hasil.berkas), found))


def _ringkasan(path: Path, text: str) -> None:
    """Add to the run's summary; where that cannot be, the findings have been told all the same."""

    try:
        with path.open("a", encoding="utf-8") as stream:
            stream.write(text)
    except OSError as error:
        output.say(f"zi: ringkasan tidak dapat ditulis ke {path}: {reason(error)}.")


def _markdown(hasil: _Hasil) -> str:
    from zi_cli.render.markdown import page
    from zi_cli.views.temuan import temuan

    return page(temuan(len(hasil.berkas), hasil.temuan))


def _sarif(found: Iterable[Diagnostic]) -> None:
    from zi_cli.checks import ATURAN
    from zi_cli.checks.manual import sections
    from zi_cli.render.machine import as_json
    from zi_cli.render.sarif import as_sarif

    rules = [(each.id, each.tingkat, each.ringkas, sections()[each.id]) for each in ATURAN]
    output.emit(as_json(as_sarif(found, rules)))
