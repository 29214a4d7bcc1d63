"""The numerals of komponen: what is one, and in which scheme an area counts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zi_cli.plan.nomor import ANGKA, HURUF, ROMAWI, SKEMA, Skema, baca_nomor, skema
from zi_cli.plan.pola import NOMOR_KOMPONEN


@pytest.mark.parametrize("text", ["i", "iv", "IX", "xii", "d", "A", "1", "12", "1.", "i.", "a.", "A)", "z"])
def test_what_decrees_print_is_a_numeral(text: str) -> None:
    assert baca_nomor(text) == text


@pytest.mark.parametrize("text", ["-", "", " ", "iiii", "iV", "ab", "0", "01", "100", "1.1", "i..", "satu", "²", "é"])
def test_nonsense_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="bukan angka romawi"):
        baca_nomor(text)


@given(st.text(st.sampled_from("ivxIVXadzAZ019.) "), max_size=5))
def test_pattern_and_reader_say_the_same(text: str) -> None:
    try:
        baca_nomor(text)
    except ValueError:
        assert not re.search(NOMOR_KOMPONEN, text)
    else:
        assert re.search(NOMOR_KOMPONEN, text)


@pytest.mark.parametrize(
    ("printed", "scheme"),
    [
        (["i", "ii", "iii", "d", "e", ""], ROMAWI),  # area 3 of the Jambi decree
        (["i", "b"], ROMAWI),
        (["a", "ii"], HURUF),
        (list("abcdefghi"), HURUF),
        (["A.", "B.", "D."], HURUF),
        (["1", "2"], ANGKA),
        (["", "", ""], None),
        (["v"], ROMAWI),
    ],
)
def test_the_scheme_is_the_one_most_numerals_follow(printed: list[str], scheme: Skema | None) -> None:
    assert skema(tuple(printed)) is scheme


@given(st.sampled_from(SKEMA), st.integers(1, 20), st.sampled_from(["", ".", ")"]), st.booleans())
def test_a_numeral_reads_back(scheme: Skema, number: int, tail: str, capital: bool) -> None:
    like = (scheme.tulis(1).upper() if capital else scheme.tulis(1)) + tail
    assert scheme.baca(scheme.seperti(number, like)) == number
    assert baca_nomor(scheme.seperti(number, like)).endswith(tail)
