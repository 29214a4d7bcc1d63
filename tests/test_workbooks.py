"""The ways that answers leave and come back by Excel: zi's own form, and the ministry's workbook in any edition."""

import json
import os
import random
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import REPO
from zi_cli import plans
from zi_cli.imports import ministry
from zi_cli.imports.opening import open_file
from zi_cli.lke.jawaban import Jawaban, Lapis
from zi_cli.lke.lembar import Butir, Tipe
from zi_cli.lke.regulasi import in_force, lembar
from zi_cli.plan.workspace import Home

Zi = Callable[..., tuple[int, str, str]]
SHEET = lembar(in_force())
REFERENCE = next(
    (found for each in REPO.parents if (found := each / "shared" / "reference").is_dir()), REPO / "shared" / "reference"
)
"""The ministry's own files, which are not here: beside the repository, where somebody has them."""
WORKBOOK = REFERENCE / "lke-workbook-2026.xlsx"
absent = pytest.mark.skipif(not WORKBOOK.exists(), reason="the ministry's workbook is not here")
KINDS = {
    Tipe.YA_TIDAK: "Ya/Tidak", Tipe.ABC: "A/B/C", Tipe.ABCD: "A/B/C/D", Tipe.ABCDE: "A/B/C/D/E", Tipe.PERSEN: "%",
    Tipe.INDEKS: "Nilai\n(0-4)",
}  # fmt: skip


def everything(seed: int) -> dict[str, Jawaban]:
    """An answer to every question, at random; the counts fit each other."""
    rng = random.Random(seed)
    counts = {
        "R1.i.a": (4, 3), "R1.i.b": (3, 2), "R3.iii.a": (0, 0, 0), "R4.i.a": (7, 5), "R5.ii.a": (7, 2, 5),
        "R5.iii.a": (1, 5, 3, 7), "R5.iii.b": (1, 5, 4, 3), "R6.i.b": (7, 5),
    }  # fmt: skip
    found = {}
    for code, butir in SHEET.butir.items():
        asked = butir.pertanyaan
        if asked.isian:
            found[code] = Jawaban(None, dict(zip(asked.isian, map(str, counts[code]), strict=True)))
        elif asked.tipe is Tipe.INDEKS:
            found[code] = Jawaban(f"{rng.randint(250, 400) / 100:.2f}")
        else:
            found[code] = Jawaban(rng.choice(SHEET.pilihan(asked.tipe)))
    return found


def words(answers: dict[str, Jawaban]) -> list[str]:
    """As `zi answer` takes them."""
    return [
        word
        for code, each in answers.items()
        for word in (
            [f"{code}.{name}={text}" for name, text in each.hitungan.items()]
            if each.hitungan is not None
            else [f"{code}={each.teks}"]
        )
    ]


def edition(path: Path, answers: dict[str, Jawaban], *, top: int = 3, tpi: dict[str, str] | None = None) -> Path:
    """A workbook as the ministry's is, in our words: other rows, two rows of head, TPI's columns, evidence unheaded."""
    book = openpyxl.Workbook()
    page: Any = book.active
    page.title = "Jawaban"
    page.cell(top - 1, 8, "PENILAIAN MANDIRI")
    page.merge_cells(start_row=top - 1, start_column=8, end_row=top - 1, end_column=10)
    page.cell(top - 1, 11, "TPI")
    page.merge_cells(start_row=top - 1, start_column=11, end_row=top - 1, end_column=12)
    heads = [
        "NO",
        "Penilaian",
        "",
        "",
        "Bobot",
        "Penjelasan",
        "Pilihan Jawaban",
        "Jawaban",
        "Catatan",
        "",
        "Jawaban",
        "Catatan",
    ]
    for column, head in enumerate(heads, 1):
        page.cell(top, column, head or None)
    for at, (marker, text, kind, butir, count) in enumerate(_rows(), top + 1):
        page.cell(at, 2, marker)
        page.cell(at, 3, text)
        if not kind:
            continue
        page.cell(at, 7, kind)
        answer = answers.get(butir.kode) if butir else None
        if answer is None or butir is None:
            page.cell(at, 8, "Blm Diisi")
        elif count:
            page.cell(at, 8, int((answer.hitungan or {})[count]))
        elif answer.hitungan is None:
            page.cell(at, 6, "a. …")
            page.cell(at, 8, float(answer.teks or 0) if kind.startswith("Nilai") else (answer.teks or "").lower())
            page.cell(at, 9, answer.catatan or "-")
            if answer.bukti:
                page.cell(at, 10, "SK").hyperlink = answer.bukti[-1]
        if butir and not count and tpi and butir.kode in tpi:
            page.cell(at, 11, tpi[butir.kode])
            page.cell(at, 12, "menurut TPI")
    book.save(path)
    return path


def _rows() -> Iterator[tuple[str, str, str, Butir | None, str]]:
    for half in SHEET.pengungkit:
        yield "", half.nama.upper(), "", None, ""
        for area in half.area:
            yield f"{area.nomor}.", area.nama.upper(), "", None, ""
            for sub in area.subkomponen:
                yield from _sub(
                    sub.kode.rpartition(".")[2], sub.nama, [SHEET.butir[each.kode] for each in sub.pertanyaan]
                )
    yield "B.", "HASIL", "", None, ""
    for sub in SHEET.hasil:
        yield from _sub("I", sub.nama.upper(), [SHEET.butir[each.kode] for each in sub.pertanyaan])


def _sub(numeral: str, name: str, asked: list[Butir]) -> Iterator[tuple[str, str, str, Butir | None, str]]:
    yield f"{numeral}.", f" {name} ", "", None, ""
    for each in asked:
        yield f"{each.kode[-1]}.", f"{each.uraian} :", KINDS[each.pertanyaan.tipe], each, ""
        if each.kode.startswith("R5.iii"):
            yield "", "- Jumlah yang wajib melaporkan", "Jumlah", None, ""
        for count, text in (each.kata.isian or {}).items():
            yield "", f"- {text}", "Jumlah", each, count


def scored(path: Path, answers: dict[str, Jawaban]) -> Any:
    """An edition whose formulas score it as the ministry's do; its page, for faults to be put in."""
    edition(path, answers)
    book: Any = openpyxl.load_workbook(path)
    page, top = book.active, 3
    page.cell(top, 13, "Nilai")
    at = {text: row for row, (_, text, *_) in enumerate(_rows(), top + 1)}
    found = found_in(path)
    for code, asked in found.asked.items():
        page.cell(
            asked.row + 1, 13, _formula(code, asked.row + 1, {n: f"H{r + 1}" for n, (r, _) in asked.counts.items()})
        )
    for sub in SHEET.semua_subkomponen:
        rows = [found.asked[each.kode].row + 1 for each in sub.pertanyaan]
        mean = ",".join(f"M{row}" for row in rows)
        page.cell(found.parts[sub.kode] + 1, 5, float(sub.bobot))
        weight = f"*E{found.parts[sub.kode] + 1}" if sub not in SHEET.hasil else ""
        page.cell(found.parts[sub.kode] + 1, 13, f"=AVERAGE({mean}){weight}" if weight else f"=SUM({mean})")
    for code, below in (
        *((area.kode, [each.kode for each in area.subkomponen]) for area in SHEET.every_area),
        *((half.kode, [each.kode for each in half.area]) for half in SHEET.pengungkit),
        ("B", [each.kode for each in SHEET.hasil]),
    ):
        page.cell(found.parts[code] + 1, 13, f"=SUM({','.join(f'M{found.parts[each] + 1}' for each in below)})")
    last = max(at.values()) + 1
    page.cell(last, 3, "TOTAL PENGUNGKIT")
    page.cell(last, 13, f"=M{found.parts['A.I'] + 1}+M{found.parts['A.II'] + 1}")
    page.cell(last + 1, 3, "NILAI EVALUASI ZONA INTEGRITAS")
    page.cell(last + 1, 13, f"=M{last}+M{found.parts['B'] + 1}")
    return book


def _formula(code: str, row: int, counts: dict[str, str]) -> str:
    """How the workbook scores a question; points at once where it has a weight of its own."""
    butir = SHEET.butir[code]
    asked, own = butir.pertanyaan, "" if butir.area else f"*{float(butir.maksimum)}"
    if asked.tipe is Tipe.INDEKS:
        return f"=H{row}/4{own}"
    if asked.isian:
        assert asked.pembilang is not None
        assert asked.penyebut is not None
        above, below = (
            "+".join(f"({s}*{counts[n]})" for s, n in each.terms) for each in (asked.pembilang, asked.penyebut)
        )
        without = 1 if code == "R3.iii.a" else 0
        return f"=IF(({below})=0,IF({counts[asked.isian[1]]}=0,{without},0),MAX(0,MIN(1,({above})/({below}))))"
    scale, formula = SHEET.skala[asked.tipe].nilai, '"Blm Diisi"'
    for word, value in reversed(scale.items()):
        formula = f'IF(H{row}="{word}",{float(value)},{formula})'
    return f"={formula}{own}"


def answers_of(jambi: Path, layer: Lapis = Lapis.SATKER) -> dict[str, Jawaban]:
    return dict(plans.answers(Home.of(jambi)).lapis(layer))


def test_a_form_comes_back_as_what_was_changed(jambi: Path, zi: Zi) -> None:
    zi("answer", "1.i.a=Ya", "1.i.b=B")
    assert zi("form", "lke", "-o", "isi.xlsx")[0] == 0
    before = jambi.with_name("lke.yaml").read_bytes()
    code, out, _ = zi("import", "isi.xlsx", "--yes")
    assert (code, "0 jawaban baru, 0 berubah, 2 sama" in out) == (0, True)
    assert jambi.with_name("lke.yaml").read_bytes() == before, "what was not changed changes no byte"
    book: Any = openpyxl.load_workbook("isi.xlsx")
    lines = {str(line[10].value): line for line in book["LKE"].iter_rows(min_row=2) if line[10].value}
    lines["1.i.b"][4].value, lines["1.i.b"][8].value, lines["1.i.b"][9].value = (
        "a",
        "notula 20/8",
        "https://contoh.go.id/sk",
    )
    lines["1.ii.a"][4].value = "Mungkin"
    lines["B.I.a"][4].value = 3.6
    for name, value in (("agen_perubahan", 4), ("perubahan_dibuat", 3)):
        lines[f"R1.i.a:{name}"][4].value = value
    book.save("isi.xlsx")
    code, out, _ = zi("import", "isi.xlsx", "--dry-run")
    assert (code, "2 jawaban baru, 1 berubah, 1 sama" in out) == (0, True)
    assert '1.ii.a menurut satker: "Mungkin" bukan jawabannya (Ya atau Tidak).' in out
    assert jambi.with_name("lke.yaml").read_bytes() == before
    assert zi("import", "isi.xlsx", "--yes")[0] == 0
    said = answers_of(jambi)
    assert said["1.i.b"] == Jawaban("A", None, "notula 20/8", ("https://contoh.go.id/sk",))
    assert said["B.I.a"] == Jawaban("3.60")
    assert said["R1.i.a"].hitungan == {"agen_perubahan": "4", "perubahan_dibuat": "3"}
    assert "1.ii.a" not in said
    assert zi("check")[0] == 0


def test_two_layers_in_one_form_are_two_layers(jambi: Path, zi: Zi) -> None:
    zi("answer", "1.i.a=Ya", "1.i.b=A")
    zi("answer", "1.i.b=B", "--layer", "tpi")
    assert zi("form", "lke", "--layer", "satker,tpi", "-o", "dua.xlsx")[0] == 0
    book: Any = openpyxl.load_workbook("dua.xlsx")
    assert book.sheetnames == ["Ambang satker", "LKE satker", "Ambang TPI", "LKE TPI"]
    lines = {str(line[10].value): line for line in book["LKE TPI"].iter_rows(min_row=2) if line[10].value}
    lines["1.i.a"][4].value = "Tidak"
    book.save("dua.xlsx")
    assert zi("import", "dua.xlsx", "--yes")[0] == 0
    assert {code: str(each) for code, each in answers_of(jambi, Lapis.TPI).items()} == {"1.i.a": "Tidak", "1.i.b": "B"}
    assert str(answers_of(jambi)["1.i.a"]) == "Ya"


def test_a_form_of_another_plan_and_a_row_out_of_place_are_refused(jambi: Path, zi: Zi) -> None:
    zi("form", "lke", "-o", "isi.xlsx")
    shutil.copytree(jambi.parent, jambi.parent.with_name("kpu-kota-lain-2025"))
    code, _, err = zi("import", "isi.xlsx", "--yes", "--plan", "kpu-kota-lain-2025")
    assert (code, "milik rencana kpu-kota-jambi-2025" in err) == (2, True)
    book: Any = openpyxl.load_workbook("isi.xlsx")
    rows = [line for line in book["LKE"].iter_rows(min_row=2) if str(line[10].value) in ("1.i.a", "1.i.b")]
    rows[0][0].value, rows[1][0].value = rows[1][0].value, rows[0][0].value
    book.save("isi.xlsx")
    assert "tidak cocok" in zi("import", "isi.xlsx", "--yes", "--plan", jambi.parent.name)[2]


@pytest.mark.parametrize("top", [3, 9])
def test_a_workbook_of_any_edition_is_read_by_its_words_and_heads(jambi: Path, zi: Zi, top: int) -> None:
    given = everything(top)
    given["1.i.b"] = Jawaban("A", None, "notula", ("https://contoh.go.id/sk",))
    del given["6.v.c"]
    path = edition(jambi.parent.parent.parent / "lembar.xlsx", given, top=top, tpi={"1.i.a": "Tidak", "1.i.b": "X"})
    code, out, _ = zi("import", str(path), "--yes")
    assert code == 0
    assert out.startswith("lembar.xlsx: lembar kerja LKE kementerian (113 pertanyaan; menjawab: satker, TPI)")
    said = answers_of(jambi)
    assert said["1.i.b"] == Jawaban("A", None, "notula", ("SK", "https://contoh.go.id/sk"))
    assert {code: (each.teks, each.hitungan) for code, each in said.items()} == {
        code: (each.teks, each.hitungan) for code, each in given.items()
    }
    assert answers_of(jambi, Lapis.TPI) == {"1.i.a": Jawaban("Tidak", None, "menurut TPI")}
    assert '1.i.b menurut TPI: "X" bukan jawabannya' in out
    assert zi("check")[0] == 0


def test_a_link_counts_for_where_it_leads_and_what_holds_a_place_is_no_answer(jambi: Path, zi: Zi) -> None:
    given = {
        "1.i.a": Jawaban("Ya", None, None, ("https://lama.go.id",)),
        "1.i.b": Jawaban("A"),
        "1.ii.a": Jawaban("Ya"),
    }
    path = edition(jambi.parent.parent.parent / "lembar.xlsx", given)
    book: Any = openpyxl.load_workbook(path)
    page = book.active
    rows = {code: each.row + 1 for code, each in found_in(path).asked.items()}
    page.cell(rows["1.i.a"], 10, "klik di sini")
    page.cell(rows["1.i.b"], 10, '=HYPERLINK("https://contoh.go.id/notula";"notula")'.replace(";", ","))
    page.cell(rows["1.ii.a"], 10, "https://tampak.go.id").hyperlink = "https://tuju.go.id"
    for code, text in zip(("1.ii.b", "1.ii.c", "1.iii.a", "1.iii.b", "1.iv.a", "R4.i.a"), PLACES, strict=True):
        page.cell(rows[code], 8, text)
    page.cell(rows["1.iv.b"], 9, "masih dibahas")
    book.save(path)
    ended, out, _ = zi("import", str(path), "--yes")
    assert (ended, '1.iv.b menurut satker: catatan "masih dibahas" tanpa jawaban.' in out) == (0, True)
    assert "bukan jawabannya" not in out
    assert {code: each.bukti for code, each in answers_of(jambi).items()} == {
        "1.i.a": ("https://lama.go.id",), "1.i.b": ("https://contoh.go.id/notula",), "1.ii.a": ("https://tuju.go.id",),
    }  # fmt: skip


PLACES = ("A/B/C/D", "- pilih -", "#DIV/0!", "Belum dijawab", "Y/T", "#REF!")


def test_a_row_that_adds_counts_up_is_none_of_them_whatever_the_wording(jambi: Path, zi: Zi) -> None:
    """PortalRB's words for a count are more like those of their sum than the workbook's own are."""
    path = edition(jambi.parent.parent.parent / "lembar.xlsx", {})
    before = {code: each.counts for code, each in found_in(path).asked.items()}
    said = "Jumlah kepala satker yang wajib melaporkan"
    own = Path("lembar") / "permen-90-2021.yaml"
    own.parent.mkdir()
    source = files("zi_cli.lke") / "data" / "kata-permen-90-2021.yaml"
    text = source.read_text(encoding="utf-8")
    old = "kepala_satker: Banyaknya kepala satuan kerja yang wajib melapor"
    assert old in text
    own.write_text(text.replace(old, f"kepala_satker: {said}"), encoding="utf-8")
    zi("answer", *words(everything(3)))
    assert zi("form", "lke", "--fill", str(path), "-o", "isi.xlsx")[0] == 0
    book: Any = openpyxl.load_workbook("isi.xlsx")
    column = {name: book.active.cell(row + 1, 8).value for name, (row, _) in before["R5.iii.a"].items()}
    assert column == {"kepala_satker": 1, "pejabat_wajib_lhkpn": 5, "lainnya": 3, "sudah_lapor": 7}


def test_evidence_that_follows_from_the_rows_stays_theirs(jambi: Path, zi: Zi) -> None:
    zi("mark", "1.i.a", "--link", "https://contoh.go.id/sk", "--date", "2025-09-01", "--by", "Budi")
    zi("answer", "1.i.a", "Ya", "--note", "dua  spasi")
    path = edition(jambi.parent.parent.parent / "kosong.xlsx", {})
    assert zi("form", "lke", "--fill", str(path), "-o", "isi.xlsx")[0] == 0
    before = jambi.with_name("lke.yaml").read_bytes()
    assert found_in(Path("isi.xlsx")).columns.evidence[Lapis.SATKER]
    assert "0 jawaban baru, 0 berubah, 1 sama" in zi("import", "isi.xlsx", "--yes")[1]
    assert jambi.with_name("lke.yaml").read_bytes() == before


def found_in(path: Path) -> ministry.Book:
    return ministry.books(open_file(path, "LKE").grids, SHEET)[0]


def test_a_sheet_for_each_is_a_layer_for_each(jambi: Path, zi: Zi) -> None:
    given = {"1.i.a": Jawaban("Ya"), "1.i.b": Jawaban("A")}
    path = edition(jambi.parent.parent.parent / "lembar.xlsx", given)
    book: Any = openpyxl.load_workbook(path)
    page, rows = book.active, {code: each.row + 1 for code, each in found_in(path).asked.items()}
    page.title = "LKE"
    theirs = book.copy_worksheet(page)
    theirs.title = "LKE TPI"
    theirs.cell(rows["1.i.a"], 8, "Tidak")
    theirs.cell(rows["1.i.a"], 9, "SK belum ada")
    for sheet in (page, theirs):
        sheet.delete_cols(11, 2)
    book.save(path)
    assert "menjawab: satker, TPI" in zi("import", str(path), "--yes")[1]
    assert answers_of(jambi) == given
    assert answers_of(jambi, Lapis.TPI)["1.i.a"] == Jawaban("Tidak", None, "SK belum ada")
    zi("answer", "1.i.b=C", "--layer", "tpi")
    assert zi("form", "lke", "--fill", str(path), "-o", "isi.xlsx", "--layer", "satker,tpi")[0] == 0
    filled: Any = openpyxl.load_workbook("isi.xlsx")
    assert [filled[each].cell(rows["1.i.b"], 8).value for each in ("LKE", "LKE TPI")] == ["A", "C"]


def test_a_head_over_two_columns_is_told_apart_below(jambi: Path, zi: Zi) -> None:
    book = openpyxl.Workbook()
    page: Any = book.active
    for column, head in enumerate(("Penilaian", "", "Penjelasan", "Pilihan Jawaban", "Jawaban", "", "Catatan"), 1):
        page.cell(1, column, head or None)
    page.merge_cells("E1:F1")
    page.cell(2, 5, "Unit Kerja")
    page.cell(2, 6, "TPI")
    for at, (marker, text, kind, butir, count) in enumerate(_rows(), 3):
        for column, value in enumerate((marker, text, "", kind), 1):
            page.cell(at, column, value or None)
        if butir and butir.kode == "1.i.b" and not count:
            page.cell(at, 5, "A")
            page.cell(at, 6, "C")
            page.cell(at, 7, "notula")
    path = jambi.parent.parent.parent / "lembar.xlsx"
    book.save(path)
    assert "menjawab: satker, TPI" in zi("import", str(path), "--yes")[1]
    assert answers_of(jambi) == {"1.i.b": Jawaban("A", None, "notula")}
    assert answers_of(jambi, Lapis.TPI) == {"1.i.b": Jawaban("C")}


def test_a_list_as_portalrb_has_it_is_read_too(jambi: Path, zi: Zi) -> None:
    """Numbers and words in one cell, kinds as codes, of a percentage the counts alone."""
    given, book = everything(4), openpyxl.Workbook()
    page: Any = book.active
    heads = ("No", "Penilaian", "Kriteria Nilai", "Jenis Jawaban", "Jawaban Unit", "Catatan Unit", "Bukti Dukung Unit")
    page.append(heads)
    for marker, text, kind, butir, count in _rows():
        if kind == "%" or (kind and butir is None):
            continue
        answer = given[butir.kode] if butir else None
        said = None if answer is None else (answer.hitungan or {}).get(count) if count else answer.teks
        code = (
            "Jumlah" if count else "YA_TIDAK" if kind == "Ya/Tidak" else "0-4" if "4" in kind else kind.replace("/", "")
        )
        page.append(["", f"{marker} {text.strip(' -')}".strip(), "", code if kind else "", said, "", ""])
    path = jambi.parent.parent.parent / "daftar.xlsx"
    book.save(path)
    assert "113 jawaban baru" in zi("import", str(path), "--yes")[1]
    assert answers_of(jambi) == given


def test_sheets_that_ask_a_part_each_are_read_and_filled_as_one(jambi: Path, zi: Zi) -> None:
    given = everything(9)
    path = edition(jambi.parent.parent.parent / "lembar.xlsx", given)
    book: Any = openpyxl.load_workbook(path)
    page, parts = book.active, found_in(path).parts
    second = book.copy_worksheet(page)
    second.delete_rows(4, parts["A.II"] - 3)
    page.delete_rows(parts["A.II"] + 1, 400)
    page.title, second.title = "Pemenuhan", "Reform dan Hasil"
    book.save(path)
    assert "113 jawaban baru" in zi("import", str(path), "--yes")[1]
    assert {code: (each.teks, each.hitungan) for code, each in answers_of(jambi).items()} == {
        code: (each.teks, each.hitungan) for code, each in given.items()
    }
    zi("answer", "B.I.a=1.11", "1.i.a=Tidak")
    assert zi("form", "lke", "--fill", str(path), "-o", "isi.xlsx")[0] == 0
    assert "113 sama" in zi("import", "isi.xlsx", "--yes")[1]


def test_an_answer_with_its_words_and_a_count_with_its_unit(jambi: Path, zi: Zi) -> None:
    path = edition(jambi.parent.parent.parent / "lembar.xlsx", {})
    book: Any = openpyxl.load_workbook(path)
    found = found_in(path)
    said = {"1.i.a": "Ya, SK ada", "1.i.b": "b. Sebagian", "1.ii.b": "C - belum", "1.ii.c": "A, B", "1.iii.a": "A/B"}
    for code, text in said.items():
        book.active.cell(found.asked[code].row + 1, 8, text)
    for count, text in (("sasaran", "4 sasaran"), ("sasaran_tercapai_100", "3")):
        book.active.cell(found.asked["R4.i.a"].counts[count][0] + 1, 8, text)
    book.save(path)
    out = zi("import", str(path), "--yes")[1]
    assert '1.ii.c menurut satker: "A, B" bukan jawabannya' in out
    assert '1.iii.a menurut satker: "A/B" bukan jawabannya' not in out, "the place of an answer"
    assert {code: str(each) for code, each in answers_of(jambi).items()} == {
        "1.i.a": "Ya", "1.i.b": "B", "1.ii.b": "C", "R4.i.a": "sasaran 4, sasaran tercapai 100 3",
    }  # fmt: skip


def test_what_holds_a_formula_is_told_and_left(jambi: Path, zi: Zi) -> None:
    path = edition(jambi.parent.parent.parent / "lembar.xlsx", {})
    book: Any = openpyxl.load_workbook(path)
    row = found_in(path).asked["1.i.a"].row + 1
    book.active.cell(row, 8, '=IF(1=1,"Ya","Tidak")')
    book.save(path)
    zi("answer", "1.i.a=Tidak", "1.i.b=A")
    err = zi("form", "lke", "--fill", str(path), "-o", "isi.xlsx")[2]
    assert f"Berisi rumus, jadi tidak ditimpa: H{row}." in err


def test_the_workbook_itself_is_not_written_over_and_keeps_its_kind(jambi: Path, zi: Zi) -> None:
    path = edition(jambi.parent.parent.parent / "lembar.xlsx", {})
    raw = path.read_bytes()
    zi("answer", "1.i.a=Ya")
    code, _, err = zi("form", "lke", "--fill", str(path), "-o", "lembar.xlsx")
    assert (code, "berkas yang sama" in err, path.read_bytes() == raw) == (2, True, True)
    macros = path.with_suffix(".xlsm")
    macros.write_bytes(raw)
    assert "-o lke.xlsm" in zi("form", "lke", "--fill", str(macros), "-o", "isi.xlsx")[2]
    assert zi("form", "lke", "--fill", str(macros), "-o", "isi.xlsm")[0] == 0
    assert "1 sama" in zi("import", "isi.xlsm", "--yes")[1]


def test_another_ministrys_sheet_is_refused(jambi: Path, zi: Zi) -> None:
    path = edition(jambi.parent / "asing.xlsx", everything(1))
    book: Any = openpyxl.load_workbook(path)
    for line in book.active.iter_rows(min_row=4):
        if line[6].value:
            line[2].value = f"Kebijakan arsitektur aplikasi instansi pusat butir {line[2].row}"
    book.save(path)
    code, _, err = zi("import", str(path), "--yes")
    assert code == 2
    assert "bukan lembar yang dijawab rencana ini" in err
    assert not jambi.with_name("lke.yaml").exists()


@absent
def test_the_ministrys_workbook_asks_everything_in_its_place() -> None:
    book = found_in(WORKBOOK)
    assert list(book.asked) == list(SHEET.butir)
    assert {code: tuple(each.counts) for code, each in book.asked.items() if each.counts} == {
        code: each.pertanyaan.isian for code, each in SHEET.butir.items() if each.pertanyaan.isian
    }
    assert book.asked["6.v.b"].row < book.asked["6.v.c"].row, "printed a, c, b"


FAULTS = {
    "1.iii.a": ("0.67", "2/3", r"Jawaban B pada 1\.iii\.a \(M\d+\): rumus lembar itu memberi 0,666666667, zi 0,67\."),
    "B.I.a": ("/4", "/5", r"Jawaban 4\.00 pada B\.I\.a .* memberi 14, zi 17,5\."),
    "R4.i.a": ("MIN(1,", "MIN(0.5,", r"R4\.i\.a .* dengan sasaran .* memberi 0,5, zi 1\."),
    "A.I.1.i": ("*E", "*0.9*E", r"A\.I\.1\.i Penyusunan Tim Kerja \(M\d+\): dengan semua .* memberi 0,45, zi 0,5\."),
    "A.I.1": ("=SUM(", "=0.5+SUM(", r"A\.I\.1 Manajemen Perubahan .* memberi 4,5, zi 4\."),
}  # fmt: skip


@pytest.mark.parametrize("code", FAULTS)
def test_a_fault_in_a_formula_is_told_where_it_stands_once(jambi: Path, zi: Zi, code: str) -> None:
    given, path = everything(5), jambi.parent.parent.parent / "lembar.xlsx"
    zi("answer", *words(given))
    book = scored(path, {})
    book.save(path)
    code_, _, err = zi("form", "lke", "--fill", str(path), "-o", "baik.xlsx")
    assert (code_, err) == (0, "baik.xlsx ditulis: 113 jawaban, dengan nilai dari rumusnya.\n")
    found = found_in(path)
    cell = book.active.cell((found.parts[code] if code in found.parts else found.asked[code].row) + 1, 13)
    old, new, said = FAULTS[code]
    assert old in cell.value
    cell.value = cell.value.replace(old, new)
    book.save(path)
    code_, _, err = zi("form", "lke", "--fill", str(path), "-o", "buruk.xlsx")
    told = [line for line in err.splitlines() if not line.startswith(("Nilai total", "buruk.xlsx"))]
    assert len(told) == 1, told
    assert re.fullmatch(said, told[0])


def test_an_edition_that_weighs_further_up_has_no_fault(jambi: Path, zi: Zi) -> None:
    path = jambi.parent.parent.parent / "lembar.xlsx"
    book = scored(path, {})
    book.save(path)
    page, parts = book.active, found_in(path).parts
    for area in SHEET.every_area:
        subs = [parts[sub.kode] + 1 for sub in area.subkomponen]
        for row in subs:
            page.cell(row, 13, str(page.cell(row, 13).value).rpartition("*")[0])
        page.cell(parts[area.kode] + 1, 13, "=" + "+".join(f"M{row}*E{row}" for row in subs))
    book.save(path)
    zi("answer", *words(everything(5)))
    assert zi("form", "lke", "--fill", str(path), "-o", "isi.xlsx")[2] == (
        "isi.xlsx ditulis: 113 jawaban, dengan nilai dari rumusnya.\n"
    )
    lost = page.cell(parts["A.I.1"] + 1, 13)
    lost.value = str(lost.value).rpartition("+")[0]
    book.save(path)
    assert "A.I.1 Manajemen Perubahan" in zi("form", "lke", "--fill", str(path), "-o", "isi.xlsx")[2]


def test_a_mean_a_sum_and_a_gate_that_are_others_are_named(jambi: Path, zi: Zi) -> None:
    path = jambi.parent.parent.parent / "lembar.xlsx"
    book = scored(path, {})
    book.save(path)
    found = found_in(path)
    page, rows = book.active, {**found.parts, **{code: each.row for code, each in found.asked.items()}}
    lost = page.cell(rows["A.II.5.iii"] + 1, 13)
    lost.value = lost.value.replace(f",M{rows['R5.iii.b'] + 1}", "")
    half = page.cell(rows["A.I"] + 1, 13)
    half.value = half.value.replace(f",M{rows['A.I.6'] + 1}", "")
    total = rows["total"] + 1
    page.cell(total, 14, f'=IF(M{total}>=75,"Lulus","Tidak lulus")')
    page.cell(total + 1, 14, f'=IF(M{rows["A"] + 1}>40,"Lulus","Tidak lulus")')
    page.cell(total + 2, 14, f'=IF((M{rows["A.I.2"] + 1}+M{rows["A.II.2"] + 1})/7>=50%,"Ya","Tidak")')
    book.save(path)
    zi("answer", "1.i.a=Ya")
    err = zi("form", "lke", "--fill", str(path), "-o", "isi.xlsx")[2]
    assert "tidak menghitung R5.iii.b; jika hanya R5.iii.b berjawaban terbaik, di sana 0, di zi 1." in err
    assert re.search(r"A\.I Pemenuhan .* tidak menghitung A\.I\.6 .* di sana 25, di zi 30\.", err)
    assert re.search(
        r'atas A Pengungkit .*: tepat pada 40 rumus lembar itu menyatakan "Tidak lulus", zi terpenuhi', err
    )
    assert re.search(r"atas A\.I\.2 .*: rumus lembar itu mensyaratkan 3,5, zi WBK 4,2, WBBM 5,25", err)
    assert err.count("Ambang di") == 2, "75 for WBK is zi's own"


@absent
def test_filled_by_zi_it_says_what_zi_says(jambi: Path, zi: Zi, tmp_path: Path) -> None:
    zi("answer", *words(everything(7)))
    zi("answer", "1.i.b", "A", "--note", "=1+1", "--bukti", "https://contoh.go.id/sk")
    formulas = formulas_of(WORKBOOK)
    code, _, err = zi("form", "lke", "--fill", str(WORKBOOK), "-o", "isi.xlsx")
    assert code == 0
    faults = [line for line in err.splitlines() if "tidak menghitung" in line]
    assert len(faults) == 1
    assert "R5.ii.a (L171)" in err, "divided by nothing"
    assert re.match(r"A\.II\.5\.iii .*tidak menghitung R5\.iii\.b", faults[0])
    assert formulas_of(Path("isi.xlsx")) == formulas, "no formula is touched"
    before = jambi.with_name("lke.yaml").read_bytes()
    assert "113 sama" in zi("import", "isi.xlsx", "--yes")[1]
    assert jambi.with_name("lke.yaml").read_bytes() == before
    assert figures_of(Path("isi.xlsx"))["LKE ZI!L8"] in (0, 1), "the values stand beside the formulas"
    if shutil.which("soffice"):
        other = figures_of(worked_out(Path("isi.xlsx"), tmp_path))
        for place, value in figures_of(Path("isi.xlsx")).items():
            assert value in (None, "", "#REF!") or value == pytest.approx(other[place], abs=1e-9), place
        _agrees(tmp_path / "out" / "isi.xlsx", json.loads(zi("score", "--format", "json")[1]))


def formulas_of(path: Path) -> dict[str, str]:
    pages = openpyxl.load_workbook(path)
    return {
        f"{page.title}!{cell.coordinate}": str(cell.value)
        for page in pages
        for line in page.iter_rows()
        for cell in line
        if cell.data_type == "f"
    }


def figures_of(path: Path) -> dict[str, Any]:
    """What the formulas of a workbook give, as the file says it."""
    said = openpyxl.load_workbook(path, data_only=True)
    return {at: said[at.partition("!")[0]][at.partition("!")[2]].value for at in formulas_of(path)}


def worked_out(path: Path, folder: Path) -> Path:
    """The workbook after LibreOffice has worked its formulas out, not taken their old values."""
    profile = folder / "profil" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">'
        "<value>0</value></prop></item></oor:items>",
        encoding="utf-8",
    )
    home = f"-env:UserInstallation={profile.parent.as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "out"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300, env=os.environ)
    return folder / "out" / path.name


def _agrees(path: Path, score: dict[str, Any]) -> None:
    book = found_in(path)
    assert book.columns.score is not None
    points = {each["kode"]: each["poin"] for each in score["subkomponen"]}
    filled = plans.filled(Home.of(Path.cwd() / "plans" / score["id"] / "rencana.yaml"), [Lapis.SATKER])[0].skor
    whole = 0.0
    for sub in SHEET.semua_subkomponen:
        cell = book.cell(book.parts[sub.kode], book.columns.score)
        assert cell is not None
        assert cell.number is not None
        whole += cell.number
        exact = float(filled.subkomponen(sub))
        assert exact == pytest.approx(points[sub.kode], abs=1e-4)
        if sub.kode == "A.II.5.iii":
            assert cell.number != pytest.approx(exact, abs=1e-9), "its own fault, which zi names"
            whole += exact - cell.number
        else:
            assert cell.number == pytest.approx(exact, abs=1e-9), sub.kode
    assert whole == pytest.approx(float(filled.total), abs=1e-9)
