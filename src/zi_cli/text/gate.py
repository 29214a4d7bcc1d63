"""The gate: pydantic judges a tree of strings, and every error becomes a diagnostic with its place.

Only here and in `fields`, which describes the keys to it, is pydantic imported. No sentence of its reaches the user.
"""

import os
from collections.abc import Sequence
from functools import cache
from typing import Any, Generic

# pydantic looks through every installed distribution for plugins of its own; zi has no use for any
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from zi_cli.diagnostics import MAX_FINDINGS, Diagnostic, Severity, shorten
from zi_cli.frozen import fields, frozen, needed
from zi_cli.nearest import nearest
from zi_cli.text.document import Document, Route
from zi_cli.text.fields import M, Model, UnfitError, model_at

_KINDS = {
    "string_type": "satu teks",
    "dataclass_type": "kelompok kunci",
    "tuple_type": 'daftar (butir-butir dengan "- ")',
    "dict_type": "kelompok kunci",
}

_UNKNOWN_KEY = ("unexpected_keyword_argument", "extra_forbidden")


def adapter(model: type[M]) -> TypeAdapter[M]:
    """The validator of a model."""
    key: Any = model
    adapter_: TypeAdapter[M] = _adapter(key)
    return adapter_


@cache
def _adapter(model: Any) -> TypeAdapter[Any]:
    """The validator of a model; building it costs more than judging a plan."""
    return TypeAdapter(model)


@frozen
class Verdict(Generic[M]):
    """What the gate says of a tree: the model, or everything that keeps it from being one."""

    model: M | None
    found: Sequence[tuple[Route, Diagnostic]] = ()
    """What is wrong, each with its route: not more than anyone will read."""
    routes: frozenset[Route] = frozenset()
    """The routes of all that is wrong, of what is not told too."""


def validate(model: type[M], document: Document, name: str) -> Verdict[M]:
    """Judge a document's tree."""
    try:
        return Verdict(adapter(model).validate_python(document.tree))
    except ValidationError as error:
        # a file made of errors has as many as it has lines: each costs a search for the nearest key
        every = error.errors(include_url=False)
        for each in every:
            if isinstance(said := each.get("ctx", {}).get("error"), Exception):
                # these lead back to this call, which would keep the whole document until the run ends
                said.__traceback__ = said.__cause__ = said.__context__ = None
        details = _without_echoes(model, every[: MAX_FINDINGS + 1])
        found = [(each["loc"], _diagnostic(model, document, name, each)) for each in details]
        return Verdict(None, found, frozenset(each["loc"] for each in every))


def json_schema(model: type[Model]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the model's files, as pydantic gives it."""
    return adapter(model).json_schema(mode="validation")


def _without_echoes(model: type[Model], details: list[ErrorDetails]) -> list[ErrorDetails]:
    """A misspelt key is one mistake: the key that it was meant to be is not reported as missing too."""
    meant = {(*error["loc"][:-1], _guess(model, error["loc"])) for error in details if error["type"] in _UNKNOWN_KEY}
    return [error for error in details if error["type"] != "missing" or error["loc"] not in meant]


def _guess(model: type[Model], route: Route) -> str | None:
    """The known key nearest to the unknown one at a route."""
    return nearest(str(route[-1]), fields(model_at(model, route[:-1])))


def _diagnostic(model: type[Model], document: Document, name: str, error: ErrorDetails) -> Diagnostic:
    route, written = _said_of(error)
    unknown = route[-1:] == ("[key]",)  # so pydantic says that a mapping's key is meant, not its value
    if unknown:
        route = route[:-1]
    kind = error["type"]
    key = str(route[-1]) if route else ""
    if kind == "missing":
        owner = _where(route[:-1])
        return _error("kunci-kurang", f'kunci "{key}" belum ada{owner}; tambahkan', document.locate(route[:-1]), name)
    if kind in _UNKNOWN_KEY:
        known = fields(model_at(model, route[:-1]))
        guess = _guess(model, route)
        cure = f'maksudnya "{guess}"?' if guess else f"yang dikenal: {', '.join(known)}"
        message = f'kunci "{shorten(key)}" tidak dikenal{_where(route[:-1])}; {cure}'
        return _error("kunci-asing", message, document.locate(route, key=True), name)
    place = document.locate(route, key=unknown)
    if kind == "value_error":
        message = str(error["ctx"]["error"])
        if isinstance(written, str) and written:
            message = message.replace(written, shorten(written))
        return _error("kode-salah" if unknown else _rule_of(key, route), message, place, name)
    if kind in ("string_too_short", "too_short"):
        place = document.locate(route, key=True)
        cure = "tuliskan isinya" if key in _required(model_at(model, route[:-1])) else "isi, atau hapus kuncinya"
        return _error("isi-kosong", f"{_key(route)} tidak berisi; {cure}", place, name)
    message = f"{_key(route)} berisi {_found(error['input'])}, seharusnya {_KINDS.get(kind, 'bentuk lain')}"
    return _error("jenis-salah", message + _example(model, route, error), place, name)


def _required(model: type[Model]) -> list[str]:
    """The keys that a group must have."""
    return [name for name in fields(model) if name in needed(model)]


def _example(model: type[Model], route: Route, error: ErrorDetails) -> str:
    """How a text is written that stands where a group with one key for it belongs: `- dokumen: SK Tim`."""
    inside, text = model_at(model, route), error["input"]
    if inside is model_at(model, route[:-1]) and not isinstance(route[-1:][0] if route else None, int):
        return ""
    keys = _required(inside)
    if error["type"] == "string_type" or not isinstance(text, str) or not text or len(keys) != 1:
        return ""
    return f"; tuliskan {'- ' if error['type'] == 'tuple_type' else ''}{keys[0]}: {shorten(text)}"


def _said_of(error: ErrorDetails) -> tuple[Route, object]:
    """Where an error is, and what is written there; of a group whose keys do not fit, at the key that is named."""
    unfit = error.get("ctx", {}).get("error")
    if not isinstance(unfit, UnfitError):
        return error["loc"], error["input"]
    owner = error["input"]
    return (*error["loc"], unfit.key), owner.get(unfit.key) if isinstance(owner, dict) else None


def _error(rule: str, message: str, place: Any, name: str) -> Diagnostic:
    return Diagnostic(rule, Severity.ERROR, message, name, place)


def _rule_of(key: str, route: Route) -> str:
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


def _key(route: Route) -> str:
    name = next((step for step in reversed(route) if isinstance(step, str)), None)
    if name is None:
        return "berkas ini"
    return f'butir ke-{route[-1] + 1} dari "{name}"' if isinstance(route[-1], int) else f'kunci "{name}"'


def _where(route: Route) -> str:
    """In which group of keys, as people name it."""
    name = next((step for step in reversed(route) if isinstance(step, str)), None)
    return f' di "{name}"' if name else ""


def _found(value: object) -> str:
    if isinstance(value, str):
        return f'teks "{shorten(value)}"' if value else "kosong"
    return "daftar" if isinstance(value, list) else "kelompok kunci"
