"""`zi check --watch`: the whole finding anew at each save, and quiet in between."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

WAITING = "Menunggu perubahan; Ctrl-C untuk selesai.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_each_save_is_checked_anew_and_nothing_else_starts_it(jambi: Path) -> None:
    command = [sys.executable, "-m", "zi_cli", "check", "--watch"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    assert process.stdout is not None

    def told() -> list[str]:
        lines: list[str] = []
        while not lines or lines[-1] != WAITING:
            lines.append(process.stderr.readline())  # type: ignore[union-attr]
            assert lines[-1], "it has ended"
        return lines

    assert told()[0].startswith("2 berkas" if jambi.with_name("lke.yaml").exists() else "1 berkas")
    text = jambi.read_text(encoding="utf-8")
    jambi.write_text(text.replace("target_waktu: Agustus\n", "target_waktu: Agustos\n", 1), encoding="utf-8")
    assert any("rencana.yaml berubah" in line for line in told())
    (jambi.parent / ".rencana.yaml.swp").write_text("an editor's own", encoding="utf-8")
    time.sleep(1)
    jambi.with_name("lke.yaml").write_text("versi: 1\nsatker: {1.i.a: A}\n", encoding="utf-8")
    said = told()
    assert [line for line in said if "berubah" in line] == ["plans/kpu-kota-jambi-2025/lke.yaml berubah:\n"]
    Path("plans").rename("semua")
    assert any("Tidak ada folder plans/" in line for line in told())
    Path("semua").rename("plans")
    assert any(line.startswith("2 berkas diperiksa") for line in told())
    time.sleep(0.5)  # a line that is cut short by the signal would be written twice
    os.kill(process.pid, signal.SIGINT)
    with process:
        rest, out = process.stderr.read(), process.stdout.read()
    assert (process.returncode, rest) == (1, "")
    assert out.count("Agustos") >= 2, "told at its save, and again at the next"
    assert "jawabannya Ya atau Tidak" in out


def test_it_is_for_the_screen(jambi: Path) -> None:
    for option in (["--fix"], ["--format", "json"], ["-"], ["-o", "x.txt"]):
        done = subprocess.run(
            [sys.executable, "-m", "zi_cli", "check", "--watch", *option], capture_output=True, text=True, check=False
        )
        assert (done.returncode, "--watch memeriksa" in done.stderr) == (2, True)
