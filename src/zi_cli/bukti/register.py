"""What the register says of each file, whichever rows and documents record it.

One path is recorded once for every row it serves, and again where a file was put in its place: the newest record says
what should lie there.
"""

from dataclasses import dataclass, field
from datetime import date

from zi_cli.plan.model import BuktiFisik, Indikator, Rencana
from zi_cli.plan.progress import capaian_bukti
from zi_cli.plan.realisasi import BerkasLain, Realisasi


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
    for _, _, indikator in rencana.baris():
        for bukti in indikator.bukti_fisik:
            replaced = _digantikan(rencana, indikator, bukti)
            for realisasi in bukti.realisasi:
                for each in realisasi.semua_berkas:
                    told = found.setdefault(each.berkas, Tercatat(realisasi.tanggal, each.sha256, each.ukuran))
                    _catat(told, str(indikator.kode), realisasi, each)
                    told.berlaku |= id(realisasi) not in replaced
    return found


def _digantikan(rencana: Rencana, indikator: Indikator, bukti: BuktiFisik) -> frozenset[int]:
    """Which realisasi of a document a later one has answered for: these very ones, for two may say the same."""
    standing = capaian_bukti(rencana, indikator, bukti, date.max)
    return frozenset(id(one) for met in standing.pemenuhan for one in met.digantikan)


def _catat(told: Tercatat, kode: str, realisasi: Realisasi, berkas: BerkasLain) -> None:
    """Take a further record of a file into what the register says of it."""
    if realisasi.tanggal >= told.tanggal:
        told.tanggal, told.sha256, told.ukuran = realisasi.tanggal, berkas.sha256, berkas.ukuran
    if kode not in told.kode:
        told.kode.append(kode)
