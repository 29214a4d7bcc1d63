"""Rows → the text of a plan: a tree, and beside it what must still be looked at, as `# periksa:` in its place."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from zi_cli.frozen import field, mutable
from zi_cli.imports import codes
from zi_cli.imports.codes import Coded, Sought
from zi_cli.imports.documents import NamedDocument, documents
from zi_cli.imports.grids import GridCell, items
from zi_cli.imports.likeness import likeness
from zi_cli.imports.meanings import Meaning
from zi_cli.imports.outline import Outline
from zi_cli.imports.rows import ReadRow, ReadTable, is_ditto, said
from zi_cli.imports.times import Timed, cell_day, of_months, reads, timed
from zi_cli.plan.recurring import often_in
from zi_cli.plan.rujukan import read_link
from zi_cli.text.document import Route
from zi_cli.text.fields import Tree
from zi_cli.text.fresh import Note, fresh

PERIKSA = "periksa:"
"""How a comment begins that a person must look at and then take away."""
_FURTHER = (Meaning.SASARAN, Meaning.KELUARAN, Meaning.JUMLAH, Meaning.SATUAN, Meaning.ANGGARAN)
"""Columns that a decree prints and zi has no key for."""
_REMARKS = (Meaning.CATATAN, Meaning.KENDALA, Meaning.TINDAK_LANJUT)
_RESPONSIBLE = "penanggung_jawab"
_DONE = re.compile(
    r"(?i)\W*(?:(?:selesai|sudah|tercapai|terlaksana)(?: [\w%/]+){0,3}|100 ?%|ok|v|ya|ada|lengkap|done|true)\W*|[√✓✔]"
)
"""What people type beside what they have done."""
_STATED = (Meaning.STATUS, Meaning.PERSEN, Meaning.CATATAN)
"""Columns in which people say that something is done, the likeliest first."""
_DOC = ("dokumen", "frekuensi", "waktu", "realisasi")
_PRINTED = (Meaning.INDIKATOR, Meaning.LANGKAH_AKSI, Meaning.BUKTI_FISIK, Meaning.TARGET_WAKTU)


class Frame(NamedTuple):
    """What stands above the rows: each value with why it must be looked at, or nothing where it is sure."""

    satker: tuple[str, str]
    tahun: tuple[str, str]
    zona_waktu: tuple[str, str]
    predikat: tuple[str, str]
    keputusan: dict[str, Tree]
    doubts: dict[Route, str]
    """What must be looked at in `keputusan`, by its route below it."""


class Mark(NamedTuple):
    """What a table shows of a document."""

    fields: dict[str, str]
    doubt: str = ""


class _Line(NamedTuple):
    """What a printed line says of each document in it."""

    target: Timed
    """The row's."""
    apart: str
    """A time of its own, as printed."""
    mark: Mark | None


@mutable
class Planned:
    """A plan to be: its text, and what people must know of how it came about."""

    text: str = ""
    rows: int = 0
    documents: int = 0
    marks: int = 0
    doubts: list[tuple[str, str]] = field(default_factory=list)
    """What must be looked at: the code or key, and why."""
    codes: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Codes among them: the code, why, what is printed, and the question's words."""
    worded: int = 0
    """Rows that print no question: they have the sheet's words."""
    named: int = 0
    """Komponen that are not printed: they have the sheet's names."""
    claims: list[str] = field(default_factory=list)
    """Rows that say they are done and show nothing."""
    left: list[str] = field(default_factory=list)
    """What could not be taken over."""


def planned(table: ReadTable, outline: Outline, frame: Frame, day: date, source: str) -> Planned:
    """The plan that a table makes; `day` is that of marks which have a link and no date."""
    return _Maker(table, outline, frame, day, source).made()


class _Maker:
    def __init__(self, table: ReadTable, outline: Outline, frame: Frame, day: date, source: str) -> None:
        self.table, self.outline, self.frame, self.day = table, outline, frame, day
        self.notes: dict[Route, Note] = {}
        self.out = Planned(left=list(table.left))
        self.source = source
        self.columns = _columns(table)
        self.above = Timed()  # the target of the row before

    def made(self) -> Planned:
        rows = self.table.rows
        coded = codes.coded([self.asked(at) for at in range(len(rows))], self.outline)
        tree: dict[str, Tree] = {"versi": "1"}
        for key in ("satker", "tahun", "zona_waktu", "predikat"):
            value, doubt = getattr(self.frame, key)
            tree[key] = value
            self.doubt((key,), key, doubt)
        if self.columns:
            tree["kolom"] = self.declared()
        if self.frame.keputusan:
            tree["keputusan"] = dict(self.frame.keputusan)
            for route, doubt in self.frame.doubts.items():
                self.doubt(("keputusan", *route), ".".join(map(str, ("keputusan", *route))), doubt)
            self.notes["keputusan", "nomor"] = Note(quoted=True)
        tree["area"] = list(self.areas(rows, coded))
        self.notes[()] = Note(self.heading())
        self.out.rows = len(rows)
        self.out.text = fresh(tree, self.notes)
        return self.out

    def heading(self) -> tuple[str, ...]:
        lines = ["yaml-language-server: $schema=../rencana.schema.json", "", f"Dibaca zi import dari {self.source}."]
        if self.out.doubts or self.out.codes:
            lines.append(f'Yang bertanda "# {PERIKSA}" ditebak: betulkan bila perlu, lalu hapus tandanya.')
        return tuple(lines)

    def doubt(self, route: Route, shown: str, why: str) -> None:
        if why:
            self.out.doubts.append((shown, why))
            self.notes[route] = Note(behind=f"{PERIKSA} {why}")

    def asked(self, at: int) -> Sought:
        row = self.table.rows[at]
        halves = any(each.reform for each in self.table.rows)
        words = self.words(at) or row.text(Meaning.LANGKAH_AKSI)
        return Sought(words, row.komponen, row.area, row.reform if halves else None, row.text(Meaning.KODE))

    def words(self, at: int) -> str:
        """The question as it is printed; of a row that goes on with the question above, that one's."""
        while at >= 0:
            if text := self.table.rows[at].text(Meaning.INDIKATOR):
                return text
            if at and self.table.rows[at - 1].komponen != self.table.rows[at].komponen:
                return ""
            at -= 1
        return ""

    def areas(self, rows: Sequence[ReadRow], coded: Sequence[Coded]) -> list[dict[str, Tree]]:
        """Areas once each, in the order of their first row; a komponen as long as its rows go on."""
        names: dict[int, str] = {}
        groups: dict[int, list[tuple[tuple[object, ...], list[int]]]] = {}
        for at, (row, one) in enumerate(zip(rows, coded, strict=True)):
            number = one.kode.area
            names.setdefault(number, self.area_name(number, row))
            key = (row.nomor, row.komponen, one.kode.reform, one.kode.subkomponen)
            runs = groups.setdefault(number, [])
            if not runs or runs[-1][0] != key:
                runs.append((key, []))
            runs[-1][1].append(at)
        areas: list[dict[str, Tree]] = []
        for count, (number, runs) in enumerate(groups.items()):
            route = ("area", count)
            komponen = [self.komponen(run, coded, (*route, "komponen", at)) for at, (_, run) in enumerate(runs)]
            self.notes[route] = Note((f"{number}. {names[number]}",), blank=count > 0)
            head: dict[str, Tree] = {"nomor": str(number), "nama": names[number]}
            areas.append({**head, **_lifted(komponen), "komponen": list(komponen)})
        return areas

    def area_name(self, number: int, row: ReadRow) -> str:
        known = self.outline.areas.get(number, "")
        name = row.area_name if row.area == number else ""
        return known if not name or (name.isupper() and likeness(name, known) > 0.9) else name

    def komponen(self, run: list[int], coded: Sequence[Coded], route: Route) -> dict[str, Tree]:
        first = self.table.rows[run[0]]
        tree: dict[str, Tree] = {}
        if first.nomor:
            tree["nomor"] = first.nomor
            self.notes[*route, "nomor"] = Note(quoted=True)
        tree["nama"] = first.komponen
        if not first.komponen:
            tree["nama"] = self.outline.komponen_of(coded[run[0]].kode)
            self.out.named += 1
        rows = [self.indikator(at, coded[at], (*route, "indikator", count)) for count, at in enumerate(run)]
        tree |= _lifted(rows)
        tree["indikator"] = list(rows)
        if route[-1] != 0:
            self.notes[route] = Note(blank=True)
        return tree

    def indikator(self, at: int, one: Coded, route: Route) -> dict[str, Tree]:
        row, kode = self.table.rows[at], str(one.kode)
        tree: dict[str, Tree] = {"kode": kode}
        tree["uraian"] = self.words(at)
        if one.doubt:
            self.notes[*route, "kode"] = Note(behind=f"{PERIKSA} {one.doubt}")
            printed = " ".join((self.words(at) or row.text(Meaning.LANGKAH_AKSI)).split())
            self.out.codes.append((kode, one.doubt, printed, self.outline.words_of(one.kode)))
        if not tree["uraian"]:
            tree["uraian"] = self.outline.words_of(one.kode) or row.text(Meaning.LANGKAH_AKSI)
            self.out.worded += 1
        if action := row.text(Meaning.LANGKAH_AKSI) or _by_period(row):
            tree["langkah_aksi"] = "\n".join(items(action))
        target = self.timed(row)
        if found := self.evidence(row, kode, target, (*route, "bukti_fisik")):
            tree["bukti_fisik"] = found
        if target.printed:
            tree["target_waktu"] = target.printed
            if target.meant:
                tree["waktu"] = target.meant
            self.doubt((*route, "waktu" if target.meant else "target_waktu"), kode, target.doubt)
        if responsible := row.text(Meaning.PENANGGUNG_JAWAB):
            tree[_RESPONSIBLE] = " ".join(responsible.split())
        if isian := {key: text for key, column in self.columns.items() if (text := _further(row, column))}:
            tree["isian"] = dict(isian)
        if remark := _remark(row):
            tree["catatan"] = remark
        return tree

    def timed(self, row: ReadRow) -> Timed:
        """What the target of a row says, which may be what the row above says."""
        found, above = timed(self.target(row)), self.above
        if is_ditto(found.printed) and above.printed:
            meant = above.meant or above.printed
            found = Timed(found.printed, meant, "seperti baris di atasnya", above.frequency)
        self.above = found
        return found

    def target(self, row: ReadRow) -> str:
        """The target as it is printed, or as its columns say it together."""
        printed = row.text(Meaning.TARGET_WAKTU)
        cell = row.cells.get(Meaning.TARGET_WAKTU)
        if cell is not None and cell.number is not None and printed.isdigit() and 1 <= int(printed) <= 12:
            return of_months([(int(printed), int(printed))])
        if printed:
            return printed
        if row.periods:
            return of_months(list(row.periods))
        days = [row.text(each) for each in (Meaning.MULAI, Meaning.TANGGAL) if each in self.table.head.at]
        if Meaning.MULAI in self.table.head.at and any(days):
            return (
                "-".join(filter(None, days)) if len(set(filter(None, days))) == 1 else " s.d. ".join(filter(None, days))
            )
        return ""

    def evidence(self, row: ReadRow, kode: str, target: Timed, route: Route) -> list[Tree]:
        """The documents of a row, with what is known of each, and the marks that the table has."""
        found: list[dict[str, Tree]] = []
        names: set[str] = set()
        for cells in (row.cells, *row.more):
            own = target if cells is row.cells else timed(said(cells.get(Meaning.TARGET_WAKTU)))
            cell = cells.get(Meaning.BUKTI_FISIK)
            named = documents(cell.lines) if cell is not None and said(cell) else []
            mark = self.mark(cells, kode, own, len(named))
            if mark and not named:
                shown = mark.fields.get("tautan", mark.fields["tanggal"])
                self.out.left.append(f"{row.place}: {shown}: dokumennya tidak disebut")
            apart = own.printed if own is not target and own.printed != target.printed else ""
            for each in named:
                if each.name not in names:
                    names.add(each.name)
                    found.append(self.document(each, kode, _Line(target, apart, mark), (*route, len(found))))
                    mark = mark and Mark(mark.fields)  # the doubt is said once
        if len(found) == 1 and row.text(Meaning.LANGKAH_AKSI):
            self.often(found[0], row.text(Meaning.LANGKAH_AKSI), kode, (*route, 0))
        self.out.documents += len(found)
        return [{key: each[key] for key in _DOC if key in each} for each in found]

    def document(self, each: NamedDocument, kode: str, line: "_Line", route: Route) -> dict[str, Tree]:
        tree: dict[str, Tree] = {"dokumen": each.name}
        time = line.apart or each.time
        if time and reads(time):
            tree["waktu"] = time
            self.doubt((*route, "waktu"), kode, "" if line.apart else "waktu di belakang nama dokumen")
        if line.target.frequency:
            tree["frekuensi"] = line.target.frequency
            self.doubt((*route, "frekuensi"), kode, line.target.doubt)
        self.often(tree, each.name, kode, route)
        if line.mark:
            tree["realisasi"] = [dict(line.mark.fields)]
            self.out.marks += 1
            self.doubt((*route, "realisasi", 0, "tanggal"), kode, line.mark.doubt)
        return tree

    def often(self, tree: dict[str, Tree], words: str, kode: str, route: Route) -> None:
        """How often a document is due, where words say so and nothing else does."""
        found = next((each for each in often_in(words) if each.frekuensi), None)
        if found is None or "frekuensi" in tree or "waktu" in tree:
            return
        tree["frekuensi"] = str(found.frekuensi)
        self.doubt((*route, "frekuensi"), kode, f'dari kata "{found.kata.strip()}"')

    def mark(self, cells: dict[Meaning, GridCell], kode: str, target: Timed, count: int) -> "Mark | None":
        """What the table shows of `count` documents: a day, a link; where it only says so, no mark is made."""
        target_days = Meaning.MULAI in self.table.head.at
        day = target.done or (None if target_days else cell_day(cells.get(Meaning.TANGGAL)))
        link = _link(cells.get(Meaning.TAUTAN)) or _link(cells.get(Meaning.BUKTI_FISIK))
        status = next(filter(None, (said(cells.get(each)) for each in _STATED)), "")
        if day is None and not link:
            if status and _DONE.fullmatch(status):
                self.out.claims.append(f'{kode}: "{status}"')
            return None
        fields = {"tanggal": (day or self.day).isoformat()} | ({"tautan": link} if link else {})
        doubts = []
        if day is None:
            doubts.append("tanpa tanggal di tabelnya; ini hari impor")
        if count > 1:
            doubts.append(f"satu tanda di tabelnya untuk {count} dokumen")
        return Mark(fields, "; ".join(doubts))

    def declared(self) -> list[Tree]:
        """The declaration of further columns, each behind the column of the decree that it follows in print."""
        own = {self.table.head.at[each]: each.value for each in _PRINTED if each in self.table.head.at}
        out: list[Tree] = []
        for key, column in self.columns.items():
            before = [at for at in own if at < column]
            title = self.table.head.titles[column]
            out.append({"kunci": key, "judul": title, "sesudah": own[max(before)] if before else "indikator"})
        return out


def _lifted(below: Sequence[dict[str, Tree]]) -> dict[str, Tree]:
    """Who is responsible for all that is below: said once, above, and taken away there."""
    said = {str(each.get(_RESPONSIBLE, "")) for each in below}
    if len(said) != 1 or not all(said):
        return {}
    for each in below:
        del each[_RESPONSIBLE]
    return {_RESPONSIBLE: said.pop()}


def _columns(table: ReadTable) -> dict[str, int]:
    """The further columns that a decree prints and that hold something, by the key that they get here."""
    known = {table.head.at[each] for each in _FURTHER if each in table.head.at}
    found: dict[str, int] = {}
    for column in sorted(known | table.head.further.keys()):
        if any(_further(row, column) for row in table.rows):
            key = re.sub(r"[^a-z0-9]+", "_", table.head.titles[column].rpartition(" / ")[2].casefold()).strip("_")[:24]
            key = key if key[:1].isalpha() else f"kolom_{column + 1}"
            found[key if key not in found else f"{key}_{column + 1}"] = column
    return found


def _further(row: ReadRow, column: int) -> str:
    return " ".join(said(row.all[column]).split()) if column < len(row.all) else ""


def _by_period(row: ReadRow) -> str:
    """What is to be done month by month, where the columns of a year say it in words."""
    if not any(len(text) > 3 and not text[0].isdigit() for text in row.periods.values()):
        return ""
    return "\n".join(f"{of_months([span])}: {' '.join(text.split())}" for span, text in row.periods.items())


def _remark(row: ReadRow) -> str:
    parts = []
    for each in _REMARKS:
        if text := " ".join(row.text(each).split()):
            parts.append(text if each is Meaning.CATATAN else f"{each.value.capitalize()}: {text}")
    return "; ".join(parts)


def _link(cell: GridCell | None) -> str:
    """The first link of a cell that is one: behind its words, or in them."""
    if cell is None:
        return ""
    for each in (cell.link, *cell.text.split()):
        if each.startswith(("http://", "https://")):
            try:
                return read_link(each.rstrip(".,;)"))
            except ValueError:
                continue
    return ""
