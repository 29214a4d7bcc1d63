"""`zi schema`: the JSON Schema of a plan or of its sheet's answers, so that editors complete and check them."""

from pathlib import Path
from typing import Annotated

import typer

from zi_cli.commands import output
from zi_cli.commands.meant import pilihan

__all__ = ["schema"]

BERKAS = ("rencana", "lke")


def _nama(incomplete: str) -> list[str]:
    return [each for each in BERKAS if each.startswith(incomplete)]


def schema(
    *,
    name: Annotated[
        str, typer.Argument(metavar="[BERKAS]", help="rencana (bawaan) atau lke", autocompletion=_nama)
    ] = "rencana",
    out: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="BERKAS", help="tuliskan ke berkas, bukan ke layar")
    ] = None,
) -> int:
    """JSON Schema (2020-12) berkas rencana.yaml atau lke.yaml.

    Simpan di plans/rencana.schema.json dan plans/lke.schema.json; baris pertama berkas masing-masing menunjuk ke sana.
    """
    pilihan(name, BERKAS, "Berkas")
    from zi_cli import schema as schemas
    from zi_cli.lke.regulasi import in_force, lembar
    from zi_cli.render.media import JSON, Printed
    from zi_cli.tables import Page

    value = schemas.lke(lembar(in_force())) if name == "lke" else schemas.rencana()
    target = output.target(None, out, (JSON,), "json")
    output.serve(Printed(lambda: Page(name, ()), lambda: value), target)
    return 0
