"""What a revision said and the file no longer says: a mark, a review, an answer that is gone or was changed.

Each may be meant, but it should be told: a reader of a plan sees what is new, not what is gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from zi_cli.checks.frame import frame_of
from zi_cli.checks.rule import Rule
from zi_cli.diagnostics import Diagnostic, Severity, shorten
from zi_cli.plan.hari import written_day
from zi_cli.text.document import Document, Route, parse
from zi_cli.text.sources import Source

if TYPE_CHECKING:  # only against a revision is any of it asked for
    from zi_cli.bukti.chronicle import Event
    from zi_cli.lke.jawaban import Lapis

TANDA, JAWABAN = "tanda-berubah", "jawaban-berubah"


def lost_marks(before: Source, now: Source) -> Iterator[Diagnostic]:
    """The marks and reviews of a plan's text that another text of it does not have, or has otherwise."""
    from zi_cli.bukti.chronicle import perbedaan
    from zi_cli.bukti.said import PEMERIKSAAN

    old, document = parse(before.text), parse(now.text)
    if old.torn or document.torn:
        return
    for each in perbedaan(old.tree, document.tree):
        if not each.apa.endswith(("dicabut", "diubah")):
            continue
        what = "pemeriksaan" if each.apa.startswith(PEMERIKSAAN) else "tanda"
        changed = "lain isinya" if each.apa.endswith("diubah") else "tidak ada lagi"
        message = (
            f'{what} {_day(each)}atas "{shorten(each.dokumen)}" ({each.kode}) ada di revisi itu, tetapi sekarang '
            f"{changed}; kembalikan, atau biarkan bila memang maksudnya"
        )
        place = document.locate(_route(document, each))
        yield Diagnostic(TANDA, Severity.WARNING, message, now.name, place)


def _day(each: Event) -> str:
    from zi_cli.plan.hari import read_day

    try:
        return f"{written_day(read_day(str(each.fields.get('tanggal', ''))))} "
    except ValueError:
        return ""


def _route(document: Document, each: Event) -> Route:
    """Where its document stands now, or its row, or the list of areas."""
    for area in frame_of(document.tree):
        for bagian in area.komponen:
            for baris in bagian.baris:
                if str(baris.kode) == each.kode:
                    names = [name.replace("*", "") for name in baris.dokumen]
                    at = names.index(each.dokumen) if each.dokumen in names else None
                    return baris.route if at is None else (*baris.route, "bukti_fisik", at, "dokumen")
    return ("area",)


def lost_answers(before: Source, now: Source) -> Iterator[Diagnostic]:
    """The answers to a sheet that another text of them does not have, or has otherwise."""
    from zi_cli.lke.jawaban import Lapis

    old, document = parse(before.text), parse(now.text)
    for layer in Lapis:
        given, left = _answers(old.tree, layer), _answers(document.tree, layer)
        for kode, answer in given.items():
            if left.get(kode) == answer:
                continue
            told = f"sekarang {shorten(left[kode])}" if left.get(kode) else "sekarang tidak ada"
            message = (
                f"jawaban {layer.called} untuk {kode} di revisi itu {shorten(answer)}, {told}; "
                "biarkan bila memang diubah, atau kembalikan"
            )
            yield Diagnostic(
                JAWABAN, Severity.WARNING, message, now.name, document.locate((layer.value, kode), key=True)
            )


def _answers(tree: Any, layer: Lapis) -> dict[str, str]:
    """What a layer answers, each in one text; questions without an answer are not in it."""
    said = tree.get(layer.value) if isinstance(tree, dict) else None
    return {kode: text for kode, value in said.items() if (text := _text(value))} if isinstance(said, dict) else {}


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}={each}" if key != "jawaban" else str(each) for key, each in value.items())
    return str(value)


RULES = (
    Rule(TANDA, Severity.WARNING, "Tanda atau pemeriksaan sebuah revisi hilang atau berubah."),
    Rule(JAWABAN, Severity.WARNING, "Jawaban sebuah revisi hilang atau berubah."),
)
"""Found only against a revision (`zi check --base`)."""
