"""What other offices' plans have: drafts, half rows, times beside the printed ones, further columns, who answers."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Zi = Callable[..., tuple[int, str, str]]
DRAFT = """\
versi: 1
satker: KPU Kabupaten Y
tahun: 2026
zona_waktu: WIB
predikat: WBK
simpan: git
label: {provinsi: Jambi}
portalrb: {unit_id: 1234, kategori: WBK}
kolom:
  - {kunci: keluaran, judul: OUTPUT, sesudah: langkah_aksi}
area:
  - nomor: 6
    nama: Peningkatan Kualitas Pelayanan Publik
    penanggung_jawab: Subbagian Hukum
    komponen:
      - nomor: iii
        nama: Penilaian Kepuasan
        indikator:
          - kode: 6.iv.a
            uraian: Telah dilakukan survei kepuasan masyarakat
            langkah_aksi: Melakukan survei
            isian: {keluaran: 1 laporan}
            bukti_fisik:
              - dokumen: Laporan SKM (Juli, Des 2026)
                waktu: Juli dan Desember 2026
                penanggung_jawab: Ani
              - dokumen: Undangan
            target_waktu: sewaktu-waktu ..
            waktu: 7-10 Maret
          - kode: 6.iv.b
            uraian: Hasil survei dapat diakses
            langkah_aksi: Menayangkan hasil
"""


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "plans" / "y-2026" / "rencana.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(DRAFT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return path


def test_a_draft_is_used_as_it_is(draft: Path, zi: Zi) -> None:
    code, out, _ = zi("check")
    assert (code, "keputusan-belum-lengkap" in out, "baris-separuh" in out) == (0, True, True)
    (plan,) = json.loads(zi("status", "--on", "2026-05-01", "--format", "json")[1])["rencana"]
    survey, half = plan["indikator"]
    assert survey["tenggat"] == ["2026-03-10", "2026-07-31", "2026-12-31"]
    assert (survey["keadaan"], half["keadaan"]) == ("terlambat", "tanpa_target")


def test_what_is_not_known_prints_as_a_blank_and_further_columns_in_their_place(draft: Path, zi: Zi) -> None:
    decree = zi("render", "keputusan", "--format", "md")[1]
    assert "NOMOR … TAHUN 2026" in decree
    assert "pada tanggal …………" in decree
    table = zi("render", "lampiran", "--format", "md")[1]
    assert "| OUTPUT" in table
    assert "1 laporan" in table
    assert "sewaktu-waktu .." in table
    assert "7-10 Maret" not in table


def test_the_nearest_who_is_responsible_counts(draft: Path, zi: Zi) -> None:
    assert "Ani, Subbagian Hukum" in zi("show", "6.iv.a")[1]
    for person, rows in {"ani": 1, "subbagian": 2, "budi": 0}.items():
        assert len(json.loads(zi("list", "--person", person, "--format", "json")[1])["rencana"][0]["indikator"]) == rows


def test_a_deadline_inside_a_month_is_answered_by_its_day_or_by_its_month(draft: Path, zi: Zi) -> None:
    for period in ("10 Maret 2026", "Maret"):
        assert zi("mark", "6.iv.a", "--bukti", "undangan", "--date", "2026-03-09", "--period", period)[0] == 0
        assert ('periode: "10 Maret 2026"' in draft.read_text(encoding="utf-8")) == (period != "Maret")
        shown = json.loads(zi("show", "6.iv.a", "--on", "2026-04-01", "--format", "json")[1])
        assert '"ditandai": "2026-03-09"' in json.dumps(shown)
        assert zi("unmark", "6.iv.a", "--bukti", "undangan")[0] == 0
