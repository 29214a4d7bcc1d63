"""What reviewing means: which realisasi is judged, what the review is bound to, and taking the last one back."""

from collections.abc import Sequence
from datetime import date

from zi_cli.edits.marks import MeantDocument, appended, built, for_period, taken_back
from zi_cli.errors import Kind, Refusal
from zi_cli.frozen import frozen
from zi_cli.plan.hari import written_day
from zi_cli.plan.model import Rencana
from zi_cli.plan.pemenuhan import capaian_bukti
from zi_cli.plan.realisasi import Hasil, Pemeriksaan, Realisasi
from zi_cli.text.document import Route
from zi_cli.text.items import Fields
from zi_cli.text.reading import Parsed
from zi_cli.text.splices import Change


def review(parsed: Parsed[Rencana], meant: Sequence[MeantDocument], fields: Fields, periode: str | None) -> Change:
    """Record a review (keys of a pemeriksaan, as texts) of the last realisasi of each document, or of its `periode`.

    It is bound to what can be looked at there. Refusal where a value cannot be, where there is nothing to look at, or
    the review would be older than what it saw.
    """
    made = built(Pemeriksaan, fields)
    found: list[tuple[Route, str, Fields]] = []
    for each in meant:
        index = _reviewed(parsed.model, each, periode)
        realisasi = each.bukti.realisasi[index]
        if not realisasi.berbukti:
            raise Refusal(
                f"{each.nama} ditandai tanpa berkas, tautan, atau tempat: belum ada yang dapat diperiksa. "
                f"Lengkapi dahulu dengan zi mark {each.indikator.kode} dan berkas, tautan, atau tempatnya.",
                Kind.STATE,
            )
        if made.tanggal < realisasi.tanggal:
            raise Refusal(
                f"{each.nama} baru terkumpul {written_day(realisasi.tanggal)}; "
                f"pemeriksaan {written_day(made.tanggal)} mendahuluinya.",
                Kind.STATE,
            )
        found.append(((*each.route, "realisasi", index), "pemeriksaan", {**fields, "atas": list(realisasi.rujukan)}))
    return appended(parsed, meant, found)


@frozen
class Found:
    """What a reviewer found in one realisasi."""

    route: Route
    """Of the realisasi."""
    day: date
    result: Hasil
    by: str
    note: str = ""


def record(parsed: Parsed[Rencana], found: Sequence[Found]) -> Change:
    """Record reviews of single realisasi, each bound to what can be looked at there now."""
    items: list[tuple[Route, str, Fields]] = []
    meant: list[MeantDocument] = []
    marks = {each[0]: each for each in parsed.model.each_realisasi()}
    for each in found:
        _, indikator, bukti, mark = marks[each.route]
        said = {"tanggal": each.day.isoformat(), "hasil": each.result.value, "oleh": each.by, "catatan": each.note}
        fields = {key: value for key, value in said.items() if value}
        built(Pemeriksaan, fields)
        items.append((each.route, "pemeriksaan", {**fields, "atas": list(mark.rujukan)}))
        meant.append(MeantDocument(each.route[:-2], indikator, bukti))
    return appended(parsed, meant, items)


def unreview(parsed: Parsed[Rencana], meant: Sequence[MeantDocument], periode: str | None) -> Change:
    """Take back the last review of each document (of its `periode`, where named); Refusal where it was answered."""
    found: list[tuple[Route, str, int]] = []
    for each in meant:
        index = _with_review(parsed.model, each, periode)
        last = len(each.bukti.realisasi[index].pemeriksaan) - 1
        found.append(((*each.route, "realisasi", index), "pemeriksaan", last))
    return taken_back(parsed, meant, found)


def _reviewed(rencana: Rencana, meant: MeantDocument, periode: str | None) -> int:
    """Which realisasi a review judges: the last one with evidence, or the one that speaks for the period."""
    marks = meant.bukti.realisasi
    if not marks:
        raise Refusal(f"{meant.nama} belum terkumpul; belum ada yang dapat diperiksa.", Kind.STATE)
    if periode is None:
        return max(range(len(marks)), key=lambda index: (marks[index].berbukti, marks[index].tanggal, index))
    return for_period(rencana, meant, periode, "belum ada yang dapat diperiksa")


def _with_review(rencana: Rencana, meant: MeantDocument, periode: str | None) -> int:
    """Which realisasi loses its last review."""
    marks = meant.bukti.realisasi
    reviewed = [index for index, each in enumerate(marks) if each.pemeriksaan]
    if periode is not None and marks:
        chosen = for_period(rencana, meant, periode, "tidak ada yang dicabut")
        reviewed = [index for index in reviewed if index == chosen]
    if not reviewed:
        raise Refusal(f"{meant.nama} belum diperiksa; tidak ada yang dicabut.", Kind.STATE)
    index = max(reviewed, key=lambda at: (marks[at].pemeriksaan[-1].tanggal, at))
    if answer := _answer(rencana, meant, marks[index]):
        review_ = marks[index].pemeriksaan[-1]
        raise Refusal(
            f"Pemeriksaan {review_.oleh} atas {meant.nama} sudah dijawab tanda {written_day(answer.tanggal)}; "
            "cabut tanda itu dahulu dengan zi unmark.",
            Kind.STATE,
        )
    return index


def _answer(rencana: Rencana, meant: MeantDocument, realisasi: Realisasi) -> Realisasi | None:
    """The realisasi that came for the same deadline after a review that found this one wanting."""
    if realisasi.pemeriksaan[-1].hasil is not Hasil.PERLU_PERBAIKAN:
        return None
    for met in capaian_bukti(rencana, meant.indikator, meant.bukti, date.max).pemenuhan:
        at = next((at for at, each in enumerate(met.semua) if each is realisasi), None)
        if at is not None:
            return next(iter(met.semua[at + 1 :]), None)
    return None
