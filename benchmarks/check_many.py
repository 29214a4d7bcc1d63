"""`zi check` over as many plans as the country has offices, beside other checkers of plain text on as many rows.

    python benchmarks/check_many.py [--plans 552] [--rounds 5]

Every program runs in turn, round by round, so that what else the machine does falls on all of them; the median is told,
with its ratio to `zi check` and the largest memory of any one of its processes. A peer that is not installed is left
out. The peers' files say in their own words what a plan says: a transaction a row, the same texts in it.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from zi_cli.plan.model import Rencana
from zi_cli.text.reading import read

REPO = Path(__file__).parent.parent
JAMBI = REPO / "plans" / "kpu-kota-jambi-2025" / "rencana.yaml"


def plans(folder: Path, count: int) -> None:
    for number in range(count):
        place = folder / "plans" / f"satker-{number:03}" / "rencana.yaml"
        place.parent.mkdir(parents=True)
        shutil.copy(JAMBI, place)


def journal(entry: Callable[[str, str], str], head: str, suffix: str) -> Callable[[Path, int], None]:
    """A writer of a ledger: one file an office, all of them included in one."""

    def write(folder: Path, count: int) -> None:
        rows = [
            (str(each.kode), " ".join((each.langkah_aksi or "-").split()))
            for _, _, each in read(Rencana, JAMBI).model.baris()
        ]
        lines = [head] if head else []
        for number in range(count):
            name = f"satker-{number:03}{suffix}"
            (folder / name).write_text("\n".join(entry(*row) for row in rows), encoding="utf-8")
            lines.append(f'include "{name}"' if suffix == ".beancount" else f"include {name}")
        (folder / f"semua{suffix}").write_text("\n".join(lines) + "\n", encoding="utf-8")

    return write


def _hledger(kode: str, aksi: str) -> str:
    return f"2025-08-01 {kode} {aksi.replace(';', ',')}\n    bukti:{kode}    1\n    rencana\n"


def _beancount(kode: str, aksi: str) -> str:
    text = aksi.replace('"', "'")
    return f'2025-08-01 * "{kode}" "{text}"\n  Assets:Bukti  1 IDR\n  Equity:Rencana\n'


HEAD = "2025-01-01 open Assets:Bukti\n2025-01-01 open Equity:Rencana"
Runner = tuple[str, Sequence[str], Callable[[Path, int], None]]


def runners() -> list[Runner]:
    zi = [sys.executable, "-m", "zi_cli", "check"]
    found: list[Runner] = [("zi check", zi, plans)]
    one = shutil.which("taskset")
    if one:
        found.append(("zi check, one processor", [one, "-c", "0", *zi], plans))
    if hledger := shutil.which("hledger"):
        found.append(("hledger check", [hledger, "check", "-f", "semua.journal"], journal(_hledger, "", ".journal")))
    if bean := shutil.which("bean-check"):
        found.append(("bean-check", [bean, "--no-cache", "semua.beancount"], journal(_beancount, HEAD, ".beancount")))
    return found


def measure(args: Sequence[str], folder: Path) -> tuple[float, int]:
    """Seconds, and the largest resident set of the process or one of its children, in KiB."""
    began = time.perf_counter()
    with subprocess.Popen(args, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{args[0]} ended with {process.returncode}")
    return time.perf_counter() - began, usage.ru_maxrss


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plans", type=int, default=552)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        jobs = []
        for at, (name, args, write) in enumerate(runners()):
            folder = Path(home, str(at))
            folder.mkdir()
            write(folder, options.plans)
            jobs.append((name, args, folder))
        took: dict[str, list[float]] = {name: [] for name, *_ in jobs}
        peak = dict.fromkeys(took, 0)
        for _ in range(options.rounds):
            for name, args, folder in jobs:
                seconds, memory = measure(args, folder)
                took[name].append(seconds)
                peak[name] = max(peak[name], memory)
    unit = statistics.median(took["zi check"])
    print(f"{options.plans} plans, median of {options.rounds}")
    if missing := [each for each in ("taskset", "hledger", "bean-check") if not shutil.which(each)]:
        print(f"not installed, so left out: {', '.join(missing)}")
    for name, each in took.items():
        median = statistics.median(each)
        print(f"{name:26} {median:7.2f} s  {median / unit:5.2f} x  {peak[name] / 1024:6.0f} MiB")


if __name__ == "__main__":
    main()
