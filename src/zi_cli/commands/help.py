"""`zi help`: the help of everything, or of one command."""

from typing import Annotated

import typer

__all__ = ["help_"]


def help_(
    context: typer.Context,
    *,
    name: Annotated[str | None, typer.Argument(metavar="[PERINTAH]", help="perintah yang ditanyakan")] = None,
) -> int:
    """Bantuan tentang zi, atau tentang satu perintahnya, dengan contoh."""
    context.find_root().command.main(args=[*([name] if name else []), "--help"], prog_name="zi", standalone_mode=False)
    return 0
