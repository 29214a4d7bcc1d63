"""`zi show`: one row of a plan, everything about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zi_cli.commands import output
from zi_cli.commands.meant import hari, workspace
from zi_cli.commands.reading import read
from zi_cli.errors import SickRow

if TYPE_CHECKING:  # what options are, the command line asks: not every call is its own
    from pathlib import Path

    from zi_cli.commands.options import CodeArgument, DayOption, FormatOption, OutputOption, PlanOption
    from zi_cli.plan.model import Indikator, Rencana
    from zi_cli.plan.progress import Capaian
    from zi_cli.render.media import Printed
    from zi_cli.text.document import Route
    from zi_cli.text.reading import Parsed

__all__ = ["show"]


def show(
    *,
    kode: CodeArgument,
    plan: PlanOption = None,
    on: DayOption = None,
    form: FormatOption = None,
    out: OutputOption = None,
) -> int:
    """Satu baris selengkapnya: indikator, aksi, bukti fisik dengan tenggatnya, dan riwayat tandanya."""
    from zi_cli import plans
    from zi_cli.bukti.elsewhere import away_from
    from zi_cli.bukti.register import tercatat
    from zi_cli.edits.marks import cari_indikator
    from zi_cli.plan.progress import capaian
    from zi_cli.render.media import Printed
    from zi_cli.views.plan import data, rows

    target = output.target(form, out)
    home = workspace().home(plan)
    terbaca = read(home)
    rencana, worth = terbaca.model, plans.worth(home, terbaca)
    whole = capaian(rencana, hari(on, rencana.zona_waktu))
    try:
        _, indikator = cari_indikator(rencana, kode)
    except SickRow as sick:
        output.serve(_tell_sick(home.id, terbaca, whole, sick.route), target)
        return 0
    each = next(one for one in whole.indikator if one.indikator is indikator)
    said = Printed(
        page=lambda: rows.rincian(whole, worth, each, away_from(tercatat(rencana), home.folder)),
        data=lambda: data.baris(whole.hari, [(home.id, whole, worth, [each])], riwayat=True),
    )
    output.serve(said, target)
    if home.bag is not None:
        _say_places(home.bag, indikator)
    return 0


def _say_places(bag: Path, indikator: Indikator) -> None:
    """Where the files of a row lie in a bag: under other names, known by their hashes."""
    from zi_cli.bukti.returned import by_hash

    places = by_hash(bag)
    for bukti in indikator.bukti_fisik:
        for each in (file for mark in bukti.realisasi for file in mark.semua_berkas):
            place = places.get(each.sha256 or "")
            output.say(f"{each.berkas}: {place if place else 'tidak disertakan dalam paket ini'}")


def _tell_sick(id_: str, terbaca: Parsed[Rencana], whole: Capaian, route: Route) -> Printed:
    """A row with a fault of its own: what is written there, and what is wrong."""
    from zi_cli.errors import as_sentence
    from zi_cli.lke.poin import Bobot
    from zi_cli.plan.progress import CapaianBergalat
    from zi_cli.plans.loading import faults
    from zi_cli.render.media import Printed
    from zi_cli.views.plan import data, rows

    at = [route for route, *_ in terbaca.model.rute()].index(route)
    each = whole.baris[at]
    assert isinstance(each, CapaianBergalat), "a row that cannot be used stands somehow"
    found = [f"{one.file}:{one.place.line}: {as_sentence(one.message)}" for one in faults(terbaca, route)]
    return Printed(
        page=lambda: rows.bergalat(whole, each, found),
        data=lambda: data.baris(whole.hari, [(id_, whole, Bobot({}, {}), [each])], riwayat=True),
    )
