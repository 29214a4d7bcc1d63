"""`zi doctor`: is this computer, and this folder, set up? Each thing is well, or a line says how it comes to be."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from zi_cli.commands import output
from zi_cli.errors import Refusal
from zi_cli.frozen import frozen

__all__ = ["doctor"]

_NARROW = 80
"""Columns. In fewer the tables are cut too small to read."""


@frozen
class Finding:
    """One thing that was looked at: its name, what was found, and what to do where it is not well."""

    name: str
    found: str
    cure: str = ""


def doctor() -> int:
    """Periksa komputer dan folder ini: tiap hal baik, atau disebutkan cara menyiapkannya. Tidak ada yang diubah."""
    findings = [*_computer(), *_folder()]
    for each in findings:
        output.tell(f"{'perlu' if each.cure else 'baik ':5}  {each.name}: {each.found}\n")
        if each.cure:
            output.tell(f"         {each.cure}\n")
    open_ = sum(bool(each.cure) for each in findings)
    output.say(f"{open_} hal perlu disiapkan." if open_ else "Semua siap.")
    return 1 if open_ else 0


def _computer() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding("Python", version, "" if sys.version_info >= (3, 11) else "Pasang Python 3.11 atau lebih baru.")
    yield _git()
    encoding = (sys.stdout.encoding or "").lower()
    cure = "Jalankan di terminal ber-UTF-8 (di Windows: Windows Terminal)." if "utf" not in encoding else ""
    yield Finding("Pengodean layar", encoding or "tidak dikenal", cure)
    width = shutil.get_terminal_size().columns
    yield Finding("Lebar layar", f"{width} kolom", "" if width >= _NARROW else "Lebarkan jendela terminalnya.")
    yield _completion()
    yield _cache()


def _git() -> Finding:
    from zi_cli.commands.marking import own_name

    if shutil.which("git") is None:
        return Finding("git", "tidak ditemukan", "Pasang git; zi tetap jalan, tetapi tanpa riwayat: git-scm.com.")
    name = own_name(Path.cwd())
    cure = "" if name else 'Sebutkan nama Anda: git config --global user.name "Nama Anda".'
    return Finding("git dan namanya", name or "user.name belum ada", cure)


def _completion() -> Finding:
    shell = Path(os.environ.get("SHELL", "")).name
    places = {
        "bash": (".bash_completions/zi.sh",),
        "zsh": (".zfunc/_zi",),
        "fish": (".config/fish/completions/zi.fish",),
    }
    if shell not in places:
        return Finding("Pelengkap perintah", "shell ini tidak dikenal; tidak diperiksa")
    there = any((Path.home() / each).exists() for each in places[shell])
    cure = "" if there else "Pasang: zi --install-completion."
    return Finding("Pelengkap perintah", f"terpasang untuk {shell}" if there else f"belum ada untuk {shell}", cure)


def _cache() -> Finding:
    from zi_cli.text.stamps import place

    folder = place()
    return Finding("Ingatan zi", str(folder) if folder else "tidak ada tempatnya; zi jalan tanpa itu")


def _folder() -> Iterator[Finding]:
    from zi_cli.commands.meant import workspace

    try:
        place = workspace()
        homes = place.homes()
    except Refusal as refusal:
        yield Finding(
            "Folder kerja",
            str(refusal),
            "Mulai di sini: zi import rencana.docx --as kpu-kabupaten-x-2026, atau zi init; atau pindah folder.",
        )
        return
    yield Finding("Folder kerja", f"{place.root}, {len(homes)} rencana")
    checks: tuple[Callable[[Path], Finding], ...] = (_attributes, _ignored, _driver, _schemas)
    for look in checks:
        yield look(place.root)
    for home in homes:
        yield from _plan(home.id, home.path)


def _attributes(root: Path) -> Finding:
    """The lines for git, in the folder and on the branch that others start from."""
    from zi_cli.commands.setting_up import ATTRIBUTES
    from zi_cli.text.appending import lines_missing

    try:
        missing = lines_missing(root / ".gitattributes", ATTRIBUTES)
    except Refusal as refusal:
        return Finding(".gitattributes", str(refusal), "Ganti dengan berkas biasa.")
    if missing:
        return Finding(".gitattributes", f"{len(missing)} baris belum ada", "Jalankan zi init (tanpa nama rencana).")
    committed = _committed(root, ".gitattributes")
    if committed is not None and any(each not in committed.splitlines() for each in ATTRIBUTES):
        return Finding(".gitattributes", "belum masuk git", "Simpan: git add .gitattributes, lalu git commit.")
    return Finding(".gitattributes", "lengkap")


def _committed(root: Path, name: str) -> str | None:
    """A file as the branch has it; nothing in it where it has none, None where there is no git here."""
    from zi_cli import git
    from zi_cli.text.encodings import decoded

    if not isinstance(git.run(["rev-parse", "--git-dir"], root), git.Answer):
        return None
    said = git.run(["show", f"HEAD:./{name}"], root)
    return decoded(said.out) if isinstance(said, git.Answer) else ""


def _ignored(root: Path) -> Finding:
    from zi_cli.commands.setting_up import IGNORED
    from zi_cli.text.appending import lines_missing

    try:
        missing = lines_missing(root / ".gitignore", IGNORED)
    except Refusal as refusal:
        return Finding(".gitignore", str(refusal), "Ganti dengan berkas biasa.")
    return Finding(
        ".gitignore",
        "bukti-luar/ belum diabaikan" if missing else "lengkap",
        "Jalankan zi init (tanpa nama rencana)." if missing else "",
    )


def _driver(root: Path) -> Finding:
    from zi_cli.commands import driver

    if _committed(root, ".gitattributes") is None:
        return Finding("Penggabung git", "folder ini bukan repositori git; tidak diperiksa")
    missing = driver.missing(root)
    found = "belum dipasang di salinan ini" if missing else "zi merge"
    return Finding("Penggabung git", found, "Jalankan zi init (tanpa nama rencana)." if missing else "")


def _schemas(root: Path) -> Finding:
    from zi_cli.commands.setting_up import SCHEMAS, is_current

    old = [name for name in SCHEMAS if not is_current(root / "plans" / f"{name}.schema.json", name)]
    found = f"{', '.join(old)} belum ada atau usang" if old else "sesuai dengan zi ini"
    return Finding("Skema penyunting teks", found, "Jalankan zi init (tanpa nama rencana)." if old else "")


def _plan(name: str, path: Path) -> Iterator[Finding]:
    """May one write and lock in a plan's folder, and which time zone is its own?"""
    folder = path.parent
    try:
        _try_writing(folder)
    except (OSError, Refusal) as error:
        told = error.strerror if isinstance(error, OSError) else str(error)
        yield Finding(f"plans/{name}", f"tidak dapat ditulis atau dikunci: {told}", "Mintalah hak tulis di folder itu.")
        return
    yield Finding(f"plans/{name}", f"dapat ditulis dan dikunci; zona waktu {_zone(path)}")


def _try_writing(folder: Path) -> None:
    """Write a file, remove it, and hold the folder's lock for a moment."""
    from zi_cli.text.locking import locked

    trial = folder / f".zi-doctor-{os.getpid()}"
    try:
        trial.write_bytes(b"")
        with locked(folder):
            pass
    finally:
        trial.unlink(missing_ok=True)


def _zone(path: Path) -> str:
    from zi_cli import plans
    from zi_cli.diagnostics import InvalidPlan
    from zi_cli.plan.workspace import Home

    try:
        return str(plans.load(Home.of(path)).model.zona_waktu)
    except (InvalidPlan, Refusal):
        return "tidak terbaca (zi check)"
