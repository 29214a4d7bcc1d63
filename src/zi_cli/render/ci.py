"""Findings for the machines that run checks: GitHub's workflow commands, and JUnit's XML for GitLab and others."""

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import quoteattr

from zi_cli.diagnostics import Diagnostic, Severity
from zi_cli.render.visible import one_line, visible

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


def as_junit(berkas: Sequence[str], found: Iterable[Diagnostic], *, strict: bool = False) -> str:
    """A suite a file, a case a finding (one that passes where there is none).

    A peringatan fails only with `strict`; otherwise it passes, and says what it has to say as its output.
    """
    by_file: dict[str, list[Diagnostic]] = {each: [] for each in berkas}
    for each in found:
        by_file.setdefault(each.file, []).append(each)
    suites = "".join(_suite(name, findings, strict=strict) for name, findings in by_file.items())
    total = sum(max(1, len(each)) for each in by_file.values())
    failed = sum(_fails(one, strict=strict) for each in by_file.values() for one in each)
    head = f'<testsuites name="zi check" tests="{total}" failures="{failed}" errors="0">\n'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}{suites}</testsuites>\n'


def _suite(berkas: str, found: list[Diagnostic], *, strict: bool) -> str:
    name = quoteattr(visible(berkas))
    failed = sum(_fails(each, strict=strict) for each in found)
    cases = (
        "".join(_case(each, strict=strict) for each in found) or f'    <testcase classname={name} name="zi check"/>\n'
    )
    head = f'  <testsuite name={name} tests="{max(1, len(found))}" failures="{failed}" errors="0" skipped="0">\n'
    return f"{head}{cases}  </testsuite>\n"


def _case(each: Diagnostic, *, strict: bool) -> str:
    place = f"{each.place.line}:{each.place.column}"
    title = quoteattr(visible(f"{each.rule} ({place})"))
    pesan = quoteattr(one_line(each.message))
    where = quoteattr(visible(f"{each.file}:{place}"))
    if _fails(each, strict=strict):
        inner = f"<failure type={quoteattr(each.rule)} message={pesan}>{where[1:-1]}</failure>"
    else:
        inner = f"<system-out>{pesan[1:-1]}</system-out>"
    file = quoteattr(visible(each.file))
    return f'    <testcase classname={file} file={file} line="{each.place.line}" name={title}>{inner}</testcase>\n'


def _fails(each: Diagnostic, *, strict: bool) -> bool:
    return strict or each.severity is Severity.ERROR
