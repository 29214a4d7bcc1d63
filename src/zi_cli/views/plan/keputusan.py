"""The decree in words: everything its page prints, as plain texts, so that a template need compute nothing.

The order of the page and the numbering follow UU 12/2011, Lampiran II, and the decree of KPU Kota Jambi.
"""

import re
from typing import Any

from zi_cli.plan.hari import written_day
from zi_cli.plan.model import Rencana

_SATUAN = ("", "SATU", "DUA", "TIGA", "EMPAT", "LIMA", "ENAM", "TUJUH", "DELAPAN", "SEMBILAN")
_WILAYAH = re.compile(r"\s+(?=(?:REPUBLIK|PROVINSI|KABUPATEN|KOTA)\b)")
_TANPA_NOMOR = "…"
BLANK = "…………………"
"""What is printed where something is not known yet: a line to write on."""


def keputusan(rencana: Rencana) -> dict[str, Any]:
    """What the decree prints: texts, lists of `{tanda, teks}` and, for the copy, `{unit, jabatan, nama}` or None.

    Texts may hold `*…*` for italics and line breaks; capitals, ordinals, letters and dates are ready to print.
    """
    decree = rencana.keputusan
    nomor, lembaga = decree.nomor or _TANPA_NOMOR, decree.lembaga or BLANK
    tahun = str(decree.tanggal.year if decree.tanggal else rencana.tahun)
    signatory = decree.penandatangan
    return {
        "satker": rencana.satker,
        "nama": f"Keputusan {lembaga} Nomor {nomor} Tahun {tahun}",
        "lembaga": _baris(lembaga),
        "keputusan": f"KEPUTUSAN {lembaga.upper()}",
        "nomor": nomor,
        "tahun": tahun,
        "judul": (decree.judul or BLANK).upper(),
        "mengubah": decree.mengubah,
        "pejabat": (signatory.jabatan or BLANK).upper(),
        "menimbang": _butir(decree.menimbang or (BLANK,), huruf=True),
        "mengingat": _butir(decree.mengingat or (BLANK,)),
        "menetapkan": decree.memutuskan.menetapkan or BLANK,
        "diktum": [
            {"tanda": diktum(at), "teks": text} for at, text in enumerate(decree.memutuskan.diktum or (BLANK,), 1)
        ],
        "tempat": decree.tempat or BLANK,
        "tanggal": written_day(decree.tanggal) if decree.tanggal else BLANK,
        "penandatangan": {"jabatan": _baris(signatory.jabatan or BLANK), "nama": signatory.nama or BLANK},
        "salinan": decree.salinan
        and {
            "unit": _unit(decree.salinan.unit or BLANK, lembaga),
            "jabatan": decree.salinan.jabatan or BLANK,
            "nama": decree.salinan.nama or BLANK,
        },
        "lampiran": {
            "keputusan": f"KEPUTUSAN {_baris(lembaga)}",
            "judul": (decree.lampiran.judul or BLANK).upper(),
            "nama": judul_tabel(rencana).upper(),
        },
    }


def judul_tabel(rencana: Rencana) -> str:
    """The name of the Lampiran's table, as the decree has it, or as far as the plan itself says it."""
    return rencana.keputusan.lampiran.nama or f"RENCANA AKSI {rencana.satker} TAHUN {rencana.tahun}"


def diktum(urutan: int) -> str:
    """The ordinal that names a dictum: KESATU, KEDUA, … KESEPULUH, KESEBELAS, KEDUA BELAS, … KEDUA PULUH SATU."""
    puluh, satu = divmod(urutan, 10)
    if urutan in (10, 11):
        return "KESEPULUH" if urutan == 10 else "KESEBELAS"
    if puluh == 0:
        return f"KE{_SATUAN[satu]}"
    if puluh == 1:
        return f"KE{_SATUAN[satu]} BELAS"
    return f"KE{_SATUAN[puluh]} PULUH {_SATUAN[satu]}".rstrip()


def _butir(texts: tuple[str, ...], *, huruf: bool = False) -> list[dict[str, str]]:
    """The items of Menimbang (a., b., … z., aa., bb.) or Mengingat (1., 2.); one that stands alone has no mark."""
    if len(texts) == 1:
        return [{"tanda": "", "teks": texts[0]}]
    return [
        {"tanda": f"{chr(97 + at % 26) * (at // 26 + 1) if huruf else at + 1}.", "teks": text}
        for at, text in enumerate(texts)
    ]


def _baris(text: str) -> str:
    """An office in capitals, its territory on a line of its own, as letterheads have it."""
    return _WILAYAH.sub("\n", text.upper(), count=1)


def _unit(unit: str, lembaga: str) -> str:
    """A unit in capitals, the institution it belongs to on a line of its own."""
    head = unit.upper().removesuffix(lembaga.upper()).rstrip()
    return f"{head}\n{lembaga.upper()}" if head and head != unit.upper() else unit.upper()
