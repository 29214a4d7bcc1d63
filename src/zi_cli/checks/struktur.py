"""Rules on how the plan hangs together: codes, places, names, and rows that are whole."""

from collections import Counter
from collections.abc import Iterator

from zi_cli.checks.aturan import SEBAGAIMANA_DICETAK, Aturan, Perkara, Temuan
from zi_cli.checks.kata import rata
from zi_cli.checks.kerangka import Bidang, FrameKomponen, FrameRow, Kerangka
from zi_cli.diagnostics import Severity, shorten
from zi_cli.nearest import folded, nearest
from zi_cli.plan.kode import Kode, to_roman
from zi_cli.plan.model import Indikator, Komponen
from zi_cli.plan.nomor import ROMAWI, Skema, skema
from zi_cli.text.document import Route


def kode_ganda(kerangka: Kerangka) -> Iterator[Temuan]:
    """A code is an identity: one row, one code."""
    first: dict[Kode, FrameRow] = {}
    known = {baris.kode for _, baris in _setiap_baris(kerangka)}
    for _, baris in _setiap_baris(kerangka):
        kode = baris.kode
        if kode is None:
            continue
        if kode in first:
            free = next(n for n in range(2, 100) if kode._replace(cabang=n) not in known)
            pesan = (
                f'kode {kode} sudah dipakai baris "{shorten(first[kode].uraian)}"; beri kode lain, '
                f"atau {kode._replace(cabang=free)} bila ini baris kedua untuk pertanyaan yang sama"
            )
            yield Temuan((*baris.route, "kode"), pesan, serta=((*first[kode].route, "kode"),))
        first.setdefault(kode, baris)


def kode_salah_tempat(kerangka: Kerangka) -> Iterator[Temuan]:
    """A code belongs to its area, and to the sub-component that its komponen stands for.

    That is the one of most of the komponen's codes; the printed numeral may be an older sheet's, and decides only
    between as many as many.
    """
    for area in kerangka:
        for bagian in area.komponen:
            coded = [(baris.route, baris.kode) for baris in bagian.baris if baris.kode]
            if not coded or area.nomor is None:
                continue
            counted = Counter(kode.subkomponen for _, kode in coded)
            printed = ROMAWI.baca(bagian.nomor)
            subkomponen = max(counted, key=lambda each: (counted[each], each == printed))
            for route, kode in coded:
                pesan = _salah_tempat(kode, area, bagian, subkomponen)
                if pesan:
                    yield Temuan((*route, "kode"), pesan)


def _salah_tempat(kode: Kode, area: Bidang, bagian: FrameKomponen, subkomponen: int) -> str:
    if kode.area != area.nomor:
        return f"kode {kode} berada di area {area.nomor} ({area.nama}); pindahkan, atau betulkan"
    if kode.subkomponen != subkomponen:
        return (
            f'kode {kode} berada di komponen "{bagian.nama}", yang berkode '
            f"{area.nomor}.{to_roman(subkomponen)}; pindahkan, atau betulkan"
        )
    return ""


def area_ganda(kerangka: Kerangka) -> Iterator[Temuan]:
    """An area stands once."""
    seen: set[int] = set()
    for area in kerangka:
        if area.nomor is None:
            continue
        if area.nomor in seen:
            yield Temuan((*area.route, "nomor"), f"area {area.nomor} sudah ada; gabungkan komponennya")
        seen.add(area.nomor)


def dokumen_ganda(kerangka: Kerangka) -> Iterator[Temuan]:
    """A document is addressed by its name: within a row no two bear the same."""
    for _, baris in _setiap_baris(kerangka):
        seen: set[str] = set()
        if len(baris.dokumen) < 2:
            continue
        for at, dokumen in enumerate(baris.dokumen):
            name = folded(dokumen)
            if name and name in seen:
                pesan = f'dokumen "{shorten(dokumen)}" sudah ada di baris ini; hapus, atau bedakan namanya'
                yield Temuan((*baris.route, "bukti_fisik", at, "dokumen"), pesan)
            seen.add(name)


_ISI = ("langkah_aksi", "bukti_fisik", "target_waktu")


def baris_separuh(perkara: Perkara) -> Iterator[Temuan]:
    """A row has action, evidence and a time, or (a row the decree leaves empty) none of the three."""
    for route, baris in perkara.indikator:
        timed = baris.saat is not None or any(each.waktu for each in baris.bukti_fisik)
        said = (bool(baris.langkah_aksi), bool(baris.bukti_fisik), timed)
        if any(said) and not all(said):
            there, missing = (
                [key for key, known in zip(_ISI, said, strict=True) if known is wanted] for wanted in (True, False)
            )
            untimed = "" if timed and baris.bukti_fisik else " dan dihitung tanpa target"
            pesan = (
                f"baris {baris.kode} punya {' dan '.join(there)} tetapi tidak {' dan '.join(missing)}: yang tidak ada "
                f'tercetak "-"{untimed}; lengkapi, {SEBAGAIMANA_DICETAK}'
            )
            yield Temuan((*route, "kode"), pesan)


def isian_asing(perkara: Perkara) -> Iterator[Temuan]:
    """What fills a further column stands under that column's key; one without a column is printed nowhere."""
    columns = [each.kunci for each in perkara.rencana.kolom]
    for route, baris in perkara.indikator:
        for key in baris.isian:
            if key not in columns:
                guess = nearest(key, columns)
                cure = f'maksudnya "{guess}"?' if guess else "tambahkan kolomnya di kunci kolom, atau hapus"
                pesan = f'isian "{shorten(key)}" tidak punya kolom, jadi tidak tercetak; {cure}'
                yield Temuan((*route, "isian", key), pesan, kunci=True)
    for at, key in enumerate(columns):
        if key in columns[:at]:
            yield Temuan(("kolom", at, "kunci"), f'kolom "{shorten(key)}" sudah ada; beri kunci lain, atau hapus')


def _setiap_baris(kerangka: Kerangka) -> Iterator[tuple[FrameKomponen, FrameRow]]:
    return ((bagian, baris) for area in kerangka for bagian in area.komponen for baris in bagian.baris)


def tanpa_baris(perkara: Perkara) -> Iterator[Temuan]:
    """An empty plan would be a plan with nothing late."""
    if next(perkara.rencana.rute(), None) is None:
        yield Temuan(("area",), "rencana ini tidak punya satu indikator pun; salin baris-baris Lampiran", kunci=True)


def urutan_nomor(perkara: Perkara) -> Iterator[Temuan]:
    """Komponen are numbered i, ii, iii within their area, or A, B, C; where a decree slips it prints d, e, or nothing.

    Only breaks in the scheme that an area uses are told, and none where it prints no numerals at all. The Reform half
    of the sheet counts anew, and a plan need not serve all of it: there a komponen bears the numeral of its own rows.
    """
    areas: dict[tuple[int, bool], list[tuple[Route, Komponen]]] = {}
    for route, area, komponen in perkara.komponen:
        codes = _kode(komponen)
        reform = bool(codes) and all(each.reform for each in codes)
        areas.setdefault((area.nomor, reform), []).append((route, komponen))
    for (area_nomor, reform), members in areas.items():
        printed = tuple(komponen.nomor or "" for _, komponen in members)
        scheme = skema(printed)
        if scheme is None:
            continue
        rows = [_kode(komponen)[0].subkomponen for _, komponen in members] if reform else []
        for k, padahal in _tak_menurut_kode(printed, scheme, rows) if reform else _tak_urut(printed, scheme):
            route, komponen = members[k]
            if not reform and {ROMAWI.baca(komponen.nomor or "")} == {each.subkomponen for each in _kode(komponen)}:
                continue  # a plan need not serve the whole sheet: it bears the numeral of its own rows
            ada = f'bernomor "{komponen.nomor}"' if komponen.nomor else "tanpa nomor"
            where = (*route, "nomor" if komponen.nomor else "nama")
            pesan = f'komponen "{shorten(komponen.nama)}" {ada}, padahal {padahal.format(area=area_nomor)}'
            yield Temuan(where, f"{pesan}; betulkan, {SEBAGAIMANA_DICETAK}")


def _kode(komponen: Komponen) -> list[Kode]:
    """The codes of a komponen's rows, of the sick ones as far as they are written right."""
    codes = (each.kode if isinstance(each, Indikator) else each.kode_terbaca for each in komponen.indikator)
    return [each for each in codes if each is not None]


def _tak_urut(printed: tuple[str, ...], scheme: Skema) -> Iterator[tuple[int, str]]:
    """The numerals that do not follow the one before: where they stand, and which numeral should."""
    for k, nomor in enumerate(printed):
        if scheme.baca(nomor) != k + 1:
            yield k, f"ke-{k + 1} di area {{area}}: {_tertulis(scheme, k + 1, printed)}"


def _tak_menurut_kode(printed: tuple[str, ...], scheme: Skema, codes: list[int]) -> Iterator[tuple[int, str]]:
    """The numerals of Reform that are not those of their rows, or stand behind a higher one."""
    before = 0
    for k, (nomor, code) in enumerate(zip(printed, codes, strict=True)):
        if code <= before:
            yield k, f"berdiri sesudah {_tertulis(scheme, before, printed)} di Reform area {{area}}"
        elif scheme.baca(nomor) != code:
            yield k, f"barisnya berkode R{{area}}.{to_roman(code)}"
        before = code


def _tertulis(scheme: Skema, number: int, printed: tuple[str, ...]) -> str:
    """A numeral in the writing of those that are printed."""
    return scheme.seperti(number, next(filter(scheme.baca, printed)))


def urutan_kode(perkara: Perkara) -> Iterator[Temuan]:
    """Rows stand in the order of their codes, as on the sheet."""
    before: tuple[Route, Kode] | None = None
    for route, indikator in perkara.indikator:
        if before is not None and before[0][:-1] == route[:-1] and indikator.kode < before[1]:
            pesan = f"kode {indikator.kode} berdiri sesudah {before[1]}; urutkan menurut kode, atau betulkan kodenya"
            yield Temuan((*route, "kode"), pesan)
        before = route, indikator.kode


def urutan_area(perkara: Perkara) -> Iterator[Temuan]:
    """Areas stand in the order of their numbers."""
    last = 0
    for a, area in enumerate(perkara.rencana.area):
        if area.nomor < last:
            yield Temuan(("area", a, "nomor"), f"area {area.nomor} berdiri sesudah area {last}; urutkan")
        last = area.nomor


def indikator_ganda(perkara: Perkara) -> Iterator[Temuan]:
    """A row printed twice is one question asked twice: it counts double in every count.

    A further row on the same question (`6.v.b2`) repeats the indicator only: its action or its evidence is another.
    """
    first: dict[str, Indikator] = {}
    wholes: dict[str, dict[tuple[str, ...], Kode]] = {}
    for route, indikator in perkara.indikator:
        words = rata(indikator.uraian)
        other = first.setdefault(words, indikator)
        if other is indikator:
            continue
        known = wholes.setdefault(words, {_selebihnya(other): other.kode})
        kode = known.setdefault(_selebihnya(indikator), indikator.kode)
        if kode != indikator.kode:
            pesan = (
                f"baris {indikator.kode} sama dengan {kode}: indikatornya, langkah aksinya, dan bukti fisiknya; "
                "hapus salah satu, atau betulkan"
            )
            yield Temuan((*route, "uraian"), pesan)


def _selebihnya(indikator: Indikator) -> tuple[str, ...]:
    """What a row says beside its indicator: the step and the evidence."""
    return (rata(indikator.langkah_aksi or ""), *sorted(rata(each.dokumen) for each in indikator.bukti_fisik))


ATURAN = (
    Aturan("kode-ganda", Severity.ERROR, "Satu kode dipakai dua baris.", rangka=kode_ganda),
    Aturan("kode-salah-tempat", Severity.ERROR, "Kode berada di luar area atau komponennya.", rangka=kode_salah_tempat),
    Aturan("area-ganda", Severity.ERROR, "Satu area ditulis dua kali.", rangka=area_ganda),
    Aturan("dokumen-ganda", Severity.ERROR, "Satu baris menyebut dokumen yang sama dua kali.", rangka=dokumen_ganda),
    Aturan("baris-separuh", Severity.WARNING, "Baris punya sebagian dari aksi, bukti dan target.", baris_separuh),
    Aturan("tanpa-baris", Severity.ERROR, "Rencana tidak punya indikator.", tanpa_baris),
    Aturan("isian-asing", Severity.WARNING, "Isian baris tidak punya kolom.", isian_asing),
    Aturan("urutan-nomor", Severity.WARNING, "Nomor komponen tidak urut.", urutan_nomor),
    Aturan("urutan-kode", Severity.WARNING, "Baris tidak berdiri menurut urutan kodenya.", urutan_kode),
    Aturan("urutan-area", Severity.WARNING, "Area tidak berdiri menurut urutan nomornya.", urutan_area),
)
BERULANG = (Aturan("indikator-ganda", Severity.WARNING, "Satu baris dicetak dua kali.", indikator_ganda),)
"""Listed with the other rules on what is said twice, as the manual does."""
