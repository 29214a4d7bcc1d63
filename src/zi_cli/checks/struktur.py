"""Rules on how the plan hangs together: codes, places, names, and rows that are whole."""

from collections import Counter
from collections.abc import Iterator

from zi_cli.checks.compared import as_compared
from zi_cli.checks.frame import FrameArea, FrameKomponen, FrameRow, PlanFrame
from zi_cli.checks.rule import OR_AS_PRINTED, Breach, PlanCase, Rule
from zi_cli.diagnostics import Severity, shorten
from zi_cli.nearest import folded, nearest
from zi_cli.plan.kode import Kode, to_roman
from zi_cli.plan.model import Indikator, Komponen
from zi_cli.plan.nomor import ROMAWI, Numbering, numbering
from zi_cli.text.document import Route


def kode_ganda(frame_of: PlanFrame) -> Iterator[Breach]:
    """A code names one row, so no two rows may have the same."""
    first: dict[Kode, FrameRow] = {}
    known = {baris.kode for _, baris in _each_row(frame_of)}
    for _, baris in _each_row(frame_of):
        kode = baris.kode
        if kode is None:
            continue
        if kode in first:
            free = next(n for n in range(2, 100) if kode._replace(cabang=n) not in known)
            message = (
                f'kode {kode} sudah dipakai baris "{shorten(first[kode].uraian)}"; beri kode lain, '
                f"atau {kode._replace(cabang=free)} bila ini baris kedua untuk pertanyaan yang sama"
            )
            yield Breach((*baris.route, "kode"), message, also=((*first[kode].route, "kode"),))
        first.setdefault(kode, baris)


def kode_salah_tempat(frame_of: PlanFrame) -> Iterator[Breach]:
    """A code belongs to its area, and to the sub-component that its komponen stands for.

    That is the one of most of the komponen's codes; the printed numeral may be an older sheet's, and decides only
    between as many as many.
    """
    for area in frame_of:
        for bagian in area.komponen:
            coded = [(baris.route, baris.kode) for baris in bagian.baris if baris.kode]
            places = {(kode.area, kode.subkomponen) for _, kode in coded}
            if area.nomor is None or (len(places) < 2 and {place for place, _ in places} <= {area.nomor}):
                continue
            counted = Counter(kode.subkomponen for _, kode in coded)
            printed = ROMAWI.baca(bagian.nomor)
            subkomponen = max(counted, key=lambda each: (counted[each], each == printed))
            for route, kode in coded:
                message = _salah_tempat(kode, area, bagian, subkomponen)
                if message:
                    yield Breach((*route, "kode"), message)


def _salah_tempat(kode: Kode, area: FrameArea, bagian: FrameKomponen, subkomponen: int) -> str:
    if kode.area != area.nomor:
        return f"kode {kode} berada di area {area.nomor} ({area.nama}); pindahkan, atau betulkan"
    if kode.subkomponen != subkomponen:
        return (
            f'kode {kode} berada di komponen "{bagian.nama}", yang berkode '
            f"{area.nomor}.{to_roman(subkomponen)}; pindahkan, atau betulkan"
        )
    return ""


def area_ganda(frame_of: PlanFrame) -> Iterator[Breach]:
    """No area may stand twice."""
    seen: set[int] = set()
    for area in frame_of:
        if area.nomor is None:
            continue
        if area.nomor in seen:
            yield Breach((*area.route, "nomor"), f"area {area.nomor} sudah ada; gabungkan komponennya")
        seen.add(area.nomor)


def dokumen_ganda(frame_of: PlanFrame) -> Iterator[Breach]:
    """A document is addressed by its name: within a row no two bear the same."""
    for _, baris in _each_row(frame_of):
        if len(baris.listed) < 2:
            continue
        seen: set[str] = set()
        for at, dokumen in enumerate(baris.dokumen):
            name = folded(dokumen)
            if name and name in seen:
                message = f'dokumen "{shorten(dokumen)}" sudah ada di baris ini; hapus, atau bedakan namanya'
                yield Breach((*baris.route, "bukti_fisik", at, "dokumen"), message)
            seen.add(name)


_ISI = ("langkah_aksi", "bukti_fisik", "target_waktu")


def baris_separuh(case: PlanCase) -> Iterator[Breach]:
    """A row has an action, evidence and a time; or none of the three, where the decree leaves it empty."""
    for route, baris in case.indikator:
        timed = baris.due is not None or any(each.waktu for each in baris.bukti_fisik)
        said = (bool(baris.langkah_aksi), bool(baris.bukti_fisik), timed)
        if any(said) and not all(said):
            there, missing = (
                [key for key, known in zip(_ISI, said, strict=True) if known is wanted] for wanted in (True, False)
            )
            untimed = "" if timed and baris.bukti_fisik else " dan dihitung tanpa target"
            message = (
                f"baris {baris.kode} punya {' dan '.join(there)} tetapi tidak {' dan '.join(missing)}: yang tidak ada "
                f'tercetak "-"{untimed}; lengkapi, {OR_AS_PRINTED}'
            )
            yield Breach((*route, "kode"), message)


def isian_asing(case: PlanCase) -> Iterator[Breach]:
    """The text of a further column stands under that column's key; a key without a column would not be printed."""
    columns = [each.kunci for each in case.rencana.kolom]
    for route, baris in case.indikator:
        for key in baris.isian:
            if key not in columns:
                guess = nearest(key, columns)
                cure = f'maksudnya "{guess}"?' if guess else "tambahkan kolomnya di kunci kolom, atau hapus"
                message = f'isian "{shorten(key)}" tidak punya kolom, jadi tidak tercetak; {cure}'
                yield Breach((*route, "isian", key), message, at_key=True)
    for at, key in enumerate(columns):
        if key in columns[:at]:
            yield Breach(("kolom", at, "kunci"), f'kolom "{shorten(key)}" sudah ada; beri kunci lain, atau hapus')


def _each_row(frame_of: PlanFrame) -> Iterator[tuple[FrameKomponen, FrameRow]]:
    return ((bagian, baris) for area in frame_of for bagian in area.komponen for baris in bagian.baris)


def tanpa_baris(case: PlanCase) -> Iterator[Breach]:
    """A plan without rows would look as if nothing were late."""
    if next(case.rencana.each_row(), None) is None:
        yield Breach(("area",), "rencana ini tidak punya satu indikator pun; salin baris-baris Lampiran", at_key=True)


def urutan_nomor(case: PlanCase) -> Iterator[Breach]:
    """Komponen are numbered i, ii, iii within their area, or A, B, C; where a decree slips it prints d, e, or nothing.

    Only breaks in the scheme that an area uses are told, and none where it prints no numerals at all. The Reform half
    of the sheet counts anew, and a plan need not serve all of it: there a komponen bears the numeral of its own rows.
    """
    areas: dict[tuple[int, bool], list[tuple[Route, Komponen]]] = {}
    for route, area, komponen in case.komponen:
        codes = _kode(komponen)
        first = next(codes, None)
        reform = first is not None and first.reform and all(each.reform for each in codes)
        areas.setdefault((area.nomor, reform), []).append((route, komponen))
    for (area_nomor, reform), members in areas.items():
        printed = tuple(komponen.nomor or "" for _, komponen in members)
        scheme = numbering(printed)
        if scheme is None:
            continue
        rows = [next(_kode(komponen)).subkomponen for _, komponen in members] if reform else []
        for k, instead in _not_by_code(printed, scheme, rows) if reform else _out_of_order(printed, scheme):
            route, komponen = members[k]
            if not reform and {ROMAWI.baca(komponen.nomor or "")} == {each.subkomponen for each in _kode(komponen)}:
                continue  # a plan need not serve the whole sheet: it bears the numeral of its own rows
            ada = f'bernomor "{komponen.nomor}"' if komponen.nomor else "tanpa nomor"
            where = (*route, "nomor" if komponen.nomor else "nama")
            message = f'komponen "{shorten(komponen.nama)}" {ada}, padahal {instead.format(area=area_nomor)}'
            yield Breach(where, f"{message}; betulkan, {OR_AS_PRINTED}")


def _kode(komponen: Komponen) -> Iterator[Kode]:
    """The codes of a komponen's rows, of the sick ones as far as they are written right."""
    codes = (each.kode if isinstance(each, Indikator) else each.readable_code for each in komponen.indikator)
    return (each for each in codes if each is not None)


def _out_of_order(printed: tuple[str, ...], scheme: Numbering) -> Iterator[tuple[int, str]]:
    """The numerals that do not follow the one before: where they stand, and which numeral should."""
    for k, nomor in enumerate(printed):
        if scheme.baca(nomor) != k + 1:
            yield k, f"ke-{k + 1} di area {{area}}: {_written(scheme, k + 1, printed)}"


def _not_by_code(printed: tuple[str, ...], scheme: Numbering, codes: list[int]) -> Iterator[tuple[int, str]]:
    """The numerals of Reform that are not those of their rows, or stand behind a higher one."""
    before = 0
    for k, (nomor, code) in enumerate(zip(printed, codes, strict=True)):
        if code <= before:
            yield k, f"terletak sesudah {_written(scheme, before, printed)} di Reform area {{area}}"
        elif scheme.baca(nomor) != code:
            yield k, f"barisnya berkode R{{area}}.{to_roman(code)}"
        before = code


def _written(scheme: Numbering, number: int, printed: tuple[str, ...]) -> str:
    """A numeral in the writing of those that are printed."""
    return scheme.written_like(number, next(filter(scheme.baca, printed)))


def urutan_kode(case: PlanCase) -> Iterator[Breach]:
    """Rows stand in the order of their codes, as on the sheet."""
    before: tuple[Route, Kode] | None = None
    for route, indikator in case.indikator:
        if before is not None and before[0][:-1] == route[:-1] and indikator.kode < before[1]:
            message = f"kode {indikator.kode} terletak sesudah {before[1]}; urutkan menurut kode, atau betulkan kodenya"
            yield Breach((*route, "kode"), message)
        before = route, indikator.kode


def urutan_area(case: PlanCase) -> Iterator[Breach]:
    """Areas stand in the order of their numbers."""
    last = 0
    for a, area in enumerate(case.rencana.area):
        if area.nomor < last:
            yield Breach(("area", a, "nomor"), f"area {area.nomor} terletak sesudah area {last}; urutkan")
        last = area.nomor


def indikator_ganda(case: PlanCase) -> Iterator[Breach]:
    """A row printed twice is one question asked twice: it counts double in every count.

    A further row on the same question (`6.v.b2`) repeats the indicator only: its action or its evidence is another.
    """
    first: dict[str, Indikator] = {}
    wholes: dict[str, dict[tuple[str, ...], Kode]] = {}
    for route, indikator in case.indikator:
        words = as_compared(indikator.uraian)
        other = first.setdefault(words, indikator)
        if other is indikator:
            continue
        known = wholes.setdefault(words, {_selebihnya(other): other.kode})
        kode = known.setdefault(_selebihnya(indikator), indikator.kode)
        if kode != indikator.kode:
            message = (
                f"baris {indikator.kode} sama dengan {kode}: indikatornya, langkah aksinya, dan bukti fisiknya; "
                "hapus salah satu, atau betulkan"
            )
            yield Breach((*route, "uraian"), message)


def _selebihnya(indikator: Indikator) -> tuple[str, ...]:
    """What a row says beside its indicator: the step and the evidence."""
    return (
        as_compared(indikator.langkah_aksi or ""),
        *sorted(as_compared(each.dokumen) for each in indikator.bukti_fisik),
    )


RULES = (
    Rule("kode-ganda", Severity.ERROR, "Satu kode dipakai dua baris.", in_frame=kode_ganda),
    Rule("kode-salah-tempat", Severity.ERROR, "Kode berada di luar area atau komponennya.", in_frame=kode_salah_tempat),
    Rule("area-ganda", Severity.ERROR, "Satu area ditulis dua kali.", in_frame=area_ganda),
    Rule("dokumen-ganda", Severity.ERROR, "Satu baris menyebut dokumen yang sama dua kali.", in_frame=dokumen_ganda),
    Rule("baris-separuh", Severity.WARNING, "Baris punya sebagian dari aksi, bukti dan target.", baris_separuh),
    Rule("tanpa-baris", Severity.ERROR, "Rencana tidak punya indikator.", tanpa_baris),
    Rule("isian-asing", Severity.WARNING, "Isian baris tidak punya kolom.", isian_asing),
    Rule("urutan-nomor", Severity.WARNING, "Nomor komponen tidak urut.", urutan_nomor),
    Rule("urutan-kode", Severity.WARNING, "Baris tidak urut menurut kodenya.", urutan_kode),
    Rule("urutan-area", Severity.WARNING, "Area tidak urut menurut nomornya.", urutan_area),
)
REPEATED = (Rule("indikator-ganda", Severity.WARNING, "Satu baris dicetak dua kali.", indikator_ganda),)
"""Listed with the other rules on what is said twice, as the manual does."""
