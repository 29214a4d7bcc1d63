"""The pages of `zi score`: the sheet filled in as the ministry prints it, the gates, and what would raise them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from zi_cli.angka import mesin, naik, persen, tertulis, turun
from zi_cli.cakupan import Layanan
from zi_cli.jawaban import Jawaban, Lapis, Setelan
from zi_cli.lembar import Butir, Lembar, Subkomponen
from zi_cli.plan import Predikat, Rencana
from zi_cli.score import Gerbang, Skor, Syarat
from zi_cli.tables import Cell, Column, Halaman, Kalimat, Nada, Row, Table, decree_text, italics, row
from zi_cli.views.lembar import bunyi

VERSI = 1
_NADA = {True: Nada.BAIK, False: Nada.BURUK, None: Nada.WASPADA}
_SEBUTAN = {True: "terpenuhi", False: "belum", None: "belum diisi"}


@dataclass(frozen=True, slots=True)
class Terisi:
    """A sheet as one layer filled it in, beside the plan."""

    rencana: Rencana
    lapis: Lapis
    predikat: Predikat
    skor: Skor
    jawaban: Mapping[str, Jawaban]
    layanan: Mapping[str, Layanan]
    prasyarat: tuple[Syarat, ...]

    @property
    def gerbang(self) -> tuple[Gerbang, ...]:
        """The gates of the predicate aimed at."""
        return self.skor.gerbang(self.predikat)


def skor(terisi: Terisi) -> Halaman:
    """The whole sheet, the gates, the prerequisites, and a sentence."""
    isi: list[Table | Kalimat] = [lembar(terisi), _gerbang(terisi), _prasyarat(terisi)]
    passed = all(each.lulus for each in terisi.gerbang)
    isi.append(Kalimat(kalimat(terisi), Nada.BAIK if passed else Nada.BURUK))
    return Halaman(judul(terisi), tuple(isi))


def judul(terisi: Terisi) -> str:
    """Whose sheet it is, and what it comes to."""
    whole = terisi.skor
    return (
        f"{terisi.rencana.satker} {terisi.rencana.tahun}, LKE menurut {terisi.lapis.sebutan}: "
        f"{tertulis(whole.total)} dari 100 (pengungkit {tertulis(whole.pengungkit)}, hasil {tertulis(whole.hasil)})"
    )


def kalimat(terisi: Terisi) -> str:
    """How the sheet stands, in words."""
    gates = terisi.gerbang
    passed = sum(each.lulus for each in gates)
    answered = len(terisi.skor.nilai)
    parts = [f"{answered} dari {len(terisi.skor.lembar.butir)} pertanyaan dijawab; yang belum tidak bernilai"]
    parts.append(f"{passed} dari {len(gates)} ambang {terisi.predikat} terpenuhi")
    open_ = [each.prasyarat.nama for each in terisi.prasyarat if each.terpenuhi is not True]
    if open_:
        parts.append(f"{len(open_)} prasyarat belum dinyatakan terpenuhi")
    return f"{'; '.join(parts)}."


def lembar(terisi: Terisi) -> Table:
    """The sheet's rows: questions with their answers, and every level above them with its points."""
    columns = (
        Column("KODE", utuh=True),
        Column("PENILAIAN", lebar=3),
        Column("BOBOT", rata="right", utuh=True),
        Column("JAWABAN"),
        Column("NILAI", rata="right", utuh=True),
        Column("%", rata="right", utuh=True),
    )
    return Table("", columns, tuple(_baris(terisi)))


def _baris(terisi: Terisi) -> Iterator[Row]:
    whole = terisi.skor
    yield _kelompok("A", "PENGUNGKIT", Fraction(60), whole.pengungkit)
    for paruh in whole.lembar.pengungkit:
        points = sum((whole.area(area) for area in paruh.area), Fraction(0))
        yield _kelompok(paruh.kode, paruh.nama.upper(), paruh.bobot, points)
        for area in paruh.area:
            yield _kelompok(area.kode, area.nama, area.bobot, whole.area(area))
            for sub in area.subkomponen:
                yield from _sub(terisi, sub)
    yield _kelompok("B", "HASIL", Fraction(40), whole.hasil)
    for sub in whole.lembar.hasil:
        yield from _sub(terisi, sub)
    yield Row((Cell(""), Cell("NILAI TOTAL", kepala=True), *_angka(Fraction(100), whole.total)), jumlah=True)


def _sub(terisi: Terisi, sub: Subkomponen) -> Iterator[Row]:
    yield _kelompok(sub.kode, sub.nama, sub.bobot, terisi.skor.subkomponen(sub))
    for each in sub.pertanyaan:
        butir = terisi.skor.lembar.butir[each.kode]
        score = terisi.skor.nilai.get(each.kode)
        answer = terisi.jawaban.get(each.kode)
        yield row(
            Cell(each.kode, kepala=True),
            decree_text(bunyi(butir, terisi.layanan.get(each.kode))),
            tertulis(each.bobot) if each.bobot else "",
            Cell(str(answer) if answer else "-", nada=Nada.BIASA if answer else Nada.REDUP),
            "-" if score is None else tertulis(_nilai(butir, score)),
            "-" if score is None else persen(score, Fraction(1)),
        )


def _nilai(butir: Butir, score: Fraction) -> Fraction:
    """What stands under NILAI: the answer's score, and points where the question has a weight of its own."""
    return score * butir.maksimum if butir.pertanyaan.bobot else score


def _kelompok(kode: str, nama: str, bobot: Fraction, poin: Fraction) -> Row:
    return Row((Cell(kode), Cell(nama, kepala=True), *_angka(bobot, poin)), kelompok=True)


def _angka(bobot: Fraction, poin: Fraction) -> tuple[Cell, ...]:
    return Cell(tertulis(bobot)), Cell(""), Cell(tertulis(poin)), Cell(persen(poin, bobot))


def _gerbang(terisi: Terisi) -> Table:
    columns = (
        Column(f"AMBANG {terisi.predikat}", lebar=2),
        Column("PALING SEDIKIT", rata="right", utuh=True),
        Column("NILAI", rata="right", utuh=True),
        Column("KEADAAN", utuh=True),
        Column("YANG KURANG", lebar=3),
    )
    rows = tuple(
        row(
            Cell(each.nama, kepala=True),
            _satuan(each, each.ambang),
            _capaian(each),
            Cell(_SEBUTAN[each.lulus], nada=_NADA[each.lulus]),
            kurang(each) or "-",
        )
        for each in terisi.gerbang
    )
    return Table("Ambang, masing-masing diuji sendiri", columns, rows)


def _satuan(gate: Gerbang, angka: Fraction) -> str:
    return f"{tertulis(angka)}%" if gate.persen else tertulis(angka)


def _capaian(gate: Gerbang) -> str:
    """What a gate measures; where it fails, never rounded up to what it wants."""
    return _satuan(gate, gate.capaian if gate.lulus else turun(gate.capaian))


def kurang(gate: Gerbang) -> str:
    """What is missing to pass a gate."""
    if gate.persen:
        return ", ".join(f"{each.nama}: {tertulis(naik(each.poin))}" for each in gate.kurang)
    return f"{tertulis(naik(gate.kurang[0].poin))} poin" if gate.kurang else ""


def _prasyarat(terisi: Terisi) -> Table:
    columns = (
        Column("PRASYARAT UNIT", lebar=2),
        Column("PALING SEDIKIT", utuh=True),
        Column("ADA", utuh=True),
        Column("KEADAAN", utuh=True),
    )
    rows = tuple(
        row(
            Cell(each.prasyarat.nama, kepala=True),
            _diminta(each),
            each.ada or "-",
            Cell(f"[{'x' if each.terpenuhi else ' '}] {_SEBUTAN[each.terpenuhi]}", nada=_NADA[each.terpenuhi]),
        )
        for each in terisi.prasyarat
    )
    return Table("Prasyarat, di luar nilai", columns, rows)


def _diminta(syarat: Syarat) -> str:
    unit = {"persen": "%", "tahun": " tahun"}.get(syarat.prasyarat.jenis, "")
    return f"{syarat.diminta}{unit}"


def kalau(terisi: Terisi, kemudian: Skor, diubah: Sequence[str]) -> Halaman:
    """What some other answers would make of the sheet."""
    now, then = terisi.skor, kemudian
    columns = (
        Column("KODE", utuh=True),
        Column("PENILAIAN", lebar=3),
        Column("POIN SEKARANG", rata="right", utuh=True),
        Column("KALAU", rata="right", utuh=True),
    )
    rows = tuple(
        row(
            Cell(code, kepala=True),
            decree_text(bunyi(now.lembar.butir[code], terisi.layanan.get(code))),
            tertulis(now.poin(now.lembar.butir[code])),
            tertulis(then.poin(then.lembar.butir[code])),
        )
        for code in diubah
    )
    gates = Table(
        "",
        (
            Column(f"AMBANG {terisi.predikat}", lebar=2),
            Column("PALING SEDIKIT", rata="right", utuh=True),
            Column("SEKARANG", rata="right", utuh=True),
            Column("KALAU", rata="right", utuh=True),
            Column("KEADAAN", utuh=True),
            Column("MASIH KURANG", lebar=2),
        ),
        tuple(
            row(
                Cell(before.nama, kepala=True),
                _satuan(before, before.ambang),
                _capaian(before),
                _capaian(after),
                Cell(_SEBUTAN[after.lulus], nada=_NADA[after.lulus]),
                kurang(after) or "-",
            )
            for before, after in zip(terisi.gerbang, then.gerbang(terisi.predikat), strict=True)
        ),
    )
    name = (
        f"Kalau {', '.join(diubah)} dijawab demikian: {tertulis(then.total)} dari 100, sekarang {tertulis(now.total)}"
    )
    return Halaman(name, (Table("", columns, rows), gates))


def banding(one: Terisi, other: Terisi) -> Halaman:
    """Where two layers differ, by points, and what each comes to."""
    columns = (
        Column("KODE", utuh=True),
        Column("PENILAIAN", lebar=3),
        Column(one.lapis.upper(), lebar=1),
        Column(other.lapis.upper(), lebar=1),
        Column("SELISIH", rata="right", utuh=True),
    )
    rows = tuple(
        row(
            Cell(butir.kode, kepala=True),
            decree_text(bunyi(butir, one.layanan.get(butir.kode))),
            str(one.jawaban.get(butir.kode, "-")),
            str(other.jawaban.get(butir.kode, "-")),
            Cell(_bertanda(gap), nada=Nada.BURUK if gap < 0 else Nada.BIASA),
        )
        for butir, gap in beda(one, other)
    )
    sentences = [
        Kalimat(
            f"{each.lapis.sebutan}: {tertulis(each.skor.total)} dari 100, {len(each.jawaban)} pertanyaan dijawab, "
            f"{sum(gate.lulus for gate in each.gerbang)} dari {len(each.gerbang)} ambang {each.predikat} terpenuhi."
        )
        for each in (one, other)
    ]
    name = f"{one.lapis.sebutan} dan {other.lapis.sebutan} berbeda di {len(rows)} pertanyaan"
    total = other.skor.total - one.skor.total
    return Halaman(f"{name}; nilai total {_bertanda(total)}", (Table("", columns, rows), *sentences))


def beda(one: Terisi, other: Terisi) -> list[tuple[Butir, Fraction]]:
    """The questions that two layers answer differently, with the points from the one to the other, most first."""
    gaps = [
        (butir, other.skor.poin(butir) - one.skor.poin(butir))
        for butir in one.skor.lembar.butir.values()
        if _isi(one, butir) != _isi(other, butir)
    ]
    return sorted(gaps, key=lambda gap: -abs(gap[1]))


def _isi(terisi: Terisi, butir: Butir) -> str | None:
    answer = terisi.jawaban.get(butir.kode)
    return str(answer) if answer else None


def _bertanda(angka: Fraction) -> str:
    return f"+{tertulis(angka)}" if angka > 0 else tertulis(angka)


def berikut(terisi: Terisi, banyak: int) -> Halaman:
    """The questions that bring most points from here, with the rows and the evidence that serve them."""
    chosen = terisi.skor.berikut()[:banyak]
    columns = (
        Column("KODE", utuh=True),
        Column("TAMBAHAN", rata="right", utuh=True),
        Column("SEKARANG"),
        Column("PENILAIAN", lebar=3),
        Column("BARIS DAN BUKTI", lebar=3),
    )
    rows = tuple(
        row(
            Cell(butir.kode, kepala=True),
            _bertanda(gain),
            str(terisi.jawaban.get(butir.kode, "belum dijawab")),
            decree_text(bunyi(butir, terisi.layanan.get(butir.kode))),
            _bukti(terisi.layanan.get(butir.kode)),
        )
        for butir, gain in chosen
    )
    total = sum((gain for _, gain in chosen), Fraction(0))
    gains = f"paling banyak {_bertanda(total)} dari {tertulis(terisi.skor.total)}"
    return Halaman(f"{len(chosen)} pertanyaan yang paling menaikkan nilai: {gains}", (Table("", columns, rows),))


def _bukti(layanan: Layanan | None) -> str:
    if layanan is None:
        return "di luar rencana aksi"
    if not layanan.baris:
        return "belum direncanakan"
    return "\n".join(
        f"{each.kode}: {italics('; '.join(bukti.dokumen for bukti in each.bukti_fisik))[0] or '-'}"
        for each in layanan.baris
    )


def penjelasan(sheet: Lembar, setelan: Setelan) -> Halaman:
    """What is regulation, what is practice and what nobody settled, with the settings in force."""
    chosen = setelan.nilai()
    settings = Table(
        "Setelan: yang belum diatur (ubah di lke.yaml, kunci setelan)",
        (
            Column("SETELAN", utuh=True),
            Column("BERLAKU", utuh=True),
            Column("ARTINYA", lebar=3),
            Column("SUMBER", lebar=3),
        ),
        tuple(
            row(
                Cell(each.nama, kepala=True),
                Cell(chosen[each.nama], nada=Nada.BIASA if chosen[each.nama] == each.bawaan else Nada.WASPADA),
                f"{each.terang}: {each.pilihan[chosen[each.nama]]}. Pilihan lain: "
                + "; ".join(f"{key} ({text})" for key, text in each.pilihan.items() if key != chosen[each.nama]),
                each.sumber,
            )
            for each in sheet.setelan
        ),
    )
    scales = Table(
        "Nilai jawaban",
        (Column("JENIS", utuh=True), Column("NILAI", lebar=3), Column("SUMBER", lebar=2)),
        (
            *(
                row(
                    Cell(tipe.value, kepala=True),
                    ", ".join(f"{answer} {tertulis(score)}" for answer, score in skala.nilai.items()),
                    f"{sheet.peraturan} untuk jawaban terbaik"
                    + ("" if len(skala.nilai) == 2 else "; jawaban tengah: kebiasaan"),
                )
                for tipe, skala in sheet.skala.items()
            ),
            row(Cell("persen", kepala=True), "pembilang / penyebut, 0 sampai 1", sheet.peraturan),
            row(Cell("indeks", kepala=True), "indeks / 4 x bobot", sheet.peraturan),
        ),
    )
    rule = (
        "Nilai subkomponen = rata-rata nilai pertanyaannya x bobotnya (kebiasaan); area, paruh dan total = jumlahnya."
    )
    return Halaman(f"Cara {sheet.judul} dihitung", (settings, scales, Kalimat(rule)))


def data(id_: str, terisi: Terisi) -> dict[str, Any]:
    """The sheet of one layer for programs."""
    whole = terisi.skor
    return {
        "versi": VERSI,
        "id": id_,
        "lembar": whole.lembar.id,
        "lapis": terisi.lapis.value,
        "predikat": terisi.predikat.value,
        "setelan": whole.setelan.nilai(),
        "total": mesin(whole.total),
        "pengungkit": mesin(whole.pengungkit),
        "hasil": mesin(whole.hasil),
        "dijawab": len(whole.nilai),
        "pertanyaan": [
            {
                "kode": butir.kode,
                "jawaban": _jawaban(terisi.jawaban.get(butir.kode)),
                "nilai": mesin(whole.nilai[butir.kode]) if butir.kode in whole.nilai else None,
                "poin": mesin(whole.poin(butir)),
                "maksimum": mesin(butir.maksimum),
                "catatan": answer.catatan if (answer := terisi.jawaban.get(butir.kode)) else None,
            }
            for butir in whole.lembar.butir.values()
        ],
        "subkomponen": [
            {"kode": sub.kode, "bobot": mesin(sub.bobot), "poin": mesin(whole.subkomponen(sub))}
            for sub in (
                *(sub for paruh in whole.lembar.pengungkit for area in paruh.area for sub in area.subkomponen),
                *whole.lembar.hasil,
            )
        ],
        "area": [
            {"kode": area.kode, "bobot": mesin(area.bobot), "poin": mesin(whole.area(area))}
            for paruh in whole.lembar.pengungkit
            for area in paruh.area
        ],
        "gerbang": data_gerbang(terisi.gerbang),
        "prasyarat": [
            {"kode": each.prasyarat.kode, "diminta": each.diminta, "ada": each.ada, "terpenuhi": each.terpenuhi}
            for each in terisi.prasyarat
        ],
    }


def _jawaban(answer: Jawaban | None) -> str | dict[str, str] | None:
    if answer is None:
        return None
    return dict(answer.hitungan) if answer.hitungan is not None else answer.teks


def data_gerbang(gates: Sequence[Gerbang]) -> list[dict[str, Any]]:
    """Gates for programs."""
    return [
        {
            "atas": each.atas,
            "ambang": mesin(each.ambang),
            "nilai": mesin(each.capaian),
            "lulus": each.lulus,
            "kurang": [{"nama": short.nama, "poin": mesin(short.poin)} for short in each.kurang],
        }
        for each in gates
    ]
