"""What other programs may use: the page that says so is run, and nothing of it is imported before it is asked for."""

import contextlib
import io
import re
import subprocess
import sys

import pytest

import zi_cli
from tests.conftest import REPO

PAGE = (REPO / "docs" / "api.md").read_text(encoding="utf-8")


@pytest.mark.usefixtures("jambi")
def test_the_page_prints_what_it_says() -> None:
    (code,), (said,) = (re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL) for kind in ("python", "text"))
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, "docs/api.md", "exec"), {})
    assert out.getvalue() == said


def test_every_name_is_listed_and_described() -> None:
    assert set(zi_cli.__all__) <= set(dir(zi_cli))
    for name in zi_cli.__all__:
        assert getattr(zi_cli, name).__doc__
        assert f"| `{name}" in PAGE
    with pytest.raises(AttributeError):
        zi_cli.loading  # noqa: B018


def test_importing_the_package_imports_none_of_its_rooms() -> None:
    code = "import sys, zi_cli; print([each for each in sys.modules if each.startswith('zi_cli.')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
