"""What the words of `zi answer` give: answers, and what the office says of the unit and of the counting."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from zi_cli.commands.sheet import find_question
from zi_cli.errors import Refusal
from zi_cli.lke.jawaban import KUNCI_CATATAN, Jawaban
from zi_cli.lke.lembar import Lembar, Pertanyaan, Tipe
from zi_cli.lke.penilaian import answer_meant, diminta
from zi_cli.lke.prerequisites import expected, fact_meant
from zi_cli.nearest import nearest

Said = TypeVar("Said")
FACTS = ("prasyarat", "setelan")
_CONTOH = "misalnya 1.i.a=Ya 1.i.b=A R4.i.a.sasaran=4"


def one(sheet: Lembar, kode: str, words: Sequence[str]) -> tuple[str, Jawaban]:
    """The answer that words behind a question's code give; Refusal where they are none it takes."""
    asked = find_question(sheet, kode).pertanyaan
    if asked.tipe is Tipe.PERSEN:
        return asked.kode, Jawaban(None, _counts(sheet, asked, words))
    return asked.kode, _plain(sheet, asked, " ".join(words))


def many(sheet: Lembar, words: Iterable[str]) -> tuple[dict[str, Jawaban | None], dict[str, dict[str, str]]]:
    """The answers by code, and the facts by group, that words of the form `KODE=JAWABAN` give; Refusal for others."""
    answers: dict[str, Jawaban | None] = {}
    counts: dict[str, list[str]] = {}
    facts: dict[str, dict[str, str]] = {}
    for word in words:
        name, sign, text = (part.strip() for part in word.partition("="))
        if not sign or not name:
            raise Refusal(f'"{word}" tidak berbentuk KODE=JAWABAN, {_CONTOH}.')
        if fact := _fact(sheet, name):
            _once(facts.setdefault(fact[0], {}), fact[1], _fact_text(sheet, *fact, text))
        elif split := _count(sheet, name):
            counts.setdefault(split[0], []).append(f"{split[1]}={text}")
        else:
            asked = find_question(sheet, name).pertanyaan
            if text and asked.tipe is Tipe.PERSEN:
                example = " ".join(f"{asked.kode}.{each}=…" for each in asked.isian)
                raise Refusal(f'{asked.kode} dijawab "{text}"; jawabannya {diminta(sheet, asked)}: {example}')
            _once(answers, asked.kode, _plain(sheet, asked, text) if text else None)
    for code, given in counts.items():
        _once(answers, code, Jawaban(None, _counts(sheet, sheet.butir[code].pertanyaan, given)))
    return answers, facts


def _once(known: dict[str, Said], name: str, said: Said) -> None:
    if name in known:
        raise Refusal(f"{name} disebutkan dua kali; sebutkan sekali saja.")
    known[name] = said


def is_fact(name: str) -> bool:
    """Whether a word is written as the name of a prerequisite or a setting is: no question's code is."""
    return re.fullmatch(r"(?:prasyarat\.|setelan\.)?[a-z]{2,}(?:_[a-z]+)*", name) is not None


def _fact(sheet: Lembar, name: str) -> tuple[str, str] | None:
    """The group and name of a fact, where a word names one: `prasyarat.sakip_internal`, or `sakip_internal` alone."""
    known: Mapping[str, list[str]] = {
        "prasyarat": [each.kode for each in sheet.prasyarat],
        "setelan": [each.nama for each in sheet.setelan],
    }
    group, _, rest = name.partition(".")
    if group in FACTS:
        if rest not in known[group]:
            raise Refusal(f'{group} "{rest}" tidak dikenal; yang dikenal: {", ".join(known[group])}.')
        return group, rest
    found = next(((group, name) for group in FACTS if name in known[group]), None)
    if found is None and is_fact(name):
        guess = nearest(name, [each for group in FACTS for each in known[group]])
        cure = f'maksudnya "{guess}"?' if guess else f"namanya {', '.join([*known['prasyarat'], *known['setelan']])}."
        raise Refusal(f'Prasyarat atau setelan "{name}" tidak dikenal; {cure}')
    return found


def _fact_text(sheet: Lembar, group: str, name: str, text: str) -> str:
    """What is written of a fact, in the letters that the file wants; Refusal where it says nothing of its kind."""
    if not text:
        raise Refusal(f"{name} tidak berisi apa-apa; untuk mengosongkannya, hapus barisnya di lke.yaml.")
    meant = fact_meant(sheet, group, name, text)
    if meant is None:
        setting = next((each for each in sheet.setelan if each.nama == name), None)
        asked = next((each for each in sheet.prasyarat if each.kode == name), None)
        wanted = " atau ".join(setting.pilihan) if setting else expected(asked, text) if asked else None
        raise Refusal(f'{name} berisi "{text}", seharusnya {wanted}.')
    return meant


def _count(sheet: Lembar, name: str) -> tuple[str, str] | None:
    """The question and the count of it, where a word names one: `R4.i.a.sasaran`."""
    kode, _, count = name.rpartition(".")
    if len(count) < 2 or not kode:
        return None
    try:
        asked = find_question(sheet, kode).pertanyaan
    except Refusal:
        return None
    if asked.tipe is not Tipe.PERSEN:
        raise Refusal(f"{asked.kode} tidak dijawab dengan hitungan; jawabannya {diminta(sheet, asked)}.")
    return asked.kode, count


def _plain(sheet: Lembar, asked: Pertanyaan, text: str) -> Jawaban:
    if not text:
        raise Refusal(f"Jawaban {asked.kode} belum disebutkan; jawabannya {diminta(sheet, asked)}.")
    meant = answer_meant(sheet, asked, text)
    if meant is None:
        apart = "; beberapa jawaban dipisahkan dengan spasi" if "=" in text else ""
        raise Refusal(f'{asked.kode} dijawab "{text}"; jawabannya {diminta(sheet, asked)}{apart}.')
    return Jawaban(meant)


def _counts(sheet: Lembar, asked: Pertanyaan, words: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in words:
        name, sign, text = word.partition("=")
        if not sign:
            example = " ".join(f"{each}=…" for each in asked.isian)
            raise Refusal(f'{asked.kode} dijawab "{name}"; jawabannya {diminta(sheet, asked)}: {example}')
        if name == KUNCI_CATATAN:
            raise Refusal("Catatan ditulis dengan --note.")
        if name in found:
            raise Refusal(f"Hitungan {name} disebut dua kali: {found[name]} dan {text}; sebutkan sekali saja.")
        found[name] = text
    return found
