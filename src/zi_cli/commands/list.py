"""`zi list`: the rows of plans, filtered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from zi_cli.commands import output
from zi_cli.commands.meant import day_range, hari, only_areas, pilihan, workspace
from zi_cli.commands.reading import tell
from zi_cli.errors import Refusal, as_sentence
from zi_cli.frozen import frozen
from zi_cli.nearest import folded

if TYPE_CHECKING:  # what options are, the command line asks: not every call is its own
    from typing import Annotated

    import typer

    from zi_cli.commands.offices import PlanPart
    from zi_cli.commands.options import DayOption, FormatOption, OutputOption, PlansOption
    from zi_cli.lke.poin import Bobot
    from zi_cli.plan.progress import Capaian, CapaianBergalat, CapaianIndikator
    from zi_cli.plan.workspace import Home

    Baris = CapaianIndikator | CapaianBergalat
    Filter = Callable[[Baris], bool]

__all__ = ["list_"]

BASI = "basi"
"""No state, but asked for like one: a review of something else than what is recorded now."""


def list_(
    *,
    plan: PlansOption = None,
    on: DayOption = None,
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
    form: FormatOption = None,
    out: OutputOption = None,
) -> int:
    """Baris-baris rencana. Saringan boleh digabung: yang tampil memenuhi semuanya."""
    target = output.target(form, out)
    if due_within is not None:
        day_range(due_within, "--due-within")
    order = None if sort is None else pilihan(sort, ("points", "deadline"), "--sort")
    states = frozenset(_states(state))
    json = target.medium.name == "json"
    asked = _Asked(on, states, tuple(area or ()), person, text, month, due_within, order, json)
    homes = workspace().chosen(plan)
    if len(homes) > 1:
        from zi_cli.commands import offices

        return offices.serve(homes, asked, lambda rows: f"{rows} indikator di {len(homes)} rencana", target)
    whole, worth = asked.known(homes[0]) or asked.standing(homes[0], keeping=True)
    tell(whole.rencana)
    _show(homes[0].id, whole, worth, asked.rows(whole, worth), target)
    return 0


@frozen
class _Asked:
    """Which rows are wanted of every plan; a value, so that another process can be told."""

    on: str | None
    states: frozenset[str]
    area: tuple[int, ...]
    person: str | None
    text: str | None
    month: str | None
    due_within: int | None
    order: str | None
    json: bool

    def standing(self, home: Home, *, keeping: bool = False) -> tuple[Capaian, Bobot]:
        """How the plan stands, and what its rows are worth; InvalidPlan where it cannot be used.

        `keeping`: what was found out is written down, for it will be asked for again.
        """
        from zi_cli.plan.progress import capaian
        from zi_cli.plans.known import learned

        parsed, worth = learned(home, keeping=keeping)
        return capaian(parsed.model, hari(self.on, parsed.model.zona_waktu)), worth

    def known(self, home: Home) -> tuple[Capaian, Bobot] | None:
        """The same as far as a page tells it, where it was found out before."""
        from zi_cli.plans.known import recall_known

        found = None if self.json or self.area else recall_known(home)
        return (found.on(hari(self.on, found.zone)), found.worth) if found else None

    def rows(self, whole: Capaian, worth: Bobot) -> list[Baris]:
        """The rows that pass all filters."""
        only_areas(whole, self.area)  # refuses an area that the plan has not
        filters = [
            *([_in_state(self.states)] if self.states else []),
            *([lambda each: each.area.nomor in self.area] if self.area else []),
            *([_of_person(self.person)] if self.person else []),
            *([_holding(self.text)] if self.text else []),
            *([_in_month(self.month, whole.rencana.tahun)] if self.month else []),
            *([_soon(whole, self.due_within)] if self.due_within is not None else []),
        ]
        chosen = [each for each in whole.baris if all(keep(each) for keep in filters)]
        if self.order == "points":
            chosen = worth.urut(chosen)
        elif self.order == "deadline":
            chosen = sorted(chosen, key=lambda each: min(each.terbuka or each.tenggat, default=date.max))
        return chosen

    def of(self, home: Home) -> PlanPart:
        """One of several plans: its rows, in its own order."""
        from zi_cli.commands.offices import PlanPart
        from zi_cli.render.machine import item
        from zi_cli.views.plan import data
        from zi_cli.views.plan.rows import daftar

        whole, worth = self.known(home) or self.standing(home)
        chosen = self.rows(whole, worth)
        table = None if self.json else daftar(whole, worth, chosen)
        said = item(data.rows(home.id, whole, worth, chosen)) if self.json else ""
        return PlanPart(home.id, table, said, whole.hari.isoformat(), (), len(whole.bergalat))


def _show(id_: str, whole: Capaian, worth: Bobot, chosen: list[Baris], target: output.Destination) -> None:
    from zi_cli.render.media import Printed
    from zi_cli.views.plan.rows import daftar

    def told() -> object:
        from zi_cli.views.plan import data

        return data.baris(whole.hari, [(id_, whole, worth, chosen)])

    if target.medium.name == "table" and target.out is None and not chosen:
        output.say("Tidak ada baris yang memenuhi saringan itu.")
        return
    said = Printed(
        page=lambda: output.page(daftar(whole, worth, chosen)),
        data=told,
        table=lambda: daftar(whole, worth, chosen),
    )
    output.serve(said, target)


def _states(words: list[str] | None) -> Iterator[str]:
    from zi_cli.plan.pemenuhan import KeadaanBukti
    from zi_cli.plan.progress import Keadaan

    known = (*Keadaan, *KeadaanBukti, BASI)
    for word in words or []:
        yield pilihan(word.strip().casefold().replace(" ", "_").replace("-", "_"), known, "--state")


def _in_state(wanted: frozenset[str]) -> Filter:
    def keep(each: Baris) -> bool:
        stale = BASI in wanted and any(bukti.basi for bukti in each.bukti)
        return stale or each.keadaan.value in wanted or any(bukti.keadaan.value in wanted for bukti in each.bukti)

    return keep


def _of_person(name: str) -> Filter:
    wanted = folded(name)

    def keep(each: Baris) -> bool:
        people = [each.penanggung_jawab, *(mark.oleh for one in each.bukti for mark in one.bukti.realisasi)]
        return any(wanted in folded(person) for person in people if person)

    return keep


def _holding(text: str) -> Filter:
    wanted = folded(text)

    def keep(each: Baris) -> bool:
        row = each.indikator
        words = [row.uraian, row.langkah_aksi or "", row.catatan or "", *each.dokumen]
        return any(wanted in folded(part.replace("*", "")) for part in words)

    return keep


def _in_month(text: str, tahun: int) -> Filter:
    from zi_cli.plan.jadwal import Periode, Target

    try:
        windows = (Periode.parse(text).window(tahun),) if text[:1].isdigit() else Target.parse(text).windows(tahun)
    except ValueError as error:
        raise Refusal(f"--month: {as_sentence(str(error))}") from error
    return lambda each: any(window.first <= day <= window.last for window in windows for day in each.tenggat)


def _soon(whole: Capaian, days: int) -> Filter:
    due = {id(each) for each in whole.segera(days)}
    return lambda each: id(each) in due
