"""The pages of `zi lke`: the sheet's questions, and one of them with the rows that serve it."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from zi_cli.lke.angka import baca_bulat, mesin, persen, tertulis
from zi_cli.lke.cakupan import Layanan, beraksi
from zi_cli.lke.irama import kali_diminta, sebut_kali
from zi_cli.lke.jawaban import Jawaban, Setelan
from zi_cli.lke.lembar import Butir, Lembar, Pertanyaan, Tipe
from zi_cli.lke.penilaian import diminta, hanya_bila_ada_kasus, nilai
from zi_cli.tables import Cell, Column, Page, Row, Sentence, Table, Tone, decree_text, row
from zi_cli.views import JSON_VERSION


def ringkas(butir: Butir, jawaban: Jawaban | None, nilai: Fraction | None) -> str:
    """An answer in few words: of counts what is divided and what comes of it, `3/8 (38%)`."""
    if jawaban is None or nilai is None:
        return "-"
    asked = butir.pertanyaan
    if jawaban.hitungan is None or asked.pembilang is None or asked.penyebut is None:
        return str(jawaban)
    counts = {name: baca_bulat(text) for name, text in jawaban.hitungan.items()}
    parts = f"{asked.pembilang.hitung(counts)}/{asked.penyebut.hitung(counts)}"
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
        cells.append(Cell(tertulis(each.maksimum)))
        if layanan:
            codes = ", ".join(str(line.kode) for line in served.baris) if served else ""
            cells.append(Cell(codes or "-", tone=Tone.PLAIN if codes else Tone.MUTED))
        rows.append(Row(tuple(cells)))
    return Table(f"{lembar.judul} ({lembar.peraturan})", tuple(columns), tuple(rows))


def _kelompok(butir: Butir, *, beserta_baris: bool) -> Row:
    """A sub-component above its questions: its code is too short to be cut, its name wraps where theirs do."""
    sub = butir.subkomponen
    area = f"{butir.area.nama}: " if butir.area else ""
    cells = (Cell(sub.kode), Cell(f"{area}{sub.nama}", heading=True), Cell(), Cell(tertulis(sub.bobot)))
    return Row((*cells, Cell()) if beserta_baris else cells, group=True)


def pertanyaan(lembar: Lembar, butir: Butir, layanan: Layanan | None, setelan: Setelan) -> Page:
    """One question, everything about it, as the office's settings score it."""
    asked = butir.pertanyaan
    facts = [
        ("Kode kementerian", asked.kode_menteri),
        *([("Paruh", f"{butir.paruh.nama} ({tertulis(butir.paruh.bobot)} poin)")] if butir.paruh else []),
        *(
            [("Area", f"{butir.area.nomor} {butir.area.nama} ({tertulis(butir.area.bobot)} poin)")]
            if butir.area
            else []
        ),
        ("Subkomponen", f"{butir.subkomponen.nama} ({tertulis(butir.subkomponen.bobot)} poin)"),
        ("Poin pertanyaan", tertulis(butir.maksimum)),
        ("Jawaban", _jawaban(lembar, butir, setelan)),
        *([("Nilai", _rumus(lembar, butir))] if asked.pembilang or asked.tipe is Tipe.INDEKS else []),
        *([("Tanpa kasus", _tanpa_kasus(asked, setelan))] if asked.tanpa_kasus else []),
        *([("Catatan", asked.catatan)] if asked.catatan else []),
        *([("Keteraturan", _keteraturan(butir))] if kali_diminta(asked) else []),
        ("Sumber", f"{lembar.peraturan}" + (f", halaman {asked.halaman}" if asked.halaman else "")),
    ]
    table = Table(
        "",
        (Column("", unbroken=True), Column("", width=4)),
        tuple(row(Cell(name, heading=True), text) for name, text in facts),
    )
    return Page(f"{butir.kode} {butir.uraian}", (table, *_baris(layanan)))


def _jawaban(lembar: Lembar, butir: Butir, setelan: Setelan) -> str:
    asked = butir.pertanyaan
    scores = {word: nilai(lembar, setelan, asked, Jawaban(word)) for word in lembar.pilihan(asked.tipe)}
    if not scores:
        return diminta(lembar, asked)
    return ", ".join(
        f"{answer} {tertulis(score)} = {tertulis(score * butir.maksimum)} poin" for answer, score in scores.items()
    )


def _rumus(lembar: Lembar, butir: Butir) -> str:
    if butir.pertanyaan.tipe is Tipe.INDEKS:
        return f"indeks / {lembar.indeks} × {tertulis(butir.maksimum)}"
    return f"({butir.pertanyaan.pembilang}) / ({butir.pertanyaan.penyebut}), 0 sampai 1"


def _tanpa_kasus(asked: Pertanyaan, setelan: Setelan) -> str:
    """What a year without cases earns there, and by which setting."""
    if asked.nilai_tanpa_kasus is not None:
        return f"bernilai penuh bila {asked.penyebut} dan {str(asked.tanpa_kasus).replace('_', ' ')} 0"
    if hanya_bila_ada_kasus(setelan, asked):
        return f"tidak bernilai bila {asked.penyebut} 0: hanya bila ada kasusnya (setelan penyebut_nol: nol)"
    names = dict.fromkeys((str(asked.penyebut), str(asked.tanpa_kasus).replace("_", " ")))
    return f"bernilai penuh bila {' dan '.join(names)} 0 (setelan penyebut_nol: penuh)"


def _keteraturan(butir: Butir) -> str:
    wanted = kali_diminta(butir.pertanyaan)
    return "; ".join(
        f"{answer} paling sedikit {sebut_kali(butir.pertanyaan, least)}" for answer, least in wanted.items()
    )


def _baris(layanan: Layanan | None) -> tuple[Table | Sentence, ...]:
    if layanan is None:
        return ()
    if layanan.bergalat and not layanan.baris:
        return (Sentence(f"{', '.join(layanan.bergalat)}: bergalat; lihat zi check.", Tone.BAD),)
    if not layanan.baris:
        return (Sentence("Tidak satu baris pun di rencana ini melayani pertanyaan ini.", Tone.BAD),)
    columns = (Column("BARIS", unbroken=True), Column("LANGKAH AKSI"), Column("BUKTI FISIK"), Column("TARGET"))
    rows = tuple(
        row(
            Cell(str(each.kode), heading=True),
            decree_text(each.langkah_aksi or "-"),
            decree_text("; ".join(bukti.dokumen for bukti in each.bukti_fisik) or "-"),
            str(each.target_waktu or "-"),
        )
        for each in layanan.baris
    )
    return (Table("Baris rencana", columns, rows), Sentence(*_terbaik(layanan)))


def _terbaik(layanan: Layanan) -> tuple[str, Tone]:
    """What the rows can reach at best, in words."""
    most = tertulis(layanan.butir.maksimum)
    if not layanan.dilayani:
        return f"Barisnya dikosongkan keputusan: {most} poin hilang.", Tone.BAD
    if layanan.butir.pertanyaan.catatan and not kali_diminta(layanan.butir.pertanyaan):
        open_ = "apakah jawaban terbaik dapat dicapai tidak dapat ditentukan dari rencana"
        return f"{layanan.butir.pertanyaan.catatan}: {open_}; dihitung {most} poin.", Tone.CAUTION
    if not layanan.terbatas:
        return f"Jawaban terbaik dapat dicapai: {most} poin.", Tone.GOOD
    reach = f"jawaban paling tinggi {layanan.terbaik}, {tertulis(layanan.dapat)} dari {most} poin"
    return f"Direncanakan {layanan.terencana}: {reach}.", Tone.CAUTION


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
        "kode_menteri": asked.kode_menteri,
        "area": butir.area.nomor if butir.area else None,
        "subkomponen": {
            "kode": butir.subkomponen.kode,
            "nama": butir.subkomponen.nama,
            "bobot": mesin(butir.subkomponen.bobot),
        },
        "tipe": asked.tipe.value,
        "jawaban": {each: mesin(nilai(lembar, setelan, asked, Jawaban(each))) for each in words} or None,
        "isian": list(asked.isian),
        "poin": mesin(butir.maksimum),
        "halaman": asked.halaman,
        "label": asked.label,
        "catatan": asked.catatan,
        "paling_sedikit": kali_diminta(asked) or None,
        "baris": [str(each.kode) for each in layanan.baris if beraksi(each)] if layanan else None,
    }
