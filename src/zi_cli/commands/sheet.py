"""What the commands about the sheet share: which question a code means."""

from typing import Annotated

import typer

from zi_cli.errors import Refusal
from zi_cli.kode import Kode
from zi_cli.lembar import Butir, Lembar, soal, soal_baris
from zi_cli.nearest import nearest
from zi_cli.regulasi import lembar


def _soal(incomplete: str) -> list[str]:
    return [code for code in lembar().butir if code.startswith(incomplete)]


ArgumenSoal = Annotated[
    str | None,
    typer.Argument(metavar="[KODE]", help="kode pertanyaan, misalnya 1.i.a, R1.i.a, B.I.a", autocompletion=_soal),
]
ArgumenSatuSoal = Annotated[
    str, typer.Argument(metavar="KODE", help="kode pertanyaan, misalnya 1.i.a, R1.i.a, B.I.a", autocompletion=_soal)
]


def cari_soal(sheet: Lembar, text: str) -> Butir:
    """The question that a code means, in any of its spellings, a row's too; Refusal that names the nearest."""
    try:
        code = soal(text)
    except ValueError as error:
        try:
            code = soal_baris(Kode.parse(text))
        except ValueError:
            raise Refusal(f"{_kapital(error)}{_terdekat(sheet, text)}") from error
    if code not in sheet.butir:
        raise Refusal(f"Tidak ada pertanyaan {text} di LKE{_terdekat(sheet, code)}")
    return sheet.butir[code]


def _terdekat(sheet: Lembar, text: str) -> str:
    guess = nearest(text, sheet.butir)
    return f". Yang terdekat: {guess}." if guess else "."


def _kapital(error: ValueError) -> str:
    text = str(error)
    return text[:1].upper() + text[1:]
