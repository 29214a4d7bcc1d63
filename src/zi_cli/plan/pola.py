"""What the readers of fields take, as regular expressions (ECMA 262) for editors.

A pattern never refuses what its reader takes; where a reader knows more (that an end comes before its beginning, that
a year has no 29 February), the pattern lets it pass and `zi check` says it. They are built from the readers' own words.
"""

from zi_cli.plan.jadwal import BULAN, NAMA_BULAN


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

_ROMAWI = "(?=[ivxIVX])[xX]{0,3}(?:[iI][xX]|[iI][vV]|[vV]?[iI]{0,3})"
NOMOR_KOMPONEN = "^(?:[a-zA-Z]|[1-9][0-9]?|(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})|(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3}))[.)]?$"
KODE = r"^R?[1-6]\.(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})\.[a-z](?:[2-9]|[1-9][0-9])?$"

_TAHUN = r"(?:\s*(?:20[0-9]{2}|2100))?"
_BULAN = rf"{_kata(*NAMA_BULAN, *(name.lower() for name in BULAN))}\.?"
_NOMOR = rf"(?:0*(?:1[0-2]|[1-9])|{_ROMAWI})\.?"
_BERNOMOR = rf"{_kata('triwulan', 'tw', 'semester', 'smt')}\.?\s*{_NOMOR}"
_PERTAMA = f"(?:{_BERNOMOR}|{_BULAN}){_TAHUN}"
_SATUAN = f"(?:{_BERNOMOR}|{_BULAN}|{_NOMOR}){_TAHUN}"
_SAMPAI = rf"(?:[-‐‑‒–—−]|[sS]\s?\.?\s?/?\s?[dD]\.?|{_kata('sampai')}(?:\s+{_kata('dengan')})?)"
_DAN = rf"(?:,\s*{_kata('dan')}|{_kata('dan')}|[,/&])"
WAKTU = rf"^\s*{_PERTAMA}(?:\s*{_SAMPAI}\s*{_SATUAN})?(?:\s*{_DAN}\s*{_SATUAN}(?:\s*{_SAMPAI}\s*{_SATUAN})?)*\s*$"
PERIODE = rf"^(?:20[0-9]{{2}}-(?:0[1-9]|1[0-2])|\s*{_PERTAMA}\s*)$"

TAUTAN = r'^[hH][tT][tT][pP][sS]?://(?![^/?#]*@)[^\s\\<>"^{}|`/?#:][^\s\\<>"^{}|`]*$'
BERKAS = (
    r"^(?![\s/~-])(?![A-Za-z]:)(?!(?:.*/)?\.{0,2}(?:/|$))(?!.*[ .](?:/|$))"
    r"(?!(?:.*/)?(?:[cC][oO][nN]|[pP][rR][nN]|[aA][uU][xX]|[nN][uU][lL]|(?:[cC][oO][mM]|[lL][pP][tT])[0-9¹²³])(?:\.[^/]*)?(?:/|$))"
    r'[^\\<>:"|?*\u0000-\u001f\u007f-\u009f]{1,1024}$'
)
