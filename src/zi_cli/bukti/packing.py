"""Evidence → a bag, each file under its place, and only as the register has it.

What the register wants and the disk does not have stops the bag, unless a later realisasi has answered for it: then the
index says that it is missing.
"""

import os
import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from zi_cli.bukti.bundling import Serah
from zi_cli.bukti.elsewhere import away_from
from zi_cli.bukti.inside import remark
from zi_cli.bukti.line_ends import difference
from zi_cli.bukti.presence import located, told_missing
from zi_cli.bukti.register import Tercatat, tercatat
from zi_cli.bukti.storing import Progress
from zi_cli.errors import Kind, Refusal
from zi_cli.frozen import evolve
from zi_cli.italics import plain
from zi_cli.plan.model import Rencana


class BagWriter(Protocol):
    """What evidence is put into."""

    def copy_in(self, name: str, path: Path, advance: Progress) -> tuple[str, int]:
        """Put a file into it; its SHA-256 and size."""
        ...

    def discard(self, name: str) -> None:
        """Take a file out of it again."""
        ...


def packed_size(folder: Path, sheets: Sequence[Serah]) -> int:
    """How many bytes will be packed."""
    paths = [located(folder, each.berkas.berkas) for one in sheets for each in one.berkas]
    return sum(os.path.getsize(path) for path in paths if os.path.isfile(path))  # noqa: PTH202, PTH113 - they raise nothing


def pack(
    bag: BagWriter,
    folder: Path,
    rencana: Rencana,
    sheets: Sequence[Serah],
    advance: Progress = lambda _: None,
    *,
    no_outside: bool = False,
) -> tuple[Serah, ...]:
    """Put the files of the sheets into the bag; the sheets as they were handed over.

    Refusal where a file is missing or changed that no later realisasi has answered for, and where one is kept elsewhere
    and not here, unless (`no_outside`) the index shall say that the office keeps it.
    """
    known = tercatat(rencana)
    away = away_from({name: each.sha256 for name, each in known.items()}, folder)
    sheets = _without_outside(sheets, away, boleh=no_outside)
    wrong = _missing(folder, sheets)
    _refuse(sheets, known, wrong)
    packed = []
    for one in sheets:
        kept, lost = [], []
        for each in one.berkas:
            name = each.berkas.berkas
            path = located(folder, name)
            told = wrong.get(name) or _beda(known.get(name), bag.copy_in(each.jalur, path, advance), path)
            if told is None:
                kept.append(each)
                continue
            lost.append((name, told))
            if name not in wrong:
                bag.discard(each.jalur)
                wrong[name] = told
                _refuse(sheets, known, wrong)
        odd = [(each.jalur, told) for each in kept if (told := remark(located(folder, each.berkas.berkas)))]
        packed.append(evolve(one, berkas=tuple(kept), hilang=tuple(lost), odd=tuple(odd)))
    return tuple(packed)


def _missing(folder: Path, sheets: Sequence[Serah]) -> dict[str, str]:
    """The files that are not there, each with what is said of it."""
    seen: dict[Path, frozenset[str]] = {}
    names = [each.berkas.berkas for one in sheets for each in one.berkas]
    return {name: told for name in names if (told := told_missing(folder, name, seen))}


def _without_outside(sheets: Sequence[Serah], away: Mapping[str, str], *, boleh: bool) -> list[Serah]:
    """The sheets without what is kept elsewhere and not here; Refusal where that may not be."""
    names = dict.fromkeys(each.berkas.berkas for one in sheets for each in one.berkas if each.berkas.berkas in away)
    if names and not boleh:
        more = [f"  … dan {len(names) - 10} lagi"] if len(names) > 10 else []
        listed = "\n".join([*(f"  {name}" for name in [*names][:10]), *more])
        raise Refusal(
            f"{len(names)} berkas di luar git tidak ada di komputer ini; tidak ada yang ditulis.\n{listed}\nKemas di "
            'komputer yang menyimpannya, atau gunakan «no-luar» (indeks menyebutnya "disimpan satker").',
            Kind.STATE,
        )
    return [
        evolve(
            one,
            berkas=tuple(each for each in one.berkas if each.berkas.berkas not in names),
            luar=tuple(each.berkas.berkas for each in one.berkas if each.berkas.berkas in names),
        )
        for one in sheets
    ]


def _beda(wanted: Tercatat | None, found: tuple[str, int], path: Path) -> str | None:
    """How a file differs from its record; nothing is known of one that only a row with a fault of its own names."""
    return difference(wanted, found, path) if wanted else None


def _refuse(sheets: Sequence[Serah], known: Mapping[str, Tercatat], wrong: Mapping[str, str]) -> None:
    """Refusal that names what is wrong, unless later realisasi have answered for all of it."""
    names = [name for name in wrong if name in known and known[name].berlaku]
    if not names:
        return
    listed = [f"  {name} ({', '.join(known[name].kode)}): {wrong[name]}" for name in names]
    more = [f"  … dan {len(listed) - 10} lagi: zi verify"] if len(listed) > 10 else []
    cures = dict.fromkeys(_cure(one) for one in sheets if any(each.berkas.berkas in names for each in one.berkas))
    raise Refusal(
        f"{len(names)} berkas bukti tidak dapat dikemas; tidak ada yang ditulis.\n"
        + "\n".join([*listed[:10], *more])
        + "\nKembalikan berkas aslinya, atau tandai lagi dengan berkas baru (BARU), lalu kemas lagi:\n"
        + "\n".join([*cures][:10]),
        Kind.STATE,
    )


def _cure(one: Serah) -> str:
    """The command that puts another file in the place of one that is gone."""
    return f"  zi mark {' '.join(_words(one))} «force» «file» BARU"


def _words(one: Serah) -> Iterator[str]:
    yield str(one.indikator.indikator.kode)
    if len(one.indikator.bukti) > 1:
        yield f"«bukti» {shlex.quote(plain(one.dokumen))}"
    if one.periode and one.pemenuhan:
        yield f"«period» {shlex.quote(one.periode)}"
