"""Law: an answer changes its own value, or adds the one line it needs, and every other byte stays."""

import codecs
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import strategies as st

from tests.laws import hold, refused, same_line_ends
from tests.plans_text import Tree, sentences, texts
from zi_cli.edits.answering import Dijawab, Given, blank_layer, write_answers
from zi_cli.errors import Refusal
from zi_cli.lke.jawaban import Jawaban, Lapis
from zi_cli.lke.regulasi import in_force, lembar
from zi_cli.plan.workspace import Home
from zi_cli.plans.answering import answers
from zi_cli.text.document import Branch, parse

SHEET = lembar(in_force())
Zi = Callable[..., tuple[int, str, str]]


def answer(home: Home, layer: Lapis, code: str, said: Jawaban) -> Dijawab:
    return write_answers(home, SHEET, Given({layer: {code: said}}))


ANSWERS: dict[str, st.SearchStrategy[Tree]] = {
    "1.i.a": st.sampled_from(["Ya", "Tidak"]),
    "1.i.b": st.sampled_from(["A", "B", "C"]),
    "6.iv.a": st.sampled_from(["A", "E"]),
    "B.I.a": st.sampled_from(["3.60", "4", "0.5"]),
    "R4.i.a": st.sampled_from(
        [{"sasaran": "4", "sasaran_tercapai_100": "3"}, {"sasaran": "9", "sasaran_tercapai_100": "9"}]
    ),
}


@st.composite
def answer_trees(draw: Callable[..., Tree]) -> Tree:
    def said(code: str) -> Tree:
        plain = draw(ANSWERS[code])
        if not draw(st.booleans()):
            return plain
        return {**(plain if isinstance(plain, dict) else {"jawaban": plain}), "catatan": draw(sentences)}

    def layer() -> Tree:
        return {code: said(code) for code in draw(st.lists(st.sampled_from(list(ANSWERS)), min_size=1, unique=True))}

    layers = draw(st.lists(st.sampled_from(["satker", "tpi", "tpn"]), unique=True))
    return {"versi": "1", **{name: layer() for name in layers}}


def test_an_answer_changes_nothing_else(tmp_path: Path) -> None:
    drawn = (texts(answer_trees()), st.data(), st.sampled_from([b"", codecs.BOM_UTF8]))
    hold(partial(one_answer, tmp_path), *drawn, examples=150)


def one_answer(folder: Path, drawn: tuple[str, Tree], data: st.DataObject, bom: bytes) -> bool:
    text, tree = drawn
    path = folder / "lke.yaml"
    path.write_bytes(bom + text.encode())
    answers(Home.of(path.with_name("rencana.yaml")))
    assert parse(text).tree == tree
    code = data.draw(st.sampled_from(list(ANSWERS)))
    layer = data.draw(st.sampled_from([Lapis.SATKER, Lapis.TPI]))
    plain: Tree = data.draw(ANSWERS[code])
    note = data.draw(st.none() | sentences)
    given_ = Jawaban(None, plain, note) if isinstance(plain, dict) else Jawaban(plain, None, note)
    before = path.read_bytes()
    try:
        done = answer(Home.of(path.with_name("rencana.yaml")), layer, code, given_)
    except Refusal as refusal:
        return refused(refusal, path, before)
    old = tree.get(layer.value, {}).get(code)
    after = path.read_bytes()
    assert after == bom + done.sesudah.encode()
    held = tree.get(layer.value, {} if tree_in_braces(text) else blank_layer(SHEET))
    meant = {**tree, layer.value: {**held, code: done_tree(old, plain, note)}}
    assert parse(done.sesudah).tree == meant
    if old is None:
        start = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
        assert after[len(after) - (len(before) - start) :] == before[start:], "one insertion, the rest as it was"
    else:
        kept = [line for line in text.splitlines() if line.strip().startswith("# ")]  # "#1" is a text, folded
        assert [line for line in done.sesudah.splitlines() if line.strip().startswith("# ")] == kept
        assert abs(done.sesudah.count("\n") - text.count("\n")) <= 8
    again = answer(Home.of(path.with_name("rencana.yaml")), layer, code, given_)
    assert again.sebelum == again.sesudah
    assert path.read_bytes() == after, "the same answer twice is one answer"
    same_line_ends(before, after)
    return True


def satker(text: str) -> dict[str, Tree]:
    tree: Tree = parse(text).tree
    found: dict[str, Tree] = tree["satker"]
    return found


def tree_in_braces(text: str) -> bool:
    root: Branch = parse(text).root
    return root.flow


def done_tree(old: Tree, plain: Tree, note: str | None) -> Tree:
    said = plain if isinstance(plain, dict) else {"jawaban": plain}
    if isinstance(old, dict):
        return {**old, **said} | ({"catatan": note} if note else {})
    if note is None:
        return plain
    return {**said, "catatan": note}


def test_the_value_alone_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "lke.yaml"
    path.write_bytes(b"versi: 1\r\nsatker:  # kami\r\n   1.i.b:  'B'   # sementara\r\n   1.i.a: Ya\r\n")
    answer(Home.of(path.with_name("rencana.yaml")), Lapis.SATKER, "1.i.b", Jawaban("A"))
    assert path.read_bytes() == b"versi: 1\r\nsatker:  # kami\r\n   1.i.b:  A   # sementara\r\n   1.i.a: Ya\r\n"
    answer(Home.of(path.with_name("rencana.yaml")), Lapis.SATKER, "1.ii.a", Jawaban("Tidak"))
    answer(Home.of(path.with_name("rencana.yaml")), Lapis.TPI, "B.I.a", Jawaban("3.60", None, "survei: 30 orang"))
    lines = path.read_bytes().decode().splitlines()
    assert lines[4:6] == ["   1.ii.a: Tidak", "tpi:"], "a layer that was begun before is not written whole"
    assert '  B.I.a: {jawaban: 3.60, catatan: "survei: 30 orang"}' in lines


def test_a_new_file_names_its_schema(jambi: Path, zi: Zi) -> None:
    code, out, err = zi("answer", "R1.i.a", "agen_perubahan=4", "perubahan_dibuat=3", "--note", "SK 12")
    assert (code, err) == (0, "")
    assert out == "R1.i.a: agen perubahan 4, perubahan dibuat 3 (SK 12) menurut satker\n"
    lines = jambi.with_name("lke.yaml").read_text(encoding="utf-8").splitlines()
    assert lines[:5] == [
        "# yaml-language-server: $schema=../lke.schema.json",
        "versi: 1",
        "satker:",
        "  # Unit kerja telah membentuk tim untuk melakukan pembangunan Zona Integritas (Ya/Tidak)",
        "  1.i.a:",
    ]
    assert "  R1.i.a: {agen_perubahan: 4, perubahan_dibuat: 3, catatan: SK 12}" in lines
    assert len(lines) == 3 + 2 * 113, "the whole layer, above each key what it asks"
    assert zi("check")[0] == 0
    assert json.loads(zi("score", "--format", "json")[1])["dijawab"] == 1


def test_the_order_is_the_sheets_whichever_came_first(jambi: Path, zi: Zi) -> None:
    path = jambi.with_name("lke.yaml")
    path.write_text("versi: 1\nsatker:\n  1.ii.a: Ya\n  R4.ii.a: B\n", encoding="utf-8")
    assert (
        zi("answer", "1.i.a=Ya", "B.I.a=3,6", "1.iv.b=b", "R4.i.a.sasaran=4", "R4.i.a.sasaran_tercapai_100=3")[0] == 0
    )
    assert list(satker(path.read_text(encoding="utf-8"))) == [
        "1.i.a", "1.ii.a", "1.iv.b", "R4.i.a", "R4.ii.a", "B.I.a",
    ]  # fmt: skip
    path.write_text("versi: 1\nsatker: {1.ii.a: Ya}\n", encoding="utf-8")
    assert zi("answer", "1.i.b=A", "1.i.a=Ya")[1].count("\n") == 2
    assert path.read_text(encoding="utf-8") == "versi: 1\nsatker: {1.i.a: Ya, 1.i.b: A, 1.ii.a: Ya}\n"


def test_many_answers_are_all_written_or_none(jambi: Path, zi: Zi) -> None:
    assert zi("answer", "1.i.a=Ya", "1.i.b=X")[0] == 2
    assert zi("answer", "1.i.a=Ya", "R4.i.a.sasaran=4", "R4.i.a.sasaran_tercapai_100=5")[0] == 2
    assert not jambi.with_name("lke.yaml").exists()
    code, out, _ = zi("answer", "1.i.a=ya", "A.I.1.i.b=a", "sakip_internal=BB", "setelan.penyebut_nol=penuh")
    assert code == 0
    assert out.splitlines() == [
        "1.i.a: Ya menurut satker",
        "1.i.b: A menurut satker",
        "prasyarat sakip_internal: BB",
        "setelan penyebut_nol: penuh",
    ]
    assert zi("check")[0] == 0
    assert zi("answer", "1.i.a=")[1] == "1.i.a: dikosongkan menurut satker, tadinya Ya\n"
    assert "\n  1.i.a:\n" in jambi.with_name("lke.yaml").read_text(encoding="utf-8")
    before = jambi.with_name("lke.yaml").read_bytes()
    for wrong, said in {
        "sakip_internal=baik": "seharusnya salah satu dari",
        "nilai_tengah=x": "seharusnya desimal atau pecahan",
        "sakip_intrnal=B": 'maksudnya "sakip_internal"?',
        "sakip_internal=": "hapus barisnya",
        "survei_spak=ada": "seharusnya Ya, Tidak, atau angkanya",
    }.items():
        code, _, err = zi("answer", wrong)
        assert (code, said in err) == (2, True), err
    assert jambi.with_name("lke.yaml").read_bytes() == before
    assert zi("answer", "sakip_internal", "bb")[1] == "prasyarat sakip_internal: BB\n"
    assert zi("answer", "lhkpn_lhkasn=99,5%", "sudah_wbk=ya")[1] == (
        "prasyarat lhkpn_lhkasn: 99.5\nprasyarat sudah_wbk: Ya\n"
    )
    assert zi("check")[0] == 0


def test_a_count_alone_leaves_the_others_as_they_are(jambi: Path, zi: Zi) -> None:
    zi("answer", "R4.i.a.sasaran=4", "R4.i.a.sasaran_tercapai_100=3", "1.i.a=Ya")
    assert "sasaran 4, sasaran tercapai 100 2 menurut" in zi("answer", "R4.i.a.sasaran_tercapai_100=2")[1]
    assert "melebihi sasaran (4)" in zi("answer", "R4.i.a", "sasaran_tercapai_100=9")[2]
    zi("answer", "--layer", "tpi", "--same-as", "satker", "--except", "R4.i.a.sasaran_tercapai_100=1")
    said = answers(Home.of(jambi))
    assert said.lapis(Lapis.TPI)["R4.i.a"].hitungan == {"sasaran": "4", "sasaran_tercapai_100": "1"}
    assert said.lapis(Lapis.SATKER)["R4.i.a"].hitungan == {"sasaran": "4", "sasaran_tercapai_100": "2"}


def test_a_reviewer_who_agrees_says_only_what_differs(jambi: Path, zi: Zi) -> None:
    zi("answer", "1.i.a=Ya", "1.i.b=A", "1.ii.a=Ya")
    zi("answer", "1.i.b", "A", "--note", "notula satker")
    zi("answer", "1.ii.a=Tidak", "--layer", "tpi")
    code, _, err = zi("answer", "--layer", "tpi", "--same-as", "satker", "--except", "1.i.b=B")
    assert (code, err) == (0, "")
    said = answers(Home.of(jambi))
    assert {code: str(each) for code, each in said.lapis(Lapis.TPI).items()} == {
        "1.i.a": "Ya", "1.i.b": "B", "1.ii.a": "Tidak",
    }  # fmt: skip
    assert said.lapis(Lapis.TPI)["1.i.b"].catatan is None, "the note is the office's own"
    assert zi("answer", "--layer", "tpi", "--same-as", "tpi")[0] == 2
    assert zi("answer", "1.i.a=Ya", "--except", "1.i.b=B")[0] == 2


def test_an_older_layer_is_completed_when_asked(jambi: Path, zi: Zi) -> None:
    path = jambi.with_name("lke.yaml")
    path.write_text("versi: 1\nsatker:\n  1.ii.a: Ya  # SK\n  # kata kami\n  R4.ii.a: B\n", encoding="utf-8")
    assert zi("answer", "--all-keys")[0] == 0
    text = path.read_text(encoding="utf-8")
    assert len(satker(text)) == 113
    assert text.count("# ") == 114
    assert "  # kata kami\n  R4.ii.a: B\n" in text
    assert zi("answer", "--all-keys")[0] == 0
    assert path.read_text(encoding="utf-8") == text
    assert zi("check")[0] == 0


def test_an_answer_carries_its_evidence(jambi: Path, zi: Zi) -> None:
    assert zi("answer", "1.i.b", "A", "--bukti", "https://contoh.go.id/sk", "--bukti", "SK di arsip")[0] == 0
    assert zi("answer", "1.i.b", "B")[0] == 0
    said = answers(Home.of(jambi)).lapis(Lapis.SATKER)["1.i.b"]
    assert said == Jawaban("B", None, None, ("https://contoh.go.id/sk", "SK di arsip"))
    assert zi("check")[0] == 0


def test_a_note_stays_until_another_is_given(jambi: Path, zi: Zi) -> None:
    zi("answer", "1.i.b", "B", "--note", "baru sebagian")
    assert zi("answer", "1.i.b", "a")[1] == "1.i.b: A (baru sebagian) menurut satker, tadinya B\n"
    assert "1.i.b: {jawaban: A, catatan: baru sebagian}" in jambi.with_name("lke.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "args", "after"),
    [
        ("  1.i.a: A\n", ["1.i.a", "Ya"], "  1.i.a: Ya\n"),
        ("  1.i.a: [Ya]\n", ["1.i.a", "Ya"], "  1.i.a: Ya\n"),
        ("  1.i.a: {jawaban: Ya, catatan: }\n", ["1.i.a", "Ya"], "  1.i.a: {jawaban: Ya}\n"),
        ("  1.i.a: {jawaban: A, note: x}\n", ["1.i.a", "Ya"], "  1.i.a: {jawaban: Ya}\n"),
        ("  1.i.a: {agen_perubahan: 4}\n", ["1.i.a", "Ya", "--note", "SK"], "  1.i.a: {jawaban: Ya, catatan: SK}\n"),
        ("  R4.i.a: B\n", ["R4.i.a", "sasaran=4", "sasaran_tercapai_100=3"], None),
        ("  R4.i.a: {jawaban: B, catatan: n}\n", ["R4.i.a", "sasaran=4", "sasaran_tercapai_100=3"], None),
        ("  R4.i.a:\n    sasaran: 4\n    sasaran_tercapai_100: 5\n", ["R4.i.a", "sasaran_tercapai_100=3"], None),
        ("  B.I.a: 3,60\n", ["B.I.a", "3,60"], "  B.I.a: 3.60\n"),
    ],
)
def test_a_wrong_answer_is_repaired(text: str, args: list[str], after: str | None, jambi: Path, zi: Zi) -> None:
    path = jambi.with_name("lke.yaml")
    path.write_text(f"versi: 1\nsatker:\n{text}", encoding="utf-8")
    assert zi("check")[0] == 1
    code, _, err = zi("answer", *args)
    assert (code, err) == (0, "")
    assert after is None or path.read_text(encoding="utf-8") == f"versi: 1\nsatker:\n{after}"
    assert zi("check")[0] == 0
    assert zi("score")[0] == 0


def test_another_error_in_the_file_is_told_and_nothing_is_written(jambi: Path, zi: Zi) -> None:
    path = jambi.with_name("lke.yaml")
    path.write_text("versi: 1\nsatker:\n  1.i.a: A\n  1.i.b: Ya\n  1.i.z: A\n", encoding="utf-8")
    code, out, err = zi("answer", "1.i.a", "Ya")
    assert (code, out) == (1, "")
    assert "lke.yaml:4:10: galat: 1.i.b dijawab" in err
    assert "lke.yaml:3" not in err, "what this answer mends is not complained of"
    assert err.splitlines()[-1] == "zi: 2 galat; berkas ini belum dapat dipakai sebelum dibetulkan."
    assert "1.i.a: A" in path.read_text(encoding="utf-8")
    path.write_text("versi: 1\nsatker:\n", encoding="utf-8")
    assert zi("answer", "1.i.a", "Ya")[0] == 1


def test_an_empty_note_takes_the_note_away(jambi: Path, zi: Zi) -> None:
    path = jambi.with_name("lke.yaml")
    zi("answer", "1.i.b", "B", "--note", "baru sebagian")
    zi("answer", "R4.i.a", "sasaran=4", "sasaran_tercapai_100=3", "--note", "renstra")
    assert zi("answer", "1.i.b", "A", "--note", "")[1] == "1.i.b: A menurut satker, tadinya B, catatannya dihapus\n"
    zi("answer", "R4.i.a", "sasaran=4", "--note", "")
    text = path.read_text(encoding="utf-8")
    assert "  1.i.b: {jawaban: A}\n" in text
    assert "  R4.i.a: {sasaran: 4, sasaran_tercapai_100: 3}\n" in text
    assert zi("answer", "1.i.a", "Ya", "--note", "")[:2] == (0, "1.i.a: Ya menurut satker\n")


def test_what_does_not_fit_another_answer_is_said(jambi: Path, zi: Zi) -> None:
    assert zi("answer", "R1.i.a", "agen_perubahan=4", "perubahan_dibuat=3")[2] == ""
    code, _, err = zi("answer", "R1.i.b", "perubahan_dibuat=5", "perubahan_terintegrasi=2")
    assert code == 0
    assert "peringatan: perubahan_dibuat di sini 5, di R1.i.a 3" in err
    assert "[hitungan-berbeda]" in zi("answer", "R1.i.a", "perubahan_dibuat=4")[2]
    assert zi("answer", "1.i.a", "Ya")[2] == ""
    assert zi("answer", "R1.i.a", "perubahan_dibuat=5")[2] == ""


def test_a_dry_run_shows_the_diff_and_writes_nothing(jambi: Path, zi: Zi) -> None:
    code, out, err = zi("answer", "1.i.a", "Ya", "--dry-run")
    assert code == 0
    assert "+  1.i.a: Ya\n" in out
    assert "Belum ada yang ditulis" in err
    assert not jambi.with_name("lke.yaml").exists()


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["1.i.a", "A"], "jawabannya Ya atau Tidak"),
        (["1.i.b", "Ya"], "jawabannya A, B atau C"),
        (["R1.i.a", "A"], "agen_perubahan=… perubahan_dibuat=…"),
        (["R1.i.a", "agen_perubahan=4"], "belum menyebut perubahan_dibuat"),
        (["R1.i.a", "agen_perubahan=4", "perubahan=3"], "tidak dikenal"),
        (["R1.i.a", "agen_perubahan=-4", "perubahan_dibuat=1"], "bukan bilangan bulat"),
        (["R4.i.a", "sasaran=4", "sasaran_tercapai_100=5"], "melebihi"),
        (["B.I.a", "4.01"], "indeks 0 sampai 4"),
        (["B.I.a", "1e3"], "indeks 0 sampai 4"),
        (["1.i.c", "A"], "Tidak ada pertanyaan 1.i.c"),
        (["R4.i.a", "sasaran=4", "sasaran=5", "sasaran_tercapai_100=3"], "sasaran disebut dua kali: 4 dan 5"),
        (["R4.i.a", "sasaran=", "sasaran_tercapai_100=3"], "bukan bilangan bulat"),
        (["1.i.a", "Ya", "--note", "\x07"], "karakter yang tidak tampak"),
        (["1.i.a", "Ya", "--layer", "kpu"], "pilihannya satker"),
    ],
)
def test_refusals_write_nothing(jambi: Path, args: list[str], sentence: str, zi: Zi) -> None:
    code, out, err = zi("answer", *args)
    assert (code, out) == (2, "")
    assert sentence in err
    assert not jambi.with_name("lke.yaml").exists()


def test_an_answer_that_stands_already_changes_no_byte(tmp_path: Path) -> None:
    path = tmp_path / "lke.yaml"
    path.write_bytes(b"versi: 1\nsatker: {1.i.a: 'Ya',  1.ii.a: \"Tidak\"}\n")
    answer(Home.of(path.with_name("rencana.yaml")), Lapis.SATKER, "1.i.a", Jawaban("Ya"))
    assert path.read_bytes() == b"versi: 1\nsatker: {1.i.a: 'Ya',  1.ii.a: \"Tidak\"}\n"
    answer(Home.of(path.with_name("rencana.yaml")), Lapis.SATKER, "1.i.b", Jawaban("A"))
    assert path.read_bytes() == b"versi: 1\nsatker: {1.i.a: 'Ya', 1.i.b: A,  1.ii.a: \"Tidak\"}\n"
