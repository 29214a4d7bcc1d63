"""Answers that came in by a file → what they would change, shown as a table before anything is written."""

import re
from collections.abc import Iterable, Mapping, Sequence

from zi_cli import plans
from zi_cli.errors import Refusal
from zi_cli.frozen import evolve, field, mutable
from zi_cli.imports.kinds import Proposal, Request
from zi_cli.lke.figures import read_whole
from zi_cli.lke.jawaban import Jawaban, Lapis, LembarJawaban
from zi_cli.lke.lembar import Lembar, Pertanyaan, Tipe
from zi_cli.lke.penilaian import answer_meant, diminta, salah, wajib
from zi_cli.lke.shown import evidence_by_question
from zi_cli.plan.workspace import Home, Workspace
from zi_cli.tables import Cell, Column, Page, Row, Sentence, Table, Tone

_NOTHING = re.compile(
    r"\W*(?:blm|belum)\s*(?:di)?(?:isi|jawab|nilai)\W*|\W*pilih(?: (?:salah satu|jawaban))?\W*|[-–—.…_\s?]*|n/?a|kosong"
    r"|#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|(?:[a-e]\s*/\s*)+[a-e]|y(?:a)?\s*/\s*t(?:idak)?|0\s*[-–]\s*4",
    re.IGNORECASE,
)
"""What forms say where nobody has answered: errors of formulas, and the answers that there are, too."""


_ANSWER = re.compile(r"ya|tidak|[a-e]", re.IGNORECASE)
_WORDED = re.compile(r"(ya|tidak|[a-e])\s*[.,:;)(–-]\s*(\S.*)", re.IGNORECASE | re.DOTALL)
_UNIT = re.compile(r"(?<=[0-9])\s+[a-z]+(?: [a-z]+)?$", re.IGNORECASE)
"""What people count, behind the count: `5 orang`."""


@mutable
class ReadAnswers:
    """What a file says: answers by layer, and what of it could not be taken, in sentences."""

    answers: dict[Lapis, dict[str, Jawaban]] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)

    def take(self, layer: Lapis, asked: Pertanyaan, answer: Jawaban | str | None) -> None:
        """An answer, or why it is none; None where the file is silent."""
        if isinstance(answer, str):
            self.left.append(f"{asked.kode} menurut {layer.called}: {answer}")
        elif answer is not None:
            self.answers.setdefault(layer, {})[asked.kode] = answer


def silent(text: str) -> bool:
    """Whether a cell says nothing, or only holds the place of an answer."""
    return _NOTHING.fullmatch(text.strip()) is not None


def plain(sheet: Lembar, asked: Pertanyaan, text: str) -> Jawaban | str | None:
    """The answer that a cell gives to a question that wants no counts."""
    if silent(text):
        return None
    bare = _letter(text.strip().rstrip("."))
    meant = answer_meant(sheet, asked, bare)
    if meant is not None and asked.tipe is Tipe.INDEKS and not re.fullmatch(r"[0-9](?:\.[0-9]{1,2})?", meant):
        return f'"{text}" ditulis lebih teliti daripada indeks; tuliskan dua angka di belakang titik'
    if meant is not None and asked.tipe is Tipe.INDEKS:
        meant = _two_places(meant)
    return Jawaban(meant) if meant is not None else f'"{text}" bukan jawabannya ({diminta(sheet, asked)})'


def _letter(text: str) -> str:
    """The answer alone where its words stand behind it: `A. Semua unsur terwakili`, `Ya, ada SK`; else the text."""
    found = _WORDED.fullmatch(text)
    return found[1] if found and not _ANSWER.fullmatch(found[2]) else text


def _two_places(text: str | None) -> str:
    """An index as the ministry writes it, 3.60 for 3.6; any other text as it is."""
    whole, point, rest = (text or "").partition(".")
    return f"{whole}.{rest:0<2}" if whole.isdecimal() and (point or len(whole) == 1) else text or ""


def counted(sheet: Lembar, asked: Pertanyaan, texts: Mapping[str, str]) -> Jawaban | str | None:
    """The answer that the cells of a question's counts give."""
    said = {name: _UNIT.sub("", text.strip()) for name, text in texts.items() if not silent(text)}
    if not said:
        return None
    for name, text in said.items():
        try:
            read_whole(text)
        except ValueError as error:
            return f"{name}: {error}"
    missing = [name for name in wajib(asked) if name not in said]
    if missing:
        return f"hitungan {', '.join(missing)} masih kosong"
    answer = Jawaban(None, {name: said[name] for name in asked.isian if name in said})
    wrong = next(salah(sheet, asked, answer), None)
    return wrong.message if wrong else answer


def home_of(request: Request, named: str = "") -> Home:
    """The plan that is meant; Refusal where the file is another plan's."""
    home = Workspace(request.root).home(request.plan or named or None)
    if named and home.id != named:
        raise Refusal(f"Berkas ini milik rencana {named}, bukan {home.id}; impor ke rencana itu, atau isi yang baru.")
    return home


def proposal(home: Home, read: ReadAnswers, taken_for: str, *, notes: Sequence[str] = ()) -> Proposal:
    """What the answers would change of a plan's; unchanged ones change nothing."""
    from zi_cli.edits.answering import Given, write_answers

    sheet, there = plans.sheet(home), plans.answers(home)
    own = evidence_by_question(plans.load(home).model)
    said = {
        layer: {
            code: _without_own(each, own.get(code, ())) if layer is Lapis.SATKER else each
            for code, each in all_.items()
        }
        for layer, all_ in read.answers.items()
    }
    changed = {
        layer: new
        for layer, answers in said.items()
        if (new := {code: each for code, each in answers.items() if _differs(there.lapis(layer).get(code), each)})
    }
    same = sum(map(len, read.answers.values())) - sum(map(len, changed.values()))
    page = _page(sheet, there, changed, same, [*notes, *read.left])
    if not changed:
        return Proposal(taken_for, page)
    given = Given(changed)
    done = write_answers(home, sheet, given, dry_run=True)
    total = sum(map(len, changed.values()))

    def written() -> str:
        write_answers(home, sheet, given)
        return f"{total} jawaban ditulis ke {home.answers_name}."

    changes = ((home.answers_name, done.sebelum, done.sesudah),)
    return Proposal(taken_for, page, changes, f"Tuliskan {total} jawaban ke {home.answers_name}?", written)


def _without_own(answer: Jawaban, own: Sequence[str]) -> Jawaban:
    """An answer without the evidence that follows from its rows: so it stays theirs, and changes as they do."""
    return evolve(answer, bukti=()) if own and {*answer.bukti} == {*own} else answer


def _differs(old: Jawaban | None, new: Jawaban) -> bool:
    """Whether a new answer says another thing; a note or evidence that it does not have says nothing."""
    if old is None or (_two_places(old.teks), old.hitungan or {}) != (_two_places(new.teks), new.hitungan or {}):
        return True
    if new.catatan is not None and new.catatan != " ".join((old.catatan or "").split()):
        return True
    return bool(new.bukti) and new.bukti != tuple(" ".join(each.split()) for each in old.bukti)


def _before(old: Jawaban | None) -> Cell:
    return Cell("-", tone=Tone.MUTED) if old is None else Cell(str(old), tone=Tone.CAUTION)


def _page(
    sheet: Lembar, there: LembarJawaban, changed: Mapping[Lapis, Mapping[str, Jawaban]], same: int, left: Iterable[str]
) -> Page:
    columns = (
        Column("KODE", unbroken=True),
        Column("PERTANYAAN", width=3),
        Column("LAPIS", unbroken=True),
        Column("TADINYA", width=1),
        Column("MENJADI", width=1),
        Column("CATATAN DAN BUKTI", width=2),
    )
    rows = [
        Row((
            Cell(code, heading=True),
            Cell(sheet.butir[code].uraian),
            Cell(layer.called),
            _before(there.lapis(layer).get(code)),
            Cell(str(new)),
            Cell("; ".join(filter(None, (new.catatan, *new.bukti)))),
        ))
        for layer, answers in changed.items()
        for code, new in answers.items()
    ]  # fmt: skip
    total = len(rows)
    replaced = sum(code in there.lapis(layer) for layer, answers in changed.items() for code in answers)
    head = f"{total - replaced} jawaban baru, {replaced} berubah, {same} sama"
    body: list[Table | Sentence] = [Table("Yang akan berubah", columns, tuple(rows))] if rows else []
    body += [Sentence(each if each.endswith(".") else f"{each}.", Tone.CAUTION) for each in left]
    return Page(head, tuple(body))
