"""`zi merge`: what two people did to one plan, put together. As git's driver, and after a merge that stopped."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zi_cli.commands import output
from zi_cli.errors import Kind, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zi_cli.edits.unfinished import Outcome
    from zi_cli.gitindex import Operation
    from zi_cli.text.threeway import Conflict

__all__ = ["merge"]


def merge(
    *,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ASAL KITA MEREKA [JALUR]]",
            help="tiga naskah, sebagaimana git menyebutnya; hasilnya ditulis ke KITA",
        ),
    ] = None,
) -> int:
    """Gabungkan perubahan dua orang atas satu rencana atau jawabannya, butir demi butir.

    Tanpa berkas: selesaikan gabungan yang terhenti (merge, rebase, cherry-pick, stash pop, revert). Yang diubah berbeda
    di kedua sisi diberi penanda; pilih isinya dengan tangan.
    """
    if not files:
        return _after_the_fact()
    if len(files) not in (3, 4):
        raise Refusal("zi merge menerima tiga berkas (ASAL KITA MEREKA, lalu jalurnya bila ada), atau tidak satu pun.")
    base, ours, theirs = (Path(each) for each in files[:3])
    return _driver(base, ours, theirs, files[3] if len(files) == 4 else files[1])


def _driver(base: Path, ours: Path, theirs: Path, name: str) -> int:
    """As git calls it. Whatever fails, ours must not stand there alone: then lines are merged, as git does it."""
    try:
        return _put_together(base, ours, theirs, name)
    except Exception as error:  # what git must not take for a merge that went well
        from zi_cli.text.lossless import Unfit

        if not isinstance(error, (Unfit, Refusal, OSError, UnicodeDecodeError)):
            import traceback

            traceback.print_exc()
        output.say(f"zi merge: {name}: {_reason(error)}; digabung baris demi baris, seperti biasanya git.")
        return _by_lines(base, ours, theirs)


def _reason(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "bukan teks UTF-8"
    return str(error).rstrip(".") or type(error).__name__


def _put_together(base: Path, ours: Path, theirs: Path, name: str) -> int:
    from zi_cli.edits.merging import merge as merged
    from zi_cli.text import writing

    texts = [each.read_bytes().decode("utf-8") for each in (base, ours, theirs)]
    done = merged(texts[0], texts[1], texts[2], _labels_for_driver())
    if done.text != texts[1]:
        writing.create_file(ours, done.text.encode())
    _tell(name, done.conflicts)
    return 1 if done.conflicts else 0


def _by_lines(base: Path, ours: Path, theirs: Path) -> int:
    """Merge lines as git does: 0 where nothing clashes, 1 where markers stand, 2 where that fails."""
    from zi_cli import git

    names = [os.path.abspath(each) for each in (ours, base, theirs)]  # noqa: PTH100 - a text for git
    said = git.run(["merge-file", "-L", "kita", "-L", "asal", "-L", "mereka", *names], Path.cwd())
    if isinstance(said, git.Answer):
        return 0
    return 1 if b"<<<<<<< " in ours.read_bytes() else 2


def _tell(name: str, conflicts: Iterable[Conflict]) -> None:
    for each in conflicts:
        output.say(f"{name}: {_sentence(each)}")


def _sentence(conflict: Conflict) -> str:
    from zi_cli.edits.identity import told
    from zi_cli.text.threeway import Reason

    why = {
        Reason.BOTH_CHANGED: "diubah berbeda di kedua sisi",
        Reason.OURS_GONE: "dihapus di sisi kita, diubah di sisi mereka",
        Reason.THEIRS_GONE: "diubah di sisi kita, dihapus di sisi mereka",
        Reason.TOGETHER_WRONG: "masing-masing benar, tetapi bersama-sama menjadi galat",
    }[conflict.reason]
    return f"{told(conflict.path) or 'seluruh berkas'}: {why}"


def _labels_for_driver() -> tuple[str, str]:
    """How git's driver names the sides: git tells a merged branch in the environment, and a rebase by its folder."""
    from zi_cli import gitindex

    if gitindex.operation(Path.cwd()) in (gitindex.Operation.REBASE, gitindex.Operation.REBASE_BY_MAIL):
        return "dasar yang baru", "yang sedang dipasang"
    heads = [value for name, value in os.environ.items() if name.startswith("GITHEAD_")]
    named = heads[0].splitlines()[0] if len(heads) == 1 and heads[0].strip() else ""
    return "kita", f"mereka ({named})" if named else "mereka"


def _after_the_fact() -> int:
    from zi_cli import git, gitindex
    from zi_cli.commands.meant import workspace
    from zi_cli.edits.unfinished import State, Stopped, resolve
    from zi_cli.plans import undo

    root = workspace().root
    top = git.top(root, root)
    if not isinstance(top, Path):
        raise Refusal(f"zi merge tanpa berkas membutuhkan git: {top.reason}.", Kind.SYSTEM)
    doing = gitindex.operation(root)
    with undo.as_one_run():
        outcomes = list(resolve(Stopped(root, top, _labels(root, doing))))
    if not outcomes:
        output.tell("Tidak ada gabungan yang belum selesai.\n")
        return 0
    for each in outcomes:
        _report(each)
    done = all(each.state in (State.MERGED, State.KEPT_BOTH) for each in outcomes)
    if done:
        output.tell(f"Semuanya tergabung. {_NEXT[doing.name if doing else None]}\n")
    return 0 if done else 1


def _labels(root: Path, doing: Operation | None) -> tuple[str, str]:
    """How the sides are named: in a rebase `ours` is not what a person would call theirs."""
    from zi_cli.gitindex import Operation, subject

    match doing:
        case Operation.REBASE | Operation.REBASE_BY_MAIL:
            return "dasar yang baru", _named("yang sedang dipasang", subject(root, "REBASE_HEAD"))
        case Operation.CHERRY_PICK:
            return "kita", _named("yang sedang dipasang", subject(root, "CHERRY_PICK_HEAD"))
        case Operation.REVERT:
            return "kita", _named("sebelum", subject(root, "REVERT_HEAD"))
        case Operation.MERGE:
            return "kita", _named("mereka", subject(root, "MERGE_HEAD"))
    return "yang sudah tercatat", "yang disimpan (stash)"


def _named(side: str, commit: str) -> str:
    return f"{side} ({commit})" if commit else side


_NEXT = {
    None: "Periksa dengan zi check, lalu git stash drop bila simpanannya tidak diperlukan lagi.",
    "MERGE": "Periksa dengan zi check, lalu git commit.",
    "REBASE": "Periksa dengan zi check, lalu git rebase --continue.",
    "REBASE_BY_MAIL": "Periksa dengan zi check, lalu git rebase --continue.",
    "CHERRY_PICK": "Periksa dengan zi check, lalu git cherry-pick --continue.",
    "REVERT": "Periksa dengan zi check, lalu git revert --continue.",
}
"""What comes after a merge that is put together, by what git was doing."""


def _report(outcome: Outcome) -> None:
    from zi_cli.edits.unfinished import State

    name = outcome.name
    match outcome.state:
        case State.MERGED:
            output.tell(f"{name}: tergabung\n")
        case State.KEPT_BOTH:
            output.tell(f"{name}: berkas mereka, disimpan di samping yang senama\n")
        case State.CLASHES:
            _tell(name, outcome.conflicts)
            output.say(f"{name}: pilih isinya di antara penanda <<<<<<< dan >>>>>>>, lalu git add.")
        case State.TOUCHED:
            output.say(
                f"{name}: sudah mulai dibetulkan dengan tangan, jadi tidak disentuh. Selesaikan lalu git add; atau "
                f"ulangi dari awal: git checkout --merge -- {name}, lalu zi merge."
            )
        case State.ONE_SIDED:
            output.say(f"{name}: dihapus di satu sisi, diubah di sisi lain; pilih dengan git add atau git rm.")
        case State.UNFIT:
            output.say(f"{name}: {outcome.reason}; selesaikan penandanya dengan tangan, lalu git add.")
        case State.OTHER:
            output.say(f"{name}: bukan rencana atau jawabannya; selesaikan dengan git.")
