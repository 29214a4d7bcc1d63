"""What one answer is worth, and what can be wrong with it: an answer beside the question it answers."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from zi_cli.frozen import frozen
from zi_cli.lke.figures import read_figure, read_whole, rounded_down, typed_figure
from zi_cli.lke.jawaban import KUNCI_CATATAN, Jawaban, NilaiTengah, PenyebutNol, Setelan, looks_like_counts
from zi_cli.lke.lembar import Lembar, Pertanyaan, Tipe
from zi_cli.nearest import nearest


@frozen
class Salah:
    """What is wrong with an answer: with all of it, or with one of its counts."""

    message: str
    hitungan: str | None = None
    asing: bool = False
    """That count is none the question knows."""
    conflict: bool = False
    """The counts are each right but cannot all be."""


def diminta(lembar: Lembar, pertanyaan: Pertanyaan) -> str:
    """Which answers a question takes, in words."""
    match pertanyaan.tipe:
        case Tipe.PERSEN:
            return f"hitungan {', '.join(pertanyaan.isian)}"
        case Tipe.INDEKS:
            return f"indeks 0 sampai {lembar.indeks}"
        case _:
            words = lembar.pilihan(pertanyaan.tipe)
            return f"{', '.join(words[:-1])} atau {words[-1]}"


def salah(lembar: Lembar, pertanyaan: Pertanyaan, jawaban: Jawaban) -> Iterator[Salah]:
    """Everything that keeps an answer from being one of its question."""
    if pertanyaan.tipe is Tipe.PERSEN:
        if jawaban.hitungan is None:
            yield _bukan(lembar, pertanyaan, jawaban)
        else:
            yield from _wrong_counts(pertanyaan, jawaban.hitungan)
        return
    if jawaban.teks is None:
        yield _bukan(lembar, pertanyaan, jawaban)
    elif pertanyaan.tipe is Tipe.INDEKS:
        index = _indeks(lembar, jawaban.teks)
        if index is None:
            yield _bukan(lembar, pertanyaan, jawaban)
        elif len(jawaban.teks.partition(".")[2]) > 2:  # the ministry publishes two places
            message = f'{pertanyaan.kode} dijawab "{jawaban.teks}"; indeks paling banyak dua angka di belakang titik'
            yield Salah(f"{message}, misalnya {typed_figure(rounded_down(index))}")
    elif jawaban.teks not in lembar.pilihan(pertanyaan.tipe):
        yield _bukan(lembar, pertanyaan, jawaban)


def answer_meant(lembar: Lembar, pertanyaan: Pertanyaan, text: str) -> str | None:
    """The one answer that a text means in other letters: `a`, `YA`, `3,60`; None where it means none for certain."""
    if pertanyaan.tipe is Tipe.INDEKS:
        figure = text.replace(",", ".")
        return figure if _indeks(lembar, figure) is not None else None
    return {each.casefold(): each for each in lembar.pilihan(pertanyaan.tipe)}.get(text.casefold())


def _bukan(lembar: Lembar, pertanyaan: Pertanyaan, jawaban: Jawaban) -> Salah:
    meant = answer_meant(lembar, pertanyaan, jawaban.teks) if jawaban.teks is not None else None
    if meant is not None:
        return Salah(f'{pertanyaan.kode} dijawab "{jawaban.teks}"; tuliskan {meant}')
    found = f'"{jawaban.teks}"' if jawaban.teks is not None else "hitungan"
    example = ", misalnya 3.60" if pertanyaan.tipe is Tipe.INDEKS else ""
    return Salah(f"{pertanyaan.kode} dijawab {found}; jawabannya {diminta(lembar, pertanyaan)}{example}")


def _wrong_counts(pertanyaan: Pertanyaan, hitungan: Mapping[str, str]) -> Iterator[Salah]:
    counts: dict[str, int] = {}
    for name, text in hitungan.items():
        if name not in pertanyaan.isian:
            yield Salah(_unknown(pertanyaan, name, text), name, asing=True)
            continue
        try:
            counts[name] = read_whole(text)
        except ValueError as error:
            yield Salah(f"hitungan {name}: {error}", name)
    missing = [name for name in wajib(pertanyaan) if name not in hitungan]
    if missing:
        yield Salah(f"{pertanyaan.kode} belum menyebut {', '.join(missing)}; tambahkan")
    for each in pertanyaan.batas:
        if broken := each.sebut(counts):
            some = "keduanya" if len(each.banding) == 1 else "semuanya"
            yield Salah(f"{broken}; periksa {some}", each.banding[0].smaller.terms[0][1], conflict=True)


def _unknown(pertanyaan: Pertanyaan, name: str, text: str) -> str:
    """A name that the question does not know: a count's misspelt, or, where no figure stands there, the note's."""
    if not looks_like_counts(text):
        return f'kunci "{name}" tidak dikenal; maksudnya "{KUNCI_CATATAN}"?'
    guess = nearest(name, pertanyaan.isian)
    cure = f'maksudnya "{guess}"?' if guess else f"hitungannya {', '.join(pertanyaan.isian)}"
    return f'hitungan "{name}" tidak dikenal oleh {pertanyaan.kode}; {cure}'


def wajib(pertanyaan: Pertanyaan) -> tuple[str, ...]:
    """The counts that the percentage is made of; the others are asked for, and change nothing."""
    sums = [each for each in (pertanyaan.pembilang, pertanyaan.penyebut) if each]
    used = {name for each in sums for _, name in each.terms} | {pertanyaan.tanpa_kasus}
    return tuple(name for name in pertanyaan.isian if name in used)


def _indeks(lembar: Lembar, text: str) -> Fraction | None:
    try:
        figure = read_figure(text)
    except ValueError:
        return None
    return figure if "/" not in text and figure <= lembar.indeks else None


def nilai(lembar: Lembar, setelan: Setelan, pertanyaan: Pertanyaan, jawaban: Jawaban) -> Fraction:
    """What an answer without fault scores, from 0 to 1."""
    match pertanyaan.tipe:
        case Tipe.PERSEN:
            return _percentage(setelan, pertanyaan, jawaban)
        case Tipe.INDEKS:
            return (_indeks(lembar, jawaban.teks or "") or Fraction(0)) / lembar.indeks
        case _:
            skala = lembar.skala[pertanyaan.tipe]
            exact = skala.pecahan if setelan.nilai_tengah is NilaiTengah.PECAHAN else None
            return (exact or skala.nilai)[jawaban.teks or ""]


def _percentage(setelan: Setelan, pertanyaan: Pertanyaan, jawaban: Jawaban) -> Fraction:
    assert jawaban.hitungan is not None
    assert pertanyaan.pembilang is not None
    assert pertanyaan.penyebut is not None
    counts = {name: read_whole(text) for name, text in jawaban.hitungan.items()}
    below = pertanyaan.penyebut.tally(counts)
    if below <= 0:
        return Fraction(full_without_cases(setelan, pertanyaan, counts))
    return max(Fraction(0), min(Fraction(1), Fraction(pertanyaan.pembilang.tally(counts), below)))


def full_without_cases(setelan: Setelan, pertanyaan: Pertanyaan, counts: Mapping[str, int]) -> bool:
    """Whether a percentage of nothing is full: there was no case, and this is well by the sheet, or by the setting."""
    without = pertanyaan.tanpa_kasus is not None and counts[pertanyaan.tanpa_kasus] == 0
    return without and not only_with_cases(setelan, pertanyaan)


def only_with_cases(setelan: Setelan, pertanyaan: Pertanyaan) -> bool:
    """Whether a year without a single case earns nothing there, however well that is."""
    open_ = pertanyaan.tanpa_kasus is not None and pertanyaan.nilai_tanpa_kasus is None
    return open_ and setelan.penyebut_nol is PenyebutNol.NOL
