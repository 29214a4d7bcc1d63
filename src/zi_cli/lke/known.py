"""What was found out of a plan before, read again: how its rows stand on any day, without its text and its model.

A row stands the same from one turn to the next: where its target begins, a deadline passes, something was marked or
reviewed. `knowing` works out by the rules how it stands from each of them on, and writes that down; here a day is
looked up. What comes of it is the very `Capaian` that the rules give; in the place of the plan's own values stand
others that have the same names for what the pages of `status`, `list` and `show` say of them.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from datetime import date
from fractions import Fraction
from types import SimpleNamespace as Told
from typing import Any

from zi_cli.frozen import frozen
from zi_cli.lke.poin import Bobot
from zi_cli.plan.hari import ZonaWaktu
from zi_cli.plan.kode import Kode
from zi_cli.plan.pemenuhan import CapaianBukti, Pemenuhan
from zi_cli.plan.progress import Capaian, CapaianIndikator, Keadaan

NOBODY = -1
"""In place of a mark, or of a review, where there is none."""


@frozen
class Known:
    """What is known of a plan: its own words, and its rows as they were written down."""

    plan: Any
    """As `Rencana`, as far as the pages ask."""
    zone: ZonaWaktu
    worth: Bobot
    files: dict[str, tuple[str | None, bool]]
    """What the register records; see `bukti.elsewhere`."""
    rows: list[Any]

    def on(self, day: date) -> Capaian:
        """How the plan stands on a day."""
        return Capaian(self.plan, day, tuple(_row(self.plan.area, each, day) for each in self.rows))

    def only(self, kode: str, day: date) -> Capaian | None:
        """How one row stands on a day, as a plan of that row; None where there is none with that code."""
        row = next((each for each in self.rows if str(Kode(*each["kode"])) == kode), None)
        return row and Capaian(self.plan, day, (_row(self.plan.area, row, day),))


def read_known(text: str) -> Known:
    """What a text writes down of a plan; ValueError, TypeError or LookupError where it writes something else."""
    told = json.loads(text)
    rows = told["rows"]
    worth = {str(Kode(*each["kode"])): _fractions(each["worth"]) for each in rows if each["worth"]}
    area = tuple(Told(nomor=nomor, nama=nama, penanggung_jawab=None) for nomor, nama, _ in told["area"])
    kolom = tuple(Told(kunci=kunci, judul=judul) for kunci, judul in told["kolom"])
    plan = Told(**told["plan"], area=area, kolom=kolom, bergalat=())
    points = {nomor: Fraction(*full) for nomor, _, full in told["area"]}
    files = {name: (sha256, counts) for name, sha256, counts in told["files"]}
    return Known(plan, ZonaWaktu(told["zone"]), Bobot(worth, points), files, rows)


def _fractions(pair: Any) -> tuple[Fraction, Fraction]:
    most, reach = pair
    return Fraction(*most), Fraction(*reach)


def _row(areas: Any, told: Any, day: date) -> CapaianIndikator:
    turns = told["turns"]
    _, keadaan, answered = turns[bisect_right(turns, day.toordinal(), key=lambda each: each[0]) - 1]
    documents = tuple(map(_document, told["bukti"]))
    nomor, nama = told["komponen"]
    row = Told(**told["row"], kode=Kode(*told["kode"]), bukti_fisik=documents)
    standing = tuple(
        CapaianBukti(document, tuple(_dues(document, each["dues"], spoken)))
        for document, each, spoken in zip(documents, told["bukti"], answered, strict=True)
    )
    komponen = Told(nomor=nomor, nama=nama, penanggung_jawab=None)
    return CapaianIndikator(areas[told["area"]], komponen, row, standing, Keadaan(keadaan), day)  # type: ignore[arg-type]


def _dues(document: Any, dues: Any, spoken: Any) -> Any:
    """The deadlines of a document, each with the mark and the review that speak for it on that day."""
    for (ordinal, period), (mark, review) in zip(dues, spoken or [(NOBODY, NOBODY)] * len(dues), strict=True):
        last: Any = None if mark == NOBODY else document.realisasi[mark]
        found = None if review == NOBODY else last.pemeriksaan[review]
        yield Pemenuhan(date.fromordinal(ordinal), period, (), last, found)


def _document(told: Any) -> Any:
    return Told(
        dokumen=told["dokumen"],
        name=told["name"],
        waktu=told["waktu"],
        penanggung_jawab=None,
        realisasi=tuple(map(_mark, told["marks"])),
    )


def _mark(told: Any) -> Any:
    return Told(
        **told["told"],
        tanggal=date.fromordinal(told["day"]),
        every_file=[Told(berkas=berkas, sha256=sha256, ukuran=size) for berkas, sha256, size in told["files"]],
        pemeriksaan=tuple(Told(**each["told"], tanggal=date.fromordinal(each["day"])) for each in told["reviews"]),
        basi=lambda review: review.basi,
    )
