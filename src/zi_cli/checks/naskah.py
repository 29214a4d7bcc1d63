"""Rules on how the file is typed: what stands in it and is not read, or not seen."""

import re
from collections.abc import Iterator

from zi_cli.checks.aturan import Aturan, Temuan, Tulisan, singkat
from zi_cli.diagnostics import TERBANYAK, Tingkat
from zi_cli.text.karakter import TAK_BERLEBAR, ganjil

_MENEMPEL = re.compile(r"#(?<=[ \t]#)[^\s#!]")


def tak_berlebar(tulisan: Tulisan) -> Iterator[Temuan]:
    """A character without width makes two texts differ that look the same."""
    if not TAK_BERLEBAR.search(ganjil(tulisan.terbaca.naskah.raw)):
        return
    for count, match in enumerate(TAK_BERLEBAR.finditer(tulisan.teks)):
        if count > TERBANYAK:
            return
        pesan = f"di sini ada karakter tanpa lebar (U+{ord(match[0]):04X}); hapus bila tidak disengaja"
        yield Temuan((), pesan, rentang=match.span())


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
    Aturan("tak-berlebar", Tingkat.PERINGATAN, "Ada karakter tanpa lebar yang tidak tampak.", tulis=tak_berlebar),
    Aturan(
        "komentar-menempel", Tingkat.PERINGATAN, "Teks sesudah # terbaca sebagai komentar.", tulis=komentar_menempel
    ),
    Aturan("baris-akhir", Tingkat.PERINGATAN, "Baris terakhir tidak diakhiri pergantian baris.", tulis=baris_akhir),
)
