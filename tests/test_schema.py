"""The schema says to an editor what the model says to `zi check`: held together over the gallery and random plans."""

import copy
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import JAMBI, REPO
from tests.galeri import CASES, FILES
from tests.plans_text import trees
from zi_cli.diagnostics import InvalidPlan
from zi_cli.lke.regulasi import in_force, lembar
from zi_cli.plan import pola
from zi_cli.plan.hari import BULAN, NAMA_BULAN, read_day
from zi_cli.plan.jadwal import Periode, Target
from zi_cli.plan.kode import Kode
from zi_cli.plan.model import Rencana
from zi_cli.plan.rujukan import read_link, read_path
from zi_cli.schema import lke, rencana
from zi_cli.text import sources
from zi_cli.text.document import Document, parse
from zi_cli.text.gate import validate

SCHEMA = rencana()
HAKIM = jsonschema.Draft202012Validator(SCHEMA)
LEBIH_TAHU = {"waktu-salah", "tanggal-salah", "berkas-luar", "tautan-salah"}
"""Rules whose readers know what no regular expression does: an end before its beginning, 29 February, NFC."""
_BULAT = re.compile(r"[-+]?[0-9]+")


def typed(tree: Any) -> Any:
    """The tree as an editor reads it, with YAML 1.2's core types for what is written without quotes."""
    if isinstance(tree, dict):
        return {key: typed(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [typed(value) for value in tree]
    if _BULAT.fullmatch(tree) and len(tree) < 20:
        return int(tree)
    if re.fullmatch(r"[-+]?[0-9]+\.[0-9]*", tree):
        return float(tree)
    return {"true": True, "false": False}.get(tree, tree)


def errors(tree: Any) -> set[str]:
    """The rules of the gate that a tree breaks."""
    document = Document("")
    document.tree = tree
    return {each.rule for _, each in validate(Rencana, document, "a.yaml").found}


def agree(tree: Any) -> None:
    found = errors(tree)
    said = list(HAKIM.iter_errors(tree))
    assert not (said and not found), said[0].message
    assert said or found <= LEBIH_TAHU, found
    assert found or not list(HAKIM.iter_errors(typed(tree)))


@pytest.mark.parametrize("case", FILES, ids=lambda case: case.stem)
def test_schema_and_model_agree_on_the_gallery(case: Path) -> None:
    try:
        document = parse(sources.read(case).text)
    except InvalidPlan:
        return  # no text at all: no editor would show it as one
    if not document.faults:
        agree(document.tree)


HOSTILE = st.sampled_from(
    [
        *("", "x", "no", "null", "1.10", "2025", "2101", "0", "7", "1", "WIT", "wib", "2025-02-30", "2025-13-01"),
        *(
            "i",
            "iiii",
            "iV",
            "E",
            "d",
            "A.",
            "1",
            "10)",
            "100",
            "i..",
            "-",
            "é",
            "1.i.a",
            "R6.v.b2",
            "7.i.a",
            "1.iiii.a",
            "Okttober",
            "TW I-IV",
            "s.d.",
        ),
        *("../x", "a/b.pdf", "CON", "https://x.id", "http://", "ftp://x", "a" * 64, "9" * 64),
    ]
)


def places(tree: Any, route: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    steps = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [route, *(found for step, child in steps for found in places(child, (*route, step)))]


@settings(max_examples=150)
@given(trees(), st.data())
def test_schema_and_model_agree_on_plans_that_are_slightly_wrong(tree: Any, data: Any) -> None:
    tree = copy.deepcopy(tree)
    for _ in range(data.draw(st.integers(0, 2))):
        route = data.draw(st.sampled_from(places(tree)[1:]))
        inside = tree
        for step in route[:-1]:
            inside = inside[step]
        match data.draw(st.integers(0, 4)):
            case 0:
                del inside[route[-1]]
            case 1:
                inside[route[-1]] = [inside[route[-1]]]
            case 2 if isinstance(inside, dict):
                inside["lain"] = "x"
            case _:
                inside[route[-1]] = data.draw(HOSTILE)
    agree(tree)


WORDS = st.sampled_from(
    [*NAMA_BULAN, *BULAN, "-", " - ", "–", " s.d. ", "s/d", " sampai dengan ", " dan ", ", ", ",dan ", "/", " & ",
     " 2025", " 2101",
     "7", "(", ")", ". ", "; ", "- ", "\n", "B03", "Minggu ", "ke-", "akhir ", "Bulan ", "(N+1)",
     "TW ", "Triwulan ", "Semester ", "I", "II", "IV", "3", ".", " ", "x"]
)  # fmt: skip
SIGNS = st.text(st.sampled_from("abiIvxRC6.19-/:@ ?#~\\con"), max_size=12)


@pytest.mark.parametrize(
    ("pattern", "read", "texts"),
    [
        (pola.WAKTU, Target.parse, st.lists(WORDS, max_size=6).map("".join)),
        (pola.PERIODE, Periode.parse, st.lists(WORDS, max_size=4).map("".join) | st.from_regex("20[0-9]{2}-[01][0-9]")),
        (pola.TANGGAL, read_day, st.dates().map(str) | st.from_regex("[0-9]{4}-[0-9]{2}-[0-9]{2}")),
        (pola.KODE, Kode.parse, SIGNS | st.from_regex(r"R?[1-7]\.[ivx]{1,5}\.[a-c][0-9]{0,2}", fullmatch=True)),
        (pola.BERKAS, read_path, SIGNS | st.text(max_size=9)),
        (pola.TAUTAN, read_link, SIGNS.map("https://".__add__) | SIGNS),
    ],
    ids=["waktu", "periode", "tanggal", "kode", "berkas", "tautan"],
)
def test_a_pattern_never_refuses_what_its_reader_takes(pattern: str, read: Any, texts: Any) -> None:
    @settings(max_examples=300)
    @given(texts)
    def law(text: str) -> None:
        try:
            read(text)
        except ValueError:
            return
        assert text == "" or re.search(pattern, text), text

    law()


@pytest.mark.parametrize("text", ["Okttober", "Agustsu-Desember", "setiap bulan", "kapan", "TWV", "-"])
def test_the_pattern_of_targets_refuses(text: str) -> None:
    assert not re.search(pola.WAKTU, text)


def test_the_schema_beside_the_plans_is_this_one() -> None:
    beside = json.loads((REPO / "plans" / "rencana.schema.json").read_text(encoding="utf-8"))
    assert beside == SCHEMA, "zi schema -o plans/rencana.schema.json"
    jsonschema.Draft202012Validator.check_schema(beside)


def test_the_jambi_plan_and_the_smallest_one_pass_as_an_editor_reads_them() -> None:
    for path in (JAMBI, CASES / "lolos.yaml"):
        assert not list(HAKIM.iter_errors(typed(parse(path.read_text(encoding="utf-8")).tree)))


def test_every_key_is_described_in_indonesian_and_none_besides_is_known() -> None:
    for name, each in {"Rencana": SCHEMA, **SCHEMA["$defs"]}.items():
        if each.get("type") != "object":
            continue
        assert each["additionalProperties"] is False, name
        assert "description" not in each
        for key, value in each["properties"].items():
            assert value.get("description"), f"{name}.{key}"
            choice = "enum" in value or "$ref" in value or value.get("items", {}).get("$ref")
            assert choice or value.get("examples"), f"{name}.{key}"
            if "pattern" in value:
                assert value["patternErrorMessage"].startswith(("Tuliskan ", "Sidik ", "Ukuran ")), f"{name}.{key}"
            for text in value.get("examples", ()):
                assert jsonschema.Draft202012Validator({**value, "$defs": SCHEMA["$defs"]}).is_valid(text), text


def test_every_count_of_the_sheet_is_described() -> None:
    for code, question in lke(lembar(in_force()))["$defs"]["Jawaban"]["properties"].items():
        for name, each in question.get("properties", {}).items():
            assert each["description"].endswith("."), f"{code}.{name}"
            said = lembar(in_force()).butir[code].kata.isian or {}
            assert name in ("catatan", "bukti") or each["description"].startswith(said[name])
