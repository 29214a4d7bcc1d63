"""`zi undo`: what zi changed, taken back byte for byte, the last first."""

import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.merge_edits import BASE
from zi_cli.plans import undo as undoing

Zi = Callable[..., tuple[int, str, str]]
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def everything(root: Path) -> dict[str, bytes]:
    return {str(each.relative_to(root)): each.read_bytes() for each in sorted(root.rglob("*")) if each.is_file()}


@pytest.fixture
def root(jambi: Path) -> Path:
    return jambi.parents[2]


def test_every_kind_of_change_is_taken_back_one_by_one(root: Path, jambi: Path, zi: Zi) -> None:
    source = root / "scan.pdf"
    source.write_bytes(PDF)
    jambi.write_text(
        jambi.read_text(encoding="utf-8").replace("tanggal: 2025-12-08", "tanggal: 8 Desember 2025"), encoding="utf-8"
    )
    states = [everything(root)]
    for args in (
        ("check", "--fix"),
        ("mark", "1.i.a", "--file", str(source), "--date", "2025-09-01", "--by", "Ani"),
        ("review", "1.i.a", "--result", "sesuai", "--by", "TPI", "--date", "2025-09-02"),
        ("answer", "1.i.a", "Ya"),
        ("answer", "1.i.b", "A"),
        ("mark", "1.i.b", "--link", "https://a.example/", "--date", "2025-09-01", "--by", "Budi"),
        ("unmark", "1.i.b"),
    ):
        assert zi(*args)[0] in (0, 1), args
        states.append(everything(root))
    for before in reversed(states[:-1]):
        assert zi("undo")[0] == 0
        assert everything(root) == before
    code, out, err = zi("undo")
    assert (code, out) == (2, "")
    assert err == "zi: Belum ada perubahan oleh zi di sini yang dapat dibatalkan.\n"


def test_it_says_what_it_was(root: Path, zi: Zi) -> None:
    zi("mark", "1.i.b", "--link", "https://a.example/", "--date", "2025-09-01", "--by", "Budi")
    _, out, _ = zi("undo")
    assert out.startswith("plans/kpu-kota-jambi-2025/rencana.yaml: dibatalkan:\n  1.i.b ditandai: SK Tim Kerja")


def test_a_text_that_has_changed_since_is_left_alone(root: Path, jambi: Path, zi: Zi) -> None:
    zi("mark", "1.i.b", "--link", "https://a.example/", "--date", "2025-09-01", "--by", "Budi")
    text = jambi.read_text(encoding="utf-8") + "# tambahan\n"
    jambi.write_text(text, encoding="utf-8")
    code, _, err = zi("undo")
    assert code == 2
    assert "sudah berubah sejak itu" in err
    assert jambi.read_text(encoding="utf-8") == text


def test_a_moved_file_goes_back_and_a_copy_is_taken_away(root: Path, zi: Zi) -> None:
    for option in ([], ["--move"]):
        source = root / "scan.pdf"
        source.write_bytes(PDF)
        before = everything(root)
        assert zi("mark", "1.i.a", "--file", str(source), "--date", "2025-09-01", "--by", "Ani", *option)[0] == 0
        assert everything(root) != before
        assert zi("undo")[0] == 0
        assert everything(root) == before


def test_the_only_copy_of_a_file_is_never_removed(root: Path, zi: Zi) -> None:
    source = root / "scan.pdf"
    for option in ([], ["--move"]):
        source.write_bytes(PDF)
        assert zi("mark", "1.i.a", "--file", str(source), "--date", "2025-09-01", "--by", "Ani", *option)[0] == 0
        source.write_bytes(b"%PDF-1.4 lain")
        code, _, err = zi("undo")
        assert code == 0
        assert "satu-satunya salinan" in err
        assert sum(each.read_bytes() == PDF for each in root.rglob("*.pdf")) == 1
        for each in root.rglob("bukti/**/*.pdf"):
            each.unlink()


def test_a_file_that_another_mark_records_stays(root: Path, zi: Zi) -> None:
    source = root / "scan.pdf"
    source.write_bytes(PDF)
    assert zi("mark", "1.i.a", "1.i.b", "--file", str(source), "--date", "2025-09-01", "--by", "Ani")[0] == 0
    (stored,) = root.rglob("bukti/**/*.pdf")
    assert zi("mark", "1.ii.a", "--file", str(stored), "--date", "2025-09-01", "--by", "Ani")[0] == 0
    assert zi("undo")[0] == 0
    assert stored.exists()


def test_a_merge_is_taken_back(root: Path, jambi: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch) -> None:
    def git(*args: str) -> None:
        names = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", *names, *args], check=False, capture_output=True)

    jambi.write_text(BASE, encoding="utf-8")
    git("init", "-q", "-b", "main")
    for branch, word in (("main", "Oktober"), ("lain", "Oktober # lain"), ("main", "Oktober # utama")):
        git("checkout", "-q", "-B", branch) if branch == "lain" else git("checkout", "-q", branch)
        jambi.write_text(BASE.replace("target_waktu: Oktober", f"target_waktu: {word}"), encoding="utf-8")
        git("add", "-A")
        git("commit", "-qm", word)
    git("merge", "lain")
    stopped = jambi.read_bytes()
    assert b"<<<<<<<" in stopped
    assert zi("merge")[0] == 0
    assert zi("undo")[0] == 0
    assert jambi.read_bytes() == stopped


def test_what_is_kept_is_the_users_own_and_bounded(root: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undoing, "MOST_ENTRIES", 3)
    for count in range(5):
        zi("mark", "1.i.b", "--force", "--link", f"https://a.example/{count}", "--date", "2025-09-01", "--by", "Budi")
    folder = undoing._folder(root)
    assert folder is not None
    kept = sorted(folder.glob("*.undo"))
    assert [each.stem for each in kept] == ["00000003", "00000004", "00000005"]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert all(stat.S_IMODE(each.stat().st_mode) == 0o600 for each in kept)
    (folder / "salinan 5.undo").write_bytes(b"")
    assert zi("mark", "1.i.b", "--force", "--link", "https://a.example/5", "--by", "Budi")[0] == 0
    kept = sorted(folder.glob("0*.undo"))
    assert kept[-1].stem == "00000006", "what bears no number is none of ours"
    kept[-1].write_bytes(b"rusak")
    code, _, err = zi("undo")
    assert code == 2
    assert "rusak" in err
    assert not kept[-1].exists()


def test_without_a_place_to_keep_it_a_change_is_made_all_the_same(
    root: Path, jambi: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "berkas"
    blocked.write_bytes(b"")
    monkeypatch.setenv("XDG_STATE_HOME", str(blocked))
    assert zi("mark", "1.i.b", "--link", "https://a.example/", "--date", "2025-09-01", "--by", "Budi")[0] == 0
    assert zi("undo")[0] == 2
