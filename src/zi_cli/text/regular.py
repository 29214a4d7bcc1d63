"""The bytes of a regular file: a clone may bring a pipe that never answers, or a link to an endless device."""

import os
import stat
from pathlib import Path

LARGEST_READ = 64 * 2**20
"""In bytes. No text or table that zi reads is larger."""


class TooLargeError(OSError):
    """A file that is larger than any that zi reads."""


def regular(path: Path, most: int = LARGEST_READ) -> bytes:
    """The bytes of a regular file; OSError where it cannot be read, is none, or is larger than `most`."""
    handle = open_unwaiting(path)
    with os.fdopen(handle, "rb") as stream:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(0, "bukan berkas biasa")
        raw = stream.read(min(found.st_size, most) + 1)
        raw += (
            stream.read(most + 1 - len(raw)) if len(raw) > found.st_size else b""
        )  # the file has grown since its size was asked
        if len(raw) > most:
            raise TooLargeError(0, f"lebih dari {most >> 20} MiB")
        return raw


def open_unwaiting(path: Path) -> int:
    """A handle on what lies there, to read: a pipe that nobody writes to is not waited for."""
    return os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))


def given(path: Path, most: int = LARGEST_READ) -> bytes:
    """The bytes of a file that somebody names, a pipe too; OSError where it cannot be read, or is larger."""
    with path.open("rb") as stream:
        raw = stream.read(most + 1)
    if len(raw) > most:
        raise TooLargeError(0, f"lebih dari {most >> 20} MiB")
    return raw
