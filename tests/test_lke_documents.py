"""The sheet on paper, and in an editor: printed is what is scored, and the schema takes what `zi check` takes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from markdown_it import MarkdownIt

from tests.conftest import REPO
from tests.test_score import LKE

Zi = Callable[..., tuple[int, str, str]]


@pytest.fixture
def filled(jambi: Path) -> Path:
    path = jambi.with_name("lke.yaml")
    path.write_text(LKE, encoding="utf-8")
    return path


def rows(markdown: str) -> list[list[str]]:
    """The cells of the first table."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    start = next(at for at, token in enumerate(tokens) if token.type == "tbody_open")
    end = next(at for at, token in enumerate(tokens) if token.type == "tbody_close")
    found: list[list[str]] = []
    for token in tokens[start:end]:
        if token.type == "tr_open":
            found.append([])
        elif token.type == "inline":
            found[-1].append("".join(each.content for each in token.children or []))
    return found


@pytest.mark.usefixtures("filled")
def test_the_printed_sheet_is_the_one_that_is_scored(zi: Zi) -> None:
    code, out, err = zi("render", "lke")
    assert (code, err) == (0, "")
    printed = {row[0]: row for row in rows(out)}
    scored = [line.split("\t") for line in zi("score")[1].splitlines()[3:]]
    table = scored[: next(at for at, cells in enumerate(scored) if cells == [""])]
    assert [[row[0], row[1], row[2], *row[5:7]] for row in rows(out)] == [[*row[:3], *row[4:]] for row in table]
    named = {row[0] for row, cells in zip(rows(out), table, strict=True) if row[4] != cells[3]}
    assert named == {"R1.i.a"}, "on a terminal counts are what is divided, on paper they have their names"
    assert printed["1.ii.c"][3:] == ["A/B/C", "A", "1,00", "100,00%", "dua kali"]
    assert printed["R1.i.a"][4] == "agen perubahan 4, perubahan dibuat 3"
    assert "Penilaian satker menurut Permen PANRB 90/2021: 17,67 dari 100" in out


@pytest.mark.usefixtures("filled")
def test_it_is_printed_by_layer_as_html_too(zi: Zi) -> None:
    code, out, _ = zi("render", "lke", "--layer", "tpi", "--format", "html")
    assert code == 0
    assert "Penilaian TPI menurut Permen PANRB 90/2021: 0,38 dari 100" in out
    assert out.count("<table") == 3
    assert zi("render", "lke", "--layer", "TPI", "--format", "html")[1] == out
    for args in (("lampiran", "--layer", "tpi"), ("lke", "--progress")):
        code, _, err = zi("render", *args)
        assert (code, "tidak berarti untuk" in err) == (2, True)
    code, _, err = zi("render", "lke", "--layer", "kpk")
    assert code == 2
    assert "satker, provinsi, tpi, tpn" in err


@pytest.mark.usefixtures("filled")
def test_every_figure_of_a_card_has_its_name(zi: Zi) -> None:
    """On a narrow screen a row is a card, and its headings are what `data-label` says: of a group's row too."""
    out = zi("render", "lke", "--format", "html")[1]
    group = next(line for line in out.splitlines() if ">Manajemen Perubahan<" in line and 'class="kelompok"' in line)
    assert 'data-label="BOBOT">4,00<' in group
    area = next(line for line in zi("render", "lampiran", "--format", "html")[1].splitlines() if "kelompok" in line)
    assert "data-label" not in area


def test_html_escapes_what_people_wrote(filled: Path, zi: Zi) -> None:
    filled.write_text(LKE.replace("catatan: dua kali", 'catatan: "<b>dua</b>"'), encoding="utf-8")
    assert "&lt;b&gt;dua&lt;/b&gt;" in zi("render", "lke", "--format", "html")[1]


def test_the_schema_beside_the_plans_is_the_one_zi_prints(zi: Zi) -> None:
    assert zi("schema", "lke")[1] == (REPO / "plans" / "lke.schema.json").read_text(encoding="utf-8")
    code, _, err = zi("schema", "sheet")
    assert code == 2
    assert "rencana, lke" in err


def editor(text: str) -> list[Any]:
    """What an editor says of the text: it reads YAML as YAML has it, figures as numbers."""
    schema = json.loads((REPO / "plans" / "lke.schema.json").read_text(encoding="utf-8"))
    return list(jsonschema.Draft202012Validator(schema).iter_errors(yaml.safe_load(text)))


def test_the_schema_takes_what_zi_takes() -> None:
    assert editor(LKE) == []
    assert editor("versi: 1\nsetelan: {penyebut_nol: penuh}\ntpn: {B.I.a: {jawaban: 3.6, catatan: survei}}\n") == []


def test_the_schema_takes_every_index() -> None:
    for hundredths in range(401):
        index = f"{hundredths // 100}.{hundredths % 100:02}"
        assert editor(f"versi: 1\ntpn: {{B.I.a: {index}, B.II.a: '{index}'}}\n") == [], index


@pytest.mark.parametrize(
    "line",
    [
        "satker: {1.i.a: A}",
        "satker: {1.i.b: Ya}",
        "satker: {1.i.c: A}",
        "satker: {R1.i.a: {agen_perubahan: 4}}",
        "satker: {R1.i.a: A}",
        "satker: {B.I.a: 4.1}",
        "satker: {B.I.a: '3.599'}",
        "inspektorat: {1.i.a: Ya}",
        "prasyarat: {sakip: B}",
        "setelan: {pembulatan: ya}",
    ],
)
def test_the_schema_refuses_what_zi_refuses(line: str, jambi: Path, zi: Zi) -> None:
    text = f"versi: 1\n{line}\n"
    assert editor(text)
    jambi.with_name("lke.yaml").write_text(text, encoding="utf-8")
    assert zi("check")[0] == 1
