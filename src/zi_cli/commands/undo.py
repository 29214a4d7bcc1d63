"""`zi undo`: the last thing that zi changed here, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zi_cli.commands import output
from zi_cli.commands.meant import workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["undo"]

TOLD = 10
"""So many things that were taken back are told one by one."""


def undo() -> int:
    """Batalkan yang terakhir diubah zi di sini: tanda, pemeriksaan, jawaban, perbaikan, impor, atau gabungan.

    Isi berkasnya kembali bita demi bita; ditolak bila berkasnya sudah berubah sejak itu. Ulangi untuk yang sebelumnya.
    """
    from zi_cli.plan.workspace import shown
    from zi_cli.plans import undo as undoing

    done = undoing.undo(workspace().root)
    for path, now, before in done.texts:
        said = [*_what(path, now, before)]
        output.tell(f"{shown(path)}: dibatalkan{':' if said else ''}\n")
        output.tell("".join(f"  {line}\n" for line in said[:TOLD]))
        if len(said) > TOLD:
            output.tell(f"  … dan {len(said) - TOLD} hal lain\n")
    for note in done.notes:
        output.say(note)
    return 0


def _what(path: Path, now: bytes, before: bytes | None) -> Iterator[str]:
    """What the change had been, as `zi diff` would tell it."""
    from zi_cli.edits.comparing import answer_differences, plan_differences
    from zi_cli.plan.workspace import berisi_jawaban

    new, old = _tree(now), _tree(before or b"")
    for each in answer_differences(old, new, {}) if berisi_jawaban(path) else plan_differences(old, new):
        yield f"{each.code} {each.kind}: {each.words}"


def _tree(raw: bytes) -> dict[str, Any]:
    from zi_cli.text.document import parse

    tree: Any = parse(raw.decode("utf-8", "replace").removeprefix("\ufeff")).tree
    return tree if isinstance(tree, dict) else {}
