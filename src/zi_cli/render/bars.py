"""A progress bar for long work, through rich; none where stderr is no terminal."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

Item = TypeVar("Item")

LONG = 32 * 2**20
"""In bytes. Reading less than this takes no time worth a bar."""


@contextmanager
def progress_bar(title: str, size: int) -> Iterator[Callable[[int], None]]:
    """A function that is told of every further byte, out of so many; it draws on stderr if that is a terminal."""
    if size < LONG or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(title, total=size)
        yield lambda read: progress.advance(task, read)


def counted(title: str, items: Iterable[Item], total: int) -> Iterator[Item]:
    """The items, counted on a terminal's stderr while they come; nothing is drawn without a title."""
    if not title or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, title, total, console=Console(stderr=True), transient=True)
