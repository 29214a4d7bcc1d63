"""Input that was made to hurt, built here because it is large, or is no file at all: an answer, in bounded time."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import REPO
from tests.galeri import CASES
from zi_cli.checks.judging import judge
from zi_cli.diagnostics import InvalidPlan
from zi_cli.render.visible import visible
from zi_cli.text import sources
from zi_cli.text.characters import ESCAPED

Zi = Callable[..., tuple[int, str, str]]

LOLOS = (CASES / "lolos.yaml").read_text(encoding="utf-8")
MIB = 2**20
BESAR = {
    "blocks-10000-deep": b"- " * 10_000,
    "flow-10000-deep": b"[" * 10_000,
    "blocks-1000000-deep": b"- " * 1_000_000,
    "flow-1000000-deep": b"[" * 1_000_000,
    "mappings-deep": b"{a: " * 500_000,
    "questions-deep": b"? " * 500_000,
    "indents-deep": b"\n".join(b" " * each + b"a:" for each in range(2_000)),
    "scalar": b"a: " + b"x" * (4 * MIB - 10),
    "scalar-of-blanks": b'tahun: "' + b" " * (4 * MIB - 10) + b'"',
    "key": b"x" * (4 * MIB - 10) + b": 1",
    "items": b"area: [" + b"a," * (2 * MIB - 10) + b"]",
    "keys": b"".join(b"%d: 1\n" % each for each in range(400_000)),
    "one-key-again": b"a: 1\n" * 800_000,
    "one-line-of-keys": b"{" + b"a: 1, " * 600_000 + b"}",
    "anchors": b"- &a x\n" * 550_000,
    "tags": b"- !!x y\n" * 500_000,
    "controls": b"\x01" * (4 * MIB),
    "controls-on-lines": b"a\x01\n" * MIB,
    "zero-width": LOLOS.encode() + b"# " + b"\xe2\x80\x8b" * MIB,
    "conflicts": b"<<<<<<< a\n" * 400_000,
    "silencers": LOLOS.encode() + b"# zi: abaikan jarak-rentang: x\n" * 130_000,
    "comments": LOLOS.encode() + b"#\n" * MIB,
    "quotes": b"a: " + b"'" * (4 * MIB - 10),
    "titles": LOLOS.replace("  judul: ", "  judul: a " + "b c " * 400_000, 1).encode(),
    "citations": LOLOS.replace("- Undang-Undang", '- "Per' + " " * (2 * MIB) + 'x 2014" #').encode(),
    "written-escapes": LOLOS.replace("dokumen: ", 'dokumen: "' + r"\u200b" * 300_000 + '" #', 1).encode(),
    "escapes": b'a: "' + b"\\n" * (2 * MIB - 10) + b'"',
    "blank-lines": b"\n" * (4 * MIB),
    "carriage-returns": b"\r" * (4 * MIB),
    "latin-1": b"\xe9" * (4 * MIB),
}
"""Files just under the limit, each of which would take long if something in it cost more than its length."""


@pytest.mark.parametrize("name", BESAR)
def test_large_files(name: str) -> None:
    raw = BESAR[name]
    assert len(raw) <= sources.MAX_SIZE
    began = time.process_time()
    try:
        found = judge(sources.of_bytes(raw, "a.yaml"), lambda _: None).found  # type: ignore[arg-type, return-value]
    except InvalidPlan as invalid:
        found = invalid.diagnostics
    assert len(found) < 500
    assert found or name in ("comments", "citations")
    assert sum(len(each.message) + len(each.place.snippet) for each in found) < 300_000
    assert time.process_time() - began < 10, "of this process's own time, however busy the machine is"


@pytest.mark.parametrize("depth", [30_000, 1_000_000])
def test_depth_does_not_kill_the_process(depth: int, tmp_path: Path) -> None:
    path = tmp_path / "rencana.yaml"
    path.write_bytes(b"- " * depth)
    done = subprocess.run(
        [sys.executable, "-m", "zi_cli", "check", str(path)], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 1
    assert "[yaml-kedalaman]" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_file_past_the_limit_is_not_read(tmp_path: Path, zi: Zi) -> None:
    path = tmp_path / "rencana.yaml"
    with path.open("wb") as stream:
        stream.truncate(50 * MIB)
    code, out, _ = zi("check", str(path))
    assert code == 1
    assert "berkas ini 50 MiB; rencana paling besar 4 MiB [ukuran]" in out


def test_a_stream_past_the_limit_is_not_read(tmp_path: Path) -> None:
    with Path("/dev/zero").open("rb") as endless:
        done = subprocess.run(
            [sys.executable, "-m", "zi_cli", "check", "-"], stdin=endless, capture_output=True, text=True, check=False
        )
    assert done.returncode == 1
    assert "[ukuran]" in done.stdout


def test_too_many_findings_are_told_as_such(tmp_path: Path, zi: Zi) -> None:
    path = tmp_path / "rencana.yaml"
    path.write_text("".join(f"k{each}: 1\n" for each in range(5000)) + LOLOS, encoding="utf-8")
    code, out, _ = zi("check", str(path), "--format", "json")
    found = json.loads(out)["temuan"]
    assert code == 1
    assert len(found) == 201
    assert found[-1]["aturan"] == "terlalu-banyak"


def _folder(path: Path) -> None:
    path.mkdir()


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)


def _dangling(path: Path) -> None:
    path.symlink_to("tidak-ada")


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
@pytest.mark.parametrize("linked", ["plans/a", "plans/a/rencana.yaml", "plans/a/lke.yaml"])
def test_no_plan_and_no_answer_leads_out_of_the_workspace(
    linked: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, zi: Zi, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A clone may bring a link to any file of this computer: what is wrong with that one would quote it."""
    monkeypatch.chdir(tmp_path)
    outside, folder = tmp_path_factory.mktemp("luar"), tmp_path / "plans" / "a"
    for name in ("rencana.yaml", "lke.yaml"):
        (outside / name).write_text("sandi: RAHASIA\n", encoding="utf-8")
    if linked == "plans/a":
        folder.parent.mkdir()
        folder.symlink_to(outside)
    else:
        folder.mkdir(parents=True)
        (folder / "rencana.yaml").write_text(LOLOS, encoding="utf-8")
        at = tmp_path / linked
        at.unlink(missing_ok=True)
        at.symlink_to(outside / at.name)
    for args in (("check",), ("check", str(folder)), ("check", "--fix"), ("status",), ("score",), ("render", "lke")):
        code, out, err = zi(*args)
        assert "RAHASIA" not in out + err
        assert "sandi" not in out + err
        if args[0] == "check":
            assert (code, "melalui symlink" in out) == (1, True)
    assert (outside / "rencana.yaml").read_text(encoding="utf-8") == "sandi: RAHASIA\n"


@pytest.mark.skipif(sys.platform == "win32", reason="files of POSIX")
@pytest.mark.parametrize("make", [_folder, _fifo, _socket, _dangling, _loop])
@pytest.mark.parametrize("args", [("check",), ("check", "--fix"), ("status",), ("mark", "1.i.a")])
def test_what_is_no_file(
    make: Callable[[Path], None], args: tuple[str, ...], tmp_path: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "plans" / "a"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)  # a socket's name must be short
    make(folder / "rencana.yaml")
    code, out, err = zi(*args)
    assert code in (1, 2)
    assert "rencana.yaml" in out + err
    assert "Traceback" not in err
    if args[0] == "check":  # to a machine too it is a finding, and no plan that is well
        assert (code, "[rencana-hilang]" in out) == (1, True)


@pytest.mark.skipif(sys.platform == "win32", reason="files of POSIX")
@pytest.mark.parametrize("make", [_folder, _dangling, _loop])
def test_answers_that_are_no_file(make: Callable[[Path], None], jambi: Path, zi: Zi) -> None:
    make(jambi.with_name("lke.yaml"))
    code, out, _ = zi("check")
    assert code == 1
    assert "lke.yaml:1:1: galat" in out
    for args, wanted in ((("score",), 1), (("answer", "1.i.a", "Ya"), 2)):
        code, _, err = zi(*args)
        assert code == wanted
        assert "lke.yaml" in err
        assert "Traceback" not in err


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path, zi: Zi) -> None:
    path = tmp_path / "rencana.yaml"
    path.write_text(LOLOS, encoding="utf-8")
    path.chmod(0)
    code, out, _ = zi("check", str(path))
    assert code == 1
    assert "tidak ada izin" in out


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_names_in_odd_characters(tmp_path: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    odd = [b"\xff\xfe.yaml", b"a\nb.yaml", b"\x1b[31m.yaml", "\u202egpj.yaml".encode(), b"-x.yaml", b"$(touch x).yaml"]
    names = [os.fsdecode(each) for each in odd]
    for name in names:
        Path(name).write_text(LOLOS.replace("WIB", "GMT"), encoding="utf-8")
    for form in ("text", "json", "github", "sarif", "junit", "markdown"):
        code, out, err = zi("check", "--format", form, "--", *names)
        assert (code, "Traceback" in err) == (1, False)
        assert not any(sign in out for sign in ("\x1b", "\u202e"))
    assert not (tmp_path / "x").exists()


def test_a_link_that_leaves_is_followed_and_its_folder_locked(tmp_path: Path, zi: Zi) -> None:
    real = tmp_path / "lain" / "rencana.yaml"
    real.parent.mkdir()
    real.write_text(LOLOS.rstrip("\n"), encoding="utf-8")
    link = tmp_path / "rencana.yaml"
    link.symlink_to(real)
    assert zi("check", "--fix", str(link))[0] == 0
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == LOLOS


SUITE = json.loads((REPO / "tests" / "data" / "yaml-test-suite.json").read_text(encoding="utf-8"))


def test_the_yaml_test_suite_is_answered() -> None:
    """402 inputs from all corners of YAML, raw and as a value of a plan: none is a plan, each is answered."""
    assert len(SUITE) == 402
    for case in SUITE:
        for text in (case["yaml"], LOLOS + case["yaml"]):
            try:
                found = judge(sources.of_bytes(text.encode("utf-8", "surrogatepass"), "a.yaml"), lambda _: None).found  # type: ignore[arg-type, return-value]
            except InvalidPlan as invalid:
                found = invalid.diagnostics
            assert all(each.message and each.place.line > 0 for each in found), case["id"]
            assert found or text != case["yaml"], case["id"]


def test_every_character_that_is_written_out_is_seen_beside_plain_ones() -> None:
    """What is plain is not looked at one by one: no sign that must be written out may pass for plain."""
    signs = [chr(code) for code in range(0x110000)]
    told = [sign for sign in signs if ESCAPED.match(sign)]
    assert len(told) > 4000
    assert not [sign for sign in told if visible(f"a – é{sign}").endswith(sign)]


@pytest.mark.usefixtures("jambi")
@pytest.mark.parametrize("command", [["status"], ["export", "fakta"], ["form", "lke"], ["render", "dasbor"]])
def test_a_place_that_no_disk_can_hold_is_refused(command: list[str], zi: Zi) -> None:
    for ending in ("", ".html", ".jsonl", ".xlsx"):
        code, out, err = zi(*command, "-o", "n" * 300 + ending)
        assert (code, out, "Traceback" in err) == (2, "", False)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may look everywhere")
def test_a_place_where_one_may_not_look_is_refused(jambi: Path, zi: Zi, tmp_path: Path) -> None:
    shut = tmp_path / "tertutup"
    shut.mkdir(mode=0)
    for name in ("a.html", "b/a.html"):
        code, _, err = zi("status", "-o", str(shut / name))
        assert (code, "tidak ada izin" in err) == (2, True)
