"""Rules on how the plan hangs together: codes, places, names, and rows that are whole."""

from collections import Counter
from collections.abc import Iterator

from zi_cli.checks.aturan import Aturan, Perkara, Temuan, singkat
from zi_cli.diagnostics import Tingkat
from zi_cli.plan.kode import Kode, from_roman, to_roman


def kode_ganda(perkara: Perkara) -> Iterator[Temuan]:
    """A code is an identity: one row, one code."""
    first: dict[Kode, str] = {}
    known = {indikator.kode for _, indikator in perkara.indikator}
    for route, indikator in perkara.indikator:
        if indikator.kode in first:
            free = next(n for n in range(2, 100) if indikator.kode._replace(cabang=n) not in known)
            pesan = (
                f'kode {indikator.kode} sudah dipakai baris "{singkat(first[indikator.kode])}"; beri kode lain, '
                f"atau {indikator.kode._replace(cabang=free)} bila ini baris kedua untuk pertanyaan yang sama"
            )
            yield Temuan((*route, "kode"), pesan)
        first.setdefault(indikator.kode, indikator.uraian)


def kode_salah_tempat(perkara: Perkara) -> Iterator[Temuan]:
    """A code belongs to its area, and to the sub-component that its komponen stands for.

    The printed numeral decides where it is roman; where the decree prints a letter or nothing, the majority of the
    komponen's own codes does.
    """
    for route, area, komponen in perkara.komponen:
        codes = [each.kode for each in komponen.indikator]
        if not codes:
            continue
        subkomponen = (
            from_roman(komponen.nomor or "") or Counter(each.subkomponen for each in codes).most_common(1)[0][0]
        )
        for i, kode in enumerate(codes):
            place = (*route, "indikator", i, "kode")
            if kode.area != area.nomor:
                yield Temuan(place, f"kode {kode} berada di area {area.nomor} ({area.nama}); pindahkan, atau betulkan")
            elif kode.subkomponen != subkomponen:
                pesan = (
                    f'kode {kode} berada di komponen "{komponen.nama}", yang berkode '
                    f"{area.nomor}.{to_roman(subkomponen)}; pindahkan, atau betulkan"
                )
                yield Temuan(place, pesan)


def area_ganda(perkara: Perkara) -> Iterator[Temuan]:
    """An area stands once."""
    seen: set[int] = set()
    for a, area in enumerate(perkara.rencana.area):
        if area.nomor in seen:
            yield Temuan(("area", a, "nomor"), f"area {area.nomor} sudah ada; gabungkan komponennya")
        seen.add(area.nomor)


def dokumen_ganda(perkara: Perkara) -> Iterator[Temuan]:
    """A document is addressed by its name: within a row no two bear the same."""
    for route, indikator in perkara.indikator:
        seen: set[str] = set()
        for b, bukti in enumerate(indikator.bukti_fisik):
            name = " ".join(bukti.dokumen.casefold().split())
            if name in seen:
                pesan = f'dokumen "{singkat(bukti.dokumen)}" sudah ada di baris ini; hapus, atau bedakan namanya'
                yield Temuan((*route, "bukti_fisik", b, "dokumen"), pesan)
            seen.add(name)


def baris_separuh(perkara: Perkara) -> Iterator[Temuan]:
    """A row has action, evidence and target, or (a row the decree leaves empty) none of the three."""
    for route, indikator in perkara.indikator:
        present = {
            "langkah_aksi": indikator.langkah_aksi is not None,
            "bukti_fisik": bool(indikator.bukti_fisik),
            "target_waktu": indikator.target_waktu is not None,
        }
        if any(present.values()) and not all(present.values()):
            there = " dan ".join(key for key, found in present.items() if found)
            missing = " dan ".join(key for key, found in present.items() if not found)
            pesan = f"baris {indikator.kode} punya {there} tetapi tidak {missing}; lengkapi, atau kosongkan ketiganya"
            yield Temuan((*route, "kode"), pesan)


def tanpa_baris(perkara: Perkara) -> Iterator[Temuan]:
    """An empty plan would be a plan with nothing late."""
    if not perkara.indikator:
        yield Temuan(("area",), "rencana ini tidak punya satu indikator pun", kunci=True)


def urutan_nomor(perkara: Perkara) -> Iterator[Temuan]:
    """Komponen are numbered i, ii, iii within their area; a decree that slips there prints d, e, or nothing.

    The Reform half of the sheet counts anew, and a plan need not serve all of it: there a komponen bears the numeral
    of its own rows, and only their order is asked for.
    """
    last: dict[tuple[int, bool], int] = {}
    for route, area, komponen in perkara.komponen:
        reform = bool(komponen.indikator) and all(each.kode.reform for each in komponen.indikator)
        before = last.get((area.nomor, reform), 0)
        found = from_roman(komponen.nomor) if komponen.nomor else None
        meant = komponen.indikator[0].kode.subkomponen if reform else before + 1
        last[area.nomor, reform] = meant
        if found == meant and meant > before:
            continue
        ada = f'bernomor "{komponen.nomor}"' if komponen.nomor else "tanpa nomor"
        pesan = (
            f'komponen "{singkat(komponen.nama)}" {ada}, padahal {_urutan(area.nomor, meant, before, reform=reform)}'
        )
        where = ("nomor",) if komponen.nomor else ("nama",)
        yield Temuan((*route, *where), f"{pesan}; betulkan, atau biarkan bila keputusan mencetaknya begitu")


def _urutan(area: int, meant: int, before: int, *, reform: bool) -> str:
    """Which numeral was expected, and why."""
    if not reform:
        return f"ke-{meant} di area {area}: {to_roman(meant)}"
    if meant <= before:
        return f"berdiri sesudah {to_roman(before)} di Reform area {area}"
    return f"barisnya berkode R{area}.{to_roman(meant)}"


def urutan_kode(perkara: Perkara) -> Iterator[Temuan]:
    """Rows stand in the order of their codes, as on the sheet."""
    for route, _, komponen in perkara.komponen:
        last: Kode | None = None
        for i, indikator in enumerate(komponen.indikator):
            if last is not None and indikator.kode < last:
                pesan = f"kode {indikator.kode} berdiri sesudah {last}; urutkan menurut kode, atau betulkan kodenya"
                yield Temuan((*route, "indikator", i, "kode"), pesan)
            last = indikator.kode


def urutan_area(perkara: Perkara) -> Iterator[Temuan]:
    """Areas stand in the order of their numbers."""
    last = 0
    for a, area in enumerate(perkara.rencana.area):
        if area.nomor < last:
            yield Temuan(("area", a, "nomor"), f"area {area.nomor} berdiri sesudah area {last}; urutkan")
        last = area.nomor


ATURAN = (
    Aturan("kode-ganda", Tingkat.GALAT, "Satu kode dipakai dua baris.", kode_ganda),
    Aturan("kode-salah-tempat", Tingkat.GALAT, "Kode berada di luar area atau komponennya.", kode_salah_tempat),
    Aturan("area-ganda", Tingkat.GALAT, "Satu area ditulis dua kali.", area_ganda),
    Aturan("dokumen-ganda", Tingkat.GALAT, "Satu baris menyebut dokumen yang sama dua kali.", dokumen_ganda),
    Aturan("baris-separuh", Tingkat.GALAT, "Baris punya sebagian dari aksi, bukti dan target.", baris_separuh),
    Aturan("tanpa-baris", Tingkat.GALAT, "Rencana tidak punya indikator.", tanpa_baris),
    Aturan("urutan-nomor", Tingkat.PERINGATAN, "Nomor komponen tidak urut i, ii, iii.", urutan_nomor),
    Aturan("urutan-kode", Tingkat.PERINGATAN, "Baris tidak berdiri menurut urutan kodenya.", urutan_kode),
    Aturan("urutan-area", Tingkat.PERINGATAN, "Area tidak berdiri menurut urutan nomornya.", urutan_area),
)
