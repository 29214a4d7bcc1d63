"""What a new plan may be called, and what its name says: `kpu-kabupaten-x-2026` is KPU Kabupaten X's of 2026."""

import re
from pathlib import Path

from zi_cli.errors import Refusal
from zi_cli.plan.workspace import NAMA_BERKAS, Home

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")


def new_home(root: Path, name: str) -> Home:
    """Where a new plan of that name lies; Refusal where no plan can be called so."""
    if not _ID.fullmatch(name):
        raise Refusal(
            f'Nama rencana "{name}" tidak dapat dipakai; tuliskan dengan huruf kecil, angka, dan tanda hubung, '
            "seperti kpu-kabupaten-x-2026."
        )
    return Home(name, root / "plans" / name / NAMA_BERKAS)


def year_named(name: str) -> int | None:
    """The year in a plan's name."""
    found = re.fullmatch(r"(?:.*-)?(20[0-9]{2})(?:-.*)?", name)
    return int(found[1]) if found else None


def office_named(name: str) -> str:
    """The office in a plan's name: `KPU Kabupaten X` of `kpu-kabupaten-x-2026`."""
    words = (each for each in name.split("-") if each and each != str(year_named(name)))
    return " ".join("KPU" if each == "kpu" else each.capitalize() for each in words)
