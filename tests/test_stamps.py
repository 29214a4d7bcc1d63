"""What is kept in the cache is for its owner alone, and nobody is misled or held up by what lies there.

What is known of a plan, which has its words: `test_known`.
"""

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.galeri import FILES
from zi_cli.text import stamps

Zi = Callable[..., tuple[int, str, str]]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes, pipes and links are of other systems")


def folder() -> Path:
    return Path(os.environ["XDG_CACHE_HOME"], "zi")


def kept(kind: str = "lolos") -> Path:
    (found,) = folder().glob(f"*.{kind}")
    return found


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def test_stamps_hold_no_text_and_nobody_else_may_look(jambi: Path, zi: Zi) -> None:
    jambi.chmod(0o600)
    folder().mkdir(parents=True, mode=0o755)
    before = os.umask(0)
    try:
        assert zi("status")[0] == 0
    finally:
        os.umask(before)
    assert mode(folder()) == 0o700
    assert {mode(each) for each in folder().iterdir()} == {0o600}
    held = b"".join(each.read_bytes() for each in folder().iterdir() if each.suffix != ".tahu")
    assert b"Jambi" not in held
    assert b"Membentuk" not in held
    assert str(jambi.parent).encode() not in held
    assert stamps.passed(jambi.resolve(), jambi.read_bytes())


def _pipe(at: Path) -> None:
    os.mkfifo(at)


def _link(at: Path) -> None:
    at.symlink_to(at.parents[1] / "sasaran")
    (at.parents[1] / "sasaran").write_text("milik orang", encoding="utf-8")


def _huge(at: Path) -> None:
    with at.open("wb") as stream:
        stream.truncate(3 * 2**30)


def _open(at: Path) -> None:
    at.write_bytes(b"x")
    at.chmod(0o644)


@pytest.mark.parametrize("put", [_pipe, _link, _huge, _open, Path.mkdir])
def test_what_zi_has_not_written_is_neither_read_nor_written_through(
    put: Callable[[Path], None], jambi: Path, zi: Zi
) -> None:
    first = zi("status", "--on", "2025-10-15")
    for kind in ("lolos", "poin"):
        at = kept(kind)
        at.unlink()
        put(at)
        assert zi("status", "--on", "2025-10-15") == first
        if put is not Path.mkdir:
            assert stat.S_ISREG(at.lstat().st_mode)
            assert mode(at) == 0o600
    if put is _link:
        assert (folder().parent / "sasaran").read_text(encoding="utf-8") == "milik orang"


def test_a_folder_that_is_a_link_is_left_alone(jambi: Path, zi: Zi, tmp_path: Path) -> None:
    other = tmp_path / "lain"
    other.mkdir()
    folder().symlink_to(other)
    assert zi("status")[0] == 0
    assert list(other.iterdir()) == []


def test_what_is_old_and_what_is_none_leaves(jambi: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamps, "MAX_COUNT", 5)
    folder().mkdir(parents=True)
    for at in range(9):
        (folder() / f"{at:032x}.lolos").touch()
    old, older = folder() / f"{10:032x}.lolos", folder() / "0a1b2c3d.lolos"  # the latter as zi once wrote them
    for each in (old, older):
        each.write_bytes(jambi.read_bytes())
    os.utime(old, (0, 0))
    stamps._prune.cache_clear()
    assert zi("status")[0] == 0
    assert not old.exists()
    assert not older.exists()
    assert len(list(folder().iterdir())) <= 8  # some is remembered after the folder was looked through


def test_what_is_kept_is_bounded_by_its_size_and_the_newest_stays(
    jambi: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamps, "MAX_BYTES", 50_000)
    now = jambi.stat().st_ctime
    folder().mkdir(parents=True)
    for at in range(9):
        (folder() / f"{at:032x}.lolos").write_bytes(b"x" * 10_000)
        os.utime(folder() / f"{at:032x}.lolos", (now - 60 + at, now - 60 + at))
    stamps._prune.cache_clear()
    stamps.stamp(jambi, b"isi")
    assert stamps.passed(jambi, b"isi")
    left = sorted(each.name for each in folder().iterdir() if each.stat().st_size == 10_000)
    assert left == [f"{at:032x}.lolos" for at in (5, 6, 7, 8)], "the oldest leave"


WRONG = [each for each in FILES if ": galat: " in each.with_suffix(".txt").read_text(encoding="utf-8")]


@pytest.mark.parametrize("case", WRONG, ids=lambda path: path.stem)
def test_the_owners_own_forgery_misleads_nobody(case: Path, jambi: Path, zi: Zi) -> None:
    """A stamp on any file at all: no command breaks, and those that others count on do not look at it."""
    raw = case.read_bytes()
    jambi.write_bytes(raw)
    day = ("--on", "2025-10-15")
    counted_on = (
        ["verify"],
        ["check", *day],
        ["bundle", "-o", "kantong.zip", *day],
        ["status", "--fail-overdue", *day],
    )
    honest = [zi(*each)[:2] for each in counted_on]
    stamps.stamp(jambi.resolve(), raw)
    stamps.remember(jambi.resolve(), "poin", raw, '{"baris": {"1.i.a": ["1/0", []]}, "area": {"9": "x"}}')
    for each in (["status"], ["list"], ["show", "1.i.a"], ["coverage"], ["render", "lampiran"], ["mark", "1.i.a"]):
        assert zi(*each)[0] != 3, each
    jambi.write_bytes(raw)
    Path("kantong.zip").unlink(missing_ok=True)
    assert [zi(*each)[:2] for each in counted_on] == honest


@pytest.mark.parametrize("name", ["rencana.yaml", "lke.yaml"])
def test_a_pipe_in_the_place_of_a_plan_or_its_answers_holds_nobody(name: str, jambi: Path, zi: Zi) -> None:
    jambi.with_name(name).unlink(missing_ok=True)
    os.mkfifo(jambi.with_name(name))
    for command in (["status"], ["list"], ["show", "1.i.a"]):
        assert zi(*command)[0] in (0, 1, 2)
