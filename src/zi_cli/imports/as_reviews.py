"""A form of reviews that zi made (`zi form pemeriksaan`) → what a reviewer found, bound to what was looked at."""

from collections.abc import Mapping
from datetime import date
from itertools import starmap

from zi_cli import plans
from zi_cli.edits import reviews
from zi_cli.edits.reviews import Found
from zi_cli.errors import Refusal, as_sentence
from zi_cli.frozen import frozen
from zi_cli.imports.answered import home_of
from zi_cli.imports.grids import Grid, GridCell
from zi_cli.imports.kinds import GivenFile, Proposal, Request
from zi_cli.imports.times import cell_day
from zi_cli.plan.hari import written_day
from zi_cli.plan.model import BuktiFisik, Indikator
from zi_cli.plan.realisasi import Hasil, Realisasi
from zi_cli.plan.workspace import Home
from zi_cli.tables import Column, Page, Row, Sentence, Table, row
from zi_cli.text.document import Route
from zi_cli.views.evidence.review_form import BY, DAY, KEY, KIND, NOTE, RESULT, key
from zi_cli.views.sheet.live_sheet import KIND_MARK, PLAN_MARK

LABEL = "formulir pemeriksaan dari zi"
WANTS_ID = WANTS_DAY = False


@frozen
class _Mark:
    """What a line of the form may mean."""

    route: Route
    indikator: Indikator
    bukti: BuktiFisik
    realisasi: Realisasi

    @property
    def name(self) -> str:
        return f"{self.indikator.kode} {self.bukti.name}"


def recognises(given: GivenFile) -> bool:
    """Whether the file says so, or has the columns of such a form."""
    if given.is_folder or given.opened.medium != "xlsx":
        return False
    return given.opened.properties.get(KIND_MARK) == KIND or any(map(_heads, given.opened.grids))


def propose(given: GivenFile, request: Request) -> Proposal:
    """The reviews of the form; Refusal, with every mistake by its line, where one is wrong, or of another thing."""
    home = home_of(request, given.opened.properties.get(PLAN_MARK, ""))
    grids = [(grid, heads) for grid in given.opened.grids if (heads := _heads(grid))]
    if not grids:
        raise Refusal(f"{given.name}: kolom {KEY} formulir ini hilang; isi formulir baru dari zi form {KIND}.")
    parsed = plans.load(home)
    marks = starmap(_Mark, parsed.model.each_realisasi())
    known = {key(each.indikator, each.bukti, each.realisasi): each for each in marks}
    found: list[tuple[_Mark, Found]] = []
    wrong: list[str] = []
    for grid, heads in grids:
        for at, line in enumerate(grid.rows[1:], 2):
            try:
                if taken := _taken(_cells(line, heads), known, request.on):
                    found.append(taken)
            except ValueError as error:
                wrong.append(f"{grid.name}, baris {at}: {as_sentence(str(error))}")
    if wrong:
        told = "\n".join(f"  {each}" for each in wrong)
        raise Refusal(f"{given.name}: {len(wrong)} hal harus dibetulkan dahulu; tidak ada yang ditulis:\n{told}")
    return _proposal(home, given.name, [each for each in found if not _is_there(*each)])


def _heads(grid: Grid) -> dict[str, int] | None:
    titles = {cell.text: column for column, cell in enumerate(grid.rows[0])} if grid.rows else {}
    return titles if {KEY, RESULT, NOTE} <= titles.keys() else None


def _cells(line: "tuple[GridCell, ...] | list[GridCell]", heads: Mapping[str, int]) -> dict[str, GridCell]:
    return {title: line[at] for title, at in heads.items() if at < len(line)}


def _taken(cells: Mapping[str, GridCell], known: Mapping[str, _Mark], today: date) -> tuple[_Mark, Found] | None:
    """What a line found; None where nobody filled it in, a ValueError that says what is wrong with it."""
    said = {title: " ".join(cells[title].text.split()) if title in cells else "" for title in (RESULT, NOTE, BY, KEY)}
    if not said[RESULT]:
        if said[NOTE]:
            raise ValueError(f'catatan "{said[NOTE]}" tanpa hasil; pilih {" atau ".join(Hasil)}')
        return None
    mark = known.get(said[KEY])
    if mark is None:
        code = said[KEY].partition(":")[0]
        raise ValueError(f"bukti {code} yang diperiksa sudah berubah atau dicabut sejak formulir dibuat; periksa lagi")
    word = said[RESULT].casefold().replace("-", " ").replace("_", " ")
    if word not in tuple(Hasil):
        raise ValueError(f'hasil {mark.name} "{said[RESULT]}" tidak dikenal; pilih {" atau ".join(Hasil)}')
    if word == Hasil.PERLU_PERBAIKAN and not said[NOTE]:
        raise ValueError(f"{mark.name} perlu perbaikan tanpa catatan; sebutkan apa yang harus diperbaiki")
    if not said[BY]:
        raise ValueError(f"{mark.name}: nama pemeriksanya kosong; isi kolom {BY}")
    day = _day(cells.get(DAY), today)
    if not mark.realisasi.tanggal <= day <= today:
        first, last = written_day(mark.realisasi.tanggal), written_day(today)
        raise ValueError(f"{mark.name}: hari pemeriksaan {written_day(day)} di luar {first} sampai {last}")
    return mark, Found(mark.route, day, Hasil(word), said[BY], said[NOTE])


def _day(cell: GridCell | None, today: date) -> date:
    if cell is None or not cell.text.strip():
        return today
    day = cell_day(cell)
    if day is None:
        raise ValueError(f'"{cell.text.strip()}" bukan tanggal kalender; tuliskan seperti 2025-08-20')
    return day


def _is_there(mark: _Mark, found: Found) -> bool:
    """Whether the plan says so already: a form that is imported twice says nothing new."""
    bound = sorted(mark.realisasi.rujukan)
    return any(
        (each.hasil, each.oleh, each.catatan or "", sorted(each.atas)) == (found.result, found.by, found.note, bound)
        for each in mark.realisasi.pemeriksaan
    )


def _proposal(home: Home, name: str, found: list[tuple[_Mark, Found]]) -> Proposal:
    table = Table("", _COLUMNS, tuple(_row(*each) for each in found))
    body = (table,) if found else (Sentence("Tidak ada yang baru di formulir ini."),)

    def write() -> str:
        plans.change(home, lambda parsed: reviews.record(parsed, [each for _, each in found]))
        return f"{len(found)} pemeriksaan ditulis ke {home.name}."

    page = Page(f"{len(found)} pemeriksaan", body)
    question = f"Tuliskan {len(found)} pemeriksaan ke {home.id}?"
    return Proposal(f"{name}: {LABEL}, rencana {home.id}.", page, (), question, write if found else None)


_COLUMNS = (Column("KODE", unbroken=True), Column("BUKTI FISIK", width=4), Column("HASIL"), Column("CATATAN", width=3))


def _row(mark: _Mark, found: Found) -> Row:
    words = f"{found.note} ({found.by})" if found.note else found.by
    return row(str(mark.indikator.kode), mark.bukti.name, found.result.value, words)
