"""The answers to a plan's sheet that commands may act on, and the one way in which they change.

As with a plan: under the folder's lock read, splice, prove, replace. Where there is no file yet, a new one is written.
"""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zi_cli.checks.jawaban import temuan
from zi_cli.diagnostics import Diagnostic, InvalidPlan, Tingkat
from zi_cli.errors import Refusal
from zi_cli.lke.jawaban import KUNCI_CATATAN, KUNCI_JAWABAN, VERSI, Jawaban, Lapis, LembarJawaban
from zi_cli.lke.regulasi import lembar
from zi_cli.loading import meant
from zi_cli.text import source, stempel, writing
from zi_cli.text.reading import Terbaca, understand
from zi_cli.text.splices import Ubahan, set_value, value

AWAL = "# yaml-language-server: $schema=../lke.schema.json\n"
KOSONG = LembarJawaban(versi=VERSI)


def load(path: Path, berkas: str) -> Terbaca[LembarJawaban] | None:
    """The answers at `path`, None where there is no file; InvalidPlan with all its errors."""
    if not path.exists():
        return None
    naskah = source.read(path, berkas)
    if stempel.passed(naskah.path, naskah.raw):
        return understand(LembarJawaban, naskah, lolos=True)
    terbaca = understand(LembarJawaban, naskah)
    found = _galat(terbaca)
    if found:
        raise InvalidPlan(found)
    stempel.stamp(naskah.path, naskah.raw)
    return terbaca


def isi(path: Path, berkas: str) -> LembarJawaban:
    """What the answers at `path` say; none where there is no file."""
    terbaca = load(path, berkas)
    return terbaca.isi if terbaca else KOSONG


def _galat(terbaca: Terbaca[LembarJawaban]) -> list[Diagnostic]:
    return [each for each in temuan(terbaca, lembar()) if each.tingkat is Tingkat.GALAT]


@dataclass(frozen=True, slots=True)
class Dijawab:
    """A change of one answer: the texts before (empty: no file) and after, and what stood there."""

    sebelum: str
    sesudah: str
    lama: Jawaban | None
    baru: Jawaban


def answer(path: Path, berkas: str, lapis: Lapis, kode: str, jawaban: Jawaban, *, coba: bool = False) -> Dijawab:
    """Write one answer of one layer; with `coba` only work out what would change. A note that is there stays."""
    if coba:
        return _dijawab(path, berkas, lapis, kode, jawaban)[0]
    with writing.locked(path.resolve().parent):
        done, terbaca = _dijawab(path, berkas, lapis, kode, jawaban)
        if terbaca is None:
            writing.create(path, done.sesudah)
            raw = done.sesudah.encode()
        elif done.sesudah == done.sebelum:
            return done
        else:
            raw = writing.replace(terbaca.naskah, done.sesudah)
    stempel.stamp(path.resolve(), raw)
    return done


def _dijawab(
    path: Path, berkas: str, lapis: Lapis, kode: str, jawaban: Jawaban
) -> tuple[Dijawab, Terbaca[LembarJawaban] | None]:
    terbaca = load(path, berkas)
    if terbaca is None:
        text = f"{AWAL}versi: {VERSI}\n{lapis}:\n  {kode}: {value(_pohon(jawaban))}\n"
        after = understand(LembarJawaban, source.of_bytes(text.encode(), berkas), lolos=True)
    else:
        after = meant(LembarJawaban, terbaca, _ubahan(terbaca, lapis, kode, jawaban))
    for wrong in _galat(after):
        sentence = f"{wrong.pesan[:1].upper()}{wrong.pesan[1:]}".removesuffix("?")
        raise Refusal(f"{sentence}{'?' if wrong.pesan.endswith('?') else '.'} Tidak ada yang ditulis.")
    before = terbaca.naskah.text if terbaca else ""
    lama = terbaca.isi.lapis(lapis).get(kode) if terbaca else None
    return Dijawab(before, after.naskah.text, lama, after.isi.lapis(lapis)[kode]), terbaca


def _ubahan(terbaca: Terbaca[LembarJawaban], lapis: Lapis, kode: str, jawaban: Jawaban) -> Ubahan:
    """The change of one answer: of its own value, or the one line that it needs, in the sheet's order."""
    tree: Any = copy.deepcopy(terbaca.document.tree)
    holder: dict[str, Any] = tree.setdefault(lapis.value, {})
    made = _gabung(holder.get(kode), jawaban)
    order = list(lembar().butir)
    before = [known for known in holder if order.index(known) < order.index(kode)]
    splices = set_value(terbaca.document, (lapis.value, kode), made, sesudah=before[-1] if before else None)
    holder[kode] = made
    return Ubahan(splices, tree)


def _pohon(jawaban: Jawaban) -> str | dict[str, str]:
    if jawaban.hitungan is None and jawaban.catatan is None:
        return jawaban.teks or ""
    said = dict(jawaban.hitungan) if jawaban.hitungan is not None else {KUNCI_JAWABAN: jawaban.teks or ""}
    return said | ({KUNCI_CATATAN: jawaban.catatan} if jawaban.catatan is not None else {})


def _gabung(lama: str | Mapping[str, str] | None, jawaban: Jawaban) -> str | dict[str, str]:
    """The new answer, with the note and the counts of the old one that it does not speak of."""
    made = _pohon(jawaban)
    if not isinstance(lama, Mapping):
        return made
    return {**lama, **({KUNCI_JAWABAN: made} if isinstance(made, str) else made)}
