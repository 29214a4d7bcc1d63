"""What can be wrong between two things of a plan that are each right by themselves.

A rule is a small value: an id in words, a level, one sentence, and a function from the plan to the places where the
rule is broken. `ATURAN` lists them all; a new rule is a function in the room of its subject and one entry in that
room's tuple.
"""

from collections.abc import Iterator

from zi_cli.checks import struktur
from zi_cli.checks.aturan import Aturan
from zi_cli.diagnostics import Diagnostic, Tingkat
from zi_cli.plan import Rencana
from zi_cli.reading import Terbaca

ATURAN: tuple[Aturan, ...] = (*struktur.ATURAN,)


def findings(terbaca: Terbaca[Rencana], *, galat_saja: bool = False) -> Iterator[Diagnostic]:
    """Everything the rules find in a plan; with `galat_saja` only what keeps other commands from acting on it."""
    for aturan in ATURAN:
        if galat_saja and aturan.tingkat is not Tingkat.GALAT:
            continue
        for temuan in aturan.cari(terbaca.isi):
            place = terbaca.document.locate(temuan.route, kunci=temuan.kunci)
            yield Diagnostic(aturan.id, aturan.tingkat, temuan.pesan, terbaca.naskah.berkas, place)
