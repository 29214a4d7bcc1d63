"""What rows are worth on a day: points that a plan can bring, those whose evidence is there, those at stake.

The share of each row follows from the plan's text and the sheet alone. It is remembered beside the stamp, so that the
morning's status need not read the sheet; what is lost there is worked out again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from fractions import Fraction
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from zi_cli.frozen import frozen
from zi_cli.plan.progress import CapaianBergalat, CapaianIndikator, Keadaan
from zi_cli.text import stamps

if TYPE_CHECKING:
    from zi_cli.lke.jawaban import Setelan
    from zi_cli.plan.model import Rencana
    from zi_cli.text.reading import Parsed

_JENIS = "poin"
T = TypeVar("T", bound=CapaianIndikator | CapaianBergalat)


@frozen
class Poin:
    """Points of some rows, or of a field of the sheet."""

    maksimum: Fraction = Fraction(0)
    """Of the best answers there are."""
    dapat: Fraction = Fraction(0)
    """Of the best answers that what is planned can reach."""
    diperoleh: Fraction = Fraction(0)
    """Of these, the rows whose evidence is all there."""
    ditandai: Fraction = Fraction(0)
    """Of these, the rows that are done by dates alone, at least in part: nothing shows it."""
    terancam: Fraction = Fraction(0)
    """Of these, the rows that are late: what stands to be lost."""

    def __add__(self, other: Poin) -> Poin:
        return Poin(
            self.maksimum + other.maksimum,
            self.dapat + other.dapat,
            self.diperoleh + other.diperoleh,
            self.ditandai + other.ditandai,
            self.terancam + other.terancam,
        )


_NOTHING = Fraction(0)
_PARTS = attrgetter("maksimum", "dapat", "diperoleh", "ditandai", "terancam")


@frozen
class Bobot:
    """What the rows of one plan are worth, whatever the day."""

    baris: Mapping[str, tuple[Fraction, Fraction]]
    """By code: points at most, and attainable as planned."""
    area: Mapping[int, Fraction]
    """By number: all the points of the area, of both halves, served or not."""

    def poin(self, each: CapaianIndikator | CapaianBergalat) -> Poin:
        """One row on its day; nothing where it has a fault of its own."""
        if isinstance(each, CapaianBergalat):
            return Poin()
        most, reach = self.baris.get(str(each.indikator.kode), (_NOTHING, _NOTHING))
        done = reach if each.berbukti else _NOTHING
        claimed = reach if each.keadaan is Keadaan.SELESAI and not done else _NOTHING
        late = reach if each.keadaan is Keadaan.TERLAMBAT else _NOTHING
        return Poin(most, reach, done, claimed, late)

    def total(self, rows: Iterable[CapaianIndikator]) -> Poin:
        """Some rows together."""
        columns = zip(*(_PARTS(self.poin(each)) for each in rows), strict=True)
        return Poin(
            *(sum(filter(None, column), Fraction(0)) for column in columns)
        )  # most are nothing, and add nothing

    def urut(self, rows: Iterable[T]) -> list[T]:
        """The rows, what can be lost or earned most first; those with a fault of their own last."""
        return sorted(rows, key=self._worth)

    def _worth(self, each: CapaianIndikator | CapaianBergalat) -> tuple[bool, Fraction, Any]:
        return isinstance(each, CapaianBergalat), -self.poin(each).dapat, each.indikator.kode


def bobot(parsed: Parsed[Rencana], lembar: str, setelan: Setelan | None = None, *, trusting: bool = True) -> Bobot:
    """What the plan's rows are worth on the sheet of that id, as the office's settings have it; None for the defaults.

    Without `trusting` nothing that is remembered is believed.
    """
    source, raw = parsed.source, _following(parsed, lembar, setelan)
    known = stamps.recall(source.path, _JENIS, raw) if trusting else None
    if known is not None and (told := _recalled(known, parsed.model)):
        return told
    worked = _counted(parsed.model, lembar, setelan)
    stamps.remember(source.path, _JENIS, raw, worked)
    return _dibaca(worked)


def _following(parsed: Parsed[Rencana], lembar: str, setelan: Setelan | None) -> bytes:
    """What the shares follow from: what is planned, not what is written beside it, nor what has been collected."""

    def planned(tree: Any) -> Any:
        if isinstance(tree, dict):
            return {key: planned(each) for key, each in tree.items() if key not in ("realisasi", "keputusan")}
        return [*map(planned, tree)] if isinstance(tree, list) else tree

    sick = [each.route for each in parsed.sick]
    return json.dumps([planned(parsed.document.tree), sick, lembar, setelan.nilai() if setelan else None]).encode()


def _recalled(known: str, rencana: Rencana) -> Bobot | None:
    """What is remembered; None where that is nothing that was worked out here of this plan."""
    try:
        told = _dibaca(known)
    except (ValueError, KeyError, TypeError, AttributeError, ZeroDivisionError, RecursionError):
        return None
    return told if {*told.area} == {each.nomor for each in rencana.area} else None


def _dibaca(text: str) -> Bobot:
    told = json.loads(text)
    return Bobot(
        {kode: (Fraction(most), Fraction(reach)) for kode, (most, reach) in told["baris"].items()},
        {int(nomor): Fraction(points) for nomor, points in told["area"].items()},
    )


def _counted(rencana: Rencana, id_: str, setelan: Setelan | None) -> str:
    from zi_cli.lke.cakupan import cakupan, maksimum
    from zi_cli.lke.jawaban import Setelan
    from zi_cli.lke.regulasi import lembar

    whole = cakupan(rencana, lembar(id_), setelan or Setelan())
    return json.dumps(
        {
            "baris": {str(kode): [str(most), str(reach)] for kode, (most, reach) in whole.bagian.items()},
            "area": {each.nomor: str(maksimum(whole.area(each.nomor))) for each in rencana.area},
        }
    )
