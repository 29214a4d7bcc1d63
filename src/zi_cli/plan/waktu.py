"""The words of a time, read left to right into windows of days; what is not certain is refused and never guessed.

Known are months, quarters, halves and years, weeks and days of a month, days written in figures, and ranges and lists
of all of them. A window ends on the last day that its words name: a range is one window, a list is several.
"""

import calendar
import re
from functools import cache

from zi_cli.frozen import evolve, frozen
from zi_cli.nearest import nearest
from zi_cli.plan.hari import BULAN, NAMA_BULAN
from zi_cli.plan.kode import from_roman
from zi_cli.plan.rentang import Span, Stretch, with_years

LEBAR = {"triwulan": 3, "tw": 3, "semester": 6, "smt": 6}
MINGGU = ("minggu", "pekan")
ORDINALS = {"pertama": 1, "kesatu": 1, "kedua": 2, "ketiga": 3, "keempat": 4, "kelima": 5}
SEBELUM = re.compile(
    r"(?i)(?:paling lambat|paling lama|selambat-lambatnya|selambatnya|"
    r"s\s?\.?\s?/?\s?d\b\.?|sampai(?: dengan)?\b|hingga\b)\s*"
)
"""Said before a day that is the last one: it is the deadline all the same."""
PELENGKAP = ("akhir", "tanggal", "tgl", "pada", "bulan")
"""Words before a time that add nothing to its last day."""
_CONTOH = "tuliskan seperti Agustus, Agustus-Desember, Oktober dan Desember, Triwulan III, atau 31 Maret 2026"
_HYPHEN = "-‐‑‒–—−"
_TOKEN = re.compile(
    rf"""\s*(?:
      (?P<hari> [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?![0-9])
        | [0-9]{{1,2}}(?P<sign>[-/.])[0-9]{{1,2}}(?P=sign)[0-9]{{4}}(?![0-9]) )
    | (?P<nisbi> \(\s*N(?:\s*[+-]\s*[0-9])?\s*\) | N(?:\s*[+-]\s*[0-9])?(?![^\W_]) )
    | (?P<ke> ke(?:\s*[-‐‑‒]\s*|\s*)(?=[0-9IVXivx]+(?![^\W_])) )
    | (?P<sampai> [{_HYPHEN}] | s\s?\.?\s?/?\s?d(?:\.|(?![^\W\d_])) | (?:sampai(?:\s+dengan)?|hingga)(?![^\W\d_]) )
    | (?P<dan> [,;]\s*dan(?![^\W\d_]) | (?:dan|serta)(?![^\W\d_]) | [,;/&] )
    | (?P<kode> B(?:0[1-9]|1[0-2])(?![^\W_]) )
    | (?P<tahun> [0-9]{{4}}(?![0-9]) )
    | (?P<angka> [0-9]+ )
    | (?P<kata> [^\W\d_]+ \.? )
    | (?P<kurung> [()] )
    | (?P<lain> \S )
    )\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_PUKUL = re.compile(
    r"(?<=[0-9]{4})[\s,]+(?:(?:pukul|jam)\s*)?[0-2]?[0-9][.:][0-5][0-9](?:\s*(?:WIB|WITA|WIT))?$", re.IGNORECASE
)
_PUKUL_DEPAN = re.compile(
    r"^\s*[0-2][0-9][.:]?[0-5][0-9]\s*[-–]\s*[0-2][0-9][.:]?[0-5][0-9](?:\s*WI(?:B|TA|T))?[\s,/]+", re.I
)
"""The hour behind a whole date, or hours before it: the day is what counts."""
_BUTIR = re.compile(rf"^\s*[{_HYPHEN}•*]\s+")
_DAFTAR = re.compile(rf"\s+[{_HYPHEN}•*]\s+")
TERPANJANG = 400
"""The longest time that is read, in characters; twelve months with their year, a line each, have 240."""
_LIKE = 0.7
"""How like the name of a month a word must be to be one misspelt: `Agus` is, `antara` is not."""
_WHOLE = ((1, 1), (12, 31))


@frozen
class _Part:
    """A stretch as it is read; a day or a week may have its month further on: `7-10 Maret`, `Minggu I-II Maret`."""

    kind: str
    number: int
    month: int | None = None
    year: int | None = None
    later: int | None = None

    @property
    def open(self) -> bool:
        """Whether its month is still wanted."""
        return self.kind in ("hari", "minggu") and self.month is None

    @property
    def bounds(self) -> tuple[tuple[int, int], tuple[int, int]]:
        month = self.month or 0
        if self.kind == "hari":
            return (month, self.number), (month, self.number)
        if self.kind == "minggu":
            return (month, 7 * self.number - 6), (month, 7 * self.number if self.number < 5 else 31)
        if self.kind == "tahun":
            return _WHOLE
        width = int(self.kind)
        return ((self.number - 1) * width + 1, 1), (self.number * width, 31)

    def stretch(self) -> Stretch:
        return Stretch(*self.bounds, self.year, self.later)


class _Reader:
    """Reads the words of a time, left to right, one token ahead."""

    def __init__(self, text: str, plain: str = "") -> None:
        self.text = text
        self.tokens = [(str(match.lastgroup), match[0].strip()) for match in _tokens(plain)]
        self.at = 0
        self.kind: str | None = None  # a bare numeral repeats the word before it: "TW I-IV", "Minggu I-II Maret"

    def fail(self, reason: str) -> ValueError:
        return ValueError(f'"{self.text}" bukan waktu yang dikenal: {reason}; {_CONTOH}')

    def peek(self, ahead: int = 0) -> str:
        return self.tokens[self.at + ahead][0] if self.at + ahead < len(self.tokens) else ""

    def word(self, ahead: int = 0) -> str:
        """The word that comes next, in small letters; nothing where none does."""
        at = self.at + ahead
        return self.tokens[at][1].lower().rstrip(".") if at < len(self.tokens) and self.peek(ahead) == "kata" else ""

    def take(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1][1]

    def spans(self) -> tuple[Span, ...]:
        """The whole text, as ranges in the order in which they stand."""
        parts, joints = [self.part()], []
        while self.peek() in ("sampai", "dan"):
            kind = self.peek()
            sign = self.take()
            parts.append(self.part())
            joints.append("sampai" if kind == "sampai" or self.neighbours(parts, sign) else "dan")
        if self.peek():
            raise self.fail(f'"{self.take()}" tidak pada tempatnya')
        return with_years(self.ranges(self.with_months(parts), joints))

    @staticmethod
    def neighbours(parts: list[_Part], sign: str) -> bool:
        """Whether two days with a stroke between them are one after the other: `20/21 Maret` is one event."""
        one, other = parts[-2:]
        return sign == "/" and one.kind == other.kind == "hari" and one.open and one.number + 1 == other.number

    def with_months(self, parts: list[_Part]) -> list[_Part]:
        """A day or week without a month has that of the one behind it."""
        found: list[_Part] = []
        for part in reversed(parts):
            this = part
            if part.open:
                behind = found[0] if found else None
                if behind is None or behind.month is None:
                    raise self.fail("bulannya kurang")
                this = evolve(part, month=behind.month, year=behind.year, later=behind.later)
            if this.kind == "hari":
                self.look_at_day(this)
            found.insert(0, this)
        return found

    def look_at_day(self, part: _Part) -> None:
        year, month = part.year or 2000, part.month or 0
        if not 1 <= part.number <= calendar.monthrange(year, month)[1]:
            named = f"{part.number} {BULAN[month - 1]}" + (f" {part.year}" if part.year else "")
            raise self.fail(f"{named} tidak ada di kalender")

    def ranges(self, parts: list[_Part], joints: list[str]) -> list[Span]:
        found: list[Span] = []
        stretches = [part.stretch() for part in parts]
        at = 0
        while at < len(stretches):
            first = last = stretches[at]
            if at < len(joints) and joints[at] == "sampai":
                at += 1
                last = stretches[at]
                if at < len(joints) and joints[at] == "sampai":
                    raise self.fail("ada dua kata sampai dalam satu rentang")
            found.append(Span(first, last))
            if found[-1].backwards:
                raise self.fail(
                    "akhirnya mendahului awalnya; bila melewati tahun, sebutkan tahunnya (November 2025-Februari 2026)"
                )
            at += 1
        return found

    def part(self) -> _Part:
        """One stretch, with its year where it names one."""
        last = self.adornments()
        match self.peek():
            case "hari":
                return self.literal(self.take())
            case "kode":
                return self.dated(_Part("1", int(self.take()[1:])))
            case "angka":
                return self.figure()
            case "ke" if self.kind not in (None, "hari"):
                return self.counted(str(self.kind))
            case "tahun" if last:
                return self.dated(_Part("1", 12))
            case "kata":
                return self.named(last=last)
            case "":
                raise self.fail("bulannya kurang")
            case _:
                raise self.fail(f'di sini diharapkan nama bulan, bukan "{self.take()}"')

    def adornments(self) -> bool:
        """Take what adds nothing to a time; whether its end was named."""
        last = False
        while self.word() in PELENGKAP and not (self.word() == "bulan" and self.peek(1) in ("angka", "ke")):
            if self.word() == "bulan" and self.word(1) not in NAMA_BULAN:
                break
            last = self.take().lower() == "akhir" or last
        return last

    def literal(self, text: str) -> _Part:
        """A day in figures: `2026-03-31`, `31/03/2026`."""
        numbers = [int(each) for each in re.split(r"[-/.]", text)]
        year, month, day = numbers if numbers[0] > 31 else reversed(numbers)
        if not 1 <= month <= 12:
            raise self.fail(f'"{text}" tidak ada di kalender (hari/bulan/tahun)')
        self.kind = None
        return _Part("hari", day, month, self.checked(year))

    def figure(self) -> _Part:
        """A number: of a day where a month follows or is still to come, else one more of what was named before it."""
        number = int(self.tokens[self.at][1][:9])
        if self.kind in (None, "hari") or (self.word(1) in NAMA_BULAN and self.kind != "minggu"):
            self.take()
            self.kind = "hari"
            if not 1 <= number <= 31:
                raise self.fail(f'"{number}" bukan hari dalam bulan')
            return self.in_month("hari", number)
        return self.counted(str(self.kind))

    def named(self, *, last: bool) -> _Part:
        word = self.word()
        if word in NAMA_BULAN:
            return self.in_named_month(NAMA_BULAN[word])
        if word in MINGGU or word in LEBAR or (word == "bulan" and self.peek(1) in ("angka", "ke")):
            spelt = self.take()
            self.kind = "minggu" if word in MINGGU else str(LEBAR.get(word, 1))
            if self.peek() not in ("kata", "angka", "ke"):
                raise self.fail(f'"{spelt}" tanpa nomor')
            return self.counted(self.kind)
        whole = word in ("sepanjang", "selama") and self.word(1) == "tahun"
        if whole or (word == "tahun" and self.peek(1) in ("tahun", "nisbi")):
            self.at += whole
            return self.year()
        if word == "tahun" and last:
            self.take()
            return self.dated(_Part("1", 12))
        if self.kind not in (None, "hari") and (from_roman(word) or word in ORDINALS):
            return self.counted(str(self.kind))
        raise self.unknown(self.take())

    def in_named_month(self, month: int) -> _Part:
        """A month, or the week of it that is named behind it: `Maret minggu II`."""
        self.take()
        self.kind = None
        if self.word() in MINGGU:
            self.take()
            return self.dated(_Part("minggu", self.number("minggu"), month))
        return self.dated(_Part("1", month))

    def year(self) -> _Part:
        self.take()
        if self.word() == "anggaran":
            self.take()
        return self.dated(_Part("tahun", 1))

    def counted(self, kind: str) -> _Part:
        """A quarter, half, month or week by its number."""
        number = self.number(kind)
        return self.in_month(kind, number) if kind == "minggu" else self.dated(_Part(kind, number))

    def number(self, kind: str) -> int:
        if self.peek() == "ke":
            self.take()
        spelt = self.take().rstrip(".") if self.peek() in ("kata", "angka") else ""
        bare = spelt.lower()
        most = 5 if kind == "minggu" else 12 // int(kind)
        if bare == "terakhir":
            return most
        figures = bare.isascii() and bare.isdigit() and len(bare) < 5
        number = int(bare) if figures else ORDINALS.get(bare) or from_roman(bare)
        if not number or number > most:
            name = {"minggu": "minggu (I-V)", "3": "triwulan (I-IV)", "6": "semester (I-II)"}.get(kind, "bulan (1-12)")
            raise self.fail(f'"{spelt}" bukan nomor {name}')
        return number

    def in_month(self, kind: str, number: int) -> _Part:
        """A day or week, with its month if that stands here: `Minggu II Maret`, `31 Maret 2026`."""
        if self.word() == "bulan" and self.word(1) in NAMA_BULAN:
            self.take()
        if self.word() not in NAMA_BULAN:
            return _Part(kind, number)
        self.kind = None
        return self.dated(_Part(kind, number, NAMA_BULAN[self.take().lower().rstrip(".")]))

    def dated(self, part: _Part) -> _Part:
        """With the year that stands behind it, if one does."""
        if self.word() in ("tahun", "thn", "th") and self.peek(1) in ("tahun", "nisbi"):
            self.take()
        if self.word() == "tahun" and self.word(1) in ("depan", "berikutnya", "berikut"):
            self.at += 2
            return evolve(part, later=1)
        if self.peek() == "nisbi":
            figure = re.search(r"([+-])\s*([0-9])", self.take())
            return evolve(part, later=int(figure[1] + figure[2]) if figure else 0)
        if self.peek() == "tahun":
            return evolve(part, year=self.checked(int(self.take())))
        return part

    def checked(self, tahun: int) -> int:
        if not 2000 <= tahun <= 2100:
            raise self.fail(f"tahun {tahun} di luar 2000-2100")
        return tahun

    def unknown(self, kata: str) -> ValueError:
        """Where one month is like the word, its name is the whole cure."""
        from difflib import SequenceMatcher

        month, message = nearest(kata, BULAN), f'"{kata}" bukan nama bulan'
        if month and SequenceMatcher(None, kata.casefold(), month.casefold()).ratio() < _LIKE:
            month = None
        return ValueError(f'{message}; maksudnya "{month}"?') if month else self.fail(message)


@cache
def read_spans(text: str) -> tuple[Span, ...]:
    """The ranges that a text names; a ValueError with an Indonesian sentence where it names none for certain.

    Plans repeat few targets many times.
    """
    if len(text) > TERPANJANG:
        raise _Reader(text).fail(f"lebih panjang dari {TERPANJANG} huruf")
    return _Reader(text, _plain(text)).spans()


def first_words(text: str) -> list[str]:
    """The times that stand in a text among other words, each as long as it can be read; for what a refusal offers."""
    found: list[str] = []
    at = 0
    starts = [match for match in _tokens(text) if match.lastgroup not in ("lain", "kurung")]
    while at < len(starts):
        kind, word = starts[at].lastgroup, starts[at][0].strip().lower().rstrip(".")
        reads = 0
        if kind in ("hari", "angka", "kode") or word in NAMA_BULAN or word in LEBAR or word in (*MINGGU, "akhir"):
            reads = next((n for n in range(min(12, len(starts) - at), 0, -1) if _reads(text, starts[at : at + n])), 0)
        if reads:
            found.append(text[starts[at].start() : starts[at + reads - 1].end()].strip(" .,;:\n\t"))
        at += reads or 1
    return found


def _reads(text: str, tokens: list[re.Match[str]]) -> bool:
    if tokens[-1].lastgroup in ("sampai", "dan"):
        return False
    try:
        return bool(read_spans(text[tokens[0].start() : tokens[-1].end()].strip()))
    except ValueError:
        return False


def _tokens(text: str) -> list[re.Match[str]]:
    matches = list(_TOKEN.finditer(text))
    signs = [match[0].strip() for match in matches if match.lastgroup == "kurung"]
    paired = signs == ["(", ")"] * (len(signs) // 2)  # around a time, or a part of one, these signs have no meaning
    return [match for match in matches if not (paired and match.lastgroup == "kurung")]


def _plain(text: str) -> str:
    """The text without what adds nothing to it: full stops behind, an hour, `paling lambat`, the signs of a list."""
    bare = re.sub(r"[\s.,;:]+$", "", text)
    bare = _PUKUL.sub("", _PUKUL_DEPAN.sub("", bare))
    lines = [_BUTIR.sub("", line).strip(" \t.,;") for line in bare.splitlines() if line.strip()]
    if len(lines) == 1 and _BUTIR.match(bare):
        lines = _items(text, lines[0])
    bare = "; ".join(lines)
    return SEBELUM.sub("", bare, count=1) if SEBELUM.match(bare) else bare


def _items(text: str, line: str) -> list[str]:
    """A list on one line: `- Maret 2021 - Juni 2021`. Two without a year each might be a range as well: refused."""
    items = _DAFTAR.split(line)
    if len(items) == 2 and not all(re.search(r"[0-9]{4}", each) for each in items):
        first, last = items
        raise _Reader(text).fail(
            f"bisa daftar, bisa rentang; bila daftar, tuliskan {first} dan {last}, bila rentang, {first}-{last}"
        )
    return items
