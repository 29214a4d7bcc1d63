"""Two people's changes to one plan, or to its answers, put together. The laws, and what an office meets, as data."""

import re
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from tests.merge_edits import BASE, EDITS
from zi_cli.edits.identity import told
from zi_cli.edits.merging import Merged, errors, merge
from zi_cli.lke.regulasi import in_force, lembar
from zi_cli.text import lossless
from zi_cli.text.document import parse

LABELS = ("kita", "mereka")
WORD = re.compile(r"[ab][0-9]+kata")


def tree(text: str) -> object:
    return parse(text.removeprefix(lossless.BOM)).tree


def edited(side: str, acts: list[tuple[int, int]]) -> str:
    """The base after one side's acts; one that would leave an error, or cannot be made there, is left out."""
    text = BASE
    for count, (which, row) in enumerate(acts):
        made = EDITS[which](text, row, f"{side}{count}kata")
        text = text if errors(made) else made
    return text


def sides(side: str) -> st.SearchStrategy[str]:
    acts = st.tuples(st.integers(0, len(EDITS) - 1), st.integers(0, 11))
    return st.lists(acts, min_size=1, max_size=5).map(lambda found: edited(side, found))


@given(sides("a"), sides("b"))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_word_of_either_side_is_lost_and_both_directions_agree(ours: str, theirs: str) -> None:
    done, back = merge(BASE, ours, theirs, LABELS), merge(BASE, theirs, ours, LABELS)
    event("clash" if done.conflicts else "merged")
    assert {*WORD.findall(ours), *WORD.findall(theirs)} <= {*WORD.findall(done.text)}
    assert bool(done.conflicts) == bool(back.conflicts)
    assert done.text.count("<<<<<<< ") == len(done.conflicts)
    if not done.conflicts:
        assert tree(done.text) == tree(back.text)
        assert not errors(done.text)
        for side in (ours, theirs):
            again = merge(BASE, done.text, side, LABELS)
            assert (again.text, again.conflicts) == (done.text, ())


@given(sides("a"))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_one_side_alone_did_is_taken_byte_for_byte(side: str) -> None:
    for ours, theirs in ((side, BASE), (BASE, side), (side, side)):
        assert merge(BASE, ours, theirs, LABELS) == Merged(side, ())


class Case(NamedTuple):
    """What each side writes in the place of what stood there, and what is seen of it."""

    name: str
    ours: dict[str, str]
    theirs: dict[str, str]
    clash: str = ""
    """The end of the way to the one place that clashes."""
    gone: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    """Words of the result; without them every line that a side wrote stands in it."""
    base: str = BASE


UNDANGAN = "              - dokumen: Undangan rapat pembentukan tim\n"
SK = "              - dokumen: SK Tim Kerja ZI Tahun 2025\n"
NOTULA = "              - dokumen: Notula penentuan anggota\n"
MARK = """\
                  - tanggal: 2025-08-20
                    oleh: Rina
                    pemeriksaan:
                      - tanggal: 2025-09-01
                        hasil: sesuai
                        oleh: TPI
"""
MONTHLY = (
    "                  - tanggal: 2025-09-30\n                    periode: September\n                    oleh: Budi\n"
)
ROW_B = BASE[BASE.index("          # baris ini") : BASE.index("      - nomor: ii\n")]
SHEET = "versi: 1\nsatker:\n  1.i.a: Ya\n  6.v.c: A\n"


def begun(by: str) -> str:
    return f"                realisasi:\n                  - tanggal: 2025-10-01\n                    oleh: {by}\n"


def month(name: str, by: str) -> str:
    lines = ("- tanggal: 2025-10-31", f"  periode: {name}", f"  oleh: {by}")
    return "".join(f"{' ' * 18}{line}\n" for line in lines)


def reviewed(day: str, result: str, by: str) -> str:
    lines = (f"- tanggal: {day}", f"  hasil: {result}", f"  oleh: {by}")
    return "".join(f"{' ' * 22}{line}\n" for line in lines)


FOLDED = "uraian: >-\n              Penentuan anggota tim\n              dilakukan"
TARGET_B = "anggota\n            target_waktu: Agustus-Desember\n"
CASES = (
    Case("neighbouring rows", {UNDANGAN: UNDANGAN + begun("Ani")}, {NOTULA: NOTULA + begun("Budi")}),
    Case("two documents of one row", {MARK: MARK + month("Agustus", "Ani")}, {UNDANGAN: UNDANGAN + begun("Budi")}),
    Case("the first mark of a document, by both", {NOTULA: NOTULA + begun("Ani")}, {NOTULA: NOTULA + begun("Budi")}),
    Case("the same first mark, by both", {NOTULA: NOTULA + begun("Ani")}, {NOTULA: NOTULA + begun("Ani")}),
    Case("two months", {MONTHLY: MONTHLY + month("Oktober", "Ani")}, {MONTHLY: MONTHLY + month("November", "Budi")}),
    Case(
        "a mark and a review",
        {MARK: MARK + month("Agustus", "Ani")},
        {MARK: MARK + reviewed("2025-10-02", "sesuai", "TPN")},
    ),
    Case(
        "two reviews",
        {MARK: MARK + reviewed("2025-10-02", "sesuai", "Ani")},
        {MARK: MARK + reviewed("2025-10-03", "sesuai", "Budi")},
    ),
    Case(
        "unmark of the last and a further mark",
        {f"                realisasi:\n{MARK}": ""},
        {MARK: MARK + month("Agustus", "Budi")},
        gone=("Rina",),
    ),
    Case(
        "unmark and a review of that mark",
        {f"                realisasi:\n{MARK}": ""},
        {MARK: MARK + reviewed("2025-10-02", "sesuai", "TPN")},
        clash="> realisasi",
    ),
    Case(
        "one target, two ways",
        {TARGET_B: TARGET_B.replace("Agustus", "Oktober")},
        {TARGET_B: TARGET_B.replace("Agustus", "September")},
        clash="1.i.b > target_waktu",
    ),
    Case(
        "a target and a note",
        {TARGET_B: TARGET_B.replace("Agustus", "Oktober")},
        {TARGET_B: TARGET_B + "            catatan: menunggu\n"},
    ),
    Case(
        "two notes",
        {TARGET_B: TARGET_B + "            catatan: satu\n"},
        {TARGET_B: TARGET_B + "            catatan: dua\n"},
        clash="1.i.b > catatan",
    ),
    Case(
        "a document renamed and marked",
        {NOTULA: "              - dokumen: Notula rapat penentuan anggota\n"},
        {NOTULA: NOTULA + begun("Budi")},
        gone=("dokumen: Notula penentuan",),
        seen=("Notula rapat", "oleh: Budi"),
    ),
    Case(
        "a document renamed two ways",
        {NOTULA: NOTULA.replace("Notula", "Notulensi")},
        {NOTULA: NOTULA.replace("anggota", "anggota tim")},
        clash="> dokumen",
    ),
    Case(
        "a document dropped and marked",
        {UNDANGAN: ""},
        {UNDANGAN: UNDANGAN + begun("Budi")},
        clash="> Undangan rapat pembentukan tim",
    ),
    Case(
        "a document dropped, another marked",
        {UNDANGAN: ""},
        {MARK: MARK + month("Agustus", "Budi")},
        gone=("Undangan",),
    ),
    Case("a row dropped and marked", {ROW_B: ""}, {NOTULA: NOTULA + begun("Budi")}, clash="> 1.i.b"),
    Case(
        "a row dropped, a comment written in it",
        {ROW_B: ""},
        {NOTULA: NOTULA + "              # minta ke umum\n"},
        clash="> 1.i.b",
    ),
    Case("a row dropped, its neighbour marked", {ROW_B: ""}, {UNDANGAN: UNDANGAN + begun("Budi")}, gone=("1.i.b",)),
    Case(
        "rows added at one place",
        {ROW_B: ROW_B + "          - kode: 1.i.d\n            uraian: Baris d\n"},
        {ROW_B: ROW_B + "          - kode: 1.i.c\n            uraian: Baris c\n"},
    ),
    Case(
        "the same row added, its documents by each",
        {ROW_B: ROW_B + "          - kode: 1.i.c\n            uraian: Baris\n            catatan: dari satu\n"},
        {ROW_B: ROW_B + "          - kode: 1.i.c\n            uraian: Baris\n            penanggung_jawab: dari dua\n"},
    ),
    Case(
        "documents added by both",
        {NOTULA: NOTULA + "              - dokumen: Daftar hadir\n"},
        {NOTULA: NOTULA + "              - dokumen: Undangan\n"},
    ),
    Case(
        "comments above one row",
        {"          # baris ini": "          # kata Ani\n          # baris ini"},
        {"          # baris ini": "          # kata Budi\n          # baris ini"},
    ),
    Case(
        "comments behind one value",
        {"catatan: menunggu pusat": "catatan: menunggu pusat # Ani"},
        {"catatan: menunggu pusat": "catatan: menunggu pusat # Budi"},
        seen=("# Ani", "# Budi"),
    ),
    Case(
        "folded by one, marked by the other",
        {"uraian: Penentuan anggota tim dilakukan": FOLDED},
        {NOTULA: NOTULA + begun("Budi")},
    ),
    Case(
        "folded by one, reworded by the other",
        {"uraian: Penentuan anggota tim dilakukan": FOLDED},
        {"prosedur yang jelas": "prosedur yang terang"},
        gone=("yang jelas",),
        seen=("prosedur yang terang",),
    ),
    Case(
        "marks between brackets",
        {'oleh: "Sari"}': 'oleh: "Sari"}, {tanggal: 2025-10-01, oleh: Ani}'},
        {'oleh: "Sari"}': 'oleh: "Sari"}, {tanggal: 2025-10-02, oleh: Budi}'},
        seen=("Sari", "Ani", "Budi"),
    ),
    Case(
        "set in by one, marked by the other",
        {NOTULA: NOTULA.replace("    ", "     ", 1)},
        {NOTULA: NOTULA + begun("Budi")},
    ),
    Case("CRLF on one side", {"\n": "\r\n"}, {NOTULA: NOTULA + begun("Budi")}),
    Case(
        "rows swapped by one, marked by the other",
        {ROW_B: "", "          - kode: 1.i.a\n": f"{ROW_B}          - kode: 1.i.a\n"},
        {NOTULA: NOTULA + begun("Budi")},
    ),
    Case(
        "one code given to two rows",
        {ROW_B: ROW_B + "          - kode: 1.i.c\n            uraian: Baris\n"},
        {ROW_B: ROW_B.replace("kode: 1.i.b", "kode: 1.i.c")},
        clash="1.i.c",
    ),
    Case(
        "a document added by one, renamed to the same by the other",
        {UNDANGAN: UNDANGAN + "              - dokumen: Daftar hadir tim\n"},
        {SK: "              - dokumen: Daftar hadir tim\n"},
        gone=("SK Tim Kerja",),
    ),
    Case(
        "answers of two areas",
        {"1.i.a: Ya\n": "1.i.a: Ya\n  1.i.b: A\n"},
        {"1.i.a: Ya\n": "1.i.a: Ya\n  5.i.a: A\n"},
        base=SHEET,
    ),
    Case(
        "answers of neighbouring questions",
        {"1.i.a: Ya\n": "1.i.a: Ya\n  1.i.b: A\n"},
        {"1.i.a: Ya\n": "1.i.a: Ya\n  1.ii.a: Ya\n"},
        base=SHEET,
    ),
    Case(
        "answers of two layers",
        {"6.v.c: A\n": "6.v.c: A\ntpi:\n  1.i.a: Tidak\n"},
        {"6.v.c: A\n": "6.v.c: A\nprovinsi:\n  1.i.a: Ya\n"},
        base=SHEET,
    ),
    Case(
        "one question answered two ways",
        {"6.v.c: A": "6.v.c: B"},
        {"6.v.c: A": "6.v.c: C"},
        clash="satker > 6.v.c",
        base=SHEET,
    ),
    Case(
        "another answer, and a note to the old one",
        {"6.v.c: A": "6.v.c: B"},
        {"6.v.c: A": '6.v.c: {jawaban: A, catatan: "lihat notula"}'},
        clash="satker > 6.v.c",
        base=SHEET,
    ),
    Case(
        "the same answer, bare and with a note",
        {"6.v.c: A": "6.v.c: B"},
        {"6.v.c: A": '6.v.c: {jawaban: B, catatan: "lihat notula"}'},
        gone=("6.v.c: B",),
        seen=("{jawaban: B, catatan",),
        base=SHEET,
    ),
    Case(
        "a sheet begun by both", {"": "versi: 1\nsatker:\n  1.i.b: A\n"}, {"": "versi: 1\ntpi:\n  1.i.a: Ya\n"}, base=""
    ),
)


def written(base: str, changes: dict[str, str]) -> str:
    for old, new in changes.items():
        assert not base or old in base, old
        base = base.replace(old, new) if base else new
    return base


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_meets_in_an_office(case: Case) -> None:
    ours, theirs = written(case.base, case.ours), written(case.base, case.theirs)
    for one, two in ((ours, theirs), (theirs, ours)):
        done = merge(case.base, one, two, LABELS)
        lines = {line.strip() for line in done.text.splitlines()}
        new = {line.strip() for side in (one, two) for line in side.splitlines()} - {*_lines(case.base)}
        if case.clash:
            (conflict,) = done.conflicts
            assert told(conflict.path).endswith(case.clash)
            assert new <= lines
            continue
        assert not done.conflicts
        assert not errors(done.text)
        assert all(word not in done.text for word in case.gone)
        assert all(word in done.text for word in case.seen) if case.seen else new <= lines


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines()]


def test_markers_stand_around_the_whole_lines_of_one_entry() -> None:
    ours, theirs = (BASE.replace("target_waktu: Oktober", f"target_waktu: {word}") for word in ("November", "Desember"))
    assert merge(BASE, ours, theirs, LABELS).text == BASE.replace(
        "            target_waktu: Oktober\n",
        "<<<<<<< kita\n            target_waktu: November\n"
        "=======\n            target_waktu: Desember\n>>>>>>> mereka\n",
    )


def test_the_stricter_review_of_a_day_comes_last() -> None:
    ours, theirs = (
        BASE.replace(MARK, MARK + reviewed("2025-10-02", result, "TPI")) for result in ("perlu perbaikan", "sesuai")
    )
    for one, two in ((ours, theirs), (theirs, ours)):
        text = merge(BASE, one, two, LABELS).text
        assert text.rindex("perlu perbaikan") > text.rindex("hasil: sesuai")


def test_answers_stay_in_the_order_of_the_sheet() -> None:
    codes = list(lembar(in_force()).butir)
    base = "versi: 1\nsatker:\n" + "".join(f"  {code}: Ya\n" for code in codes[::9])
    ours, theirs = (
        "versi: 1\nsatker:\n"
        + "".join(f"  {code}: Ya\n" for at, code in enumerate(codes) if not at % 9 or at % 7 == rest)
        for rest in (2, 3)
    )
    found = [
        codes.index(code) for code in re.findall(r"^  (\S+):", merge(base, ours, theirs, LABELS).text, re.MULTILINE)
    ]
    assert all(one < two for one, two in pairwise(found))


ANSWERED = ("1.i.b", "1.ii.b", "1.ii.c", "1.iii.a", "1.iii.b", "6.v.c")
Answers = dict[tuple[str, str], tuple[str, str]]
"""By layer and question: the answer, and a note or nothing."""
answers = st.dictionaries(
    st.tuples(st.sampled_from(("satker", "tpi", "provinsi")), st.sampled_from(ANSWERED)),
    st.tuples(st.sampled_from("ABC"), st.sampled_from(("", "lihat notula", "baru sebagian"))),
    max_size=8,
)
BLANK = "versi: 1\n" + "".join(
    f"{layer}:\n" + "".join(f"  # bunyi {code}\n  {code}:\n" for code in ANSWERED)
    for layer in ("satker", "tpi", "provinsi")
)


def answered(given: Answers) -> str:
    """The sheet with these answers, as people and zi write them."""
    text = BLANK
    for (layer, code), (answer, note) in given.items():
        start = text.index(f"{layer}:\n")
        at = text.index(f"  {code}:", start) + len(f"  {code}:")
        written = f' {{jawaban: {answer}, catatan: "{note}"}}' if note else f" {answer}"
        text = text[:at] + written + text[text.index("\n", at) :]
    return text


@given(answers, answers)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_answers_clash_only_where_one_question_was_answered_two_ways(ours: Answers, theirs: Answers) -> None:
    done, back = (merge(BLANK, answered(one), answered(two), LABELS) for one, two in ((ours, theirs), (theirs, ours)))
    both = [(ours[key], theirs[key]) for key in ours.keys() & theirs.keys() if ours[key] != theirs[key]]
    clash = [(one, two) for one, two in both if one[0] != two[0] or (one[1] and two[1])]
    assert len(done.conflicts) == len(back.conflicts) == len(clash)
    if not clash:
        assert (
            tree(done.text)
            == tree(back.text)
            == tree(answered({key: _fuller(ours, theirs, key) for key in ours | theirs}))
        )


def _fuller(ours: Answers, theirs: Answers, key: tuple[str, str]) -> tuple[str, str]:
    """The same answer of both, with the note of whoever has one."""
    return max((side[key] for side in (ours, theirs) if key in side), key=lambda answer: answer[1])


@pytest.mark.parametrize(
    "text",
    [
        BASE.replace("    nama: Manajemen", "\tnama: Manajemen"),
        BASE.replace("catatan: menunggu", "catatan: &a menunggu"),
        BASE.replace("\n", "\r\n", 9),
        "- daftar saja\n",
    ],
    ids=["tab", "anchor", "two kinds of line ends", "a list"],
)
def test_what_cannot_be_taken_apart_is_left_to_git(text: str) -> None:
    with pytest.raises(lossless.Unfit):
        merge(BASE, text, BASE, LABELS)
