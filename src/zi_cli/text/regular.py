"""The bytes of a regular file: a clone may bring a pipe that never answers, or a link to an endless device."""

import os
import stat
from pathlib import Path
from typing import BinaryIO

LARGEST_READ = 64 * 2**20
"""In bytes. No text or table that zi reads is larger."""


class TooLargeError(OSError):
    """A file that is larger than any that zi reads."""


def regular(path: Path, most: int = LARGEST_READ) -> bytes:
    """The bytes of a regular file; OSError where it cannot be read, is none, or is larger than `most`."""
    with _opened(path) as stream:
        size = os.fstat(stream.fileno()).st_size
        raw = at_most(stream, most, size)
        if len(raw) > most:
            raise TooLargeError(0, f"lebih dari {most >> 20} MiB")
        return raw


def at_most(stream: BinaryIO, most: int, size: int) -> bytes:
    """The bytes of a stream, or one more than `most` where it has more.

    `size` are expected: no file is given room for the most there may be.
    """
    raw = stream.read(min(size, most) + 1)
    return raw + stream.read(most + 1 - len(raw)) if len(raw) > size else raw  # it has grown since its size was asked


def first_bytes(path: Path, length: int) -> bytes:
    """So many bytes at the head of a regular file, of a short one all; OSError where it cannot be read, or is none."""
    with _opened(path) as stream:
        return stream.read(length)


def _opened(path: Path) -> BinaryIO:
    """A regular file, to read."""
    stream = os.fdopen(open_unwaiting(path), "rb")
    if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
        stream.close()
        raise OSError(0, "bukan berkas biasa")
    return stream


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
