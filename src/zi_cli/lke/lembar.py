"""The evaluation sheet (LKE): its questions, their weights, the scores of their answers, the gates. As frozen values.

The sheet itself is data (`data/`), one file a regulation; `regulasi` reads it. A question is known by the short code
that plans use too: `1.i.a` (Pemenuhan), `R1.i.a` (Reform), `B.I.a` (Hasil). Figures are exact fractions.
"""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Annotated

from zi_cli.frozen import field, frozen
from zi_cli.lke.counts import Limit, Sum
from zi_cli.lke.figures import read_figure, read_whole
from zi_cli.lke.wording import QuestionWords
from zi_cli.nearest import nearest
from zi_cli.plan.kode import Kode, from_roman
from zi_cli.plan.model import Predikat
from zi_cli.text.fields import Field, Model, one_of

_MENTERI = re.compile(r"A\.(II?)\.([1-9]\.[ivx]+\.[a-z])")
_HASIL = re.compile(r"B\.[IVX]{1,5}\.[a-z]")
_LIKE = re.compile(r"(?:a\.(ii?)\.)?(r?)([0-9]{1,4})\.([ivx]+)\.([a-z])(?:[0-9]*)")


def soal(text: str) -> str:
    """The short code of the question that `text` writes, `1.i.a` or `A.I.1.i.a`, `R1.i.a` or `A.II.1.i.a`, `B.I.a`.

    A ValueError with an Indonesian sentence where it writes none.
    """
    if _HASIL.fullmatch(text):
        return text
    ministry = _MENTERI.fullmatch(text)
    if ministry:
        text = ("R" if ministry[1] == "II" else "") + ministry[2]
    kode = Kode.parse(text)
    if kode.cabang > 1:
        raise ValueError(f'"{text}" sebuah baris rencana; pertanyaan LKE-nya {question_of(kode)}')
    return str(kode)


@lru_cache(maxsize=1024)
def question_of(kode: Kode) -> str:
    """The short code of the question that a plan's row serves: `6.v.b` for `6.v.b2`."""
    return str(kode if kode.cabang == 1 else kode._replace(cabang=1))


class Tipe(StrEnum):
    """What kind of answer a question wants."""

    YA_TIDAK = "ya_tidak"
    ABC = "abc"
    ABCD = "abcd"
    ABCDE = "abcde"
    PERSEN = "persen"
    INDEKS = "indeks"


_Kode = Annotated[str, Field("Kode sebagaimana dicetak peraturan.")]
_Nama = Annotated[str, Field("Nama sebagaimana dicetak peraturan.")]
_Bobot = Annotated[Fraction, Field("Bobot, dalam poin.", read_figure)]
_Kali = dict[str, Annotated[int, Field("Berapa kali paling sedikit.", read_whole)]]


@frozen(kw_only=True)
class Skala(Model):
    """What the answers of a type score, best first."""

    nilai: dict[str, Annotated[Fraction, Field("Nilai jawaban, 0 sampai 1.", read_figure)]]
    pecahan: dict[str, Annotated[Fraction, Field("Nilai jawaban sebagai pecahan.", read_figure)]] | None = None
    """The same as exact fractions, where the decimals are rounded ones."""


@frozen(kw_only=True)
class Pertanyaan(Model):
    """One question of the sheet."""

    kode: Annotated[str, Field("Kode sebagaimana dicetak peraturan.", soal)]
    """The short code; the file writes the ministry's."""
    tipe: Annotated[Tipe, Field("Jenis jawaban.", one_of(Tipe))]
    halaman: Annotated[int, Field("Halaman PDF peraturan.", read_whole)] | None = None
    bobot: _Bobot | None = None
    """Only where the regulation gives the question a weight of its own; else it shares its sub-component's."""
    label: Annotated[str, Field("Nama singkat, dari proyek ini.")] | None = None
    catatan: Annotated[str, Field("Apa yang diminta sebuah jawaban.")] | None = None
    kali_setahun: Annotated[_Kali, Field("Berapa kali setahun untuk sebuah jawaban.")] | None = None
    kali_terjadwal: Annotated[_Kali, Field("Berapa kali dalam rencana untuk sebuah jawaban.")] | None = None
    isian: Annotated[tuple[str, ...], Field("Hitungan yang diisi.")] = ()
    pembilang: Annotated[Sum, Field("Pembilang persentase.", Sum.parse)] | None = None
    penyebut: Annotated[Sum, Field("Penyebut persentase.", Sum.parse)] | None = None
    batas: tuple[Annotated[Limit, Field("Hitungan yang tidak dapat dilampaui.", Limit.parse)], ...] = ()
    tanpa_kasus: Annotated[str, Field("Hitungan yang nol bila tidak ada kasus.")] | None = None
    nilai_tanpa_kasus: Annotated[int, Field("Nilainya tanpa kasus, bila sudah pasti.", read_whole)] | None = None
    sama_dengan: Annotated[str, Field("Pertanyaan yang hitungannya bernama sama harus sama.", soal)] | None = None

    @property
    def ministry_code(self) -> str:
        """The code as the ministry writes it: `A.I.1.i.a`."""
        return self.kode if self.kode.startswith("B") else Kode.parse(self.kode).pertanyaan

    @property
    def reform(self) -> bool:
        """Whether it belongs to the Reform half."""
        return self.kode.startswith("R")


@frozen(kw_only=True)
class Subkomponen(Model):
    """A sub-component of the Pengungkit half, or one of the two components of Hasil."""

    kode: _Kode
    nama: _Nama
    bobot: _Bobot
    pertanyaan: tuple[Pertanyaan, ...]


@frozen(kw_only=True)
class AreaLembar(Model):
    """An area of change in one half of Pengungkit."""

    kode: _Kode
    nama: _Nama
    bobot: _Bobot
    subkomponen: tuple[Subkomponen, ...]

    @property
    def nomor(self) -> int:
        """Its number."""
        return int(self.kode.rpartition(".")[2])


@frozen(kw_only=True)
class Paruh(Model):
    """A half of Pengungkit: Pemenuhan or Reform."""

    kode: _Kode
    nama: _Nama
    bobot: _Bobot
    area: tuple[AreaLembar, ...]


@frozen(kw_only=True)
class SetelanLembar(Model):
    """Something no regulation settles: what it decides, its default, and where the default comes from."""

    nama: Annotated[str, Field("Nama setelan.")]
    terang: Annotated[str, Field("Apa yang diaturnya.")]
    bawaan: Annotated[str, Field("Nilai bila tidak disebut.")]
    pilihan: dict[str, Annotated[str, Field("Arti pilihan itu.")]]
    sumber: Annotated[str, Field("Dari mana bawaannya.")]


@frozen(kw_only=True)
class Prasyarat(Model):
    """What the unit must have beside its points."""

    kode: Annotated[str, Field("Namanya di lke.yaml.")]
    nama: Annotated[str, Field("Namanya bagi orang.")]
    jenis: Annotated[str, Field("persen, tahun, peringkat, ya_tidak, laporan, atau sejak.")]
    pilihan: tuple[Annotated[str, Field("Peringkat, dari yang terbaik.")], ...] = ()
    menyatakan: Annotated[str, Field("Prasyarat yang dengan ini juga dinyatakan.")] | None = None
    syarat: dict[Annotated[Predikat, Field("Predikat.", one_of(Predikat))], Annotated[str, Field("Paling sedikit.")]]


@frozen
class Butir:
    """A question where it stands: with its half, area and sub-component, and what it is worth."""

    pertanyaan: Pertanyaan
    paruh: Paruh | None
    """None for Hasil."""
    area: AreaLembar | None
    subkomponen: Subkomponen
    maksimum: Fraction
    """Points of the best answer: its share of the sub-component's weight."""
    words: Mapping[str, QuestionWords]
    """Of all questions."""

    @property
    def kata(self) -> QuestionWords:
        """What it asks, and what each of its answers takes; its name or that of what it stands in, where none say."""
        return self.words.get(self.kode) or QuestionWords(uraian=self.pertanyaan.label or self.subkomponen.nama)

    @property
    def kode(self) -> str:
        """The question's short code."""
        return self.pertanyaan.kode

    @property
    def uraian(self) -> str:
        """What it asks."""
        return self.kata.uraian


@frozen(kw_only=True)
class Bagian(Model):
    """The codes of the sheet's two parts."""

    pengungkit: _Kode
    hasil: _Kode


class GateKind(StrEnum):
    """What a gate is on: the whole sheet, every area of Pengungkit, or one part of the sheet, down to a question."""

    TOTAL = "total"
    AREAS = "area"
    PART = "bagian"


@frozen
class Gate:
    """The least that the sheet wants of something: points, or for areas percent of them."""

    of: str
    """As the sheet's file names it: `total`, `area`, or a code."""
    least: Fraction

    @property
    def kind(self) -> GateKind:
        """What it is on."""
        return GateKind(self.of) if self.of in (GateKind.TOTAL, GateKind.AREAS) else GateKind.PART


@frozen(slots=False, kw_only=True)
class Lembar(Model):
    """The sheet of one regulation."""

    versi: Annotated[str, Field("Versi format berkas ini.")]
    id: Annotated[str, Field("Nama lembar ini.")]
    peraturan: Annotated[str, Field("Peraturan yang memuatnya.")]
    judul: Annotated[str, Field("Judul lembar.")]
    berlaku: Annotated[int, Field("Tahun rencana pertama yang dinilai dengannya.", read_whole)] | None = None
    """None for a sheet that is only used where answers name it."""
    bagian: Bagian
    indeks: Annotated[int, Field("Indeks survei tertinggi; yang terendah 0.", read_whole)]
    skala: dict[Annotated[Tipe, Field("Jenis jawaban.", one_of(Tipe))], Skala]
    kepastian: tuple[Annotated[str, Field("Apa yang sudah pasti cara menghitungnya, dan menurut siapa.")], ...] = ()
    setelan: tuple[SetelanLembar, ...]
    ambang: dict[
        Annotated[Predikat, Field("Predikat.", one_of(Predikat))],
        dict[str, Annotated[Fraction, Field("Nilai paling sedikit.", read_figure)]],
    ]
    """The gates: from what is measured (`total`, `area` in percent, or a code) to the least it must reach."""
    prasyarat: tuple[Prasyarat, ...]
    pengungkit: tuple[Paruh, ...]
    hasil: tuple[Subkomponen, ...]
    portalrb: dict[
        Annotated[str, Field("Kode pertanyaan.", soal)],
        tuple[Annotated[int, Field("Nomor soal di PortalRB.", read_whole)], ...],
    ] = field(default_factory=dict)
    """The numbers that PortalRB knows a question by: one, or one for each of its counts."""
    kata: Mapping[str, QuestionWords] = field(default_factory=dict)
    """The words of every question, by its short code: they come from a file of their own (`wording`)."""

    def gates(self, predikat: Predikat) -> tuple[Gate, ...]:
        """The gates of a predicate; what is not among them is not asked."""
        return tuple(Gate(of, least) for of, least in self.ambang.get(predikat, {}).items())

    def area_gate(self, predikat: Predikat) -> Gate | None:
        """The gate that every area has to pass, where the sheet has one."""
        return next((each for each in self.gates(predikat) if each.kind is GateKind.AREAS), None)

    @property
    def every_area(self) -> tuple[AreaLembar, ...]:
        """Every area of every half of Pengungkit."""
        return tuple(area for paruh in self.pengungkit for area in paruh.area)

    @property
    def semua_subkomponen(self) -> tuple[Subkomponen, ...]:
        """Every sub-component of Pengungkit, and every component of Hasil."""
        return (*(each for area in self.every_area for each in area.subkomponen), *self.hasil)

    @cached_property
    def areas(self) -> dict[int, tuple[tuple[Paruh, AreaLembar], ...]]:
        """The areas of Pengungkit by number: each in every half that has it."""
        found: dict[int, tuple[tuple[Paruh, AreaLembar], ...]] = {}
        for paruh in self.pengungkit:
            for area in paruh.area:
                found[area.nomor] = (*found.get(area.nomor, ()), (paruh, area))
        return found

    @cached_property
    def bobot(self) -> Fraction:
        """All points there are."""
        return sum((each.maksimum for each in self.butir.values()), Fraction(0))

    @cached_property
    def butir(self) -> dict[str, Butir]:
        """Every question by its short code, in the sheet's order."""
        return {each.kode: each for each in self._butir()}

    def _butir(self) -> Iterator[Butir]:
        for paruh in self.pengungkit:
            for area in paruh.area:
                for sub in area.subkomponen:
                    share = sub.bobot / len(sub.pertanyaan)
                    for each in sub.pertanyaan:
                        yield Butir(each, paruh, area, sub, each.bobot or share, self.kata)
        for sub in self.hasil:
            for each in sub.pertanyaan:
                share = sub.bobot / len(sub.pertanyaan)
                yield Butir(each, None, None, sub, each.bobot or share, self.kata)

    @cached_property
    def pengungkit_butir(self) -> tuple[Butir, ...]:
        """The questions of Pengungkit, those that a plan can serve."""
        return tuple(each for each in self.butir.values() if each.area is not None)

    @cached_property
    def berkala(self) -> tuple[Butir, ...]:
        """Of these the ones whose answers ask how often."""
        return tuple(
            each for each in self.pengungkit_butir if each.pertanyaan.kali_setahun or each.pertanyaan.kali_terjadwal
        )

    def pilihan(self, tipe: Tipe) -> tuple[str, ...]:
        """The answers that a type knows, best first; none where it wants figures."""
        skala = self.skala.get(tipe)
        return tuple(skala.nilai) if skala else ()

    def kelompok(self, text: str) -> tuple[Butir, ...]:
        """The questions below a code of a sub-component, an area or a half: `A.I.1.i`, `1.i`, `R1`, `B.II`."""
        below = f"{text}."
        return tuple(
            each
            for each in self.butir.values()
            if each.kode.startswith(below) or each.pertanyaan.ministry_code.startswith(below)
        )

    def nearest_code(self, text: str) -> str | None:
        """The question nearest to one that is not there: in its half, area and sub-component, as far as these are."""
        match = _LIKE.fullmatch(text.casefold())
        sub = from_roman(match[4]) if match else None
        if match is None or sub is None:
            return nearest(text, self.butir)
        wanted = Kode(int(match[3]), bool(match[2]) or match[1] == "ii", sub, match[5])
        return min(self.pengungkit_butir, key=lambda each: wanted.distance(Kode.parse(each.kode))).kode
