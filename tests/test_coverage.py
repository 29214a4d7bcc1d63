"""What the Jambi plan can reach, as the issue states it; and what keeps an answer from being the best one."""

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from zi_cli.lke.cakupan import Cakupan, cakupan, dapat, maksimum, penuh, putusan
from zi_cli.lke.irama import terbaik, terencana
from zi_cli.lke.jawaban import Setelan
from zi_cli.lke.regulasi import lembar
from zi_cli.loading import load
from zi_cli.plan.jadwal import Frekuensi, Target
from zi_cli.plan.kode import Kode
from zi_cli.plan.model import BuktiFisik, Indikator

from .conftest import JAMBI

Zi = Callable[..., tuple[int, str, str]]
GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(name="cover", scope="module")
def _cover() -> Cakupan:
    return cakupan(load(JAMBI, "rencana.yaml").isi, lembar())


def test_the_jambi_plan(cover: Cakupan) -> None:
    assert len(cover.layanan) == 110
    assert sum(bool(each.baris) for each in cover.layanan) == 86
    assert sum(each.dilayani for each in cover.layanan) == 85
    assert penuh(cover.layanan) == Fraction(30) - Fraction(1, 2) - Fraction(1, 3)
    assert [(each.butir.kode, each.butir.maksimum, bool(each.baris)) for each in cover.tidak_dilayani[:2]] == [
        ("2.ii.c", Fraction(1, 2), False),
        ("6.iii.a", Fraction(1, 3), True),
    ]
    assert maksimum(cover.tidak_dilayani[2:]) == 30
    assert all(each.butir.pertanyaan.reform for each in cover.tidak_dilayani[2:])


def test_it_cannot_reach_wbk(cover: Cakupan) -> None:
    verdict = putusan(cover, Setelan())
    assert not verdict.dapat
    gates = {each.atas: each for each in verdict.terbaik.gerbang(cover.rencana.predikat)}
    assert {atas for atas, each in gates.items() if not each.lulus} == {"total", "A", "area"}
    assert [each.nama for each in gates["area"].kurang] == [f"area {nomor}" for nomor in range(1, 7)]


def test_what_it_is_told_to_add_is_enough_and_less_is_not(cover: Cakupan) -> None:
    verdict = putusan(cover, Setelan())
    assert verdict.cukup
    added = {each.butir.kode: Fraction(1) for each in verdict.tambahan}
    last = verdict.tambahan[-1].butir.kode
    filled = verdict.terencana.dengan({code: score for code, score in added.items() if code != last})
    assert not all(each.lulus for each in filled.gerbang(cover.rencana.predikat))


def test_what_is_planned_caps_the_answer(cover: Cakupan) -> None:
    capped = {each.butir.kode: each.terbaik for each in cover.layanan if each.terbatas}
    assert capped == {
        "1.ii.c": "B", "2.ii.d": "B", "3.iii.f": "B", "3.iv.c": "C",
        "5.i.a": "B", "5.iii.c": "B", "5.v.d": "B", "6.iv.a": "D",
    }  # fmt: skip
    assert dapat(cover.layanan) < penuh(cover.layanan)


def test_rows_on_one_question_share_its_points(cover: Cakupan) -> None:
    shares = [cover.bagian[Kode.parse(code)][0] for code in ("6.v.b", "6.v.b2")]
    assert shares == [Fraction(1, 6), Fraction(1, 6)]
    assert sum(most for most, _ in cover.bagian.values()) == penuh(cover.layanan) + Fraction(1, 3)
    assert sum(reach for _, reach in cover.bagian.values()) == dapat(cover.layanan)


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
    ],
)
def test_how_often_a_row_means_to_do_it(dokumen: str, frekuensi: Frekuensi | None, target: str, kali: int) -> None:
    bukti = BuktiFisik(dokumen=dokumen, frekuensi=frekuensi)
    assert terencana([_baris("3.iv.c", target, bukti)], 2025, setahun=True).kali == kali


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
    question = lembar().butir["6.iv.a"].pertanyaan
    planned = terencana([row], 2025, setahun=False)
    assert terbaik(question, lembar().pilihan(question.tipe), planned.kali) == jawaban


def _baris(kode: str, target: str, *bukti: BuktiFisik) -> Indikator:
    return Indikator(
        kode=Kode.parse(kode), uraian="x", langkah_aksi="x", bukti_fisik=bukti, target_waktu=Target.parse(target)
    )


@pytest.mark.usefixtures("jambi")
def test_the_verdict_comes_first_in_words(zi: Zi) -> None:
    code, out, err = zi("coverage")
    assert (code, err) == (0, "")
    assert out == (GOLDEN / "coverage.txt").read_text(encoding="utf-8")


@pytest.mark.usefixtures("jambi")
def test_programs_read_the_same(zi: Zi) -> None:
    code, out, _ = zi("coverage", "--format", "json")
    said = json.loads(out)
    assert code == 0
    assert [said[key] for key in ("pertanyaan", "tercetak", "dilayani", "dapat")] == [110, 86, 85, False]
    assert said["poin"] == {"maksimum": 60.0, "paling_tinggi": 29.1667, "terencana": 27.4333}
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


@pytest.mark.usefixtures("jambi")
def test_the_whole_sheet(zi: Zi) -> None:
    assert len(json.loads(zi("lke", "--format", "json")[1])["pertanyaan"]) == 113
    assert "R5.iii.b\tPersentase penyampaian LHKASN\thitungan\t1.00\t-" in zi("lke")[1]


@pytest.mark.usefixtures("jambi")
def test_the_whole_sheet_on_a_terminal(layar: Callable[..., str]) -> None:
    drawn = layar(80, "lke")
    assert drawn == (GOLDEN / "lke-80.txt").read_text(encoding="utf-8")
    assert max(map(len, drawn.splitlines())) <= 80
    assert drawn.count("\n") < 500, "names wrap at words, not at letters"


def test_the_sheet_needs_no_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zi: Zi) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, _ = zi("lke", "1.i.a")
    assert code == 0
    assert "Ya 1.00 = 0.25 poin" in out


@pytest.mark.usefixtures("jambi")
@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("1.i.c", "zi: Tidak ada pertanyaan 1.i.c di LKE. Yang terdekat: 1.iv.c.\n"),
        ("x", 'zi: Kode "x" tidak berbentuk area.subkomponen.huruf'),
        ("7.i.a", 'zi: Kode "7.i.a" menyebut area 7'),
    ],
)
def test_an_unknown_question_is_refused(asked: str, answer: str, zi: Zi) -> None:
    code, out, err = zi("lke", asked)
    assert (code, out) == (2, "")
    assert err.startswith(answer)
