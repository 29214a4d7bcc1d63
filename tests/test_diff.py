"""`zi diff`: what changed in a plan and its answers, told for people, and what that does."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.merge_edits import BASE, comment_above, fold, set_in, swap_keys, swap_rows, windows
from zi_cli.edits.comparing import answer_differences, changed_words, flat, plan_differences
from zi_cli.text.document import parse
from zi_cli.views.plan.perbedaan import Difference

Zi = Callable[..., tuple[int, str, str]]
LAYOUT = (fold, set_in, swap_keys, swap_rows, windows, comment_above)


def said(old: str, new: str) -> list[Difference]:
    trees = [parse(text.replace("\r\n", "\n")).tree for text in (old, new)]
    assert isinstance(trees[0], dict)
    assert isinstance(trees[1], dict)
    return plan_differences(trees[0], trees[1])


@given(st.lists(st.tuples(st.sampled_from(LAYOUT), st.integers(0, 11)), min_size=1, max_size=5))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_how_a_plan_is_written_is_no_change(acts: list[tuple[Callable[[str, int, str], str], int]]) -> None:
    text = BASE
    for edit, row in acts:
        text = edit(text, row, "kata")
    assume(text != BASE)
    assert said(BASE, text) == []


SK, NOTULA = "dokumen: SK Tim Kerja ZI Tahun 2025", "dokumen: Notula penentuan anggota"
MARK = (
    "\n                realisasi:\n                  - {tanggal: 2025-10-01, oleh: Ani, tautan: 'https://a.example/1'}"
)
REVIEW = "                        oleh: TPI\n"
CHANGES = {
    "a mark": (
        NOTULA,
        NOTULA + MARK,
        ("1.i.b", "ditandai", "Notula penentuan anggota: 1 Oktober 2025, oleh Ani, tautan https://a.example/1"),
    ),
    "a target": (
        "target_waktu: Oktober",
        "target_waktu: November",
        ("2.i.a", "waktu", "target waktu: Oktober → November"),
    ),
    "a note": (
        "catatan: menunggu pusat",
        "catatan: sudah terbit",
        ("2.i.a", "teks", "catatan: menunggu pusat → sudah terbit"),
    ),
    "a renamed document": (
        NOTULA,
        f"{NOTULA} tim",
        ("1.i.b", "teks", "dokumen: Notula penentuan anggota → Notula penentuan anggota tim"),
    ),
    "a mark replaced": (
        "oleh: Rina\n",
        "oleh: Rina\n                    tautan: https://a.example/2\n",
        ("1.i.a", "bukti diganti", "SK Tim Kerja ZI Tahun 2025: tautan: (kosong) → https://a.example/2"),
    ),
    "a mark by another": (
        "oleh: Rina\n",
        "oleh: Sari\n",
        ("1.i.a", "tanda diubah", "SK Tim Kerja ZI Tahun 2025: oleh: Rina → Sari"),
    ),
    "a review": (
        REVIEW,
        f"{REVIEW}                      - {{tanggal: 2025-10-02, hasil: perlu perbaikan, oleh: TPN, catatan: buram}}\n",
        ("1.i.a", "diperiksa", 'SK Tim Kerja ZI Tahun 2025: perlu perbaikan, oleh TPN, 2 Oktober 2025: "buram"'),
    ),
    "a row dropped with its marks": (
        BASE[BASE.index("          - kode: 1.i.a") : BASE.index("          # baris ini")],
        "",
        (
            "1.i.a",
            "baris dihapus",
            "Unit kerja telah membentuk tim untuk melakukan pembangunan Zona Integritas (1 tanda ikut hilang)",
        ),
    ),
    "a document dropped": (
        "              - dokumen: Undangan rapat pembentukan tim\n",
        "",
        ("1.i.a", "dokumen dihapus", "Undangan rapat pembentukan tim"),
    ),
    "a code": ("kode: 1.i.b", "kode: 1.i.c", ("1.i.c", "teks", "kode: 1.i.b → 1.i.c")),
    "the office": (
        "satker: KPU Kota Contoh",
        "satker: KPU Contoh",
        ("rencana", "teks", "satker: KPU Kota Contoh → KPU Contoh"),
    ),
    "a komponen": (
        "nama: Rencana Pembangunan",
        "nama: Rencana Kerja",
        ("komponen ii", "teks", "nama: Rencana Pembangunan → Rencana Kerja"),
    ),
    "a frequency": (
        "frekuensi: bulanan",
        "frekuensi: triwulanan",
        ("1.ii.a", "waktu", "frekuensi: bulanan → triwulanan"),
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_one_change_is_told_in_one_line(change: tuple[str, str, tuple[str, str, str]]) -> None:
    old, new, expected = change
    assert said(BASE, BASE.replace(old, new, 1)) == [Difference(*expected)]


def test_of_a_long_text_only_the_words_that_changed_are_told() -> None:
    old = "Penentuan anggota tim dilakukan dengan prosedur yang jelas dan terbuka"
    assert changed_words(old, old.replace("jelas", "terang")) == "… prosedur yang «jelas» → «terang» dan terbuka …"
    assert changed_words(old, f"{old} sekali") == "… dan terbuka +«sekali» …"


def test_answers_are_told_by_layer_in_the_order_of_the_sheet() -> None:
    old = {"versi": "1", "satker": {"1.i.a": "Ya", "6.v.c": "A"}}
    new = {"versi": "1", "satker": {"6.v.c": {"jawaban": "B", "catatan": "lihat"}}, "tpi": {"1.i.a": "Tidak"}}
    assert answer_differences(old, new, {"1.i.a": 0, "6.v.c": 1}) == [
        Difference("1.i.a", "jawaban dihapus", "satker: Ya"),
        Difference("6.v.c", "jawaban diubah", 'satker: A → B ("lihat")'),
        Difference("1.i.a", "dijawab", "TPI: Tidak"),
    ]


def git(*args: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *args], check=True, capture_output=True
    )


@pytest.fixture
def recorded(jambi: Path) -> Path:
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "awal")
    return jambi


def test_three_marks_and_a_target_read_in_five_lines(recorded: Path, zi: Zi) -> None:
    for code in ("1.i.a", "1.i.b", "1.ii.a"):
        assert zi("mark", code, "--link", f"https://a.example/{code}", "--date", "2025-09-01", "--by", "Ani")[0] == 0
    text = recorded.read_text(encoding="utf-8")
    recorded.write_text(
        text.replace("target_waktu: September-Desember", "target_waktu: November-Desember", 1), encoding="utf-8"
    )
    exit_code, out, _ = zi("diff", "HEAD", "--on", "2025-10-15", "--format", "md")
    assert exit_code == 0
    lines = [line for line in out.splitlines() if line.strip()]
    assert [line.split(" | ")[0] for line in lines[3:7]] == ["| 1.i.a", "| 1.i.b", "| 1.ii.a", "| 1.iii.a"]
    assert lines[7].startswith("Poin berbukti 0,00 → 0,83")
    assert lines[8] == "Tidak lagi terlambat: 1.i.a, 1.i.b."
    effect = json.loads(zi("diff", "--on", "2025-10-15", "--format", "json")[1])["rencana"][0]["pengaruh"]
    assert effect["poin"]["sesudah"]["diperoleh"] == 0.8333
    assert effect["terlambat"] == {"baru": [], "selesai": ["1.i.a", "1.i.b"]}


def test_between_two_revisions_and_of_what_is_gone(recorded: Path, zi: Zi) -> None:
    (recorded.parent.parent / "catatan.txt").write_text("folder ini tetap ada", encoding="utf-8")
    git("rm", "-q", str(recorded))
    git("commit", "-qm", "hapus")
    _, out, _ = zi("diff", "HEAD~1", "HEAD")
    assert out.count("baris dihapus") == 87
    assert "Pengaruhnya tidak dihitung" in out


def test_what_a_branch_did_is_told_from_where_it_parted(recorded: Path, zi: Zi) -> None:
    text = recorded.read_text(encoding="utf-8")
    git("branch", "-M", "main")
    git("checkout", "-qb", "cabang")
    recorded.write_text(text.replace("predikat: WBK", "predikat: WBBM"), encoding="utf-8")
    git("commit", "-qam", "cabang")
    git("checkout", "-q", "main")
    recorded.write_text(text.replace("zona_waktu: WIB", "zona_waktu: WIT"), encoding="utf-8")
    git("commit", "-qam", "utama")
    for asked, told in (("main...cabang", 1), ("main..cabang", 2)):
        out = zi("diff", asked, "--format", "csv")[1]
        assert out.count("rencana,teks") == told
        assert "WBK → WBBM" in out


def test_nothing_has_changed(recorded: Path, zi: Zi) -> None:
    assert zi("diff") == (0, "Perubahan dari HEAD ke isi disk\n\nTidak ada yang berubah.\n", "")


def test_a_claim_and_a_sick_row_are_told_apart(recorded: Path, zi: Zi) -> None:
    assert zi("mark", "1.i.a", "--date", "2025-09-01", "--by", "Ani")[0] == 0
    text = recorded.read_text(encoding="utf-8")
    recorded.write_text(
        text.replace("target_waktu: September-Desember", "target_waktu: Septembre", 1), encoding="utf-8"
    )
    out = zi("diff", "--on", "2025-10-15")[1]
    assert "Poin yang baru ditandai, tanpa bukti 0,00 → 0,25" in out
    assert "Menjadi bergalat, jadi tidak ikut dihitung: 1.iii.a." in out


def test_a_score_and_its_gates_are_told(recorded: Path, zi: Zi) -> None:
    assert zi("answer", "1.i.a", "Ya")[0] == 0
    assert "nilai satker 0,00 → 0,25 dari 100, ambang terpenuhi tetap 0 dari 7" in zi("diff")[1]


def test_a_run_on_github_gets_it_in_its_summary(
    recorded: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert zi("answer", "1.i.a", "Ya")[0] == 0
    summary = tmp_path / "ringkasan.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert zi("diff", "--format", "github")[:2] == (0, "")
    assert "| 1.i.a | dijawab | satker: Ya |" in summary.read_text(encoding="utf-8")


def test_git_compares_what_a_file_says(zi: Zi, tmp_path: Path) -> None:
    shown = []
    for name, text in (("a.yaml", BASE), ("b.yaml", fold(swap_keys(BASE, 0, "x"), 1, "x"))):
        (tmp_path / name).write_text(text, encoding="utf-8")
        code, out, _ = zi("diff", "--textconv", str(tmp_path / name))
        assert code == 0
        shown.append(sorted(out.splitlines()))
    assert shown[0] == shown[1]
    assert "1.i.a · SK Tim Kerja ZI Tahun 2025 · ditandai: 20 Agustus 2025, oleh Rina" in shown[0]
    (tmp_path / "c.yaml").write_text("bukan: [yaml\n", encoding="utf-8")
    assert zi("diff", "--textconv", str(tmp_path / "c.yaml")) == (0, "bukan: [yaml\n", "")


def test_answers_are_flat_by_layer() -> None:
    tree = {"versi": "1", "satker": {"1.i.a": "Ya"}, "tpi": {"1.i.a": {"jawaban": "Tidak", "catatan": "buram"}}}
    assert [*flat(tree, {})] == ["versi: 1", "1.i.a · satker: Ya", '1.i.a · TPI: Tidak ("buram")']


@pytest.mark.parametrize(
    "args", [("a", "b", "c"), ("tidak-ada",), ("--textconv", "a", "b"), ("--textconv", "tidak-ada.yaml")]
)
def test_what_cannot_be_compared_is_refused(recorded: Path, zi: Zi, args: tuple[str, ...]) -> None:
    code, out, err = zi("diff", *args)
    assert (code, out) == (2, "")
    assert err.startswith("zi: ")


def test_what_happened_to_a_row_that_is_gone_is_still_told(recorded: Path, zi: Zi) -> None:
    assert zi("mark", "1.i.a", "--link", "https://a.example/", "--date", "2025-09-01", "--by", "Ani")[0] == 0
    git("commit", "-qam", "tandai")
    text = recorded.read_text(encoding="utf-8")
    start, end = text.index("          - kode: 1.i.a\n"), text.index("          - kode: 1.i.b\n")
    recorded.write_text(text[:start] + text[end:], encoding="utf-8")
    git("commit", "-qam", "hapus")
    code, out, err = zi("log", "1.I.a")
    assert code == 0
    assert [line.split("\t")[3] for line in out.splitlines()[-3:]] == ["ditandai", "baris dihapus", "tanda dicabut"]
    assert "Tidak ada lagi di rencana ini: 1.i.a" in err
    code, _, err = zi("log", "1.i.z")
    assert code == 2
    assert "Yang terdekat" in err
