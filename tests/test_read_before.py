"""`zi verify` over much evidence: what was read before and has not changed is not read again, and that is told."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.test_ketahanan import STOP, child
from zi_cli.bukti import read_before, verifying
from zi_cli.bukti.read_before import ReadBefore
from zi_cli.bukti.verifying import bandingkan
from zi_cli.plan.workspace import Home
from zi_cli.plans import load

Zi = Callable[..., tuple[int, str, str]]
TODAY = date(2026, 1, 31)
HASH = "0" * 64
CODES = ("1.i.a", "1.i.b", "1.ii.a", "1.ii.b")


@pytest.fixture
def evidence(jambi: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Four files of evidence, and a disk's clock so fine that what was just written counts as quiet."""
    monkeypatch.setattr(read_before, "GRAIN", 0)
    for kode in CODES:
        Path("scan.txt").write_bytes(f"isi {kode}".encode())
        assert zi("mark", kode, "--file", "scan.txt", "--by", "X")[0] == 0
    return sorted((jambi.parent / "bukti").glob("*/*"))


def verified(zi: Zi, *args: str) -> tuple[int, int, int]:
    """The code of a run that goes on; how many files differ, and how many were not read again."""
    code, out, _ = zi("verify", "--resume", "--format", "json", *args)
    (found,) = json.loads(out)["rencana"]
    return code, len(found["beda"]), found["tidak_dibaca_ulang"]


def test_what_has_not_changed_is_not_read_again_and_that_is_told(evidence: list[Path], zi: Zi) -> None:
    assert verified(zi) == (0, 0, 0)
    assert verified(zi) == (0, 0, 4)
    code, out, err = zi("verify", "--resume")
    assert (code, "4 tidak berubah sejak dibaca pada" in out, "tanpa --resume" in err) == (0, True, True)
    assert "tidak berubah sejak dibaca" not in zi("verify")[1], "unless it is asked for, all is read"
    assert verified(zi) == (0, 0, 4), "what was read anew is remembered"


def _written(path: Path) -> None:
    path.write_bytes(b"ISI" + path.read_bytes()[3:])


def _with_its_old_times(path: Path) -> None:
    before = path.stat()
    _written(path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _put_in_its_place(path: Path) -> None:
    before = path.stat()
    shutil.copy2(path, "lain.txt")
    _with_its_old_times(Path("lain.txt"))
    os.utime("lain.txt", ns=(before.st_atime_ns, before.st_mtime_ns))
    Path("lain.txt").replace(path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no time of the last change of a file itself")
@pytest.mark.parametrize("change", [_written, _with_its_old_times, _put_in_its_place])
def test_a_change_of_the_same_size_is_found_each_time(
    change: Callable[[Path], None], evidence: list[Path], zi: Zi
) -> None:
    assert verified(zi) == (0, 0, 0)
    change(evidence[1])
    assert verified(zi) == (1, 1, 3)
    assert verified(zi) == (1, 1, 3), "a difference is read anew, however often it was seen"


def test_what_was_changed_just_now_is_not_remembered(
    evidence: list[Path], zi: Zi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_before, "GRAIN", 3600 * 10**9)
    assert [verified(zi), verified(zi)] == [(0, 0, 0)] * 2


def test_a_reading_is_believed_for_a_month(evidence: list[Path], jambi: Path) -> None:
    rencana = load(Home.of(jambi)).model

    def read_again(day: date) -> int:
        found = bandingkan(rencana, jambi.parent, ReadBefore(jambi, day), lambda _: None)
        return found.berkas - len(found.read_before)

    days = [TODAY, TODAY + timedelta(29), TODAY + timedelta(30), TODAY]  # the last: a clock that was set back
    assert [read_again(day) for day in days] == [4, 0, 4, 4]


def test_of_more_than_there_is_room_for_the_last_are_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_before, "GRAIN", 0)
    plan = tmp_path / "rencana.yaml"
    plan.write_bytes(b"")
    state, names = plan.stat(), [f"{each}.pdf" for each in range(400)]
    before = ReadBefore(plan, TODAY)
    for each in names:
        before.note(each, state, HASH, "R" * 2000)
    before.keep()
    known = [ReadBefore(plan, TODAY).when(each, state, HASH) for each in names]
    assert known[-1] == (TODAY, "R" * 2000)
    assert known.count(None) in range(100, 200)
    assert None not in known[known.count(None) :]


def test_a_run_that_is_broken_off_is_taken_up_where_it_was(
    evidence: list[Path], jambi: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "_REMEMBERED_EACH", 0)
    monkeypatch.setattr(verifying, "_AT_ONCE", 1)
    rencana, read = load(Home.of(jambi)).model, list[int]()

    def break_off(count: int) -> None:
        read.append(count)
        if len(read) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bandingkan(rencana, jambi.parent, ReadBefore(jambi, TODAY), break_off)
    found = bandingkan(rencana, jambi.parent, ReadBefore(jambi, TODAY), lambda _: None)
    assert (found.beda, len(found.read_before)) == ((), 2)


def test_nothing_is_remembered_of_a_bag(evidence: list[Path], zi: Zi) -> None:
    assert verified(zi) == (0, 0, 0)
    assert zi("bundle", "-o", "kantong")[0] == 0
    assert zi("verify", "kantong")[0] == 0
    (packed,) = Path("kantong/data/AREA I").rglob("1.i.a *.txt")
    before = packed.stat()
    packed.write_bytes(b"ISI" + packed.read_bytes()[3:])
    os.utime(packed, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert zi("verify", "kantong")[0] == 1


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_what_a_killed_verify_of_a_bag_left_is_cleared_by_the_next(
    evidence: list[Path], zi: Zi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert zi("bundle", "-o", "b.zip")[0] == 0
    room = tmp_path / "sementara"
    room.mkdir()
    monkeypatch.setenv("TMPDIR", str(room))
    killed = child([["verify", "b.zip"]], after=STOP.format(where=".zi-", at=5, act="os.kill(os.getpid(), 9)"))
    killed.communicate()
    assert killed.returncode == -signal.SIGKILL
    assert len(list(room.iterdir())) == 1
    other = room / ".zi-0123456789abcdef"
    other.symlink_to(tmp_path)
    done = subprocess.run([sys.executable, "-m", "zi_cli", "verify", "b.zip"], check=False, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert list(room.iterdir()) == [other], "what is no folder of ours stays"


def test_of_several_plans_each_has_a_line_and_what_differs_is_told_first(
    evidence: list[Path], jambi: Path, zi: Zi
) -> None:
    for name in ("lain", "rusak"):
        shutil.copytree(jambi.parent, jambi.parent.with_name(name))
    Path("plans/rusak/rencana.yaml").write_text("versi: [\n")
    _written(next(Path("plans/lain/bukti").glob("1.i.a/*")))
    code, out, err = zi("verify")
    lines = [line.split("\t")[:3] for line in out.splitlines()]
    assert code == 1
    assert lines[-7:-1] == [
        ["RENCANA", "BERKAS", "BERBEDA"],
        ["rusak", "tidak terbaca", "-"],
        ["kpu-kota-jambi-2025", "4", "0"],
        ["lain", "4", "1"],
        ["Seluruhnya", "8", "1"],
        [""],
    ]
    assert "Pada 1 dari 3 rencana" in out
    assert out.index("lain: berkas bukti") < out.index("Seluruhnya")
    assert "kpu-kota-jambi-2025: berkas bukti" not in out, "of those that are well, a line is enough"
    assert "plans/rusak/rencana.yaml:" in err
