"""A sheet as one layer filled it in, beside the plan: what every page about a score is drawn from."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from zi_cli.frozen import evolve, frozen
from zi_cli.lke.cakupan import Layanan
from zi_cli.lke.jawaban import Jawaban, Lapis
from zi_cli.lke.prerequisites import Syarat
from zi_cli.lke.score import Gerbang, Skor
from zi_cli.plan.model import Indikator, Predikat, Rencana


def has_grounds(jawaban: Jawaban | None, baris: Iterable[Indikator]) -> bool:
    """Whether something can be looked at for an answer: what it names itself, or evidence in a row of its question."""
    marks = (each for row in baris for bukti in row.bukti_fisik for each in bukti.realisasi)
    return bool(jawaban and jawaban.bukti) or any(each.berbukti for each in marks)


@frozen
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
    def berbukti(self) -> Skor:
        """The same sheet without the answers that nothing shows: what stands on rows without evidence."""
        kept = {
            kode: value
            for kode, value in self.skor.nilai.items()
            if self.skor.lembar.butir[kode].area is None
            or has_grounds(self.jawaban.get(kode), self.layanan[kode].baris if kode in self.layanan else ())
        }
        return evolve(self.skor, nilai=kept)

    @property
    def ambang(self) -> Mapping[str, Fraction]:
        """The least points that its gates want, by the code of what they measure; `total` for all."""
        return self.skor.ambang(self.predikat)
