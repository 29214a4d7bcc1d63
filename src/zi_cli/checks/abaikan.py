"""Silencers: `# zi: abaikan ATURAN: alasan`, on the line of a peringatan or on the comment lines above it.

What silences nothing, gives no reason, or names what cannot be silenced is itself reported: a silencer that is
forgotten would hide the next mistake on its line.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zi_cli.checks.aturan import Aturan, Perkara
from zi_cli.diagnostics import Diagnostic, Place, Tingkat
from zi_cli.nearest import nearest

_TANDA = re.compile(r"#\s*zi\s*:\s*(?P<kata>[^\s:]*)\s*(?P<aturan>[^\s:]*)\s*(?::\s*(?P<alasan>.*))?$")

_BUKAN_ISI = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*+[ \t]*")
"""Blank lines and comments, to the text of the line that follows them."""


@dataclass(frozen=True, slots=True)
class _Abaikan:
    aturan: str
    place: Place
    baris: int
    """The line whose findings it silences."""


def dibungkam(perkara: Perkara, found: Iterable[Diagnostic], aturan: Iterable[Aturan]) -> Iterator[Diagnostic]:
    """The findings that are not silenced, and those about the silencers themselves."""
    if "zi:" not in perkara.teks and "zi :" not in perkara.teks:
        yield from found
        return
    levels = {each.id: each.tingkat for each in aturan}
    silencers: dict[tuple[str, int], _Abaikan] = {}
    for each in _tertulis(perkara):
        if isinstance(each, _Abaikan):
            fault = _cacat(each, levels)
            if fault is None:
                silencers.setdefault((each.aturan, each.baris), each)
                continue
            yield Diagnostic("abaikan-salah", Tingkat.PERINGATAN, fault, perkara.terbaca.naskah.berkas, each.place)
        else:
            yield each
    used = set()
    for one in found:
        match = silencers.get((one.aturan, one.place.baris))
        if match is None:
            yield one
        else:
            used.add(match)
    for each in silencers.values():
        if each not in used:
            pesan = f"tidak ada {each.aturan} di sini yang diabaikan; hapus komentar ini"
            yield Diagnostic("abaikan-percuma", Tingkat.PERINGATAN, pesan, perkara.terbaca.naskah.berkas, each.place)


def _cacat(each: _Abaikan, levels: dict[str, Tingkat]) -> str | None:
    if each.aturan not in levels:
        guess = nearest(each.aturan, levels)
        return f'aturan "{each.aturan}" tidak dikenal' + (f'; maksudnya "{guess}"?' if guess else "")
    if levels[each.aturan] is Tingkat.GALAT:
        return f"{each.aturan} adalah galat dan tidak dapat diabaikan; betulkan isinya"
    if each.aturan in TENTANG_ABAIKAN:
        return f"{each.aturan} tidak dapat diabaikan; hapus atau betulkan komentar yang dimaksudnya"
    return None


def _tertulis(perkara: Perkara) -> Iterator[_Abaikan | Diagnostic]:
    """Every silencer of the text, or what is wrong with the way it is written."""
    document, teks = perkara.terbaca.document, perkara.teks
    upto, below = 0, 0  # comments up to there are about the line below them, found once for all of them
    for awal, akhir in document.komentar():
        match = _TANDA.match(teks, awal, akhir)
        if match is None:
            continue
        place = document.place(awal, akhir)
        if match["kata"] != "abaikan" or not match["aturan"] or not (match["alasan"] or "").strip():
            pesan = "ditulis tanpa alasan" if match["kata"] == "abaikan" and match["aturan"] else "tidak dipahami"
            pesan = f'komentar ini {pesan}; tulis "# zi: abaikan ATURAN: alasan"'
            yield Diagnostic("abaikan-salah", Tingkat.PERINGATAN, pesan, perkara.terbaca.naskah.berkas, place)
            continue
        baris = place.baris
        if not teks[teks.rfind("\n", 0, awal) + 1 : awal].strip():
            if awal >= upto:
                upto = _BUKAN_ISI.match(teks, akhir).end()  # type: ignore[union-attr]
                below = document.place(upto).baris
            baris = below
        yield _Abaikan(match["aturan"], place, baris)


ATURAN = (
    Aturan("abaikan-percuma", Tingkat.PERINGATAN, "Komentar abaikan tidak mengabaikan apa pun."),
    Aturan("abaikan-salah", Tingkat.PERINGATAN, "Komentar abaikan tidak dapat berlaku."),
)
TENTANG_ABAIKAN = frozenset(each.id for each in ATURAN)
