"""The page of `zi coverage`: whether the plan can pass at all, why not, and what to add. The verdict comes first."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from zi_cli.lke.angka import mesin, persen, tertulis
from zi_cli.lke.cakupan import Cakupan, Layanan, Putusan, dapat, maksimum, penuh
from zi_cli.lke.irama import kali_diminta, sebut_kali
from zi_cli.lke.score import Gerbang, Skor
from zi_cli.plan.kode import AREA_TERAKHIR
from zi_cli.tables import Cell, Column, Halaman, Kalimat, Nada, Row, Table, decree_text, italics, row
from zi_cli.views.lembar import bunyi

VERSI = 1


def cakupan(putusan: Putusan) -> Halaman:
    """The verdict, its figures, an area a line, and what the plan does not serve or serves too seldom."""
    whole = putusan.cakupan
    isi: list[Table | Kalimat] = [
        Kalimat(each) for each in (_jumlah(whole), _hilang(putusan), _tambahan(putusan)) if each
    ]
    isi += [_per_area(putusan), *_tidak_dilayani(whole), *_terbatas(whole), *_asing(whole)]
    return Halaman(vonis(putusan), tuple(isi))


def vonis(putusan: Putusan) -> str:
    """Whether the plan can pass, and why not, in one sentence."""
    rencana = putusan.cakupan.rencana
    head = f"{rencana.satker} {rencana.tahun}: rencana ini"
    if putusan.dapat:
        if all(each.lulus for each in putusan.terencana.gerbang(rencana.predikat)):
            return f"{head} dapat mencapai {rencana.predikat}, bila jawaban dan surveinya baik."
        return f"{head} dapat mencapai {rencana.predikat} hanya bila yang berkala direncanakan lebih sering; " + _sebab(
            putusan.terencana, rencana.predikat.value, putusan.terencana.gerbang(rencana.predikat)
        )
    return f"{head} tidak dapat mencapai {rencana.predikat}; " + _sebab(
        putusan.terbaik, rencana.predikat.value, putusan.terbaik.gerbang(rencana.predikat)
    )


def _sebab(skor: Skor, predikat: str, gates: Iterable[Gerbang]) -> str:
    """The gates that fail, the one for Pengungkit first; the total follows from it and comes last."""
    order = {"A": 0, "area": 1}
    reasons = []
    for each in sorted((gate for gate in gates if not gate.lulus), key=lambda gate: order.get(gate.atas, 2)):
        least = _bulat(each.ambang)
        if each.atas == "area":
            fields = len(skor.bidang)
            some = "semua area" if len(each.kurang) == fields else f"{len(each.kurang)} dari {fields} bidang area"
            reasons.append(f"{some} di bawah {least} persen")
        else:
            reasons.append(f"{each.nama.lower()} paling tinggi {tertulis(each.capaian)}, {predikat} meminta {least}")
    return "; ".join(reasons) + "."


def _bulat(figure: Fraction) -> str:
    return str(figure.numerator) if figure.denominator == 1 else tertulis(figure)


def _jumlah(whole: Cakupan) -> str:
    printed = sum(bool(each.baris) for each in whole.layanan)
    served = sum(each.dilayani for each in whole.layanan)
    most, reach = penuh(whole.layanan), dapat(whole.layanan)
    text = (
        f"Dari {len(whole.layanan)} pertanyaan pengungkit, {printed} tercetak di rencana dan {served} punya langkah "
        f"aksi: paling tinggi {tertulis(most)} dari {_bulat(maksimum(whole.layanan))} poin"
    )
    if reach == most:
        return f"{text}."
    capped = sum(each.terbatas for each in whole.layanan)
    seldom = f"{capped} jawaban dibatasi oleh seberapa sering sesuatu direncanakan"
    return f"{text}. {seldom}: sebagaimana direncanakan {tertulis(reach)}."


def _hilang(putusan: Putusan) -> str:
    lost = putusan.cakupan.tidak_dilayani
    reform = [each for each in lost if each.butir.pertanyaan.reform]
    parts = [
        f"{each.butir.kode} ({tertulis(each.butir.maksimum)}, {_sebab_kosong(each)})"
        for each in lost
        if each not in reform
    ]
    if reform:
        parts.append(f"{len(reform)} pertanyaan Reform ({tertulis(maksimum(reform))})")
    return f"Tidak dilayani: {', '.join(parts)}." if parts else ""


def _tambahan(putusan: Putusan) -> str:
    added = putusan.tambahan
    if not added:
        return ""
    codes = ", ".join(f"{each.butir.kode} ({tertulis(each.butir.maksimum)})" for each in added)
    predikat = putusan.cakupan.rencana.predikat
    verdict = f"dengan itu {predikat} terbuka" if putusan.cukup else f"itu pun belum cukup untuk {predikat}"
    return f"Yang perlu ditambahkan, misalnya: {codes}; {verdict}, bila semua dijawab yang terbaik dan Hasil penuh."


def _sebab_kosong(each: Layanan) -> str:
    if each.baris:
        return "tercetak kosong"
    return "belum direncanakan" if each.butir.pertanyaan.reform else "tidak tercetak"


def _per_area(putusan: Putusan) -> Table:
    whole = putusan.cakupan
    least = whole.lembar.ambang[whole.rencana.predikat]["area"]
    columns = (
        Column("AREA"),
        *(Column(paruh.nama.upper(), rata="right", utuh=True) for paruh in whole.lembar.pengungkit),
        Column("PALING TINGGI", rata="right", utuh=True),
        Column("TERENCANA", rata="right", utuh=True),
        Column(f"KURANG DARI {_bulat(least)}%", rata="right", utuh=True),
    )
    rows = []
    for nomor in range(1, AREA_TERAKHIR + 1):
        both = whole.area(nomor)
        name = both[0].butir.area.nama if both[0].butir.area else ""
        missing = least * maksimum(both) / 100 - penuh(both)
        last = Cell(tertulis(missing) if missing > 0 else "-", nada=Nada.BURUK if missing > 0 else Nada.BAIK)
        rows.append(row(Cell(f"{nomor} {name}", kepala=True), *_angka(both), last))
    rows.append(row(Cell("Pengungkit", kepala=True), *_angka(whole.layanan), "", jumlah=True))
    return Table("", columns, tuple(rows))


def _angka(both: Sequence[Layanan]) -> list[str]:
    """How many questions of each half are served, and the points, with their share of all."""
    halves = [[each for each in both if each.butir.pertanyaan.reform is reform] for reform in (False, True)]
    most = maksimum(both)
    return [
        *(f"{sum(each.dilayani for each in half)}/{len(half)}" for half in halves),
        *(f"{tertulis(points)} {persen(points, most, 0):>4}" for points in (penuh(both), dapat(both))),
    ]


def _tidak_dilayani(whole: Cakupan) -> list[Table]:
    lost = sorted(whole.tidak_dilayani, key=lambda each: -each.butir.maksimum)
    if not lost:
        return []
    columns = (
        Column("KODE", utuh=True),
        Column("POIN", rata="right", utuh=True),
        Column("PERTANYAAN", lebar=3),
        Column("SEBAB", utuh=True),
    )
    rows = tuple(
        row(
            Cell(each.butir.kode, kepala=True),
            tertulis(each.butir.maksimum),
            decree_text(bunyi(each.butir, each)),
            _sebab_kosong(each),
        )
        for each in lost
    )
    return [Table(f"Tidak dilayani ({len(lost)} pertanyaan, {tertulis(maksimum(lost))} poin)", columns, rows)]


def _terbatas(whole: Cakupan) -> list[Table]:
    capped = [each for each in whole.layanan if each.terbatas]
    if not capped:
        return []
    columns = (
        Column("KODE", utuh=True),
        Column("TERBAIK", utuh=True),
        Column("POIN", rata="right", utuh=True),
        Column("DIRENCANAKAN", lebar=2),
        Column("UNTUK A", lebar=2),
    )
    rows = tuple(
        row(
            Cell(each.butir.kode, kepala=True),
            each.terbaik or "-",
            f"{tertulis(each.dapat)}/{tertulis(each.butir.maksimum)}",
            str(each.terencana),
            sebut_kali(each.butir.pertanyaan, next(iter(kali_diminta(each.butir.pertanyaan).values()))),
        )
        for each in capped
    )
    return [Table(f"Dibatasi oleh yang direncanakan ({len(capped)})", columns, rows)]


def _asing(whole: Cakupan) -> list[Kalimat]:
    if not whole.asing:
        return []
    return [Kalimat(f"Tidak ada di LKE, jadi tidak bernilai: {', '.join(map(str, whole.asing))}.", Nada.WASPADA)]


def daftar(putusan: Putusan) -> Table:
    """Every question of Pengungkit with how the plan serves it: for a spreadsheet."""
    columns = tuple(
        Column(name, utuh=True)
        for name in (
            "KODE",
            "AREA",
            "PERTANYAAN",
            "BARIS",
            "DILAYANI",
            "TERBAIK",
            "MAKSIMUM",
            "PALING TINGGI",
            "TERENCANA",
        )
    )
    rows = tuple(
        Row(
            tuple(
                Cell(text)
                for text in (
                    each.butir.kode,
                    str(each.butir.area.nomor if each.butir.area else ""),
                    italics(bunyi(each.butir, each))[0],
                    " ".join(str(line.kode) for line in each.baris),
                    "ya" if each.dilayani else "tidak",
                    each.terbaik or "",
                    *(tertulis(figure, 4) for figure in (each.butir.maksimum, each.penuh, each.dapat)),
                )
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
        "versi": VERSI,
        "id": id_,
        "lembar": whole.lembar.id,
        "predikat": predikat.value,
        "dapat": putusan.dapat,
        "kalimat": vonis(putusan),
        "pertanyaan": len(whole.layanan),
        "tercetak": sum(bool(each.baris) for each in whole.layanan),
        "dilayani": sum(each.dilayani for each in whole.layanan),
        "poin": _poin(whole.layanan),
        "area": [{"nomor": nomor, "poin": _poin(whole.area(nomor))} for nomor in range(1, AREA_TERAKHIR + 1)],
        "gerbang": [
            {
                "atas": each.atas,
                "ambang": mesin(each.ambang),
                "paling_tinggi": mesin(each.capaian),
                "terencana": mesin(planned.capaian),
                "lulus": each.lulus,
            }
            for each, planned in zip(
                putusan.terbaik.gerbang(predikat), putusan.terencana.gerbang(predikat), strict=True
            )
        ],
        "tidak_dilayani": [
            {"kode": each.butir.kode, "poin": mesin(each.butir.maksimum), "tercetak": bool(each.baris)}
            for each in whole.tidak_dilayani
        ],
        "terbatas": [
            {
                "kode": each.butir.kode,
                "terbaik": each.terbaik,
                "poin": mesin(each.dapat),
                "maksimum": mesin(each.butir.maksimum),
                "direncanakan": each.terencana.kali,
            }
            for each in whole.layanan
            if each.terbatas
        ],
        "tambahan": [each.butir.kode for each in putusan.tambahan],
    }


def _poin(layanan: Sequence[Layanan]) -> dict[str, float]:
    return {
        "maksimum": mesin(maksimum(layanan)),
        "paling_tinggi": mesin(penuh(layanan)),
        "terencana": mesin(dapat(layanan)),
    }
