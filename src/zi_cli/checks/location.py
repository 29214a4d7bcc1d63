"""Rules on the folder that a plan lies in, whatever the plan says."""

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from zi_cli import git
from zi_cli.checks.rule import Breach, PlanCase, Rule
from zi_cli.diagnostics import Severity
from zi_cli.nearest import folded
from zi_cli.plan.workspace import NAMA_BERKAS, NAMA_JAWABAN, shown
from zi_cli.text.regular import first_bytes


def repositori(case: PlanCase) -> Iterator[Breach]:
    """A folder that is a repository itself makes git obey its configuration, in every program that asks git there."""
    if case.folder is None:
        return
    for folder in _folders(case.folder):
        if git.is_repository(folder):
            message = (
                f'folder "{shown(folder)}" sendiri berbentuk repositori git (HEAD, objects, refs): git di dalamnya '
                "menjalankan apa yang diminta config-nya; keluarkan berkas-berkas itu dari sana"
            )
            yield Breach((), message)
        elif git.has_repository(folder) and _is_inside_another(folder, case.folder.parent.parent):
            message = (
                f'folder "{shown(folder)}" repositori git tersendiri di dalam repositori lain: isinya tidak ikut '
                "tercatat di sana; pindahkan folder .git-nya"
            )
            yield Breach((), message)


def _is_inside_another(folder: Path, root: Path) -> bool:
    """Whether the repository of a folder hides what lies there from another one around it; the root's may."""
    return (folder / ".git").is_dir() and folder != root and git.seen_from(folder.parent) is not None


def _folders(folder: Path) -> Iterator[Path]:
    """The plan's own, those below it, and those above it up to the root of the workspace."""
    for below, names, _ in os.walk(folder):
        yield Path(below)
        names[:] = sorted(each for each in names if each != ".git")
    above = folder.absolute().parents
    if above[0].name == "plans":
        yield from above[:2]


def salinan_sinkron(case: PlanCase) -> Iterator[Breach]:
    """A copy that a syncing program made of two people's changes: nobody reads it, so what it says is lost."""
    if case.folder is None:
        return
    for name in sorted(os.listdir(case.folder)):  # noqa: PTH208 - names alone
        if _COPY.match(name) and name not in (NAMA_BERKAS, NAMA_JAWABAN):
            message = (
                f'"{name}" di folder ini tampaknya salinan dari alat sinkronisasi atau dari orang lain, dan tidak '
                "dibaca zi; pindahkan isinya yang masih berlaku, lalu hapus"
            )
            yield Breach((), message)


def rencana_salinan(case: PlanCase) -> Iterator[Breach]:
    """A folder that was copied with its plan: people would mark in the one and look in the other."""
    if case.folder is None:
        return
    folder = Path(os.path.abspath(case.folder))  # noqa: PTH100 - no symlink is resolved
    known = _plans_by_head(folder.parent, folder.parent.stat().st_mtime_ns) if folder.parent.name == "plans" else {}
    alike = known.get(_head(case.parsed.source.text), ())
    other = next((name for name in alike if name != folder.name), None)
    if other is not None:
        message = (
            f'satker, tahun, dan nomor keputusannya sama dengan rencana "{other}"; bila salah satunya salinan, '
            "pindahkan tandanya yang masih berlaku ke satu folder, lalu hapus yang lain"
        )
        yield Breach(("satker",), message)


_COPY = re.compile(r"(?i)(?:rencana|lke)\b.*\.ya?ml(?:\W.*)?$")
_VALUE = r": *(.*?)(?: #.*)?\r?$"
_HEAD = tuple(
    re.compile(rf"\n{key}{_VALUE}", re.MULTILINE)
    for key in ("satker", "tahun", r"keputusan:(?:\r?\n[ #].*)*?\r?\n  nomor")
)


def _head(text: str) -> tuple[str, ...]:
    """Whose plan a text is, of which year and decree, by patterns: to parse hundreds of plans takes too long."""
    text = f"\n{text[:_ENOUGH]}"  # with a break before each key its search is quick
    found = (each.search(text) for each in _HEAD)
    return tuple([folded(match[1].strip("\"' ")) if match else "" for match in found])


@lru_cache(maxsize=4)
def _plans_by_head(folder: Path, _written: int) -> dict[tuple[str, ...], list[str]]:
    found: dict[tuple[str, ...], list[str]] = {}
    for name in sorted(os.listdir(folder)):  # noqa: PTH208 - names alone
        try:
            head = _head(first_bytes(Path(folder, name, NAMA_BERKAS), _ENOUGH).decode("utf-8", "replace"))
        except OSError:
            continue
        if head[0]:
            found.setdefault(head, []).append(name)
    return found


_ENOUGH = 4096
"""Bytes at the head of a plan, in which its office, year and decree stand."""

RULES = (
    Rule(
        "repositori",
        Severity.ERROR,
        "Folder rencana sendiri berbentuk repositori git.",
        repositori,
        wants_folder=True,
    ),
    Rule(
        "salinan-sinkron",
        Severity.WARNING,
        "Di folder rencana ada salinan rencana.yaml atau lke.yaml.",
        salinan_sinkron,
        wants_folder=True,
    ),
    Rule(
        "rencana-salinan",
        Severity.WARNING,
        "Dua folder rencana punya satker, tahun, dan nomor keputusan yang sama.",
        rencana_salinan,
        wants_folder=True,
    ),
)
