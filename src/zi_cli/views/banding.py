"""The pages that set one sheet beside another: two layers, other answers, and the answers that would bring most."""

from collections.abc import Sequence
from fractions import Fraction

from zi_cli.lke.angka import tertulis
from zi_cli.lke.cakupan import Layanan
from zi_cli.lke.lembar import Butir
from zi_cli.lke.score import Skor
from zi_cli.lke.terisi import Terisi
from zi_cli.tables import Cell, Column, Halaman, Kalimat, Nada, Table, decree_text, italics, row
from zi_cli.views.ambang import NADA, SEBUTAN, capaian, kurang, satuan
from zi_cli.views.lembar import bunyi


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
                satuan(before, before.ambang),
                capaian(before),
                capaian(after),
                Cell(SEBUTAN[after.lulus], nada=NADA[after.lulus]),
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
