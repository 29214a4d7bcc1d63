"""The way in: run a command, and turn whatever comes of it into an exit code.

0 well · 1 findings · 2 a request that cannot be served · 3 a bug. Commands are functions that return a code.
"""

import errno
import gc
import os
import sys
from io import BufferedWriter, FileIO, TextIOWrapper

TYPE_CHECKING = False  # of `typing`, which is slow to import
if TYPE_CHECKING:
    from typing import Any, NoReturn, TextIO


def main() -> "NoReturn":
    """The program `zi`."""
    gc.disable()  # a run is short and leaves few cycles; collecting them costs a tenth of it
    sys.stdout, sys.stderr = _patient(sys.stdout), _patient(sys.stderr, lines=True)
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (Unread, OSError, ValueError):
        pass  # an output that was closed early has been reported already
    os._exit(code)  # all output is flushed, and an orderly end of the interpreter takes a tenth of a second


_GONE = (errno.EINVAL, errno.EPIPE, errno.ESHUTDOWN, errno.ECONNRESET, errno.ENXIO)
"""The errors of an output whose reader is gone: Windows gives the first for a pipe."""


class Unread(Exception):  # noqa: N818 - no fault of anybody
    """The reader of the output is gone. This is no OSError, because typer would end with 1 for a broken pipe."""


class _Pipe(FileIO):
    """An output. A write waits while the reader is slow, and raises `Unread` when the reader is gone."""

    def write(self, part: "Any", /) -> int:
        try:
            while (written := super().write(part)) is None:
                import select

                select.select([], [self], [])
        except OSError as error:
            if error.errno in _GONE:
                raise Unread from error
            raise
        return written


def _patient(stream: "TextIO", *, lines: bool = False) -> "TextIO":
    """The stream; if it is no terminal, one through which all comes out however slowly it is read."""
    try:
        if stream.isatty():
            return stream
        raw = _Pipe(stream.fileno(), "w", closefd=False)
    except (AttributeError, OSError, ValueError):  # there is none, or it is closed
        return stream
    return TextIOWrapper(BufferedWriter(raw), encoding="utf-8", line_buffering=lines)


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
        return _answered(args)
    except (Unread, BrokenPipeError):  # the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception:  # any other exception is a bug of zi, and is told as one
        import traceback

        traceback.print_exc()
        sys.stderr.write(
            "\nzi: ini kesalahan zi sendiri. Mohon laporkan beserta teks di atas dan perintah yang dijalankan.\n"
        )
        return 3


def _answered(args: list[str]) -> int:
    """Run a command; the most used ones without building the command line."""
    if "_ZI_COMPLETE" in os.environ:
        from zi_cli.completing import completed

        if completed(os.environ):
            return 0
    return _served(args)


def _served(args: list[str]) -> int:
    from zi_cli.diagnostics import InvalidPlan
    from zi_cli.errors import Refusal
    from zi_cli.plain import direct_call

    try:
        code = (direct_call(args) or (lambda: _typed(args)))()
        _flush()
    except Refusal as refusal:
        sys.stderr.write(f"zi: {_plain(refusal.as_typed())}\n")
        return refusal.exit_code
    except InvalidPlan as invalid:
        from zi_cli.commands.output import complain

        complain(invalid.diagnostics)
        return 1
    except OSError as error:
        if error.filename is not None or error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG):
            raise
        sys.stderr.write(f"zi: {_not_written(error)}\n")
        return 2
    return code


def _typed(args: list[str]) -> int:
    """The exit code of the command line for these words."""
    import typer

    from zi_cli.app import group

    try:
        code = group().main(args=args, prog_name="zi", standalone_mode=False)
    except typer.Abort:
        return 130
    except typer.TyperException as usage:
        from zi_cli.usage import keliru

        return keliru(usage, args)
    return code if isinstance(code, int) else 0


def _flush() -> None:
    """Put out what has been written; a full disk is told here, not when the interpreter ends."""
    from zi_cli.errors import Refusal

    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Refusal(_not_written(error)) from error


def _not_written(error: OSError) -> str:
    """The sentence for an output of which a part could not be written."""
    from zi_cli.errors import reason

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return f"Keluarannya tidak dapat ditulis: {reason(error)}."


def _plain(text: str) -> str:
    """A sentence as it may be shown: it may quote an argument of any length."""
    from zi_cli.render.visible import harmless

    return harmless(text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]}…{text[-_LONGEST // 2 :]}")


_LONGEST = 4000
"""Characters of a refusal that are told."""


if __name__ == "__main__":
    main()
