"""Evidence that lies elsewhere: in a folder that somebody holds, or with line ends that git has changed."""

import hashlib
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from zi_cli.bukti.held import held
from zi_cli.bukti.line_ends import difference
from zi_cli.bukti.register import Catatan, Tercatat

Zi = Callable[..., tuple[int, str, str]]
CONTENT = b"%PDF rahasia"


@pytest.fixture
def outside(jambi: Path, zi: Zi) -> Path:
    """A plan that keeps one file outside git, and has one in git; the folder outside."""
    text = jambi.read_text(encoding="utf-8")
    jambi.write_text(
        text.replace("- kode: 1.iv.d\n", "- kode: 1.iv.d\n            simpan: luar\n", 1), encoding="utf-8"
    )
    for name, code, content in (("lhkpn.bin", "1.iv.d", CONTENT), ("sk.bin", "1.i.a", b"SK")):
        Path(name).write_bytes(content)
        args = ("--file", name, "--date", "2025-10-01", "--move")
        assert zi("mark", code, *args, *(("--bukti", "LHKPN") if code == "1.iv.d" else ()))[0] == 0
    return jambi.parent / "bukti-luar"


def test_a_folder_is_searched_by_content_under_whatever_name(outside: Path, zi: Zi, tmp_path: Path) -> None:
    drive = tmp_path / "disk"
    (drive / "a" / "b").mkdir(parents=True)
    (drive / "lain.bin").write_bytes(b"bukan bukti")
    (drive / "sama besar").write_bytes(b"%PDF RAHASIA")
    shutil.rmtree(outside)
    code, out, _ = zi("verify", "disk")
    assert (code, "tidak ada di komputer ini maupun di disk" in out) == (1, True)
    (drive / "a" / "b" / "scan 1").write_bytes(CONTENT)
    code, out, _ = zi("verify", "disk")
    assert code == 0
    assert "a/b/scan 1: bukti-luar/1.iv.d/" in out
    assert "2 berkas di disk tidak tercatat" in out
    (said,) = json.loads(zi("verify", "disk", "--format", "json")[1])["rencana"]
    assert (said["tidak_di_sini"], said["di_folder"][0]["di"]) == ([], "a/b/scan 1")
    assert zi("verify", "--luar", "disk")[0] == 0


def test_what_is_gone_or_changed_here_is_found_there(jambi: Path, outside: Path, zi: Zi, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "disk" / "SK asli").write_bytes(b"SK")
    (path,) = (jambi.parent / "bukti" / "1.i.a").iterdir()
    path.write_bytes(b"XX")
    code, out, _ = zi("verify", "disk")
    assert (code, "yang tercatat ada di disk: SK asli, salin ke tempatnya" in out) == (1, True)
    path.unlink()
    assert "SK asli" in zi("verify", "disk")[1]


def test_a_bag_that_lost_its_mark_is_still_judged_as_one(outside: Path, zi: Zi) -> None:
    assert zi("bundle", "-o", "kantong")[0] == 0
    Path("kantong/bagit.txt").unlink()
    code, out, _ = zi("verify", "kantong")
    assert (code, "bagit.txt tidak ada" in out) == (1, True)


def test_an_orphan_is_told_with_the_command_that_records_it(jambi: Path, zi: Zi) -> None:
    orphan = jambi.parent / "bukti" / "1.i.b" / "notula rapat.bin"
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(b"notula")
    assert 'zi mark 1.i.b --file "bukti/1.i.b/notula rapat.bin"' in zi("verify")[1]
    assert zi("mark", "1.i.b", "--file", "bukti/1.i.b/notula rapat.bin")[0] == 0
    assert "tidak tercatat" not in zi("verify")[1]


@pytest.mark.parametrize(
    ("recorded", "here", "told"),
    [
        (b"a\nb\n", b"a\r\nb\r\n", "LF menjadi CRLF"),
        (b"a\r\nb\r\n", b"a\nb\n", "CRLF menjadi LF"),
        (b"a\nb\n", b"a\nc\n", "isinya lain"),
        (b"x" * (1 << 20) + b"\n", b"x" * ((1 << 20) - 0) + b"\r\n", "LF menjadi CRLF"),
        (b"x" * ((1 << 20) - 1) + b"\n", b"x" * ((1 << 20) - 1) + b"\r\n", "LF menjadi CRLF"),
        (b"a\rb", b"a\rb", None),
    ],
)
def test_line_ends_that_git_changed_are_named(tmp_path: Path, recorded: bytes, here: bytes, told: str | None) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(here)
    record = Catatan(date(2025, 8, 1), hashlib.sha256(recorded).hexdigest(), len(recorded), True, ())
    said = difference(Tercatat([record], ["1.i.a"]), (hashlib.sha256(here).hexdigest(), len(here)), path)
    assert (told is None and said is None) or (told is not None and told in str(said))


def test_a_file_recorded_without_a_hash_makes_none_of_the_folder_known(tmp_path: Path) -> None:
    (tmp_path / "foto.jpg").write_bytes(b"liburan")
    recorded = {"bukti/1.i.a/sk.pdf": Tercatat([Catatan(date(2025, 8, 1), None, 9, True, ())], ["1.i.a"])}
    assert held(tmp_path, recorded).strange == 1
