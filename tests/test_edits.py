"""Law: a mark changes the lines of its document and nothing else, and taking it back leaves every byte as it was."""

import codecs
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import assume
from hypothesis import strategies as st

from tests.laws import hold, refused, same_line_ends
from tests.plans_text import Tree, texts
from zi_cli.edits.marks import find_documents, record_mark, take_back_mark
from zi_cli.errors import Refusal
from zi_cli.plan.model import Rencana
from zi_cli.plan.workspace import Home
from zi_cli.plans import change, load
from zi_cli.text.reading import Parsed
from zi_cli.text.splices import Change, Splice

NOTES = st.sampled_from(["di lemari", "a: b # c", "- x", "{y}", "'", '"', "\\", "no", "", "baris\nkedua", "2025-10"])


def written(folder: Path, text: str, bom: bytes = b"") -> Path:
    path = folder / "rencana.yaml"
    path.write_bytes(bom + text.encode())
    return path


def test_mark_and_unmark(tmp_path: Path) -> None:
    hold(partial(mark_and_unmark, tmp_path), texts(), st.data(), st.sampled_from([b"", codecs.BOM_UTF8]), examples=150)


def mark_and_unmark(folder: Path, drawn: tuple[str, Tree], data: st.DataObject, bom: bytes) -> bool:
    text, tree = drawn
    path = written(folder, text, bom)
    before = path.read_bytes()
    parsed = load(Home.of(path))
    assert parsed.document.tree == tree  # the writer of random plans writes what it means

    rows = parsed.model.baris()
    kode = str(data.draw(st.sampled_from(rows))[2].kode)
    route = data.draw(st.sampled_from(find_documents(parsed.model, kode, None))).route
    note = data.draw(NOTES)
    isi = {"tanggal": "2025-08-20", "oleh": "Ani"} | ({"catatan": note} if note else {})

    def meant(now: Parsed[Rencana]) -> list:  # type: ignore[type-arg]
        return [each for each in find_documents(now.model, kode, None) if each.route == route]

    try:
        marked = change(Home.of(path), lambda now: record_mark(now, meant(now), isi, force=True))
    except Refusal as refusal:
        return refused(refusal, path, before)
    after = path.read_bytes()
    same_line_ends(before, after)
    start = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
    kept = len(before) - start
    assert after[:start] == before[:start]
    assert after[len(after) - kept :] == before[start:], "one insertion, every other byte unchanged"
    (document,) = meant(marked.after)
    assert document.bukti.realisasi[-1].tanggal == date(2025, 8, 20)
    assert document.bukti.realisasi[-1].catatan == (note or None)

    change(Home.of(path), lambda now: take_back_mark(now, meant(now), None))
    assert path.read_bytes() == before
    return True


def test_marks_made_before_can_be_taken_back(tmp_path: Path) -> None:
    hold(partial(take_back, tmp_path), texts(), st.data(), examples=40, floor=0.6)


def take_back(folder: Path, drawn: tuple[str, Tree], data: st.DataObject) -> bool:
    text, _ = drawn
    path = written(folder, text)
    parsed = load(Home.of(path))
    marked = [
        each
        for _, _, row in parsed.model.baris()
        for each in find_documents(parsed.model, str(row.kode), None)
        if each.bukti.realisasi
    ]
    assume(marked)
    one = data.draw(st.sampled_from(marked))
    lines = len(text.splitlines())
    comments = [line.strip() for line in text.splitlines() if line.strip().startswith("# ")]
    try:
        changed = change(Home.of(path), lambda now: take_back_mark(now, [one], None))
    except Refusal as refusal:
        return refused(refusal, path, text.encode())
    now = changed.after.source.text.splitlines()
    assert len(now) <= lines
    assert [line.strip() for line in now if line.strip().startswith("# ")] == comments
    return True


def test_a_file_changed_since_it_was_read_is_not_replaced(tmp_path: Path, jambi: Path) -> None:
    def meanwhile(now: Parsed[Rencana]) -> Change:
        jambi.write_bytes(jambi.read_bytes() + b"# seorang rekan menyimpan dari penyunting teksnya\n")
        return record_mark(now, find_documents(now.model, "1.i.a", None), {"tanggal": "2025-08-20"})

    with pytest.raises(Refusal, match="berubah sesudah dibaca"):
        change(Home.of(jambi), meanwhile)
    assert b"realisasi:" not in jambi.read_bytes()
    assert jambi.read_bytes().endswith(b"penyunting teksnya\n")
    assert [each.name for each in jambi.parent.iterdir()] == ["rencana.yaml"], "nothing is left behind"


def test_what_cannot_be_proven_is_not_written(jambi: Path) -> None:
    def wrong(now: Parsed[Rencana]) -> Change:
        meant = record_mark(now, find_documents(now.model, "1.i.a", None), {"tanggal": "2025-08-20"})
        return Change(
            [Splice(each.start, each.end, each.text.replace("20", "21")) for each in meant.splices], meant.tree
        )

    before = jambi.read_bytes()
    with pytest.raises(Refusal, match="tidak ada yang ditulis"):
        change(Home.of(jambi), wrong)
    assert jambi.read_bytes() == before
