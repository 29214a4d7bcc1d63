"""A row that has a fault of its own: it stands in its place in the plan, and holds only what is written there.

The unit is the row: what a fault makes doubtful is all that stands below it. A realisasi that was left out alone would
let the others answer other deadlines; a row that was left out would shift the routes of those below it.
"""

import re
from collections.abc import Iterator, Sequence, Set
from typing import Any

from zi_cli.frozen import frozen
from zi_cli.plan.kode import Kode
from zi_cli.plan.rujukan import read_path
from zi_cli.plan.trees import text_in
from zi_cli.text.document import Route
from zi_cli.text.fields import Tree

HEAD = re.compile(r"^( *)- kode:", re.MULTILINE)
"""How a row begins, as every plan writes it."""
_PRINTED = ("uraian", "langkah_aksi", "target_waktu")
_FILE = re.compile(r"^[ -]*berkas: *(['\"]?)(.+?)\1 *(?: #.*)?\r?$", re.MULTILINE)
_LONGEST = 40


@frozen(kw_only=True)
class BarisBergalat:
    """What is written of a row that cannot be used; empty where nothing readable stands."""

    kode: str = ""
    uraian: str = ""
    langkah_aksi: str = ""
    dokumen: tuple[str, ...] = ()
    target_waktu: str = ""
    isian: tuple[tuple[str, str], ...] = ()
    """What fills the decree's further columns."""
    penanggung_jawab: str = ""
    catatan: str = ""
    berkas: tuple[str, ...] = ()
    """The evidence files that it names, as far as they can be one's of the plan."""
    terang: bool = False
    """Whether all that the decree prints of it is told for certain: texts, under keys that are known and stand once."""

    @property
    def called(self) -> str:
        """How people call it: its code, else its first words."""
        name = self.kode or (f'"{self.uraian}"' if self.uraian else "tanpa kode")
        return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"

    @property
    def readable_code(self) -> Kode | None:
        """Its code, where that is one."""
        try:
            return Kode.parse(self.kode)
        except ValueError:
            return None


def row_of(route: Route) -> Route | None:
    """The row that a route leads into; None where it leads to the frame of the plan."""
    keys, places = route[:6:2], route[1:6:2]
    row = keys == ("area", "komponen", "indikator") and len(places) == 3 and all(isinstance(at, int) for at in places)
    return route[:6] if row else None


def bergalat(tree: Tree, faults: Sequence[Route], raw: str, known: Set[str]) -> BarisBergalat:
    """The row that a tree writes, with the routes of the faults of YAML in it; `raw`: its lines, where YAML broke.

    `known`: the keys that a row may have.
    """
    row = tree if isinstance(tree, dict) else {}
    listed = row.get("bukti_fisik", [])
    documents = [text_in(each, "dokumen") for each in listed] if isinstance(listed, list) else []
    further = row.get("isian", {})
    filled = tuple((key, text_in(further, key)) for key in further) if isinstance(further, dict) else ()
    plain = isinstance(tree, dict) and isinstance(listed, list) and isinstance(further, dict)
    plain = plain and all(documents) and all(text for _, text in filled)
    files = (*_files(row), *(match[2] for match in _FILE.finditer(raw) if _inside(match[2])))
    doubted = any(len(each) < 2 or (each[0] == "bukti_fisik" and len(each) < 4) for each in faults)
    return BarisBergalat(
        kode=text_in(row, "kode"),
        uraian=text_in(row, "uraian"),
        langkah_aksi=text_in(row, "langkah_aksi"),
        dokumen=tuple(filter(None, documents)),
        target_waktu=text_in(row, "target_waktu"),
        isian=filled,
        penanggung_jawab=text_in(row, "penanggung_jawab"),
        catatan=text_in(row, "catatan"),
        berkas=tuple(dict.fromkeys(files)),
        terang=plain
        and not doubted
        and row.keys() <= known
        and "uraian" in row
        and all(text_in(row, key) for key in _PRINTED if key in row),
    )


def _files(tree: Any) -> Iterator[str]:
    """Every file that is named below a tree."""
    if isinstance(tree, list):
        for each in tree:
            yield from _files(each)
    elif isinstance(tree, dict):
        name = text_in(tree, "berkas")
        if name and _inside(name):
            yield name
        for key, each in tree.items():
            if key != "berkas":
                yield from _files(each)


def _inside(name: str) -> bool:
    """Whether a path can be evidence: it stays in the plan's folder."""
    try:
        read_path(name)
    except ValueError:
        return False
    return True
