"""Rules on how the file is typed: what stands in it and is not read, or not seen."""

import re
from collections.abc import Iterator

from zi_cli.checks.aturan import Aturan, Temuan, Tulisan
from zi_cli.diagnostics import MAX_FINDINGS, Severity, shorten
from zi_cli.text.characters import ZERO_WIDTH, unusual
from zi_cli.text.document import leaves

_LOLOS = re.compile(r"\\(?:(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})|\\)")
"""An escape of a character by its number; one of the backslash itself, so that what follows it is not taken for one."""
_PERIKSA = re.compile(r"#[ \t]*periksa:")
_DISEBUT = 5
"""Lines that a finding on many places names."""
_MENEMPEL = re.compile(r"#(?<=[ \t]#)[^\s#!]")


def tak_berlebar(tulisan: Tulisan) -> Iterator[Temuan]:
    """A character that nobody sees makes two texts differ that look the same; typed, or written as an escape."""
    if ZERO_WIDTH.search(unusual(tulisan.terbaca.source.raw)):
        for count, match in enumerate(ZERO_WIDTH.finditer(tulisan.teks)):
            if count > MAX_FINDINGS:
                return
            yield _tak_tampak(match[0], match.span())
    if _LOLOS.search(tulisan.teks):
        yield from _tertulis(tulisan)


def _tertulis(tulisan: Tulisan) -> Iterator[Temuan]:
    """Escapes of such characters, in the one kind of text that has escapes: between double quotes."""
    document = tulisan.terbaca.document
    for leaf in leaves(document.root):
        if leaf.style == '"' and ZERO_WIDTH.search(leaf.value):
            for match in _LOLOS.finditer(tulisan.teks, *document.span(leaf)):
                sign = chr(int(match[1][1:], 16)) if match[1] else ""
                if ZERO_WIDTH.match(sign):
                    yield _tak_tampak(sign, match.span())


def _tak_tampak(signs: str, rentang: tuple[int, int]) -> Temuan:
    more = f" dan {len(signs) - 1} lagi" if len(signs) > 1 else ""
    pesan = f"di sini ada karakter yang tidak tampak (U+{ord(signs[0]):04X}{more}); hapus bila tidak disengaja"
    return Temuan((), pesan, rentang=rentang)


def komentar_menempel(tulisan: Tulisan) -> Iterator[Temuan]:
    """What follows ` #` is a comment to YAML: `Surat #12` is read as `Surat`."""
    if not _MENEMPEL.search(tulisan.teks):
        return
    for awal, akhir in tulisan.terbaca.document.comments():
        line = tulisan.teks.rfind("\n", 0, awal) + 1
        if _MENEMPEL.match(tulisan.teks, awal) and tulisan.teks[line:awal].strip():
            pesan = (
                f'"{shorten(tulisan.teks[awal:akhir])}" dibaca sebagai komentar, bukan isi; '
                "beri tanda kutip pada teksnya, atau beri spasi sesudah # bila memang komentar"
            )
            yield Temuan((), pesan, rentang=(awal, akhir))


def baris_akhir(tulisan: Tulisan) -> Iterator[Temuan]:
    """A file that does not end its last line shows a false change in every diff that adds one."""
    teks = tulisan.teks
    if not teks.endswith("\n"):
        pesan = "baris terakhir tidak diakhiri pergantian baris; tambahkan satu"
        yield Temuan((), pesan, rentang=(max(0, len(teks) - 1), len(teks)))


def belum_diperiksa(tulisan: Tulisan) -> Iterator[Temuan]:
    """What `zi import` guessed and nobody has looked at: all of it in one finding, at the first place."""
    if _PERIKSA.search(tulisan.teks) is None:
        return
    spans = [span for span in tulisan.terbaca.document.comments() if _PERIKSA.match(tulisan.teks, span[0])]
    if spans:
        lines = [str(tulisan.teks.count("\n", 0, start) + 1) for start, _ in spans]
        more = f", dan {len(lines) - _DISEBUT} lagi" if len(lines) > _DISEBUT else ""
        pesan = (
            f'{len(spans)} tanda "# periksa:" belum ditinjau (baris {", ".join(lines[:_DISEBUT])}{more}); '
            "betulkan bila perlu, lalu hapus tandanya"
        )
        yield Temuan((), pesan, rentang=spans[0])


ATURAN = (
    Aturan("tak-berlebar", Severity.WARNING, "Ada karakter yang tidak tampak.", tulis=tak_berlebar),
    Aturan("komentar-menempel", Severity.WARNING, "Teks sesudah # terbaca sebagai komentar.", tulis=komentar_menempel),
    Aturan("belum-diperiksa", Severity.WARNING, "Yang ditebak zi import belum ditinjau.", tulis=belum_diperiksa),
    Aturan("baris-akhir", Severity.WARNING, "Baris terakhir tidak diakhiri pergantian baris.", tulis=baris_akhir),
)
