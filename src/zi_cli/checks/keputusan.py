"""Rules on the decree itself: its number, its titles, and the law it stands on."""

import re
from collections.abc import Iterator

from zi_cli.checks.aturan import Aturan, Perkara, Temuan, singkat
from zi_cli.diagnostics import Tingkat

Peraturan = tuple[str, int, int]
"""A regulation: what kind, number, year."""

DICABUT: dict[Peraturan, tuple[Peraturan, str]] = {
    ("Permen PANRB", 52, 2014): (("Permen PANRB", 90, 2021), "pasal 6"),
    ("Permen PANRB", 10, 2019): (("Permen PANRB", 90, 2021), "pasal 6"),
}
"""What has been revoked, by what, and where that says so. Only what was read in the revoking text stands here."""

_PERATURAN = re.compile(
    r"(?:Peraturan Menteri (?:Negara )?Pendayagunaan (?:Aparatur|Birokrasi|Negara|dan|Reformasi|\s)+"
    r"|Permen ?PAN-?(?: ?dan ?)?RB |PermenPANRB )\s*(?:Republik Indonesia )?"
    r"(?:Nomor|No\.?)\s*([0-9]{1,3})\s*(?:Tahun\s*|/)([0-9]{4})",
    re.IGNORECASE,
)
_TAHUN = re.compile(r"(?i)\btahun(?: anggaran)? (20[0-9]{2})\b")


def nomor_keputusan(perkara: Perkara) -> Iterator[Temuan]:
    """A decree is cited by its number."""
    if perkara.rencana.keputusan.nomor is None:
        yield Temuan(("keputusan",), "keputusan belum punya nomor; tambahkan kunci nomor", kunci=True)


def judul_berbeda(perkara: Perkara) -> Iterator[Temuan]:
    """The title stands in three places and should be one; the year in it should be the plan's."""
    keputusan = perkara.rencana.keputusan
    title = _rata(keputusan.judul)
    if _rata(keputusan.lampiran.judul) != title:
        pesan = f'judul di Lampiran lain dengan judul keputusan ("{singkat(keputusan.judul)}"); samakan'
        yield Temuan(("keputusan", "lampiran", "judul"), pesan)
    _, about, named = _rata(keputusan.memutuskan.menetapkan).partition(" tentang ")
    if about and named != title:
        pesan = f'judul sesudah Menetapkan lain dengan judul keputusan ("{singkat(keputusan.judul)}"); samakan'
        yield Temuan(("keputusan", "memutuskan", "menetapkan"), pesan)
    years = {int(year) for year in _TAHUN.findall(keputusan.judul)}
    if years and perkara.rencana.tahun not in years:
        pesan = f"judul menyebut tahun {max(years)}, padahal rencana ini tahun {perkara.rencana.tahun}; samakan"
        yield Temuan(("keputusan", "judul"), pesan)


def dasar_hukum_dicabut(perkara: Perkara) -> Iterator[Temuan]:
    """A legal basis that had been revoked when the decree was signed is none."""
    keputusan = perkara.rencana.keputusan
    for i, butir in enumerate(keputusan.mengingat):
        named = dict.fromkeys(("Permen PANRB", int(match[1]), int(match[2])) for match in _PERATURAN.finditer(butir))
        for peraturan in named:
            pencabut, pasal = DICABUT.get(peraturan, (None, ""))
            if pencabut is not None and keputusan.tanggal.year >= pencabut[2]:
                pesan = f"{_sebut(peraturan)} sudah dicabut oleh {pasal} {_sebut(pencabut)}; ganti, atau hapus"
                yield Temuan(("keputusan", "mengingat", i), pesan)


def _sebut(peraturan: Peraturan) -> str:
    return f"{peraturan[0]} {peraturan[1]}/{peraturan[2]}"


def _rata(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


ATURAN = (
    Aturan("nomor-keputusan", Tingkat.PERINGATAN, "Keputusan belum punya nomor.", nomor_keputusan),
    Aturan("judul-berbeda", Tingkat.PERINGATAN, "Judul keputusan tidak sama di semua tempat.", judul_berbeda),
    Aturan("dasar-hukum-dicabut", Tingkat.PERINGATAN, "Dasar hukum sudah dicabut.", dasar_hukum_dicabut),
)
