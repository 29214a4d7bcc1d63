"""Counts that a percentage is made of: sums of them by name, and what they may not exceed."""

import re
from collections.abc import Mapping

from zi_cli.frozen import frozen

_JUMLAH = re.compile(r"[a-z][a-z0-9_]*(?: [+-] [a-z][a-z0-9_]*)*")


@frozen
class Jumlah:
    """A sum of counts, by their names: `kepala_satker + lainnya`."""

    suku: tuple[tuple[int, str], ...]
    """Each count's sign and name."""

    @classmethod
    def parse(cls, text: str) -> "Jumlah":
        """The sum that `text` writes; a ValueError with an Indonesian sentence where it writes none."""
        if _JUMLAH.fullmatch(text) is None:
            raise ValueError(f'"{text}" bukan jumlah dari nama hitungan; tuliskan seperti sasaran atau lalu - ini')
        words = text.split(" ")
        signs = ["+", *words[1::2]]
        return cls(tuple((1 if sign == "+" else -1, name) for sign, name in zip(signs, words[::2], strict=True)))

    def __str__(self) -> str:
        words = "".join(f" {'+' if sign > 0 else '-'} {name}" for sign, name in self.suku)
        return words.removeprefix(" + ").replace("_", " ")

    def tally(self, hitungan: Mapping[str, int]) -> int:
        """Its value from the counts, all of which must be there."""
        return sum(sign * hitungan[name] for sign, name in self.suku)


@frozen
class Banding:
    """One sum that may not exceed another: `sudah_lapor <= wajib_lapor`."""

    kecil: Jumlah
    besar: Jumlah

    @classmethod
    def parse(cls, text: str) -> "Banding":
        """The comparison that `text` writes; a ValueError with an Indonesian sentence where it writes none."""
        parts = text.split(" <= ")
        if len(parts) != 2:
            raise ValueError(f'"{text}" bukan batas; tuliskan seperti selesai <= semuanya')
        return cls(Jumlah.parse(parts[0]), Jumlah.parse(parts[1]))

    @property
    def nama(self) -> set[str]:
        """The counts that it compares."""
        return {name for _, name in (*self.kecil.suku, *self.besar.suku)}

    def sebut(self, hitungan: Mapping[str, int]) -> str | None:
        """How the counts exceed it, in words; None where they do not."""
        less, more = self.kecil.tally(hitungan), self.besar.tally(hitungan)
        return f"{self.kecil} ({less}) melebihi {self.besar} ({more})" if less > more else None


@frozen
class Batas:
    """What counts may not exceed: one comparison, or several of which one must hold, joined by `atau`."""

    banding: tuple[Banding, ...]

    @classmethod
    def parse(cls, text: str) -> "Batas":
        """The bound that `text` writes; a ValueError with an Indonesian sentence where it writes none."""
        return cls(tuple(map(Banding.parse, text.split(" atau "))))

    def sebut(self, hitungan: Mapping[str, int]) -> str | None:
        """How the counts break it, in words; None where they do not, or are not all there."""
        if not all(each.nama <= hitungan.keys() for each in self.banding):
            return None
        broken = [found for each in self.banding if (found := each.sebut(hitungan))]
        return " dan ".join(broken) if len(broken) == len(self.banding) else None
