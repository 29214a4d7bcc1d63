"""Which sheets there are, two files of `data/` a regulation (its structure, our words), and the reading of one.

The sheet comes with the program and has passed the gate in its tests: here it is only built, without pydantic.
"""

from dataclasses import replace
from functools import cache
from pathlib import Path

from zi_cli.lke.lembar import Lembar
from zi_cli.lke.wording import Wording
from zi_cli.text import sources
from zi_cli.text.reading import understand

DATA = Path(__file__).parent / "data"
BAWAAN = "permen-90-2021"
"""The sheet in force. Another regulation's is a file beside it, read by its own id."""


def berkas(id_: str) -> Path:
    """The file of the sheet with that id."""
    return DATA / f"lke-{id_}.yaml"


def wording_file(id_: str) -> Path:
    """The file of our own words for the sheet with that id."""
    return DATA / f"kata-{id_}.yaml"


@cache
def lembar(id_: str = BAWAAN) -> Lembar:
    """The sheet with that id, in our own words."""
    sheet = understand(Lembar, sources.read(berkas(id_)), passed=True).model
    words = understand(Wording, sources.read(wording_file(id_)), passed=True).model
    return replace(sheet, kata=words.pertanyaan)
