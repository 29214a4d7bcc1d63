"""A form of answers that zi made (`zi form lke`) → the answers that people filled in, layer by layer."""

from zi_cli import plans
from zi_cli.errors import Refusal
from zi_cli.imports.answered import ReadAnswers, counted, home_of, plain, proposal
from zi_cli.imports.grids import Grid
from zi_cli.imports.kinds import GivenFile, Proposal, Request
from zi_cli.lke.jawaban import Jawaban, Lapis
from zi_cli.lke.lembar import Lembar, Tipe
from zi_cli.views.sheet.live_sheet import KIND_MARK, LAYER_MARK, PLAN_MARK

LABEL = "formulir jawaban LKE dari zi"
WANTS_ID = False
WANTS_DAY = False
_KEY, _ANSWER, _NOTE, _EVIDENCE = "KUNCI", "JAWABAN", "CATATAN", "BUKTI"


def recognises(given: GivenFile) -> bool:
    """Whether the file says so, or has the keys of such a form."""
    if given.is_folder or given.opened.medium != "xlsx":
        return False
    return given.opened.properties.get(KIND_MARK) == "lke" or any(map(_heads, given.opened.grids))


def propose(given: GivenFile, request: Request) -> Proposal:
    """What the form says; Refusal where it is another plan's."""
    marks = given.opened.properties
    home = home_of(request, marks.get(PLAN_MARK, ""))
    sheet, read = plans.sheet(home), ReadAnswers()
    grids = [(grid, heads) for grid in given.opened.grids if (heads := _heads(grid))]
    if not grids:
        raise Refusal(f"{given.name}: kolom KUNCI formulir ini hilang; isi formulir baru dari zi form lke.")
    for grid, heads in grids:
        _read(sheet, grid, heads, _layer(grid, marks.get(LAYER_MARK, "")), read)
    return proposal(home, read, f"{given.name}: {LABEL}, rencana {home.id}.", notes=given.opened.said)


def _heads(grid: Grid) -> dict[str, int] | None:
    """The column of each heading, where the table is a form's."""
    titles = {cell.text: column for column, cell in enumerate(grid.rows[0])} if grid.rows else {}
    return titles if {_KEY, _ANSWER} <= titles.keys() else None


def _layer(grid: Grid, marked: str) -> Lapis:
    """Whose answers a sheet holds: its name says it where the workbook has several."""
    words = grid.name.casefold().split()
    return next(
        (each for each in Lapis if each.value in words), Lapis(marked) if marked in tuple(Lapis) else Lapis.SATKER
    )


def _read(sheet: Lembar, grid: Grid, heads: dict[str, int], layer: Lapis, read: ReadAnswers) -> None:
    cells: dict[str, tuple[str, str, str]] = {}
    for at, line in enumerate(grid.rows[1:], 2):
        key = line[heads[_KEY]].text if heads[_KEY] < len(line) else ""
        if not key:
            continue
        seen = line[0].text
        if seen and seen != key:
            raise Refusal(f"{grid.name}, baris {at}: kode {seen} dan kunci {key} tidak cocok; barisnya tertukar.")
        columns = [heads.get(name) for name in (_ANSWER, _NOTE, _EVIDENCE)]
        answer, note, evidence = (
            "\n".join(each.text for each in line[at_].lines) if at_ is not None and at_ < len(line) else ""
            for at_ in columns
        )
        cells[key] = (answer, note, evidence)
    for code, butir in sheet.butir.items():
        if code not in cells:
            continue
        text, note, evidence = cells[code]
        if butir.pertanyaan.tipe is Tipe.PERSEN:
            counts = {name: cells.get(f"{code}:{name}", ("",))[0] for name in butir.pertanyaan.isian}
            found = counted(sheet, butir.pertanyaan, counts)
        else:
            found = plain(sheet, butir.pertanyaan, text)
        read.take(layer, butir.pertanyaan, _with(found, note, evidence))
    strange = [key for key in cells if key.partition(":")[0] not in sheet.butir]
    read.left += [f"kunci {key} tidak ada di LKE; dilewati" for key in strange]


def _with(found: Jawaban | str | None, note: str, evidence: str) -> Jawaban | str | None:
    """The answer with its note and its evidence, where the form has them."""
    if not isinstance(found, Jawaban):
        said = " ".join(note.split())
        return f'catatan "{said}" tanpa jawaban' if found is None and said else found
    lines = tuple(each.strip() for each in evidence.splitlines() if each.strip())
    return Jawaban(found.teks, found.hitungan, " ".join(note.split()) or None, lines)
