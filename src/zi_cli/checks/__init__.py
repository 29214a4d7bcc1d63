"""What can be wrong with a plan, and where.

A rule is a small value: an id in words, a level, one sentence, and a function from what is judged to the places where
the rule is broken. `ATURAN` lists them all, with those that are kept while a file is read; a new rule is a function
in the room of its subject and one entry in that room's tuple, a section in `docs/pemeriksaan.md`, and a pair of files
in `tests/cases/`.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import chain
from pathlib import Path

from zi_cli.bukti.in_git import InGit
from zi_cli.checks import (
    abaikan,
    bacaan,
    given_to_git,
    keputusan,
    langkah,
    lembar,
    location,
    lost,
    mirip,
    naskah,
    realisasi,
    struktur,
    unsupported,
    waktu,
)
from zi_cli.checks.aturan import SEBAGAIMANA_DICETAK, Aturan, Perkara, Temuan, Tulisan
from zi_cli.checks.kerangka import kerangka
from zi_cli.diagnostics import Diagnostic, InvalidPlan, Place, Severity, bounded, in_order
from zi_cli.frozen import evolve
from zi_cli.plan.bergalat import row_of
from zi_cli.plan.model import ROWS, Rencana
from zi_cli.text.document import Document, Route
from zi_cli.text.parts import Sick
from zi_cli.text.reading import InvalidFields, Parsed, Read, understand, without
from zi_cli.text.sources import Source

ATURAN: tuple[Aturan, ...] = (
    *bacaan.ATURAN,
    *lost.ATURAN,
    *location.ATURAN,
    *given_to_git.ATURAN,
    *struktur.ATURAN,
    *waktu.ATURAN,
    *struktur.BERULANG,
    *langkah.ATURAN,
    *mirip.ATURAN,
    *keputusan.ATURAN,
    *realisasi.ATURAN,
    *naskah.ATURAN,
    *lembar.ATURAN,
    *unsupported.ATURAN,
    *abaikan.ATURAN,
)


def findings(
    terbaca: Parsed[Rencana],
    *,
    hari: date | None = None,
    folder: Path | None = None,
    in_git: InGit | None = None,
    lembar: str | None = None,
) -> Iterator[Diagnostic]:
    """Everything the rules find in a plan, on a day, in its folder, in git, and by the sheet of that id, where given.

    What is wrong with the rows that are left out comes first.
    """
    sick = (found for each in terbaca.sick for found in each.diagnostics)
    return bounded(chain(sick, _yang_bersuara(Perkara(terbaca, hari, folder, in_git, lembar))))


def dalam_naskah(tulisan: Tulisan) -> Iterator[Diagnostic]:
    """What the rules find in the way a file is written, whatever it says."""
    document, berkas = tulisan.terbaca.document, tulisan.terbaca.source.name
    for aturan in naskah.ATURAN:
        if aturan.tulis is not None:
            for temuan in aturan.tulis(tulisan):
                yield Diagnostic(aturan.id, aturan.tingkat, temuan.pesan, berkas, _place(document, temuan))


def galat_rangka(document: Document, berkas: str) -> Iterator[Diagnostic]:
    """The errors in the frame of a text that is no plan: what its fields' own rules do not say."""
    frame = kerangka(document.tree)
    for aturan in ATURAN:
        if aturan.rangka is not None:
            for temuan in aturan.rangka(frame):
                yield Diagnostic(aturan.id, aturan.tingkat, temuan.pesan, berkas, _place(document, temuan))


def read_plan(naskah: Source, *, passed: bool = False) -> Parsed[Rencana]:
    """The plan that a text writes; InvalidPlan with everything that keeps it from being one, of its frame too.

    A row whose keys are not what they should be is left out, with what is wrong with it.
    """
    try:
        return _understood(naskah, passed=passed)
    except InvalidFields as invalid:
        frame = galat_rangka(invalid.document, naskah.name)
        raise InvalidPlan([*invalid.diagnostics, *bounded(frame)]) from None


@lru_cache(maxsize=1)
def _understood(naskah: Source, *, passed: bool) -> Parsed[Rencana]:
    """Kept for who asks next: a plan is judged, then its answers are held against it, then both against a revision."""
    return understand(Rencana, naskah, passed=passed, parts=ROWS)


def usable(naskah: Source, *, passed: bool = False) -> Parsed[Rencana]:
    """The plan that a text writes, without the rows that have a galat of any kind; InvalidPlan where its frame has."""
    terbaca = read_plan(naskah, passed=passed)
    sick = {each.route: list(each.diagnostics) for each in terbaca.sick}
    stopped: list[Diagnostic] = []
    for rows, found in _penghenti(Perkara(terbaca)):
        for row in rows:
            (stopped if row is None else sick.setdefault(row, [])).append(found)
    if stopped:
        raise InvalidPlan([*stopped, *(found for each in sick.values() for found in each)])
    if len(sick) == len(terbaca.sick):
        return terbaca
    read = Read(Rencana, naskah, terbaca.document)
    return without(read, ROWS, [Sick(route, in_order(found)) for route, found in sick.items()])


def _penghenti(perkara: Perkara) -> Iterator[tuple[set[Route | None], Diagnostic]]:
    """The errors that stop something, each with the rows that it is about; None for the frame."""
    document, berkas = perkara.terbaca.document, perkara.terbaca.source.name
    for aturan in ATURAN:
        if aturan.tingkat is Severity.ERROR and aturan.henti:
            for temuan in aturan.langgar(perkara):
                found = Diagnostic(aturan.id, aturan.tingkat, temuan.pesan, berkas, _place(document, temuan))
                yield {row_of(route) for route in (temuan.route, *temuan.serta)}, found


def _yang_bersuara(perkara: Perkara) -> Iterator[Diagnostic]:
    """What is not silenced, at the words that are meant.

    A silencer stands beside or above a whole text: no comment can stand inside one. So it is held against the place
    where the text begins, and only then does the caret move to the words.
    """
    tepat: dict[int, tuple[Diagnostic, Diagnostic]] = {}
    for each in abaikan.dibungkam(perkara, _found(perkara, tepat), ATURAN):
        yield tepat.get(id(each), (each, each))[1]


def _found(perkara: Perkara, tepat: dict[int, tuple[Diagnostic, Diagnostic]]) -> Iterator[Diagnostic]:
    """What the rules find, each where its text begins; in `tepat` the same where its words stand, if elsewhere.

    That table is kept by identity, with the finding itself so that its identity is not given to another.
    """
    document, berkas = perkara.terbaca.document, perkara.terbaca.source.name
    signed = perkara.rencana.keputusan.tanggal is not None
    for aturan in ATURAN:
        for temuan in aturan.langgar(perkara):
            settled = signed and (aturan.tercetak or SEBAGAIMANA_DICETAK in temuan.pesan)
            found = Diagnostic(aturan.id, aturan.tingkat, temuan.pesan, berkas, _place(document, temuan), settled)
            if temuan.kata or found.place.folded:
                place = document.find(temuan.route, temuan.kata)
                tepat[id(found)] = (found, evolve(found, place=place or found.place))
            yield found


def _place(document: Document, temuan: Temuan) -> Place:
    if temuan.rentang is not None:
        return document.place(*temuan.rentang)
    return document.locate(temuan.route, key=temuan.kunci)
