"""What the Jambi plan can reach, as the issue states it; and what keeps an answer from being the best one."""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from zi_cli.lke.cakupan import Cakupan, cakupan, maksimum, putusan
from zi_cli.lke.figures import as_figure
from zi_cli.lke.irama import terbaik, terencana
from zi_cli.lke.jawaban import NilaiTengah, Setelan
from zi_cli.lke.regulasi import in_force, lembar
from zi_cli.plan.jadwal import Target
from zi_cli.plan.kode import Kode
from zi_cli.plan.model import BuktiFisik, Indikator, Komponen
from zi_cli.plan.rentang import Frekuensi
from zi_cli.plan.workspace import Home
from zi_cli.plans import load

from .conftest import JAMBI

Zi = Callable[..., tuple[int, str, str]]
GOLDEN = Path(__file__).parent / "golden"


def _golden(name: str, drawn: str) -> str:
    """What is drawn as it should be; with ZI_TULIS=1 written anew, to be looked at before it is kept."""
    if os.environ.get("ZI_TULIS"):
        (GOLDEN / name).write_text(drawn, encoding="utf-8")
    return (GOLDEN / name).read_text(encoding="utf-8")


@pytest.fixture(name="cover", scope="module")
def _cover() -> Cakupan:
    return cakupan(load(Home.of(JAMBI)).model, lembar(in_force()))


def test_the_jambi_plan(cover: Cakupan) -> None:
    assert len(cover.layanan) == 110
    assert sum(bool(each.baris) for each in cover.layanan) == 86
    assert sum(each.dilayani for each in cover.layanan) == 85
    assert putusan(cover).terbaik.pengungkit == Fraction(30) - Fraction(1, 2) - Fraction(1, 3)
    assert [(each.butir.kode, each.butir.maksimum, bool(each.baris)) for each in cover.unserved[:2]] == [
        ("2.ii.c", Fraction(1, 2), False),
        ("6.iii.a", Fraction(1, 3), True),
    ]
    assert maksimum(cover.unserved[2:]) == 30
    assert all(each.butir.pertanyaan.reform for each in cover.unserved[2:])


def test_it_cannot_reach_wbk(cover: Cakupan) -> None:
    verdict = putusan(cover)
    assert not verdict.dapat
    gates = {each.atas: each for each in verdict.terbaik.gerbang(cover.rencana.predikat)}
    assert {atas for atas, each in gates.items() if not each.lulus} == {"total", "A", "area"}
    assert [each.nama for each in gates["area"].kurang] == [f"area {nomor}" for nomor in range(1, 7)]


def test_what_it_is_told_to_add_is_enough_and_less_is_not(cover: Cakupan) -> None:
    verdict = putusan(cover)
    assert verdict.cukup
    added = {each.butir.kode: Fraction(1) for each in verdict.tambahan}
    last = verdict.tambahan[-1].butir.kode
    filled = verdict.terencana.dengan({code: score for code, score in added.items() if code != last})
    assert not all(each.lulus for each in filled.gerbang(cover.rencana.predikat))


def test_what_is_planned_caps_the_answer(cover: Cakupan) -> None:
    capped = {each.butir.kode: each.terbaik for each in cover.layanan if each.terbatas}
    assert capped == {
        "1.ii.c": "B", "2.ii.d": "B", "3.iii.f": "B", "3.iv.c": "C",
        "5.i.a": "B", "5.iii.c": "B", "5.v.d": "B", "6.ii.a": "B", "6.ii.c": "B", "6.iv.a": "D",
    }  # fmt: skip
    verdict = putusan(cover)
    assert as_figure(verdict.terencana.pengungkit) == "27,34"
    assert as_figure(verdict.terbaik.pengungkit) == "29,17"


def test_rows_on_one_question_share_its_points(cover: Cakupan) -> None:
    shares = [cover.bagian[Kode.parse(code)][0] for code in ("6.v.b", "6.v.b2")]
    assert shares == [Fraction(1, 6), Fraction(1, 6)]
    assert sum(most for most, _ in cover.bagian.values()) == putusan(cover).terbaik.pengungkit + Fraction(1, 3)
    assert sum(reach for _, reach in cover.bagian.values()) == putusan(cover).terencana.pengungkit


@pytest.mark.parametrize(
    ("dokumen", "frekuensi", "target", "kali"),
    [
        ("Laporan", None, "Agustus-Desember", 1),
        ("Laporan setiap bulan", None, "Agustus-Desember", 12),
        ("Rekap bulanan", None, "Desember", 12),
        ("Laporan Triwulan III", None, "September", 1),
        ("Laporan per triwulan", None, "Desember", 4),
        ("Laporan semester", None, "Desember", 2),
        ("Laporan berkala", None, "Desember", 2),
        ("Laporan survei 3 (tiga) kali", None, "Desember", 3),
        ("Laporan", Frekuensi.TRIWULANAN, "Agustus-Desember", 4),
        ("Laporan setiap bulan", Frekuensi.SEMESTERAN, "Agustus-Desember", 2),
        ("Laporan", None, "Maret, Juni dan September", 3),
        ("Laporan enam bulanan", None, "Desember", 2),
        ("Laporan 6 (enam) bulanan", None, "Desember", 2),
        ("Laporan setiap enam bulan", None, "Desember", 2),
        ("Laporan per semester", None, "Desember", 2),
        ("Laporan tengah tahunan", None, "Desember", 2),
        ("Laporan tiga bulanan", None, "Desember", 4),
        ("Laporan setiap 3 bulan", None, "Desember", 4),
        ("Laporan 3 bulan sekali", None, "Desember", 4),
        ("Laporan selama 3 bulan", None, "Desember", 1),
        ("Laporan dua bulanan", None, "Desember", 6),
        ("Laporan dwibulanan", None, "Desember", 6),
        ("Laporan sebulan sekali", None, "Desember", 12),
        ("Laporan sekali dalam sebulan", None, "Desember", 12),
        ("Laporan tiap akhir bulan", None, "Desember", 12),
        ("Laporan mingguan", None, "Desember", 12),
        ("Laporan setiap bulan Juni dan Desember", None, "Desember", 2),
        ("Laporan caturwulan", None, "Desember", 3),
        ("Laporan Caturwulan II", None, "Desember", 1),
        ("Laporan triwulan III dan triwulan IV", None, "Desember", 2),
        ("Laporan Triwulan I, II, dan III", None, "Desember", 3),
        ("Laporan TW I-IV", None, "Desember", 1),
        ("Laporan Triwulan III s.d. Triwulan IV", None, "Desember", 1),
        ("Laporan bulan Oktober dan November", None, "Desember", 2),
        ("Laporan Agustus-Desember", None, "Desember", 1),
        ("Laporan triwulan\nIII", None, "Desember", 1),
        ("Laporan triwulan terakhir", None, "Desember", 1),
    ],
)
def test_how_often_a_row_means_to_do_it(dokumen: str, frekuensi: Frekuensi | None, target: str, kali: int) -> None:
    bukti = BuktiFisik(dokumen=dokumen, frekuensi=frekuensi)
    assert terencana([_baris("3.iv.c", target, bukti)], 2025, whole_year=True).kali == kali


@pytest.mark.parametrize(
    ("dokumen", "frekuensi", "target", "jawaban"),
    [
        (["Laporan SKM"], None, "Desember", "D"),
        (["Laporan SKM"], Frekuensi.TRIWULANAN, "Agustus-Desember", "C"),
        (["Laporan SKM setiap triwulan"], None, "Januari-Desember", "A"),
        (["Laporan SKM Triwulan I", "Laporan SKM Triwulan II", "Laporan SKM Triwulan III"], None, "Desember", "B"),
        (["Laporan SKM"], None, "Maret, Juni, September dan Desember", "A"),
        (["Laporan SKM Triwulan III", "Notula SKM Triwulan III"], None, "Desember", "D"),
        (["Laporan SKM tiga bulanan"], None, "Agustus-Desember", "C"),
        (["Laporan SKM caturwulan"], None, "Januari-Desember", "B"),
    ],
)
def test_surveys_count_within_the_plan(
    dokumen: list[str], frekuensi: Frekuensi | None, target: str, jawaban: str
) -> None:
    row = _baris("6.iv.a", target, *(BuktiFisik(dokumen=each, frekuensi=frekuensi) for each in dokumen))
    question = lembar(in_force()).butir["6.iv.a"].pertanyaan
    planned = terencana([row], 2025, whole_year=False)
    assert terbaik(question, lembar(in_force()).pilihan(question.tipe), planned.kali) == jawaban


def _baris(kode: str, target: str, *bukti: BuktiFisik) -> Indikator:
    return Indikator(
        kode=Kode.parse(kode), uraian="x", langkah_aksi="x", bukti_fisik=bukti, target_waktu=Target.parse(target)
    )


@pytest.mark.usefixtures("jambi")
def test_the_verdict_comes_first_in_words(zi: Zi) -> None:
    code, out, err = zi("coverage")
    assert (code, err) == (0, "")
    assert out == _golden("coverage.txt", out)


@pytest.mark.usefixtures("jambi")
def test_on_a_terminal_the_lists_are_cut_unless_all_is_asked_for(layar: Callable[..., str]) -> None:
    drawn = layar(80, "coverage")
    assert drawn == _golden("coverage-80.txt", drawn)
    assert "R2.ii.b" in layar(80, "coverage", "--all")


@pytest.fixture
def lacking(jambi: Path) -> Path:
    """The plan with two questions of Reform more: area 2 comes to 4.1667 of 7, which is 59.52 percent."""
    text = jambi.read_text(encoding="utf-8")
    rows = "".join(
        f"""\
      - nomor: {nomor}
        nama: Reform
        indikator:
          - kode: {kode}
            uraian: x {kode}
            langkah_aksi: x {kode}
            bukti_fisik:
              - dokumen: Laporan {kode}
            target_waktu: Desember
"""
        for nomor, kode in (("i", "R2.i.a"), ("iii", "R2.iii.a"))
    )
    jambi.write_text(text.replace("\n  # 3. Penataan", f"\n{rows}\n  # 3. Penataan", 1), encoding="utf-8")
    return jambi


@pytest.mark.usefixtures("lacking")
def test_an_area_that_fails_is_not_shown_at_its_threshold(zi: Zi) -> None:
    assert "2 Penataan Tatalaksana\t8/9\t2/6\t4,17 59,52%\t3,92 56%\t0,04" in zi("coverage")[1].splitlines()


def test_the_settings_hold_for_every_figure(lacking: Path, zi: Zi) -> None:
    text = lacking.read_text(encoding="utf-8")
    lacking.with_name("lke.yaml").write_text(
        "versi: 1\nsetelan: {persen_area: masing-masing, pembulatan: subkomponen}\n", encoding="utf-8"
    )
    lines = zi("coverage")[1].splitlines()
    assert "2 Penataan Tatalaksana\t8/9\t2/6\t4,17 60%\t3,92 56%\tReform 0,93" in lines
    assert any("aksi: paling tinggi 30,34 dari 60 poin" in line for line in lines)
    said = json.loads(zi("coverage", "--format", "json")[1])
    assert said["area"][1]["kurang"] == [{"paruh": "Reform", "poin": 0.93}]
    assert said["area"][1]["poin"]["paling_tinggi"] == 4.17
    assert said["poin"]["paling_tinggi"] == said["gerbang"][1]["paling_tinggi"]
    lacking.with_name("lke.yaml").write_text("versi: 1\nsetelan: {penyebut_nol: penuh}\n", encoding="utf-8")
    assert "hanya bila ada kasusnya" not in zi("coverage")[1]
    assert text == lacking.read_text(encoding="utf-8")


def test_answers_are_scored_as_the_settings_say(cover: Cakupan) -> None:
    thirds = cakupan(cover.rencana, lembar(in_force()), Setelan(nilai_tengah=NilaiTengah.PECAHAN))
    row = _baris("1.iii.b", "Desember", BuktiFisik(dokumen="Laporan"))
    plan = replace(
        cover.rencana, area=(replace(cover.rencana.area[0], komponen=(Komponen(nama="x", indikator=(row,)),)),)
    )
    assert thirds.setelan != cover.setelan
    reach = [
        cakupan(plan, lembar(in_force()), setelan).by_question["1.iii.b"].dapat
        for setelan in (Setelan(), Setelan(nilai_tengah=NilaiTengah.PECAHAN))
    ]
    assert reach == [Fraction("0.67") / 3, Fraction(2, 9)]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("R5.ii.a", "tidak bernilai bila pengaduan harus ditindaklanjuti 0: hanya bila ada kasusnya"),
        ("R3.iii.a", "bernilai penuh bila pelanggaran tahun lalu dan pelanggaran tahun ini 0"),
        ("B.I.a", "Nilai\tindeks / 4 × 17,50"),
        ("3.vi.a", "tidak dapat ditentukan dari rencana"),
    ],
)
@pytest.mark.usefixtures("jambi")
def test_a_question_says_what_keeps_its_points_open(code: str, words: str, zi: Zi) -> None:
    out = zi("lke", code)[1]
    assert words in out
    assert "Jawaban terbaik dapat dicapai" not in out


def test_a_question_follows_the_settings(jambi: Path, zi: Zi) -> None:
    jambi.with_name("lke.yaml").write_text(
        "versi: 1\nsetelan: {penyebut_nol: penuh, nilai_tengah: pecahan}\n", encoding="utf-8"
    )
    assert "bernilai penuh bila pengaduan harus ditindaklanjuti 0 (setelan" in zi("lke", "R5.ii.a")[1]
    assert "bernilai penuh bila pelanggaran tahun lalu dan pelanggaran tahun ini 0" in zi("lke", "R3.iii.a")[1]
    assert "B\t0,22\tSebagian besar" in zi("lke", "1.iii.a")[1]


@pytest.mark.usefixtures("jambi")
def test_programs_read_the_same(zi: Zi) -> None:
    code, out, _ = zi("coverage", "--format", "json")
    said = json.loads(out)
    assert code == 0
    assert [said[key] for key in ("pertanyaan", "tercetak", "dilayani", "dapat")] == [110, 86, 85, False]
    assert said["poin"] == {"maksimum": 60.0, "paling_tinggi": 29.1667, "terencana": 27.3367}
    assert {each["kode"]: each["terbaik"] for each in said["terbatas"]}["3.iv.c"] == "C"
    assert zi("coverage", "--format", "csv")[1].count("\n") == 111
    assert zi("coverage", "--format", "markdown")[1].startswith("# KPU Kota Jambi 2025: rencana ini tidak dapat")


@pytest.mark.usefixtures("jambi")
@pytest.mark.parametrize("code", ["3.iv.c", "A.I.3.iv.c"])
def test_a_question_says_what_it_wants_and_which_row_serves_it(code: str, zi: Zi) -> None:
    exit_code, out, _ = zi("lke", code)
    assert exit_code == 0
    for words in (
        "A.I.3.iv.c",
        "halaman 72",
        "12 kali setahun",
        "Hasil pengukuran kinerja semester",
        "paling tinggi C",
    ):
        assert words in out


def test_where_there_are_several_plans_the_sheet_says_that_it_shows_none(jambi: Path, zi: Zi) -> None:
    shutil.copytree(jambi.parent, jambi.parent.with_name("kpu-lain-2025"))
    code, out, err = zi("lke", "3.iv.c")
    assert (code, "paling tinggi C" in out) == (0, False)
    assert "--plan" in err
    assert "paling tinggi C" in zi("lke", "3.iv.c", "--plan", jambi.parent.name)[1]


@pytest.mark.usefixtures("jambi")
def test_the_whole_sheet(zi: Zi) -> None:
    assert len(json.loads(zi("lke", "--format", "json")[1])["pertanyaan"]) == 113
    assert "R5.iii.b\tLHKASN disampaikan oleh semua yang wajib\thitungan\t1,00\t-" in zi("lke")[1]


@pytest.mark.usefixtures("jambi")
def test_the_whole_sheet_on_a_terminal(layar: Callable[..., str]) -> None:
    drawn = layar(80, "lke")
    assert drawn == _golden("lke-80.txt", drawn)
    assert max(map(len, drawn.splitlines())) <= 80
    assert drawn.count("\n") < 500, "names wrap at words, not at letters"


@pytest.mark.usefixtures("jambi")
@pytest.mark.parametrize(
    ("code", "questions"),
    [
        ("A.I.1.i", ["1.i.a", "1.i.b"]),
        ("2.iii", ["2.iii.a", "2.iii.b"]),
        ("A.II.1", ["R1.i.a", "R1.i.b", "R1.ii.a", "R1.iii.a"]),
        ("R5.iii", ["R5.iii.a", "R5.iii.b"]),
        ("B", ["B.I.a", "B.I.b", "B.II.a"]),
    ],
)
def test_a_sub_component_or_area_lists_its_questions(code: str, questions: list[str], zi: Zi) -> None:
    said = json.loads(zi("lke", code, "--format", "json")[1])
    assert [each["kode"] for each in said["pertanyaan"]] == questions
    assert all(f"\n{each}\t" in zi("lke", code)[1] for each in questions)
    assert zi("lke", code, "--format", "csv")[0] == 0


def test_the_sheet_needs_no_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zi: Zi) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, _ = zi("lke", "1.i.a")
    assert code == 0
    assert "Ya\t0,25\tTim pembangunan ZI di unit kerja sudah ada" in out


@pytest.mark.usefixtures("jambi")
@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("1.i.c", "zi: Tidak ada pertanyaan 1.i.c di LKE. Yang terdekat: 1.i.b.\n"),
        ("A.I.1.i.z", "zi: Tidak ada pertanyaan A.I.1.i.z di LKE. Yang terdekat: 1.i.b.\n"),
        ("R2.iv.a", "zi: Tidak ada pertanyaan R2.iv.a di LKE. Yang terdekat: R2.iii.a.\n"),
        ("x", 'zi: Kode "x" tidak berbentuk area.subkomponen.huruf'),
        ("7.i.a", "zi: Tidak ada pertanyaan 7.i.a di LKE. Yang terdekat: 6.i.a.\n"),
    ],
)
def test_an_unknown_question_is_refused(asked: str, answer: str, zi: Zi) -> None:
    code, out, err = zi("lke", asked)
    assert (code, out) == (2, "")
    assert err.startswith(answer)
