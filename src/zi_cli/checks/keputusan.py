"""Rules on the decree itself: its number, its titles, and the law it stands on."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from zi_cli.checks.aturan import Aturan, Perkara, Temuan
from zi_cli.checks.peraturan import Peraturan, Sebutan, dicabut, disebut
from zi_cli.diagnostics import Severity, shorten
from zi_cli.plan.keputusan import NO_DECREE
from zi_cli.text.document import Route

_KATA = re.compile(r"[^\W_]+")
_MENCABUT = re.compile(r"(?i)\b(?:mencabut|dicabut|menggantikan|digantikan|pengganti|tidak berlaku)\b")
"""Words by which a text says itself that of two regulations one has taken the other's place."""
_SEBARIS = 40
"""Words; the longest title of a decree has some thirty."""
_TAHUN = re.compile(r"(?i)\btahun(?: anggaran)? (20[0-9]{2})\b")


def nomor_keputusan(perkara: Perkara) -> Iterator[Temuan]:
    """A decree is cited by its number, and a number has a digit: `-` and `...` are places left for one."""
    nomor = perkara.rencana.keputusan.nomor
    if nomor is None:
        if perkara.rencana.keputusan != NO_DECREE:
            yield Temuan(("keputusan",), "keputusan belum punya nomor; tambahkan kunci nomor", kunci=True)
    elif not any(map(str.isdigit, nomor)):
        pesan = f'nomor keputusan "{shorten(nomor)}" tidak memuat angka; tulis nomornya, seperti "20"'
        yield Temuan(("keputusan", "nomor"), pesan)


def keputusan_belum_lengkap(perkara: Perkara) -> Iterator[Temuan]:
    """A plan is used from its first draft; what its decree does not say yet prints as a blank to write on."""
    decree = perkara.rencana.keputusan
    if decree == NO_DECREE:
        pesan = "rencana ini belum punya keputusan; lengkapi kunci keputusan begitu keputusannya ada"
        yield Temuan(("keputusan",) if "keputusan" in perkara.terbaca.document.tree else ("satker",), pesan, kunci=True)
        return
    there = {
        **{key: bool(getattr(decree, key)) for key in _WAJIB},
        "memutuskan.menetapkan": bool(decree.memutuskan.menetapkan),
        "memutuskan.diktum": bool(decree.memutuskan.diktum),
        "penandatangan.jabatan": bool(decree.penandatangan.jabatan),
        "penandatangan.nama": bool(decree.penandatangan.nama),
        "lampiran.judul": bool(decree.lampiran.judul),
        "lampiran.nama": bool(decree.lampiran.nama),
    }
    missing = [key for key, said in there.items() if not said]
    if missing:
        pesan = f"keputusan belum menyebutkan {', '.join(missing)}; lengkapi, sementara ini titik-titik yang tercetak"
        yield Temuan(("keputusan",), pesan, kunci=True)


_WAJIB = ("lembaga", "judul", "menimbang", "mengingat", "tempat", "tanggal")
"""What every decree says, beside its number."""


def judul_berbeda(perkara: Perkara) -> Iterator[Temuan]:
    """The title stands in three places and should be one; the year in it should be the plan's."""
    keputusan = perkara.rencana.keputusan
    if keputusan.judul is None:
        return
    if keputusan.lampiran.judul:
        route = ("keputusan", "lampiran", "judul")
        yield from _berbeda(route, "judul di Lampiran", keputusan.lampiran.judul, keputusan.judul)
    said = re.split(r"(?i)\btentang\b", keputusan.memutuskan.menetapkan or "", maxsplit=1)
    if len(said) == 2:
        route = ("keputusan", "memutuskan", "menetapkan")
        yield from _berbeda(route, "judul sesudah Menetapkan", said[1], keputusan.judul)
    years = {int(year) for year in _TAHUN.findall(keputusan.judul)}
    if years and perkara.rencana.tahun not in years:
        pesan = f"judul menyebut tahun {max(years)}, padahal rencana ini tahun {perkara.rencana.tahun}; samakan"
        yield Temuan(("keputusan", "judul"), pesan)


def _berbeda(route: Route, sebutan: str, judul: str, asli: str) -> Iterator[Temuan]:
    """Where two titles part for the first time: the words that are more there, or fewer."""
    here, there = _KATA.findall(judul), _KATA.findall(asli)
    one, two = [word.casefold() for word in here], [word.casefold() for word in there]
    if one == two:
        return
    same = next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    # a title of megabytes is compared no further than it takes to say what comes first
    matched = SequenceMatcher(None, one[same:][:_SEBARIS], two[same:][:_SEBARIS], autojunk=False).get_opcodes()
    _, _, longer, _, shorter = matched[0]
    more, less = " ".join(here[same : same + longer]), " ".join(there[same : same + shorter])
    match bool(more), bool(less):
        case True, True:
            found = f'di sini "{shorten(more)}", di sana "{shorten(less)}"'
        case True, _:
            found = f'"{shorten(more)}" hanya ada di sini'
        case _:
            found = f'"{shorten(less)}" tidak ada di sini'
    # where words are missing, the caret stands at the word after which, or before which, they should be
    at = same if more or same == 0 else same - 1
    kata = (more, *here[at : at + 1])
    yield Temuan(route, f"{sebutan} lain dengan judul keputusan: {found}; samakan", kata=kata)


def dasar_hukum_dicabut(perkara: Perkara) -> Iterator[Temuan]:
    """A legal basis that had been revoked when the decree was signed is none."""
    keputusan = perkara.rencana.keputusan
    signed = keputusan.tanggal.year if keputusan.tanggal else perkara.rencana.tahun
    years = {str(each.tahun) for each in dicabut()}
    for i, butir in enumerate(keputusan.mengingat):
        if not any(year in butir for year in years):
            continue
        named: dict[Peraturan, Sebutan] = {}
        for each in disebut(butir):
            named.setdefault(each.peraturan, each)
        for peraturan, sebutan in named.items():
            found = dicabut().get(peraturan)
            if found is None or signed < found.oleh.tahun:
                continue
            if found.oleh in named and _MENCABUT.search(butir):
                continue  # it says so itself: `Permen 90/2021, yang mencabut Permen 52/2014`
            pesan = f"{peraturan} sudah dicabut oleh {found.pasal} {found.oleh}; ganti, atau hapus"
            yield Temuan(("keputusan", "mengingat", i), pesan, kata=(sebutan.teks, sebutan.ekor))


ATURAN = (
    Aturan("nomor-keputusan", Severity.WARNING, "Keputusan belum punya nomor.", nomor_keputusan),
    Aturan(
        "keputusan-belum-lengkap",
        Severity.WARNING,
        "Keputusan belum ada, atau belum lengkap.",
        keputusan_belum_lengkap,
    ),
    Aturan(
        "judul-berbeda", Severity.WARNING, "Judul keputusan tidak di semua tempat sama.", judul_berbeda, tercetak=True
    ),
    Aturan("dasar-hukum-dicabut", Severity.WARNING, "Dasar hukum sudah dicabut.", dasar_hukum_dicabut, tercetak=True),
)
