"""Which commands there are. A command's module is imported when it is called: starting is most of the work."""

import os
import re
from functools import cache
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer
from typer.core import TyperCommand, TyperGroup

from zi_cli.errors import Refusal, reason

COMMANDS = {
    "init": "mulai rencana baru: kosong, dari rencana lain, atau perubahan sebuah keputusan",
    "import": "jadikan tabel rencana aksi dari Word, Excel, CSV atau PDF sebuah rencana",
    "status": "bagaimana keadaan rencana: per area, yang terlambat, yang segera jatuh tempo",
    "list": "baris-baris rencana, disaring",
    "show": "satu baris, selengkapnya",
    "mark": "tandai bukti fisik sudah terkumpul",
    "unmark": "cabut tanda itu",
    "undo": "batalkan yang terakhir diubah zi di sini",
    "review": "catat hasil pemeriksaan bukti: sesuai, atau perlu perbaikan",
    "unreview": "cabut pemeriksaan itu",
    "merge": "gabungkan perubahan dua orang atas satu rencana, atau selesaikan gabungan git yang terhenti",
    "diff": "apa yang berubah sejak sebuah revisi, dan pengaruhnya pada poin, nilai, dan tenggat",
    "log": "siapa menandai apa, kapan",
    "verify": "baca semua bukti: masih ada, dan masih seperti yang tercatat?",
    "check": "periksa berkas rencana: apa yang salah, di mana, bagaimana membetulkannya",
    "explain": "jelaskan satu aturan check: mengapa, contohnya, cara membetulkannya",
    "coverage": "pertanyaan LKE mana yang terjawab oleh rencana, dan dapatkah rencana ini lulus",
    "score": "nilai LKE dari jawabannya, ambang satu per satu, dan apa yang menaikkannya",
    "answer": "tuliskan satu jawaban LKE",
    "lke": "pertanyaan Lembar Kerja Evaluasi (LKE), dan baris rencana yang menjawabnya",
    "render": "cetak Lampiran, seluruh keputusan, atau LKE yang sudah diisi",
    "form": "buat formulir Excel untuk diisi, lalu dibaca kembali dengan zi import",
    "bundle": "kemas semua bukti untuk penilai, sebagai paket BagIt",
    "export": "data rencana bagi program lain: fakta bagi DuckDB, berkas JSON bagi PortalRB",
    "doctor": "periksa komputer dan folder ini: apa yang belum siap, dan cara menyiapkannya",
    "help": "bantuan, dengan contoh",
    "schema": "JSON Schema berkas, untuk penyunting teks",
}
"""Every command with what it does, in the order of help; `commands.<name>` names its function in `__all__`."""

_NAMES = (
    ("Usage:", "Pemakaian:"),
    ("Options:", "Opsi:"),
    ("Arguments:", "Argumen:"),
    ("Commands:", "Perintah:"),
    ("[OPTIONS]", "[OPSI]"),
    ("COMMAND [ARGS]", "PERINTAH [ARGUMEN]"),
    ("[required]", "[wajib]"),
    ("Show this message and exit.", "tampilkan bantuan ini"),
)
_COMPLETION_HELP = {
    "install_completion": "pasang pelengkap perintah di shell ini",
    "show_completion": "tampilkan pelengkap itu, untuk disalin",
}
"""Typer's own options, in Indonesian."""
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


_START = """Baru mulai? Dari tabel di Word atau Excel, lalu keadaannya; satu perintah selengkapnya:
  zi import rencana.docx --as kpu-kabupaten-x-2026
  zi status
  zi help mark"""


class _Command(TyperCommand):
    """A command whose help is Indonesian throughout, and that takes each option once."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not ctx.resilient_parsing:
            _ensure_once(self.make_parser(ctx).parse_args(args=list(args))[2])
        return super().parse_args(ctx, args)

    def get_help(self, ctx: Any) -> str:
        from zi_cli.examples import EXAMPLES

        lines = "".join(f"\n  {each}" for each in EXAMPLES.get(str(self.name), ()))
        return _in_indonesian(super().get_help(ctx)) + (f"\n\nContoh:{lines}" if lines else "")


class _Commands(TyperGroup):
    """The group of all commands, each imported when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        return command(cmd_name) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        from typer._click.shell_completion import CompletionItem  # Typer hands out no other name for it

        return [CompletionItem(name, help=text) for name, text in COMMANDS.items() if name.startswith(incomplete)]

    def get_help(self, ctx: Any) -> str:
        return f"{_in_indonesian(super().get_help(ctx))}\n\n{_START}"


def _ensure_once(given: list[Any]) -> None:
    """Refusal where an option that takes one value was given several: click would keep the last and say nothing."""
    for param in given:
        single = param.param_type_name == "option" and not (param.multiple or param.is_flag)
        if single and given.count(param) > 1:
            raise Refusal(f"{max(param.opts, key=len)} disebutkan {given.count(param)} kali; cukup satu kali.")


def _in_indonesian(text: str) -> str:
    text = re.sub(r"\s+\[default:\s[^\]]*\]", "", text)  # the help's sentence names the default already
    for english, indonesian in _NAMES:
        text = text.replace(english, indonesian)
    return text


def _go_to(value: Path | None) -> None:
    """Run as if one stood in another folder, as git's -C does; Refusal where there is none."""
    if value is not None:
        try:
            os.chdir(value)
        except OSError as error:
            raise Refusal(f"Folder {value} tidak dapat dipakai: {reason(error)}.") from error


_FolderOption = Annotated[
    Path | None,
    typer.Option("-C", metavar="FOLDER", callback=_go_to, is_eager=True, help="jalankan di folder itu"),
]


@cache
def _folder_option() -> Any:
    """The option that every command has: it is no argument of the command's function."""

    def holder(folder: _FolderOption = None) -> None:
        """Only its option is used."""

    one = typer.Typer(add_completion=False, rich_markup_mode=None)
    one.command()(holder)
    option: Any = typer.main.get_command(one).params[0]
    option.expose_value = False
    return option


def command(name: str) -> Any:
    """One command, imported now."""
    module = import_module(f"zi_cli.commands.{name}{'_' * iskeyword(name)}")
    function = getattr(module, module.__all__[0])
    options = vars(import_module("zi_cli.commands.options"))
    known = {**options, "typer": typer, "Annotated": Annotated, **vars(module)}  # a call without them needs no import
    function.__annotations__ = get_type_hints(function, known, include_extras=True)
    one = typer.Typer(add_completion=False, rich_markup_mode=None, context_settings=_CONTEXT)
    one.command(name, cls=_Command, short_help=COMMANDS[name], context_settings=_CONTEXT)(function)
    made = typer.main.get_command(one)
    made.params.append(_folder_option())
    return made


def _version(value: bool) -> None:
    if value:
        from zi_cli import __version__

        typer.echo(f"zi {__version__}")
        raise typer.Exit


def _shell(named: object = None) -> str:
    """The shell that zi runs in, or that was named; Refusal where it is none that can complete."""
    from typer._completion_shared import _get_shell_name

    from zi_cli.errors import Refusal

    shell = named if isinstance(named, str) else _get_shell_name()
    if shell not in _SHELLS:
        told = f"Shell {shell}" if shell else "Shell di sini"
        raise Refusal(f"{told} tidak punya pelengkap; jalankan ini di {', '.join(_SHELLS[:-1])}, atau {_SHELLS[-1]}.")
    return shell


_SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


def _show_completion(ctx: Any, _param: Any, value: Any) -> Any:
    """Print the shell's completion, to be copied."""
    if not value or ctx.resilient_parsing:
        return value
    from typer._completion_shared import get_completion_script

    typer.echo(get_completion_script(prog_name="zi", complete_var="_ZI_COMPLETE", shell=_shell(value)))
    raise typer.Exit


def _install(ctx: Any, _param: Any, value: Any) -> Any:
    """Install the shell's completion as Typer does, and say so in Indonesian."""
    if not value or ctx.resilient_parsing:
        return value
    from typer._completion_shared import install  # Typer hands out no other name for it

    shell, path = install(_shell(), "zi")
    typer.echo(f"Pelengkap untuk {shell} dipasang di {path}; berlaku di terminal yang baru dibuka.")
    raise typer.Exit


def _zi(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="versi zi")] = False,
    folder: _FolderOption = None,
) -> None:
    """zi: rencana aksi Zona Integritas sebagai YAML di git.

    Menunjukkan apa yang terlambat dan apa yang kurang, menandai bukti yang terkumpul, memeriksa berkasnya, dan mencetak
    keputusan beserta Lampirannya.
    """


def group() -> Any:
    """The whole command line, ready to be run with a list of arguments."""
    app = typer.Typer(
        cls=_Commands,
        no_args_is_help=True,
        rich_markup_mode=None,
        context_settings=_CONTEXT,
        help=_zi.__doc__,
    )
    app.callback()(_zi)
    whole = typer.main.get_command(app)
    for param in whole.params:
        if param.name in _COMPLETION_HELP:
            param.help = _COMPLETION_HELP[param.name]  # type: ignore[attr-defined]
        if param.name == "install_completion":
            param.callback = _install
        if param.name == "show_completion":
            param.callback = _show_completion
    return whole
