"""What is wrong with a command line: what Typer says in English, told in Indonesian, with what was typed and meant."""

import re
import sys

from zi_cli.app import PERINTAH
from zi_cli.nearest import nearest
from zi_cli.render.visible import harmless


def keliru(usage: Exception, args: list[str]) -> int:
    """Say what is wrong with a command line, and where help is; the exit code."""
    context = getattr(usage, "ctx", None)
    param = getattr(usage, "param", None)
    name = param.get_error_hint(context).strip("'") if param else ""
    match type(usage).__name__:
        case "NoArgsIsHelpError":
            sys.stdout.write(f"{usage}\n")
            return 0
        case "NoSuchOption":
            known = [option for each in context.command.params for option in each.opts] if context else []
            sentence = _opsi_asing(getattr(usage, "option_name", ""), known, args)
        case "MissingParameter":
            told = getattr(param, "help", None)
            sentence = f"{name} belum disebut" + (f": {told}." if told else ".")
        case "BadParameter":
            given = re.search("'([^']*)' is not", str(usage))
            value = f' "{given[1]}"' if given else ""
            sentence = f"Nilai{value} untuk {name} tidak dapat dipakai: {_nilai(param)}."
        case "BadOptionUsage":
            wants = "tidak menerima nilai" if "does not take" in str(usage) else "butuh sebuah nilai"
            sentence = f"Opsi {getattr(usage, 'option_name', '')} {wants}."
        case _:
            sentence = _lain(str(usage), context)
    name = next((each for each in args if each in PERINTAH), "")  # an option without its value knows no command
    path = context.command_path if context else f"zi {name}".strip()
    sys.stderr.write(f"zi: {harmless(sentence)}\nLihat: {path} -h\n")
    return 2


def _opsi_asing(option: str, known: list[str], args: list[str]) -> str:
    """That there is no such option; the command line says `-n` of `-note`, which most likely is `--note`."""
    typed = next((each for each in args if len(option) == 2 and each.startswith(option)), option)
    names = {each.lstrip("-"): each for each in known}  # the dashes are alike in all of them
    guess = nearest(typed.lstrip("-"), names)
    return f"Opsi {typed} tidak dikenal." + (f" Maksudnya {names[guess]}?" if guess else "")


def _lain(text: str, context: object) -> str:
    quoted = re.search(r"'(.*)'", text) or re.search(r"\((.*)\)", text)
    what = quoted[1] if quoted else ""
    if "No such command" in text:
        return f'Tidak ada perintah "{what}".{_terdekat(what, PERINTAH)}'
    if "Missing command" in text:
        return "Perintahnya belum disebut."
    if "unexpected extra" in text:
        extra = text.rpartition("(")[2].rstrip(").")
        return f"Argumen berlebih: {extra}."
    return "Perintah ini tidak dapat dipahami."


def _terdekat(word: str, known: object) -> str:
    guess = nearest(word, list(known))  # type: ignore[call-overload]
    return f" Maksudnya {guess}?" if guess else ""


def _nilai(param: object) -> str:
    kind = type(getattr(param, "type", None)).__name__
    return "harus bilangan bulat" if "Int" in kind else "bukan nilai yang dikenal"
