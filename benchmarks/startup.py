"""How long commands take as whole processes, as multiples of `python -c pass`, in one run.

    python benchmarks/startup.py [--runs 15]

Each round runs every command once, so that all of them see the same noise; the figures are medians of the ratio to
the bare interpreter of the same round. Commands run on a copy of the Jambi plan, in a cache of their own that the
first, uncounted round warms: the office's second `zi status` of the day.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPO = Path(__file__).parent.parent
ZI = (sys.executable, "-m", "zi_cli")
COMMANDS: dict[str, tuple[str, ...]] = {
    "python -c pass": (sys.executable, "-c", "pass"),
    "zi --version": (*ZI, "--version"),
    "completion": ZI,
    "zi status": (*ZI, "status", "--on", "2025-10-15"),
    "zi list": (*ZI, "list", "--on", "2025-10-15"),
    "zi show": (*ZI, "show", "1.i.a", "--on", "2025-10-15"),
    "zi check": (*ZI, "check"),
    "zi mark": (*ZI, "mark", "1.i.a", "--date", "2025-08-20", "--by", "Ani", "--force"),
}


def seconds(name: str, workspace: Path) -> float:
    extra = {"_ZI_COMPLETE": "complete_bash", "COMP_WORDS": "zi st", "COMP_CWORD": "1"} if name == "completion" else {}
    environment = {**os.environ, "XDG_CACHE_HOME": str(workspace / "cache"), **extra}
    start = time.perf_counter()
    done = subprocess.run(COMMANDS[name], cwd=workspace, env=environment, capture_output=True, check=False)
    took = time.perf_counter() - start
    if done.returncode and name != "completion":
        sys.exit(f"{name}: {done.stderr.decode()}")
    return took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    ratios: dict[str, list[float]] = {name: [] for name in COMMANDS}
    with tempfile.TemporaryDirectory() as folder:
        read, write = Path(folder, "read"), Path(folder, "write")  # what is marked is another text than what is read
        for workspace in (read, write):
            shutil.copytree(REPO / "plans", workspace / "plans")
        for round_ in range(runs + 1):
            took = {name: seconds(name, write if name == "zi mark" else read) for name in COMMANDS}
            if round_:
                for name, each in took.items():
                    ratios[name].append(each / took["python -c pass"])
    print(f"{'command':16} {'median':>7} {'min':>7} {'max':>7}   (times python -c pass, {runs} runs)")
    for name, found in ratios.items():
        print(f"{name:16} {statistics.median(found):7.1f} {min(found):7.1f} {max(found):7.1f}")


if __name__ == "__main__":
    main()
