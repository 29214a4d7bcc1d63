"""`zi mark`: evidence is there."""

from typing import Annotated

import typer

from zi_cli.commands import output
from zi_cli.commands.marking import OpsiBukti, OpsiCoba, cocok, sampaikan
from zi_cli.commands.options import ArgumenKode, OpsiRencana, tanggal, workspace
from zi_cli.edits import Dimaksud, polos, tandai
from zi_cli.errors import Refusal
from zi_cli.jadwal import hari_ini, hari_tertulis
from zi_cli.loading import change
from zi_cli.plan import Rencana
from zi_cli.reading import Terbaca
from zi_cli.splices import Ubahan

__all__ = ["mark"]


def mark(
    *,
    kode: ArgumenKode,
    bukti: OpsiBukti = None,
    file: Annotated[
        str | None, typer.Option("--file", metavar="JALUR", help="berkas bukti, relatif terhadap folder rencana")
    ] = None,
    link: Annotated[str | None, typer.Option("--link", metavar="URL", help="tautan ke bukti (http atau https)")] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="TANGGAL", help="hari bukti itu ada; bawaannya hari ini")
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAMA", help="yang mengumpulkan; bawaannya user.name dari git")
    ] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEKS", help="catatan")] = None,
    period: Annotated[
        str | None,
        typer.Option(
            "--period", metavar="PERIODE", help="periode yang dijawab, misalnya Oktober, 'TW III', atau 2025-10"
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="tambah tanda lagi walau sudah ditandai")] = False,
    dry_run: OpsiCoba = False,
    plan: OpsiRencana = None,
) -> int:
    """Tandai bukti fisik sudah terkumpul. Tanpa --bukti, semua dokumen baris itu.

    Yang berubah di rencana.yaml hanya baris-baris dokumen itu; sisanya tetap seperti yang ditulis.
    """
    letak = workspace().plan(plan)
    day = tanggal(date, "--date") if date is not None else None
    by = by if by is not None else _nama_git()

    def edit(terbaca: Terbaca[Rencana]) -> Ubahan:
        today = hari_ini(terbaca.isi.zona_waktu)
        if day is not None and day > today:
            raise Refusal(f"--date {day} belum terjadi; hari ini {hari_tertulis(today)}.")
        fields = {
            "tanggal": (day or today).isoformat(),
            "periode": period,
            "berkas": file,
            "tautan": link,
            "oleh": by,
            "catatan": note,
        }
        given = {key: value for key, value in fields.items() if value is not None}
        return tandai(terbaca, cocok(terbaca.isi, kode, bukti), given, paksa=force)

    changed = change(letak.path, letak.berkas, edit, coba=dry_run)

    def kalimat(each: Dimaksud) -> str:
        last = each.bukti.realisasi[-1]
        return f"{each.indikator.kode}: {polos(each.bukti.dokumen)}: terkumpul {hari_tertulis(last.tanggal)}"

    sampaikan(changed, kode, bukti, kalimat, coba=dry_run)
    if dry_run:
        output.say("Belum ada yang ditulis (--dry-run).")
    return 0


def _nama_git() -> str | None:
    """git's user.name, if there is git and it has one."""
    import subprocess

    try:
        found = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, check=False, timeout=5)
    except (OSError, subprocess.TimeoutExpired, UnicodeDecodeError):
        return None
    return found.stdout.strip() or None
