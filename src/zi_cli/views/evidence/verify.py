"""What `zi verify` says: of a plan's register and its folder, and of a bag."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from zi_cli.bukti.bags import Penilaian
from zi_cli.bukti.verifying import Beda, Perbandingan
from zi_cli.plan.hari import written_day
from zi_cli.tables import Cell, Column, Page, Role, Row, Sentence, Table, Tone, row
from zi_cli.views import JSON_VERSION
from zi_cli.views.cells import count_cell

Recording = Callable[[str, str], str]
"""From a row's code and a file that no record names to what people type to record it."""


def semua(plans: Sequence[tuple[str, Perbandingan, Recording]], unread: Sequence[str] = ()) -> Page:
    """The comparisons of all plans: one alone is the page; of several what there is to tell, and a line each.

    `unread`: the plans that could not be read.
    """
    pages = [(each, perbandingan(f"{id_}: berkas bukti", each, recording)) for id_, each, recording in plans]
    if len(pages) + len(unread) == 1:
        return pages[0][1]
    told = (page for _, page in pages if len(page.body) > 1)
    body = (each for page in told for each in (Sentence(page.title, role=Role.HEADING), *page.body))
    lines = [(id_, each) for id_, each, _ in plans]
    return Page(f"{len(pages) + len(unread)} rencana: berkas bukti", (*body, *_seluruhnya(lines, unread)))


def _seluruhnya(lines: Sequence[tuple[str, Perbandingan]], unread: Sequence[str]) -> tuple[Table, Sentence]:
    """A line each plan, those that could not be read too, their sum, and a sentence."""
    columns = (Column("RENCANA", unbroken=True), *(Column(each, align="right", unbroken=True) for each in _COUNTED))
    lost = [Row((Cell(id_, heading=True), Cell("tidak terbaca", tone=Tone.BAD), *_NONE)) for id_ in unread]
    counts = [_counts(each) for _, each in lines]
    read = [Row((Cell(id_, heading=True), *_figures(each))) for (id_, _), each in zip(lines, counts, strict=True)]
    total = Row(
        (
            Cell("Seluruhnya", heading=True),
            *_figures([sum(each) for each in zip([0] * len(_COUNTED), *counts, strict=True)]),
        ),
        total=True,
    )
    wrong = sum(bool(each.beda) for _, each in lines)
    every = len(lines) + len(unread)
    text = (
        f"Pada {wrong} dari {every} rencana ada berkas yang tidak seperti yang tercatat"
        if wrong
        else (_fine(sum(each.berkas for _, each in lines)))
    )
    text += f"; {len(unread)} rencana tidak terbaca." if unread else "."
    return Table("", columns, (*lost, *read, total)), Sentence(text, Tone.BAD if wrong or unread else Tone.GOOD)


def _fine(files: int) -> str:
    return (
        f"{files} berkas tercatat; yang ada di sini seperti yang tercatat"
        if files
        else "Tidak ada berkas yang tercatat"
    )


_COUNTED = ("BERKAS", "BERBEDA", "TAK TERCATAT", "TIDAK DI SINI", "TIDAK DIBACA ULANG", "TAUTAN")
_NONE = tuple(Cell("-", tone=Tone.MUTED) for _ in _COUNTED[1:])


def _counts(found: Perbandingan) -> tuple[int, ...]:
    """What is counted of a plan, as the columns have it."""
    named = (found.beda, found.unrecorded, found.not_here, found.read_before)
    return (found.berkas, *map(len, named), found.tautan)


def _figures(counts: Sequence[int]) -> tuple[Cell, ...]:
    tones = (Tone.PLAIN, Tone.BAD, Tone.CAUTION, Tone.PLAIN, Tone.PLAIN, Tone.PLAIN)
    return tuple(count_cell(each, tone if each else Tone.MUTED) for each, tone in zip(counts, tones, strict=False))


def perbandingan(judul: str, found: Perbandingan, recording: Recording) -> Page:
    """One plan's comparison: what differs, what is not recorded, what is there twice, and a sentence."""
    body: list[Table | Sentence] = []
    body += _beda("Tidak seperti yang tercatat", found.beda, Tone.BAD)
    body += _beda("Tidak seperti yang tercatat, tetapi sudah digantikan tanda yang lebih baru", found.digantikan)
    body += _tak_tercatat(found.unrecorded, recording)
    if found.held:
        held = [f"{place}: {name}" for name, place in found.di_folder]
        body += _daftar(f"Tidak di sini sebagaimana tercatat, tetapi ada di {found.held.folder}", held)
    body += _daftar("Perlu dilihat isinya", [f"{name}: {told}" for name, told in found.odd])
    body += _sama(found.sama)
    body += _daftar("Tercatat tanpa sidik, isinya tidak dapat diperiksa", found.without_digest)
    body += _daftar("Sisa perintah yang terputus, dibersihkan oleh perubahan berikutnya", found.leftovers)
    body.append(Sentence(_kalimat(found), Tone.BAD if found.beda else Tone.GOOD))
    return Page(judul, tuple(body))


def _tak_tercatat(names: Sequence[str], recording: Recording) -> list[Table | Sentence]:
    """The files that no record names, each with what records it where it lies."""
    if not names:
        return []
    rows = tuple(row(name, recording(_kode(name), name)) for name in names)
    title = f"Ada di folder bukti tetapi tidak tercatat: tandai, atau hapus ({len(names)})"
    return [Table(title, (Column("BERKAS", width=2), Column("MENANDAINYA", width=3)), rows)]


def _kode(name: str) -> str:
    """The row that a file lies with, by its folder or by its own name."""
    found = _CODE.search(name)
    return found[0] if found else "KODE"


_CODE = re.compile(r"(?<=/)R?[1-6]\.[ivx]+\.[a-z][0-9]*(?=[/ ])")


def _beda(judul: str, found: Sequence[Beda], tone: Tone = Tone.MUTED) -> list[Table | Sentence]:
    if not found:
        return []
    rows = tuple(
        row(Cell(", ".join(each.kode), heading=True), each.berkas, Cell(each.message, tone=tone)) for each in found
    )
    columns = (Column("KODE"), Column("BERKAS", width=3), Column("YANG BERBEDA", width=2))
    return [Table(f"{judul} ({len(found)})", columns, rows)]


def penilaian(judul: str, found: Penilaian) -> Page:
    """What was found in a bag."""
    size = f"{found.berkas} berkas, {found.bita} bita"
    if found.temuan:
        sentence = Sentence(f"Paket ini tidak utuh: {len(found.temuan)} temuan; {size}.", Tone.BAD)
    else:
        sentence = Sentence(f"Paket bukti ini (BagIt) utuh: {size}, semuanya seperti yang disebut manifest.", Tone.GOOD)
    notes = (Sentence(f"{each[:1].upper()}{each[1:]}.") for each in found.catatan)
    return Page(judul, (*_daftar("Temuan", found.temuan), *notes, sentence))


def data(plans: Sequence[tuple[str, Perbandingan]], unread: Sequence[str] = ()) -> dict[str, Any]:
    """The comparisons as plain values with stable keys; `unread`: the plans that could not be read."""
    return {
        "versi": JSON_VERSION,
        "rencana": [
            {
                "id": id_,
                "berkas": found.berkas,
                "tautan": found.tautan,
                "tidak_di_sini": list(found.not_here),
                "janggal": [{"berkas": name, "pesan": told} for name, told in found.odd],
                "tempat": found.tempat,
                "ditandai": found.ditandai,
                "beda": _data_beda(found.beda),
                "digantikan": _data_beda(found.digantikan),
                "tak_tercatat": list(found.unrecorded),
                "sama": [list(names) for names in found.sama],
                "tanpa_sidik": list(found.without_digest),
                "sisa": list(found.leftovers),
                "di_folder": [{"berkas": name, "di": place} for name, place in found.di_folder],
                "tidak_dibaca_ulang": len(found.read_before),
                "dibaca_sejak": min(found.read_before).isoformat() if found.read_before else None,
            }
            for id_, found in plans
        ],
        "tidak_terbaca": list(unread),
    }


def _data_beda(found: Sequence[Beda]) -> list[dict[str, Any]]:
    return [{"berkas": each.berkas, "kode": list(each.kode), "pesan": each.message} for each in found]


def data_kantong(found: Penilaian) -> dict[str, Any]:
    """What was found in a bag, as plain values with stable keys."""
    return {
        "versi": JSON_VERSION,
        "berkas": found.berkas,
        "bita": found.bita,
        "temuan": list(found.temuan),
        "catatan": list(found.catatan),
    }


def _sama(groups: Sequence[Sequence[str]]) -> list[Table | Sentence]:
    """Each content under its first name, the further ones below it."""
    names = [name if at == 0 else f"= {name}" for group in groups for at, name in enumerate(group)]
    rows = tuple(row(each) for each in names)
    return [Table(f"Isinya sama, namanya berbeda ({len(groups)})", (Column("", width=2),), rows)] if groups else []


def _daftar(judul: str, names: Sequence[str]) -> list[Table | Sentence]:
    return (
        [Table(f"{judul} ({len(names)})", (Column("", width=2),), tuple(row(each) for each in names))] if names else []
    )


def _kalimat(found: Perbandingan) -> str:
    rest = [
        (len(found.digantikan), "lagi sudah digantikan"),
        (len(found.not_here), "berkas di luar git tidak ada di komputer ini dan tidak diperiksa"),
        (found.tautan, "tautan tidak dibuka"),
        (found.tempat, "bukti dilihat di tempat"),
        (found.ditandai, "tanda tanpa berkas, tautan, atau tempat"),
    ]
    if found.held:
        rest.append((len(found.di_folder), f"di antaranya ada di {found.held.folder}"))
        rest.append((found.held.strange, f"berkas di {found.held.folder} tidak tercatat"))
    told = _dibaca_dulu(found) + "".join(f"; {count} {what}" for count, what in rest if count)
    compared = found.berkas - len(found.not_here)
    if not found.berkas:
        return f"Tidak ada berkas yang tercatat{told}."
    if found.beda or found.digantikan:
        return f"{found.berkas} berkas tercatat, {len(found.beda)} tidak seperti yang tercatat{told}."
    if not compared:
        return f"{found.berkas} berkas tercatat{told}."
    return f"{compared} berkas tercatat, semuanya ada dan isinya seperti yang tercatat{told}."


def _dibaca_dulu(found: Perbandingan) -> str:
    """How many files were not read again, and since when."""
    if not found.read_before:
        return ""
    first, last = min(found.read_before), max(found.read_before)
    until = "" if first == last else f" sampai {written_day(last)}"
    told = f"tidak berubah sejak dibaca pada {written_day(first)}{until} dan tidak dibaca ulang"
    return f"; {len(found.read_before)} {told}"
