"""What people do to a plan's text between two meetings, as functions; each leaves a word of its own.

An edit takes a text, which row it is about, and a word; it gives the new text, or the same one where it does not fit.
The word is seen again in whatever becomes of the text: so a loss is seen.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from zi_cli.text.document import Branch, Document, Route, parse
from zi_cli.text.items import append_item, remove_item
from zi_cli.text.splices import Splice, apply, line_end, remove_lines

Edit = Callable[[str, int, str], str]

BASE = """\
# Rencana aksi kantor contoh
versi: 1
satker: KPU Kota Contoh
tahun: 2025
zona_waktu: WIB
predikat: WBK
keputusan:
  lembaga: Komisi Pemilihan Umum Kota Contoh
  nomor: "7"
  judul: RENCANA AKSI
  menimbang:
    - bahwa perlu;
  mengingat:
    - Undang-Undang Nomor 7 Tahun 2017;
  memutuskan:
    menetapkan: KEPUTUSAN
    diktum:
      - Menetapkan.
  tempat: Contoh
  tanggal: 2025-01-02
  penandatangan:
    jabatan: Ketua
    nama: A
  lampiran:
    judul: RENCANA AKSI
    nama: RENCANA AKSI 2025
area:
  - nomor: 1
    nama: Manajemen Perubahan
    komponen:
      - nomor: i
        nama: Penyusunan Tim Kerja
        indikator:
          - kode: 1.i.a
            uraian: Unit kerja telah membentuk tim untuk melakukan pembangunan Zona Integritas
            langkah_aksi: Membentuk tim
            bukti_fisik:
              - dokumen: SK Tim Kerja ZI Tahun 2025
                realisasi:
                  - tanggal: 2025-08-20
                    oleh: Rina
                    pemeriksaan:
                      - tanggal: 2025-09-01
                        hasil: sesuai
                        oleh: TPI
              - dokumen: Undangan rapat pembentukan tim
            target_waktu: Agustus-Desember
          # baris ini menunggu undangan
          - kode: 1.i.b
            uraian: Penentuan anggota tim dilakukan dengan prosedur yang jelas
            langkah_aksi: Menentukan anggota
            bukti_fisik:
              - dokumen: Notula penentuan anggota
            target_waktu: Agustus-Desember
      - nomor: ii
        nama: Rencana Pembangunan
        indikator:
          - kode: 1.ii.a
            uraian: Terdapat dokumen rencana kerja pembangunan Zona Integritas
            langkah_aksi: Menyusun dokumen
            bukti_fisik:
              - dokumen: Dokumen rencana kerja # aslinya di bagian umum
                frekuensi: bulanan
                realisasi:
                  - tanggal: 2025-09-30
                    periode: September
                    oleh: Budi
            target_waktu: Agustus-Desember
  - nomor: 2
    nama: Penataan Tatalaksana
    komponen:
      - nomor: i
        nama: Prosedur Operasional
        indikator:
          - kode: 2.i.a
            uraian: SOP mengacu pada peta proses bisnis instansi
            langkah_aksi: Menyusun SOP
            bukti_fisik:
              - {dokumen: Daftar SOP, realisasi: [{tanggal: 2025-08-30, oleh: "Sari"}]}
              - dokumen: Peta proses bisnis
            target_waktu: Oktober
            catatan: menunggu pusat
"""
"""A small plan with all that meets in a merge: marks, a review, comments, something between brackets."""


def rows(document: Document) -> list[Route]:
    """Where the rows stand."""
    found: list[Route] = []
    tree: Any = document.tree
    for a, area in enumerate(tree.get("area", [])):
        for k, komponen in enumerate(area.get("komponen", [])):
            found += [("area", a, "komponen", k, "indikator", i) for i in range(len(komponen["indikator"]))]
    return found


def _row(text: str, at: int) -> tuple[Document, Route, Any]:
    """A row, counted round and round, with its document and route."""
    document = parse(text)
    every = rows(document)
    route = every[at % len(every)]
    return document, route, document.node(route)


def _documents(document: Document, route: Route) -> list[Route]:
    held = document.node(route).children.get("bukti_fisik")
    return [(*route, "bukti_fisik", index) for index in range(len(held.children))] if held is not None else []


def _day(word: str) -> str:
    return str(date(2025, 9, 1) + timedelta(days=sum(map(ord, word)) % 90))


def mark(text: str, at: int, word: str) -> str:
    return _marked(text, at, {"tanggal": _day(word), "oleh": word})


def same_mark(text: str, at: int, word: str) -> str:
    return _marked(text, at, {"tanggal": "2025-10-10", "oleh": "Semua"})


def link(text: str, at: int, word: str) -> str:
    return _marked(text, at, {"tanggal": "2025-10-10", "tautan": f"https://contoh.go.id/{word}", "oleh": "Ani"})


def _marked(text: str, at: int, fields: dict[str, str]) -> str:
    document, route, _ = _row(text, at)
    every = _documents(document, route)
    if not every:
        return text
    return apply(text, append_item(document, every[at // 3 % len(every)], "realisasi", fields))


def review(text: str, at: int, word: str) -> str:
    document, route, _ = _row(text, at)
    for each in _documents(document, route):
        marks = document.node(each).children.get("realisasi")
        if marks is not None:
            result = "sesuai" if len(word) % 2 else "perlu perbaikan"
            fields = {"tanggal": _day(word), "hasil": result, "oleh": word}
            last = (*each, "realisasi", len(marks.children) - 1)
            return apply(text, append_item(document, last, "pemeriksaan", fields))
    return text


def unmark(text: str, at: int, word: str) -> str:
    document, route, _ = _row(text, at)
    for each in _documents(document, route):
        node = document.node(each)
        if (marks := node.children.get("realisasi")) is not None and len(node.keys) > 1:
            return apply(text, remove_item(document, each, "realisasi", len(marks.children) - 1))
    return text


def _replaced(text: str, at: int, key: str, value: str) -> str:
    document, _, row = _row(text, at)
    if key not in row.children or row.flow:
        return text
    return apply(text, [Splice(*document.span(row.children[key]), value)])


def retarget(text: str, at: int, word: str) -> str:
    return _replaced(text, at, "target_waktu", ("Oktober", "November", "September-Desember")[len(word) % 3])


def reword(text: str, at: int, word: str) -> str:
    return _replaced(text, at, "langkah_aksi", f"Melaksanakan {word}")


def fold(text: str, at: int, word: str) -> str:
    """The same text, written over several lines."""
    document, _, row = _row(text, at)
    node = row.children["uraian"]
    if isinstance(node, Branch) or node.style in (">", "|") or len(node.value.split()) < 4:
        return text
    words = node.value.split(" ")
    start = document.span(row.keys["uraian"])[0]
    margin = " " * (start - text.rfind("\n", 0, start) + 1)
    breaks = "\r\n" if "\r\n" in text else "\n"
    folded = f">-{breaks}{margin}{' '.join(words[:3])}{breaks}{margin}{' '.join(words[3:])}"
    return apply(text, [Splice(*document.span(node), folded)])


def _added_line(text: str, at: int, key: str, value: str) -> str:
    document, _, row = _row(text, at)
    if key in row.children:
        return _replaced(text, at, key, value)
    last = list(row.keys)[-1]
    start = document.span(row.keys["uraian"])[0]
    margin = " " * (start - text.rfind("\n", 0, start) - 1)
    end = line_end(text, document.span(row.children[last])[1])
    return apply(text, [Splice(end, end, ("\r\n" if "\r\n" in text else "\n") + f"{margin}{key}: {value}")])


def note(text: str, at: int, word: str) -> str:
    return _added_line(text, at, "catatan", f"catat {word}")


def person(text: str, at: int, word: str) -> str:
    return _added_line(text, at, "penanggung_jawab", f"Kasubbag {word}")


def comment_above(text: str, at: int, word: str) -> str:
    document, _, row = _row(text, at)
    start = document.span(row.keys["langkah_aksi"])[0] if "langkah_aksi" in row.keys else row.start
    line = text.rfind("\n", 0, start) + 1
    margin = re.match(" *", text[line:])
    assert margin is not None
    return apply(text, [Splice(line, line, f"{margin[0]}# {word}" + ("\r\n" if "\r\n" in text else "\n"))])


def comment_behind(text: str, at: int, word: str) -> str:
    document, _, row = _row(text, at)
    if "target_waktu" not in row.children:
        return text
    end = line_end(text, document.span(row.children["target_waktu"])[1])
    return apply(text, [Splice(end, end, f" # {word}")])


def add_row(text: str, at: int, word: str) -> str:
    document, _, row = _row(text, at)
    code = f"{row.children['kode'].value[:-1]}{'cdefghij'[sum(map(ord, word)) % 8]}"
    if f"kode: {code}\n" in text.replace("\r", ""):
        return text
    breaks = "\r\n" if "\r\n" in text else "\n"
    margin = " " * (row.start - text.rfind("\n", 0, row.start) - 1)
    lines = [f"{margin[:-2]}- kode: {code}", f"{margin}uraian: Baris {word}"]
    end = line_end(text, document.span(row)[1])
    return apply(text, [Splice(end, end, "".join(breaks + line for line in lines))])


def drop_row(text: str, at: int, word: str) -> str:
    document, route, row = _row(text, at)
    holder = document.node(route[:-1])
    if len(holder.children) == 1:
        return text
    dash = text.rfind("-", 0, row.start)
    return apply(text, remove_lines(document, dash, row))


def add_document(text: str, at: int, word: str) -> str:
    document, route, row = _row(text, at)
    if "bukti_fisik" not in row.children:
        return text
    return apply(text, append_item(document, route, "bukti_fisik", {"dokumen": f"Dokumen {word}"}))


def drop_document(text: str, at: int, word: str) -> str:
    document, route, _ = _row(text, at)
    every = _documents(document, route)
    if len(every) < 2:
        return text
    return apply(text, remove_item(document, route, "bukti_fisik", at // 3 % len(every)))


def rename_document(text: str, at: int, word: str) -> str:
    document, route, _ = _row(text, at)
    every = _documents(document, route)
    if not every:
        return text
    node = document.node((*every[at // 3 % len(every)], "dokumen"))
    return apply(text, [Splice(*document.span(node), f"{node.value} {word}")])


def add_komponen(text: str, at: int, word: str) -> str:
    document, route, _ = _row(text, at)
    holder = document.node(route[:3])
    breaks = "\r\n" if "\r\n" in text else "\n"
    margin = " " * (holder.start - text.rfind("\n", 0, holder.start) - 1)
    number = document.node((*route[:2], "nomor")).value
    code = f"{number}.iv.{'abcdefgh'[sum(map(ord, word)) % 8]}"
    if f"kode: {code}\n" in text.replace("\r", ""):
        return text
    lines = ["- nomor: iv", f"  nama: Komponen {word}", "  indikator:", f"    - kode: {code}", f"      uraian: {word}"]
    end = line_end(text, document.span(holder)[1])
    return apply(text, [Splice(end, end, "".join(f"{breaks}{margin}{line}" for line in lines))])


def swap_keys(text: str, at: int, word: str) -> str:
    document, _, row = _row(text, at)
    if not {"uraian", "langkah_aksi"} <= row.children.keys():
        return text
    spans = [
        (document.span(row.keys[key])[0], document.span(row.children[key])[1]) for key in ("uraian", "langkah_aksi")
    ]
    one, two = spans
    return apply(text, [Splice(*one, text[slice(*two)]), Splice(*two, text[slice(*one)])])


def swap_rows(text: str, at: int, word: str) -> str:
    document, route, _ = _row(text, at)
    holder = document.node(route[:-1])
    if len(holder.children) < 2:
        return text
    one, two = (slice(*document.span(each)) for each in holder.children[:2])
    return apply(text, [Splice(one.start, one.stop, text[two]), Splice(two.start, two.stop, text[one])])


def set_in(text: str, at: int, word: str) -> str:
    """The documents of a row two columns further in."""
    document, _, row = _row(text, at)
    held = row.children.get("bukti_fisik")
    if held is None or held.flow:
        return text
    end = document.span(held)[1]
    start = text.rfind("\n", 0, held.start) + 1
    inside = text[start:end]
    return apply(text, [Splice(start, end, re.sub("(?m)^(?=.)", "  ", inside))])


def windows(text: str, at: int, word: str) -> str:
    return text if "\r\n" in text else text.replace("\n", "\r\n")


def office(text: str, at: int, word: str) -> str:
    return re.sub("(?m)^satker: .*?(?=\r?$)", f"satker: KPU {word}", text, count=1)


EDITS: tuple[Edit, ...] = (
    *(mark, mark, link, same_mark, review, review, unmark, retarget, reword, fold, note, person, comment_above),
    *(comment_behind, add_row, drop_row, add_document, drop_document, rename_document, add_komponen, swap_keys),
    *(swap_rows, set_in, windows, office),
)
