"""The JSON Schema (2020-12) of a plan's files, as an editor wants it.

An editor reads `tahun: 2025` as a number and `catatan: no` as a truth value, where `zi` reads texts: so every text may
be written as whatever YAML makes of it, and a whole number as a number. What pydantic knows comes from the model; only
that difference is made here, and the docstrings of the models, which are for programmers, are left out.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from zi_cli.plan.model import Rencana

if TYPE_CHECKING:
    from zi_cli.lke.lembar import Butir, Lembar, Tipe

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_BARE = ["string", "integer", "number", "boolean"]
_JAWABAN = {"description": "Jawabannya, bila ditulis bersama catatan."}
_EVIDENCE = {
    "description": "Bukti jawaban itu, tautan atau keterangan; tanpa kunci ini mengikuti barisnya.",
    "type": ["string", "array"],
    "items": {"type": "string"},
}
_CATATAN = {
    "description": "Catatan bebas atas jawaban ini; tidak ikut dinilai.",
    "examples": ["Lihat notula rapat 12 Agustus"],
    "type": _BARE,
}


def rencana() -> dict[str, Any]:
    """The schema of `rencana.yaml`."""
    from zi_cli.text.gate import json_schema

    schema = _lenient(json_schema(Rencana))
    return {"$schema": DIALECT, "title": "Rencana aksi Zona Integritas (rencana.yaml)", **schema}


def lke(sheet: "Lembar") -> dict[str, Any]:
    """The schema of `lke.yaml`: every question of the sheet with the answers it takes."""
    from zi_cli.lke.jawaban import Lapis, LembarJawaban
    from zi_cli.text.gate import json_schema

    schema = _lenient(json_schema(LembarJawaban))
    types = {each.pertanyaan.tipe: _choices(sheet, each.pertanyaan.tipe) for each in sheet.butir.values()}
    answers = {code: _pertanyaan(sheet, each) for code, each in sheet.butir.items()}
    schema.setdefault("$defs", {}).update({tipe.value: each for tipe, each in types.items() if each})
    schema["$defs"]["Jawaban"] = {"type": "object", "properties": answers, "additionalProperties": False}
    for lapis in Lapis:
        terang = schema["properties"][lapis]["description"]
        schema["properties"][lapis] = {"description": terang, "$ref": "#/$defs/Jawaban"}
    schema["properties"]["prasyarat"] = {
        "description": schema["properties"]["prasyarat"]["description"],
        "type": "object",
        "properties": {each.kode: {"description": each.nama, "type": _BARE} for each in sheet.prasyarat},
        "additionalProperties": False,
    }
    return {"$schema": DIALECT, "title": "Jawaban Lembar Kerja Evaluasi (lke.yaml)", **schema}


def _pertanyaan(sheet: "Lembar", butir: "Butir") -> dict[str, Any]:
    """What a question takes: an answer of its type, or its counts."""
    from zi_cli.lke.penilaian import diminta, wajib

    asked = butir.pertanyaan
    named = f"{asked.label}. " if asked.label else ""
    options = "; ".join(f"{word}: {text}" for word, text in (butir.kata.pilihan or {}).items())
    described = {"description": f"{butir.uraian}. {options or named + 'Jawabannya ' + diminta(sheet, asked)}."}
    if not asked.isian:
        return described | {"$ref": f"#/$defs/{asked.tipe}"}
    counts = {
        name: {"description": f"{text}. {named}".rstrip(), "type": "integer", "minimum": 0}
        for name, text in (butir.kata.isian or {}).items()
    }
    return described | _group(counts, wajib(asked)) | {"type": ["object", "null"]}


def _choices(sheet: "Lembar", tipe: "Tipe") -> dict[str, Any] | None:
    """An answer of a type, plain or with a note; None where it wants counts, which differ by question."""
    from zi_cli.lke.lembar import Tipe

    if tipe is Tipe.PERSEN:
        return None
    words = sheet.pilihan(tipe)
    plain = {"enum": list(words)} if words else _indeks(sheet.indeks)
    return {"oneOf": [plain, {"type": "null"}, _group({"jawaban": _JAWABAN | plain}, ["jawaban"])]}


def _indeks(most: int) -> dict[str, Any]:
    """An index of a survey, from 0.00 to the highest there is, a single digit.

    Its two places can only be asked of a text: `multipleOf: 0.01` refuses 1.13 in every editor that reckons in binary.
    """
    figure = rf"^([0-{most - 1}](\.[0-9]{{1,2}})?|{most}(\.0{{1,2}})?)$"
    text = {"pattern": figure, "patternErrorMessage": "Tuliskan seperti 3.60."}
    return {"type": ["number", "string"], "minimum": 0, "maximum": most, **text}


def _group(properties: dict[str, Any], required: Iterable[str]) -> dict[str, Any]:
    """A group of keys, and the note and the evidence that may stand in each."""
    keys = {**properties, "catatan": _CATATAN, "bukti": _EVIDENCE}
    return {"type": "object", "properties": keys, "required": list(required), "additionalProperties": False}


def _lenient(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_lenient(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    options = [each for each in schema.get("anyOf", []) if each != {"type": "null"}]
    if "anyOf" in schema and len(options) == 1:  # a key that may be absent; it may not be empty
        schema = {key: value for key, value in schema.items() if key not in ("anyOf", "default")} | options[0]
    made = {key: _lenient(value) for key, value in schema.items() if not (key == "title" and isinstance(value, str))}
    if made.get("type") == "object" and "properties" in made:
        made.pop("description", None)
    if made.get("type") == "string" and "enum" not in made and "pattern" not in made:
        made["type"] = _BARE
    return made
