"""What `zi log` says: who marked what, and when."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from zi_cli.bukti.chronicle import Event, Riwayat
from zi_cli.tables import Cell, Column, Table, Tone, row
from zi_cli.views import JSON_VERSION
from zi_cli.written import short_day, short_time


def daftar(nama: str, events: Sequence[Event]) -> Table:
    """The events, a line each, the first that happened first."""
    columns = (
        Column("WAKTU", unbroken=True),
        Column("COMMIT", spare=2),
        Column("KODE", unbroken=True),
        Column("PERISTIWA"),
        Column("BUKTI FISIK", width=3),
        Column("PERIODE", spare=3),
        Column("TANGGAL", unbroken=True, spare=1),
        Column("OLEH"),
        Column("BERKAS, TAUTAN, CATATAN", width=3),
    )
    rows = tuple(
        row(
            _stated(each.waktu),
            each.commit or "-",
            Cell(each.kode, heading=True),
            Cell(each.apa, tone=_nada(each)),
            each.dokumen,
            each.periode or "-",
            _stated(str(each.fields.get("tanggal", "-"))),
            str(each.fields.get("oleh", "-")),
            "; ".join(_rujukan(each)) or "-",
        )
        for each in events
    )
    return Table(nama, columns, rows)


def data(id_: str, found: Riwayat, events: Sequence[Event]) -> dict[str, Any]:
    """The events as plain values with stable keys."""
    return {
        "versi": JSON_VERSION,
        "id": id_,
        "dari_git": found.dari_git,
        "terpotong": found.cut_short,
        "peristiwa": [
            {
                "waktu": each.waktu,
                "commit": each.commit or None,
                "kode": each.kode,
                "dokumen": each.dokumen,
                "peristiwa": each.apa,
                "periode": each.periode or None,
                "isi": dict(each.fields),
                "perhatikan": list(each.remarks),
            }
            for each in events
        ],
    }


def _rujukan(each: Event) -> list[str]:
    others = each.fields.get("berkas_lain", [])
    files = [each.fields.get("berkas"), *(one.get("berkas") for one in others if isinstance(one, dict))]
    return [
        str(one)
        for one in (
            *files,
            each.fields.get("tautan"),
            each.fields.get("tempat"),
            each.fields.get("catatan"),
            *each.remarks,
        )
        if one
    ]


def _stated(text: str) -> Cell:
    """A day or a minute, as people read it; what is none, as it stands."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return Cell(text)
    if len(text) > _DAY:
        return Cell(short_time(moment), value=moment)
    return Cell(short_day(moment), value=moment.date())


_DAY = len("2025-11-20")
"""So long is a day; without git it is all that is known of when something was recorded."""


def _nada(each: Event) -> Tone:
    if each.apa.endswith(("perlu perbaikan", "dicabut", "diubah")):
        return Tone.CAUTION
    return Tone.GOOD if each.apa.endswith("sesuai") else Tone.PLAIN
