"""The sheet's arithmetic: a sheet that was filled in, the regulation's own ends, the gates at their figures, a law."""

import json
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zi_cli.lke.figures import as_figure, persen, rounded_to
from zi_cli.lke.jawaban import Jawaban, Lapis, NilaiTengah, Pembulatan, PenyebutNol, PersenArea, Setelan
from zi_cli.lke.lembar import Butir, Tipe
from zi_cli.lke.penilaian import salah
from zi_cli.lke.prerequisites import checklist
from zi_cli.lke.regulasi import in_force, lembar
from zi_cli.lke.score import Skor, skor
from zi_cli.lke.terisi import Terisi
from zi_cli.plan.model import Predikat
from zi_cli.plan.workspace import Home
from zi_cli.plans import load
from zi_cli.views.sheet.ambang import ambang
from zi_cli.views.sheet.skor import lembar as lembar_terisi

from .conftest import JAMBI

Zi = Callable[..., tuple[int, str, str]]
SHEET = lembar(in_force())
PLAN = load(Home.of(JAMBI)).model
BAWAAN = Setelan()
PECAHAN = Setelan(nilai_tengah=NilaiTengah.PECAHAN)


def _figure(text: str) -> Fraction:
    """What people read as a figure, with its decimal comma."""
    return Fraction(text.rstrip("%").replace(",", "."))


def scored(answers: Mapping[str, str], setelan: Setelan = BAWAAN) -> Skor:
    return skor(SHEET, setelan, {code: Jawaban(text) for code, text in answers.items()})


def sub(filled: Skor, kode: str) -> Fraction:
    halves = (sub for paruh in SHEET.pengungkit for area in paruh.area for sub in area.subkomponen)
    return filled.subkomponen(next(each for each in (*halves, *SHEET.hasil) if each.kode == kode))


def answers_of(butir: Butir, *, best: bool) -> Jawaban:
    """The best, or the worst, answer to a question."""
    asked = butir.pertanyaan
    if asked.tipe is Tipe.INDEKS:
        return Jawaban("4.00" if best else "0.00")
    if asked.tipe is not Tipe.PERSEN:
        return Jawaban(SHEET.pilihan(asked.tipe)[0 if best else -1])
    assert asked.pembilang is not None
    assert asked.penyebut is not None
    if "pelanggaran_tahun_lalu" in asked.isian:
        return Jawaban(None, {"pelanggaran_tahun_lalu": "6", "pelanggaran_tahun_ini": "0" if best else "6"})
    below = {name: "6" for _, name in asked.penyebut.terms}
    ((_, done),) = asked.pembilang.terms
    return Jawaban(None, below | {done: str(6 * len(below)) if best else "0"})


def everything(*, best: bool) -> dict[str, Jawaban]:
    return {code: answers_of(each, best=best) for code, each in SHEET.butir.items()}


def test_a_sheet_filled_by_a_court_in_2022() -> None:
    assert as_figure(sub(scored({"1.i.a": "Ya", "1.i.b": "A"}), "A.I.1.i")) == "0,50"
    filled = scored({"1.ii.a": "Ya", "1.ii.b": "C", "1.ii.c": "A"})
    assert sub(filled, "A.I.1.ii") == Fraction(2, 3)
    assert as_figure(sub(filled, "A.I.1.ii")) == "0,67"


def test_all_best_is_60_and_100() -> None:
    filled = skor(SHEET, BAWAAN, everything(best=True))
    assert (filled.pengungkit, filled.hasil, filled.total) == (Fraction(60), Fraction(40), Fraction(100))
    assert all(gate.lulus for predikat in Predikat for gate in filled.gerbang(predikat))
    assert filled.berikut() == ()


def test_all_worst_is_nothing() -> None:
    filled = skor(SHEET, BAWAAN, everything(best=False))
    assert filled.total == 0
    assert set(filled.nilai) == set(SHEET.butir)


def test_nothing_answered_is_nothing_and_is_counted() -> None:
    filled = skor(SHEET, BAWAAN, {})
    assert filled.total == 0
    assert (len(filled.nilai), len(SHEET.butir)) == (0, 113)


def test_best_and_worst_answers_are_without_fault() -> None:
    for best in (True, False):
        for code, answer in everything(best=best).items():
            assert list(salah(SHEET, SHEET.butir[code].pertanyaan, answer)) == [], code


@pytest.mark.parametrize(
    ("index", "points"), [("3.60", "15,75"), ("3.20", "14,00"), ("0.00", "0,00"), ("4.00", "17,50")]
)
def test_indices_weigh(index: str, points: str) -> None:
    filled = skor(SHEET, BAWAAN, {"B.I.a": Jawaban(index)})
    assert as_figure(filled.total) == points


GATES: dict[Predikat, dict[str, int | str]] = {
    Predikat.WBK: {"total": 75, "A": 40, "area": 60, "B.I": "18.25", "B.I.a": "15.75", "B.I.b": "2.5", "B.II": 14},
    Predikat.WBBM: {
        "total": 85,
        "A": 48,
        "area": 75,
        "B.I": "19.5",
        "B.I.a": "15.75",
        "B.I.b": "3.75",
        "B.II": "15.75",
    },
}


@pytest.mark.parametrize(
    ("predikat", "atas", "least"),
    [(predikat, atas, Fraction(least)) for predikat, gates in GATES.items() for atas, least in gates.items()],
)
def test_every_gate_is_met_at_its_figure_and_failed_a_hundredth_below(
    predikat: Predikat, atas: str, least: Fraction
) -> None:
    for points, passed in ((least, True), (least - Fraction(1, 100), False)):
        gate = next(each for each in _with(atas, points).gerbang(predikat) if each.atas == atas)
        assert gate.ambang == least
        assert gate.capaian == points
        assert gate.lulus is passed, (atas, points)
        if not passed:
            assert [each.poin for each in gate.kurang] == [Fraction(7, 10000) if atas == "area" else Fraction(1, 100)]


def _with(atas: str, points: Fraction) -> Skor:
    """A sheet with so many points (percent, for the second area) in what a gate measures, all else at its best."""
    full = {code: Fraction(1) for code in SHEET.butir}
    if atas == "area":
        return Skor(
            SHEET, BAWAAN, full | {each.kode: points / 100 for each in SHEET.pengungkit_butir if _area(each) == 2}
        )
    if atas == "A":
        return Skor(SHEET, BAWAAN, full | {each.kode: points / 60 for each in SHEET.pengungkit_butir})
    if atas == "total":
        return Skor(SHEET, BAWAAN, dict.fromkeys(SHEET.butir, points / 100))
    within = [each for each in SHEET.butir.values() if atas in (each.kode, each.subkomponen.kode)]
    whole = sum(each.maksimum for each in within)
    return Skor(SHEET, BAWAAN, full | {each.kode: points / whole for each in within})


def _area(butir: Butir) -> int | None:
    return butir.area.nomor if butir.area else None


@given(
    st.sampled_from(
        [(predikat, atas, Fraction(least)) for predikat, gates in GATES.items() for atas, least in gates.items()]
    ),
    st.fractions(min_value=0, max_value=Fraction(1, 50), max_denominator=10**6),
    st.sampled_from(PersenArea),
)
def test_what_fails_is_never_shown_as_if_it_passed(
    gate: tuple[Predikat, str, Fraction], below: Fraction, persen_area: PersenArea
) -> None:
    predikat, atas, least = gate
    scores = _with(atas, least - below).nilai
    whole = Skor(SHEET, Setelan(persen_area=persen_area), scores)
    filled = Terisi(PLAN, Lapis.SATKER, predikat, whole, {}, {}, ())
    for each, line in zip(filled.gerbang, ambang(filled).rows, strict=True):
        shown = _figure(line.cells[2].text)
        missing = [_figure(part.split()[-2]) for part in line.cells[4].text.split("; ") if part != "-"]
        assert (shown >= each.ambang) is each.lulus
        assert len(missing) == len(each.kurang)
        assert all(told >= short.poin > 0 for told, short in zip(missing, each.kurang, strict=True))
    for line in lembar_terisi(filled).rows:
        code, _, weight, _, points, share = (cell.text for cell in line.cells)
        wanted = filled.ambang.get(code or "total")
        if wanted is not None:
            passed = _points(whole, code) >= wanted
            assert (_figure(points) >= wanted) is passed, code
            assert passed or _figure(share) < 100 * wanted / _figure(weight), code


def _points(whole: Skor, code: str) -> Fraction:
    if code in ("", "A"):
        return whole.pengungkit if code else whole.total
    if code in SHEET.butir:
        return whole.counted_answers(SHEET.butir[code])
    areas = {area.kode: area for paruh in SHEET.pengungkit for area in paruh.area}
    return whole.area(areas[code]) if code in areas else sub(whole, code)


def test_each_half_of_an_area_can_be_asked_for() -> None:
    halves = {each.kode: Fraction(0 if each.pertanyaan.reform else 1) for each in SHEET.pengungkit_butir}
    together = Skor(SHEET, BAWAAN, halves).gerbang(Predikat.WBK)[2]
    apart = Skor(SHEET, Setelan(persen_area=PersenArea.MASING_MASING), halves).gerbang(Predikat.WBK)[2]
    assert [each.nama for each in together.kurang] == [f"area {nomor}" for nomor in range(1, 7)]
    assert [each.nama for each in apart.kurang] == [f"area {nomor} Reform" for nomor in range(1, 7)]
    assert [together.capaian, apart.capaian] == [Fraction(50), Fraction(0)]


def test_the_middle_answers_can_be_thirds() -> None:
    assert scored({"1.iii.a": "B"}).total == Fraction("0.67") / 3
    assert scored({"1.iii.a": "B"}, PECAHAN).total == Fraction(2, 9)


def test_sub_components_can_be_rounded() -> None:
    answers = {"1.ii.a": "Ya", "1.ii.b": "C", "1.ii.c": "A"}
    assert scored(answers, Setelan(pembulatan=Pembulatan.SUBKOMPONEN)).total == Fraction("0.67")


@pytest.mark.parametrize(
    ("code", "counts", "default", "full"),
    [
        ("R5.ii.a", {"pengaduan_harus_ditindaklanjuti": "0", "pengaduan_selesai": "0"}, 0, 3),
        ("R3.iii.a", {"pelanggaran_tahun_lalu": "0", "pelanggaran_tahun_ini": "0"}, 2, 2),
        ("R3.iii.a", {"pelanggaran_tahun_lalu": "0", "pelanggaran_tahun_ini": "2"}, 0, 0),
        ("R1.i.a", {"agen_perubahan": "0", "perubahan_dibuat": "0"}, 0, 0),
        ("R4.i.a", {"sasaran": "0", "sasaran_tercapai_100": "0"}, 0, 0),
    ],
)
def test_a_percentage_of_nothing(code: str, counts: Mapping[str, str], default: int, full: int) -> None:
    answers = {code: Jawaban(None, counts)}
    assert skor(SHEET, BAWAAN, answers).total == default
    assert skor(SHEET, Setelan(penyebut_nol=PenyebutNol.PENUH), answers).total == full


@pytest.mark.parametrize(
    ("code", "counts", "points"),
    [
        ("R1.i.a", {"agen_perubahan": "4", "perubahan_dibuat": "3"}, Fraction(3, 4)),
        ("R1.i.a", {"agen_perubahan": "4", "perubahan_dibuat": "9"}, Fraction(1)),
        ("R3.iii.a", {"pelanggaran_tahun_lalu": "4", "pelanggaran_tahun_ini": "1"}, Fraction(3, 2)),
        ("R3.iii.a", {"pelanggaran_tahun_lalu": "1", "pelanggaran_tahun_ini": "4"}, Fraction(0)),
        (
            "R5.iii.a",
            {"kepala_satker": "1", "pejabat_wajib_lhkpn": "5", "lainnya": "0", "sudah_lapor": "5"},
            Fraction(5, 6),
        ),
    ],
)
def test_counts(code: str, counts: Mapping[str, str], points: Fraction) -> None:
    assert skor(SHEET, BAWAAN, {code: Jawaban(None, counts)}).total == points


@pytest.mark.parametrize(("done", "open_", "all_"), [(8, 2, 10), (8, 10, 10), (8, 9, 10), (0, 0, 0), (10, 0, 10)])
def test_complaints_in_process_may_count_the_finished_or_not(done: int, open_: int, all_: int) -> None:
    assert _complaints(done, open_, all_) == []


@pytest.mark.parametrize(("done", "open_", "all_"), [(8, 5, 10), (11, 0, 10), (0, 11, 10), (10, 1, 10)])
def test_complaints_that_neither_reading_allows_are_refused(done: int, open_: int, all_: int) -> None:
    assert _complaints(done, open_, all_)


def _complaints(done: int, open_: int, all_: int) -> list[str]:
    names = ("pengaduan_selesai", "pengaduan_diproses", "pengaduan_harus_ditindaklanjuti")
    counts = dict(zip(names, map(str, (done, open_, all_)), strict=True))
    return [each.message for each in salah(SHEET, SHEET.butir["R5.ii.a"].pertanyaan, Jawaban(None, counts))]


CHOICES = {code: SHEET.pilihan(each.pertanyaan.tipe) for code, each in SHEET.butir.items()}
RANKS = st.fixed_dictionaries(
    {}, optional={code: st.integers(0, max(4, len(words) - 1)) for code, words in CHOICES.items()}
)
SETTINGS = st.builds(
    Setelan,
    nilai_tengah=st.sampled_from(NilaiTengah),
    pembulatan=st.sampled_from(Pembulatan),
    penyebut_nol=st.sampled_from(PenyebutNol),
    persen_area=st.sampled_from(PersenArea),
)


def _ranked(code: str, rank: int) -> Jawaban:
    """The answer of a rank, 0 the best; counts and indices have five ranks too."""
    asked = SHEET.butir[code].pertanyaan
    if asked.tipe is Tipe.INDEKS:
        return Jawaban(f"{4 - rank}.00")
    if asked.tipe is not Tipe.PERSEN:
        words = CHOICES[code]
        return Jawaban(words[min(rank, len(words) - 1)])
    assert asked.penyebut is not None
    assert asked.pembilang is not None
    done = asked.pembilang.terms[0][1]
    if "pelanggaran_tahun_lalu" in asked.isian:
        return Jawaban(None, {"pelanggaran_tahun_lalu": "4", "pelanggaran_tahun_ini": str(rank)})
    below = {name: "4" for _, name in asked.penyebut.terms}
    return Jawaban(None, below | {done: str(4 - rank)})


@given(RANKS, st.data(), SETTINGS)
def test_raising_one_answer_never_lowers_any_total(
    ranks: dict[str, int], data: st.DataObject, setelan: Setelan
) -> None:
    before = skor(SHEET, setelan, {code: _ranked(code, rank) for code, rank in ranks.items()})
    code = data.draw(st.sampled_from(list(CHOICES)))
    rank = data.draw(st.integers(0, ranks.get(code, 4)))
    after = skor(SHEET, setelan, {each: _ranked(each, old) for each, old in (ranks | {code: rank}).items()})
    assert after.total >= before.total
    assert after.pengungkit >= before.pengungkit
    assert after.hasil >= before.hasil
    for paruh in SHEET.pengungkit:
        for area in paruh.area:
            assert after.area(area) >= before.area(area)
            assert all(after.subkomponen(each) >= before.subkomponen(each) for each in area.subkomponen)
    for predikat in Predikat:
        for old, new in zip(before.gerbang(predikat), after.gerbang(predikat), strict=True):
            assert new.capaian >= old.capaian
            assert new.lulus or not old.lulus


@given(st.fractions(min_value=0, max_value=100))
def test_figures_are_shown_as_decimals_are_rounded_half_up(figure: Fraction) -> None:
    shown = _figure(as_figure(figure))
    assert abs(shown - figure) <= Fraction(1, 200)
    assert shown == rounded_to(figure)


def test_a_half_is_rounded_up_as_people_do() -> None:
    assert [as_figure(Fraction(each)) for each in ("0.125", "0.005", "2.675", "-0.125")] == [
        "0,13",
        "0,01",
        "2,68",
        "-0,13",
    ]
    assert persen(Fraction(1), Fraction(2), 0) == "50%"


def test_prerequisites_are_a_checklist() -> None:
    told = {"lhkpn_lhkasn": "100", "lama_membangun": "0.5", "sakip_internal": "BB", "sudah_wbk": "Ya"}
    wbk = {each.prasyarat.kode: each.terpenuhi for each in checklist(SHEET, Predikat.WBK, told, 2025)}
    assert wbk == {
        "tindak_lanjut_pengawasan": None,
        "lhkpn_lhkasn": True,
        "lama_membangun": False,
        "sakip_internal": True,
        "survei_spak": None,
        "survei_spkp": None,
        "responden": None,
    }
    wbbm = {
        each.prasyarat.kode: each.terpenuhi
        for each in checklist(SHEET, Predikat.WBBM, told | {"sakip_internal": "B"}, 2025)
    }
    assert (wbbm["sakip_internal"], wbbm["sudah_wbk"], wbbm["wbk_sejak"]) == (False, True, None)


@pytest.mark.parametrize(
    ("told", "year", "met"),
    [
        ({"wbk_sejak": "2024"}, 2026, {"wbk_sejak": True, "sudah_wbk": True}),
        ({"wbk_sejak": "2024"}, 2025, {"wbk_sejak": False, "sudah_wbk": True}),
        ({"wbk_sejak": "2024", "sudah_wbk": "Tidak"}, 2026, {"sudah_wbk": False}),
        ({"survei_spak": "Ya", "survei_spkp": "3.71", "responden": "30"}, 2026,
         {"survei_spak": True, "survei_spkp": True, "responden": True}),
        ({"survei_spak": "Tidak", "responden": "29"}, 2026, {"survei_spak": False, "responden": False}),
    ],
)  # fmt: skip
def test_wbbm_wants_two_years_since_wbk_and_the_surveys(told: dict[str, str], year: int, met: dict[str, bool]) -> None:
    found = {each.prasyarat.kode: each.terpenuhi for each in checklist(SHEET, Predikat.WBBM, told, year)}
    assert {code: found[code] for code in met} == met


LKE = """\
versi: 1
prasyarat: {lhkpn_lhkasn: 100}
satker:
  1.i.a: Ya
  1.i.b: A
  1.ii.a: Ya
  1.ii.b: C
  1.ii.c: {jawaban: A, catatan: dua kali}
  R1.i.a: {agen_perubahan: 4, perubahan_dibuat: 3}
  B.I.a: 3.60
tpi:
  1.i.a: Ya
  1.i.b: B
"""


@pytest.fixture
def filled(jambi: Path) -> Path:
    path = jambi.with_name("lke.yaml")
    path.write_text(LKE, encoding="utf-8")
    return path


@pytest.mark.usefixtures("filled")
def test_the_sheet_as_it_is_printed(zi: Zi) -> None:
    code, out, err = zi("score")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "KPU Kota Jambi 2025, LKE menurut satker: 17,67 dari 100 (pengungkit 1,92, hasil 15,75)"
    assert "A.I.1.i\tPenyusunan Tim Kerja\t0,50\t\t0,50\t100,00%" in lines
    assert "A.I.1.ii\tRencana Pembangunan Zona Integritas\t1,00\t\t0,67\t66,67%" in lines
    assert "Indeks survei persepsi anti korupsi\t15,75\t15,75\tterpenuhi\t-" in lines
    assert "Penyampaian LHKPN dan LHKASN\t100%\t100%\t[x] terpenuhi" in lines
    assert lines[-1].startswith(
        "7 dari 113 pertanyaan dijawab; yang belum tidak bernilai; 1 dari 7 ambang WBK terpenuhi"
    )


@pytest.mark.usefixtures("filled")
def test_programs_read_the_score(zi: Zi) -> None:
    said = json.loads(zi("score", "--format", "json", "--predikat", "wbbm")[1])
    assert (said["total"], said["pengungkit"], said["predikat"], said["dijawab"]) == (17.6667, 1.9167, "WBBM", 7)
    question = next(each for each in said["pertanyaan"] if each["kode"] == "1.ii.c")
    assert question == {
        "kode": "1.ii.c", "jawaban": "A", "nilai": 1.0, "poin": 0.3333, "maksimum": 0.3333, "catatan": "dua kali",
    }  # fmt: skip
    assert zi("score", "--format", "csv")[1].startswith("KODE,PENILAIAN,BOBOT,JAWABAN,NILAI,%")


@pytest.mark.usefixtures("filled")
def test_layers_are_compared_by_points(zi: Zi) -> None:
    code, out, _ = zi("score", "--compare", "satker,TPI")
    assert code == 0
    lines = out.splitlines()
    assert lines[0] == (
        "satker dan TPI menjawab 1 pertanyaan berbeda, 5 hanya dijawab satu lapis; "
        "nilai TPI 17,29 lebih rendah daripada satker"
    )
    assert lines[2] == "Dijawab berbeda (1)"
    assert lines[4].startswith("1.i.b\t")
    assert lines[4].endswith("\tA\tB\t-0,13")
    assert lines[6] == "Hanya dijawab satu lapis (5)"
    assert [line.split("\t")[0] for line in lines[8:13]] == ["B.I.a", "R1.i.a", "1.ii.a", "1.ii.c", "1.ii.b"]
    assert "\t3/4 (75%)\t-\t-0,75" in lines[9]
    said = json.loads(zi("score", "--compare", "tpi,satker", "--format", "json")[1])
    assert said["beda"] == [
        {"kode": "1.i.b", "tpi": "B", "satker": "A", "poin": {"tpi": 0.125, "satker": 0.25}, "selisih": 0.125}
    ]
    assert said["hanya_satu"][1]["satker"] == "agen perubahan 4, perubahan dibuat 3"
    table = zi("score", "--compare", "satker,tpi", "--format", "csv")[1].splitlines()
    assert table[0] == "KODE,PENILAIAN,SATKER,TPI,SELISIH,KEADAAN"
    assert [line.rpartition(",")[2] for line in table[1:]] == ["berbeda"] + ["hanya satker"] * 5
    assert table[1].endswith(",A,B,-0.13,berbeda"), "a figure is no formula"
    assert "nilai satker 17,29 lebih tinggi daripada TPI" in zi("score", "--compare", "tpi,satker")[1]
    assert "nilainya sama" in zi("score", "--compare", "provinsi,tpn")[1]


@pytest.mark.usefixtures("filled")
def test_three_layers_are_compared_and_who_has_not_looked_is_told_apart(zi: Zi) -> None:
    assert zi("answer", "1.i.b=C", "1.ii.a=Ya", "--layer", "tpn")[0] == 0
    code, out, _ = zi("score", "--compare", "satker,tpi,tpn")
    assert code == 0
    lines = out.splitlines()
    assert lines[0].startswith("satker, TPI dan TPN menjawab 1 pertanyaan berbeda, ")
    assert lines[3] == "KODE\tPENILAIAN\tSATKER\tTPI\tTPN\tSELISIH"
    assert lines[4].endswith("\tA\tB\tC\t-0,25")
    assert any(line.startswith("Belum dijawab semua lapis (") for line in lines)
    said = json.loads(zi("score", "--compare", "satker,tpi,tpn", "--format", "json")[1])
    assert said["bersama"]["dijawab"] == len(said["bersama"]["poin"]) - 2
    assert said["bersama"]["poin"] == {"satker": 0.25, "tpi": 0.125, "tpn": 0.0}
    assert said["total"].keys() == {"satker", "tpi", "tpn"}


@pytest.mark.usefixtures("filled")
def test_what_if(zi: Zi) -> None:
    code, out, _ = zi("score", "--what-if", "6.iv.a=A,R5.i.a=b,R5.ii.a=50%,B.I.b=C")
    assert code == 0
    lines = out.splitlines()
    assert lines[0] == "Jika 6.iv.a A; R5.i.a B; R5.ii.a 50%; B.I.b C: 23,88 dari 100, sekarang 17,67"
    assert "Birokrasi yang Bersih dan Akuntabel\t18,25\t15,75\t18,25\tterpenuhi\t-" in lines
    assert "R5.ii.a\tPengaduan masyarakat yang harus ditangani telah selesai\t-\t50%\t0,00\t1,50" in lines
    assert any(line.startswith("Tiap area pengungkit\t") and "area 1: " in line and " poin; " in line for line in lines)


@pytest.mark.usefixtures("filled")
def test_what_if_in_figures_and_for_programs(zi: Zi) -> None:
    asked = "B.I.a=3,62, R1.i.a=75.5%,A.II.4.i.a=3/4,1.i.b=c"
    code, out, _ = zi("score", "--what-if", asked, "--format", "json")
    assert code == 0
    assert json.loads(out)["kalau"] == [
        {
            "kode": kode,
            "jawaban": {"sekarang": now, "kalau": then},
            "nilai": {"sekarang": score, "kalau": scored},
            "poin": {"sekarang": points, "kalau": more},
        }
        for kode, now, then, score, scored, points, more in (
            ("B.I.a", "3.60", "3.62", 0.9, 0.905, 15.75, 15.8375),
            ("R1.i.a", "agen perubahan 4, perubahan dibuat 3", "75.5%", 0.75, 0.755, 0.75, 0.755),
            ("R4.i.a", None, "3/4", None, 0.75, 0.0, 1.5),
            ("1.i.b", "A", "C", 1.0, 0.0, 0.25, 0.0),
        )
    ]
    table = zi("score", "--what-if", asked, "--format", "csv")[1].splitlines()
    assert table[0] == "KODE,PENILAIAN,JAWABAN,JIKA,POIN SEKARANG,POIN JIKA"
    assert table[2].endswith(",3/4 (75%),75.5%,0.75,0.76")
    assert table[-1] == ",NILAI TOTAL,,,17.67,19.01"


@pytest.mark.usefixtures("filled")
def test_what_brings_most_comes_first_with_its_evidence(zi: Zi) -> None:
    code, out, _ = zi("score", "--next", "60")
    assert code == 0
    *lines, _, hasil = out.splitlines()
    rows = [line.split("\t") for line in lines[3:]]
    assert len(rows) == 60
    assert [each[:3] for each in rows[:2]] == [["R5.ii.a", "+3,00", "-"], ["R5.i.a", "+2,50", "-"]]
    gains = [_figure(each[1]) for each in rows]
    assert gains == sorted(gains, reverse=True)
    assert next(each for each in rows if each[0] == "4.i.a")[5].startswith("4.i.a: ")
    assert next(each[1:4] for each in rows if each[0] == "3.iv.c") == ["+0,50", "+0,25", "-"]
    assert hasil == "Hasil masih dapat menambah 24,25: B.II.a 17,50; B.I.b 5,00; B.I.a 1,75."
    said = json.loads(zi("score", "--next", "60", "--format", "json")[1])
    assert [each["kode"] for each in said["hasil"]] == ["B.II.a", "B.I.b", "B.I.a"]
    assert next(each for each in said["berikut"] if each["kode"] == "3.iv.c") == {
        "kode": "3.iv.c",
        "tambahan": 0.5,
        "jawaban": None,
        "terencana": 0.25,
        "baris": ["3.iv.c"],
        "bukti": [{"baris": "3.iv.c", "dokumen": "Hasil pengukuran kinerja semester"}],
    }


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("args", [(), ("--next", "4"), ("--compare", "satker,tpi"), ("--what-if", "6.iv.a=A")])
def test_no_word_is_cut_on_a_terminal(args: tuple[str, ...], layar: Callable[..., str]) -> None:
    for word in ("belum dijawab", "pengaduan harus"):
        assert word not in layar(80, "score", *args)
    assert max(map(len, layar(80, "score", *args).splitlines())) <= 80


@pytest.mark.usefixtures("filled")
def test_what_is_not_settled_is_said_with_its_source(zi: Zi) -> None:
    out = zi("score", "--explain")[1]
    for name in BAWAAN.nilai():
        assert f"\n{name}\t" in out
    assert "Tabel 3" in out


def test_a_changed_setting_is_told_beside_its_default(filled: Path, zi: Zi) -> None:
    filled.write_text(f"{LKE}setelan: {{penyebut_nol: penuh}}\n", encoding="utf-8")
    assert "\npenyebut_nol\tpenuh\tnol\t" in zi("score", "--explain")[1]
    said = json.loads(zi("score", "--explain", "--format", "json")[1])["setelan"]["penyebut_nol"]
    assert (said["berlaku"], said["bawaan"]) == ("penuh", "nol")
    assert said["pilihan"] == {"nol": "tidak bernilai", "penuh": "bernilai penuh"}
    assert said["sumber"].startswith("tidak diatur")
    assert said["artinya"]


@pytest.mark.usefixtures("filled")
def test_the_prerequisites_say_where_they_are_filled_in(zi: Zi) -> None:
    assert "Prasyarat diisi di lke.yaml, misalnya prasyarat: {sakip_internal: BB}." in zi("score")[1]


@pytest.mark.usefixtures("jambi")
def test_without_answers_it_says_how_to_begin(zi: Zi) -> None:
    code, out, err = zi("score")
    assert code == 0
    assert out.startswith("KPU Kota Jambi 2025, LKE menurut satker: 0,00 dari 100")
    assert "zi answer 1.i.a Ya" in err


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["--layer", "tpk"], "pilihannya satker, provinsi, tpi, tpn"),
        (["--predikat", "WKB"], "WBK, WBBM"),
        (["--compare", "satker"], "dua lapis"),
        (["--compare", "satker,x"], "tidak dikenal"),
        (["--compare", "satker,satker"], "dengan dirinya"),
        (["--compare", "satker,tpi", "--layer", "tpi"], "--layer tidak berarti"),
        (["--explain", "--layer", "tpi"], "--layer tidak berarti"),
        (["--explain", "--predikat", "WBK"], "--predikat tidak berarti"),
        (["--what-if", "6.iv.a"], "KODE=JAWABAN"),
        (["--what-if", "6.iv.a=A,A.I.6.iv.a=B"], "6.iv.a dua kali: A dan B"),
        (["--what-if", "R5.ii.a=4/3"], "R5.ii.a=3/4"),
        (["--what-if", "R5.ii.a=101%"], "R5.ii.a=75.5%"),
        (["--what-if", "R5.ii.a=1/0"], "R5.ii.a=3/4"),
        (["--what-if", "6.iv.a=F"], "jawabannya A, B, C, D atau E"),
        (["--what-if", "R5.ii.a=B"], "R5.ii.a=75%"),
        (["--what-if", "1.i.z=A"], "Yang terdekat"),
        (["--what-if", "B.I.a=4.01"], "indeks 0 sampai 4, misalnya 3.60"),
        (["--what-if", "B.I.a=3.599"], "paling banyak dua angka di belakang titik, misalnya 3.59"),
        (["--next", "0"], "1 atau lebih"),
        (["--next", "3", "--explain"], "salah satu saja"),
    ],
)
def test_refusals(args: list[str], sentence: str, zi: Zi) -> None:
    code, out, err = zi("score", *args)
    assert (code, out) == (2, "")
    assert sentence in err


def test_a_wrong_sheet_is_not_scored(filled: Path, zi: Zi) -> None:
    filled.write_text("versi: 1\nsatker:\n  1.i.a: A\n", encoding="utf-8")
    code, out, err = zi("score")
    assert (code, out) == (1, "")
    assert 'lke.yaml:3:10: galat: 1.i.a dijawab "A"; jawabannya Ya atau Tidak [jawaban-salah]' in err
    code, out, _ = zi("check")
    assert code == 1
    assert "[jawaban-salah]" in out
