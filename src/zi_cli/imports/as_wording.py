"""The ministry's own words of the sheet, out of its list of questions (JSON) or any edition of its workbook."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zi_cli.errors import Refusal, reason
from zi_cli.imports import as_workbook
from zi_cli.imports.grids import tidy
from zi_cli.imports.kinds import GivenFile, Proposal, Request
from zi_cli.imports.likeness import letters, likeness
from zi_cli.lke.lembar import Butir, Lembar, Tipe
from zi_cli.plan.workspace import shown, stay_inside
from zi_cli.plans.sheets import SHEETS
from zi_cli.tables import Cell, Column, Page, Sentence, Table, Tone, row
from zi_cli.text.fields import Tree
from zi_cli.text.fresh import Note, fresh
from zi_cli.text.regular import first_bytes, regular

LABEL = "bunyi resmi pertanyaan LKE"
WANTS_ID = False
WANTS_DAY = False
_OPTION = re.compile(r"^\s*([a-eA-E])[.)]\s*(.*)$")
_ABOUT = 0.3
"""A first line so like our words is the question itself, and not how it is counted."""


def recognises(given: GivenFile) -> bool:
    """Whether it is a list of questions; a workbook only where people say that its words are meant."""
    return not given.is_folder and _begins_as_json(given.path)


def propose(given: GivenFile, request: Request) -> Proposal:
    """The file of words that is written; shown as what differs from the words that are shown now."""
    from zi_cli.lke.regulasi import in_force, lembar

    sheet = lembar(in_force())
    words, told = _listed(given, sheet) if _begins_as_json(given.path) else _of_workbook(given, sheet)
    if not words:
        raise Refusal(f"{given.name}: tidak ada pertanyaan {sheet.judul} yang dikenali di dalamnya.")
    told += [
        f"{code} tidak ada di berkas itu; kata-kata zi tetap dipakai." for code in sheet.butir if code not in words
    ]
    path = request.root / SHEETS / f"{sheet.id}.yaml"
    stay_inside(path, request.root)
    name, before = shown(path), _before(path)
    text = fresh(
        {"versi": "1", "lembar": sheet.id, "sumber": tidy(given.path.name), "pertanyaan": words},
        {(): Note(above=("Bunyi resmi, dari berkas kementerian milik kantor. Ditulis oleh zi import.",))},
    )
    page = _page(sheet, words, told)
    if text == before:
        return Proposal(f"{given.name}: {LABEL}.", page)

    def written() -> str:
        from zi_cli.text.writing import create_file

        path.parent.mkdir(exist_ok=True)
        create_file(path, text.encode())
        return f"{name} ditulis: bunyi {len(words)} pertanyaan. Sejak kini itulah yang tampil."

    return Proposal(f"{given.name}: {LABEL}.", page, ((name, before, text),), f"Tuliskan {name}?", written)


def _before(path: Path) -> str:
    try:
        return regular(path).decode("utf-8") if os.path.lexists(path) else ""
    except OSError as error:
        raise Refusal(f"{shown(path)} tidak dapat dibaca: {reason(error)}.") from error


def _begins_as_json(path: Path) -> bool:
    try:
        head = first_bytes(path, 500).lstrip(b"\xef\xbb\xbf \r\n\t")
        strange = head.startswith(b"{\\rtf") or b"docs.google.com" in head
        return head[:1] in (b"{", b"[") and not strange
    except OSError:
        return False


def _of_workbook(given: GivenFile, sheet: Lembar) -> tuple[dict[str, Tree], list[str]]:
    from zi_cli.imports.disagreeing import scales

    book = as_workbook.located(given, sheet)[0]
    words: dict[str, Tree] = {}
    for code, asked in book.asked.items():
        counts = {name: tidy(text) for name, (_, text) in asked.counts.items()}
        words[code] = _words(sheet, asked.butir, tidy(asked.text), asked.explanation, counts)
    return words, list(scales(book))


def _listed(given: GivenFile, sheet: Lembar) -> tuple[dict[str, Tree], list[str]]:
    """The words of a list of questions: each `soal` is a question of ours, or one of its counts."""
    try:
        tree = json.loads(regular(given.path).decode("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise Refusal(f"{given.name} bukan JSON yang dapat dibaca: {error}.") from error
    listed = {each["id"]: each for each in _questions(tree) if isinstance(each.get("id"), int)}
    words: dict[str, Tree] = {}
    told: list[str] = []
    for code, numbers in sheet.portalrb.items():
        butir = sheet.butir[code]
        found = [listed[each] for each in numbers if each in listed]
        if len(found) < len(numbers):
            continue
        criteria = str(found[0].get("kriteria_nilai") or "")
        asked = butir.pertanyaan
        if asked.isian:
            counts = {name: tidy(str(each["teks_pertanyaan"])) for name, each in zip(asked.isian, found, strict=True)}
            first, _, rest = criteria.partition("\n")
            own = likeness(first, butir.uraian) >= _ABOUT
            words[code] = _words(sheet, butir, tidy(first) if own else butir.uraian, rest if own else criteria, counts)
            continue
        kind = letters(str(found[0].get("jenis_jawaban", ""))).replace(" ", "_")
        if asked.tipe is not Tipe.INDEKS and kind and kind != asked.tipe.value:
            told.append(f"{code}: di berkas itu berjenis {kind}, di lembar yang berlaku {asked.tipe}.")
        words[code] = _words(sheet, butir, tidy(str(found[0]["teks_pertanyaan"])), criteria, {})
    return words, told


def _questions(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        if "teks_pertanyaan" in tree:
            yield tree
        for each in tree.values():
            yield from _questions(each)
    elif isinstance(tree, list):
        for each in tree:
            yield from _questions(each)


def _words(sheet: Lembar, butir: Butir, text: str, explanation: str, counts: dict[str, str]) -> Tree:
    """The words of one question, as the file has them."""
    said: dict[str, Tree] = {"uraian": text}
    known = sheet.pilihan(butir.pertanyaan.tipe)
    options = _options(explanation)
    if known and known[0] == "Ya":
        said |= {"pilihan": {"Ya": tidy(explanation)}} if tidy(explanation) else {}
    elif known:
        said |= {"pilihan": {word: options[word] for word in known if word in options}} if options else {}
    elif tidy(explanation):
        said["penjelasan"] = tidy(explanation)
    return said | ({"isian": dict(counts)} if counts else {})


def _options(text: str) -> dict[str, str]:
    """By its letter, what each answer takes: `a. …`, over one line or several."""
    found: dict[str, list[str]] = {}
    letter = ""
    for line in text.splitlines():
        match = _OPTION.match(line)
        letter = match[1].upper() if match else letter
        if letter:
            found.setdefault(letter, []).append(match[2] if match else line)
    return {each: tidy(" ".join(lines)) for each, lines in found.items()}


def _page(sheet: Lembar, words: dict[str, Tree], told: list[str]) -> Page:
    columns = (Column("KODE", unbroken=True), Column("BUNYI RESMI", width=3), Column("KATA-KATA ZI", width=3))
    rows = tuple(
        row(Cell(code, heading=True), str(each["uraian"]), sheet.butir[code].uraian)
        for code, each in words.items()
        if isinstance(each, dict) and letters(str(each["uraian"])) != letters(sheet.butir[code].uraian)
    )
    body: list[Table | Sentence] = [Table("Pertanyaan yang bunyinya berbeda", columns, rows)] if rows else []
    return Page(f"Bunyi resmi {len(words)} pertanyaan", (*body, *(Sentence(each, Tone.CAUTION) for each in told)))
