"""Nothing counts that is not there: a mark is a claim, evidence can be looked at, a review is of what was seen."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Zi = Callable[..., tuple[int, str, str]]


def plan(zi: Zi, *args: str) -> Any:
    return json.loads(zi("status", "--format", "json", *args)[1])["rencana"][0]


def shown(zi: Zi, kode: str) -> Any:
    return json.loads(zi("show", kode, "--format", "json")[1])["rencana"][0]["indikator"][0]


def test_a_date_alone_answers_its_deadline_and_counts_as_no_point(jambi: Path, zi: Zi) -> None:
    assert zi("mark", "1.i.a", "--date", "2025-08-20")[0] == 0
    (document,) = shown(zi, "1.i.a")["bukti"]
    assert (document["keadaan"], document["periode"][0]["terkumpul"]) == ("ditandai", None)
    assert document["periode"][0]["ditandai"] == "2025-08-20"
    told = plan(zi, "--on", "2025-10-15")
    assert (told["ringkasan"]["selesai"], told["ringkasan"]["berbukti"]) == (1, 0)
    assert (told["poin"]["diperoleh"], told["poin"]["ditandai"]) == (0.0, 0.25)
    page = zi("status", "--on", "2025-10-15")[1]
    assert "1 dari 87 indikator selesai (0 berbukti, selebihnya hanya ditandai)" in page
    assert "1 hanya ditandai, tanpa berkas, tautan, atau tempat" in page
    assert "1 tanda tanpa berkas, tautan, atau tempat" in zi("verify")[1]
    assert zi("list", "--state", "ditandai", "--format", "csv")[1].count("1.i.a,selesai") == 1


@pytest.mark.parametrize(
    "evidence", [("--place", "papan pengumuman"), ("--link", "https://contoh.go.id/sk"), ("--file", "scan.pdf")]
)
def test_evidence_completes_a_claim_without_force_and_counts(jambi: Path, zi: Zi, evidence: tuple[str, str]) -> None:
    Path("scan.pdf").write_bytes(b"isi")
    assert zi("mark", "1.i.a", "--date", "2025-08-20")[0] == 0
    code, out, _ = zi("mark", "1.i.a", "--date", "2025-08-10", *evidence)  # found later, dated earlier
    assert (code, "terkumpul 10 Agustus 2025" in out) == (0, True)
    assert shown(zi, "1.i.a")["bukti"][0]["keadaan"] == "terkumpul"
    assert plan(zi)["poin"]["diperoleh"] == 0.25
    assert zi("mark", "1.i.a", *evidence)[0] == 2  # that would be one more
    assert zi("mark", "1.i.a")[0] == 2
    found = json.loads(zi("check", "--format", "json")[1])["temuan"]
    assert not {each["aturan"] for each in found} & {"realisasi-lebih", "periode-ganda"}


def test_evidence_for_one_claimed_period_goes_to_the_first_of_them(jambi: Path, zi: Zi) -> None:
    for _ in range(5):
        assert zi("mark", "2.ii.b", "--date", "2025-12-31")[0] == 0
    assert zi("mark", "2.ii.b")[0] == 2
    assert zi("mark", "2.ii.b", "--link", "https://a.go.id/8", "--date", "2025-12-31")[0] == 0
    states = [each["keadaan"] for each in shown(zi, "2.ii.b")["bukti"][0]["periode"]]
    assert states == ["terkumpul", *["ditandai"] * 4]


def test_a_review_is_of_what_was_seen(jambi: Path, zi: Zi) -> None:
    assert zi("mark", "1.i.a", "--date", "2025-08-20")[0] == 0
    code, _, err = zi("review", "1.i.a", "--result", "sesuai", "--by", "TPI")
    assert (code, "belum ada yang dapat diperiksa" in err) == (2, True)
    assert zi("mark", "1.i.a", "--link", "https://a.go.id/sk")[0] == 0
    assert zi("review", "1.i.a", "--result", "sesuai", "--by", "TPI")[0] == 0
    assert shown(zi, "1.i.a")["bukti"][0]["keadaan"] == "sesuai"
    text = jambi.read_text(encoding="utf-8")
    assert 'atas: ["https://a.go.id/sk"]' in text
    jambi.write_text(text.replace('tautan: "https://a.go.id/sk"', 'tautan: "https://a.go.id/lain"'), encoding="utf-8")
    document = shown(zi, "1.i.a")["bukti"][0]
    assert (document["keadaan"], document["periode"][0]["pemeriksaan"]) == ("terkumpul", None)
    assert document["realisasi"][-1]["pemeriksaan"][0]["basi"] is True
    assert "pemeriksaan-basi" in zi("check", "--format", "json")[1]
    assert "basi: yang tercatat sekarang berbeda" in zi("show", "1.i.a")[1]
    assert zi("list", "--state", "basi", "--format", "csv")[1].count("\n") == 2
    assert zi("bundle", "-o", "b", "--only", "sesuai")[0] == 0
    assert "https://a.go.id/lain" not in (Path("b") / "data" / "indeks.md").read_text(encoding="utf-8")


def test_a_review_that_is_not_bound_stays_valid_and_is_shown_so(jambi: Path, zi: Zi) -> None:
    assert zi("mark", "1.i.a", "--link", "https://a.go.id/sk", "--date", "2025-08-20")[0] == 0
    assert zi("review", "1.i.a", "--result", "sesuai", "--by", "TPI")[0] == 0
    lines = jambi.read_text(encoding="utf-8").split("\n")
    jambi.write_text("\n".join(line for line in lines if "atas:" not in line), encoding="utf-8")
    assert shown(zi, "1.i.a")["bukti"][0]["keadaan"] == "sesuai"
    assert "diperiksa: sesuai (tidak terikat)" in zi("show", "1.i.a")[1]


def test_a_review_is_taken_back_byte_for_byte_while_nothing_answered_it(jambi: Path, zi: Zi) -> None:
    assert zi("mark", "1.i.a", "--link", "https://a.go.id/sk", "--date", "2025-08-20")[0] == 0
    before = jambi.read_bytes()
    assert zi("unreview", "1.i.a")[0] == 2
    wrong = ("--result", "perlu-perbaikan", "--by", "TPI", "--note", "buram", "--date", "2025-08-21")
    assert zi("review", "1.i.a", *wrong)[0] == 0
    assert zi("unreview", "1.i.a")[0] == 0
    assert jambi.read_bytes() == before
    assert zi("review", "1.i.a", *wrong)[0] == 0
    assert zi("mark", "1.i.a", "--link", "https://a.go.id/sk2", "--date", "2025-08-22")[0] == 0
    code, _, err = zi("unreview", "1.i.a")
    assert (code, "sudah dijawab tanda 22 Agustus 2025" in err) == (2, True)


@pytest.mark.parametrize("evidence", [("--file", "scan.pdf"), ("--link", "https://a.go.id/x"), ("--place", "lemari")])
def test_one_piece_of_evidence_serves_several_documents_only_when_asked(
    jambi: Path, zi: Zi, evidence: tuple[str, str]
) -> None:
    Path("scan.pdf").write_bytes(b"isi")
    before = jambi.read_bytes()
    code, _, err = zi("mark", "1.iv.d", *evidence)
    assert (code, "--bukti" in err, "--all" in err, "LHKPN" in err) == (2, True, True, True)
    assert (jambi.read_bytes(), (jambi.parent / "bukti").exists()) == (before, False)
    assert zi("mark", "1.iv.d", "--all", *evidence)[0] == 0
    assert {each["keadaan"] for each in shown(zi, "1.iv.d")["bukti"]} == {"terkumpul"}
    if "--file" in evidence:
        assert zi("bundle", "-o", "b")[0] == 0
        assert len(list(Path("b").rglob("*.pdf"))) == len(shown(zi, "1.iv.d")["bukti"])


@pytest.mark.parametrize(
    ("name", "told"),
    [("SK.lnk", "pintasan Windows"), ("SK.gdoc", "penunjuk Google Drive"), ("~$SK.docx", "berkas sementara Office")],
)
def test_what_only_stands_for_a_file_is_named(jambi: Path, zi: Zi, name: str, told: str) -> None:
    Path(name).write_bytes(b"x")
    code, _, err = zi("mark", "1.i.a", "--file", name)
    assert (code, told in err) == (2, True)


def test_what_is_large_for_git_is_told(jambi: Path, zi: Zi) -> None:
    with Path("video.mp4").open("wb") as stream:
        stream.truncate(51 << 20)
    code, _, err = zi("mark", "1.i.a", "--file", "video.mp4", "--dry-run")
    assert (code, "51 MB" in err, "simpan: luar" in err) == (0, True, True)


def test_the_score_says_how_much_of_it_stands_on_evidence(jambi: Path, zi: Zi) -> None:
    def score() -> tuple[float, float]:
        told = json.loads(zi("score", "--format", "json")[1])
        return told["total"], told["dengan_bukti"]

    assert zi("answer", "1.i.a", "Ya")[0] == 0
    assert score() == (0.25, 0.0)
    assert "0,25; dengan bukti 0,00: 1 jawaban yang bernilai belum punya bukti" in zi("score")[1]
    assert "jawaban-tanpa-bukti" in zi("check", "--format", "json")[1]
    assert zi("mark", "1.i.a", "--place", "papan")[0] == 0
    assert score() == (0.25, 0.25)
    assert "dengan bukti" not in zi("score")[1]
    assert "jawaban-tanpa-bukti" not in zi("check", "--format", "json")[1]


def test_a_year_that_is_wrong_is_said_at_mark(jambi: Path, zi: Zi) -> None:
    code, _, err = zi("mark", "1.i.a", "--date", "2024-08-20")
    assert (code, "jauh di luar targetnya" in err) == (0, True)
    assert "jauh" not in zi("mark", "1.i.b", "--date", "2025-09-20")[2]


def test_the_log_and_the_bag_tell_of_a_reviewer_who_collected_and_of_late_commits(jambi: Path, zi: Zi) -> None:
    import subprocess

    assert zi("mark", "1.i.a", "--date", "2025-08-20", "--place", "papan", "--by", "Rina")[0] == 0
    assert zi("review", "1.i.a", "--result", "sesuai", "--by", "rina", "--date", "2025-08-21")[0] == 0
    git = ["git", "-c", "user.name=Budi", "-c", "user.email=b@example.org"]
    for args in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "tanda", "--date", "2025-08-20T10:00:00"]):
        subprocess.run([*git, *args], check=True, capture_output=True)
    mark, review = json.loads(zi("log", "--format", "json")[1])["peristiwa"]
    assert mark["perhatikan"][0].startswith("dicatat di git oleh Budi, ")
    assert "hari sesudah tanggalnya" in mark["perhatikan"][1]  # by the committer's clock, not the author's
    assert review["perhatikan"][0] == "pemeriksanya pengumpulnya sendiri"
    assert zi("bundle", "-o", "b")[0] == 0
    index = (Path("b") / "data" / "indeks.md").read_text(encoding="utf-8")
    assert "pemeriksanya pengumpulnya sendiri" in index
    assert "tanda 20 Agustus 2025 dicatat di git oleh Budi, " in index
    assert "pemeriksaan 21 Agustus 2025 dicatat di git oleh Budi, " in index
    assert index.count("hari sesudah tanggalnya, ") == 2


def test_what_an_old_commit_wrote_as_no_mark_can_be_is_passed_over(jambi: Path, zi: Zi) -> None:
    import subprocess

    for row in ("1.i.a", "1.i.b"):
        assert zi("mark", row, "--date", "2025-08-20", "--link", "https://a.id/x", "--by", "Rina")[0] == 0
    whole = jambi.read_text(encoding="utf-8")
    odd = whole.replace('tautan: "https://a.id/x"', "berkas_lain: [x]", 1)
    assert odd != whole
    git = ["git", "-c", "user.name=Budi", "-c", "user.email=b@example.org"]
    subprocess.run([*git, "init", "-q"], check=True)
    for text in (odd.replace('tautan: "https://a.id/x"', "tautan: [x]", 1), whole):
        jambi.write_text(text, encoding="utf-8")
        subprocess.run([*git, "add", "-A"], check=True)
        subprocess.run([*git, "commit", "-qm", "tanda"], check=True)
    assert zi("bundle", "-o", "b")[0] == 0
    code, out, _ = zi("diff", "HEAD~1", "HEAD")
    assert (code, "1.i.b" in out) == (0, True)
