"""Which media there are, and what each of them draws. A medium is a room of `render` and a line here.

What is printed is one thing for all of them (`Printed`): its page, and what only some want, each made when wanted.
Every medium draws every page; its bytes are what is written.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from zi_cli.errors import Kind, Refusal
from zi_cli.frozen import field, frozen
from zi_cli.tables import Page, Table


@frozen
class Printed:
    """One printed thing: its page, and the same for programs, for a spreadsheet, for the office's own words."""

    page: Callable[[], Page]
    data: Callable[[], Any] | None = None
    """What a program reads."""
    table: Callable[[], Table] | None = None
    """The same as one flat table: no spans, every row whole."""
    book: Callable[[], tuple[Table, ...]] | None = None
    """The sheets of a workbook, where these are more than the page's tables: formulas, cells to be filled in."""
    marks: Mapping[str, str] = field(default_factory=dict)
    """What a workbook says of itself to the program that takes it in again."""
    name: str = ""
    """The template's, where the office may have its own words."""
    prose: Callable[[], Mapping[str, Any]] | None = None
    """What that template is given."""
    own: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)
    """What only one command draws, by the medium's name."""
    stream: Callable[[], Iterable[str]] | None = None
    """What a program reads, JSON already and piece by piece, where the whole would be too large to be held."""


@frozen
class Setting:
    """How it is to be drawn: the paper, the office's own templates, and whom to tell what else there is to say."""

    paper: str = "f4"
    templates: tuple[Path, ...] = ()
    """Folders, the first that has a template wins."""
    say: Callable[[str], None] = lambda _: None

    def model(self, name: str) -> Path | None:
        """The office's model of a Word document: of that name, else of its decree; None where it has none."""
        wanted = [each for each in (name, "keputusan") if each]
        for folder in self.templates:
            for path in (folder / f"{each}.docx" for each in wanted):
                if path.is_file():
                    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
                        raise Refusal(f"{path} menunjuk ke luar folder templat melalui symlink; salin aslinya ke sana.")
                    return path
        return None


@frozen
class Medium:
    """One medium: its name, the endings of its files, and the function that makes its bytes."""

    name: str
    endings: tuple[str, ...]
    room: str
    """`module` or `module:function` below `render`; the function is `document` where none is named."""
    also: tuple[str, ...] = ()
    """Other words for it."""
    binary: bool = False
    """Not for a screen."""
    templated: bool = False
    """Whether the office's own words have templates in it."""

    def draw(self, printed: Printed, setting: Setting) -> bytes:
        """The bytes of what is printed."""
        if self.name in printed.own:
            return printed.own[self.name]()
        if self.templated and printed.prose is not None and self._has_words(printed.name, setting):
            from zi_cli.render.templates import render_document
            from zi_cli.render.visible import as_utf8

            words = {**printed.prose(), "kertas": setting.paper}
            return as_utf8(render_document(printed.name, self.name, words, setting.templates))
        module, _, function = self.room.partition(":")
        made = getattr(import_module(f"zi_cli.render.{module}"), function or "document")(printed, setting)
        assert isinstance(made, bytes)
        return made

    def _has_words(self, name: str, setting: Setting) -> bool:
        """Whether the office, or zi, has a template for it; a folder of templates that is none is told there."""
        from zi_cli.render.templates import packaged_templates

        folders = [*setting.templates, packaged_templates()]
        return any((each / f"{name}.{self.name}.j2").exists() or not each.is_dir() for each in folders)


CALENDAR = Medium("ics", (".ics",), "ics")
"""Only for a page with an agenda."""
SCREEN = Medium("table", (".txt",), "plain", also=("txt", "text"))
JSON = Medium("json", (".json",), "machine:json_document")
MARKDOWN = Medium("md", (".md", ".markdown"), "markdown", also=("markdown",), templated=True)
PAGES = (
    SCREEN,
    MARKDOWN,
    Medium("html", (".html", ".htm"), "templates", templated=True),
    Medium("csv", (".csv",), "machine:csv_document"),
    Medium("csv-id", (), "machine:local_csv_document"),
    Medium("docx", (".docx",), "docx", binary=True),
    Medium("xlsx", (".xlsx",), "xlsx", binary=True),
    Medium("pdf", (".pdf",), "pdf", binary=True),
)
"""The media that draw every page."""
MEDIA = (*PAGES[:1], JSON, *PAGES[1:])
"""These, and JSON for a page that has a value for programs."""


def chosen(word: str | None, path: Path | None, known: Sequence[Medium], default: str) -> Medium:
    """The medium that a word names, else the file's ending, else the default; Refusal with those there are."""
    if word is not None:
        named = _named(word, known)
        other = None if path is None else _by_ending(path, known)
        if path is not None and other is not None and other.name.partition("-")[0] != named.name.partition("-")[0]:
            raise Refusal(f"«format» {named.name} dan akhiran {path.suffix} tidak sama; sebutkan salah satu saja.")
        return named
    if path is None:
        return _named(default, known)
    found = _by_ending(path, known)
    if found is None:
        endings = ", ".join(ending for each in known for ending in each.endings)
        ending = f'akhiran "{path.suffix}" tidak dikenal' if path.suffix else "nama berkasnya tanpa akhiran"
        raise Refusal(f"{path}: {ending}; yang dikenal {endings}. Atau sebutkan bentuknya dengan «format».")
    return found


def _named(word: str, known: Sequence[Medium]) -> Medium:
    for each in known:
        if word in (each.name, *each.also):
            return each
    from zi_cli.nearest import nearest

    names = [each.name for each in known]
    guess = nearest(word, [*names, *(other for each in known for other in each.also)])
    raise Refusal(
        f'«format» "{word}" tidak dikenal; pilihannya {", ".join(names)}.' + (f" Maksudnya {guess}?" if guess else ""),
        Kind.UNKNOWN,
    )


def _by_ending(path: Path, known: Sequence[Medium]) -> Medium | None:
    ending = path.suffix.casefold()
    return next((each for each in known if ending in each.endings), None)
