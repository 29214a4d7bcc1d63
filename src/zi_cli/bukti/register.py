"""What the register says of each file, whichever rows and documents record it.

One path is recorded once for every row it serves, and again where a file was put in its place: the newest record says
what should lie there.
"""

from dataclasses import dataclass, field
from datetime import date

from zi_cli.plan.model import Rencana
from zi_cli.plan.progress import capaian_bukti


@dataclass(slots=True)
class Tercatat:
    """A file of the register."""

    tanggal: date
    """Of the newest record, which the hash and the size are of."""
    sha256: str | None
    ukuran: int | None
    kode: list[str] = field(default_factory=list)
    """The rows that record it."""
    berlaku: bool = False
    """Whether a realisasi records it that no later one has answered for."""

    def beda(self, sha256: str, ukuran: int) -> str | None:
        """How what was found differs from the record, in words that follow the file's name; None where it does not."""
        if self.ukuran is not None and self.ukuran != ukuran:
            return f"berubah sejak dicatat: ukurannya {ukuran} bita, tercatat {self.ukuran}"
        if self.sha256 is not None and self.sha256 != sha256:
            return "berubah sejak dicatat: ukurannya sama, isinya lain"
        return None


def tercatat(rencana: Rencana) -> dict[str, Tercatat]:
    """Every recorded file by its path, in printed order."""
    found: dict[str, Tercatat] = {}
    for indikator, bukti, realisasi, each in rencana.semua_berkas():
        standing = capaian_bukti(rencana, indikator, bukti, date.max)
        replaced = any(realisasi is one for met in standing.pemenuhan for one in met.digantikan)
        told = found.setdefault(each.berkas, Tercatat(realisasi.tanggal, each.sha256, each.ukuran))
        if realisasi.tanggal >= told.tanggal:
            told.tanggal, told.sha256, told.ukuran = realisasi.tanggal, each.sha256, each.ukuran
        if str(indikator.kode) not in told.kode:
            told.kode.append(str(indikator.kode))
        told.berlaku |= not replaced
    return found
