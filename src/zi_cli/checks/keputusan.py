"""Rules on the decree itself: its number, its titles, and the law it stands on."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from zi_cli.checks.peraturan import Citation, Peraturan, dicabut, disebut, revoked_years
from zi_cli.checks.rule import Breach, PlanCase, Rule
from zi_cli.diagnostics import Severity, shorten
from zi_cli.plan.keputusan import NO_DECREE
from zi_cli.text.document import Route

_KATA = re.compile(r"[^\W_]+")
_REPEALS = re.compile(r"(?i)\b(?:mencabut|dicabut|menggantikan|digantikan|pengganti|tidak berlaku)\b")
"""Words that say in the text itself that one of two regulations replaced the other."""
_ON_ONE_LINE = 40
"""Words; the longest title of a decree has some thirty."""
_YEAR = re.compile(r"(?i)\btahun(?: anggaran)? (20[0-9]{2})\b")


def nomor_keputusan(case: PlanCase) -> Iterator[Breach]:
    """A decree is cited by its number, and a number has a digit: `-` and `...` are places left for one."""
    nomor = case.rencana.keputusan.nomor
    if nomor is None:
        if case.rencana.keputusan != NO_DECREE:
            yield Breach(("keputusan",), "keputusan belum punya nomor; tambahkan kunci nomor", at_key=True)
    elif not any(map(str.isdigit, nomor)):
        message = f'nomor keputusan "{shorten(nomor)}" tidak memuat angka; tuliskan nomornya, seperti "20"'
        yield Breach(("keputusan", "nomor"), message)


def keputusan_belum_lengkap(case: PlanCase) -> Iterator[Breach]:
    """A plan is used from its first draft; what its decree does not say yet prints as a blank to write on."""
    decree = case.rencana.keputusan
    if decree == NO_DECREE:
        message = "rencana ini belum punya keputusan; lengkapi kunci keputusan begitu keputusannya ada"
        yield Breach(("keputusan",) if "keputusan" in case.parsed.document.tree else ("satker",), message, at_key=True)
        return
    there = {
        **{key: bool(getattr(decree, key)) for key in _REQUIRED},
        "memutuskan.menetapkan": bool(decree.memutuskan.menetapkan),
        "memutuskan.diktum": bool(decree.memutuskan.diktum),
        "penandatangan.jabatan": bool(decree.penandatangan.jabatan),
        "penandatangan.nama": bool(decree.penandatangan.nama),
        "lampiran.judul": bool(decree.lampiran.judul),
        "lampiran.nama": bool(decree.lampiran.nama),
    }
    missing = [key for key, said in there.items() if not said]
    if missing:
        message = f"keputusan belum menyebutkan {', '.join(missing)}; lengkapi, sementara ini titik-titik yang tercetak"
        yield Breach(("keputusan",), message, at_key=True)


_REQUIRED = ("lembaga", "judul", "menimbang", "mengingat", "tempat", "tanggal")
"""What every decree says, beside its number."""


def judul_berbeda(case: PlanCase) -> Iterator[Breach]:
    """The title stands in three places and should be one; the year in it should be the plan's."""
    keputusan = case.rencana.keputusan
    if keputusan.judul is None:
        return
    if keputusan.lampiran.judul:
        route = ("keputusan", "lampiran", "judul")
        yield from _berbeda(route, "judul di Lampiran", keputusan.lampiran.judul, keputusan.judul)
    said = re.split(r"(?i)\btentang\b", keputusan.memutuskan.menetapkan or "", maxsplit=1)
    if len(said) == 2:
        route = ("keputusan", "memutuskan", "menetapkan")
        yield from _berbeda(route, "judul sesudah Menetapkan", said[1], keputusan.judul)
    years = {int(year) for year in _YEAR.findall(keputusan.judul)}
    if years and case.rencana.tahun not in years:
        message = f"judul menyebut tahun {max(years)}, padahal rencana ini tahun {case.rencana.tahun}; samakan"
        yield Breach(("keputusan", "judul"), message)


def _berbeda(route: Route, citation: str, judul: str, original: str) -> Iterator[Breach]:
    """Where two titles part for the first time: the words that are more there, or fewer."""
    here, there = _KATA.findall(judul), _KATA.findall(original)
    one, two = [word.casefold() for word in here], [word.casefold() for word in there]
    if one == two:
        return
    same = next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    # a title of megabytes is compared no further than it takes to say what comes first
    matched = SequenceMatcher(None, one[same:][:_ON_ONE_LINE], two[same:][:_ON_ONE_LINE], autojunk=False).get_opcodes()
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
    named = (more, *here[at : at + 1])
    yield Breach(route, f"{citation} berbeda dari judul keputusan: {found}; samakan", meant=named)


def dasar_hukum_dicabut(case: PlanCase) -> Iterator[Breach]:
    """A regulation that had been revoked when the decree was signed cannot be its legal basis."""
    keputusan = case.rencana.keputusan
    signed = keputusan.tanggal.year if keputusan.tanggal else case.rencana.tahun
    for i, butir in enumerate(keputusan.mengingat):
        if not any(year in butir for year in revoked_years()):
            continue
        named: dict[Peraturan, Citation] = {}
        for each in disebut(butir):
            named.setdefault(each.peraturan, each)
        for peraturan, citation in named.items():
            found = dicabut().get(peraturan)
            if found is None or signed < found.oleh.tahun:
                continue
            if found.oleh in named and _REPEALS.search(butir):
                continue  # the text itself says that it is revoked: `Permen 90/2021, yang mencabut Permen 52/2014`
            message = f"{peraturan} sudah dicabut oleh {found.pasal} {found.oleh}; ganti, atau hapus"
            yield Breach(("keputusan", "mengingat", i), message, meant=(citation.teks, citation.tail))


RULES = (
    Rule("nomor-keputusan", Severity.WARNING, "Keputusan belum punya nomor.", nomor_keputusan),
    Rule(
        "keputusan-belum-lengkap",
        Severity.WARNING,
        "Keputusan belum ada, atau belum lengkap.",
        keputusan_belum_lengkap,
    ),
    Rule("judul-berbeda", Severity.WARNING, "Judul keputusan tidak di semua tempat sama.", judul_berbeda, printed=True),
    Rule("dasar-hukum-dicabut", Severity.WARNING, "Dasar hukum sudah dicabut.", dasar_hukum_dicabut, printed=True),
)
