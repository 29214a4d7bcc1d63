"""The ministry's own workbook, filled in by people → answers, notes, evidence, and what the reviewers answered."""

from collections.abc import Mapping
from typing import TypeVar

from zi_cli import plans
from zi_cli.errors import Refusal
from zi_cli.frozen import evolve
from zi_cli.imports import ministry
from zi_cli.imports.answered import ReadAnswers, counted, home_of, plain, proposal, silent
from zi_cli.imports.disagreeing import scales
from zi_cli.imports.heads import who
from zi_cli.imports.kinds import GivenFile, Proposal, Request
from zi_cli.imports.likeness import letters
from zi_cli.imports.ministry import Book, MinistryQuestion
from zi_cli.lke.jawaban import Jawaban, Lapis
from zi_cli.lke.lembar import Lembar, Tipe

Said = TypeVar("Said")
LABEL = "lembar kerja LKE kementerian"
WANTS_ID = False
WANTS_DAY = False
_POINTING = {
    "tautan", "link", "url", "bukti", "eviden", "data dukung", "bukti dukung", "drive", "google drive", "gdrive",
    "disini", "di sini", "klik", "klik disini", "klik di sini", "klik link", "lihat", "lihat disini", "lihat di sini",
    "buka", "unduh", "download", "here", "click here", "link bukti", "link drive", "link data dukung", "tautan bukti",
}  # fmt: skip
_LOOKS, _MOST = 10, 0.9
"""Questions from which it is looked at as such a workbook; the share of the sheet's that it must ask."""


def recognises(given: GivenFile) -> bool:
    """Whether it has a column of answers, and questions under the sheet's own headings."""
    from zi_cli.lke.regulasi import in_force, lembar

    if given.is_folder or given.opened.medium not in ("xlsx", "csv", "html"):
        return False
    return any(len(each.asked) >= _LOOKS for each in ministry.books(given.opened.grids, lembar(in_force())))


def propose(given: GivenFile, request: Request) -> Proposal:
    """What the workbook says; Refusal where it is another ministry's, or another sheet's."""
    home = home_of(request)
    sheet = plans.sheet(home)
    read, notes, taken = ReadAnswers(), list[str](), dict[Lapis, Book]()
    for book in located(given, sheet):
        for layer, column in book.columns.answers.items():
            if layer in taken:
                first = taken[layer].title
                notes.append(f"Lembar {book.title} juga memuat jawaban {layer.called}; yang dibaca lembar {first}.")
                continue
            taken[layer] = book
            for asked in book.asked.values():
                read.take(layer, asked.butir.pertanyaan, _answer(sheet, book, asked, layer, column))
        notes += [f'Kolom jawaban "{each}" di lembar {book.title} tidak dibaca.' for each in book.columns.passed]
        notes += scales(book)
        lost = [code for code in sheet.butir if code not in book.asked]
        read.left += [f"{code}: pertanyaan ini tidak ada di lembar {book.title}" for code in lost]
    said_by = ", ".join(each.called for each in taken)
    known = max(len(book.asked) for book in taken.values())
    taken_for = f"{given.name}: {LABEL} ({known} pertanyaan; menjawab: {said_by}), rencana {home.id}."
    return proposal(home, read, taken_for, notes=notes)


def located(given: GivenFile, sheet: Lembar) -> list[Book]:
    """The sheets that ask all of it, each for somebody, the office's own first; sheets that ask a part each, as one.

    Refusal where the workbook is not the sheet.
    """
    found = ministry.books(given.opened.grids, sheet)
    whole = [each for each in found if _asks_all(each, sheet)]
    if whole:
        return sorted(map(_by_its_name, whole), key=lambda each: Lapis.SATKER not in each.columns.answers)
    together = ministry.joined(given.opened.grids, sheet)
    if together and _asks_all(together, sheet):
        return [together]
    book = found[0] if found else None
    alike = "" if book is None or book.of_this_sheet else ", dan bunyinya lain"
    raise Refusal(
        f"{given.name}: hanya {len(book.asked) if book else 0} dari {len(sheet.butir)} pertanyaan {sheet.judul} "
        f"({sheet.peraturan}) yang dikenali{alike}; ini bukan lembar yang dijawab rencana ini. Tidak ada yang ditulis."
    )


def _by_its_name(book: Book) -> Book:
    """A sheet whose name says who answers on it: what stands under no name there is theirs."""
    layer, columns = who(letters(book.title)), book.columns
    if layer is Lapis.SATKER or layer in columns.answers:
        return book

    def theirs(found: Mapping[Lapis, Said]) -> dict[Lapis, Said]:
        return {layer if each is Lapis.SATKER else each: at for each, at in found.items()}

    renamed = evolve(
        columns, answers=theirs(columns.answers), notes=theirs(columns.notes), evidence=theirs(columns.evidence)
    )
    return evolve(book, columns=renamed)


def _asks_all(book: Book, sheet: Lembar) -> bool:
    return len(book.asked) >= _MOST * len(sheet.butir) and book.of_this_sheet


def says(book: Book, code: str, layer: Lapis) -> bool:
    """Whether somebody has answered a question there, rightly or not."""
    asked, column = book.asked[code], book.columns.answers[layer]
    rows = [row for row, _ in asked.counts.values()] if asked.butir.pertanyaan.isian else [asked.row]
    return any(not silent(_text(book, row, column)) for row in rows)


def _answer(sheet: Lembar, book: Book, asked: MinistryQuestion, layer: Lapis, column: int) -> Jawaban | str | None:
    wanted = asked.butir.pertanyaan
    if wanted.tipe is Tipe.PERSEN:
        texts = {name: _text(book, row, column) for name, (row, _) in asked.counts.items()}
        found = counted(sheet, wanted, texts)
        own = _text(book, asked.row, column)
        if found is None and not silent(own) and own.strip("0.%"):
            return f'"{own}" diisi tanpa hitungannya; tuliskan hitungannya'
    else:
        found = plain(sheet, wanted, _text(book, asked.row, column))
    note = _text(book, asked.row, book.columns.notes.get(layer))
    if not isinstance(found, Jawaban):
        return found if found or silent(note) else f'catatan "{" ".join(note.split())}" tanpa jawaban'
    evidence = tuple(dict.fromkeys(_evidence(book, asked, layer)))
    return Jawaban(found.teks, found.hitungan, None if silent(note) else " ".join(note.split()), evidence)


def _text(book: Book, row: int, column: int | None) -> str:
    cell = book.cell(row, column) if column is not None else None
    return "" if cell is None or cell.across or cell.merged else "\n".join(each.text for each in cell.lines)


def _only_points(shown: str) -> bool:
    """Whether the words of a link say no more than that it is one, or show an address that may be an old one."""
    return "://" in shown or shown.startswith("www.") or letters(shown) in _POINTING


def _evidence(book: Book, asked: MinistryQuestion, layer: Lapis) -> list[str]:
    """What stands in the columns of evidence: each line, and where a link leads."""
    found: list[str] = []
    rows = [asked.row, *(row for row, _ in asked.counts.values())]
    for row in rows:
        for column in book.columns.evidence.get(layer, []):
            cell = book.cell(row, column)
            if cell is None or cell.across or cell.merged:
                continue
            texts = [each.text for each in cell.lines if not silent(each.text)]
            if cell.link:  # where it leads counts, whatever address is shown
                texts = [*(each for each in texts if not _only_points(each)), cell.link]
            found += texts
    return found
