"""`zi list`: the rows of plans, filtered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from zi_cli.commands import output
from zi_cli.commands.options import (
    OpsiBentuk,
    OpsiHari,
    OpsiKeluaran,
    OpsiRencana,
    hari,
    pilihan,
    rentang_hari,
    saring_area,
    workspace,
)
from zi_cli.commands.reading import read
from zi_cli.errors import Refusal, kalimat

if TYPE_CHECKING:
    from zi_cli.lke.poin import Bobot
    from zi_cli.plan.progress import Capaian, CapaianBergalat, CapaianIndikator

    Baris = CapaianIndikator | CapaianBergalat
    Saringan = Callable[[Baris], bool]

__all__ = ["list_"]

BASI = "basi"
"""No state, but asked for like one: a review of something else than what is recorded now."""


def list_(
    *,
    plan: OpsiRencana = None,
    on: OpsiHari = None,
    state: Annotated[
        list[str] | None,
        typer.Option(
            "--state",
            metavar="KEADAAN",
            help="selesai, terlambat, berjalan, belum_mulai, tanpa_target, bergalat; atau keadaan salah satu buktinya: "
            "belum, sebagian, ditandai, terkumpul, perlu_perbaikan, sesuai, basi; boleh berulang",
        ),
    ] = None,
    area: Annotated[
        list[int] | None, typer.Option("--area", metavar="N", help="hanya area itu; boleh berulang")
    ] = None,
    person: Annotated[
        str | None,
        typer.Option("--person", metavar="NAMA", help="penanggung jawab, atau yang mengumpulkan, memuat NAMA"),
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar="TEKS", help="indikator, aksi, atau bukti memuat TEKS")
    ] = None,
    month: Annotated[
        str | None,
        typer.Option(
            "--month", metavar="BULAN", help="punya tenggat di bulan itu, misalnya Oktober atau 'Triwulan IV'"
        ),
    ] = None,
    due_within: Annotated[
        int | None, typer.Option("--due-within", metavar="HARI", help="jatuh tempo dalam sekian hari")
    ] = None,
    sort: Annotated[
        str | None,
        typer.Option(
            "--sort", metavar="URUTAN", help="points (poin terbanyak dahulu) atau deadline; bawaannya rencana"
        ),
    ] = None,
    form: OpsiBentuk = None,
    out: OpsiKeluaran = None,
) -> int:
    """Baris-baris rencana. Saringan boleh digabung: yang tampil memenuhi semuanya."""
    from zi_cli import plans
    from zi_cli.plan.progress import capaian

    target = output.target(form, out)
    if due_within is not None:
        rentang_hari(due_within, "--due-within")
    order = None if sort is None else pilihan(sort, ("points", "deadline"), "--sort")
    home = workspace().home(plan)
    terbaca = read(home)
    rencana, worth = terbaca.model, plans.worth(home, terbaca)
    whole = capaian(rencana, hari(on, rencana.zona_waktu))
    saring_area(whole, area or [])  # refuses an area that the plan has not
    filters = [
        *_keadaan(state),
        *([lambda each: each.area.nomor in area] if area else []),
        *([_orang(person)] if person else []),
        *([_memuat(text)] if text else []),
        *([_bulan(month, rencana.tahun)] if month else []),
        *([_segera(whole, due_within)] if due_within is not None else []),
    ]
    chosen = [each for each in whole.baris if all(keep(each) for keep in filters)]
    if order == "points":
        chosen = worth.urut(chosen)
    elif order == "deadline":
        chosen = sorted(chosen, key=lambda each: min(each.terbuka or each.tenggat, default=date.max))
    _tampilkan(home.id, whole, worth, chosen, target)
    return 0


def _tampilkan(id_: str, whole: Capaian, worth: Bobot, chosen: list[Baris], target: output.Target) -> None:
    from zi_cli.render.media import Printed
    from zi_cli.views import data
    from zi_cli.views.rows import daftar

    if target.medium.name == "table" and target.out is None and not chosen:
        output.say("Tidak ada baris yang memenuhi saringan itu.")
        return
    said = Printed(
        page=lambda: output.page(daftar(whole, worth, chosen)),
        data=lambda: data.baris(whole.hari, [(id_, whole, worth, chosen)]),
        table=lambda: daftar(whole, worth, chosen),
    )
    output.serve(said, target)


def _keadaan(words: list[str] | None) -> list[Saringan]:
    from zi_cli.plan.progress import Keadaan, KeadaanBukti

    if not words:
        return []
    known = (*Keadaan, *KeadaanBukti, BASI)
    wanted = {pilihan(word.strip().casefold().replace(" ", "_").replace("-", "_"), known, "--state") for word in words}

    def keep(each: Baris) -> bool:
        stale = BASI in wanted and any(bukti.basi for bukti in each.bukti)
        return stale or each.keadaan.value in wanted or any(bukti.keadaan.value in wanted for bukti in each.bukti)

    return [keep]


def _orang(name: str) -> Saringan:
    wanted = name.casefold()

    def keep(each: Baris) -> bool:
        people = [each.penanggung_jawab, *(mark.oleh for one in each.bukti for mark in one.bukti.realisasi)]
        return any(wanted in person.casefold() for person in people if person)

    return keep


def _memuat(text: str) -> Saringan:
    wanted = " ".join(text.casefold().split())

    def keep(each: Baris) -> bool:
        row = each.indikator
        words = [row.uraian, row.langkah_aksi or "", row.catatan or "", *each.dokumen]
        return any(wanted in " ".join(part.casefold().replace("*", "").split()) for part in words)

    return keep


def _bulan(text: str, tahun: int) -> Saringan:
    from zi_cli.plan.jadwal import Periode, Target

    try:
        windows = (Periode.parse(text).jendela(tahun),) if text[:1].isdigit() else Target.parse(text).jendela(tahun)
    except ValueError as error:
        raise Refusal(f"--month: {kalimat(str(error))}") from error
    return lambda each: any(window.awal <= day <= window.akhir for window in windows for day in each.tenggat)


def _segera(whole: Capaian, days: int) -> Saringan:
    due = {id(each) for each in whole.segera(days)}
    return lambda each: id(each) in due
