"""A fault inside a row stops that row and not the plan: what is told, counted, printed, packed and refused."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import JAMBI
from zi_cli.checks import usable
from zi_cli.checks.judging import judge
from zi_cli.diagnostics import InvalidPlan
from zi_cli.edits.marks import find_documents, record_mark
from zi_cli.errors import Refusal
from zi_cli.plan.bergalat import BarisBergalat
from zi_cli.plan.model import Indikator
from zi_cli.plan.workspace import Home
from zi_cli.plans import change, load
from zi_cli.text import sources

Zi = Callable[..., tuple[int, str, str]]
TEXT = JAMBI.read_text(encoding="utf-8")
LINES = TEXT.split("\n")
HEADS = [at for at, line in enumerate(LINES) if re.match(r" *- kode:", line)]
CODES = [LINES[at].split()[2] for at in HEADS]


def plan(text: str) -> sources.Source:
    return sources.of_bytes(text.encode(), "rencana.yaml")


def found(text: str) -> set[tuple[str, str]]:
    return {(each.rule, each.message) for each in judge(plan(text), lambda _: date(2025, 10, 15)).found}


def broken(at: int, pattern: str, made: str) -> str:
    """The plan with the first line below a row's head that fits the pattern made another."""
    line = next(n for n in range(at, len(LINES)) if re.match(pattern, LINES[n]))
    return "\n".join([*LINES[:line], re.sub(pattern, made, LINES[line]), *LINES[line + 1 :]])


TARGET = r"( *target_waktu: ).*"
WITH_TARGET = [
    (kode, at) for kode, at, below in zip(CODES, HEADS, [*HEADS[1:], len(LINES)], strict=True)
    if any(re.match(TARGET, line) for line in LINES[at:below])
    and not any(re.match(" *waktu:", line) for line in LINES[at:below])
]  # fmt: skip


@pytest.mark.parametrize("made", [r"\1Agustos", r"\1Agustus\n            catatn: x"], ids=["value", "key"])
def test_each_row_can_be_sick_alone_and_nothing_else_is_told_of_the_others(made: str) -> None:
    before = found(TEXT)
    for kode, at in WITH_TARGET:
        text = broken(at, TARGET, made)
        parsed = usable(plan(text))
        assert [each.kode for each in parsed.model.bergalat] == [kode]
        assert len(parsed.model.baris()) == len(CODES) - 1
        new = found(text) - before
        assert len(new) == 1, (kode, new)


def _healthy(text: str) -> list[tuple[object, object]]:
    return [(route, row) for route, _, _, row in usable(plan(text)).model.each_row() if isinstance(row, Indikator)]


WHOLE = _healthy(TEXT)
BREAKS: dict[str, Callable[[str], str]] = {
    "colon": lambda line: line + " tahap: dua: tiga",
    "quote": lambda line: re.sub(r": (.*)", r': "\1', line, count=1),
    "tab": lambda line: "\t" + line.lstrip(),
    "one less": lambda line: line[1:],
    "one more": lambda line: " " + line,
    "at": lambda line: re.sub(r": (.*)", r": @\1", line, count=1),
    "bracket": lambda line: re.sub(r": (.*)", r": [\1", line, count=1),
    "alias": lambda line: re.sub(r": (.*)", r": *\1", line, count=1),
    "anchor": lambda line: re.sub(r": (.*)", r": &a \1", line, count=1),
    "tag": lambda line: re.sub(r": (.*)", r": !!str \1", line, count=1),
}
INSIDE = [
    at for at, line in enumerate(LINES) if re.match(r" {12}(uraian|langkah_aksi|target_waktu): [^>#][^#]*$", line)
]


@pytest.mark.parametrize("kind", [each for each in BREAKS if each != "quote"])
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_yaml_that_breaks_inside_a_row_stops_only_that_row(kind: str, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from(INSIDE))
    text = "\n".join([*LINES[:at], BREAKS[kind](LINES[at]), *LINES[at + 1 :]])
    parsed = usable(plan(text))
    of = max(n for n, head in enumerate(HEADS) if head < at)
    assert [each.kode for each in parsed.model.bergalat] in ([CODES[of]], [])
    assert _healthy(text) == [each for n, each in enumerate(WHOLE) if n != of or not parsed.sick]
    assert all(each.place.line in (at + 1, at + 2) for sick in parsed.sick for each in sick.diagnostics)
    assert parsed.sick or kind == "one more", "nothing was broken"


@settings(max_examples=20, deadline=None)
@given(at=st.sampled_from(INSIDE))
def test_an_open_quote_stops_its_row_or_the_plan_and_never_swallows_a_row(at: int) -> None:
    text = "\n".join([*LINES[:at], BREAKS["quote"](LINES[at]), *LINES[at + 1 :]])
    try:
        parsed = usable(plan(text))
    except InvalidPlan:
        return
    assert len(list(parsed.model.each_row())) == len(CODES)
    assert len(parsed.model.bergalat) == 1


@settings(max_examples=25, deadline=None)
@given(pair=st.tuples(st.sampled_from(WITH_TARGET), st.sampled_from(WITH_TARGET)).filter(lambda two: two[0] != two[1]))
def test_a_mark_stands_under_the_code_it_was_asked_for_whichever_row_is_sick(
    tmp_path_factory: pytest.TempPathFactory, pair: tuple[tuple[str, int], tuple[str, int]]
) -> None:
    (_, sick), (kode, _) = pair
    path = tmp_path_factory.mktemp("plan") / "rencana.yaml"
    before = broken(sick, TARGET, r"\1Agustos")
    path.write_text(before, encoding="utf-8")
    mark = {"tanggal": "2025-12-31", "oleh": "Ani"}
    change(Home.of(path), lambda now: record_mark(now, find_documents(now.model, kode, None), mark))
    now = {str(row.kode): row for _, _, row in load(Home.of(path)).model.baris()}
    marked = {code for code, row in now.items() if any(each.realisasi for each in row.bukti_fisik)}
    assert marked == {kode}
    added = set(path.read_text(encoding="utf-8").split("\n")) - set(before.split("\n"))
    assert {line.strip(" -") for line in added} >= {"oleh: Ani"}


def test_a_change_proves_the_code_and_adds_no_error(jambi: Path) -> None:
    def elsewhere(now: object) -> object:
        made = record_mark(now, find_documents(now.model, "1.i.b", None), {"tanggal": "2025-08-20"})  # type: ignore[attr-defined, arg-type]
        return replace(made, rows=tuple((route, "1.i.a") for route, _ in made.rows))

    old = jambi.read_bytes()
    with pytest.raises(Refusal, match="tidak ada yang ditulis"):
        change(Home.of(jambi), elsewhere)  # type: ignore[arg-type]
    assert jambi.read_bytes() == old


@pytest.fixture
def sick(jambi: Path) -> Path:
    """The Jambi plan with a misspelt month in 1.i.a."""
    jambi.write_text(TEXT.replace("target_waktu: Agustus\n", "target_waktu: Agustos\n", 1), encoding="utf-8")
    return jambi


LINE = "1 baris bergalat tidak ikut dihitung: 1.i.a; lihat zi check.\n"


@pytest.mark.parametrize("command", ["status", "list", "coverage", "lke", "score", "verify", "log", "show 1.i.b"])
def test_every_command_says_in_one_line_which_rows_do_not_count(sick: Path, zi: Zi, command: str) -> None:
    for _ in range(2):  # judged, then remembered
        code, out, err = zi(*command.split())
        assert (code, err.count(LINE), bool(out)) == (0, 1, command != "log"), err


def test_status_counts_it_and_does_not_fail_but_for_fail_overdue(sick: Path, zi: Zi) -> None:
    code, out, _ = zi("status", "--on", "2025-01-01", "--format", "json")
    (told,) = json.loads(out)["rencana"]
    assert code == 0
    assert (told["ringkasan"]["indikator"], told["ringkasan"]["bergalat"], told["area"][0]["bergalat"]) == (87, 1, 1)
    first = told["indikator"][0]
    assert (first["kode"], first["keadaan"], first["tenggat"], first["bukti"]) == ("1.i.a", "bergalat", [], [])
    assert zi("status", "--on", "2025-01-01", "--fail-overdue")[0] == 1
    assert zi("check")[0] == 1
    code, out, _ = zi("list", "--state", "bergalat", "--format", "csv")
    assert (code, out.count("1.i.a,bergalat")) == (0, 1)
    assert "1 dari 87 indikator" in zi("list", "--state", "bergalat")[1]
    code, out, _ = zi("show", "1.i.a")
    assert (code, "Agustos" in out, 'maksudnya "Agustus"?' in out) == (0, True, True)
    assert "1.i.a (0,25 poin; bergalat)" in zi("coverage")[1]


@pytest.mark.parametrize("command", ["mark", "unmark", "review --result sesuai --by TPI"])
def test_a_change_of_a_sick_row_is_refused_with_its_place(sick: Path, zi: Zi, command: str) -> None:
    old = sick.read_bytes()
    name, *options = command.split()
    code, out, err = zi(name, "1.i.a", *options)
    assert (code, out) == (1, "")
    assert err == (
        'zi: Baris 1.i.a bergalat (plans/kpu-kota-jambi-2025/rencana.yaml:161: "Agustos" bukan nama bulan; '
        'maksudnya "Agustus"? Bila memang tercetak demikian, tuliskan di bawahnya waktu: Agustus); '
        "betulkan dahulu, lalu ulangi.\n"
    )
    assert sick.read_bytes() == old
    assert zi("mark", "1.i.b")[0] == 0


def test_the_decree_prints_it_as_it_is_written(sick: Path, zi: Zi) -> None:
    for document in ("lampiran", "keputusan"):
        code, out, err = zi("render", document)
        assert (code, out.count("Agustos"), out.count("tidak terbaca")) == (0, 1, 0)
        assert "1 baris bergalat, dicetak sebagaimana tertulis: 1.i.a" in err


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("target_waktu: Agustus\n", "target_wkatu: Agustus\n"),
        ("target_waktu: Agustus\n", "target_waktu: [Agustus]\n"),
        ("target_waktu: Agustus\n", "target_waktu: Agustus\n            target_waktu: Mei\n"),
        ("target_waktu: Agustus\n", "target_waktu: a: b\n"),
    ],
)
def test_what_is_printed_is_never_invented(jambi: Path, zi: Zi, old: str, new: str) -> None:
    jambi.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    code, out, err = zi("render", "lampiran")
    assert (code, out.count("(baris ini tidak terbaca)")) == (1, 1)
    assert "tidak terbaca, jadi tidak dicetak: 1.i.a" in err


def test_a_code_that_stands_twice_stops_its_rows_and_no_other(jambi: Path, zi: Zi) -> None:
    jambi.write_text(TEXT.replace("kode: 1.i.b\n", "kode: 1.i.a\n", 1), encoding="utf-8")
    _, out, err = zi("status", "--format", "json")
    assert json.loads(out)["rencana"][0]["ringkasan"]["bergalat"] == 2
    assert "2 baris bergalat" in err
    code, _, err = zi("mark", "1.i.a")
    assert (code, "sudah dipakai baris" in err) == (1, True)
    assert zi("mark", "1.ii.a")[0] == 0


@pytest.mark.parametrize(
    "change_",
    [("nomor: 1\n", "nomor: satu\n"), ("zona_waktu: WIB", "zona_waktu: WIX"), ("area:\n", "area:\n<<<<<<< kita\n")],
)
def test_a_fault_of_the_frame_stops_the_plan(jambi: Path, zi: Zi, change_: tuple[str, str]) -> None:
    jambi.write_text(TEXT.replace(*change_, 1), encoding="utf-8")
    code, out, _ = zi("status")
    assert (code, out) == (1, "")


def test_evidence_of_a_sick_row_is_neither_lost_nor_taken_for_an_orphan(jambi: Path, zi: Zi) -> None:
    Path("scan.pdf").write_bytes(b"isi")
    assert zi("mark", "1.i.a", "--file", "scan.pdf")[0] == 0
    for broken_ in ("catatn: x\n            target_waktu: Agustus\n", "target_waktu: a: b\n"):
        text = jambi.read_text(encoding="utf-8")
        jambi.write_text(text.replace("target_waktu: Agustus\n", broken_, 1), encoding="utf-8")
        (row,) = load(Home.of(jambi)).model.bergalat
        assert isinstance(row, BarisBergalat)
        assert len(row.berkas) == 1
        _, out, _ = zi("verify", "--format", "json")
        assert json.loads(out)["rencana"][0]["tak_tercatat"] == []
        bag = Path(f"kantong{len(broken_)}")
        assert zi("bundle", "-o", str(bag))[0] == 0
        assert [each.read_bytes() for each in bag.rglob("*.pdf")] == [b"isi"]
        assert "bergalat" in (bag / "data" / "indeks.md").read_text(encoding="utf-8")
        jambi.write_text(text, encoding="utf-8")
