"""A bag that comes back from an evaluator → reviews and answers of a layer in the plan that it was made from."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from zi_cli import plans
from zi_cli.bukti import returned
from zi_cli.edits import homecoming
from zi_cli.edits.homecoming import Brought
from zi_cli.edits.identity import told
from zi_cli.errors import Refusal
from zi_cli.imports.kinds import GivenFile, Proposal, Request
from zi_cli.plan.workspace import HASIL, MUATAN, NAMA_BERKAS, NAMA_JAWABAN, Home, Workspace, shown
from zi_cli.plans import undo
from zi_cli.tables import Page, Sentence, Table, Tone
from zi_cli.text import sources
from zi_cli.views.plan.perbedaan import PlanDifference
from zi_cli.views.plan.perbedaan import table as changes_of

LABEL = "paket bukti yang kembali dari penilai"
WANTS_ID = WANTS_DAY = False
_WENT, _CAME = MUATAN, HASIL
_NAMES = tuple(f"{place}/{name}" for place in (_WENT, _CAME) for name in (NAMA_BERKAS, NAMA_JAWABAN))


def recognises(given: GivenFile) -> bool:
    """Whether it is a bag, packed or unpacked."""
    return returned.is_bag(given.path)


def propose(given: GivenFile, request: Request) -> Proposal:
    """What the evaluator found and answered, put into the plan; Refusal where the bag is another plan's."""
    found = {name: raw.decode("utf-8") for name, raw in returned.texts(given.path, _NAMES).items()}
    if not any(name.startswith(f"{_CAME}/") for name in found):
        raise Refusal(f"{given.name} belum berisi hasil pemeriksaan: folder {_CAME}/ di dalamnya tidak ada.")
    home = _home(given, request)
    brought = dict(_brought(found, home))
    return Proposal(
        f"{given.name}: {LABEL}, untuk rencana {home.id}.",
        _page(home, brought),
        tuple((shown(path), _text(path), each.text) for path, each in brought.items()),
        f"Bawa pulang ke {home.id}?",
        (lambda: _written(home, brought)) if any(each.differences for each in brought.values()) else None,
    )


def _home(given: GivenFile, request: Request) -> Home:
    """The plan that is meant, or the one whose name the bag bears."""
    place = Workspace(request.root)
    if request.plan:
        return place.home(request.plan)
    name = returned.identifier(given.path)
    return place.home(name if name in {each.id for each in place.homes()} else None)


def _brought(found: Mapping[str, str], home: Home) -> Iterator[tuple[Path, Brought]]:
    """What comes home into each file."""
    if f"{_CAME}/{NAMA_BERKAS}" in found:
        went, came = found[f"{_WENT}/{NAMA_BERKAS}"], found[f"{_CAME}/{NAMA_BERKAS}"]
        yield home.path, homecoming.reviews(went, came, _text(home.path))
    if f"{_CAME}/{NAMA_JAWABAN}" in found:
        order = {code: at for at, code in enumerate(plans.sheet(home).butir)}
        went, came = found.get(f"{_WENT}/{NAMA_JAWABAN}", ""), found[f"{_CAME}/{NAMA_JAWABAN}"]
        yield home.answers, homecoming.returned(went, came, _text(home.answers), order)


def _text(path: Path) -> str:
    if not os.path.lexists(path):
        return ""
    source = sources.read(path, shown(path))
    return source.bom.decode() + source.text


def _page(home: Home, brought: Mapping[Path, Brought]) -> Page:
    differences = tuple(each for one in brought.values() for each in one.differences)
    body: list[Table | Sentence] = (
        [changes_of([PlanDifference(home.id, differences, None, None)])] if differences else []
    )
    for path, each in brought.items():
        for conflict in each.left:
            where = told(conflict.path)
            words = f"{shown(path)}: {where}: di sini sudah berubah sejak paket dibuat; yang di paket tidak dibawa."
            body.append(Sentence(words, Tone.CAUTION))
        for name in each.stale:
            words = f"{name}: buktinya sudah diganti sejak paket dibuat; pemeriksaan ini dicatat, tetapi basi."
            body.append(Sentence(words, Tone.CAUTION))
    if not differences:
        body.append(Sentence("Tidak ada yang baru: semuanya sudah ada di sini."))
    return Page(f"{len(differences)} hal dari penilai", tuple(body))


def _written(home: Home, brought: Mapping[Path, Brought]) -> str:
    with undo.as_one_run():
        for path, each in brought.items():
            if each.differences:
                plans.put(path, each.text)
    count = sum(len(each.differences) for each in brought.values())
    return f"{count} hal dari penilai ditulis ke {home.id}."
