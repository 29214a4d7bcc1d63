"""Heads of columns, as offices write them, and what they mean. Collected from plans, forms and tracking sheets."""

import pytest

from zi_cli.imports.meanings import Meaning, meanings

HEADS = {
    Meaning.NOMOR: (
        "No.",
        "NO.",
    ),
    Meaning.KODE: (
        "Kode",
        "ID Penilaian Risiko",
    ),
    Meaning.LAIN: (
        "Kode Program",
        "ID Dokumen",
        "Kelompok",
        "Jenis Periode Implementasi",
        "Tahun",
        "Jenis Target",
        "Unit Kerja",
    ),
    Meaning.KOMPONEN: (
        "ASPEK (Page 158)",
        "Bagian Komponen",
        "Fokus Intervensi",
        "NAMA PROGRAM",
        "KOMPONE N",
    ),
    Meaning.INDIKATOR: (
        "KOMPONEN/PENILAIAN/INSTRUMRN",
        "INDIKATOR KINERJA TUJUAN/SASARAN",
        "Indikator Kinerja",
        "Indikator Kinerja Utama",
        "IKU",
        "Nama Kriteria",
        "Uraian Item Penilaian",
        "deskripsi_rencana_kinerja",
        "rencana_hasil_kerja",
        "Indikatro",
    ),
    Meaning.SASARAN: (
        "Sasaran",
        "SASARAN STRATEGIS",
        "Sasaran Kegiatan",
        "KPI / OUTCOME",
    ),
    Meaning.AREA: ("Tema",),
    Meaning.LANGKAH_AKSI: (
        "RENCANA AKSI (Jakpro)",
        "RENCANA AKSI (BUMD)",
        "RENCANA AKSI BP BUMD",
        "RENCANA AKSI versi EY (Page 253)",
        "Sub-RENCANA AKSI (BUMD) - Checklist Based",
        "deskripsi_rencana_aksi",
        "Rencana Aksi",
        "Rencana Kegiatan",
        "NAMA AKTIVITAS/PENUGASAN",
        "Rencana Aksi Penanganan Risiko SPBE",
        "renaksi",
        "Aksi",
        "Langkah-Langkah Aksi",
    ),
    Meaning.TINDAK_LANJUT: (
        "RTL",
        "Solusi/Rencana Tindak Lanjut Penyelesaian",
        "Rencana Penanganan Lanjutan",
        "TINDAK LANJUT",
        "Tindak Lanjut/Perbaikan",
        "REKOMENDASI",
    ),
    Meaning.KELUARAN: (
        "OUTPUT",
        "KELUARAN / OUTPUT",
        "KELUARAN / OUTPUT - Checklist Based",
        "KELUARAN (berikan bobot nilainya)",
        "KELUARAN/OUTCOME",
        "Keluaran",
        "deskripsi_rencana_output",
    ),
    Meaning.JUMLAH: (
        "Jumlah Output",
        "Target",
        "Target Antara",
        "TARGET KINERJA TRIWULAN",
        "TARGET SASARAN",
        "target_tahunan",
        "Baseline",
    ),
    Meaning.BUKTI_FISIK: (
        "Nama Dokumen",
        "Nama Bukti Dukung",
        "DAKUNG",
        "Data Dukung",
        "Data Pendukung",
        "Bukti Dukung",
        "BERKAS",
        "Evidence",
        "Eviden",
        "Bukti Fisik/Data Dukung",
    ),
    Meaning.TAUTAN: (
        "Dokumentasi",
        "Link Bukti Dukung",
        "Link Data Dukung",
        "Link File",
        "Link Bukti",
        "Link Google Drive",
        "LINK G-DRIVE",
    ),
    Meaning.TARGET_WAKTU: (
        "Timeline",
        "Target Waktu",
        "target_bulan",
        "Target Bulan",
        "Periode",
        "Periode Implementasi",
        "Waktu Pelaksanaan Rencana Penanganan Lanjutan",
        "WAK TU PELAKSANAAN",
        "TARGET DAN WAKTU",
        "Jadwal",
    ),
    Meaning.PENANGGUNG_JAWAB: (
        "PIC & Batas",
        "PENANGGUNG JAWAB",
        "Penanggungjawab",
        "PJK",
        "BIDANG PELAKSANA/PENGAMPU TUGAS",
        "Nama PPTK",
        "Koordinator",
        "Pelaksana",
        "Seksi",
    ),
    Meaning.MULAI: (
        "Tanggal Mulai Implementasi (yyyy-mm-dd)",
        "Tanggal Mulai",
    ),
    Meaning.TANGGAL: (
        "Tanggal Selesai Implementasi (yyyy-mm-dd)",
        "Tanggal Selesai",
        "Tgl. Selesai",
    ),
    Meaning.PERIODE: (
        "Triwulan I",
        "TW I",
        "Januari",
        "Agt",
        "Semester II",
    ),
    Meaning.PERSEN: (
        "% Target",
        "Realisasi Fisik Kumulatif",
        "Capaian (% Fisik)",
        "% Capaian",
        "Progres",
        "PROGRES PEMBANGUNAN",
        "PENILAIAN (%)",
    ),
    Meaning.SATUAN: (
        "Satuan",
        "SATUAN HASIL",
    ),
    Meaning.REALISASI: (
        "Realisasi",
        "REALISASI",
        "REALISASI TRIWULAN",
    ),
    Meaning.CATATAN: (
        "Realisasi Kegiatan",
        "keterangan_realisasi",
        "Keterangan",
        "Catatan",
        "CATATAN VERIFIKATOR",
        "CATATAN HASIL MONEV",
        "CATATAN HASIL MONITORING RENCANA AKSI",
        "Catatan Monev",
        "Catatan Evaluator",
        "Evaluasi Pelaksanaan Kegiatan",
        "keterangan_validasi",
        "SARAN KABAN",
        "Progres per 11 Mei 2026",
    ),
    Meaning.STATUS: (
        "Status",
        "status_label",
        "Status Capaian",
    ),
    Meaning.KENDALA: (
        "Kendala",
        "KENDALA/HAMBATAN",
        "Kendala/Hambatan Pelaksanaan",
        "Permasalahan",
        "Hambatan",
    ),
    Meaning.ANGGARAN: (
        "ANGGARAN (Rp)",
        "Pagu Anggaran",
    ),
    Meaning.NILAI: (
        "HASIL PMPZI",
        "HASIL PENDAMPINGAN",
        "Hasil Self Assessment",
        "Hasi Desk Evaluation",
    ),
    Meaning.PETUNJUK: (
        "Petunjuk Teknis",
        "JUKNIS",
    ),
}


@pytest.mark.parametrize(("head", "meaning"), [(head, meaning) for meaning, heads in HEADS.items() for head in heads])
def test_a_head_is_understood_in_any_spelling(head: str, meaning: Meaning) -> None:
    assert meanings(head)[0] is meaning


@pytest.mark.parametrize("text", ["", "Nama", "Jabatan", "Tanda Tangan", "Unit kerja telah membentuk tim", "31"])
def test_other_words_head_no_column_of_a_plan(text: str) -> None:
    plan = {Meaning.KOMPONEN, Meaning.INDIKATOR, Meaning.LANGKAH_AKSI, Meaning.BUKTI_FISIK, Meaning.TARGET_WAKTU}
    assert not plan & set(meanings(text)[:1])
