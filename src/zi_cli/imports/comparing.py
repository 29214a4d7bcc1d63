"""A plan that is there, and what a table says: the smallest change that would make the plan say it, to look at.

Rows are known by their codes, documents by their names. What the plan has and the table has not is told, never taken
away: marks stand there.
"""

import copy
from typing import Any

from zi_cli.frozen import field, mutable
from zi_cli.plan.trees import rows_in
from zi_cli.text.document import Branch, Document, Node, Route, parse
from zi_cli.text.fields import value_at
from zi_cli.text.fresh import fresh
from zi_cli.text.items import append_item
from zi_cli.text.splices import Splice, apply, column, line_end, scalar

_TEXTS = ("uraian", "langkah_aksi", "target_waktu", "penanggung_jawab")


@mutable
class Compared:
    """What differs."""

    text: str
    """The plan's text as it would be."""
    told: list[tuple[str, str]] = field(default_factory=list)
    """What a diff does not show: the row, and what is so."""


def compared(document: Document, new: Any) -> Compared:
    """What of the tree `new` the plan in `document` does not say."""
    found = Compared(document.text)
    tree: Any = copy.deepcopy(document.tree)
    splices: list[Splice] = []
    ours, theirs = ({row["kode"]: route for route, row in rows_in(each)} for each in (document.tree, new))
    for kode, route in theirs.items():
        row = value_at(new, route)
        if kode not in ours:
            found.told.append((kode, f"tidak ada di rencana: {row['uraian']}"))
            continue
        theirs_said = {key: _said(new, route, key) for key in _TEXTS} | {"waktu": row.get("waktu", "")}
        splices += _texts(document, tree, (kode, ours[kode]), theirs_said, found.told)
        splices += _documents(document, tree, ours[kode], row, found.told)
    for kode, route in ours.items():
        if kode not in theirs:
            found.told.append((kode, f"tidak ada di berkas: {value_at(document.tree, route).get('uraian', '')}"))
    text = apply(document.text, splices)
    if parse(text).tree == tree:
        found.text = text
    else:  # written in a way that no splice fits: then it is told, not shown
        found.told.append(("", "rencana ini ditulis dengan cara yang tidak dapat ditampilkan sebagai diff"))
    return found


def _said(tree: Any, route: Route, key: str) -> str:
    """What a row says under a key; who is responsible may be said of its komponen or area."""
    above = (route[:4], route[:2]) if key == "penanggung_jawab" else ()
    return next((str(text) for each in (route, *above) if (text := value_at(tree, each).get(key))), "")


def _texts(
    document: Document, tree: Any, place: tuple[str, Route], theirs: dict[str, str], told: list[tuple[str, str]]
) -> list[Splice]:
    kode, route = place
    mine, splices = value_at(tree, route), []
    for key in _TEXTS:
        here, meant = _said(tree, route, key), theirs["waktu"] if key == "target_waktu" else ""
        if not theirs[key] or _folded(here) in (_folded(theirs[key]), _folded(meant) or None):
            continue
        if key not in mine:
            how = f"{key} di atasnya {here}, di berkas" if here else f"{key} belum ada di rencana:"
            told.append((kode, f"{how} {theirs[key]}"))
            continue
        splices.append(_instead(document, document.node((*route, key)), key, theirs[key]))
        mine[key] = theirs[key]
    return splices


def _documents(document: Document, tree: Any, route: Route, row: Any, told: list[tuple[str, str]]) -> list[Splice]:
    mine = value_at(tree, route)
    named = {_folded(each["dokumen"]): at for at, each in enumerate(mine.get("bukti_fisik", []))}
    splices: list[Splice] = []
    for each in row.get("bukti_fisik", []):
        at = named.pop(_folded(each["dokumen"]), None)
        marks = each.get("realisasi", [])
        if at is None:
            fields = {"dokumen": each["dokumen"]} | ({"realisasi": marks} if marks else {})
            splices += append_item(document, route, "bukti_fisik", fields)
            mine.setdefault("bukti_fisik", []).append(copy.deepcopy(fields))
            continue
        place = (*route, "bukti_fisik", at)
        known = value_at(tree, place)
        for mark in marks:
            if not any(_known(mark, other) for other in known.get("realisasi", [])):
                splices += append_item(document, place, "realisasi", mark)
                known.setdefault("realisasi", []).append(dict(mark))
    gone = (mine["bukti_fisik"][at]["dokumen"] for at in named.values())
    told += [(row["kode"], f"dokumen ini tidak ada di berkas: {each}") for each in gone]
    return splices


def _known(mark: dict[str, str], other: dict[str, Any]) -> bool:
    """Whether a mark is there already: with the same link, or on the same day."""
    if "tautan" in mark and mark["tautan"] == other.get("tautan"):
        return True
    return bool(mark["tanggal"] == other["tanggal"] and mark.get("tautan") in (None, other.get("tautan")))


def _instead(document: Document, node: Node, key: str, text: str) -> Splice:
    """A text in the place of another, in the house's style; in one line where a comment or a bracket follows."""
    start, end = document.span(node)
    behind = document.text[end : line_end(document.text, end)].strip()
    head = document.text.rfind(f"{key}:", 0, start)
    if behind or isinstance(node, Branch) or head < 0:
        return Splice(start, end, scalar(text))
    left = " " * column(document.text, head)
    first, *rest = fresh({key: text}).rstrip("\n").split("\n")
    return Splice(start, end, "\n".join([first.partition(": ")[2], *(left + line if line else "" for line in rest)]))


def _folded(text: str) -> str:
    """A text without what media differ in: italics, capitals, line breaks."""
    return " ".join(text.replace("*", "").casefold().split())
