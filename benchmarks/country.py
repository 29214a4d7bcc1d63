"""A province of 15 offices and a country of 552: how long every command takes over all of them, and how much memory.

    python benchmarks/country.py [--plans 552] [--rounds 3] [--only status,list]

The offices differ: how much they have marked and answered, time zone, a row with a fault, a broken file.
Figures are multiples of `python -c pass` in the same run, medians, and the largest memory of the process; the first
column is the first run in an empty cache, the second the median of those that follow.
"""

import argparse
import hashlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPO = Path(__file__).parent.parent
JAMBI = REPO / "plans" / "kpu-kota-jambi-2025" / "rencana.yaml"
ZI = (sys.executable, "-m", "zi_cli")
ON = ("--on", "2025-11-15")
COMMANDS: dict[str, tuple[str, ...]] = {
    "status": ("status", *ON),
    "status --format json": ("status", *ON, "--format", "json"),
    "status --since": ("status", *ON, "--since", "2025-10-01"),
    "one plan changed": ("status", *ON),
    "status --label": ("status", *ON, "--label", "provinsi=Bali"),
    "status --sort points": ("status", *ON, "--sort", "points", "--state", "terlambat"),
    "list --state terlambat": ("list", *ON, "--state", "terlambat"),
    "list --format json": ("list", *ON, "--format", "json"),
    "score": ("score",),
    "coverage": ("coverage",),
    "log": ("log",),
    "check": ("check",),
    "verify": ("verify",),
    "export fakta": ("export", "fakta", *ON),
    "render lampiran": ("render", "lampiran", "--format", "html", "-o", "cetak"),
    "render dasbor": ("render", "dasbor", *ON, "-o", "dasbor.html"),
}
MARK = """                realisasi:
                  - tanggal: 2025-09-{day:02}
                    oleh: Petugas {n}
"""
PROVINCES = ("Jambi", "Bali", "Papua", "Aceh")
ANSWERS = "versi: 1\nsatker:\n  1.i.a: Ya\n  1.i.b: {letter}\n  B.I.a: '{index}'\n"


def office(folder: Path, number: int) -> None:
    """One office, unlike its neighbours."""
    text = JAMBI.read_text(encoding="utf-8").replace("satker: KPU Kota Jambi", f"satker: KPU Kota {number:03}")
    text = text.replace("zona_waktu: WIB", f"zona_waktu: {('WIB', 'WITA', 'WIT')[number % 3]}", 1)
    text = text.replace("predikat: WBK", f"predikat: {'WBBM' if number % 9 == 4 else 'WBK'}", 1)
    text = text.replace("keputusan:\n", f"label: {{provinsi: {PROVINCES[number % 4]}}}\nkeputusan:\n", 1)
    if number % 11 == 5:  # a plan from before its decree
        head, _, rest = text.partition("keputusan:\n")
        text = head + "area:\n" + rest.partition("\narea:\n")[2]
    text = _marked(text, number)
    if number % 50 == 7:
        text = text.replace("target_waktu: September-Desember", "target_waktu: Septembre", 1)
    if number % 200 == 13:
        text = text.replace("versi: 1", "versi: [", 1)
    place = folder / "plans" / f"kpu-kota-{number:03}-2025"
    place.mkdir(parents=True)
    (place / "rencana.yaml").write_text(text, encoding="utf-8")
    if number % 2:
        answers = ANSWERS.format(letter="ABC"[number % 3], index=f"{3 + number % 10 / 10:.2f}")
        (place / "lke.yaml").write_text(answers, encoding="utf-8")
    if number % 3 == 1:
        (place / "bukti").mkdir()
        (place / "bukti" / f"bukti-{number}.txt").write_bytes(_content(number))


def _marked(text: str, number: int) -> str:
    """The plan with marks on its first documents: a link, a file, a date alone, one that was reviewed."""
    lines, marked = text.splitlines(keepends=True), 0
    made = []
    for at, line in enumerate(lines):
        made.append(line)
        whole = not lines[at + 1 : at + 2] or not lines[at + 1].startswith(" " * 17)  # not a text over several lines
        if line.lstrip().startswith("- dokumen:") and whole and marked < number % 20:
            marked += 1
            made.append(MARK.format(day=marked, n=number))
            made.append(_shown(marked, number))
    return "".join(made)


def _shown(marked: int, number: int) -> str:
    indent = " " * 20
    if marked == 1 and number % 3 == 1:
        content = _content(number)
        digest = hashlib.sha256(content).hexdigest()
        return f"{indent}berkas: bukti/bukti-{number}.txt\n{indent}sha256: '{digest}'\n{indent}ukuran: {len(content)}\n"
    if marked == 2:
        return ""
    link = f"https://contoh.go.id/{number}/{marked}"
    review = f"{indent}pemeriksaan:\n{indent}  - {{tanggal: 2025-10-01, hasil: sesuai, oleh: TPI, atas: ['{link}']}}\n"
    return f"{indent}tautan: {link}\n" + (review if marked == 3 else "")


def _content(number: int) -> bytes:
    return f"bukti {number}\n".encode() * (1 + number % 7)


def measured(args: tuple[str, ...], folder: Path, cache: Path) -> tuple[float, float]:
    """Seconds and MiB of a process."""
    started = time.perf_counter()
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    process = subprocess.Popen(args, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plans", type=int, default=552)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="")
    parser.add_argument("--keep", type=Path, help="only make the offices, in that folder, and leave them there")
    options = parser.parse_args()
    if options.keep:
        for number in range(options.plans):
            office(options.keep, number)
        return
    wanted = [each for each in COMMANDS if not options.only or each.split()[0] in options.only.split(",")]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(options.plans):
            office(folder, number)
        bare = (sys.executable, "-c", "pass")
        base = statistics.median(measured(bare, folder, folder)[0] for _ in range(15))
        print(f"{options.plans} plans; python -c pass {base * 1000:.0f} ms\n{'':24}   cold    warm     MiB")
        for each in wanted:
            args, cache = (*ZI, *COMMANDS[each]), folder / f"cache-{each.replace(' ', '')}"
            cold, memory = measured(args, folder, cache)
            warm = []
            for round_ in range(options.rounds):
                if each == "one plan changed":
                    with (folder / "plans" / "kpu-kota-000-2025" / "rencana.yaml").open("a") as stream:
                        stream.write(f"# {round_}\n")
                seconds, most = measured(args, folder, cache)
                warm.append(seconds)
                memory = max(memory, most)
            print(f"{each:24} {cold / base:6.0f} x {statistics.median(warm) / base:6.0f} x {memory:6.0f}")


if __name__ == "__main__":
    main()
