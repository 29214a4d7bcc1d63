"""The packaged sheet: its sums are the regulation's own, and the gate that judges plans judges it too."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest

from zi_cli.lke.jawaban import Setelan
from zi_cli.lke.lembar import Lembar, Tipe, question_of, soal
from zi_cli.lke.regulasi import DATA, berkas, in_force, lembar, wording_file
from zi_cli.plan.kode import Kode
from zi_cli.plan.model import Predikat
from zi_cli.text.reading import read


def test_the_gate_judges_it_and_building_without_pydantic_gives_the_same() -> None:
    assert set(DATA.glob("*.yaml")) == {berkas(in_force()), wording_file(in_force())}
    assert replace(read(Lembar, berkas(in_force())).model, kata=lembar(in_force()).kata) == lembar(in_force())


def test_110_questions_60_points() -> None:
    sheet = lembar(in_force())
    assert len(sheet.pengungkit_butir) == 110
    assert Counter(each.pertanyaan.reform for each in sheet.pengungkit_butir) == {False: 87, True: 23}
    assert [paruh.bobot for paruh in sheet.pengungkit] == [30, 30]
    assert sum(each.maksimum for each in sheet.pengungkit_butir) == 60


def test_40_points_of_hasil() -> None:
    assert [(each.kode, each.bobot) for each in lembar(in_force()).hasil] == [
        ("B.I", Fraction("22.5")),
        ("B.II", Fraction("17.5")),
    ]
    assert sum(each.maksimum for each in lembar(in_force()).butir.values() if each.area is None) == 40


def test_every_level_sums_to_the_weight_above_it() -> None:
    for paruh in lembar(in_force()).pengungkit:
        assert sum(area.bobot for area in paruh.area) == paruh.bobot
        assert [area.nomor for area in paruh.area] == [1, 2, 3, 4, 5, 6]
        for area in paruh.area:
            assert sum(sub.bobot for sub in area.subkomponen) == area.bobot, area.kode
            assert all(sub.kode.startswith(f"{area.kode}.") for sub in area.subkomponen)
    for sub in lembar(in_force()).hasil:
        assert sum(each.bobot or 0 for each in sub.pertanyaan) == sub.bobot


def test_both_halves_have_the_same_six_areas() -> None:
    pemenuhan, reform = lembar(in_force()).pengungkit
    assert [(each.nama, each.bobot) for each in pemenuhan.area] == [(each.nama, each.bobot) for each in reform.area]


def test_questions_stand_where_their_codes_say() -> None:
    for each in lembar(in_force()).butir.values():
        assert each.pertanyaan.ministry_code.startswith(f"{each.subkomponen.kode}."), each.kode


def test_scales_run_from_one_to_nothing() -> None:
    for scale in lembar(in_force()).skala.values():
        for scores in (scale.nilai, scale.pecahan or scale.nilai):
            assert [*scores.values()] == sorted(scores.values(), reverse=True)
            assert [max(scores.values()), min(scores.values())] == [Fraction(1), Fraction(0)]


def test_what_wants_figures_says_which() -> None:
    for each in lembar(in_force()).butir.values():
        question = each.pertanyaan
        counted = question.tipe is Tipe.PERSEN
        assert counted == (question.pembilang is not None) == (question.penyebut is not None) == bool(question.isian)
        for total in (
            question.pembilang,
            question.penyebut,
            *(side for b in question.batas for each_ in b.banding for side in (each_.smaller, each_.larger)),
        ):
            assert total is None or {name for _, name in total.terms} <= set(question.isian), each.kode
        assert question.tanpa_kasus is None or question.tanpa_kasus in question.isian
    assert Counter(each.pertanyaan.tipe for each in lembar(in_force()).butir.values())[Tipe.PERSEN] == 8


def test_answers_that_want_regularity_are_of_their_scale_best_first() -> None:
    regular = [
        each.pertanyaan
        for each in lembar(in_force()).butir.values()
        if each.pertanyaan.kali_setahun or each.pertanyaan.kali_terjadwal
    ]
    assert len(regular) == 14
    for each in regular:
        wanted = each.kali_setahun or each.kali_terjadwal or {}
        assert tuple(wanted) == lembar(in_force()).pilihan(each.tipe)[: len(wanted)]
        assert [*wanted.values()] == sorted(wanted.values(), reverse=True)


def test_gates_name_what_the_sheet_has_and_add_up_to_less_than_the_total() -> None:
    for predikat in Predikat:
        gates = lembar(in_force()).ambang[predikat]
        assert set(gates) == {"total", "A", "area", "B.I", "B.I.a", "B.I.b", "B.II"}
        assert gates["A"] + gates["B.I"] + gates["B.II"] < gates["total"]
        assert gates["B.I"] == gates["B.I.a"] + gates["B.I.b"]


def test_the_settings_it_describes_are_the_ones_there_are() -> None:
    described = {each.nama: each for each in lembar(in_force()).setelan}
    assert {name: each.bawaan for name, each in described.items()} == Setelan().nilai()
    for name, each in described.items():
        assert set(each.pilihan) == {str(choice) for choice in type(getattr(Setelan(), name))}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1.i.a", "1.i.a"),
        ("A.I.1.i.a", "1.i.a"),
        ("A.II.3.iii.a", "R3.iii.a"),
        ("R3.iii.a", "R3.iii.a"),
        ("B.I.a", "B.I.a"),
    ],
)
def test_a_question_is_known_by_both_its_codes(text: str, code: str) -> None:
    assert soal(text) == code


def test_a_further_row_serves_the_same_question() -> None:
    assert question_of(Kode.parse("6.v.b2")) == "6.v.b"
    with pytest.raises(ValueError, match=r"pertanyaan LKE-nya 6\.v\.b"):
        soal("6.v.b2")
