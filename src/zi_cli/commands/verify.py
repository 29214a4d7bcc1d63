"""`zi verify`: is the evidence there, and is it still what was recorded? Of a bag: is it whole?"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from zi_cli.commands import output
from zi_cli.commands.meant import workspace
from zi_cli.commands.offices import complain_briefly, tell_sick_rows
from zi_cli.commands.options import FormatOption, OutputOption, PlansOption
from zi_cli.commands.reading import tell
from zi_cli.errors import Kind, Refusal
from zi_cli.plan.workspace import MUATAN, NAMA_BERKAS, Home, bag_info, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from zi_cli.bukti.bundling import Serahan
    from zi_cli.bukti.verifying import Perbandingan
    from zi_cli.plan.model import Rencana

__all__ = ["verify"]


def verify(
    *,
    bag: Annotated[
        Path | None,
        typer.Argument(
            metavar="[PAKET|FOLDER]",
            help="zip atau folder dari zi bundle; atau folder berisi berkas bukti, seperti disk bersama",
        ),
    ] = None,
    luar: Annotated[
        bool, typer.Option("--luar", help="bukti di luar git (bukti-luar/) pun harus ada di komputer ini")
    ] = False,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume", help="lanjutkan: yang sudah dibaca dalam 30 hari terakhir dan tidak berubah tidak dibaca ulang"
        ),
    ] = False,
    plan: PlansOption = None,
    form: FormatOption = None,
    out: OutputOption = None,
) -> int:
    """Baca semua bukti yang tercatat dan bandingkan dengan sidiknya; atau periksa paket dari zi bundle.

    Dengan FOLDER (disk bersama, flash disk), berkas yang tidak ada di sini dicari di dalamnya menurut isinya, apa pun
    namanya di sana; yang juga tidak ada di sana membuat kodenya 1. Disebut pula berkas di bukti/ yang tidak tercatat,
    dan isi yang sama dengan nama berbeda. Kode 1 bila ada berkas yang hilang atau berubah. Semua bukti dibaca;
    dengan --resume yang sudah dibaca, sesuai sidiknya, dan tidak berubah sejak itu dilewati, dan banyaknya disebut.
    """
    target = output.target(form, out)
    if bag is not None and not _is_plain_folder(bag):
        if plan:
            raise Refusal("Sebutkan paket atau --plan, jangan keduanya.")
        return _bag(bag, target)
    place = workspace(trusting=False)
    if place.is_bag:
        if bag is not None:
            raise Refusal("Folder berkas dibandingkan dari folder kerja kantor, bukan dari paket bukti.", Kind.STATE)
        return _bag(place.root, target)
    homes = place.chosen(plan)
    return _plans(homes, partial(_compare, luar=luar, resume=resume, folder=bag, alone=len(homes) == 1), target)


def _plans(homes: Sequence[Home], compare: Callable[[Home], _Compared], target: output.Destination) -> int:
    """The exit code of what is told of these plans."""
    from zi_cli import plans
    from zi_cli.diagnostics import InvalidPlan

    found: list[tuple[Home, _Compared]] = []
    unread: dict[Home, InvalidPlan] = {}
    for home, compared in plans.each(homes, compare):
        if isinstance(compared, InvalidPlan):
            unread[home] = compared
        else:
            found.append((home, compared))
    if unread:
        complain_briefly([each for invalid in unread.values() for each in invalid.diagnostics])
    if len(homes) > 1 and (sick := [(home.id, each.sick) for home, each in found if each.sick]):
        tell_sick_rows([id_ for id_, _ in sick], sum(count for _, count in sick))
    if found or len(homes) > 1:
        _show([(home.id, each.found) for home, each in found], [home.id for home in unread], target)
    if any(each.found.read_before for _, each in found):
        output.say("Untuk membaca semuanya: zi verify tanpa --resume.")
    return 1 if unread or any(each.found.beda for _, each in found) else 0


class _Compared(NamedTuple):
    """A plan's register against the disk, and how many of its rows have a fault of their own."""

    found: Perbandingan
    sick: int


def _show(named: list[tuple[str, Perbandingan]], unread: list[str], target: output.Destination) -> None:
    from zi_cli.render.media import Printed
    from zi_cli.views.evidence import verify as views

    several = len(named) + len(unread) > 1
    listed = [(id_, each, partial(_recording, id_ if several else None)) for id_, each in named]
    output.serve(Printed(lambda: views.semua(listed, unread), lambda: views.data(named, unread)), target)


def _recording(plan: str | None, code: str, name: str) -> str:
    """The command that records a file where it lies; it names the plan where there are several."""
    named = f'"{plan}"' if plan and " " in plan else plan
    return f'zi mark {code} --file "{name}"' + (f" --plan {named}" if named else "")


def _compare(home: Home, *, luar: bool, resume: bool, folder: Path | None, alone: bool) -> _Compared:
    from zi_cli import plans
    from zi_cli.bukti.held import held
    from zi_cli.bukti.read_before import ReadBefore
    from zi_cli.bukti.register import tercatat
    from zi_cli.bukti.verifying import bandingkan, ukuran
    from zi_cli.plan.hari import hari_ini
    from zi_cli.render.bars import progress_bar

    rencana = plans.load(home).model
    if alone:
        tell(rencana)
    lent = None if folder is None else held(folder, tercatat(rencana))
    with progress_bar("membaca bukti", ukuran(rencana, home.folder)) as advance:
        before = ReadBefore(home.path, hari_ini(rencana.zona_waktu), ask=resume)
        found = bandingkan(rencana, home.folder, before, advance, luar=luar, held=lent)
    return _Compared(found, len(rencana.bergalat))


def _is_plain_folder(path: Path) -> bool:
    """Whether it is a folder in which nothing says that it is a bag."""
    if not path.is_dir():
        return False
    return not any(path.glob("*manifest-*.txt")) and not any(
        os.path.lexists(path / name) for name in ("bagit.txt", "bag-info.txt", f"{MUATAN}/{NAMA_BERKAS}")
    )


def _bag(bag: Path, target: output.Destination) -> int:
    from zi_cli.bukti import bags
    from zi_cli.errors import reason
    from zi_cli.render.bars import progress_bar
    from zi_cli.render.media import Printed
    from zi_cli.views.evidence import verify as views

    try:
        bag.stat()
    except OSError as error:
        raise Refusal(f"{shown(bag)}: {reason(error)}.", Kind.SYSTEM) from error
    with progress_bar("membaca paket", bags.bag_size(bag)) as advance:
        found = bags.judged(bag, _register, advance)
    output.serve(Printed(lambda: views.penilaian(shown(bag), found), lambda: views.data_kantong(found)), target)
    return 1 if found.temuan else 0


def _register(folder: Path, payload: Mapping[str, str]) -> tuple[Sequence[str], Sequence[str]]:
    """What in a bag is not as the plan in it records, and what the bag says that it holds."""
    from zi_cli import plans
    from zi_cli.bukti.bagged import compare, kept_outside
    from zi_cli.diagnostics import InvalidPlan

    if NAMA_BERKAS not in payload:
        told = f"{NAMA_BERKAS} tidak ada di paket ini, jadi buktinya tidak dapat dibandingkan dengan yang tercatat"
        return [told], []
    try:
        rencana = plans.load(Home(folder.name, folder / MUATAN / NAMA_BERKAS, trusting=False)).model
    except InvalidPlan as invalid:
        return [f"{NAMA_BERKAS} di paket ini bergalat: {invalid.diagnostics[0].message}"], []
    meant, title = _said_to_hold(rencana, bag_info(folder))
    kept = kept_outside(meant, payload)
    notes = [title, *([f"{kept} berkas di luar git tidak disertakan (disimpan satker)"] if kept else [])]
    return list(compare(meant, payload)), notes


def _said_to_hold(rencana: Rencana, info: Mapping[str, str]) -> tuple[Serahan, str]:
    """What a bag says that it hands over; all there is, where it does not say that as `bundle` does."""
    from datetime import date

    from zi_cli.bukti.bundling import part_said, serahan
    from zi_cli.plan.progress import capaian, of_areas
    from zi_cli.views.evidence.indeks import judul

    title = info.get("External-Description", "")
    areas, right = part_said(title)
    try:
        day = date.fromisoformat(info.get("Bagging-Date", ""))
    except ValueError:
        day = date.max
    standing = capaian(rencana, day)
    meant = serahan(of_areas(standing, areas) if areas else standing, areas, hanya_sesuai=right)
    if title == " ".join(judul(meant).split()):
        return meant, title
    return serahan(capaian(rencana, date.max)), f'keterangannya ("{title}") bukan dari zi: dibandingkan seluruhnya'
