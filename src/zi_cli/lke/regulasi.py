"""Which sheets there are, which of them a plan is judged by, and the reading of one.

Two files of `data/` a regulation: its structure, and our own words for its questions.

A sheet comes with the program and has passed the gate in its tests: here it is only built, without pydantic.
"""

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zi_cli.lke.lembar import Lembar

DATA = Path(__file__).parent / "data"
_IN_FORCE = r"(?m)^berlaku: *[\"']?([0-9]{4})\b"


def berkas(id_: str) -> Path:
    """The file of the sheet with that id."""
    return DATA / f"lke-{id_}.yaml"


def wording_file(id_: str) -> Path:
    """The file of our own words for the sheet with that id; a sheet may have none."""
    return DATA / f"kata-{id_}.yaml"


def known() -> tuple[str, ...]:
    """The ids of all sheets."""
    return _ids(DATA)


@cache
def _ids(folder: Path) -> tuple[str, ...]:
    """The sheets of a folder: those that come with the program do not change while it runs."""
    return tuple(sorted(each.stem.removeprefix("lke-") for each in folder.glob("lke-*.yaml")))


def in_force(year: int | None = None) -> str:
    """The id of the sheet that plans of a year are judged by: the newest of that year; without a year, of all.

    A plan that is older than every sheet is judged by the oldest.
    """
    sheets = known()
    if len(sheets) == 1:  # nothing need be read to know
        return sheets[0]
    dated = sorted((first, each) for each in sheets if (first := _since(each)) is not None)
    meant = [each for first, each in dated if year is None or first <= year]
    return meant[-1] if meant else dated[0][1]


def _since(id_: str) -> int | None:
    """The first year of plans that are judged by a sheet; None for one that has to be named."""
    match = re.search(_IN_FORCE, berkas(id_).read_text(encoding="utf-8"))
    return int(match[1]) if match else None


def lembar(id_: str) -> "Lembar":
    """The sheet with that id, in our own words."""
    return _lembar(id_)


@cache
def _lembar(id_: str) -> "Lembar":
    from zi_cli.frozen import evolve
    from zi_cli.lke.lembar import Lembar
    from zi_cli.lke.wording import LaterWords, Wording
    from zi_cli.text import sources
    from zi_cli.text.reading import understand

    sheet = understand(Lembar, sources.read(berkas(id_)), passed=True).model
    words = wording_file(id_)
    if not words.exists():
        return sheet
    return evolve(
        sheet, kata=LaterWords(lambda: understand(Wording, sources.read(words), passed=True).model.pertanyaan)
    )


def read_sheet(text: str) -> str:
    """The id of a sheet that there is; a ValueError with an Indonesian sentence otherwise."""
    sheets = known()
    if text not in sheets:
        from zi_cli.nearest import nearest

        guess = nearest(text, sheets)
        cure = f'maksudnya "{guess}"?' if guess else f"yang tersedia: {', '.join(sheets)}"
        raise ValueError(f'lembar "{text}" tidak dikenal; {cure}')
    return text
