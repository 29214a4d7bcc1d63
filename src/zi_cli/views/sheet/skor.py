"""The sheet filled in as the ministry prints it: for `zi score`, for a template, for programs."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

from zi_cli.frozen import evolve
from zi_cli.lke.figures import as_figure, for_machines
from zi_cli.lke.jawaban import Jawaban, Lapis
from zi_cli.lke.lembar import Butir, GateKind, Lembar, Paruh, Pertanyaan, Subkomponen
from zi_cli.lke.penilaian import diminta
from zi_cli.lke.terisi import Terisi
from zi_cli.render.media import Printed
from zi_cli.tables import Cell, Column, Page, Row, Sentence, Table, Tone, row
from zi_cli.views import JSON_VERSION
from zi_cli.views.cells import figure, percent, stated
from zi_cli.views.report import Material, Need, Report
from zi_cli.views.sheet import live_sheet
from zi_cli.views.sheet.ambang import ambang, dari_semua, data_gerbang, prasyarat
from zi_cli.views.sheet.lembar import ringkas


def skor(terisi: Terisi) -> Page:
    """The whole sheet, the gates, the prerequisites, and a sentence."""
    body: list[Table | Sentence] = [lembar(terisi), ambang(terisi), prasyarat(terisi)]
    if any(each.ada is None for each in terisi.prasyarat):
        body.append(Sentence("Prasyarat diisi di lke.yaml, misalnya prasyarat: {sakip_internal: BB}.", Tone.MUTED))
    body += _tanpa_bukti(terisi)
    passed = all(each.lulus for each in terisi.gerbang)
    body.append(Sentence(sentence(terisi), Tone.GOOD if passed else Tone.BAD))
    return Page(judul(terisi), tuple(body))


def _tanpa_bukti(terisi: Terisi) -> list[Sentence]:
    """How much of the score stands on answers that nothing shows."""
    shown = terisi.berbukti
    bare = sum(1 for kode, value in terisi.skor.nilai.items() if value and kode not in shown.nilai)
    if not bare:
        return []
    told = f"{bare} jawaban yang bernilai belum punya bukti apa pun di rencana"
    return [Sentence(f"{as_figure(terisi.skor.total)}; dengan bukti {as_figure(shown.total)}: {told}.", Tone.CAUTION)]


def judul(terisi: Terisi) -> str:
    """Whose sheet it is, and what it comes to."""
    return f"{terisi.rencana.satker} {terisi.rencana.tahun}, LKE menurut {terisi.lapis.called}: {nilai(terisi)}"


def nilai(terisi: Terisi) -> str:
    """What the sheet comes to."""
    whole, least = terisi.skor, terisi.ambang
    pengungkit = as_figure(whole.pengungkit, ambang=least.get(whole.lembar.bagian.pengungkit))
    return f"{dari_semua(whole, least)} (pengungkit {pengungkit}, hasil {as_figure(whole.hasil)})"


def dokumen(terisi: Terisi) -> dict[str, Any]:
    """The sheet for a template: the ministry's columns, the gates and the prerequisites."""
    return {
        "judul": terisi.skor.lembar.judul,
        "peraturan": terisi.skor.lembar.peraturan,
        "satker": terisi.rencana.satker,
        "tahun": str(terisi.rencana.tahun),
        "lapis": terisi.lapis.called,
        "predikat": terisi.predikat.value,
        "nilai": nilai(terisi),
        "tabel": lembar(terisi, lengkap=True),
        "ambang": ambang(terisi),
        "prasyarat": prasyarat(terisi),
        "kalimat": sentence(terisi),
    }


def halaman(terisi: Terisi) -> Page:
    """The same as a page, for the media that have no template."""
    said = dokumen(terisi)
    return Page(
        f"{said['judul']}, {said['satker']} {said['tahun']}",
        (
            Sentence(f"Penilaian {said['lapis']} menurut {said['peraturan']}: {said['nilai']}"),
            said["tabel"],
            evolve(said["ambang"], title=f"Ambang {said['predikat']}, masing-masing diuji sendiri"),
            evolve(said["prasyarat"], title="Prasyarat, di luar nilai"),
            Sentence(said["kalimat"]),
        ),
        author=terisi.rencana.satker,
        day=terisi.rencana.keputusan.tanggal,
    )


def _printed(material: Material) -> Printed:
    terisi = material.filled(material.layer or Lapis.SATKER)
    return Printed(
        page=lambda: halaman(terisi),
        data=lambda: data(material.id, terisi),
        table=lambda: lembar(terisi, lengkap=True),
        book=lambda: live_sheet.sheets(terisi),
        marks=live_sheet.marks(material.id, terisi),
        name="lke",
        prose=lambda: dokumen(terisi),
    )


def sentence(terisi: Terisi) -> str:
    """How the sheet stands, in words."""
    gates = terisi.gerbang
    passed = sum(each.lulus for each in gates)
    answered = len(terisi.skor.nilai)
    parts = [f"{answered} dari {len(terisi.skor.lembar.butir)} pertanyaan dijawab; yang belum tidak bernilai"]
    parts.append(f"{passed} dari {len(gates)} ambang {terisi.predikat} terpenuhi")
    open_ = [each.prasyarat.nama for each in terisi.prasyarat if each.terpenuhi is not True]
    if open_:
        parts.append(f"{len(open_)} prasyarat belum dinyatakan terpenuhi")
    return f"{'; '.join(parts)}."


def lembar(terisi: Terisi, *, lengkap: bool = False) -> Table:
    """The sheet's rows: questions with their answers, and every level above them with its points.

    `lengkap` adds the ministry's columns of the answers there are and of notes.
    """
    columns = (
        Column("KODE", unbroken=True, width=2),
        Column("PENILAIAN", width=8),
        Column("BOBOT", align="right", unbroken=True, width=2),
        *([Column("PILIHAN JAWABAN", width=4)] if lengkap else []),
        Column("JAWABAN", width=3),
        Column("NILAI", align="right", unbroken=True, width=2),
        Column("%", align="right", unbroken=True, width=2),
        *([Column("CATATAN", width=4)] if lengkap else []),
    )
    return Table("", columns, tuple(_baris(terisi, lengkap=lengkap)))


def _baris(terisi: Terisi, *, lengkap: bool) -> Iterator[Row]:
    whole, ambang = terisi.skor, terisi.ambang

    def jumlah(kode: str, nama: str, bobot: Fraction, poin: Fraction) -> Row:
        more = (Cell(""),) if lengkap else ()
        least = ambang.get(kode or GateKind.TOTAL)
        shown = (figure(poin, least=least), percent(poin, bobot, least=least))
        figures = (figure(bobot), *more, Cell(""), *shown, *more)
        return Row((Cell(kode), Cell(nama, heading=True), *figures), group=bool(kode), total=not kode)

    def sub(each: Subkomponen) -> Iterator[Row]:
        yield jumlah(each.kode, each.nama, each.bobot, whole.subkomponen(each))
        yield from (_pertanyaan(terisi, asked, lengkap=lengkap) for asked in each.pertanyaan)

    parts = whole.lembar.bagian
    yield jumlah(parts.pengungkit, "PENGUNGKIT", _bobot(whole.lembar.pengungkit), whole.pengungkit)
    for paruh in whole.lembar.pengungkit:
        yield jumlah(paruh.kode, paruh.nama.upper(), paruh.bobot, sum(map(whole.area, paruh.area), Fraction(0)))
        for area in paruh.area:
            yield jumlah(area.kode, area.nama, area.bobot, whole.area(area))
            for each in area.subkomponen:
                yield from sub(each)
    yield jumlah(parts.hasil, "HASIL", _bobot(whole.lembar.hasil), whole.hasil)
    for each in whole.lembar.hasil:
        yield from sub(each)
    yield jumlah("", "NILAI TOTAL", whole.lembar.bobot, whole.total)


def _bobot(parts: Iterable[Paruh | Subkomponen]) -> Fraction:
    return sum((each.bobot for each in parts), Fraction(0))


def _pertanyaan(terisi: Terisi, asked: Pertanyaan, *, lengkap: bool) -> Row:
    butir = terisi.skor.lembar.butir[asked.kode]
    score = terisi.skor.nilai.get(asked.kode)
    answer = terisi.jawaban.get(asked.kode)
    return row(
        Cell(asked.kode, heading=True),
        butir.uraian,
        figure(asked.bobot) if asked.bobot else Cell(),
        *([_pilihan(terisi.skor.lembar, asked)] if lengkap else []),
        # the names of counts have room on paper, not on a terminal
        stated(
            (answer.called if answer else "-") if lengkap else ringkas(butir, answer, score),
            Tone.PLAIN if answer else Tone.MUTED,
        ),
        *(("-", "-") if score is None else _nilai(terisi, butir, score)),
        *([(answer.catatan or "") if answer else ""] if lengkap else []),
    )


def _pilihan(sheet: Lembar, asked: Pertanyaan) -> str:
    words = sheet.pilihan(asked.tipe)
    return "/".join(words) if words else diminta(sheet, asked).replace("_", " ")


def _nilai(terisi: Terisi, butir: Butir, score: Fraction) -> tuple[Cell, Cell]:
    """What stands under NILAI and %: the answer's score, and points where the question has a weight of its own."""
    if not butir.pertanyaan.bobot:
        return figure(score), percent(score, Fraction(1))
    points, least = terisi.skor.counted_answers(butir), terisi.ambang.get(butir.kode)
    return figure(points, least=least), percent(points, butir.maksimum, least=least)


def data(id_: str, terisi: Terisi) -> dict[str, Any]:
    """The sheet of one layer for programs."""
    whole = terisi.skor
    return {
        "versi": JSON_VERSION,
        "id": id_,
        "lembar": whole.lembar.id,
        "lapis": terisi.lapis.value,
        "predikat": terisi.predikat.value,
        "setelan": whole.setelan.nilai(),
        "total": for_machines(whole.total, ambang=terisi.ambang.get(GateKind.TOTAL)),
        "pengungkit": for_machines(whole.pengungkit, ambang=terisi.ambang.get(whole.lembar.bagian.pengungkit)),
        "hasil": for_machines(whole.hasil),
        "dengan_bukti": for_machines(terisi.berbukti.total),
        "dijawab": len(whole.nilai),
        "pertanyaan": [
            {
                "kode": butir.kode,
                "jawaban": _jawaban(terisi.jawaban.get(butir.kode)),
                "nilai": for_machines(whole.nilai[butir.kode]) if butir.kode in whole.nilai else None,
                "poin": for_machines(whole.poin(butir)),
                "maksimum": for_machines(butir.maksimum),
                "catatan": answer.catatan if (answer := terisi.jawaban.get(butir.kode)) else None,
            }
            for butir in whole.lembar.butir.values()
        ],
        "subkomponen": [
            {"kode": sub.kode, "bobot": for_machines(sub.bobot), "poin": for_machines(whole.subkomponen(sub))}
            for sub in whole.lembar.semua_subkomponen
        ],
        "area": [
            {"kode": area.kode, "bobot": for_machines(area.bobot), "poin": for_machines(whole.area(area))}
            for area in whole.lembar.every_area
        ],
        "gerbang": data_gerbang(terisi.gerbang),
        "prasyarat": [
            {"kode": each.prasyarat.kode, "diminta": each.diminta, "ada": each.ada, "terpenuhi": each.terpenuhi}
            for each in terisi.prasyarat
        ],
    }


def _jawaban(answer: Jawaban | None) -> str | dict[str, str] | None:
    if answer is None:
        return None
    return dict(answer.hitungan) if answer.hitungan is not None else answer.teks


REPORT = Report("lke", _printed, frozenset({Need.LAYER}))
