"""What to write for words that stand in a column of targets and name no time that can be read for certain.

They say how often, how long, whatever comes, what was done, or several times at once: each kind has its own cure.
"""

import re
from difflib import get_close_matches
from typing import NamedTuple

from zi_cli.plan.hari import BULAN, NAMA_BULAN
from zi_cli.plan.recurring import often_in
from zi_cli.plan.rentang import Frekuensi
from zi_cli.plan.waktu import TERPANJANG, first_words, read_spans

_KOSONG = re.compile(
    r"(?i)\W*(?:kosong|belum (?:di)?(?:tentukan|tetapkan|isi|ada)|bl?m (?:di)?isi|nihil|tidak ada|n/?a|x{2,}|tbd)?\W*"
)
_TANPA_JADWAL = re.compile(
    r"(?i)sewaktu|sesuai|menyesuaikan|tentatif|insidental|insidentil|setiap (?:saat|kali)|tiap kali|bila|jika|apabila|"
    r"terus.menerus|berkelanjutan|fleksibel|segera|kondisional|saat di|bilamana|on ?-?going|berjalan"
)
_SUDAH = re.compile(r"(?i)\b(?:tercapai|terlaksana|terealisasi|terpenuhi|selesai|sudah|telah|dilaksanakan|done)\b")
_SAMPAI_SELESAI = re.compile(r"(?i)(?:[-–—]|\bs\.?\s?/?d\b\.?|\bsampai(?: dengan)?|\bhingga)\s*selesai\b")
_LAMA = re.compile(
    r"(?i)\s*(?:selama\s+)?(?:[0-9]+|se|satu|dua|tiga|empat|lima|enam|sembilan|dua belas)\s*(?:\([^)]*\)\s*)?"
    r"(?:hari|minggu|pekan|bulan|bln|tahun|thn)(?:\s+(?:kerja|kalender))?\W*"
)
_KALI = re.compile(
    r"(?i)\b(?!setiap|tiap)[0-9a-z]+\s*(?:\([^)]*\)\s*)?(?:kali|x)\b|\bsekali\b|\b(?:berkala|rutin|periodik|teratur|harian|mingguan|tahunan)\b"
    r"|\b(?:setiap|tiap|per)[ -]*(?:hari|minggu|pekan|tanggal|tgl|senin|selasa|rabu|kamis|jum'?at|sabtu)\b"
)
_SEKALI = re.compile(r"(?i)\b(?:satu|1)\s*(?:\([^)]*\)\s*)?(?:kali|x)\b|\bsekali\b")
_MULAI = re.compile(r"(?i)\b(?:mulai|sejak|dari|setelah|sesudah|dst|dan seterusnya|selesai)\b")
_PER = re.compile(
    r"(?i)\b(?:per|setiap|tiap)[ -]*(bulan|triwulan|semester|tahun)|\b(bulan|triwulan|semester|tahun)an\b"
)
_SETENGAH = re.compile(r"(?i)\b(?:awal|pertengahan|medio|tengah)\b")
_BAGIAN_TAHUN = re.compile(r"(?i)\W*(awal|pertengahan|tengah)\s+tahun(?:\s+(20[0-9]{2}))?\W*")
_TANDA = re.compile(r"(?:\s*(?:[0-9]{1,2}|[a-z])[.)]\s+)+")
"""The signs of a list, and nothing else."""
_KATA = re.compile(r"(?i)\b(?!(?:sampai|dengan|hingga|dan|serta)\b)[^\W\d_]{3}")
"""A word that is no part of a range or a list."""
_HURUF = re.compile(r"[^\W\d_]+")
_YAKIN = 0.75
"""How alike a word must be to the one month that is like it (difflib's ratio)."""
_ATAU = re.compile(r"(?i)\s+(?:dan/)?atau\s+")


_BULAN = "|".join(sorted(NAMA_BULAN, key=len, reverse=True))
_EJAAN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?i)\b(?:[kq]uartal\s*|q(?=[1-4]\b))"), "Triwulan "),
    (re.compile(r"(?i)\btw[-.]?(?=[1-4iv]+\b)"), "TW "),
    (re.compile(r"(?i)\bsem\b\.?"), "Semester"),
    (re.compile(r"(?i)\bb\s?([1-9])\b"), r"B0\1"),
    (re.compile(r"(?i)\bb\s(0[1-9]|1[0-2])\b"), r"B\1"),
    (re.compile(r"(?i)\b(?:ta|tahun anggaran|th\.?)(?=\s*20[0-9]{2}\b)"), "Tahun"),
    (re.compile(r"^\s*(?=20[0-9]{2}\s*$)"), "Tahun "),
    (re.compile(rf"(?i)\b({_BULAN})[\s.'’/-]*([2-4][0-9])\s*$"), r"\1 20\2"),
    (re.compile(r"^\s*([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([2-4][0-9])\s*$"), r"\1/\2/20\3"),
    (re.compile(r"^\s*(20[0-9]{2})[/.]([0-9]{1,2})[/.]([0-9]{1,2})\s*$"), r"\3/\2/\1"),
    (re.compile(r"^\s*([0-9]{1,2})[-/.](20[0-9]{2})\s*$"), r"Bulan \1 \2"),
    (re.compile(r"^\s*(20[0-9]{2})[-/.]([0-9]{1,2})\s*$"), r"Bulan \2 \1"),
    (re.compile(r"\s*(?:[~>→]|\bke\b)\s*"), "-"),
)
"""Spellings outside the vocabulary that can mean one thing only, and how they are written in it."""


class Cure(NamedTuple):
    """What words are, and what to write."""

    sentence: str
    """What follows the words themselves."""
    meant: str = ""
    """The time that is offered, where there is one."""


def cure_for(text: str, error: str) -> str:
    """A finished sentence with what to write: the reader's own, or a better one where the words are of these kinds."""
    found = _judged(text)
    if error.endswith('"?') and (found is None or found.sentence.startswith(_SEVERAL)):
        return error  # a misspelt month: its name is the whole cure
    return f'"{text}" {found.sentence}' if found else error


def offered(text: str) -> str:
    """The time that is offered for words that name none for certain; nothing where only people can know."""
    if spelt := corrected(text):
        return spelt
    found = _judged(text)
    return found.meant if found else ""


def _judged(text: str) -> Cure | None:
    bare = text.strip()
    if not bare or len(bare) > TERPANJANG:
        return None
    judges = (_kosong, _ejaan, _sudah, _lama, _pilihan, _sering, _tanpa_jadwal, _kira_kira, _beberapa)
    return next((found for judge in judges if (found := judge(bare))), None)


def _kosong(text: str) -> Cure | None:
    if _KOSONG.fullmatch(text) is None:
        return None
    return Cure(
        "bukan waktu; bila memang tercetak demikian dalam keputusan, hapus kunci target_waktu, begitu pula "
        "langkah_aksi dan bukti_fisik yang kosong: baris itu tanpa target"
    )


def _ejaan(text: str) -> Cure | None:
    """Words of other vocabularies, and years of two figures."""
    made = text
    for found, instead in _EJAAN:
        made = found.sub(instead, made)
    if made == text or not _is_read(made):
        return None
    if (month := re.fullmatch(r"Bulan ([0-9]+) (20[0-9]{2})", made)) is not None:
        made = f"{BULAN[int(month[1]) - 1]} {month[2]}"
    if (year := re.fullmatch(r"\s*Tahun\s*(20[0-9]{2})\s*", made)) is not None:
        made = f"Januari-Desember {year[1]}"
    return Cure(f"ditulis dengan cara yang tidak dikenal; tuliskan waktu: {made}", made)


def _sudah(text: str) -> Cure | None:
    """A time that was reached is a mark's date, not a target."""
    if not _SUDAH.search(text) or _SAMPAI_SELESAI.search(text):
        return None
    times = first_words(text)
    if times:
        return Cure(
            "mengatakan kapan sudah tercapai, bukan kapan harus; "
            f"catat {times[0]} sebagai tanggal pada realisasi buktinya"
        )
    if _SUDAH.fullmatch(text.strip(" .!")):
        return Cure("mengatakan bahwa sudah, bukan kapan harus; tuliskan kapan paling lambat, seperti waktu: Juni")
    return None


def _sering(text: str) -> Cure | None:
    """How often belongs into `frekuensi`, and when into `waktu`."""
    said = [each.frekuensi for each in often_in(text)]
    said += [
        each for match in _PER.finditer(text) for each in Frekuensi if each == f"{(match[1] or match[2]).lower()}an"
    ]
    often = [each for each in Frekuensi if each in said or f"/{each.removesuffix('an')}" in text.lower()]
    when = next(iter(first_words(text)), "Januari-Desember")
    if often:
        words = f"tuliskan waktu: {when}, dan frekuensi: {' atau '.join(often)} di tiap dokumen buktinya"
    elif _PER.search(text) or _SEKALI.search(text):
        words = f"tuliskan waktu: {when}"
    elif _KALI.search(text):
        words, when = "tuliskan bulan-bulannya, seperti waktu: Maret, Juli dan November", ""
    else:
        return None
    return Cure(f"mengatakan seberapa sering, bukan kapan; {words}", when)


def _lama(text: str) -> Cure | None:
    if _LAMA.fullmatch(text) is None:
        return None
    return Cure("menyebut lamanya, bukan kapan berakhir; tuliskan bulan terakhirnya, seperti waktu: Juni")


def _pilihan(text: str) -> Cure | None:
    """Of two times to choose from the later is the deadline; before the first in the year, it is the next year's."""
    parts = _ATAU.split(text)
    if len(parts) < 2 or often_in(text):
        return None
    last = parts[-1].strip(" .")
    try:
        first, chosen = read_spans(parts[0])[-1], read_spans(last)[-1]
    except ValueError:
        return Cure("memberi pilihan; tuliskan yang paling lambat pada kunci waktu")
    named = chosen.last.year is not None or chosen.last.later is not None
    later = not named and chosen.last.last < first.last.first
    meant = f"{last}{' (N+1)' if later else ''}"
    return Cure(f"memberi pilihan; tuliskan yang paling lambat: waktu: {meant}", meant)


def _tanpa_jadwal(text: str) -> Cure | None:
    if _TANPA_JADWAL.search(text) is None:
        return None
    when = next(iter(first_words(text)), "Januari-Desember")
    return Cure(f"tidak menyebut kapan; tuliskan kapan paling lambat, seperti waktu: {when}")


def _kira_kira(text: str) -> Cure | None:
    """About when: a half of a month ends in its middle, what only begins ends with the year."""
    if (part := _BAGIAN_TAHUN.fullmatch(text)) is not None:
        month = "Maret" if part[1].lower() == "awal" else "Juni"
        meant = f"{month} {part[2] or ''}".strip()
        return Cure(f"hanya kira-kira; tuliskan bulan terakhirnya, seperti waktu: {meant}", meant)
    times = first_words(text)
    if len(times) != 1:
        return None
    (time,) = times
    if _SETENGAH.search(text) and not time.lower().startswith("akhir"):
        meant = f"15 {time}" if _is_read(f"15 {time}") else time
        return Cure(f"hanya kira-kira; tuliskan tanggal terakhirnya, seperti waktu: {meant}", meant)
    if _MULAI.search(text) and not any(each.first is not each.last for each in read_spans(time)):
        meant = f"{time}-Desember"
        return Cure(f"hanya menyebut awalnya; tuliskan sampai kapan, seperti waktu: {meant}", meant)
    return None


_SEVERAL = "menyebut beberapa waktu", "memuat kata lain"


def _beberapa(text: str) -> Cure | None:
    """Times among other words: one is offered; of several each is some document's own."""
    times, rest = first_words(text), text
    for each in times:
        rest = rest.replace(each, " ", 1)
    listed = len(times) > 1 and (not rest.strip() or _TANDA.fullmatch(rest))
    if not times or not (_KATA.search(rest) or listed):
        return None
    if len(times) == 1:
        return Cure(f"memuat kata lain di samping waktunya; tuliskan waktu: {times[0]}", times[0])
    meant = " dan ".join(times)
    return Cure(
        f"menyebut beberapa waktu ({', '.join(times)}); tuliskan waktu: {meant}, "
        "atau beri tiap dokumen buktinya waktu sendiri",
        meant,
    )


def _is_read(text: str) -> bool:
    try:
        return bool(read_spans(text))
    except ValueError:
        return False


def corrected(text: str) -> str | None:
    """The text with its months spelt right, where that alone makes it readable; each may be like one month only."""
    made = _HURUF.sub(lambda match: month_meant(match[0]), text) if len(text) < 100 else text
    return made if _is_read(made) else None


def month_meant(word: str) -> str:
    """The month a word was meant to be, if it is like one and only one; else the word."""
    if word.lower() in NAMA_BULAN:
        return word
    found = get_close_matches(word.capitalize(), BULAN, n=2, cutoff=_YAKIN)
    if len(found) != 1:
        return word
    return found[0].upper() if word.isupper() else found[0].lower() if word.islower() else found[0]
