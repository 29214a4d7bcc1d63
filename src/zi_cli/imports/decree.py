"""The prose around the table → `keputusan`, as far as it is certain; and whose plan of which year it is.

A decree is read by its fixed words, which stand at the beginning of a line: Menimbang, Mengingat, MEMUTUSKAN …
"""

import re
from collections.abc import Sequence

from zi_cli.frozen import field, mutable
from zi_cli.imports.grids import Grid, Opened, prose
from zi_cli.imports.times import day_of
from zi_cli.text.document import Route
from zi_cli.text.fields import Tree

_WORD = re.compile(
    r"(?i)[-*\s]*(?P<word>menimbang|mengingat|memperhatikan|memutuskan|menetapkan|ditetapkan\s+di|pada\s+tanggal"
    r"|salinan\s+sesuai|lampiran|ke(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh)|pertama)\b\s*[:\t]*\s*(?P<rest>.*)"
)
_DIKTUM = re.compile(r"(?i)ke(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh)|pertama")
_ITEM = re.compile(r"(?:[a-z]|[0-9]{1,2})[.)]\s*(?=\S)")
_HEADING = re.compile(r"(?i)keputusan\s+(?:(?:ketua|sekretaris|kepala)\s+)?(?P<whose>\S.*)")
_NUMBER = re.compile(r"(?i)nomor\b[\s:]*(?P<number>[^\s].*?)?\s*tahun\s+(?P<year>20[0-9]{2})\b.*")
_ABOUT = re.compile(r"(?i)tentang\b[\s:]*(?P<rest>.*)")
_SIGNED = re.compile(r"(?i)(?:ttd|\(ttd\)|ditandatangani.*|\$?\{?ttd\w*\}?)[.,]?")
_OFFICE = re.compile(
    r"(?i)\b(?:kpu|komisi pemilihan umum)\s+(?P<kind>provinsi|kabupaten|kab\.?|kota)"
    r"\s+(?P<name>[^\W\d_]+(?: [^\W\d_]+)?)"
)
_SMALL = {"dan", "di", "dengan", "untuk", "yang", "pada", "dari", "ke", "tentang"}
_END = {"tahun", "nomor", "tentang", "menuju", "tanggal", "dalam", "rencana", "sebagai"}


@mutable
class Decree:
    """What the prose says."""

    keputusan: dict[str, Tree] = field(default_factory=dict)
    doubts: dict[Route, str] = field(default_factory=dict)
    """What in it must be looked at."""
    satker: str = ""
    tahun: str = ""


def read(opened: Opened, names: Sequence[str]) -> Decree:
    """The decree around the tables of those names."""
    used = [at for at, each in enumerate(opened.blocks) if isinstance(each, Grid) and each.name in names]
    before = list(prose(opened.blocks[: used[0]])) if used else []
    after = list(prose(opened.blocks[used[-1] + 1 :])) if used else []
    found = Decree()
    reader = _Sections([" ".join(line.replace("*", "").split("\t")).strip() for line in before])
    reader.read()
    if reader.sections:
        _fill(found, reader.sections)
    grids = (cell.text for at in used[:1] for row in opened.blocks[at].rows[:6] for cell in row)  # type: ignore[union-attr]
    _hint(found, [*before, *grids, *after])
    return found


class _Sections:
    """Lines by the fixed word that they stand under."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = [line for line in lines if line]
        self.sections: dict[str, list[str]] = {}
        self.section = ""

    def read(self) -> None:
        for line in self.lines:
            found = _WORD.fullmatch(line)
            heading = _HEADING.fullmatch(line)
            if found and self.stands_alone(found["word"]):
                self.begin(" ".join(found["word"].lower().split()), found["rest"])
            elif heading and not self.section:
                self.begin("keputusan", heading["whose"])
            elif self.section in ("keputusan", "lampiran") and _NUMBER.fullmatch(line):
                self.begin(f"nomor {self.section}", line)
            elif self.section in ("nomor keputusan", "nomor lampiran") and (about := _ABOUT.fullmatch(line)):
                self.begin(f"judul {self.section.split()[1]}", about["rest"])
            elif self.section:
                self.sections[self.section].append(line)

    def stands_alone(self, word: str) -> bool:
        """Whether a fixed word is one here: in small letters it goes on a sentence, but for the day of signing."""
        return (
            not word[0].islower() or not self.section or (self.section == "ditetapkan di" and word.startswith("pada"))
        )

    def begin(self, word: str, rest: str) -> None:
        if word in self.sections:  # the second time it is a further copy: of the head, or of the signature
            word = f"{word} lagi"
        self.section = word
        self.sections[word] = [rest] if rest else []


def _fill(found: Decree, sections: dict[str, list[str]]) -> None:
    tree: dict[str, Tree] = {}
    lembaga = _title(" ".join(sections.get("keputusan", [])))
    if lembaga:
        tree["lembaga"] = lembaga
    number = _NUMBER.fullmatch(" ".join(sections.get("nomor keputusan", [])))
    number = number if number and number["number"] else _NUMBER.fullmatch(" ".join(sections.get("nomor lampiran", [])))
    if number and number["number"] and not re.search(r"\.{2,}|…|_", number["number"]):
        tree["nomor"] = number["number"]
    found.tahun = number["year"] if number else ""
    title = [line for line in sections.get("judul keputusan", []) if not line.endswith(",")]
    if title and not any(re.match(r"(?i)dengan rahmat", line) for line in title[:1]):
        tree["judul"] = " ".join(line for line in title if not re.match(r"(?i)dengan rahmat|ketua|sekretaris", line))
    for key in ("menimbang", "mengingat"):
        if items := _items(sections.get(key, [])):
            tree[key] = list(items)
    ruling: dict[str, Tree] = {}
    if said := " ".join(sections.get("menetapkan", [])):
        ruling["menetapkan"] = said
    diktum = [" ".join(lines) for word, lines in sections.items() if _DIKTUM.fullmatch(word) and lines]
    if diktum:
        ruling["diktum"] = list(diktum)
    if ruling:
        tree["memutuskan"] = ruling
    _sign(found, tree, sections)
    found.keputusan = {key: value for key, value in tree.items() if value}


def _sign(found: Decree, tree: dict[str, Tree], sections: dict[str, list[str]]) -> None:
    """Where, when and by whom it was signed; and the head of the Lampiran."""
    if place := sections.get("ditetapkan di"):
        tree["tempat"] = _title(place[0])
    dated = sections.get("pada tanggal", [])
    if dated and (day := day_of(dated[0])):
        tree["tanggal"] = day.isoformat()
    office, name = _block(dated[1:])
    if name:
        tree["penandatangan"] = {"jabatan": _title(office), "nama": name}
        found.doubts["penandatangan", "jabatan"] = "dari baris-baris tanda tangan"
    unit, name = _block(sections.get("salinan sesuai", [])[1:])
    words = unit.rpartition(" ")
    if name and words[0]:
        tree["salinan"] = {"unit": _title(words[0]), "jabatan": words[2], "nama": name}
        found.doubts["salinan", "unit"] = "dari baris-baris tanda tangan salinan"
    head = sections.get("judul lampiran", [])
    if len(head) > 1:
        tree["lampiran"] = {"judul": " ".join(head[:-1]), "nama": head[-1]}
        found.doubts["lampiran", "nama"] = "baris terakhir di atas tabel"


def _block(lines: list[str]) -> tuple[str, str]:
    """The office and the name of a signature; nothing where they cannot be told apart."""
    said = [line.strip(" ,") for line in lines if line.strip(" ,.")]
    signed = next((at for at, line in enumerate(said) if _SIGNED.fullmatch(line)), None)
    if signed is not None:
        said = said[:signed] + said[signed + 1 :][:1]
    if len(said) < 2 or len(said) > 6 or not re.search(r"[^\W\d_]", said[-1]) or re.search(r"\d", said[-1][:3]):
        return "", ""
    return " ".join(said[:-1]), said[-1]


def _items(lines: list[str]) -> list[str]:
    """The items of a list of reasons; a line that begins none goes on with the one before."""
    items: list[str] = []
    for line in lines:
        begun = _ITEM.match(line)
        if begun or not items:
            items.append(line[begun.end() :] if begun else line)
        else:
            items[-1] += f" {line}"
    return items


def _title(text: str) -> str:
    """Capitals as a name is written: `KOMISI PEMILIHAN UMUM KOTA JAMBI` as `Komisi Pemilihan Umum Kota Jambi`."""
    text = text.strip(" ,:")
    if not text.isupper():
        return text
    words = [word if word in ("KPU",) else word.capitalize() for word in text.split()]
    return " ".join(word.lower() if at and word.lower() in _SMALL else word for at, word in enumerate(words))


def _hint(found: Decree, lines: Sequence[str]) -> None:
    """Whose plan of which year it is, from the first words that say so."""
    for line in lines:
        office = _OFFICE.search(line)
        if office and not found.satker:
            name = office["name"].split()
            kept = [word for at, word in enumerate(name) if not (at and word.lower() in _END)]
            if kept[0].lower() not in _END:
                kind = "Kabupaten" if office["kind"].lower().startswith("kab") else office["kind"]
                found.satker = f"KPU {kind.capitalize()} {_title(' '.join(kept).upper())}"
        year = re.search(r"(?i)\btahun(?: anggaran)? (20[0-9]{2})\b", line)
        if year and not found.tahun and re.search(r"(?i)rencana|zona|monitoring|tahun anggaran", line):
            found.tahun = year[1]
