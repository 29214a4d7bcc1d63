"""What `mark` and `unmark` share: which documents are meant, and how a change is told."""

from collections.abc import Callable
from datetime import date
from typing import Annotated

import typer

from zi_cli.commands import output
from zi_cli.edits import Dimaksud, cari_bukti, polos
from zi_cli.loading import Berubah
from zi_cli.plan import Rencana
from zi_cli.progress import capaian_bukti

OpsiBukti = Annotated[
    str | None,
    typer.Option(
        "--bukti", metavar="TEKS", help="bagian nama dokumen yang dimaksud; bawaannya semua dokumen baris itu"
    ),
]
OpsiCoba = Annotated[bool, typer.Option("--dry-run", help="tampilkan perubahannya saja, tidak menulis")]


def cocok(rencana: Rencana, kode: list[str], bukti: str | None) -> list[Dimaksud]:
    """The documents meant by codes and a part of a name, each once."""
    return [each for code in dict.fromkeys(kode) for each in cari_bukti(rencana, code, bukti)]


def sampaikan(
    changed: Berubah, kode: list[str], bukti: str | None, kalimat: Callable[[Dimaksud], str], *, coba: bool
) -> None:
    """Tell a change: a line per document and what the row still lacks; of a dry run, the unified diff."""
    old, new = changed.sebelum.naskah, changed.sesudah.naskah
    if coba:
        output.emit(output.diff(old.berkas, old.text, new.text))
        return
    rencana = changed.sesudah.isi
    for each in cocok(rencana, kode, bukti):
        output.emit(kalimat(each) + "\n")
    for code in dict.fromkeys(kode):
        missing = [told for each in cari_bukti(rencana, code, None) if (told := _kurang(rencana, each))]
        output.emit(f"{code}: masih kurang: {'; '.join(missing)}\n" if missing else f"{code}: lengkap\n")


def _kurang(rencana: Rencana, each: Dimaksud) -> str | None:
    """The document if it lacks something, with its open periods where it recurs."""
    standing = capaian_bukti(rencana, each.indikator, each.bukti, date.max)
    if not standing.terbuka:
        return None
    name = polos(each.bukti.dokumen)
    if len(standing.pemenuhan) == 1:
        return name
    return f"{name} ({', '.join(one.periode for one in standing.terbuka)})"
