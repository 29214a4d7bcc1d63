"""What the sheet asks, in our words: every question and every answer has its text, and none is the regulation's own."""

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from zi_cli.lke.lembar import Butir, Tipe
from zi_cli.lke.regulasi import in_force, lembar, wording_file
from zi_cli.lke.wording import Wording, normal
from zi_cli.text.reading import read

Zi = Callable[..., tuple[int, str, str]]
RESMI = Path(__file__).parent / "data" / "kalimat-resmi.sha256"
SEPANJANG = 24
"""Words of an answer at most: about twenty, and a little more where facts want it."""


def answers(butir: Butir) -> Iterator[str]:
    yield from (butir.kata.pilihan or {}).values()
    yield from (butir.kata.isian or {}).values()


def test_the_gate_judges_it() -> None:
    words = read(Wording, wording_file(in_force())).model
    assert words.lembar == in_force()
    assert words.pertanyaan == lembar(in_force()).kata
    assert list(words.pertanyaan) == list(lembar(in_force()).butir), "in the sheet's order, none left out"


@pytest.mark.parametrize("butir", lembar(in_force()).butir.values(), ids=lembar(in_force()).butir)
def test_every_answer_says_what_it_takes(butir: Butir) -> None:
    asked, said = butir.pertanyaan, butir.kata
    assert butir.uraian
    assert asked.halaman
    assert tuple(said.pilihan or ()) == lembar(in_force()).pilihan(asked.tipe)
    assert tuple(said.isian or ()) == asked.isian
    assert asked.tipe is not Tipe.INDEKS or said.penjelasan
    assert len(set(answers(butir))) == len(list(answers(butir))), "no two answers say the same"
    for text in answers(butir):
        assert 2 <= len(text.split()) <= SEPANJANG, text
        assert text[0].isupper()
        assert text[-1] not in ".;,"


def test_no_sentence_is_the_regulations_own() -> None:
    """By the hashes of its sentences. The questions of Pemenuhan are the decree's own words, which is not meant."""
    official = set(RESMI.read_text(encoding="ascii").split())
    assert len(official) > 500
    pemenuhan = [each for each in lembar(in_force()).pengungkit_butir if not each.pertanyaan.reform]
    known = [each for each in pemenuhan if digest(each.uraian) in official]
    assert len(known) > 70, "the hashes are those of sentences, or nothing is compared here"
    ours = [text for each in lembar(in_force()).butir.values() for text in answers(each)]
    ours += [
        each.uraian for each in lembar(in_force()).butir.values() if each not in pemenuhan or each.kode == "2.ii.c"
    ]
    ours += [each.kata.penjelasan for each in lembar(in_force()).butir.values() if each.kata.penjelasan]
    assert [text for text in ours if digest(text) in official] == []


def digest(text: str) -> str:
    return hashlib.sha256(normal(text).encode()).hexdigest()


def test_editions_of_a_sentence_are_one_sentence() -> None:
    assert normal("Ya, jika IKU  ada.") == normal("iku ada") == normal("a. Jika IKU ada;")
    assert normal("Yayasan ada") != normal("Yasan ada")


@pytest.mark.usefixtures("jambi")
def test_no_placeholder_stands_for_a_question(zi: Zi) -> None:
    for command in (["lke"], ["score"], ["coverage"], ["render", "lke"]):
        out = zi(*command)[1]
        assert "berbunyi seperti" not in out
    assert all(each.uraian in zi("lke")[1] for each in lembar(in_force()).butir.values())


@pytest.mark.usefixtures("jambi")
def test_a_question_shows_what_each_answer_takes_and_what_is_missing(zi: Zi) -> None:
    zi("answer", "6.iv.a=D")
    code, out, _ = zi("lke", "6.iv.a", "--on", "2025-12-05")
    assert code == 0
    lines = out.splitlines()
    assert "Sumber\tPermen PANRB 90/2021, halaman 80" in lines
    assert (
        "D\t0,08\tKepuasan masyarakat disurvei sedikitnya 1 kali setahun\tsatker; paling tinggi menurut rencana"
        in lines
    )
    assert "Laporan SKM\tDesember 2025\t31 Des 2025\tbelum\t-" in lines
    assert "Untuk C (+0,08 poin): Kepuasan masyarakat disurvei sedikitnya 2 kali setahun." in lines
    assert "C mensyaratkan 2 kali dalam rencana; bukti yang terkumpul 0 kali." in lines
    assert "Bukti yang belum ada: Laporan SKM (Desember 2025)." in lines
    zi("mark", "6.iv.a", "--date", "2025-12-01")
    claimed = zi("lke", "6.iv.a", "--on", "2025-12-05")[1]
    assert "bukti yang terkumpul 0 kali." in claimed
    assert "Baru ditandai, belum ada yang dapat dilihat: Laporan SKM." in claimed
    assert "sudah ada" not in zi("lke", "6.iii.a")[1], "nothing is planned in that row"
    zi("unmark", "6.iv.a")
    zi("mark", "6.iv.a", "--link", "https://contoh.go.id/skm", "--date", "2025-12-01")
    assert "bukti yang terkumpul 1 kali." in zi("lke", "6.iv.a", "--on", "2025-12-05")[1]
    zi("answer", "R4.i.a.sasaran=7", "R4.i.a.sasaran_tercapai_100=5")
    assert "Masih kurang 2 untuk nilai penuh (+0,57 poin)" in zi("lke", "R4.i.a")[1]


@pytest.mark.usefixtures("jambi")
def test_programs_read_what_each_answer_takes(zi: Zi) -> None:
    said = {each["kode"]: each for each in json.loads(zi("lke", "--format", "json")[1])["pertanyaan"]}
    assert all(each["uraian"] for each in said.values())
    assert said["1.i.b"]["pilihan"][1].keys() == {"jawaban", "uraian", "poin"}
    assert [each["jawaban"] for each in said["1.i.b"]["pilihan"]] == list(said["1.i.b"]["jawaban"])
    assert list(said["R1.i.a"]["uraian_isian"]) == said["R1.i.a"]["isian"]


def soal(words: Callable[[str, str], str]) -> dict[str, object]:
    """A list of questions as the ministry's is, in words of ours."""
    kinds = {Tipe.PERSEN: "Jumlah", Tipe.INDEKS: "0-4"}
    listed = [
        {
            "id": number,
            "teks_pertanyaan": words(code, count),
            "kriteria_nilai": "\n".join(f"{letter.lower()}. Jika {letter} {code}" for letter in "ABCDE"),
            "jenis_jawaban": kinds.get(lembar("permen-90-2021").butir[code].pertanyaan.tipe)
            or lembar("permen-90-2021").butir[code].pertanyaan.tipe.value.upper(),
        }
        for code, numbers in lembar("permen-90-2021").portalrb.items()
        for number, count in zip(numbers, lembar("permen-90-2021").butir[code].pertanyaan.isian or ("",), strict=True)
    ]
    return {"tahun": 2026, "data": [{"nama": "A", "children": [{"soals": listed}]}]}


def test_the_offices_own_copy_of_the_wording_is_shown_from_then_on(jambi: Path, zi: Zi) -> None:
    listed = soal(lambda code, count: f"Bunyi resmi {code} {count}".strip())
    Path("soal.json").write_text(json.dumps(listed), encoding="utf-8")
    assert zi("import", "soal.json", "--wording", "--dry-run")[0] == 0
    assert "Bunyi resmi" not in zi("lke", "1.i.b")[1]
    code, out, err = zi("import", "soal.json", "--wording", "--yes")
    assert (code, "lembar/permen-90-2021.yaml ditulis" in err) == (0, True), out
    assert zi("lke", "1.i.b")[1].startswith("1.i.b Bunyi resmi 1.i.b\n")
    assert "B\t0,13\tJika B 1.i.b" in zi("lke", "1.i.b")[1]
    assert "Bunyi resmi R1.i.a agen_perubahan" in zi("lke", "R1.i.a")[1]
    assert "Bunyi resmi 6.v.c" in zi("score")[1]
    assert "Bunyi resmi 6.v.c" in zi("render", "lke")[1]
    assert "Tidak ada yang ditulis." in zi("import", "soal.json", "--wording", "--yes")[2]
    zi("answer", "1.i.a=Ya")
    assert "# Bunyi resmi 1.i.b (A/B/C)" in jambi.with_name("lke.yaml").read_text(encoding="utf-8")


def test_a_question_of_another_kind_is_told(jambi: Path, zi: Zi) -> None:
    listed = json.dumps(soal(lambda code, count: code + count)).replace('"ABCDE"', '"ABC"')
    Path("soal.json").write_text(listed, encoding="utf-8")
    assert (
        "6.iv.a: di berkas itu berjenis abc, di lembar yang berlaku abcde." in zi("import", "soal.json", "--dry-run")[1]
    )
    assert jambi.exists()


def test_portalrb_gets_every_soal_once_and_hears_first_what_is_missing(jambi: Path, zi: Zi) -> None:
    zi("answer", "1.i.a=Ya", "R1.i.a.agen_perubahan=4", "R1.i.a.perubahan_dibuat=3", "B.I.a=3.60")
    zi("answer", "1.i.a", "Tidak", "--layer", "tpi", "--note", "SK belum ada")
    zi("mark", "1.i.a", "--link", "https://contoh.go.id/sk", "--date", "2025-08-20")
    code, _, err = zi("export", "portalrb", "-o", "keluar")
    assert code == 1
    lines = err.splitlines()
    assert lines[0].startswith("kpu-kota-jambi-2025: 110 pertanyaan belum dijawab: 1.i.b, ")
    assert "2 jawaban tanpa bukti: R1.i.a, B.I.a." in lines[1]
    assert "prasyarat belum dinyatakan terpenuhi" in lines[2]
    assert json.loads(Path("keluar/unit-wbk.json").read_text())["units"] == [
        {"id": "kpu-kota-jambi-2025", "nama": "KPU Kota Jambi", "kategori": "WBK", "afirmasi": False}
    ]
    assert json.loads(Path("keluar/unit-wbbm.json").read_text())["units"] == []
    said = json.loads(Path("keluar/jawaban-unit/kpu-kota-jambi-2025.json").read_text())
    assert [each["soal_id"] for each in said["answers"]] == list(range(1, 128))
    assert said["answers"][0] == {
        "soal_id": 1, "jawaban_unit": "Ya", "jawaban_tpi": "Tidak", "catatan_unit": None,
        "bukti_dukung_unit": "https://contoh.go.id/sk", "catatan_tpi": "SK belum ada",
    }  # fmt: skip
    assert [each["jawaban_unit"] for each in said["answers"][87:89]] == ["4", "3"]
    assert said["answers"][1]["jawaban_unit"] is None
    assert jambi.exists()


def test_portalrb_gets_every_plan_that_can_be_read_and_no_file_elsewhere(jambi: Path, zi: Zi) -> None:
    other = jambi.parent.with_name("kpu-kabupaten-lain-2026") / "rencana.yaml"
    other.parent.mkdir()
    text = jambi.read_text(encoding="utf-8").replace("tahun: 2025", "tahun: 2026", 1)
    other.write_text(text, encoding="utf-8")
    code, _, err = zi("export", "portalrb", "-o", "dua")
    assert (code, err.splitlines()[0]) == (
        1, "Rencananya dari tahun 2025, 2026; PortalRB menerima satu tahun. Sebutkan yang diserahkan.",
    )  # fmt: skip
    assert len(list(Path("dua/jawaban-unit").iterdir())) == 2
    assert json.loads(Path("dua/unit-wbbm.json").read_text()) == {"tahun": 2026, "units": []}
    other.write_text(text.replace("predikat: WBK", "predikat: X"), encoding="utf-8")
    code, _, err = zi("export", "portalrb", "-o", "satu")
    assert (code, "nilai-salah" in err) == (1, True)
    assert [each.name for each in Path("satu/jawaban-unit").iterdir()] == ["kpu-kota-jambi-2025.json"]
    other.write_text(f'portalrb: {{unit_id: "../x"}}\n{text}', encoding="utf-8")
    assert "harus berupa huruf" in zi("export", "portalrb", "-o", "luar")[2]
    assert [each.name for each in Path("luar/jawaban-unit").iterdir()] == ["kpu-kota-jambi-2025.json"]
    assert sorted(each.name for each in Path("luar").iterdir()) == ["jawaban-unit", "unit-wbbm.json", "unit-wbk.json"]
