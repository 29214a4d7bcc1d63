"""How the rows of a plan stand from each of their turns on, by the rules, written down for `known`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from zi_cli.lke.facts import turns
from zi_cli.lke.known import NOBODY
from zi_cli.lke.poin import Bobot
from zi_cli.plan.model import Area, BuktiFisik, Indikator, Komponen, Rencana
from zi_cli.plan.pemenuhan import CapaianBukti
from zi_cli.plan.progress import CapaianIndikator, capaian_indikator
from zi_cli.plan.realisasi import Pemeriksaan, Realisasi


def written_known(rencana: Rencana, worth: Bobot, files: Mapping[str, tuple[str | None, bool]]) -> str:
    """What is known of a plan without a sick row, with what its rows are worth and which files it records."""
    places = {id(area): at for at, area in enumerate(rencana.area)}
    told = {
        "plan": {
            "satker": rencana.satker,
            "tahun": rencana.tahun,
            "predikat": rencana.predikat.value,
        },
        "zone": rencana.zona_waktu.value,
        "kolom": [[each.kunci, each.judul] for each in rencana.kolom],
        "area": [[each.nomor, each.nama, _pair(worth.area.get(each.nomor, Fraction(0)))] for each in rencana.area],
        "files": [[name, sha256, counts] for name, (sha256, counts) in files.items()],
        "rows": [
            _row(rencana, (area, komponen, row), worth, places[id(area)]) for area, komponen, row in rencana.baris()
        ],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _row(rencana: Rencana, at: tuple[Area, Komponen, Indikator], worth: Bobot, place: int) -> dict[str, Any]:
    _, komponen, row = at
    standing = [capaian_indikator(rencana, *at, day) for day in sorted({date.min, *turns(rencana, row)})]
    shares = worth.baris.get(str(row.kode))
    return {
        "kode": [*row.kode],
        "area": place,
        "komponen": [komponen.nomor, komponen.nama],
        "worth": [_pair(each) for each in shares] if shares else None,
        "row": {
            "uraian": row.uraian,
            "langkah_aksi": row.langkah_aksi,
            "target_waktu": _text(row.target_waktu),
            "waktu": _text(row.waktu),
            "isian": row.isian,
            "catatan": row.catatan,
            "penanggung_jawab": standing[0].penanggung_jawab,
        },
        "bukti": [_document(each) for each in standing[0].bukti],
        "turns": list(_turns(standing)),
    }


def _turns(standing: list[CapaianIndikator]) -> Iterator[list[Any]]:
    """From which day on the row stands how: only where that changes."""
    before = None
    for each in standing:
        now = [each.keadaan.value, [_spoken(one) for one in each.bukti]]
        if now != before:
            yield [each.hari.toordinal(), *now]
        before = now


def _spoken(standing: CapaianBukti) -> list[tuple[int, int]] | None:
    """Of each deadline the places of the mark and of the review that speak for it; None where nothing does."""
    if not any(each.terakhir for each in standing.pemenuhan):
        return None
    marks = standing.bukti.realisasi
    spoken = []
    for each in standing.pemenuhan:
        reviews = each.terakhir.pemeriksaan if each.terakhir else ()
        spoken.append((_place(marks, each.terakhir), _place(reviews, each.pemeriksaan)))
    return spoken


def _place(values: tuple[Realisasi, ...] | tuple[Pemeriksaan, ...], value: object) -> int:
    """Where a value stands: itself, for two may say the same."""
    return next((at for at, each in enumerate(values) if each is value), NOBODY)


def _document(standing: CapaianBukti) -> dict[str, Any]:
    bukti: BuktiFisik = standing.bukti
    return {
        "dokumen": bukti.dokumen,
        "name": bukti.name,
        "waktu": _text(bukti.waktu),
        "dues": [[each.tenggat.toordinal(), each.periode] for each in standing.pemenuhan],
        "marks": [_mark(each) for each in bukti.realisasi],
    }


def _mark(mark: Realisasi) -> dict[str, Any]:
    return {
        "day": mark.tanggal.toordinal(),
        "told": {
            "periode": _text(mark.periode),
            "berbukti": mark.berbukti,
            "tampak": mark.tampak,
            "oleh": mark.oleh,
            "catatan": mark.catatan,
        },
        "files": [[each.berkas, each.sha256, each.ukuran] for each in mark.every_file],
        "reviews": [{"day": each.tanggal.toordinal(), "told": _review(mark, each)} for each in mark.pemeriksaan],
    }


def _review(mark: Realisasi, review: Pemeriksaan) -> dict[str, Any]:
    return {
        "hasil": review.hasil.value,
        "menolak": review.menolak,
        "oleh": review.oleh,
        "catatan": review.catatan,
        "atas": bool(review.atas),
        "basi": mark.basi(review),
    }


def _pair(value: Fraction) -> list[int]:
    return [value.numerator, value.denominator]


def _text(value: object) -> str | None:
    return None if value is None else str(value)
