"""A plan that commands may act on: read, judged and without an error. And the one way in which a plan changes.

A change is made under the lock of the plan's folder: read, splice, prove, replace. The proof reads the new text again
and wants exactly the tree that was meant; else nothing is written.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from zi_cli.diagnostics import Diagnostic, InvalidPlan, Severity
from zi_cli.errors import Refusal
from zi_cli.plan.model import Rencana
from zi_cli.text import sources, stempel, writing
from zi_cli.text.document import parse
from zi_cli.text.fields import M
from zi_cli.text.reading import Parsed, understand
from zi_cli.text.sources import Source
from zi_cli.text.splices import Change, apply


def load(path: Path, berkas: str) -> Parsed[Rencana]:
    """The plan at `path`; InvalidPlan with all its errors, or that it is not there or cannot be read."""
    try:
        naskah = sources.read(path, berkas)
    except Refusal as refusal:
        raise InvalidPlan([hilang(path, berkas, refusal)]) from refusal
    if stempel.passed(naskah.path, naskah.raw):
        return understand(Rencana, naskah, passed=True)
    from zi_cli.checks import findings, read_plan  # a text that has passed before needs none of it

    terbaca = read_plan(naskah)
    found = list(findings(terbaca, galat_saja=True))
    if found:
        raise InvalidPlan(found)
    stempel.stamp(naskah.path, naskah.raw)
    return terbaca


def hilang(path: Path, berkas: str, refusal: Refusal) -> Diagnostic:
    """That a file which must be there is not, or cannot be read, as the refusal to read it says."""
    match refusal.__cause__:
        case FileNotFoundError() if not path.is_symlink():
            pesan = f"folder rencana ini tidak punya {path.name}; tambahkan, atau hapus foldernya"
        case FileNotFoundError():
            pesan = f"{path.name} adalah symlink yang tidak menuju sebuah berkas; betulkan, atau hapus"
        case PermissionError():
            pesan = "berkas ini tidak boleh dibaca; minta izin bacanya, atau jalankan zi sebagai pemiliknya"
        case _:
            pesan = f"{str(refusal).replace(berkas, 'berkas ini', 1).rstrip('.')}; betulkan, atau hapus"
    return Diagnostic("rencana-hilang", Severity.ERROR, pesan, berkas)


@dataclass(frozen=True, slots=True)
class Berubah:
    """A plan before and after a change."""

    sebelum: Parsed[Rencana]
    sesudah: Parsed[Rencana]


def change(
    path: Path,
    berkas: str,
    edit: Callable[[Parsed[Rencana]], Change],
    *,
    coba: bool = False,
    titipan: AbstractContextManager[object] | None = None,
) -> Berubah:
    """Change the plan at `path` as `edit` says; with `coba` (a dry run) only work out what would change.

    `titipan` is entered and left under the lock: what `edit` puts beside the plan stays only if the plan comes to name
    it. What a run that was killed left there is taken away first.
    """
    if coba:
        terbaca = load(path, berkas)
        return Berubah(terbaca, proven(terbaca, edit(terbaca)))
    with writing.locked(writing.folder_of(path)), titipan or nullcontext():
        terbaca = load(path, berkas)
        _pulihkan(terbaca, path.parent)  # evidence lies beside the plan's name, wherever that leads
        sesudah = proven(terbaca, edit(terbaca))
        raw = writing.replace(terbaca.source, sesudah.source.text)
    stempel.stamp(terbaca.source.path, raw)
    return Berubah(terbaca, sesudah)


def _pulihkan(terbaca: Parsed[Rencana], folder: Path) -> None:
    if writing.interrupted(folder):
        from zi_cli.bukti import storing

        storing.pulihkan(folder, lambda: (each.berkas for *_, each in terbaca.model.semua_berkas()))


def proven(terbaca: Parsed[Rencana], ubahan: Change) -> Parsed[Rencana]:
    """The plan after the splices, read again; Refusal unless it is the same plan but for what was meant."""
    from zi_cli.checks import findings

    after = meant(Rencana, terbaca, ubahan)
    found = list(findings(after, galat_saja=True))
    if found:
        raise InvalidPlan(found)
    return after


def meant(model: type[M], terbaca: Parsed[M], ubahan: Change) -> Parsed[M]:
    """A file after the splices, read again; Refusal unless its tree is the one that was meant."""
    # the tree is the old file's but for values that went through the model's own readers: pydantic has nothing to add
    return understand(model, spliced(terbaca.source, ubahan), passed=True)


def spliced(old: Source, ubahan: Change) -> Source:
    """A file's text after the splices; Refusal unless it writes the tree that was meant."""
    text = apply(old.text, ubahan.splices)
    document = parse(text)
    if document.faults or document.tree != ubahan.tree:
        raise Refusal(
            f"{old.name} ditulis dengan cara yang tidak dapat diubah zi tanpa menyentuh yang lain; "
            "tidak ada yang ditulis. Ubah dengan tangan, lalu jalankan zi check."
        )
    return Source(old.name, old.path, old.bom + text.encode(), text, old.stat)
