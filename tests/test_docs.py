"""The README and the office's guide name every command and every option that there is."""

import re
from collections.abc import Iterator

import pytest

from tests.conftest import REPO
from zi_cli.app import COMMANDS, command
from zi_cli.render.media import MEDIA

README = (REPO / "README.md").read_text(encoding="utf-8")
PANDUAN = (REPO / "docs" / "panduan.md").read_text(encoding="utf-8")
EVERYWHERE = {"--help", "-h", "-C"}
"""Said once for all commands."""


def options(name: str) -> Iterator[str]:
    """The long options of a command; the short one where it has no other."""
    for param in command(name).params:
        if param.param_type_name == "option" and not getattr(param, "hidden", False):
            yield max(param.opts, key=len)


def section(text: str, name: str) -> str:
    """The row of the table of commands that tells of one: from its name to the next row."""
    found = re.search(rf"^\| `zi {re.escape(name)}[ `].*$", text, re.MULTILINE)
    assert found, f"no row tells of zi {name}"
    return found[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_and_the_guide_name_every_command_with_its_options(name: str) -> None:
    shared = EVERYWHERE | {"--plan", "--output", "--format"}
    wanted = sorted(set(options(name)) - shared)
    for document, text in (("README.md", README), ("docs/panduan.md", PANDUAN)):
        row = section(text, name)
        missing = [each for each in wanted if not re.search(rf"(?<![\w-]){each}(?![\w-])", row)]
        assert not missing, f"{document}: the row of zi {name} lacks {', '.join(missing)}"


@pytest.mark.parametrize("text", [README, PANDUAN], ids=["README.md", "panduan.md"])
def test_the_media_are_named_once(text: str) -> None:
    (said,) = re.findall(
        r"^(?:Every command that prints|Semua perintah yang mencetak)(?:.|\n(?!\n))*", text, re.MULTILINE
    )
    assert [each for medium in MEDIA for each in (medium.name, *medium.endings[:1]) if each not in said] == []


@pytest.mark.parametrize("text", [README, PANDUAN], ids=["README.md", "panduan.md"])
def test_a_command_that_a_manual_shows_is_there(text: str) -> None:
    shown = set(re.findall(r"(?:^|`|&& )zi ([a-z]+)\b", text, re.MULTILINE))
    assert shown <= {*COMMANDS, "help"}, shown - {*COMMANDS}


@pytest.mark.parametrize(
    "name", ["README.md", "CHANGELOG.md", "docs/panduan.md", "docs/glossary.md", "docs/decisions.md"]
)
def test_no_merge_was_left_half_done_in_a_manual(name: str) -> None:
    text = (REPO / name).read_text(encoding="utf-8")
    assert not re.findall(r"^(?:<{7} |={7}$|>{7} )", text, re.MULTILINE)
