"""Rules that are kept while a file is read: on its bytes, its YAML, and each key by itself.

Nothing is looked for here; `source`, `document` and `gate` do that. The rules are named here so that
all of them stand in one list, with a sentence and a section in `docs/pemeriksaan.md`.
"""

from zi_cli.checks.rule import Rule
from zi_cli.diagnostics import Severity

RULES = tuple(
    Rule(id_, Severity.ERROR, ringkas)
    for id_, ringkas in (
        ("bukan-utf8", "Berkas tidak disimpan sebagai UTF-8."),
        ("karakter-terlarang", "Ada karakter yang tidak tampak tetapi dapat mengubah arti."),
        ("takuk-asing", "Baris ditakuk dengan spasi yang bukan spasi biasa."),
        ("konflik-git", "Berkas masih memuat penanda konflik git."),
        ("ukuran", "Berkas terlalu besar untuk sebuah rencana."),
        ("yaml-susunan", "Susunan YAML tidak terbaca."),
        ("yaml-jangkar", "Jangkar, alias, atau kunci gabung YAML tidak dipakai di sini."),
        ("yaml-tanda-jenis", "Tanda jenis YAML (!) tidak dipakai di sini."),
        ("yaml-dokumen", "Satu berkas memuat lebih dari satu dokumen."),
        ("yaml-kunci", "Sebuah kunci bukan teks."),
        ("yaml-kedalaman", "Susunan terlalu dalam."),
        ("kunci-ganda", "Satu kunci ditulis dua kali dalam satu kelompok."),
        ("kunci-asing", "Kunci tidak dikenal."),
        ("kunci-kurang", "Kunci yang wajib belum ada."),
        ("jenis-salah", "Isi kunci bukan bentuk yang diharapkan."),
        ("isi-kosong", "Kunci ditulis tanpa isi."),
        ("nilai-salah", "Isi kunci bukan salah satu yang dikenal."),
        ("kode-salah", "Kode baris tidak berbentuk kode LKE."),
        ("waktu-salah", "Target waktu atau periode tidak terbaca."),
        ("tanggal-salah", "Tanggal tidak berbentuk TAHUN-BULAN-HARI."),
        ("berkas-luar", "Jalur berkas bukti tidak dapat dipakai."),
        ("tautan-salah", "Tautan bukan http atau https."),
        ("sidik-salah", "Sidik SHA-256 bukan 64 angka heksadesimal."),
        ("terlalu-banyak", "Temuan di satu berkas terlalu banyak untuk disebut semua."),
        ("rencana-hilang", "Folder rencana tidak punya rencana.yaml."),
        ("gabungan-belum-selesai", "Gabungan git atas berkas ini belum selesai."),
        ("id-kembar", "Dua folder rencana hanya berbeda huruf besar dan kecil."),
    )
)
