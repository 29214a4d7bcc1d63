from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zi_cli.errors import as_sentence
from zi_cli.plan.bukan_waktu import offered
from zi_cli.plan.hari import BULAN, NAMA_BULAN, month_end
from zi_cli.plan.jadwal import Periode, Target
from zi_cli.plan.rentang import Frekuensi, named_period, tenggat

TARGET = [
    ("Agustus", ["2025-08-31"]),
    ("Agustus-Desember", ["2025-12-31"]),
    ("Agustus- Desember", ["2025-12-31"]),
    ("Agustus – Desember", ["2025-12-31"]),
    ("Agt s.d. Des", ["2025-12-31"]),
    ("agustus s/d desember", ["2025-12-31"]),
    ("Agustus sampai dengan Desember", ["2025-12-31"]),
    ("Oktober dan Desember", ["2025-10-31", "2025-12-31"]),
    ("Maret, Juni, dan September", ["2025-03-31", "2025-06-30", "2025-09-30"]),
    ("Maret/Juni & Nop.", ["2025-03-31", "2025-06-30", "2025-11-30"]),
    ("Triwulan III", ["2025-09-30"]),
    ("TW I-IV", ["2025-12-31"]),
    ("TW I, II dan IV", ["2025-03-31", "2025-06-30", "2025-12-31"]),
    ("Semester II", ["2025-12-31"]),
    ("November 2025-Februari 2026", ["2026-02-28"]),
    ("November-Februari 2026", ["2026-02-28"]),
    ("Februari 2028", ["2028-02-29"]),
]


@pytest.mark.parametrize(("text", "deadlines"), TARGET)
def test_what_offices_write_is_understood(text: str, deadlines: list[str]) -> None:
    target = Target.parse(text)
    assert str(target) == text
    assert [day.isoformat() for day in tenggat(target.windows(2025), None)] == deadlines


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Okttober", '"Okttober" bukan nama bulan; maksudnya "Oktober"?'),
        ("Oktober-Desembr", '"Desembr" bukan nama bulan; maksudnya "Desember"?'),
    ],
)
def test_a_word_like_one_month_is_answered_with_its_name_alone(text: str, said: str) -> None:
    for read in (Target.parse, Periode.parse):
        with pytest.raises(ValueError, match="bukan nama bulan") as refused:
            read(text)
        assert str(refused.value) == as_sentence(str(refused.value)) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Desember-Agustus", "sebutkan tahunnya"),
        ("TW V", "bukan nomor triwulan"),
        ("Triwulan", "tanpa nomor"),
        ("Agustus Desember 25", "tidak pada tempatnya"),
        ("31 April", "tidak ada di kalender"),
        ("29 Februari 2026", "tidak ada di kalender"),
        ("- Maret - Juni", "bisa daftar, bisa rentang"),
        ("", "bulannya kurang"),
        ("/ Mei", "diharapkan nama bulan"),
        ("antah-berantah", "bukan nama bulan"),
        ("Mei 1999", "di luar 2000-2100"),
    ],
)
def test_anything_else_is_refused_with_what_is_known(text: str, said: str) -> None:
    with pytest.raises(ValueError, match="bukan waktu yang dikenal") as refused:
        Target.parse(text)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("-", "hapus kunci target_waktu"),
        ("–", "hapus kunci target_waktu"),
        ("Setiap bulan", "tuliskan waktu: Januari-Desember, dan frekuensi: bulanan"),
        ("per-Triwulan", "frekuensi: triwulanan"),
        ("semesteran", "frekuensi: semesteran"),
        ("Tahunan", "tuliskan waktu: Januari-Desember"),
    ],
)
def test_what_columns_of_targets_hold_besides_times_is_answered_with_what_to_write(text: str, said: str) -> None:
    with pytest.raises(ValueError, match="bukan") as refused:
        Target.parse(text)
    assert said in str(refused.value)
    assert ("frekuensi" in said) == ("frekuensi" in str(refused.value))


def test_what_offices_of_the_country_print_is_read_right_or_refused_with_the_right_cure() -> None:
    """Each target that was met in other offices' plans (tests/data/waktu.tsv): its deadlines, or what the cure says."""
    wrong = []
    for line in (Path(__file__).parent / "data" / "waktu.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        text, wanted = line.replace("\\n", "\n").split("\t")
        try:
            found = " ".join(map(str, tenggat(Target.parse(text).windows(2026), None)))
        except ValueError as refused:
            found = str(refused)
        if not (found == wanted if wanted[:2] == "20" else wanted in found):
            wrong.append((text, wanted, found))
    assert wrong == []


def test_whatever_is_offered_can_be_read() -> None:
    """Import writes it beside what is printed: it is some time, for each text of the table that names none."""
    lines = (Path(__file__).parent / "data" / "waktu.tsv").read_text(encoding="utf-8").splitlines()[1:]
    texts = [line.split("\t")[0].replace("\\n", "\n") for line in lines]
    made = {text: meant for text in texts if Target.printed(text).fault and (meant := offered(text))}
    assert {text for text, meant in made.items() if Target.printed(meant).fault} == set()
    assert len(made) > 30
    assert (offered("berkala"), offered("6 bulan"), offered("sesuai kebutuhan")) == ("", "", "")


months = st.integers(1, 12)
names = months.flatmap(lambda n: st.sampled_from([name for name, number in NAMA_BULAN.items() if number == n]))
dashes = st.sampled_from(["-", " - ", "–", "- ", " s.d. ", " s/d ", " sampai dengan ", " sd "])


@given(names, names, dashes)
def test_a_range_ends_with_its_last_month_however_it_is_written(first: str, last: str, dash: str) -> None:
    start, end = NAMA_BULAN[first], NAMA_BULAN[last]
    text = f"{first}{dash}{last}"
    if start > end:
        with pytest.raises(ValueError, match="sebutkan tahunnya"):
            Target.parse(text)
        return
    (window,) = Target.parse(text).windows(2025)
    assert (window.first, window.last) == (date(2025, start, 1), month_end(2025, end))


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        assert Target.parse(text).windows(2025)
    except ValueError as refused:
        said = str(refused)
        assert text in said or said.endswith('"?')


def test_a_frequency_makes_a_deadline_of_every_period_that_ends_inside() -> None:
    window = Target.parse("September-Desember").windows(2025)
    assert tenggat(window, Frekuensi.TRIWULANAN) == (date(2025, 9, 30), date(2025, 12, 31))
    assert len(tenggat(window, Frekuensi.BULANAN)) == 4
    assert tenggat(Target.parse("Agustus").windows(2025), Frekuensi.SEMESTERAN) == ()


@given(st.sampled_from(list(Frekuensi)), months)
def test_a_period_is_answered_by_its_own_name(frekuensi: Frekuensi, month: int) -> None:
    for day in tenggat(Target.parse(f"{BULAN[month - 1]}-Desember").windows(2025), frekuensi):
        periode = Periode.parse(named_period(day, frekuensi))
        assert periode.tenggat(2025) == day
        assert periode.nama(2025) == str(periode)


@pytest.mark.parametrize(
    ("text", "day", "name"),
    [
        ("2025-10", "2025-10-31", "Oktober 2025"),
        ("TW III", "2025-09-30", "Triwulan III 2025"),
        ("smt. 2", "2025-12-31", "Semester II 2025"),
        ("Okt 2026", "2026-10-31", "Oktober 2026"),
    ],
)
def test_periods(text: str, day: str, name: str) -> None:
    assert Periode.parse(text).tenggat(2025).isoformat() == day
    assert Periode.parse(text).nama(2025) == name


@pytest.mark.parametrize("text", ["2025-13", "Agustus-September", "kemarin", ""])
def test_what_is_no_single_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="periode"):
        Periode.parse(text)


def test_the_same_month_of_two_years_is_two_windows() -> None:
    windows = Target.parse("Maret dan Maret 2026").windows(2025)
    assert [each.last for each in windows] == [date(2025, 3, 31), date(2026, 3, 31)]
