"""`zi answer` alone on a terminal: what is open, area by area, each answer written as soon as it is given."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from zi_cli import plans
from zi_cli.commands import output
from zi_cli.edits.answering import Given, write_answers
from zi_cli.errors import Refusal, as_sentence
from zi_cli.frozen import evolve, frozen
from zi_cli.lke.figures import as_figure
from zi_cli.lke.jawaban import Jawaban, Lapis
from zi_cli.lke.lembar import Butir, Lembar, Tipe
from zi_cli.lke.penilaian import diminta, nilai, salah, wajib

if TYPE_CHECKING:
    from zi_cli.lke.jawaban import Setelan
    from zi_cli.plan.progress import CapaianIndikator
    from zi_cli.plan.workspace import Home

SKIP, BACK, STOP = "", "<", "."
_HOW = "Enter: lewati, <: kembali, .: berhenti; catatan boleh ditulis di belakang jawabannya."


class _Stop(Exception):  # noqa: N818 - no error: the person has had enough
    pass


class _Back(Exception):  # noqa: N818 - no error: the person wants the question before
    pass


@frozen(slots=False)
class _Walk:
    home: Home
    lapis: Lapis
    sheet: Lembar
    setelan: Setelan
    rows: dict[str, list[CapaianIndikator]]


def walk(home: Home, lapis: Lapis) -> int:
    """Ask every question that the layer has not answered; Refusal where there is nobody to ask."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refusal("Sebutkan pertanyaannya dan jawabannya, misalnya zi answer 1.i.a=Ya 1.i.b=A.")
    said = plans.answers(home)
    whole = _Walk(home, lapis, plans.sheet(home), said.setelan, _rows(home))
    open_ = [each for code, each in whole.sheet.butir.items() if code not in said.lapis(lapis)]
    output.tell(f"{len(open_)} pertanyaan belum dijawab {lapis.called}. {_HOW}\n")
    done = _ask_all(whole, open_)
    output.tell(f"\n{done} dijawab; {len(open_) - done} masih kosong.\n")
    return 0


def _ask_all(whole: _Walk, open_: list[Butir]) -> int:
    """How many were answered before the person stopped."""
    answered: dict[str, Jawaban] = {}
    at = 0
    while at < len(open_):
        butir = open_[at]
        if at == 0 or butir.area is not open_[at - 1].area:
            output.tell(f"\n{_area(butir)}\n")
        output.tell("".join(f"{line}\n" for line in _question(whole, butir)))
        if before := answered.get(butir.kode):
            output.tell(f"  Sekarang: {before}{f' ({before.catatan})' if before.catatan else ''}\n")
        try:
            answer = _answer(whole.sheet, butir)
        except _Back:
            at = max(0, at - 1)
            continue
        except _Stop:
            break
        at += 1
        if answer is not None:
            done = write_answers(whole.home, whole.sheet, Given({whole.lapis: {butir.kode: answer}}))
            output.warn(done.warnings)
            answered[butir.kode] = answer
    return len(answered)


def _rows(home: Home) -> dict[str, list[CapaianIndikator]]:
    from zi_cli.lke.lembar import question_of
    from zi_cli.plan.hari import hari_ini
    from zi_cli.plan.progress import capaian

    rencana = plans.load(home).model
    found: dict[str, list[CapaianIndikator]] = {}
    for each in capaian(rencana, hari_ini(rencana.zona_waktu)).indikator:
        found.setdefault(question_of(each.indikator.kode), []).append(each)
    return found


def _area(butir: Butir) -> str:
    if butir.area is None or butir.paruh is None:
        return "Hasil"
    return f"Area {butir.area.nomor} {butir.area.nama}, {butir.paruh.nama}"


def _question(whole: _Walk, butir: Butir) -> Iterator[str]:
    asked = butir.pertanyaan
    yield ""
    yield f"{butir.kode} {butir.uraian} ({as_figure(butir.maksimum)} poin)"
    if butir.kata.penjelasan:
        yield f"  {butir.kata.penjelasan}"
    for word, text in (butir.kata.pilihan or {}).items():
        points = nilai(whole.sheet, whole.setelan, asked, Jawaban(word)) * butir.maksimum
        yield f"  {word:5} {as_figure(points):>5}  {text}"
    for each in whole.rows.get(butir.kode, []):
        for bukti in each.bukti:
            yield f"  Rencana {each.indikator.kode}: {bukti.bukti.dokumen} ({bukti.keadaan.called})"


def _answer(sheet: Lembar, butir: Butir) -> Jawaban | None:
    """What the person answers; None where the question is skipped."""
    asked = butir.pertanyaan
    if asked.tipe is Tipe.PERSEN:
        return _counts(sheet, butir)
    while True:
        text = _read(f"  {diminta(sheet, asked)}: ")
        if text == SKIP:
            return None
        word, _, note = text.partition(" ")
        found = _word(sheet, butir, word)
        if found is not None:
            return evolve(found, catatan=note.strip() or None)
        output.tell(f'  "{word}" bukan jawabannya.\n')


def _word(sheet: Lembar, butir: Butir, word: str) -> Jawaban | None:
    words = sheet.pilihan(butir.pertanyaan.tipe)
    if words:
        fitting = [each for each in words if each.casefold().startswith(word.casefold())]
        return Jawaban(fitting[0]) if len(fitting) == 1 else None
    answer = Jawaban(word.replace(",", "."))
    return None if list(salah(sheet, butir.pertanyaan, answer)) else answer


def _counts(sheet: Lembar, butir: Butir) -> Jawaban | None:
    """The counts of a question, asked again where they cannot all be; None where it is skipped."""
    needed = wajib(butir.pertanyaan)
    while True:
        found, notes = {}, []
        for name, text in (butir.kata.isian or {}).items():
            typed = _count(f"  {text}: " if name in needed else f"  {text} (boleh dilewati): ")
            if typed is None and name in needed:
                return None
            if typed is not None:
                found[name] = typed[0]
                notes.append(typed[1])
        answer = Jawaban(None, found, " ".join(filter(None, notes)) or None)
        wrong = next(salah(sheet, butir.pertanyaan, answer), None)
        if wrong is None:
            return answer
        output.tell(f"  {as_sentence(wrong.message)} Ulangi:\n")


def _count(prompt: str) -> tuple[str, str] | None:
    """A count and the note behind it; None where nothing is typed."""
    while True:
        count, _, note = _read(prompt).partition(" ")
        if count == SKIP:
            return None
        if count.isdecimal() and count.isascii():
            return count, note.strip()
        output.tell("  Tuliskan bilangan bulat, 0 atau lebih.\n")


def _read(prompt: str) -> str:
    output.emit(prompt)
    sys.stdout.flush()  # what input() itself prompts with goes to stderr
    try:
        text = input().strip()
    except (EOFError, KeyboardInterrupt):
        raise _Stop from None
    if text == STOP:
        raise _Stop
    if text == BACK:
        raise _Back
    return text
