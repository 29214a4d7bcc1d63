"""Documents through Jinja: the one room that knows it.

Templates are an office's own words, plans are data: a text of a plan is never a template. A template runs in a sandbox
on texts, lists and described tables, escapes by the format of the document and not by the suffix of a file, and what
is wrong with it is told as a `Refusal` with file and line. Only a fault of a packaged template is a bug.
"""

from __future__ import annotations

import _thread
import os
import re
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2.exceptions import FilterArgumentError, SecurityError
from jinja2.loaders import split_template_path
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

import zi_cli
from zi_cli.errors import Kind, Refusal, as_sentence, reason
from zi_cli.nearest import nearest
from zi_cli.render import html, markdown, svg
from zi_cli.render.visible import as_utf8
from zi_cli.tables import Bars, Block, Cell, Curve, Look, Page, Role, Sentence, Table, decree_text, tabular

if TYPE_CHECKING:
    from zi_cli.render.media import Printed, Setting

_PACKAGE = Path(zi_cli.__file__).parent


def packaged_templates() -> Path:
    """The templates that come with `zi`: inside the package once installed, at the top of a checkout."""
    inside = _PACKAGE / "templates"
    return inside if inside.is_dir() else _PACKAGE.parents[1] / "templates"


def render_document(name: str, form: str, context: Mapping[str, Any], folders: Sequence[Path]) -> str:
    """The document `name` as a text in `form` (`html` or `md`), by the first `name.form.j2` in `folders`.

    Where none of the folders has one, by the packaged one. Parts that a template includes are looked up in the same
    order, so an office may replace one part only. Raises Refusal where a folder is missing or a template in one of
    them is wrong.
    """
    for folder in folders:
        if not folder.is_dir():
            raise Refusal(f"Folder templat {folder} tidak ada; periksa tulisannya.", Kind.UNKNOWN)
        if not os.access(folder, os.R_OK | os.X_OK):  # an office's template must not be passed over silently
            raise Refusal(f"Folder templat {folder} tidak dapat dibaca: tidak ada izin.", Kind.SYSTEM)
    environment = _environment(form, [*folders, packaged_templates()])
    try:
        with _within_limits():
            return environment.get_template(f"{name}.{form}.j2").render(context)
    except _OverLimit as error:
        raise Refusal(f"Templat {name}.{form}.j2 {error}; periksa perulangannya. Tidak ada yang ditulis.") from None
    except Exception as error:
        if isinstance(error, OSError) and error.filename and _within(str(error.filename), folders):
            raise Refusal(f"Templat {error.filename} tidak dapat dibaca: {reason(error)}.", Kind.SYSTEM) from error
        refusal = _refusal(error, context, folders)
        if refusal is None:
            raise
        raise refusal from error


_NARROW, _SHORT = 4, 20
"""Columns and rows of a table that needs no more than half the width of a wide screen."""


def document(printed: Printed, setting: Setting) -> bytes:
    """Any page as HTML, by the template `halaman`: sentences, tables and charts in their order."""
    page = printed.page()
    pages = [_contents(page, "b")]
    pages += [_contents(each, f"b{at}-") | {"id": str(at)} for at, each in enumerate(page.behind, 1)]
    said = {
        "judul": page.title,
        "halaman": pages,
        "bersaring": any(part["jenis"] == "daftar" for each in pages for part in each["isi"]),
        "lebar": page.wide,
        "kertas": setting.paper,
    }
    return as_utf8(render_document("halaman", "html", said, setting.templates))


def _contents(page: Page, name: str) -> dict[str, Any]:
    """One page of the file, what it says in order; `name` begins the ids of its parts."""
    return {"judul": page.title, "isi": [_part(each, f"{name}{at}", page.title) for at, each in enumerate(page.body)]}


def _part(block: Block, name: str, title: str) -> dict[str, Any]:
    """One block of a page as the template is given it; `name` is its id."""
    if isinstance(block, Sentence):
        kind = "judul" if block.role in (Role.HEADING, Role.TITLE) else "kalimat"
        text = html.inline(Cell(block.text, block.italic))
        return {"jenis": kind, "teks": text, "awal": " ".join(filter(None, block.lead)), "nada": str(block.tone)}
    table = tabular(block)
    part: dict[str, Any] = {
        "jenis": "tabel",
        "id": name,
        "judul": table.title if table.title != title else "",
        "tabel": table,
    }
    small = len(table.columns) <= _NARROW and len(table.rows) <= _SHORT and table.look is Look.PLAIN
    part["separuh"] = isinstance(block, Bars) or (small and not isinstance(block, Curve))
    if isinstance(block, Curve | Bars):
        return part | {"jenis": "grafik", "gambar": svg.draw(block, name)}
    if table.look is Look.FIGURES and table.rows:
        cells = zip(table.columns, table.rows[0].cells, strict=True)
        return part | {"jenis": "angka", "angka": [(column.title, cell.text, str(cell.tone)) for column, cell in cells]}
    kinds = {Look.MAP: "peta", Look.LIST: "daftar"}
    return part | {"jenis": kinds.get(table.look, "tabel")}


MOST_SECONDS = 10
"""Seconds of the processor that a template may take: the longest document takes a tenth of one."""
MOST_MEMORY = 512 * 2**20
"""Bytes that a template may ask for, beside what the program holds."""


class _OverLimit(Exception):  # noqa: N818 - its text is part of a refusal
    """A template that takes too long, or too much."""


@contextmanager
def _within_limits() -> Iterator[None]:
    """Bound the time and memory of what runs inside: the sandbox bounds only what a template can reach."""
    late, done, began = threading.Event(), threading.Event(), time.process_time()

    def watch() -> None:
        left: float = MOST_SECONDS
        while not done.wait(max(left, 0.1)):
            left = MOST_SECONDS - (
                time.process_time() - began
            )  # the processor's time is measured, so that other programs do not count
            if left <= 0:
                late.set()
                _thread.interrupt_main()
                return

    threading.Thread(target=watch, daemon=True).start()
    try:
        with _memory_limited():
            yield
    except KeyboardInterrupt:
        if late.is_set():
            raise _OverLimit(f"belum selesai sesudah {MOST_SECONDS} detik") from None
        raise
    except MemoryError:
        raise _OverLimit(f"meminta memori lebih dari {MOST_MEMORY // 2**20} MiB") from None
    finally:
        done.set()


@contextmanager
def _memory_limited() -> Iterator[None]:
    try:
        import resource

        held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    except (ImportError, OSError):  # no such bound on Windows, nor on a Mac
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_AS)
    bound = held + MOST_MEMORY
    if before[1] != resource.RLIM_INFINITY:
        bound = min(bound, before[1])
    resource.setrlimit(resource.RLIMIT_AS, (bound, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, without the one operator whose result may take forever to work out."""

    intercepted_binops = frozenset({"**"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        raise SecurityError('tanda "**"')


class _Loader(jinja2.FileSystemLoader):
    """Files in UTF-8, with or without a byte order mark."""

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__(folders, encoding="utf-8-sig")

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Any]:
        parts = split_template_path(template)
        file = next((each for folder in self.searchpath if os.path.lexists(each := Path(folder, *parts))), None)
        if file is not None and (wrong := _outside(file, len(parts))):
            raise jinja2.TemplateSyntaxError(wrong, 1, template, str(file))
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError:
            raise jinja2.TemplateSyntaxError(
                "bukan UTF-8; simpan ulang sebagai UTF-8", 1, template, str(file)
            ) from None


def _outside(file: Path, depth: int) -> str:
    """Why a template may not be read: a clone may bring one that leads to any file of this computer."""
    folder = file.parents[depth - 1]
    if folder == packaged_templates():  # a package may be installed by links
        return ""
    if not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder)):
        return "menunjuk ke luar folder templatnya melalui symlink; salin berkas aslinya ke sana"
    return "" if file.is_file() else "bukan berkas biasa; ganti dengan berkas templat"


def _environment(form: str, folders: Sequence[Path]) -> jinja2.Environment:
    environment = _Sandbox(
        loader=_Loader(folders),
        undefined=jinja2.StrictUndefined,
        autoescape=form == "html",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= _HTML if form == "html" else _MARKDOWN
    return environment


def _table_html(value: object, label: str = "", kind: str = "") -> Markup:
    """`tabel | html("id")`: the table, named by the element with that id."""
    return html.draw(_table(value), label, kind)


def _table_markdown(value: object) -> str:
    """`tabel | markdown`: the table."""
    return markdown.draw(_table(value))


def _table(value: object) -> Table:
    if not isinstance(value, Table):
        str(value)  # an undefined name says so here, by its own name
        raise FilterArgumentError("bukan tabel")
    return value


_HTML = {
    "html": _table_html,
    "naskah": lambda value: html.inline(decree_text(str(value))),
    "teks": lambda value: html.inline(Cell(str(value))),
}
_MARKDOWN = {
    "markdown": _table_markdown,
    "naskah": lambda value: markdown.prose(decree_text(str(value))),
    "teks": lambda value: markdown.prose(Cell(str(value))),
}
"""`naskah`: words of the decree, `*…*` in italics. `teks`: any other words. Both keep line breaks."""


def _refusal(error: Exception, context: Mapping[str, Any], folders: Sequence[Path]) -> Refusal | None:
    """What to tell the office about its template, or None where it is not the office's fault."""
    if isinstance(error, jinja2.TemplateNotFound) and not _frames(error, folders):
        return Refusal(
            f"Templat {error.name} tidak ada, di {', '.join(map(str, folders))} maupun di bawaan zi.", Kind.UNKNOWN
        )
    if isinstance(error, jinja2.TemplateSyntaxError):
        file, line = error.filename or "", error.lineno
        if not _within(file, folders):
            return None
    else:
        frames = _frames(error, folders)
        if not frames:
            return None
        file, line = frames[-1]
    told = _what(error, context)
    return Refusal(as_sentence(f"Templat {file} baris {line}: {told}"))


def _frames(error: Exception, folders: Sequence[Path]) -> list[tuple[str, int]]:
    """The template lines that the error went through; none where it arose in zi's own code or templates."""
    found: list[tuple[str, int]] = []
    trace = error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if _within(file, folders):
            found.append((file, trace.tb_lineno))
        elif found and _within(file, [_PACKAGE, packaged_templates()]) and not isinstance(error, jinja2.TemplateError):
            found.clear()
        trace = trace.tb_next
    return found


def _within(file: str, folders: Sequence[Path]) -> bool:
    return any(Path(file).is_relative_to(folder) for folder in folders)


def _what(error: Exception, context: Mapping[str, Any]) -> str:
    """What went wrong, in Indonesian; Jinja's own words in brackets where there is nothing better."""
    match error:
        case jinja2.UndefinedError():
            told = _missing(str(error.message), context)
        case jinja2.TemplateNotFound():
            told = f'templat "{error.name}" yang dipanggil di sini tidak ada'
        case SecurityError():
            told = f"memakai yang tidak boleh dipakai sebuah templat: {_forbidden(str(error))}"
        case jinja2.TemplateSyntaxError() if "end of template" in (error.message or ""):
            told = "templatnya habis, padahal masih ada blok, kurung, atau tanda kutip yang belum ditutup"
        case jinja2.TemplateSyntaxError():
            told = f"tidak terbaca sebagai templat ({error.message})"
        case OverflowError():
            told = "mengulang terlalu banyak; sebuah templat mengulang isi rencana, bukan hitungan"
        case RecursionError():
            told = "memanggil dirinya sendiri tanpa henti"
        case _:
            told = f"tidak dapat dijalankan ({str(error) or type(error).__name__})"
    return told


def _forbidden(words: str) -> str:
    """What the sandbox would not have, from what Jinja says of it."""
    named = re.search(r"attribute '([^']*)' of '([^']*)'", words)
    return f'atribut "{named[1]}" dari {named[2]}' if named else words.rstrip(".")


def _missing(words: str, context: Mapping[str, Any]) -> str:
    """Which name does not exist, and the one that was meant: `'nomer' is undefined`, `'dict object' has no …`."""
    quoted = words.split("'")[1::2]
    name = quoted[-1] if quoted else ""
    if "has no attribute" in words:
        alone = f"; tuliskan {{{{ {name} }}}}" if name in context else ""
        return f'yang di depan ".{name}" tidak punya "{name}"{alone}'
    guess = nearest(name, [each for each in context if each != name])
    return f'nama "{name}" tidak ada; ' + (
        f'maksudnya "{guess}"?' if guess else f"yang tersedia: {', '.join(sorted(context))}"
    )
