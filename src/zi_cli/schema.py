"""The JSON Schema (2020-12) of a plan's file, as an editor wants it.

An editor reads `tahun: 2025` as a number and `catatan: no` as a truth value, where `zi` reads texts: so every text may
be written as whatever YAML makes of it, and a whole number as a number. What pydantic knows comes from the model; only
that difference is made here, and the docstrings of the models, which are for programmers, are left out.
"""

from typing import Any

from zi_cli.plan import Rencana

DIALEK = "https://json-schema.org/draft/2020-12/schema"
_POLOS = ["string", "integer", "number", "boolean"]


def rencana() -> dict[str, Any]:
    """The schema of `rencana.yaml`."""
    from zi_cli.gate import json_schema

    schema = _lunak(json_schema(Rencana))
    return {"$schema": DIALEK, "title": "Rencana aksi Zona Integritas (rencana.yaml)", **schema}


def _lunak(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_lunak(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    options = [each for each in schema.get("anyOf", []) if each != {"type": "null"}]
    if "anyOf" in schema and len(options) == 1:  # a key that may be absent; it may not be empty
        schema = {key: value for key, value in schema.items() if key not in ("anyOf", "default")} | options[0]
    made = {key: _lunak(value) for key, value in schema.items() if not (key == "title" and isinstance(value, str))}
    if made.get("type") == "object" and "properties" in made:
        made.pop("description", None)
    if made.get("type") == "string" and "enum" not in made and "pattern" not in made:
        made["type"] = _POLOS
    return made
