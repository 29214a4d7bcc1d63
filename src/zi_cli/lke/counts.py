"""Counts that a percentage is made of: sums of them by name, and what they may not exceed."""

import re
from collections.abc import Mapping

from zi_cli.frozen import frozen

_SUM = re.compile(r"[a-z][a-z0-9_]*(?: [+-] [a-z][a-z0-9_]*)*")


@frozen
class Sum:
    """A sum of counts, by their names: `kepala_satker + lainnya`."""

    terms: tuple[tuple[int, str], ...]
    """Each count's sign and name."""

    @classmethod
    def parse(cls, text: str) -> "Sum":
        """The sum that `text` writes; a ValueError with an Indonesian sentence where it writes none."""
        if _SUM.fullmatch(text) is None:
            raise ValueError(f'"{text}" bukan jumlah dari nama hitungan; tuliskan seperti sasaran atau lalu - ini')
        words = text.split(" ")
        signs = ["+", *words[1::2]]
        return cls(tuple((1 if sign == "+" else -1, name) for sign, name in zip(signs, words[::2], strict=True)))

    def __str__(self) -> str:
        words = "".join(f" {'+' if sign > 0 else '-'} {name}" for sign, name in self.terms)
        return words.removeprefix(" + ").replace("_", " ")

    def tally(self, hitungan: Mapping[str, int]) -> int:
        """Its value from the counts, all of which must be there."""
        return sum(sign * hitungan[name] for sign, name in self.terms)


@frozen
class Comparison:
    """One sum that may not exceed another: `sudah_lapor <= wajib_lapor`."""

    smaller: Sum
    larger: Sum

    @classmethod
    def parse(cls, text: str) -> "Comparison":
        """The comparison that `text` writes; a ValueError with an Indonesian sentence where it writes none."""
        parts = text.split(" <= ")
        if len(parts) != 2:
            raise ValueError(f'"{text}" bukan batas; tuliskan seperti selesai <= semuanya')
        return cls(Sum.parse(parts[0]), Sum.parse(parts[1]))

    @property
    def nama(self) -> set[str]:
        """The counts that it compares."""
        return {name for _, name in (*self.smaller.terms, *self.larger.terms)}

    def sebut(self, hitungan: Mapping[str, int]) -> str | None:
        """How the counts exceed it, in words; None where they do not."""
        less, more = self.smaller.tally(hitungan), self.larger.tally(hitungan)
        return f"{self.smaller} ({less}) melebihi {self.larger} ({more})" if less > more else None


@frozen
class Limit:
    """What counts may not exceed: one comparison, or several of which one must hold, joined by `atau`."""

    banding: tuple[Comparison, ...]

    @classmethod
    def parse(cls, text: str) -> "Limit":
        """The bound that `text` writes; a ValueError with an Indonesian sentence where it writes none."""
        return cls(tuple(map(Comparison.parse, text.split(" atau "))))

    def sebut(self, hitungan: Mapping[str, int]) -> str | None:
        """How the counts break it, in words; None where they do not, or are not all there."""
        if not all(each.nama <= hitungan.keys() for each in self.banding):
            return None
        broken = [found for each in self.banding if (found := each.sebut(hitungan))]
        return " dan ".join(broken) if len(broken) == len(self.banding) else None
