"""Rules on evidence and git: what it was not given, what it must not have, and what it may rewrite."""

from collections.abc import Iterator
from pathlib import Path

from zi_cli.bukti.elsewhere import OUTSIDE
from zi_cli.bukti.in_git import ATTRIBUTES, BINARY
from zi_cli.checks.aturan import Aturan, Perkara, Temuan
from zi_cli.diagnostics import Diagnostic, Severity, shorten
from zi_cli.plan.workspace import shown

REWRITTEN = "gitattributes-bukti"


def tak_terlacak(perkara: Perkara) -> Iterator[Temuan]:
    """A mark that everybody gets, of a file that nobody else has."""
    if perkara.folder is None or perkara.in_git is None:
        return
    for route, _, _, realisasi in perkara.realisasi:
        for place, each in realisasi.files_at(route):
            if each.berkas in perkara.in_git.left_out:
                pesan = (
                    f'berkas "{each.berkas}" ada di sini tetapi belum masuk git, padahal tandanya sudah: orang lain '
                    f'hanya mendapat tandanya. Masukkan dengan git add -f "{shown(perkara.folder / each.berkas)}", '
                    "lalu git commit"
                )
                yield Temuan(place, pesan)


def luar_terlacak(perkara: Perkara) -> Iterator[Temuan]:
    """What git has it never forgets; so what must not be there is told before it is sent anywhere."""
    if perkara.folder is None or perkara.in_git is None or not perkara.in_git.exposed:
        return
    names = perkara.in_git.exposed
    more = f" dan {len(names) - 1} lagi" if len(names) > 1 else ""
    pesan = (
        f'"{shorten(names[0])}"{more} di {OUTSIDE}/ masuk git, padahal folder itu untuk yang tidak boleh ke sana '
        f'(data pribadi, berkas besar). Keluarkan dengan git rm -r --cached "{shown(perkara.folder / OUTSIDE)}", lalu '
        "zi init (mengabaikan folder itu) dan git commit; isinya tetap ada di riwayat git"
    )
    yield Temuan((), pesan)


def rewriting(root: Path) -> Diagnostic:
    """That git may change the bytes of evidence in a workspace."""
    pesan = (
        "git di sini boleh mengubah pergantian baris berkas bukti, dan berkas yang diubahnya tidak lagi cocok dengan "
        f'sidiknya; tulis baris "{BINARY}" (zi check dapat menuliskannya), dan hapus aturan lain untuk bukti/'
    )
    return Diagnostic(REWRITTEN, Severity.WARNING, pesan, shown(root / ATTRIBUTES))


ATURAN = (
    Aturan(
        "berkas-tak-terlacak",
        Severity.WARNING,
        "Tandanya sudah masuk git, berkas buktinya belum.",
        tak_terlacak,
        butuh_folder=True,
    ),
    Aturan(
        "bukti-luar-terlacak",
        Severity.WARNING,
        "Berkas di bukti-luar/ masuk git.",
        luar_terlacak,
        butuh_folder=True,
    ),
    Aturan(REWRITTEN, Severity.WARNING, "Git boleh mengubah pergantian baris berkas bukti."),
)
