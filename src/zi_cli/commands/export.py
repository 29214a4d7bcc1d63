"""`zi export`: a plan's data for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zi_cli.commands import output
from zi_cli.commands.meant import hari, pilihan, workspace
from zi_cli.commands.options import DayOption, PlansOption
from zi_cli.errors import Refusal
from zi_cli.frozen import frozen
from zi_cli.plan.workspace import ensure_no_plan

if TYPE_CHECKING:
    from zi_cli.diagnostics import Diagnostic
    from zi_cli.plan.workspace import Home

__all__ = ["export"]

KINDS = {
    "fakta": "satu catatan tiap tenggat dan tiap jawaban, sebagai JSON Lines (docs/fakta.md)",
    "portalrb": "unit dan jawaban LKE sebagaimana diminta panduan API PortalRB, dalam sebuah folder",
}
"""What can be exported."""


def _kind(incomplete: str) -> list[str]:
    return [each for each in KINDS if each.startswith(incomplete)]


def export(
    *,
    kind: Annotated[
        str,
        typer.Argument(metavar="JENIS", help="; ".join(f"{k}: {v}" for k, v in KINDS.items()), autocompletion=_kind),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="TUJUAN",
            help="berkas .jsonl untuk semuanya, atau folder: satu berkas tiap rencana",
        ),
    ] = None,
    on: DayOption = None,
    plan: PlansOption = None,
) -> int:
    """Data rencana bagi program lain.

    fakta dibaca kembali oleh zi status, dan oleh apa pun yang membaca JSON Lines, misalnya DuckDB; nama orang, catatan,
    dan tautan tidak ikut. portalrb memuat jawaban, catatan, dan buktinya; yang masih kurang untuk diusulkan dikatakan
    dahulu, berkasnya tetap ditulis, dan hasilnya 1.
    """
    pilihan(kind, KINDS, "Jenis")
    place = workspace(trusting=False)  # others count on it
    homes = place.chosen(plan)
    if kind == "portalrb":
        return _portalrb(homes, out)
    asked = _Asked(_commit(place.root), on)
    if out is None or str(out) == "-":
        return _all(homes, asked, None)
    ensure_no_plan(out)
    if out.suffix == ".jsonl" and not out.is_dir():
        return _all(homes, asked, out)
    if out.suffix and not out.is_dir():
        raise Refusal(f"{out}: sebutkan berkas .jsonl, atau sebuah folder.")
    return _each(homes, asked, out)


def _portalrb(homes: Sequence[Home], out: Path | None) -> int:
    from zi_cli.commands import export_portalrb

    if out is None or str(out) == "-":
        raise Refusal("Sebutkan foldernya dengan -o, misalnya -o portalrb.")
    ensure_no_plan(out)
    return export_portalrb.write(homes, out)


@frozen
class _Asked:
    """What is asked of every plan; a value, so that another process can be told."""

    commit: str | None
    """On which the working tree stands."""
    on: str | None

    def __call__(self, home: Home) -> tuple[str, tuple[Diagnostic, ...]]:
        """A plan's records as lines, and what is wrong with it or with its answers.

        A plan that cannot be read has a record of that: who adds up all offices must miss none.
        """
        from zi_cli import plans
        from zi_cli.diagnostics import InvalidPlan
        from zi_cli.lke.jawaban import Lapis
        from zi_cli.lke.records import records, unread, written
        from zi_cli.plan.hari import ZonaWaktu
        from zi_cli.plan.progress import capaian

        wrong: tuple[Diagnostic, ...] = ()
        try:
            parsed = plans.load(home)
        except InvalidPlan as invalid:
            wrong = invalid.diagnostics
            return written(unread(home.id, self.commit, hari(self.on, ZonaWaktu.WIB), len(wrong))), wrong
        try:
            filled = plans.filled(home, Lapis)
        except InvalidPlan as invalid:
            filled, wrong = [], invalid.diagnostics
        stands = capaian(parsed.model, hari(self.on, parsed.model.zona_waktu))
        found = list(records(home.id, self.commit, stands, plans.worth(home, parsed), filled))
        if wrong:
            found.append(unread(home.id, self.commit, stands.hari, len(wrong), parsed.model))
        return "".join(map(written, found)), wrong


def _commit(root: Path) -> str | None:
    """The commit that the working tree stands on; None where git knows none."""
    from zi_cli import git

    found = git.run(["rev-parse", "--verify", "--quiet", "HEAD"], root)
    return found.out.decode("ascii").strip() if isinstance(found, git.Answer) else None


def _read(homes: Sequence[Home], asked: _Asked, broken: list[Diagnostic]) -> Iterator[tuple[Home, str]]:
    from zi_cli import plans

    for home, (text, wrong) in zip(homes, plans.spread(homes, asked, "membaca rencana"), strict=True):
        broken += wrong
        yield home, text


def _all(homes: Sequence[Home], asked: _Asked, out: Path | None) -> int:
    """All plans in one file, or on stdout."""
    from zi_cli.render.visible import as_utf8

    broken: list[Diagnostic] = []
    texts = (text for _, text in _read(homes, asked, broken))
    if out is None:
        for each in texts:
            output.emit(each)
    else:
        _write(out, map(as_utf8, texts))
        output.say(f"{out} ditulis.")
    return _told(broken)


def _each(homes: Sequence[Home], asked: _Asked, folder: Path) -> int:
    """A file for each plan, by its id."""
    from zi_cli.commands.offices import into
    from zi_cli.render.visible import as_utf8

    broken: list[Diagnostic] = []
    paths = dict(into(folder, homes, ".jsonl"))
    count = 0
    for home, text in _read(homes, asked, broken):
        _write(paths[home], as_utf8(text))
        count += 1
    output.say(f"{folder}: {count} berkas ditulis.")
    return _told(broken)


def _write(path: Path, raw: bytes | Iterable[bytes]) -> None:
    from zi_cli.text.writing import create_file

    ensure_no_plan(path)
    create_file(path, raw)


def _told(broken: Sequence[Diagnostic]) -> int:
    from zi_cli.commands.offices import complain_briefly

    complain_briefly(broken)
    return 1 if broken else 0
