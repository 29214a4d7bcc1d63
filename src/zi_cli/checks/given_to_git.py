"""Rules on evidence and git: what it was not given, what it must not have, and what it may rewrite."""

from collections.abc import Iterator
from pathlib import Path

from zi_cli.bukti.elsewhere import OUTSIDE
from zi_cli.bukti.in_git import ATTRIBUTES, BINARY
from zi_cli.checks.rule import Breach, PlanCase, Rule
from zi_cli.diagnostics import Diagnostic, Severity, shorten
from zi_cli.plan.workspace import shown

REWRITTEN = "gitattributes-bukti"


def tak_terlacak(case: PlanCase) -> Iterator[Breach]:
    """A mark is committed and its file is not: others get the mark without the file."""
    if case.folder is None or case.in_git is None:
        return
    for route, _, _, realisasi in case.realisasi:
        for place, each in realisasi.files_at(route):
            if each.berkas in case.in_git.left_out:
                message = (
                    f'berkas "{each.berkas}" ada di sini tetapi belum masuk git, padahal tandanya sudah: orang lain '
                    f'hanya mendapat tandanya. Masukkan dengan git add -f "{shown(case.folder / each.berkas)}", '
                    "lalu git commit"
                )
                yield Breach(place, message)


def luar_terlacak(case: PlanCase) -> Iterator[Breach]:
    """git keeps what it was given for ever, so files that must not be there are told before they are pushed."""
    if case.folder is None or case.in_git is None or not case.in_git.exposed:
        return
    names = case.in_git.exposed
    more = f" dan {len(names) - 1} lagi" if len(names) > 1 else ""
    message = (
        f'"{shorten(names[0])}"{more} di {OUTSIDE}/ masuk git, padahal folder itu untuk yang tidak boleh ke sana '
        f'(data pribadi, berkas besar). Keluarkan dengan git rm -r --cached "{shown(case.folder / OUTSIDE)}", lalu '
        "zi init (mengabaikan folder itu) dan git commit; isinya tetap ada di riwayat git"
    )
    yield Breach((), message)


def rewriting(root: Path) -> Diagnostic:
    """That git may change the bytes of evidence in a workspace."""
    message = (
        "git di sini boleh mengubah pergantian baris berkas bukti, dan berkas yang diubahnya tidak lagi cocok dengan "
        f'sidiknya; tuliskan baris "{BINARY}" (zi check dapat menuliskannya), dan hapus aturan lain untuk bukti/'
    )
    return Diagnostic(REWRITTEN, Severity.WARNING, message, shown(root / ATTRIBUTES))


RULES = (
    Rule(
        "berkas-tak-terlacak",
        Severity.WARNING,
        "Tandanya sudah masuk git, berkas buktinya belum.",
        tak_terlacak,
        wants_folder=True,
    ),
    Rule(
        "bukti-luar-terlacak",
        Severity.WARNING,
        "Berkas di bukti-luar/ masuk git.",
        luar_terlacak,
        wants_folder=True,
    ),
    Rule(REWRITTEN, Severity.WARNING, "Git boleh mengubah pergantian baris berkas bukti."),
)
