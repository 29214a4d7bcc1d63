"""What must not happen: a lost mark, a torn plan, litter, a traceback when the disk says no, a merge that loses one.

Races and kills run a few times by default and as often as the promise says with `ZI_PENUH=1`.
"""

import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import JAMBI
from zi_cli.plan.workspace import Home
from zi_cli.plans import load
from zi_cli.text.writing import JOURNAL

Zi = Callable[..., tuple[int, str, str]]
SCAN = hashlib.sha256(b"scan").hexdigest()[:8]
PENUH = os.environ.get("ZI_PENUH") == "1"
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals, limits and permissions of POSIX")

CHILD = """
import sys
{before}
from zi_cli.__main__ import run
import zi_cli.commands.mark, zi_cli.bukti.storing, zi_cli.render.bars, zi_cli.text.gate, filelock, typer
{after}
sys.stdout.write("siap\\n"); sys.stdout.flush()
sys.exit(max(run(args) for args in {runs!r}))
"""

TANPA_KUNCI_FOLDER = """
import fcntl, os, stat
def refused(*_): raise OSError(95, "")
def flock(handle, how, flock=fcntl.flock):
    if stat.S_ISDIR(os.fstat(handle).st_mode): refused()
    return flock(handle, how)
os.link, fcntl.flock = refused, flock
"""
"""As on a network disk that can neither lock a folder nor give a file a second name."""
TANPA_KUNCI = TANPA_KUNCI_FOLDER + "fcntl.flock = refused\n"
"""As on one that cannot lock a file either."""
KUNCI = pytest.mark.parametrize("lock", ["", TANPA_KUNCI_FOLDER, TANPA_KUNCI], ids=["folder", "file", "none"])


def child(runs: list[list[str]], before: str = "", after: str = "") -> subprocess.Popen[str]:
    """A process that says when it is ready, then runs these commands one after the other."""
    code = CHILD.format(before=before, after=after, runs=runs)
    pipe = subprocess.PIPE
    process = subprocess.Popen([sys.executable, "-c", code], stdin=pipe, stdout=pipe, stderr=pipe, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "siap\n"
    return process


def big_plan(folder: Path, rows: int) -> Path:
    """A plan of that many rows with one document each, made out of the Jambi plan's decree."""
    head = JAMBI.read_text(encoding="utf-8").partition("\narea:\n")[0]
    letters = [f"{letter}{n if n > 1 else ''}" for n in range(1, rows // 20 + 2) for letter in "abcdefghijklmnopqrst"]
    body = "".join(
        f"          - kode: 1.i.{letter}\n            uraian: U {letter}\n            langkah_aksi: L {letter}\n"
        f"            bukti_fisik:\n              - dokumen: D {letter}\n            target_waktu: Agustus-Desember\n"
        for letter in letters[:rows]
    )
    area = "  - nomor: 1\n    nama: A\n    komponen:\n      - nomor: i\n        nama: K\n        indikator:\n"
    path = folder / "plans" / "besar" / "rencana.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(f"{head}\narea:\n{area}{body}", encoding="utf-8")
    return path


def files(plan: Path) -> set[str]:
    return {each.relative_to(plan.parent).as_posix() for each in plan.parent.rglob("*") if each.is_file()}


@posix
@KUNCI
def test_two_who_mark_at_once_lose_no_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lock: str) -> None:
    count = 250 if PENUH else 12
    plan = big_plan(tmp_path, 2 * count)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scan.pdf").write_bytes(b"scan")
    codes = [str(row.kode) for _, _, row in load(Home.of(plan)).model.baris()]
    runs = [
        ["mark", code, "--by", "X", *(["--file", "scan.pdf"] if n % 5 == 0 else [])] for n, code in enumerate(codes)
    ]
    both = [child(runs[::2], after=lock), child(runs[1::2], after=lock)]
    for process in both:
        _, err = process.communicate(timeout=600)
        assert process.returncode == 0, err
    marks = [len(row.bukti_fisik[0].realisasi) for _, _, row in load(Home.of(plan)).model.baris()]
    assert marks == [1] * (2 * count)
    recorded = {each.berkas for *_, each in load(Home.of(plan)).model.every_file()}
    assert {each for each in files(plan) if not each.startswith(".zi/")} - {"rencana.yaml"} == recorded
    assert len(recorded) == len(runs[::5])


@posix
@KUNCI
def test_who_waits_for_another_is_told_so(jambi: Path, lock: str) -> None:
    first = child([["mark", "1.i.a", "--by", "X"]], after=f"{lock}\n{HELD}")
    assert first.stdout is not None
    assert first.stdout.readline() == "terkunci\n"
    second = child([["mark", "1.i.b", "--by", "Y"]], after=lock)
    assert second.stderr is not None
    assert second.stderr.readline() == "menunggu perintah zi lain di folder ini …\n"
    assert second.poll() is None
    said = [process.communicate("lanjut\n")[1] for process in (first, second)]
    assert said == ["", ""]
    assert [process.returncode for process in (first, second)] == [0, 0]


HELD = """
import zi_cli.plans.changing as changing
def held(*args, load=changing.load):
    print("terkunci", flush=True)
    sys.stdin.readline()
    return load(*args)
changing.load = held
"""
"""Have a child hold the lock of the plan's folder until it is told to go on."""

STOP = """
import os, signal, sys, time
touched = 0
def watch(event, args):
    global touched
    if event in ("open", "os.rename", "os.link", "os.remove", "os.mkdir") and {where!r} in str(args[0]):
        touched += 1
        if touched == {at}:
            {act}
sys.addaudithook(watch)
"""
"""Have a child stop when it touches a file whose path has `where` in it for the so manyth time."""


@posix
def test_a_run_that_is_killed_leaves_the_old_plan_or_the_new_one_and_no_litter(jambi: Path, zi: Zi) -> None:
    """Killed at every step of it that touches the disk, one after the other, until it comes to its end."""
    source, moving = Path("scan.pdf"), Path("pindah.pdf")
    source.write_bytes(b"scan" * 1000)
    first, outcomes = jambi.read_bytes(), []
    for at in range(1, 200, 1 if PENUH else 3):
        jambi.write_bytes(first)
        moving.write_bytes(b"pindah" * 1000)
        killer = STOP.format(where=jambi.parent.name, at=at, act="os.kill(os.getpid(), signal.SIGKILL)")
        process = child([["mark", "1.i.a", "--file", str(source), "--by", "X"],
                         ["mark", "1.i.b", "--file", str(moving), "--move", "--by", "X"]], after=killer)  # fmt: skip
        process.communicate()
        now = load(Home.of(jambi)).model  # whole and valid
        named = {each.berkas for *_, each in now.every_file()}
        assert all((jambi.parent / name).is_file() for name in named), at
        assert moving.exists() or any("1.i.b" in name for name in named), "a source may go only when the plan has it"
        outcomes.append((len(named), (jambi.parent / JOURNAL).exists()))
        assert zi("mark", "1.ii.a", "--by", "Y")[0] == 0  # a later run
        assert files(jambi) == named | {"rencana.yaml"}, at
        for name in named:
            (jambi.parent / name).unlink()
        if process.returncode == 0:
            break
    assert {marked for marked, _ in outcomes} == {0, 1, 2}, "it was killed before, between and after"
    assert {journal for _, journal in outcomes} == {False, True}


@posix
@pytest.mark.parametrize("killed", ["os.link", "zi_cli.text.writing.replace"], ids=["before it has a name", "after"])
@pytest.mark.parametrize("mine", [b"", b"milik orang", None], ids=["none", "another", "the same file, rewritten"])
def test_cleaning_up_after_a_kill_spares_what_a_person_put_there(
    jambi: Path, zi: Zi, killed: str, mine: bytes | None
) -> None:
    Path("scan.pdf").write_bytes(b"scan")
    exit_ = f"import os, zi_cli.text.writing; {killed} = lambda *_: os._exit(9)"
    process = child([["mark", "1.i.a", "--file", "scan.pdf", "--by", "X"]], after=exit_)
    process.communicate()
    assert process.returncode == 9
    (name,) = [each for each in files(jambi) if not each.endswith((JOURNAL, "rencana.yaml"))]
    final = (
        jambi.parent
        / "bukti/1.i.a"
        / f"1.i.a SK Tim Kerja ZI Tahun 2025 yang ditandatangani oleh Ketua KPU Kota Jambi ({SCAN}).pdf"
    )
    assert final.exists() == ("link" not in killed), name
    if mine:
        final.unlink(missing_ok=True)
        final.write_bytes(mine)
    elif mine is None:
        final.write_bytes(b"ditulis ulang")
    assert zi("mark", "1.ii.a", "--by", "Y")[0] == 0
    kept = set() if mine == b"" else {final.relative_to(jambi.parent).as_posix()}
    assert files(jambi) == {"rencana.yaml"} | kept


@posix
@pytest.mark.parametrize(("limit", "size"), [(20_000, 100), (20_000, 40_000)], ids=["the plan", "the evidence"])
def test_a_full_disk_is_told_in_a_sentence_and_changes_nothing(jambi: Path, limit: int, size: int) -> None:
    Path("scan.pdf").write_bytes(b"x" * size)
    before = jambi.read_bytes()
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))"
    process = child([["mark", "1.i.a", "--file", "scan.pdf", "--by", "X", "--move"]], limited)
    _, err = process.communicate()
    assert (process.returncode, err.count("\n")) == (2, 1)
    assert "melebihi batas ukuran berkas" in err
    assert "seperti semula" in err
    assert (jambi.read_bytes(), files(jambi), Path("scan.pdf").exists()) == (before, {"rencana.yaml"}, True)


@posix
@pytest.mark.parametrize("out", ["b.zip", "kantong"])
def test_a_bundle_that_is_broken_off_leaves_nothing(jambi: Path, zi: Zi, out: str) -> None:
    Path("scan.pdf").write_bytes(b"scan")
    assert zi("mark", "1.i.a", "--file", "scan.pdf", "--move", "--by", "X")[0] == 0
    blocked = STOP.format(where=".zi-", at=5, act="sys.stdout.write('di sini\\n'); sys.stdout.flush(); time.sleep(600)")
    process = child([["bundle", "-o", out]], after=blocked)
    assert process.stdout is not None
    assert process.stdout.readline() == "di sini\n"
    assert list(Path().glob(".zi-*"))
    process.send_signal(signal.SIGINT)
    process.communicate()
    assert process.returncode == 130
    assert [each.name for each in Path().iterdir()] == ["plans"]


@posix
@pytest.mark.parametrize("out", ["b.zip", "kantong"])
def test_of_two_bundles_to_one_place_one_is_whole_and_the_other_refused(jambi: Path, zi: Zi, out: str) -> None:
    Path("scan.pdf").write_bytes(os.urandom(1 << 22))
    assert zi("mark", "1.i.a", "--file", "scan.pdf", "--move", "--by", "X")[0] == 0
    both = [child([["bundle", "-o", out]]) for _ in range(2)]
    said = [process.communicate()[1] for process in both]
    assert sorted(process.returncode for process in both) == [0, 2], said
    assert "sudah ada" in "".join(said)
    assert zi("verify", out)[0] == 0
    assert sorted(each.name for each in Path().iterdir()) == sorted([out, "plans"])


@posix
def test_a_folder_that_may_not_be_written_is_told_in_a_sentence() -> None:
    code = f"""
import os, pathlib, shutil, sys, tempfile
from zi_cli.__main__ import run
home = pathlib.Path(tempfile.mkdtemp())
plan = home / "plans" / "satu" / "rencana.yaml"
plan.parent.mkdir(parents=True)
shutil.copy({str(JAMBI)!r}, plan)
(home / "scan.pdf").write_text("x")
os.chdir(home)
run(["mark", "1.i.a", "--by", "X", "--file", "scan.pdf", "--dry-run"])  # another user may not import what is ours
run(["mark", "1.i.z"])
for name in ("verify", "log"): run([name])
run(["bundle", "-o", "b.zip"])
(home / "b.zip").unlink()
def mode(bits):
    if os.getuid() == 0: os.seteuid(0)
    plan.parent.chmod(bits)
    if os.getuid() == 0: os.seteuid(65534)
print("mulai")
print("mulai", file=sys.stderr)
for each in (home, home / "plans", plan.parent): each.chmod(0o555)
if os.getuid() == 0: os.seteuid(65534)
print([run(["mark", "1.i.a", "--by", "X", *more]) for more in ([], ["--file", "scan.pdf"])])
mode(0)
print([run([name]) for name in ("status", "verify", "log")])
mode(0o555)
print([run(["bundle", "-o", out]) for out in ("b.zip", "kantong", "/root/b.zip")])
if os.getuid() == 0: os.seteuid(0)
for each in (home, home / "plans", plan.parent): each.chmod(0o755)
print(sorted(each.name for each in plan.parent.iterdir()), plan.read_text() == pathlib.Path({str(JAMBI)!r}).read_text())
shutil.rmtree(home)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.partition("mulai\n")[2].splitlines() == [
        "[2, 2]",
        "[1, 1, 1]",  # what `check` would find, too
        "[2, 2, 2]",
        "['rencana.yaml'] True",
    ], done.stderr
    assert done.stderr.partition("mulai\n")[2].count("\n") == 11, done.stderr
    assert "tidak ada izin" in done.stderr or "hanya-baca" in done.stderr


# --- two branches ---


@pytest.fixture
def git(jambi: Path) -> Callable[..., tuple[int, str]]:
    """git in the workspace, whose plan is committed on the branch `first`."""

    def call(*args: str) -> tuple[int, str]:
        who = ("-c", "user.name=Ani", "-c", "user.email=ani@contoh.go.id", "-c", "commit.gpgsign=false")
        done = subprocess.run(["git", *who, *args], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    for args in (("init", "-q", "-b", "awal"), ("add", "-A"), ("commit", "-qm", "awal")):
        assert call(*args)[0] == 0
    return call


def on_two_branches(zi: Zi, git: Callable[..., tuple[int, str]], one: list[str], other: list[str]) -> int:
    for branch, args in (("satu", one), ("dua", other)):
        assert git("checkout", "-qb", branch, "awal")[0] == 0
        assert zi(*args)[0] == 0
        assert git("commit", "-qam", branch)[0] == 0
    return git("merge", "-q", "satu")[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["1.i.a"], ["6.v.c"]),
        (["1.i.a"], ["1.i.b"]),
        (["1.iv.d", "--bukti", "LHKPN"], ["1.iv.d", "--bukti", "Pakta"]),  # neighbours in one row
        (["1.ii.a", "1.iii.a"], ["1.ii.b"]),
    ],
)
def test_marks_of_different_documents_merge(
    jambi: Path, zi: Zi, git: Callable[..., tuple[int, str]], one: list[str], other: list[str]
) -> None:
    assert on_two_branches(zi, git, ["mark", *one, "--by", "A"], ["mark", *other, "--by", "B"]) == 0
    marks = [m.oleh for _, _, row in load(Home.of(jambi)).model.baris() for d in row.bukti_fisik for m in d.realisasi]
    assert sorted(filter(None, marks)) == sorted(["A"] * (2 if "1.iii.a" in one else 1) + ["B"])


@pytest.mark.parametrize(
    "other", [["mark", "2.ii.b", "--by", "B"], ["review", "2.ii.b", "--by", "B", "--result", "sesuai"]]
)
def test_two_changes_of_one_document_conflict(
    jambi: Path, zi: Zi, git: Callable[..., tuple[int, str]], other: list[str]
) -> None:
    assert zi("mark", "2.ii.b", "--by", "A", "--place", "lemari")[0] == 0
    assert git("commit", "-qam", "tanda")[0] == 0
    assert on_two_branches(zi, git, ["mark", "2.ii.b", "--by", "A2"], other) == 1
    code, _, err = zi("status")
    assert code == 1
    assert "konflik" in err


def test_the_log_tells_who_marked_what_by_what_the_plan_said(
    jambi: Path, zi: Zi, git: Callable[..., tuple[int, str]]
) -> None:
    assert zi("mark", "1.i.a", "--by", "Ani", "--date", "2025-08-20", "--place", "lemari")[0] == 0
    assert git("commit", "-qam", "tanda")[0] == 0
    text = jambi.read_text(encoding="utf-8")
    jambi.write_text(
        text.replace(
            "                  - tanggal: 2025-08-20",
            '                  # pindah\n                  - tanggal: "2025-08-20"',
        )
    )
    assert git("commit", "-qam", "hanya tata letak")[0] == 0
    jambi.write_text("rusak: [")
    assert git("commit", "-qam", "rusak")[0] == 0
    jambi.write_text(text)
    assert git("commit", "-qam", "betul lagi")[0] == 0
    assert (
        on_two_branches(
            zi, git, ["review", "1.i.a", "--by", "TPI", "--result", "sesuai"], ["mark", "1.i.b", "--by", "B"]
        )
        == 0
    )
    assert zi("mark", "1.iv.b", "--by", "C")[0] == 0
    _, out, err = zi("log", "--format", "json")
    told = [
        (each["kode"], each["peristiwa"], each["isi"]["oleh"], bool(each["commit"]))
        for each in json.loads(out)["peristiwa"]
    ]
    assert sorted(told[:3]) == [
        ("1.i.a", "diperiksa: sesuai", "TPI", True),
        ("1.i.a", "ditandai", "Ani", True),
        ("1.i.b", "ditandai", "B", True),
    ]
    assert told[3:] == [("1.iv.b", "ditandai", "C", False)]
    assert "1 commit dilewati" in err
    assert len(json.loads(zi("log", "1.i.b", "--format", "json")[1])["peristiwa"]) == 1
    assert zi("log", "1.i.z")[0] == 2


def told(zi: Zi) -> list[tuple[str, str, str | None, str]]:
    events = json.loads(zi("log", "--format", "json")[1])["peristiwa"]
    return [
        (each["kode"], each["peristiwa"], each["commit"] and each["commit"][8:], each["isi"]["oleh"]) for each in events
    ]


def test_a_mark_put_on_another_row_is_two_events_and_its_keys_in_another_order_none(
    jambi: Path, zi: Zi, git: Callable[..., tuple[int, str]]
) -> None:
    assert zi("mark", "1.i.a", "--by", "Ani", "--date", "2025-08-20")[0] == 0
    assert git("commit", "-qam", "tanda")[0] == 0
    mark = "                  - tanggal: 2025-08-20\n                    oleh: Ani\n"
    other = "                  - oleh: Ani\n                    tanggal: 2025-08-20\n"
    text = jambi.read_text(encoding="utf-8")
    jambi.write_text(text.replace(mark, other).replace("kode: 1.i.a\n", "kode: 1.i.a2\n"), encoding="utf-8")
    assert git("commit", "-qam", "urutan dan kode")[0] == 0
    assert told(zi) == [("1.i.a", "ditandai", "Ani", "Ani")]
    assert zi("unmark", "1.i.a2")[0] == 0
    assert zi("mark", "1.i.b", "--by", "Ani", "--date", "2025-08-20")[0] == 0
    assert git("commit", "-qam", "salah baris")[0] == 0
    assert told(zi)[1:] == [("1.i.b", "ditandai", "Ani", "Ani"), ("1.i.a2", "tanda dicabut", "Ani", "Ani")]


def test_the_log_follows_a_plan_whose_folder_was_renamed(
    jambi: Path, zi: Zi, git: Callable[..., tuple[int, str]]
) -> None:
    assert zi("mark", "1.i.a", "--by", "Rina", "--date", "2025-08-20")[0] == 0
    assert git("commit", "-qam", "tanda")[0] == 0
    for name in ("b", "c"):
        assert git("mv", str(next(Path("plans").iterdir())), f"plans/{name}")[0] == 0
        assert git("-c", "user.name=Budi", "commit", "-qam", "nama")[0] == 0
    assert zi("mark", "1.i.b", "--by", "Sari", "--date", "2025-08-20")[0] == 0
    assert git("commit", "-qam", "tanda lagi")[0] == 0
    assert told(zi) == [("1.i.a", "ditandai", "Ani", "Rina"), ("1.i.b", "ditandai", "Ani", "Sari")]


def test_where_the_history_is_cut_nobody_is_named_for_what_came_before(
    jambi: Path, zi: Zi, git: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    for code in ("1.i.a", "1.i.b", "1.ii.a"):
        assert zi("mark", code, "--by", "Rina", "--date", "2025-08-20")[0] == 0
        assert git("commit", "-qam", code)[0] == 0
    assert git("clone", "-q", "--depth", "2", f"file://{Path.cwd()}", "dangkal")[0] == 0
    monkeypatch.chdir("dangkal")
    assert told(zi) == [
        ("1.i.a", "ditandai", None, "Rina"), ("1.i.b", "ditandai", None, "Rina"), ("1.ii.a", "ditandai", "Ani", "Rina"),
    ]  # fmt: skip
    assert "fetch-depth: 0" in zi("log")[2]


def test_the_log_without_git_is_the_plans_own(jambi: Path, zi: Zi) -> None:
    assert zi("mark", "1.i.a", "--by", "Ani", "--date", "2025-08-20")[0] == 0
    code, out, err = zi("log")
    assert (code, out.splitlines()[3].split("\t")[:4]) == (0, ["20 Agu 2025", "-", "1.i.a", "ditandai"])
    assert "tidak berada di dalam repositori git" in err
