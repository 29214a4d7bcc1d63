"""The answers to the sheet, by who gave them: `lke.yaml`, as frozen values.

Here an answer is only taken apart. Whether it is one that its question knows is a check's business, for that takes
the sheet beside it.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from zi_cli.frozen import fields, frozen
from zi_cli.lke.figures import dibaca
from zi_cli.lke.lembar import soal
from zi_cli.lke.regulasi import read_sheet
from zi_cli.nearest import nearest
from zi_cli.text.fields import Field, Model, Tree, one_of

VERSI = 1
"""The version of the file format."""

KUNCI_JAWABAN, KUNCI_CATATAN, KUNCI_BUKTI = "jawaban", "catatan", "bukti"


class Lapis(StrEnum):
    """Who answers, in the order in which the sheet passes through their hands (Permen PANRB 90/2021, bab III)."""

    SATKER = "satker"
    PROVINSI = "provinsi"
    TPI = "tpi"
    TPN = "tpn"

    @property
    def called(self) -> str:
        """The layer as people write it."""
        return {"satker": "satker", "provinsi": "KPU Provinsi", "tpi": "TPI", "tpn": "TPN"}[self.value]


class NilaiTengah(StrEnum):
    """What B and C of four answers score."""

    DESIMAL = "desimal"
    PECAHAN = "pecahan"


class Pembulatan(StrEnum):
    """Where points are rounded before they are added."""

    TIDAK = "tidak"
    SUBKOMPONEN = "subkomponen"


class PenyebutNol(StrEnum):
    """What a percentage of no cases at all scores."""

    NOL = "nol"
    PENUH = "penuh"


class PersenArea(StrEnum):
    """Over what the gate of an area is tested."""

    GABUNGAN = "gabungan"
    MASING_MASING = "masing-masing"


@frozen(kw_only=True)
class Setelan(Model):
    """What no regulation settles, as this office was told to settle it; the sheet says where the defaults come from."""

    nilai_tengah: Annotated[
        NilaiTengah,
        Field(
            "Nilai jawaban B dan C dari empat pilihan: 0,67 dan 0,33, atau 2/3 dan 1/3.",
            one_of(NilaiTengah),
            choices=tuple(NilaiTengah),
        ),
    ] = NilaiTengah.DESIMAL
    pembulatan: Annotated[
        Pembulatan, Field("Pembulatan sebelum dijumlahkan.", one_of(Pembulatan), choices=tuple(Pembulatan))
    ] = Pembulatan.TIDAK
    penyebut_nol: Annotated[
        PenyebutNol,
        Field("Nilai persentase tanpa satu kasus pun.", one_of(PenyebutNol), choices=tuple(PenyebutNol)),
    ] = PenyebutNol.NOL
    persen_area: Annotated[
        PersenArea,
        Field(
            "Ambang area atas kedua paruh bersama, atau masing-masing.",
            one_of(PersenArea),
            choices=tuple(PersenArea),
        ),
    ] = PersenArea.GABUNGAN

    def nilai(self) -> dict[str, str]:
        """Every setting by its name."""
        return {name: str(getattr(self, name)) for name in fields(type(self))}


@frozen
class Jawaban:
    """One answer as it is written: a word or figure, or counts; perhaps with a note."""

    teks: str | None = None
    hitungan: Mapping[str, str] | None = None
    """Counts by their names, as texts; None where the answer is a single text."""
    catatan: str | None = None
    bukti: tuple[str, ...] = ()
    """What shows it, links or descriptions; where nothing stands here it follows from the question's rows."""

    @classmethod
    def dari(cls, tree: Tree) -> "Jawaban":
        """The answer that a tree writes; a ValueError with an Indonesian sentence where it writes none."""
        if isinstance(tree, str):
            if not tree:
                raise ValueError("jawabannya kosong; isi, atau hapus kuncinya")
            return cls(tree)
        if not isinstance(tree, dict) or not tree:
            raise ValueError(_BUKAN_JAWABAN)
        bukti = _bukti(tree.get(KUNCI_BUKTI))
        rest = {key: each for key, each in tree.items() if key != KUNCI_BUKTI}
        if any(not isinstance(each, str) for each in rest.values()):
            raise ValueError(_BUKAN_JAWABAN)
        texts = {key: str(value) for key, value in rest.items()}
        for key, text in texts.items():
            if not text:
                raise ValueError(f'"{key}" di jawaban ini kosong; isi, atau hapus kuncinya')
        catatan = texts.pop(KUNCI_CATATAN, None)
        teks = texts.pop(KUNCI_JAWABAN, None)
        if teks is not None and texts:
            raise ValueError(_superfluous(texts))
        if teks is None and not texts:
            beside = "bukti" if catatan is None else "catatan"
            raise ValueError(f'jawaban ini hanya berisi {beside}; tambahkan "jawaban", atau hitungannya')
        meant = {key: guess for key in texts if (guess := nearest(key, (KUNCI_JAWABAN, KUNCI_CATATAN, KUNCI_BUKTI)))}
        if meant:
            raise ValueError(
                "; ".join(f'kunci "{key}" tidak dikenal; maksudnya "{guess}"?' for key, guess in meant.items())
            )
        return cls(teks, texts if teks is None else None, catatan, bukti)

    def __str__(self) -> str:
        if self.hitungan is None:
            return self.teks or ""
        return ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in self.hitungan.items())

    @property
    def called(self) -> str:
        """As people read it."""
        return dibaca(str(self))


_BUKAN_JAWABAN = (
    "jawaban ini bukan satu teks dan bukan hitungan; tuliskan seperti A, {jawaban: A, catatan: …}, "
    "atau {sasaran: 4, sasaran_tercapai_100: 3}"
)


def _bukti(tree: Tree | None) -> tuple[str, ...]:
    """The evidence that an answer names: one text, or a list of them."""
    said = [] if tree is None else [tree] if isinstance(tree, str) else tree
    if not isinstance(said, list) or any(not isinstance(each, str) or not each for each in said):
        raise ValueError("bukti jawaban ini bukan daftar teks; tuliskan seperti bukti: [https://…]")
    return tuple(str(each) for each in said)


def baca_jawaban(tree: Tree) -> "Jawaban | None":
    """The answer that stands behind a question's key; None where it is not answered yet."""
    return None if tree == "" else Jawaban.dari(tree)


def _superfluous(texts: Mapping[str, str]) -> str:
    """What is wrong with keys beside `jawaban`: counts are another kind of answer, anything else is a misspelt note."""
    names = ", ".join(f'"{key}"' for key in texts)
    if all(map(looks_like_counts, texts.values())):
        return f'jawaban ini menyebut "{KUNCI_JAWABAN}" dan {names}; gunakan salah satunya'
    return f'kunci {names} tidak dikenal; maksudnya "{KUNCI_CATATAN}"?'


def looks_like_counts(text: str) -> bool:
    """Whether a text is meant as a count, right or wrong, rather than as a note."""
    return re.fullmatch(r"[-+]?[0-9][0-9.,]*", text) is not None


def _versi(text: str) -> int:
    if text != str(VERSI):
        raise ValueError(f'versi "{text}" tidak dikenal oleh zi ini; tuliskan {VERSI}, atau perbarui zi')
    return VERSI


def read_question(text: str) -> str:
    """The short code of a question, which is the only way in which a file names it."""
    code = soal(text)
    if code != text:
        raise ValueError(f'kode "{text}" ditulis {code} di berkas ini')
    return code


def _nama(text: str) -> str:
    if re.fullmatch(r"[a-z][a-z0-9_]*", text) is None:
        raise ValueError(f'"{text}" bukan nama prasyarat; tuliskan seperti sakip_internal')
    return text


Jawabannya = dict[
    Annotated[str, Field("Kode pertanyaan.", read_question, ("1.i.a", "R1.i.a", "B.I.a"))],
    Annotated[Jawaban | None, Field("Jawaban, menurut jenis pertanyaannya.", read_tree=baca_jawaban)],
]


@frozen(kw_only=True)
class LembarJawaban(Model):
    """The answers to one plan's sheet."""

    versi: Annotated[int, Field("Versi format berkas ini.", _versi, pattern=f"^{VERSI}$", integer=(VERSI, VERSI))]
    lembar: (
        Annotated[
            str,
            Field("Lembar yang dijawab; bawaannya yang berlaku di tahun rencana.", read_sheet, ("permen-90-2021",)),
        ]
        | None
    ) = None
    setelan: Annotated[Setelan, Field("Yang belum diatur peraturan; lihat zi score.")] = Setelan()
    prasyarat: (
        Annotated[
            dict[Annotated[str, Field("Nama prasyarat.", _nama)], Annotated[str, Field("Keadaannya.")]],
            Field("Prasyarat unit kerja, di luar nilai."),
        ]
        | None
    ) = None
    satker: Annotated[Jawabannya, Field("Penilaian mandiri satker.")] | None = None
    provinsi: Annotated[Jawabannya, Field("Penilaian pendahuluan KPU Provinsi.")] | None = None
    tpi: Annotated[Jawabannya, Field("Penilaian Tim Penilai Internal.")] | None = None
    tpn: Annotated[Jawabannya, Field("Penilaian Tim Penilai Nasional.")] | None = None

    def lapis(self, lapis: Lapis) -> Mapping[str, Jawaban]:
        """What one layer answered, by the question's short code; a key alone is no answer yet."""
        said: Mapping[str, Jawaban | None] = getattr(self, lapis.value) or {}
        return {code: answer for code, answer in said.items() if answer is not None}
