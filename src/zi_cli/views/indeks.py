"""The index of a bag: what is handed over, where it lies, how it stands, and what is missing."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, unquote

from zi_cli.bukti.bundling import Lembar
from zi_cli.plan.jadwal import hari_tertulis
from zi_cli.plan.kode import to_roman
from zi_cli.plan.progress import Capaian, KeadaanBukti
from zi_cli.tables import Cell, Column, Halaman, Kalimat, Row, Table, decree_text, italics, row
from zi_cli.views.rows import NADA_BUKTI

_PENDAHULUAN = (
    Column("KODE", utuh=True),
    Column("BUKTI FISIK", lebar=4),
    Column("PERIODE", lebar=2),
    Column("TENGGAT", utuh=True, lebar=2),
    Column("KEADAAN", lebar=2),
)


def halaman(capaian: Capaian, sheets: Sequence[Lembar]) -> Halaman:
    """The index as one page: the sentence, the evidence, the gaps."""
    gaps = kurang(sheets)
    parts: list[Table | Kalimat] = [Kalimat(kalimat(capaian, sheets)), daftar(sheets, "Bukti fisik")]
    if gaps.baris:
        parts.append(gaps)
    return Halaman(judul(capaian), tuple(parts))


def isi(capaian: Capaian, sheets: Sequence[Lembar]) -> dict[str, Any]:
    """What the template of the index is given."""
    gaps = kurang(sheets)
    return {
        "judul": judul(capaian),
        "satker": capaian.rencana.satker,
        "tahun": str(capaian.rencana.tahun),
        "predikat": str(capaian.rencana.predikat),
        "per_tanggal": hari_tertulis(capaian.hari),
        "kalimat": kalimat(capaian, sheets),
        "bukti": daftar(sheets, "Bukti fisik"),
        "kurang": gaps,
        "jumlah_kurang": len(gaps.baris),
    }


def judul(capaian: Capaian) -> str:
    """The name of the index."""
    plan = capaian.rencana
    return f"Bukti fisik Zona Integritas {plan.satker} {plan.tahun}, per {hari_tertulis(capaian.hari)}"


def kalimat(capaian: Capaian, sheets: Sequence[Lembar]) -> str:
    """How much is handed over, in words."""
    counts = capaian.bukti
    files = sum(len(each.berkas) for each in sheets)
    links = sum(len(each.tautan) for each in sheets)
    return (
        f"{counts.total()} dokumen diminta: {counts[KeadaanBukti.TERKUMPUL] + counts[KeadaanBukti.SESUAI]} terkumpul, "
        f"{counts[KeadaanBukti.SESUAI]} di antaranya sudah diperiksa dan sesuai; {counts[KeadaanBukti.SEBAGIAN]} baru "
        f"sebagian; {counts[KeadaanBukti.PERLU_PERBAIKAN]} perlu perbaikan; {counts[KeadaanBukti.BELUM]} belum ada. "
        f"Disertakan {files} berkas dan {links} tautan."
    )


def daftar(sheets: Sequence[Lembar], nama: str) -> Table:
    """The evidence, grouped by area and komponen; a file or link a line."""
    columns = (
        *_PENDAHULUAN,
        Column("TERKUMPUL", utuh=True, lebar=2),
        Column("BERKAS ATAU TAUTAN", lebar=4),
        Column("CATATAN", lebar=3),
    )
    rows: list[Row] = []
    group = None
    for each in sheets:
        at = (each.indikator.area, each.indikator.komponen)
        if group is None or at[0] is not group[0] or at[1] is not group[1]:
            rows.append(Row((Cell(_kelompok(each), kolom=len(columns)),), kelompok=True))
            group = at
        things = _benda(each)
        span = len(things)
        first, *others = things
        rows.append(
            Row((*(_merentang(cell, span) for cell in _sel(each)), first, _merentang(Cell(_catatan(each)), span)))
        )
        rows += [Row((thing,)) for thing in others]
    return Table(nama, columns, tuple(rows))


def daftar_datar(sheets: Sequence[Lembar]) -> Table:
    """The evidence for a spreadsheet: no spans, every line whole."""
    columns = ("AREA", "KOMPONEN", *(each.judul for each in _PENDAHULUAN), "TERKUMPUL", "BERKAS ATAU TAUTAN", "CATATAN")
    rows = tuple(
        row(
            str(each.indikator.area.nomor),
            " ".join(filter(None, (each.indikator.komponen.nomor, each.indikator.komponen.nama))),
            *_sel(each),
            thing.teks if thing.tautan == thing.teks else unquote(thing.tautan) or thing.teks,
            _catatan(each),
        )
        for each in sheets
        for thing in _benda(each)
    )
    return Table("", tuple(Column(name) for name in columns), rows)


def kurang(sheets: Sequence[Lembar]) -> Table:
    """What is missing, or must be mended."""
    rows = tuple(row(*_sel(each)[:5], _catatan(each)) for each in sheets if each.kurang)
    return Table(f"Yang belum lengkap ({len(rows)})", (*_PENDAHULUAN, Column("CATATAN", lebar=3)), rows)


def _kelompok(each: Lembar) -> str:
    area, komponen = each.indikator.area, each.indikator.komponen
    name = ". ".join(filter(None, ((komponen.nomor or "").rstrip("."), italics(komponen.nama)[0])))
    return f"AREA {to_roman(area.nomor).upper()} {area.nama}: {name}"


def _sel(each: Lembar) -> tuple[Cell, ...]:
    """Code, document, period, deadline, state, and the day it was there."""
    last = each.realisasi[-1].tanggal.isoformat() if each.realisasi else "-"
    return (
        Cell(str(each.indikator.indikator.kode), kepala=True),
        decree_text(each.bukti.bukti.dokumen),
        Cell(each.periode or "-"),
        Cell(each.tenggat.isoformat() if each.tenggat else "-"),
        Cell(each.keadaan.sebutan, nada=NADA_BUKTI[each.keadaan]),
        Cell(last),
    )


def _benda(each: Lembar) -> list[Cell]:
    """A cell for each file and link; one that says why there is none, where there is none."""
    files = [Cell(one.jalur.rpartition("/")[2], tautan=quote(one.jalur)) for one in each.berkas]
    links = [Cell(link, tautan=link) for link in each.tautan]
    if files or links:
        return [*files, *links]
    if not each.realisasi:
        return [Cell("-")]
    return [Cell("ditandai tanpa berkas atau tautan" if each.disertakan else "tidak disertakan")]


def _catatan(each: Lembar) -> str:
    review = each.pemenuhan.pemeriksaan if each.pemenuhan else None
    notes = [each.realisasi[-1].catatan] if each.realisasi and each.realisasi[-1].catatan else []
    if review:
        notes.append(f"{review.oleh}, {hari_tertulis(review.tanggal)}: {review.catatan or review.hasil}")
    return "; ".join(notes) or "-"


def _merentang(cell: Cell, baris: int) -> Cell:
    from dataclasses import replace

    return replace(cell, baris=baris)
