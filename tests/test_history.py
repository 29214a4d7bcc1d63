"""A long history: what it costs does not grow faster than it does, and what was read in pieces is what is written."""

import shutil
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import JAMBI
from tests.laws import hold
from zi_cli import git
from zi_cli.bukti import said
from zi_cli.bukti.said import RowReader, rows_of
from zi_cli.plan.bergalat import HEAD
from zi_cli.text.document import parse

Zi = Callable[..., tuple[int, str, str]]
TEXT = JAMBI.read_text(encoding="utf-8")
LINES = TEXT.splitlines(keepends=True)
FIRST = next(at for at, line in enumerate(LINES) if "- kode:" in line)
"""From there on there are rows: what is drawn falls among them."""
MARK = ("                realisasi:\n", "                  - tanggal: 2025-08-20\n", "                    oleh: Ani\n")
WORDS = (
    "", "\n", "# catatan\n", "            # takuk\n", "          # dangkal\n", "- kode: 1.i.a\n",
    '  "belum ditutup\n', "  |\n", "\t\n",
    "          - kode: 9.i.z\n", "            uraian: >-\n", "---\n", "        nama: lain\n", "            kode: dua\n",
    "              - dokumen: [a, b\n", "            langkah_aksi: &a x\n", "          - uraian: tanpa kode\n", *MARK,
)  # fmt: skip
"""Lines that mean something else where they come to stand: some break YAML, some only the frame around the rows."""
EDIT = st.tuples(
    st.integers(FIRST, FIRST + 120), st.sampled_from(["put", "drop", "swap", "copy", "indent"]), st.sampled_from(WORDS)
)


def edited(lines: list[str], edit: tuple[int, str, str]) -> list[str]:
    at, how, word = edit
    changed = list(lines)
    match how:
        case "put":
            changed.insert(at, word)
        case "drop":
            del changed[at]
        case "swap":
            changed[at], changed[at + 7] = changed[at + 7], changed[at]
        case "copy":
            changed[at:at] = changed[at + 1 : at + 9]
        case "indent":
            changed[at] = "  " + changed[at]
    return changed


def whole(text: str) -> list[tuple[object, ...]] | None:
    document = parse(text)
    return None if document.faults else [(each.facts, each.documents) for each in rows_of(document.tree)]


def test_a_text_cut_into_rows_says_what_the_whole_text_says() -> None:
    """Whatever is done to a text, one change after the other; most of what is drawn can be read."""

    def law(edits: list[tuple[int, str, str]]) -> bool:
        reader, lines, read = RowReader(HEAD), LINES, 0
        reader.rows(TEXT)
        for each in edits:
            tried = edited(lines, each)
            text = "".join(tried)
            found = reader.rows(text)
            assert (None if found is None else [(one.facts, one.documents) for one in found]) == whole(text), each
            if found is not None:  # as in a history, what follows is another change of a text that can be read
                lines, read = tried, read + 1
        return read > 0

    hold(law, st.lists(EDIT, min_size=2, max_size=6), examples=60, floor=0.4)


@settings(max_examples=200)
@given(st.text(alphabet="- kode:ab\n|>\"'#", max_size=60))
def test_lines_that_are_nothing_like_a_plan_are_cut_alike(text: str) -> None:
    found = RowReader(HEAD).rows(text)
    assert (None if found is None else [(one.facts, one.documents) for one in found]) == whole(text)


def committed(texts: list[str]) -> None:
    """A history of these texts, in the folder one stands in."""
    subprocess.run(["git", "init", "-q", "-b", "main"], check=True)
    script = b""
    for n, text in enumerate(texts):
        raw = text.encode()
        head = f"commit refs/heads/main\nmark :{n + 1}\ncommitter A <a@b> {1735700000 + n} +0000\ndata 1\nx\n"
        head += f"from :{n}\n" if n else ""
        script += f"{head}M 100644 inline plans/jambi/rencana.yaml\ndata {len(raw)}\n".encode() + raw + b"\n"
    subprocess.run(["git", "fast-import", "--quiet"], input=script, check=True)
    subprocess.run(["git", "reset", "-q", "--hard"], check=True)


def marked(times: int) -> list[str]:
    """One mark more in each text."""
    at = next(at for at, line in enumerate(LINES) if line.startswith("              - dokumen: SK Tim Kerja")) + 1
    days = [date(2025, 1, 1) + timedelta(n) for n in range(times)]
    marks = [f"                  - {{tanggal: {day}, tautan: https://a.id/{n}}}\n" for n, day in enumerate(days)]
    return ["".join([*LINES[:at], MARK[0], *marks[: n + 1], *LINES[at:]]) for n in range(times)]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How often git was asked, and how many rows were read."""
    times = {"git": 0, "rows": 0}
    ask, read = git.run, said._lone_row

    def run(*args: object, **keys: object) -> object:
        times["git"] += 1
        return ask(*args, **keys)  # type: ignore[arg-type]

    def lone_row(lines: str) -> object:
        times["rows"] += 1
        return read(lines)

    monkeypatch.setattr(git, "run", run)
    monkeypatch.setattr(said, "_lone_row", lone_row)
    return times


def test_a_history_costs_a_row_a_commit_and_git_a_few_questions(
    tmp_path: Path, zi: Zi, counted: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    committed(marked(90))
    code, out, _ = zi("log")
    assert (code, out.count("ditandai"), out.count("\n")) == (0, 90, 93)
    rows = TEXT.count("- kode:")
    assert counted["rows"] <= 2 * rows + 90, "each row once as it was, and those that changed"
    assert counted["git"] <= 8


@pytest.mark.parametrize("command", [["diff"], ["diff", "HEAD~1", "HEAD"], ["check", "--base", "HEAD~1"]])
def test_how_often_git_is_asked_depends_on_what_changed_and_not_on_how_many_plans_there_are(
    command: list[str], tmp_path: Path, zi: Zi, counted: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    for plans in (3, 12):
        folder = tmp_path / str(plans)
        folder.mkdir()
        monkeypatch.chdir(folder)
        committed([TEXT, TEXT + "# akhir\n"])
        for n in range(plans):
            shutil.copytree("plans/jambi", f"plans/kantor-{n}")
        for _ in range(2):
            subprocess.run(["git", "add", "-A"], check=True)
            subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@b", "commit", "-qm", "x"], check=True)
            Path("plans/kantor-0/rencana.yaml").write_text(TEXT.replace("- kode: 1.i.a\n", "- kode: 1.i.z\n"))
        counted["git"] = 0
        assert zi(*command)[0] in (0, 1)
        asked.append(counted["git"])
    assert asked[0] == asked[1] <= 12


def test_git_is_asked_once_for_the_facts_of_all_plans(
    jambi: Path, zi: Zi, counted: dict[str, int], tmp_path: Path
) -> None:
    for n in range(5):
        shutil.copytree(jambi.parent, jambi.parent.with_name(f"kantor-{n}"))
    assert zi("export", "fakta", "-o", "semua.jsonl")[0] == 0
    assert counted["git"] == 1
    together = (tmp_path / "semua.jsonl").read_bytes()
    assert zi("export", "fakta", "-o", "fakta")[0] == 0
    assert together == b"".join(each.read_bytes() for each in sorted((tmp_path / "fakta").iterdir()))
