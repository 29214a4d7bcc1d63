"""What marking means: which documents are meant, what is recorded for them, and the change to the plan's text."""

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zi_cli.document import Route
from zi_cli.errors import Refusal
from zi_cli.fields import build
from zi_cli.jadwal import hari_tertulis
from zi_cli.karakter import TERLARANG
from zi_cli.kode import Kode
from zi_cli.nearest import nearest
from zi_cli.plan import BuktiFisik, Indikator, Realisasi, Rencana
from zi_cli.progress import capaian_bukti
from zi_cli.reading import Terbaca
from zi_cli.splices import Ubahan, append_item, remove_item
from zi_cli.tables import italics


@dataclass(frozen=True, slots=True)
class Dimaksud:
    """A document that a request means."""

    route: Route
    indikator: Indikator
    bukti: BuktiFisik

    @property
    def nama(self) -> str:
        """Its name for people: code and document."""
        return f"{self.indikator.kode} {polos(self.bukti.dokumen)}"


def polos(dokumen: str) -> str:
    """A document's name without the marks of italics."""
    return italics(dokumen)[0]


def cari_indikator(rencana: Rencana, kode: str) -> tuple[Route, Indikator]:
    """The row with that code, and its route; Refusal that names the nearest where there is none."""
    for a, area in enumerate(rencana.area):
        for k, komponen in enumerate(area.komponen):
            for i, indikator in enumerate(komponen.indikator):
                if str(indikator.kode) == kode:
                    return ("area", a, "komponen", k, "indikator", i), indikator
    codes = [str(indikator.kode) for _, _, indikator in rencana.baris()]
    try:
        Kode.parse(kode)
    except ValueError as error:
        guess = nearest(kode, codes)
        raise Refusal(f"{_kapital(error)}." + (f" Yang terdekat: {guess}." if guess else "")) from error
    guess = nearest(kode, codes)
    raise Refusal(f"Tidak ada baris {kode} di rencana ini." + (f" Yang terdekat: {guess}." if guess else ""))


def cari_bukti(rencana: Rencana, kode: str, bagian: str | None) -> list[Dimaksud]:
    """The documents of a row that are meant: the one whose name holds `bagian`, or all of them.

    Refusal where the row has none, where no name fits, or where several do and none is meant alone.
    """
    route, indikator = cari_indikator(rencana, kode)
    every = [Dimaksud((*route, "bukti_fisik", b), indikator, bukti) for b, bukti in enumerate(indikator.bukti_fisik)]
    if not every:
        raise Refusal(f"Baris {kode} tidak punya bukti fisik untuk ditandai: keputusan mengosongkannya.")
    if bagian is None:
        return every
    wanted = _lipat(bagian)
    fits = [each for each in every if wanted in _lipat(polos(each.bukti.dokumen))]
    exact = [each for each in fits if wanted == _lipat(polos(each.bukti.dokumen))]
    if len(exact) == 1 or len(fits) == 1:
        return exact or fits
    listed = "\n".join(f"  - {polos(each.bukti.dokumen)}" for each in fits or every)
    if fits:
        raise Refusal(f'"{bagian}" cocok dengan {len(fits)} dokumen di baris {kode}; sebut lebih lengkap:\n{listed}')
    raise Refusal(f'Tidak ada dokumen yang memuat "{bagian}" di baris {kode}. Yang ada:\n{listed}')


def tandai(
    terbaca: Terbaca[Rencana], dimaksud: Sequence[Dimaksud], isi: Mapping[str, str], *, paksa: bool = False
) -> Ubahan:
    """Record `isi` (keys of a realisasi, as texts) for each of the documents.

    Refusal where a value cannot be, where a document has all it wants already, or the period named is none of its
    deadlines; `paksa` records all the same.
    """
    for key, text in isi.items():
        if not text.strip() or TERLARANG.search(text):
            raise Refusal(f"Isi {key} kosong, atau memuat karakter yang tidak tampak; tulis teks biasa.")
    try:
        realisasi = build(Realisasi, dict(isi))
    except ValueError as error:
        raise Refusal(f"{_kapital(error)}.") from error
    for each in dimaksud:
        _boleh(terbaca.isi, each, realisasi, paksa=paksa)
    tree: Any = copy.deepcopy(terbaca.document.tree)
    splices = []
    for each in dimaksud:
        splices += append_item(terbaca.document, each.route, "realisasi", isi)
        _at(tree, each.route).setdefault("realisasi", []).append(dict(isi))
    return Ubahan(splices, tree)


def cabut(terbaca: Terbaca[Rencana], dimaksud: Sequence[Dimaksud], periode: str | None) -> Ubahan:
    """Take back the latest mark of each document (the one of `periode`, where named)."""
    tree: Any = copy.deepcopy(terbaca.document.tree)
    splices = []
    for each in dimaksud:
        index = _terakhir(terbaca.isi, each, periode)
        splices += remove_item(terbaca.document, each.route, "realisasi", index)
        holder = _at(tree, each.route)
        del holder["realisasi"][index]
        if not holder["realisasi"]:
            del holder["realisasi"]
    return Ubahan(splices, tree)


def _boleh(rencana: Rencana, dimaksud: Dimaksud, realisasi: Realisasi, *, paksa: bool) -> None:
    if paksa:
        return
    standing = capaian_bukti(rencana, dimaksud.indikator, dimaksud.bukti, date.max)
    if realisasi.periode is not None:
        wanted = realisasi.periode.tenggat(rencana.tahun)
        match = next((each for each in standing.pemenuhan if each.tenggat == wanted), None)
        if match is None:
            known = ", ".join(each.periode for each in standing.pemenuhan)
            raise Refusal(f'"{realisasi.periode}" bukan periode {dimaksud.nama}. Periodenya: {known}.')
        met = match.realisasi
    else:
        met = standing.pemenuhan[-1].realisasi if standing.pemenuhan and not standing.terbuka else None
    if met is not None:
        by = f" oleh {met.oleh}" if met.oleh else ""
        raise Refusal(
            f"{dimaksud.nama} sudah ditandai pada {hari_tertulis(met.tanggal)}{by}; "
            "pakai --force untuk menambah satu lagi, atau zi unmark untuk mencabutnya."
        )


def _terakhir(rencana: Rencana, dimaksud: Dimaksud, periode: str | None) -> int:
    marks = dimaksud.bukti.realisasi
    if not marks:
        raise Refusal(f"{dimaksud.nama} belum ditandai; tidak ada yang dicabut.")
    if periode is None:
        return len(marks) - 1
    from zi_cli.jadwal import Periode

    try:
        wanted = Periode.parse(periode).tenggat(rencana.tahun)
    except ValueError as error:
        raise Refusal(f"{_kapital(error)}.") from error
    standing = capaian_bukti(rencana, dimaksud.indikator, dimaksud.bukti, date.max)
    for met in standing.pemenuhan:
        if met.tenggat == wanted and met.realisasi is not None:
            return next(index for index, each in enumerate(marks) if each is met.realisasi)
    raise Refusal(f"{dimaksud.nama} belum ditandai untuk {periode}; tidak ada yang dicabut.")


def _at(tree: Any, route: Route) -> Any:
    for step in route:
        tree = tree[step]
    return tree


def _lipat(text: str) -> str:
    return " ".join(text.casefold().split())


def _kapital(error: object) -> str:
    text = str(error)
    return text[:1].upper() + text[1:]
