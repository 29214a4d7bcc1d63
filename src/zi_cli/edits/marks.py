"""What marking means: which documents are meant, what is recorded for them, and the change to the plan's text."""

import copy
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from zi_cli.errors import Kind, Refusal, SickRow, as_sentence
from zi_cli.frozen import frozen
from zi_cli.nearest import folded, nearest
from zi_cli.plan.hari import written_day
from zi_cli.plan.jadwal import Periode
from zi_cli.plan.kode import Kode, typed_code
from zi_cli.plan.model import BuktiFisik, Indikator, Rencana
from zi_cli.plan.pemenuhan import CapaianBukti, KeadaanBukti, Pemenuhan, capaian_bukti
from zi_cli.plan.realisasi import Realisasi
from zi_cli.text.characters import FORBIDDEN
from zi_cli.text.document import Route
from zi_cli.text.fields import M, build, value_at
from zi_cli.text.items import Fields, append_item, remove_item
from zi_cli.text.reading import Parsed
from zi_cli.text.splices import Change


@frozen
class MeantDocument:
    """A document that a request means."""

    route: Route
    indikator: Indikator
    bukti: BuktiFisik

    @property
    def nama(self) -> str:
        """Its name for people: code and document."""
        return f"{self.indikator.kode} {self.bukti.name}"


def find_row(rencana: Rencana, kode: str) -> tuple[Route, Indikator]:
    """The row with that code, however it is typed, and its route; Refusal that names the nearest where none has it."""
    wanted = typed_code(kode)
    for route, _, _, each in rencana.each_row():
        if isinstance(each, Indikator):
            if str(each.kode) == wanted:
                return route, each
        elif typed_code(each.kode) == wanted:
            raise SickRow(wanted, route)
    codes = [indikator.kode for _, _, indikator in rencana.baris()]
    try:
        parsed = Kode.parse(wanted)
    except ValueError as error:
        guess = nearest(wanted, map(str, codes))
        raise Refusal(as_sentence(str(error)) + (f" Yang terdekat: {guess}." if guess else "")) from error
    near = min(codes, key=parsed.distance, default=None)
    raise Refusal(
        f"Tidak ada baris {wanted} di rencana ini." + (f" Yang terdekat: {near}." if near else ""), Kind.UNKNOWN
    )


def find_documents(rencana: Rencana, kode: str, part: str | None) -> list[MeantDocument]:
    """The documents of a row that are meant: the one whose name holds `part`, or all of them.

    Refusal where the row has none, where no name fits, or where several do and none is meant alone.
    """
    route, indikator = find_row(rencana, kode)
    every = [
        MeantDocument((*route, "bukti_fisik", b), indikator, bukti) for b, bukti in enumerate(indikator.bukti_fisik)
    ]
    if not every:
        raise Refusal(
            f"Baris {kode} tidak punya bukti_fisik di rencana, jadi tidak ada yang dapat ditandai.", Kind.STATE
        )
    if part is None:
        return every
    wanted = folded(part)
    if not wanted:
        raise Refusal("«bukti» kosong; sebutkan sebagian nama dokumennya, atau tinggalkan opsinya.")
    fits = [each for each in every if wanted in folded(each.bukti.name)]
    exact = [each for each in fits if wanted == folded(each.bukti.name)]
    if len(exact) == 1 or len(fits) == 1:
        return exact or fits
    listed = "\n".join(f"  - {each.bukti.name}" for each in fits or every)
    if fits:
        raise Refusal(
            f'"{part}" cocok dengan {len(fits)} dokumen di baris {kode}; sebutkan lebih lengkap:\n{listed}',
            Kind.AMBIGUOUS,
        )
    raise Refusal(f'Tidak ada dokumen yang memuat "{part}" di baris {kode}. Yang tersedia:\n{listed}', Kind.UNKNOWN)


def find_by_name(rencana: Rencana, part: str) -> list[MeantDocument]:
    """Every document of the plan whose name is `part`, else the one name that holds it, in whichever rows.

    Refusal where no name does, or several do.
    """
    wanted = folded(part)
    every = [MeantDocument(*each) for each in rencana.each_bukti()]
    named = [(each, folded(each.bukti.name)) for each in every]
    found = [each for each, name in named if name == wanted] or [each for each, name in named if wanted in name]
    if not wanted or not found:
        guess = nearest(part, [each.bukti.name for each in every])
        raise Refusal(
            f'Tidak ada dokumen yang memuat "{part}".' + (f" Yang terdekat: {guess}." if guess else ""), Kind.UNKNOWN
        )
    names = {folded(each.bukti.name): each.bukti.name for each in found}
    if len(names) > 1:
        listed = "\n".join(f"  - {name}" for name in names.values())
        raise Refusal(
            f'"{part}" cocok dengan {len(names)} dokumen yang berbeda; sebutkan lebih lengkap:\n{listed}',
            Kind.AMBIGUOUS,
        )
    return found


LONGEST_LINK = 2048
"""Characters of a link: longer ones are cut on the way by browsers, sheets and the ministry's forms."""


def ensure_may_be_marked(
    parsed: Parsed[Rencana],
    meant: Sequence[MeantDocument],
    fields: Fields,
    *,
    force: bool = False,
    with_file: bool = False,
) -> None:
    """Refusal where a value cannot be, where a document has all it wants already, or the period named is none of its.

    Refusal too where it would answer a review before its day. `force` lets a further mark of a document pass.
    `with_file`: files will stand in it that are not stored yet.
    """
    link = fields.get("tautan")
    if isinstance(link, str) and len(link) > LONGEST_LINK:
        raise Refusal(
            f"«link» panjangnya {len(link)} karakter; paling panjang {LONGEST_LINK}. "
            "Gunakan tautan berbagi yang pendek."
        )
    realisasi = built(Realisasi, fields)
    shown = with_file or realisasi.berbukti
    for each in meant:
        _ensure_may(parsed.model, each, realisasi, force=force, berbukti=shown)


def record_mark(
    parsed: Parsed[Rencana], meant: Sequence[MeantDocument], fields: Fields, *, force: bool = False
) -> Change:
    """Record `fields` (keys of a realisasi) for each of the documents; Refusal as `ensure_may_be_marked` has it.

    For a document with several deadlines the period is recorded too, where `fields` names none: the earliest open one.
    """
    ensure_may_be_marked(parsed, meant, fields, force=force)
    items = [(each.route, "realisasi", _with_period(parsed.model, each, fields)) for each in meant]
    return appended(parsed, meant, items)


def appended(
    parsed: Parsed[Rencana], meant: Sequence[MeantDocument], items: Sequence[tuple[Route, str, Fields]]
) -> Change:
    """Each item put at the end of the list that its mapping holds under that key."""
    tree: Any = copy.deepcopy(parsed.document.tree)
    splices = []
    for route, key, fields in items:
        splices += append_item(parsed.document, route, key, fields)
        value_at(tree, route).setdefault(key, []).append(copy.deepcopy(dict(fields)))
    return Change(splices, tree, rows_meant(meant))


def rows_meant(meant: Sequence[MeantDocument]) -> tuple[tuple[Route, str], ...]:
    """The rows that are meant, each with its code."""
    return tuple((each.route[:-2], str(each.indikator.kode)) for each in meant)


def built(model: type[M], fields: Fields) -> M:
    """The model that the keys make; Refusal where a value cannot be."""
    for key, value in fields.items():
        if isinstance(value, str) and not value.strip():
            raise Refusal(f'Isi "{key}" kosong; tuliskan teksnya, atau tinggalkan opsinya.')
        if isinstance(value, str) and (FORBIDDEN.search(value) or re.search("[\ud800-\udfff]", value)):
            raise Refusal(f'Isi "{key}" memuat karakter yang tidak tampak; tuliskan teks biasa.')
    tree: Any = dict(fields)
    try:
        return build(model, tree)
    except ValueError as error:
        raise Refusal(as_sentence(str(error))) from error


def _with_period(rencana: Rencana, meant: MeantDocument, fields: Fields) -> Fields:
    """What is recorded for a document that recurs: with its period."""
    answered = period_answered(rencana, meant, fields)
    if answered is None:
        return fields
    return {
        "tanggal": fields["tanggal"],
        "periode": answered,
        **{key: fields[key] for key in fields if key != "periode"},
    }


def period_answered(rencana: Rencana, meant: MeantDocument, fields: Fields, *, with_file: bool = False) -> str | None:
    """The period that a mark is for, under the one name that a period has: the named one, else the earliest that waits.

    None for a document with one deadline, and for a mark that no deadline waits for.
    """
    if isinstance(named := fields.get("periode"), str):
        return Periode.parse(named).nama(rencana.tahun)
    standing = capaian_bukti(rencana, meant.indikator, meant.bukti, date.max)
    shown = with_file or built(Realisasi, fields).berbukti
    waiting = _waiting(standing, berbukti=shown)
    return waiting[0].periode if waiting and standing.recurs else None


def _waiting(standing: CapaianBukti, *, berbukti: bool) -> tuple[Pemenuhan, ...]:
    """The deadlines that a mark without a period can be for: the open ones, else (with evidence) those only claimed."""
    claimed = (each for each in standing.pemenuhan if each.keadaan is KeadaanBukti.DITANDAI)
    return standing.terbuka or (tuple(claimed) if berbukti else ())


def take_back_mark(parsed: Parsed[Rencana], meant: Sequence[MeantDocument], periode: str | None) -> Change:
    """Take back the latest mark of each document (the one of `periode`, where named)."""
    last = [(each.route, "realisasi", _last(parsed.model, each, periode)) for each in meant]
    return taken_back(parsed, meant, last)


def taken_back(
    parsed: Parsed[Rencana], meant: Sequence[MeantDocument], items: Iterable[tuple[Route, str, int]]
) -> Change:
    """Items less: of each the mapping that has it, the key of its list, and its place there. No list is left empty."""
    tree: Any = copy.deepcopy(parsed.document.tree)
    splices = []
    for route, key, at in items:
        splices += remove_item(parsed.document, route, key, at)
        holder = value_at(tree, route)
        del holder[key][at]
        if not holder[key]:
            del holder[key]
    return Change(splices, tree, rows_meant(meant))


def _ensure_may(rencana: Rencana, meant: MeantDocument, realisasi: Realisasi, *, force: bool, berbukti: bool) -> None:
    standing = capaian_bukti(rencana, meant.indikator, meant.bukti, date.max)
    if not standing.pemenuhan:
        raise Refusal(
            f"{meant.nama} tidak pernah jatuh tempo: tidak ada periode {meant.bukti.frekuensi} yang berakhir di "
            f'dalam target "{meant.indikator.due_time(meant.bukti)}". Betulkan target atau '
            "frekuensinya dahulu.",
            Kind.STATE,
        )
    waiting = _waiting(standing, berbukti=berbukti)
    answered = waiting[0] if waiting else None
    if realisasi.periode is not None:
        wanted = realisasi.periode.answered_by(rencana.tahun, meant.bukti.frekuensi, standing.tenggat)
        match = next((each for each in standing.pemenuhan if each.tenggat == wanted), None)
        if match is None:
            known = ", ".join(each.periode for each in standing.pemenuhan)
            raise Refusal(f'"{realisasi.periode}" bukan periode {meant.nama}. Periodenya: {known}.')
        met, answered = match.realisasi, match
        if match.keadaan is KeadaanBukti.DITANDAI and berbukti:
            met = None  # evidence for what was only claimed
    else:
        met = None if waiting else standing.pemenuhan[-1].realisasi
    _ensure_answers_review(meant, realisasi, answered)
    if met is not None and not force:
        by = f" oleh {met.oleh}" if met.oleh else ""
        alone = "" if len(meant.indikator.bukti_fisik) == 1 else "sebutkan dokumen lain di baris itu dengan «bukti», "
        raise Refusal(
            f"{meant.nama} sudah ditandai pada {written_day(met.tanggal)}{by}; "
            f"{alone}gunakan «force» untuk menambah satu lagi, atau zi unmark untuk mencabutnya.",
            Kind.STATE,
        )


def _ensure_answers_review(meant: MeantDocument, realisasi: Realisasi, dijawab: Pemenuhan | None) -> None:
    """Refusal where a mark would answer a review that was not there yet on its day: it would answer nothing."""
    review = dijawab.pemeriksaan if dijawab and dijawab.keadaan is KeadaanBukti.PERLU_PERBAIKAN else None
    if review and realisasi.tanggal < review.tanggal:
        day = written_day(review.tanggal)
        raise Refusal(
            f"{meant.nama} diperiksa {review.oleh} pada {day} dan perlu perbaikan; jawabannya tidak dapat "
            f"bertanggal {written_day(realisasi.tanggal)}: «date» harus {day} atau sesudahnya.",
            Kind.STATE,
        )


def _last(rencana: Rencana, meant: MeantDocument, periode: str | None) -> int:
    """Which mark is taken back; Refusal where there is none, or where a review stands in it."""
    marks = meant.bukti.realisasi
    if not marks:
        raise Refusal(f"{meant.nama} belum ditandai; tidak ada yang dicabut.", Kind.STATE)
    index = len(marks) - 1 if periode is None else for_period(rencana, meant, periode, "tidak ada yang dicabut")
    if marks[index].pemeriksaan:
        review = marks[index].pemeriksaan[-1]
        raise Refusal(
            f"{meant.nama} sudah diperiksa {review.oleh} pada {written_day(review.tanggal)}; tandanya tidak "
            "dicabut lagi. Bila ada yang baru, tandai dengan zi mark (dengan «force» bila hasilnya sesuai).",
            Kind.STATE,
        )
    return index


def for_period(rencana: Rencana, meant: MeantDocument, periode: str, outcome: str) -> int:
    """The realisasi that speaks for the deadline of a period."""
    standing = capaian_bukti(rencana, meant.indikator, meant.bukti, date.max)
    try:
        wanted = Periode.parse(periode).answered_by(rencana.tahun, meant.bukti.frekuensi, standing.tenggat)
    except ValueError as error:
        raise Refusal(as_sentence(str(error))) from error
    for met in standing.pemenuhan:
        if met.tenggat == wanted and met.terakhir is not None:
            return next(index for index, each in enumerate(meant.bukti.realisasi) if each is met.terakhir)
    if wanted not in standing.tenggat:
        known = ", ".join(each.periode for each in standing.pemenuhan)
        raise Refusal(f'"{periode}" bukan periode {meant.nama}. Periodenya: {known}.')
    raise Refusal(f"{meant.nama} belum ditandai untuk {periode}; {outcome}.", Kind.STATE)
