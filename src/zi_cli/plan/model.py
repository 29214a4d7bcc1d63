"""The plan: the decree and the evidence register, as frozen values. Keys of the file and fields here bear one name.

One field's own rule stands here, in its reader; what concerns two things at once is a check's business. Nothing here
knows of YAML, of a day, or of the way the plan is shown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from zi_cli.plan import pola
from zi_cli.plan.bergalat import HEAD, BarisBergalat, bergalat, row_of
from zi_cli.plan.hari import ZonaWaktu, baca_tanggal
from zi_cli.plan.jadwal import Target
from zi_cli.plan.kode import AREA_TERAKHIR, Kode
from zi_cli.plan.nomor import baca_nomor
from zi_cli.plan.realisasi import BerkasLain, Realisasi
from zi_cli.plan.rentang import Frekuensi, Jendela, tenggat
from zi_cli.text.document import Route
from zi_cli.text.fields import Field, Model, Replaceable, Tree, one_of
from zi_cli.text.parts import Parts

VERSI = 1
"""The version of the file format."""


class Predikat(StrEnum):
    """What a satker aims at (Permen PANRB 90/2021, pasal 1)."""

    WBK = "WBK"
    WBBM = "WBBM"


def _versi(text: str) -> int:
    if text != str(VERSI):
        raise ValueError(f'versi "{text}" tidak dikenal oleh zi ini; tulis {VERSI}, atau perbarui zi')
    return VERSI


def _tahun(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 4 and 2000 <= int(text) <= 2100):
        raise ValueError(f'tahun "{text}" bukan tahun antara 2000 dan 2100; tulis seperti 2025')
    return int(text)


def _nomor_area(text: str) -> int:
    if not (len(text) == 1 and text.isascii() and text.isdigit() and 1 <= int(text) <= AREA_TERAKHIR):
        raise ValueError(f'nomor area "{text}" bukan angka 1 sampai {AREA_TERAKHIR}')
    return int(text)


def _frekuensi(text: str) -> Frekuensi:
    if text not in tuple(Frekuensi):
        from zi_cli.plan.kekerapan import kekerapan  # what people write for one, and no likeness of letters would find

        meant = next(iter(kekerapan(text)), None)
        if meant is not None:
            words = ", ".join(Frekuensi)
            cure = f'maksudnya "{meant.frekuensi}"?' if meant.frekuensi else "tulis yang terdekat, atau hapus kuncinya"
            raise ValueError(f'"{text}" bukan salah satu dari {words}; {cure}')
    return one_of(Frekuensi)(text)


@dataclass(frozen=True, slots=True, kw_only=True)
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
    realisasi: Annotated[
        tuple[Realisasi, ...], Field("Apa yang sudah terkumpul; tidak ada sampai ada bukti.", nonempty=True)
    ] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
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
                "Kolom TARGET WAKTU: bulan, rentang, himpunan, triwulan atau semester.",
                Target.parse,
                ("Agustus", "Agustus-Desember", "Oktober dan Desember", "Triwulan III"),
                pola.WAKTU,
            ),
        ]
        | None
    ) = None
    penanggung_jawab: (
        Annotated[str, Field("Yang bertanggung jawab atas baris ini.", examples=("Kasubbag Hukum dan SDM",))] | None
    ) = None
    catatan: (
        Annotated[str, Field("Catatan bebas; tidak ikut dicetak.", examples=("Menunggu undangan dari KPU Provinsi",))]
        | None
    ) = None

    def jendela(self, tahun: int) -> tuple[Jendela, ...]:
        """The windows of its target in a plan of that year; none without a target."""
        return self.target_waktu.jendela(tahun) if self.target_waktu else ()

    def tenggat(self, bukti: BuktiFisik, tahun: int) -> tuple[date, ...]:
        """The deadlines of one of its documents in a plan of that year, in order."""
        return tenggat(self.jendela(tahun), bukti.frekuensi)


Baris = Annotated[Indikator | BarisBergalat, Replaceable(Indikator, BarisBergalat)]
"""What stands where a row stands."""


def _bergalat(tree: Tree, faults: Sequence[Route], raw: str) -> BarisBergalat:
    return bergalat(tree, faults, raw, Indikator.__dataclass_fields__.keys())


ROWS = Parts(row_of, HEAD, _bergalat)
"""The parts of a plan that may be left out for a fault inside them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Komponen(Model):
    """A sub-component of an area, as the Lampiran groups its rows."""

    nomor: (
        Annotated[
            str,
            Field(
                "Nomor sebagaimana dicetak: angka romawi, huruf, atau angka, dengan atau tanpa titik.",
                baca_nomor,
                ("i", "A.", "1"),
                pola.NOMOR_KOMPONEN,
                integer=(1, 99),
            ),
        ]
        | None
    ) = None
    nama: Annotated[str, Field("Kolom KOMPONEN sebagaimana dicetak.", examples=("Penyusunan Tim Kerja",))]
    indikator: Annotated[tuple[Baris, ...], Field("Baris-baris Lampiran, menurut urutan cetak.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Area(Model):
    """One of the areas of change."""

    nomor: Annotated[
        int,
        Field(
            "Nomor area sebagaimana di LKE, 1 sampai 6.",
            _nomor_area,
            ("1",),
            "^[1-9]$",
            integer=(1, AREA_TERAKHIR),
            mismatch=f"Tulis nomor area, 1 sampai {AREA_TERAKHIR}.",
        ),
    ]
    nama: Annotated[str, Field("Nama area perubahan.", examples=("Manajemen Perubahan",))]
    komponen: Annotated[tuple[Komponen, ...], Field("Komponen area ini, menurut urutan cetak.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Memutuskan(Model):
    """The ruling part of the decree."""

    menetapkan: Annotated[
        str,
        Field(
            "Isi sesudah kata Menetapkan.",
            examples=("KEPUTUSAN KOMISI PEMILIHAN UMUM KOTA JAMBI TENTANG RENCANA AKSI PEMBANGUNAN ZONA INTEGRITAS.",),
        ),
    ]
    diktum: Annotated[
        tuple[str, ...],
        Field(
            "Isi KESATU, KEDUA, dan seterusnya, menurut urutan.",
            examples=("Keputusan ini mulai berlaku pada tanggal ditetapkan.",),
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Penandatangan(Model):
    """Who signs the decree."""

    jabatan: Annotated[str, Field("Jabatan penanda tangan.", examples=("Ketua Komisi Pemilihan Umum Kota Jambi",))]
    nama: Annotated[str, Field("Nama penanda tangan sebagaimana dicetak.", examples=("DENI RAHMAT",))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Salinan(Model):
    """Who certifies the copy."""

    unit: Annotated[
        str,
        Field(
            "Unit yang menyatakan salinan sesuai dengan aslinya.",
            examples=("Sekretariat Komisi Pemilihan Umum Kota Jambi",),
        ),
    ]
    jabatan: Annotated[str, Field("Jabatan yang menandatangani salinan.", examples=("Sekretaris",))]
    nama: Annotated[str, Field("Nama yang menandatangani salinan.", examples=("Dessy Nur Lisa Lumban Tobing",))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lampiran(Model):
    """What the head of the Lampiran prints."""

    judul: Annotated[
        str,
        Field(
            "Judul keputusan sebagaimana dicetak di kepala Lampiran.",
            examples=("RENCANA AKSI PEMBANGUNAN ZONA INTEGRITAS TAHUN 2025",),
        ),
    ]
    nama: Annotated[
        str,
        Field(
            "Nama tabel, dicetak di atasnya.",
            examples=("RENCANA AKSI PEMBANGUNAN ZONA INTEGRITAS KPU KOTA JAMBI TAHUN 2025",),
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Keputusan(Model):
    """The decree that sets the plan: all that it prints."""

    lembaga: Annotated[str, Field("Lembaga yang menetapkan.", examples=("Komisi Pemilihan Umum Kota Jambi",))]
    nomor: Annotated[str, Field("Nomor keputusan.", examples=("20",))] | None = None
    judul: Annotated[
        str,
        Field(
            "Judul keputusan, sesudah kata TENTANG.",
            examples=("RENCANA AKSI PEMBANGUNAN ZONA INTEGRITAS TAHUN 2025",),
        ),
    ]
    menimbang: Annotated[
        tuple[str, ...],
        Field("Pertimbangan a, b, c, menurut urutan.", examples=("bahwa perlu menetapkan rencana aksi;",)),
    ]
    mengingat: Annotated[
        tuple[str, ...],
        Field(
            "Dasar hukum 1, 2, 3, menurut urutan.",
            examples=("Undang-Undang Nomor 7 Tahun 2017 tentang Pemilihan Umum;",),
        ),
    ]
    memutuskan: Annotated[Memutuskan, Field("Bagian MEMUTUSKAN.")]
    tempat: Annotated[str, Field("Tempat ditetapkan.", examples=("Jambi",))]
    tanggal: Annotated[
        date, Field("Tanggal ditetapkan, TAHUN-BULAN-HARI.", baca_tanggal, ("2025-12-08",), pola.TANGGAL)
    ]
    penandatangan: Annotated[Penandatangan, Field("Yang menandatangani.")]
    salinan: Annotated[Salinan, Field("Blok salinan sesuai dengan aslinya.")] | None = None
    lampiran: Annotated[Lampiran, Field("Kepala Lampiran.")]


@dataclass(frozen=True, slots=True, kw_only=True)
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
            mismatch=f"Tulis {VERSI}: hanya versi itu yang dikenal.",
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
            mismatch="Tulis tahun dengan empat angka, 2000 sampai 2100, seperti 2025.",
        ),
    ]
    zona_waktu: Annotated[ZonaWaktu, Field("Zona waktu satker.", one_of(ZonaWaktu), choices=tuple(ZonaWaktu))]
    predikat: Annotated[Predikat, Field("Predikat yang dituju.", one_of(Predikat), choices=tuple(Predikat))]
    keputusan: Annotated[Keputusan, Field("Keputusan yang menetapkan rencana ini.")]
    area: Annotated[tuple[Area, ...], Field("Area perubahan dengan baris-barisnya.")]

    def rute(self) -> Iterator[tuple[Route, Area, Komponen, Indikator | BarisBergalat]]:
        """Every row, a sick one too, with its route and the area and komponen it stands in, in printed order."""
        for a, area in enumerate(self.area):
            for k, komponen in enumerate(area.komponen):
                for i, baris in enumerate(komponen.indikator):
                    yield ("area", a, "komponen", k, "indikator", i), area, komponen, baris

    def baris(self) -> tuple[tuple[Area, Komponen, Indikator], ...]:
        """Every row that can be used, with the area and komponen it stands in, in printed order."""
        return tuple(
            (area, komponen, baris) for _, area, komponen, baris in self.rute() if isinstance(baris, Indikator)
        )

    @property
    def bergalat(self) -> tuple[BarisBergalat, ...]:
        """The rows that have a fault of their own."""
        return tuple(baris for *_, baris in self.rute() if isinstance(baris, BarisBergalat))

    def semua_berkas(self) -> Iterator[tuple[Indikator, BuktiFisik, Realisasi, BerkasLain]]:
        """Every file that the plan records, with what it is evidence for; a shared one as often as it is recorded."""
        for _, _, indikator in self.baris():
            for bukti in indikator.bukti_fisik:
                for realisasi in bukti.realisasi:
                    for berkas in realisasi.semua_berkas:
                        yield indikator, bukti, realisasi, berkas

    def nama_berkas(self) -> frozenset[str]:
        """The path of every file that the plan names, those of sick rows too."""
        sick = (name for each in self.bergalat for name in each.berkas)
        return frozenset((*(berkas.berkas for *_, berkas in self.semua_berkas()), *sick))
