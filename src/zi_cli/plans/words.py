"""The office's own words for a report, in Markdown beside the plan: read here, written by the office alone."""

import os
from pathlib import Path

from zi_cli.errors import Refusal, reason
from zi_cli.plan.workspace import Home, shown, stay_inside
from zi_cli.text.regular import TooLargeError, regular

LARGEST = 2**20
"""Bytes that words of a report may be."""


def words(home: Home, name: str) -> str:
    """What the office wrote in that file of the plan's folder; nothing where there is none."""
    path = home.folder / name
    if not os.path.lexists(path):
        return ""
    stay_inside(path, home.folder)
    try:
        return regular(path, LARGEST).decode("utf-8-sig")
    except TooLargeError as error:
        raise Refusal(
            f"{shown(path)} lebih dari {LARGEST // 2**20} MiB; isinya seharusnya kata-kata laporan saja."
        ) from error
    except OSError as error:
        raise Refusal(f"{shown(path)} tidak dapat dibaca: {reason(error)}.") from error
    except UnicodeDecodeError as error:
        raise Refusal(f"{shown(path)} bukan UTF-8; simpan ulang sebagai UTF-8.") from error


def shown_at(home: Home, name: str) -> str:
    """Where that file lies, or would, as people name it."""
    return shown(Path(home.folder, name))
