"""A plan of many marks: how long commands take on it, and how much memory; twice as many should take twice as long.

    python benchmarks/marks.py [--marks 10000]

The marks are spread over all documents of the Jambi plan, each with a file, its hash and who put it there, as years of
`zi mark --file` would leave them. Figures are seconds of the processor, beside those for half as many.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

JAMBI = Path(__file__).parent.parent / "plans" / "kpu-kota-jambi-2025" / "rencana.yaml"
ZI = (sys.executable, "-m", "zi_cli")
ON = ("--on", "2025-12-31")
COMMANDS = {
    "check": ("check", *ON),
    "status (first)": ("status", *ON),
    "status": ("status", *ON),
    "list": ("list", *ON),
    "show": ("show", "1.i.a", *ON),
    "log": ("log",),
    "mark": ("mark", "1.i.a", "--date", "2025-12-01", "--link", "https://contoh.go.id/x", "--force"),
    "export fakta": ("export", "fakta", *ON, "-o", "fakta.jsonl"),
    "render lampiran": ("render", "lampiran", "-o", "lampiran.md"),
}
MARK = """                  - tanggal: 2025-{month:02}-{day:02}
                    berkas: bukti/{n}/SK Tim Kerja {n}.pdf
                    sha256: {n:064x}
                    ukuran: {n}
                    oleh: Petugas {who}
"""


def plan(folder: Path, count: int) -> None:
    """The Jambi plan with so many marks."""
    lines = JAMBI.read_text(encoding="utf-8").splitlines(keepends=True)
    documents = [
        at
        for at, line in enumerate(lines)
        if line.lstrip().startswith("- dokumen:") and not lines[at + 1].startswith(" " * 17)
    ]
    made, number = list(lines), 1
    for place, at in enumerate(documents):
        share = count // len(documents) + (place < count % len(documents))
        marks = []
        for _ in range(share):
            marks.append(MARK.format(month=1 + number % 12, day=1 + number % 28, n=number, who=number % 7))
            number += 1
        made[at] += "                realisasi:\n" + "".join(marks) if marks else ""
    place_ = folder / "plans" / "jambi"
    place_.mkdir(parents=True)
    (place_ / "rencana.yaml").write_text("".join(made), encoding="utf-8")


def measured(args: tuple[str, ...], folder: Path) -> tuple[float, float]:
    """Seconds of the processor and MiB of a process, which must answer."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache"), "XDG_STATE_HOME": str(folder / "state")}
    process = subprocess.Popen(args, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{' '.join(args)}: {said.decode()[-600:]}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--marks", type=int, default=10_000)
    count = parser.parse_args().marks
    rows: dict[str, list[tuple[float, float]]] = {}
    with tempfile.TemporaryDirectory() as home:
        for each in (count // 2, count):
            folder = Path(home, str(each))
            plan(folder, each)
            for name, args in COMMANDS.items():
                rows.setdefault(name, []).append(measured((*ZI, *args), folder))
    print(f"{'':18}{count // 2:>10} marks{'':12}{count:>10} marks")
    for name, ((less, small), (more, large)) in rows.items():
        print(f"{name:18}{less:8.2f} s {small:5.0f} MiB {more:10.2f} s {large:5.0f} MiB {more / less:6.1f} x")


if __name__ == "__main__":
    main()
