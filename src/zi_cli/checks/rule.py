"""What a rule is, what it looks at, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zi_cli.checks.frame import PlanFrame, frame_of
from zi_cli.diagnostics import Severity
from zi_cli.frozen import frozen
from zi_cli.plan.model import Indikator

if TYPE_CHECKING:
    from zi_cli.bukti.in_git import InGit
    from zi_cli.lke.lembar import Lembar
    from zi_cli.plan.model import Area, BuktiFisik, Komponen, Rencana
    from zi_cli.plan.realisasi import Realisasi
    from zi_cli.plan.rentang import Window
    from zi_cli.text.document import Route
    from zi_cli.text.reading import Parsed


@frozen(slots=False)
class TextCase:
    """What is judged of any file: how it is written, whatever it says."""

    parsed: Parsed[Any]

    @property
    def has_folder(self) -> bool:
        """Whether it is known where the file lies."""
        return True

    @property
    def teks(self) -> str:
        """The text that says it."""
        return self.parsed.source.text


@frozen(slots=False)
class PlanCase(TextCase):
    """What is judged: a plan, as it is written, on a day, in its folder.

    A galat follows from the text alone, so that a plan does not become invalid overnight or on another's machine;
    only a peringatan may ask for the day or the folder. The one on the folder itself keeps no other command from it.
    """

    parsed: Parsed[Rencana]
    hari: date | None = None
    """The day of judging, where there is one."""
    folder: Path | None = None
    """The plan's folder, where it has one."""
    in_git: InGit | None = None
    """What git knows of the plan's evidence, where it was asked."""
    lembar: str | None = None
    """The sheet that it is judged by; None for the one in force in its year."""

    @property
    def has_folder(self) -> bool:
        """Whether it is known where the plan lies."""
        return self.folder is not None

    @property
    def rencana(self) -> Rencana:
        """The plan itself."""
        return self.parsed.model

    @cached_property
    def sheet(self) -> Lembar:
        """The sheet that it is judged by."""
        from zi_cli.lke.regulasi import in_force, lembar

        return lembar(self.lembar or in_force(self.rencana.tahun))

    @cached_property
    def frame_of(self) -> PlanFrame:
        """The frame of the plan, from its texts alone."""
        return frame_of(self.parsed.document.tree)

    @cached_property
    def komponen(self) -> list[tuple[Route, Area, Komponen]]:
        """Every komponen with its route and its area."""
        return list(self.rencana.each_komponen())

    @cached_property
    def indikator(self) -> list[tuple[Route, Indikator]]:
        """Every row that can be used, with its route."""
        return [(route, each) for route, _, _, each in self.rencana.each_row() if isinstance(each, Indikator)]

    @cached_property
    def timed_rows(self) -> list[tuple[Route, Indikator, tuple[Window, ...]]]:
        """Every row with a time, with the windows of it."""
        tahun = self.rencana.tahun
        windows = ((route, each, each.windows(tahun)) for route, each in self.indikator)
        return [found for found in windows if found[2]]

    @cached_property
    def bukti(self) -> list[tuple[Route, Indikator, BuktiFisik]]:
        """Every document with its route and the row that asks for it."""
        return list(self.rencana.each_bukti())

    @cached_property
    def realisasi(self) -> list[tuple[Route, Indikator, BuktiFisik, Realisasi]]:
        """All that has been collected, with its route, the row and the document."""
        return list(self.rencana.each_realisasi(self.bukti))

    @cached_property
    def from_another_year(self) -> Mapping[Route, Realisasi]:
        """The marks that came with a plan of an earlier year, by their routes; none where only a few are that old."""
        tahun = self.rencana.tahun
        earlier = [(route, row, each) for route, row, _, each in self.realisasi if each.tanggal.year < tahun]
        begins = {row.kode: min(each.first for each in windows) for _, row, windows in self.timed_rows if earlier}
        old = {route: each for route, row, each in earlier if each.tanggal < begins.get(row.kode, date.max)}
        return old if len(old) >= _COPIED and 2 * len(old) > len(self.realisasi) else {}


_COPIED = 3
"""So many marks of an earlier year, and most of all marks, show that a plan was copied; fewer are slips."""


@frozen
class Breach:
    """One breach of a rule: where in the plan, and the sentence that says it with its cure."""

    route: Route
    message: str
    at_key: bool = False
    """Whether the key is meant rather than its value."""
    span: tuple[int, int] | None = None
    """The stretch of the text that is meant, where no route leads to it."""
    also: tuple[Route, ...] = ()
    """Further routes that it is about: of the first of two rows with one code."""
    meant: tuple[str, ...] = ()
    """The words of the text at the route that are meant, the best ones first: the caret stands at the first that is
    found on one line, where the text has many."""


def no_findings(_: PlanCase) -> Iterable[Breach]:
    """What a rule finds that is only named in its list."""
    return ()


@frozen
class Rule:
    """A rule of `zi check`. One with no function at all is only named here: others find it, most while reading."""

    id: str
    severity: Severity
    ringkas: str
    """The rule in one sentence."""
    cari: Callable[[PlanCase], Iterable[Breach]] = no_findings
    in_frame: Callable[[PlanFrame], Iterable[Breach]] | None = None
    """Instead of `find`, where the frame of the plan is enough: such a rule is asked even while a field is wrong."""

    in_text: Callable[[TextCase], Iterable[Breach]] | None = None
    """Instead of `find`, where only the text is looked at: such a rule is asked of answers to a sheet as well."""
    stops: bool = True
    """Of a galat: whether it stops what it is about, a row or the plan. One about a file or a folder stops nothing."""
    wants_folder: bool = False
    """Whether it says nothing where the plan has no folder, as in a pipe."""

    printed: bool = False
    """Whether it is about printed words alone: once the decree is signed they do not change."""

    @property
    def finds(self) -> bool:
        """Whether it has a function at all."""
        return self.cari is not no_findings or self.in_frame is not None or self.in_text is not None

    def breaches(self, case: PlanCase) -> Iterable[Breach]:
        """Where it is broken."""
        if self.in_frame is not None:
            return self.in_frame(case.frame_of)
        return self.cari(case) if self.in_text is None else self.in_text(case)


OR_AS_PRINTED = "atau biarkan bila memang tercetak demikian dalam keputusan"
"""The other cure of a peringatan on printed words: a plan keeps what the decree prints, faults too."""
