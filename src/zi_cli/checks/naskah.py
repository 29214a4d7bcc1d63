"""Rules on how the file is typed: what stands in it and is not read, or not seen."""

import re
from collections.abc import Iterator

from zi_cli.checks.aturan import Aturan, Temuan, Tulisan
from zi_cli.diagnostics import TERBANYAK, Tingkat, singkat
from zi_cli.text.document import leaves
from zi_cli.text.karakter import TAK_BERLEBAR, ganjil

_LOLOS = re.compile(r"\\(?:(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})|\\)")
"""An escape of a character by its number; one of the backslash itself, so that what follows it is not taken for one."""
_MENEMPEL = re.compile(r"#(?<=[ \t]#)[^\s#!]")


def tak_berlebar(tulisan: Tulisan) -> Iterator[Temuan]:
    """A character that nobody sees makes two texts differ that look the same; typed, or written as an escape."""
    if TAK_BERLEBAR.search(ganjil(tulisan.terbaca.naskah.raw)):
        for count, match in enumerate(TAK_BERLEBAR.finditer(tulisan.teks)):
            if count > TERBANYAK:
                return
            yield _tak_tampak(match[0], match.span())
    if _LOLOS.search(tulisan.teks):
        yield from _tertulis(tulisan)


def _tertulis(tulisan: Tulisan) -> Iterator[Temuan]:
    """Escapes of such characters, in the one kind of text that has escapes: between double quotes."""
    document = tulisan.terbaca.document
    for leaf in leaves(document.akar):
        if leaf.style == '"' and TAK_BERLEBAR.search(leaf.value):
            for match in _LOLOS.finditer(tulisan.teks, *document.span(leaf)):
                sign = chr(int(match[1][1:], 16)) if match[1] else ""
                if TAK_BERLEBAR.match(sign):
                    yield _tak_tampak(sign, match.span())


def _tak_tampak(signs: str, rentang: tuple[int, int]) -> Temuan:
    more = f" dan {len(signs) - 1} lagi" if len(signs) > 1 else ""
    pesan = f"di sini ada karakter yang tidak tampak (U+{ord(signs[0]):04X}{more}); hapus bila tidak disengaja"
    return Temuan((), pesan, rentang=rentang)


def komentar_menempel(tulisan: Tulisan) -> Iterator[Temuan]:
    """What follows ` #` is a comment to YAML: `Surat #12` is read as `Surat`."""
    if not _MENEMPEL.search(tulisan.teks):
        return
    for awal, akhir in tulisan.terbaca.document.komentar():
        line = tulisan.teks.rfind("\n", 0, awal) + 1
        if _MENEMPEL.match(tulisan.teks, awal) and tulisan.teks[line:awal].strip():
            pesan = (
                f'"{singkat(tulisan.teks[awal:akhir])}" dibaca sebagai komentar, bukan isi; '
                "beri tanda kutip pada teksnya, atau beri spasi sesudah # bila memang komentar"
            )
            yield Temuan((), pesan, rentang=(awal, akhir))


def baris_akhir(tulisan: Tulisan) -> Iterator[Temuan]:
    """A file that does not end its last line shows a false change in every diff that adds one."""
    teks = tulisan.teks
    if not teks.endswith("\n"):
        pesan = "baris terakhir tidak diakhiri pergantian baris; tambahkan satu"
        yield Temuan((), pesan, rentang=(max(0, len(teks) - 1), len(teks)))


ATURAN = (
    Aturan("tak-berlebar", Tingkat.PERINGATAN, "Ada karakter yang tidak tampak.", tulis=tak_berlebar),
    Aturan(
        "komentar-menempel", Tingkat.PERINGATAN, "Teks sesudah # terbaca sebagai komentar.", tulis=komentar_menempel
    ),
    Aturan("baris-akhir", Tingkat.PERINGATAN, "Baris terakhir tidak diakhiri pergantian baris.", tulis=baris_akhir),
)
