"""What words that several commands are given mean."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from zi_cli.errors import Kind, Refusal
from zi_cli.plan.workspace import Workspace, find

if TYPE_CHECKING:
    from zi_cli.plan.hari import ZonaWaktu
    from zi_cli.plan.progress import Capaian


def workspace(*, trusting: bool = True) -> Workspace:
    """The workspace of the folder one stands in; without `trusting` no stamp spares the judging of its plans."""
    try:
        return find(Path.cwd(), trusting=trusting)
    except FileNotFoundError as error:
        raise Refusal("Folder tempat Anda berada sudah tidak ada; pindah ke folder lain.", Kind.UNKNOWN) from error


def hari(on: str | None, zona: ZonaWaktu) -> date:
    """The day that `--on` names, or today in the plan's own time zone."""
    from zi_cli.plan.hari import hari_ini

    return hari_ini(zona) if on is None else tanggal(on, "--on")


def tanggal(text: str, option: str) -> date:
    """The day an option names; Refusal where it names none."""
    from zi_cli.plan.hari import read_day

    try:
        day = read_day(text)
    except ValueError as error:
        raise Refusal(f"{option}: {error}.") from error
    if not 2000 <= day.year <= 2100:
        raise Refusal(f"{option}: tahun {day.year} di luar 2000-2100.")
    return day


def day_range(days: int, option: str) -> int:
    """A number of days ahead; Refusal where it is none that a plan could reach."""
    if not 0 <= days <= 3660:
        raise Refusal(f"{option} {days} di luar 0 sampai 3660 hari.")
    return days


def pilihan(text: str, known: Iterable[str], option: str) -> str:
    """One of the words an option knows; Refusal with all of them otherwise."""
    words = list(known)
    if text not in words:
        from zi_cli.nearest import nearest

        guess = nearest(text, words)
        raise Refusal(
            f'{option} "{text}" tidak dikenal; pilihannya {", ".join(words)}.'
            + (f" Maksudnya {guess}?" if guess else ""),
            Kind.UNKNOWN,
        )
    return text


def only_areas(whole: Capaian, area: Collection[int]) -> Capaian:
    """The progress of the areas that `--area` names, or of all; Refusal where the plan has not such an area."""
    if not area:
        return whole
    from zi_cli.plan.progress import of_areas

    known = [each.nomor for each in whole.rencana.area]
    for each in area:
        if each not in known:
            raise Refusal(
                f"Tidak ada area {each} di rencana ini; yang tersedia: {', '.join(map(str, known))}.", Kind.UNKNOWN
            )
    return of_areas(whole, area)
