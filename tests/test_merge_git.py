"""`zi merge` with a real git: as its driver, after the fact, and when zi itself fails."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import REPO
from tests.merge_edits import BASE
from zi_cli.commands import driver

Zi = Callable[..., tuple[int, str, str]]
PLAN = "plans/kpu-contoh-2025/rencana.yaml"
SHEET = "plans/kpu-contoh-2025/lke.yaml"
NOTULA = "              - dokumen: Notula penentuan anggota\n"
ANI, BUDI = (
    f"{NOTULA}                realisasi:\n                  - tanggal: 2025-10-01\n                    oleh: {by}\n"
    for by in ("Ani", "Budi")
)

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="no git")


class Repo:
    """A clone with the small plan, in which git finds zi as a program."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.bin = root.parent / "bin"
        self.bin.mkdir()
        self.program(f'exec "{sys.executable}" -m zi_cli "$@"')
        monkeypatch.setenv("PATH", f"{self.bin}{os.pathsep}{os.environ['PATH']}")
        monkeypatch.setenv("PYTHONPATH", str(REPO / "src"))
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        monkeypatch.chdir(root)
        self.git("init", "-q", "-b", "main")
        for key, value in (("user.name", "Rina"), ("user.email", "rina@example.org"), ("core.autocrlf", "false")):
            self.git("config", key, value)
        self.write(BASE)
        (root / ".gitattributes").write_text("".join(f"{each}\n" for each in driver.ATTRIBUTES))
        self.commit("awal")

    def program(self, body: str) -> None:
        """What git finds under the name of zi."""
        path = self.bin / "zi"
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def git(self, *args: str, ok: bool = True) -> int:
        done = subprocess.run(["git", *args], cwd=self.root, capture_output=True, text=True, check=False)
        assert done.returncode == 0 or not ok, done.stderr
        return done.returncode

    def write(self, text: str, name: str = PLAN) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, newline="")

    def read(self, name: str = PLAN) -> str:
        return (self.root / name).read_bytes().decode()

    def commit(self, words: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", words)

    def branches(self, ours: str, theirs: str, name: str = PLAN) -> None:
        """Two branches from one commit; one stands on ours, `lain` is theirs."""
        self.git("checkout", "-q", "-b", "lain")
        self.write(theirs, name)
        self.commit("tandai mereka")
        self.git("checkout", "-q", "main")
        self.write(ours, name)
        self.commit("tandai kita")


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    (tmp_path / "klon").mkdir()
    return Repo(tmp_path / "klon", monkeypatch)


@pytest.fixture
def driven(repo: Repo) -> Repo:
    assert driver.missing(repo.root) == tuple(driver.settings())
    driver.configure(repo.root)
    assert not driver.missing(repo.root)
    return repo


def marked(by: str) -> str:
    return BASE.replace(NOTULA, by)


def stop(repo: Repo, way: str) -> tuple[str, ...]:
    """Let git do what brings both marks together in a way that stops without a driver; how one goes on."""
    repo.branches(marked(ANI), marked(BUDI))
    match way:
        case "merge":
            repo.git("merge", "lain", ok=False)
            return ("commit", "-qm", "gabung")
        case "rebase":
            repo.git("rebase", "lain", ok=False)
            return ("-c", "core.editor=true", "rebase", "--continue")
        case "cherry-pick":
            repo.git("cherry-pick", "lain", ok=False)
            return ("-c", "core.editor=true", "cherry-pick", "--continue")
        case "revert":
            repo.write(marked(ANI).replace("catatan: menunggu pusat\n", "catatan: sudah\n"))
            repo.commit("catat")
            repo.write(
                marked(ANI).replace(
                    "            catatan: menunggu pusat\n",
                    "            catatan: sudah\n            penanggung_jawab: Budi\n",
                )
            )
            repo.commit("lagi")
            repo.git("revert", "--no-edit", "HEAD~1", ok=False)
            return ("-c", "core.editor=true", "revert", "--continue")
        case _:
            repo.write(
                marked(ANI).replace(
                    "oleh: Ani", "oleh: Ani\n                  - tanggal: 2025-10-02\n                    oleh: Budi"
                )
            )
            repo.git("stash")
            repo.write(
                marked(ANI).replace(
                    "oleh: Ani", "oleh: Ani\n                  - tanggal: 2025-10-03\n                    oleh: Cici"
                )
            )
            repo.commit("tandai lagi")
            repo.git("stash", "pop", ok=False)
            return ("stash", "drop")


@pytest.mark.parametrize("way", ["merge", "rebase", "cherry-pick", "revert", "stash pop"])
def test_after_the_fact_everything_that_git_stops_is_put_together(repo: Repo, zi: Zi, way: str) -> None:
    go_on = stop(repo, way)
    code, out, _ = zi("check")
    assert code == 1
    assert "gabungan-belum-selesai" in out
    code, out, err = zi("merge")
    assert (code, err) == (0, ""), out
    assert f"git {go_on[-2] if way == 'rebase' else way.split(maxsplit=1)[0] if way != 'merge' else 'commit'}" in out
    repo.git(*go_on)
    assert "oleh: Ani" in repo.read()
    assert "Budi" in repo.read()
    assert zi("check")[0] == 0


@pytest.mark.parametrize("way", ["merge", "rebase", "cherry-pick", "stash pop"])
def test_as_a_driver_nothing_stops(driven: Repo, zi: Zi, way: str) -> None:
    stop(driven, way)
    assert "oleh: Ani" in driven.read()
    assert "oleh: Budi" in driven.read()
    assert "<<<<" not in driven.read()
    assert zi("check")[0] == 0


FAILURES = {
    "no zi at all": None,
    "a traceback": 'echo "Traceback (most recent call last)" >&2; exit 3',
    "a broken installation": "exit 1",
    "a refusal": "exit 2",
    "a kill": "kill -9 $$",
    "nothing done, and said to be well where it is not": 'echo "x" > /dev/null; exit 130',
}


@pytest.mark.parametrize("body", FAILURES.values(), ids=FAILURES.keys())
def test_a_driver_that_fails_never_leaves_one_side_alone_without_markers(driven: Repo, body: str | None) -> None:
    if body is None:
        (driven.bin / "zi").unlink()
        os.environ["PATH"] = os.pathsep.join(
            each for each in os.environ["PATH"].split(os.pathsep) if not (Path(each) / "zi").exists()
        )
    else:
        driven.program(body)
    driven.branches(marked(ANI), marked(BUDI))
    assert driven.git("merge", "lain", ok=False) != 0
    assert "<<<<<<< kita" in driven.read()
    assert "oleh: Ani" in driven.read()
    assert "oleh: Budi" in driven.read()


def test_a_fault_of_zi_itself_falls_back_to_lines(repo: Repo, zi: Zi, monkeypatch: pytest.MonkeyPatch) -> None:
    from zi_cli.edits import merging

    def broken(*_: object) -> None:
        raise AssertionError("rusak")

    monkeypatch.setattr(merging, "merge", broken)
    for name, text in (("o", BASE), ("a", marked(ANI)), ("b", marked(BUDI))):
        Path(name).write_text(text)
    code, _, err = zi("merge", "o", "a", "b", PLAN)
    assert code == 1
    assert "AssertionError" in err
    assert "<<<<<<< kita" in Path("a").read_text()


def test_a_true_clash_gets_markers_and_a_sentence_with_its_path(driven: Repo, zi: Zi) -> None:
    ours, theirs = (BASE.replace("target_waktu: Oktober", f"target_waktu: {word}") for word in ("November", "Desember"))
    driven.branches(ours, theirs)
    assert driven.git("merge", "lain", ok=False) == 1
    assert (
        "<<<<<<< kita\n            target_waktu: November\n=======\n            target_waktu: Desember\n>>>>>>> mereka"
        in driven.read()
    )
    code, _, err = zi("merge")
    assert code == 1
    assert f"{PLAN}: area > … > 2.i.a > target_waktu: diubah berbeda di kedua sisi\n" in err
    text = driven.read()
    assert zi("merge")[0] == 1
    assert driven.read() == text


def test_what_a_person_has_begun_to_mend_is_left_alone(repo: Repo, zi: Zi) -> None:
    repo.branches(marked(ANI), marked(BUDI))
    repo.git("merge", "lain", ok=False)
    begun = repo.read().replace("oleh: Ani", "oleh: Ani dan kawan-kawan")
    for text in (begun, marked(ANI).replace("oleh: Ani", "oleh: Ani sendiri")):
        repo.write(text)
        code, _, err = zi("merge")
        assert (code, repo.read()) == (1, text)
        assert "tidak disentuh" in err


def test_answers_begun_on_both_sides_have_no_base(repo: Repo, zi: Zi) -> None:
    repo.branches("versi: 1\nsatker:\n  1.i.b: A\n", "versi: 1\nsatker:\n  1.i.a: Ya\n", SHEET)
    assert repo.git("merge", "lain", ok=False) == 1
    assert zi("merge")[0] == 0
    assert repo.read(SHEET) == "versi: 1\nsatker:\n  1.i.a: Ya\n  1.i.b: A\n"


def test_evidence_of_one_name_is_kept_twice_and_named_where_it_lies(repo: Repo, zi: Zi) -> None:
    import hashlib

    def with_file(content: bytes) -> str:
        name = repo.root / "plans/kpu-contoh-2025/bukti/1.i.b/notula.pdf"
        name.parent.mkdir(parents=True, exist_ok=True)
        name.write_bytes(content)
        lines = [
            "berkas: bukti/1.i.b/notula.pdf",
            f"sha256: {hashlib.sha256(content).hexdigest()}",
            f"ukuran: {len(content)}",
        ]
        return marked(
            f"{NOTULA}                realisasi:\n                  - tanggal: 2025-10-01\n"
            + "".join(f"{' ' * 20}{each}\n" for each in lines)
        )

    repo.git("checkout", "-q", "-b", "lain")
    repo.write(with_file(b"%PDF-1.4 dua\n"))
    repo.commit("mereka")
    repo.git("checkout", "-q", "main")
    repo.write(with_file(b"%PDF-1.4 satu\n"))
    repo.commit("kita")
    assert repo.git("merge", "lain", ok=False) == 1
    code, _, err = zi("merge")
    assert (code, err) == (0, "")
    repo.git("commit", "-qm", "gabung")
    assert zi("verify")[0] == 0
    assert len(list((repo.root / "plans/kpu-contoh-2025/bukti/1.i.b").iterdir())) == 2


def test_a_rebase_names_its_sides_by_what_they_are(repo: Repo, zi: Zi) -> None:
    ours, theirs = (BASE.replace("target_waktu: Oktober", f"target_waktu: {word}") for word in ("November", "Desember"))
    repo.branches(ours, theirs)
    repo.git("rebase", "lain", ok=False)
    assert zi("merge")[0] == 1
    assert "<<<<<<< dasar yang baru\n            target_waktu: Desember\n" in repo.read()
    assert ">>>>>>> yang sedang dipasang (" in repo.read()


def test_windows_line_ends_on_the_disk_stay(repo: Repo, zi: Zi) -> None:
    repo.branches(marked(ANI), marked(BUDI))
    repo.git("merge", "lain", ok=False)
    repo.write(repo.read().replace("\n", "\r\n"))
    assert zi("merge")[0] == 0
    assert repo.read().count("\r\n") == repo.read().count("\n")
    assert repo.git("diff", "--cached", "--quiet", ok=False) == 1


def test_nothing_to_finish_is_well(repo: Repo, zi: Zi) -> None:
    assert zi("merge") == (0, "Tidak ada gabungan yang belum selesai.\n", "")


def test_a_side_that_took_the_plan_away_is_left_to_a_person(repo: Repo, zi: Zi) -> None:
    repo.git("checkout", "-q", "-b", "lain")
    repo.git("rm", "-q", PLAN)
    repo.git("commit", "-qm", "hapus")
    repo.git("checkout", "-q", "main")
    repo.write(marked(ANI))
    repo.commit("tandai")
    repo.git("merge", "lain", ok=False)
    code, _, err = zi("merge")
    assert code == 1
    assert "dihapus di satu sisi" in err


def test_the_guide_gives_the_very_line() -> None:
    guide = (REPO / "docs" / "panduan.md").read_text(encoding="utf-8")
    assert f"git config merge.zi.driver '{driver.settings()['merge.zi.driver']}'" in guide
