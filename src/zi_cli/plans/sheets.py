"""Which sheet a plan goes by: the one that its answers name, else the one in force in the plan's year."""

import re
from pathlib import Path

from zi_cli.diagnostics import InvalidPlan
from zi_cli.errors import Refusal
from zi_cli.frozen import evolve
from zi_cli.lke.lembar import Lembar
from zi_cli.lke.regulasi import in_force, known, lembar
from zi_cli.lke.wording import QuestionWords, Wording
from zi_cli.plan.workspace import NAMA_BERKAS, NAMA_JAWABAN, Home, berisi_jawaban, root_of, shown, stay_inside
from zi_cli.plans.loading import load, read
from zi_cli.text import stamps
from zi_cli.text.document import parse
from zi_cli.text.reading import understand, vouched

SHEETS = "lembar"
"""In a workspace: where the ministry's own wording of its sheets stands."""
_YEAR = re.compile(r"^tahun:[ \t]*[\"']?([0-9]{4})\b", re.MULTILINE)


def sheet(home: Home, answers: str = "") -> Lembar:
    """The sheet that a plan's answers (the text of them, where it is at hand) go by."""
    id_ = named(answers or _text(home.answers)) or only() or in_force(load(home).model.tahun)
    return worded(lembar(id_), root_of(home.path))


def newest(root: Path | None) -> Lembar:
    """The sheet in force, in the words that the workspace has."""
    return worded(lembar(in_force()), root)


def worded(made: Lembar, root: Path | None) -> Lembar:
    """A sheet in the ministry's own words, where the workspace has them (`zi import --wording`); ours fill the gaps."""
    path = root / SHEETS / f"{made.id}.yaml" if root else None
    if root is None or path is None or not path.is_file():
        return made
    stay_inside(path, root)
    source = read(path, shown(path))
    known = vouched(Wording, source)
    words = (known or understand(Wording, source)).model.pertanyaan
    if not known:
        stamps.stamp(source.path, source.raw)
    return evolve(made, kata={code: _over(each, words.get(code)) for code, each in made.kata.items()})


def _over(ours: QuestionWords, theirs: QuestionWords | None) -> QuestionWords:
    if theirs is None:
        return ours
    return QuestionWords(
        uraian=theirs.uraian,
        penjelasan=theirs.penjelasan or ours.penjelasan,
        pilihan={**(ours.pilihan or {}), **(theirs.pilihan or {})} or None,
        isian={**(ours.isian or {}), **(theirs.isian or {})} or None,
    )


def only() -> str | None:
    """The sheet that every plan goes by, whatever its year; None where there are several."""
    sheets = known()
    return sheets[0] if len(sheets) == 1 else None


def named(answers: str) -> str | None:
    """The sheet that a text of answers names, if it names one that there is."""
    tree = parse(answers).tree if "lembar" in answers else ""
    said = tree.get("lembar") if isinstance(tree, dict) else None
    return said if isinstance(said, str) and said in known() else None


def sheet_of_file(path: Path | None, text: str) -> str:
    """The sheet that a file goes by, a plan or answers, right or wrong, with the other one that lies beside it."""
    if known_sheet := only():
        return known_sheet
    said = plan = text  # of a pipe it is not known which it is
    if path is not None and berisi_jawaban(path):
        plan = _text(path.with_name(NAMA_BERKAS))
    elif path is not None:
        said = _text(path.with_name(NAMA_JAWABAN))
    year = _YEAR.search(plan)
    return named(said) or in_force(int(year[1]) if year else None)


def _text(path: Path) -> str:
    """A file's text; none where it is not there or cannot be read, which is told elsewhere."""
    try:
        return read(path, shown(path)).text
    except (Refusal, InvalidPlan):
        return ""
