"""Laws of a whole new text: reading it gives the tree back, whatever the texts are, and its form is the house's."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import JAMBI
from tests.plans_text import trees
from zi_cli.checks import typed
from zi_cli.text.characters import FORBIDDEN
from zi_cli.text.document import Document, Route, parse
from zi_cli.text.fields import Tree
from zi_cli.text.fresh import WIDTH, Note, fresh
from zi_cli.text.sources import decode

LETTERS = st.characters(codec="utf-8").filter(lambda sign: not FORBIDDEN.search(sign))
SPLINTERS = (
    *("a", "no", "1.10", "010", "2025-12-08", "7", "-", "- ", ": ", ":", " #", "'", '"', "\\", "[", "{", ",", "&"),
    *("*miring*", "!", "%", "|", ">", "<<", "=======", "---", "...", "\t", " ", "  ", "\n", "\n\n", "\r\n"),
    *("\u00a0", "\u200b", "\u2003", "naïve", "Rapat evaluasi pembangunan", "x" * 60),
)
"""What YAML, or its readers, take for something else than letters."""
PROSE = st.lists(
    st.sampled_from(["kata", "#", "-", "a:", "x" * 45, "\u00a0" + "x" * 45, " ", "\t"]), min_size=4, max_size=20
).map(" ".join)
TEXTS = st.text(LETTERS, max_size=60) | st.lists(st.sampled_from(SPLINTERS), max_size=12).map("".join) | PROSE
KEYS = st.text(LETTERS, max_size=20) | st.sampled_from(["kode", "on", "1", "a: b", "<<", "<<<<<<< a", "=======", "- x"])
TREES: st.SearchStrategy[Tree] = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def routes(tree: Tree, at: Route = ()) -> Iterator[Route]:
    yield at
    if not isinstance(tree, str):
        for step, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield from routes(value, (*at, step))


def at(tree: Any, route: Route) -> Any:
    for step in route:
        tree = tree[step]
    return tree


def read(text: str) -> Document:
    assert decode(text.encode(), "baru.yaml") == text
    document = parse(text)
    assert document.faults == []
    return document


@settings(max_examples=300, deadline=None)
@given(TREES, st.data())
def test_what_is_written_is_read_and_comments_change_nothing(tree: Tree, data: st.DataObject) -> None:
    lines = st.lists(st.text(LETTERS, max_size=12), max_size=2).map(tuple)
    notes = data.draw(
        st.dictionaries(
            st.sampled_from(list(routes(tree))),
            st.builds(Note, lines, st.sampled_from(["", "periksa: 61% 5.iv.a"]), st.booleans(), st.booleans()),
            max_size=4,
        )
    )
    text = fresh(tree, notes)
    document = read(text)
    assert document.tree == tree
    assert text == "" or text.endswith("\n")
    shown = {
        route
        for route, note in notes.items()
        if route and note.behind and not (isinstance(route[-1], int) and isinstance(at(tree, route), dict | list))
    }
    assert text.count("  # periksa: 61% 5.iv.a\n") >= len(shown)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["Rapat", "evaluasi", "dan", "monitoring", "x" * 30]), min_size=20, max_size=90))
def test_prose_is_folded(words: list[str]) -> None:
    text = fresh({"area": [{"uraian": " ".join(words)}]})
    assert all(len(line) <= WIDTH for line in text.splitlines())
    assert text.startswith("area:\n  - uraian: >-\n      Rapat" if words[0] == "Rapat" else "area:\n  - uraian: >-\n")


def test_the_house_writes_like_this() -> None:
    tree: Tree = {
        "versi": "1",
        "keputusan": {"nomor": "20", "judul": "A: B", "tanggal": "2025-12-08"},
        "area": [
            {"nomor": "1", "nama": "Manajemen Perubahan", "komponen": [{"nama": "*Tim*"}, {"nama": "a\nb"}]},
            {"nomor": "no", "nama": "", "komponen": []},
        ],
    }
    notes = {
        (): Note(("Rencana", "", "dua")),
        ("keputusan", "nomor"): Note(quoted=True),
        ("area", 0): Note(("1. Manajemen Perubahan",)),
        ("area", 0, "nama"): Note(behind="periksa: namanya"),
        ("area", 0, "komponen", 1): Note(blank=True),
        ("area", 1, "nomor"): Note(("ragu",)),
    }
    assert fresh(tree, notes) == (
        "# Rencana\n#\n# dua\nversi: 1\n\n"
        'keputusan:\n  nomor: "20"\n  judul: >-\n    A: B\n  tanggal: 2025-12-08\n\n'
        "area:\n  # 1. Manajemen Perubahan\n  - nomor: 1\n    nama: Manajemen Perubahan  # periksa: namanya\n"
        '    komponen:\n      - nama: "*Tim*"\n\n      - nama: |-\n          a\n          b\n'
        '  # ragu\n  - nomor: "no"\n    nama:\n    komponen: []\n'
    )


def test_the_jambi_plan_is_written_as_it_stands() -> None:
    """The same lines, but for comments and blank lines, which a tree does not hold."""

    def bare(text: str) -> list[str]:
        return [re.sub(r"  # .*", "", line) for line in text.splitlines() if line.strip() and line.strip()[0] != "#"]

    text = JAMBI.read_text(encoding="utf-8")
    assert bare(fresh(parse(text).tree, {("keputusan", "nomor"): Note(quoted=True)})) == bare(text)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(trees())
def test_check_has_nothing_to_say_of_its_form(jambi: Path, zi: Callable[..., tuple[int, str, str]], tree: Tree) -> None:
    jambi.write_text(fresh(tree), encoding="utf-8")
    code, out, _ = zi("check", "--format", "json")
    assert code == 0
    spoken = {each["aturan"] for each in json.loads(out)["temuan"]}
    assert not spoken & {each.id for each in typed.RULES}
