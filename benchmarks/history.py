"""A long history: how long `zi log`, `zi diff` and `zi check --base` take over so many commits, and how much memory.

    python benchmarks/history.py [--commits 10000] [--keep FOLDER]

Each commit marks a document or takes a mark back, every fiftieth brings a branch in. The repository is written by
`git fast-import` and packed. Twice as many commits should take twice as long, and no more memory; figures stand for
both, as multiples of `git log -p` in the same run.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

JAMBI = Path(__file__).parent.parent / "plans" / "kpu-kota-jambi-2025" / "rencana.yaml"
NAME = "plans/kpu-kota-jambi-2025/rencana.yaml"
ZI = (sys.executable, "-m", "zi_cli")
MARK = """                realisasi:
                  - tanggal: 2025-{month:02}-{day:02}
                    tautan: https://contoh.go.id/{n}
                    oleh: Petugas {who}
"""


def versions(count: int) -> Iterator[bytes]:
    """The plan's text after each of so many changes: documents are marked, and now and then one mark is taken back."""
    rng = random.Random(count)
    lines = JAMBI.read_text(encoding="utf-8").splitlines(keepends=True)
    free = [
        at
        for at, line in enumerate(lines)
        if line.lstrip().startswith("- dokumen:") and not lines[at + 1].startswith("                  ")
    ]
    marks: dict[int, str] = {}
    for n in range(count):
        at = rng.choice(free)
        if at in marks and rng.random() < 0.3:
            del marks[at]
        else:
            marks[at] = MARK.format(month=1 + n % 12, day=1 + n % 28, n=n, who=n % 5)
        yield "".join(line + marks.get(at, "") for at, line in enumerate(lines)).encode()


def repository(folder: Path, count: int) -> None:
    """A repository with so many commits of one plan; every fiftieth is a merge."""
    subprocess.run(["git", "init", "-q", "-b", "main", str(folder)], check=True)
    importing = subprocess.Popen(["git", "fast-import", "--quiet"], cwd=folder, stdin=subprocess.PIPE)
    assert importing.stdin
    for n, raw in enumerate(versions(count)):
        head = f"commit refs/heads/main\nmark :{n + 1}\nauthor A{n % 5} <a@b> {1735700000 + n * 600} +0700\n"
        head += f"committer A{n % 5} <a@b> {1735700000 + n * 600} +0700\ndata 7\nTandai\n\n"
        if n:
            head += f"from :{n}\n" + (f"merge :{n - 3}\n" if n % 50 == 49 else "")
        importing.stdin.write(f"{head}M 100644 inline {NAME}\ndata {len(raw)}\n".encode() + raw + b"\n")
    importing.stdin.close()
    assert importing.wait() == 0
    subprocess.run(["git", "reset", "-q", "--hard"], cwd=folder, check=True)
    subprocess.run(["git", "repack", "-q", "-a", "-d"], cwd=folder, check=True)


def measured(args: tuple[str, ...], folder: Path) -> tuple[float, float]:
    """Seconds and MiB of a process, which must answer."""
    started = time.perf_counter()
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / ".git" / "cache")}
    process = subprocess.Popen(args, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) in (0, 1), process.stderr.read() if process.stderr else ""
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def commands(count: int) -> dict[str, tuple[str, ...]]:
    return {
        "git log -p": ("git", "--no-pager", "log", "-p", "--", NAME),
        "zi log": (*ZI, "log"),
        "zi log 1.i.a": (*ZI, "log", "1.i.a"),
        "zi diff (oldest)": (*ZI, "diff", f"HEAD~{count // 2}"),
        "zi check --base": (*ZI, "check", "--base", f"HEAD~{count // 2}"),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--commits", type=int, default=10_000)
    parser.add_argument("--keep", type=Path, help="leave the larger repository there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        rows: dict[str, list[str]] = {}
        for count in (options.commits // 2, options.commits):
            folder = Path(home, str(count)) if count < options.commits or not options.keep else options.keep
            repository(folder, count)
            took = {name: measured(args, folder) for name, args in commands(count).items()}
            unit = took["git log -p"][0]
            for name, (seconds, mib) in took.items():
                rows.setdefault(name, []).append(f"{seconds:8.2f} s {seconds / unit:6.2f} x {mib:6.0f} MiB")
    print(f"{'':18}{f'{options.commits // 2} commits':>30}{f'{options.commits} commits':>32}")
    for name, each in rows.items():
        print(f"{name:18}" + "  ".join(f"{one:>30}" for one in each))


if __name__ == "__main__":
    main()
