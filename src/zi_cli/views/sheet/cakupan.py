"""The page of `zi coverage`: whether the plan can pass at all, why not, and what to add. The verdict comes first."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from zi_cli.frozen import evolve
from zi_cli.lke.cakupan import Cakupan, Layanan, Putusan, maksimum
from zi_cli.lke.figures import as_figure, for_machines, persen, rounded_up
from zi_cli.lke.irama import times_wanted, told_times
from zi_cli.lke.jawaban import PersenArea
from zi_cli.lke.lembar import GateKind, Lembar
from zi_cli.lke.score import Skor
from zi_cli.plan.model import Predikat
from zi_cli.tables import Cell, Column, Page, Row, Sentence, Table, Tone, row
from zi_cli.views import JSON_VERSION
from zi_cli.views.cells import figure
from zi_cli.views.sheet.ambang import bulat
from zi_cli.views.sheet.vonis import bersyarat, hilang, jumlah, sebab_kosong, tambahan, vonis

_NOL = Fraction(0)


def cakupan(putusan: Putusan, *, most: int | None = None, how: str = "") -> Page:
    """The verdict, its figures, an area a line, and what the plan does not serve or serves too seldom.

    `most`: the most rows that a list shows; of what it leaves out it is said how many, and `how` it is seen.
    """
    whole = putusan.cakupan
    body: list[Table | Sentence] = [
        Sentence(each) for each in (jumlah(putusan), hilang(putusan), tambahan(putusan)) if each
    ]
    body += [_per_area(putusan), *_cut((*_tidak_dilayani(whole), *_terbatas(whole)), most, how)]
    body += _asing(whole)
    return Page(vonis(putusan), tuple(body))


def _per_area(putusan: Putusan) -> Table:
    whole = putusan.cakupan
    sheet, gate = whole.lembar, whole.lembar.area_gate(whole.rencana.predikat)
    columns = (
        Column("AREA"),
        *(Column(paruh.nama.upper(), align="right", unbroken=True) for paruh in sheet.pengungkit),
        Column("PALING TINGGI", align="right", unbroken=True),
        Column("TERENCANA", align="right", unbroken=True),
        *([Column(f"KURANG DARI {bulat(gate.least)}%", align="right", unbroken=True)] if gate else []),
    )
    together = whole.setelan.persen_area is PersenArea.GABUNGAN
    rows = []
    for nomor, halves in sheet.areas.items():
        both = whole.area(nomor)
        points = [_poin_area(skor, nomor) for skor in (putusan.terbaik, putusan.terencana)]
        wanted = gate.least * maksimum(both) / 100 if gate and together else None
        cells = [*_dilayani(sheet, both), *_angka(points, both, wanted)]
        last = [_kurang(putusan, nomor)] if gate else []
        rows.append(row(Cell(f"{nomor} {halves[0][1].nama}", heading=True), *cells, *last))
    points = [putusan.terbaik.pengungkit, putusan.terencana.pengungkit]
    least = putusan.terbaik.ambang(whole.rencana.predikat).get(sheet.bagian.pengungkit)
    total = (*_dilayani(sheet, whole.layanan), *_angka(points, whole.layanan, least), *([""] if gate else []))
    rows.append(row(Cell("Pengungkit", heading=True), *total, total=True))
    return Table("", columns, tuple(rows))


def _kurang(putusan: Putusan, nomor: int) -> Cell:
    """What an area lacks for its gate, at its best."""
    lacks = (f"{half} {as_figure(rounded_up(points))}".strip() for half, points in _kurang_area(putusan, nomor))
    missing = ",\n".join(lacks)
    return Cell(missing or "-", tone=Tone.BAD if missing else Tone.GOOD)


def _poin_area(skor: Skor, nomor: int) -> Fraction:
    """Points of both halves of an area."""
    return sum((skor.area(area) for half in skor.lembar.pengungkit for area in half.area if area.nomor == nomor), _NOL)


def _kurang_area(putusan: Putusan, nomor: int) -> list[tuple[str, Fraction]]:
    """What an area lacks at its best, by the half that fails; the half's name is empty where both are tested as one."""
    name = f"area {nomor}"
    gates = putusan.terbaik.gerbang(putusan.cakupan.rencana.predikat)
    return [
        (each.nama.removeprefix(name).strip(), each.poin)
        for gate in gates
        if gate.gate.kind is GateKind.AREAS
        for each in gate.kurang
        if f"{each.nama} ".startswith(f"{name} ")
    ]


def _dilayani(sheet: Lembar, both: Sequence[Layanan]) -> list[str]:
    """How many questions of each half are served."""
    halves = [[each for each in both if each.butir.paruh is paruh] for paruh in sheet.pengungkit]
    return [f"{sum(each.dilayani for each in half)}/{len(half)}" for half in halves]


def _angka(poin: Iterable[Fraction], both: Sequence[Layanan], least: Fraction | None) -> list[str]:
    """Points with their share of all; `least` is what a gate wants of them, if one does."""
    most = maksimum(both)
    return [f"{as_figure(each, ambang=least)} {persen(each, most, 0, ambang=least):>4}" for each in poin]


def _tidak_dilayani(whole: Cakupan) -> list[Table]:
    lost = sorted(whole.unserved, key=lambda each: -each.butir.maksimum)
    if not lost:
        return []
    columns = (
        Column("KODE", unbroken=True),
        Column("POIN", align="right", unbroken=True),
        Column("PERTANYAAN", width=3),
        Column("SEBAB", unbroken=True),
    )
    rows = tuple(
        row(
            Cell(each.butir.kode, heading=True),
            figure(each.butir.maksimum),
            each.butir.uraian,
            sebab_kosong(each),
        )
        for each in lost
    )
    name = f"Belum terjawab oleh rencana ({len(lost)} pertanyaan, {as_figure(maksimum(lost))} poin)"
    return [Table(name, columns, rows)]


def _terbatas(whole: Cakupan) -> list[Table]:
    capped = [each for each in whole.layanan if each.terbatas]
    if not capped:
        return []
    columns = (
        Column("KODE", unbroken=True),
        Column("TERBAIK", unbroken=True),
        Column("POIN", align="right", unbroken=True),
        Column("DIRENCANAKAN", width=2),
        Column("UNTUK A", width=2),
    )
    rows = tuple(
        row(
            Cell(each.butir.kode, heading=True),
            each.terbaik or "-",
            f"{as_figure(each.dapat)}/{as_figure(each.butir.maksimum)}",
            str(each.terencana),
            told_times(each.butir.pertanyaan, next(iter(times_wanted(each.butir.pertanyaan).values()))),
        )
        for each in capped
    )
    return [Table(f"Dibatasi oleh yang direncanakan ({len(capped)})", columns, rows)]


def _cut(lists: Sequence[Table], most: int | None, how: str) -> Iterator[Table | Sentence]:
    """The lists, each with no more rows than that, and a sentence where it has more."""
    for each in lists:
        yield evolve(each, rows=each.rows[:most])
        if most is not None and len(each.rows) > most:
            yield Sentence(f"… dan {len(each.rows) - most} lagi: {how}", Tone.MUTED)


def _asing(whole: Cakupan) -> list[Sentence]:
    if not whole.asing:
        return []
    return [Sentence(f"Tidak ada di LKE, jadi tidak bernilai: {', '.join(map(str, whole.asing))}.", Tone.CAUTION)]


def daftar(putusan: Putusan) -> Table:
    """Every question of Pengungkit with how the plan serves it: for a spreadsheet."""
    columns = tuple(
        Column(name, unbroken=True)
        for name in (
            "KODE",
            "AREA",
            "PERTANYAAN",
            "BARIS",
            "TERJAWAB",
            "TERBAIK",
            "MAKSIMUM",
            "PALING TINGGI",
            "TERENCANA",
        )
    )
    rows = tuple(
        Row(
            (
                Cell(each.butir.kode),
                Cell(str(each.butir.area.nomor if each.butir.area else "")),
                Cell(each.butir.uraian),
                Cell(" ".join(str(line.kode) for line in each.baris)),
                Cell("ya" if each.dilayani else "tidak"),
                Cell(each.terbaik or ""),
                *(figure(points, 4) for points in (each.butir.maksimum, each.full, each.dapat)),
            )
        )
        for each in putusan.cakupan.layanan
    )
    return Table(vonis(putusan), columns, rows)


def data(id_: str, putusan: Putusan) -> dict[str, Any]:
    """The coverage for programs."""
    whole = putusan.cakupan
    predikat = whole.rencana.predikat
    return {
        "versi": JSON_VERSION,
        "id": id_,
        "lembar": whole.lembar.id,
        "predikat": predikat.value,
        "dapat": putusan.dapat,
        "kalimat": vonis(putusan),
        "pertanyaan": len(whole.layanan),
        "tercetak": sum(each.tercetak for each in whole.layanan),
        "dilayani": sum(each.dilayani for each in whole.layanan),
        "poin": _poin(whole.layanan, putusan.terbaik.pengungkit, putusan.terencana.pengungkit),
        "area": [_data_area(putusan, nomor) for nomor in whole.lembar.areas],
        "gerbang": _data_gates(putusan, predikat),
        "tidak_dilayani": [
            {"kode": each.butir.kode, "poin": for_machines(each.butir.maksimum), "tercetak": each.tercetak}
            for each in whole.unserved
        ],
        "terbatas": [
            {
                "kode": each.butir.kode,
                "terbaik": each.terbaik,
                "poin": for_machines(each.dapat),
                "maksimum": for_machines(each.butir.maksimum),
                "direncanakan": each.terencana.kali,
            }
            for each in whole.layanan
            if each.terbatas
        ],
        "tambahan": [each.butir.kode for each in putusan.tambahan],
        "hanya_bila_ada_kasus": [each.butir.kode for each in bersyarat(putusan)],
    }


def _data_gates(putusan: Putusan, predikat: Predikat) -> list[dict[str, Any]]:
    gates = zip(putusan.terbaik.gerbang(predikat), putusan.terencana.gerbang(predikat), strict=True)
    return [
        {
            "atas": each.atas,
            "ambang": for_machines(each.ambang),
            "paling_tinggi": for_machines(each.capaian, ambang=each.ambang),
            "terencana": for_machines(planned.capaian, ambang=each.ambang),
            "lulus": each.lulus,
        }
        for each, planned in gates
    ]


def _data_area(putusan: Putusan, nomor: int) -> dict[str, Any]:
    points = (_poin_area(skor, nomor) for skor in (putusan.terbaik, putusan.terencana))
    missing = [
        {"paruh": half or None, "poin": for_machines(rounded_up(poin, 4))}
        for half, poin in _kurang_area(putusan, nomor)
    ]
    return {"nomor": nomor, "poin": _poin(putusan.cakupan.area(nomor), *points), "kurang": missing}


def _poin(layanan: Sequence[Layanan], terbaik: Fraction, terencana: Fraction) -> dict[str, float]:
    return {
        "maksimum": for_machines(maksimum(layanan)),
        "paling_tinggi": for_machines(terbaik),
        "terencana": for_machines(terencana),
    }
