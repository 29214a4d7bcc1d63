"""What `zi status` is named: folders of other offices, and files of facts, whichever computer wrote them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from zi_cli.commands import offices, output
from zi_cli.errors import Kind, Refusal, reason
from zi_cli.plan.workspace import find, shown

if TYPE_CHECKING:
    from zi_cli.plan.workspace import Home, Workspace
    from zi_cli.views.plan.rekap import Office

FACTS = ".jsonl"
"""The ending of a file of facts, as `zi export fakta` writes them."""


def files_and_folders(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """The files of facts that are meant, and the folders: a pattern is taken apart here, for not every shell does it,
    and a folder of such files stands for them.
    """
    files: list[Path] = []
    folders: list[Path] = []
    for path in (each for named in paths for each in _expanded(named)):
        bare = os.path.isdir(path) and not os.path.isdir(path / "plans")  # noqa: PTH112 - no where one may not look
        inside = sorted(path.glob(f"*{FACTS}")) if bare and path.suffix != FACTS else []
        files += [path] if path.suffix == FACTS else inside
        folders += [] if path.suffix == FACTS or inside else [path]
    return files, folders


def _expanded(path: Path) -> list[Path]:
    from glob import glob, has_magic

    found = sorted(glob(str(path))) if has_magic(str(path)) and not os.path.lexists(path) else []  # noqa: PTH207 - a whole path
    return list(map(Path, found)) or [path]


def homes(
    ids: Sequence[str] | None, folders: Sequence[Path], *, trusting: bool = True
) -> tuple[list[Home], list[Office]]:
    """The plans in the folders that are named, each once, and a line for each folder that has none.

    `ids` chooses among those of one folder. Refusal where a folder is not there, or none of them has a plan.
    """
    from zi_cli.views.plan.rekap import Office

    for path in folders:
        if not os.path.isdir(path):  # noqa: PTH112 - no where one may not look
            raise Refusal(f"{shown(path)} bukan folder, dan bukan berkas {FACTS} dari zi export fakta.", Kind.UNKNOWN)
    if len(folders) == 1:
        return _place(folders[0], trusting=trusting).chosen(ids), []
    if ids:
        raise Refusal("--plan memilih rencana di satu folder kerja; sebutkan satu folder saja, atau tinggalkan --plan.")
    found: dict[str, Home] = {}
    bare: list[tuple[str, str]] = []
    for path in folders:
        try:
            listed = _place(path, trusting=trusting).homes()
            found |= {os.path.realpath(home.path.parent): home for home in listed}
        except Refusal as refusal:
            bare.append((shown(path), refusal.as_typed()))
    if not found:
        raise Refusal(bare[0][1], Kind.UNKNOWN)
    for _, why in bare[: offices.MOST_TOLD]:
        output.say(why)
    return list(found.values()), [
        Office(name, None, problem="tidak ada rencana yang terbaca di sana") for name, _ in bare
    ]


def _place(path: Path, *, trusting: bool) -> Workspace:
    """The workspace that a folder is, or the one whose plans it is among; Refusal where it is none.

    A folder of an office that has not been fetched is not the workspace that it lies in, whose plans are another's.
    """
    place = Path(os.path.realpath(path))
    try:
        found = find(place, trusting=trusting)
    except Refusal as refusal:
        if refusal.kind is not Kind.UNKNOWN:
            raise
        told = f"{shown(path)} bukan folder kerja: tidak ada folder plans/ di sana maupun di atasnya."
        raise Refusal(told, Kind.UNKNOWN) from refusal
    if place != found.root and not found.is_bag and not place.is_relative_to(found.root / "plans"):
        told = f"{shown(path)} bukan folder kerja: tidak ada folder plans/ di sana."
        raise Refusal(told, Kind.UNKNOWN)
    return found


_LONGEST = 1 << 20
"""In bytes. No record is longer."""


def _read(path: Path) -> Iterator[str]:
    """The lines of a file, one at a time: it may hold a country; ValueError where one has no end."""
    with path.open("rb") as stream:
        mark = b"\xef\xbb\xbf"  # as PowerShell writes it
        while raw := stream.readline(_LONGEST):
            if len(raw) == _LONGEST:
                raise ValueError("a line has no end")
            yield raw.removeprefix(mark).decode("utf-8")
            mark = b""


def from_files(files: Iterable[Path]) -> Iterator[Office]:
    """The lines that files of facts add up to, whichever computer wrote them; a file that is none has a line, too.

    Of a plan that stands in them for several days the latest counts, and that it does is told. Refusal where a file is
    not there.
    """
    from zi_cli.lke.records import lines
    from zi_cli.views.plan.rekap import Office

    found: dict[object, tuple[date, Office]] = {}
    twice: list[str] = []
    torn: list[str] = []
    for path in files:
        try:
            told = list(lines(_read(path)))
        except OSError as error:
            raise Refusal(f"{shown(path)}: {reason(error)}.", Kind.SYSTEM) from error
        except ValueError:
            torn.append(shown(path))
            yield Office(path.name, None, problem="bukan berkas dari zi export fakta")
            continue
        for id_, day, line in told:
            read = None if isinstance(line, int) else line
            office = Office(id_, read, problem="" if read else f"tidak terbaca: {line} galat; lihat zi check")
            named = (id_, read and read.satker, read and read.tahun)  # two offices may call their plans alike
            before = found.get(named)
            twice += [id_] if before else []
            if before is None or before[0] <= day:
                found[named] = day, office
    if torn:
        output.say(
            f"{offices.plan_names(torn)} bukan berkas dari zi export fakta, atau tidak utuh; buat lagi di kantornya."
        )
    if twice:
        output.say(f"{offices.plan_names(twice)} ada lebih dari sekali; yang dihitung yang harinya paling baru.")
    yield from (office for _, office in found.values())
