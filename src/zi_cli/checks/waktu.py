"""Rules on targets: what is understood, and whether it can have been meant."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from zi_cli.checks.rule import OR_AS_PRINTED, Breach, PlanCase, Rule
from zi_cli.diagnostics import Severity, shorten
from zi_cli.plan.hari import BULAN, written_day
from zi_cli.plan.model import Indikator
from zi_cli.plan.recurring import NUMERALS, often_in, periods_named
from zi_cli.plan.rentang import Frekuensi, Window, tenggat

_TWICE = re.compile(r"(?i)\b(?:dua|2) ?(?:kali|x)\b")
_HOW_OFTEN = re.compile(rf"(?i)\b([1-9][0-9]?|{'|'.join(sorted(NUMERALS, key=len, reverse=True))})\s*(?:kali|x)\b")
_QUARTERLY = re.compile(r"(?i)\b(?:triwulan|tw|b(?:03|06|09|12))\b")
"""Words of a range of quarters."""
_SAYS = re.compile(r"(?i)\bdan\b|&")
"""Words between months that make a set of them beyond doubt."""
_ONE_SIDED = re.compile(r"(?<=\S)(?:(?<! )[-‐‑‒–—−] +| +[-‐‑‒–—−](?! ))(?=\S)|  +")
"""A hyphen with a blank on one side only, or two blanks."""


def tenggat_sebelum_keputusan(case: PlanCase) -> Iterator[Breach]:
    """A deadline before the decree's own date cannot have been meant."""
    tahun, tanggal = case.rencana.tahun, case.rencana.keputusan.tanggal
    if tanggal is None:
        return
    for route, indikator, windows in case.timed_rows:
        if windows[0].first >= tanggal or windows[-1].last.year < tahun:
            continue
        paces = {each.frekuensi for each in indikator.bukti_fisik}
        if windows[0].last >= tanggal and not any(paces):
            continue  # the one deadline, or the first, is still to come: so it is in most rows
        signed = f"sebelum keputusan ditetapkan ({written_day(tanggal)})"
        due = sorted({day for pace in paces for day in tenggat(windows, pace)})
        past = [day for day in due if day < tanggal]
        if windows[-1].last < tanggal:
            message = f"target {indikator.kode} berakhir {written_day(windows[-1].last)}, {signed}"
        elif past:
            days = " sampai ".join(dict.fromkeys((written_day(past[0]), written_day(past[-1]))))
            message = f"{len(past)} dari {len(due)} tenggat {indikator.kode} ({days}) sudah lewat {signed}"
        else:
            continue
        cure = f"betulkan target atau tanggal keputusannya, {OR_AS_PRINTED}"
        yield Breach((*route, _key(indikator)), f"{message}; {cure}")


def _key(indikator: Indikator) -> str:
    """The key that says when a row is due."""
    return "waktu" if indikator.waktu else "target_waktu" if indikator.target_waktu else "bukti_fisik"


def target_lewat_tahun(case: PlanCase) -> Iterator[Breach]:
    """A target that ended before the plan's year has a wrong year.

    One that begins after it is none: the report on a year is written in January of the next.
    """
    tahun = case.rencana.tahun
    for route, indikator, windows in case.timed_rows:
        if windows[-1].last.year < tahun:
            message = f"target {indikator.kode} berakhir {windows[-1].last.year}, padahal rencana ini tahun {tahun}"
            yield Breach((*route, _key(indikator)), f"{message}; betulkan tahunnya")


def himpunan_atau_rentang(case: PlanCase) -> Iterator[Breach]:
    """`A, B` are two deadlines and `A-B` is one; asked where the words around suggest the other."""
    tahun = case.rencana.tahun
    for route, indikator, windows in case.timed_rows:
        cure = _once(indikator, windows) if len(windows) == 1 else _monthly(indikator, windows, tahun)
        if cure is None or any(each.frekuensi or each.waktu for each in indikator.bukti_fisik):
            continue
        if not _says_itself(indikator, windows):
            yield Breach((*route, _key(indikator)), f'target "{indikator.due}" dibaca sebagai {cure}')


def _says_itself(indikator: Indikator, windows: tuple[Window, ...]) -> bool:
    """Whether the row's own words say that it is a set: they name two of its months, or as many times as it has."""
    if len(windows) < 2:
        return False
    said = "\n".join((indikator.langkah_aksi or "", *(each.dokumen for each in indikator.bukti_fisik)))
    months = {each.last.month for each in windows}
    named = {number for kind, number, _ in periods_named(said) if kind == "bulan"}
    return len(months & named) > 1 or _times(said) == len(windows)


def _times(text: str) -> int | None:
    """How many times a text says that a thing is done, if it does."""
    match = _HOW_OFTEN.search(text)
    word = match[1].lower() if match else ""
    return int(word) if word.isdigit() else NUMERALS.get(word)


def _monthly(indikator: Indikator, windows: tuple[Window, ...], tahun: int) -> str | None:
    """What to ask of a set of single months, unless a word between them says already that it is one."""
    months = [each.last.year * 12 + each.last.month for each in windows]
    if any(each.first != each.last.replace(day=1) for each in windows) or _SAYS.search(str(indikator.due)):
        return None
    if len(windows) > 2 and all(later - one == 1 for one, later in pairwise(months)):
        return (
            f"{len(windows)} tenggat, satu tiap bulan; bila maksudnya satu kali, tuliskan rentang "
            f"{_range(windows, tahun)}, bila tiap bulan, tuliskan rentang itu dengan frekuensi: bulanan"
        )
    if len(windows) == 2 and months[1] - months[0] > 1:
        return (
            f"dua tenggat; bila maksudnya rentang, tuliskan {_range(windows, tahun)}, bila memang dua, tuliskan "
            f"{_set_of(windows, tahun)}"
        )
    return None


def _once(indikator: Indikator, windows: tuple[Window, ...]) -> str | None:
    """What to ask of a range whose row speaks of two times."""
    quarters = len(tenggat(windows, Frekuensi.TRIWULANAN)) if _named_by_quarters(str(indikator.due)) else 0
    if quarters > 1:
        return f"satu tenggat di akhirnya; bila tiap triwulan ({quarters} tenggat), tambahkan frekuensi: triwulanan"
    said = _twice(indikator) if windows[0].first.month != windows[0].last.month else None
    if said is None:
        return None
    cure = "bila dua bulan tertentu, tuliskan keduanya dengan kata dan (Oktober dan Desember)"
    if len(tenggat(windows, Frekuensi.SEMESTERAN)) > 1:
        cure += ", bila tiap semester, tambahkan frekuensi: semesteran"
    return f'satu tenggat di akhirnya, padahal barisnya menyebut "{said}"; {cure}'


def _twice(indikator: Indikator) -> str | None:
    """How a row says that it is done two times, in its step or in the name of a document."""
    for text in (indikator.langkah_aksi or "", *[each.dokumen for each in indikator.bukti_fisik]):
        if said := _said_twice(text):
            return said
    return None


@lru_cache(maxsize=4096)
def _said_twice(text: str) -> str | None:
    match = _TWICE.search(text)
    return match[0] if match else None


@lru_cache(maxsize=1024)
def _named_by_quarters(target: str) -> bool:
    return _QUARTERLY.search(target) is not None


def _range(windows: tuple[Window, ...], tahun: int) -> str:
    return "-".join(_months(each, tahun, windows) for each in (windows[0], windows[-1]))


def _set_of(windows: tuple[Window, ...], tahun: int) -> str:
    return " dan ".join(_months(each, tahun, windows) for each in windows)


def _months(span: Window, tahun: int, windows: tuple[Window, ...]) -> str:
    """A month's name, with its year where not all of them lie in the plan's."""
    name = BULAN[span.last.month - 1]
    return name if all(each.last.year == tahun for each in windows) else f"{name} {span.last.year}"


def frekuensi_tersirat(case: PlanCase) -> Iterator[Breach]:
    """A document that says of itself that it recurs, and has no `frekuensi`, is counted once."""
    for route, indikator, bukti in case.bukti:
        said = [each for each in often_in(bukti.dokumen) if each.frekuensi]
        due = indikator.due_time(bukti) if said and not bukti.frekuensi else None
        if due is None or due.unread:
            continue
        windows = due.windows(case.rencana.tahun)
        if len(windows) > 1:
            continue
        often = max(said, key=lambda each: each.kali)
        cure = f'bila berulang di dalam target "{due}", tambahkan frekuensi: {often.frekuensi}'
        if len(tenggat(windows, often.frekuensi)) < 2:
            cure = (
                f'target "{due}" terlalu pendek untuk itu: perpanjang menjadi Januari-Desember '
                f"dan tambahkan frekuensi: {often.frekuensi}, {OR_AS_PRINTED}"
            )
        yield Breach((*route, "dokumen"), f'dokumen ini menyebut "{often.kata}" tetapi dihitung sekali; {cure}')
    yield from _recurring_steps(case)


def _recurring_steps(case: PlanCase) -> Iterator[Breach]:
    """A step that says it recurs raises the row's points but makes no deadline."""
    for route, indikator, windows in case.timed_rows:
        said = [each for each in often_in(indikator.langkah_aksi or "") if each.frekuensi]
        if not said:
            continue
        documents = indikator.bukti_fisik
        counted = any(each.frekuensi or any(word.frekuensi for word in often_in(each.dokumen)) for each in documents)
        if counted or len(windows) > 1 or not documents:
            continue
        often = max(said, key=lambda each: each.kali)
        message = (
            f'langkah aksi ini menyebut "{often.kata}" dan dinilai begitu, tetapi buktinya diharapkan sekali; bila '
            f"memang berulang, tambahkan frekuensi: {often.frekuensi} di dokumen yang berulang"
        )
        yield Breach((*route, "langkah_aksi"), message, meant=(often.kata,))


def frekuensi_tanpa_tenggat(case: PlanCase) -> Iterator[Breach]:
    """A frequency makes deadlines where its periods end: in a target in which none ends, nothing is ever due."""
    tahun = case.rencana.tahun
    for route, indikator, bukti in case.bukti:
        due = indikator.due_time(bukti)
        if bukti.frekuensi and due and not due.unread and not indikator.tenggat(bukti, tahun):
            message = (
                f'tidak ada periode {bukti.frekuensi} yang berakhir di dalam target "{due}", '
                f'jadi "{shorten(bukti.dokumen)}" tidak pernah jatuh tempo; hapus frekuensinya, atau betulkan targetnya'
            )
            yield Breach((*route, "frekuensi"), message)


def jarak_rentang(case: PlanCase) -> Iterator[Breach]:
    """`Agustus- Desember` can be read, but is printed with a wrong blank."""
    for route, indikator in case.indikator:
        text = str(indikator.target_waktu or "")
        if indikator.target_waktu and not indikator.target_waktu.unread and _uneven(text):
            message = f'spasi pada "{text}" tidak rata; tuliskan "{tight(text)}", {OR_AS_PRINTED}'
            yield Breach((*route, "target_waktu"), message, meant=(text,))


@cache
def _uneven(text: str) -> bool:
    """Whether a target has its blanks wrong. Plans repeat few targets many times."""
    return _ONE_SIDED.search(text) is not None


def tight(text: str) -> str:
    """A target with its blanks put right: none beside a hyphen that had them on one side only, else one."""
    return _ONE_SIDED.sub(lambda match: match[0].strip() or " ", text)


RULES = (
    Rule(
        "tenggat-sebelum-keputusan",
        Severity.WARNING,
        "Tenggat sudah lewat sebelum keputusannya ditetapkan.",
        tenggat_sebelum_keputusan,
    ),
    Rule("target-lewat-tahun", Severity.WARNING, "Target berakhir sebelum tahun rencana.", target_lewat_tahun),
    Rule(
        "himpunan-atau-rentang",
        Severity.WARNING,
        "Target mungkin rentang yang tertulis sebagai himpunan, atau sebaliknya.",
        himpunan_atau_rentang,
    ),
    Rule(
        "frekuensi-tersirat",
        Severity.WARNING,
        "Dokumen atau langkah aksi menyebut berulang, tetapi frekuensinya tidak ditulis.",
        frekuensi_tersirat,
    ),
    Rule(
        "frekuensi-tanpa-tenggat",
        Severity.WARNING,
        "Di dalam target tidak ada periode yang berakhir, jadi dokumen tidak pernah jatuh tempo.",
        frekuensi_tanpa_tenggat,
    ),
    Rule("jarak-rentang", Severity.WARNING, "Spasi pada target waktu tidak rata.", jarak_rentang),
)
