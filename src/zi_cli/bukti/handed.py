"""A file that somebody hands in as evidence: which one is meant, and whether it may be read, or taken away.

A scan may still be growing while it is copied, and what lies in another plan's folder is that plan's.
"""

import os
import stat
import sys
import time
from pathlib import Path, PurePath

from zi_cli.errors import Kind, Refusal, reason
from zi_cli.frozen import frozen
from zi_cli.plan.rujukan import read_path
from zi_cli.plan.workspace import NAMA_BERKAS, berisi_jawaban

QUIET = 2.0
"""In seconds. A file unchanged for so long is taken to be complete, where the system cannot say."""


@frozen
class HandedFile:
    """A file that somebody hands in, looked at but not read yet."""

    path: Path
    ukuran: int
    in_plan: str | None
    """Where it lies in the plan's folder already, if it does."""


def handed_file(text: str, folder: Path, *, move: bool = False) -> HandedFile:
    """The file that a person means by `text`: from where they stand, else inside the plan's folder.

    Refusal where there is none, where it is no regular file, empty, not readable, part of the plan itself, or where
    its path lies in the plan's folder and leads out of it. With `move` also where it is not this plan's to take away,
    or is still being written.
    """
    path, name = _meant(text, folder), text
    found = _stat(path, name)
    if stat.S_ISDIR(found.st_mode):
        raise Refusal(f"{name} itu folder; sebutkan berkasnya satu per satu, atau jadikan satu berkas dahulu.")
    if not stat.S_ISREG(found.st_mode):
        raise Refusal(f"{name} bukan berkas biasa.")
    if told := _bukan_isi(path, found):
        raise Refusal(f"{name} {told}", Kind.STATE)
    if found.st_size == 0:
        raise Refusal(f"{name} kosong (0 bita); periksa apakah pemindaian atau unduhannya selesai.")
    if not os.access(path, os.R_OK, effective_ids=os.access in os.supports_effective_ids):
        raise Refusal(f"{name} tidak dapat dibaca: tidak ada izin.", Kind.SYSTEM)
    inside = _in_plan(path, folder, name)
    if move and inside is None:
        _ensure_may_move(path, folder, name)
    return HandedFile(path, found.st_size, inside)


_SHORTCUTS = {
    ".lnk": "pintasan Windows, bukan berkasnya",
    ".url": "pintasan ke situs, bukan berkasnya; gunakan «link»",
    ".webloc": "pintasan ke situs, bukan berkasnya; gunakan «link»",
    **dict.fromkeys(
        (".gdoc", ".gsheet", ".gslides", ".gform"), "penunjuk Google Drive, bukan berkasnya; unduh sebagai PDF"
    ),
}
_CLOUD_ONLY = 0x00400000 | 0x00001000
"""Windows' attributes of a file whose content is in the cloud: RECALL_ON_DATA_ACCESS, OFFLINE."""


def _bukan_isi(path: Path, found: os.stat_result) -> str | None:
    """What is wrong with a file that only stands for another one: a shortcut, a file in the cloud; None for others."""
    if told := _SHORTCUTS.get(path.suffix.lower()):
        return f"itu {told}."
    if path.name.startswith("~$"):
        return "itu berkas sementara Office; tutup dokumennya, lalu sebutkan dokumennya sendiri."
    if getattr(found, "st_file_attributes", 0) & _CLOUD_ONLY:
        return "hanya ada di awan (OneDrive, Drive); unduh dahulu supaya selalu ada di komputer ini."
    return None


def _ensure_may_move(path: Path, folder: Path, name: str) -> None:
    other = owner_of(path, folder)
    if other is not None:
        raise Refusal(
            f"{name} ada di folder rencana {other.name}, jadi milik rencana itu; salin saja, tanpa «move».", Kind.STATE
        )
    if is_being_written(path):
        raise Refusal(
            f"{name} masih ditulis program lain; tunggu sampai selesai, atau salin saja, tanpa «move».", Kind.STATE
        )


def _meant(text: str, folder: Path) -> Path:
    if not text or "\0" in text:
        raise Refusal("Jalur berkas kosong, atau memuat karakter NUL.")
    if os.path.lexists(text):
        return Path(text)
    try:
        path = Path(text).expanduser()
    except RuntimeError as error:
        raise Refusal(
            f"{text} menyebut pengguna yang tidak ada di sini; tuliskan jalur lengkapnya.", Kind.UNKNOWN
        ) from error
    if os.path.lexists(path) or path.is_absolute():
        return path
    try:  # a path as the plan writes it, typed in another folder
        return folder / read_path(text)
    except ValueError as error:
        raise Refusal(f"{text} tidak ada di sini, dan {error}.", Kind.UNKNOWN) from error


def _stat(path: Path, name: str) -> os.stat_result:
    try:
        return path.stat()
    except OSError as error:
        raise Refusal(f"{name}: {reason(error)}.", Kind.SYSTEM) from error


def _in_plan(path: Path, folder: Path, name: str) -> str | None:
    real, home = Path(os.path.realpath(path)), Path(os.path.realpath(folder))
    if not real.is_relative_to(home):
        if Path(os.path.abspath(path)).is_relative_to(Path(os.path.abspath(folder))):  # noqa: PTH100 - not through symlinks
            raise Refusal(f"{name} menunjuk ke luar folder rencana melalui symlink; salin berkas aslinya.")
        return None
    inside = real.relative_to(home).as_posix()
    if (
        inside == NAMA_BERKAS
        or berisi_jawaban(PurePath(inside))
        or any(part.startswith(".") for part in inside.split("/"))
    ):
        raise Refusal(f"{name} bukan bukti: itu berkas rencana sendiri, atau berkas tersembunyi.")
    try:
        return read_path(inside)
    except ValueError as error:
        raise Refusal(f"{name} tidak dapat dicatat di tempatnya: {error}.") from error


def handed_stamp(found: os.stat_result) -> str:
    """Device, inode, size and times: they differ for another file and for another content."""
    return f"{found.st_dev}.{found.st_ino}.{found.st_size}.{found.st_mtime_ns}"


def is_being_written(path: Path) -> bool:
    """Whether a program writes to the file or has just done so: what it writes after the copy would be lost."""
    told = _by_lease(path)
    if told is not None:
        return told
    before = path.stat()
    if time.time() - before.st_mtime > QUIET:
        return False
    time.sleep(QUIET / 2)
    return handed_stamp(path.stat()) != handed_stamp(before)


def _by_lease(path: Path) -> bool | None:
    """As the kernel says: it grants a read lease only on a file that nobody writes to. None where it cannot say."""
    if sys.platform != "linux":
        return None
    import fcntl
    import signal

    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        signal.signal(
            signal.SIGIO, signal.SIG_IGN
        )  # the signal by which the kernel tells that another program wants to write
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except BlockingIOError:
        return True
    except (OSError, ValueError):  # another's file, a disk on a network, not the main thread
        return None
    finally:
        os.close(handle)
    return False


def owner_of(path: Path, but: Path) -> Path | None:
    """The plan's folder, other than `but`, in which a file lies: what lies there is that plan's own."""
    own = os.path.realpath(but)
    for folder in Path(os.path.realpath(path.parent)).joinpath(path.name).parents:
        if os.path.lexists(folder / NAMA_BERKAS) and str(folder) != own:
            return folder
    return None
