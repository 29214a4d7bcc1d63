"""`zi schema`: the JSON Schema of a plan, so that editors complete and check it."""

from pathlib import Path
from typing import Annotated

import typer

from zi_cli.commands import output

__all__ = ["schema"]


def schema(
    *,
    out: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="BERKAS", help="tulis ke berkas, bukan ke layar")
    ] = None,
) -> int:
    """JSON Schema (2020-12) berkas rencana.yaml.

    Simpan di plans/rencana.schema.json; baris pertama rencana.yaml menunjuk ke sana.
    """
    from zi_cli.render.machine import as_json
    from zi_cli.schema import rencana

    text = as_json(rencana())
    if out is None:
        output.emit(text)
        return 0
    from zi_cli.writing import create

    create(out, text)
    return 0
