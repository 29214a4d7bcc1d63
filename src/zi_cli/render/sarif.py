"""Findings as SARIF 2.1.0 (OASIS), for code scanning: GitHub shows them in the Security tab and keeps their history."""

import zlib
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from zi_cli import __version__
from zi_cli.diagnostics import Diagnostic, Severity
from zi_cli.render.visible import one_line, visible

SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning"}

SarifRule = tuple[str, Severity, str, str]
"""A rule's id, level, sentence and its section of the docs."""


def as_sarif(found: Iterable[Diagnostic], rules: Sequence[SarifRule]) -> dict[str, Any]:
    """One run: every rule with its section of the docs, every finding with its place."""
    index = {id_: at for at, (id_, *_) in enumerate(rules)}
    driver = {
        "name": "zi",
        "version": __version__,
        "semanticVersion": __version__,
        "language": "id-ID",
        "rules": [_rule(*rule) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "language": "id-ID",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "Folder teratas repositori."}}},
        "results": [_result(each, index[each.rule]) for each in found],
    }
    return {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(id_: str, severity: Severity, summary: str, section: str) -> dict[str, Any]:
    return {
        "id": id_,
        "shortDescription": {"text": summary},
        "help": {"text": section, "markdown": section},
        "defaultConfiguration": {"level": _LEVELS[severity]},
    }


def _result(each: Diagnostic, index: int) -> dict[str, Any]:
    place = each.place
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endColumn": place.column + place.length,
        "snippet": {"text": visible(place.snippet)},
    }
    print_ = zlib.crc32(repr((each.rule, each.message, place.snippet.strip())).encode("utf-8", "surrogatepass"))
    return {
        "ruleId": each.rule,
        "ruleIndex": index,
        "level": _LEVELS[each.severity],
        "message": {"text": one_line(each.message)},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(each.file), "region": region}}],
        "partialFingerprints": {"ziTemuan/v1": f"{print_:08x}"},
    }


def _artifact(name: str) -> dict[str, str]:
    path = PurePath(name)
    if path.is_absolute():
        return {"uri": "file://" + quote(path.as_posix().encode("utf-8", "surrogateescape"))}
    return {"uri": quote(path.as_posix().encode("utf-8", "surrogateescape")), "uriBaseId": "SRCROOT"}
