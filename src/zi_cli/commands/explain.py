"""`zi explain`: what a rule wants, why, and how it is met."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zi_cli.commands import output
from zi_cli.commands.options import FormatOption, OutputOption
from zi_cli.errors import Kind, Refusal
from zi_cli.nearest import nearest

if TYPE_CHECKING:
    from zi_cli.render.media import Printed

__all__ = ["explain"]


def _aturan(incomplete: str) -> list[str]:
    from zi_cli.checks import RULES

    return [each.id for each in RULES if each.id.startswith(incomplete)]


def explain(
    *,
    rule: Annotated[
        str | None,
        typer.Argument(metavar="[ATURAN]", help="nama aturan, misalnya kode-ganda", autocompletion=_aturan),
    ] = None,
    form: FormatOption = None,
    out: OutputOption = None,
) -> int:
    """Jelaskan satu aturan zi check: mengapa, contohnya, cara membetulkannya. Tanpa nama: daftar semuanya."""
    from zi_cli.checks.manual import sections
    from zi_cli.render.media import MARKDOWN, PAGES, SCREEN

    target = output.target(form, out, (SCREEN, MARKDOWN) if rule else PAGES)
    if rule is None:
        output.serve(_all(), target)
        return 0
    wanted = rule.strip("[]").lower()
    if wanted not in sections():
        guess = nearest(wanted, sections())
        raise Refusal(
            f'Aturan "{rule}" tidak ada.'
            + (f" Maksudnya {guess}?" if guess else "")
            + " Daftarnya: zi explain tanpa nama.",
            Kind.UNKNOWN,
        )
    output.serve(_satu(wanted, sections()[wanted]), target)
    return 0


def _all() -> Printed:
    """Every rule, a line each."""
    from zi_cli.checks import RULES
    from zi_cli.render.media import Printed
    from zi_cli.tables import Cell, Column, Page, Table, row

    widest = max(len(each.id) for each in RULES)
    lines = "".join(f"{each.id:{widest}}  {each.severity.value:10}  {each.ringkas}\n" for each in RULES)
    columns = (Column("RULES", unbroken=True), Column("TINGKAT", unbroken=True), Column("YANG DIPERIKSA", width=4))
    rows = tuple(row(Cell(each.id, heading=True), each.severity.value, each.ringkas) for each in RULES)
    return Printed(lambda: Page("Aturan zi check", (Table("", columns, rows),)), own={"table": lines.encode})


def _satu(name: str, section: str) -> Printed:
    """One rule as its manual has it, which is Markdown already."""
    from zi_cli.render.media import Printed
    from zi_cli.tables import Page, Sentence

    text = f"# {name}\n\n{section}\n"
    return Printed(lambda: Page(name, (Sentence(section),)), own=dict.fromkeys(("table", "md"), text.encode))
