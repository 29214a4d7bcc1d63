"""Many answers at once, each by a change of its own value or the lines that it needs.

The first answer of a layer writes the whole layer, every question with its words above it: people read it so, and git
puts two people's answers together.
"""

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from zi_cli import plans
from zi_cli.checks.jawaban import warnings_on
from zi_cli.diagnostics import Diagnostic
from zi_cli.errors import Refusal, as_sentence
from zi_cli.frozen import field, frozen
from zi_cli.lke.jawaban import KUNCI_BUKTI, KUNCI_CATATAN, KUNCI_JAWABAN, Jawaban, Lapis, LembarJawaban
from zi_cli.lke.lembar import Butir, Lembar, Tipe
from zi_cli.lke.penilaian import salah
from zi_cli.plan.workspace import Home
from zi_cli.text.document import Document
from zi_cli.text.fields import Tree
from zi_cli.text.splices import Change, Splice
from zi_cli.text.values import remark_keys, set_values

Answers = Mapping[str, Jawaban | None]
"""By a question's short code; None takes an answer back."""


@frozen
class Given:
    """What is to be written: answers by layer, and what the office says of the unit and of the counting."""

    answers: Mapping[Lapis, Answers] = field(default_factory=dict)
    facts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Under `prasyarat` and `setelan`: texts by their names."""
    drop_notes: bool = False
    """Whether a note goes where the new answer has none; else it stays."""
    all_keys: bool = False
    """Whether the layers named are completed: every question has its key, and its words above it."""


@frozen
class Answered:
    """One answer before and after a change."""

    lapis: Lapis
    kode: str
    old: Jawaban | None
    baru: Jawaban | None


@frozen
class Dijawab:
    """A change of answers: the texts before (empty: no file) and after, what changed, what to mind about it."""

    sebelum: str
    sesudah: str
    answers: tuple[Answered, ...]
    warnings: tuple[Diagnostic, ...] = ()


def write_answers(home: Home, sheet: Lembar, given: Given, *, dry_run: bool = False) -> Dijawab:
    """Write all that is given to the plan's sheet, or nothing; a dry run only works out what would change.

    A file with errors may be changed where no error is left then. Refusal where an answer is none of its question.
    """
    done = plans.change_answers(home, lambda document: _change(sheet, document, given), dry_run=dry_run)
    return Dijawab(
        done.before.text if done.before else "",
        done.after.source.text,
        tuple(_told(done.before, done.after.model, given)),
        tuple(
            each
            for lapis, answers in given.answers.items()
            for kode in answers
            for each in warnings_on(done.after, sheet, lapis, kode)
        ),
    )


def _told(before: Document | None, after: LembarJawaban, given: Given) -> Iterator[Answered]:
    for lapis, answers in given.answers.items():
        held = _holder(before, lapis.value) if before else None
        for kode in answers:
            old = held.get(kode) if isinstance(held, dict) else None
            yield Answered(lapis, kode, _before(old), after.lapis(lapis).get(kode))


def _holder(document: Document, group: str) -> Tree:
    """What stands under a key of the file; an empty group of keys where nothing does."""
    return document.tree.get(group, {}) if isinstance(document.tree, dict) else ""


def _change(sheet: Lembar, document: Document, given: Given) -> Change | None:
    groups = [*given.facts, *(lapis.value for lapis in given.answers)]
    if not all(isinstance(_holder(document, group), dict) for group in groups):
        return None
    tree: Any = copy.deepcopy(document.tree)
    splices: list[Splice] = []
    for group, facts in given.facts.items():
        known = [each.kode for each in sheet.prasyarat] + [each.nama for each in sheet.setelan]
        splices += set_values(document, group, facts, rank=known.index)
        tree.setdefault(group, {}).update(facts)
    for lapis, answers in given.answers.items():
        splices += _layer(sheet, document, lapis, answers, tree, all_keys=given.all_keys, drop=given.drop_notes)
    return Change(splices, tree)


def _layer(
    sheet: Lembar, document: Document, lapis: Lapis, answers: Answers, tree: Any, *, all_keys: bool, drop: bool
) -> list[Splice]:
    """The changes of one layer; `tree` comes to say the same."""
    held: Any = _holder(document, lapis.value)
    new = {kode: _made(sheet, held.get(kode), kode, answer, drop=drop) for kode, answer in answers.items()}
    order = {code: at for at, code in enumerate(sheet.butir)}
    whole = lapis.value not in tree or all_keys
    if whole:
        new = {code: new.get(code, "") for code in blank_layer(sheet) if code in new or code not in held}
    splices = []
    if all_keys and held:
        splices += remark_keys(document, lapis.value, _remarks(sheet))
    splices += set_values(
        document,
        lapis.value,
        new,
        rank=lambda code: order.get(code, len(order)),
        remarks=_remarks(sheet) if whole else None,
    )
    tree.setdefault(lapis.value, {}).update(new)
    return splices


def _made(sheet: Lembar, old: Tree | None, kode: str, jawaban: Jawaban | None, *, drop: bool) -> Tree:
    """What the key of a question comes to say; Refusal where that is no answer of it."""
    if jawaban is None:
        return ""
    made = _joined(sheet, old, jawaban, kode, drop=drop)
    for wrong in salah(sheet, sheet.butir[kode].pertanyaan, _jawaban(made)):
        raise Refusal(f"{as_sentence(wrong.message)} Tidak ada yang ditulis.")
    return made


def _as_tree(jawaban: Jawaban) -> str | dict[str, Tree]:
    if jawaban.hitungan is None and jawaban.catatan is None and not jawaban.bukti:
        return jawaban.teks or ""
    said: dict[str, Tree] = (
        dict(jawaban.hitungan) if jawaban.hitungan is not None else {KUNCI_JAWABAN: jawaban.teks or ""}
    )
    if jawaban.catatan is not None:
        said[KUNCI_CATATAN] = jawaban.catatan
    if jawaban.bukti:
        said[KUNCI_BUKTI] = list(jawaban.bukti)
    return said


def _jawaban(made: str | dict[str, Tree]) -> Jawaban:
    """The answer that such a tree writes, right or wrong."""
    if isinstance(made, str):
        return Jawaban(made)
    counts = {key: text for key, text in made.items() if key not in (KUNCI_JAWABAN, KUNCI_CATATAN, KUNCI_BUKTI)}
    if KUNCI_JAWABAN in made:
        return Jawaban(str(made[KUNCI_JAWABAN]))
    return Jawaban(None, {key: str(text) for key, text in counts.items()})


def _before(tree: Tree | None) -> Jawaban | None:
    """The answer that stood there, where it was one at all."""
    try:
        return None if tree is None else Jawaban.dari(tree)
    except ValueError:
        return None


def _joined(sheet: Lembar, old: Tree | None, jawaban: Jawaban, kode: str, *, drop: bool) -> str | dict[str, Tree]:
    """The new answer, with the note, the evidence and the counts of the old one that it does not speak of.

    What the question does not know is left behind: it was wrong.
    """
    made = _as_tree(jawaban)
    if not isinstance(old, dict):
        return made
    known = {KUNCI_JAWABAN} if jawaban.hitungan is None else {*sheet.butir[kode].pertanyaan.isian}
    known |= {KUNCI_BUKTI} if drop else {KUNCI_BUKTI, KUNCI_CATATAN}
    kept = {key: each for key, each in old.items() if key in known and each and not isinstance(each, dict)}
    if not kept:
        return made
    said: dict[str, Tree] = {KUNCI_JAWABAN: made} if isinstance(made, str) else made
    return {**kept, **said}


def blank_layer(sheet: Lembar) -> dict[str, str]:
    """Every question by its short code, not answered yet, in the sheet's order."""
    return dict.fromkeys(sheet.butir, "")


def _remarks(sheet: Lembar) -> dict[str, str]:
    """Of every question, by its short code: what it asks and how it is answered, in one line."""
    return {
        code: f"{' '.join(each.uraian.split())} ({_answered_with(sheet, each)})" for code, each in sheet.butir.items()
    }


def _answered_with(sheet: Lembar, butir: Butir) -> str:
    match butir.pertanyaan.tipe:
        case Tipe.PERSEN:
            return f"hitungan {', '.join(butir.pertanyaan.isian)}"
        case Tipe.INDEKS:
            return "0 sampai 4, misalnya 3.60"
        case _:
            return "/".join(sheet.pilihan(butir.pertanyaan.tipe))
