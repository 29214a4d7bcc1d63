"""What answering means: one answer of one layer, by a change of its own value or the one line that it needs."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zi_cli import plans
from zi_cli.checks.jawaban import peringatan
from zi_cli.diagnostics import Diagnostic
from zi_cli.errors import Refusal, kalimat
from zi_cli.lke.jawaban import KUNCI_CATATAN, KUNCI_JAWABAN, Jawaban, Lapis
from zi_cli.lke.lembar import Lembar, Pertanyaan
from zi_cli.lke.penilaian import salah
from zi_cli.plan.workspace import Home
from zi_cli.text.document import Document
from zi_cli.text.fields import Tree
from zi_cli.text.splices import Change
from zi_cli.text.values import set_value


@dataclass(frozen=True, slots=True)
class Dijawab:
    """A change of one answer: the texts before (empty: no file) and after, what stood there, what to mind about it."""

    sebelum: str
    sesudah: str
    lama: Jawaban | None
    baru: Jawaban
    peringatan: tuple[Diagnostic, ...] = ()


def answer(
    home: Home,
    lembar: Lembar,
    lapis: Lapis,
    kode: str,
    jawaban: Jawaban,
    *,
    hapus_catatan: bool = False,
    dry_run: bool = False,
) -> Dijawab:
    """Write one answer of one layer to the plan's sheet; a dry run only works out what would change.

    A note that is there stays, unless `hapus_catatan`. A file with errors may be answered where no error is left then.
    """

    asked = lembar.butir[kode].pertanyaan

    def edit(document: Document) -> Change | None:
        if not isinstance(holder := _holder(document, lapis), dict):
            return None
        made = _gabung(holder.get(kode), jawaban, asked, hapus_catatan=hapus_catatan)
        for wrong in salah(lembar, asked, _jawaban(made)):
            raise Refusal(f"{kalimat(wrong.pesan)} Tidak ada yang ditulis.")
        return _ubahan(document, lembar, lapis, kode, made)

    done = plans.change_answers(home, edit, dry_run=dry_run)
    before = _holder(done.before, lapis) if done.before else None
    return Dijawab(
        done.before.text if done.before else "",
        done.after.source.text,
        _lama(before.get(kode)) if isinstance(before, dict) else None,
        done.after.model.lapis(lapis)[kode],
        tuple(peringatan(done.after, lembar, lapis, kode)),
    )


def _holder(document: Document, lapis: Lapis) -> Tree:
    """What stands under a layer; an empty group of keys where nothing does."""
    return document.tree.get(lapis.value, {}) if isinstance(document.tree, dict) else ""


def _ubahan(document: Document, lembar: Lembar, lapis: Lapis, kode: str, made: str | dict[str, str]) -> Change:
    """The change of one answer: of its own value, or the one line that it needs, in the sheet's order."""
    tree: Any = copy.deepcopy(document.tree)
    holder: dict[str, Any] = tree.setdefault(lapis.value, {})
    order = {code: at for at, code in enumerate(lembar.butir)}
    before = [known for known in holder if order.get(known, len(order)) < order[kode]]
    splices = set_value(document, (lapis.value, kode), made, after=before[-1] if before else None)
    holder[kode] = made
    return Change(splices, tree)


def _pohon(jawaban: Jawaban) -> str | dict[str, str]:
    if jawaban.hitungan is None and jawaban.catatan is None:
        return jawaban.teks or ""
    said = dict(jawaban.hitungan) if jawaban.hitungan is not None else {KUNCI_JAWABAN: jawaban.teks or ""}
    return said | ({KUNCI_CATATAN: jawaban.catatan} if jawaban.catatan is not None else {})


def _jawaban(made: str | Mapping[str, str]) -> Jawaban:
    """The answer that such a tree writes."""
    if isinstance(made, str):
        return Jawaban(made)
    counts = {key: text for key, text in made.items() if key not in (KUNCI_JAWABAN, KUNCI_CATATAN)}
    return Jawaban(made.get(KUNCI_JAWABAN), counts or None, made.get(KUNCI_CATATAN))


def _lama(tree: Tree | None) -> Jawaban | None:
    """The answer that stood there, where it was one at all."""
    try:
        return None if tree is None else Jawaban.dari(tree)
    except ValueError:
        return None


def _gabung(lama: Tree | None, jawaban: Jawaban, asked: Pertanyaan, *, hapus_catatan: bool) -> str | dict[str, str]:
    """The new answer, with the note and the counts of the old one that it does not speak of.

    What the question does not know is left behind: it was wrong.
    """
    made = _pohon(jawaban)
    if not isinstance(lama, dict):
        return made
    known = {KUNCI_JAWABAN} if jawaban.hitungan is None else {*asked.isian}
    known |= set() if hapus_catatan else {KUNCI_CATATAN}
    kept = {key: text for key, text in lama.items() if key in known and isinstance(text, str) and text}
    if not kept:
        return made
    return kept | ({KUNCI_JAWABAN: made} if isinstance(made, str) else made)
