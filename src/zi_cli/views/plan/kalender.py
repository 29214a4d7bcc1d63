"""The plan's deadlines as an agenda: an entry for each row and day, the same entry when the day moves."""

from collections.abc import Iterator, Sequence
from datetime import date

from zi_cli.errors import Refusal
from zi_cli.italics import plain
from zi_cli.nearest import folded
from zi_cli.plan.hari import written_day
from zi_cli.plan.progress import Capaian, CapaianIndikator, Deadline
from zi_cli.render.media import Printed
from zi_cli.tables import Agenda, Due, Page, Sentence
from zi_cli.views.report import Material, Need, Report


def page(id_: str, standing: Capaian, person: str = "") -> Page:
    """The agenda of a plan, or of the rows of one person in it; Refusal where that person has none."""
    wanted = folded(person)
    rows = [each for each in standing.indikator if wanted in folded(each.penanggung_jawab or "")]
    if person and not rows:
        raise Refusal(
            f'Tidak ada baris dengan penanggung jawab "{person}"; lihat siapa saja di laporan tanggung-jawab.'
        )
    dues = sorted((due for each in rows for due in _dues(id_, each)), key=lambda due: (due.day, due.id))
    plan = standing.rencana
    name = f"Tenggat Zona Integritas {plan.satker} {plan.tahun}" + (f", {person}" if person else "")
    open_ = sum(not due.done for due in dues)
    told = f"Per {written_day(standing.hari)}: {len(dues)} tenggat, {open_} di antaranya belum terpenuhi."
    return Page(
        name, (Sentence(told), Agenda("Tenggat", tuple(dues), standing.hari)), author=plan.satker, day=standing.hari
    )


def _dues(id_: str, each: CapaianIndikator) -> Iterator[Due]:
    """An entry for each day on which some document of the row is due.

    Its identity is the row's code and the period's name where the document recurs; without a date in it, an entry whose
    day moves is the same entry. Of several days without a period of their own, the second is the second.
    """
    by_day: dict[date, list[Deadline]] = {}
    for deadline in each.deadlines:
        by_day.setdefault(deadline.one.tenggat, []).append(deadline)
    taken: dict[str, int] = {}
    for _, found in sorted(by_day.items()):
        key = min((due.period for due in found if due.period), default="tenggat")
        taken[key] = taken.get(key, 0) + 1
        name = key if taken[key] == 1 else f"{key} {taken[key]}"
        yield _due(f"{id_}|{each.indikator.kode}|{name}", each, found)


def _due(key: str, each: CapaianIndikator, found: Sequence[Deadline]) -> Due:
    open_ = [due for due in found if due.one.realisasi is None]
    first = found[0].document.name
    more = f" (+{len(found) - 1})" if len(found) > 1 else ""
    documents = [f"- {due.document.name}" for due in open_ or found]
    who = each.penanggung_jawab
    lines = [plain(each.indikator.uraian), "", "Belum ada:" if open_ else "Sudah ada:", *documents]
    lines += ["", f"Penanggung jawab: {who}"] if who else []
    return Due(key, found[0].one.tenggat, f"{each.indikator.kode} {first}{more}", "\n".join(lines), not open_)


def _printed(material: Material) -> Printed:
    standing = material.standing
    return Printed(page=lambda: page(material.id, standing, material.person))


REPORT = Report("kalender", _printed, frozenset({Need.DAY, Need.PERSON}), medium="ics")
