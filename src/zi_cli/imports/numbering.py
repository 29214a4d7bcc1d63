"""The numbers of lists that Word shows and does not write → text: `i.`, `a)`, `1.2`, as they stand on the page.

Mammoth tells that a paragraph is an item of a list, not how it is numbered, and begins each cell anew.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree as Xml

from zi_cli.plan.kode import to_roman

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT, _NUMBERING, _STYLES = "word/document.xml", "word/numbering.xml", "word/styles.xml"
_DEEPEST = 9
_MOST = 10_000
"""No list counts further; a forged start would fill the memory with letters."""


class _Level(NamedTuple):
    form: str
    """`decimal`, `lowerRoman` …"""
    pattern: str
    """What is shown, with `%1` for the number of the first level."""
    start: int


class _Place(NamedTuple):
    """Which list a paragraph belongs to, and how deep it stands in it."""

    list: str
    level: int


class _Lists:
    """The lists of a document, counted on from paragraph to paragraph."""

    def __init__(self, numbering: Xml.Element, styles: Xml.Element | None) -> None:
        levels = {_value(each, "abstractNumId"): dict(_levels(each)) for each in numbering.iter(f"{_W}abstractNum")}
        self.kinds: dict[str, str] = {}
        self.levels: dict[str, dict[int, _Level]] = {}
        self.again: dict[_Place, int] = {}
        for each in numbering.iter(f"{_W}num"):
            name, kind = _value(each, "numId"), _child(each, "abstractNumId")
            self.kinds[name], self.levels[name] = kind, dict(levels.get(kind, {}))
            for override in each.iter(f"{_W}lvlOverride"):
                level = int(_value(override, "ilvl") or 0)
                self.levels[name].update(_levels(override))
                if start := _child(override, "startOverride"):
                    self.again[_Place(name, level)] = int(start)
        self.styles = dict(_of_styles(styles)) if styles is not None else {}
        self.counts: dict[str, list[int]] = {}

    def label(self, place: _Place) -> str:
        """What Word shows before the next paragraph there; nothing before an item that has no number."""
        levels = self.levels.get(place.list, {})
        own = levels.get(place.level)
        if own is None or not 0 <= place.level < _DEEPEST:
            return ""
        counts = self.counts.setdefault(self.kinds[place.list], [])
        del counts[place.level + 1 :]
        counts += [levels[at].start if at in levels else 1 for at in range(len(counts), place.level)]
        if (start := self.again.pop(place, None)) is not None:
            counts[place.level :] = [start]
        elif len(counts) <= place.level:
            counts.append(own.start)
        else:
            counts[place.level] += 1
        return _shown(own, counts, levels)


def shown(raw: bytes) -> bytes:
    """The same Word file with the numbers of its lists as text; as it is where it has none."""
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        names = set(parts.namelist())
        if not {_DOCUMENT, _NUMBERING} <= names:
            return raw
        styles = Xml.fromstring(parts.read(_STYLES)) if _STYLES in names else None
        lists = _Lists(Xml.fromstring(parts.read(_NUMBERING)), styles)
        document = Xml.fromstring(parts.read(_DOCUMENT))
        if not sum(_numbered(each, lists) for each in _paragraphs(document)):
            return raw
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as made:
            for each in parts.infolist():
                written = Xml.tostring(document) if each.filename == _DOCUMENT else parts.read(each)
                made.writestr(each.filename, written)
    return stream.getvalue()


def _paragraphs(element: Xml.Element) -> Iterator[Xml.Element]:
    """The paragraphs in order, without those of rows that were deleted under tracking."""
    for each in element:
        if each.tag == f"{_W}p":
            yield each
        if each.find(f"{_W}trPr/{_W}del") is None:
            yield from _paragraphs(each)


def _numbered(paragraph: Xml.Element, lists: _Lists) -> bool:
    """Write the number of a paragraph before its text, and take it out of its list."""
    properties = paragraph.find(f"{_W}pPr")
    place = _place(properties, lists) if properties is not None else None
    label = lists.label(place) if place else ""
    if properties is None or not label:
        return False
    for name in ("numPr", "pStyle"):
        if (found := properties.find(f"{_W}{name}")) is not None:
            properties.remove(found)
    run = Xml.Element(f"{_W}r")
    Xml.SubElement(run, f"{_W}t").text = f"{label} "
    paragraph.insert(list(paragraph).index(properties) + 1, run)
    return True


def _place(properties: Xml.Element, lists: _Lists) -> _Place | None:
    """Where a paragraph stands in a list: as it says itself, else as its style says."""
    own, style = properties.find(f"{_W}numPr"), lists.styles.get(_child(properties, "pStyle"))
    if own is None:
        return style
    name, level = _child(own, "numId"), _child(own, "ilvl")
    return _Place(name or (style.list if style else ""), int(level or (style.level if style else 0)))


def _of_styles(styles: Xml.Element) -> Iterator[tuple[str, _Place]]:
    """The places of styles that number their paragraphs, those included that are based on such a one."""
    own = {_value(each, "styleId"): each for each in styles.iter(f"{_W}style")}
    for name in own:
        at, level = name, ""
        for _ in range(_DEEPEST):
            numbered = own[at].find(f"{_W}pPr/{_W}numPr") if at in own else None
            if numbered is not None:
                level = level or _child(numbered, "ilvl")
                if found := _child(numbered, "numId"):
                    yield name, _Place(found, int(level or 0))
                    break
            at = _child(own[at], "basedOn") if at in own else ""


def _levels(element: Xml.Element) -> Iterator[tuple[int, _Level]]:
    for each in element.iter(f"{_W}lvl"):
        level = _Level(_child(each, "numFmt"), _child(each, "lvlText"), int(_child(each, "start") or 1))
        yield int(_value(each, "ilvl") or 0), level


def _shown(own: _Level, counts: list[int], levels: dict[int, _Level]) -> str:
    """A number as it is shown; nothing where it is a bullet, or written in a way that no office here uses."""

    def written(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        return _figure(counts[at], levels[at].form) if at < len(counts) and at in levels else ""

    if not _figure(1, own.form) or max(counts) > _MOST:
        return ""
    return re.sub(r"%([1-9])", written, own.pattern).strip()


def _figure(number: int, form: str) -> str:
    letter = chr(97 + (number - 1) % 26) * (1 + (number - 1) // 26)
    figures = {
        "decimal": str(number), "decimalZero": f"{number:02}", "lowerLetter": letter, "upperLetter": letter.upper(),
        "lowerRoman": to_roman(number), "upperRoman": to_roman(number).upper(),
    }  # fmt: skip
    return figures.get(form, "")


def _child(element: Xml.Element, name: str) -> str:
    found = element.find(f"{_W}{name}")
    return _value(found, "val") if found is not None else ""


def _value(element: Xml.Element, name: str) -> str:
    return element.get(f"{_W}{name}", "")
