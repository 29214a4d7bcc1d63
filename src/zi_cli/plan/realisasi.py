"""What was collected as evidence, and what reviews found in it.

A realisasi with a file, a link or a place shows something; one with a date alone is a claim. A review is of what was
recorded then: when something else is recorded now, the review does not count any more.
"""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from zi_cli.frozen import frozen
from zi_cli.plan import pola
from zi_cli.plan.hari import read_day
from zi_cli.plan.jadwal import Periode
from zi_cli.plan.rujukan import read_link, read_path, read_sha256, read_size
from zi_cli.text.fields import Field, Model, one_of

if TYPE_CHECKING:
    from zi_cli.text.document import Route


class Hasil(StrEnum):
    """What a review found."""

    SESUAI = "sesuai"
    PERLU_PERBAIKAN = "perlu perbaikan"


_ASAL = Field("Nama berkas itu di tempat asalnya.", examples=("scan0012.pdf",))
_SIDIK = Field(
    "Sidik SHA-256 berkas itu.",
    read_sha256,
    ("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",),
    "^[0-9a-f]{64}$",
    mismatch="Sidik SHA-256 ialah 64 angka heksadesimal kecil; biarkan zi yang menulisnya.",
)
_UKURAN = Field(
    "Ukuran berkas itu dalam bita.",
    read_size,
    ("204800",),
    "^(?:0|[1-9][0-9]{0,17})$",
    integer=(0, 10**18 - 1),
    mismatch="Ukuran ialah banyaknya bita, tanpa titik; biarkan zi yang menulisnya.",
)


@frozen(kw_only=True)
class BerkasLain(Model):
    """A further file of one realisasi."""

    berkas: Annotated[
        str,
        Field("Berkas bukti, relatif terhadap folder rencana.", read_path, ("bukti/1.i.a/lampiran.pdf",), pola.BERKAS),
    ]
    asal: Annotated[str, _ASAL] | None = None
    sha256: Annotated[str, _SIDIK] | None = None
    ukuran: (
        Annotated[
            int,
            _UKURAN,
        ]
        | None
    ) = None


@frozen(kw_only=True)
class Pemeriksaan(Model):
    """What a reviewer found in one realisasi, and when. It is never rewritten: the next one stands below it."""

    tanggal: Annotated[date, Field("Hari pemeriksaan, TAHUN-BULAN-HARI.", read_day, ("2025-09-15",), pola.TANGGAL)]
    hasil: Annotated[
        Hasil,
        Field("sesuai, atau perlu perbaikan; yang kedua membuka lagi buktinya.", one_of(Hasil), choices=tuple(Hasil)),
    ]
    oleh: Annotated[str, Field("Yang memeriksa.", examples=("TPI", "KPU Provinsi Jambi"))]
    catatan: (
        Annotated[
            str,
            Field(
                "Apa yang ditemukan; untuk perlu perbaikan, apa yang harus diperbaiki.",
                examples=("Tanda tangan Ketua belum ada di halaman terakhir",),
            ),
        ]
        | None
    ) = None
    atas: Annotated[
        tuple[str, ...],
        Field(
            "Yang diperiksa waktu itu: sidik tiap berkas, atau tautan, atau tempatnya; biarkan zi yang menulisnya.",
            examples=("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",),
            nonempty=True,
        ),
    ] = ()

    @property
    def menolak(self) -> bool:
        """Whether it found the evidence wanting."""
        return self.hasil is Hasil.PERLU_PERBAIKAN


@frozen(kw_only=True)
class Realisasi(Model):
    """What was collected for one deadline of one document, when it was there, and what reviews found in it.

    A review stands inside the realisasi it judged: so it is always clear which files were seen, and what came later.
    """

    tanggal: Annotated[date, Field("Hari bukti itu ada, TAHUN-BULAN-HARI.", read_day, ("2025-08-20",), pola.TANGGAL)]
    periode: (
        Annotated[
            Periode, Field("Periode yang dijawab bukti ini.", Periode.parse, ("2025-10", "Triwulan III"), pola.PERIODE)
        ]
        | None
    ) = None
    berkas: (
        Annotated[
            str,
            Field(
                "Berkas bukti, relatif terhadap folder rencana.",
                read_path,
                ("bukti/1.i.a/sk-tim-zi.pdf",),
                pola.BERKAS,
            ),
        ]
        | None
    ) = None
    asal: Annotated[str, _ASAL] | None = None
    sha256: Annotated[str, _SIDIK] | None = None
    ukuran: (
        Annotated[
            int,
            _UKURAN,
        ]
        | None
    ) = None
    berkas_lain: Annotated[tuple[BerkasLain, ...], Field("Berkas selebihnya, bila lebih dari satu.")] = ()
    tautan: (
        Annotated[str, Field("Tautan ke bukti, http atau https.", read_link, ("https://contoh.go.id/sk",), pola.TAUTAN)]
        | None
    ) = None
    tempat: (
        Annotated[
            str,
            Field(
                "Tempat buktinya sendiri dapat dilihat, bila bukan berkas.",
                examples=("Papan maklumat di ruang pelayanan",),
            ),
        ]
        | None
    ) = None
    oleh: Annotated[str, Field("Yang mengumpulkan.", examples=("Nama Petugas",))] | None = None
    catatan: Annotated[str, Field("Catatan bebas.", examples=("Aslinya di bagian umum",))] | None = None
    pemeriksaan: Annotated[
        tuple[Pemeriksaan, ...], Field("Hasil pemeriksaan atas realisasi ini, menurut urutan.", nonempty=True)
    ] = ()

    @property
    def berbukti(self) -> bool:
        """Whether it shows something: a file, a link or a place."""
        return bool(self.rujukan)

    @property
    def rujukan(self) -> tuple[str, ...]:
        """What can be looked at, as a review is bound to it: each file by its hash, else the link, else the place."""
        files = tuple(each.sha256 or each.berkas for each in self.every_file)
        return files or tuple(each for each in (self.tautan, self.tempat) if each)[:1]

    def basi(self, pemeriksaan: Pemeriksaan) -> bool:
        """Whether a review of it is of something else than what is recorded now; one that is not bound never is."""
        return bool(pemeriksaan.atas) and sorted(pemeriksaan.atas) != sorted(self.rujukan)

    def diperiksa(self, hari: date = date.max) -> Pemeriksaan | None:
        """The last review of it up to a day that is of what is recorded now."""
        known = [
            (each.tanggal, at, each)
            for at, each in enumerate(self.pemeriksaan)
            if each.tanggal <= hari and not self.basi(each)
        ]
        return max(known, key=lambda each: each[:2])[2] if known else None

    @property
    def ditolak(self) -> bool:
        """Whether its last review found it wanting."""
        last = self.diperiksa()
        return last is not None and last.menolak

    @property
    def every_file(self) -> tuple[BerkasLain, ...]:
        """Every file of it, the first one too."""
        if not self.berkas:
            return self.berkas_lain
        first = BerkasLain(berkas=self.berkas, asal=self.asal, sha256=self.sha256, ukuran=self.ukuran)
        return (first, *self.berkas_lain)

    def files_at(self, route: "Route") -> "list[tuple[Route, BerkasLain]]":
        """Every file of it with the route of its path, where its own is given."""
        others = [((*route, "berkas_lain", b, "berkas"), each) for b, each in enumerate(self.berkas_lain)]
        return [((*route, "berkas"), self.every_file[0]), *others] if self.berkas else others

    @property
    def tampak(self) -> tuple[str, ...]:
        """Where people look: its files, its link, its place."""
        place = (f"dilihat di tempat: {self.tempat}",) if self.tempat else ()
        return (*(each.berkas for each in self.every_file), *((self.tautan,) if self.tautan else ()), *place)
