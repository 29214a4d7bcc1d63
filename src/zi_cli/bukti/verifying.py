"""The register against the disk: is every recorded file there, and is it still what was recorded?

Every file is read once, several at a time, unless it was read before and nothing about it has changed. Nothing is
changed, not even what a killed run left: the next change takes that away.
"""

import os
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from threading import Event

from zi_cli.bukti import elsewhere
from zi_cli.bukti.elsewhere import away_from
from zi_cli.bukti.held import Held
from zi_cli.bukti.inside import remark
from zi_cli.bukti.line_ends import difference
from zi_cli.bukti.presence import located, told_missing
from zi_cli.bukti.read_before import ReadBefore
from zi_cli.bukti.register import Tercatat, tercatat
from zi_cli.bukti.storing import digest_of
from zi_cli.errors import reason
from zi_cli.frozen import field, frozen, mutable
from zi_cli.plan.model import Rencana

FOLDER = "bukti"
_NO_EVIDENCE = ("thumbs.db", "desktop.ini")
"""What desktops leave in folders."""


@frozen
class Beda:
    """A recorded file that is not what was recorded."""

    berkas: str
    kode: tuple[str, ...]
    """The rows that record it."""
    message: str


@frozen
class Perbandingan:
    """What a comparison of the register with the disk found."""

    beda: tuple[Beda, ...]
    digantikan: tuple[Beda, ...]
    """The same of files that only realisasi record which a later one has answered for."""
    unrecorded: tuple[str, ...]
    """Files in `bukti/` that the plan does not name."""
    sama: tuple[tuple[str, ...], ...]
    """Names under which one content is recorded."""
    without_digest: tuple[str, ...]
    """Recorded without a hash: they are there, and no more can be said."""
    leftovers: tuple[str, ...]
    """What a run that was killed left; the next change of the plan takes it away."""
    berkas: int
    """How many files were compared."""
    tautan: int
    """How many links are recorded; they are not opened."""
    not_here: tuple[str, ...] = ()
    """Kept elsewhere, and not here: they were not compared."""
    odd: tuple[tuple[str, str], ...] = ()
    """Files that are as recorded, and of which a look inside tells something: name and what."""
    tempat: int = 0
    """How many marks name a place only; it is not visited."""
    ditandai: int = 0
    """How many marks show nothing: a date alone."""
    di_folder: tuple[tuple[str, str], ...] = ()
    """Recorded files that are not here as recorded, and that a folder holds: name, and where they lie in it."""
    held: Held | None = None
    """That folder."""
    read_before: tuple[date, ...] = ()
    """When each file was read that has not changed since, and was not read again."""


def ukuran(rencana: Rencana, folder: Path) -> int:
    """How many bytes a comparison will read."""
    total = 0
    for name in {each.berkas for *_, each in rencana.every_file()}:
        try:
            total += located(folder, name).stat().st_size
        except OSError:
            continue
    return total


def bandingkan(
    rencana: Rencana,
    folder: Path,
    before: ReadBefore,
    advance: Callable[[int], None],
    *,
    luar: bool = False,
    held: Held | None = None,
) -> Perbandingan:
    """Compare the register of a plan with its folder; `advance` is told of every further byte, from several threads.

    With `luar`, what is kept elsewhere should be here too; with `held`, in the folder that somebody holds.
    """
    recorded = tercatat(rencana)
    away = away_from({name: each.sha256 for name, each in recorded.items()}, folder)
    here = {each: recorded[each] for each in recorded if each not in away}
    found = _found_in(here, folder, before, advance)
    found.beda |= away if luar else {}
    in_held = _in_held(recorded, away, found, held) if held else {}
    beda = [Beda(name, tuple(recorded[name].kode), found.beda[name]) for name in recorded if name in found.beda]
    by_content = _by_content(recorded, found)
    lain, leftovers = _di_disk(folder, rencana.file_names())
    marks = [each for *_, each in rencana.each_realisasi()]
    return Perbandingan(
        beda=tuple(each for each in beda if recorded[each.berkas].berlaku),
        digantikan=tuple(each for each in beda if not recorded[each.berkas].berlaku),
        unrecorded=lain,
        sama=tuple(tuple(sorted(names)) for names in by_content.values() if len(names) > 1),
        without_digest=tuple(name for names in by_content.values() for name in names if recorded[name].sha256 is None),
        leftovers=leftovers,
        berkas=len(recorded),
        not_here=tuple(name for name in away if name not in in_held),
        di_folder=tuple(in_held.items()),
        held=held,
        odd=tuple((name, found.remarks[name]) for name in recorded if found.remarks.get(name)),
        tautan=sum(each.tautan is not None for each in marks),
        tempat=sum(each.rujukan == (each.tempat,) for each in marks),
        ditandai=sum(not each.berbukti for each in marks),
        read_before=tuple(found.days),
    )


def _found_in(
    recorded: Mapping[str, Tercatat], folder: Path, before: ReadBefore, advance: Callable[[int], None]
) -> "_Found":
    """What is known of the recorded files, those read that must be."""
    found = _Found()
    unread = list(_unread(recorded, folder, before, advance, found))
    for name, read in _read_each(unread, folder, recorded, advance):
        _note(name, read, recorded[name], before, found)
    before.keep()
    return found


def _by_content(recorded: Mapping[str, Tercatat], found: "_Found") -> dict[str, list[str]]:
    """The names of the files that were read, by their digests."""
    names: dict[str, list[str]] = {}
    for name in recorded:
        if name in found.contents:
            names.setdefault(found.contents[name], []).append(name)
    return names


def _in_held(recorded: Mapping[str, Tercatat], away: Mapping[str, str], found: "_Found", held: Held) -> dict[str, str]:
    """Where the folder holds what is not here as recorded. What should be in it and is not is a difference."""
    places = {}
    for name in [*away, *(each for each in found.beda if each not in away)]:
        place = held.place(recorded[name])
        if place is not None:
            places[name] = place
        if name in away and place is None:
            found.beda[name] = f"tidak ada di komputer ini maupun di {held.folder}"
        elif name in away:
            found.beda.pop(name, None)
        elif place is not None:
            found.beda[name] += f"; yang tercatat ada di {held.folder}: {place}, salin ke tempatnya"
    return places


@mutable
class _Found:
    """What is known of the files, by their names."""

    beda: dict[str, str] = field(default_factory=dict)
    contents: dict[str, str] = field(default_factory=dict)
    """The SHA-256 of each."""
    remarks: dict[str, str] = field(default_factory=dict)
    """What a look inside tells."""
    days: list[date] = field(default_factory=list)
    """When each of those was read that were not read again."""
    noted: int = 0
    """Bytes read since the readings were remembered."""


@frozen
class _Read:
    """A file that was read."""

    sha256: str
    size: int
    stat: os.stat_result | None
    """What the disk said of it throughout; None where it changed meanwhile."""
    beda: str | None
    """How it differs from what is recorded."""
    remark: str


def _unread(
    recorded: Mapping[str, Tercatat], folder: Path, before: ReadBefore, advance: Callable[[int], None], found: _Found
) -> Iterator[str]:
    """The files that must be read; what can be said of the others without is put into `found`."""
    listed: dict[Path, frozenset[str]] = {}
    for name, wanted in recorded.items():
        if wrong := told_missing(folder, name, listed):
            found.beda[name] = wrong
            continue
        state, sha256 = located(folder, name).stat(), wanted.sha256
        known = before.when(name, state, sha256) if sha256 else None
        if sha256 is None or known is None or wanted.beda(sha256, state.st_size):
            yield name
            continue
        found.contents[name] = sha256
        found.days.append(known[0])
        found.remarks[name] = known[1]
        advance(state.st_size)


def _note(name: str, read: _Read | str, wanted: Tercatat, before: ReadBefore, found: _Found) -> None:
    """What the reading of a file comes to; it is remembered now and then, for a run may be broken off."""
    if isinstance(read, str):
        found.beda[name] = read
        return
    found.contents[name] = read.sha256
    if read.beda:
        found.beda[name] = read.beda
        return
    found.remarks[name] = read.remark
    if wanted.sha256 and read.stat:
        before.note(name, read.stat, read.sha256, read.remark)
    found.noted += read.size
    if found.noted > _REMEMBERED_EACH:
        found.noted = 0
        before.keep()


_REMEMBERED_EACH = 1 << 28
"""Bytes of reading that a run that is broken off may lose."""
_AT_ONCE = 8
"""Files that are read at the same time, on as many processors: hashing releases Python's lock."""


class _Stopped(Exception):  # noqa: N818 - no fault
    """Told to the threads: stop, the run was broken off."""


def _read_each(
    names: Sequence[str], folder: Path, recorded: Mapping[str, Tercatat], advance: Callable[[int], None]
) -> Iterator[tuple[str, _Read | str]]:
    """Every file as it was read, or what is wrong with it, in order."""
    from concurrent.futures import ThreadPoolExecutor

    stop = Event()

    def going_on(count: int) -> None:
        if stop.is_set():
            raise _Stopped
        advance(count)

    pool = ThreadPoolExecutor(min(os.cpu_count() or 1, _AT_ONCE))
    try:
        work = (partial(_read, located(folder, name), recorded[name], going_on) for name in names)
        yield from zip(names, pool.map(lambda each: each(), work), strict=True)
    finally:  # also after Ctrl-C: else each thread would read its file to the end
        stop.set()
        pool.shutdown(cancel_futures=True)


def _read(path: Path, wanted: Tercatat, advance: Callable[[int], None]) -> _Read | str:
    try:
        with path.open("rb") as stream:
            state = os.fstat(stream.fileno())
            sha256, size = digest_of(stream, advance)
            after = os.fstat(stream.fileno())
    except OSError as error:
        return f"tidak dapat dibaca: {reason(error)}"
    same = (state.st_size, state.st_mtime_ns, state.st_ctime_ns) == (size, after.st_mtime_ns, after.st_ctime_ns)
    told = difference(wanted, (sha256, size), path)
    return _Read(sha256, size, state if same else None, told, "" if told else remark(path) or "")


def _di_disk(folder: Path, recorded: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The files in `bukti/` that are not recorded, and those that are leftovers of a killed run."""
    left = [name for name in (".zi-titipan",) if (folder / name).exists()]
    other = []
    for path in (*_files(folder / FOLDER), *_files(folder / elsewhere.OUTSIDE)):
        name = unicodedata.normalize("NFC", path.relative_to(folder).as_posix())
        if path.name.endswith(".zi-baru"):
            left.append(name)
        elif name not in recorded and not path.name.startswith(".") and path.name.lower() not in _NO_EVIDENCE:
            other.append(name)
    return tuple(other), tuple(left)


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            yield Path(place, name)
