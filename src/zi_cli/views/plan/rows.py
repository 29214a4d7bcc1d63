"""The pages of `zi list` and `zi show`: rows of a plan on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from zi_cli.lke.figures import as_figure
from zi_cli.lke.poin import Bobot, Poin
from zi_cli.plan.hari import written_day
from zi_cli.plan.pemenuhan import CapaianBukti, KeadaanBukti
from zi_cli.plan.progress import Capaian, CapaianBergalat, CapaianIndikator, Keadaan
from zi_cli.tables import Cell, Column, Page, Row, Sentence, Table, Tone, decree_text, row
from zi_cli.views.cells import NOTHING, day_cell, figure
from zi_cli.views.tone import NADA, NADA_BUKTI

if TYPE_CHECKING:
    from zi_cli.plan.model import Indikator, Kolom
    from zi_cli.plan.realisasi import Pemeriksaan, Realisasi


def daftar(capaian: Capaian, bobot: Bobot, chosen: Sequence[CapaianIndikator | CapaianBergalat]) -> Table:
    """The chosen rows, a line each."""
    columns = [
        Column("KODE", unbroken=True),
        Column("KEADAAN", unbroken=True),
        Column("TENGGAT", unbroken=True),
        Column("POIN", align="right", unbroken=True),
        Column("INDIKATOR", width=3),
        Column("BUKTI FISIK", width=3),
    ]
    who = any(each.penanggung_jawab for each in chosen)
    if who:
        columns.append(Column("PENANGGUNG JAWAB"))
    rows = []
    for each in chosen:
        tenggat, poin, documents = _bergalat(each) if isinstance(each, CapaianBergalat) else _sehat(bobot, each)
        cells = [
            Cell(str(each.indikator.kode) or "-", heading=True),
            Cell(each.keadaan.called, tone=NADA[each.keadaan]),
            tenggat,
            poin,
            decree_text(each.indikator.uraian or "-"),
            decree_text("; ".join(documents) or "-"),
        ]
        if who:
            cells.append(Cell(each.penanggung_jawab or "-"))
        rows.append(Row(tuple(cells)))
    name = f"{capaian.rencana.satker} {capaian.rencana.tahun}: {len(rows)} dari {len(capaian.baris)} indikator"
    return Table(name, tuple(columns), tuple(rows))


def _sehat(bobot: Bobot, each: CapaianIndikator) -> tuple[Cell, Cell, list[str]]:
    """Deadline, points and documents of a row."""
    deadlines = each.terbuka or each.tenggat
    first = day_cell(deadlines[0] if deadlines else None)
    return first, figure(bobot.poin(each).dapat), [_dengan_periode(one) for one in each.bukti]


def _bergalat(each: CapaianBergalat) -> tuple[Cell, Cell, list[str]]:
    """The same of a row with a fault of its own: it has no deadline and no points, and its documents as written."""
    return Cell(NOTHING), Cell(NOTHING), list(each.indikator.dokumen)


def bergalat(capaian: Capaian, each: CapaianBergalat, found: Sequence[str]) -> Page:
    """One row that has a fault of its own: what is written there, and what is wrong."""
    baris = each.indikator
    facts = [
        ("Area", f"{each.area.nomor} {each.area.nama}"),
        ("Komponen", " ".join(filter(None, (each.komponen.nomor, each.komponen.nama)))),
        ("Indikator", baris.uraian),
        ("Langkah aksi", baris.langkah_aksi),
        ("Bukti fisik", "; ".join(baris.dokumen)),
        ("Target waktu", baris.target_waktu),
        ("Penanggung jawab", baris.penanggung_jawab),
    ]
    table = Table(
        "",
        (Column("", unbroken=True), Column("", width=4)),
        (
            *(row(Cell(name, heading=True), decree_text(text or "-")) for name, text in facts),
            row(Cell("Keadaan", heading=True), Cell(each.keadaan.called, tone=NADA[each.keadaan])),
        ),
    )
    plan = capaian.rencana
    title = f"{baris.called}, {plan.satker} {plan.tahun}, per {written_day(capaian.hari)}"
    return Page(title, (table, *(Sentence(each, Tone.BAD) for each in found)))


def _dengan_periode(bukti: CapaianBukti) -> str:
    """The document; where it has several deadlines or was found wanting, with the periods that are open."""
    if bukti.keadaan is KeadaanBukti.DITANDAI:
        return f"{bukti.bukti.dokumen} (hanya ditandai)"
    if not bukti.perlu_perbaikan and (len(bukti.pemenuhan) == 1 or not bukti.terbuka):
        return bukti.bukti.dokumen
    reopened = {one.tenggat for one in bukti.perlu_perbaikan}
    open_ = [f"{one.periode}{' perlu perbaikan' * (one.tenggat in reopened)}" for one in bukti.terbuka]
    return f"{bukti.bukti.dokumen} ({'perlu perbaikan' if len(bukti.pemenuhan) == 1 else ', '.join(open_)})"


def rincian(
    capaian: Capaian, bobot: Bobot, each: CapaianIndikator, away: Mapping[str, str] = MappingProxyType({})
) -> Page:
    """One row, everything about it; `away`: files that are not here, with what is said of them."""
    indikator = each.indikator
    late = f" {each.hari_terlambat} hari" if each.keadaan is Keadaan.TERLAMBAT else ""
    facts = [
        ("Area", Cell(f"{each.area.nomor} {each.area.nama}")),
        ("Komponen", decree_text(" ".join(filter(None, (each.komponen.nomor, each.komponen.nama))))),
        ("Pertanyaan LKE", _pertanyaan(bobot, each)),
        ("Poin", Cell(_poin(bobot.poin(each)))),
        ("Indikator", decree_text(indikator.uraian)),
        ("Langkah aksi", decree_text(indikator.langkah_aksi or "-")),
        ("Target waktu", Cell(_target(indikator))),
        *((column.judul, decree_text(_filled(indikator, column))) for column in capaian.rencana.kolom),
        ("Penanggung jawab", Cell(each.penanggung_jawab or "-")),
        ("Keadaan", Cell(each.keadaan.called + late, tone=NADA[each.keadaan])),
    ]
    if indikator.catatan:
        facts.append(("Catatan", Cell(indikator.catatan)))
    table = Table(
        "",
        (Column("", unbroken=True), Column("", width=4)),
        tuple(row(Cell(name, heading=True), cell) for name, cell in facts),
    )
    body: list[Table | Sentence] = [table]
    body.append(_bukti(each) if each.bukti else Sentence("Baris ini tidak punya bukti fisik di rencana.", Tone.CAUTION))
    if any(bukti.bukti.realisasi for bukti in each.bukti):
        body.append(_riwayat(each, away))
    return Page(
        f"{indikator.kode}, {capaian.rencana.satker} {capaian.rencana.tahun}, per {written_day(each.hari)}",
        tuple(body),
    )


def _target(indikator: Indikator) -> str:
    """What is printed, and what is meant where that is written beside it."""
    printed = str(indikator.target_waktu or "-")
    own = [f"{each.dokumen}: {each.waktu}" for each in indikator.bukti_fisik if each.waktu]
    meant = [f"maksudnya {indikator.waktu}"] if indikator.waktu else []
    return f"{printed} ({'; '.join(meant + own)})" if meant or own else printed


def _filled(indikator: Indikator, column: Kolom) -> str:
    return indikator.isian.get(column.kunci, "-")


def _pertanyaan(bobot: Bobot, each: CapaianIndikator) -> Cell:
    kode = each.indikator.kode
    if str(kode) in bobot.baris:
        return Cell(kode.pertanyaan)
    return Cell("tidak ada: kode ini bukan pertanyaan LKE", tone=Tone.CAUTION)


def _poin(poin: Poin) -> str:
    """What the row can bring, and what it could where more were planned."""
    reach, most = as_figure(poin.dapat), as_figure(poin.maksimum)
    return reach if reach == most else f"{reach} sebagaimana direncanakan, paling tinggi {most}"


def _bukti(each: CapaianIndikator) -> Table:
    columns = (
        Column("BUKTI FISIK", width=3),
        Column("PERIODE", unbroken=True),
        Column("TENGGAT", unbroken=True),
        Column("KEADAAN", unbroken=True),
        Column("TERKUMPUL", unbroken=True),
    )
    return Table("", columns, tuple(line for bukti in each.bukti for line in _lines(each, bukti)))


def _lines(each: CapaianIndikator, bukti: CapaianBukti) -> list[Row]:
    lines = []
    for at, one in enumerate(bukti.pemenuhan):
        state, tone = one.keadaan.called, NADA_BUKTI[one.keadaan]
        if one.keadaan is KeadaanBukti.BELUM and one.tenggat < each.hari:
            state, tone = "terlambat", Tone.BAD
        name = decree_text(bukti.bukti.dokumen) if at == 0 else Cell()
        collected = day_cell(one.terakhir.tanggal if one.terakhir else None)
        lines.append(row(name, one.periode, day_cell(one.tenggat), Cell(state, tone=tone), collected))
    return lines


def _terlihat(mark: Realisasi, away: Mapping[str, str]) -> list[str]:
    """What can be looked at, and of a file that is not here: what it is known by."""
    sizes = {each.berkas: each for each in mark.every_file}
    told = []
    for name in mark.tampak:
        file = sizes.get(name)
        if file is None or name not in away:
            told.append(name)
            continue
        size = f", {-(-file.ukuran // 1024)} KB" if file.ukuran is not None else ""
        told.append(f"{name} ({away[name]}: sidik {(file.sha256 or '-')[:8]}{size})")
    return told


def _ikatan(mark: Realisasi, review: Pemeriksaan) -> str:
    """What a review is worth now: nothing where something else is recorded; unknown where it is not bound."""
    if mark.basi(review):
        return " (basi: yang tercatat sekarang berbeda)"
    return "" if review.atas else " (tidak terikat)"


def _riwayat(each: CapaianIndikator, away: Mapping[str, str]) -> Table:
    """What happened to the row's documents, in order: marks, and the reviews of each."""
    columns = (
        Column("TANGGAL", unbroken=True),
        Column("PERISTIWA"),
        Column("BUKTI FISIK", width=2),
        Column("PERIODE"),
        Column("BERKAS, TAUTAN, TEMPAT", width=2),
        Column("OLEH"),
        Column("CATATAN"),
    )
    events = []
    for bukti in each.bukti:
        name = bukti.name
        for mark in bukti.bukti.realisasi:
            period = str(mark.periode or "-")
            what = "terkumpul" if mark.berbukti else "ditandai"
            cells = (what, name, period, "; ".join(_terlihat(mark, away)) or "-", mark.oleh or "-", mark.catatan or "-")
            events.append((mark.tanggal, cells))
            for review in mark.pemeriksaan:
                what = f"diperiksa: {review.hasil}{_ikatan(mark, review)}"
                cells = (what, name, period, "-", review.oleh, review.catatan or "-")
                events.append((review.tanggal, cells))
    events.sort(key=lambda event: event[0])  # stable: of one day, what stands above came first
    lines = [(day_cell(day), *map(Cell, cells)) for day, cells in events]
    told = [at for at in range(len(columns)) if any(line[at].text != NOTHING for line in lines)]
    return Table("Riwayat", tuple(columns[at] for at in told), tuple(row(*(line[at] for at in told)) for line in lines))
