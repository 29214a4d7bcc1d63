"""What the dialect refuses in a text, as values; and what libyaml says, in words for people.

The errors of PyYAML come in as they are: this room does not import it.
"""

from typing import Any

from zi_cli.frozen import mutable


@mutable
class Fault:
    """Something the dialect refuses, at a stretch of the text."""

    rule: str
    message: str
    start: int
    end: int
    route: tuple[str | int, ...] = ()
    """The value it is in, or about."""


_CANNOT_START = "cannot start any token"
_MEANINGS = (
    ("mapping values are not allowed", 'tanda ": " di tengah teks, atau takuknya salah; beri tanda kutip pada teksnya'),
    ("could not find expected ':'", 'di sini diharapkan "kunci: isi"; titik dua kurang, atau takuknya salah'),
    ("found unexpected end of stream", "tanda kutip atau kurung yang dibuka di sini tidak ditutup"),
    ("unexpected document indicator", "tanda kutip yang dibuka tidak ditutup sebelum --- atau ..."),
    ("invalid Unicode character escape", r'tanda "\u" ini tidak menunjuk karakter; tuliskan karakternya sendiri'),
    ("unknown escape character", r'tanda "\" di dalam kutip ganda; gunakan kutip tunggal'),
    ("block sequence entries are not allowed", 'tanda "- " tidak pada tempatnya; letakkan di baris baru yang setakuk'),
    ("did not find expected key", "takuk baris ini tidak sama dengan kelompoknya, atau tanda kutipnya kurang"),
    ("did not find expected '-' indicator", 'di sini diharapkan butir daftar "- "; periksa takuknya'),
    ("did not find expected ',' or", "kurung tidak ditutup, atau komanya kurang; beri tanda kutip bila itu teks"),
    ("expected <document start>", "takuk baris ini salah, atau ada teks di luar susunan"),
    ("tab", "baris ini ditakuk dengan tab; gunakan spasi"),
    ("undefined tag handle", 'teks tidak boleh diawali "!"; beri tanda kutip'),
    ("did not find expected alphabetic or numeric", 'teks tidak boleh diawali "*" atau "&"; beri tanda kutip'),
    ("did not find URI escape", 'teks tidak boleh diawali "!"; beri tanda kutip'),
    ("did not find expected whitespace or line break", "tanda ini harus diikuti spasi; beri tanda kutip bila itu teks"),
    ("did not find expected comment or line break", 'sesudah "|" atau ">" teksnya mulai di baris berikut'),
    ("incompatible YAML", 'baris "%YAML" ini menyebut versi YAML yang lain; hapus barisnya'),
    ("%YAML directive", 'baris "%YAML" tidak diperlukan di sini; hapus barisnya'),
    ("directive", 'teks tidak boleh diawali "%"; beri tanda kutip'),
)  # fmt: skip
"""What libyaml says, and the same in words for people who do not know YAML."""


def syntax(text: str, error: Any) -> Fault:
    """Where a text stops being YAML: a `yaml.MarkedYAMLError` at the place that has to be mended."""
    problem = error.problem or ""
    mark = error.problem_mark
    # libyaml reports these where it gave up; the mistake stands where the thing began
    if error.context_mark and any(words in problem for words in ("could not find", "end of stream", "',' or")):
        mark = error.context_mark
    start = min(mark.index, len(text)) if mark else 0
    if _CANNOT_START in problem:
        return Fault("yaml-susunan", _cannot_start(text[start : start + 1]), start, start + 1)
    told = next((meaning for words, meaning in _MEANINGS if words in problem), "susunan YAML-nya tidak terbaca di sini")
    return Fault("yaml-susunan", told, start, start + 1)


def _cannot_start(sign: str) -> str:
    """What is wrong with a character that no text may begin with."""
    if sign == "\t":
        return "di sini ada tab; ganti dengan spasi"
    return f'teks tidak boleh diawali "{sign}"; beri tanda kutip pada teksnya'


def unprintable(text: str, error: Any) -> Fault:
    """A sign that no YAML may hold: a `yaml.reader.ReaderError` at its place."""
    start = min(int(error.position), len(text)) if isinstance(error.position, int) else 0
    return Fault("karakter-terlarang", "karakter ini tidak boleh ada dalam berkas; hapus", start, start + 1)
