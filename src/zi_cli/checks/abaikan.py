"""Silencers: `# zi: abaikan ATURAN: alasan`, on the line of a peringatan or on the comment lines above it.

Several rules are parted by commas.
What silences nothing, gives no reason, or names what cannot be silenced is itself reported: a silencer that is
forgotten would hide the next mistake on its line.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from zi_cli.checks.aturan import Aturan, Tulisan
from zi_cli.diagnostics import Diagnostic, Place, Severity
from zi_cli.frozen import frozen
from zi_cli.nearest import nearest
from zi_cli.text.document import Document

_TANDA = re.compile(r"#\s*zi\s*:\s*abaikan\s+(?P<aturan>[a-z0-9-]+(?:\s*,\s*[a-z0-9-]+)*)\s*:\s*(?P<alasan>\S.*)$")
_TANPA_ALASAN = re.compile(r"#\s*zi\s*:\s*abaikan\s+[a-z0-9-]+\s*:?\s*$")
_MIRIP = re.compile(r"#[^\n#]*?\bzi\b\W{0,3}\s*abaikan\b|#\s*zi\s*:", re.IGNORECASE)
"""What was most likely meant as a silencer, whatever became of it."""
_BUKAN_ISI = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*+[ \t]*")
"""Blank lines and comments, to the text of the line that follows them."""


@frozen
class _Abaikan:
    aturan: str
    place: Place
    baris: int
    """The line whose findings it silences."""


def dibungkam(tulisan: Tulisan, found: Iterable[Diagnostic], aturan: Iterable[Aturan]) -> Iterator[Diagnostic]:
    """The findings that are not silenced, and those about the silencers themselves."""
    if not _MIRIP.search(tulisan.teks):
        yield from found
        return
    rules = {each.id: each for each in aturan}
    silencers: dict[tuple[str, int], _Abaikan] = {}
    for each in _tertulis(tulisan):
        if isinstance(each, _Abaikan):
            fault = _cacat(each, rules)
            if fault is None:
                silencers.setdefault((each.aturan, each.baris), each)
                continue
            yield Diagnostic("abaikan-salah", Severity.WARNING, fault, tulisan.terbaca.source.name, each.place)
        else:
            yield each
    used = set()
    for one in found:
        match = silencers.get((one.rule, one.place.line))
        if match is None:
            yield one
        else:
            used.add(match)
    for each in silencers.values():
        if each not in used and not (rules[each.aturan].butuh_folder and not tulisan.berfolder):
            pesan = f"tidak ada {each.aturan} di sini yang diabaikan; hapus komentar ini"
            yield Diagnostic("abaikan-percuma", Severity.WARNING, pesan, tulisan.terbaca.source.name, each.place)


def _cacat(each: _Abaikan, rules: dict[str, Aturan]) -> str | None:
    if each.aturan not in rules:
        guess = nearest(each.aturan, rules)
        return f'aturan "{each.aturan}" tidak dikenal' + (f'; maksudnya "{guess}"?' if guess else "")
    if rules[each.aturan].tingkat is Severity.ERROR:
        return f"{each.aturan} adalah galat dan tidak dapat diabaikan; betulkan isinya"
    if each.aturan in TENTANG_ABAIKAN:
        return f"{each.aturan} tidak dapat diabaikan; hapus atau betulkan komentar yang dimaksudnya"
    return None


def didiamkan(document: Document, aturan: str) -> frozenset[int]:
    """The lines on which a rule is silenced: what stands there is meant, and nobody mends it."""
    return frozenset(
        baris
        for _, _, match, baris in _komentar(document, list(document.comments()))
        if match and aturan in _disebut(match)
    )


def _tertulis(tulisan: Tulisan) -> Iterator[_Abaikan | Diagnostic]:
    """Every silencer of the text, or what is wrong with the way it is written."""
    document, teks = tulisan.terbaca.document, tulisan.teks
    comments = list(document.comments())
    yield from _dalam_teks(tulisan, comments)
    for awal, akhir, match, baris in _komentar(document, comments):
        if match is None:
            fault = "ditulis tanpa alasan" if _TANPA_ALASAN.match(teks, awal, akhir) else "tidak dipahami"
            yield _salah(tulisan, awal, akhir, f'komentar ini {fault}; tulis "# zi: abaikan ATURAN: alasan"')
            continue
        place = document.place(awal, akhir)
        for aturan in _disebut(match):
            yield _Abaikan(aturan, place, baris)


def _disebut(match: re.Match[str]) -> list[str]:
    """The rules that a silencer names."""
    return re.split(r"\s*,\s*", match["aturan"])


def _komentar(
    document: Document, comments: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int, re.Match[str] | None, int]]:
    """The comments that are silencers, or (None) were most likely meant as one, with the line that each is about."""
    teks = document.text
    upto, below = 0, 0  # comments up to there are about the line below them, found once for all of them
    for awal, akhir in comments:
        if not _MIRIP.search(teks, awal, akhir):
            continue
        match = None if _MIRIP.search(teks, awal + 1, akhir) else _TANDA.match(teks, awal, akhir)
        baris = document.place(awal).line
        if not teks[teks.rfind("\n", 0, awal) + 1 : awal].strip():
            if awal >= upto:
                upto = _BUKAN_ISI.match(teks, akhir).end()  # type: ignore[union-attr]
                below = document.place(upto).line
            baris = below
        yield awal, akhir, match, baris


def _dalam_teks(tulisan: Tulisan, comments: list[tuple[int, int]]) -> Iterator[Diagnostic]:
    """Silencers that YAML reads as part of a text: they silence nothing, and are printed."""
    starts = [awal for awal, _ in comments]
    for match in re.finditer(r"#\s*zi\s*:\s*abaikan\b[^\n]*", tulisan.teks):
        before = bisect_right(starts, match.start()) - 1
        if before < 0 or comments[before][1] <= match.start():
            pesan = "ini berdiri di dalam sebuah teks, bukan komentar; pindahkan ke atas kuncinya"
            yield _salah(tulisan, *match.span(), pesan)


def _salah(tulisan: Tulisan, awal: int, akhir: int, pesan: str) -> Diagnostic:
    place = tulisan.terbaca.document.place(awal, akhir)
    return Diagnostic("abaikan-salah", Severity.WARNING, pesan, tulisan.terbaca.source.name, place)


ATURAN = (
    Aturan("abaikan-percuma", Severity.WARNING, "Komentar abaikan tidak mengabaikan apa pun."),
    Aturan("abaikan-salah", Severity.WARNING, "Komentar abaikan tidak dapat berlaku."),
)
TENTANG_ABAIKAN = frozenset(each.id for each in ATURAN)
