"""What is written into a text: scalars that every reader takes for the same text, and splices in their order."""

import pytest

from zi_cli.text.document import parse
from zi_cli.text.splices import Splice, apply, scalar

WORDS = ["y", "n", "Y", "N", "yes", "No", "TRUE", "false", "on", "Off", "null", "Null"]


@pytest.mark.parametrize("word", WORDS)
def test_a_word_that_another_reader_takes_for_no_text_stands_in_quotes(word: str) -> None:
    assert scalar(word) == f'"{word}"'
    assert parse(f"oleh: {scalar(word)}\n").tree == {"oleh": word}


@pytest.mark.parametrize("text", ["Ani", "Rina Ayu", "2025-08-20", "bukti/1.i.a/sk.pdf", "yakin", "nomor", "12"])
def test_what_every_reader_takes_for_the_same_stands_bare(text: str) -> None:
    assert scalar(text) == text


@pytest.mark.parametrize("text", ["a: b", "- x", "#", "1e3", "0x1", "01", "a #b", "{y}", "=", "~", "1.10", "!x", "&a"])
def test_what_some_reader_takes_for_something_else_stands_in_quotes(text: str) -> None:
    assert scalar(text).startswith('"')
    assert parse(f"a: {scalar(text)}\n").tree == {"a": text}


def test_splices_at_one_place_come_in_the_order_given() -> None:
    assert apply("ab", [Splice(1, 1, "1"), Splice(1, 1, "2"), Splice(0, 0, "0")]) == "0a12b"
    assert apply("abc", [Splice(2, 3, "C"), Splice(0, 1, "A")]) == "AbC"
