"""Text → disk. One replace a file: whatever happens meanwhile, the old file or the new one is there.

A change to a plan is made under the lock of its folder (`locking`), from reading to replacing, so that no mark is lost
when several people mark at once. An editor takes no lock: what it saved meanwhile is seen just before the replacing.
"""

import errno
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from time import sleep, time

from zi_cli.errors import Kind, Refusal, reason
from zi_cli.text.sources import Source

JOURNAL = ".zi-titipan"
"""In a plan's folder: which evidence files a run is about to put there. `storing` writes it and takes it away."""


def interrupted(folder: Path) -> bool:
    """Whether a run that put evidence into the folder was killed there. To be asked under the lock."""
    return any(each.startswith((JOURNAL, f".{JOURNAL}")) for each in os.listdir(folder))  # noqa: PTH208 - names alone


def folder_of(path: Path) -> Path:
    """The folder in which the file really lies, past all symlinks; a loop of them leads nowhere and is left alone."""
    return Path(os.path.realpath(path)).parent


def replace(source: Source, text: str) -> bytes:
    """Put `text` in the place of the file that was read, whole or not at all; the bytes written.

    To be called under the folder's lock. Refusal where the file is no longer what was read (editors do not lock),
    may not be written, or the disk says no; then the old file stands as it was.
    """
    raw = source.bom + text.encode("utf-8")
    target, seen = source.path, source.stat
    if seen.st_nlink > 1:
        raise Refusal(
            f"{source.name} punya {seen.st_nlink} tautan keras; menggantinya akan memutus yang lain.", Kind.STATE
        )
    if not os.access(target, os.W_OK):
        raise Refusal(f"{source.name} tidak boleh ditulis (hanya-baca).", Kind.SYSTEM)
    temporary = target.with_name(f".{target.name}.zi-baru")
    try:
        lost = _write(temporary, raw, target)
        if target.read_bytes() != source.raw:
            raise Refusal(f"{source.name} berubah sesudah dibaca; ulangi perintahnya.", Kind.CHANGED)
        _rename(temporary, target)
    except OSError as error:
        raise Refusal(
            f"{source.name} tidak dapat ditulis: {reason(error)}; isinya tetap seperti semula.", Kind.SYSTEM
        ) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    sync_folder(target.parent)
    if lost:
        sys.stderr.write(f"{source.name}: {lost}\n")
    return raw


def create_file(path: Path, raw: bytes | Iterable[bytes], *, new: bool = False) -> None:
    """Write a new file, or another in its place, whole or not at all; Refusal where the disk says no.

    What is long may come in pieces, each as soon as it is made: none of them is kept.
    A symlink is followed; a device or pipe is written to, not replaced. Nobody holds a lock: the name under which the
    file comes to be is this process's own. With `new`, what somebody else has put there meanwhile is not replaced.
    """
    path = Path(os.path.realpath(path))
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:
                stream.writelines(_pieces(raw))
            return
        has_folder = path.parent.is_dir()
    except OSError as error:  # where one may not look, and of a name that is too long, the question itself fails
        raise Refusal(f"{path} tidak dapat ditulis: {reason(error)}.", Kind.SYSTEM) from error
    if not has_folder:
        raise Refusal(f"{path} tidak dapat ditulis: foldernya tidak ada; buat dahulu.", Kind.SYSTEM)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.zi-baru")
    try:
        _clear_left(path)
        _write(temporary, raw, path if path.exists() else None)
        (publish if new else _rename)(temporary, path)
    except FileExistsError as error:
        raise Refusal(f"{path} baru saja dibuat oleh yang lain; ulangi perintahnya.", Kind.CHANGED) from error
    except OSError as error:
        raise Refusal(f"{path} tidak dapat ditulis: {reason(error)}.", Kind.SYSTEM) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


LEFT = 600.0
"""In seconds. What is so old and was not put in its place is of a run that was killed: a text is written in less."""


def _clear_left(path: Path) -> None:
    """Remove what runs that were killed left beside a file that they were about to write."""
    before, behind = f".{path.name}.", ".zi-baru"
    for name in os.listdir(path.parent):  # noqa: PTH208 - names alone
        if name.startswith(before) and name.endswith(behind) and name[len(before) : -len(behind)].isdigit():
            with suppress(OSError):
                left = path.with_name(name)
                if time() - left.lstat().st_mtime > LEFT:
                    left.unlink()


def _pieces(raw: bytes | Iterable[bytes]) -> Iterable[bytes]:
    return (raw,) if isinstance(raw, bytes) else raw


def _write(temporary: Path, raw: bytes | Iterable[bytes], like: Path | None) -> str:
    """Write a file to the disk, as open to others as the one that it is to replace; in a sentence what of that is lost.

    The name is ours, under the lock or by this process's number: what lies there was left by one that was killed.
    """
    temporary.unlink(missing_ok=True)
    seen = like.stat() if like is not None else None
    mode = seen.st_mode & 0o777 if seen is not None else 0o666
    with open(temporary, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as stream:
        stream.writelines(_pieces(raw))
        stream.flush()
        lost = _keep_access(temporary, like, seen) if like is not None and seen is not None else ""
        sync(stream.fileno())
    return lost


def _keep_access(made: Path, like: Path, seen: os.stat_result) -> str:
    """Give a new file the owner, group, mode and further attributes (an ACL is one) of the old, as far as one may."""
    if sys.platform != "win32":
        try:
            os.chown(made, seen.st_uid, seen.st_gid)
        except OSError:  # another's file: its group at least, which is how people share a folder
            with suppress(OSError):
                os.chown(made, -1, seen.st_gid)
    with suppress(OSError):  # a disk of another system has one mode for all files
        made.chmod(seen.st_mode & 0o7777)
    if sys.platform == "linux":
        with suppress(OSError):
            for name in os.listxattr(like):
                with suppress(OSError):
                    os.setxattr(made, name, os.getxattr(like, name))
    now = made.stat()
    if now.st_gid != seen.st_gid and seen.st_mode & 0o020:
        return (
            "kelompok berkas ini tidak dapat dipertahankan, jadi rekan sekelompok mungkin tidak dapat menulisnya lagi; "
            "mintalah pemilik foldernya membetulkan izinnya."
        )
    return ""


def _rename(made: Path, target: Path) -> None:
    """Put a file into the place of another; Windows refuses as long as somebody has that open, often for a moment."""
    for pause in (0.1, 0.4, 1.5) if sys.platform == "win32" else ():
        try:
            made.replace(target)
        except PermissionError:
            sleep(pause)
        else:
            return
    made.replace(target)


def publish(made: Path, target: Path) -> None:
    """Give a whole file its name on the same disk; FileExistsError where somebody else has taken that name meanwhile.

    `made` may still stand under its own name afterwards.
    """
    try:
        os.link(made, target)
    except FileExistsError:
        raise
    except OSError:  # a disk that gives no second names
        target.open("xb").close()
        made.replace(target)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, so that their names outlive a power cut."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def sync(handle: int) -> None:
    """Bring what was written to the disk; OSError where that fails, not where the disk knows no such thing."""
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EROFS):
            raise


def sync_folder(folder: Path) -> None:
    """Let the names in a folder outlive a power cut, where the disk can do that for folders: many on a network cannot.

    It raises nothing: the names are there, whatever it says.
    """
    if sys.platform == "win32":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
