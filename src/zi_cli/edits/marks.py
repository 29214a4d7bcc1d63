"""What marking means: which documents are meant, what is recorded for them, and the change to the plan's text."""

import copy
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from zi_cli.errors import Kind, Refusal, SickRow, as_sentence
from zi_cli.frozen import frozen
from zi_cli.nearest import folded, nearest
from zi_cli.plan.hari import hari_tertulis
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
class Dimaksud:
    """A document that a request means."""

    route: Route
    indikator: Indikator
    bukti: BuktiFisik

    @property
    def nama(self) -> str:
        """Its name for people: code and document."""
        return f"{self.indikator.kode} {self.bukti.name}"


def cari_indikator(rencana: Rencana, kode: str) -> tuple[Route, Indikator]:
    """The row with that code, however it is typed, and its route; Refusal that names the nearest where none has it."""
    wanted = typed_code(kode)
    for route, _, _, each in rencana.rute():
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
    near = min(codes, key=parsed.jarak, default=None)
    raise Refusal(
        f"Tidak ada baris {wanted} di rencana ini." + (f" Yang terdekat: {near}." if near else ""), Kind.UNKNOWN
    )


def cari_bukti(rencana: Rencana, kode: str, bagian: str | None) -> list[Dimaksud]:
    """The documents of a row that are meant: the one whose name holds `bagian`, or all of them.

    Refusal where the row has none, where no name fits, or where several do and none is meant alone.
    """
    route, indikator = cari_indikator(rencana, kode)
    every = [Dimaksud((*route, "bukti_fisik", b), indikator, bukti) for b, bukti in enumerate(indikator.bukti_fisik)]
    if not every:
        raise Refusal(
            f"Baris {kode} tidak punya bukti_fisik di rencana, jadi tidak ada yang dapat ditandai.", Kind.STATE
        )
    if bagian is None:
        return every
    wanted = folded(bagian)
    if not wanted:
        raise Refusal("«bukti» kosong; sebut sebagian nama dokumennya, atau tinggalkan opsinya.")
    fits = [each for each in every if wanted in folded(each.bukti.name)]
    exact = [each for each in fits if wanted == folded(each.bukti.name)]
    if len(exact) == 1 or len(fits) == 1:
        return exact or fits
    listed = "\n".join(f"  - {each.bukti.name}" for each in fits or every)
    if fits:
        raise Refusal(
            f'"{bagian}" cocok dengan {len(fits)} dokumen di baris {kode}; sebut lebih lengkap:\n{listed}',
            Kind.AMBIGUOUS,
        )
    raise Refusal(f'Tidak ada dokumen yang memuat "{bagian}" di baris {kode}. Yang ada:\n{listed}', Kind.UNKNOWN)


def cari_dokumen(rencana: Rencana, bagian: str) -> list[Dimaksud]:
    """Every document of the plan whose name is `bagian`, else the one name that holds it, in whichever rows.

    Refusal where no name does, or several do.
    """
    wanted = folded(bagian)
    every = [Dimaksud(*each) for each in rencana.each_bukti()]
    named = [(each, folded(each.bukti.name)) for each in every]
    found = [each for each, name in named if name == wanted] or [each for each, name in named if wanted in name]
    if not wanted or not found:
        guess = nearest(bagian, [each.bukti.name for each in every])
        raise Refusal(
            f'Tidak ada dokumen yang memuat "{bagian}".' + (f" Yang terdekat: {guess}." if guess else ""), Kind.UNKNOWN
        )
    names = {folded(each.bukti.name): each.bukti.name for each in found}
    if len(names) > 1:
        listed = "\n".join(f"  - {name}" for name in names.values())
        raise Refusal(
            f'"{bagian}" cocok dengan {len(names)} dokumen yang berbeda; sebut lebih lengkap:\n{listed}', Kind.AMBIGUOUS
        )
    return found


LONGEST_LINK = 2048
"""Characters of a link: longer ones are cut on the way by browsers, sheets and the ministry's forms."""


def boleh_ditandai(
    parsed: Parsed[Rencana],
    dimaksud: Sequence[Dimaksud],
    isi: Fields,
    *,
    force: bool = False,
    dengan_berkas: bool = False,
) -> None:
    """Refusal where a value cannot be, where a document has all it wants already, or the period named is none of its.

    Refusal too where it would answer a review before its day. `force` lets a further mark of a document pass.
    `dengan_berkas`: files will stand in it that are not stored yet.
    """
    link = isi.get("tautan")
    if isinstance(link, str) and len(link) > LONGEST_LINK:
        raise Refusal(
            f"«link» panjangnya {len(link)} karakter; paling panjang {LONGEST_LINK}. Pakai tautan berbagi yang pendek."
        )
    realisasi = terbangun(Realisasi, isi)
    shown = dengan_berkas or realisasi.berbukti
    for each in dimaksud:
        _boleh(parsed.model, each, realisasi, force=force, berbukti=shown)


def tandai(parsed: Parsed[Rencana], dimaksud: Sequence[Dimaksud], isi: Fields, *, force: bool = False) -> Change:
    """Record `isi` (keys of a realisasi, as texts) for each of the documents; Refusal as `boleh_ditandai` has it.

    For a document with several deadlines the period is recorded too, where `isi` names none: the earliest open one.
    """
    boleh_ditandai(parsed, dimaksud, isi, force=force)
    items = [(each.route, "realisasi", _berperiode(parsed.model, each, isi)) for each in dimaksud]
    return tambah(parsed, dimaksud, items)


def tambah(parsed: Parsed[Rencana], dimaksud: Sequence[Dimaksud], items: Sequence[tuple[Route, str, Fields]]) -> Change:
    """Each item put at the end of the list that its mapping holds under that key."""
    tree: Any = copy.deepcopy(parsed.document.tree)
    splices = []
    for route, key, isi in items:
        splices += append_item(parsed.document, route, key, isi)
        value_at(tree, route).setdefault(key, []).append(copy.deepcopy(dict(isi)))
    return Change(splices, tree, baris_dimaksud(dimaksud))


def baris_dimaksud(dimaksud: Sequence[Dimaksud]) -> tuple[tuple[Route, str], ...]:
    """The rows that are meant, each with its code."""
    return tuple((each.route[:-2], str(each.indikator.kode)) for each in dimaksud)


def terbangun(model: type[M], isi: Fields) -> M:
    """The model that the keys make; Refusal where a value cannot be."""
    for key, value in isi.items():
        if isinstance(value, str) and not value.strip():
            raise Refusal(f'Isi "{key}" kosong; tulis teksnya, atau tinggalkan opsinya.')
        if isinstance(value, str) and (FORBIDDEN.search(value) or re.search("[\ud800-\udfff]", value)):
            raise Refusal(f'Isi "{key}" memuat karakter yang tidak tampak; tulis teks biasa.')
    tree: Any = dict(isi)
    try:
        return build(model, tree)
    except ValueError as error:
        raise Refusal(as_sentence(str(error))) from error


def _berperiode(rencana: Rencana, dimaksud: Dimaksud, isi: Fields) -> Fields:
    """What is recorded for a document that recurs: with its period."""
    answered = periode_dijawab(rencana, dimaksud, isi)
    if answered is None:
        return isi
    return {"tanggal": isi["tanggal"], "periode": answered, **{key: isi[key] for key in isi if key != "periode"}}


def periode_dijawab(rencana: Rencana, dimaksud: Dimaksud, isi: Fields, *, dengan_berkas: bool = False) -> str | None:
    """The period that a mark is for, under the one name that a period has: the named one, else the earliest that waits.

    None for a document with one deadline, and for a mark that no deadline waits for.
    """
    if isinstance(named := isi.get("periode"), str):
        return Periode.parse(named).nama(rencana.tahun)
    standing = capaian_bukti(rencana, dimaksud.indikator, dimaksud.bukti, date.max)
    shown = dengan_berkas or terbangun(Realisasi, isi).berbukti
    waiting = _menunggu(standing, berbukti=shown)
    return waiting[0].periode if waiting and standing.recurs else None


def _menunggu(standing: CapaianBukti, *, berbukti: bool) -> tuple[Pemenuhan, ...]:
    """The deadlines that a mark without a period can be for: the open ones, else (with evidence) those only claimed."""
    claimed = (each for each in standing.pemenuhan if each.keadaan is KeadaanBukti.DITANDAI)
    return standing.terbuka or (tuple(claimed) if berbukti else ())


def cabut(parsed: Parsed[Rencana], dimaksud: Sequence[Dimaksud], periode: str | None) -> Change:
    """Take back the latest mark of each document (the one of `periode`, where named)."""
    last = [(each.route, "realisasi", _terakhir(parsed.model, each, periode)) for each in dimaksud]
    return taken_back(parsed, dimaksud, last)


def taken_back(
    parsed: Parsed[Rencana], dimaksud: Sequence[Dimaksud], items: Iterable[tuple[Route, str, int]]
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
    return Change(splices, tree, baris_dimaksud(dimaksud))


def _boleh(rencana: Rencana, dimaksud: Dimaksud, realisasi: Realisasi, *, force: bool, berbukti: bool) -> None:
    standing = capaian_bukti(rencana, dimaksud.indikator, dimaksud.bukti, date.max)
    if not standing.pemenuhan:
        raise Refusal(
            f"{dimaksud.nama} tidak pernah jatuh tempo: tidak ada periode {dimaksud.bukti.frekuensi} yang berakhir di "
            f'dalam target "{dimaksud.indikator.saat_bukti(dimaksud.bukti)}". Betulkan target atau '
            "frekuensinya dahulu.",
            Kind.STATE,
        )
    waiting = _menunggu(standing, berbukti=berbukti)
    answered = waiting[0] if waiting else None
    if realisasi.periode is not None:
        wanted = realisasi.periode.menjawab(rencana.tahun, dimaksud.bukti.frekuensi, standing.tenggat)
        match = next((each for each in standing.pemenuhan if each.tenggat == wanted), None)
        if match is None:
            known = ", ".join(each.periode for each in standing.pemenuhan)
            raise Refusal(f'"{realisasi.periode}" bukan periode {dimaksud.nama}. Periodenya: {known}.')
        met, answered = match.realisasi, match
        if match.keadaan is KeadaanBukti.DITANDAI and berbukti:
            met = None  # evidence for what was only claimed
    else:
        met = None if waiting else standing.pemenuhan[-1].realisasi
    _sesudah_diperiksa(dimaksud, realisasi, answered)
    if met is not None and not force:
        by = f" oleh {met.oleh}" if met.oleh else ""
        alone = "" if len(dimaksud.indikator.bukti_fisik) == 1 else "sebut dokumen lain di baris itu dengan «bukti», "
        raise Refusal(
            f"{dimaksud.nama} sudah ditandai pada {hari_tertulis(met.tanggal)}{by}; "
            f"{alone}pakai «force» untuk menambah satu lagi, atau zi unmark untuk mencabutnya.",
            Kind.STATE,
        )


def _sesudah_diperiksa(dimaksud: Dimaksud, realisasi: Realisasi, dijawab: Pemenuhan | None) -> None:
    """Refusal where a mark would answer a review that was not there yet on its day: it would answer nothing."""
    review = dijawab.pemeriksaan if dijawab and dijawab.keadaan is KeadaanBukti.PERLU_PERBAIKAN else None
    if review and realisasi.tanggal < review.tanggal:
        day = hari_tertulis(review.tanggal)
        raise Refusal(
            f"{dimaksud.nama} diperiksa {review.oleh} pada {day} dan perlu perbaikan; jawabannya tidak dapat "
            f"bertanggal {hari_tertulis(realisasi.tanggal)}: «date» harus {day} atau sesudahnya.",
            Kind.STATE,
        )


def _terakhir(rencana: Rencana, dimaksud: Dimaksud, periode: str | None) -> int:
    """Which mark is taken back; Refusal where there is none, or where a review stands in it."""
    marks = dimaksud.bukti.realisasi
    if not marks:
        raise Refusal(f"{dimaksud.nama} belum ditandai; tidak ada yang dicabut.", Kind.STATE)
    index = len(marks) - 1 if periode is None else untuk_periode(rencana, dimaksud, periode, "tidak ada yang dicabut")
    if marks[index].pemeriksaan:
        review = marks[index].pemeriksaan[-1]
        raise Refusal(
            f"{dimaksud.nama} sudah diperiksa {review.oleh} pada {hari_tertulis(review.tanggal)}; tandanya tidak "
            "dicabut lagi. Bila ada yang baru, tandai dengan zi mark (dengan «force» bila hasilnya sesuai).",
            Kind.STATE,
        )
    return index


def untuk_periode(rencana: Rencana, dimaksud: Dimaksud, periode: str, akibat: str) -> int:
    """The realisasi that speaks for the deadline of a period."""
    standing = capaian_bukti(rencana, dimaksud.indikator, dimaksud.bukti, date.max)
    try:
        wanted = Periode.parse(periode).menjawab(rencana.tahun, dimaksud.bukti.frekuensi, standing.tenggat)
    except ValueError as error:
        raise Refusal(as_sentence(str(error))) from error
    for met in standing.pemenuhan:
        if met.tenggat == wanted and met.terakhir is not None:
            return next(index for index, each in enumerate(dimaksud.bukti.realisasi) if each is met.terakhir)
    if wanted not in standing.tenggat:
        known = ", ".join(each.periode for each in standing.pemenuhan)
        raise Refusal(f'"{periode}" bukan periode {dimaksud.nama}. Periodenya: {known}.')
    raise Refusal(f"{dimaksud.nama} belum ditandai untuk {periode}; {akibat}.", Kind.STATE)
