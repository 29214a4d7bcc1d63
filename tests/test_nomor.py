"""The numerals of komponen: in which scheme an area counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zi_cli.plan.nomor import ANGKA, HURUF, ROMAWI, SCHEMES, Numbering, numbering


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
def test_the_scheme_is_the_one_most_numerals_follow(printed: list[str], scheme: Numbering | None) -> None:
    assert numbering(tuple(printed)) is scheme


@given(st.sampled_from(SCHEMES), st.integers(1, 20), st.sampled_from(["", ".", ")"]), st.booleans())
def test_a_numeral_reads_back(scheme: Numbering, number: int, tail: str, capital: bool) -> None:
    like = (scheme.tulis(1).upper() if capital else scheme.tulis(1)) + tail
    assert scheme.baca(scheme.written_like(number, like)) == number
    assert scheme.written_like(number, like).endswith(tail)
