"""Documents through Jinja: the one room that knows it.

Templates are an office's own words, plans are data: a text of a plan is never a template. A template runs in a sandbox
on texts, lists and described tables, escapes by the format of the document and not by the suffix of a file, and what
is wrong with it is told as a `Refusal` with file and line. Only a fault of a packaged template is a bug.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
from jinja2.exceptions import FilterArgumentError, SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

import zi_cli
from zi_cli.errors import Refusal
from zi_cli.nearest import nearest
from zi_cli.render import html, markdown
from zi_cli.tables import Cell, Table, decree_text

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
            raise Refusal(f"Folder templat {folder} tidak ada; periksa tulisannya.")
    environment = _environment(form, [*folders, packaged_templates()])
    try:
        return environment.get_template(f"{name}.{form}.j2").render(context)
    except Exception as error:
        refusal = _refusal(error, context, folders)
        if refusal is None:
            raise
        raise refusal from error


class _Loader(jinja2.FileSystemLoader):
    """Files in UTF-8, with or without a byte order mark."""

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__(folders, encoding="utf-8-sig")

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Any]:
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError:
            file = next(path for folder in self.searchpath if (path := Path(folder, template)).is_file())
            raise jinja2.TemplateSyntaxError(
                "bukan UTF-8; simpan ulang sebagai UTF-8", 1, template, str(file)
            ) from None


def _environment(form: str, folders: Sequence[Path]) -> jinja2.Environment:
    environment = ImmutableSandboxedEnvironment(
        loader=_Loader(folders),
        undefined=jinja2.StrictUndefined,
        autoescape=form == "html",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= _HTML if form == "html" else _MARKDOWN
    return environment


def _table_html(value: object, berlabel: str = "") -> Markup:
    """`tabel | html("id")`: the table, named by the element with that id."""
    return html.draw(_table(value), berlabel)


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
        return Refusal(f"Templat {error.name} tidak ada, di {', '.join(map(str, folders))} maupun di bawaan zi.")
    if isinstance(error, jinja2.TemplateSyntaxError):
        file, line = error.filename or "", error.lineno
        if not _within(file, folders):
            return None
    else:
        frames = _frames(error, folders)
        if not frames:
            return None
        file, line = frames[-1]
    return Refusal(f"Templat {file} baris {line}: {_what(error, context)}.")


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
            name = str(error.message).split("'")[1::2][-1:]
            guess = nearest(name[0], context) if name else None
            cure = f'maksudnya "{guess}"?' if guess else f"yang tersedia: {', '.join(sorted(context))}"
            return f'nama "{"".join(name)}" tidak ada; {cure}'
        case jinja2.TemplateNotFound():
            return f'templat "{error.name}" yang dipanggil di sini tidak ada'
        case SecurityError():
            return f"memakai yang tidak boleh dipakai sebuah templat ({error})"
        case jinja2.TemplateSyntaxError():
            return f"tidak terbaca sebagai templat ({error.message})"
        case _:
            return f"tidak dapat dijalankan ({error})"
