"""`zi render`: documents of a plan, through the office's templates."""

from pathlib import Path
from typing import Annotated

import typer

from zi_cli.commands import output
from zi_cli.commands.options import OpsiHari, OpsiRencana, hari, pilihan, workspace
from zi_cli.documents import DOKUMEN
from zi_cli.errors import Refusal
from zi_cli.loading import load
from zi_cli.progress import capaian

__all__ = ["render"]


def _dokumen(incomplete: str) -> list[str]:
    return [name for name in DOKUMEN if name.startswith(incomplete)]


def render(
    *,
    document: Annotated[
        str, typer.Argument(metavar="DOKUMEN", help=f"{' atau '.join(DOKUMEN)}", autocompletion=_dokumen)
    ],
    form: Annotated[str, typer.Option("--format", metavar="BENTUK", help="md atau html; bawaannya md")] = "md",
    out: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="BERKAS", help="tulis ke berkas, bukan ke layar")
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="FOLDER", help="folder templat, mendahului milik kantor dan bawaan"),
    ] = None,
    progress: Annotated[
        bool, typer.Option("--progress", help="tambah kolom keadaan dan tanggal terkumpul (bukan lagi salinan resmi)")
    ] = False,
    paper: Annotated[str, typer.Option("--paper", metavar="KERTAS", help="f4 atau a4; bawaannya f4")] = "f4",
    on: OpsiHari = None,
    plan: OpsiRencana = None,
) -> int:
    """Cetak Lampiran, atau seluruh keputusan beserta Lampirannya.

    Kata-katanya ada di templat: folder templates/ di samping plans/ mendahului bawaan zi.
    """
    pilihan(document, DOKUMEN, "Dokumen")
    pilihan(form, ("md", "html"), "--format")
    pilihan(paper, ("f4", "a4"), "--paper")
    if on is not None and not progress:
        raise Refusal("--on hanya berarti bersama --progress; keputusan sendiri tidak bergantung pada hari.")
    place = workspace()
    letak = place.plan(plan)
    rencana = load(letak.path, letak.berkas).isi
    standing = capaian(rencana, hari(on, rencana.zona_waktu)) if progress else None
    from zi_cli.render.templates import render_document

    own = [place.templates] if place.templates.is_dir() else []
    folders = [*([template] if template else []), *own]
    text = render_document(document, form, DOKUMEN[document](rencana, standing) | {"kertas": paper}, folders)
    if out is None:
        output.emit(text)
        return 0
    from zi_cli.writing import create

    create(out, text)
    output.say(f"{out} ditulis.")
    return 0
