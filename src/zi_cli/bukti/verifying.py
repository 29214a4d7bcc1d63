"""The register against the disk: is every recorded file there, and is it still what was recorded?

Every file is read once. Nothing is changed, not even what a killed run left: the next change takes that away.
"""

import os
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from zi_cli.bukti import elsewhere
from zi_cli.bukti.elsewhere import away_from
from zi_cli.bukti.inside import remark
from zi_cli.bukti.presence import located, told_missing
from zi_cli.bukti.register import tercatat
from zi_cli.bukti.storing import sidik
from zi_cli.errors import reason
from zi_cli.plan.model import Rencana

FOLDER = "bukti"
_BUKAN_BUKTI = ("thumbs.db", "desktop.ini")
"""What desktops leave in folders."""


@dataclass(frozen=True, slots=True)
class Beda:
    """A recorded file that is not what was recorded."""

    berkas: str
    kode: tuple[str, ...]
    """The rows that record it."""
    pesan: str


@dataclass(frozen=True, slots=True)
class Perbandingan:
    """What a comparison of the register with the disk found."""

    beda: tuple[Beda, ...]
    digantikan: tuple[Beda, ...]
    """The same of files that only realisasi record which a later one has answered for."""
    tak_tercatat: tuple[str, ...]
    """Files in `bukti/` that the plan does not name."""
    sama: tuple[tuple[str, ...], ...]
    """Names under which one content is recorded."""
    tanpa_sidik: tuple[str, ...]
    """Recorded without a hash: they are there, and no more can be said."""
    sisa: tuple[str, ...]
    """What a run that was killed left; the next change of the plan takes it away."""
    berkas: int
    """How many files were compared."""
    tautan: int
    """How many links are recorded; nobody has looked at them."""
    tidak_di_sini: tuple[str, ...] = ()
    """Kept elsewhere, and not here: they were not compared."""
    janggal: tuple[tuple[str, str], ...] = ()
    """Files that are as recorded, and of which a look inside tells something: name and what."""
    tempat: int = 0
    """How many marks name a place only; nobody has been there."""
    ditandai: int = 0
    """How many marks show nothing: a date alone."""


def ukuran(rencana: Rencana, folder: Path) -> int:
    """How many bytes a comparison will read."""
    total = 0
    for name in {each.berkas for *_, each in rencana.semua_berkas()}:
        try:
            total += located(folder, name).stat().st_size
        except OSError:
            continue
    return total


def bandingkan(rencana: Rencana, folder: Path, maju: Callable[[int], None], *, luar: bool = False) -> Perbandingan:
    """Compare the register of a plan with its folder; `maju` is told of every further byte read.

    With `luar`, what is kept elsewhere should be here too.
    """
    recorded = tercatat(rencana)
    away = away_from(recorded, folder)
    listed: dict[Path, frozenset[str]] = {}
    beda, by_content = [], dict[str, list[str]]()
    janggal: list[tuple[str, str]] = []
    for name, wanted in recorded.items():
        if name in away:
            if luar:
                beda.append(Beda(name, tuple(wanted.kode), away[name]))
            continue
        found = _baca(folder, name, listed, maju)
        if not isinstance(found, str):
            by_content.setdefault(found[0], []).append(name)
        told = found if isinstance(found, str) else wanted.beda(*found)
        if told is None and (odd := remark(located(folder, name))):
            janggal.append((name, odd))
        if told:
            beda.append(Beda(name, tuple(wanted.kode), told))
    lain, sisa = _di_disk(folder, rencana.nama_berkas())
    marks = [each for _, _, row in rencana.baris() for one in row.bukti_fisik for each in one.realisasi]
    return Perbandingan(
        beda=tuple(each for each in beda if recorded[each.berkas].berlaku),
        digantikan=tuple(each for each in beda if not recorded[each.berkas].berlaku),
        tak_tercatat=lain,
        sama=tuple(tuple(sorted(names)) for names in by_content.values() if len(names) > 1),
        tanpa_sidik=tuple(name for names in by_content.values() for name in names if recorded[name].sha256 is None),
        sisa=sisa,
        berkas=len(recorded),
        tidak_di_sini=tuple(away),
        janggal=tuple(janggal),
        tautan=sum(each.tautan is not None for each in marks),
        tempat=sum(each.rujukan == (each.tempat,) for each in marks),
        ditandai=sum(not each.berbukti for each in marks),
    )


def _baca(
    folder: Path, name: str, listed: dict[Path, frozenset[str]], maju: Callable[[int], None]
) -> tuple[str, int] | str:
    """Hash and size of a file, or what is wrong with it."""
    wrong = told_missing(folder, name, listed)
    if wrong:
        return wrong
    try:
        with located(folder, name).open("rb") as stream:
            return sidik(stream, maju)
    except OSError as error:
        return f"tidak dapat dibaca: {reason(error)}"


def _di_disk(folder: Path, recorded: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The files in `bukti/` that are not recorded, and those that are leftovers of a killed run."""
    left = [name for name in (".zi-titipan",) if (folder / name).exists()]
    other = []
    for path in (*_files(folder / FOLDER), *_files(folder / elsewhere.OUTSIDE)):
        name = unicodedata.normalize("NFC", path.relative_to(folder).as_posix())
        if path.name.endswith(".zi-baru"):
            left.append(name)
        elif name not in recorded and not path.name.startswith(".") and path.name.lower() not in _BUKAN_BUKTI:
            other.append(name)
    return tuple(other), tuple(left)


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            yield Path(place, name)
