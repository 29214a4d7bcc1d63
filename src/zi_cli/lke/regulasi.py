"""Which sheets there are, one file of `data/` a regulation, and the reading of one.

The sheet comes with the program and has passed the gate in its tests: here it is only built, without pydantic.
"""

from functools import cache
from pathlib import Path

from zi_cli.lke.lembar import Lembar
from zi_cli.text import sources
from zi_cli.text.reading import understand

DATA = Path(__file__).parent / "data"
BAWAAN = "permen-90-2021"
"""The sheet in force. Another regulation's is a file beside it, read by its own id."""


def berkas(id_: str) -> Path:
    """The file of the sheet with that id."""
    return DATA / f"lke-{id_}.yaml"


@cache
def lembar(id_: str = BAWAAN) -> Lembar:
    """The sheet with that id."""
    return understand(Lembar, sources.read(berkas(id_)), passed=True).model
