"""The page of `zi score --next`: which answers would bring most, and the rows and evidence that serve them."""

from fractions import Fraction
from typing import Any

from zi_cli.italics import plain
from zi_cli.lke.cakupan import Layanan
from zi_cli.lke.figures import as_figure, bertanda, for_machines
from zi_cli.lke.lembar import Butir
from zi_cli.lke.terisi import Terisi
from zi_cli.tables import Cell, Column, Page, Sentence, Table, row
from zi_cli.views import JSON_VERSION
from zi_cli.views.cells import NOTHING, difference, stated
from zi_cli.views.sheet.ambang import total
from zi_cli.views.sheet.lembar import ringkas


def halaman(terisi: Terisi, count: int) -> Page:
    """The questions of Pengungkit that bring most from here, and a sentence for what the plan does not serve: Hasil."""
    chosen, hasil = _pilih(terisi, count)
    whole = sum((gain for _, gain in chosen), Fraction(0))
    planned = sum((terencana(terisi, butir) for butir, _ in chosen), Fraction(0))
    gains = f"paling banyak {bertanda(whole)}, sebagaimana direncanakan {bertanda(planned)}"
    name = f"{len(chosen)} pertanyaan pengungkit yang paling menaikkan nilai: {gains}"
    sentences = []
    if hasil:
        each = "; ".join(f"{butir.kode} {as_figure(gain)}" for butir, gain in hasil)
        more = as_figure(sum((gain for _, gain in hasil), Fraction(0)))
        sentences.append(Sentence(f"Hasil masih dapat menambah {more}: {each}."))
    now = f"dari {total(terisi.skor, terisi.ambang)}"
    return Page(f"{name}, {now}", (daftar(terisi, count), *sentences))


def _pilih(terisi: Terisi, count: int) -> tuple[list[tuple[Butir, Fraction]], list[tuple[Butir, Fraction]]]:
    """So many questions of Pengungkit, and all of Hasil that can bring something."""
    gains = terisi.skor.berikut()
    hasil = [each for each in gains if each[0].area is None]
    return [each for each in gains if each[0].area is not None][:count], hasil


def terencana(terisi: Terisi, butir: Butir) -> Fraction:
    """How many points the question can still bring as it is planned."""
    served = terisi.layanan.get(butir.kode)
    return max(Fraction(0), served.dapat - terisi.skor.poin(butir)) if served else Fraction(0)


def daftar(terisi: Terisi, count: int) -> Table:
    """Those questions, what brings most first."""
    columns = (
        Column("KODE", unbroken=True),
        Column("TAMBAHAN", align="right", unbroken=True),
        Column("TERENCANA", align="right", unbroken=True),
        Column("JAWABAN", unbroken=True),
        Column("PENILAIAN", width=3),
        Column("BARIS DAN BUKTI", width=3),
    )
    rows = tuple(
        row(
            Cell(butir.kode, heading=True),
            difference(gain),
            difference(planned) if (planned := terencana(terisi, butir)) else Cell(NOTHING),
            stated(ringkas(butir, terisi.jawaban.get(butir.kode), terisi.skor.nilai.get(butir.kode))),
            butir.uraian,
            _bukti(terisi.layanan.get(butir.kode)),
        )
        for butir, gain in _pilih(terisi, count)[0]
    )
    return Table("", columns, rows)


def _bukti(layanan: Layanan | None) -> str:
    if layanan is None or not layanan.baris:
        return "belum direncanakan"
    return "\n".join(
        f"{each.kode}: {plain('; '.join(bukti.dokumen for bukti in each.bukti_fisik)) or '-'}" for each in layanan.baris
    )


def data(id_: str, terisi: Terisi, count: int) -> dict[str, Any]:
    """The same for programs, Hasil apart."""
    chosen, hasil = _pilih(terisi, count)
    return {
        "versi": JSON_VERSION,
        "id": id_,
        "berikut": [_data(terisi, *each) | _data_baris(terisi, each[0]) for each in chosen],
        "hasil": [_data(terisi, *each) for each in hasil],
    }


def _data(terisi: Terisi, butir: Butir, gain: Fraction) -> dict[str, Any]:
    answer = terisi.jawaban.get(butir.kode)
    return {"kode": butir.kode, "tambahan": for_machines(gain), "jawaban": str(answer) if answer else None}


def _data_baris(terisi: Terisi, butir: Butir) -> dict[str, Any]:
    served = terisi.layanan.get(butir.kode)
    rows = served.baris if served else ()
    return {
        "terencana": for_machines(terencana(terisi, butir)),
        "baris": [str(each.kode) for each in rows],
        "bukti": [{"baris": str(each.kode), "dokumen": bukti.name} for each in rows for bukti in each.bukti_fisik],
    }
