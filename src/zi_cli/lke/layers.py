"""A layer of answers as it is written whole: every question's key, and above it what the question asks.

With a comment between any two keys, plain git puts two people's answers together.
"""

from zi_cli.lke.lembar import Butir, Lembar, Tipe


def blank_layer(sheet: Lembar) -> dict[str, str]:
    """Every question by its short code, not answered yet, in the sheet's order."""
    return dict.fromkeys(sheet.butir, "")


def remarks(sheet: Lembar) -> dict[str, str]:
    """Of every question, by its short code: what it asks and how it is answered, in one line."""
    return {code: f"{' '.join(each.uraian.split())} ({_kind(sheet, each)})" for code, each in sheet.butir.items()}


def _kind(sheet: Lembar, butir: Butir) -> str:
    match butir.pertanyaan.tipe:
        case Tipe.PERSEN:
            return f"hitungan {', '.join(butir.pertanyaan.isian)}"
        case Tipe.INDEKS:
            return "0 sampai 4, misalnya 3.60"
        case _:
            return "/".join(sheet.pilihan(butir.pertanyaan.tipe))
