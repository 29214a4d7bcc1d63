"""What the head of a column means: by its words, in any order, and in the spellings that offices use.

Which heads there are was collected from plans and tracking sheets of many offices; the table below is in order of
precedence: a head that names a link is one, whatever it links to.
"""

import re
from collections.abc import Set
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from itertools import chain

from zi_cli.imports.likeness import letters
from zi_cli.plan.hari import NAMA_BULAN
from zi_cli.plan.kode import from_roman


class Meaning(StrEnum):
    """What a column holds."""

    NOMOR = "nomor"
    KODE = "kode"
    AREA = "area"
    KOMPONEN = "komponen"
    INDIKATOR = "indikator"
    LANGKAH_AKSI = "langkah_aksi"
    BUKTI_FISIK = "bukti_fisik"
    KELUARAN = "keluaran"
    TARGET_WAKTU = "target_waktu"
    PENANGGUNG_JAWAB = "penanggung_jawab"
    TAUTAN = "tautan"
    MULAI = "tanggal mulai"
    TANGGAL = "tanggal"
    STATUS = "status"
    CATATAN = "catatan"
    KENDALA = "kendala"
    TINDAK_LANJUT = "tindak lanjut"
    JUMLAH = "jumlah"
    SATUAN = "satuan"
    ANGGARAN = "anggaran"
    PERSEN = "persen"
    REALISASI = "realisasi"
    PERIODE = "bulan atau triwulan"
    NILAI = "jawaban atau nilai"
    PETUNJUK = "petunjuk"
    SASARAN = "sasaran"
    LAIN = "lain"


_M = Meaning
_WORDS: tuple[tuple[Meaning, str], ...] = (
    (_M.TAUTAN, "link|tautan|url|gdrive|google drive|dokumentasi"),
    (_M.LAIN, "jenis|kode program|kode dokumen|id dokumen|unit kerja|kelompok|tahun"),
    (_M.KODE, "kode|id|id penilaian risiko|butir lke"),
    (_M.NILAI, "jawaban|assessment|desk evaluation|hasil pmpzi|hasil pendampingan|nilai lke|skor|pilihan jawaban"),
    (_M.PETUNJUK, "petunjuk|juknis|penjelasan"),
    (_M.MULAI, "tanggal mulai|tgl mulai"),
    (_M.TANGGAL, "tanggal|tgl|tanggal selesai|tanggal realisasi"),
    (_M.TARGET_WAKTU, "waktu pelaksanaan|target waktu"),
    (_M.KENDALA, "kendala|hambatan|permasalahan|masalah"),
    (_M.TINDAK_LANJUT, "tindak lanjut|rtl|rekomendasi|penanganan lanjutan"),
    (_M.CATATAN, "catatan|keterangan|ket|saran|evaluasi pelaksanaan|realisasi kegiatan|progres per"),
    (_M.STATUS, "status"),
    (_M.PERSEN, "persen|progres|progress|capaian|penilaian persen|realisasi fisik|realisasi persen"),
    (_M.REALISASI, "realisasi"),
    (_M.ANGGARAN, "anggaran|pagu|biaya"),
    (_M.JUMLAH, "jumlah|volume|baseline|persen target|kuantitas"),
    (_M.JUMLAH, "target kinerja|target sasaran|target antara|target tahunan|target triwulan"),
    (_M.SATUAN, "satuan"),
    (_M.PENANGGUNG_JAWAB, "penanggung jawab|pic|pjk|pj|pptk"),
    (_M.TARGET_WAKTU, "target waktu|waktu|jadwal|timeline|time line|tenggat|deadline|target bulan|periode|batas akhir"),
    (_M.TARGET_WAKTU, "target penyelesaian|bulan pelaksanaan|jangka waktu|target selesai"),
    (_M.PENANGGUNG_JAWAB, "pengampu|pelaksana|koordinator|seksi|bidang pelaksana|subbag|penanggungjawab"),
    (_M.BUKTI_FISIK, "bukti fisik|data dukung|data pendukung|daduk|dakung|eviden|evidence|bukti dukung|bukti|berkas"),
    (_M.BUKTI_FISIK, "dokumen pendukung|nama dokumen|dokumen"),
    (_M.KELUARAN, "output|keluaran"),
    (_M.NILAI, "nilai|bobot"),
    (_M.INDIKATOR, "indikator|iku|pertanyaan|kriteria|instrumen|item penilaian"),
    (_M.SASARAN, "sasaran|tujuan|outcome|kpi"),
    (_M.LANGKAH_AKSI, "langkah aksi|rencana aksi|rencana kegiatan|kegiatan|aktivitas|renaksi|tindakan|langkah kerja"),
    (_M.LANGKAH_AKSI, "aksi|langkah langkah|langkah|program kerja"),
    (_M.INDIKATOR, "rencana kinerja|rencana hasil kerja|hasil kerja|penilaian|uraian"),
    (_M.KOMPONEN, "komponen|sub komponen|subkomponen|aspek|fokus|program"),
    (_M.AREA, "area|tema|pilar"),
    (_M.PERIODE, "triwulan|tw|semester"),
    (_M.JUMLAH, "target"),
)
_PHRASES = tuple((meaning, tuple(phrases.split("|"))) for meaning, phrases in _WORDS)
_USUAL = {each for _, phrases in _PHRASES for each in phrases}
_NUMBER_HEADS = {"no", "nomor", "nr", "nourut", "nomorurut", "nomer"}
_SHORT = 6
"""A shorter word must stand as it is: too much is like it."""
_LONG = tuple({word for _, phrases in _PHRASES for each in phrases for word in each.split() if len(word) >= _SHORT})
_ALIKE = 0.84


@lru_cache(maxsize=1024)
def meanings(head: str) -> tuple[Meaning, ...]:
    """What a head may mean, the likeliest first; none where its words are unknown."""
    said = letters(head.replace("%", " persen ").replace("_", " ").replace("*", ""))
    if said.replace(" ", "") in _NUMBER_HEADS:  # a narrow column writes "N O"
        return (Meaning.NOMOR,)
    if period_of(head) is not None:
        return (Meaning.PERIODE,)
    words = said.split()
    meant = {*words, *chain.from_iterable(map(_meant, words))}
    whole = "".join(words)
    return tuple(
        dict.fromkeys(meaning for meaning, phrases in _PHRASES if any(_stands(each, meant, whole) for each in phrases))
    )


def is_plain(head: str) -> bool:
    """Whether a head says what it means in the usual words and no others."""
    return letters(head) in _USUAL


def _stands(phrase: str, words: Set[str], whole: str) -> bool:
    """Whether all words of a phrase stand in a head, in any order, or broken by a narrow column."""
    run = phrase.replace(" ", "")
    if len(run) > _SHORT and run in whole:
        return True
    return all(each in words or (len(each) >= _SHORT and each in whole) for each in phrase.split())


@lru_cache(maxsize=2048)
def _meant(word: str) -> tuple[str, ...]:
    """The words of the table that a word may be, misspelt; a short one is like too many."""
    return tuple(get_close_matches(word, _LONG, n=5, cutoff=_ALIKE)) if len(word) >= _SHORT - 2 else ()


@lru_cache(maxsize=256)
def period_of(head: str) -> tuple[int, int] | None:
    """The first and last month that a head names and nothing else: `Maret`, `TW II`, `Semester I`."""
    said = letters(head).split()
    if (month := NAMA_BULAN.get("".join(said))) is not None:  # a narrow column may have broken it
        return month, month
    if len(said) == 2 and said[0] in ("triwulan", "tw", "semester", "smt"):
        number = int(said[1]) if said[1].isdigit() else from_roman(said[1])
        wide = 3 if said[0] in ("triwulan", "tw") else 6
        if number and number * wide <= 12:
            return (number - 1) * wide + 1, number * wide
    return None


def readable(meaning: Meaning) -> str:
    """A meaning in people's words."""
    return re.sub("_", " ", meaning.value)
