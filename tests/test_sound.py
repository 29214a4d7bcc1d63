"""Law: a tree is sound exactly where pydantic takes it, and makes the same model."""

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import JAMBI, REPO
from tests.plans_text import trees
from zi_cli.lke.jawaban import LembarJawaban
from zi_cli.lke.lembar import Lembar
from zi_cli.lke.regulasi import berkas, in_force
from zi_cli.plan.model import Rencana
from zi_cli.text.document import Document, parse
from zi_cli.text.fields import Model
from zi_cli.text.gate import validate
from zi_cli.text.sound import sound

CASES = sorted((REPO / "tests" / "cases").glob("*.yaml"))


def agree(model: type[Model], document: Document) -> bool:
    verdict = validate(model, document, "a.yaml").model
    assert sound(model, document.tree) == verdict
    return verdict is not None


def test_whole_files_are_sound() -> None:
    assert agree(Rencana, parse(JAMBI.read_text(encoding="utf-8")))
    assert agree(Lembar, parse(berkas(in_force()).read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_every_case_is_judged_alike(path: Path) -> None:
    document = parse(path.read_bytes().decode("utf-8", "replace"))
    agree(LembarJawaban if path.name.endswith(".lke.yaml") else Rencana, document)


ODD = st.sampled_from(["", "0", "x", "2025-02-30", [], ["a"], {}, {"x": "y"}, [{}], "Agustus", "1.i.a"])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(trees(), st.data())
def test_a_plan_with_one_thing_changed_is_judged_alike(tree: Any, data: st.DataObject) -> None:
    document = parse("versi: 1\n")
    document.tree = tree
    assert agree(Rencana, document), "as it is drawn nothing is wrong with it"
    document.tree = changed = copy.deepcopy(tree)
    spots = list(places(changed))
    holder, key = spots[data.draw(st.integers(0, len(spots) - 1))]
    match data.draw(st.sampled_from(["other", "gone", "unknown"])):
        case "gone":
            del holder[key]
        case "unknown" if isinstance(holder, dict):
            holder["asing"] = "x"
        case _:
            holder[key] = data.draw(ODD)
    agree(Rencana, document)


def places(tree: Any) -> Any:
    for key in list(tree) if isinstance(tree, dict) else range(len(tree)):
        yield tree, key
        if isinstance(tree[key], dict | list):
            yield from places(tree[key])
