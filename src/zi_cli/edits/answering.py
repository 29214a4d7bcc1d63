"""The answers to a plan's sheet that commands may act on, and the one way in which they change.

As with a plan: under the folder's lock read, splice, prove, replace. Where there is no file yet, a new one is written.
"""

import copy
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zi_cli.checks.jawaban import peringatan, read_answers, temuan
from zi_cli.diagnostics import Diagnostic, InvalidPlan, Severity
from zi_cli.errors import Refusal, kalimat
from zi_cli.lke.jawaban import KUNCI_CATATAN, KUNCI_JAWABAN, VERSI, Jawaban, Lapis, LembarJawaban
from zi_cli.lke.penilaian import salah
from zi_cli.lke.regulasi import lembar
from zi_cli.loading import spliced
from zi_cli.text import sources, stempel, writing
from zi_cli.text.document import Document, parse
from zi_cli.text.fields import Tree
from zi_cli.text.reading import Parsed, understand
from zi_cli.text.splices import Change
from zi_cli.text.values import set_value

AWAL = f"# yaml-language-server: $schema=../lke.schema.json\nversi: {VERSI}\n"
"""The file before its first answer."""
KOSONG = LembarJawaban(versi=VERSI)


def load(path: Path, berkas: str) -> Parsed[LembarJawaban] | None:
    """The answers at `path`, None where there is no file; InvalidPlan with all its errors."""
    if _tidak_ada(path, berkas):
        return None
    naskah = sources.read(path, berkas)
    if stempel.passed(naskah.path, naskah.raw):
        return understand(LembarJawaban, naskah, passed=True)
    terbaca, found = _dinilai(naskah)
    if terbaca is None or found:
        raise InvalidPlan(found)
    stempel.stamp(naskah.path, naskah.raw)
    return terbaca


def _tidak_ada(path: Path, berkas: str) -> bool:
    """Whether there is no file; Refusal where a link stands in its place that leads to none."""
    if os.path.exists(path):  # noqa: PTH110 - it raises nothing where one may not look
        return False
    if os.path.lexists(path):
        raise Refusal(f"{berkas} adalah symlink yang tidak menuju sebuah berkas; betulkan, atau hapus.")
    return True


def isi(path: Path, berkas: str) -> LembarJawaban:
    """What the answers at `path` say; none where there is no file."""
    terbaca = load(path, berkas)
    return terbaca.model if terbaca else KOSONG


def _dinilai(
    naskah: sources.Source, *, passed: bool = False
) -> tuple[Parsed[LembarJawaban] | None, tuple[Diagnostic, ...]]:
    """What a text says, and everything that keeps it from being answers to act on."""
    try:
        terbaca = read_answers(naskah, lembar(), passed=passed)
    except InvalidPlan as invalid:
        return None, invalid.diagnostics
    return terbaca, tuple(each for each in temuan(terbaca, lembar()) if each.severity is Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Dijawab:
    """A change of one answer: the texts before (empty: no file) and after, what stood there, what to mind about it."""

    sebelum: str
    sesudah: str
    lama: Jawaban | None
    baru: Jawaban
    peringatan: tuple[Diagnostic, ...] = ()


def answer(
    path: Path,
    berkas: str,
    lapis: Lapis,
    kode: str,
    jawaban: Jawaban,
    *,
    hapus_catatan: bool = False,
    coba: bool = False,
) -> Dijawab:
    """Write one answer of one layer; with `coba` only work out what would change.

    A note that is there stays, unless `hapus_catatan`. A file with errors may be answered where no error is left then.
    """
    if coba:
        return _dijawab(path, berkas, lapis, kode, jawaban, hapus_catatan=hapus_catatan)[0]
    with writing.locked(writing.folder_of(path)):
        done, naskah = _dijawab(path, berkas, lapis, kode, jawaban, hapus_catatan=hapus_catatan)
        if naskah is None:
            writing.create(path, done.sesudah)
            raw = done.sesudah.encode()
        elif done.sesudah == done.sebelum:
            return done
        else:
            raw = writing.replace(naskah, done.sesudah)
    stempel.stamp(Path(os.path.realpath(path)), raw)
    return done


def _dijawab(
    path: Path, berkas: str, lapis: Lapis, kode: str, jawaban: Jawaban, *, hapus_catatan: bool
) -> tuple[Dijawab, sources.Source | None]:
    known = not _tidak_ada(path, berkas)
    naskah = sources.read(path, berkas) if known else sources.of_bytes(AWAL.encode(), berkas)
    passed = not known or stempel.passed(naskah.path, naskah.raw)
    before = () if passed else _dinilai(naskah)[1]
    document = parse(naskah.text)
    holder = document.tree.get(lapis.value, {}) if isinstance(document.tree, dict) else None
    if document.faults or not isinstance(holder, dict):
        raise InvalidPlan(before)
    made = _gabung(holder.get(kode), jawaban, kode, hapus_catatan=hapus_catatan)
    baru = _jawaban(made)
    for wrong in salah(lembar(), lembar().butir[kode].pertanyaan, baru):
        raise Refusal(f"{kalimat(wrong.pesan)} Tidak ada yang ditulis.")
    after = _tanpa_galat(spliced(naskah, _ubahan(document, lapis, kode, made)), before, passed=passed)
    said = tuple(peringatan(after, lembar(), lapis, kode))
    sebelum = naskah.text if known else ""
    return Dijawab(sebelum, after.source.text, _lama(holder.get(kode)), baru, said), naskah if known else None


def _tanpa_galat(naskah: sources.Source, before: Iterable[Diagnostic], *, passed: bool) -> Parsed[LembarJawaban]:
    """The answers after a change; InvalidPlan with what is wrong besides, at its places in the file as it stands."""
    after, found = _dinilai(naskah, passed=passed)
    if after is None or found:
        left = {(each.rule, each.message) for each in found}
        raise InvalidPlan([each for each in before if (each.rule, each.message) in left] or found)
    return after


def _ubahan(document: Document, lapis: Lapis, kode: str, made: str | dict[str, str]) -> Change:
    """The change of one answer: of its own value, or the one line that it needs, in the sheet's order."""
    tree: Any = copy.deepcopy(document.tree)
    holder: dict[str, Any] = tree.setdefault(lapis.value, {})
    order = {code: at for at, code in enumerate(lembar().butir)}
    before = [known for known in holder if order.get(known, len(order)) < order[kode]]
    splices = set_value(document, (lapis.value, kode), made, after=before[-1] if before else None)
    holder[kode] = made
    return Change(splices, tree)


def _pohon(jawaban: Jawaban) -> str | dict[str, str]:
    if jawaban.hitungan is None and jawaban.catatan is None:
        return jawaban.teks or ""
    said = dict(jawaban.hitungan) if jawaban.hitungan is not None else {KUNCI_JAWABAN: jawaban.teks or ""}
    return said | ({KUNCI_CATATAN: jawaban.catatan} if jawaban.catatan is not None else {})


def _jawaban(made: str | Mapping[str, str]) -> Jawaban:
    """The answer that such a tree writes."""
    if isinstance(made, str):
        return Jawaban(made)
    counts = {key: text for key, text in made.items() if key not in (KUNCI_JAWABAN, KUNCI_CATATAN)}
    return Jawaban(made.get(KUNCI_JAWABAN), counts or None, made.get(KUNCI_CATATAN))


def _lama(tree: Tree | None) -> Jawaban | None:
    """The answer that stood there, where it was one at all."""
    try:
        return None if tree is None else Jawaban.dari(tree)
    except ValueError:
        return None


def _gabung(lama: Tree | None, jawaban: Jawaban, kode: str, *, hapus_catatan: bool) -> str | dict[str, str]:
    """The new answer, with the note and the counts of the old one that it does not speak of.

    What the question does not know is left behind: it was wrong.
    """
    made = _pohon(jawaban)
    if not isinstance(lama, dict):
        return made
    known = {KUNCI_JAWABAN} if jawaban.hitungan is None else {*lembar().butir[kode].pertanyaan.isian}
    known |= set() if hapus_catatan else {KUNCI_CATATAN}
    kept = {key: text for key, text in lama.items() if key in known and isinstance(text, str) and text}
    if not kept:
        return made
    return kept | ({KUNCI_JAWABAN: made} if isinstance(made, str) else made)
