"""References from a plan to its evidence: a file inside the plan's folder, or a link.

Only the text of a reference is judged here; a check asks whether the file exists. No link is opened.
"""

import re
import unicodedata

_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?")
"""Names that Windows keeps for devices; a folder with one cannot be cloned there."""
_FORBIDDEN = '<>:"|?*'
LONGEST_PATH = 1024


def read_path(text: str) -> str:
    """A path relative to the plan's folder, with `/`; a ValueError with an Indonesian sentence otherwise.

    It must be safe to hand to any system an office clones to: no way out of the folder, no name that Windows
    refuses, composed Unicode (NFC).
    """
    fault = _fault(text)
    if fault:
        raise ValueError(
            f'berkas "{text}" {fault}; tuliskan jalur di dalam folder rencana, seperti bukti/1.i.a/sk-tim-zi.pdf'
        )
    return text


def _fault(text: str) -> str | None:
    if text != text.strip():
        return "diawali atau diakhiri spasi"
    if len(text.encode("utf-8", "surrogatepass")) > LONGEST_PATH:
        return f"lebih panjang dari {LONGEST_PATH} bita"
    if any(unicodedata.category(character) in ("Cc", "Cf", "Cs") for character in text):
        return "memuat karakter yang tidak tampak"
    if unicodedata.normalize("NFC", text) != text:
        return "memakai huruf yang terurai (bukan Unicode NFC)"
    return _path_fault(text)


def _path_fault(text: str) -> str | None:
    if "\\" in text:
        return 'memakai "\\"; pemisah folder adalah "/"'
    if text.startswith(("/", "~", "-")) or re.match(r"[A-Za-z]:", text):
        return "bukan jalur di dalam folder rencana"
    parts = text.split("/")
    if ".." in parts:
        return "menunjuk ke luar folder rencana"
    if "" in parts or "." in parts:
        return "memuat bagian yang kosong"
    for part in parts:
        if part.endswith((" ", ".")) or _RESERVED.fullmatch(part) or any(sign in part for sign in _FORBIDDEN):
            return f'memuat nama "{part}", yang tidak dapat dipakai di Windows'
    return None


def read_link(text: str) -> str:
    """A link as it was typed, http or https, with a host; a ValueError with an Indonesian sentence otherwise."""
    from urllib.parse import urlsplit

    fault = None
    if re.search(r'[\s\x00-\x20\x7f-\xa0\\<>"^{}|`]', text):
        fault = "memuat spasi atau tanda yang tidak boleh ada dalam tautan"
    else:
        try:
            parts = urlsplit(text)
            if parts.scheme.lower() not in ("http", "https"):
                fault = "bukan http atau https"
            elif not parts.hostname:
                fault = "tidak menyebut situs"
            elif parts.username is not None or parts.password is not None:
                fault = "memuat nama pengguna atau sandi"
            else:
                parts.port  # noqa: B018 - reading it judges it
        except ValueError:
            fault = "tidak terbaca sebagai tautan"
    if fault:
        raise ValueError(f'tautan "{text}" {fault}; tuliskan seperti https://contoh.go.id/dokumen')
    return text


def read_sha256(text: str) -> str:
    """64 small hexadecimal digits; a ValueError with an Indonesian sentence otherwise."""
    if not re.fullmatch(r"[0-9a-f]{64}", text):
        raise ValueError(f'sha256 "{text}" bukan 64 angka heksadesimal kecil; biarkan zi yang menulisnya')
    return text


def read_size(text: str) -> int:
    """A number of bytes in plain digits; a ValueError with an Indonesian sentence otherwise."""
    if not re.fullmatch(r"0|[1-9][0-9]{0,17}", text):
        raise ValueError(f'ukuran "{text}" bukan jumlah bita; biarkan zi yang menulisnya')
    return int(text)


def safe_name(text: str, batas: int) -> str:
    """A text as (part of) a file's name for any system, in at most so many characters, cut between words.

    What Windows refuses, `%` (which bags of files spell in another way) and what is invisible become blanks or
    hyphens; a name that Windows keeps for a device gets an underscore. Empty where nothing is left.
    """
    text = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in text)
    text = re.sub(r"\s*:\s*", " - ", text).replace('"', "").replace("*", "")
    text = " ".join(re.sub(r"[<>|?/\\%]+", "-", text).split())
    text = unicodedata.normalize("NFC", text)  # last: a removed sign may have stood before an accent
    text = _shortened(text, batas).strip(" .,;-~")
    return f"{text}_" if _RESERVED.fullmatch(text) else text


def _shortened(text: str, batas: int) -> str:
    """At most `batas` characters, and twice as many bytes, without half a word where that can be helped."""
    cut = text[:batas]
    while len(cut.encode()) > 2 * batas:
        cut = cut[:-1]
    if cut == text:
        return text
    whole = cut.rpartition(" ")[0]
    return whole if len(whole) > len(cut) // 2 else cut
