"""The gallery: `tests/cases/NAME.yaml`, and in `NAME.txt` what `zi check NAME.yaml` says about it.

Adding a case is adding two files; the second writes itself with `ZI_TULIS=1 pytest tests/test_galeri.py`, to be read
before it is committed. Above the marker stands what the case is about, below it what makes the plan whole.
"""

import os
from pathlib import Path

CASES = Path(__file__).parent / "cases"
FILES = sorted(CASES.glob("*.yaml"))
HARI = "2025-10-15"
"""The day on which the gallery is judged."""
TANDA = "# --- selebihnya hanya melengkapi rencana ---\n"
TULIS = os.environ.get("ZI_TULIS") == "1"


def kasus(rule: str) -> Path:
    """The case of a rule: a plan, or answers to the sheet."""
    plan = CASES / f"{rule}.yaml"
    return plan if plan.exists() else CASES / f"{rule}.lke.yaml"
