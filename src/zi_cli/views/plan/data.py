"""What programs read: plans and their progress as plain values with stable keys.

`versi` counts breaking changes; keys may be added without one.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from zi_cli.bukti.elsewhere import Absent
from zi_cli.diagnostics import Diagnostic
from zi_cli.lke.figures import for_machines
from zi_cli.lke.poin import Bobot, Poin
from zi_cli.plan.model import BuktiFisik, Indikator
from zi_cli.plan.pemenuhan import CapaianBukti, KeadaanBukti, Pemenuhan
from zi_cli.plan.progress import URUTAN, Capaian, CapaianBergalat, CapaianIndikator, tally
from zi_cli.plan.realisasi import Pemeriksaan
from zi_cli.views import JSON_VERSION


def status(plan: dict[str, Any], per_tanggal: date) -> dict[str, Any]:
    """How one plan stands on a day, as `plan` has it."""
    return {"versi": JSON_VERSION, "per_tanggal": per_tanggal.isoformat(), "rencana": [plan]}


def baris(
    per_tanggal: date,
    rencana: Sequence[tuple[str, Capaian, Bobot, Iterable[CapaianIndikator | CapaianBergalat]]],
    *,
    riwayat: bool = False,
) -> dict[str, Any]:
    """Chosen rows of plans on a day, with what the decree says of them.

    With `riwayat` each document with everything collected for it, in file order.
    """
    return {
        "versi": JSON_VERSION,
        "per_tanggal": per_tanggal.isoformat(),
        "rencana": [rows(*each, riwayat=riwayat) for each in rencana],
    }


def rows(
    id_: str,
    capaian: Capaian,
    bobot: Bobot,
    chosen: Iterable[CapaianIndikator | CapaianBergalat],
    *,
    riwayat: bool = False,
) -> dict[str, Any]:
    """Chosen rows of one plan on a day."""
    return {
        "id": id_,
        "satker": capaian.rencana.satker,
        "tahun": capaian.rencana.tahun,
        "per_tanggal": capaian.hari.isoformat(),
        "indikator": [_baris(each) | _indikator(each, bobot, riwayat=riwayat) for each in chosen],
    }


def temuan(found: Iterable[Diagnostic]) -> dict[str, Any]:
    """Findings of `zi check`."""
    return {
        "versi": JSON_VERSION,
        "temuan": [
            {
                "aturan": each.rule,
                "tingkat": each.severity.value,
                "berkas": each.file,
                "baris": each.place.line,
                "kolom": each.place.column,
                "pesan": each.message,
            }
            for each in found
        ],
    }


def plan(id_: str, capaian: Capaian, bobot: Bobot, absent: Absent, before: Capaian | None = None) -> dict[str, Any]:
    """How one plan stands on a day: its id, counts in all and per area, its rows, and how it stood `before`."""
    most = sum((bobot.area.get(each.nomor, Fraction(0)) for each in capaian.rencana.area), Fraction(0))
    return {
        "id": id_,
        "satker": capaian.rencana.satker,
        "tahun": capaian.rencana.tahun,
        "per_tanggal": capaian.hari.isoformat(),
        "ringkasan": _hitungan(capaian.baris),
        "berkas_tidak_di_sini": len(absent.not_here),
        "berkas_hilang": len(absent.hilang),
        "bukti": _hitungan_bukti(capaian),
        "poin": _poin(bobot.total(capaian.indikator), most),
        **({"sejak": _before(before, bobot, most)} if before else {}),
        "area": [
            {
                "nomor": area.nomor,
                "nama": area.nama,
                **_hitungan(each for each in capaian.baris if each.area is area),
                "poin": _poin(
                    bobot.total(each for each in capaian.indikator if each.area is area), bobot.area.get(area.nomor)
                ),
            }
            for area in capaian.rencana.area
        ],
        "indikator": [_indikator(each, bobot) for each in capaian.baris],
    }


def _before(capaian: Capaian, bobot: Bobot, most: Fraction) -> dict[str, Any]:
    """How a plan stood on the day that it is compared with, by the same names."""
    return {
        "per_tanggal": capaian.hari.isoformat(),
        "ringkasan": _hitungan(capaian.baris),
        "bukti": _hitungan_bukti(capaian),
        "poin": _poin(bobot.total(capaian.indikator), most),
    }


def _hitungan(baris: Iterable[CapaianIndikator | CapaianBergalat]) -> dict[str, int]:
    rows = tuple(baris)
    counts = tally(rows)
    shown = sum(isinstance(each, CapaianIndikator) and each.berbukti for each in rows)
    return {"indikator": counts.total(), **{each.value: counts[each] for each in URUTAN}, "berbukti": shown}


def _hitungan_bukti(capaian: Capaian) -> dict[str, int]:
    """How many documents are in which state; verified (`sesuai`) is counted apart from collected (`terkumpul`)."""
    return {"dokumen": capaian.bukti.total(), **{each.value: capaian.bukti[each] for each in KeadaanBukti}}


def _poin(poin: Poin, maksimum: Fraction | None = None) -> dict[str, float]:
    """Points of rows on their day; `maksimum` where the field of the sheet holds more than the rows."""
    return {
        "maksimum": for_machines(poin.maksimum if maksimum is None else maksimum),
        "dapat": for_machines(poin.dapat),
        "diperoleh": for_machines(poin.diperoleh),
        "ditandai": for_machines(poin.ditandai),
        "terancam": for_machines(poin.terancam),
    }


def _indikator(each: CapaianIndikator | CapaianBergalat, bobot: Bobot, *, riwayat: bool = False) -> dict[str, Any]:
    if isinstance(each, CapaianBergalat):
        return {
            "kode": each.indikator.kode,
            "keadaan": each.keadaan.value,
            "tenggat": [],
            "hari_terlambat": 0,
            "poin": _poin(Poin()),
            "bukti": [],
        }
    return {
        "kode": str(each.indikator.kode),
        "keadaan": each.keadaan.value,
        "tenggat": _hari(each.tenggat),
        "hari_terlambat": each.hari_terlambat,
        "poin": _poin(bobot.poin(each)),
        "bukti": [_bukti(one) | (_riwayat(one.bukti) if riwayat else {}) for one in each.bukti],
    }


def _baris(each: CapaianIndikator | CapaianBergalat) -> dict[str, Any]:
    """What the plan says of a row: the texts as they are printed, `*…*` for italics."""
    row = each.indikator
    return {
        "kode": str(row.kode),
        "area": {"nomor": each.area.nomor, "nama": each.area.nama},
        "komponen": {"nomor": each.komponen.nomor, "nama": each.komponen.nama},
        "uraian": row.uraian,
        "langkah_aksi": row.langkah_aksi or None,
        "target_waktu": str(row.target_waktu) if row.target_waktu else None,
        "waktu": str(row.waktu) if isinstance(row, Indikator) and row.waktu else None,
        "penanggung_jawab": each.penanggung_jawab,
        "isian": dict(row.isian),
        "catatan": row.catatan or None,
    }


def _bukti(each: CapaianBukti) -> dict[str, Any]:
    return {
        "dokumen": each.bukti.dokumen,
        "keadaan": each.keadaan.value,
        "tenggat": _hari(each.tenggat),
        "terbuka": _hari(one.tenggat for one in each.terbuka),
        "periode": [_periode(one) for one in each.pemenuhan],
    }


def _periode(one: Pemenuhan) -> dict[str, Any]:
    """One deadline: its name and state, when something was collected for it last, and the last review of that."""
    return {
        "nama": one.periode,
        "tenggat": one.tenggat.isoformat(),
        "keadaan": one.keadaan.value,
        "terkumpul": one.terakhir.tanggal.isoformat() if one.terakhir and one.berbukti else None,
        "ditandai": one.terakhir.tanggal.isoformat() if one.terakhir and not one.berbukti else None,
        "pemeriksaan": one.pemeriksaan and _pemeriksaan(one.pemeriksaan),
    }


def _pemeriksaan(review: Pemeriksaan) -> dict[str, Any]:
    return {
        "tanggal": review.tanggal.isoformat(),
        "hasil": review.hasil.value,
        "oleh": review.oleh,
        "catatan": review.catatan,
        "atas": list(review.atas),
    }


def _riwayat(bukti: BuktiFisik) -> dict[str, Any]:
    return {
        "realisasi": [
            {
                "tanggal": each.tanggal.isoformat(),
                "periode": str(each.periode) if each.periode else None,
                "berkas": [
                    {"berkas": one.berkas, "sha256": one.sha256, "ukuran": one.ukuran} for one in each.every_file
                ],
                "tautan": each.tautan,
                "tempat": each.tempat,
                "oleh": each.oleh,
                "catatan": each.catatan,
                "pemeriksaan": [_pemeriksaan(one) | {"basi": each.basi(one)} for one in each.pemeriksaan],
            }
            for each in bukti.realisasi
        ]
    }


def _hari(days: Iterable[date]) -> list[str]:
    return [day.isoformat() for day in days]
