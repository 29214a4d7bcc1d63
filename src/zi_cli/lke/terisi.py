"""A sheet as one layer filled it in, beside the plan: what every page about a score is drawn from."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from zi_cli.lke.cakupan import Layanan
from zi_cli.lke.jawaban import Jawaban, Lapis
from zi_cli.lke.prerequisites import Syarat
from zi_cli.lke.score import Gerbang, Skor
from zi_cli.plan.model import Predikat, Rencana


@dataclass(frozen=True, slots=True)
class Terisi:
    """A sheet as one layer filled it in, beside the plan."""

    rencana: Rencana
    lapis: Lapis
    predikat: Predikat
    skor: Skor
    jawaban: Mapping[str, Jawaban]
    layanan: Mapping[str, Layanan]
    prasyarat: tuple[Syarat, ...]

    @property
    def gerbang(self) -> tuple[Gerbang, ...]:
        """The gates of the predicate aimed at."""
        return self.skor.gerbang(self.predikat)

    @property
    def ambang(self) -> Mapping[str, Fraction]:
        """The least points that its gates want, by the code of what they measure; `total` for all."""
        return self.skor.ambang(self.predikat)
