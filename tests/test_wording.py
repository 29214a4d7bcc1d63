"""What the sheet asks, in our words: every question and every answer has its text, and none is the regulation's own."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from zi_cli.lke.lembar import Butir, Tipe
from zi_cli.lke.regulasi import in_force, lembar, wording_file
from zi_cli.lke.wording import Wording, normal
from zi_cli.text.reading import read

Zi = Callable[..., tuple[int, str, str]]
RESMI = Path(__file__).parent / "data" / "kalimat-resmi.sha256"
SEPANJANG = 24
"""Words of an answer at most: about twenty, and a little more where facts want it."""


def answers(butir: Butir) -> Iterator[str]:
    yield from (butir.kata.pilihan or {}).values()
    yield from (butir.kata.isian or {}).values()


def test_the_gate_judges_it() -> None:
    words = read(Wording, wording_file(in_force())).model
    assert words.lembar == in_force()
    assert words.pertanyaan == lembar(in_force()).kata
    assert list(words.pertanyaan) == list(lembar(in_force()).butir), "in the sheet's order, none left out"


@pytest.mark.parametrize("butir", lembar(in_force()).butir.values(), ids=lembar(in_force()).butir)
def test_every_answer_says_what_it_takes(butir: Butir) -> None:
    asked, said = butir.pertanyaan, butir.kata
    assert butir.uraian
    assert asked.halaman
    assert tuple(said.pilihan or ()) == lembar(in_force()).pilihan(asked.tipe)
    assert tuple(said.isian or ()) == asked.isian
    assert asked.tipe is not Tipe.INDEKS or said.penjelasan
    assert len(set(answers(butir))) == len(list(answers(butir))), "no two answers say the same"
    for text in answers(butir):
        assert 2 <= len(text.split()) <= SEPANJANG, text
        assert text[0].isupper()
        assert text[-1] not in ".;,"


def test_no_sentence_is_the_regulations_own() -> None:
    """By the hashes of its sentences. The questions of Pemenuhan are the decree's own words, which is not meant."""
    official = set(RESMI.read_text(encoding="ascii").split())
    assert len(official) > 500
    pemenuhan = [each for each in lembar(in_force()).pengungkit_butir if not each.pertanyaan.reform]
    known = [each for each in pemenuhan if digest(each.uraian) in official]
    assert len(known) > 70, "the hashes are those of sentences, or nothing is compared here"
    ours = [text for each in lembar(in_force()).butir.values() for text in answers(each)]
    ours += [
        each.uraian for each in lembar(in_force()).butir.values() if each not in pemenuhan or each.kode == "2.ii.c"
    ]
    ours += [each.kata.penjelasan for each in lembar(in_force()).butir.values() if each.kata.penjelasan]
    assert [text for text in ours if digest(text) in official] == []


def digest(text: str) -> str:
    return hashlib.sha256(normal(text).encode()).hexdigest()


def test_editions_of_a_sentence_are_one_sentence() -> None:
    assert normal("Ya, jika IKU  ada.") == normal("iku ada") == normal("a. Jika IKU ada;")
    assert normal("Yayasan ada") != normal("Yasan ada")


@pytest.mark.usefixtures("jambi")
def test_no_placeholder_stands_for_a_question(zi: Zi) -> None:
    for command in (["lke"], ["score"], ["coverage"], ["render", "lke"]):
        out = zi(*command)[1]
        assert "berbunyi seperti" not in out
    assert all(each.uraian in zi("lke")[1] for each in lembar(in_force()).butir.values())
