"""The first hour: help with examples that run, near words, another folder, and whether all is set up."""

import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import REPO
from zi_cli.app import COMMANDS
from zi_cli.examples import EXAMPLES

FINDING = {"status", "check", "doctor", "export", "verify"}
"""Commands that end with 1 where something is to be done, as it is here."""
Zi = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_commands_help_ends_with_its_examples(name: str, zi: Zi) -> None:
    code, out, _ = zi("help", name)
    assert (code, out) == zi(name, "-h")[:2]
    assert out.endswith("Contoh:\n" + "".join(f"  {each}\n" for each in EXAMPLES[name]))


@pytest.mark.parametrize("example", [each for examples in EXAMPLES.values() for each in examples])
def test_an_example_of_help_does_what_it_says_in_an_office_that_has_what_it_names(
    example: str, jambi: Path, zi: Zi
) -> None:
    root = jambi.parent.parent.parent
    (root / "scan0012.pdf").write_bytes(b"%PDF-1.4 isi")
    (root / "bukti").mkdir()
    (root / "bukti" / "1.i.c SK.pdf").write_bytes(b"%PDF-1.4 isi")
    assert zi("render", "lampiran", "-o", "rencana.docx")[0] == 0
    for used in (
        ["mark", "1.i.a", "--link", "https://kpu.id/a", "--date", "2025-08-20", "--by", "Rina"],
        ["review", "1.i.a", "--result", "sesuai", "--by", "TPI", "--date", "2025-09-01"],
        ["answer", "1.i.a=Ya"],
    ):
        assert zi(*used)[0] == 0
    git = ["git", "-c", "user.name=Ani", "-c", "user.email=a@id"]
    for order in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "rencana"]):
        subprocess.run([*git, *order], check=True)
    words = shlex.split(example)
    for undone in {"mark": ("unreview", "unmark"), "unmark": ("unreview",)}.get(words[1], ()):
        assert zi(undone, "1.i.a")[0] == 0
    typed = [*words[1:], "--yes"] if "--as" in words else words[1:]
    code, out, err = zi(*typed)
    assert code in ({0, 1} if words[1] in FINDING else {0}), (out, err)
    assert out or err


def test_help_of_all_and_of_nothing(zi: Zi) -> None:
    code, out, _ = zi("help")
    assert (code, "Perintah:" in out) == (0, True)
    code, _, err = zi("help", "mrak")
    assert (code, "Maksudnya mark?" in err) == (2, True)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("batal", "undo"),
        ("bantuan", "help"),
        ("tandai", "mark"),
        ("periksa", "check"),
        ("nilai", "score"),
        ("cetak", "render"),
        ("impor", "import"),
        ("gabung", "merge"),
        ("laporan", "render"),
        ("kirim", "bundle"),
        ("cari", "list"),
        ("jawaban", "answer"),
        ("aturan", "explain"),
        ("statsu", "status"),
    ],
)
def test_words_of_people_lead_to_commands(typed: str, meant: str, zi: Zi) -> None:
    code, _, err = zi(typed)
    assert (code, f"Maksudnya {meant}?" in err) == (2, True)


def test_slips_are_answered_with_what_to_write(zi: Zi, jambi: Path) -> None:
    assert 'Area ditulis dengan angka 1 sampai 6; "I" berarti --area 1.' in zi("list", "--area", "I")[2]
    assert "Area ditulis dengan angka 1 sampai 6; bukan" in zi("status", "--area", "X")[2]
    assert "-o belum disebutkan: berkas .zip, atau folder yang belum ada." in zi("bundle")[2]
    assert "Opsi --area tidak dikenal di sini; yang mengenalnya zi status, zi list" in zi("score", "--area", "1")[2]
    assert "Jawaban 1.i.a belum disebutkan; jawabannya Ya atau Tidak." in zi("answer", "1.i.a")[2]
    assert '--month "Agustus 2025"' in zi("list", "--month", "Agustus", "2025")[2]
    assert "5 September 2025 dituliskan 2025-09-05" in zi("status", "--on", "05/09/2025")[2]


def test_another_folder(zi: Zi, jambi: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = zi("status", "--on", "2025-10-15")[1]
    root = jambi.parent.parent.parent
    away = tmp_path / "lain"
    away.mkdir()
    for order in (["-C", str(root), "status"], ["status", "-C", str(root)]):
        monkeypatch.chdir(away)
        assert zi(*order, "--on", "2025-10-15")[1] == here
    monkeypatch.chdir(away)
    assert zi("status", "-C", "tidak-ada")[0] == 2


def test_doctor_says_what_is_missing_and_init_mends_the_folder(zi: Zi, jambi: Path) -> None:
    code, out, _ = zi("doctor")
    assert (code, "perlu  .gitattributes" in out) == (1, True)
    assert zi("init")[0] == 0
    assert "perlu  .gitattributes" not in zi("doctor")[1]
    assert "zona waktu WIB" in out


def test_the_whole_plan_of_the_guide_is_one(zi: Zi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = (REPO / "docs" / "panduan.md").read_text(encoding="utf-8")
    whole = re.search(r"<!-- rencana utuh.*?```yaml\n(.*?)```", guide, re.DOTALL)
    assert whole
    path = tmp_path / "plans" / "x-2026" / "rencana.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(whole[1], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    code, out, _ = zi("check")
    assert (code, set(re.findall(r"\[([a-z-]+)\]$", out, re.MULTILINE))) == (
        0,
        {"keputusan-belum-lengkap", "baris-separuh"},
    )
    assert zi("status", "--on", "2026-02-01")[0] == 0
