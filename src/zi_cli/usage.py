"""What is wrong with a command line: what Typer says in English, told in Indonesian, with what was typed and meant."""

import re
import sys
from typing import Any

from zi_cli.app import COMMANDS, command
from zi_cli.nearest import nearest
from zi_cli.plan.kode import from_roman
from zi_cli.render.visible import harmless

_NAMES = {
    word: command
    for command, words in {
        "help": "bantuan tolong bantu panduan petunjuk",
        "init": "mulai buat baru siapkan pasang",
        "import": "impor masukkan baca",
        "status": "keadaan ringkasan rekap",
        "list": "daftar cari saring",
        "show": "lihat tampilkan rincian baris",
        "mark": "tandai tanda unggah upload simpan bukti selesai",
        "unmark": "cabut hapus",
        "undo": "batal batalkan urungkan",
        "review": "tinjau nilaikan",
        "merge": "gabung gabungkan",
        "diff": "beda perbedaan banding bandingkan",
        "log": "riwayat sejarah",
        "verify": "verifikasi pastikan",
        "check": "periksa cek betulkan perbaiki",
        "explain": "jelaskan aturan",
        "coverage": "cakupan",
        "score": "nilai skor hitung",
        "answer": "jawab jawaban isi",
        "lke": "lembar pertanyaan soal",
        "render": "cetak laporan lapor kalender jadwal lampiran keputusan dasbor",
        "bundle": "kemas paket kirim serahkan",
        "form": "formulir isian",
        "export": "ekspor",
        "schema": "skema",
        "doctor": "dokter",
    }.items()
    for word in words.split()
}
"""Words by which people look for a command, and the command that they mean."""


_TOLD = 5
"""Commands that are named; more would hide what is wrong."""


def keliru(usage: Exception, args: list[str]) -> int:
    """Say what is wrong with a command line, and where help is; the exit code."""
    context = getattr(usage, "ctx", None)
    param = getattr(usage, "param", None)
    name = _called(param, context)
    match type(usage).__name__:
        case "NoArgsIsHelpError":
            sys.stdout.write(f"{usage}\n")
            return 0
        case "NoSuchOption":
            known = [option for each in context.command.params for option in each.opts] if context else []
            sentence = _unknown_option(getattr(usage, "option_name", ""), known, args)
        case "MissingParameter":
            told = getattr(param, "help", None)
            sentence = f"{name} belum disebutkan" + (f": {told}." if told else ".")
        case "BadParameter":
            given = re.search("'([^']*)' is not", str(usage))
            value = f' "{given[1]}"' if given else ""
            sentence = f"Nilai{value} untuk {name} tidak dapat dipakai; {_value(param)}."
            if given and name == "--area":
                sentence = _area_of(given[1])
        case "BadOptionUsage":
            wants = "tidak menerima nilai" if "does not take" in str(usage) else "memerlukan sebuah nilai"
            sentence = f"Opsi {getattr(usage, 'option_name', '')} {wants}."
        case _:
            sentence = _lain(str(usage), context, args)
    name = next((each for each in args if each in COMMANDS), "")  # an option without its value knows no command
    path = context.command_path if context else f"zi {name}".strip()
    sys.stderr.write(f"zi: {harmless(sentence)}\nLihat: {path} -h\n")
    return 2


def _called(param: Any, context: Any) -> str:
    """What a parameter is called on the command line: an option by its shortest name, an argument as help has it."""
    if param is None:
        return ""
    if param.param_type_name == "option":
        return str(min(param.opts, key=len))
    return str(param.get_error_hint(context)).strip("'")


def _unknown_option(option: str, known: list[str], args: list[str]) -> str:
    """That there is no such option; the command line says `-n` of `-note`, which most likely is `--note`."""
    typed = next((each for each in args if len(option) == 2 and each.startswith(option)), option)
    names = {each.lstrip("-"): each for each in known}  # the dashes are alike in all of them
    guess = nearest(typed.lstrip("-"), names)
    if guess:
        return f"Opsi {typed} tidak dikenal. Maksudnya {names[guess]}?"
    others = [f"zi {name}" for name in COMMANDS if any(typed in each.opts for each in command(name).params)]
    if not others:
        return f"Opsi {typed} tidak dikenal."
    told = ", ".join(others[:_TOLD]) + (", …" if len(others) > _TOLD else "")
    return f"Opsi {typed} tidak dikenal di sini; yang mengenalnya {told}."


def _area_of(given: str) -> str:
    """Areas are counted in figures; people know them by their roman numerals too."""
    from zi_cli.lke.regulasi import in_force, lembar

    last = max(area.nomor for half in lembar(in_force()).pengungkit for area in half.area)
    number = from_roman(given)
    meant = f'"{given}" berarti --area {number}' if number and number <= last else f'bukan "{given}"'
    return f"Area ditulis dengan angka 1 sampai {last}; {meant}."


def _quoted(extra: str, args: list[str]) -> str:
    """That a value with blanks wants quotes, where the words behind an option look like one."""
    words = extra.split()
    at = next((at for at, each in enumerate(args) if words and each == words[0]), 0)
    if at < 2 or not args[at - 2].startswith("--"):
        return ""
    return f' Ada spasi di antaranya? Tuliskan dengan tanda kutip: {args[at - 2]} "{args[at - 1]} {" ".join(words)}".'


def _lain(text: str, context: object, args: list[str]) -> str:
    quoted = re.search(r"'(.*)'", text) or re.search(r"\((.*)\)", text)
    what = quoted[1] if quoted else ""
    if "No such command" in text:
        meant = _NAMES.get(what.casefold())
        return f'Tidak ada perintah "{what}".' + (f" Maksudnya {meant}?" if meant else _nearest(what, COMMANDS))
    if "Missing command" in text:
        return "Perintahnya belum disebutkan."
    if "unexpected extra" in text:
        extra = text.rpartition("(")[2].rstrip(").")
        return f"Argumen berlebih: {extra}.{_quoted(extra, args)}"
    return "Perintah ini tidak dapat dipahami."


def _nearest(word: str, known: object) -> str:
    guess = nearest(word, list(known))  # type: ignore[call-overload]
    return f" Maksudnya {guess}?" if guess else ""


def _value(param: object) -> str:
    kind = type(getattr(param, "type", None)).__name__
    return "tuliskan bilangan bulat" if "Int" in kind else "nilai itu tidak dikenal"
