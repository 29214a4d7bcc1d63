"""The register: files taken in, what is refused, periods, reviews, verifying, and the office's day from end to end."""

import hashlib
import json
import os
import re
import shlex
import shutil
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bagit
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zi_cli.plan.rujukan import read_path, safe_name

Zi = Callable[..., tuple[int, str, str]]
SK = "1.i.a SK Tim Kerja ZI Tahun 2025 yang ditandatangani oleh Ketua KPU Kota Jambi"


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A file from a scanner, outside every plan."""
    path = tmp_path / "Unduhan" / "scan 001.PDF"
    path.parent.mkdir()
    path.write_bytes(b"%PDF-1.7 SK Tim Kerja")
    return path


def short(content: bytes) -> str:
    """The digits of its hash that a stored file bears in its name."""
    return hashlib.sha256(content).hexdigest()[:8]


def bukti(jambi: Path) -> list[str]:
    """Every file in the plan's folder but the plan."""
    folder = jambi.parent
    return sorted(each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file() and each != jambi)


def warned(zi: Zi) -> set[str]:
    """The rules that the register breaks; the decree has its own oddities."""
    found = json.loads(zi("check", "--on", "2025-12-31", "--format", "json")[1])["temuan"]
    return {each["aturan"] for each in found if each["aturan"].startswith(("realisasi", "periode", "berkas", "huruf"))}


def document(zi: Zi, kode: str, on: str = "2025-12-31") -> Any:
    return json.loads(zi("show", kode, "--on", on, "--format", "json")[1])["rencana"][0]["indikator"][0]["bukti"][0]


# --- collecting ---


def test_a_file_is_copied_named_and_recorded(jambi: Path, zi: Zi, scan: Path) -> None:
    code, out, _ = zi("mark", "1.i.a", "--file", str(scan), "--by", "Ani", "--date", "2025-08-20")
    name = f"bukti/1.i.a/{SK} ({short(scan.read_bytes())}).PDF"
    assert (code, bukti(jambi)) == (0, [name])
    assert name in out
    assert (jambi.parent / name).read_bytes() == scan.read_bytes()
    text = jambi.read_text(encoding="utf-8")
    assert f"berkas: {name}\n" in text
    assert "asal: scan 001.PDF\n" in text
    assert hashlib.sha256(scan.read_bytes()).hexdigest() in text
    assert f"ukuran: {scan.stat().st_size}\n" in text
    assert warned(zi) == set()


def test_nothing_is_overwritten_and_the_same_content_is_the_same_file(jambi: Path, zi: Zi, scan: Path) -> None:
    folder = jambi.parent / "bukti" / "1.i.a"
    folder.mkdir(parents=True)
    name = f"{SK} ({short(scan.read_bytes())})"
    (folder / f"{name}.pdf").write_text("milik orang")  # the same name on a disk that does not tell A from a
    assert zi("mark", "1.i.a", "--file", str(scan))[0] == 0
    assert bukti(jambi) == [f"bukti/1.i.a/{name} (2).PDF", f"bukti/1.i.a/{name}.pdf"]
    assert (folder / f"{name}.pdf").read_text() == "milik orang"
    (folder / f"{name}.pdf").unlink()
    assert zi("mark", "1.i.a", "--file", str(scan), "--force", "--no-asal")[0] == 0
    assert zi("mark", "1.i.a", "--file", str(scan), "--force", "--no-asal")[0] == 0
    assert bukti(jambi) == [f"bukti/1.i.a/{name} (2).PDF", f"bukti/1.i.a/{name}.PDF"]
    assert jambi.read_text(encoding="utf-8").count("asal: scan 001.PDF") == 1


def test_a_file_that_is_gone_comes_back_under_its_name(jambi: Path, zi: Zi, scan: Path) -> None:
    assert zi("mark", "1.i.a", "--file", str(scan))[0] == 0
    (name,) = bukti(jambi)
    (jambi.parent / name).unlink()
    assert zi("mark", "1.i.a", "--file", str(scan), "--force")[0] == 0
    assert bukti(jambi) == [name]
    assert zi("verify")[0] == 0


def test_a_file_of_one_period_bears_its_name(jambi: Path, zi: Zi, scan: Path) -> None:
    assert zi("mark", "2.ii.b", "--period", "Oktober", "--file", str(scan))[0] == 0
    assert zi("mark", "2.ii.b", "--file", str(scan))[0] == 0
    first, second = bukti(jambi)
    digits = short(scan.read_bytes())
    assert first.endswith(f", Agustus 2025 ({digits}).PDF")
    assert second.endswith(f", Oktober 2025 ({digits}).PDF")


def test_several_files_of_one_document_are_one_realisasi(jambi: Path, zi: Zi, scan: Path, tmp_path: Path) -> None:
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(b"jpg")
    before = jambi.read_bytes()
    assert zi("mark", "1.i.a", "--file", str(scan), "--file", str(photo), "--by", "Ani")[0] == 0
    assert len(bukti(jambi)) == 2
    text = jambi.read_text(encoding="utf-8")
    assert (text.count("tanggal: 20"), text.count("berkas_lain:"), text.count("sha256:")) == (2, 1, 2)
    assert zi("verify")[0] == 0
    code, _, err = zi("unmark", "1.i.a")
    assert (code, jambi.read_bytes()) == (0, before)
    assert "tidak dihapus" in err
    assert len(bukti(jambi)) == 2


def test_move_takes_the_source_away_only_after_the_plan_names_it(jambi: Path, zi: Zi, scan: Path) -> None:
    assert zi("mark", "1.i.z", "--file", str(scan), "--move")[0] == 2
    assert scan.exists()
    assert zi("mark", "1.i.a", "--file", str(scan), "--move")[0] == 0
    assert not scan.exists()
    scan.write_bytes(b"%PDF-1.7 satu lagi")
    shortcut = scan.with_name("pintasan.pdf")
    shortcut.symlink_to(scan)
    code, _, err = zi("mark", "1.i.b", "--file", str(shortcut), "--move")
    assert (code, shortcut.is_symlink(), scan.exists()) == (0, False, True)
    assert f"berkasnya tetap di {scan}" in err
    assert zi("verify")[0] == 0


def test_a_file_in_the_plans_folder_is_recorded_where_it_is(jambi: Path, zi: Zi, tmp_path: Path) -> None:
    inside = jambi.parent / "bukti" / "rapat" / "undangan.pdf"
    inside.parent.mkdir(parents=True)
    inside.write_text("undangan")
    assert zi("mark", "1.i.a", "--file", str(inside))[0] == 0
    assert zi("mark", "1.i.b", "--file", "bukti/rapat/undangan.pdf", "--move")[0] == 0  # as the plan writes it
    assert bukti(jambi) == ["bukti/rapat/undangan.pdf"]
    assert jambi.read_text().count("berkas: bukti/rapat/undangan.pdf") == 2


def test_one_document_of_several_rows_is_stored_once(jambi: Path, zi: Zi, scan: Path) -> None:
    assert zi("mark", "1.ii.a", "1.ii.b", "1.iii.a", "--file", str(scan))[0] == 0
    assert bukti(jambi) == [f"bukti/1.ii.a/1.ii.a SK Rencana Aksi Pembangunan ZI ({short(scan.read_bytes())}).PDF"]
    assert jambi.read_text().count("berkas: bukti/1.ii.a/") == 3


def test_every_row_that_asks_for_a_document_is_marked_after_it_was_shown(jambi: Path, zi: Zi, scan: Path) -> None:
    before = jambi.read_bytes()
    code, out, err = zi("mark", "--dokumen", "SK Rencana Aksi", "--file", str(scan))
    assert (code, out, jambi.read_bytes()) == (2, "", before)
    assert "--yes" in err
    assert [line.split()[0] for line in err.splitlines()[:3]] == ["1.ii.a", "1.ii.b", "1.iii.a"]
    assert zi("mark", "1.ii.b", "--by", "Ani", "--date", "2025-09-01")[0] == 0
    code, out, err = zi("mark", "--dokumen", "sk rencana aksi", "--file", str(scan), "--yes")
    assert code == 0
    assert "1.ii.b SK Rencana Aksi Pembangunan ZI (sudah ditandai)" in err
    assert jambi.read_text().count("berkas: bukti/1.ii.a/") == 2
    assert "sudah ditandai" in zi("mark", "--dokumen", "SK Rencana Aksi", "--yes")[2]
    code, _, err = zi("mark", "--dokumen", "SK ", "--yes")
    assert (code, "  - SK Rencana Aksi Pembangunan ZI\n" in err) == (2, True)
    assert "Tidak ada dokumen" in zi("mark", "--dokumen", "SK Rencana Aksy Pembangunan ZI", "--yes")[2]


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize(("answer", "code", "marks"), [("t", 2, 0), ("", 2, 0), ("ya", 0, 3)])
def test_on_a_terminal_it_asks(jambi: Path, answer: str, code: int, marks: int) -> None:
    import pty

    main, theirs = pty.openpty()
    args = [sys.executable, "-m", "zi_cli", "mark", "--dokumen", "SK Rencana Aksi", "--by", "Ani"]
    process = subprocess.Popen(args, stdin=theirs, stderr=theirs, stdout=subprocess.DEVNULL)
    os.close(theirs)
    said = b""
    while b"[y/T]" not in said:
        said += os.read(main, 1000)
    os.write(main, f"{answer}\n".encode())
    assert process.wait() == code
    os.close(main)
    assert b"1.iii.a SK Rencana Aksi" in said
    assert jambi.read_text().count("realisasi:") == marks


def test_a_dry_run_copies_nothing(jambi: Path, zi: Zi, scan: Path) -> None:
    before = jambi.read_bytes()
    code, out, _ = zi("mark", "1.i.a", "--file", str(scan), "--move", "--dry-run")
    assert code == 0
    assert f"berkas: bukti/1.i.a/{SK} ({short(scan.read_bytes())}).PDF" in out
    assert (jambi.read_bytes(), bukti(jambi), scan.exists()) == (before, [], True)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda at: at.mkdir(), "itu folder"),
        (lambda at: at.touch(), "kosong"),
        (lambda at: None, "tidak ada"),
        (os.mkfifo, "bukan berkas biasa"),
        (lambda at: at.symlink_to(at), "symlink berputar"),
    ],
)
def test_what_is_no_evidence_is_refused(jambi: Path, zi: Zi, make: Callable[[Path], None], said: str) -> None:
    before = jambi.read_bytes()
    make(Path("itu.pdf"))
    code, out, err = zi("mark", "1.i.a", "--file", "itu.pdf")
    assert (code, out, jambi.read_bytes(), bukti(jambi)) == (2, "", before, [])
    assert said in err


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "kosong"),
        ("a\0b", "NUL"),
        ("x" * 300, "terlalu panjang"),
        ("C:/sk.pdf", "bukan jalur di dalam"),
        ("../../../../../tidak/ada", "menunjuk ke luar folder"),
        ("/tidak/ada.pdf", "tidak ada"),
        ("rencana.yaml", "bukan bukti"),
    ],
)
def test_paths_that_lead_nowhere_are_refused(jambi: Path, zi: Zi, name: str, said: str) -> None:
    before = jambi.read_bytes()
    code, out, err = zi("mark", "1.i.a", "--file", name)
    assert (code, out, jambi.read_bytes(), bukti(jambi)) == (2, "", before, [])
    assert said in err


def test_a_symlink_out_of_the_plans_folder_is_refused(jambi: Path, zi: Zi, scan: Path) -> None:
    (jambi.parent / "sk.pdf").symlink_to(scan)
    code, _, err = zi("mark", "1.i.a", "--file", str(jambi.parent / "sk.pdf"))
    assert code == 2
    assert "menunjuk ke luar folder rencana melalui symlink" in err


@pytest.mark.parametrize("link", ["bukti", "bukti/1.i.a"])
def test_nothing_is_stored_through_a_symlink_out_of_the_plans_folder(
    jambi: Path, zi: Zi, scan: Path, tmp_path: Path, link: str
) -> None:
    outside = tmp_path / "luar"
    outside.mkdir()
    before = jambi.read_bytes()
    (jambi.parent / link).parent.mkdir(exist_ok=True)
    (jambi.parent / link).symlink_to(outside)
    for more in ([], ["--dry-run"]):
        code, _, err = zi("mark", "1.i.a", "--file", str(scan), *more)
        assert (code, list(outside.iterdir()), jambi.read_bytes()) == (2, [], before)
        assert "melalui symlink" in err
    assert [each.name for each in jambi.parent.iterdir() if each.is_file()] == ["rencana.yaml"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions")
def test_a_file_that_may_not_be_read_is_refused() -> None:
    code = (
        "import os, tempfile, pathlib\n"
        "from zi_cli.bukti.handed import handed_file\n"
        "from zi_cli.errors import Refusal\n"
        "folder = pathlib.Path(tempfile.mkdtemp()); folder.chmod(0o755); file = folder / 'sk.pdf'\n"
        "file.write_text('x'); file.chmod(0)\n"
        "if os.getuid() == 0: os.seteuid(65534)\n"
        "try: handed_file(str(file), folder / 'rencana')\n"
        "except Refusal as refusal: print(refusal)\n"
        "if os.getuid() == 0: os.seteuid(0)\n"
        "file.unlink(); folder.rmdir()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "tidak dapat dibaca: tidak ada izin" in done.stdout, done.stderr


@given(st.text(max_size=200), st.sampled_from([".pdf", ".tar.gz", ""]))
@example('a"\u0301', ".pdf")
def test_any_documents_name_makes_a_file_name_for_every_system(text: str, suffix: str) -> None:
    name = safe_name(f"6.v.b2 {text}", 120) + suffix
    assert read_path(f"bukti/6.v.b2/{name}")
    assert "%" not in name
    assert len(name) <= 128
    assert len(name.encode()) <= 255


def test_links_are_http_and_nothing_is_fetched(jambi: Path, zi: Zi) -> None:
    link = "https://drive.contoh.go.id/berkas?id=1#x"
    code, out, _ = zi("mark", "1.i.a", "--link", link)
    assert (code, f"  {link}\n" in out) == (0, True)
    for link in ("ftp://a.go.id/x", "file:///etc/passwd", "https://a b.go.id", "https://user:x@a.go.id/"):
        assert zi("mark", "1.i.b", "--link", link)[0] == 2


# --- periods ---


def test_a_period_is_recorded_and_the_open_ones_are_told(jambi: Path, zi: Zi) -> None:
    assert zi("mark", "2.ii.b", "--date", "2025-11-01")[0] == 0  # the first that is open
    for period in ("Oktober", "2025-11"):
        assert zi("mark", "2.ii.b", "--period", period, "--date", "2025-11-02")[0] == 0
    assert zi("mark", "1.iii.b", "--period", "TW IV", "--date", "2025-11-02")[0] == 0
    found = document(zi, "2.ii.b")
    assert (found["keadaan"], found["terbuka"]) == ("sebagian", ["2025-09-30", "2025-12-31"])
    assert [each["nama"] for each in found["periode"] if each["keadaan"] == "belum"] == [
        "September 2025",
        "Desember 2025",
    ]
    assert "(September 2025, Desember 2025)" in zi("list", "--text", "absensi", "--on", "2025-12-01")[1]
    assert "Rekap absensi setiap bulan (September 2025)" in zi("status", "--on", "2025-12-01")[1]
    assert "Triwulan III 2025" in zi("show", "1.iii.b")[1]
    assert "bukan periode" in zi("mark", "2.ii.b", "--period", "Januari", "--force")[2]


# --- reviews ---


def test_a_review_opens_again_until_a_newer_realisasi_answers(jambi: Path, zi: Zi) -> None:
    def state(on: str) -> str:
        return str(document(zi, "1.i.a", on)["keadaan"])

    place = ("--place", "papan pengumuman")
    assert zi("mark", "1.i.a", "--date", "2025-08-20", "--by", "Ani", *place)[0] == 0
    review = ("review", "1.i.a", "--by", "TPI", "--date", "2025-09-10")
    assert zi(*review, "--result", "perlu-perbaikan", "--note", "belum ditandatangani")[0] == 0
    assert (state("2025-09-09"), state("2025-09-10")) == ("terkumpul", "perlu_perbaikan")
    assert zi("list", "--state", "Perlu-Perbaikan", "--on", "2025-09-11")[1].splitlines()[3].startswith("1.i.a\t")
    page = zi("status", "--on", "2025-09-11")[1]
    assert page.index("Perlu perbaikan (1)") < page.index("Terlambat (")
    assert "belum ditandatangani" in page
    assert "1 perlu perbaikan" in page

    assert (
        zi("mark", "1.i.a", "--date", "2025-09-10", "--by", "Ani", *place)[0] == 0
    )  # no --force; the same day, below it
    assert state("2025-09-10") == "terkumpul"
    assert zi("review", "1.i.a", "--by", "TPI", "--date", "2025-09-12", "--result", "SESUAI")[0] == 0
    assert state("2025-09-12") == "sesuai"
    kept = document(zi, "1.i.a")["realisasi"]
    assert [(each["oleh"], [one["hasil"] for one in each["pemeriksaan"]]) for each in kept] == [
        ("Ani", ["perlu perbaikan"]), ("Ani", ["sesuai"]),
    ]  # fmt: skip
    told = zi("show", "1.i.a")[1].partition("Riwayat")[2].splitlines()[2:]
    assert [line.split("\t")[1] for line in told] == [
        "terkumpul", "diperiksa: perlu perbaikan", "terkumpul", "diperiksa: sesuai",
    ]  # fmt: skip
    counts = json.loads(zi("status", "--on", "2025-09-12", "--format", "json")[1])["rencana"][0]["bukti"]
    assert (counts["dokumen"], counts["sesuai"], counts["terkumpul"]) == (105, 1, 0)
    code, _, err = zi("unmark", "1.i.a")
    assert code == 2
    assert "sudah diperiksa TPI" in err
    assert warned(zi) == set()


def test_a_review_of_one_period_opens_that_period(jambi: Path, zi: Zi) -> None:
    for month in ("Agustus", "September", "Oktober"):
        assert zi("mark", "2.ii.b", "--period", month, "--date", "2025-11-01", "--place", "lemari")[0] == 0
    args = (
        "review",
        "2.ii.b",
        "--result",
        "perlu-perbaikan",
        "--by",
        "TPI",
        "--note",
        "kurang",
        "--date",
        "2025-11-02",
    )
    assert zi(*args, "--period", "September")[0] == 0
    found = document(zi, "2.ii.b")
    assert [each["nama"] for each in found["periode"] if each["keadaan"] == "perlu_perbaikan"] == ["September 2025"]
    assert (
        zi("mark", "2.ii.b", "--date", "2025-11-03", "--place", "lemari")[0] == 0
    )  # answers what was opened, not November
    states = [each["keadaan"] for each in document(zi, "2.ii.b")["periode"]]
    assert states == ["terkumpul"] * 3 + ["belum"] * 2
    assert zi(*args)[0] == 2  # the last is of a later day
    assert "belum ditandai untuk Desember" in zi(*args, "--period", "Desember")[2]
    assert "bukan periode" in zi(*args, "--period", "Januari")[2]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--result", "sesuai"), "belum terkumpul"),
        (("--result", "sesuaii"), "Maksudnya sesuai?"),
        (("--result", "perlu-perbaikan"), "--note"),
        (("--result", "sesuai", "--date", "2099-01-01"), "belum terjadi"),
    ],
)
def test_reviews_that_cannot_be(jambi: Path, zi: Zi, args: tuple[str, ...], said: str) -> None:
    before = jambi.read_bytes()
    code, out, err = zi("review", "1.i.a", "--by", "TPI", *args)
    assert (code, out, jambi.read_bytes()) == (2, "", before)
    assert said in err


def test_what_only_some_of_the_rows_asked_for_can_be_given_is_refused_whole(jambi: Path, zi: Zi) -> None:
    assert zi("mark", "1.i.a", "--date", "2025-08-20", "--place", "lemari")[0] == 0
    assert zi("mark", "1.iv.d", "--bukti", "LHKPN", "--date", "2025-08-20")[0] == 0
    before = jambi.read_bytes()
    for args in (("review", "--by", "TPI", "--result", "sesuai"), ("unmark",)):
        code, out, err = zi(*args, "1.i.a", "1.i.b")
        assert (code, out, jambi.read_bytes()) == (2, "", before)
        assert err.startswith("zi: 1.i.b ")
    assert zi("unmark", "1.i.a", "1.iv.d")[0] == 0  # of a row with marks, those that bear one


def test_an_answer_is_not_from_before_the_review(jambi: Path, zi: Zi) -> None:
    assert zi("mark", "2.ii.b", "--period", "Agustus", "--date", "2025-09-01", "--place", "lemari")[0] == 0
    review = ("--result", "perlu-perbaikan", "--by", "TPI", "--note", "buram", "--date", "2025-09-10")
    assert zi("review", "2.ii.b", *review)[0] == 0
    before = jambi.read_bytes()
    for more in ([], ["--period", "Agustus"], ["--force"]):
        code, _, err = zi("mark", "2.ii.b", "--date", "2025-09-09", *more)
        assert (code, jambi.read_bytes()) == (2, before)
        assert "--date harus 10 September 2025 atau sesudahnya" in err
    assert zi("mark", "2.ii.b", "--period", "September", "--date", "2025-09-09")[0] == 0  # answers nothing
    assert zi("mark", "2.ii.b", "--period", "Agustus", "--date", "2025-09-10")[0] == 0


# --- verifying ---


def test_verify_says_what_is_gone_changed_unrecorded_and_there_twice(jambi: Path, zi: Zi, tmp_path: Path) -> None:
    for name, content in (("a.pdf", b"satu"), ("b.pdf", b"dua!"), ("c.pdf", b"tiga"), ("d.pdf", b"satu")):
        (tmp_path / name).write_bytes(content)
    for kode, name in (("1.i.a", "a.pdf"), ("1.i.b", "b.pdf"), ("1.ii.a", "c.pdf"), ("1.ii.b", "d.pdf")):
        assert zi("mark", kode, "--file", name)[0] == 0
    (jambi.parent / "bukti" / "catatan.txt").write_text("?")
    before = jambi.read_bytes()
    code, out, _ = zi("verify", "--format", "json")
    (found,) = json.loads(out)["rencana"]
    assert (code, found["beda"], found["berkas"], found["tak_tercatat"]) == (0, [], 4, ["bukti/catatan.txt"])
    assert [[name[6:12].rstrip("/") for name in names] for names in found["sama"]] == [["1.i.a", "1.ii.b"]]

    gone = f"bukti/1.ii.a/1.ii.a SK Rencana Aksi Pembangunan ZI ({short(b'tiga')}).pdf"
    (jambi.parent / f"bukti/1.i.b/1.i.b{SK[5:]} ({short(b'dua!')}).pdf").write_bytes(b"lain")
    (jambi.parent / gone).unlink()
    code, out, _ = zi("verify")
    assert code == 1
    assert "berubah sejak dicatat: ukurannya sama, isinya lain" in out
    assert f"bukti/1.i.a/{SK} ({short(b'satu')}).pdf\n= bukti/1.ii.b/" in out
    assert f"1.ii.a\t{gone}\ttidak ada" in out
    assert "[berkas-hilang]" in zi("check")[1]
    code, _, err = zi("bundle", "-o", "b.zip")
    assert code == 2
    assert "tidak dapat dikemas" in err
    (jambi.parent / gone).write_bytes(b"tiga")
    code, _, err = zi("bundle", "-o", "b.zip")
    assert code == 2
    assert "berubah sejak dicatat" in err
    assert not [each for each in tmp_path.iterdir() if "b.zip" in each.name]
    assert jambi.read_bytes() == before


def test_a_changed_file_is_recorded_under_another_name_and_the_old_one_stops_nothing(
    jambi: Path, zi: Zi, scan: Path
) -> None:
    assert zi("mark", "1.iv.d", "--bukti", "LHKPN", "--file", str(scan), "--date", "2025-10-01")[0] == 0
    (old,) = bukti(jambi)
    (jambi.parent / old).write_bytes(b"%PDF-1.7 diganti")
    code, _, err = zi("mark", "1.iv.d", "--bukti", "LHKPN", "--file", old, "--force")
    assert code == 2
    assert "simpan dengan nama lain" in err
    code, _, err = zi("bundle", "-o", "b.zip")
    assert (code, zi("verify")[0]) == (2, 1)
    cure = shlex.split(err.splitlines()[-1].replace("BARU", shlex.quote(str(scan))))
    assert cure[:2] == ["zi", "mark"]
    assert zi(*cure[1:])[0] == 0
    for gone in (False, True):
        if gone:
            (jambi.parent / old).unlink()
        code, out, _ = zi("verify", "--format", "json")
        (found,) = json.loads(out)["rencana"]
        assert (code, found["beda"], [each["berkas"] for each in found["digantikan"]]) == (0, [], [old])
        assert "sudah digantikan" in zi("verify")[1]
        assert zi("bundle", "-o", f"b{gone}")[0] == 0
        gaps = Path(f"b{gone}/data/indeks.md").read_text(encoding="utf-8").partition("Yang belum lengkap")[2]
        assert ("tidak ada" if gone else "berubah sejak dicatat") in gaps
        assert len(list(Path(f"b{gone}/data/AREA I").rglob("*.PDF"))) == 1


def test_two_records_of_one_path_that_both_count_must_agree(jambi: Path, zi: Zi, scan: Path) -> None:
    assert zi("mark", "1.i.a", "1.i.b", "--file", str(scan), "--date", "2025-10-01")[0] == 0
    (name,) = bukti(jambi)
    old, new = scan.read_bytes(), b"%PDF-1.7 baru"
    text = jambi.read_text(encoding="utf-8")
    digest = [hashlib.sha256(each).hexdigest() for each in (old, new)]
    head, _, tail = text.rpartition("tanggal: 2025-10-01")  # as two people left it before mark refused it
    tail = tail.replace(digest[0], digest[1], 1).replace(f"ukuran: {len(old)}", f"ukuran: {len(new)}", 1)
    jambi.write_text(f"{head}tanggal: 2025-11-01{tail}", encoding="utf-8")
    for content in (old, new):
        (jambi.parent / name).write_bytes(content)
        code, out, _ = zi("verify")
        assert (code, "tercatat dengan dua isi yang berbeda" in out) == (1, True)
        code, out, _ = zi("check")
        assert (code, "[berkas-dua-isi]" in out) == (1, True)
        assert zi("bundle", "-o", "b.zip")[0] == 2
    assert document(zi, "1.i.a")["keadaan"] == "terkumpul"  # the row still counts


def test_a_later_mark_of_the_same_deadline_replaces_what_it_put_another_file_in_the_place_of(
    jambi: Path, zi: Zi, scan: Path
) -> None:
    assert zi("mark", "1.i.a", "--file", str(scan), "--date", "2025-10-01")[0] == 0
    (name,) = bukti(jambi)
    assert zi("mark", "1.i.a", "--file", str(scan), "--date", "2025-11-01", "--force")[0] == 0
    old, new = scan.read_bytes(), b"%PDF-1.7 baru"
    digest = [hashlib.sha256(each).hexdigest() for each in (old, new)]
    head, mark, tail = jambi.read_text(encoding="utf-8").rpartition("tanggal: 2025-11-01")
    tail = tail.replace(digest[0], digest[1], 1).replace(f"ukuran: {len(old)}", f"ukuran: {len(new)}", 1)
    jambi.write_text(head + mark + tail, encoding="utf-8")
    (jambi.parent / name).write_bytes(new)
    assert zi("verify")[0] == 0
    assert zi("bundle", "-o", "b.zip")[0] == 0
    assert "berkas-dua-isi" not in zi("check", "--format", "json")[1]


# --- the day, from end to end ---


def test_the_offices_day(jambi: Path, zi: Zi, scan: Path, tmp_path: Path) -> None:
    photo = tmp_path / "foto rapat.jpg"
    photo.write_bytes(b"jpg" * 1000)
    assert zi("mark", "1.i.a", "1.i.b", "--file", str(scan), "--by", "Ani", "--date", "2025-08-20")[0] == 0
    assert zi("mark", "--dokumen", "SK Rencana Aksi", "--file", str(photo), "--yes", "--date", "2025-09-20")[0] == 0
    link = ("--link", "https://a.go.id/agustus")
    assert zi("mark", "2.ii.b", "--period", "Agustus", *link, "--date", "2025-09-01")[0] == 0
    review = ("review", "--by", "TPI", "--date", "2025-10-01", "--result")
    assert zi(*review, "sesuai", "1.i.a", "1.i.b")[0] == 0
    assert zi(*review, "perlu-perbaikan", "--note", "buram", "1.ii.a")[0] == 0
    assert zi("mark", "1.ii.a", "--file", str(scan), "--date", "2025-10-02")[0] == 0
    assert zi("verify")[0] == 0
    assert warned(zi) == set()

    for out in ("satu.zip", "dua.zip", "kantong"):
        assert zi("bundle", "-o", out, "--on", "2025-10-15")[0] == 0
        assert zi("verify", out)[0] == 0
    assert Path("satu.zip").read_bytes() == Path("dua.zip").read_bytes()
    before = Path("satu.zip").read_bytes()
    for taken in (
        "kantong",
        "satu.zip",
        ".",
        "/",
        "",
        "-",
        "satu.zip/b.zip",
        "plans/baru",
        f"{jambi.parent}/bukti/b.zip",
    ):
        code, out, err = zi("bundle", "-o", taken)
        assert (code, out, err.count("\n")) == (2, "", 1), taken
    assert Path("satu.zip").read_bytes() == before
    assert zi("bundle", "-o", "n" * 250 + ".zip")[0] == 0
    assert zi("bundle", "-o", "n" * 260 + ".zip")[0] == 2
    assert not list(tmp_path.rglob(".zi-*"))
    bagit.Bag("kantong").validate()
    with zipfile.ZipFile("satu.zip") as zip_:
        zip_.extractall("buka")
    bagit.Bag("buka/kpu-kota-jambi-2025").validate()
    data = Path("kantong/data")
    assert (data / "rencana.yaml").read_bytes() == jambi.read_bytes()
    files = sorted(each.relative_to(data).as_posix() for each in data.rglob("*") if each.is_file())
    assert f"AREA I/i. Penyusunan Tim Kerja/{SK}.PDF" in files
    assert "AREA I/ii. Rencana Pembangunan Zona Integritas/1.ii.a SK Rencana Aksi Pembangunan ZI.PDF" in files
    assert sum(name.startswith("AREA") for name in files) == 5  # what was answered stays at home
    index = (data / "indeks.html").read_text(encoding="utf-8")
    for target in _tautan(index):
        assert target.startswith(("https://a.go.id/", "#")) or (data / target).is_file(), target
    assert "http://" not in index.replace("https://a.go.id", "")
    assert len((data / "indeks.csv").read_text(encoding="utf-8-sig").splitlines()) > 100

    assert zi("answer", "1.i.a", "Ya")[0] == 0
    assert zi("bundle", "-o", "sesuai.zip", "--only", "sesuai", "--area", "1", "--on", "2025-10-15")[0] == 0
    with zipfile.ZipFile("sesuai.zip") as zip_:
        names = [name.partition("/")[2] for name in zip_.namelist()]
        told = [zip_.read(f"kpu-kota-jambi-2025/{name}").decode() for name in ("bag-info.txt", "data/indeks.html")]
    assert sum("/AREA " in name for name in names) == 2
    assert {"data/lke.yaml", "data/lke.html"} <= set(names)
    assert all("hanya area 1; berkas hanya dari yang sudah diperiksa dan sesuai" in each for each in told)


def test_the_index_tells_what_is_late_what_is_empty_and_what_was_never_asked_for(
    jambi: Path, zi: Zi, scan: Path
) -> None:
    assert zi("mark", "1.i.a", "--date", "2025-08-20")[0] == 0
    assert zi("mark", "1.i.b", "--file", str(scan), "--date", "2025-08-20")[0] == 0
    assert zi("bundle", "-o", "b", "--on", "2025-10-15")[0] == 0
    whole, _, gaps = Path("b/data/indeks.html").read_text(encoding="utf-8").partition('<h2 id="kurang">')
    assert '<td role="cell" class="nada-waspada" data-label="KEADAAN">ditandai</td>' in whole
    assert '<td role="cell" data-label="KEADAAN">terkumpul</td>' in whole
    assert '<th role="rowheader" scope="row" class="utuh" data-label="KODE">6.iii.a</th>' in whole
    assert "ditandai tanpa berkas, tautan, atau tempat" in gaps
    assert "terlambat 45 hari" in gaps
    assert "belum jatuh tempo" in gaps


def _tautan(html: str) -> list[str]:
    import re
    from html import unescape
    from urllib.parse import unquote

    return [unquote(unescape(each)) for each in re.findall(r'href="([^"]+)"', html)]


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("changed", "{}: isinya berbeda dari yang disebut manifest (sha256)"),
        ("grown", "{}: isinya berbeda dari yang disebut manifest (sha256)"),
        ("gone", "{}: tidak ada"),
        ("added", "sisipan.pdf: tidak disebut manifest"),
        ("renamed", "lain.pdf: tidak disebut manifest"),
        ("a pipe", "pipa: pipa atau alat, bukan berkas"),
        ("a symlink", "{}: symlink, bukan berkas"),
        ("no bag", "bukan paket BagIt"),
        ("no text", "tidak terbaca"),
    ],
)
def test_a_bag_that_was_touched_is_found_out(jambi: Path, zi: Zi, scan: Path, harm: str, said: str) -> None:
    assert zi("mark", "1.i.a", "--file", str(scan))[0] == 0
    assert zi("bundle", "-o", "kantong")[0] == 0
    (target,) = Path("kantong/data").rglob("*.PDF")
    match harm:
        case "changed":
            target.write_bytes(b"%PDF-1.7 SK Tim Kerj?")
        case "grown":
            target.write_bytes(b"%PDF-1.7 SK Tim Kerja, dua")
        case "a pipe":
            os.mkfifo(target.parent / "pipa")
        case "a symlink":
            target.unlink()
            target.symlink_to("/etc/passwd")
        case "no bag":
            Path("kantong/bagit.txt").unlink()
        case "no text":
            Path("kantong/bag-info.txt").write_bytes(b"\xff")
        case "gone":
            target.unlink()
        case "added":
            (target.parent / "sisipan.pdf").write_text("x")
        case _:
            target.rename(target.with_name("lain.pdf"))
    code, out, err = zi("verify", "kantong")
    assert (code, err) == (1, "")
    assert "tidak utuh" in out
    assert said.format(target.relative_to("kantong")) in out


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 bukan", b"%PDF"])
def test_what_is_no_bag_is_no_traceback(jambi: Path, zi: Zi, content: bytes) -> None:
    Path("x.zip").write_bytes(content)
    code, _, err = zi("verify", "x.zip")
    assert code == 2
    assert "bukan berkas zip yang utuh" in err
    assert zi("verify", "tidak-ada.zip")[0] == 2


def directory(zip_: bytes) -> list[int]:
    """Where the entries of a zip's central directory begin."""
    found, at = [], zip_.find(b"PK\x01\x02")
    while zip_[at : at + 4] == b"PK\x01\x02":
        found.append(at)
        at += 46 + sum(struct.unpack("<HHH", zip_[at + 28 : at + 34]))
    return found


def set_bytes(*values: tuple[int, bytes]) -> Callable[[bytearray], None]:
    """Changes of the last entry of a zip's central directory."""

    def harm(zip_: bytearray) -> None:
        entry = directory(bytes(zip_))[-1]
        for at, value in values:
            zip_[entry + at : entry + at + len(value)] = value

    return harm


@pytest.mark.parametrize(
    "harm",
    [
        set_bytes((6, b"\xac")),  # a version nobody knows
        set_bytes((8, b"\x01")),  # encrypted
        set_bytes((10, b"\x63")),  # a method nobody knows
        set_bytes((20, struct.pack("<II", 9000, 9000))),  # longer than the file: once taken for Ctrl-C
        set_bytes((8, b"\x00\x08"), (46, b"\xf5")),  # a name that is no UTF-8
        set_bytes((16, b"\x00\x00\x00\x00")),  # another checksum
    ],
)
def test_a_damaged_zip_is_a_sentence(jambi: Path, zi: Zi, harm: Callable[[bytearray], None]) -> None:
    assert zi("bundle", "-o", "utuh.zip")[0] == 0
    content = bytearray(Path("utuh.zip").read_bytes())
    harm(content)
    Path("rusak.zip").write_bytes(content)
    code, out, err = zi("verify", "rusak.zip")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "rusak.zip bukan berkas zip yang utuh" in err


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["../keluar.txt"], "menunjuk ke luar folder"),
        (["a/../../keluar.txt", "a/b"], "menunjuk ke luar folder"),
        (["a/b", "a/b"], "ada dua kali"),
        (["a/b", "c/d"], "tepat satu folder"),
        (["a"], "tepat satu folder"),
        ([], "tepat satu folder"),
        (["a/tautan"], "symlink atau alat"),
        (["a/b"], "bukan paket BagIt"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_zip_is_not_unpacked_out_of_its_place(
    jambi: Path, zi: Zi, tmp_path: Path, names: list[str], said: str
) -> None:
    before = sorted(tmp_path.parent.rglob("keluar.txt"))
    with zipfile.ZipFile("x.zip", "w") as zip_:
        for name in names:
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (0o120777 if "tautan" in name else 0o100644) << 16
            zip_.writestr(entry, "/etc/passwd")
    code, out, _ = zi("verify", "x.zip")
    assert code == 1
    assert said in out
    assert sorted(tmp_path.parent.rglob("keluar.txt")) == before


def rewrite_manifests(bag: Path, algorithm: str = "sha256") -> None:
    """As anyone can who changes a bag."""

    def listed(paths: list[Path]) -> str:
        told = [(hashlib.new(algorithm, each.read_bytes()).hexdigest(), each.relative_to(bag)) for each in paths]
        return "".join(f"{digest}  {name.as_posix()}\n" for digest, name in told)

    for old in bag.glob("*manifest-*.txt"):
        old.unlink()
    info = bag / "bag-info.txt"
    lines = info.read_text(encoding="utf-8").splitlines(keepends=True)
    info.write_text("".join(line for line in lines if "Oxum" not in line), encoding="utf-8")
    payload = sorted(each for each in (bag / "data").rglob("*") if each.is_file())
    (bag / f"manifest-{algorithm}.txt").write_text(listed(payload), encoding="utf-8")
    tags = sorted(each for each in bag.iterdir() if each.is_file())
    (bag / f"tagmanifest-{algorithm}.txt").write_text(listed(tags), encoding="utf-8")


@pytest.mark.parametrize(
    ("forge", "said"),
    [
        ("nothing", ""),
        ("another", "isinya berbeda dari yang tercatat di rencana.yaml"),
        ("swapped", "isinya berbeda dari yang tercatat di rencana.yaml"),
        ("added", "isinya berbeda dari yang tercatat di rencana.yaml"),
        ("gone", "tidak ada di paket ini"),
        ("gone, under another title", "tidak ada di paket ini"),
        ("gone, on an earlier day", "tidak ada di paket ini"),
        ("no register", "rencana.yaml tidak ada di paket ini"),
        ("broken register", "bergalat"),
        ("weak", "dapat dipalsukan"),
        ("fetch", "fetch.txt"),
    ],
)
def test_a_bag_whose_manifests_were_written_anew(jambi: Path, zi: Zi, scan: Path, forge: str, said: str) -> None:
    """The register inside says what was collected; a manifest says only what lies there now."""
    other = Path("lain.PDF")
    other.write_bytes(b"%PDF-1.7 lain")
    assert zi("mark", "1.i.a", "--file", str(scan))[0] == 0
    assert zi("mark", "1.i.b", "--file", str(other))[0] == 0
    assert zi("bundle", "-o", "kantong")[0] == 0
    bag = Path("kantong")
    one, two = sorted((bag / "data").rglob("*.PDF"))
    match forge:
        case "another":
            one.write_bytes(b"%PDF-1.7 palsu")
        case "swapped":
            first, second = one.read_bytes(), two.read_bytes()
            one.write_bytes(second)
            two.write_bytes(first)
        case "added":
            (one.parent / "1.i.a sisipan.pdf").write_bytes(b"%PDF-1.7 sisipan")
        case "gone":
            one.unlink()
        case "gone, under another title" | "gone, on an earlier day":
            one.unlink()
            info, key = bag / "bag-info.txt", "External-Description" if "title" in forge else "Bagging-Date"
            text = info.read_text(encoding="utf-8")
            info.write_text(re.sub(f"{key}: .*", f"{key}: 2025-01-01", text), encoding="utf-8")
        case "no register":
            (bag / "data" / "rencana.yaml").unlink()
        case "broken register":
            (bag / "data" / "rencana.yaml").write_text("versi: 1\n", encoding="utf-8")
        case "fetch":
            (bag / "fetch.txt").write_text("https://contoh.go.id/a.pdf 10 data/a.pdf\n", encoding="utf-8")
    rewrite_manifests(bag, "md5" if forge == "weak" else "sha256")
    for name in ("kantong", shutil.make_archive("kantong", "zip", ".", "kantong")):
        code, out, _ = zi("verify", name)
        assert code == (1 if said else 0), out
        assert said in out


def test_parts_of_a_plan_are_whole_bags(jambi: Path, zi: Zi, scan: Path) -> None:
    for at, kode in enumerate(("1.i.a", "2.ii.b", "2.ii.b")):
        content = scan.with_name(f"{at}.pdf")
        content.write_bytes(content.name.encode())
        assert zi("mark", kode, "--file", str(content))[0] == 0
    for at, args in enumerate(([], ["--area", "2"], ["--only", "sesuai"], ["--on", "2025-09-30"])):
        assert zi("bundle", "-o", f"{at}.zip", *args)[0] == 0
        assert zi("verify", f"{at}.zip")[0] == 0, args


def test_a_zip_that_grows_without_measure_is_not_unpacked(jambi: Path, zi: Zi) -> None:
    with zipfile.ZipFile("bom.zip", "w", zipfile.ZIP_DEFLATED) as zip_, zip_.open("a/data/nol", "w") as out:
        for _ in range(300):
            out.write(bytes(1 << 20))
    code, said, err = zi("verify", "bom.zip")
    assert (code, said) == (2, "")
    assert "Tidak dibuka" in err
