"""The pages of `zi score`: the sheet filled in as the ministry prints it, the gates, and what would raise them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from zi_cli.lke.angka import mesin, naik, persen, tertulis, turun
from zi_cli.lke.cakupan import Layanan
from zi_cli.lke.jawaban import Jawaban, Lapis, Setelan
from zi_cli.lke.lembar import Butir, Lembar, Pertanyaan, Subkomponen
from zi_cli.lke.penilaian import diminta
from zi_cli.lke.score import Gerbang, Skor, Syarat
from zi_cli.plan.model import Predikat, Rencana
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
    isi: list[Table | Kalimat] = [lembar(terisi), ambang(terisi), prasyarat(terisi)]
    passed = all(each.lulus for each in terisi.gerbang)
    isi.append(Kalimat(kalimat(terisi), Nada.BAIK if passed else Nada.BURUK))
    return Halaman(judul(terisi), tuple(isi))


def judul(terisi: Terisi) -> str:
    """Whose sheet it is, and what it comes to."""
    return f"{terisi.rencana.satker} {terisi.rencana.tahun}, LKE menurut {terisi.lapis.sebutan}: {nilai(terisi)}"


def nilai(terisi: Terisi) -> str:
    """What the sheet comes to."""
    whole = terisi.skor
    return f"{tertulis(whole.total)} dari 100 (pengungkit {tertulis(whole.pengungkit)}, hasil {tertulis(whole.hasil)})"


def dokumen(terisi: Terisi) -> dict[str, Any]:
    """The sheet for a template: the ministry's columns, the gates and the prerequisites."""
    return {
        "judul": terisi.skor.lembar.judul,
        "peraturan": terisi.skor.lembar.peraturan,
        "satker": terisi.rencana.satker,
        "tahun": str(terisi.rencana.tahun),
        "lapis": terisi.lapis.sebutan,
        "predikat": terisi.predikat.value,
        "nilai": nilai(terisi),
        "tabel": lembar(terisi, lengkap=True),
        "ambang": ambang(terisi),
        "prasyarat": prasyarat(terisi),
        "kalimat": kalimat(terisi),
    }


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


def lembar(terisi: Terisi, *, lengkap: bool = False) -> Table:
    """The sheet's rows: questions with their answers, and every level above them with its points.

    `lengkap` adds the ministry's columns of the answers there are and of notes.
    """
    columns = (
        Column("KODE", utuh=True, lebar=2),
        Column("PENILAIAN", lebar=8),
        Column("BOBOT", rata="right", utuh=True, lebar=2),
        *([Column("PILIHAN JAWABAN", lebar=4)] if lengkap else []),
        Column("JAWABAN", lebar=3),
        Column("NILAI", rata="right", utuh=True, lebar=2),
        Column("%", rata="right", utuh=True, lebar=2),
        *([Column("CATATAN", lebar=4)] if lengkap else []),
    )
    return Table("", columns, tuple(_baris(terisi, lengkap=lengkap)))


def _baris(terisi: Terisi, *, lengkap: bool) -> Iterator[Row]:
    whole = terisi.skor

    def total(kode: str, nama: str, bobot: Fraction, poin: Fraction) -> Row:
        more = (Cell(""),) if lengkap else ()
        figures = (Cell(tertulis(bobot)), *more, Cell(""), Cell(tertulis(poin)), Cell(persen(poin, bobot)), *more)
        return Row((Cell(kode), Cell(nama, kepala=True), *figures), kelompok=bool(kode), jumlah=not kode)

    def sub(each: Subkomponen) -> Iterator[Row]:
        yield total(each.kode, each.nama, each.bobot, whole.subkomponen(each))
        yield from (_pertanyaan(terisi, asked, lengkap=lengkap) for asked in each.pertanyaan)

    yield total("A", "PENGUNGKIT", sum((each.bobot for each in whole.lembar.pengungkit), Fraction(0)), whole.pengungkit)
    for paruh in whole.lembar.pengungkit:
        yield total(paruh.kode, paruh.nama.upper(), paruh.bobot, sum(map(whole.area, paruh.area), Fraction(0)))
        for area in paruh.area:
            yield total(area.kode, area.nama, area.bobot, whole.area(area))
            for each in area.subkomponen:
                yield from sub(each)
    yield total("B", "HASIL", sum((each.bobot for each in whole.lembar.hasil), Fraction(0)), whole.hasil)
    for each in whole.lembar.hasil:
        yield from sub(each)
    yield total("", "NILAI TOTAL", Fraction(100), whole.total)


def _pertanyaan(terisi: Terisi, asked: Pertanyaan, *, lengkap: bool) -> Row:
    butir = terisi.skor.lembar.butir[asked.kode]
    score = terisi.skor.nilai.get(asked.kode)
    answer = terisi.jawaban.get(asked.kode)
    return row(
        Cell(asked.kode, kepala=True),
        decree_text(bunyi(butir, terisi.layanan.get(asked.kode))),
        tertulis(asked.bobot) if asked.bobot else "",
        *([_pilihan(terisi.skor.lembar, asked)] if lengkap else []),
        Cell(str(answer) if answer else "-", nada=Nada.BIASA if answer else Nada.REDUP),
        "-" if score is None else tertulis(_nilai(butir, score)),
        "-" if score is None else persen(score, Fraction(1)),
        *([(answer.catatan or "") if answer else ""] if lengkap else []),
    )


def _pilihan(sheet: Lembar, asked: Pertanyaan) -> str:
    words = sheet.pilihan(asked.tipe)
    return "/".join(words) if words else diminta(sheet, asked).replace("_", " ")


def _nilai(butir: Butir, score: Fraction) -> Fraction:
    """What stands under NILAI: the answer's score, and points where the question has a weight of its own."""
    return score * butir.maksimum if butir.pertanyaan.bobot else score


def ambang(terisi: Terisi) -> Table:
    """The gates, each with what it lacks."""
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


def prasyarat(terisi: Terisi) -> Table:
    """The prerequisites of the unit as a checklist."""
    columns = (
        Column("PRASYARAT UNIT", lebar=2),
        Column("PALING SEDIKIT", utuh=True),
        Column("ADA", utuh=True),
        Column("KEADAAN", utuh=True),
    )
    rows = tuple(
        row(
            Cell(each.prasyarat.nama, kepala=True),
            _bersatuan(each, each.diminta),
            _bersatuan(each, each.ada) if each.ada else "-",
            Cell(f"[{'x' if each.terpenuhi else ' '}] {_SEBUTAN[each.terpenuhi]}", nada=_NADA[each.terpenuhi]),
        )
        for each in terisi.prasyarat
    )
    return Table("Prasyarat, di luar nilai", columns, rows)


def _bersatuan(syarat: Syarat, angka: str) -> str:
    return angka + {"persen": "%", "tahun": " tahun"}.get(syarat.prasyarat.jenis, "")


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
