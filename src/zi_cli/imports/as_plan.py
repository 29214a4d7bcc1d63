"""A table of actions, from a decree or a tracking sheet → a new plan; or beside a plan that is there, what differs."""

from collections.abc import Sequence
from statistics import median

from zi_cli import plans
from zi_cli.diagnostics import InvalidPlan, Severity
from zi_cli.errors import Refusal
from zi_cli.imports import decree, planning, rows
from zi_cli.imports.columns import find
from zi_cli.imports.comparing import compared
from zi_cli.imports.kinds import GivenFile, Proposal, Request
from zi_cli.imports.meanings import Meaning, readable
from zi_cli.imports.outline import Outline, Question
from zi_cli.imports.planning import Frame, Planned
from zi_cli.imports.rows import ReadTable
from zi_cli.imports.strangers import refusal
from zi_cli.lke.lembar import Lembar
from zi_cli.plan.kode import Kode
from zi_cli.plan.naming import new_home, office_named, year_named
from zi_cli.plan.workspace import Home, Workspace
from zi_cli.tables import Column, Page, Sentence, Tone, row
from zi_cli.tables import Table as Shown
from zi_cli.text import sources
from zi_cli.text.document import parse

LABEL = "tabel rencana aksi"
WANTS_ID = True
WANTS_DAY = False
_MOST_ROWS = 5000
_LEAST_LIKE = 0.33
"""In the middle of its rows: a plan for something else is less like the sheet's questions than this."""
_NOT_KEPT = (Meaning.STATUS, Meaning.PERSEN, Meaning.NILAI, Meaning.PETUNJUK, Meaning.REALISASI)
"""Columns that a plan has no place for: what they say of a row, its marks say."""


def recognises(given: GivenFile) -> bool:
    """Whether some table of the file has the head of a plan."""
    if given.is_folder:
        return False
    return any((head := find(grid)) is not None and head.planning for grid in given.opened.grids)


def propose(given: GivenFile, request: Request) -> Proposal:
    """The plan that a file makes; Refusal where it is a plan for something else."""
    from zi_cli.lke.regulasi import in_force, lembar

    _ensure_readable(given)
    outline = outline_of(lembar(in_force(_year(request))))
    table = rows.read(given.opened, outline)
    if table is None:
        raise refusal(given.opened)
    if not table.rows:
        raise Refusal(f"{given.name}: tabel rencana aksinya kosong; sebutkan berkas yang sudah diisi.")
    if not request.forced:
        _ensure_about_zi(given.name, table, outline)
    frame = _frame(given, table, request)
    planned = planning.planned(table, outline, frame, request.day or request.on, given.path.name)
    if request.plan:
        return _compared(given, table, planned, Workspace(request.root).home(request.plan))
    return _new(given, table, planned, request)


def outline_of(sheet: Lembar) -> Outline:
    """The areas and questions of a sheet, with all the words that it knows them by."""
    areas = {area.nomor: area.nama for half in sheet.pengungkit for area in half.area}
    questions = (
        Question(
            Kode.parse(each.kode), tuple(filter(None, (each.kata.uraian, each.pertanyaan.label))), each.subkomponen.nama
        )
        for each in sheet.pengungkit_butir
    )
    return Outline(areas, tuple(each for each in questions if each.words))


def _ensure_readable(given: GivenFile) -> None:
    longest = max((len(each.rows) for each in given.opened.grids), default=0)
    if longest > _MOST_ROWS:
        raise Refusal(
            f"{given.name} memuat tabel dengan {longest} baris; rencana aksi Zona Integritas berisi beberapa ratus. "
            "Salin tabel rencananya saja ke berkas sendiri."
        )


def _ensure_about_zi(name: str, table: ReadTable, outline: Outline) -> None:
    texts = [text for each in table.rows if (text := each.text(Meaning.INDIKATOR) or each.text(Meaning.LANGKAH_AKSI))]
    like = median(map(outline.question_like, texts)) if texts else 0
    areas = {each.area for each in table.rows if each.area}
    if like < _LEAST_LIKE and len(areas) < 2:
        first = " ".join(texts[0].split())[:70] if texts else ""
        raise Refusal(
            f"{name} memuat tabel rencana aksi, tetapi bukan rencana Zona Integritas: baris-barisnya tidak menyerupai "
            f'pertanyaan LKE dan tidak ada nama areanya (baris pertama: "{first}"). '
            f"Bila memang rencana Zona Integritas, sebutkan «kind» rencana."
        )


def _year(request: Request) -> int | None:
    """The year that people said, or that the name of the plan ends with."""
    return year_named(request.said.get("tahun") or request.id)


def _frame(given: GivenFile, table: ReadTable, request: Request) -> Frame:
    """The head of the plan: as people said, else as the document says, else from the name, else the usual."""
    prose = decree.read(given.opened, table.names)
    year = str(_year(request) or "")

    def chosen(key: str, *found: tuple[str, str]) -> tuple[str, str]:
        if key in request.said:
            return request.said[key], ""
        return next(((value, why) for value, why in found if value), ("", ""))

    dokumen = "dari dokumennya"
    return Frame(
        chosen("satker", (prose.satker, dokumen), (office_named(request.id), "dari nama rencana")),
        chosen("tahun", (year, ""), (prose.tahun, dokumen), (str(request.on.year), "tahun ini")),
        chosen("zona_waktu", ("WIB", "tidak tercetak; WIB, WITA, atau WIT")),
        chosen("predikat", ("WBK", "tidak tercetak; WBK atau WBBM")),
        prose.keputusan,
        prose.doubts,
    )


def _new(given: GivenFile, table: ReadTable, planned: Planned, request: Request) -> Proposal:
    home = new_home(request.root, request.id)
    if home.path.exists():
        raise Refusal(f"{home.name} sudah ada dan tidak ditimpa; pilih nama lain, atau bandingkan dengan rencana itu.")

    def write() -> str:
        plans.create(home, planned.text)
        return f"{home.name} ditulis: {planned.rows} baris, {planned.documents} dokumen."

    return Proposal(
        _taken_for(given, table),
        _page(given, table, planned, _judged(planned.text, home.name)),
        ((home.name, "", planned.text),),
        f"Tuliskan {home.name} ({planned.rows} baris)?",
        write,
    )


def _compared(given: GivenFile, table: ReadTable, planned: Planned, home: Home) -> Proposal:
    """What differs between a plan that is there and the table: only shown, for its text is changed by hand."""
    before = plans.load(home).document
    found = compared(before, parse(planned.text).tree)
    page = _page(given, table, planned, [])
    told = _listed("Perbedaan yang bukan teks", ("KODE", "APA"), found.told)
    return Proposal(_taken_for(given, table), Page("", (*page.body, *told)), ((home.name, before.text, found.text),))


def _judged(text: str, name: str) -> list[str]:
    """What `check` would call an error in the new text."""
    from zi_cli.checks import findings, read_plan

    try:
        every = list(findings(read_plan(sources.of_bytes(text.encode(), name))))
    except InvalidPlan as invalid:
        every = list(invalid.diagnostics)
    return [f"baris {each.place.line}: {each.message}" for each in every if each.severity is Severity.ERROR]


def _taken_for(given: GivenFile, table: ReadTable) -> str:
    where = table.names[0] if len(table.names) == 1 else f"{len(table.names)} tabel"
    return (
        f"{given.name} dibaca sebagai {LABEL} ({given.opened.medium}, {where}, kepala di baris {table.head.first + 1})."
    )


def _page(given: GivenFile, table: ReadTable, planned: Planned, errors: Sequence[str]) -> Page:
    """What was understood and what was not, for people to look at before they agree."""
    columns = [
        f'"{table.head.titles[at]}" = {readable(meaning)}'
        for meaning, at in sorted(table.head.at.items(), key=lambda each: each[1])
    ]
    unused = [title for at, title in table.head.further.items()]
    sentences = [Sentence(f"Kolom: {', '.join(columns)}.")]
    dropped = [table.head.titles[at] for meaning, at in table.head.at.items() if meaning in _NOT_KEPT]
    if dropped:
        sentences.append(Sentence(f"Dilihat, tetapi tidak disimpan: {', '.join(dropped)}."))
    if unused:
        sentences.append(Sentence(f"Kolom tambahan, disimpan apa adanya: {', '.join(unused)}."))
    sentences += [Sentence(each, Tone.CAUTION) for each in given.opened.said]
    told = f"{planned.rows} baris, {planned.documents} dokumen bukti fisik"
    told += f", {table.joined} baris yang terpotong halaman disambung" if table.joined else ""
    told += f", {planned.marks} tanda" if planned.marks else ""
    sentences.append(Sentence(f"{told}."))
    if planned.worded:
        told = f"{planned.worded} baris tidak mencetak indikatornya; uraiannya bunyi pertanyaan LKE menurut kodenya."
        sentences.append(Sentence(told, Tone.CAUTION))
    if planned.named:
        told = f"{planned.named} komponen tidak tercetak; namanya dari LKE menurut kode baris-barisnya."
        sentences.append(Sentence(told, Tone.CAUTION))
    if table.others:
        sentences.append(Sentence(f"Bukan bagian rencana, tidak dibaca: {', '.join(table.others)}.", Tone.MUTED))
    body: list[Shown | Sentence] = [*sentences]
    body += _listed("Kode yang perlu diperiksa", ("KODE", "MENGAPA", "TERCETAK", "PERTANYAAN"), planned.codes)
    body += _listed("Lainnya yang perlu diperiksa", ("KODE", "MENGAPA"), planned.doubts)
    body += _listed(
        "Mengaku selesai tanpa tanggal maupun tautan; tidak ditandai", ("BARIS",), [(each,) for each in planned.claims]
    )
    body += _listed("Tidak terbawa", ("APA",), [(each,) for each in planned.left])
    body += _listed("Galat yang akan disebut zi check", ("GALAT",), [(each,) for each in errors])
    return Page("", tuple(body))


def _listed(title: str, heads: Sequence[str], lines: Sequence[tuple[str, ...]]) -> list[Shown | Sentence]:
    if not lines:
        return []
    columns = tuple(Column(head, unbroken=head == "KODE") for head in heads)
    return [Shown(f"{title} ({len(lines)})", columns, tuple(row(*line) for line in lines))]
