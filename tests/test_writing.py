"""Disks that cannot do everything, files that are not done, folders that several people share."""

import errno
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.test_ketahanan import STOP, child, files
from zi_cli.errors import Refusal
from zi_cli.plan.workspace import Home
from zi_cli.plans import load
from zi_cli.text import locking, sources, writing
from zi_cli.text.writing import JOURNAL

Zi = Callable[..., tuple[int, str, str]]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="disks, modes and links of POSIX")

REFUSES = """
import os
def refuse(*_, **__): raise OSError({number}, "")
def fsync(handle, real=os.fsync):
    import stat
    return refuse() if stat.S_ISDIR(os.fstat(handle).st_mode) else real(handle)
{what}
"""


@pytest.mark.parametrize("number", [errno.EINVAL, errno.EIO, errno.ENOTSUP])
def test_a_folder_that_cannot_be_synced_is_no_failure(jambi: Path, number: int) -> None:
    Path("scan.pdf").write_bytes(b"scan")
    after = REFUSES.format(number=number, what="os.fsync = fsync")
    runs = [
        ["mark", "1.i.a", "--file", "scan.pdf", "--by", "X"],
        ["answer", "1.i.a", "Ya"],
        ["render", "lampiran", "-o", "l.md"],
    ]
    for run in runs:
        process = child([run], after=after)
        assert (process.communicate()[1].count("seperti semula"), process.returncode) == (0, 0), run
    assert len([*load(Home.of(jambi)).model.every_file()]) == 1


@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOTSUP, errno.EINVAL])
@pytest.mark.parametrize("what", ["os.chmod", "os.chown", "os.fchmod", "os.setxattr"])
def test_a_disk_with_one_mode_for_all_can_be_written(jambi: Path, what: str, number: int) -> None:
    process = child([["mark", "1.i.a", "--by", "X"]], after=REFUSES.format(number=number, what=f"{what} = refuse"))
    assert (process.communicate()[1], process.returncode) == ("", 0)
    assert "oleh: X" in jambi.read_text(encoding="utf-8")


def test_mode_and_further_attributes_stay(jambi: Path, zi: Zi) -> None:
    jambi.chmod(0o664)
    try:
        os.setxattr(jambi, "user.zi", b"milik kantor")
    except OSError:
        pytest.skip("this disk has no further attributes")
    assert zi("mark", "1.i.a", "--by", "X")[0] == 0
    assert stat.S_IMODE(jambi.stat().st_mode) == 0o664
    assert os.getxattr(jambi, "user.zi") == b"milik kantor"


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="needs several users")
def test_a_colleagues_mark_locks_nobody_out(jambi: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is the group's; the file's owner cannot be kept, its group can."""
    with tempfile.TemporaryDirectory() as home:  # a colleague may not go where pytest keeps its own
        Path(home).chmod(0o755)
        monkeypatch.chdir(home)
        plan = Path(home, "plans", "satu", "rencana.yaml")
        plan.parent.mkdir(parents=True)
        plan.write_bytes(jambi.read_bytes())
        for each, mode in ((plan.parent, 0o2770), (plan, 0o660)):
            os.chown(each, 1001, 2000)
            each.chmod(mode)
        done = subprocess.run([sys.executable, "-c", COLLEAGUE], capture_output=True, text=True, check=False)
        said = done.stderr.partition("mulai\n")[2]
        assert done.returncode == 0, said
        now = plan.stat()
        assert (now.st_uid, now.st_gid, stat.S_IMODE(now.st_mode), said) == (1002, 2000, 0o660, "")


COLLEAGUE = """
import os, sys, zi_cli.text.gate
from zi_cli.__main__ import run
run(["mark", "1.i.a", "--by", "X", "--dry-run"])  # another user may not import what is ours
run(["mark", "1.i.zz"])
print("mulai", file=sys.stderr, flush=True)
os.setgroups([2000]); os.setgid(1002); os.setuid(1002)
sys.exit(run(["mark", "1.i.a", "--by", "X"]))
"""


def test_what_an_editor_saved_at_the_last_moment_is_not_lost(jambi: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Saved while the new text is being written: it is seen just before the replacing."""
    saved = b"# disimpan penyunting\n" + jambi.read_bytes()
    source = sources.read(jambi)

    def synced(handle: int) -> None:
        jambi.write_bytes(saved)

    monkeypatch.setattr(os, "fsync", synced)
    with pytest.raises(Refusal, match="berubah sesudah dibaca"):
        writing.replace(source, "versi: 1\n")
    assert jambi.read_bytes() == saved
    assert files(jambi) == {"rencana.yaml"}


def test_a_first_answer_replaces_nobody_elses(jambi: Path) -> None:
    answers = jambi.with_name("lke.yaml")
    stop = STOP.format(
        where="lke.yaml.", at=2, act="open('plans/kpu-kota-jambi-2025/lke.yaml', 'w').write('versi: 1\\n')"
    )
    process = child([["answer", "1.i.a", "Ya"]], after=stop)
    said = process.communicate()[1]
    assert (process.returncode, answers.read_text(encoding="utf-8")) == (2, "versi: 1\n"), said
    assert "baru saja dibuat" in said


@pytest.mark.parametrize("move", [[], ["--move"]])
def test_a_scan_that_grows_while_it_is_copied_is_left_alone(move: list[str], jambi: Path, zi: Zi) -> None:
    Path("scan.pdf").write_bytes(b"separuh")
    before = jambi.read_bytes()
    grow = STOP.format(where="bukti/1.i.a/.", at=1, act="open('scan.pdf', 'ab').write(b' selebihnya')")
    process = child([["mark", "1.i.a", "--file", "scan.pdf", "--by", "X", *move]], after=grow)
    _, err = process.communicate()
    assert (process.returncode, "berubah selagi dibaca" in err) == (2, True)
    assert (jambi.read_bytes(), files(jambi)) == (before, {"rencana.yaml"})
    assert zi("mark", "1.i.a", "--file", "scan.pdf", "--by", "X", *move)[0] == 0
    (kept,) = jambi.parent.rglob("*.pdf")
    assert kept.read_bytes() == b"separuh selebihnya"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who writes")
def test_a_file_that_is_open_for_writing_is_not_moved(jambi: Path, zi: Zi) -> None:
    with Path("scan.pdf").open("wb") as stream:
        stream.write(b"separuh")
        stream.flush()
        code, _, err = zi("mark", "1.i.a", "--file", "scan.pdf", "--move")
        assert (code, "masih ditulis program lain" in err) == (2, True)
        assert zi("mark", "1.i.a", "--file", "scan.pdf")[0] == 0
    assert zi("mark", "1.i.b", "--file", "scan.pdf", "--move")[0] == 0
    assert not Path("scan.pdf").exists()


def test_what_changes_after_it_was_copied_is_not_taken_away(jambi: Path) -> None:
    Path("scan.pdf").write_bytes(b"separuh")
    stop = STOP.format(where="rencana.yaml.zi-baru", at=1, act="open('scan.pdf', 'ab').write(b' selebihnya')")
    process = child([["mark", "1.i.a", "--file", "scan.pdf", "--move", "--by", "X"]], after=stop)
    _, err = process.communicate()
    assert Path("scan.pdf").read_bytes() == b"separuh selebihnya"
    assert "berubah sesudah disalin" in err


def test_nobody_elses_evidence_is_moved(jambi: Path, zi: Zi) -> None:
    other = jambi.parent.with_name("lain-2025")
    other.mkdir()
    (other / "rencana.yaml").write_bytes(jambi.read_bytes())
    Path("scan.pdf").write_bytes(b"scan")
    assert zi("mark", "1.i.a", "--file", "scan.pdf", "--plan", "lain-2025")[0] == 0
    (own,) = other.rglob("*.pdf")
    link = Path("tautan.pdf")
    for handed in (str(own), str(own.relative_to(Path.cwd()))):
        code, _, err = zi("mark", "1.i.a", "--file", handed, "--move", "--plan", jambi.parent.name)
        assert (code, "milik rencana itu" in err) == (2, True)
    link.symlink_to(own)
    assert zi("mark", "1.i.a", "--file", str(link), "--move", "--plan", jambi.parent.name)[0] == 0
    assert own.read_bytes() == b"scan"
    (mine,) = jambi.parent.rglob("*.pdf")  # what is recorded here stays where it is
    assert zi("mark", "1.i.b", "--file", str(mine), "--move", "--plan", jambi.parent.name)[0] == 0
    assert mine.exists()
    assert zi("verify")[0] == 0


def test_what_a_killed_run_left_goes_where_the_plans_folder_is_a_link(jambi: Path, zi: Zi) -> None:
    real = Path("sebenarnya").absolute()
    jambi.parent.rename(real)
    jambi.parent.symlink_to(real)
    Path("scan.pdf").write_bytes(b"scan")
    process = child(
        [["mark", "1.i.a", "--file", "scan.pdf"]],
        after="import os, zi_cli.text.writing as w; w.replace = lambda *_: os._exit(9)",
    )
    process.communicate()
    assert process.returncode == 9
    assert any(each.endswith(".pdf") for each in files(real / "rencana.yaml"))
    assert zi("mark", "1.ii.a", "--by", "Y")[0] == 0
    assert files(real / "rencana.yaml") == {"rencana.yaml"}


@pytest.mark.parametrize("made", [Path.mkdir, os.mkfifo, lambda at: at.symlink_to("/dev/zero")])
def test_a_journal_that_is_none_holds_nobody(made: Callable[[Path], None], jambi: Path, zi: Zi) -> None:
    made(jambi.parent / JOURNAL)
    assert zi("mark", "1.i.a", "--by", "X")[0] == 0


def test_what_a_killed_bundle_left_is_cleared_by_the_next(jambi: Path, zi: Zi) -> None:
    Path("scan.pdf").write_bytes(b"scan")
    assert zi("mark", "1.i.a", "--file", "scan.pdf", "--move")[0] == 0
    stop = STOP.format(where=".zi-", at=5, act="os.kill(os.getpid(), signal.SIGKILL)")
    child([["bundle", "-o", "b.zip"]], after=stop).communicate()
    assert len(list(Path().glob(".zi-*"))) == 1
    running = child(
        [["bundle", "-o", "c.zip"]],
        after=STOP.format(
            where=".zi-", at=5, act="sys.stdout.write('di sini\\n'); sys.stdout.flush(); time.sleep(600)"
        ),
    )
    try:
        assert running.stdout is not None
        assert running.stdout.readline() == "di sini\n"
        assert zi("bundle", "-o", "d.zip")[0] == 0
        assert len(list(Path().glob(".zi-*"))) == 1, "the one that still runs keeps its own"
    finally:
        running.kill()
        running.communicate()


def test_a_lock_that_was_left_is_told_and_git_never_takes_it(
    jambi: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    def refused(*_: object) -> None:
        raise OSError(errno.ENOSYS, "")

    monkeypatch.setattr(fcntl, "flock", refused)
    monkeypatch.setattr(locking, "PATIENCE", 0.1)
    monkeypatch.setattr(locking, "SOFT_PATIENCE", 0.2)
    assert zi("mark", "1.i.a", "--by", "X")[0] == 0
    (jambi.parent / ".zi" / "dipakai").touch()
    (jambi.parent / ".zi.lock").touch()  # as zi once left it
    code, _, err = zi("mark", "1.i.b", "--by", "X")
    assert (code, "hapus berkas itu" in err) == (2, True)
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "add", "plans"], check=True)
    listed = subprocess.run(["git", "ls-files"], check=True, capture_output=True, text=True).stdout
    assert ".zi/" not in listed


def test_what_a_killed_run_left_beside_a_file_is_cleared_by_the_next(tmp_path: Path) -> None:
    left, young, other = (tmp_path / name for name in (".a.html.12.zi-baru", ".a.html.13.zi-baru", ".a.html.x.zi-baru"))
    for each in (left, young, other):
        each.write_bytes(b"separuh")
    for each in (left, other):
        os.utime(each, (1, 1))
    writing.create_file(tmp_path / "a.html", b"utuh")
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(["a.html", young.name, other.name])
