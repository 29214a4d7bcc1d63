"""The evaluator's way back: an unpacked bag is a workspace of its own, and what was found in it comes home."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.merge_edits import BASE
from zi_cli.bukti import returned
from zi_cli.edits import homecoming
from zi_cli.errors import Refusal

Zi = Callable[..., tuple[int, str, str]]
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def bag(jambi: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A bag with a file and a link, unpacked somewhere else, stood in."""
    Path("scan.pdf").write_bytes(PDF)
    zi("mark", "1.i.a", "--file", "scan.pdf", "--date", "2025-09-01", "--by", "Ani")
    zi("mark", "1.i.b", "--link", "https://a.example/", "--date", "2025-09-01", "--by", "Ani")
    zi("answer", "1.i.a", "Ya")
    folder = tmp_path / "penilai" / "paket"
    folder.parent.mkdir()
    assert zi("bundle", "-o", str(folder))[0] == 0
    monkeypatch.chdir(folder / "data")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def test_a_bag_is_a_workspace_that_stays_whole(bag: Path, zi: Zi) -> None:
    before = contents(bag)
    assert zi("status")[0] == 0
    _, out, err = zi("show", "1.i.a")
    assert "1.i.a, KPU Kota Jambi 2025" in out
    assert "data/AREA I/i. Penyusunan Tim Kerja/1.i.a SK Tim Kerja" in err
    assert zi("verify")[0] == 0
    assert contents(bag) == before
    assert zi("review", "1.i.a", "--result", "perlu-perbaikan", "--by", "TPI", "--note", "buram")[0] == 0
    assert zi("answer", "1.i.a", "Tidak", "--layer", "tpi", "--note", "SK belum ditandatangani")[0] == 0
    after = contents(bag)
    assert {name: raw for name, raw in after.items() if name in before} == before
    assert sorted(set(after) - set(before)) == ["hasil/lke.yaml", "hasil/rencana.yaml"]
    assert zi("verify")[0] == 0
    assert "buram" in zi("show", "1.i.a")[1]
    assert zi("score", "--layer", "tpi")[0] == 0
    assert zi("undo")[0] == 0
    assert b"SK belum ditandatangani" not in contents(bag)["hasil/lke.yaml"]


def test_a_file_that_a_bag_does_not_hold_is_told(bag: Path, zi: Zi) -> None:
    manifest = bag / "manifest-sha256.txt"
    lines = manifest.read_text().splitlines(keepends=True)
    manifest.write_text("".join(each for each in lines if "/1.i.a " not in each))
    assert "tidak disertakan dalam paket ini" in zi("show", "1.i.a")[2]


@pytest.mark.parametrize(
    "args",
    [
        ("mark", "1.ii.a", "--link", "https://a.example/"),
        ("unmark", "1.i.a"),
        ("answer", "1.i.b", "A"),
        ("review", "1.ii.a", "--result", "sesuai", "--by", "TPI"),
    ],
)
def test_what_is_refused_in_a_bag_leaves_no_trace(bag: Path, zi: Zi, args: tuple[str, ...]) -> None:
    before = contents(bag)
    assert zi(*args)[0] == 2
    assert contents(bag) == before


def test_a_folder_of_results_that_leads_out_is_refused(bag: Path, zi: Zi, tmp_path: Path) -> None:
    outside = tmp_path / "luar"
    outside.mkdir()
    (bag / "hasil").symlink_to(outside)
    assert zi("review", "1.i.a", "--result", "sesuai", "--by", "TPI")[0] == 2
    assert list(outside.iterdir()) == []


def test_the_texts_of_a_bag_are_the_same_from_a_folder_and_from_a_zip(bag: Path, tmp_path: Path) -> None:
    names = ("data/rencana.yaml", "data/lke.yaml", "hasil/rencana.yaml")
    packed = Path(shutil.make_archive(str(tmp_path / "kembali"), "zip", bag.parent, bag.name))
    assert returned.is_bag(packed)
    assert returned.is_bag(bag)
    assert returned.texts(packed, names) == returned.texts(bag, names)
    assert returned.identifier(packed) == "kpu-kota-jambi-2025"
    assert not returned.is_bag(bag / "data")


TPI = "                        oleh: TPI\n"
FOUND = TPI + "".join(
    f"{' ' * 22}{line}\n"
    for line in ("- tanggal: 2025-10-02", "  hasil: perlu perbaikan", "  oleh: TPN", "  catatan: buram")
)


def test_reviews_come_home_beside_what_was_done_there_meanwhile() -> None:
    home = BASE.replace("catatan: menunggu pusat", "catatan: sudah terbit")
    brought = homecoming.reviews(BASE, BASE.replace(TPI, FOUND), home)
    assert brought.text == home.replace(TPI, FOUND)
    assert [(each.code, each.kind) for each in brought.differences] == [("1.i.a", "diperiksa")]
    assert brought.left == ()


def test_a_review_of_what_is_gone_at_home_stays_in_the_bag_and_is_told() -> None:
    start = BASE.index("                realisasi:\n                  - tanggal: 2025-08-20")
    home = BASE[:start] + BASE[BASE.index("              - dokumen: Undangan rapat") :]
    brought = homecoming.reviews(BASE, BASE.replace(TPI, FOUND), home)
    assert brought.text == home
    assert brought.differences == ()
    assert len(brought.left) == 1


def test_a_review_of_what_was_replaced_meanwhile_comes_home_as_stale() -> None:
    went = BASE.replace("oleh: Rina\n", "oleh: Rina\n                    tautan: https://a.example/1\n")
    found = FOUND + " " * 24 + "atas: [https://a.example/1]\n"
    home = went.replace("https://a.example/1", "https://a.example/2")
    brought = homecoming.reviews(went, went.replace(TPI, found), home)
    assert brought.text == home.replace(TPI, found)
    assert brought.stale == ("1.i.a SK Tim Kerja ZI Tahun 2025",)
    assert homecoming.reviews(went, went.replace(TPI, found), went).stale == ()


def test_answers_of_a_layer_come_home() -> None:
    went = "versi: 1\nsatker:\n  1.i.a: Ya\n"
    home = "versi: 1\nsatker:\n  1.i.a: Ya\n  1.i.b: A\n"
    brought = homecoming.returned(went, f"{went}tpi:\n  1.i.a: Tidak\n", home, {})
    assert brought.text == f"{home}tpi:\n  1.i.a: Tidak\n"
    assert [each.words for each in brought.differences] == ["TPI: Tidak"]
    assert (
        homecoming.returned("", "versi: 1\ntpi:\n  1.i.a: Tidak\n", "", {}).text == "versi: 1\ntpi:\n  1.i.a: Tidak\n"
    )


def test_whatever_else_was_changed_in_a_bag_is_refused() -> None:
    with pytest.raises(Refusal, match="target waktu: Oktober → November"):
        homecoming.reviews(BASE, BASE.replace("target_waktu: Oktober", "target_waktu: November"), BASE)
    went = "versi: 1\nsatker:\n  1.i.a: Ya\n"
    with pytest.raises(Refusal, match="satker: Ya → Tidak"):
        homecoming.returned(went, went.replace("Ya", "Tidak"), went, {})


def test_the_result_of_an_evaluation_is_printed(jambi: Path, zi: Zi, tmp_path: Path) -> None:
    zi("mark", "1.i.a", "--link", "https://a.example/", "--date", "2025-09-01", "--by", "Ani")
    zi("review", "1.i.a", "--result", "perlu-perbaikan", "--by", "TPI", "--note", "buram", "--date", "2025-09-02")
    zi("answer", "1.i.a", "Ya")
    zi("answer", "1.i.a", "Tidak", "--layer", "tpi", "--note", "SK belum ditandatangani")
    code, out, _ = zi("render", "lhe", "--layer", "tpi")
    assert code == 0
    assert "| satker | 1 dari 113 | 0,25 | 0,00 | 0,25 | 0 dari 7 |" in out
    assert "| TPI | 1 dari 113 | 0,00 | 0,00 | 0,00 | 0 dari 7 |" in out
    assert "| Manajemen Perubahan | 1.i.a | SK belum ditandatangani | jawaban TPI |" in out
    assert "buram | TPI, 2 September 2025 |" in out
    assert "## Pemeriksaan yang belum dijawab (1)" in out
    assert "## Belum dijawab TPI (112)" in out
    assert zi("render", "lhe", "--layer", "tpi", "-o", str(tmp_path / "lhe.docx"))[0] == 0


@pytest.fixture
def returned_bag(bag: Path, jambi: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bag with a review and an answer in it; its office is stood in again, where things went on."""
    assert zi("review", "1.i.a", "--result", "perlu-perbaikan", "--by", "TPI", "--note", "buram")[0] == 0
    assert zi("answer", "1.i.a", "Tidak", "--layer", "tpi", "--note", "SK belum ditandatangani")[0] == 0
    monkeypatch.chdir(jambi.parents[2])
    zi("mark", "1.ii.a", "--link", "https://a.example/2", "--date", "2025-09-03", "--by", "Budi")
    zi("answer", "1.i.b", "A")
    return bag


@pytest.mark.parametrize("packed", [False, True], ids=["a folder", "a zip"])
def test_what_was_found_in_a_bag_comes_home(returned_bag: Path, jambi: Path, zi: Zi, packed: bool) -> None:
    given = returned_bag
    if packed:
        given = Path(shutil.make_archive(str(returned_bag.parent / "kembali"), "zip", returned_bag.parent, "paket"))
    before = jambi.read_bytes()
    code, out, _ = zi("import", str(given), "--dry-run")
    assert (code, jambi.read_bytes()) == (0, before)
    assert "paket bukti yang kembali dari penilai" in out
    assert "diperiksa" in out
    code, _, err = zi("import", str(given), "--yes")
    assert code == 0
    assert "2 hal dari penilai" in err
    text = jambi.read_text(encoding="utf-8")
    assert "buram" in text
    assert "https://a.example/2" in text
    sheet = jambi.with_name("lke.yaml").read_text(encoding="utf-8")
    assert "SK belum ditandatangani" in sheet
    assert "1.i.b: A" in sheet
    assert "Tidak ada yang baru" in zi("import", str(given), "--yes")[1]
    assert zi("undo")[0] == 0
    assert jambi.read_bytes() == before


def test_a_bag_in_which_nothing_was_found_is_refused(
    bag: Path, jambi: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(jambi.parents[2])
    code, _, err = zi("import", str(bag), "--yes")
    assert code == 2
    assert "belum berisi hasil pemeriksaan" in err
