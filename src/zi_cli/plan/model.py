"""The plan: the decree and the evidence register, as frozen values. Keys of the file and fields here bear one name.

A rule on one field is in that field's reader; a rule on two fields is a check. Nothing here
knows of YAML, of a day, or of the way the plan is shown.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated

from zi_cli.frozen import field, fields, frozen
from zi_cli.italics import plain
from zi_cli.plan import pola
from zi_cli.plan.bergalat import HEAD, BarisBergalat, bergalat, row_of
from zi_cli.plan.hari import ZonaWaktu
from zi_cli.plan.jadwal import Target
from zi_cli.plan.keputusan import NO_DECREE, Keputusan
from zi_cli.plan.kode import LAST_AREA, Kode
from zi_cli.plan.realisasi import BerkasLain, Realisasi
from zi_cli.plan.rentang import Frekuensi, Window, tenggat
from zi_cli.text.document import Route
from zi_cli.text.fields import Field, Model, Replaceable, Tree, UnfitError, one_of
from zi_cli.text.parts import Parts

VERSI = 1
"""The version of the file format."""


class Predikat(StrEnum):
    """What a satker aims at (Permen PANRB 90/2021, pasal 1)."""

    WBK = "WBK"
    WBBM = "WBBM"


def _versi(text: str) -> int:
    if text != str(VERSI):
        raise ValueError(f'versi "{text}" tidak dikenal oleh zi ini; tuliskan {VERSI}, atau perbarui zi')
    return VERSI


def _tahun(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 4 and 2000 <= int(text) <= 2100):
        raise ValueError(f'tahun "{text}" bukan tahun antara 2000 dan 2100; tuliskan seperti 2025')
    return int(text)


def _nomor_area(text: str) -> int:
    if not (len(text) == 1 and text.isascii() and text.isdigit() and 1 <= int(text) <= LAST_AREA):
        raise ValueError(f'nomor area "{text}" bukan angka 1 sampai {LAST_AREA}')
    return int(text)


def _kunci_kolom(text: str) -> str:
    if re.fullmatch("[a-z][a-z0-9_]*", text) is None:
        raise ValueError(f'kunci kolom "{text}" bukan nama; tuliskan huruf kecil, angka, dan garis bawah: keluaran')
    return text


def _frekuensi(text: str) -> Frekuensi:
    if text not in tuple(Frekuensi):
        from zi_cli.plan.recurring import refuse_other_words

        refuse_other_words(text)
    return one_of(Frekuensi)(text)


class Simpan(StrEnum):
    """Where the files of evidence are stored: in git, or outside it where they are large or personal."""

    GIT = "git"
    LUAR = "luar"


_PENANGGUNG_JAWAB = Field(
    "Yang bertanggung jawab; yang terdekat berlaku: dokumen, baris, komponen, lalu area.",
    examples=("Kasubbag Hukum dan SDM",),
)
_SIMPAN = Field(
    "Tempat berkas bukti disimpan: git, atau luar (bukti-luar/, yang besar atau memuat data pribadi); "
    "yang terdekat berlaku: dokumen, baris, komponen, area, lalu rencana.",
    one_of(Simpan),
    choices=tuple(Simpan),
)
_WAKTU = Field(
    "Kapan, dalam kosakata zi, bila yang tercetak tidak terbaca atau maksudnya lain; tidak ikut dicetak.",
    Target.parse,
    ("Agustus", "Agustus-Desember", "Oktober dan Desember", "Triwulan III", "31 Maret 2026"),
    pola.WAKTU,
)


@frozen(kw_only=True)
class BuktiFisik(Model):
    """One document that the decree asks for as evidence, and what has been collected for it."""

    dokumen: Annotated[
        str, Field("Nama dokumen sebagaimana dicetak keputusan.", examples=("SK Tim Kerja ZI Tahun 2025",))
    ]
    frekuensi: (
        Annotated[
            Frekuensi,
            Field(
                "Seberapa sering dokumen ini jatuh tempo di dalam target waktunya.",
                _frekuensi,
                choices=tuple(Frekuensi),
            ),
        ]
        | None
    ) = None
    waktu: Annotated[Target, _WAKTU] | None = None
    penanggung_jawab: Annotated[str, _PENANGGUNG_JAWAB] | None = None
    simpan: Annotated[Simpan, _SIMPAN] | None = None
    realisasi: Annotated[
        tuple[Realisasi, ...], Field("Apa yang sudah terkumpul; tidak ada sampai ada bukti.", nonempty=True)
    ] = ()

    @property
    def name(self) -> str:
        """Its name without marks of italics, as people type it."""
        return plain(self.dokumen)


@frozen(kw_only=True)
class Indikator(Model):
    """A row of the Lampiran."""

    kode: Annotated[
        Kode,
        Field(
            "Kode pertanyaan di LKE: area, subkomponen, huruf; R di depan untuk Reform.",
            Kode.parse,
            ("1.i.a", "R1.i.a", "6.v.b2"),
            pattern=pola.KODE,
        ),
    ]
    uraian: Annotated[
        str,
        Field(
            "Kolom INDIKATOR sebagaimana dicetak.",
            examples=("Unit kerja telah membentuk tim untuk melakukan pembangunan Zona Integritas",),
        ),
    ]
    langkah_aksi: (
        Annotated[
            str,
            Field(
                "Kolom LANGKAH AKSI sebagaimana dicetak.", examples=("Penyusunan dokumen rencana aksi pembangunan ZI",)
            ),
        ]
        | None
    ) = None
    bukti_fisik: Annotated[tuple[BuktiFisik, ...], Field("Kolom BUKTI FISIK: satu butir untuk tiap dokumen.")] = ()
    target_waktu: (
        Annotated[
            Target,
            Field(
                "Kolom TARGET WAKTU sebagaimana dicetak; bila zi tidak dapat membacanya, tuliskan waktu di bawahnya.",
                Target.printed,
                ("Agustus", "Agustus-Desember", "Oktober dan Desember", "Triwulan III"),
            ),
        ]
        | None
    ) = None
    waktu: Annotated[Target, _WAKTU] | None = None
    penanggung_jawab: Annotated[str, _PENANGGUNG_JAWAB] | None = None
    isian: Annotated[
        dict[str, str], Field("Isi kolom tambahan, menurut kuncinya di kolom.", examples=("keluaran: 1 laporan",))
    ] = field(default_factory=dict)
    simpan: Annotated[Simpan, _SIMPAN] | None = None
    catatan: (
        Annotated[str, Field("Catatan bebas; tidak ikut dicetak.", examples=("Menunggu undangan dari KPU Provinsi",))]
        | None
    ) = None

    def __post_init__(self) -> None:
        """The printed target may be any text; where it cannot be read, `waktu` beside it must say when the row is
        due."""
        printed = self.target_waktu
        if printed is None or not printed.unread or self.waktu is not None:
            return
        if not self.bukti_fisik or any(each.waktu is None for each in self.bukti_fisik):
            raise UnfitError("target_waktu", printed.fault_beside)

    @property
    def due(self) -> Target | None:
        """When it is due: what is meant, where that is written beside what is printed."""
        return self.waktu or self.target_waktu

    def windows(self, tahun: int) -> tuple[Window, ...]:
        """The windows of its own time and of its documents', in order of their ends; none without a time."""
        times = [bukti.waktu for bukti in self.bukti_fisik if bukti.waktu]
        if not times:
            return self.due.windows(tahun) if self.due else ()
        if self.due and len(times) < len(self.bukti_fisik):  # some document is due when the row is
            times.append(self.due)
        found = {window for time in times for window in time.windows(tahun)}
        return tuple(sorted(found, key=lambda window: (window.last, window.first)))

    def due_time(self, bukti: BuktiFisik) -> Target | None:
        """When one of its documents is due: its own time, else the row's."""
        return bukti.waktu or self.due

    def tenggat(self, bukti: BuktiFisik, tahun: int) -> tuple[date, ...]:
        """The deadlines of one of its documents in a plan of that year, in order."""
        time = self.due_time(bukti)
        return tenggat(time.windows(tahun), bukti.frekuensi) if time else ()


Baris = Annotated[Indikator | BarisBergalat, Replaceable(Indikator, BarisBergalat)]
"""What stands where a row stands."""


def _bergalat(tree: Tree, faults: Sequence[Route], raw: str) -> BarisBergalat:
    return bergalat(tree, faults, raw, fields(Indikator).keys())


ROWS = Parts(row_of, HEAD, _bergalat)
"""The parts of a plan that may be left out for a fault inside them."""


@frozen(kw_only=True)
class Komponen(Model):
    """A sub-component of an area, as the Lampiran groups its rows."""

    nomor: (
        Annotated[
            str,
            Field("Nomor sebagaimana dicetak, apa pun bentuknya.", examples=("i", "A.", "1")),
        ]
        | None
    ) = None
    nama: Annotated[str, Field("Kolom KOMPONEN sebagaimana dicetak.", examples=("Penyusunan Tim Kerja",))]
    penanggung_jawab: Annotated[str, _PENANGGUNG_JAWAB] | None = None
    simpan: Annotated[Simpan, _SIMPAN] | None = None
    indikator: Annotated[tuple[Baris, ...], Field("Baris-baris Lampiran, menurut urutan cetak.")]


@frozen(kw_only=True)
class Area(Model):
    """One of the areas of change."""

    nomor: Annotated[
        int,
        Field(
            "Nomor area sebagaimana di LKE, 1 sampai 6.",
            _nomor_area,
            ("1",),
            "^[1-9]$",
            integer=(1, LAST_AREA),
            mismatch=f"Tuliskan nomor area, 1 sampai {LAST_AREA}.",
        ),
    ]
    nama: Annotated[str, Field("Nama area perubahan.", examples=("Manajemen Perubahan",))]
    penanggung_jawab: Annotated[str, _PENANGGUNG_JAWAB] | None = None
    simpan: Annotated[Simpan, _SIMPAN] | None = None
    komponen: Annotated[tuple[Komponen, ...], Field("Komponen area ini, menurut urutan cetak.")]


class Sesudah(StrEnum):
    """Behind which of the decree's own columns a further one stands."""

    INDIKATOR = "indikator"
    LANGKAH_AKSI = "langkah_aksi"
    BUKTI_FISIK = "bukti_fisik"
    TARGET_WAKTU = "target_waktu"


@frozen(kw_only=True)
class Kolom(Model):
    """A further column of the decree; the rows fill it in under `isian`."""

    kunci: Annotated[
        str,
        Field(
            "Nama kolom ini di isian baris: huruf kecil, angka, dan garis bawah.",
            _kunci_kolom,
            ("keluaran", "anggaran"),
            "^[a-z][a-z0-9_]*$",
        ),
    ]
    judul: Annotated[str, Field("Kepala kolom sebagaimana dicetak.", examples=("OUTPUT", "PENANGGUNG JAWAB"))]
    sesudah: Annotated[Sesudah, Field("Kolom di sebelah kirinya.", one_of(Sesudah), choices=tuple(Sesudah))] = (
        Sesudah.TARGET_WAKTU
    )


@frozen(kw_only=True)
class PortalRB(Model):
    """Where PortalRB knows the office by another name than the plan's."""

    unit_id: Annotated[str, Field("Nomor unit kerja di PortalRB.", examples=("1234",))] | None = None
    kategori: Annotated[Predikat, Field("Kategori pengusulan.", one_of(Predikat), choices=tuple(Predikat))] | None = (
        None
    )


@frozen(kw_only=True)
class Rencana(Model):
    """A plan: one satker, one year."""

    versi: Annotated[
        int,
        Field(
            "Versi format berkas ini.",
            _versi,
            (str(VERSI),),
            f"^{VERSI}$",
            integer=(VERSI, VERSI),
            mismatch=f"Tuliskan {VERSI}: hanya versi itu yang dikenal.",
        ),
    ]
    satker: Annotated[str, Field("Nama satuan kerja.", examples=("KPU Kota Jambi",))]
    tahun: Annotated[
        int,
        Field(
            "Tahun rencana.",
            _tahun,
            ("2025",),
            "^(?:20[0-9]{2}|2100)$",
            integer=(2000, 2100),
            mismatch="Tuliskan tahun dengan empat angka, 2000 sampai 2100, seperti 2025.",
        ),
    ]
    zona_waktu: Annotated[ZonaWaktu, Field("Zona waktu satker.", one_of(ZonaWaktu), choices=tuple(ZonaWaktu))]
    predikat: Annotated[Predikat, Field("Predikat yang dituju.", one_of(Predikat), choices=tuple(Predikat))]
    simpan: Annotated[Simpan, _SIMPAN] | None = None
    label: Annotated[
        dict[str, str], Field("Kata bebas untuk memilah rencana, menurut nama Anda.", examples=("provinsi: Jambi",))
    ] = field(default_factory=dict)
    portalrb: Annotated[PortalRB, Field("Satker ini di PortalRB, bila dikenal dengan nomor lain.")] = PortalRB()
    kolom: Annotated[tuple[Kolom, ...], Field("Kolom tambahan yang dicetak keputusan, di luar keenam kolomnya.")] = ()
    keputusan: Annotated[
        Keputusan, Field("Keputusan yang menetapkan rencana ini; boleh belum ada, atau baru sebagian.")
    ] = NO_DECREE
    area: Annotated[tuple[Area, ...], Field("Area perubahan dengan baris-barisnya.")]

    def each_komponen(self) -> Iterator[tuple[Route, Area, Komponen]]:
        """Every komponen with its route and its area, in printed order."""
        for a, area in enumerate(self.area):
            for k, komponen in enumerate(area.komponen):
                yield ("area", a, "komponen", k), area, komponen

    def each_row(self) -> Iterator[tuple[Route, Area, Komponen, Indikator | BarisBergalat]]:
        """Every row, a sick one too, with its route and the area and komponen it stands in, in printed order."""
        for route, area, komponen in self.each_komponen():
            for i, baris in enumerate(komponen.indikator):
                yield (*route, "indikator", i), area, komponen, baris

    def baris(self) -> tuple[tuple[Area, Komponen, Indikator], ...]:
        """Every row that can be used, with the area and komponen it stands in, in printed order."""
        return tuple(
            (area, komponen, baris) for _, area, komponen, baris in self.each_row() if isinstance(baris, Indikator)
        )

    def each_bukti(self) -> Iterator[tuple[Route, Indikator, BuktiFisik]]:
        """Every document with its route and the row that asks for it; none of a row that has a fault of its own."""
        for route, _, _, baris in self.each_row():
            if isinstance(baris, Indikator):
                for b, bukti in enumerate(baris.bukti_fisik):
                    yield (*route, "bukti_fisik", b), baris, bukti

    def each_realisasi(
        self, documents: Iterable[tuple[Route, Indikator, BuktiFisik]] | None = None
    ) -> Iterator[tuple[Route, Indikator, BuktiFisik, Realisasi]]:
        """All that has been collected, with its route, the row and the document that it is evidence for.

        `documents`: those of `each_bukti`, where they are at hand.
        """
        for route, baris, bukti in self.each_bukti() if documents is None else documents:
            for r, realisasi in enumerate(bukti.realisasi):
                yield (*route, "realisasi", r), baris, bukti, realisasi

    @property
    def bergalat(self) -> tuple[BarisBergalat, ...]:
        """The rows that have a fault of their own."""
        return tuple(baris for *_, baris in self.each_row() if isinstance(baris, BarisBergalat))

    def stored_in(self, kode: Kode, dokumen: str) -> Simpan:
        """Where files for one of its documents are stored: the nearest that says so, else git."""
        for area, komponen, baris in self.baris():
            if baris.kode == kode:
                own = next((each.simpan for each in baris.bukti_fisik if each.dokumen == dokumen), None)
                return own or baris.simpan or komponen.simpan or area.simpan or self.simpan or Simpan.GIT
        return self.simpan or Simpan.GIT

    def every_file(self) -> Iterator[tuple[Indikator, BuktiFisik, Realisasi, BerkasLain]]:
        """Every file that the plan records, with what it is evidence for; a shared one as often as it is recorded."""
        for _, baris, bukti, realisasi in self.each_realisasi():
            for berkas in realisasi.every_file:
                yield baris, bukti, realisasi, berkas

    def file_names(self) -> frozenset[str]:
        """The path of every file that the plan names, those of sick rows too."""
        sick = (name for each in self.bergalat for name in each.berkas)
        return frozenset((*(berkas.berkas for *_, berkas in self.every_file()), *sick))
