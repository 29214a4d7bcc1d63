"""Rules on the answers to the sheet: each beside the question it answers, and beside the other answers of its layer.

They look at `lke.yaml` and not at a plan, so they are found by `flaws` here and only named in the list of all rules:
what reads a plan alone need not import the sheet.
"""

from collections.abc import Iterator

from zi_cli.checks.aturan import Temuan
from zi_cli.diagnostics import Diagnostic, InvalidPlan, Severity, bounded
from zi_cli.lke.jawaban import VERSI, Jawaban, Lapis, LembarJawaban, baca_jawaban, baca_soal
from zi_cli.lke.lembar import Lembar
from zi_cli.lke.penilaian import salah
from zi_cli.lke.prerequisites import expected, fact_meant
from zi_cli.nearest import nearest
from zi_cli.text.fields import Tree
from zi_cli.text.reading import InvalidFields, Parsed, understand
from zi_cli.text.sources import Source

BERBEDA = "hitungan-berbeda"


def read_answers(naskah: Source, lembar: Lembar, *, passed: bool = False) -> Parsed[LembarJawaban]:
    """The answers that a text writes; InvalidPlan with everything that keeps it from being answers.

    An answer that cannot be read does not keep those that can from being held against their questions.
    """
    try:
        return understand(LembarJawaban, naskah, passed=passed)
    except InvalidFields as invalid:
        rest = Parsed(naskah, invalid.document, _yang_terbaca(invalid.document.tree))
        found = (each for each in flaws(rest, lembar) if each.severity is Severity.ERROR)
        raise InvalidPlan([*invalid.diagnostics, *bounded(found)]) from None


def _yang_terbaca(tree: Tree) -> LembarJawaban:
    """The answers of a tree that can be read."""
    satker, provinsi, tpi, tpn = (_selapis(tree, lapis) for lapis in Lapis)
    return LembarJawaban(versi=VERSI, satker=satker, provinsi=provinsi, tpi=tpi, tpn=tpn)


def _selapis(tree: Tree, lapis: Lapis) -> dict[str, Jawaban | None]:
    said = tree.get(lapis) if isinstance(tree, dict) else None
    found: dict[str, Jawaban | None] = {}
    for code, value in said.items() if isinstance(said, dict) else ():
        try:
            found[baca_soal(code)] = baca_jawaban(value)
        except ValueError:
            continue
    return found


def flaws(terbaca: Parsed[LembarJawaban], lembar: Lembar) -> Iterator[Diagnostic]:
    """Everything that is wrong with the answers."""
    for aturan, found in (*_jawaban(terbaca.model, lembar), *_prasyarat(terbaca.model, lembar)):
        place = terbaca.document.locate(found.route, key=found.kunci)
        tingkat = Severity.WARNING if aturan == BERBEDA else Severity.ERROR
        yield Diagnostic(aturan, tingkat, found.pesan, terbaca.source.name, place)


def peringatan(terbaca: Parsed[LembarJawaban], lembar: Lembar, lapis: Lapis, kode: str) -> Iterator[Diagnostic]:
    """What may not have been meant in one answer of a layer, or in another because of it."""
    for aturan, found in _sama(terbaca.model, lapis, lembar):
        own = str(found.route[1])
        if kode in (own, lembar.butir[own].pertanyaan.sama_dengan):
            place = terbaca.document.locate(found.route)
            yield Diagnostic(aturan, Severity.WARNING, found.pesan, terbaca.source.name, place)


def _jawaban(isi: LembarJawaban, lembar: Lembar) -> Iterator[tuple[str, Temuan]]:
    for lapis in Lapis:
        answers = isi.lapis(lapis)
        for code, answer in answers.items():
            butir = lembar.butir.get(code)
            if butir is None:
                guess = lembar.terdekat(code)
                cure = f"; maksudnya {guess}?" if guess else "; lihat zi lke"
                yield "jawaban-asing", Temuan((lapis, code), f"tidak ada pertanyaan {code} di LKE{cure}", kunci=True)
                continue
            for each in salah(lembar, butir.pertanyaan, answer):
                route = (lapis, code) if each.hitungan is None else (lapis, code, each.hitungan)
                rule = "hitungan-bertentangan" if each.bertentangan else "jawaban-salah"
                yield rule, Temuan(route, each.pesan, kunci=each.asing)
        yield from _sama(isi, lapis, lembar)


def _sama(isi: LembarJawaban, lapis: Lapis, lembar: Lembar) -> Iterator[tuple[str, Temuan]]:
    """A count that two questions ask for is one count; a peringatan, for they are written one after the other."""
    answers = isi.lapis(lapis)
    for code, answer in answers.items():
        butir = lembar.butir.get(code)
        other = butir and butir.pertanyaan.sama_dengan
        if not other or other not in answers:
            continue
        known = answers[other].hitungan or {}
        for name, text in (answer.hitungan or {}).items():
            if name in known and known[name] != text:
                pesan = f"{name} di sini {text}, di {other} {known[name]}, padahal hitungan yang sama; samakan"
                yield BERBEDA, Temuan((lapis, code, name), pesan)


def _prasyarat(isi: LembarJawaban, lembar: Lembar) -> Iterator[tuple[str, Temuan]]:
    known = {each.kode: each for each in lembar.prasyarat}
    for name, text in (isi.prasyarat or {}).items():
        if name not in known:
            guess = nearest(name, known)
            cure = f'maksudnya "{guess}"?' if guess else f"yang dikenal: {', '.join(known)}"
            yield (
                "prasyarat-salah",
                Temuan(("prasyarat", name), f'prasyarat "{name}" tidak dikenal; {cure}', kunci=True),
            )
        elif wanted := expected(known[name], text):
            meant = fact_meant(lembar, "prasyarat", name, text)
            cure = f"; tuliskan {meant}" if meant else f", seharusnya {wanted}"
            yield "prasyarat-salah", Temuan(("prasyarat", name), f'{name} berisi "{text}"{cure}')
