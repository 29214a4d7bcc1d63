"""`zi show`: one row of a plan, everything about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zi_cli.commands import output
from zi_cli.commands.meant import hari, workspace
from zi_cli.commands.reading import tell
from zi_cli.errors import SickRow
from zi_cli.frozen import frozen
from zi_cli.plan.kode import typed_code

if TYPE_CHECKING:  # what options are, the command line asks: not every call is its own
    from pathlib import Path

    from zi_cli.bukti.elsewhere import Recorded
    from zi_cli.commands.options import CodeArgument, DayOption, FormatOption, OutputOption, PlanOption
    from zi_cli.lke.poin import Bobot
    from zi_cli.plan.model import Indikator, Rencana
    from zi_cli.plan.progress import Capaian, CapaianIndikator
    from zi_cli.plan.workspace import Home
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
    target = output.target(form, out)
    home = workspace().home(plan)
    if target.medium.name != "json" and (known := _known(home, kode, on)):
        return _serve(home, known, target)
    from zi_cli.bukti.elsewhere import recorded_files
    from zi_cli.edits.marks import find_row
    from zi_cli.plan.progress import capaian
    from zi_cli.plans.known import learned

    parsed, worth = learned(home, keeping=True)
    rencana = parsed.model
    tell(rencana)
    whole = capaian(rencana, hari(on, rencana.zona_waktu))
    try:
        _, indikator = find_row(rencana, kode)
    except SickRow as sick:
        output.serve(_tell_sick(home.id, parsed, whole, sick.route), target)
        return 0
    each = next(one for one in whole.indikator if one.indikator is indikator)
    return _serve(home, _Shown(whole, worth, each, recorded_files(rencana)), target)


@frozen
class _Shown:
    """A row among the rows of its plan, and what it is worth."""

    whole: Capaian
    worth: Bobot
    row: CapaianIndikator
    files: Recorded


def _known(home: Home, kode: str, on: str | None) -> _Shown | None:
    """The row, where all of it was found out before, as far as a page tells it."""
    from zi_cli.plans.known import recall_known

    found = recall_known(home)
    if found is None:
        return None
    whole = found.only(typed_code(kode), hari(on, found.zone))
    return _Shown(whole, found.worth, whole.indikator[0], found.files) if whole else None


def _serve(home: Home, shown: _Shown, target: output.Destination) -> int:
    from zi_cli.bukti.elsewhere import away_from
    from zi_cli.render.media import Printed
    from zi_cli.views.plan import rows

    hashes = {name: sha256 for name, (sha256, _) in shown.files.items()}
    said = Printed(
        page=lambda: rows.rincian(shown.whole, shown.worth, shown.row, away_from(hashes, home.folder)),
        data=lambda: _data(home.id, shown),
    )
    output.serve(said, target)
    if home.bag is not None:
        _say_places(home.bag, shown.row.indikator)
    return 0


def _data(id_: str, shown: _Shown) -> object:
    from zi_cli.views.plan import data

    return data.baris(shown.whole.hari, [(id_, shown.whole, shown.worth, [shown.row])], riwayat=True)


def _say_places(bag: Path, indikator: Indikator) -> None:
    """Where the files of a row lie in a bag: under other names, known by their hashes."""
    from zi_cli.bukti.returned import by_hash

    places = by_hash(bag)
    for bukti in indikator.bukti_fisik:
        for each in (file for mark in bukti.realisasi for file in mark.every_file):
            place = places.get(each.sha256 or "")
            output.say(f"{each.berkas}: {place if place else 'tidak disertakan dalam paket ini'}")


def _tell_sick(id_: str, parsed: Parsed[Rencana], whole: Capaian, route: Route) -> Printed:
    """A row with a fault of its own: what is written there, and what is wrong."""
    from zi_cli.errors import as_sentence
    from zi_cli.lke.poin import Bobot
    from zi_cli.plan.progress import CapaianBergalat
    from zi_cli.plans.loading import faults
    from zi_cli.render.media import Printed
    from zi_cli.views.plan import data, rows

    at = [route for route, *_ in parsed.model.each_row()].index(route)
    each = whole.baris[at]
    assert isinstance(each, CapaianBergalat), "a row that cannot be used stands somehow"
    found = [f"{one.file}:{one.place.line}: {as_sentence(one.message)}" for one in faults(parsed, route)]
    return Printed(
        page=lambda: rows.bergalat(whole, each, found),
        data=lambda: data.baris(whole.hari, [(id_, whole, Bobot({}, {}), [each])], riwayat=True),
    )
