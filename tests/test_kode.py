import pytest
from hypothesis import given
from hypothesis import strategies as st

from zi_cli.plan.kode import Kode, from_roman, to_roman


@given(st.integers(1, 39))
def test_roman_numerals_read_back(number: int) -> None:
    assert from_roman(to_roman(number)) == number


@given(
    st.builds(
        Kode,
        st.integers(1, 6),
        st.booleans(),
        st.integers(1, 39),
        st.sampled_from("abcdefgh"),
        st.integers(1, 99),
    )
)
def test_a_code_reads_back(kode: Kode) -> None:
    assert Kode.parse(str(kode)) == kode


def test_codes_sort_by_area_numeral_and_letter() -> None:
    texts = ["1.ix.a", "6.v.c", "1.i.b", "R1.i.a", "6.v.b2", "1.i.a", "1.x.a", "6.v.b"]
    assert [str(kode) for kode in sorted(map(Kode.parse, texts))] == [
        "1.i.a", "1.i.b", "1.ix.a", "1.x.a", "R1.i.a", "6.v.b", "6.v.b2", "6.v.c",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["", "1.i", "0.i.a", "10.i.a", "1.iiii.a", "1.I.a", "1.i.a1", "1.i.a02", "1.i.A", "１.i.a", "1..a"]
)
def test_what_is_no_code_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match="kode"):
        Kode.parse(text)


def test_the_question_of_a_code_is_the_ministrys() -> None:
    assert Kode.parse("6.v.b2").pertanyaan == "A.I.6.v.b"
    assert Kode.parse("R1.i.a").pertanyaan == "A.II.1.i.a"
