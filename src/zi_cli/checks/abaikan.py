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
    silencers: list[_Abaikan] = []
    for each in _tertulis(perkara):
        if isinstance(each, _Abaikan):
            fault = _cacat(each, levels)
            if fault is None:
                silencers.append(each)
                continue
            yield Diagnostic("abaikan-salah", Tingkat.PERINGATAN, fault, perkara.terbaca.naskah.berkas, each.place)
        else:
            yield each
    used = set()
    for one in found:
        match = next((each for each in silencers if (each.aturan, each.baris) == (one.aturan, one.place.baris)), None)
        if match is None:
            yield one
        else:
            used.add(match)
    for each in silencers:
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
    for awal, akhir in document.komentar():
        match = _TANDA.match(teks, awal, akhir)
        if match is None:
            continue
        place = document.place(awal, akhir)
        if match["kata"] != "abaikan" or not match["aturan"] or not (match["alasan"] or "").strip():
            pesan = "ditulis tanpa alasan" if match["kata"] == "abaikan" and match["aturan"] else "tidak dipahami"
            pesan = f'komentar ini {pesan}; tulis "# zi: abaikan ATURAN: alasan"'
            yield Diagnostic("abaikan-salah", Tingkat.PERINGATAN, pesan, perkara.terbaca.naskah.berkas, place)
        else:
            yield _Abaikan(match["aturan"], place, _sasaran(teks, awal, place.baris))


def _sasaran(teks: str, awal: int, baris: int) -> int:
    """The line that a comment is about: its own, or below a line of its own the next that is no comment."""
    start = teks.rfind("\n", 0, awal) + 1
    if teks[start:awal].strip():
        return baris
    end = teks.find("\n", awal)
    while end >= 0:
        baris += 1
        start, end = end + 1, teks.find("\n", end + 1)
        line = teks[start : end if end >= 0 else len(teks)].strip()
        if line and not line.startswith("#"):
            break
    return baris


ATURAN = (
    Aturan("abaikan-percuma", Tingkat.PERINGATAN, "Komentar abaikan tidak mengabaikan apa pun."),
    Aturan("abaikan-salah", Tingkat.PERINGATAN, "Komentar abaikan tidak dapat berlaku."),
)
TENTANG_ABAIKAN = frozenset(each.id for each in ATURAN)
