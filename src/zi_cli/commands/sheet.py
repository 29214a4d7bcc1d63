"""What the commands about the sheet share: which question a code means, and the sheet as a layer filled it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zi_cli.commands.meant import pilihan, workspace
from zi_cli.errors import Kind, Refusal, as_sentence

if TYPE_CHECKING:
    from zi_cli.lke.jawaban import Lapis
    from zi_cli.lke.lembar import Butir, Lembar


def _questions(incomplete: str) -> list[tuple[str, str]]:
    """Codes of questions for the shell, with what they ask."""
    return [(code, each.uraian) for code, each in _shown().butir.items() if code.startswith(incomplete)]


def _shown() -> Lembar:
    """The sheet in the workspace's words, for the shell's completion: no error may come of it."""
    from zi_cli import plans
    from zi_cli.diagnostics import InvalidPlan

    try:
        return plans.newest_sheet(workspace().root)
    except (Refusal, InvalidPlan):
        return plans.newest_sheet()


def complete_answer(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Codes of questions; behind one of them the answers it takes, with what they ask."""
    words = ctx.params.get("words") or []
    known = _shown().butir.get(words[0]) if words else None
    if known is None:
        return _questions(incomplete)
    counts = {f"{name}=": text for name, text in (known.kata.isian or {}).items()}
    return [each for each in ((known.kata.pilihan or {}) | counts).items() if each[0].startswith(incomplete)]


QuestionArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[KODE]",
        help="kode pertanyaan (1.i.a, R1.i.a, B.I.a) atau subkomponen (A.I.1.i)",
        autocompletion=_questions,
    ),
]


def lapis(text: str, option: str) -> Lapis:
    """The layer that an option names, in letters of either case; Refusal where it names none."""
    from zi_cli.lke.jawaban import Lapis

    return Lapis(pilihan(text.casefold(), tuple(Lapis), option))


def find_question(sheet: Lembar, text: str) -> Butir:
    """The question that a code means, in any of its spellings, a row's too; Refusal that names the nearest."""
    from zi_cli.lke.lembar import question_of, soal
    from zi_cli.plan.kode import Kode, typed_code

    typed = text.strip()
    if typed[:2].lower() == "b.":
        typed = typed[:-1].upper() + typed[-1].lower()
    try:
        code = soal(typed)
    except ValueError as error:
        try:
            code = question_of(Kode.parse(typed_code(typed)))
        except ValueError:
            raise Refusal(as_sentence(str(error)) + _nearest(sheet, text)) from error
    if code not in sheet.butir:
        raise Refusal(f"Tidak ada pertanyaan {text} di LKE.{_nearest(sheet, code)}", Kind.UNKNOWN)
    return sheet.butir[code]


def _nearest(sheet: Lembar, text: str) -> str:
    guess = sheet.nearest_code(text)
    return f" Yang terdekat: {guess}." if guess else ""
