"""Laws of reviews: what they change in a text, and what they make of a document's deadlines."""

import codecs
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import JAMBI
from tests.laws import hold, refused, same_line_ends
from tests.plans_text import Tree, texts
from tests.test_edits import NOTES, written
from zi_cli.edits.marks import find_documents, record_mark
from zi_cli.edits.reviews import review as periksa
from zi_cli.errors import Refusal
from zi_cli.plan.jadwal import Periode, Target
from zi_cli.plan.kode import Kode
from zi_cli.plan.model import BuktiFisik, Indikator, Rencana
from zi_cli.plan.pemenuhan import CapaianBukti, KeadaanBukti, capaian_bukti
from zi_cli.plan.realisasi import Hasil, Pemeriksaan, Realisasi
from zi_cli.plan.rentang import Frekuensi, named_period
from zi_cli.plan.workspace import Home
from zi_cli.plans import change, load
from zi_cli.text.items import Fields
from zi_cli.text.reading import Parsed


def one_insertion(before: bytes, after: bytes) -> bool:
    start = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
    return after[len(after) - (len(before) - start) :] == before[start:]


def test_marks_with_files_and_reviews_change_no_other_byte(tmp_path: Path) -> None:
    drawn = (texts(), st.data(), st.sampled_from([b"", codecs.BOM_UTF8]), st.integers(0, 2))
    hold(partial(mark_and_review, tmp_path), *drawn, examples=60)


def mark_and_review(folder: Path, drawn: tuple[str, Tree], data: st.DataObject, bom: bytes, others: int) -> bool:
    path = written(folder, drawn[0], bom)
    rows = load(Home.of(path)).model.baris()
    kode = str(data.draw(st.sampled_from(rows))[2].kode)
    route = data.draw(st.sampled_from(find_documents(load(Home.of(path)).model, kode, None))).route
    note = data.draw(NOTES)
    more = {"catatan": note} if note else {}
    file = {"berkas": "bukti/a b.pdf", "sha256": "0" * 64, "ukuran": "12"}
    mark: Fields = {"tanggal": "2025-09-20", **file, **({"berkas_lain": [file] * others} if others else {}), **more}
    review = {"tanggal": "2025-09-21", "hasil": data.draw(st.sampled_from(Hasil)).value, "oleh": "TPI: tim #1", **more}

    def meant(now: Parsed[Rencana]) -> list:  # type: ignore[type-arg]
        return [each for each in find_documents(now.model, kode, None) if each.route == route]

    edits = [
        lambda now: record_mark(now, meant(now), mark, force=True),
        lambda now: periksa(now, meant(now), review, None),
        lambda now: periksa(now, meant(now), {**review, "tanggal": "2025-09-22"}, None),
        lambda now: record_mark(now, meant(now), {**mark, "tanggal": "2025-09-23"}, force=True),
    ]
    for edit in edits:
        before = path.read_bytes()
        try:
            change(Home.of(path), edit)
        except Refusal as refusal:
            return refused(refusal, path, before)
        assert one_insertion(before, path.read_bytes())
        same_line_ends(before, path.read_bytes())
    (document,) = meant(load(Home.of(path)))
    *_, first, second = document.bukti.realisasi
    assert [each.tanggal.day for each in first.pemeriksaan] == [21, 22]
    assert (first.pemeriksaan[0].catatan or "") == note
    assert (len(first.every_file), first.ukuran, second.pemeriksaan) == (1 + others, 12, ())
    return True


# --- the states ---

JAMBI_2025 = load(Home.of(JAMBI)).model
AWAL = date(2025, 8, 1)
days = st.integers(0, 160).map(lambda n: AWAL + timedelta(days=n))
reviews = st.builds(Pemeriksaan, tanggal=days, hasil=st.sampled_from(Hasil), oleh=st.just("TPI"))
marks = st.builds(
    Realisasi,
    tanggal=days,
    periode=st.none() | st.sampled_from(["Agustus", "2025-10", "Desember", "Januari"]).map(Periode.parse),
    pemeriksaan=st.lists(reviews, max_size=2).map(tuple),
)


def standing(realisasi: tuple[Realisasi, ...], hari: date, frekuensi: Frekuensi | None) -> CapaianBukti:
    bukti = BuktiFisik(dokumen="D", frekuensi=frekuensi, realisasi=realisasi)
    row = Indikator(
        kode=Kode.parse("1.i.a"), uraian="U", bukti_fisik=(bukti,), target_waktu=Target.parse("Agustus-Desember")
    )
    return capaian_bukti(JAMBI_2025, row, bukti, hari)


@given(st.lists(marks, max_size=5).map(tuple), days, st.sampled_from([None, Frekuensi.BULANAN]))
def test_every_mark_belongs_to_one_deadline_at_most_and_the_last_speaks(
    realisasi: tuple[Realisasi, ...], hari: date, frekuensi: Frekuensi | None
) -> None:
    found = standing(realisasi, hari, frekuensi)
    belonging = [id(each) for one in found.pemenuhan for each in one.semua]
    assert len(belonging) == len(set(belonging))
    foreign = [each for each in realisasi if each.periode and each.periode.tenggat(2025) not in found.tenggat]
    assert len(belonging) == sum(each.tanggal <= hari for each in realisasi) - sum(
        each.tanggal <= hari for each in foreign
    )
    for one in found.pemenuhan:
        assert list(one.semua) == sorted(one.semua, key=lambda each: each.tanggal)
        known = [each for each in one.terakhir.pemeriksaan if each.tanggal <= hari] if one.terakhir else []
        verdict = max(known, key=lambda each: each.tanggal).hasil if known else None
        if known and sum(each.tanggal == max(known, key=lambda k: k.tanggal).tanggal for each in known) == 1:
            assert (one.keadaan is KeadaanBukti.PERLU_PERBAIKAN) == (verdict is Hasil.PERLU_PERBAIKAN)
        assert (one in found.terbuka) == (one.keadaan in (KeadaanBukti.BELUM, KeadaanBukti.PERLU_PERBAIKAN))


@given(st.lists(marks, max_size=5).map(tuple), days, days, st.sampled_from([None, Frekuensi.BULANAN]))
def test_what_comes_later_changes_nothing_of_a_day_before(
    realisasi: tuple[Realisasi, ...], hari: date, sampai: date, frekuensi: Frekuensi | None
) -> None:
    earlier = tuple(
        Realisasi(
            tanggal=each.tanggal,
            periode=each.periode,
            pemeriksaan=tuple(one for one in each.pemeriksaan if one.tanggal <= hari),
        )
        for each in realisasi
        if each.tanggal <= hari
    )
    states = [one.keadaan for one in standing(realisasi, hari, frekuensi).pemenuhan]
    assert states == [one.keadaan for one in standing(earlier, hari, frekuensi).pemenuhan]


@given(st.lists(marks, max_size=4).map(tuple), days, st.sampled_from([None, Frekuensi.BULANAN]))
def test_a_newer_mark_answers_the_earliest_open_deadline(
    realisasi: tuple[Realisasi, ...], hari: date, frekuensi: Frekuensi | None
) -> None:
    before = standing(realisasi, hari, frekuensi)
    named = Realisasi(tanggal=hari, periode=Periode.parse(named_period(before.tenggat[0], frekuensi)))
    after = standing((*realisasi, named), hari, frekuensi)
    assert after.pemenuhan[0].terakhir is named
    assert after.pemenuhan[0].keadaan is KeadaanBukti.DITANDAI


def test_a_deadline_answered_by_name_takes_no_other_mark_in_between() -> None:
    review = Pemeriksaan(tanggal=date(2025, 9, 2), hasil=Hasil.PERLU_PERBAIKAN, oleh="TPI")
    agustus = Periode.parse("Agustus")
    first = Realisasi(tanggal=date(2025, 9, 1), periode=agustus, pemeriksaan=(review,))
    unnamed = Realisasi(tanggal=date(2025, 9, 3))
    answer = Realisasi(tanggal=date(2025, 9, 5), periode=agustus)
    found = standing((first, unnamed, answer), date(2025, 9, 30), Frekuensi.BULANAN)
    assert [one.semua for one in found.pemenuhan[:2]] == [(first, answer), (unnamed,)]
    assert standing((first, unnamed), date(2025, 9, 30), Frekuensi.BULANAN).pemenuhan[0].semua == (first, unnamed)


def test_a_review_is_of_the_last_mark_by_date_wherever_it_stands(
    jambi: Path, zi: Callable[..., tuple[int, str, str]]
) -> None:
    for day in ("2025-09-20", "2025-08-20"):
        assert zi("mark", "1.i.a", "--date", day, "--link", f"https://contoh.go.id/{day}", "--force")[0] == 0
    assert zi("review", "1.i.a", "--result", "sesuai", "--by", "TPI", "--date", "2025-09-25")[0] == 0
    (document,) = next(row for *_, row in load(Home.of(jambi)).model.baris() if str(row.kode) == "1.i.a").bukti_fisik
    assert {each.tanggal.isoformat(): len(each.pemeriksaan) for each in document.realisasi} == {
        "2025-09-20": 1,
        "2025-08-20": 0,
    }
