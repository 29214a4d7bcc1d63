"""The decree that sets a plan: all that it prints, as far as it is known yet.

A plan is used from its first draft: nothing here must be there, and what is missing prints as a dotted blank.
"""

from datetime import date
from typing import Annotated

from zi_cli.frozen import frozen
from zi_cli.plan import pola
from zi_cli.plan.hari import read_day
from zi_cli.text.fields import Field, Model


@frozen(kw_only=True)
class Memutuskan(Model):
    """The ruling part of the decree."""

    menetapkan: (
        Annotated[
            str,
            Field(
                "Isi sesudah kata Menetapkan.",
                examples=("KEPUTUSAN KPU KOTA JAMBI TENTANG RENCANA AKSI PEMBANGUNAN ZONA INTEGRITAS TAHUN 2025.",),
            ),
        ]
        | None
    ) = None
    diktum: Annotated[
        tuple[str, ...],
        Field(
            "Isi KESATU, KEDUA, dan seterusnya, menurut urutan.",
            examples=("Keputusan ini mulai berlaku pada tanggal ditetapkan.",),
        ),
    ] = ()


@frozen(kw_only=True)
class Penandatangan(Model):
    """Who signs the decree."""

    jabatan: (
        Annotated[str, Field("Jabatan penanda tangan.", examples=("Ketua Komisi Pemilihan Umum Kota Jambi",))] | None
    ) = None
    nama: Annotated[str, Field("Nama penanda tangan sebagaimana dicetak.", examples=("DENI RAHMAT",))] | None = None


@frozen(kw_only=True)
class Salinan(Model):
    """Who certifies the copy."""

    unit: (
        Annotated[
            str,
            Field(
                "Unit yang menyatakan salinan sesuai dengan aslinya.",
                examples=("Sekretariat Komisi Pemilihan Umum Kota Jambi",),
            ),
        ]
        | None
    ) = None
    jabatan: Annotated[str, Field("Jabatan yang menandatangani salinan.", examples=("Sekretaris",))] | None = None
    nama: (
        Annotated[str, Field("Nama yang menandatangani salinan.", examples=("Dessy Nur Lisa Lumban Tobing",))] | None
    ) = None


@frozen(kw_only=True)
class Lampiran(Model):
    """What the head of the Lampiran prints."""

    judul: (
        Annotated[
            str,
            Field(
                "Judul keputusan sebagaimana dicetak di kepala Lampiran.",
                examples=("RENCANA AKSI PEMBANGUNAN ZONA INTEGRITAS TAHUN 2025",),
            ),
        ]
        | None
    ) = None
    nama: (
        Annotated[
            str,
            Field(
                "Nama tabel, dicetak di atasnya.",
                examples=("RENCANA AKSI PEMBANGUNAN ZONA INTEGRITAS KPU KOTA JAMBI TAHUN 2025",),
            ),
        ]
        | None
    ) = None


@frozen(kw_only=True)
class Keputusan(Model):
    """The decree that sets the plan: all that it prints."""

    lembaga: (
        Annotated[str, Field("Lembaga yang menetapkan.", examples=("Komisi Pemilihan Umum Kota Jambi",))] | None
    ) = None
    nomor: Annotated[str, Field("Nomor keputusan.", examples=("20",))] | None = None
    mengubah: (
        Annotated[
            str,
            Field(
                "Keputusan yang diubah oleh keputusan ini.",
                examples=("Keputusan KPU Kota Jambi Nomor 20 Tahun 2025",),
            ),
        ]
        | None
    ) = None
    judul: (
        Annotated[
            str,
            Field(
                "Judul keputusan, sesudah kata TENTANG.",
                examples=("RENCANA AKSI PEMBANGUNAN ZONA INTEGRITAS TAHUN 2025",),
            ),
        ]
        | None
    ) = None
    menimbang: Annotated[
        tuple[str, ...],
        Field("Pertimbangan a, b, c, menurut urutan.", examples=("bahwa perlu menetapkan rencana aksi;",)),
    ] = ()
    mengingat: Annotated[
        tuple[str, ...],
        Field(
            "Dasar hukum 1, 2, 3, menurut urutan.",
            examples=("Undang-Undang Nomor 7 Tahun 2017 tentang Pemilihan Umum;",),
        ),
    ] = ()
    memutuskan: Annotated[Memutuskan, Field("Bagian MEMUTUSKAN.")] = Memutuskan()
    tempat: Annotated[str, Field("Tempat ditetapkan.", examples=("Jambi",))] | None = None
    tanggal: (
        Annotated[date, Field("Tanggal ditetapkan, TAHUN-BULAN-HARI.", read_day, ("2025-12-08",), pola.TANGGAL)] | None
    ) = None
    penandatangan: Annotated[Penandatangan, Field("Yang menandatangani.")] = Penandatangan()
    salinan: Annotated[Salinan, Field("Blok salinan sesuai dengan aslinya.")] | None = None
    lampiran: Annotated[Lampiran, Field("Kepala Lampiran.")] = Lampiran()


NO_DECREE = Keputusan()
"""Nothing of the decree is known yet."""
