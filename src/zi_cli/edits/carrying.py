"""A plan made from another: the next year's, another office's, or the one that an amending decree sets.

The text is kept; only what is certain is changed, each place told with its line, before and after. A law keeps its
year, `mengingat` is not touched, and what may be meant either way is listed.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from zi_cli.errors import Kind, Refusal
from zi_cli.frozen import evolve, frozen
from zi_cli.text.document import Branch, Document, Route, parse, texts_below, walk
from zi_cli.text.splices import Splice, apply, remove_key, scalar
from zi_cli.text.values import set_values

_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_CITED = re.compile(r"\bNomor\b(?:(?!;).)*", re.IGNORECASE | re.DOTALL)
"""A decree or a law by its number, with all that its name says."""
_SURE = re.compile(r"\btahun(?:\s+anggaran)?\s+$", re.IGNORECASE)
_SIC = re.compile(r"^[ \t]*# sic\b[^\n]*\n|[ \t]+# sic\b[^\n]*$", re.MULTILINE)
_TIMES = ("target_waktu", "waktu")


@frozen
class CarriedPlace:
    """One place of the old plan: its line, what stood there, and what stands there now (or why it was left)."""

    line: int
    before: str
    after: str


@frozen
class Carried:
    """The new text, what was changed in it, and what people must look at."""

    text: str
    changed: tuple[CarriedPlace, ...]
    doubtful: tuple[CarriedPlace, ...]


@frozen
class Wanted:
    """What the new plan is to be: what is None stays."""

    tahun: int
    satker: str | None = None
    zona_waktu: str | None = None
    predikat: str | None = None
    mengubah: str | None = None
    """The decree that is amended; then the marks stay."""


def carried(text: str, wanted: Wanted) -> Carried:
    """The text of a plan made from another's; Refusal where that cannot be read or changed."""
    document = parse(text)
    tree: Any = document.tree
    if document.faults or not isinstance(tree, dict):
        raise Refusal("Rencana asalnya tidak terbaca; betulkan dahulu: zi check.", Kind.STATE)
    sure_ones: list[Splice] = []
    doubtful: list[CarriedPlace] = []
    removed = list(_removed(document, keep_marks=wanted.mengubah is not None))
    splices = [splice for each in removed for splice in each]
    spans = [(each.start, each.end) for each in splices]
    for route, node in texts_below(document.root):
        start, end = document.span(node)
        if any(low <= start < high for low, high in spans) or route[:2] == ("keputusan", "mengingat"):
            continue
        for splice, sure in _shifts(document, tree, route, (start, end), wanted):
            if sure:
                sure_ones.append(splice)
            else:
                doubtful.append(_line(document, [splice]))
    made = apply(text, [*splices, *sure_ones])
    made = _set_head(_SIC.sub("", made), wanted)
    again = parse(made)
    if again.faults:
        raise Refusal("Rencana asalnya ditulis dengan cara yang tidak dapat disalin zi; salin dengan tangan.")
    return Carried(made, tuple(_by_line(document, sure_ones)), tuple(doubtful))


def _by_line(document: Document, splices: list[Splice]) -> Iterator[CarriedPlace]:
    """Each line with all that changes in it."""
    lines: dict[int, list[Splice]] = {}
    for each in splices:
        lines.setdefault(document.place(each.start).line, []).append(each)
    for _, each_line in sorted(lines.items()):
        yield _line(document, each_line)


def _line(document: Document, splices: list[Splice]) -> CarriedPlace:
    text = document.text
    low = text.rfind("\n", 0, min(each.start for each in splices)) + 1
    stop = max(each.end for each in splices)
    high = text.find("\n", stop) if "\n" in text[stop:] else len(text)
    inside = [Splice(each.start - low, each.end - low, each.text) for each in splices]
    before, after = text[low:high], apply(text[low:high], inside)
    return CarriedPlace(document.place(splices[0].start).line, " ".join(before.split()), " ".join(after.split()))


def _set_head(text: str, wanted: Wanted) -> str:
    """What the plan is now said to be, and which decree it amends."""
    document = parse(text)
    root: Branch = document.root
    splices = []
    for key, value in (
        ("satker", wanted.satker),
        ("tahun", str(wanted.tahun)),
        ("zona_waktu", wanted.zona_waktu),
        ("predikat", wanted.predikat),
    ):
        if value is not None and isinstance(root.children, dict) and key in root.children:
            start, end = document.span(root.children[key])
            splices.append(Splice(start, end, value if value.isdigit() else scalar(value)))
    if wanted.mengubah:
        splices += set_values(document, "keputusan", {"mengubah": wanted.mengubah}, rank=lambda _: 1)
    return apply(text, splices)


def _removed(document: Document, *, keep_marks: bool) -> Iterator[list[Splice]]:
    """What belongs to the old decree or the old year: its number and date, marks and notes."""
    root: Branch = document.root
    assert isinstance(root.children, dict)
    decree = root.children.get("keputusan")
    if isinstance(decree, Branch) and isinstance(decree.children, dict):
        yield from (remove_key(document, decree, key) for key in ("nomor", "tanggal") if key in decree.children)
    for route, owner in walk(document.root):
        if not isinstance(owner, Branch) or not isinstance(owner.children, dict):
            continue
        gone = () if keep_marks else ("realisasi",) if route[-2:-1] == ("bukti_fisik",) else ()
        if not keep_marks and route[-2:-1] == ("indikator",):
            gone = ("catatan",)
        yield from (remove_key(document, owner, key) for key in gone if key in owner.children)


def _shifts(
    document: Document, tree: Mapping[str, Any], route: Route, span: tuple[int, int], wanted: Wanted
) -> Iterator[tuple[Splice, bool]]:
    """The names and years in one text that change, or may have to; each with whether that is certain."""
    if route in (("tahun",), ("satker",), ("versi",)) or "realisasi" in route:
        return
    start, end = span
    raw = document.text[start:end]
    old_year = int(tree["tahun"])
    for name, new in _names(tree, wanted):
        for match in re.finditer(_loosely(name), raw):
            yield Splice(start + match.start(), start + match.end(), _like(match[0], new)), True
    cited = [match.span() for match in _CITED.finditer(raw)]
    for match in _YEAR.finditer(raw):
        if wanted.tahun == old_year or int(match[0]) not in (old_year, old_year + 1):
            continue
        new = str(int(match[0]) + wanted.tahun - old_year)
        at = match.start()
        quoted = any(low <= at < high for low, high in cited)
        named = bool(_SURE.search(raw[max(0, at - 30) : at])) and int(match[0]) == old_year
        sure = route[-1] in _TIMES or (named and not quoted)
        if sure or not quoted:
            yield Splice(start + at, start + match.end(), new), sure


def _names(tree: Mapping[str, Any], wanted: Wanted) -> list[tuple[str, str]]:
    """The office's own names, short and in full, the longest first, each with the new one."""
    old = str(tree.get("satker", ""))
    if wanted.satker is None or not old or old == wanted.satker:
        return []
    pairs = [(old, wanted.satker)]
    if old.startswith("KPU ") and wanted.satker.startswith("KPU "):
        pairs.insert(0, (f"Komisi Pemilihan Umum {old[4:]}", f"Komisi Pemilihan Umum {wanted.satker[4:]}"))
    return pairs


def _loosely(name: str) -> str:
    """A name in any case, over the ends of lines too."""
    return r"(?i)\b" + r"\s+".join(map(re.escape, name.split())) + r"\b"


def _like(found: str, new: str) -> str:
    return new.upper() if found.isupper() else new


def doubts_of_office(carried_: Carried) -> Carried:
    """Of another office: who signs and where cannot be guessed."""
    document = parse(carried_.text)
    found = list(carried_.doubtful)
    for route in (("keputusan", "tempat"), ("keputusan", "penandatangan", "nama"), ("keputusan", "salinan", "nama")):
        node: Any = document.root
        for step in route:
            node = node.children.get(step) if isinstance(node, Branch) and isinstance(node.children, dict) else None
        if node is not None:
            found.append(CarriedPlace(document.place(document.span(node)[0]).line, f"{route[-1]}: {node.value}", ""))
    return evolve(carried_, doubtful=tuple(found))
