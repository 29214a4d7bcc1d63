"""What a rule is, and what it finds."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from zi_cli.diagnostics import Tingkat
from zi_cli.document import Route
from zi_cli.plan import Area, BuktiFisik, Indikator, Komponen, Rencana


@dataclass(frozen=True, slots=True)
class Temuan:
    """One breach of a rule: where in the plan, and the sentence that says it with its cure."""

    route: Route
    pesan: str
    kunci: bool = False
    """Whether the key is meant rather than its value."""


@dataclass(frozen=True, slots=True)
class Aturan:
    """A rule of `zi check`."""

    id: str
    tingkat: Tingkat
    ringkas: str
    """The rule in one sentence."""
    cari: Callable[[Rencana], Iterable[Temuan]]


def setiap_komponen(rencana: Rencana) -> Iterator[tuple[Route, Area, Komponen]]:
    """Every komponen with its route."""
    for a, area in enumerate(rencana.area):
        for k, komponen in enumerate(area.komponen):
            yield ("area", a, "komponen", k), area, komponen


def setiap_indikator(rencana: Rencana) -> Iterator[tuple[Route, Indikator]]:
    """Every row with its route."""
    for route, _, komponen in setiap_komponen(rencana):
        for i, indikator in enumerate(komponen.indikator):
            yield (*route, "indikator", i), indikator


def setiap_bukti(rencana: Rencana) -> Iterator[tuple[Route, Indikator, BuktiFisik]]:
    """Every document with its route and the row that asks for it."""
    for route, indikator in setiap_indikator(rencana):
        for b, bukti in enumerate(indikator.bukti_fisik):
            yield (*route, "bukti_fisik", b), indikator, bukti
