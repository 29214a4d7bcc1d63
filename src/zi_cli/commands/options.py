"""Options that several commands share. What is given with them, `meant` understands."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from zi_cli.errors import Refusal
from zi_cli.plan.workspace import find


def _rencana(incomplete: str) -> list[str]:
    try:
        return [each.id for each in find(Path.cwd()).homes() if each.id.startswith(incomplete)]
    except (Refusal, OSError):
        return []


def _code(incomplete: str) -> list[str]:
    """Codes of the plan, for the shell."""
    from zi_cli.plan.glance import codes

    return codes(os.getcwd(), incomplete)  # noqa: PTH109 - a text is what is wanted


PlanOption = Annotated[
    str | None,
    typer.Option("--plan", metavar="RENCANA", help="rencana yang dimaksud (nama foldernya)", autocompletion=_rencana),
]
PlansOption = Annotated[
    list[str] | None,
    typer.Option(
        "--plan",
        metavar="RENCANA",
        help="rencana yang dimaksud, nama foldernya atau bagiannya; boleh berulang, bawaannya semua",
        autocompletion=_rencana,
    ),
]
DayOption = Annotated[
    str | None,
    typer.Option("--on", metavar="TANGGAL", help="keadaan pada hari itu, misalnya 2025-10-15; bawaannya hari ini"),
]
SinceOption = Annotated[
    str | None, typer.Option("--since", metavar="TANGGAL", help="bandingkan dengan keadaan pada hari itu")
]
RevisionOption = Annotated[
    str | None,
    typer.Option("--at", metavar="REVISI", help="bersama --since: rencananya sebagaimana pada revisi git itu"),
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="BENTUK",
        help="table, json, md, html, csv, csv-id, docx, xlsx, pdf; bawaannya akhiran -o, atau table",
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="BERKAS", help="tuliskan ke berkas, bentuknya menurut akhirannya"),
]
CodesArgument = Annotated[
    list[str], typer.Argument(metavar="KODE...", help="kode baris, misalnya 1.i.a", autocompletion=_code)
]
OptionalCodesArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[KODE...]", help="kode baris, misalnya 1.i.a", autocompletion=_code)
]
CodeArgument = Annotated[str, typer.Argument(metavar="KODE", help="kode baris, misalnya 1.i.a", autocompletion=_code)]
DocumentOption = Annotated[
    str | None,
    typer.Option(
        "--bukti", metavar="TEKS", help="bagian nama dokumen yang dimaksud; bawaannya semua dokumen baris itu"
    ),
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="tampilkan perubahannya saja, tidak menulis")]
