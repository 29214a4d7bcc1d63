"""Options that several commands share, and what they mean."""

from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zi_cli.errors import Refusal
from zi_cli.jadwal import ZonaWaktu, baca_tanggal, hari_ini
from zi_cli.workspace import Workspace, find

if TYPE_CHECKING:
    from zi_cli.progress import Capaian


def _rencana(incomplete: str) -> list[str]:
    try:
        return [each.id for each in find(Path.cwd()).plans() if each.id.startswith(incomplete)]
    except Refusal:
        return []


def _kode(incomplete: str) -> list[str]:
    """Codes of the plan, for the shell: found by eye, not by reading the plan, so that TAB answers at once."""
    import re

    try:
        text = find(Path.cwd()).plan(None).path.read_text(encoding="utf-8")
    except (Refusal, OSError, UnicodeDecodeError):
        return []
    codes: list[str] = re.findall(r"^\s*(?:- )?kode: *([R0-9][a-z0-9.]*)", text, re.MULTILINE)
    return [each for each in codes if each.startswith(incomplete)]


OpsiRencana = Annotated[
    str | None,
    typer.Option("--plan", metavar="RENCANA", help="rencana yang dimaksud (nama foldernya)", autocompletion=_rencana),
]
OpsiHari = Annotated[
    str | None,
    typer.Option("--on", metavar="TANGGAL", help="keadaan pada hari itu, misalnya 2025-10-15; bawaannya hari ini"),
]
ArgumenKode = Annotated[
    list[str], typer.Argument(metavar="KODE...", help="kode baris, misalnya 1.i.a", autocompletion=_kode)
]
ArgumenKodeOpsional = Annotated[
    list[str] | None, typer.Argument(metavar="[KODE...]", help="kode baris, misalnya 1.i.a", autocompletion=_kode)
]
ArgumenSatuKode = Annotated[
    str, typer.Argument(metavar="KODE", help="kode baris, misalnya 1.i.a", autocompletion=_kode)
]


def workspace() -> Workspace:
    """The workspace of the folder one stands in."""
    return find(Path.cwd())


def hari(on: str | None, zona: ZonaWaktu) -> date:
    """The day that `--on` names, or today in the plan's own time zone."""
    return hari_ini(zona) if on is None else tanggal(on, "--on")


def tanggal(text: str, opsi: str) -> date:
    """The day an option names; Refusal where it names none."""
    try:
        return baca_tanggal(text)
    except ValueError as error:
        raise Refusal(f"{opsi}: {error}.") from error


def pilihan(text: str, known: Iterable[str], opsi: str) -> str:
    """One of the words an option knows; Refusal with all of them otherwise."""
    words = list(known)
    if text not in words:
        from zi_cli.nearest import nearest

        guess = nearest(text, words)
        raise Refusal(
            f'{opsi} "{text}" tidak dikenal; pilihannya {", ".join(words)}.' + (f" Maksudnya {guess}?" if guess else "")
        )
    return text


def saring_area(whole: "Capaian", area: Collection[int]) -> "Capaian":
    """The progress of the areas that `--area` names, or of all; Refusal where the plan has not such an area."""
    if not area:
        return whole
    from zi_cli.progress import hanya_area

    known = [each.nomor for each in whole.rencana.area]
    for each in area:
        if each not in known:
            raise Refusal(f"Tidak ada area {each} di rencana ini; yang ada: {', '.join(map(str, known))}.")
    return hanya_area(whole, area)
