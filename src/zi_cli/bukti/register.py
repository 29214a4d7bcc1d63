"""What the register says of each file, whichever rows and documents record it.

One path is recorded once for every row it serves. Every record that still counts is compared with what lies there: two
of them with another content each cannot both be right. A record that a later one of the same document and period has
replaced no longer counts; only where none does, the newest says what should lie there.
"""

from datetime import date

from zi_cli.frozen import field, frozen, mutable
from zi_cli.plan.model import BuktiFisik, Indikator, Rencana
from zi_cli.plan.pemenuhan import capaian_bukti
from zi_cli.text.document import Route


@frozen
class Catatan:
    """One record of a file."""

    tanggal: date
    sha256: str | None
    ukuran: int | None
    berlaku: bool
    """Whether it is in a realisasi that no later one has answered for."""
    route: Route
    """Of its path in the plan."""

    def beda(self, sha256: str, ukuran: int) -> str | None:
        """How what was found differs from it, in words that follow the file's name; None where it does not."""
        if self.ukuran is not None and self.ukuran != ukuran:
            return f"berubah sejak dicatat: ukurannya {ukuran} bita, tercatat {self.ukuran}"
        if self.sha256 is not None and self.sha256 != sha256:
            return "berubah sejak dicatat: ukurannya sama, isinya lain"
        return None


@mutable
class Tercatat:
    """A file of the register."""

    catatan: list[Catatan] = field(default_factory=list)
    kode: list[str] = field(default_factory=list)
    """The rows that record it."""

    @property
    def berlaku(self) -> bool:
        """Whether a realisasi records it that no later one has answered for."""
        return any(each.berlaku for each in self.catatan)

    @property
    def diminta(self) -> list[Catatan]:
        """The records that say what should lie there."""
        counting = [each for each in self.catatan if each.berlaku]
        return counting or [max(self.catatan, key=lambda each: each.tanggal)]

    @property
    def sha256(self) -> str | None:
        """The hash that is recorded, by the newest record that has one."""
        known = [each for each in self.diminta if each.sha256]
        return max(known, key=lambda each: each.tanggal).sha256 if known else None

    @property
    def conflict(self) -> Catatan | None:
        """A record of another content than the first one that counts; None where they agree."""
        hashed = [each for each in self.diminta if each.sha256]
        return next((each for each in hashed if each.sha256 != hashed[0].sha256), None)

    def beda(self, sha256: str, ukuran: int) -> str | None:
        """How what was found differs from what is recorded, in words that follow the file's name."""
        if self.conflict:
            return "tercatat dengan dua isi yang berbeda: hanya satu yang dapat ada di sana"
        return next(filter(None, (each.beda(sha256, ukuran) for each in self.diminta)), None)


def tercatat(rencana: Rencana) -> dict[str, Tercatat]:
    """Every recorded file by its path, in printed order."""
    found: dict[str, Tercatat] = {}
    for route, indikator, bukti in rencana.each_bukti():
        replaced = _digantikan(rencana, indikator, bukti) if len(bukti.realisasi) > 1 else frozenset()
        for r, realisasi in enumerate(bukti.realisasi):
            for at, each in realisasi.files_at((*route, "realisasi", r)):
                told = found.setdefault(each.berkas, Tercatat())
                counts = id(realisasi) not in replaced
                told.catatan.append(Catatan(realisasi.tanggal, each.sha256, each.ukuran, counts, at))
                if str(indikator.kode) not in told.kode:
                    told.kode.append(str(indikator.kode))
    return found


def _digantikan(rencana: Rencana, indikator: Indikator, bukti: BuktiFisik) -> frozenset[int]:
    """Which realisasi of a document a later one replaced, by identity: two may have the same values."""
    standing = capaian_bukti(rencana, indikator, bukti, date.max)
    return frozenset(id(one) for met in standing.pemenuhan for one in met.digantikan)
