"""`zi answer` alone on a terminal: it asks what is open, and writes every answer as it is given."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from zi_cli import plans
from zi_cli.lke.jawaban import Jawaban, Lapis
from zi_cli.lke.lembar import Tipe
from zi_cli.lke.regulasi import in_force, lembar
from zi_cli.plan.workspace import Home

SHEET = lembar(in_force())
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")


def walked(typed: str) -> str:
    """What is shown while a person types that."""
    import pty

    main, theirs = pty.openpty()
    env = os.environ | {"TERM": "dumb", "COLUMNS": "120"}
    process = subprocess.Popen([sys.executable, "-m", "zi_cli", "answer"], stdin=theirs, stdout=theirs, env=env)
    os.close(theirs)
    shown = b""
    lines = iter(typed.splitlines())
    while True:
        try:
            part = os.read(main, 65536)
        except OSError:
            break
        shown += part
        if shown.endswith(b": ") and (line := next(lines, ".")):
            os.write(main, f"{line}\n".encode())
        elif shown.endswith(b": "):
            os.write(main, b"\n")
    os.close(main)
    assert process.wait() == 0
    return shown.decode().replace("\r\n", "\n")


def said(jambi: Path) -> dict[str, Jawaban]:
    return dict(plans.answers(Home.of(jambi)).lapis(Lapis.SATKER))


def test_it_asks_area_by_area_and_can_skip_go_back_and_stop(jambi: Path) -> None:
    shown = walked("y\nx\nB notula 20/8\n\n<\nY\nC\n.\n")
    assert "113 pertanyaan belum dijawab satker." in shown
    assert "Area 1 Manajemen Perubahan, Pemenuhan" in shown
    assert "  Ya     0,25  Tim pembangunan ZI di unit kerja sudah ada" in shown
    assert "Rencana 1.i.a: SK Tim Kerja" in shown
    assert '"x" bukan jawabannya.' in shown
    assert "4 dijawab; 109 masih kosong." in shown
    assert said(jambi) == {
        "1.i.a": Jawaban("Ya"), "1.i.b": Jawaban("B", None, "notula 20/8"), "1.ii.a": said(jambi)["1.ii.a"],
        "1.ii.b": Jawaban("C"),
    }  # fmt: skip


def test_counts_that_cannot_all_be_are_asked_again(jambi: Path) -> None:
    code = "R5.ii.a"  # what is in process may be left out
    others = [f"{each}={SHEET.pilihan(asked.pertanyaan.tipe)[0]}" for each, asked in LETTERS]
    subprocess.run([sys.executable, "-m", "zi_cli", "answer", *others], check=True, capture_output=True)
    skipped = [""] * (len([each for each in SHEET.butir.values() if each.pertanyaan.isian]) - 1)
    before = list(SHEET.butir)
    ahead = [each for each in before[: before.index(code)] if SHEET.butir[each].pertanyaan.isian]
    shown = walked(
        "\n".join([*skipped[: len(ahead)], "4", "", "9", "4", "", "3 lihat buku register", "<", "4", "2", "2", "."])
    )
    assert "melebihi" in shown
    assert "Ulangi:" in shown
    assert "  Sekarang: pengaduan harus ditindaklanjuti 4, pengaduan selesai 3 (lihat buku register)" in shown
    assert said(jambi)[code].hitungan == {
        "pengaduan_harus_ditindaklanjuti": "4", "pengaduan_diproses": "2", "pengaduan_selesai": "2",
    }  # fmt: skip


LETTERS = [(code, each) for code, each in SHEET.butir.items() if SHEET.pilihan(each.pertanyaan.tipe)]


def test_everything_is_answered_with_two_keys_a_letter(jambi: Path) -> None:
    typed = []
    for butir in SHEET.butir.values():
        match butir.pertanyaan.tipe:
            case Tipe.PERSEN:
                typed += ["1"] * len(butir.pertanyaan.isian)
            case Tipe.INDEKS:
                typed.append("3,6")
            case _:
                typed.append(SHEET.pilihan(butir.pertanyaan.tipe)[0][0].lower())
    shown = walked("\n".join(typed) + "\n")
    assert "113 dijawab; 0 masih kosong." in shown
    assert len(said(jambi)) == 113
    keys = sum(len(each) + 1 for each in typed)
    assert keys < 300, "two keys for a letter: itself, and Enter"
