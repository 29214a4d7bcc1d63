"""`zi check --fix` and `--abaikan`: mend what has one certain cure, or write silencers, file by file."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from zi_cli import plans
from zi_cli.commands import output
from zi_cli.diagnostics import Diagnostic
from zi_cli.edits.mending import Mended, mend
from zi_cli.edits.silencing import WantedSilencers, silenced
from zi_cli.plan.workspace import NAMA_BERKAS, Home, berisi_jawaban, root_of, shown, stay_inside
from zi_cli.plans import undo


def mended_files(files: Sequence[Path], *, dry_run: bool) -> None:
    """Mend each file; a dry run only shows what would change.

    A file that cannot be read is left as it is: the check that follows says why. Refusal where one cannot be written.
    """
    with undo.as_one_run():
        for path in files:
            _mend_one(path, dry_run=dry_run)
    for root in dict.fromkeys(root_of(each) for each in files if each.name == NAMA_BERKAS):
        _leave_evidence_alone(root, dry_run=dry_run)


def _leave_evidence_alone(root: Path, *, dry_run: bool) -> None:
    """Tell git not to change the bytes of evidence, where it has some and might."""
    from zi_cli.bukti.in_git import ATTRIBUTES, BINARY, evidence_in_git
    from zi_cli.text.appending import add_lines, lines_missing

    file = root / ATTRIBUTES
    if not evidence_in_git(root).rewritten:
        return
    stay_inside(file, root)
    if not lines_missing(file, [BINARY]):
        return  # another rule undoes it, and only people know which is meant
    if not dry_run:
        add_lines(file, [BINARY])
    output.say(f'{shown(file)}: tambah "{BINARY}"')


def silenced_files(
    files: Sequence[Path], found: Sequence[Diagnostic], wanted: WantedSilencers, *, dry_run: bool
) -> None:
    """Write silencers for what was found in each file, and show them as a diff; a dry run only shows it."""
    changed = 0
    with undo.as_one_run():
        for path in files:
            name = shown(path)
            own = [each for each in found if each.file == name]
            texts = plans.rewrite(path, partial(_silenced, own, wanted), dry_run=dry_run)
            if texts and texts[0] != texts[1]:
                output.emit(output.diff(name, *texts))
                changed += 1
    if not changed:
        output.say("Tidak ada peringatan yang cocok; tidak ada yang ditulis.")
    elif dry_run:
        output.say("Belum ada yang ditulis (--dry-run).")
    else:
        output.say("Komentar abaikan ditulis; periksa perubahannya, atau batalkan dengan zi undo.")


def _silenced(found: Sequence[Diagnostic], wanted: WantedSilencers, text: str) -> str:
    return silenced(text, found, wanted)


def _mend_one(path: Path, *, dry_run: bool) -> None:
    name, mended = shown(path), Mended("", ())

    def edit(text: str) -> str:
        nonlocal mended
        mended = mend(text, plans.sheet(Home.of(path)) if berisi_jawaban(path) else None)
        return mended.teks

    texts = plans.rewrite(path, edit, dry_run=dry_run)
    if texts and dry_run:
        output.emit(output.diff(name, *texts))
    _tell(name, mended)


def _tell(name: str, mended: Mended) -> None:
    for each in mended.mendings:
        old = f'"{each.old}" menjadi ' if each.old else ""
        baru = f'"{each.baru}"' if each.old else f"tambah {each.baru}"
        output.say(f"{name}:{each.place.line}:{each.place.column}: {old}{baru}")
