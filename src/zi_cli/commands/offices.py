"""What the commands over several plans share: the line of each, and what is told of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from zi_cli.commands import output
from zi_cli.commands.meant import hari
from zi_cli.errors import Kind, Refusal, reason
from zi_cli.frozen import evolve, frozen
from zi_cli.nearest import folded

if TYPE_CHECKING:
    from zi_cli.diagnostics import Diagnostic
    from zi_cli.plan.workspace import Home
    from zi_cli.tables import Column, Table
    from zi_cli.views.plan.rekap import Office

MOST_TOLD = 20
"""Findings that are told one by one."""


def offices(
    chosen: Sequence[Home], on: str | None, since: date | None, wanted: Sequence[tuple[str, str]] = ()
) -> Iterator[tuple[Home, Office, tuple[Diagnostic, ...]]]:
    """Every plan that bears the labels as one line on its day, or what is wrong with it.

    Refusal where no plan has a label of such a name, or where the day that is compared with is not an earlier one.
    """
    from zi_cli.plans.facts import each_facts
    from zi_cli.views.plan.rekap import Office

    known: set[str] = set()
    for home, found in each_facts(chosen):
        if isinstance(found, tuple):
            yield home, Office(home.id, None, problem=f"tidak terbaca: {len(found)} galat; lihat zi check"), found
            continue
        known |= found.label.keys()
        if all(folded(found.label.get(name, "")) == folded(text) for name, text in wanted):
            line = found.on(hari(on, found.zone))
            ensure_earlier(since, line.day)
            yield home, Office(home.id, line, found.on(since) if since else None), ()
    for name, _ in wanted:
        if name not in known:
            told = ", ".join(sorted(known)) or "belum ada"
            raise Refusal(f'Tidak ada rencana yang punya label "{name}"; labelnya: {told}.', Kind.UNKNOWN)


def ensure_earlier(since: date | None, day: date) -> None:
    """Refusal where the day that is compared with comes after the one that is asked about."""
    if since is not None and since > day:
        from zi_cli.plan.hari import written_day

        raise Refusal(
            f"--since {since.isoformat()} sesudah hari yang dihitung, {written_day(day)}; sebutkan hari sebelumnya."
        )


def tell_twice(listed: Sequence[Office]) -> None:
    """Say which plans are counted more than once, for they came from several places."""
    counts = Counter(each.id for each in listed)
    if twice := [id_ for id_, count in counts.items() if count > 1]:
        output.say(f"{plan_names(twice)} ada di lebih dari satu tempat yang disebut, dan dihitung di masing-masing.")


def plan_names(ids: Iterable[str]) -> str:
    """What plans are called, the first of them where there are many."""
    names = list(dict.fromkeys(ids))
    return ", ".join(names[:6]) + (f", … ({len(names)} rencana)" if len(names) > 6 else "")


@frozen
class PlanPart:
    """One plan's part of the output; its problem instead, where it cannot be used."""

    id: str
    table: Table | None = None
    item: str = ""
    """Its part of the JSON."""
    day: str = ""
    problem: tuple[Diagnostic, ...] = ()
    sick: int = 0
    """Rows with a fault of their own."""
    lacks: tuple[str, ...] = ()
    """What it lacks, to be counted over all."""
    refused: str = ""
    """Why what is asked cannot be told of it."""
    absent: str = ""
    """That it has not what is asked for: a refusal where no plan has it."""
    notes: tuple[str, ...] = ()
    """What else is to be said of it."""


class Work(Protocol):
    """What is asked of every plan; a value, so that another process can be told."""

    def of(self, home: Home) -> PlanPart:
        """A plan's part; InvalidPlan where it cannot be used."""
        ...


@frozen
class _Done:
    """The work, with a plan that cannot be used, or of which it is refused, as a part of its own."""

    work: Work

    def __call__(self, home: Home) -> PlanPart:
        from zi_cli.diagnostics import InvalidPlan

        try:
            return self.work.of(home)
        except InvalidPlan as invalid:
            return PlanPart(home.id, problem=invalid.diagnostics)
        except Refusal as refusal:
            return PlanPart(home.id, refused=refusal.as_typed())


def serve(
    homes: Sequence[Home],
    work: Work,
    title: Callable[[int], str],
    target: output.Destination,
    closing: Callable[[Sequence[PlanPart]], Sequence[str]] = lambda _: (),
) -> int:
    """Put the parts of several plans together, behind a column RENCANA, or one after the other for a program.

    `title` is told how many lines there are; `closing` makes sentences of all parts.
    """
    from zi_cli import plans
    from zi_cli.render.machine import streamed
    from zi_cli.render.media import Printed
    from zi_cli.tables import Column
    from zi_cli.views import JSON_VERSION
    from zi_cli.views.several import together

    done: list[PlanPart] = []

    def parts() -> Iterator[PlanPart]:
        for each in plans.spread(homes, _Done(work), "membaca rencana"):
            done.append(evolve(each, item=""))
            yield each
        _ensure_one_served([(each.id, each.refused or each.absent) for each in done if not each.problem])

    def stream() -> Iterator[str]:
        items = (each.item for each in parts() if each.item)
        yield from streamed({"versi": JSON_VERSION}, "rencana", items, lambda: _of_all(done))

    def table() -> Table:
        every = done or list(parts())
        columns = next((each.table.columns for each in every if each.table), (Column("KETERANGAN"),))
        wraps = next(([each] for each in columns if not each.unbroken), columns[:1])
        tables = [(each.id, each.table or _unread(each, tuple(wraps))) for each in every]
        return together(title(sum(len(each.table.rows) for each in every if each.table)), tables, "RENCANA")

    output.serve(Printed(page=lambda: output.page(table(), *closing(done)), stream=stream, table=table), target)
    return _tell_problems(done)


def _tell_problems(done: Sequence[PlanPart]) -> int:
    """Say which plans have rows with a fault of their own, and which cannot be used; 1 where there is one of these."""
    for note in dict.fromkeys(note for each in done for note in (each.absent, *each.notes) if note):
        ids = [each.id for each in done if note in (each.absent, *each.notes)]
        output.say(note if len(ids) == len(done) else f"{plan_names(ids)}: {note}")
    if sick := [each for each in done if each.sick]:
        tell_sick_rows([each.id for each in sick], sum(each.sick for each in sick))
    broken = [found for each in done for found in each.problem]
    complain_briefly(broken)
    refused = [(each.id, each.refused) for each in done if each.refused]
    _tell_refused(refused)
    return 1 if broken or refused else 0


def one_by_one(homes: Sequence[Home], work: Callable[[Home], int]) -> int:
    """The worst code of what is done for each of several plans; 1 where one cannot be used, or is refused.

    Which and why is told, and keeps no other back; Refusal where all are refused.
    """
    from zi_cli import plans
    from zi_cli.diagnostics import InvalidPlan

    def careful(home: Home) -> int | str:
        try:
            return work(home)
        except Refusal as refusal:
            return refusal.as_typed()

    broken: list[Diagnostic] = []
    told: list[tuple[str, str]] = []
    codes = [0]
    for home, done in plans.each(homes, careful):
        if isinstance(done, InvalidPlan):
            broken += done.diagnostics
        else:
            told.append((home.id, done if isinstance(done, str) else ""))
        codes.append(done if isinstance(done, int) else 1)
    complain_briefly(broken)
    _ensure_one_served(told)
    _tell_refused([each for each in told if each[1]])
    return max(codes)


def _ensure_one_served(told: Sequence[tuple[str, str]]) -> None:
    """Refusal where what was asked is refused of every plan that can be used: then it is no plan's own matter."""
    if told and all(why for _, why in told):
        raise Refusal(f"{told[0][0]}: {told[0][1]}")


def _tell_refused(refused: Sequence[tuple[str, str]]) -> None:
    """Say of which plans it was refused, and why; of the first of them where there is too much to read."""
    for id_, why in refused[:MOST_TOLD]:
        output.say(f"{id_}: {why}")
    if len(refused) > MOST_TOLD:
        output.say(f"… dan {len(refused) - MOST_TOLD} rencana lagi.")


def _unread(part: PlanPart, columns: tuple[Column, ...]) -> Table:
    """The line of a plan that could not be read."""
    from zi_cli.tables import Table, row

    told = "tidak dapat dijawab" if part.refused else f"tidak terbaca: {len(part.problem)} galat"
    return Table("", columns, (row(*(told for _ in columns)),))


def _of_all(done: Sequence[PlanPart]) -> dict[str, str | list[str]]:
    """What is said of all parts together: the day, and whose are missing."""
    days = sorted(each.day for each in done if each.day)
    lost = [each.id for each in done if each.problem or each.refused]
    return {"per_tanggal": days[-1], "tidak_terbaca": lost} if days else {"tidak_terbaca": lost}


def labels(words: Sequence[str] | None) -> list[tuple[str, str]]:
    """The labels that `--label` names, `provinsi=Jambi`; Refusal where one is written otherwise."""
    found = []
    for word in words or []:
        name, sign, text = word.partition("=")
        if not (name.strip() and sign and text.strip()):
            raise Refusal(f'--label "{word}" tidak berbentuk NAMA=ISI, misalnya provinsi=Jambi.')
        found.append((name.strip(), text.strip()))
    return found


def into(folder: Path | None, homes: Sequence[Home], ending: str) -> list[tuple[Home, Path]]:
    """Where each of several plans is written: `ID` and the ending, in the folder that `-o` names; it is made."""
    from zi_cli.plan.workspace import ensure_no_plan

    names = ", ".join(each.id for each in homes[:6]) + (", …" if len(homes) > 6 else "")
    if folder is None or str(folder) == "-":
        raise Refusal(
            f"Di sini ada {len(homes)} rencana; sebutkan salah satu dengan --plan, atau folder untuk semuanya "
            f"dengan -o: {names}.",
            Kind.AMBIGUOUS,
        )
    ensure_no_plan(folder)
    if folder.suffix and not folder.is_dir():
        raise Refusal(f"{folder}: untuk {len(homes)} rencana sebutkan sebuah folder, atau satu rencana dengan --plan.")
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise Refusal(f"{folder} tidak dapat dibuat: {reason(error)}.", Kind.SYSTEM) from error
    return [(each, folder / f"{each.id}{ending}") for each in homes]


def complain_briefly(found: Sequence[Diagnostic]) -> None:
    """Tell what is wrong with plans that could not be read: all of it, or only the number where there is too much to
    read."""
    if len(found) > MOST_TOLD:
        files = dict.fromkeys(each.file for each in found)
        output.say(f"zi: {len(files)} rencana tidak terbaca, {len(found)} galat; lihat zi check.")
    elif found:
        output.complain(found)


def tell_sick(listed: Sequence[Office]) -> None:
    """Say how many rows are not counted, because each has a fault of its own."""
    if sick := [each for each in listed if each.count("bergalat")]:
        tell_sick_rows([each.id for each in sick], sum(int(each.count("bergalat")) for each in sick))


def tell_wrong_answers(listed: Sequence[Office]) -> None:
    """Say of which plans the answers cannot be read: their score is not known."""
    if wrong := [each.id for each in listed if each.line and each.line.wrong_answers]:
        output.say(f"Jawaban LKE tidak terbaca: di {plan_names(wrong)}; lihat zi check.")


def tell_sick_rows(ids: Sequence[str], rows: int) -> None:
    """Say in which plans how many rows do not count, for each has a fault of its own."""
    output.say(f"{rows} baris bergalat tidak ikut dihitung: di {plan_names(ids)}; lihat zi check.")
