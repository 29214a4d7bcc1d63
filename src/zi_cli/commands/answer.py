"""`zi answer`: write one answer to the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zi_cli.commands import output
from zi_cli.commands.options import OpsiRencana, workspace
from zi_cli.commands.sheet import ArgumenSatuSoal, cari_soal, lapis
from zi_cli.errors import Refusal

if TYPE_CHECKING:
    from zi_cli.lke.jawaban import Jawaban
    from zi_cli.lke.lembar import Lembar, Pertanyaan

__all__ = ["answer"]


def answer(
    *,
    kode: ArgumenSatuSoal,
    jawaban: Annotated[
        list[str],
        typer.Argument(metavar="JAWABAN...", help="A, Ya, 3.60, atau hitungan: sasaran=4 sasaran_tercapai_100=3"),
    ],
    layer: Annotated[
        str, typer.Option("--layer", metavar="LAPIS", help="satker, provinsi, tpi, atau tpn; bawaannya satker")
    ] = "satker",
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEKS", help="catatan jawaban itu; teks kosong menghapusnya")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="tampilkan perubahannya saja, tidak menulis")] = False,
    plan: OpsiRencana = None,
) -> int:
    """Tulis satu jawaban LKE ke lke.yaml di folder rencana; berkasnya dibuat bila belum ada.

    Yang berubah hanya jawaban itu; komentar, urutan, dan cara menulis selebihnya tetap.
    """
    from zi_cli import plans
    from zi_cli.edits import answering

    lapis_ = lapis(layer, "--layer")
    home = workspace().home(plan)
    plans.load(home)  # a sheet belongs to a plan
    sheet = plans.sheet(home)
    asked = cari_soal(sheet, kode).pertanyaan
    given = _jawaban(sheet, asked, jawaban, note)
    hapus = note is not None and not note.strip()
    done = answering.answer(home, sheet, lapis_, asked.kode, given, hapus_catatan=hapus, dry_run=dry_run)
    output.warn(done.peringatan)
    if dry_run:
        output.emit(output.diff(home.answers_name, done.sebelum, done.sesudah))
        output.say("Belum ada yang ditulis (--dry-run).")
        return 0
    note_ = f" ({done.baru.catatan})" if done.baru.catatan else ""
    before = f", tadinya {done.lama}" if done.lama and str(done.lama) != str(done.baru) else ""
    gone = ", catatannya dihapus" if done.lama and done.lama.catatan and not done.baru.catatan else ""
    output.emit(f"{asked.kode}: {done.baru}{note_} menurut {lapis_.sebutan}{before}{gone}\n")
    return 0


def _jawaban(sheet: Lembar, asked: Pertanyaan, words: list[str], note: str | None) -> Jawaban:
    """The answer that the words give; Refusal where they are none the question takes."""
    from zi_cli.lke.jawaban import Jawaban
    from zi_cli.lke.lembar import Tipe
    from zi_cli.lke.penilaian import diminta
    from zi_cli.text.characters import FORBIDDEN

    if note is not None and FORBIDDEN.search(note):
        raise Refusal("Isi --note memuat karakter yang tidak tampak; tulis teks biasa.")
    note = note if note and note.strip() else None
    if asked.tipe is Tipe.PERSEN:
        return Jawaban(None, _hitungan(sheet, asked, words), note)
    text = " ".join(words)
    known = {each.casefold(): each for each in sheet.pilihan(asked.tipe)}
    text = text.replace(",", ".") if asked.tipe is Tipe.INDEKS else known.get(text.casefold(), text)
    if asked.tipe is not Tipe.INDEKS and text not in known.values():
        raise Refusal(f'{asked.kode} dijawab "{text}"; jawabannya {diminta(sheet, asked)}.')
    return Jawaban(text, None, note)


def _hitungan(sheet: Lembar, asked: Pertanyaan, words: list[str]) -> dict[str, str]:
    from zi_cli.lke.jawaban import KUNCI_CATATAN
    from zi_cli.lke.penilaian import diminta

    found: dict[str, str] = {}
    for word in words:
        name, sign, text = word.partition("=")
        if not sign:
            example = " ".join(f"{each}=…" for each in asked.isian)
            raise Refusal(f'{asked.kode} dijawab "{name}"; jawabannya {diminta(sheet, asked)}: {example}')
        if name == KUNCI_CATATAN:
            raise Refusal("Catatan ditulis dengan --note.")
        if name in found:
            raise Refusal(f"Hitungan {name} disebut dua kali: {found[name]} dan {text}; sebut sekali saja.")
        found[name] = text
    return found
