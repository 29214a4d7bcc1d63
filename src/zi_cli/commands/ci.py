"""What `zi check` writes for CI: paths from the top of the repository, and a summary of the size that GitHub takes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from zi_cli.commands import output
from zi_cli.errors import reason
from zi_cli.frozen import evolve

if TYPE_CHECKING:
    from zi_cli.plans.checking import Checked

MOST_BYTES = 1_000_000
"""GitHub takes no summary of a step that is larger than 1 MiB: it shows nothing of it then."""


def from_top(checked: Checked) -> Checked:
    """The same findings, their files named from the top of the repository with `/`, as GitHub looks for them."""
    from zi_cli import git

    here = Path.cwd()
    named = os.environ.get("GITHUB_WORKSPACE", "")
    top = git.seen_from(here) or (Path(os.path.realpath(named)) if named else here)

    def name(file: str) -> str:
        path = Path(os.path.realpath(here / Path(file).parent), Path(file).name)
        if not os.path.lexists(path) or not path.is_relative_to(top):
            return file.replace("\\", "/") if os.sep == "\\" else file
        return path.relative_to(top).as_posix()

    names = {file: name(file) for file in {*checked.files, *(each.file for each in checked.found)}}
    found = tuple(evolve(each, file=names[each.file]) for each in checked.found)
    return evolve(checked, files=tuple(names[each] for each in checked.files), found=found)


def add_summary(path: Path, checked: Checked) -> None:
    """Add to the run's summary; nothing where it cannot be written, for the findings were told already."""
    try:
        taken = path.stat().st_size if path.exists() else 0
        with path.open("a", encoding="utf-8") as stream:
            stream.write(_summary(checked, MOST_BYTES - taken))
    except OSError as error:
        output.say(f"zi: ringkasan tidak dapat ditulis ke {path}: {reason(error)}.")


def _summary(checked: Checked, room: int) -> str:
    """The page of the findings, as many of the first as there is room for."""
    from zi_cli.render.markdown import page
    from zi_cli.views.plan.temuan import temuan

    shown = len(checked.found)
    while True:
        text = page(temuan(len(checked.files), checked.found, shown, stopped=checked.stopped))
        if len(text.encode("utf-8", "backslashreplace")) <= room or not shown:
            return text if shown or not checked.found else f"{text[: max(room, 0)]}"
        shown //= 2
