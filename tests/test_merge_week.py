"""A week of six clones: everybody acts, pulls and pushes in random order, and nothing is lost without being shown.

Bounded for every day; with ZI_PENUH=1 two hundred acts a clone, on the real plan.
"""

import os
import random
import re
from dataclasses import dataclass

import pytest

from tests.conftest import JAMBI
from tests.merge_edits import BASE, EDITS
from zi_cli.edits.merging import errors, merge

WHOLE = os.environ.get("ZI_PENUH") == "1"
ACTS = 200 if WHOLE else 12
START = JAMBI.read_text(encoding="utf-8") if WHOLE else BASE
WORD = re.compile(r"[a-f][0-9]+kata")
HUNK = re.compile(r"^<{7} .*\n((?:.*\n)*?)={7}\n(?:.*\n)*?>{7} .*\n", re.MULTILINE)


@dataclass
class Clone:
    """One person's copy, and what the others had when it last met them."""

    name: str
    text: str
    met: str
    acts: int = 0


def act(clone: Clone, chance: random.Random) -> None:
    """One thing that a person does; one that would leave an error, or does not fit, is not done."""
    made = chance.choice(EDITS)(clone.text, chance.randrange(100), f"{clone.name}{clone.acts}kata")
    clone.acts += 1
    if not errors(made):
        clone.text = made


def words(text: str) -> set[str]:
    return set(WORD.findall(text))


def meet(clone: Clone, shared: str) -> tuple[str, set[str]]:
    """Pull: what the person then has, and the words that were given up where both said something else."""
    done = merge(clone.met, clone.text, shared, ("kita", "mereka"))
    taken_back = words(clone.met) - (words(clone.text) & words(shared))
    assert words(clone.text) | words(shared) <= words(done.text) | taken_back
    if not done.conflicts:
        assert not errors(done.text)
        return done.text, set()
    assert done.text.count("<<<<<<< ") == len(done.conflicts)
    mine = HUNK.sub(r"\1", done.text.replace("\r\n", "\n"))
    assert "<<<<<<<" not in mine
    return mine, words(done.text) - words(mine)


@pytest.mark.parametrize("seed", range(1 if WHOLE else 3))
def test_a_week_of_six_clones(seed: int) -> None:
    chance = random.Random(seed)
    clones = [Clone(name, START, START) for name in "abcdef"]
    shared, met, stopped = START, 0, 0
    while any(each.acts < ACTS for each in clones):
        clone = chance.choice([each for each in clones if each.acts < ACTS])
        if chance.random() < 0.7:
            act(clone, chance)
            continue
        text, given_up = meet(clone, shared)
        met, stopped = met + 1, stopped + bool(given_up)
        if not errors(text):  # what a person chose must be a plan before it is pushed
            clone.text = clone.met = shared = text
    for clone in (*clones, *clones):
        text, _ = meet(clone, shared)
        if not errors(text):
            clone.text = clone.met = shared = text
    assert met > ACTS
    assert stopped < met
    assert {each.text for each in clones} == {shared}
    assert words(shared)
