"""The page of `zi score --what-if`: the sheet with some other answers, and its gates then."""

from collections.abc import Mapping
from typing import Any

from zi_cli.lke.figures import dibaca, for_machines
from zi_cli.lke.lembar import Butir, GateKind
from zi_cli.lke.score import Assumed, Skor, with_assumed
from zi_cli.lke.terisi import Terisi
from zi_cli.tables import Cell, Column, Page, Table, row
from zi_cli.views import JSON_VERSION
from zi_cli.views.cells import stated
from zi_cli.views.sheet.ambang import dari_semua, data_gerbang, gerbang, poin, total
from zi_cli.views.sheet.lembar import ringkas


def halaman(terisi: Terisi, diubah: Mapping[str, Assumed]) -> Page:
    """What the assumed answers would make of the sheet."""
    then = with_assumed(terisi.skor, diubah)
    assumed = "; ".join(f"{code} {dibaca(each.jawaban)}" for code, each in diubah.items())
    totals = f"{dari_semua(then, terisi.ambang)}, sekarang {total(terisi.skor, terisi.ambang)}"
    return Page(f"Jika {assumed}: {totals}", (daftar(terisi, diubah), _ambang(terisi, then)))


def daftar(terisi: Terisi, diubah: Mapping[str, Assumed]) -> Table:
    """The assumed answers beside those there are, and what all comes to."""
    now, then, least = terisi.skor, with_assumed(terisi.skor, diubah), terisi.ambang
    columns = (
        Column("KODE", unbroken=True),
        Column("PENILAIAN", width=3),
        Column("JAWABAN"),
        Column("JIKA"),
        Column("POIN SEKARANG", align="right", unbroken=True),
        Column("POIN JIKA", align="right", unbroken=True),
    )
    rows = [
        row(
            Cell(code, heading=True),
            butir.uraian,
            stated(_jawaban(terisi, butir)),
            stated(dibaca(each.jawaban)),
            stated(poin(now, butir, least)),
            stated(poin(then, butir, least)),
        )
        for code, each in diubah.items()
        for butir in [now.lembar.butir[code]]
    ]
    both = (stated(total(each, least)) for each in (now, then))
    rows.append(row("", Cell("NILAI TOTAL", heading=True), "", "", *both, total=True))
    return Table("", columns, tuple(rows))


def _jawaban(terisi: Terisi, butir: Butir) -> str:
    return ringkas(butir, terisi.jawaban.get(butir.kode), terisi.skor.nilai.get(butir.kode))


def _ambang(terisi: Terisi, then: Skor) -> Table:
    measured = {"SEKARANG": terisi.gerbang, "JIKA": then.gerbang(terisi.predikat)}
    return gerbang(terisi.predikat, measured, Column("MASIH KURANG", width=2))


def data(id_: str, terisi: Terisi, diubah: Mapping[str, Assumed]) -> dict[str, Any]:
    """The same for programs: answers and what they score, now and then."""
    now, then = terisi.skor, with_assumed(terisi.skor, diubah)

    def score(skor: Skor, code: str) -> float | None:
        return for_machines(skor.nilai[code]) if code in skor.nilai else None

    return {
        "versi": JSON_VERSION,
        "id": id_,
        "kalau": [
            {
                "kode": code,
                "jawaban": {
                    "sekarang": str(terisi.jawaban[code]) if code in terisi.jawaban else None,
                    "kalau": each.jawaban,
                },
                "nilai": {"sekarang": score(now, code), "kalau": score(then, code)},
                "poin": {
                    "sekarang": for_machines(now.poin(now.lembar.butir[code])),
                    "kalau": for_machines(then.poin(now.lembar.butir[code])),
                },
            }
            for code, each in diubah.items()
        ],
        "total": {
            "sekarang": for_machines(now.total, ambang=terisi.ambang.get(GateKind.TOTAL)),
            "kalau": for_machines(then.total, ambang=terisi.ambang.get(GateKind.TOTAL)),
        },
        "gerbang": data_gerbang(then.gerbang(terisi.predikat)),
    }
