"""What the readers of fields take, as regular expressions (ECMA 262) for editors.

A pattern never refuses what its reader takes; where a reader knows more (that an end comes before its beginning, that
a year has no 29 February), the pattern lets it pass and `zi check` says it. They are built from the readers' own words.
"""

from zi_cli.plan.hari import NAMA_BULAN
from zi_cli.plan.waktu import LEBAR, MINGGU, ORDINALS, PELENGKAP


def _kata(*words: str) -> str:
    """One of these words in any case."""
    spelt = ("".join(f"[{sign.upper()}{sign}]" for sign in word) for word in sorted(words, key=len, reverse=True))
    return f"(?:{'|'.join(spelt)})"


_SETENGAH = "(?:" + "|".join(
    (
        "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])",
        "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)",
        "02-(?:0[1-9]|[12][0-9])",
    )
) + ")"  # fmt: skip
TANGGAL = f"^(?!0000)[0-9]{{4}}-{_SETENGAH}$"

KODE = r"^R?[1-9]\.(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})\.[a-z](?:[2-9]|[1-9][0-9])?$"

_ANGKA_ROMAWI = "[ivxIVX]{1,5}"
_SAMPAI = ("s", "d", "sd", "sampai", "dengan", "hingga", "dan", "serta", "ke", "n")
_SEKITAR = ("paling", "lambat", "lama", "selambat", "lambatnya", "selambatnya", "sepanjang", "selama")
_TAHUN = ("tahun", "thn", "th", "anggaran", "depan", "berikutnya", "berikut", "terakhir")
_JAM = ("pukul", "jam", "wib", "wita", "wit")
_KENAL = _kata(*NAMA_BULAN, *LEBAR, *MINGGU, *ORDINALS, *PELENGKAP, *_SAMPAI, *_SEKITAR, *_TAHUN, *_JAM)
_ISI_WAKTU = rf"(?:[\s0-9.,;:()/&+•*‐‑‒–—−-]|[bB](?:0[1-9]|1[0-2])|(?:{_KENAL}|{_ANGKA_ROMAWI})(?![a-zA-Z]))+"
WAKTU = rf"^(?=[\s\S]*[0-9a-zA-Z]){_ISI_WAKTU}$"
"""A time, as far as its words go: which of them stand where, only the reader knows."""
PERIODE = WAKTU

TAUTAN = r'^[hH][tT][tT][pP][sS]?://(?![^/?#]*@)[^\s\\<>"^{}|`/?#:][^\s\\<>"^{}|`]*$'
BERKAS = (
    r"^(?![\s/~-])(?![A-Za-z]:)(?!(?:.*/)?\.{0,2}(?:/|$))(?!.*[ .](?:/|$))"
    r"(?!(?:.*/)?(?:[cC][oO][nN]|[pP][rR][nN]|[aA][uU][xX]|[nN][uU][lL]|(?:[cC][oO][mM]|[lL][pP][tT])[0-9¹²³])(?:\.[^/]*)?(?:/|$))"
    r'[^\\<>:"|?*\u0000-\u001f\u007f-\u009f]{1,1024}$'
)
