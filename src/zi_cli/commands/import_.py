"""`zi import`: what an office has in Word, Excel, CSV or PDF becomes a plan; shown first, nothing overwritten."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zi_cli.commands import output
from zi_cli.commands.meant import hari, pilihan
from zi_cli.commands.options import DryRunOption, PlanOption
from zi_cli.errors import Refusal

if TYPE_CHECKING:
    from zi_cli.imports.kinds import Proposal

__all__ = ["import_"]


def import_(
    *,
    file: Annotated[Path, typer.Argument(metavar="BERKAS", help="berkas .docx, .xlsx, .csv, .pdf, atau sebuah folder")],
    as_: Annotated[
        str | None, typer.Option("--as", metavar="ID", help="nama rencana yang dibuat, misalnya kpu-kabupaten-x-2026")
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="JENIS", help="dibaca sebagai apa; bawaannya dikenali dari isinya")
    ] = None,
    wording: Annotated[
        bool, typer.Option("--wording", help="ambil bunyi resmi pertanyaan dari berkas kementerian, bukan jawabannya")
    ] = False,
    satker: Annotated[str | None, typer.Option("--satker", metavar="NAMA", help="nama satuan kerja")] = None,
    tahun: Annotated[int | None, typer.Option("--tahun", metavar="TAHUN", help="tahun rencana")] = None,
    zona: Annotated[str | None, typer.Option("--zona", metavar="ZONA", help="WIB, WITA, atau WIT")] = None,
    predikat: Annotated[str | None, typer.Option("--predikat", metavar="PREDIKAT", help="WBK atau WBBM")] = None,
    date: Annotated[
        str | None,
        typer.Option("--date", metavar="TANGGAL", help="hari untuk bukti yang tidak bertanggal, misalnya 2025-08-20"),
    ] = None,
    move: Annotated[bool, typer.Option("--move", help="pindahkan berkas bukti dari folder itu, tidak disalin")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="tuliskan tanpa bertanya")] = False,
    dry_run: DryRunOption = False,
    plan: PlanOption = None,
) -> int:
    """Baca tabel rencana aksi (Word, Excel, CSV, PDF) menjadi rencana baru, atau bandingkan dengan yang ada (--plan).

    Selalu ditampilkan dahulu: dibaca sebagai apa, kolom mana berarti apa, baris-barisnya, apa yang perlu diperiksa, dan
    apa yang tidak terbawa. Yang sudah ada tidak ditimpa. Yang ditebak bertanda "# periksa:" di berkas rencananya.
    """
    from zi_cli.imports.kinds import KINDS, GivenFile, Request, recognised
    from zi_cli.imports.kinds import kind as module_of
    from zi_cli.imports.strangers import refusal
    from zi_cli.plan.hari import ZonaWaktu
    from zi_cli.plan.model import Predikat
    from zi_cli.plan.workspace import beginning, shown

    said = {
        key: value
        for key, value in {
            "satker": satker,
            "tahun": str(tahun) if tahun is not None else None,
            "zona_waktu": zona and pilihan(zona.upper(), ZonaWaktu, "--zona"),
            "predikat": predikat and pilihan(predikat.upper(), Predikat, "--predikat"),
        }.items()
        if value
    }
    zone = ZonaWaktu(said.get("zona_waktu", ZonaWaktu.WIB))
    given = GivenFile(file, shown(file))
    kind = "bunyi" if wording else kind
    name = pilihan(kind, KINDS, "--kind") if kind else recognised(given)
    if name is None:
        raise refusal(given.opened)
    module = module_of(name)
    if module.WANTS_ID and as_ is None and plan is None:
        as_ = output.asked(f"{given.name}: {module.LABEL}. Nama rencana yang dibuat, misalnya kpu-kabupaten-x-2026")
    if module.WANTS_ID and not as_ and plan is None:
        raise Refusal(
            f"{given.name}: {module.LABEL}. Sebutkan nama rencananya dengan --as, atau rencana yang ada dengan --plan."
        )
    if module.WANTS_DAY and date is None and not dry_run:
        date = _asked_day(module.LABEL)
    request = Request(
        beginning(Path.cwd()),
        hari(None, zone),
        as_ or "",
        plan or "",
        said,
        hari(date, zone) if date else None,
        move,
        kind is not None,
    )
    written = _carried_out(module.propose(given, request), dry_run=dry_run, yes=yes)
    if written and module.WANTS_ID and as_ is not None:
        _prepared(request.root, as_)
    return 0


def _asked_day(label: str) -> str:
    """The day that people name on a terminal; Refusal where nobody can be asked."""
    day = output.asked("Hari bukti itu ada (2025-08-20)")
    if not day:
        raise Refusal(f"Sebutkan hari {label} itu ada dengan --date, misalnya --date 2025-08-20.")
    return day


def _prepared(root: Path, name: str) -> None:
    """Write what a workspace needs beside a new plan, as `zi init` does, and say what comes next."""
    from zi_cli.commands.setting_up import set_up

    for sentence in set_up(root):
        output.say(sentence)
    output.say(
        f'Berikutnya: zi status; lalu tinjau yang bertanda "# periksa:" di plans/{name}/rencana.yaml, dan zi check.'
    )


def _carried_out(proposal: Proposal, *, dry_run: bool, yes: bool) -> bool:
    """Show a proposal, ask where there is somebody to ask, and write it; whether it was written."""
    from zi_cli.render.media import Printed

    output.tell(proposal.taken_for + "\n")
    output.serve(Printed(lambda: proposal.page), output.target(None, None))
    if dry_run or proposal.write is None:
        for name, old, new in proposal.changes:
            output.emit(output.diff(name, old, new))
        output.say("Belum ada yang ditulis (--dry-run)." if proposal.write else "Tidak ada yang ditulis.")
        return False
    if not yes:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise Refusal("Belum ada yang ditulis; ulangi dengan --yes bila ini maksudnya.")
        if not output.ask(proposal.question):
            raise Refusal("Dibatalkan; tidak ada yang ditulis.")
    output.say(proposal.write())
    return True
