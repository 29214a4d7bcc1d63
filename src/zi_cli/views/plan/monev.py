"""The monitoring report of a period, as offices hand it in: chapters I to V, and the matrix with what is to be done.

What zi knows is filled in; the office's own words stand in the plan's folder and come back with every new run. All
figures are of the period's end, or of the day asked about where that is earlier: made again, it is the same report.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property

from zi_cli.errors import Refusal, as_sentence
from zi_cli.frozen import frozen
from zi_cli.italics import italics
from zi_cli.plan.hari import written_day
from zi_cli.plan.jadwal import Periode
from zi_cli.plan.model import Rencana
from zi_cli.plan.pemenuhan import KeadaanBukti, Pemenuhan
from zi_cli.plan.progress import Capaian, CapaianBergalat, CapaianIndikator, Deadline
from zi_cli.plan.progress import capaian as standing_on
from zi_cli.plan.realisasi import Hasil, Realisasi
from zi_cli.plan.rentang import Window
from zi_cli.render.media import Printed
from zi_cli.tables import Block, Cell, Column, Page, Role, Sentence, Table, Tone, row
from zi_cli.views.cells import count_cell, day_cell
from zi_cli.views.plan.keputusan import keputusan
from zi_cli.views.plan.kurva import counted, curve
from zi_cli.views.plan.lampiran import extended, lampiran
from zi_cli.views.plan.prose import sections, sentences
from zi_cli.views.report import Material, Need, Report
from zi_cli.views.tone import NADA_BUKTI

FOLDER = "monev"
"""In the plan's folder: where the office's own words are kept."""
GENERAL = f"{FOLDER}/umum.md"
"""For the words that every report repeats."""
_OWN = ("Latar belakang", "Tujuan", "Ruang lingkup", "Kendala", "Saran", "Penutup")
"""The headings under which an office writes."""


@frozen(slots=False)
class Monev:
    """A report: the plan, its period, and the day on which it is judged."""

    rencana: Rencana
    name: str
    """The period's: `Triwulan III 2025`."""
    window: Window
    day: date
    over: bool
    """Whether the period was over on the day asked about: then what was due on its last day is late."""
    own: dict[str, list[str]]
    """The office's words, by their headings."""
    place: str
    """Where these are kept."""

    @cached_property
    def standing(self) -> Capaian:
        """How the plan stood when the period had ended."""
        return standing_on(self.rencana, self.day)

    @cached_property
    def within(self) -> list[Deadline]:
        """What was due in the period."""
        return [each for each in self.standing.deadlines if self.window.first <= each.one.tenggat <= self.window.last]

    def words(self, heading: str) -> list[Sentence]:
        """What the office wrote there; where it wrote nothing, where it may."""
        found = {name.casefold(): text for name, text in self.own.items()}.get(heading.casefold())
        if found:
            return sentences(found)
        return [Sentence(f'(Belum ditulis: tuliskan di {self.place} di bawah judul "# {heading}".)', Tone.MUTED)]

    @property
    def other(self) -> list[tuple[str, list[Sentence]]]:
        """What it wrote under headings of its own."""
        known = {each.casefold() for each in _OWN}
        return [(name or "Catatan", sentences(text)) for name, text in self.own.items() if name.casefold() not in known]


def page(report: Monev) -> Page:
    """The whole report."""
    plan = report.rencana
    title = f"Laporan monitoring dan evaluasi pembangunan Zona Integritas {plan.satker}, {report.name}"
    chapters = (_one, _two, _three, _four, _five)
    body = tuple(block for chapter in chapters for block in chapter(report))
    return Page(title, (*body, *_matrix(report)), author=plan.satker, day=report.day)


def _heading(text: str) -> Sentence:
    return Sentence(text, role=Role.HEADING)


def _one(report: Monev) -> Iterator[Block]:
    plan, decree = report.rencana, keputusan(report.rencana)
    yield _heading("BAB I PENDAHULUAN")
    for name in ("Latar belakang", "Tujuan", "Ruang lingkup"):
        yield _heading(name)
        if name == "Ruang lingkup":
            rows = sum(len(each.indikator) for area in plan.area for each in area.komponen)
            yield Sentence(f"Laporan ini meliputi {len(plan.area)} area perubahan dengan {rows} baris rencana aksi.")
        yield from report.words(name)
    yield _heading("Dasar hukum")
    for item in decree["mengingat"]:
        text, italic = italics(item["teks"])
        yield Sentence(text, italic=italic)
    if decree["nama"]:
        yield Sentence(f"{decree['nama']}.")


def _two(report: Monev) -> Iterator[Block]:
    yield _heading("BAB II PELAKSANAAN")
    told = f"Dalam {report.name} jatuh tempo {len(report.within)} bukti fisik."
    yield Sentence(f"{told} Keadaan per {written_day(report.day)}.")
    columns = (
        Column("AREA", width=4),
        Column("JATUH TEMPO", align="right"),
        Column("TERKUMPUL", align="right"),
        Column("HANYA DITANDAI", align="right"),
        Column("SESUAI", align="right"),
        Column("BELUM ADA", align="right"),
    )
    rows = [
        _tally(f"{area.nomor} {area.nama}", [each for each in report.within if each.row.area is area])
        for area in report.rencana.area
    ]
    total = row(*_tally("Seluruhnya", report.within), total=True)
    yield Table("Pelaksanaan menurut area", columns, (*(row(*cells) for cells in rows), total))
    yield from _done(report)


def _tally(name: str, due: Sequence[Deadline]) -> tuple[Cell, ...]:
    met = [one for *_, one in due if one.realisasi]
    sure = sum(one.berbukti for one in met)
    right = sum(one.keadaan is KeadaanBukti.SESUAI for one in met)
    figures = (len(due), sure, len(met) - sure, right, len(due) - len(met))
    return (Cell(name, heading=True), *map(count_cell, figures))


def _done(report: Monev) -> Iterator[Block]:
    """What was collected in the period, whichever deadline it was for."""
    found = [
        (mark.tanggal, each, bukti, mark)
        for each in report.standing.indikator
        for bukti in each.bukti
        for mark in bukti.bukti.realisasi
        if report.window.first <= mark.tanggal <= report.day
    ]
    if not found:
        yield Sentence("Dalam periode ini tidak ada bukti yang dicatat terkumpul.")
        return
    columns = (
        Column("TANGGAL", unbroken=True),
        Column("KODE", unbroken=True),
        Column("BUKTI FISIK", width=4),
        Column("CATATAN", width=2),
    )
    rows = tuple(
        row(
            day_cell(day),
            Cell(str(each.indikator.kode), heading=True),
            bukti.name,
            mark.catatan or "-",
        )
        for day, each, bukti, mark in sorted(found, key=lambda one: (one[0], one[1].indikator.kode))
    )
    yield Table(f"Terkumpul dalam periode ini ({len(rows)})", columns, rows)


def _three(report: Monev) -> Iterator[Block]:
    yield _heading("BAB III ANALISIS")
    yield _heading("Rencana dan pelaksanaan")
    now = counted(report.standing)
    due = sum(one.tenggat <= report.day for *_, one in report.standing.deadlines)
    claimed = f", {now.claimed} lagi hanya ditandai" if now.claimed else ""
    yield Sentence(
        f"Sampai {written_day(report.day)} jatuh tempo {due} bukti; terkumpul {now.collected}{claimed}, "
        f"{now.verified} di antaranya sudah diperiksa dan sesuai."
    )
    if (drawn := curve(report.standing)) is not None:
        yield drawn
    yield from _late(report)
    yield from _reviews(report)
    for name in ("Kendala", "Saran"):
        yield _heading(name)
        yield from report.words(name)
    for name, said in report.other:
        yield _heading(name)
        yield from said


def _late(report: Monev) -> Iterator[Block]:
    judged = report.day + timedelta(days=report.over)
    open_ = [each for each in report.standing.deadlines if each.one.tenggat < judged and each.one.realisasi is None]
    if not open_:
        yield Sentence("Tidak ada bukti yang terlambat.", Tone.GOOD)
        return
    columns = (
        Column("KODE", unbroken=True),
        Column("BUKTI FISIK", width=4),
        Column("TENGGAT", unbroken=True),
        Column("TERLAMBAT", align="right", unbroken=True),
    )
    rows = tuple(
        row(
            Cell(str(each.row.indikator.kode), heading=True),
            each.name,
            day_cell(each.one.tenggat),
            Cell(f"{(judged - each.one.tenggat).days} hari", tone=Tone.BAD),
        )
        for each in sorted(open_, key=lambda each: (each.one.tenggat, each.row.indikator.kode))
    )
    yield Table(f"Terlambat ({len(rows)})", columns, rows)


def _reviews(report: Monev) -> Iterator[Block]:
    """What reviewers found in the period, and what followed."""
    found = [
        (review, each)
        for each in report.standing.deadlines
        for mark in each.one.semua
        for review in mark.pemeriksaan
        if report.window.first <= review.tanggal <= report.day
    ]
    if not found:
        return
    columns = (
        Column("KODE", unbroken=True),
        Column("BUKTI FISIK", width=3),
        Column("PEMERIKSAAN", width=3),
        Column("TINDAK LANJUT", width=2),
    )
    rows = tuple(
        row(
            Cell(str(each.row.indikator.kode), heading=True),
            each.name,
            f"{written_day(review.tanggal)}, {review.oleh}: {review.catatan or review.hasil}",
            "-" if review.hasil is Hasil.SESUAI else _answered(each.one, review.tanggal),
        )
        for review, each in sorted(found, key=lambda one: (one[0].tanggal, one[1].row.indikator.kode))
    )
    yield Table(f"Hasil pemeriksaan dan tindak lanjutnya ({len(rows)})", columns, rows)


def _answered(one: Pemenuhan, since: date) -> str:
    """What came for a deadline from that day on."""
    mark = one.realisasi
    if mark is None or mark.tanggal < since:
        return "belum ada"
    checked = f", {one.pemeriksaan.hasil}" if one.pemeriksaan else ""
    return f"terkumpul {written_day(mark.tanggal)}{checked}"


def _four(report: Monev) -> Iterator[Block]:
    """What the report before this one left open, and what has come of it since."""
    yield _heading("BAB IV TINDAK LANJUT MONITORING DAN EVALUASI SEBELUMNYA")
    end = report.window.first - timedelta(days=1)
    before = {
        (row.indikator.kode, document.bukti.dokumen, one.tenggat): one
        for row, document, one in standing_on(report.rencana, end).deadlines
        if one.tenggat <= end and one.realisasi is None
    }
    if not before:
        yield Sentence(f"Sampai {written_day(end)} tidak ada yang perlu ditindaklanjuti.")
        return
    columns = (
        Column("KODE", unbroken=True),
        Column("BUKTI FISIK", width=3),
        Column("YANG DIMINTA", width=3),
        Column("TINDAK LANJUT", width=2),
    )
    rows = [
        row(
            Cell(str(each.row.indikator.kode), heading=True),
            each.name,
            _wanted(left),
            Cell(_answered(each.one, end), tone=Tone.GOOD if each.one.realisasi else Tone.BAD),
        )
        for each in report.standing.deadlines
        if (left := before.get((each.row.indikator.kode, each.document.bukti.dokumen, each.one.tenggat))) is not None
    ]
    done = sum(row_.cells[-1].tone is Tone.GOOD for row_ in rows)
    yield Sentence(f"Dari {len(rows)} yang diminta sampai {written_day(end)}, {done} sudah ditindaklanjuti.")
    yield Table("Tindak lanjut", columns, tuple(rows))


def _wanted(one: Pemenuhan) -> str:
    if one.pemeriksaan:
        return f"perbaiki: {one.pemeriksaan.catatan or 'sesuai hasil pemeriksaan'}"
    return f"kumpulkan; tenggatnya {written_day(one.tenggat)}"


def _five(report: Monev) -> Iterator[Block]:
    yield _heading("BAB V PENUTUP")
    yield from report.words("Penutup")


def _matrix(report: Monev) -> Iterator[Block]:
    """The Lampiran with what has been done, and what is to be done."""
    plan = report.rencana
    yield Sentence("LAMPIRAN", role=Role.ANNEX)
    yield Sentence(f"MATRIKS MONITORING DAN EVALUASI {plan.satker.upper()}", role=Role.ANNEX)
    yield Sentence(f"{report.name.upper()}, KEADAAN PER {written_day(report.day).upper()}", role=Role.ANNEX)
    columns = (Column("REALISASI", width=7), Column("TINDAK LANJUT", width=8))
    yield extended(lampiran(plan), columns, [_followed(report, each) for each in report.standing.baris], "Matriks")


def _followed(report: Monev, each: CapaianIndikator | CapaianBergalat) -> tuple[Cell, Cell]:
    if isinstance(each, CapaianBergalat):
        return Cell("bergalat", tone=Tone.CAUTION), Cell("betulkan barisnya di rencana.yaml")
    there = [_realised(due, due.one.terakhir) for due in each.deadlines if due.one.terakhir]
    open_ = [due for due in each.deadlines if not due.one.realisasi and due.one.tenggat <= report.window.last]
    wanted = "\n".join(f"{due.name}: {_wanted(due.one)}" for due in open_)
    worst = next((due.one.keadaan for due in open_), None)
    tone = Tone.PLAIN if worst is None else Tone.BAD if worst is KeadaanBukti.BELUM else NADA_BUKTI[worst]
    return Cell("\n".join(there) or "-"), Cell(wanted or "-", tone=tone)


def _realised(due: Deadline, mark: Realisasi) -> str:
    period = f"{due.period}: " if due.period else ""
    return f"{period}{written_day(mark.tanggal)}, {due.one.keadaan.called}"


def period(text: str, year: int, day: date) -> tuple[str, Window]:
    """The period that is meant, by its one name; without a text the last triwulan that had ended by the day."""
    if not text:
        month = (day.month - 1) // 3 * 3 + 1
        last = date(day.year, month, 1) - timedelta(days=1)
        text, year = f"Triwulan {('I', 'II', 'III', 'IV')[(last.month - 1) // 3]} {last.year}", last.year
    try:
        meant = Periode.parse(text)
        return meant.nama(year), meant.window(year)
    except ValueError as error:
        raise Refusal(f"«period»: {as_sentence(str(error))}") from error


def _printed(material: Material) -> Printed:
    standing = material.standing
    name, window = period(material.period, material.rencana.tahun, standing.hari)
    file = f"{FOLDER}/{name.casefold().replace(' ', '-')}.md"
    own = sections(material.words(GENERAL)) | sections(material.words(file))
    over = standing.hari > window.last
    day = min(standing.hari, window.last)
    report = Monev(material.rencana, name, window, day, over, own, material.shown(file))
    return Printed(page=lambda: page(report), name="monev")


REPORT = Report("monev", _printed, frozenset({Need.DAY, Need.PERIOD}), medium="md")
