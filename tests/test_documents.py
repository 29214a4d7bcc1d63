"""Whole documents of a small plan that is full of marks, and words that must stay words in Markdown."""

import re
from datetime import date
from pathlib import Path
from typing import Any, Never

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from zi_cli.plan.model import Rencana
from zi_cli.render import markdown
from zi_cli.render.media import MEDIA, Setting, chosen
from zi_cli.reports import report
from zi_cli.tables import Cell
from zi_cli.text.reading import read
from zi_cli.views.plan.keputusan import diktum
from zi_cli.views.report import Material

HERE = Path(__file__).parent
KECIL = HERE / "data" / "kecil" / "rencana.yaml"


def material(rencana: Rencana, day: date | None) -> Material:
    def unasked(*_: object) -> Never:
        raise AssertionError("no document of the decree asks for that")

    names = ("filled", "worth", "answered", "sheet", "words", "shown")
    unread: dict[str, Any] = dict.fromkeys(names, unasked)
    return Material("kecil", HERE, rencana, day, **unread)


@pytest.mark.parametrize(
    ("golden", "hari"),
    [("keputusan.md", None), ("lampiran.html", None), ("lampiran-capaian.md", date(2026, 2, 10))],
)
def test_whole_documents(golden: str, hari: date | None) -> None:
    rencana = read(Rencana, KECIL).model
    name, form = Path(golden).stem.removesuffix("-capaian"), Path(golden).suffix[1:]
    printed = report(name).printed(material(rencana, hari))
    text = chosen(form, None, MEDIA, form).draw(printed, Setting("a4")).decode()
    # The look has no golden: it is looked at, in a browser and on paper.
    text = re.sub("<style>.*</style>", "<style></style>", text, flags=re.DOTALL)
    assert text == (HERE / "golden" / golden).read_bytes().decode()


@given(st.text(st.sampled_from("0123456789.)-+=*_`~#>|<&![]() \\a:\n"), max_size=12))
def test_any_words_at_the_start_of_a_line_stay_one_paragraph_of_words(text: str) -> None:
    tokens = (
        MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown.prose(Cell(text)))
    )
    words = " ".join(text.split())
    assert [token.type for token in tokens] == (["paragraph_open", "inline", "paragraph_close"] if words else [])
    said = (each for token in tokens for each in token.children or [])
    assert " ".join("".join(" " if each.content == "<br>" else each.content for each in said).split()) == words


@pytest.mark.parametrize(
    ("urutan", "called"),
    [(1, "KESATU"), (2, "KEDUA"), (10, "KESEPULUH"), (11, "KESEBELAS"), (12, "KEDUA BELAS"), (20, "KEDUA PULUH"),
     (21, "KEDUA PULUH SATU")],
)  # fmt: skip
def test_dicta_are_counted_in_words(urutan: int, called: str) -> None:
    assert diktum(urutan) == called
