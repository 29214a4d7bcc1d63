"""The ministry's own workbook, filled in by people → answers, notes, evidence, and what the reviewers answered."""

from zi_cli import plans
from zi_cli.errors import Refusal
from zi_cli.imports import ministry
from zi_cli.imports.answered import ReadAnswers, counted, home_of, plain, proposal, silent
from zi_cli.imports.disagreeing import scales
from zi_cli.imports.kinds import GivenFile, Proposal, Request
from zi_cli.imports.likeness import letters
from zi_cli.imports.ministry import Book, MinistryQuestion
from zi_cli.lke.jawaban import Jawaban, Lapis
from zi_cli.lke.lembar import Lembar, Tipe

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
    book = ministry.find(given.opened.grids, lembar(in_force()))
    return book is not None and len(book.asked) >= _LOOKS


def propose(given: GivenFile, request: Request) -> Proposal:
    """What the workbook says; Refusal where it is another ministry's, or another sheet's."""
    home = home_of(request)
    sheet = plans.sheet(home)
    book = located(given, sheet)
    read = ReadAnswers()
    for asked in book.asked.values():
        for layer, column in book.columns.answers.items():
            read.take(layer, asked.butir.pertanyaan, _answer(sheet, book, asked, layer, column))
    read.left += [f"{code}: pertanyaan ini tidak ada di berkas itu" for code in sheet.butir if code not in book.asked]
    who = ", ".join(each.called for each in book.columns.answers)
    taken_for = f"{given.name}: {LABEL} ({len(book.asked)} pertanyaan; menjawab: {who}), rencana {home.id}."
    return proposal(home, read, taken_for, notes=list(scales(book)))


def located(given: GivenFile, sheet: Lembar) -> Book:
    """Where the workbook asks what; Refusal where it is not the sheet."""
    book = ministry.find(given.opened.grids, sheet)
    asked = len(book.asked) if book else 0
    if book is None or asked < _MOST * len(sheet.butir) or not book.of_this_sheet:
        alike = "" if book is None or book.of_this_sheet else ", dan bunyinya lain"
        raise Refusal(
            f"{given.name}: hanya {asked} dari {len(sheet.butir)} pertanyaan {sheet.judul} ({sheet.peraturan}) yang "
            f"dikenali{alike}; ini bukan lembar yang dijawab rencana ini. Tidak ada yang ditulis."
        )
    return book


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
            return f'"{own}" diisi tanpa hitungannya; tulis hitungannya'
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
