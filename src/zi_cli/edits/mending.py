"""What has one certain cure, mended by splices: nothing else of the text is touched, and nothing is reformatted.

Mended are the spelling of a month, the blanks of a range, the form of a date, an answer in letters of the other case,
and a last line without its end. The text may be no plan yet: a misspelt month keeps it from being one. The proof reads
the new text again and wants the same tree but for the texts that were mended.
"""

import copy
import re
from collections.abc import Callable
from typing import Any

from zi_cli.checks.abaikan import lines_silenced
from zi_cli.checks.waktu import tight
from zi_cli.diagnostics import Place
from zi_cli.frozen import frozen
from zi_cli.lke.jawaban import KUNCI_JAWABAN, Lapis
from zi_cli.lke.lembar import Lembar
from zi_cli.lke.penilaian import answer_meant
from zi_cli.lke.prerequisites import fact_meant
from zi_cli.plan.bukan_waktu import corrected, month_meant
from zi_cli.plan.hari import NAMA_BULAN, read_day
from zi_cli.plan.jadwal import Periode, Target
from zi_cli.text.document import Document, Route, parse, texts_below
from zi_cli.text.fields import Tree
from zi_cli.text.splices import Splice, apply, line_break


@frozen
class Mending:
    """One thing mended: where, what stood there and what stands there now."""

    place: Place
    old: str
    baru: str


@frozen
class Mended:
    """A text with all that could be mended."""

    teks: str
    mendings: tuple[Mending, ...]


def mend(text: str, sheet: Lembar | None = None) -> Mended:
    """The text mended; the same text where nothing has one certain cure, or where YAML itself cannot be read.

    `sheet` is the one that the text answers, where it is no plan.
    """
    document = parse(text)
    if document.faults or document.root is None:
        return Mended(text, ())
    splices, done = [], []
    tree = copy.deepcopy(document.tree)
    meant = lines_silenced(document, "jarak-rentang")
    for route, event in texts_below(document.root):
        if route[-1:] == ("target_waktu",) and (beside := _beside(document, route, event)):
            splices.append(beside[0])
            done.append(beside[1])
            _put(tree, (*route[:-1], "waktu"), beside[1].baru.removeprefix("waktu: "))
            continue
        made = _answer(sheet, route, event.value) if sheet else _baru(str(route[-1]) if route else "", event.value)
        first, last = document.span(event)
        # a text that is written otherwise than it is read (escapes, folds) is left to people
        if made is None or document.text[first:last].strip("'\"") != event.value:
            continue
        if meant and document.place(first).line in meant and made == tight(event.value):
            continue
        inner = first + (event.style in ("'", '"'))
        splices.append(Splice(inner, inner + len(event.value), made))
        done.append(Mending(document.place(first, last), event.value, made))
        _put(tree, route, made)
    if text and not text.endswith("\n"):
        splices.append(Splice(len(text), len(text), "\r\n" if "\r\n" in text else "\n"))
        done.append(Mending(document.place(max(0, len(text) - 1), len(text)), "", "pergantian baris"))
    mended = apply(text, splices)
    again = parse(mended)
    if again.faults or again.tree != tree:
        return Mended(text, ())
    return Mended(mended, tuple(done))


def _beside(document: Document, route: Route, event: Any) -> tuple[Splice, Mending] | None:
    """`waktu` below a printed time whose months are misspelt: what a decree prints is not mended."""
    made = None if _readable(Target.parse, event.value) else corrected(event.value)
    row: Any = document.node(route[:-1])
    start, end = document.span(event)
    line = document.text.rfind("\n", 0, start) + 1
    indent = re.match(r" *(?=target_waktu:)", document.text[line:start])
    if made is None or "waktu" in row.children or indent is None:
        return None
    stop = document.text.find("\n", end)
    at = len(document.text) if stop < 0 else stop
    at -= document.text[at - 1 : at] == "\r"
    text = f"{line_break(document.text, start)}{indent[0]}waktu: {tight(made)}"
    return Splice(at, at, text), Mending(document.place(start, end), event.value, f"waktu: {tight(made)}")


def _put(tree: Tree, route: Route, text: str) -> None:
    inside: Any = tree
    for step in route[:-1]:
        inside = inside[step]
    inside[route[-1]] = text


def _answer(sheet: Lembar, route: Route, text: str) -> str | None:
    """What the text at a route means in other letters: of an answer `a`, `YA`, `3,60`, of a prerequisite `bb`."""
    layer, *rest = route or ("",)
    if layer in ("prasyarat", "setelan") and len(rest) == 1:
        made = fact_meant(sheet, str(layer), str(rest[0]), text)
        return made if made != text else None
    butir = sheet.butir.get(str(rest[0])) if layer in tuple(Lapis) and rest else None
    if butir is None or rest[1:] not in ([], [KUNCI_JAWABAN]):
        return None
    made = answer_meant(sheet, butir.pertanyaan, text)
    return made if made != text else None


def _baru(key: str, text: str) -> str | None:
    """What a key's text is mended to, or None where it is well or has no certain cure."""
    cure = _CURES.get(key)
    made = cure(text) if cure else text
    return made if made != text else None


def _waktu(parse_: Callable[[str], object]) -> Callable[[str], str]:
    def cure(text: str) -> str:
        if _readable(parse_, text):
            return tight(text)
        made = corrected(text)
        return tight(made) if made and _readable(parse_, tight(made)) else text

    return cure


def _day(text: str) -> str:
    """A day in another form that can mean only one, as `YYYY-MM-DD`."""
    made = text
    year_first = re.fullmatch(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})", text)
    day_first = re.fullmatch(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})", text)
    spelt = re.fullmatch(r"([0-9]{1,2}) ([A-Za-z]+)\.? ([0-9]{4})", text)
    if year_first:
        made = f"{year_first[1]}-{int(year_first[2]):02}-{int(year_first[3]):02}"
    elif day_first and int(day_first[1]) > 12:  # 05/08 may be the fifth of August or the eighth of May
        made = f"{day_first[3]}-{int(day_first[2]):02}-{int(day_first[1]):02}"
    elif spelt and (month := NAMA_BULAN.get(month_meant(spelt[2]).lower())):
        made = f"{spelt[3]}-{month:02}-{int(spelt[1]):02}"
    return made if _readable(read_day, made) else text


def _readable(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


_CURES: dict[str, Callable[[str], str]] = {
    "target_waktu": lambda text: tight(text) if _readable(Target.parse, text) else text,
    "waktu": _waktu(Target.parse),
    "periode": _waktu(Periode.parse),
    "tanggal": _day,
}
