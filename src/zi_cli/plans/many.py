"""Each of many plans or files, one in memory at a time; many of them on as many processors as there are."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from zi_cli.diagnostics import InvalidPlan
from zi_cli.plan.workspace import Home

Item = TypeVar("Item")
Result = TypeVar("Result")

ENOUGH = 40
"""So many plans for each process: fewer are done before another process has started."""


def each(homes: Sequence[Home], work: Callable[[Home], Result]) -> Iterator[tuple[Home, Result | InvalidPlan]]:
    """What `work` makes of the plan of every home, in order; of a plan that is wrong, what is wrong with it.

    It runs here: for what is too large to be sent from another process, or quickly done.
    """
    for home in homes:
        try:
            yield home, work(home)
        except InvalidPlan as invalid:
            yield home, InvalidPlan(invalid.diagnostics)  # this one does not hold on to where it was raised


def spread(items: Sequence[Item], work: Callable[[Item], Result], title: str = "") -> Iterator[Result]:
    """What `work` makes of every item, in order; see `spreading`."""
    with spreading(items, work, title) as results:
        yield from results


@contextmanager
def spreading(items: Sequence[Item], work: Callable[[Item], Result], title: str = "") -> Iterator[Iterator[Result]]:
    """What `work` makes of every item, in order; where there are many, in as many processes as there are processors.

    These begin at once, and the caller may do other things before it asks for the first result. `work` must be a value
    that can be sent to another process, and what it returns too, which should be small. A `title` is drawn on a
    terminal with how many are done.
    """
    workers = min(_processors(), len(items) // ENOUGH, 8)
    if workers < 2:
        yield map(work, items)
        return
    import signal
    from concurrent.futures import ProcessPoolExecutor

    from zi_cli.render.bars import counted

    # Ctrl-C reaches every process of a terminal: only this one answers it, and gives no further work
    pool = ProcessPoolExecutor(workers, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN))
    try:
        with _undisturbed():
            results = pool.map(work, items, chunksize=16)
        yield counted(title, results, len(items))
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """While processes begin, Ctrl-C waits: it would stop one half made. They inherit that, and never see it."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _processors() -> int:
    """How many processors this process may run on: where it is bound to one, a second process only takes its turn."""
    allowed = getattr(os, "sched_getaffinity", None)  # Linux knows
    return len(allowed(0)) if allowed else os.cpu_count() or 1
