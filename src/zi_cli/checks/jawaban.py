"""Rules on the answers to the sheet: each beside the question it answers, and beside the other answers of its layer.

They look at `lke.yaml` and not at a plan, so they are found by `flaws` here and only named in the list of all rules:
what reads a plan alone need not import the sheet.
"""

from collections.abc import Iterator

from zi_cli.checks.rule import Breach
from zi_cli.diagnostics import Diagnostic, InvalidPlan, Severity, bounded
from zi_cli.lke.jawaban import VERSI, Jawaban, Lapis, LembarJawaban, baca_jawaban, read_question
from zi_cli.lke.lembar import Lembar
from zi_cli.lke.penilaian import salah
from zi_cli.lke.prerequisites import expected, fact_meant
from zi_cli.nearest import nearest
from zi_cli.text.fields import Tree
from zi_cli.text.reading import InvalidFields, Parsed, understand
from zi_cli.text.sources import Source

BERBEDA = "hitungan-berbeda"


def read_answers(source: Source, lembar: Lembar, *, passed: bool = False) -> Parsed[LembarJawaban]:
    """The answers that a text writes; InvalidPlan with everything that keeps it from being answers.

    An answer that cannot be read does not keep those that can from being held against their questions.
    """
    try:
        return understand(LembarJawaban, source, passed=passed)
    except InvalidFields as invalid:
        rest = Parsed(source, invalid.document, _readable(invalid.document.tree))
        found = (each for each in flaws(rest, lembar) if each.severity is Severity.ERROR)
        raise InvalidPlan([*invalid.diagnostics, *bounded(found)]) from None


def _readable(tree: Tree) -> LembarJawaban:
    """The answers of a tree that can be read."""
    satker, provinsi, tpi, tpn = (_of_layer(tree, lapis) for lapis in Lapis)
    return LembarJawaban(versi=VERSI, satker=satker, provinsi=provinsi, tpi=tpi, tpn=tpn)


def _of_layer(tree: Tree, lapis: Lapis) -> dict[str, Jawaban | None]:
    said = tree.get(lapis) if isinstance(tree, dict) else None
    found: dict[str, Jawaban | None] = {}
    for code, value in said.items() if isinstance(said, dict) else ():
        try:
            found[read_question(code)] = baca_jawaban(value)
        except ValueError:
            continue
    return found


def flaws(parsed: Parsed[LembarJawaban], lembar: Lembar) -> Iterator[Diagnostic]:
    """Everything that is wrong with the answers."""
    for rule, found in (*_jawaban(parsed.model, lembar), *_prasyarat(parsed.model, lembar)):
        place = parsed.document.locate(found.route, key=found.at_key)
        severity = Severity.WARNING if rule == BERBEDA else Severity.ERROR
        yield Diagnostic(rule, severity, found.message, parsed.source.name, place)


def warnings_on(parsed: Parsed[LembarJawaban], lembar: Lembar, lapis: Lapis, kode: str) -> Iterator[Diagnostic]:
    """What may not have been meant in one answer of a layer, or in another because of it."""
    for rule, found in _sama(parsed.model, lapis, lembar):
        own = str(found.route[1])
        if kode in (own, lembar.butir[own].pertanyaan.sama_dengan):
            place = parsed.document.locate(found.route)
            yield Diagnostic(rule, Severity.WARNING, found.message, parsed.source.name, place)


def _jawaban(isi: LembarJawaban, lembar: Lembar) -> Iterator[tuple[str, Breach]]:
    for lapis in Lapis:
        answers = isi.lapis(lapis)
        for code, answer in answers.items():
            butir = lembar.butir.get(code)
            if butir is None:
                guess = lembar.nearest_code(code)
                cure = f"; maksudnya {guess}?" if guess else "; lihat zi lke"
                yield "jawaban-asing", Breach((lapis, code), f"tidak ada pertanyaan {code} di LKE{cure}", at_key=True)
                continue
            for each in salah(lembar, butir.pertanyaan, answer):
                route = (lapis, code) if each.hitungan is None else (lapis, code, each.hitungan)
                rule = "hitungan-bertentangan" if each.conflict else "jawaban-salah"
                yield rule, Breach(route, each.message, at_key=each.asing)
        yield from _sama(isi, lapis, lembar)


def _sama(isi: LembarJawaban, lapis: Lapis, lembar: Lembar) -> Iterator[tuple[str, Breach]]:
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
                message = f"{name} di sini {text}, di {other} {known[name]}, padahal hitungan yang sama; samakan"
                yield BERBEDA, Breach((lapis, code, name), message)


def _prasyarat(isi: LembarJawaban, lembar: Lembar) -> Iterator[tuple[str, Breach]]:
    known = {each.kode: each for each in lembar.prasyarat}
    for name, text in (isi.prasyarat or {}).items():
        if name not in known:
            guess = nearest(name, known)
            cure = f'maksudnya "{guess}"?' if guess else f"yang dikenal: {', '.join(known)}"
            yield (
                "prasyarat-salah",
                Breach(("prasyarat", name), f'prasyarat "{name}" tidak dikenal; {cure}', at_key=True),
            )
        elif wanted := expected(known[name], text):
            meant = fact_meant(lembar, "prasyarat", name, text)
            cure = f"; tuliskan {meant}" if meant else f", seharusnya {wanted}"
            yield "prasyarat-salah", Breach(("prasyarat", name), f'{name} berisi "{text}"{cure}')
