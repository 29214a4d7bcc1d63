"""The page of `zi score --explain`: how the sheet is counted, and by whose word."""

from typing import Any

from zi_cli.lke.figures import as_figure
from zi_cli.lke.jawaban import Setelan
from zi_cli.lke.lembar import Lembar
from zi_cli.tables import Cell, Column, Page, Sentence, Table, Tone, row
from zi_cli.views import JSON_VERSION


def penjelasan(sheet: Lembar, setelan: Setelan) -> Page:
    """What is regulation, what the ministry's own sheet settles and what nobody did, with the settings in force."""
    settings = daftar(sheet, setelan)
    scales = Table(
        "Nilai jawaban",
        (Column("JENIS", unbroken=True), Column("NILAI", width=3), Column("SUMBER", width=2)),
        (
            *(
                row(
                    Cell(tipe.value, heading=True),
                    "; ".join(f"{answer} {as_figure(score)}" for answer, score in skala.nilai.items()),
                    f"{sheet.peraturan} untuk jawaban terbaik"
                    + ("" if len(skala.nilai) == 2 else "; jawaban tengah: pasti, lihat di bawah"),
                )
                for tipe, skala in sheet.skala.items()
            ),
            row(Cell("persen", heading=True), "pembilang / penyebut, 0 sampai 1", sheet.peraturan),
            row(Cell("indeks", heading=True), "indeks / 4 × bobot", sheet.peraturan),
        ),
    )
    return Page(f"Cara {sheet.judul} dihitung", (settings, scales, *map(Sentence, sheet.kepastian)))


def daftar(sheet: Lembar, setelan: Setelan) -> Table:
    """Every setting: what is in force, what would be by default, what either means, and who says so."""
    chosen = setelan.nilai()
    columns = (
        Column("SETELAN", unbroken=True),
        Column("BERLAKU", unbroken=True),
        Column("BAWAAN", unbroken=True),
        Column("ARTINYA", width=3),
        Column("SUMBER BAWAANNYA", width=3),
    )
    rows = tuple(
        row(
            Cell(each.nama, heading=True),
            Cell(chosen[each.nama], tone=Tone.PLAIN if chosen[each.nama] == each.bawaan else Tone.CAUTION),
            each.bawaan,
            f"{each.terang}: {each.pilihan[chosen[each.nama]]}. Pilihan lain: "
            + "; ".join(f"{key} ({text})" for key, text in each.pilihan.items() if key != chosen[each.nama]),
            each.sumber,
        )
        for each in sheet.setelan
    )
    return Table("Setelan: yang belum diatur (ubah di lke.yaml, kunci setelan)", columns, rows)


def data(sheet: Lembar, setelan: Setelan) -> dict[str, Any]:
    """The settings for programs."""
    chosen = setelan.nilai()
    return {
        "versi": JSON_VERSION,
        "lembar": sheet.id,
        "setelan": {
            each.nama: {
                "berlaku": chosen[each.nama],
                "bawaan": each.bawaan,
                "artinya": each.terang,
                "pilihan": dict(each.pilihan),
                "sumber": each.sumber,
            }
            for each in sheet.setelan
        },
    }
