"""What an evaluator is handed: which evidence, under which name, and what is missing.

Files are laid out as offices file them (`AREA I/i. Penyusunan Tim Kerja/1.i.a SK ….pdf`): one that serves several rows
lies with each of them. Nothing is read or written here.
"""

import re
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import PurePosixPath

from zi_cli.bukti.storing import ending_of, free_name
from zi_cli.frozen import frozen
from zi_cli.italics import plain
from zi_cli.plan.kode import to_roman
from zi_cli.plan.model import Komponen
from zi_cli.plan.pemenuhan import CapaianBukti, KeadaanBukti, Pemenuhan
from zi_cli.plan.progress import Capaian, CapaianBergalat, CapaianIndikator
from zi_cli.plan.realisasi import BerkasLain, Realisasi
from zi_cli.plan.rujukan import safe_name

_LONGEST_KOMPONEN, _LONGEST_NAME = 60, 100
"""Characters: unpacked in a deep folder, a path stays below Windows' 260."""


@frozen
class Lampirkan:
    """A file of the register and its place in the bag."""

    berkas: BerkasLain
    jalur: str


@frozen
class Serah:
    """One deadline of a document: how it stands, and what is handed over for it."""

    indikator: CapaianIndikator | CapaianBergalat
    dokumen: str
    """Empty where the decree asks for none in this row."""
    periode: str
    """Empty where the document has one deadline only."""
    tenggat: date | None
    keadaan: KeadaanBukti | None
    """None where the decree asks for no document in this row."""
    pemenuhan: Pemenuhan | None
    """None for what was collected for no deadline of the document."""
    realisasi: tuple[Realisasi, ...]
    berkas: tuple[Lampirkan, ...]
    included: bool
    """Whether its evidence is handed over at all."""
    odd: tuple[tuple[str, str], ...] = ()
    """Files of which a look inside tells something: name in the bag, and what."""
    luar: tuple[str, ...] = ()
    """Files that the office keeps elsewhere, and that are not handed over."""
    hilang: tuple[tuple[str, str], ...] = ()
    """Files that a later realisasi has answered for and that are not there as recorded: name, and what is wrong."""
    di_git: tuple[str, ...] = ()
    """What deserves a look in how its marks and reviews came into git."""

    @property
    def tautan(self) -> tuple[str, ...]:
        """The links that are handed over."""
        return tuple(each.tautan for each in self.realisasi if each.tautan) if self.included else ()

    @property
    def tempat(self) -> tuple[str, ...]:
        """The places where evidence can be seen."""
        return tuple(each.tempat for each in self.realisasi if each.tempat) if self.included else ()

    @property
    def is_empty(self) -> bool:
        """Whether it was marked, but there is nothing to look at."""
        return bool(self.realisasi) and not any(each.berbukti for each in self.realisasi)

    @property
    def terlambat(self) -> int:
        """Days since its deadline, where nothing has been collected."""
        if isinstance(self.indikator, CapaianBergalat) or self.keadaan is not KeadaanBukti.BELUM or not self.tenggat:
            return 0
        return max(0, (self.indikator.hari - self.tenggat).days)

    @property
    def diperiksa_sendiri(self) -> bool:
        """Whether its last review is by who collected the evidence."""
        one = self.pemenuhan
        if one is None or one.pemeriksaan is None or one.terakhir is None or not one.terakhir.oleh:
            return False
        return one.terakhir.oleh.casefold() == one.pemeriksaan.oleh.casefold()

    @property
    def bergalat(self) -> bool:
        """Whether the row has a fault of its own, so that nothing is known of its deadlines."""
        return isinstance(self.indikator, CapaianBergalat)

    @property
    def kurang(self) -> bool:
        """Whether something is missing here."""
        wanting = self.keadaan in (KeadaanBukti.BELUM, KeadaanBukti.PERLU_PERBAIKAN)
        return wanting or self.bergalat or self.is_empty or bool(self.hilang)


@frozen
class Serahan:
    """What is handed over: how the plan stands, its sheets, and whether they are a part of it only."""

    capaian: Capaian
    lembar: tuple[Serah, ...]
    area: tuple[int, ...] = ()
    hanya_sesuai: bool = False

    @property
    def batas(self) -> str:
        """Which part, in words; empty where it is the whole."""
        areas = f"hanya area {', '.join(map(str, sorted(self.area)))}" if self.area else ""
        return "; ".join(filter(None, (areas, _RIGHT if self.hanya_sesuai else "")))


_RIGHT = "berkas hanya dari yang sudah diperiksa dan sesuai"
_AREAS = re.compile(r"hanya area ([0-9](?:, [0-9])*)")


def part_said(title: str) -> tuple[tuple[int, ...], bool]:
    """Which part a bag's title says that it holds: areas (none: all of them), and whether only what was found right."""
    areas = _AREAS.search(title)
    return tuple(map(int, areas[1].split(", "))) if areas else (), _RIGHT in title


def serahan(capaian: Capaian, area: Collection[int] = (), *, hanya_sesuai: bool = False) -> Serahan:
    """Every deadline of every document, in printed order, with its evidence.

    What a review found wanting and a newer realisasi answered is left out. With `hanya_sesuai` only what was found
    right is handed over; the rest is listed all the same. `area`: the areas that `capaian` was restricted to, if any.
    """
    taken: dict[str, set[str]] = {}
    sheets: list[Serah] = []
    for each in capaian.baris:
        if isinstance(each, CapaianBergalat):
            sheets.append(_of_sick(each, taken, included=not hanya_sesuai))
            continue
        if not each.bukti:
            sheets.append(Serah(each, "", "", None, None, None, (), (), included=False))
        sheets += (
            _serah(each, bukti, one, rest, taken, hanya_sesuai=hanya_sesuai)
            for bukti in each.bukti
            for one, rest in _deadlines(bukti, capaian.hari)
        )
    return Serahan(capaian, tuple(sheets), tuple(dict.fromkeys(area)), hanya_sesuai)


def komponen_heading(komponen: Komponen) -> str:
    """A komponen as folders and headings name it: `i. Penyusunan Tim Kerja`, `B) Monev`, or its name alone."""
    name = plain(komponen.nama)
    if not komponen.nomor:
        return name
    return f"{komponen.nomor}{'' if komponen.nomor.endswith(('.', ')')) else '.'} {name}"


def _deadlines(bukti: CapaianBukti, hari: date) -> Iterator[tuple[Pemenuhan | None, tuple[Realisasi, ...]]]:
    """The deadlines of a document, then what was collected for none of them."""
    told: set[int] = set()
    for one in bukti.pemenuhan:
        told |= {id(each) for each in one.semua}
        yield one, tuple(each for each in one.semua if each is one.terakhir or not each.ditolak)
    rest = tuple(each for each in bukti.bukti.realisasi if id(each) not in told and each.tanggal <= hari)
    if rest:
        yield None, rest


def _serah(
    each: CapaianIndikator,
    bukti: CapaianBukti,
    one: Pemenuhan | None,
    marks: tuple[Realisasi, ...],
    taken: dict[str, set[str]],
    *,
    hanya_sesuai: bool,
) -> Serah:
    shown = any(mark.berbukti for mark in marks)
    state = one.keadaan if one else KeadaanBukti.TERKUMPUL if shown else KeadaanBukti.DITANDAI
    included = bool(marks) and (not hanya_sesuai or state is KeadaanBukti.SESUAI)
    if one is None:
        period = ", ".join(dict.fromkeys(str(mark.periode or "di luar target") for mark in marks))
    else:
        period = one.periode if bukti.recurs else ""
    folder = _folder(each)
    names = taken.setdefault(folder, set())
    files = []
    for mark in marks if included else ():
        for file in mark.every_file:
            name = free_name(_name(each, bukti, period), ending_of(PurePosixPath(file.berkas)), names)
            names.add(name.casefold())
            files.append(Lampirkan(file, f"{folder}/{name}"))
    name = bukti.bukti.dokumen
    return Serah(each, name, period, one.tenggat if one else None, state, one, marks, tuple(files), included)


def _of_sick(each: CapaianBergalat, taken: dict[str, set[str]], *, included: bool) -> Serah:
    """A row with a fault of its own: which file is for which document and deadline is not known, so all are there."""
    folder = _folder(each)
    names = taken.setdefault(folder, set())
    files = []
    for path in each.indikator.berkas if included else ():
        stem = safe_name(f"{each.indikator.kode} {PurePosixPath(path).stem}".strip(), _LONGEST_NAME)
        name = free_name(stem, ending_of(PurePosixPath(path)), names)
        names.add(name.casefold())
        files.append(Lampirkan(BerkasLain(berkas=path), f"{folder}/{name}"))
    document = "; ".join(each.indikator.dokumen)
    return Serah(each, document, "", None, None, None, (), tuple(files), included)


def _folder(each: CapaianIndikator | CapaianBergalat) -> str:
    komponen = komponen_heading(each.komponen)
    return f"AREA {to_roman(each.area.nomor).upper()}/{safe_name(komponen, _LONGEST_KOMPONEN) or 'Komponen'}"


def _name(each: CapaianIndikator, bukti: CapaianBukti, period: str) -> str:
    name = safe_name(f"{each.indikator.kode} {bukti.name}", _LONGEST_NAME)
    return f"{name}, {safe_name(period, 40)}" if period else name
