"""What is known of a plan says on every day what the plan says, word for word, and is believed only where it may be."""

import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import JAMBI, REPO
from tests.plans_text import KEPALA, sentences
from zi_cli.bukti.elsewhere import absent, away_from, recorded_files
from zi_cli.lke.knowing import written_known
from zi_cli.lke.known import read_known
from zi_cli.lke.poin import Bobot
from zi_cli.plan.model import Rencana
from zi_cli.plan.progress import Capaian, capaian
from zi_cli.plan.workspace import Home
from zi_cli.plans import load
from zi_cli.plans.known import origin, recall_known
from zi_cli.render import plain
from zi_cli.text.fields import build
from zi_cli.text.stamps import GRAIN, Origin
from zi_cli.views.plan import rows, status

Zi = Callable[..., tuple[int, str, str]]
ON = ("--on", "2025-11-15")
DAYS = st.dates(date(2024, 11, 1), date(2026, 4, 1))
HASHES = ("0" * 64, "1" * 64)


def dates() -> st.SearchStrategy[str]:
    return DAYS.map(date.isoformat)


reviews = st.fixed_dictionaries(
    {"tanggal": dates(), "hasil": st.sampled_from(["sesuai", "perlu perbaikan"]), "oleh": sentences},
    optional={"catatan": sentences, "atas": st.sampled_from(HASHES).map(lambda each: [each])},
)
marks = st.fixed_dictionaries(
    {"tanggal": dates()},
    optional={
        "periode": st.sampled_from(["2025-08", "Oktober", "Triwulan III"]),
        "berkas": st.sampled_from(["bukti/1.i.a/sk.pdf", "bukti-luar/absen.pdf"]),
        "sha256": st.sampled_from(HASHES),
        "ukuran": st.just("2048"),
        "tautan": st.just("https://contoh.go.id/a"),
        "tempat": sentences,
        "oleh": sentences,
        "catatan": sentences,
        "pemeriksaan": st.lists(reviews, min_size=1, max_size=3),
    },
)
documents = st.fixed_dictionaries(
    {"dokumen": sentences},
    optional={
        "frekuensi": st.sampled_from(["bulanan", "triwulanan", "semesteran"]),
        "waktu": st.sampled_from(["7 Maret 2025", "Oktober dan Desember"]),
        "penanggung_jawab": sentences,
        "realisasi": st.lists(marks, min_size=1, max_size=4),
    },
)
lines = st.fixed_dictionaries(
    {"uraian": sentences},
    optional={
        "langkah_aksi": sentences,
        "target_waktu": st.sampled_from(["Agustus", "Agustus-Desember", "November 2025-Februari 2026"]),
        "bukti_fisik": st.lists(documents, max_size=3),
        "penanggung_jawab": sentences,
        "isian": st.just({"keluaran": "1 laporan"}),
        "catatan": sentences,
    },
)


@st.composite
def models(draw: Any) -> Rencana:
    """A plan of two areas, with all that the pages tell."""
    area = []
    for nomor in ("1", "2"):
        found = draw(st.lists(lines, min_size=1, max_size=3))
        written = [{"kode": f"{nomor}.i.{letter}", **each} for letter, each in zip("cab", found, strict=False)]
        komponen = [{"nomor": "i", "nama": draw(sentences), "indikator": written}]
        area.append({"nomor": nomor, "nama": draw(sentences), "komponen": komponen})
    if draw(st.booleans()):
        area[0]["penanggung_jawab"] = draw(sentences)
    kolom = [{"kunci": "keluaran", "judul": "OUTPUT"}]
    tree: Any = {**KEPALA, "kolom": kolom, "area": area}
    return build(Rencana, tree)


def pages(whole: Capaian, worth: Bobot, files: Any, folder: Path) -> list[str]:
    """All that is told of a plan on a day by `status`, `list` and `show`."""
    away = away_from({name: sha256 for name, (sha256, _) in files.items()}, folder)
    told = [status.status(whole, worth, segera=30, absent=absent(files, folder))]
    told.append(status.status(whole, worth, segera=90, menurut_poin=True))
    told += [rows.rincian(whole, worth, each, away) for each in whole.indikator]
    listed = rows.daftar(whole, worth, worth.urut(whole.baris))
    return [*map(plain.page, told), *("\t".join(cell.text for cell in line.cells) for line in listed.rows)]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(models(), DAYS, st.data())
def test_on_every_day_the_pages_are_those_of_the_plan(rencana: Rencana, day: date, data: st.DataObject) -> None:
    some = st.fractions(0, 2)
    codes = [str(row.kode) for _, _, row in rencana.baris()]
    worth = Bobot({each: (Fraction(2), data.draw(some)) for each in codes[1:]}, {1: Fraction(7, 2), 2: Fraction(3)})
    files = recorded_files(rencana)
    found = read_known(written_known(rencana, worth, files))
    assert found.files == files
    for each in (day, day + timedelta(days=1), date(2025, 8, 31), date(2025, 9, 1)):
        whole = capaian(rencana, each)
        told = pages(whole, worth, files, Path("/tidak-ada"))
        assert pages(found.on(each), found.worth, found.files, Path("/tidak-ada")) == told
        for row in whole.indikator:
            alone = found.only(str(row.indikator.kode), each)
            assert alone is not None
            (one,) = alone.indikator
            assert (one.keadaan, one.tenggat, one.terbuka) == (row.keadaan, row.tenggat, row.terbuka)
            assert [each.basi for each in one.bukti] == [each.basi for each in row.bukti]
    assert found.only("9.x.z", day) is None


@pytest.fixture
def kept(jambi: Path, zi: Zi) -> Path:
    """The Jambi plan with marks, asked for twice: what is known of it, where it is kept."""
    seal = ("--link", "https://contoh.go.id/sk", "--date", "2025-08-20", "--by", "Ani")
    assert zi("mark", "1.i.a", *seal)[0] == zi("mark", "2.ii.b", "--date", "2025-09-02")[0] == 0
    jambi.write_bytes(jambi.read_bytes() + b"# disunting\n")
    told = zi("status", *ON)
    assert not where()  # what is edited may be edited again
    assert zi("status", *ON) == told
    (found,) = where()
    assert zi("status", *ON) == told
    return found


def where() -> list[Path]:
    return list(Path(os.environ["XDG_CACHE_HOME"], "zi").glob("*.tahu"))


@pytest.mark.parametrize(
    "words",
    [
        ["status"],
        ["status", "--area", "2"],
        ["status", "--sort", "points", "--due-within", "90"],
        ["status", "--since", "2025-08-01"],
        ["status", "--format", "md"],
        ["status", "--format", "json"],
        ["list"],
        ["list", "--state", "terlambat", "--sort", "points"],
        ["list", "--area", "1", "--person", "Ani"],
        ["list", "--text", "SK Tim", "--month", "Agustus"],
        ["list", "--due-within", "60", "--format", "csv"],
        ["list", "--format", "json"],
        ["show", "1.i.a"],
        ["show", "2.II.b", "--format", "md"],
        ["show", "1.i.a", "--format", "json"],
        ["show", "9.z"],
        ["show", "1.x.a"],
    ],
    ids=" ".join,
)
def test_commands_say_the_same_with_it_and_without(words: list[str], kept: Path, zi: Zi) -> None:
    told = zi(*words, *ON)
    kept.unlink()
    assert zi(*words, *ON) == told


def test_it_says_what_is_kept_and_not_what_the_plan_says(kept: Path, jambi: Path, zi: Zi) -> None:
    """A lie is believed on a page, as long as it is well made; so the page shows that it was asked."""
    lie = kept.read_bytes().partition(b"\n")[2].replace(b"Pembentukan", b"Pembohongan").replace(b"SK Tim", b"SK Tam")
    origin(Home.of(jambi)).remember(jambi.absolute(), "tahu", lie.decode())
    assert "SK Tam" in zi("list", *ON)[1]
    assert "SK Tam" not in zi("list", "--format", "json", *ON)[1]
    assert "SK Tam" not in zi("check")[1]
    assert zi("status", "--fail-overdue", *ON)[0] == 1


@pytest.mark.parametrize("harm", ["torn", "empty", "another's text", "other facts", "open to others", "of another zi"])
def test_what_is_harmed_is_found_out_again(harm: str, kept: Path, zi: Zi) -> None:
    told = [zi(*words, *ON) for words in (["status"], ["list"], ["show", "1.i.a"])]
    raw = kept.read_bytes()
    match harm:
        case "torn":
            kept.write_bytes(raw[: len(raw) // 2])
        case "empty":
            kept.write_bytes(b"")
        case "another's text":
            kept.write_bytes(raw.replace(b"KPU", b"KPX"))
        case "other facts":
            kept.write_bytes(raw.partition(b"\n")[0] + b'\n{"rows": []}')
        case "open to others":
            kept.chmod(0o666)
        case _:
            kept.write_bytes(re.sub(rb"^zi \S+ \S+", b"zi 0.0.9 00000000", raw))
    assert [zi(*words, *ON) for words in (["status"], ["list"], ["show", "1.i.a"])] == told


def test_a_changed_byte_is_seen_within_the_grain_of_the_clock(kept: Path, jambi: Path, zi: Zi) -> None:
    """Neither the size nor the time of a file says that its bytes are the same."""
    before, found = zi("list", *ON)[1], jambi.stat()
    raw = jambi.read_bytes()
    assert b"SK Tim Agen Perubahan" in raw
    jambi.write_bytes(raw.replace(b"SK Tim Agen Perubahan", b"SK Tam Agen Perubahan"))
    os.utime(jambi, ns=(found.st_atime_ns, found.st_mtime_ns))
    after = zi("list", *ON)[1]
    assert "SK Tam Agen" in after
    assert after.replace("SK Tam Agen", "SK Tim Agen") == before
    jambi.with_name("lke.yaml").write_text("versi: 1\nsetelan: {nilai_tengah: pecahan}\n", encoding="utf-8")
    assert recall_known(Home.of(jambi)) is None


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_plan_that_a_link_leads_out_to_is_not_told_of(
    kept: Path, jambi: Path, zi: Zi, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The file is the very same, by all that the disk says of it: only the way to it is another."""
    shutil.copytree(jambi.parent, jambi.parent.with_name("lain-2025"))
    assert kept.exists()
    assert zi("status", *ON)[0] == 0
    outside = tmp_path_factory.mktemp("luar") / "x"
    jambi.parent.rename(outside)
    jambi.parent.symlink_to(outside)
    for words in (
        ["status"],
        ["status", "--plan", "jambi"],
        ["list", "--plan", "jambi"],
        ["show", "1.i.a", "--plan", "jambi"],
    ):
        code, _, err = zi(*words, *ON)
        assert (code, "menunjuk ke luar folder kerja" in err) == (1, True)


def test_evidence_is_looked_for_at_each_run(jambi: Path, zi: Zi, tmp_path: Path) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4 isi")
    assert zi("mark", "1.i.a", "--file", str(scan), "--date", "2025-08-20")[0] == 0
    told = [zi("status", *ON)[1] for _ in range(3)]
    assert where()
    assert len({*told}) == 1
    for each in jambi.parent.glob("bukti/**/*.pdf"):
        each.unlink()
    assert "1 dari 1 berkas bukti hilang dari tempatnya" in zi("status", *ON)[1]


def test_a_plan_with_a_sick_row_is_read_each_time(jambi: Path, zi: Zi) -> None:
    text = jambi.read_text(encoding="utf-8")
    jambi.write_text("target_waktu: Agustos".join(text.rsplit("target_waktu: Agustus", 1)), encoding="utf-8")
    told = [zi("status", *ON) for _ in range(3)]
    assert told[0] == told[1] == told[2]
    assert "1 baris bergalat" in told[0][2]
    assert not where()


@pytest.mark.skipif(sys.platform == "win32", reason="modes are of other systems")
def test_it_is_its_owners_alone_and_lies_under_no_name(kept: Path, jambi: Path) -> None:
    assert stat.S_IMODE(kept.lstat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.lstat().st_mode) == 0o700
    assert "jambi" not in kept.name
    assert str(jambi.parent).encode() not in kept.read_bytes()


def test_it_grows_with_the_plan_and_no_further() -> None:
    """The plan of a year of marks, whose days are all turns: what would be too large is not kept."""
    plan = load(Home.of(JAMBI)).model
    assert len(written_known(plan, Bobot({}, {}), {})) < 2 * len(JAMBI.read_bytes())


def test_two_at_once_and_a_moved_folder_are_answered_right(kept: Path, jambi: Path, zi: Zi) -> None:
    told = zi("list", *ON)[1]
    other = jambi.parents[1] / "kpu-lain-2025"
    shutil.copytree(jambi.parent, other)
    assert zi("list", "--plan", "kpu-lain-2025", *ON)[1] == told
    shutil.rmtree(jambi.parent)
    other.rename(jambi.parent)
    assert zi("list", *ON)[1] == told


@pytest.mark.skipif(sys.platform == "win32", reason="there a change leaves no time that nobody can set")
def test_what_the_disk_says_is_the_same_is_not_read_again_but_just_after_a_change(jambi: Path, zi: Zi) -> None:
    home, reads = Home.of(jambi), []

    def read() -> bytes:
        reads.append(jambi.read_bytes())
        return reads[-1]

    def recalled() -> str | None:
        return Origin((home.path, home.answers), read).recall(jambi, "coba")

    Origin((home.path, home.answers), read).remember(jambi, "coba", "satu")
    reads.clear()
    assert recalled() == "satu"
    assert len(reads) == 1  # it was changed just now: it might have been changed again within a tick
    (kept,) = Path(os.environ["XDG_CACHE_HOME"], "zi").glob("*.coba")
    later = kept.stat().st_mtime_ns + GRAIN + 10**9
    os.utime(kept, ns=(later, later))
    assert recalled() == "satu"
    assert len(reads) == 1
    found, raw = jambi.stat(), jambi.read_bytes()
    jambi.write_bytes(raw.replace(b"Tim", b"Tom", 1))
    os.utime(jambi, ns=(found.st_atime_ns, found.st_mtime_ns))  # of the same size, and at the same time
    assert recalled() is None
    jambi.write_bytes(raw)
    assert recalled() == "satu"
    home.answers.write_text("versi: 1\n", encoding="utf-8")
    reads.clear()
    assert recalled() == "satu"
    assert reads  # a further file: the bytes are asked, and here they are the plan's alone


def test_two_versions_side_by_side_have_each_their_own(jambi: Path, tmp_path: Path) -> None:
    older = tmp_path / "older"
    shutil.copytree(REPO / "src", older, ignore=shutil.ignore_patterns("__pycache__"))
    init = older / "zi_cli" / "__init__.py"
    init.write_text(
        init.read_text(encoding="utf-8").replace('__version__ = "', '__version__ = "0.0.'), encoding="utf-8"
    )

    def told(source: Path) -> bytes:
        env = {**os.environ, "PYTHONPATH": str(source)}
        return subprocess.run(
            [sys.executable, "-m", "zi_cli", "list", *ON], env=env, capture_output=True, check=True
        ).stdout

    said = [told(source) for _ in range(3) for source in (REPO / "src", older)]
    assert said[0]
    assert len({*said}) == 1
    assert len(where()) == 2
