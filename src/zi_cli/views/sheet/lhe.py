"""The result of an evaluation (LHE): scores by layer, gates, notes by area, open reviews, what is unanswered."""

from collections.abc import Iterator, Sequence
from typing import Any

from zi_cli.italics import plain
from zi_cli.lke.figures import for_machines
from zi_cli.lke.jawaban import Lapis
from zi_cli.lke.lembar import Butir, GateKind
from zi_cli.lke.terisi import Terisi
from zi_cli.plan.hari import written_day
from zi_cli.plan.model import Indikator
from zi_cli.plan.progress import Capaian
from zi_cli.plan.realisasi import Hasil, Pemeriksaan
from zi_cli.render.media import Printed
from zi_cli.tables import Cell, Column, Page, Row, Sentence, Table, Tone, row
from zi_cli.views import JSON_VERSION
from zi_cli.views.cells import day_cell, figure
from zi_cli.views.report import Material, Need, Report
from zi_cli.views.sheet.ambang import ambang, dari_semua, prasyarat
from zi_cli.views.sheet.skor import sentence


def page(layer: Terisi, every: Sequence[Terisi], standing: Capaian) -> Page:
    """The result as one layer has it, beside what the others found."""
    rencana = layer.rencana
    body: list[Table | Sentence] = [
        Sentence(
            f"Evaluasi {layer.lapis.called} atas {rencana.satker} tahun {rencana.tahun}, predikat yang dituju "
            f"{layer.predikat}: {dari_semua(layer.skor, layer.ambang)}."
        ),
        _scores(every),
        ambang(layer),
        prasyarat(layer),
        _or_none(_notes(layer, standing), "Tidak ada catatan."),
        _or_none(_open_reviews(standing), "Semua pemeriksaan sudah dijawab."),
        _or_none(_unanswered(layer), "Semua pertanyaan sudah dijawab."),
        Sentence(sentence(layer)),
    ]
    title = f"Laporan hasil evaluasi Zona Integritas {rencana.satker} {rencana.tahun}, menurut {layer.lapis.called}"
    return Page(title, tuple(body), author=rencana.satker, day=standing.hari)


def _or_none(table: Table, none: str) -> Table | Sentence:
    return table if table.rows else Sentence(none, Tone.MUTED)


def _scores(every: Sequence[Terisi]) -> Table:
    columns = (
        Column("LAPIS", width=2),
        Column("DIJAWAB", align="right", unbroken=True),
        Column("PENGUNGKIT", align="right", unbroken=True),
        Column("HASIL", align="right", unbroken=True),
        Column("NILAI", align="right", unbroken=True),
        Column("AMBANG TERPENUHI", align="right", unbroken=True),
    )
    return Table("Nilai menurut lapis", columns, tuple(map(_score, every)))


def _score(each: Terisi) -> Row:
    whole, least = each.skor, each.ambang
    return row(
        Cell(each.lapis.called, heading=True),
        f"{len(each.jawaban)} dari {len(whole.lembar.butir)}",
        figure(whole.pengungkit, least=least.get(whole.lembar.bagian.pengungkit)),
        figure(whole.hasil),
        figure(whole.total, least=least.get(GateKind.TOTAL)),
        f"{sum(gate.lulus for gate in each.gerbang)} dari {len(each.gerbang)}",
    )


_NOTE_COLUMNS = (
    Column("AREA", width=2),
    Column("KODE", unbroken=True),
    Column("CATATAN", width=5),
    Column("DARI", width=2),
)


def _notes(layer: Terisi, standing: Capaian) -> Table:
    """What was noted, by area: beside answers of the layer, and in reviews."""
    found = sorted((*_of_answers(layer), *_of_reviews(layer, standing)), key=lambda each: each[0])
    rows = tuple(row(area, Cell(code, heading=True), words, source) for _, area, code, words, source in found)
    return Table(f"Catatan menurut area ({len(rows)})", _NOTE_COLUMNS, rows)


_Note = tuple[int, str, str, str, str]
"""A note with its place on the sheet: place, area, code, words, whose."""


def _of_answers(layer: Terisi) -> Iterator[_Note]:
    for at, (code, butir) in enumerate(layer.skor.lembar.butir.items()):
        answer = layer.jawaban.get(code)
        if answer is not None and answer.catatan:
            yield at, _area(butir), code, answer.catatan, f"jawaban {layer.lapis.called}"


def _of_reviews(layer: Terisi, standing: Capaian) -> Iterator[_Note]:
    places = {code: at for at, code in enumerate(layer.skor.lembar.butir)}
    for area, _, indikator in standing.rencana.baris():
        for document, review in _reviews(indikator):
            if review.catatan:
                place = places.get(str(indikator.kode), len(places))
                words = f"{plain(document)}: {review.catatan}"
                yield place, area.nama, str(indikator.kode), words, f"{review.oleh}, {written_day(review.tanggal)}"


def _reviews(indikator: Indikator) -> Iterator[tuple[str, Pemeriksaan]]:
    for bukti in indikator.bukti_fisik:
        for mark in bukti.realisasi:
            for review in mark.pemeriksaan:
                yield bukti.dokumen, review


def _area(butir: Butir) -> str:
    return butir.area.nama if butir.area else butir.subkomponen.nama


def _open_reviews(standing: Capaian) -> Table:
    columns = (
        Column("KODE", unbroken=True),
        Column("BUKTI FISIK", width=4),
        Column("HASIL", unbroken=True),
        Column("OLEH", width=2),
        Column("SEJAK", unbroken=True),
    )
    rows = tuple(
        row(
            Cell(str(each.row.indikator.kode), heading=True),
            each.document.name,
            Cell(Hasil.PERLU_PERBAIKAN.value, tone=Tone.BAD),
            review.oleh,
            day_cell(review.tanggal),
        )
        for each, review in standing.perlu_perbaikan
    )
    return Table(f"Pemeriksaan yang belum dijawab ({len(rows)})", columns, rows)


def _unanswered(layer: Terisi) -> Table:
    columns = (
        Column("KODE", unbroken=True),
        Column("PERTANYAAN", width=5),
        Column("POIN", align="right", unbroken=True),
    )
    left = [each for code, each in layer.skor.lembar.butir.items() if code not in layer.jawaban]
    rows = tuple(row(Cell(each.kode, heading=True), each.uraian, figure(each.maksimum)) for each in left)
    return Table(f"Belum dijawab {layer.lapis.called} ({len(rows)})", columns, rows)


def data(id_: str, layer: Terisi, every: Sequence[Terisi], standing: Capaian) -> dict[str, Any]:
    """The same for programs."""
    return {
        "versi": JSON_VERSION,
        "id": id_,
        "lapis": layer.lapis.value,
        "nilai": {
            each.lapis.value: {
                "total": for_machines(each.skor.total, ambang=each.ambang.get(GateKind.TOTAL)),
                "dijawab": len(each.jawaban),
                "ambang_terpenuhi": sum(gate.lulus for gate in each.gerbang),
                "ambang": len(each.gerbang),
            }
            for each in every
        },
        "catatan": [
            {"kode": code, "area": area, "catatan": words, "dari": source}
            for _, area, code, words, source in (*_of_answers(layer), *_of_reviews(layer, standing))
        ],
        "belum_dijawab": [code for code in layer.skor.lembar.butir if code not in layer.jawaban],
        "perlu_perbaikan": [str(each.row.indikator.kode) for each, _ in standing.perlu_perbaikan],
    }


def _printed(material: Material) -> Printed:
    own = material.layer or Lapis.SATKER
    layer, standing = material.filled(own), material.standing
    others = [material.filled(each) for each in Lapis if each is not own]
    every = [each for each in (*others, layer) if each.jawaban or each is layer]
    every.sort(key=lambda each: list(Lapis).index(each.lapis))
    return Printed(
        page=lambda: page(layer, every, standing),
        data=lambda: data(material.id, layer, every, standing),
        table=lambda: _notes(layer, standing),
    )


REPORT = Report("lhe", _printed, frozenset({Need.LAYER, Need.DAY}))
