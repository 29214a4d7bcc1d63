"""`zi init`: a blank plan of all questions, the next year's or another office's, or one that amends."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Zi = Callable[..., tuple[int, str, str]]
NEW = "plans/kpu-kota-jambi-2026/rencana.yaml"


def test_a_blank_plan_has_every_question_and_plans_nothing(
    zi: Zi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = zi("init", "kpu-kabupaten-x-2026", "--satker", "KPU Kabupaten X")
    assert code == 0
    assert "zi status" in err
    text = Path("plans/kpu-kabupaten-x-2026/rencana.yaml").read_text(encoding="utf-8")
    assert text.count("- kode: ") == 110
    assert "kode: 6.iv.a  # " in text
    assert "A bila 4 kali dalam rencana (frekuensi: triwulanan)" in text
    (plan,) = json.loads(zi("status", "--format", "json")[1])["rencana"]
    assert (plan["ringkasan"]["indikator"], plan["ringkasan"]["tanpa_target"]) == (110, 110)
    assert zi("check")[0] == 0
    assert zi("coverage")[0] == 0
    for name in (".gitattributes", ".gitignore", "plans/rencana.schema.json", "plans/lke.schema.json"):
        assert Path(name).is_file()


Talk = Callable[..., tuple[int, str]]


def test_on_a_terminal_it_asks_what_it_was_not_told(
    talk: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is answered is written; what is only passed over is the usual, and marked; nothing stands for a plan."""
    monkeypatch.chdir(tmp_path)
    code, screen = talk(["kpu-kabupaten-x-2026", "KPU Kab. X", "wita", ""], "init")
    assert (code, "Zona waktu: WIB, WITA, atau WIT (WIB): wita" in screen) == (0, True)
    head = Path("plans/kpu-kabupaten-x-2026/rencana.yaml").read_text(encoding="utf-8")
    assert "satker: KPU Kab. X\ntahun: 2026\nzona_waktu: WITA\npredikat: WBK  # periksa: WBK atau WBBM\n" in head
    assert not any(f"{key}:" in head for key in ("langkah_aksi", "bukti_fisik", "target_waktu", "realisasi"))
    assert talk([""], "init")[0] == 0
    assert [each.name for each in Path("plans").iterdir() if each.is_dir()] == ["kpu-kabupaten-x-2026"]


def test_on_a_terminal_import_asks_for_a_name_and_once_more_before_it_writes(
    talk: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    row = "Unit kerja telah membentuk tim untuk melakukan pembangunan Zona Integritas;Rapat;SK;Mei"
    Path("a.csv").write_text(f"Indikator;Aksi;Eviden;Waktu\n{row}\n", "utf-8")
    code, screen = talk(["x-2026", "t"], "import", "a.csv")
    assert (code, "1 baris" in screen, Path("plans").exists()) == (2, True, False)
    code, screen = talk(["x-2026", "y"], "import", "a.csv")
    assert (code, Path("plans/x-2026/rencana.yaml").is_file()) == (0, True)


def test_what_is_there_is_never_touched(zi: Zi, jambi: Path) -> None:
    before = jambi.read_bytes()
    code, _, err = zi("init", "kpu-kota-jambi-2025")
    assert (code, "sudah ada" in err) == (2, True)
    Path(".gitattributes").write_text("*.png binary", encoding="utf-8")
    assert zi("init")[0] == 0
    assert Path(".gitattributes").read_text(encoding="utf-8").startswith("*.png binary\nplans/**/bukti/** binary\n")
    held = Path(".gitattributes").read_bytes()
    assert zi("init")[0] == 0
    assert Path(".gitattributes").read_bytes() == held
    assert jambi.read_bytes() == before


def test_the_next_year_keeps_the_text_and_leaves_the_marks(zi: Zi, jambi: Path) -> None:
    assert zi("mark", "1.i.a", "1.i.b", "--date", "2025-08-20")[0] == 0
    code, out, err = zi("init", "kpu-kota-jambi-2026", "--from", "jambi")
    assert code == 0
    text = Path(NEW).read_text(encoding="utf-8")
    assert "realisasi:" not in text
    assert "tahun: 2026\n" in text
    assert "- dokumen: SK Tim Kerja ZI Tahun 2026 yang ditandatangani" in out
    assert "LAKIP" in out + err
    old = jambi.read_text(encoding="utf-8")
    law = old[old.index("  mengingat:") : old.index("  memutuskan:")]
    kept = [line for line in law.splitlines() if not line.strip().startswith("#")]
    assert "\n".join(kept) in text


def test_another_office_gets_its_name_and_is_told_what_is_left(zi: Zi, jambi: Path) -> None:
    code, out, _ = zi("init", "kpu-kabupaten-x-2026", "--from", "jambi", "--satker", "KPU Kabupaten X")
    text = Path("plans/kpu-kabupaten-x-2026/rencana.yaml").read_text(encoding="utf-8")
    assert code == 0
    body = text[text.index("satker:") :]
    assert "Kota Jambi" not in body
    assert "KETUA KOMISI PEMILIHAN UMUM KOTA JAMBI" not in body
    assert "nama: DENI RAHMAT" in out


def test_an_amended_decree_keeps_marks_and_evidence(zi: Zi, jambi: Path, tmp_path: Path) -> None:
    scan = tmp_path / "a.pdf"
    scan.write_bytes(b"%PDF-1.4\n%%EOF\n")
    assert zi("mark", "1.i.a", "--file", str(scan), "--date", "2025-08-20")[0] == 0
    code, _, err = zi("init", "kpu-kota-jambi-2025-perubahan", "--amends", "kpu-kota-jambi-2025")
    assert (code, "1 berkas bukti ikut" in err) == (0, True)
    text = Path("plans/kpu-kota-jambi-2025-perubahan/rencana.yaml").read_text(encoding="utf-8")
    assert 'mengubah: "Keputusan' in text or "mengubah: Keputusan" in text
    assert "Nomor 20 Tahun 2025" in text
    assert "realisasi:" in text
    assert zi("verify", "--plan", "kpu-kota-jambi-2025-perubahan")[0] == 0


def test_a_plan_that_cannot_be_finished_is_not_begun(jambi: Path, zi: Zi, tmp_path: Path) -> None:
    from tests.test_ketahanan import STOP, child

    Path("scan.bin").write_bytes(b"scan")
    assert zi("mark", "1.i.a", "--file", "scan.bin")[0] == 0
    for at in range(2, 6):
        stop = STOP.format(where="kpu-kota-jambi-2025b", at=at, act="os.kill(os.getpid(), signal.SIGKILL)")
        child([["init", "kpu-kota-jambi-2025b", "--amends", "jambi"]], after=stop).communicate()
        assert not Path("plans/kpu-kota-jambi-2025b").exists()
    code, _, err = zi("init", "kpu-kota-jambi-2025b", "--amends", "jambi")
    assert (code, "1 berkas bukti ikut" in err) == (0, True)
    assert not list(Path("plans").glob(".zi-*"))
    assert zi("verify", "--plan", "2025b")[0] == 0


def test_evidence_behind_a_link_out_of_the_plan_does_not_come_along(jambi: Path, zi: Zi, tmp_path: Path) -> None:
    Path("scan.bin").write_bytes(b"scan")
    assert zi("mark", "1.i.a", "--file", "scan.bin")[0] == 0
    (path,) = (jambi.parent / "bukti" / "1.i.a").iterdir()
    path.unlink()
    path.symlink_to(tmp_path / "scan.bin")
    code, _, err = zi("init", "kpu-kota-jambi-2025b", "--amends", "jambi")
    assert (code, "0 berkas bukti ikut" in err) == (0, True)
