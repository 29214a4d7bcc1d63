"""A form of evidence that zi made (`zi form bukti`) → marks.

All or nothing: every mistake is told by its cell, and then nothing is written. It only adds. What is there already is
passed over; a row whose deadline has changed since the form was made is refused, and said is by whom.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from zi_cli import plans
from zi_cli.edits.marks import MeantDocument, appended, ensure_may_be_marked, find_documents, rows_meant
from zi_cli.errors import Refusal
from zi_cli.imports.isian import Filled, ReadForm, filled_in
from zi_cli.imports.kinds import GivenFile, Proposal, Request
from zi_cli.plan.hari import written_day
from zi_cli.plan.model import Rencana
from zi_cli.plan.progress import Deadline, capaian
from zi_cli.plan.workspace import Home, Workspace
from zi_cli.plans.changing import proven
from zi_cli.tables import Column, Page, Sentence, Table, Tone, row
from zi_cli.text.document import Route
from zi_cli.text.items import Fields
from zi_cli.text.reading import Parsed
from zi_cli.text.splices import Change, Splice
from zi_cli.views.evidence.evidence_form import KIND, TO_FILL, fingerprint, key
from zi_cli.views.sheet.live_sheet import KIND_MARK, PLAN_MARK

LABEL = "formulir bukti dari zi"
WANTS_ID = WANTS_DAY = False
_FAR = date(2100, 12, 31)


def recognises(given: GivenFile) -> bool:
    """Whether the file says so."""
    if given.is_folder or given.opened.medium != "xlsx":
        return False
    return given.opened.properties.get(KIND_MARK) == KIND


def propose(given: GivenFile, request: Request) -> Proposal:
    """The marks that a form makes; Refusal, with every mistake by its cell, where it has any."""
    home = _home(given, request, given.opened.properties.get(PLAN_MARK, ""))
    read = filled_in(given, request.on)
    parsed = plans.load(home)
    _compare(parsed, read)
    if read.wrong:
        told = "\n".join(f"  {each}" for each in read.wrong)
        raise Refusal(f"{given.name}: {len(read.wrong)} hal harus dibetulkan dahulu; tidak ada yang ditulis:\n{told}")
    said: list[Table | Sentence] = [Sentence(each, Tone.CAUTION) for each in given.opened.said]
    count = len(read.filled)
    if read.known:
        said.append(Sentence(f"{read.known} baris sudah ada di rencana; dilewati.", Tone.MUTED))
    if not count:
        said.append(Sentence("Tidak ada yang baru di formulir ini."))
    body = [_table(parsed, read), *said] if count else said
    after = proven(parsed, _change(parsed, read)) if count else parsed
    return Proposal(
        f"{given.name}: formulir bukti dari zi, rencana {home.id}.",
        Page(f"{count} bukti baru", tuple(body)),
        ((home.name, parsed.source.text, after.source.text),),
        f"Catat {count} bukti di {home.id}?",
        (lambda: _written(home, read)) if count else None,
    )


def _home(given: GivenFile, request: Request, marked: str) -> Home:
    """The plan that the form was made from; Refusal where another is meant, or it is not here."""
    if request.plan and marked and request.plan != marked:
        raise Refusal(f"{given.name} formulir rencana {marked}, bukan {request.plan}.")
    place = Workspace(request.root)
    if marked and marked not in {each.id for each in place.homes()}:
        raise Refusal(f"{given.name} formulir rencana {marked}, yang tidak ada di sini.")
    return place.home(request.plan or marked or None)


def _compare(parsed: Parsed[Rencana], read: ReadForm) -> None:
    """Put aside what the plan has already; tell what is for no deadline, twice, changed meanwhile, or cannot be."""
    now = {key(each): each for each in capaian(parsed.model, _FAR).deadlines}
    kept: list[Filled] = []
    seen: dict[str, int] = {}
    for each in read.filled:
        where = f"A{each.at}"
        deadline = now.get(each.key)
        if deadline is None:
            read.wrong.append(f"{where}: dokumen atau periodenya tidak ada lagi di rencana; buat formulir baru")
        elif each.key in seen:
            read.wrong.append(f"{where}: sama dengan baris {seen[each.key]}; sebutkan sekali saja")
        elif _there(deadline, each.fields):
            read.known += 1
        elif fingerprint(deadline.one) != each.print:
            read.wrong.append(f"{where}: {deadline.row.indikator.kode} {deadline.name} {_meanwhile(deadline)}")
        else:
            kept.append(each)
        seen.setdefault(each.key, each.at)
    read.filled = kept
    for each in kept:
        if each.at not in read.bad:
            try:
                _step(parsed, [each])
            except Refusal as refusal:
                read.wrong.append(f"A{each.at}: {refusal}")


def _there(deadline: Deadline, fields: Mapping[str, str]) -> bool:
    """Whether the plan says so already."""
    for mark in deadline.one.semua:
        said = (mark.tanggal.isoformat(), mark.tautan, mark.tempat, mark.oleh, mark.catatan)
        if {name: text for name, text in zip(TO_FILL.values(), said, strict=True) if text} == dict(fields):
            return True
    return False


def _meanwhile(deadline: Deadline) -> str:
    """What has come since the form was made."""
    one = deadline.one
    if one.pemeriksaan:
        day = written_day(one.pemeriksaan.tanggal)
        return f"sejak formulir dibuat sudah diperiksa {one.pemeriksaan.oleh} pada {day}"
    if one.terakhir:
        by = f" oleh {one.terakhir.oleh}" if one.terakhir.oleh else ""
        return f"sejak formulir dibuat sudah ditandai pada {written_day(one.terakhir.tanggal)}{by}"
    return "sudah berubah sejak formulir dibuat; buat formulir baru"


def _meant(parsed: Parsed[Rencana], filled: Filled) -> tuple[Deadline, MeantDocument]:
    """The deadline that a row is for, and its document in the plan."""
    now = {key(each): each for each in capaian(parsed.model, _FAR).deadlines}
    deadline = now[filled.key]
    every = find_documents(parsed.model, str(deadline.row.indikator.kode), None)
    return deadline, next(each for each in every if each.bukti.dokumen == deadline.document.bukti.dokumen)


def _step(parsed: Parsed[Rencana], rows: Sequence[Filled]) -> Change:
    """Some rows as one change of the plan; no document twice among them."""
    meant = [(*_meant(parsed, each), each.fields) for each in rows]
    items: list[tuple[Route, str, Fields]] = []
    for deadline, document, fields in meant:
        period = {"periode": deadline.period} if deadline.period else {}
        rest = {name: text for name, text in fields.items() if name != "tanggal"}
        made = {"tanggal": fields["tanggal"], **period, **rest}
        ensure_may_be_marked(parsed, [document], made)
        items.append((document.route, "realisasi", made))
    return appended(parsed, [document for _, document, _ in meant], items)


def _rounds(rows: Sequence[Filled]) -> Iterator[list[Filled]]:
    """The rows in rounds, each of which is one change."""
    left = list(rows)
    while left:
        taken: dict[str, Filled] = {}
        for each in left:
            taken.setdefault(each.key.rpartition("#")[0], each)
        yield list(taken.values())
        left = [each for each in left if each not in taken.values()]


def _change(parsed: Parsed[Rencana], read: ReadForm) -> Change:
    """All rows as one change: round by round, each proved, then the whole text in the place of the old."""
    now = parsed
    documents: list[MeantDocument] = []
    for rows in _rounds(read.filled):
        documents += [_meant(now, each)[1] for each in rows]
        now = proven(now, _step(now, rows))
    return _whole(parsed, now, documents)


def _whole(before: Parsed[Rencana], after: Parsed[Rencana], documents: Sequence[MeantDocument]) -> Change:
    text = before.source.text
    return Change([Splice(0, len(text), after.source.text)], after.document.tree, rows_meant(documents))


def _table(parsed: Parsed[Rencana], read: ReadForm) -> Table:
    titles = list(TO_FILL)
    columns = (Column("KODE", unbroken=True), Column("BUKTI FISIK", width=3), *map(Column, titles))
    rows = []
    for each in read.filled:
        deadline, document = _meant(parsed, each)
        said = (each.fields.get(TO_FILL[title], "-") for title in titles)
        rows.append(row(str(document.indikator.kode), deadline.name, *said))
    return Table("Akan dicatat", columns, tuple(rows))


def _written(home: Home, read: ReadForm) -> str:
    def edit(parsed: Parsed[Rencana]) -> Change:
        again = ReadForm(list(read.filled))
        _compare(parsed, again)  # under the lock: another may have marked meanwhile
        if again.wrong or again.known:
            raise Refusal(f"{home.name} berubah sementara ini; tidak ada yang ditulis. Ulangi zi import.")
        return _change(parsed, read)

    plans.change(home, edit)
    return f"{home.name}: {len(read.filled)} bukti dicatat."
