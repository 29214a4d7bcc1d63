"""One office beside other programs that keep plain text: hledger, beancount, taskwarrior, doorstop, in one run.

    python benchmarks/peers.py [--rounds 7]

The rows of the Jambi plan are written in each program's own words: a transaction, a task, an item. Then each is asked
what it is asked most (how do things stand), to look for mistakes, and to note one thing. Figures are multiples of
`python -c pass`, medians of the rounds; every program runs in each round, so that what else the machine does falls on
all. A program that is not installed is named and left out: `apt install hledger taskwarrior`, `pip install beancount
doorstop`.
"""

import argparse
import itertools
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from zi_cli.plan.model import Rencana
from zi_cli.text.reading import read

JAMBI = Path(__file__).parent.parent / "plans" / "kpu-kota-jambi-2025" / "rencana.yaml"
Rows = Sequence[tuple[str, str]]
"""Of each row its code and what is to be done."""


@dataclass(frozen=True)
class Peer:
    """A program, how its files are made, and what it is asked; of each question the number of the round may be used."""

    name: str
    program: str
    write: Callable[[Path, Rows], None]
    asked: dict[str, Callable[[int], Sequence[str]]]


def rows() -> Rows:
    found = (each for _, _, each in read(Rencana, JAMBI).model.baris())
    return [(str(each.kode), " ".join((each.langkah_aksi or "-").split())) for each in found]


def _plan(folder: Path, _: Rows) -> None:
    place = folder / "plans" / "jambi" / "rencana.yaml"
    place.parent.mkdir(parents=True)
    shutil.copy(JAMBI, place)


def _journal(folder: Path, rows: Rows) -> None:
    entries = (
        f"2025-08-01 {kode} {text.replace(';', ',')}\n    bukti:{kode}    1\n    rencana\n" for kode, text in rows
    )
    (folder / "j.journal").write_text("\n".join(entries), encoding="utf-8")


def _beancount(folder: Path, rows: Rows) -> None:
    head = "2025-01-01 open Assets:Bukti\n2025-01-01 open Equity:Rencana\n"
    quoted = ((kode, text.replace('"', "'")) for kode, text in rows)
    entries = (f'2025-08-01 * "{kode}" "{text}"\n  Assets:Bukti  1 IDR\n  Equity:Rencana\n' for kode, text in quoted)
    (folder / "b.beancount").write_text(head + "\n".join(entries), encoding="utf-8")


def _tasks(folder: Path, rows: Rows) -> None:
    (folder / "rc").write_text(f"data.location={folder}/data\nconfirmation=off\nverbose=nothing\n", encoding="utf-8")
    lines = (
        f'{{"description": "{kode} {text.replace(chr(34), "")}", "due": "20251231T000000Z"}}' for kode, text in rows
    )
    asked = ["task", f"rc:{folder}/rc", "import", "-"]
    subprocess.run(asked, input="\n".join(lines), text=True, check=True, stdout=subprocess.DEVNULL)


def _items(folder: Path, rows: Rows) -> None:
    for args in (["git", "init", "-q"], ["doorstop", "create", "R", "./req"]):
        subprocess.run(args, cwd=folder, check=True, capture_output=True)
    subprocess.run(["doorstop", "add", "R", "--count", str(len(rows))], cwd=folder, check=True, capture_output=True)


ZI = (sys.executable, "-m", "zi_cli")
MARK = (*ZI, "mark", "1.i.a", "--date", "2025-08-20", "--force", "--link")
PEERS = (
    Peer("zi", sys.executable, _plan, {
        "how things stand": lambda _: (*ZI, "status", "--on", "2025-10-15"),
        "mistakes": lambda _: (*ZI, "check"),
        "note one thing": lambda n: (*MARK, f"https://a.id/{n}"),
    }),
    Peer("hledger", "hledger", _journal, {
        "how things stand": lambda _: ("hledger", "-f", "j.journal", "balance"),
        "mistakes": lambda _: ("hledger", "-f", "j.journal", "check"),
    }),
    Peer("beancount", "bean-check", _beancount, {"mistakes": lambda _: ("bean-check", "--no-cache", "b.beancount")}),
    Peer("taskwarrior", "task", _tasks, {
        "how things stand": lambda _: ("task", "rc:rc", "list"),
        "note one thing": lambda n: ("task", "rc:rc", str(1 + n % 80), "annotate", f"bukti {n}"),
    }),
    Peer("doorstop", "doorstop", _items, {"mistakes": lambda _: ("doorstop", "--no-reformat")}),
)  # fmt: skip


def seconds(args: Sequence[str], folder: Path) -> float:
    """How long a process takes, which must end well."""
    began = time.perf_counter()
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / ".cache"), "XDG_STATE_HOME": str(folder / ".state")}
    done = subprocess.run(args, cwd=folder, env=environment, capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(args)}: {done.stderr.decode()}")
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    bare, plan = (sys.executable, "-c", "pass"), rows()
    took: dict[tuple[str, str], list[float]] = {}
    with tempfile.TemporaryDirectory() as home:
        there = [each for each in PEERS if shutil.which(each.program)]
        for each in there:
            Path(home, each.name).mkdir()
            each.write(Path(home, each.name), plan)
        for number in range(rounds + 1):  # the first fills caches, and does not count
            unit = seconds(bare, Path(home))
            for each, question in itertools.chain(*([(each, asked) for asked in each.asked] for each in there)):
                ratio = seconds(each.asked[question](number), Path(home, each.name)) / unit
                took.setdefault((question, each.name), []).append(ratio)
    print(f"{len(plan)} rows, times python -c pass, medians of {rounds}")
    for question, name in sorted(took):
        print(f"{question:18} {name:12} {statistics.median(took[question, name][1:]):6.1f} x")
    if missing := [each.name for each in PEERS if each not in there]:
        print(f"not installed, so left out: {', '.join(missing)}")


if __name__ == "__main__":
    main()
