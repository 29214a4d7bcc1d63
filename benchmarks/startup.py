"""How long commands take as whole processes, as multiples of `python -c pass`, in one run.

    python benchmarks/startup.py [--runs 15]

Each round runs every command once, so that all of them see the same noise; the figures are medians of the ratio to
the bare interpreter of the same round. Commands run on a copy of the Jambi plan, in a cache of their own that the
first, uncounted round warms: the office's further `zi status` of the day. Beside it stand the first one, on a text
that was edited since, the one after that, which writes down what is known, and a form that the command line serves.

Where no bytecode may be written (PYTHONDONTWRITEBYTECODE) and none lies beside the sources, every module is compiled
at every start; that is said, for then other things are measured.
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
    "complete a command": ZI,
    "complete a code": ZI,
    "complete an option": ZI,
    "zi status": (*ZI, "status", "--on", "2025-10-15"),
    "zi status, text edited": (*ZI, "status", "--on", "2025-10-15"),
    "zi status, once more": (*ZI, "status", "--on", "2025-10-15"),
    "zi status --area 1": (*ZI, "status", "--on", "2025-10-15", "--area", "1"),
    "zi list": (*ZI, "list", "--on", "2025-10-15"),
    "zi show": (*ZI, "show", "1.i.a", "--on", "2025-10-15"),
    "zi check": (*ZI, "check"),
    "zi mark": (*ZI, "mark", "1.i.a", "--date", "2025-08-20", "--by", "Ani"),
}
TYPED = {"complete a command": "zi st", "complete a code": "zi show 1.i", "complete an option": "zi status --"}


def seconds(name: str, workspace: Path) -> float:
    environment = {**os.environ, "XDG_CACHE_HOME": str(workspace / "cache")}
    if words := TYPED.get(name):
        environment |= {"_ZI_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    start = time.perf_counter()
    done = subprocess.run(COMMANDS[name], cwd=workspace, env=environment, capture_output=True, check=False)
    took = time.perf_counter() - start
    if done.returncode and not words:
        sys.exit(f"{name}: {done.stderr.decode()}")
    return took


def edit(workspace: Path, round_: int) -> None:
    """A further line at the end of every plan: a text that no stamp knows."""
    for path in workspace.glob("plans/*/rencana.yaml"):
        with path.open("a", encoding="utf-8") as stream:
            stream.write(f"# {round_}\n")


def unmark(workspace: Path) -> None:
    """The plans as they were, so that each round marks them for the first time."""
    for path in (REPO / "plans").glob("*/rencana.yaml"):
        shutil.copy(path, workspace / path.relative_to(REPO))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    ratios: dict[str, list[float]] = {name: [] for name in COMMANDS}
    with tempfile.TemporaryDirectory() as folder:
        # what is marked or edited is another text than what is read
        read, write, edited = (Path(folder, name) for name in ("read", "write", "edited"))
        for workspace in (read, write, edited):
            shutil.copytree(REPO / "plans", workspace / "plans")
        places = {"zi mark": write, "zi status, text edited": edited, "zi status, once more": edited}
        for round_ in range(runs + 1):
            edit(edited, round_)
            unmark(write)
            took = {name: seconds(name, places.get(name, read)) for name in COMMANDS}
            if round_:
                for name, each in took.items():
                    ratios[name].append(each / took["python -c pass"])
    if sys.dont_write_bytecode and not any((REPO / "src" / "zi_cli").glob("__pycache__/*.pyc")):
        print("without bytecode: python -m compileall -q src")
    print(f"{'command':24} {'median':>7} {'min':>7} {'max':>7}   (times python -c pass, {runs} runs)")
    for name, found in ratios.items():
        print(f"{name:24} {statistics.median(found):7.1f} {min(found):7.1f} {max(found):7.1f}")


if __name__ == "__main__":
    main()
