"""Bytes that others wrote, in whatever encoding: names that git gives, tables that Excel saved. Nothing is refused."""

import codecs
import locale

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(raw: bytes) -> str:
    """The text: by its byte order mark, as UTF-8 where it is that, else as this computer, or Windows, writes it."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace")
    if raw[1:200:2].count(0) > len(raw[1:200:2]) // 2:
        return raw.decode("utf-16-le", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        local = locale.getpreferredencoding(False)
        return raw.decode("cp1252" if codecs.lookup(local).name in ("utf-8", "ascii") else local, "replace")
