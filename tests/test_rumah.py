"""The house: a room imports only from the floors below it, and each library has one room.

Imports are read from the sources, those inside functions too: what is imported where it is used is imported all the
same.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import REPO

PACKAGE = REPO / "src" / "zi_cli"
LANTAI = (
    {"__init__", "errors", "nearest", "diagnostics", "frozen", "italics", "tables", "written"},
    {"text"},
    {"git"},
    {"plan", "render", "workbook", "gitindex"},
    {"lke", "bukti"},
    {"checks", "views", "schema"},
    {"plans", "reports"},
    {"edits", "api"},
    {"imports", "examples"},
    {"app", "commands"},
    {"usage", "completing", "plain"},
    {"__main__"},
)
"""From the ground up; neighbours do not know each other."""
MILIK = {
    "yaml": {"text/document.py"},
    "pydantic": {"text/gate.py", "text/fields.py"},
    "pydantic_core": {"text/gate.py", "text/fields.py"},
    "rich": {"render/terminal.py", "render/bars.py"},
    "jinja2": {"render/templates.py"},
    "markupsafe": {"render/templates.py", "render/html.py", "render/svg.py"},
    "icalendar": {"render/ics.py"},
    "xlsxwriter": {"render/xlsx.py"},
    "docx": {"render/docx.py", "render/docx_grid.py"},
    "bagit": {"bukti/bags.py"},
    "filetype": {"bukti/inside.py"},
    "pypdf": {"bukti/inside.py"},
    "filelock": {"text/locking.py"},
    "mammoth": {"imports/docx.py"},
    "openpyxl": {"imports/xlsx.py", "workbook/workings.py", "workbook/formulas.py"},
    "lxml": {"workbook/parts.py"},
    "pdfplumber": {"imports/pdf.py"},
}
BERKAS = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{each.name}" for each in node.names)
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names)


def lantai(name: str) -> int | None:
    return next((at for at, rooms in enumerate(LANTAI) if name in rooms), None)


@pytest.mark.parametrize("path", BERKAS, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_from_below_and_no_library_but_its_own(path: Path) -> None:
    inside = path.relative_to(PACKAGE).as_posix()
    own = inside.removesuffix(".py").partition("/")[0]
    floor = lantai(own)
    assert floor is not None, f"{own} has no floor yet"
    for name in imports(path):
        top, *rest = name.split(".")
        if top == "zi_cli":
            room = rest[0] if rest and rest[0] != "__version__" else "__init__"
            below = lantai(room)
            assert below is not None, f"{inside} imports {name}, which has no floor"
            assert room == own or below < floor or floor == 0, f"{inside} imports {name}"
        elif top == "typer":
            assert own in ("commands", "app", "__main__"), f"{inside} imports {name}"
        else:
            assert top in sys.stdlib_module_names or inside in MILIK.get(top, ()), f"{inside} imports {name}"


def test_the_pages_of_the_sheet_know_no_pages_of_the_plan_and_these_none_of_the_evidence() -> None:
    """The three folders of `views`, from the ground up; what all of them use lies beside them."""
    order = ("", "sheet", "plan", "evidence")
    climbs = {
        f"{path.relative_to(PACKAGE).as_posix()} imports {name}"
        for path in (PACKAGE / "views").rglob("*.py")
        for name in imports(path)
        if name.startswith("zi_cli.views.")
        if order.index(_folder(name.split(".")[2])) > order.index(_folder(path.parent.name))
    }
    assert climbs == set()


def _folder(name: str) -> str:
    return name if name in ("sheet", "plan", "evidence") else ""


def test_the_clock_is_read_in_one_place() -> None:
    """What day it is, is an argument everywhere else (the third law)."""
    read = {
        path.relative_to(PACKAGE).as_posix()
        for path in BERKAS
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("today", "now", "utcnow", "time_ns", "localtime")
    }
    assert read == {"plan/clock.py"}


def test_modules_and_functions_stay_small() -> None:
    """A function is longer than 40 lines only where it is a command: there its options are declared."""
    long: dict[str, int] = {}
    for path in BERKAS:
        inside, text = path.relative_to(PACKAGE).as_posix(), path.read_text(encoding="utf-8")
        long |= {inside: text.count("\n")} if text.count("\n") >= 400 else {}
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                command = inside.startswith("commands/") and f'__all__ = ["{node.name}"]' in text
                long |= {f"{inside}: {node.name}": lines} if lines > 40 and not command else {}
    assert long == {}


def test_only_the_command_line_names_its_options() -> None:
    """Below it a sentence names an argument, `«force»`, or is given what to say: a program has no options."""
    ours = ("commands", "app.py", "examples.py", "usage.py", "completing.py", "__main__.py")
    named = {
        f"{path.relative_to(PACKAGE).as_posix()}: {text}"
        for path in BERKAS
        if path.relative_to(PACKAGE).parts[0] not in ours
        for text in sentences(path)
        if re.search(r"(^|[^\w-])--[a-z]", re.sub(r"\bgit [a-z].*", "", text))
    }
    assert named == set()


def sentences(path: Path) -> Iterator[str]:
    """The texts of a module that are words for people: several words, and no docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield from [node.value] if re.search(r"[a-z] [a-z]", node.value) else []
