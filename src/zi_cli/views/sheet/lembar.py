"""The pages of `zi lke`: the sheet's questions, and one of them with the rows that serve it."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from zi_cli.lke.cakupan import Layanan, beraksi
from zi_cli.lke.figures import for_machines, persen, read_whole
from zi_cli.lke.irama import times_wanted
from zi_cli.lke.jawaban import Jawaban, Setelan
from zi_cli.lke.lembar import Butir, Lembar, Tipe
from zi_cli.lke.penilaian import diminta, nilai
from zi_cli.tables import Cell, Column, Row, Table, Tone
from zi_cli.views import JSON_VERSION
from zi_cli.views.cells import figure


def ringkas(butir: Butir, jawaban: Jawaban | None, nilai: Fraction | None) -> str:
    """An answer in few words: of counts what is divided and what comes of it, `3/8 (38%)`."""
    if jawaban is None or nilai is None:
        return "-"
    asked = butir.pertanyaan
    if jawaban.hitungan is None or asked.pembilang is None or asked.penyebut is None:
        return jawaban.called
    counts = {name: read_whole(text) for name, text in jawaban.hitungan.items()}
    parts = f"{asked.pembilang.tally(counts)}/{asked.penyebut.tally(counts)}"
    return f"{parts} ({persen(nilai, Fraction(1), 0, ambang=Fraction(1))})"


def daftar(lembar: Lembar, chosen: Iterable[Butir], layanan: Mapping[str, Layanan]) -> Table:
    """Questions, grouped as the regulation groups them."""
    columns = [
        Column("KODE", unbroken=True),
        Column("PERTANYAAN", width=3),
        Column("JAWABAN", width=1),
        Column("POIN", align="right", unbroken=True),
        *([Column("BARIS RENCANA", unbroken=True)] if layanan else []),
    ]
    rows: list[Row] = []
    group = ""
    for each in chosen:
        if each.subkomponen.kode != group:
            group = each.subkomponen.kode
            rows.append(_kelompok(each, beserta_baris=bool(layanan)))
        served = layanan.get(each.kode)
        answers = "hitungan" if each.pertanyaan.tipe is Tipe.PERSEN else diminta(lembar, each.pertanyaan)
        cells = [Cell(each.kode, heading=True), Cell(each.uraian), Cell(answers)]
        cells.append(figure(each.maksimum))
        if layanan:
            codes = ", ".join(str(line.kode) for line in served.baris) if served else ""
            cells.append(Cell(codes or "-", tone=Tone.PLAIN if codes else Tone.MUTED))
        rows.append(Row(tuple(cells)))
    return Table(f"{lembar.judul} ({lembar.peraturan})", tuple(columns), tuple(rows))


def _kelompok(butir: Butir, *, beserta_baris: bool) -> Row:
    """A sub-component above its questions: its code is too short to be cut, its name wraps where theirs do."""
    sub = butir.subkomponen
    area = f"{butir.area.nama}: " if butir.area else ""
    cells = (Cell(sub.kode), Cell(f"{area}{sub.nama}", heading=True), Cell(), figure(sub.bobot))
    return Row((*cells, Cell()) if beserta_baris else cells, group=True)


def data(lembar: Lembar, chosen: Iterable[Butir], layanan: Mapping[str, Layanan], setelan: Setelan) -> dict[str, Any]:
    """Questions for programs, their answers scored as the office's settings say."""
    return {
        "versi": JSON_VERSION,
        "lembar": lembar.id,
        "pertanyaan": [_data(lembar, each, layanan.get(each.kode), setelan) for each in chosen],
    }


def _data(lembar: Lembar, butir: Butir, layanan: Layanan | None, setelan: Setelan) -> dict[str, Any]:
    asked = butir.pertanyaan
    words = lembar.pilihan(asked.tipe)
    return {
        "kode": butir.kode,
        "kode_menteri": asked.ministry_code,
        "area": butir.area.nomor if butir.area else None,
        "subkomponen": {
            "kode": butir.subkomponen.kode,
            "nama": butir.subkomponen.nama,
            "bobot": for_machines(butir.subkomponen.bobot),
        },
        "tipe": asked.tipe.value,
        "jawaban": {each: for_machines(nilai(lembar, setelan, asked, Jawaban(each))) for each in words} or None,
        "uraian": butir.uraian,
        "penjelasan": butir.kata.penjelasan,
        "pilihan": [
            {
                "jawaban": each,
                "uraian": (butir.kata.pilihan or {}).get(each),
                "poin": for_machines(nilai(lembar, setelan, asked, Jawaban(each)) * butir.maksimum),
            }
            for each in words
        ],
        "isian": list(asked.isian),
        "uraian_isian": butir.kata.isian or {},
        "poin": for_machines(butir.maksimum),
        "halaman": asked.halaman,
        "label": asked.label,
        "catatan": asked.catatan,
        "paling_sedikit": times_wanted(asked) or None,
        "baris": [str(each.kode) for each in layanan.baris if beraksi(each)] if layanan else None,
    }
