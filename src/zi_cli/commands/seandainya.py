"""What `--what-if` assumes: `6.iv.a=A,R5.ii.a=75%`, each answer with what it scores."""

import re
from fractions import Fraction

from zi_cli.commands.sheet import find_question
from zi_cli.errors import Refusal, as_sentence
from zi_cli.lke.jawaban import Jawaban
from zi_cli.lke.lembar import Butir, Tipe
from zi_cli.lke.penilaian import diminta, nilai, salah
from zi_cli.lke.score import Assumed, Skor

_PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,4})?)%")
_SHARE = re.compile(r"[0-9]{1,6}/0*[1-9][0-9]{0,5}")


def seandainya(now: Skor, text: str) -> dict[str, Assumed]:
    """The assumed answers by code; Refusal that says what is taken. A comma inside a figure parts nothing."""
    found: dict[str, Assumed] = {}
    for word in re.split(r",(?=[^,=]*=)", text.rstrip(", ")):
        code, sign, answer = (part.strip() for part in word.partition("="))
        if not sign or not answer:
            raise Refusal(f'--what-if: "{word.strip()}" tidak berbentuk KODE=JAWABAN, misalnya 6.iv.a=A.')
        butir = find_question(now.lembar, code)
        if butir.kode in found:
            twice = f"{found[butir.kode].jawaban} dan {answer}"
            raise Refusal(f"--what-if menyebut {butir.kode} dua kali: {twice}; sebutkan sekali saja.")
        found[butir.kode] = _jawaban(now, butir, answer)
    return found


def _jawaban(now: Skor, butir: Butir, answer: str) -> Assumed:
    asked = butir.pertanyaan
    if asked.tipe is Tipe.PERSEN:
        return _share(now, butir, answer.replace(",", "."))
    known = {each.casefold(): each for each in now.lembar.pilihan(asked.tipe)}
    text = answer.replace(",", ".") if asked.tipe is Tipe.INDEKS else known.get(answer.casefold(), answer)
    for wrong in salah(now.lembar, asked, Jawaban(text)):
        raise Refusal(as_sentence(f"--what-if: {wrong.message}"))
    return Assumed(text, nilai(now.lembar, now.setelan, asked, Jawaban(text)))


def _share(now: Skor, butir: Butir, answer: str) -> Assumed:
    share = None
    if percent := _PERCENT.fullmatch(answer):
        share = Fraction(percent[1]) / 100
    elif _SHARE.fullmatch(answer):
        share = Fraction(answer)
    if share is None or share > 1:
        asked, code = diminta(now.lembar, butir.pertanyaan), butir.kode
        examples = f"{code}=75%, {code}=75.5%, atau {code}=3/4"
        raise Refusal(f"--what-if: {code} dijawab dengan {asked}; di sini tuliskan bagiannya, 0 sampai 1: {examples}.")
    return Assumed(answer, share)
