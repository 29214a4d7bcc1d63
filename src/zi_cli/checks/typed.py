"""Rules on how the file is typed: what stands in it and is not read, or not seen."""

import re
from collections.abc import Iterator

from zi_cli.checks.rule import Breach, Rule, TextCase
from zi_cli.diagnostics import MAX_FINDINGS, Severity, shorten
from zi_cli.text.characters import ZERO_WIDTH, unusual
from zi_cli.text.document import leaves

_PASSES = re.compile(r"\\(?:(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})|\\)")
"""An escape of a character by its number; one of the backslash itself, so that what follows it is not taken for one."""
_PERIKSA = re.compile(r"#[ \t]*periksa:")
_DISEBUT = 5
"""Lines that a finding on many places names."""
_GLUED = re.compile(r"#(?<=[ \t]#)[^\s#!]")


def tak_berlebar(case: TextCase) -> Iterator[Breach]:
    """An invisible character makes two texts differ that look the same; typed, or written as an escape."""
    if ZERO_WIDTH.search(unusual(case.parsed.source.raw)):
        for count, match in enumerate(ZERO_WIDTH.finditer(case.teks)):
            if count > MAX_FINDINGS:
                return
            yield _invisible(match[0], match.span())
    if "\\" in case.teks and _PASSES.search(case.teks):
        yield from _written(case)


def _written(case: TextCase) -> Iterator[Breach]:
    """Escapes of such characters, in the one kind of text that has escapes: between double quotes."""
    document = case.parsed.document
    for leaf in leaves(document.root):
        if leaf.style == '"' and ZERO_WIDTH.search(leaf.value):
            for match in _PASSES.finditer(case.teks, *document.span(leaf)):
                sign = chr(int(match[1][1:], 16)) if match[1] else ""
                if ZERO_WIDTH.match(sign):
                    yield _invisible(sign, match.span())


def _invisible(signs: str, span: tuple[int, int]) -> Breach:
    more = f" dan {len(signs) - 1} lagi" if len(signs) > 1 else ""
    message = f"di sini ada karakter yang tidak tampak (U+{ord(signs[0]):04X}{more}); hapus bila tidak disengaja"
    return Breach((), message, span=span)


def komentar_menempel(case: TextCase) -> Iterator[Breach]:
    """What follows ` #` is a comment to YAML: `Surat #12` is read as `Surat`."""
    if not _GLUED.search(case.teks):
        return
    for first, last in case.parsed.document.comments():
        line = case.teks.rfind("\n", 0, first) + 1
        if _GLUED.match(case.teks, first) and case.teks[line:first].strip():
            message = (
                f'"{shorten(case.teks[first:last])}" dibaca sebagai komentar, bukan isi; '
                "beri tanda kutip pada teksnya, atau beri spasi sesudah # bila memang komentar"
            )
            yield Breach((), message, span=(first, last))


def baris_akhir(case: TextCase) -> Iterator[Breach]:
    """A file that does not end its last line shows a false change in every diff that adds one."""
    teks = case.teks
    if not teks.endswith("\n"):
        message = "baris terakhir tidak diakhiri pergantian baris; tambahkan satu"
        yield Breach((), message, span=(max(0, len(teks) - 1), len(teks)))


def belum_diperiksa(case: TextCase) -> Iterator[Breach]:
    """What `zi import` guessed and no one has confirmed: one finding for all, at the first place."""
    if _PERIKSA.search(case.teks) is None:
        return
    spans = [span for span in case.parsed.document.comments() if _PERIKSA.match(case.teks, span[0])]
    if spans:
        lines = [str(case.teks.count("\n", 0, start) + 1) for start, _ in spans]
        more = f", dan {len(lines) - _DISEBUT} lagi" if len(lines) > _DISEBUT else ""
        message = (
            f'{len(spans)} tanda "# periksa:" belum ditinjau (baris {", ".join(lines[:_DISEBUT])}{more}); '
            "betulkan bila perlu, lalu hapus tandanya"
        )
        yield Breach((), message, span=spans[0])


RULES = (
    Rule("tak-berlebar", Severity.WARNING, "Ada karakter yang tidak tampak.", in_text=tak_berlebar),
    Rule("komentar-menempel", Severity.WARNING, "Teks sesudah # terbaca sebagai komentar.", in_text=komentar_menempel),
    Rule("belum-diperiksa", Severity.WARNING, "Yang ditebak zi import belum ditinjau.", in_text=belum_diperiksa),
    Rule("baris-akhir", Severity.WARNING, "Baris terakhir tidak diakhiri pergantian baris.", in_text=baris_akhir),
)
