"""Silencers: `# zi: abaikan ATURAN: alasan`, on the line of a peringatan or on the comment lines above it.

Several rules are parted by commas.
What silences nothing, gives no reason, or names what cannot be silenced is itself reported: a silencer that is
forgotten would hide the next mistake on its line.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from zi_cli.checks.rule import Rule, TextCase
from zi_cli.diagnostics import Diagnostic, Place, Severity
from zi_cli.frozen import frozen
from zi_cli.nearest import nearest
from zi_cli.text.document import Document

_SILENCER = re.compile(r"#\s*zi\s*:\s*abaikan\s+(?P<aturan>[a-z0-9-]+(?:\s*,\s*[a-z0-9-]+)*)\s*:\s*(?P<alasan>\S.*)$")
_WITHOUT_REASON = re.compile(r"#\s*zi\s*:\s*abaikan\s+[a-z0-9-]+\s*:?\s*$")
_ALMOST = re.compile(r"#(?=[^\nZz]*+[Zz])(?i:[^\n#]*?\bzi\b\W{0,3}\s*abaikan\b|\s*zi\s*:)")
"""What was most likely meant as a silencer, whatever became of it. The look ahead passes over most comments quickly."""
_BUKAN_ISI = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*+[ \t]*")
"""Blank lines and comments, to the text of the line that follows them."""


@frozen
class _Silencer:
    rule: str
    place: Place
    baris: int
    """The line whose findings it silences."""


def may_silence(teks: str) -> bool:
    """Whether something in a text may be meant as a silencer."""
    return _ALMOST.search(teks) is not None


def without_silenced(case: TextCase, found: Iterable[Diagnostic], rule: Iterable[Rule]) -> Iterator[Diagnostic]:
    """The findings that are not silenced, and those about the silencers themselves."""
    if not may_silence(case.teks):
        yield from found
        return
    rules = {each.id: each for each in rule}
    silencers: dict[tuple[str, int], _Silencer] = {}
    for each in _written(case):
        if isinstance(each, _Silencer):
            fault = _flaws(each, rules)
            if fault is None:
                silencers.setdefault((each.rule, each.baris), each)
                continue
            yield Diagnostic("abaikan-salah", Severity.WARNING, fault, case.parsed.source.name, each.place)
        else:
            yield each
    used = set()
    for one in found:
        match = silencers.get((one.rule, one.place.line))
        if match is None:
            yield one
        else:
            used.add(match)
    for each in silencers.values():
        if each not in used and not (rules[each.rule].wants_folder and not case.has_folder):
            message = f"tidak ada {each.rule} di sini yang diabaikan; hapus komentar ini"
            yield Diagnostic("abaikan-percuma", Severity.WARNING, message, case.parsed.source.name, each.place)


def _flaws(each: _Silencer, rules: dict[str, Rule]) -> str | None:
    if each.rule not in rules:
        guess = nearest(each.rule, rules)
        return f'aturan "{each.rule}" tidak dikenal' + (f'; maksudnya "{guess}"?' if guess else "")
    if rules[each.rule].severity is Severity.ERROR:
        return f"{each.rule} adalah galat dan tidak dapat diabaikan; betulkan isinya"
    if each.rule in ON_SILENCERS:
        return f"{each.rule} tidak dapat diabaikan; hapus atau betulkan komentar yang dimaksudnya"
    return None


def lines_silenced(document: Document, rule: str) -> frozenset[int]:
    """The lines on which a rule is silenced: what stands there is meant, so `--fix` leaves it."""
    return frozenset(
        baris
        for _, _, match, baris in _comments(document, list(document.comments()))
        if match and rule in _disebut(match)
    )


def _written(case: TextCase) -> Iterator[_Silencer | Diagnostic]:
    """Every silencer of the text, or what is wrong with the way it is written."""
    document, teks = case.parsed.document, case.teks
    comments = list(document.comments())
    yield from _dalam_teks(case, comments)
    for start, end, match, baris in _comments(document, comments):
        if match is None:
            fault = "ditulis tanpa alasan" if _WITHOUT_REASON.match(teks, start, end) else "tidak dipahami"
            yield _salah(case, start, end, f'komentar ini {fault}; tuliskan "# zi: abaikan ATURAN: alasan"')
            continue
        place = document.place(start, end)
        for rule in _disebut(match):
            yield _Silencer(rule, place, baris)


def _disebut(match: re.Match[str]) -> list[str]:
    """The rules that a silencer names."""
    return re.split(r"\s*,\s*", match["aturan"])


def _comments(
    document: Document, comments: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int, re.Match[str] | None, int]]:
    """The comments that are silencers, or (None) were most likely meant as one, with the line that each is about."""
    teks = document.text
    upto, below = 0, 0  # comments up to there are about the line below them, found once for all of them
    for start, end in comments:
        if not _ALMOST.search(teks, start, end):
            continue
        match = None if _ALMOST.search(teks, start + 1, end) else _SILENCER.match(teks, start, end)
        baris = document.place(start).line
        if not teks[teks.rfind("\n", 0, start) + 1 : start].strip():
            if start >= upto:
                upto = _BUKAN_ISI.match(teks, end).end()  # type: ignore[union-attr]
                below = document.place(upto).line
            baris = below
        yield start, end, match, baris


def _dalam_teks(case: TextCase, comments: list[tuple[int, int]]) -> Iterator[Diagnostic]:
    """Silencers that YAML reads as part of a text: they silence nothing, and are printed."""
    starts = [start for start, _ in comments]
    for match in re.finditer(r"#\s*zi\s*:\s*abaikan\b[^\n]*", case.teks):
        before = bisect_right(starts, match.start()) - 1
        if before < 0 or comments[before][1] <= match.start():
            message = "ini berada di dalam sebuah teks, bukan komentar; pindahkan ke atas kuncinya"
            yield _salah(case, *match.span(), message)


def _salah(case: TextCase, start: int, end: int, message: str) -> Diagnostic:
    place = case.parsed.document.place(start, end)
    return Diagnostic("abaikan-salah", Severity.WARNING, message, case.parsed.source.name, place)


RULES = (
    Rule("abaikan-percuma", Severity.WARNING, "Komentar abaikan tidak mengabaikan apa pun."),
    Rule("abaikan-salah", Severity.WARNING, "Komentar abaikan tidak dapat berlaku."),
)
ON_SILENCERS = frozenset(each.id for each in RULES)
