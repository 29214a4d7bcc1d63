"""How a command speaks: what is asked for to stdout in the form asked for, what is said about it to stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from zi_cli.diagnostics import Diagnostic
    from zi_cli.tables import Page, Table


def emit(text: str) -> None:
    """Put text on stdout."""
    sys.stdout.write(text)


def say(text: str) -> None:
    """Put a sentence about the output on stderr."""
    from zi_cli.render.visible import visible

    sys.stderr.write(visible(text) + "\n")


def ask(question: str) -> bool:
    """Ask on stderr for a yes, `y` or `ya`; anything else is a no."""
    sys.stderr.write(f"{question} [y/T] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "ya")


def show(halaman: Page) -> None:
    """Put a page on stdout: drawn for a terminal, as plain lines for a pipe."""
    if sys.stdout.isatty():
        import shutil

        from zi_cli.render import terminal

        emit(terminal.page(halaman, shutil.get_terminal_size().columns))
    else:
        from zi_cli.render import plain

        emit(plain.page(halaman))


class Sajian(NamedTuple):
    """What is asked for in every form: a page, a value for programs, a table for a spreadsheet; made when wanted."""

    page: Callable[[], Page]
    data: Callable[[], dict[str, Any]]
    table: Callable[[], Table] | None = None
    """None where a command has no csv."""


def serve(said: Sajian, form: str) -> None:
    """Put what is asked for on stdout, in the form asked for."""
    match form:
        case "json":
            from zi_cli.render.machine import as_json

            emit(as_json(said.data()))
        case "csv":
            from zi_cli.render.machine import as_csv

            assert said.table is not None, "a form that the command does not offer"
            emit(as_csv(said.table()))
        case "markdown":
            from zi_cli.render import markdown

            emit(markdown.page(said.page()))
        case _:
            show(said.page())


def page(table: Table, *sentences: str) -> Page:
    """A page of one table under its own name."""
    from zi_cli.tables import Page, Sentence, Table

    return Page(table.title, (Table("", table.columns, table.rows), *(Sentence(each) for each in sentences)))


def diff(berkas: str, old: str, new: str) -> str:
    """The unified diff between two texts of a file, as git would show it."""
    import difflib

    lines = difflib.unified_diff(
        old.splitlines(keepends=True), new.splitlines(keepends=True), f"a/{berkas}", f"b/{berkas}"
    )
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def complain(found: Iterable[Diagnostic]) -> None:
    """Put findings on stderr, for a command that was asked for something else."""
    from zi_cli.plan.workspace import berisi_jawaban

    found = tuple(found)
    warn(found)
    answers = all(berisi_jawaban(Path(each.file)) for each in found)
    say(f"zi: {len(found)} galat; {'berkas' if answers else 'rencana'} ini belum dapat dipakai sebelum dibetulkan.")


def warn(found: Iterable[Diagnostic]) -> None:
    """Put findings on stderr, one after the other."""
    from zi_cli.render import diagnostics

    sys.stderr.write(diagnostics.as_text(found, warna=colour(sys.stderr.isatty())))


def colour(terminal: bool) -> bool:
    """Whether colour may be used on a stream that is, or is not, a terminal."""
    return terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
