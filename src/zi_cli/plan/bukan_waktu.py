"""What to write for words that stand in a column of targets and name no time that can be read for certain.

They say how often, how long, whatever comes, what was done, or several times at once: each kind has its own cure.
"""

import re
from difflib import get_close_matches

from zi_cli.plan.hari import BULAN, NAMA_BULAN
from zi_cli.plan.recurring import often_in
from zi_cli.plan.rentang import Frekuensi
from zi_cli.plan.waktu import TERPANJANG, first_words, read_spans

_KOSONG = re.compile(
    r"(?i)\W*(?:kosong|belum (?:di)?(?:tentukan|tetapkan|isi|ada)|bl?m (?:di)?isi|nihil|tidak ada|n/?a|x{2,}|tbd)?\W*"
)
_TANPA_JADWAL = re.compile(
    r"(?i)sewaktu|sesuai|menyesuaikan|tentatif|insidental|insidentil|setiap (?:saat|kali)|tiap kali|bila|jika|apabila|"
    r"terus.menerus|berkelanjutan|fleksibel|segera"
)
_SUDAH = re.compile(r"(?i)\b(?:tercapai|terlaksana|terealisasi|terpenuhi|selesai|sudah|telah|dilaksanakan)\b")
_LAMA = re.compile(
    r"(?i)\s*(?:selama\s+)?(?:[0-9]+|se|satu|dua|tiga|empat|lima|enam|sembilan|dua belas)\s*(?:\([^)]*\)\s*)?"
    r"(?:hari|minggu|pekan|bulan|tahun)(?:\s+(?:kerja|kalender))?\W*"
)
_KALI = re.compile(
    r"(?i)\b(?!setiap|tiap)[0-9a-z]+\s*(?:\([^)]*\)\s*)?(?:kali|x)\b|\bsekali\b|\b(?:berkala|rutin|periodik|teratur|harian|mingguan|tahunan)\b"
)
_SEKALI = re.compile(r"(?i)\b(?:satu|1)\s*(?:\([^)]*\)\s*)?(?:kali|x)\b|\bsekali\b")
_MULAI = re.compile(r"(?i)\b(?:mulai|sejak|dari)\b")
_PER = re.compile(
    r"(?i)\b(?:per|setiap|tiap)[ -]*(bulan|triwulan|semester|tahun)|\b(bulan|triwulan|semester|tahun)an\b"
)
_SETENGAH = re.compile(r"(?i)\b(?:awal|pertengahan|medio|tengah)\s+(\w+)")
_KATA = re.compile(r"(?i)\b(?!(?:sampai|dengan|hingga|dan|serta)\b)[^\W\d_]{3}")
"""A word that is no part of a range or a list."""
_HURUF = re.compile(r"[^\W\d_]+")
_YAKIN = 0.75
"""How alike a word must be to the one month that is like it (difflib's ratio)."""
_ATAU = re.compile(r"(?i)\s+(?:dan/)?atau\s+")


def cure_for(text: str, error: str) -> str:
    """A finished sentence with what to write: the reader's own, or a better one where the words are of these kinds."""
    bare = text.strip()
    if not bare or len(bare) > TERPANJANG:
        return error
    for judge in (_kosong, _sudah, _lama, _pilihan, _sering, _tanpa_jadwal, _kira_kira):
        found = judge(bare)
        if found:
            return f'"{text}" {found}'
    if error.endswith('"?'):
        return error  # a misspelt month: its name is the whole cure
    found = _beberapa(bare)
    return f'"{text}" {found}' if found else error


def _kosong(text: str) -> str | None:
    if _KOSONG.fullmatch(text) is None:
        return None
    return (
        "bukan waktu; bila keputusan mencetaknya begitu, hapus kunci target_waktu, begitu pula langkah_aksi dan "
        "bukti_fisik yang kosong: baris itu tanpa target"
    )


def _sudah(text: str) -> str | None:
    """A time that was reached is a mark's date, not a target."""
    times = first_words(text) if _SUDAH.search(text) else []
    if not times:
        return None
    return (
        f"mengatakan kapan sudah tercapai, bukan kapan harus; catat {times[0]} sebagai tanggal pada realisasi buktinya"
    )


def _sering(text: str) -> str | None:
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
        words = "tuliskan bulan-bulannya, seperti waktu: Maret, Juli dan November"
    else:
        return None
    return f"mengatakan seberapa sering, bukan kapan; {words}"


def _lama(text: str) -> str | None:
    if _LAMA.fullmatch(text) is None:
        return None
    return "menyebut lamanya, bukan kapan berakhir; tuliskan bulan terakhirnya, seperti waktu: Juni"


def _pilihan(text: str) -> str | None:
    """Of two times to choose from the later is the deadline; before the first in the year, it is the next year's."""
    parts = _ATAU.split(text)
    if len(parts) < 2 or often_in(text):
        return None
    last = parts[-1].strip(" .")
    try:
        first, chosen = read_spans(parts[0])[-1], read_spans(last)[-1]
    except ValueError:
        return "memberi pilihan; tuliskan yang paling lambat pada kunci waktu"
    named = chosen.last.year is not None or chosen.last.later is not None
    later = not named and chosen.last.last < first.last.first
    return f"memberi pilihan; tuliskan yang paling lambat: waktu: {last}{' (N+1)' if later else ''}"


def _tanpa_jadwal(text: str) -> str | None:
    if _TANPA_JADWAL.search(text) is None:
        return None
    when = next(iter(first_words(text)), "Januari-Desember")
    return f"tidak menyebut kapan; tuliskan kapan paling lambat, seperti waktu: {when}"


def _kira_kira(text: str) -> str | None:
    times = first_words(text)
    if len(times) != 1:
        return None
    if match := _SETENGAH.search(text):
        return f"hanya kira-kira; tuliskan tanggal terakhirnya, seperti waktu: 15 {match[1]}"
    if _MULAI.search(text):
        return f"hanya menyebut awalnya; tuliskan sampai kapan, seperti waktu: {times[0]}-Desember"
    return None


def _beberapa(text: str) -> str | None:
    """Times among other words: one is offered; of several each is some document's own."""
    times, rest = first_words(text), text
    for each in times:
        rest = rest.replace(each, " ", 1)
    if not times or not (_KATA.search(rest) or (len(times) > 1 and not rest.strip())):
        return None
    if len(times) == 1:
        return f"memuat kata lain di samping waktunya; tuliskan waktu: {times[0]}"
    return (
        f"menyebut beberapa waktu ({', '.join(times)}); tuliskan waktu: {' dan '.join(times)}, "
        "atau beri tiap dokumen buktinya waktu sendiri"
    )


def corrected(text: str) -> str | None:
    """The text with its months spelt right, where that alone makes it readable; each may be like one month only."""
    made = _HURUF.sub(lambda match: month_meant(match[0]), text) if len(text) < 100 else text
    try:
        read_spans(made)
    except ValueError:
        return None
    return made


def month_meant(word: str) -> str:
    """The month a word was meant to be, if it is like one and only one; else the word."""
    if word.lower() in NAMA_BULAN:
        return word
    found = get_close_matches(word.capitalize(), BULAN, n=2, cutoff=_YAKIN)
    if len(found) != 1:
        return word
    return found[0].upper() if word.isupper() else found[0].lower() if word.islower() else found[0]
