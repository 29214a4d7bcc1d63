"""`zi render`: documents of a plan, through the office's templates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zi_cli.commands import output
from zi_cli.commands.options import OpsiHari, OpsiRencana, hari, pilihan, workspace
from zi_cli.documents import DOKUMEN, DOKUMEN_LKE
from zi_cli.errors import Refusal

if TYPE_CHECKING:
    from zi_cli.lke.terisi import Terisi
    from zi_cli.plan.workspace import Home

__all__ = ["render"]

LAPIS = ("satker", "provinsi", "tpi", "tpn")
"""As `jawaban.Lapis` has them, which only one of the documents needs."""


def _dokumen(incomplete: str) -> list[str]:
    return [name for name in (*DOKUMEN, *DOKUMEN_LKE) if name.startswith(incomplete)]


def render(
    *,
    document: Annotated[
        str, typer.Argument(metavar="DOKUMEN", help=", ".join((*DOKUMEN, *DOKUMEN_LKE)), autocompletion=_dokumen)
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
    layer: Annotated[
        str | None,
        typer.Option("--layer", metavar="LAPIS", help="jawaban siapa di lke: satker, provinsi, tpi, atau tpn"),
    ] = None,
    paper: Annotated[str, typer.Option("--paper", metavar="KERTAS", help="f4 atau a4; bawaannya f4")] = "f4",
    on: OpsiHari = None,
    plan: OpsiRencana = None,
) -> int:
    """Cetak Lampiran, seluruh keputusan beserta Lampirannya, atau Lembar Kerja Evaluasi (lke) yang sudah diisi.

    Kata-katanya ada di templat: folder templates/ di samping plans/ mendahului bawaan zi.
    """
    from zi_cli import plans
    from zi_cli.plan.progress import capaian

    pilihan(document, (*DOKUMEN, *DOKUMEN_LKE), "Dokumen")
    pilihan(form, ("md", "html"), "--format")
    pilihan(paper, ("f4", "a4"), "--paper")
    if layer is not None and document in DOKUMEN:
        raise Refusal(f"--layer tidak berarti untuk {document}; hanya lke yang dijawab menurut lapis.")
    if progress and document in DOKUMEN_LKE:
        raise Refusal(f"--progress tidak berarti untuk {document}; keadaan bukti ada di lampiran dan keputusan.")
    layer = pilihan((layer or "satker").casefold(), LAPIS, "--layer")
    if on is not None and not progress:
        raise Refusal("--on hanya berarti bersama --progress; keputusan sendiri tidak bergantung pada hari.")
    place = workspace()
    home = place.home(plan)
    rencana = plans.load(home).model
    standing = capaian(rencana, hari(on, rencana.zona_waktu)) if progress else None
    from zi_cli.render.templates import render_document

    folders = [*([template] if template else []), *place.templates()]
    if document in DOKUMEN_LKE:
        said = DOKUMEN_LKE[document](_terisi(home, layer))
    else:
        said = DOKUMEN[document](rencana, standing)
    text = render_document(document, form, said | {"kertas": paper}, folders)
    if out is None or str(out) == "-":
        output.emit(text)
        return 0
    from zi_cli.plan.workspace import pastikan_bukan_rencana
    from zi_cli.text.writing import create

    pastikan_bukan_rencana(out)
    create(out, text)
    output.say(f"{out} ditulis.")
    return 0


def _terisi(home: Home, layer: str) -> Terisi:
    from zi_cli import plans
    from zi_cli.lke.jawaban import Lapis

    return plans.filled(home, [Lapis(layer)])[0]
