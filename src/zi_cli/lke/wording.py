"""What a sheet asks, in words: every question, and what each of its answers takes.

The words come with the program, or from the office's own copy of the ministry's file; both are a file of this form.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Annotated

from zi_cli.frozen import frozen
from zi_cli.text.fields import Field, Model


@frozen(kw_only=True)
class QuestionWords(Model):
    """The words of one question."""

    uraian: Annotated[str, Field("Apa yang ditanyakan.")]
    penjelasan: Annotated[str, Field("Cara mengisinya.")] | None = None
    pilihan: dict[str, Annotated[str, Field("Apa yang diminta jawaban itu.")]] | None = None
    isian: dict[str, Annotated[str, Field("Apa yang dihitung.")]] | None = None


@frozen(kw_only=True)
class Wording(Model):
    """The words of a whole sheet."""

    versi: Annotated[str, Field("Versi format berkas ini.")]
    lembar: Annotated[str, Field("Lembar yang dijelaskannya.")]
    sumber: Annotated[str, Field("Kata-kata siapa.")]
    pertanyaan: dict[Annotated[str, Field("Kode pertanyaan.")], QuestionWords]


class LaterWords(Mapping[str, QuestionWords]):
    """Words that are read when one of them is first asked for: to judge a plan, none is."""

    def __init__(self, read: Callable[[], Mapping[str, QuestionWords]]) -> None:
        self._read = read

    @cached_property
    def _words(self) -> Mapping[str, QuestionWords]:
        return self._read()

    def __getitem__(self, code: str) -> QuestionWords:
        return self._words[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


def normal(text: str) -> str:
    """A sentence without what editions differ in: letters and figures alone, in small letters, without `Ya, jika`."""
    bare = re.sub(r"^\W*(?:(?:ya|[a-e][.)])\W+)?(?:jika\b)?", "", text.casefold().strip())
    return re.sub(r"[\W_]+", "", bare)
