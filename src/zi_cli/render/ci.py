"""Findings for the machines that run checks: GitHub's workflow commands, and JUnit's XML for GitLab and others."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from zi_cli.diagnostics import Diagnostic, Severity
from zi_cli.render.visible import one_line, visible

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def as_github(found: Iterable[Diagnostic]) -> str:
    """A workflow command a line; GitHub shows each beside the line it means."""
    return "".join(_command(each) for each in found)


def _command(each: Diagnostic) -> str:
    place = each.place
    properties = {
        "file": each.file,
        "line": str(place.line),
        "endLine": str(place.line),
        "col": str(place.column),
        "endColumn": str(place.column + place.length),
        "title": f"zi: {each.rule}",
    }
    said = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{_GITHUB[each.severity]} {said}::{_data(one_line(each.message))}\n"


def _data(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_junit(files: Sequence[str], found: Iterable[Diagnostic], *, strict: bool = False) -> str:
    """A suite a file, a case a finding (one that passes where there is none).

    A warning fails only with `strict`; otherwise it passes, and says what it has to say as its output.
    """
    from xml.etree import ElementTree

    by_file: dict[str, list[Diagnostic]] = {each: [] for each in files}
    for each in found:
        by_file.setdefault(each.file, []).append(each)
    root = ElementTree.Element("testsuites", {"name": "zi check", **_counts(by_file.values(), strict=strict)})
    for name, findings in by_file.items():
        suite = ElementTree.SubElement(root, "testsuite", {"name": _xml(name), **_counts([findings], strict=strict)})
        if not findings:
            ElementTree.SubElement(suite, "testcase", classname=_xml(name), name="zi check")
        for each in findings:
            _case(suite, each, strict=strict)
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _counts(groups: Iterable[Sequence[Diagnostic]], *, strict: bool) -> dict[str, str]:
    groups = list(groups)
    failed = sum(_fails(one, strict=strict) for each in groups for one in each)
    return {"tests": str(sum(max(1, len(each)) for each in groups)), "failures": str(failed), "errors": "0"}


def _case(suite: "Element", each: Diagnostic, *, strict: bool) -> None:
    from xml.etree.ElementTree import SubElement

    place, file = f"{each.place.line}:{each.place.column}", _xml(each.file)
    title = _xml(f"{each.rule} ({place})")
    case = SubElement(suite, "testcase", classname=file, file=file, line=str(each.place.line), name=title)
    message = _xml(one_line(each.message))
    if _fails(each, strict=strict):
        SubElement(case, "failure", type=each.rule, message=message).text = f"{file}:{place}"
    else:
        SubElement(case, "system-out").text = message


def _fails(each: Diagnostic, *, strict: bool) -> bool:
    return strict or each.severity is Severity.ERROR


def _xml(text: str) -> str:
    """The text with what no XML may hold written out: a folder may be called anything."""
    return _NO_XML.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), visible(text))


_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
