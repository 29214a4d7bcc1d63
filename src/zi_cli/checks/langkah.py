"""The rule on steps: an action that was copied from a neighbouring row, or that has slipped to it."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from zi_cli.checks.compared import as_compared, words_of
from zi_cli.checks.rule import OR_AS_PRINTED, Breach, PlanCase, Rule
from zi_cli.diagnostics import Severity
from zi_cli.plan.bergalat import BarisBergalat
from zi_cli.plan.kode import Kode
from zi_cli.text.document import Route

_JOINING = frozenset(
    (
        *("yang", "dan", "serta", "untuk", "di", "ke", "dari", "dalam", "pada", "atas", "oleh", "terkait", "dengan"),
        *("terhadap", "tentang", "secara", "telah"),
    )
)
"""Words that carry no meaning of their own."""
_TANDA = str.maketrans(dict.fromkeys("/-–", " ") | dict.fromkeys(".,;:()*\"'"))
_NEIGHBOURS = 4
"""How many rows above it a row is held against: what is copied stands near."""
_SAME_CONTENT = 4
"""How many words of weight two steps must have in common to be nearly one."""


class _Langkah(NamedTuple):
    """A row with an action, as it is compared with its neighbours."""

    route: Route
    kode: Kode | str
    pertama: bool
    """Whether it is the first of its komponen."""
    bergalat: bool
    """Whether the row has a fault of its own: its neighbours are held against it, but nothing is said of it."""
    aksi: str
    of_step: frozenset[str]
    """The words of its action."""
    weighty: frozenset[str]
    """Those of them that carry a meaning, without the office's own name and year."""
    soal: str
    """What its indicator says."""
    words_of_question: frozenset[str]


def aksi_salinan(case: PlanCase) -> Iterator[Breach]:
    """One action for two neighbouring indicators is most often a copy that was never adapted, or has slipped a row."""
    own = frozenset((*words_of(case.rencana.satker), "tahun", str(case.rencana.tahun), *_JOINING))
    rows = list(_langkah(case, own))
    shifted = dict(_shifted(rows))
    belongs = {there: here for here, there in shifted.items()}
    seen: dict[str, _Langkah] = {}
    for at, this in enumerate(rows):
        if this.pertama:
            seen = {rows[at - 1].aksi: rows[at - 1]} if at else {}
        other = seen.setdefault(this.aksi, this)
        sama = "sama"
        if other is this:
            other = _twin(rows, at)
            sama = "hampir sama"
        if this.bergalat:
            continue
        if other.soal and other.soal != this.soal:
            cure = f"tuliskan langkah untuk {this.kode} sendiri"
            if at in belongs:
                cure = f"langkah untuk {this.kode} tampaknya tertulis di {rows[belongs[at]].kode}; pindahkan ke sini"
            message = f"langkah aksi {this.kode} {sama} dengan {other.kode}, padahal indikatornya berbeda; {cure}"
        elif at in shifted:
            message = (
                f"langkah aksi {this.kode} menjawab indikator {rows[shifted[at]].kode}, bukan indikatornya sendiri; "
                "mungkin bergeser satu baris, pindahkan"
            )
        else:
            continue
        yield Breach((*this.route, "langkah_aksi"), f"{message}, {OR_AS_PRINTED}")


def _langkah(case: PlanCase, own: frozenset[str]) -> Iterator[_Langkah]:
    last: object = None
    for route, _, komponen, each in case.rencana.each_row():
        sick = isinstance(each, BarisBergalat)
        if sick or each.langkah_aksi:
            aksi, of_step = _dibaca(each.langkah_aksi or "")
            first, last = komponen is not last, komponen
            yield _Langkah(route, each.kode, first, sick, aksi, of_step, _weighty(aksi) - own, *_dibaca(each.uraian))


def _twin(rows: list[_Langkah], at: int) -> _Langkah:
    """The nearest row above whose step is nearly this one's, or the row itself.

    It stands in the same komponen; above the first row of one it is the last of the komponen before.
    """
    this = rows[at]
    size = len(this.weighty)
    above = rows[max(0, at - (1 if this.pertama else _NEIGHBOURS)) : at]
    for other in reversed(above):
        # most pairs are not alike at all, and have more or fewer words
        if -2 < size - len(other.weighty) < 2 and _almost(this, other):
            return other
        if other.pertama:
            break
    return this


def _almost(this: _Langkah, other: _Langkah) -> bool:
    """Whether two steps differ in one word of weight at most, which is not their own indicator's: not adapted."""
    one, two = this.weighty, other.weighty
    more = one - two
    if len(more) > 1:
        return False
    less = two - one
    if len(less) > 1 or len(one) - len(more) < (_SAME_CONTENT if more or less else 2):
        return False
    if 5 * len(this.of_step & other.of_step) < 3 * min(len(this.of_step), len(other.of_step)):
        return False
    return not any(word in soal for words, soal in ((more, this.soal), (less, other.soal)) for word in words)


def _shifted(rows: list[_Langkah]) -> Iterator[tuple[int, int]]:
    """Rows whose action says the indicator of the row beside it nearly word for word, and hardly its own: from, to."""
    for at, (one, other) in enumerate(pairwise(rows)):
        if len(one.of_step & other.words_of_question) > _SAME_CONTENT and _belongs(one, other.soal):
            yield at, at + 1
        if len(other.of_step & one.words_of_question) > _SAME_CONTENT and _belongs(other, one.soal):
            yield at + 1, at


def _belongs(this: _Langkah, soal: str) -> bool:
    """Whether a row's action is the step of another indicator rather than of its own."""
    words = this.weighty
    common = len(words & _weighty(soal))
    return common > _SAME_CONTENT and 5 * common >= 3 * len(words) and 4 * len(words & _weighty(this.soal)) <= common


@lru_cache(maxsize=1024)
def _weighty(text: str) -> frozenset[str]:
    return frozenset(text.translate(_TANDA).split())


@lru_cache(maxsize=1024)
def _dibaca(text: str) -> tuple[str, frozenset[str]]:
    """A text as it is compared, and its words. The indicators of the sheet are those of every plan."""
    read = as_compared(text)
    return read, frozenset(read.split(" "))


RULES = (
    Rule(
        "aksi-salinan",
        Severity.WARNING,
        "Langkah aksi disalin dari indikator tetangganya, atau bergeser dari sana.",
        aksi_salinan,
    ),
)
