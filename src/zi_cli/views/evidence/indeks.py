"""The index of a bag: what is handed over, where it lies, how it stands, and what is missing."""

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, unquote

from zi_cli.bukti.bundling import Serah, Serahan, komponen_heading
from zi_cli.plan.hari import written_day
from zi_cli.plan.kode import to_roman
from zi_cli.plan.pemenuhan import KeadaanBukti
from zi_cli.plan.progress import Keadaan
from zi_cli.render.media import Printed
from zi_cli.tables import Cell, Column, Page, Row, Sentence, Table, Tone, decree_text, row
from zi_cli.views.cells import day_cell
from zi_cli.views.tone import NADA, NADA_BUKTI

_BERGALAT = Cell(Keadaan.BERGALAT.called, tone=NADA[Keadaan.BERGALAT])
_HAMPA = "ditandai tanpa berkas, tautan, atau tempat"
_PENDAHULUAN = (
    Column("KODE", unbroken=True),
    Column("BUKTI FISIK", width=4),
    Column("PERIODE", width=2),
    Column("TENGGAT", unbroken=True, width=2),
    Column("KEADAAN", width=2),
)


def halaman(meant: Serahan) -> Page:
    """The index as one page: the sentence, the evidence, the gaps."""
    gaps = kurang(meant.lembar)
    parts: list[Table | Sentence] = [Sentence(sentence(meant)), daftar(meant.lembar, "Bukti fisik")]
    if gaps.rows:
        parts.append(gaps)
    return Page(judul(meant), tuple(parts))


def body(meant: Serahan) -> dict[str, Any]:
    """What the template of the index is given."""
    gaps, plan = kurang(meant.lembar), meant.capaian.rencana
    return {
        "judul": judul(meant),
        "satker": plan.satker,
        "tahun": str(plan.tahun),
        "batas": meant.batas,
        "predikat": str(plan.predikat),
        "per_tanggal": written_day(meant.capaian.hari),
        "kalimat": sentence(meant),
        "bukti": daftar(meant.lembar, "Bukti fisik"),
        "kurang": gaps,
        "jumlah_kurang": len(gaps.rows),
    }


def cetakan(meant: Serahan, *, berjawaban: bool) -> Printed:
    """The index in every medium; `berjawaban`: whether the sheet's answers lie beside it."""
    return Printed(
        page=lambda: halaman(meant),
        table=lambda: daftar_datar(meant.lembar),
        name="indeks",
        prose=lambda: body(meant) | {"berjawaban": berjawaban},
    )


def judul(meant: Serahan) -> str:
    """The name of the index."""
    plan, part = meant.capaian.rencana, f" ({meant.batas})" if meant.batas else ""
    return f"Bukti fisik Zona Integritas {plan.satker} {plan.tahun}{part}, per {written_day(meant.capaian.hari)}"


def sentence(meant: Serahan) -> str:
    """How much is handed over, in words."""
    counts, sheets = meant.capaian.bukti, meant.lembar
    files = sum(len(each.berkas) for each in sheets)
    links = sum(len(each.tautan) for each in sheets)
    empty = sum(each.is_empty for each in sheets)
    right = counts[KeadaanBukti.SESUAI]
    parts = [
        f"{counts.total()} dokumen diminta: {counts[KeadaanBukti.TERKUMPUL] + right} terkumpul",
        f"{right} di antaranya sudah diperiksa dan sesuai",
        f"{counts[KeadaanBukti.DITANDAI]} hanya ditandai",
        f"{counts[KeadaanBukti.SEBAGIAN]} baru sebagian",
        f"{counts[KeadaanBukti.PERLU_PERBAIKAN]} perlu perbaikan",
        f"{counts[KeadaanBukti.BELUM]} belum ada",
    ]
    told = f"{'; '.join(parts)}. {sum(each.terlambat > 0 for each in sheets)} tenggat sudah lewat tanpa bukti. "
    told += f"{empty} ditandai tanpa berkas, tautan, atau tempat. " if empty else ""
    return f"{told}Disertakan {files} berkas dan {links} tautan."


def daftar(sheets: Sequence[Serah], nama: str) -> Table:
    """The evidence, grouped by area and komponen; a file or link a line."""
    columns = (
        *_PENDAHULUAN,
        Column("TERKUMPUL", unbroken=True, width=2),
        Column("BERKAS ATAU TAUTAN", width=4),
        Column("CATATAN", width=3),
    )
    rows: list[Row] = []
    group = None
    for each in sheets:
        at = (each.indikator.area, each.indikator.komponen)
        if group is None or at[0] is not group[0] or at[1] is not group[1]:
            rows.append(Row((Cell(_kelompok(each), colspan=len(columns)),), group=True))
            group = at
        things = _benda(each)
        span = len(things)
        first, *others = things
        rows.append(
            Row((*(_merentang(cell, span) for cell in _sel(each)), first, _merentang(Cell(_catatan(each)), span)))
        )
        rows += [Row((thing,)) for thing in others]
    return Table(nama, columns, tuple(rows))


def daftar_datar(sheets: Sequence[Serah]) -> Table:
    """The evidence for a spreadsheet: no spans, every line whole."""
    columns = ("AREA", "KOMPONEN", *(each.title for each in _PENDAHULUAN), "TERKUMPUL", "BERKAS ATAU TAUTAN", "CATATAN")
    rows = tuple(
        row(
            str(each.indikator.area.nomor),
            " ".join(filter(None, (each.indikator.komponen.nomor, each.indikator.komponen.nama))),
            *_sel(each),
            thing.text if thing.link == thing.text else unquote(thing.link) or thing.text,
            _catatan(each),
        )
        for each in sheets
        for thing in _benda(each)
    )
    return Table("", tuple(Column(name) for name in columns), rows)


def kurang(sheets: Sequence[Serah]) -> Table:
    """What is missing, or must be mended."""
    rows = tuple(row(*_sel(each)[:5], _sebab(each)) for each in sheets if each.kurang)
    return Table(f"Yang belum lengkap ({len(rows)})", (*_PENDAHULUAN, Column("CATATAN", width=3)), rows)


def _kelompok(each: Serah) -> str:
    area, komponen = each.indikator.area, each.indikator.komponen
    return f"AREA {to_roman(area.nomor).upper()} {area.nama}: {komponen_heading(komponen)}"


def _sel(each: Serah) -> tuple[Cell, ...]:
    """Code, document, period, deadline, state, and the day it was there."""
    return (
        Cell(str(each.indikator.indikator.kode), heading=True),
        decree_text(each.dokumen or "-"),
        Cell(each.periode or "-"),
        day_cell(each.tenggat),
        _keadaan(each),
        day_cell(each.realisasi[-1].tanggal if each.realisasi else None),
    )


def _keadaan(each: Serah) -> Cell:
    """The state and its tone: green only where a review found it right, for an unread file may be empty."""
    match each.keadaan:
        case None:
            return _BERGALAT if each.bergalat else Cell("tidak diminta keputusan", tone=Tone.MUTED)
        case KeadaanBukti.BELUM if each.terlambat:
            return Cell(f"terlambat {each.terlambat} hari", tone=Tone.BAD)
        case KeadaanBukti.BELUM:
            return Cell("belum jatuh tempo", tone=Tone.MUTED)
        case KeadaanBukti.TERKUMPUL:
            return Cell(each.keadaan.called)
        case _:
            return Cell(each.keadaan.called, tone=NADA_BUKTI[each.keadaan])


def _benda(each: Serah) -> list[Cell]:
    """A cell for each file and link; one that says why there is none, where there is none."""
    files = [Cell(one.jalur.rpartition("/")[2], link=quote(one.jalur)) for one in each.berkas]
    links = [Cell(link, link=link) for link in each.tautan]
    lost = [Cell(f"{name} tidak disertakan", tone=Tone.CAUTION) for name, _ in each.hilang]
    seen = [Cell(f"dilihat di tempat: {one}") for one in each.tempat]
    kept = [Cell(f"{PurePosixPath(name).name}: disimpan satker") for name in each.luar]
    if files or links or seen or kept or lost:
        return [*files, *links, *seen, *kept, *lost]
    if not each.realisasi:
        return [Cell("-" if each.included or not each.bergalat else "tidak disertakan")]
    return [Cell(_HAMPA, tone=Tone.CAUTION) if each.is_empty else Cell("tidak disertakan")]


def _catatan(each: Serah) -> str:
    review = each.pemenuhan.pemeriksaan if each.pemenuhan else None
    notes = [each.realisasi[-1].catatan] if each.realisasi and each.realisasi[-1].catatan else []
    if review:
        notes.append(f"{review.oleh}, {written_day(review.tanggal)}: {review.catatan or review.hasil}")
    if each.bergalat:
        notes.append("baris ini bergalat di rencana.yaml; tenggat dan keadaannya tidak diketahui")
    if each.diperiksa_sendiri:
        notes.append("pemeriksanya pengumpulnya sendiri")
    notes += [f"{PurePosixPath(name).name}: {told}" for name, told in each.odd]
    why = "" if each.bergalat else " (sudah digantikan tanda yang lebih baru)"
    notes += [f"{name}: {told}{why}" for name, told in each.hilang]
    return "; ".join([*notes, *each.di_git]) or "-"


def _sebab(each: Serah) -> str:
    notes = _catatan(each)
    if not each.is_empty:
        return notes
    return _HAMPA if notes == "-" else f"{_HAMPA}; {notes}"


def _merentang(cell: Cell, baris: int) -> Cell:
    from zi_cli.frozen import evolve

    return evolve(cell, rowspan=baris)
