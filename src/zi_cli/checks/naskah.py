"""Rules on how the file is typed: what stands in it and is not read, or not seen."""

import re
from collections.abc import Iterator

from zi_cli.checks.aturan import Aturan, Perkara, Temuan, singkat
from zi_cli.diagnostics import TERBANYAK, Tingkat
from zi_cli.text.karakter import TAK_BERLEBAR, ganjil

_MENEMPEL = re.compile(r"#(?<=[ \t]#)[^\s#!]")


def tak_berlebar(perkara: Perkara) -> Iterator[Temuan]:
    """A character without width makes two texts differ that look the same."""
    if not TAK_BERLEBAR.search(ganjil(perkara.terbaca.naskah.raw)):
        return
    for count, match in enumerate(TAK_BERLEBAR.finditer(perkara.teks)):
        if count > TERBANYAK:
            return
        pesan = f"di sini ada karakter tanpa lebar (U+{ord(match[0]):04X}); hapus bila tidak disengaja"
        yield Temuan((), pesan, rentang=match.span())


def komentar_menempel(perkara: Perkara) -> Iterator[Temuan]:
    """What follows ` #` is a comment to YAML: `Surat #12` is read as `Surat`."""
    if not _MENEMPEL.search(perkara.teks):
        return
    for awal, akhir in perkara.terbaca.document.komentar():
        line = perkara.teks.rfind("\n", 0, awal) + 1
        if _MENEMPEL.match(perkara.teks, awal) and perkara.teks[line:awal].strip():
            pesan = (
                f'"{singkat(perkara.teks[awal:akhir])}" dibaca sebagai komentar, bukan isi; '
                "beri tanda kutip pada teksnya, atau beri spasi sesudah # bila memang komentar"
            )
            yield Temuan((), pesan, rentang=(awal, akhir))


def baris_akhir(perkara: Perkara) -> Iterator[Temuan]:
    """A file that does not end its last line shows a false change in every diff that adds one."""
    teks = perkara.teks
    if not teks.endswith("\n"):
        pesan = "baris terakhir tidak diakhiri pergantian baris; tambahkan satu"
        yield Temuan((), pesan, rentang=(max(0, len(teks) - 1), len(teks)))


ATURAN = (
    Aturan("tak-berlebar", Tingkat.PERINGATAN, "Ada karakter tanpa lebar yang tidak tampak.", tak_berlebar),
    Aturan("komentar-menempel", Tingkat.PERINGATAN, "Teks sesudah # terbaca sebagai komentar.", komentar_menempel),
    Aturan("baris-akhir", Tingkat.PERINGATAN, "Baris terakhir tidak diakhiri pergantian baris.", baris_akhir),
)
