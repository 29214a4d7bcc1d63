"""How a command speaks: what is asked for to stdout in the form asked for, what is said about it to stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from zi_cli.errors import Refusal

if TYPE_CHECKING:
    from zi_cli.diagnostics import Diagnostic
    from zi_cli.render.media import Medium, Printed, Setting
    from zi_cli.tables import Page, Table


def emit(output: str | bytes) -> None:
    """Put a text, or the bytes of a medium, on stdout as it is."""
    if isinstance(output, str):
        sys.stdout.write(output)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(output)
        sys.stdout.buffer.flush()


def tell(text: str) -> None:
    """Put lines for people on stdout: what they quote stays visible, and is no command to a machine that runs this."""
    from zi_cli.render.visible import harmless

    sys.stdout.write(harmless(text))


def say(text: str) -> None:
    """Put a sentence about the output on stderr."""
    from zi_cli.render.visible import harmless

    sys.stderr.write(harmless(text) + "\n")


def ask(question: str) -> bool:
    """Ask on stderr for a yes, `y` or `ya`; anything else is a no."""
    sys.stderr.write(f"{question} [y/T] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "ya")


def asked(question: str) -> str:
    """What people answer on a terminal; nothing where there is none."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return ""
    sys.stderr.write(f"{question}: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip()


class Destination(NamedTuple):
    """Where what is asked for goes, and as what."""

    medium: Medium
    out: Path | None
    """None for stdout."""
    setting: Setting

    @property
    def screen(self) -> bool:
        """Whether a terminal will show it."""
        return self.out is None and self.medium.name == "table" and sys.stdout.isatty() and obeyed()


def target(
    form: str | None,
    out: Path | None,
    known: Sequence[Medium] | None = None,
    default: str = "table",
    setting: Setting | None = None,
) -> Destination:
    """What `--format` and `-o` ask for; Refusal where they name no medium that is known here, or a plan's own place."""
    from zi_cli.plan.workspace import ensure_no_plan
    from zi_cli.render.media import MEDIA, Setting, chosen

    place = None if out is None or str(out) == "-" else out
    if place is not None:
        ensure_no_plan(place)
    return Destination(chosen(form, place, known or MEDIA, default), place, setting or Setting(say=say))


def serve(said: Printed, target: Destination) -> None:
    """Put what is asked for where it is to go; a file is told by its name."""
    if target.screen and target.medium.name not in said.own:
        import shutil

        from zi_cli.render import terminal

        emit(terminal.page(said.page(), shutil.get_terminal_size().columns))
        return
    if target.medium.binary and target.out is None and sys.stdout.isatty():
        raise Refusal(
            f"{target.medium.name} bukan untuk layar; sebutkan berkasnya, misalnya -o hasil.{target.medium.name}."
        )
    if target.medium.name == "json" and said.stream is not None and target.out is None:
        for piece in said.stream():
            emit(piece)
        return
    raw = target.medium.draw(said, target.setting)
    if target.out is None:
        emit(raw)
        return
    from zi_cli.text.writing import create_file

    create_file(target.out, raw)
    say(f"{target.out} ditulis.")


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

    sys.stderr.write(diagnostics.as_text(found, coloured=colour(sys.stderr.isatty())))


def obeyed() -> bool:
    """Whether a terminal obeys escape sequences: a classic console of Windows must be told to, and may not be able."""
    if sys.platform != "win32":
        return True
    import ctypes

    kernel, mode = ctypes.windll.kernel32, ctypes.c_ulong()
    handles = [kernel.GetStdHandle(number) for number in (-11, -12)]  # stdout, stderr
    found = [each for each in handles if kernel.GetConsoleMode(each, ctypes.byref(mode))]
    return bool(found) and all(kernel.SetConsoleMode(each, mode.value | 0x0004) for each in found)


def colour(terminal: bool) -> bool:
    """Whether colour may be used on a stream that is, or is not, a terminal."""
    return terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and obeyed()
