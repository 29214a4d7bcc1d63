"""`zi explain`: what a rule wants, why, and how it is met."""

from typing import Annotated

import typer

from zi_cli.commands import output
from zi_cli.errors import Refusal
from zi_cli.nearest import nearest

__all__ = ["explain"]


def _aturan(incomplete: str) -> list[str]:
    from zi_cli.checks import ATURAN

    return [each.id for each in ATURAN if each.id.startswith(incomplete)]


def explain(
    *,
    rule: Annotated[
        str | None,
        typer.Argument(metavar="[ATURAN]", help="nama aturan, misalnya kode-ganda", autocompletion=_aturan),
    ] = None,
) -> int:
    """Jelaskan satu aturan zi check: mengapa, contohnya, cara membetulkannya. Tanpa nama: daftar semuanya."""
    from zi_cli.checks import ATURAN
    from zi_cli.checks.manual import sections

    if rule is None:
        widest = max(len(each.id) for each in ATURAN)
        for each in ATURAN:
            output.emit(f"{each.id:{widest}}  {each.tingkat.value:10}  {each.ringkas}\n")
        return 0
    wanted = rule.strip("[]").lower()
    if wanted not in sections():
        guess = nearest(wanted, sections())
        raise Refusal(
            f'Aturan "{rule}" tidak ada.'
            + (f" Maksudnya {guess}?" if guess else "")
            + " Daftarnya: zi explain tanpa nama."
        )
    output.emit(f"# {wanted}\n\n{sections()[wanted]}\n")
    return 0
