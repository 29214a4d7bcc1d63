"""The way in: run a command, and turn whatever comes of it into an exit code.

0 well · 1 findings · 2 a request that cannot be served · 3 a bug. Commands are functions that return a code.
"""

import errno
import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn


def main() -> NoReturn:
    """The program `zi`."""
    gc.disable()  # a run is short and its objects have no cycles worth looking for; looking costs a tenth of it
    code = run(sys.argv[1:])
    with suppress(OSError, ValueError):  # a reader that went away has been dealt with
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)  # what is written is flushed; taking the interpreter apart module by module serves nobody


def run(args: list[str]) -> int:
    """Run `zi` with these arguments and return its exit code; nothing is raised."""
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - closed by the caller's shell
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    if args == ["--version"]:  # before the command line is built: nothing of it is needed
        from zi_cli import __version__

        sys.stdout.write(f"zi {__version__}\n")
        return 0
    try:
        return _served(args)
    except BrokenPipeError:  # the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception:  # whatever else comes is ours, and is said so
        import traceback

        traceback.print_exc()
        sys.stderr.write(
            "\nzi: ini kesalahan zi sendiri. Mohon laporkan beserta teks di atas dan perintah yang dijalankan.\n"
        )
        return 3


def _served(args: list[str]) -> int:
    import typer

    from zi_cli.app import group
    from zi_cli.diagnostics import InvalidPlan
    from zi_cli.errors import Refusal

    try:
        code = group().main(args=args, prog_name="zi", standalone_mode=False)
        _flush()
    except Refusal as refusal:
        sys.stderr.write(f"zi: {_plain(str(refusal))}\n")
        return 2
    except InvalidPlan as invalid:
        from zi_cli.commands.output import complain

        complain(invalid.diagnostics)
        return 1
    except OSError as error:
        if error.filename is not None or error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG):
            raise
        sys.stderr.write(f"zi: {_tidak_tertulis(error)}\n")
        return 2
    except typer.Abort:
        return 130
    except typer.TyperException as usage:
        return _usage(usage, args)
    return code if isinstance(code, int) else 0


def _flush() -> None:
    """Put out what has been written; a full disk is told here, not when the interpreter ends."""
    from zi_cli.errors import Refusal

    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Refusal(_tidak_tertulis(error)) from error


def _tidak_tertulis(error: OSError) -> str:
    """What became of the output, whose remainder nobody will see."""
    from zi_cli.text.source import sebab

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return f"Keluarannya tidak dapat ditulis: {sebab(error)}."


def _usage(usage: Exception, args: list[str]) -> int:
    """Say what is wrong with a command line, in Indonesian."""
    from zi_cli.app import PERINTAH

    context = getattr(usage, "ctx", None)
    param = getattr(usage, "param", None)
    name = param.get_error_hint(context) if param else ""
    match type(usage).__name__:
        case "NoArgsIsHelpError":
            sys.stdout.write(f"{usage}\n")
            return 0
        case "NoSuchOption":
            known = [option for each in context.command.params for option in each.opts] if context else []
            option = getattr(usage, "option_name", "")
            sentence = f"Opsi {option} tidak dikenal.{_terdekat(option, known)}"
        case "MissingParameter":
            sentence = f"{name} belum disebut."
        case "BadParameter":
            sentence = f"Nilai untuk {name} tidak dapat dipakai: {_nilai(param)}."
        case "BadOptionUsage":
            wants = "tidak menerima nilai" if "does not take" in str(usage) else "butuh sebuah nilai"
            sentence = f"Opsi {getattr(usage, 'option_name', '')} {wants}."
        case _:
            sentence = _lain(str(usage), context)
    name = next((each for each in args if each in PERINTAH), "")  # an option without its value knows no command
    path = context.command_path if context else f"zi {name}".strip()
    sys.stderr.write(f"zi: {_plain(sentence)}\nLihat: {path} -h\n")
    return 2


def _lain(text: str, context: object) -> str:
    import re

    from zi_cli.app import PERINTAH

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
    from zi_cli.nearest import nearest

    guess = nearest(word, list(known))  # type: ignore[call-overload]
    return f" Maksudnya {guess}?" if guess else ""


def _nilai(param: object) -> str:
    kind = type(getattr(param, "type", None)).__name__
    return "harus bilangan bulat" if "Int" in kind else "bukan nilai yang dikenal"


def _plain(text: str) -> str:
    from zi_cli.render.visible import visible

    return visible(text)


if __name__ == "__main__":
    main()
