"""How long a bag takes, and how much memory: `python benchmarks/bundle.py [FILES] [KIB]`.

A plan with that many files of that size is marked, bundled into a zip, judged and verified. What is printed is the
most memory that each command ever held, beside what `zi status` holds on the same plan, and the time beside that of
`cp -r` of the evidence. Memory is flat where it does not grow with the files' size; run it twice to see.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

JAMBI = Path(__file__).parent.parent / "plans" / "kpu-kota-jambi-2025" / "rencana.yaml"


def workspace(folder: Path, files: int, kib: int) -> None:
    """The Jambi plan with all files in one document's realisasi: what counts is how many there are."""
    plan = folder / "plans" / "jambi"
    (plan / "bukti").mkdir(parents=True)
    block, recorded = os.urandom(1024), []
    for n in range(files):
        name = f"bukti/{n}.bin"
        digest = hashlib.sha256()
        with (plan / name).open("wb") as stream:
            for k in range(kib):
                piece = f"{n} {k}".encode().ljust(1024, block[k % 1024 : k % 1024 + 1])
                digest.update(piece)
                stream.write(piece)
        recorded.append(
            f"                      - berkas: {name}\n"
            f'                        sha256: "{digest.hexdigest()}"\n'
            f"                        ukuran: {kib * 1024}\n"
        )
    text = JAMBI.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines(keepends=True) if "- dokumen: SK Tim Kerja" in line)
    mark = "                realisasi:\n                  - tanggal: 2025-08-20\n                    berkas_lain:\n"
    (plan / "rencana.yaml").write_text(text.replace(line, line + mark + "".join(recorded), 1), encoding="utf-8")


def measured(*args: str) -> tuple[float, float]:
    """Seconds and MiB of a process, which must end well."""
    started = time.perf_counter()
    process = subprocess.Popen(args, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, process.stderr.read() if process.stderr else ""
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def main() -> None:
    files, kib = (int(each) for each in (sys.argv[1:] + ["1000", "256"][len(sys.argv) - 1 :]))
    zi = (sys.executable, "-m", "zi_cli")
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        workspace(Path(folder), files, kib)
        print(f"{files} files of {kib} KiB, {files * kib / 1024:.0f} MiB")
        for name, args in {
            "cp -r": ("cp", "-r", "plans/jambi/bukti", "salinan"),
            "zi status": (*zi, "status"),
            "zi bundle -o b.zip": (*zi, "bundle", "-o", "b.zip"),
            "zi verify b.zip": (*zi, "verify", "b.zip"),
            "zi verify": (*zi, "verify"),
        }.items():
            seconds, mib = measured(*args)
            print(f"{name:20} {seconds:6.2f} s {mib:6.0f} MiB")
        shutil.rmtree("salinan")


if __name__ == "__main__":
    main()
