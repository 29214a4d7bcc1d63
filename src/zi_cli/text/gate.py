"""The gate: pydantic judges a tree of strings, and every error becomes a diagnostic with its place.

Only here and in `fields`, which describes the keys to it, is pydantic imported. No sentence of its reaches the user.
"""

import dataclasses
import os
from dataclasses import MISSING
from functools import cache
from typing import Any

# pydantic looks through every installed distribution for plugins of its own; zi has no use for any
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from zi_cli.diagnostics import TERBANYAK, Diagnostic, Tingkat, singkat
from zi_cli.nearest import nearest
from zi_cli.text.document import Document, Route
from zi_cli.text.fields import M, Model, model_at

_JENIS = {
    "string_type": "satu teks",
    "dataclass_type": "kelompok kunci",
    "tuple_type": 'daftar (butir-butir dengan "- ")',
    "dict_type": "kelompok kunci",
}

_KUNCI_ASING = ("unexpected_keyword_argument", "extra_forbidden")


def adapter(model: type[M]) -> TypeAdapter[M]:
    """The validator of a model."""
    key: Any = model
    adapter_: TypeAdapter[M] = _adapter(key)
    return adapter_


@cache
def _adapter(model: Any) -> TypeAdapter[Any]:
    """The validator of a model; building it costs more than judging a plan."""
    return TypeAdapter(model)


def validate(model: type[M], document: Document, berkas: str) -> tuple[M | None, list[Diagnostic]]:
    """The model that a document's tree writes, or everything that keeps it from being one."""
    try:
        return adapter(model).validate_python(document.tree), []
    except ValidationError as error:
        # a file made of errors has as many as it has lines: each costs a search for the nearest key
        details = _without_echoes(model, error.errors(include_url=False)[: TERBANYAK + 1])
        return None, [_diagnostic(model, document, berkas, each) for each in details]


def json_schema(model: type[Model]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the model's files, as pydantic gives it."""
    return adapter(model).json_schema(mode="validation")


def _without_echoes(model: type[Model], details: list[ErrorDetails]) -> list[ErrorDetails]:
    """A misspelt key is one mistake: the key that it was meant to be is not reported as missing too."""
    meant = {(*error["loc"][:-1], _guess(model, error["loc"])) for error in details if error["type"] in _KUNCI_ASING}
    return [error for error in details if error["type"] != "missing" or error["loc"] not in meant]


def _guess(model: type[Model], route: Route) -> str | None:
    """The known key nearest to the unknown one at a route."""
    return nearest(str(route[-1]), model_at(model, route[:-1]).__dataclass_fields__)


def _diagnostic(model: type[Model], document: Document, berkas: str, error: ErrorDetails) -> Diagnostic:
    route: Route = error["loc"]
    asing = route[-1:] == ("[key]",)  # so pydantic says that a mapping's key is meant, not its value
    if asing:
        route = route[:-1]
    kind = error["type"]
    key = str(route[-1]) if route else ""
    if kind == "missing":
        owner = _sebut(route[:-1])
        return _galat("kunci-kurang", f'kunci "{key}" belum ada{owner}; tambahkan', document.locate(route[:-1]), berkas)
    if kind in _KUNCI_ASING:
        known = model_at(model, route[:-1]).__dataclass_fields__
        guess = _guess(model, route)
        cure = f'maksudnya "{guess}"?' if guess else f"yang dikenal: {', '.join(known)}"
        pesan = f'kunci "{singkat(key)}" tidak dikenal{_sebut(route[:-1])}; {cure}'
        return _galat("kunci-asing", pesan, document.locate(route, kunci=True), berkas)
    place = document.locate(route, kunci=asing)
    if kind == "value_error":
        pesan = str(error["ctx"]["error"])
        if isinstance(error["input"], str) and error["input"]:
            pesan = pesan.replace(error["input"], singkat(error["input"]))
        return _galat("kode-salah" if asing else _aturan(key, route), pesan, place, berkas)
    if kind in ("string_too_short", "too_short"):
        place = document.locate(route, kunci=True)
        cure = "tulis isinya" if key in _wajib(model_at(model, route[:-1])) else "isi, atau hapus kuncinya"
        return _galat("isi-kosong", f"{_kunci(route)} tidak berisi; {cure}", place, berkas)
    pesan = f"{_kunci(route)} berisi {_ada(error['input'])}, seharusnya {_JENIS.get(kind, 'bentuk lain')}"
    return _galat("jenis-salah", pesan + _contoh(model, route, error), place, berkas)


def _wajib(model: type[Model]) -> list[str]:
    """The keys that a group must have."""
    return [each.name for each in dataclasses.fields(model) if each.default is each.default_factory is MISSING]


def _contoh(model: type[Model], route: Route, error: ErrorDetails) -> str:
    """How a text is written that stands where a group with one key for it belongs: `- dokumen: SK Tim`."""
    inside, text = model_at(model, route), error["input"]
    if inside is model_at(model, route[:-1]) and not isinstance(route[-1:][0] if route else None, int):
        return ""
    keys = _wajib(inside)
    if error["type"] == "string_type" or not isinstance(text, str) or not text or len(keys) != 1:
        return ""
    return f"; tulis {'- ' if error['type'] == 'tuple_type' else ''}{keys[0]}: {singkat(text)}"


def _galat(aturan: str, pesan: str, place: Any, berkas: str) -> Diagnostic:
    return Diagnostic(aturan, Tingkat.GALAT, pesan, berkas, place)


def _aturan(key: str, route: Route) -> str:
    """The rule that a key's own reader keeps, named after what it reads."""
    named = {
        "kode": "kode-salah",
        "target_waktu": "waktu-salah",
        "periode": "waktu-salah",
        "tanggal": "tanggal-salah",
        "berkas": "berkas-luar",
        "tautan": "tautan-salah",
        "sha256": "sidik-salah",
    }
    return named.get(key if isinstance(route[-1], str) else "", "nilai-salah")


def _kunci(route: Route) -> str:
    name = next((step for step in reversed(route) if isinstance(step, str)), None)
    if name is None:
        return "berkas ini"
    return f'butir ke-{route[-1] + 1} dari "{name}"' if isinstance(route[-1], int) else f'kunci "{name}"'


def _sebut(route: Route) -> str:
    """In which group of keys, as people name it."""
    name = next((step for step in reversed(route) if isinstance(step, str)), None)
    return f' di "{name}"' if name else ""


def _ada(value: object) -> str:
    if isinstance(value, str):
        return f'teks "{singkat(value)}"' if value else "kosong"
    return "daftar" if isinstance(value, list) else "kelompok kunci"
